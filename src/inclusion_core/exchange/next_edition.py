"""The draft of a framework's next edition: what was consulted on as it stands, additions as proposed indicators.

No word of an indicator is changed by a count. What schools would have otherwise stands above the indicator as remarks,
for whoever words the next edition; no school is named in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from inclusion_core.exchange.framework_draft_text import comment
from inclusion_core.exchange.inert import one_line, visible
from inclusion_core.store import toml
from inclusion_core.store.frameworks.framework_files import framework_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from inclusion_core.analysis.editions.consulting import Added, Counted, Tally
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.scale import Scale

_NUMBERED = re.compile(r"(.*?)(\d{1,6})")


def next_edition(edition: str, taken: Collection[str] = ()) -> str:
    """Return the edition that comes after one, past those that are taken.

    >>> next_edition("2026.1"), next_edition("1", {"2"})
    ('2026.2', '3')
    """
    *front, last = edition.split(".")
    number = int(last) + 1
    while (found := ".".join([*front, str(number)])) in taken:
        number += 1
    return found


def next_indicator(framework: Framework, strand: str, taken: Collection[str] = ()) -> str:
    """Return an id for one more indicator of a strand, one that was never used.

    >>> from inclusion_core.model.framework import Framework, Indicator, Strand
    >>> two = Framework("f", "1", "F", {"U": Strand("U", "U")}, {"U2": Indicator("U2", "U", "Two")})
    >>> next_indicator(two, "U"), next_indicator(two, "U", {"U3"})
    ('U3', 'U4')
    """
    used = {*framework.indicators, *framework.retired, *taken}
    here = [found for one in framework.indicators_in(strand) if (found := _NUMBERED.fullmatch(one.id))]
    front = here[-1][1] if here else strand
    numbers = [int(found[2]) for one in used if (found := _NUMBERED.fullmatch(one)) and found[1] == front]
    number = max(numbers, default=0) + 1
    while f"{front}{number}" in used:
        number += 1
    return f"{front}{number}"


def draft_of_next(framework: Framework, found: Tally, *, edition: str, scales: Mapping[str, Scale]) -> str:
    """Return the draft as a framework's file; it can be used as it is, and is never a default."""
    table = framework_table(framework)
    table |= {"edition": edition, "status": "consultation"}
    table.pop("derived_from", None)
    if scales.get(framework.scale.id) == framework.scale:
        table["scale"] = framework.scale.id
    indicators: dict[str, Any] = table.pop("indicators")
    counted = {one.id: one for one in found.indicators}
    parts = [
        "\n".join(
            [
                *comment(f"A draft of {framework.id}@{edition}, made of the consultation '{one_line(found.title)}'."),
                *comment(f"{_schools(found.answered)} answered on {framework.name}. Nothing in it is agreed."),
                "",
                toml.dumps(table),
            ]
        )
    ]
    for name, one in indicators.items():
        lines = list(_said(counted[name])) if name in counted else []
        parts.append("\n".join([*lines, toml.dumps({"indicators": {name: one}})]))
    taken: list[str] = []
    for added in found.additions:
        name = next_indicator(framework, added.strand, taken)
        taken.append(name)
        parts.append("\n".join([*_proposed(added), toml.dumps({"indicators": {name: _indicator(added)}})]))
    return "\n".join(parts)


def _indicator(added: Added) -> dict[str, Any]:
    made = {"strand": added.strand, "title": one_line(visible(added.title)), "status": "proposed"}
    if added.statements:
        made["statement"] = one_line(visible(added.statements[0]))
    return made


def _proposed(added: Added) -> Iterator[str]:
    yield from comment(f"Proposed by {_schools(added.n)}.")
    for text in added.statements[1:]:
        yield from comment(f"Also put as: {text}")
    for text in added.reasons:
        yield from comment(f"Because: {text}")


def _said(one: Counted) -> Iterator[str]:
    """Yield what schools said of an indicator; nothing where all agreed or nobody answered."""
    agree, changed, cannot = one.counts.values()
    if not changed and not cannot:
        return
    yield from comment(f"Of {_schools(one.n)}: {agree} agree, {changed} if it is changed, {cannot} cannot yet.")
    for each in one.remarks:
        yield from _labelled(
            (("Changed so", each.if_changed), ("Because", each.because), ("Cost", each.cost),
             ("Help needed", each.help_needed))
        )  # fmt: skip


def _labelled(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for label, text in pairs:
        if text:
            yield from comment(f"{label}: {text}")


def _schools(number: int) -> str:
    return f"{number} school" if number == 1 else f"{number} schools"
