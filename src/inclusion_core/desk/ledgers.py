"""A trust's ledgers at the desk: what settings offer and give each other, written down one record at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from attrs import astuple, evolve

from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest, slug
from inclusion_core.model.mixed_economy import (
    COUNTED,
    EXCHANGE_KINDS,
    LEAVING_YEARS,
    PROVISION_KINDS,
    RECEIVER_SAYS,
    SPANS,
    Destination,
    Exchange,
    Outreach,
    Provision,
    hold_to_years,
)
from inclusion_core.model.school import Phase
from inclusion_core.store.partnership import trusts_of
from inclusion_core.store.review.commands import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inclusion_core.desk import Desk
    from inclusion_core.model.mixed_economy import ExchangeKind
    from inclusion_core.model.trust import Trust

__all__ = [
    "COUNTED",
    "EXCHANGE_KINDS",
    "LEAVING_YEARS",
    "PROVISION_KINDS",
    "RECEIVER_SAYS",
    "SPANS",
    "Destination",
    "Exchange",
    "Outreach",
    "Provision",
    "add_destination",
    "add_exchange",
    "add_outreach",
    "add_provision",
    "receiver_view",
    "withdraw_record",
    "word_of",
]

_TABLES = {"p": "provision", "x": "exchanges", "o": "outreach", "d": "destinations"}
"""The tables of a trust that hold the ledgers, by the first letter of the ids in them."""

Ledgered = TypeVar("Ledgered", Provision, Exchange, Outreach, Destination)
Word = TypeVar("Word", bound=str)


def add_provision(  # noqa: PLR0913  a record has these parts, all named
    desk: Desk,
    trust: str,
    school: str,
    title: str,
    *,
    kind: str,
    phase: str | None = None,
    area: str = "",
    places: int | None = None,
    whom: str = "",
) -> Provision:
    """Write down a kind of place or help that a school of the trust, or one next to it, offers.

    Raises UnknownName for a trust, school, kind or phase that is not there, NotAllowed for a record that cannot be.
    """
    there = find_school(desk, school)
    said = clean(title.strip(), "The title")
    if not said:
        raise NotAllowed("Say what it is called, in a few words, such as 'The Hub'.")
    sort = word_of("kind of provision", kind, PROVISION_KINDS)
    stage: Phase | None = None if phase is None else word_of("phase", phase, get_args(Phase))
    where, needs = clean(area.strip(), "The area"), clean(whom.strip(), "Whom it is for")

    def same(one: Provision) -> bool:
        return (one.school, one.kind, one.phase, _plain(one.title), _plain(one.area)) == (
            there.id, sort, stage, _plain(said), _plain(where),
        )  # fmt: skip

    return _add(
        desk, trust, "p", lambda name: Provision(name, there.id, sort, said, stage, where, places, needs), twice=same
    )


def add_exchange(  # noqa: PLR0913  a record has these parts, all named
    desk: Desk, trust: str, giver: str, receiver: str, *, kind: str, minutes: int, day: dt.date | None = None,
    claim: str = "",
) -> Exchange:  # fmt: skip
    """Write down hours of expertise that one setting gave another, and what the giver says has changed.

    One of the two must be a school of the trust. One that says the same as another is refused: its hours would count
    twice. Raises as `add_provision`.
    """
    one, other = find_school(desk, giver), find_school(desk, receiver)
    return _add(
        desk,
        trust,
        "x",
        lambda name: Exchange(name, one.id, other.id, _kind(kind), minutes, _day(day), clean(claim, "The claim")),
        among=(one.id, other.id),
    )


def add_outreach(  # noqa: PLR0913  a record has these parts, all named
    desk: Desk, trust: str, giver: str, receiver: str, *, kind: str, minutes: int, day: dt.date | None = None,
    claim: str = "", counted: str = "suspensions", span: str = "term", before: int | None = None,
    after: int | None = None,
) -> Outreach:  # fmt: skip
    """Write down work of a setting with another school's staff and pupils; and what that school counted, if it did.

    Raises as `add_exchange`.
    """
    one, other = find_school(desk, giver), find_school(desk, receiver)
    what, how_long = word_of("count", counted, COUNTED), word_of("span", span, SPANS)

    def make(name: str) -> Outreach:
        told = clean(claim, "The claim")
        return Outreach(
            name, one.id, other.id, _kind(kind), minutes, _day(day), told,
            counted=what, span=how_long, before=before, after=after,
        )  # fmt: skip

    return _add(desk, trust, "o", make, among=(one.id,))


def receiver_view(  # noqa: PLR0913  a view has these parts, all named
    desk: Desk, trust: str, name: str, *, answer: str, view: str = "", role: str = ""
) -> Exchange:
    """Write down what the receiver of an exchange or of outreach says of the change that was claimed.

    Raises UnknownName, NotAllowed.
    """
    meant = word_of("answer", answer, tuple(one for one in RECEIVER_SAYS if one))
    made: list[Exchange] = []

    def change(was: Trust) -> Trust:
        table, one = _record(was, name)
        if not isinstance(one, Exchange):
            raise NotAllowed(f"{name} is neither an exchange nor outreach, so it has no receiver.")
        if meant == "as-claimed" and not one.claim:
            raise NotAllowed(
                f"{name} claims no change, so nothing can have changed as was claimed. Give another answer."
            )
        made.append(
            evolve(one, answer=meant, view=clean(view.strip(), "The view"), role=clean(role.strip(), "The role"))
        )
        return _with(was, table, {**getattr(was, table), name: made[-1]})

    _change(desk, trust, change)
    return made[-1]


def add_destination(  # noqa: PLR0913  a record has these parts, all named
    desk: Desk, trust: str, school: str, *, year: int, ending: int, leavers: int, planned: int | None = None,
    held: int | None = None, day: dt.date | None = None,
) -> Destination:  # fmt: skip
    """Write down how many left a year group, for how many the next place was planned early, and how many held it.

    What was written of the same school, year group and school year is written over. Raises as `add_exchange`, and for
    `held` before six months can be over on a `day` (today where None).
    """
    if held is not None and (day or _today()) < dt.date(min(ending, dt.MAXYEAR - 1) + 1, 1, 1):
        raise NotAllowed(
            f"Who left in the summer of {ending} cannot have held a place for six months before January {ending + 1}. "
            "Leave that out until then."
        )
    there = find_school(desk, school)

    def make(name: str) -> Destination:
        return Destination(name, there.id, year, ending, leavers, planned, held)

    def same(one: Destination) -> bool:
        return (one.school, one.year, one.ending) == (there.id, year, ending)

    return _add(desk, trust, "d", make, among=(there.id,), instead_of=same)


def withdraw_record(desk: Desk, trust: str, name: str) -> str:
    """Take a record out of a trust's ledgers; the journal keeps it. Returns the trust's id. Raises UnknownName."""

    def without(was: Trust) -> Trust:
        table, _ = _record(was, name)
        return _with(was, table, {key: one for key, one in getattr(was, table).items() if key != name})

    changed: Trust = _change(desk, trust, without)
    return changed.id


def word_of(what: str, text: str, known: tuple[Word, ...]) -> Word:
    """Return the word of a list that was meant, in any case. Raises UnknownName."""
    wanted = slug(text)
    for one in known:
        if wanted == one:
            return one
    raise UnknownName(what, text, nearest=nearest(wanted, known), known=known)


def _kind(text: str) -> ExchangeKind:
    return word_of("kind of exchange", text, EXCHANGE_KINDS)


def _add(  # noqa: PLR0913  all named
    desk: Desk,
    trust: str,
    letter: str,
    make: Callable[[str], Ledgered],
    *,
    among: tuple[str, ...] = (),
    instead_of: Callable[[Any], bool] = lambda _: False,
    twice: Callable[[Any], bool] = lambda _: False,
) -> Ledgered:
    made: list[Ledgered] = []
    table = _TABLES[letter]

    def with_it(was: Trust) -> Trust:
        if among and not set(among) & set(was.schools):
            raise NotAllowed(f"{' and '.join(among)}: not in {was.id}. A ledger of {was.id} is about its own schools.")
        there: Mapping[str, Any] = getattr(was, table)
        known = next((key for key, one in there.items() if instead_of(one)), "")
        number = 1 + max((int(key[2:]) for key in there if key[2:].isdecimal()), default=0)
        made.append(make(known or f"{letter}-{number}"))
        said = _said_of(made[-1])
        already = next((key for key, one in there.items() if twice(one) or (said and said == _said_of(one))), "")
        if already:
            raise NotAllowed(
                f"{already} says the same already, and it would count twice. "
                + (_SAY_OTHERWISE if said else "Give this one another title.")
            )
        return _with(was, table, {**there, made[-1].id: made[-1]})

    _change(desk, trust, with_it)
    return made[-1]


_SAY_OTHERWISE = "Where it happened twice, write the hours together, or say in the claim what was different."


def _said_of(one: object) -> tuple[object, ...]:
    """Return what an exchange or outreach says, without what the receiver says of it; nothing for another record."""
    if not isinstance(one, Exchange):
        return ()
    plain = evolve(one, id="", claim=_plain(one.claim), answer="", view="", role="")
    return astuple(plain, recurse=False)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _with(trust: Trust, table: str, there: Mapping[str, Any]) -> Trust:
    changes: dict[str, Any] = {table: there}
    return evolve(trust, **changes)


def _record(trust: Trust, name: str) -> tuple[str, Any]:
    for table in _TABLES.values():
        if name in getattr(trust, table):
            return table, getattr(trust, table)[name]
    known = [key for table in _TABLES.values() for key in getattr(trust, table)]
    raise UnknownName("record", name, nearest=nearest(name, known), known=known[-8:])


def _change(desk: Desk, trust: str, make: Callable[[Trust], Trust]) -> Trust:
    book = trusts_of(desk.workspace)
    return book.change(book.one(trust).id, make)


def _day(day: dt.date | None) -> dt.date:
    """Return the day of a record, today where it is not said."""
    return _today() if day is None else hold_to_years(day)


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
