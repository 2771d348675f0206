"""What every command of `inclusion calendar` needs: which year is meant, and an event in words and as a table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inclusion_core.desk.calendars import Event


def chosen_year(given: str | None) -> int:
    """Return the school year that is meant; the one that is on where none is given. Raises NotAllowed."""
    from inclusion_core.model.calendar import FIRST_YEAR, LAST_YEAR, year_of  # noqa: PLC0415  only for this command

    if given is None:
        return year_of(today())
    if not (given.isascii() and given.isdecimal() and len(given) == 4 and FIRST_YEAR <= int(given) <= LAST_YEAR):  # noqa: PLR2004
        raise NotAllowed(f"'{given}' is no school year. Write the year in which it starts, such as 2026.")
    return int(given)


def today() -> dt.date:
    """Return this machine's day."""
    return dt.datetime.now(dt.UTC).astimezone().date()


def days(one: Event) -> str:
    """Return when an event is: its days, or from when to when it is how often."""
    return ", ".join((stretch(one), *times(one)))


def stretch(one: Event) -> str:
    """Return the first and the last day of an event, the last of all its times."""
    last = one.times[-1][1]
    return one.first.isoformat() if last == one.first else f"{one.first} to {last}"


def times(one: Event) -> tuple[str, ...]:
    """Return how often an event is, where that is more than once."""
    return (f"{len(one.times)} times",) if one.also else ()


def event_table(one: Event) -> dict[str, Any]:
    """Return an event as JSON has it."""
    return {
        "id": one.id, "date": one.first.isoformat(), "until": one.end.isoformat(), "title": one.title,
        "roles": list(one.roles), "weight": one.weight, "before": one.before, "after": one.after,
        "given_by": one.given_by, "sort": one.sort, "also": [each.isoformat() for each in one.also],
    }  # fmt: skip


def role_names(roles: Iterable[str]) -> dict[str, str]:
    """Return roles with what people call them."""
    return {role: {"senco": "SENCO"}.get(role, role.replace("-", " ").capitalize()) for role in roles}


def plain(thing: object) -> Any:  # noqa: ANN401  as it stands in JSON
    """Return a thing as JSON has it."""
    from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

    return answers.plain(thing)
