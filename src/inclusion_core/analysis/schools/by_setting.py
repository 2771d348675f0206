"""What a group's schools judged, by kind of setting: a core that all share, and like with like for the rest.

Nothing is reckoned here that `compare_schools` has not shown: who is named, and what is hidden, was settled there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.schools.side_by_side import NOT_FOR_THIS_SETTING, spread_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_core.analysis.schools.side_by_side import SchoolsCompared, SchoolsRow, Spread
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting

EVERY_KIND = "all"
"""The column of all kinds together, which only the shared core has."""

SPECIALIST = ("special", "alternative")
"""Kinds of setting that are not inclusive by being specialist: they are judged on inclusive practice too."""


@frozen
class JudgedCell:
    """How the schools of one kind answered. `hidden` says that there are schools whose answers are not shown."""

    spread: Spread
    hidden: bool


@frozen
class JudgedRow:
    """One indicator (one facet value of it where the facet is required) over kinds of setting.

    `shared` says that it is for every kind there is here. `cells` has no kind that it is not for.
    """

    id: str
    title: str
    facet: str | None
    shared: bool
    cells: Mapping[str, JudgedCell]

    @property
    def name(self) -> str:
        """`M4.2`, or `M4.2@cared-for`."""
        return self.id if self.facet is None else f"{self.id}@{self.facet}"


@frozen
class KindJudged:
    """One kind of setting: the group's schools of it, those of them in the comparison, and what applies to them.

    `answered` counts the indicators for which a level is shown; `own` those that are not for every kind.
    """

    kind: str
    schools: int
    compared: int
    applicable: int
    own: int
    answered: int


@frozen
class BySetting:
    """A comparison by kind of setting: `n` schools by one voice, in the framework's order."""

    framework: Framework
    voice: str
    n: int
    kinds: tuple[KindJudged, ...]
    rows: tuple[JudgedRow, ...]

    @property
    def shared(self) -> tuple[JudgedRow, ...]:
        """The core that every kind shares."""
        return tuple(one for one in self.rows if one.shared)

    @property
    def alike(self) -> tuple[JudgedRow, ...]:
        """What is for some kinds only: compared like with like."""
        return tuple(one for one in self.rows if not one.shared)


def by_setting(  # noqa: PLR0913  a comparison has these parts, all named
    framework: Framework,
    everyone: SchoolsCompared,
    alike: Mapping[str, SchoolsCompared],
    settings: Mapping[str, Sequence[Setting]],
    *,
    schools: Mapping[str, int],
    voice: str = "self",
) -> BySetting:
    """Lay kinds of setting side by side.

    `everyone` compares all schools and `alike` those of one kind, for each kind with at least two; `settings` are those
    of the schools in the comparison by kind, and `schools` how many of each kind the group has at all.
    """
    applies = {
        kind: frozenset.intersection(*(frozenset(one.id for one in framework.applicable(each)) for each in there))
        for kind, there in settings.items()
    }
    every = frozenset.intersection(*applies.values()) if applies else frozenset()
    tables = {EVERY_KIND: everyone, **alike}
    by_row = {kind: {(row.id, row.facet): row for row in table.rows} for kind, table in tables.items()}
    rows = []
    for row in everyone.rows:
        if row.proposed:
            continue
        cells = {}
        for kind in settings:
            if any(row.id in {one.id for one in framework.applicable(each)} for each in settings[kind]):
                own = by_row[kind].get((row.id, row.facet)) if kind in by_row else None
                cells[kind] = _cell(own) if own is not None else _alone(framework, everyone, row, kind)
        if row.id in every:
            cells[EVERY_KIND] = _cell(row)
        rows.append(JudgedRow(row.id, row.title, row.facet, row.id in every, cells))
    kinds = tuple(
        KindJudged(
            kind,
            number,
            len(settings.get(kind, ())),
            len(applies.get(kind, ())),
            len(applies.get(kind, frozenset()) - every),
            len({row.id for row in rows if kind in row.cells and row.cells[kind].spread.n}),
        )
        for kind, number in schools.items()
    )
    return BySetting(framework, voice, len(everyone.shown) + everyone.others, kinds, tuple(rows))


def _cell(row: SchoolsRow) -> JudgedCell:
    return JudgedCell(row.spread, row.hidden)


def _alone(framework: Framework, everyone: SchoolsCompared, row: SchoolsRow, kind: str) -> JudgedCell:
    """Return the cell of a kind of which one school is in the comparison: its answer if it may be named, else none."""
    answers = [
        row.answers[one.review]
        for one in everyone.shown
        if (one.school.kind or "not known") == kind and row.answers[one.review] != NOT_FOR_THIS_SETTING
    ]
    return JudgedCell(
        spread_of(framework, [answers.count(level) for level in framework.scale.order]),
        not any((one.school.kind or "not known") == kind for one in everyone.shown),
    )
