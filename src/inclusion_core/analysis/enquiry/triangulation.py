"""What a line of enquiry rests on: kinds of evidence, whose voices are in it, and what points different ways.

What contradicts is kept and shown. A finding that rests on one kind of evidence is flagged and never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.coverage.sufficiency import counted
from inclusion_core.analysis.enquiry.rules import AGREED, differing
from inclusion_core.analysis.scoring.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from inclusion_core.analysis.enquiry.rules import Looked
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import Evidence

WANTED = ("pupils", "families", "staff", "leaders")
"""Whose voices a line is looked for in."""

FOR, AGAINST = "for", "against"
"""The tags by which evidence says that it speaks for, or against, what was thought."""

_WHOSE: Mapping[str, str] = {
    "pupil-voice": "pupils",
    "family-voice": "families",
    "staff-voice": "staff",
    "governor-voice": "governors",
    "partner-voice": "partners",
}
_LEADERS = frozenset({"leader", "leaders", "leadership", "head", "headteacher", "senior leader", "slt"})


@frozen
class Triangulated:
    """What one line of enquiry rests on, and its finding where one is written.

    `pieces` counts its evidence: what is about its indicators, or has the line's id as a tag. `kinds` are kinds as they
    are counted, by id. `heard` and `not_heard` say whose voices are in it: pupils, families, staff and leaders are
    looked for; staff's words with the tag `leader` are leaders'. `contradictions` are told in words, `says` what to
    mind. `one_kind` is true where all its evidence is of one kind.
    """

    line: str
    pieces: int
    kinds: tuple[str, ...]
    heard: tuple[str, ...]
    not_heard: tuple[str, ...]
    contradictions: tuple[str, ...]
    one_kind: bool
    says: tuple[str, ...]


def triangulate(looked: Looked, line: LineOfEnquiry) -> Triangulated:
    """Return what a line of enquiry rests on."""
    found = [
        one
        for one in looked.evidence.values()
        if line.id in one.tags or not set(line.indicators).isdisjoint(one.indicators)
    ]
    order = {name: place for place, name in enumerate(looked.kinds)}
    kinds = tuple(
        sorted({counted(one.kind, looked.kinds) for one in found}, key=lambda kind: (order.get(kind, len(order)), kind))
    )
    whose = {_speaks(looked, one) for one in found} - {""}
    heard = (*(one for one in WANTED if one in whose), *sorted(whose - set(WANTED)))
    return Triangulated(
        line=line.id,
        pieces=len(found),
        kinds=kinds,
        heard=heard,
        not_heard=tuple(one for one in WANTED if one not in whose),
        contradictions=tuple(_contradictions(looked, line, found)),
        one_kind=len(kinds) == 1,
        says=tuple(_minded(looked, line, kinds, heard)),
    )


def _speaks(looked: Looked, one: Evidence) -> str:
    """Return whose voice a piece of evidence is; an empty text where nobody speaks in it."""
    kind = counted(one.kind, looked.kinds)
    if kind == "staff-voice" and any(tag.casefold().strip() in _LEADERS for tag in one.tags):
        return "leaders"
    known = looked.kinds.get(one.kind)
    return _WHOSE.get(kind, known.title if known is not None and known.voice else "")


def _contradictions(looked: Looked, line: LineOfEnquiry, found: Iterable[Evidence]) -> Iterator[str]:
    agreed = looked.voices.get(AGREED, {})
    for name in line.indicators:
        if name in looked.framework.indicators:
            for row, told in differing(looked, name):
                after = agreed.get(row.cell)
                settled = f" Agreed: {looked.word(after.level or after.non_answer or '')}." if after is not None else ""
                yield f"{row.id}: {told}{settled}"
    tags = [{tag.casefold().strip() for tag in one.tags} for one in found]
    ways = [sum(way in each for each in tags) for way in (FOR, AGAINST)]
    if all(ways):
        yield f"Evidence points both ways: {ways[0]} marked '{FOR}', {ways[1]} marked '{AGAINST}'."


def _minded(looked: Looked, line: LineOfEnquiry, kinds: tuple[str, ...], heard: tuple[str, ...]) -> Iterator[str]:
    written = bool(line.finding.strip())
    if not kinds:
        yield (
            "The finding rests on nothing that is written down as seen or heard."
            if written
            else "Nothing that was seen or heard is written down for it yet."
        )
        return
    if len(kinds) == 1:
        begins = "The finding rests on" if written else "So far there is"
        yield f"{begins} one kind of evidence: {looked.kind_title(kinds[0])}."
    if not heard:
        yield f"Nobody's own words are in it yet: not those of {listed(WANTED, 'or')}."
