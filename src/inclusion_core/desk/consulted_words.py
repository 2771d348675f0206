"""What schools wrote in a consultation, looked over before it leaves: a pupil's number or name holds it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.desk.leaving import Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inclusion_core.model.consultation import Consultation, SchoolReturn

__all__ = ["Stop", "stops_in_draft", "stops_in_return", "words_in"]


def words_in(consultations: Iterable[Consultation]) -> Iterator[str]:
    """Yield every text that schools wrote in some consultations."""
    for one in consultations:
        yield one.title
        for said in one.returns.values():
            yield from (text for _, text in _words_of(said))


def stops_in_return(said: SchoolReturn) -> tuple[Stop, ...]:
    """Return every place of a school's file that looks as if it named a pupil."""
    return tuple(_stops(_words_of(said)))


def stops_in_draft(consultation: Consultation) -> tuple[Stop, ...]:
    """Return every place of what schools wrote that would stand in the draft, and looks as if it named a pupil."""
    returns = consultation.returns.values()
    return tuple(stop for one in returns for stop in _stops(_words_of(one, promises=False)))


def _words_of(said: SchoolReturn, *, promises: bool = True) -> Iterator[tuple[str, str]]:
    """Yield every text that a school wrote, with where it stands: an indicator, an addition's strand, the consent.

    Without `promises` what it wrote where it signed up is left out.
    """
    for one in said.opinions.values():
        yield from ((one.id, text) for text in (one.if_changed, one.because, one.cost, one.help_needed))
    for each in said.additions.values():
        where = f"{each.strand}, an addition"
        yield from ((where, text) for text in (each.title, each.statement, each.because))
    if promises:
        yield from ((f"{one.id}, signing up", one.help_needed) for one in said.commitments.values())
        yield "who said so", said.named.role if said.named is not None else ""


def _stops(words: Iterator[tuple[str, str]]) -> Iterator[Stop]:
    from inclusion_core.analysis.texts.privacy import scan  # noqa: PLC0415  only for what leaves

    for where, text in words:
        yield from (Stop(where, one.says, text[one.start : one.end]) for one in scan(text))
