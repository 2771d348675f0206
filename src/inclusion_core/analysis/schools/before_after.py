"""Two cycles of one school side by side: what was judged before and after, and what cannot be claimed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.scoring.standings import headline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework, Indicator

Moved = Literal["higher", "lower", "same", "differs", "one-only", "text-changed"]

NO_CAUSE = (
    "A level that is higher says that people judged it higher. It does not say that what was done is the reason: other "
    "things changed in that time too."
)


@frozen
class Changed:
    """One indicator before and after: the answers (levels or non-answers, None for none) and how they lie.

    `differs` is said of stances; `text-changed` means that the two editions ask it differently, so that nothing is
    compared.
    """

    id: str
    title: str
    before: str | None
    after: str | None
    moved: Moved


@frozen
class BeforeAfter:
    """Every indicator answered in either cycle, and sentences on what cannot be claimed."""

    rows: tuple[Changed, ...]
    cautions: tuple[str, ...]

    def count(self, moved: Moved) -> int:
        """Return how many indicators moved so."""
        return sum(one.moved == moved for one in self.rows)


def before_after(
    before: tuple[Framework, Mapping[Cell, Judgement]], after: tuple[Framework, Mapping[Cell, Judgement]]
) -> BeforeAfter:
    """Lay one voice's judgements of two cycles side by side. Stances are told and never said to be higher or lower."""
    (old, was), (new, now) = before, after
    rows = []
    for name in dict.fromkeys((*old.indicators, *new.indicators)):
        first = headline(old, was, name)[1] if name in old.indicators else None
        second = headline(new, now, name)[1] if name in new.indicators else None
        if first is None and second is None:
            continue
        shown = new if name in new.indicators else old
        title = shown.worded(shown.indicators[name].title)
        rows.append(Changed(name, title, _answer(first), _answer(second), _moved(old, new, name, first, second)))
    found = BeforeAfter(tuple(rows), ())
    return BeforeAfter(found.rows, tuple(_cautions(found, old, new)))


def _answer(one: Judgement | None) -> str | None:
    return None if one is None else one.level or one.non_answer


def _moved(old: Framework, new: Framework, name: str, first: Judgement | None, second: Judgement | None) -> Moved:
    there = old.indicators.get(name), new.indicators.get(name)
    if there[0] is not None and there[1] is not None and _text(there[0]) != _text(there[1]):
        return "text-changed"
    if first is None or second is None or first.level is None or second.level is None:
        return "one-only"
    if old.scale.order != new.scale.order:
        return "text-changed"
    if first.level == second.level:
        return "same"
    if new.scale.stance:
        return "differs"
    return "higher" if new.scale.place(second.level) > new.scale.place(first.level) else "lower"


def _text(one: Indicator) -> tuple[object, ...]:
    return (one.title, one.statement, tuple(sorted(one.levels.items())))


def _cautions(found: BeforeAfter, old: Framework, new: Framework) -> list[str]:
    says = [NO_CAUSE]
    if new.scale.stance:
        says.append("Levels here are stances: another stance is another view, not more or less of anything.")
    apart = found.count("text-changed")
    if apart:
        says.append(f"{apart} {'is' if apart == 1 else 'are'} asked in other words now, so nothing is compared.")
    one = found.count("one-only")
    if one:
        says.append(
            f"{one} {'has' if one == 1 else 'have'} a level in one of the two cycles at most: no comparison is made."
        )
    if (old.id, old.edition) != (new.id, new.edition):
        says.append(f"The first cycle went by {old.name}, the second by {new.name}.")
    says.append("Other people may have judged, on another day, and seen other lessons.")
    return says
