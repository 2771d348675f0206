"""One row of a journal or a drafts file: a JSON object with its sum, and what it says.

A row ends with `sum`, the first 16 hex digits of the SHA-256 of the row without it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

Command = dict[str, Any]
"""One command as data: its name, then what it needs (`{"judge": {…}}`)."""

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SUM_DIGITS = 16
_SUM_LENGTH = len(',"sum":""}') + _SUM_DIGITS
_LONGEST_LINE = 64 * 1024 * 1024
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


class Entry(NamedTuple):
    """What a line will say. `id` and `at` are given only for lines that come from another copy of the review."""

    do: Command
    undo: Command | None
    person: str
    device: str
    at: dt.datetime
    id: str = ""
    undoes: str | None = None
    redoes: str | None = None
    merged: tuple[str, ...] | None = None


@frozen
class Line:
    """One line of the journal.

    `undo` is None for what cannot be taken back. `undoes` and `redoes` name the line that this one takes back or does
    again. `merged` is None for a line made in this copy; for one that came from another copy it lists the keys on which
    the line has no effect here.
    """

    seq: int
    id: str
    at: dt.datetime
    person: str
    device: str
    do: Command
    undo: Command | None
    undoes: str | None = None
    redoes: str | None = None
    merged: tuple[str, ...] | None = None


@frozen
class Unreadable:
    """A line that cannot be read. `number` counts from 1; `torn` is true for one that a crash cut short."""

    number: int
    why: str
    torn: bool = False


def time_ordered_id(milliseconds: int | None = None) -> str:
    """Make a new name for a change: 26 letters and digits, the first ten of them the time.

    >>> len(time_ordered_id()), time_ordered_id(1) < time_ordered_id(2)
    (26, True)
    """
    import time  # noqa: PLC0415  next to its only use

    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    number = ((moment & 0xFFFF_FFFF_FFFF) << 80) | int.from_bytes(os.urandom(10), "big")
    return base32(number, 26)


def base32(number: int, digits: int) -> str:
    """Write a number with Crockford's 32 letters and digits, which no eye takes for one another.

    >>> base32(31, 3)
    '00Z'
    """
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(5 * (digits - 1), -1, -5))


def instant_text(at: dt.datetime) -> str:
    """Write an instant as UTC: `2026-11-22T10:42:05Z`, with as many decimals as it has."""
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def encode(members: Mapping[str, Any]) -> bytes:
    """Write one line with its sum, without the newline. What steers a terminal or turns text round is escaped."""
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    body = text.encode()
    return body[:-1] + b',"sum":"' + _sum(body) + b'"}'


def decode(row: bytes) -> dict[str, Any]:
    """Read one line and hold it against its sum. Raises ValueError with the reason in words."""
    if row.startswith((b"<<<<<<< ", b"=======", b">>>>>>> ", b"||||||| ")):
        raise ValueError("is a mark of two versions put together by another program")
    if len(row) > _LONGEST_LINE:
        raise ValueError("is too long")
    row = row.strip(b"\0")
    if not row:
        raise ValueError("holds nothing but zero bytes, which a power cut leaves behind")
    head, tail = row[:-_SUM_LENGTH], row[-_SUM_LENGTH:]
    if not tail.startswith(b',"sum":"') or not row.endswith(b'"}'):
        raise ValueError("is not whole")
    body = head + b"}"
    if _sum(body) != tail[8:-2]:
        raise ValueError("is not what was written: it does not match its sum")
    try:
        members = json.loads(body)
        if b"\\ud" in body.lower():
            body.decode()
            json.dumps(members, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ValueError("is not text that can be read") from error
    if not isinstance(members, dict):
        raise ValueError("is not one table")  # noqa: TRY004  the caller asks for one kind of error
    return members


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:_SUM_DIGITS].encode()


def line_of(members: Mapping[str, Any]) -> Line:
    """Make a line of what a row holds. Raises ValueError with the reason in words."""
    try:
        merged = members.get("merged")
        line = Line(
            seq=members["seq"],
            id=members["id"],
            at=dt.datetime.fromisoformat(members["at"]),
            person=members["person"],
            device=members["device"],
            do=members["do"],
            undo=members["undo"],
            undoes=members.get("undoes"),
            redoes=members.get("redoes"),
            merged=None if merged is None else tuple(merged),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("lacks a part that every line has") from error
    texts = (line.id, line.person, line.device)
    commands = isinstance(members["do"], dict) and isinstance(members["undo"], dict | None)
    if type(line.seq) is not int or line.seq < 1 or not commands or not all(isinstance(one, str) for one in texts):
        raise ValueError("has a part of the wrong sort")
    return line


def members_of(entry: Entry, seq: int) -> dict[str, Any]:
    """Return what the row of this entry will hold under this number."""
    members: dict[str, Any] = {
        "seq": seq,
        "id": entry.id or time_ordered_id(),
        "at": instant_text(entry.at),
        "person": entry.person,
        "device": entry.device,
        "do": entry.do,
        "undo": entry.undo,
    }
    for name in ("undoes", "redoes", "merged"):
        value = getattr(entry, name)
        if value is not None:
            members[name] = value
    return members
