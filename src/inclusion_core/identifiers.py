"""Names and numbers that schools, frameworks and pupils go by.

The rules for our own ids, the nearest known name for a mistyped one, and the public identifiers of England's school
system: URN, LAESTAB and the check letter of a UPN (which we know only so that we can warn when one is typed).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INDICATOR_ID = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_EDITION = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){0,5}")
_URN = re.compile(r"[1-9][0-9]{5}")  # and no \d, which takes the digits of every script
_LAESTAB = re.compile(r"([0-9]{3})[/ ]?([0-9]{4})")

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 letters a UPN may hold, in the order the check sum uses (no I, O, S)."""

_UPN = re.compile(rf"[{UPN_LETTERS}]\d{{11}}[\d{UPN_LETTERS}]")
_LONGEST_ID = 64


def is_id(text: str) -> bool:
    """Say whether this may name a framework, school, review, gate or level: lower-case letters, digits, hyphens.

    >>> is_id("north-east"), is_id("North East")
    (True, False)
    """
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None


def is_indicator_id(text: str) -> bool:
    """Say whether this may name a strand or an indicator, which keep their printed form.

    >>> is_indicator_id("U4"), is_indicator_id("P3.1"), is_indicator_id("U 4"), is_indicator_id("U4@send")
    (True, True, False, False)
    """
    return len(text) <= _LONGEST_ID and _INDICATOR_ID.fullmatch(text) is not None


def is_edition(text: str) -> bool:
    """Say whether this names an edition: at most six whole numbers with dots between them, each written in one way.

    >>> is_edition("2026.1"), is_edition("v2"), is_edition("2026.01"), is_edition("9" * 6000), is_edition("٢٠٢٦")
    (True, False, False, False, False)
    """
    return _EDITION.fullmatch(text) is not None


def edition_key(edition: str) -> tuple[int, ...]:
    """Turn an edition into what sorts oldest first, as numbers and not as text.

    >>> sorted(["2026.10", "2026.2"], key=edition_key)
    ['2026.2', '2026.10']
    """
    return tuple(int(part) for part in edition.split("."))


def slug(text: str) -> str:
    """Make an id from a name: accents dropped, everything else that is not a letter or digit a hyphen.

    >>> slug("St Bénet's C of E Primary")
    'st-benets-c-of-e-primary'
    >>> slug("学校")
    'school'
    """
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("\u2019", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    return "-".join(words)[:_LONGEST_ID].strip("-") or "school"


def names_something(text: str) -> bool:
    """Say whether `slug` makes an id of what is written, and not the same one for whatever has no letter of ours in it.

    >>> names_something("Half term"), names_something("\u79cb"), names_something("!!")
    (True, False, False)
    """
    return slug(f"{_ANY} {text}") != _ANY


_ANY = "any"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like this one, or None where none is like it.

    >>> nearest("wieght", ["title", "weight"])
    'weight'
    >>> nearest("colour", ["title", "weight"]) is None
    True
    """
    import difflib  # noqa: PLC0415  5 ms that only a mistake should cost

    names = {candidate.casefold(): candidate for candidate in known}
    found = difflib.get_close_matches(name.casefold(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def is_urn(text: str) -> bool:
    """Say whether this looks like a Unique Reference Number: six digits, no check digit.

    >>> is_urn("108320"), is_urn("8320")
    (True, False)
    """
    return _URN.fullmatch(text) is not None


def laestab(text: str) -> str | None:
    """Return a LAESTAB as seven digits (authority, then establishment), or None where it is none.

    >>> laestab("391/2000"), laestab("3912000"), laestab("39/12000")
    ('3912000', '3912000', None)
    """
    found = _LAESTAB.fullmatch(text.strip())
    return found[1] + found[2] if found else None


def upn_check_letter(rest: str) -> str:
    """Return the check letter for the twelve characters of a Unique Pupil Number after the first.

    Source: the Department for Education's UPN guide. The characters' values times the weights 2 to 13 are added, and
    the remainder by 23 picks the letter; a temporary number's final letter counts by its place among the 23.

    >>> upn_check_letter("000400126007"), upn_check_letter("00040012600A")
    ('P', 'Q')
    """
    values = (int(mark) if mark.isdigit() else UPN_LETTERS.index(mark) for mark in rest.upper())
    return UPN_LETTERS[sum(value * weight for weight, value in enumerate(values, start=2)) % 23]


def is_upn(text: str) -> bool:
    """Say whether this is a Unique Pupil Number with the right check letter. The authority's code is never checked.

    >>> is_upn("E000200005001"), is_upn("A000200005001"), is_upn("E00020000500S")
    (True, False, False)
    """
    marks = text.upper()
    return _UPN.fullmatch(marks) is not None and marks[0] == upn_check_letter(marks[1:])
