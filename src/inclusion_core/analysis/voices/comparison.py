"""Voices side by side: what each said of each indicator, how far apart they are, and what to talk about first.

Voices are set beside each other and never mixed. A non-answer has no distance from anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.scoring.standings import cells_of
from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.analysis.scoring.scorecard import Voices
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.model.school import Setting


@frozen
class Compared:
    """What several voices said of one indicator, or of one facet value of it where the facet is required.

    `answers` holds each voice's judgement, None for a voice that gave none. `distance` is the number of levels between
    the lowest and the highest; None where fewer than two voices gave a level. `proposed` marks an indicator that is
    compared and never scored.
    """

    id: str
    title: str
    facet: str | None
    core: bool
    proposed: bool
    answers: Mapping[str, Judgement | None]
    distance: int | None

    @property
    def cell(self) -> Cell:
        """The cell that is compared."""
        return (self.id, self.facet)

    @property
    def name(self) -> str:
        """`U4`, or `U4@cared-for`."""
        return cell_text(self.cell)

    @property
    def apart(self) -> bool:
        """Whether every voice said something, and not all the same: another level, or a level and a non-answer."""
        given = {None if one is None else one.level or one.non_answer for one in self.answers.values()}
        return None not in given and len(given) > 1

    @property
    def non_answers(self) -> Mapping[str, str]:
        """The voices that gave a non-answer, and which; kept apart, for a non-answer is no distance."""
        return {
            voice: one.non_answer
            for voice, one in self.answers.items()
            if one is not None and one.non_answer is not None
        }


@frozen
class Comparison:
    """Voices side by side, in the order of the framework; and what to talk about first.

    `talk_first` are the rows whose voices differ: the farthest apart first, then core ones, then as in the framework.
    `compared` counts the rows with a distance, `same` those of them where it is 0.
    """

    voices: tuple[str, ...]
    rows: tuple[Compared, ...]
    talk_first: tuple[Compared, ...]
    compared: int
    same: int

    @property
    def indicators(self) -> int:
        """How many indicators the rows with a distance are of: fewer than `compared` where a facet is required."""
        return len({row.id for row in self.rows if row.distance is not None})

    @property
    def otherwise(self) -> tuple[Compared, ...]:
        """The rows on which every voice said something, not all the same, and which have no distance: no two levels."""
        return tuple(row for row in self.rows if row.distance is None and row.apart)


def compare_voices(framework: Framework, voices: Voices, setting: Setting) -> Comparison:
    """Set two or more voices side by side over all that is for this setting, proposed indicators too.

    The headline of each indicator is compared (docs/scoring.md), every facet value where the facet is required.
    Raises NotAllowed for fewer than two voices.
    """
    if len(voices) < 2:  # noqa: PLR2004  two are the fewest that can be compared
        given = ", ".join(voices) or "none"
        raise NotAllowed(f"A comparison needs at least two voices. Given: {given}. Name another.")
    rows = [row for one in framework.applicable(setting, proposed=True) for row in rows_of(framework, one, voices)]
    differing = [row for row in rows if row.distance]
    differing.sort(key=lambda row: (-(row.distance or 0), not row.core))
    compared = [row for row in rows if row.distance is not None]
    return Comparison(
        tuple(voices), tuple(rows), tuple(differing), len(compared), sum(row.distance == 0 for row in compared)
    )


def rows_of(framework: Framework, one: Indicator, voices: Voices) -> list[Compared]:
    """Return the rows of one indicator: one, or one for each facet value where the facet is required."""
    by_voice = {voice: cells_of(framework, judgements, one.id) for voice, judgements in voices.items()}
    required = framework.facet is not None and framework.facet.required
    rows = []
    for at in range(len(next(iter(by_voice.values())))):
        answers = {voice: cells[at][1] for voice, cells in by_voice.items()}
        facet = next(iter(by_voice.values()))[at][0][1] if required else None
        places = [framework.scale.place(each.level) for each in answers.values() if each is not None and each.level]
        distance = max(places) - min(places) if len(places) > 1 else None
        rows.append(Compared(one.id, one.title, facet, one.core, one.status == "proposed", answers, distance))
    return rows
