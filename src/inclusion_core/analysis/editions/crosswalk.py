"""Crosswalks: which indicators of different frameworks touch, read in both directions.

A framework file says where its indicators touch those of others. Put together, the links of all known frameworks can
be asked from either side: what was seen for one indicator may be laid beside the other. Evidence travels along a
link; a mark never does, whatever the relation, so nothing here knows a judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.errors import UnknownName
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from inclusion_core.model.framework import Framework, Link

Touch = Literal["close", "partial", "supports", "supported-by"]
"""How two indicators touch, seen from the first: the two directions of `supports` are told apart."""

_ORDER: tuple[Touch, ...] = ("close", "partial", "supports", "supported-by")


@frozen
class Tie:
    """Two indicators that touch, seen from the first.

    `framework` and `other` are names such as `north-east@2026.1`. `said_by` names the one or both of them whose files
    say so; where they differ on the relation there is a Tie for each.
    """

    framework: str
    indicator: str
    other: str
    other_indicator: str
    relation: Touch
    said_by: tuple[str, ...]


@frozen
class Fault:
    """A link that leads nowhere, or is told differently from the other side: never wrong, always worth a look.

    `framework` is whose file says it, `other` the crosswalk's heading, `indicator` the row (empty for the heading).
    """

    framework: str
    other: str
    indicator: str
    what: str
    do: str


def ties(framework: Framework, others: Iterable[Framework], indicator: str | None = None) -> tuple[Tie, ...]:
    """Return where a framework, or one indicator of it, touches others, whichever side says so.

    Links to what is not among `others` are passed over; `faults` speaks of those that lead nowhere. In the order of
    the framework's indicators, then by the other framework, the closest first. Raises UnknownName for the indicator.

    >>> from inclusion_core.model.framework import Indicator, Link, Strand
    >>> from inclusion_core.model.framework import Framework as F
    >>> a = F("a", "1", "A", {"U": Strand("U", "U")}, {"U1": Indicator("U1", "U", "One")},
    ...       crosswalk={"b@1": {"U1": (Link("P1", "supports"),)}})
    >>> b = F("b", "1", "B", {"P": Strand("P", "P")}, {"P1": Indicator("P1", "P", "One")})
    >>> [(one.other_indicator, one.relation, one.said_by) for one in ties(a, [b])]
    [('P1', 'supports', ('a@1',))]
    >>> [(one.other_indicator, one.relation, one.said_by) for one in ties(b, [a], "P1")]
    [('U1', 'supported-by', ('a@1',))]
    """
    if indicator is not None:
        framework.indicator(indicator)
    found: dict[tuple[str, str, str, Touch], list[str]] = {}
    for other in others:
        if other.name == framework.name:
            continue
        for here, link in _links(framework, other):
            found.setdefault((here, other.name, link.to, link.relation), []).append(framework.name)
        for there, link in _links(other, framework):
            back: Touch = "supported-by" if link.relation == "supports" else link.relation
            found.setdefault((link.to, other.name, there, back), []).append(other.name)
    place = {one: number for number, one in enumerate(framework.indicators)}
    ordered = sorted(found, key=lambda key: (place[key[0]], key[1], _ORDER.index(key[3]), key[2]))
    return tuple(
        Tie(framework.name, here, other, there, relation, tuple(dict.fromkeys(found[here, other, there, relation])))
        for here, other, there, relation in ordered
        if indicator in {None, here}
    )


def evidence_for(framework: Framework, indicator: str, other: Framework) -> tuple[Tie, ...]:
    """Return what in another framework an indicator touches: where evidence for it may be looked for, and laid.

    Empty where nothing of the other touches it. Raises UnknownName for the indicator.
    """
    return ties(framework, [other], indicator)


def _links(framework: Framework, other: Framework) -> Iterator[tuple[str, Link]]:
    """Yield the links of one framework into another whose two ends are there."""
    for indicator, links in framework.crosswalk.get(other.name, {}).items():
        for link in links:
            if indicator in framework.indicators and link.to in other.indicators:
                yield indicator, link


def faults(framework: Framework, others: Mapping[str, Framework], known: Collection[str] = ()) -> tuple[Fault, ...]:
    """Return what is worth doing about a framework's links.

    `others` are whole frameworks by their names; `known` are the names of all that there are, read or not. Where
    neither has anything of the other framework nothing is said: it need not be installed where this one is written.

    >>> from inclusion_core.model.framework import Indicator, Link, Strand
    >>> from inclusion_core.model.framework import Framework as F
    >>> a = F("a", "1", "A", {"U": Strand("U", "U")}, {"U1": Indicator("U1", "U", "One")},
    ...       crosswalk={"b@1": {"U1": (Link("P11", "close"),)}, "b@2": {}, "c@1": {}})
    >>> b = F("b", "1", "B", {"P": Strand("P", "P")}, {"P1": Indicator("P1", "P", "One")})
    >>> for fault in faults(a, {"b@1": b}): print(fault.what, fault.do)
    leads to 'P11', which b@1 does not have. Did you mean 'P1'?
    names b@2, an edition that is not here. Known here: b@1.
    """
    names = {*known, *others}
    found: list[Fault] = []
    for name, rows in framework.crosswalk.items():
        if name == framework.name:
            found.append(Fault(framework.name, name, "", "links this framework to itself.", "Take it out."))
        elif name in others:
            found += _row_faults(framework, others[name], rows)
        elif name not in names:
            editions = sorted(one for one in names if one.partition("@")[0] == name.partition("@")[0])
            if editions:
                what, do = f"names {name}, an edition that is not here.", f"Known here: {', '.join(editions)}."
                found.append(Fault(framework.name, name, "", what, do))
    return tuple(found)


def _row_faults(framework: Framework, other: Framework, rows: Mapping[str, tuple[Link, ...]]) -> Iterator[Fault]:
    for indicator, links in rows.items():
        seen: set[str] = set()
        for link in links:
            what, do = _gone(link, other) or _told_otherwise(framework, indicator, link, other) or ("", "")
            if link.to in seen:
                what, do = f"leads to '{link.to}' more than once.", "Keep the one that says it best."
            if what:
                yield Fault(framework.name, other.name, indicator, what, do)
            seen.add(link.to)


def _gone(link: Link, other: Framework) -> tuple[str, str] | None:
    if link.to in other.indicators:
        return None
    retired = other.retired.get(link.to)
    if retired is not None:
        instead = "' or '".join(retired.replaced_by)
        after = f"Look whether '{instead}' is meant." if instead else "Take it out."
        return f"leads to '{link.to}', which {other.name} has retired.", after
    near = nearest(link.to, other.indicators)
    do = f"Did you mean '{near}'?" if near else f"See what it has: inclusion framework show {other.name}"
    return f"leads to '{link.to}', which {other.name} does not have.", do


def _told_otherwise(framework: Framework, indicator: str, link: Link, other: Framework) -> tuple[str, str] | None:
    back = [one.relation for one in other.crosswalk.get(framework.name, {}).get(link.to, ()) if one.to == indicator]
    if not back or link.relation in back:
        return None
    what = f"says that it is '{link.relation}' to '{link.to}', and {other.name} says '{back[0]}' of the two."
    return what, "Agree on one: a link is read from both sides."


def other_named(name: str, framework: Framework, others: Collection[str]) -> tuple[str, ...]:
    """Return the frameworks that a name stands for: `id@edition` that one, an id every edition of it.

    `others` are the names of those that are here. Raises UnknownName with the nearest.
    """
    names = {*others, *framework.crosswalk} - {framework.name}
    found = sorted(one for one in names if name in {one, one.partition("@")[0]})
    if not found:
        raise UnknownName("framework", name, nearest=nearest(name, names), known=sorted(names))
    return tuple(found)
