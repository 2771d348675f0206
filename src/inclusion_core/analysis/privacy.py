"""Text that looks as though it points at one pupil: marked as it is typed, so that it can be blanked at once.

There is no pupil record anywhere in this program, and none should grow inside the notes. A finding is a question to
the person who types and never a verdict: some are false alarms, and a name that only the school would know is not
found at all (docs/scoring.md lists what is looked for and what is not). Time is linear in the length of the text,
whatever the text is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.ordinary_words import (
    ACRONYMS,
    COMMON,
    COMMON_ENDINGS,
    NAMES_ALL_THE_SAME,
    ORDINARY,
    POSTCODE_AREAS,
    STAFF,
    TITLES,
)
from inclusion_core.errors import NotAllowed
from inclusion_core.identifiers import UPN_LETTERS, is_upn

if TYPE_CHECKING:
    from collections.abc import Iterator

FindingKind = Literal[
    "upn",
    "upn-like",
    "nhs-number",
    "uln",
    "date-of-birth",
    "name-and-year",
    "name-and-need",
    "email",
    "phone",
    "postcode",
]


@frozen
class Finding:
    """A stretch of text, from `start` up to and without `end`, that looks like what `kind` says; `says` is why."""

    start: int
    end: int
    kind: FindingKind
    says: str


_SAYS: dict[FindingKind, str] = {
    "upn": "This is a Unique Pupil Number: its check letter is right.",
    "upn-like": "This looks like a Unique Pupil Number, perhaps mistyped.",
    "nhs-number": "This looks like an NHS number.",
    "uln": "This looks like a Unique Learner Number.",
    "date-of-birth": "This looks like a date of birth.",
    "name-and-year": "This looks like a pupil's name or initials beside a year group or an age.",
    "name-and-need": "This looks like somebody's name beside a plan, a support or a diagnosis.",
    "email": "This is an e-mail address.",
    "phone": "This looks like a telephone number.",
    "postcode": "This looks like a postcode.",
}

_PUPILS_OWN: frozenset[FindingKind] = frozenset({"upn", "upn-like", "nhs-number", "uln"})

_LETTERS = UPN_LETTERS + UPN_LETTERS.lower()
_UPN = re.compile(rf"(?<![0-9A-Za-z])[{_LETTERS}]\s?[0-9]{{3}}\s?[0-9]{{4}}\s?[0-9]{{4}}[0-9{_LETTERS}](?![0-9A-Za-z])")
_TEN = r"([0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})(?![0-9])"
_NHS = re.compile(rf"(?i:\bNHS\b)[^0-9\n]{{0,25}}(?<![0-9]){_TEN}")
_ULN = re.compile(r"(?i:\bULN\b|\bunique learner number\b)[^0-9\n]{0,15}(?<![0-9])([0-9]{10})(?![0-9])")

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    r"(?:[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(?:[0-9]{{4}}|[0-9]{{2}}))?)(?![0-9])"
)
_BIRTH = r"(?:d\.?o\.?b\b\.?|date of birth|born|birthday)"
_BORN = re.compile(
    rf"(?<!\w){_BIRTH}[\s:,=(-]{{0,4}}(?:(?:is|was|on|the)\s){{0,2}}({_DATE})|({_DATE})\s?\(?(?:dob|d\.o\.b)\b",
    re.IGNORECASE,
)

_EMAIL = re.compile(
    r"(?<![\w.%+'-])[\w.%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])"  # not north-east@2026.1
)
_PHONE = re.compile(r"(?<![\w+])(?:\+44[ ]?(?:\(0\))?[ ]?|\(?0)[1-378](?:[ )-]{0,2}[0-9]){8,9}(?![0-9]|[ -]?[0-9]{3})")
_POSTCODE = re.compile(r"(?<![0-9A-Za-z])([A-Z]{1,2})[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2}(?![0-9A-Za-z])")

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĀ-Ž", "a-zß-öø-ÿĀ-ž"
_PART = rf"(?:[A-Z]['’]|Mc|Mac|De|Le|La)?[{_UPPER}][{_LOWER}]{{1,24}}"  # noqa: RUF001  names are typed with either
_WORD = rf"{_PART}(?:-{_PART}){{0,2}}"
_TOKEN = re.compile(rf"(?<![\w'’])(?:[A-Z]\.|(?:{_WORD}|[A-Z]{{1,2}})(?!\w))")  # noqa: RUF001  as above
_FIGURES = "one|two|three|four|five"
_YEAR = re.compile(
    r"(?<![\w.])(?:[Yy](?:(?:ea)?r)?\s?(?:1[0-4]|[1-9])(?:[./]?[A-Za-z]{1,2})?"
    rf"|[Yy]ear\s(?i:{_FIGURES}|six|seven|eight|nine|ten|eleven|twelve|thirteen)(?!\sof\s)"
    rf"|KS\s?[1-5]|[Kk]ey\s[Ss]tage\s(?:[1-5]|(?i:{_FIGURES}))"
    r"|[Aa]ged?\s(?:[3-9]|1[0-9])(?!\+|\s?(?:to|and|or|[-–—/])\s?(?:[0-9]|over|above|under))"  # noqa: RUF001  dashes
    r"|[Rr]eception|[Nn]ursery)(?!\w)"
)
_LINK = re.compile(r"\s(?:(?:who )?is )?(?:(?:in|from)(?: the)?|aged)$|\s(?:who )?is$")
_AFTER_YEAR = re.compile(
    r"\)?\s?(?:pupil|boy|girl|child|student|learner)s?,?\s(?:called\s|named\s|is\s)?|\s?[:–—-]\s"  # noqa: RUF001  dashes
)
_STAFF_AFTER = re.compile(rf"\)?[,\s]\s?(?:class |form )?(?:{'|'.join(STAFF)})(?!\w)", re.IGNORECASE)
_NEED = re.compile(
    r"(?<!\w)(?:EHCPs?|EHC plans?|[Dd]iagnos(?:is|ed|es)"
    r"|[Aa]utis(?:m|tic)|ADHD|[Dd]yslexi[ac]|[Ee]pilep(?:sy|tic))(?!\w)"
)
_SUPPORT = re.compile(
    r"[ ]?\((?:P?LAC|CLA|PP\+?|EHCP|EHC plan|FSM6?|EAL|CIN|SEND?|ASD|ASC|SEMH|SLCN)(?: support)?(?=[)\s,;/&])"
)
_ENDS = re.compile(r"[.!?;\n](?:\s|$)|\n")
_LONG, _LONGEST_LINK = 6, 16
_SPAN = 60
"""How many characters of a sentence are looked at on either side of a year group or a diagnosis."""


def scan(text: str) -> tuple[Finding, ...]:
    """Return what looks as though it points at one pupil, in the order of the text.

    A stretch inside another is left out. Codes of local authorities are never checked in a pupil number, because any
    list of them is soon out of date.

    >>> [(one.kind, one.start) for one in scan("Pupil E000200005001 was calm.")]
    [('upn', 6)]
    >>> scan("Seen in five of six lessons in Year 5, the cover lesson too.")
    ()
    """
    found = [*_numbers(text), *_addresses(text), *_names_and_years(text), *_names_and_needs(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Finding] = []
    reached = -1
    for one in found:
        if one.end > reached:
            kept.append(one)
            reached = one.end
    return tuple(kept)


def pupil_numbers(text: str) -> tuple[Finding, ...]:
    """Return the numbers in a text that only one pupil has, perhaps mistyped. No figure of a school looks like these.

    >>> [one.kind for one in pupil_numbers("Ask e0002 0000 5001, or at 01632 960123.")]
    []
    >>> [one.kind for one in pupil_numbers("E000200005001 in Year 5")]
    ['upn']
    """
    return tuple(one for one in scan(text) if one.kind in _PUPILS_OWN)


def refuse_numbers(text: str) -> None:
    """Raise NotAllowed where a text holds a number that only one pupil has. The number is not quoted."""
    for found in pupil_numbers(text):
        raise NotAllowed(f"{found.says} Write it without the number; nothing was kept.")


def _finding(kind: FindingKind, start: int, end: int) -> Finding:
    return Finding(start, end, kind, _SAYS[kind])


def _numbers(text: str) -> Iterator[Finding]:
    for found in _UPN.finditer(text):
        right = is_upn("".join(found[0].split()))
        yield _finding("upn" if right else "upn-like", found.start(), found.end())
    for found in _NHS.finditer(text):
        yield _finding("nhs-number", found.start(1), found.end(1))
    for found in _ULN.finditer(text):
        yield _finding("uln", found.start(1), found.end(1))
    for found in _BORN.finditer(text):
        yield _finding("date-of-birth", *found.span(1 if found[1] else 2))


def _addresses(text: str) -> Iterator[Finding]:
    for found in _EMAIL.finditer(text):
        yield _finding("email", found.start(), found.end())
    for found in _PHONE.finditer(text):
        yield _finding("phone", found.start(), found.end())
    for found in _POSTCODE.finditer(text):
        if found[1] in POSTCODE_AREAS:
            yield _finding("postcode", found.start(), found.end())


def _names_and_years(text: str) -> Iterator[Finding]:
    for year in _YEAR.finditer(text):
        start = _named_before(text, year.start(), year[0])
        after = _AFTER_YEAR.match(text, year.end())
        if (start is None and after is None) or _STAFF_AFTER.match(text, year.end()):
            continue
        if start is not None:
            yield _finding("name-and-year", start, year.end())
        if after:
            rest = text[after.end() : after.end() + _SPAN]
            end = _leads(rest, alone="l" in after[0] or "y" in after[0] or "r" in after[0])
            if end:
                yield _finding("name-and-year", year.start(), after.end() + end)


def _named_before(text: str, end: int, year: str) -> int | None:
    """Return where a name begins that stands before a year group or an age, None where none does."""
    before = text[max(0, end - _SPAN) : end]
    name = before.rstrip()
    mark = name[-1:]
    aged = year[0] in "Aa"
    strong, linked = aged, False  # strong is what only a person or a pupil is: 'Priya (Y5)', 'Priya is in Year 5'
    if mark and mark in "(,-–—:":  # noqa: RUF001  dashes
        strong = strong or mark in "(,"
        name = name[:-1].rstrip()
    elif len(name) == len(before) or not (mark.isalpha() or mark == "."):
        return None
    elif mark in "nmesd":
        link = _LINK.search(name, max(0, len(name) - _LONGEST_LINK))
        if link:
            linked = True
            strong = strong or "is " in link[0]
            name = name[: link.start()].rstrip()
    if year[0] in "RrNn" and not strong:
        return None  # 'reception' and 'nursery' are rooms too
    run = _run(name)
    if not run or ((aged or (linked and not strong)) and len(run) == 1 and _is_common(run[0][0])):
        return None
    start = _named(run, before, alone_at_start=strong or linked)
    return None if start is None else end - len(before) + start


def _names_and_needs(text: str) -> Iterator[Finding]:
    for support in _SUPPORT.finditer(text):
        least = max(0, support.start() - _SPAN)
        run = _run(text[least : support.start()])
        if run and not _is_common(run[-1][0]) and not _STAFF_AFTER.match(text, support.end()):
            start = _named(run, text[least : support.start()], alone_at_start=True)
            if start is not None:
                yield _finding("name-and-need", least + start, support.end())
    for need in _NEED.finditer(text):
        least = max(0, need.start() - _SPAN)
        before = _ENDS.split(text[least : need.start()])[-1]
        offset = need.start() - len(before)
        pairs = list(_pairs(before))
        if pairs:
            yield _finding("name-and-need", offset + pairs[-1][0], need.end())
        after = _ENDS.split(text[need.end() : need.end() + _SPAN])[0]
        for _, end in _pairs(after):
            yield _finding("name-and-need", need.start(), need.end() + end)
            break


def _run(text: str) -> list[re.Match[str]]:
    """Return the capitalised words and initials that a text ends with, the last two at least, one space between."""
    space = text.rfind(" ")
    last = text[space + 1 :]
    if not last or last.islower() or not (last[-1].isalpha() or last[-1] == "."):
        return []  # most texts, at once
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, text[: space + 1].rstrip(" ").rfind(" ") + 1):
        if run and text[run[-1].end() : token.start()].strip(" "):
            run = []
        run.append(token)
    return run if run and run[-1].end() == len(text) else []


def _is_word(token: str) -> bool:
    return len(token.rstrip(".")) > 1 and not token.isupper()


def _is_plain(token: str) -> bool:
    """Say whether a word is an ordinary one of school notes, so that it names nobody."""
    low = token.casefold()
    return low in ORDINARY or low.removesuffix("s") in ORDINARY or token in ACRONYMS


def _is_common(token: str) -> bool:
    """Say whether a word is seldom a name, as far as its ending or a list can tell."""
    low = token.casefold()
    one = low.removesuffix("s")
    if low in NAMES_ALL_THE_SAME or not _is_word(token):
        return False
    return bool({low, one} & COMMON) or (
        len(low) >= _LONG and (low.endswith(COMMON_ENDINGS) or one.endswith(COMMON_ENDINGS))
    )


def _named(run: list[re.Match[str]], before: str, *, alone_at_start: bool) -> int | None:
    """Return where a name begins that a text ends with, None where it ends with none."""
    if not run or _is_plain(run[-1][0]):
        return None
    last = run[-1]
    other = run[-2] if len(run) > 1 else None
    if other is not None and (other[0].rstrip(".") in TITLES):
        return None
    if other is not None and not _is_plain(other[0]):
        return other.start()
    if not _is_word(last[0]):
        return last.start() if len(last[0].rstrip(".")) > 1 else None
    if alone_at_start:
        return last.start()
    lead = before[: last.start()].rstrip()
    return (
        last.start()
        if lead and lead[-1] not in ".!?:;\"'([-" and "\n" not in before[len(lead) : last.start()]
        else None
    )


def _leads(rest: str, *, alone: bool) -> int:
    """Return where a name ends that a text begins with, 0 where it begins with none."""
    first = _TOKEN.match(rest)
    if first is None or _is_plain(first[0]) or first[0] in TITLES:
        return 0
    gap = first.end() + (rest[first.end() : first.end() + 1] == " ")
    second = _TOKEN.match(rest, gap)
    if second is not None and not _is_plain(second[0]):
        return second.end()
    initials = not _is_word(first[0]) and len(first[0].rstrip(".")) > 1
    return first.end() if initials or (alone and _is_word(first[0])) else 0


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where two capitalised words stand together that are not ordinary ones and follow no title."""
    previous: re.Match[str] | None = None
    titled = False
    for token in _TOKEN.finditer(text):
        joined = previous is not None and text[previous.end() : token.start()] == " "
        if token[0].rstrip(".") in TITLES:
            titled, previous = True, None
            continue
        if titled:
            titled, previous = False, None
            continue
        if not _is_word(token[0]) or _is_plain(token[0]):
            previous = None
            continue
        if joined and previous is not None:
            yield previous.start(), token.end()
            previous = None
        else:
            previous = token
