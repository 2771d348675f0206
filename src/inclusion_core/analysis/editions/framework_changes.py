"""What two editions of a framework say differently about more than one indicator: strands, scale, rules, readiness."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from inclusion_core.model.framework import Framework, Gate, Group, Strand

    Titled = Strand | Gate | Group

_RULES = {
    "sufficiency": "How much evidence is enough differs.",
    "strong": "What a strong strand means differs.",
    "words": "Words that are shown instead of others differ.",
}


def framework_changes(old: Framework, new: Framework) -> tuple[str, ...]:
    """Return what differs around the indicators, a sentence each, in a settled order."""
    return tuple(_said(old, new))


def _said(old: Framework, new: Framework) -> Iterator[str]:
    if old.title != new.title:
        yield f"It is called '{new.title}'; it was '{old.title}'."
    if old.status != new.status:
        yield "It is for consultation, and never used by default." if new.status == "consultation" else "It is adopted."
    yield from _keyed("Strand", old.strands, new.strands)
    yield from _judging(old, new)
    for name, words in _RULES.items():
        if getattr(old, name) != getattr(new, name):
            yield words
    yield from _keyed("Gate", old.gates, new.gates)
    for each, one in new.gates.items():
        if each in old.gates and old.gates[each].needs != one.needs:
            yield f"Gate {each} needs: {'; '.join(map(str, one.needs))}."
    yield from _keyed("Group", old.groups, new.groups)


def _judging(old: Framework, new: Framework) -> Iterator[str]:
    if old.scale.order != new.scale.order:
        yield f"The levels are {', '.join(new.scale.order)}; they were {', '.join(old.scale.order)}."
    elif old.scale != new.scale:
        yield "The levels keep their names; their titles or values differ."
    if old.scoring != new.scoring:
        yield f"Scores are reckoned by {new.scoring}; it was {old.scoring}."
    if old.facet != new.facet:
        yield f"Judged {_facet(new)}; it was {_facet(old)}."
    if old.roles != new.roles:
        yield f"Roles that judge apart: {', '.join(new.roles) or 'none'}; they were {', '.join(old.roles) or 'none'}."


def _facet(one: Framework) -> str:
    if one.facet is None:
        return "once, with no lenses or layers"
    must = "for each" if one.facet.required else "where wanted for each"
    return f"{must} {one.facet.name}: {', '.join(one.facet.values)}"


def _keyed(sort: str, old: Mapping[str, Titled], new: Mapping[str, Titled]) -> Iterator[str]:
    for each, one in new.items():
        if each not in old:
            yield f"{sort} {each} is new: {one.title}."
        elif old[each].title != one.title:
            yield f"{sort} {each} is called '{one.title}'; it was '{old[each].title}'."
    for each, one in old.items():
        if each not in new:
            yield f"{sort} {each} is gone: {one.title}."
