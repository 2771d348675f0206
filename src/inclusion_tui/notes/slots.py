"""Reading what somebody types for the timetable: `10:15-11:00 Pupil group`, and the kinds of evidence in it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Mapping

_SLOT = re.compile(
    r"(?:(?P<day>tomorrow|\d{4}-\d\d-\d\d)\s+)?"
    r"(?P<from>\d{1,2})[:.]?(?P<from_min>\d\d)?\s*[-\u2013]\s*(?P<to>\d{1,2})[:.]?(?P<to_min>\d\d)?\s+(?P<title>\S.*)",
    re.IGNORECASE,
)
EXAMPLE = "10:15-11:00 Pupil group"
DAY_EXAMPLE = "09:00-15:30"


def read_slot(given: str, today: dt.date) -> tuple[dt.datetime, dt.datetime, str]:
    """Read a slot: from, to and title, on `today` unless a day is named, in the machine's own time zone.

    Raises NotAllowed with an example.

    >>> starts, ends, title = read_slot("13:15-14 Pupil group", dt.date(2026, 11, 22))
    >>> f"{starts:%d %b %H:%M}-{ends:%H:%M} {title}"
    '22 Nov 13:15-14:00 Pupil group'
    >>> f"{read_slot('tomorrow 9-9:30 Leaders first', dt.date(2026, 11, 22))[0]:%d %b %H:%M}"
    '23 Nov 09:00'
    """
    found = _SLOT.fullmatch(" ".join(given.split()))
    if found is None:
        raise ic.NotAllowed(f"'{ic.one_line(given)}' is no slot. Write from, to and what happens, such as {EXAMPLE}.")
    try:
        day = _day(found["day"], today)
        starts, ends = (
            dt.datetime.combine(day, dt.time(int(found[at]), int(found[f"{at}_min"] or 0))) for at in ("from", "to")
        )
    except ValueError:
        raise ic.NotAllowed(f"'{ic.one_line(given)}' has no such time or day. Write it like {EXAMPLE}.") from None
    if ends <= starts:
        raise ic.NotAllowed(f"A slot ends after it starts. Write from and to, such as {EXAMPLE}.")
    return starts.astimezone(), ends.astimezone(), found["title"].strip()


def read_day(given: str, today: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Read from when to when a day goes, on `today` unless another is named. Raises NotAllowed with an example.

    >>> begins, ends = read_day("tomorrow 9-15:30", dt.date(2026, 11, 22))
    >>> f"{begins:%d %b %H:%M}-{ends:%H:%M}"
    '23 Nov 09:00-15:30'
    """
    try:
        starts, ends, _ = read_slot(f"{given.strip()} day", today)
    except ic.NotAllowed:
        raise ic.NotAllowed(f"'{ic.one_line(given)}' is no day. Write from and to, such as {DAY_EXAMPLE}.") from None
    return starts, ends


def _day(given: str | None, today: dt.date) -> dt.date:
    if not given:
        return today
    return today + dt.timedelta(days=1) if given.casefold() == "tomorrow" else dt.date.fromisoformat(given)


def read_kinds(given: str, kinds: Mapping[str, ic.EvidenceKind]) -> tuple[str, ...]:
    """Read kinds of evidence as people name them, commas between. Raises NotAllowed with the nearest one.

    >>> ours = {one.id: one for one in ic.KINDS}
    >>> read_kinds("pupils, data, learning walk", ours), read_kinds(" ", ours)
    (('pupil-voice', 'data', 'learning-walk'), ())
    """
    found = [_kind(part.strip(), kinds) for part in given.split(",") if part.strip()]
    return tuple(dict.fromkeys(found))


def _kind(given: str, kinds: Mapping[str, ic.EvidenceKind]) -> str:
    plain = given.casefold().replace(" ", "-")
    titles = {name: one.title.casefold().replace(" ", "-") for name, one in kinds.items()}
    begun: list[str] = []
    for begins in (
        [name for name in kinds if plain in {name, titles[name]}],
        [name for name in kinds if name.startswith((plain, plain.removesuffix("s")))],
        [name for name in kinds if titles[name].startswith(plain)],
    ):
        if len(begins) == 1:
            return begins[0]
        begun = begun or begins
    if begun:
        raise ic.NotAllowed(f"'{ic.one_line(given)}' may be {ic.listed(begun, 'or')}. Write one of them in full.")
    words = {
        word: name for name in kinds for word in (name, titles[name], *name.split("-")[:1], titles[name].split("-")[0])
    }
    near = words.get(ic.nearest(plain, tuple(words)) or "")
    meant = f" Did you mean {near}?" if near else " Choose from these."
    raise ic.NotAllowed(f"'{ic.one_line(given)}' is no kind of evidence.{meant}")
