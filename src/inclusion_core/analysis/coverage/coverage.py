"""What has been looked at, and what has not been seen or heard yet."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from inclusion_core.analysis.coverage.sufficiency import Held, counted
from inclusion_core.analysis.scoring.standings import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.analysis.scoring.standings import Reading, Standing
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting


@frozen
class Covered:
    """How much of a strand, of a group or of the whole is judged, counted as scoring counts it.

    `coverage` is judged / applicable, None where nothing applies.
    """

    id: str
    title: str
    judged: int
    applicable: int

    @property
    def coverage(self) -> Fraction | None:
        """The share that is judged."""
        return Fraction(self.judged, self.applicable) if self.applicable else None


@frozen
class Coverage:
    """Coverage of the whole, of every strand at every depth, and of every group."""

    overall: Covered
    strands: tuple[Covered, ...]
    groups: tuple[Covered, ...]


@frozen
class NotSeen:
    """An indicator that is not judged, or (`partly`) not for every facet value that it has to be.

    `non_answer` is what was said instead, None where nothing was. `cells` are the facet values still open, empty for
    the plain judgement. `lacks` are the kinds of evidence that it names and has none of.
    """

    id: str
    title: str
    core: bool
    statutory: bool
    non_answer: str | None
    partly: bool
    cells: tuple[str, ...]
    lacks: tuple[str, ...]


@frozen
class Unseen:
    """What nobody has seen or heard yet.

    `indicators` begins with the statutory and core ones, then keeps the order of the framework. `kinds` holds, for
    every indicator that applies, judged or not, the kinds of evidence it names and has none of; those with none
    lacking are left out. `voices` are the kinds of voice with no evidence at all in the review.
    """

    indicators: tuple[NotSeen, ...]
    kinds: Mapping[str, tuple[str, ...]] = Factory(dict)
    voices: tuple[EvidenceKind, ...] = ()
    coverage: Coverage | None = None


def coverage(framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting) -> Coverage:
    """Return how much of what applies is judged. Cells count where a facet is required, else indicators."""
    return _coverage(read(framework, judgements, setting))


def unseen(
    framework: Framework,
    judgements: Mapping[Cell, Judgement],
    evidence: Mapping[str, Evidence],
    kinds: Mapping[str, EvidenceKind],
    setting: Setting,
) -> Unseen:
    """Return what has not been seen or heard: indicators, kinds of evidence, voices; and the coverage beside them.

    `judgements` are one voice's, `evidence` is the whole review's, by id; `kinds` are all that are known, by id.
    """
    reading = read(framework, judgements, setting)
    held = Held(evidence, kinds)
    cited = _cited(judgements)
    lacking: dict[str, tuple[str, ...]] = {}
    open_ones: list[NotSeen] = []
    for one in reading.standings:
        if not one.applicable:
            continue
        lacks = _lacks(one, held.of(one.indicator.id, cited.get(one.indicator.id, ())), kinds)
        if lacks:
            lacking[one.indicator.id] = lacks
        if one.judged < one.applicable:
            open_ones.append(_not_seen(one, lacks))
    open_ones.sort(key=lambda one: (not one.statutory, not one.core))
    heard = {counted(one.kind, kinds) for one in evidence.values()}
    voices = tuple(kind for kind in kinds.values() if kind.voice and kind.counted == kind.id and kind.id not in heard)
    return Unseen(tuple(open_ones), lacking, voices, _coverage(reading))


def _coverage(reading: Reading) -> Coverage:
    framework = reading.framework
    by_id = {one.indicator.id: one for one in reading.standings}
    return Coverage(
        _covered("overall", "Overall", reading.standings),
        tuple(_covered(one.id, one.title, reading.within[one.id]) for one in framework.strands.values()),
        tuple(
            _covered(group.id, group.title, [by_id[name] for name in dict.fromkeys(group.indicators) if name in by_id])
            for group in framework.groups.values()
        ),
    )


def _covered(name: str, title: str, standings: Iterable[Standing]) -> Covered:
    judged = applicable = 0
    for one in standings:
        judged += one.judged
        applicable += one.applicable
    return Covered(name, title, judged, applicable)


def _cited(judgements: Mapping[Cell, Judgement]) -> dict[str, tuple[str, ...]]:
    """Return the evidence that each indicator's judgements cite, whichever of its cells they are for."""
    found: dict[str, tuple[str, ...]] = {}
    for (indicator, _), one in judgements.items():
        if one.evidence:
            found[indicator] = (*found.get(indicator, ()), *one.evidence)
    return found


def _lacks(one: Standing, held: tuple[str, ...], kinds: Mapping[str, EvidenceKind]) -> tuple[str, ...]:
    return tuple(kind for kind in one.indicator.evidence if counted(kind, kinds) not in held)


def _not_seen(one: Standing, lacks: tuple[str, ...]) -> NotSeen:
    still = [
        (cell, judgement)
        for cell, judgement in one.cells
        if judgement is None or (judgement.level is None and judgement.non_answer != "not-applicable")
    ]
    said = {None if judgement is None else judgement.non_answer for _, judgement in still}
    return NotSeen(
        id=one.indicator.id,
        title=one.indicator.title,
        core=one.indicator.core,
        statutory=one.indicator.statutory,
        non_answer=said.pop() if len(said) == 1 else None,
        partly=one.judged > 0,
        cells=tuple(cell[1] for cell, _ in still if cell[1] is not None),
        lacks=lacks,
    )
