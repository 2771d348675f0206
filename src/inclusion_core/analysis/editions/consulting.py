"""A consultation counted: what schools say of each indicator, who is missing, what they would add and sign up to.

Counts are of schools and never carry a name. Words carry one where the school agreed to stand beside them, and stand in
the order of the alphabet, so that their place says nothing of whose they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.model.consultation import OPINIONS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.consultation import Addition, Commitment, Consultation, Opinion, SchoolReturn
    from inclusion_core.model.framework import Framework


@frozen
class Remark:
    """What one school wrote of an indicator. `school` is its name, empty where it did not agree to be named."""

    opinion: Opinion
    if_changed: str
    because: str
    cost: str
    help_needed: str
    school: str


@frozen
class Counted:
    """One indicator: how many schools said each thing, of the `n` that answered on it, and what they wrote."""

    id: str
    title: str
    n: int
    counts: Mapping[Opinion, int]
    remarks: tuple[Remark, ...]


@frozen
class Added:
    """What would be added: the same title from several schools is one. `statements` and `reasons` are all they wrote.

    `schools` are those that agreed to be named, by name; `n` is how many proposed it.
    """

    strand: str
    title: str
    n: int
    statements: tuple[str, ...]
    reasons: tuple[str, ...]
    schools: tuple[str, ...]


@frozen
class SignedUp:
    """How many schools sign up to an indicator, by level, and the earliest and the latest day that they name."""

    id: str
    title: str
    n: int
    levels: Mapping[str, int]
    first: dt.date
    last: dt.date


@frozen
class Tally:
    """A consultation as it stands. `answered` is how many schools did; `missing` names the invited that did not.

    `invited` is 0 where no list of schools was given: then nobody can be said to be missing. `unasked` of those that
    answered are in no such list, 0 where there is none.
    """

    title: str
    framework: str
    until: dt.date | None
    answered: int
    invited: int
    unasked: int
    missing: tuple[str, ...]
    indicators: tuple[Counted, ...]
    additions: tuple[Added, ...]
    signed_up: tuple[SignedUp, ...]


def tally(consultation: Consultation, framework: Framework, today: dt.date) -> Tally:
    """Count a consultation. `framework` is the edition it is about; `today` decides whose consent stands."""
    returns = list(consultation.returns.values())
    answered = [one for one in returns if one.answered]
    there = {one.id for one in answered}
    missing = sorted(one.name for one in consultation.invited.values() if one.id not in there)
    commitments = [one.commitments for one in returns]
    return Tally(
        consultation.title,
        consultation.framework,
        consultation.until,
        answered=len(answered),
        invited=len(consultation.invited),
        unasked=len(there - consultation.invited.keys()) if consultation.invited else 0,
        missing=tuple(missing),
        indicators=tuple(_counted(framework, one, answered, today) for one in framework.indicators),
        additions=tuple(_additions(framework, answered, today)),
        signed_up=tuple(
            _signed_up(framework, one, [each[one] for each in commitments if one in each])
            for one in framework.indicators
            if any(one in each for each in commitments)
        ),
    )


def answered_words(found: Tally) -> str:
    """Write how many schools answered, and how many of those that were asked: `2 schools answered of 3 asked`."""
    asked = found.answered - found.unasked
    words = f"{asked} {'school' if asked == 1 else 'schools'} answered"
    if not found.invited:
        return words
    more = f", and {found.unasked} that {'was' if found.unasked == 1 else 'were'} not asked" if found.unasked else ""
    return f"{words} of {found.invited} asked{more}"


def shown_name(one: SchoolReturn, today: dt.date) -> str:
    """Return a school's name where it may stand beside its words, else an empty text."""
    return one.name if one.named is not None and one.named.stands(today) else ""


def _counted(framework: Framework, indicator: str, answered: Iterable[SchoolReturn], today: dt.date) -> Counted:
    counts: dict[Opinion, int] = dict.fromkeys(OPINIONS, 0)
    remarks = []
    for one in answered:
        given = one.opinions.get(indicator)
        if given is None:
            continue
        counts[given.opinion] += 1
        if given.if_changed or given.because or given.cost or given.help_needed:
            remarks.append(
                Remark(given.opinion, given.if_changed, given.because, given.cost, given.help_needed,
                       shown_name(one, today))
            )  # fmt: skip
    remarks.sort(key=lambda one: (OPINIONS.index(one.opinion), one.if_changed, one.because, one.cost, one.help_needed))
    title = framework.worded(framework.indicators[indicator].title)
    return Counted(indicator, title, sum(counts.values()), counts, tuple(remarks))


def _additions(framework: Framework, answered: Iterable[SchoolReturn], today: dt.date) -> Iterable[Added]:
    found: dict[tuple[str, str], list[tuple[Addition, str]]] = {}
    for one in answered:
        for each in one.additions.values():
            key = (each.strand, " ".join(each.title.casefold().split()))
            found.setdefault(key, []).append((each, shown_name(one, today)))
    order = list(framework.strands)
    for (strand, _), all_of in sorted(found.items(), key=lambda one: (order.index(one[0][0]), one[0][1])):
        yield Added(
            strand,
            min(one.title for one, _ in all_of),
            len(all_of),
            _texts(one.statement for one, _ in all_of),
            _texts(one.because for one, _ in all_of),
            tuple(sorted(name for _, name in all_of if name)),
        )


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({one for one in texts if one}))


def _signed_up(framework: Framework, indicator: str, all_of: list[Commitment]) -> SignedUp:
    levels = {level: n for level in framework.scale.order if (n := sum(one.level == level for one in all_of))}
    days = [one.by_when for one in all_of]
    title = framework.worded(framework.indicators[indicator].title)
    return SignedUp(indicator, title, len(all_of), levels, min(days), max(days))
