"""What the codes and names in the register of schools (Get Information about Schools) mean.

Sources: the Department for Education's provider registry documentation for the type, phase and status codes, its
guidance on symbols in published figures for the marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.model.school import Kind, Phase, SchoolStatus

_KINDS: Mapping[Kind, frozenset[int]] = {
    "nursery": frozenset({15}),
    "mainstream": frozenset({1, 2, 3, 5, 6, 11, 28, 34, 35, 40, 41}),
    "special": frozenset({7, 8, 10, 12, 33, 36, 44}),
    "alternative": frozenset({14, 38, 42, 43}),
    "college": frozenset({18, 31, 32, 39, 45, 46}),
}

TYPES: Mapping[int, str] = {
    1: "Community school",
    2: "Voluntary aided school",
    3: "Voluntary controlled school",
    5: "Foundation school",
    6: "City technology college",
    7: "Community special school",
    8: "Non-maintained special school",
    10: "Other independent special school",
    11: "Other independent school",
    12: "Foundation special school",
    14: "Pupil referral unit",
    15: "Local authority nursery school",
    18: "Further education",
    24: "Secure units",
    25: "Offshore schools",
    26: "Service children's education",
    27: "Miscellaneous",
    28: "Academy sponsor led",
    29: "Higher education institutions",
    30: "Welsh establishment",
    31: "Sixth form centres",
    32: "Special post 16 institution",
    33: "Academy special sponsor led",
    34: "Academy converter",
    35: "Free schools",
    36: "Free schools special",
    37: "British schools overseas",
    38: "Free schools alternative provision",
    39: "Free schools 16 to 19",
    40: "University technical college",
    41: "Studio schools",
    42: "Academy alternative provision converter",
    43: "Academy alternative provision sponsor led",
    44: "Academy special converter",
    45: "Academy 16-19 converter",
    46: "Academy 16 to 19 sponsor led",
    49: "Online provider",
    56: "Institution funded by other government department",
    57: "Academy secure 16 to 19",
}
"""Type codes and the register's own names for them."""

_NAMED_ELSEWHERE: Mapping[str, int] = {
    # as the performance tables and other releases say it
    "Converter academies": 34,
    "Sponsored academies": 28,
    "Converter academies - special school": 44,
    "Sponsored academies - special school": 33,
    "Converter academies - alternative provision": 42,
    "Sponsored academies - alternative provision": 43,
    "Converter academies 16-19": 45,
    "Sponsored academies 16-19": 46,
    "Free schools - special school": 36,
    "Free schools - alternative provision": 38,
    "Free schools 16-19": 39,
    "Independent special schools": 10,
    "University technical colleges (UTCs)": 40,
    "CTCs": 6,
    "FE 14-16 colleges": 18,
    "General further education colleges": 18,
    "Sixth form colleges": 31,
    "Special colleges": 32,
    "Nursery school": 15,
    "Pupil referral units": 14,
    "PRU": 14,
}

_KIND_OF_GROUP: Mapping[str, Kind] = {"Special schools": "special", "Colleges": "college"}
"""Groups of types that settle the kind. Academies, free schools, independent schools and schools that an authority
maintains may be mainstream, special or alternative provision (nursery, too), so those groups settle nothing."""

_PHASE_CODES: Mapping[int, Phase] = {
    1: "nursery",
    2: "primary",
    3: "middle-deemed-primary",
    4: "secondary",
    5: "middle-deemed-secondary",
    6: "post-16",
    7: "all-through",
}

_PHASE_NAMES: Mapping[str, Phase] = {
    "Nursery": "nursery",
    "Primary": "primary",
    "Infant": "primary",
    "Junior": "primary",
    "First school": "primary",
    "Middle deemed primary": "middle-deemed-primary",
    "Secondary": "secondary",
    "Middle deemed secondary": "middle-deemed-secondary",
    "16 plus": "post-16",
    "Post 16": "post-16",
    "All-through": "all-through",
    "State-funded nursery": "nursery",
    "State-funded primary": "primary",
    "State-funded secondary": "secondary",
}

_KIND_OF_PHASE_GROUP: Mapping[str, Kind] = {
    "State-funded nursery": "nursery",
    "State-funded special school": "special",
    "Special": "special",
    "Special school": "special",
    "Non-maintained special school": "special",
    "Pupil referral unit": "alternative",
    "State-funded AP school": "alternative",
    "Alternative provision": "alternative",
}

_STATUS_CODES: Mapping[int, SchoolStatus] = {
    1: "open",
    2: "closed",
    3: "proposed-to-close",
    4: "proposed-to-open",
}

_STATUS_NAMES: Mapping[str, SchoolStatus] = {
    "Open": "open",
    "Closed": "closed",
    "Open, but proposed to close": "proposed-to-close",
    "Proposed to close": "proposed-to-close",
    "Proposed to open": "proposed-to-open",
}

MARKS: Mapping[str, str] = {
    "z": "not applicable",
    "c": "withheld, because so few people are behind it",
    "x": "not available",
    "u": "too unreliable to publish",
    "low": "small enough to round to nothing, but not nothing",
    "na": "not available",
    "n/a": "not available",
    "supp": "withheld, because so few people are behind it",
    "suppressed": "withheld, because so few people are behind it",
    ":": "not available",
    "..": "not available",
    "-": "not given",
}
"""What stands in place of a figure, in lower case, and what each means. None of them is 0."""

_NO_TEXT = frozenset({"", "z", "c", "x", "u", "na", "n/a", "null", "not applicable", "does not apply", "not recorded"})


def _key(name: str) -> str:
    """Reduce a name to what tells it from others: words in lower case, without their plural."""
    words: Iterable[str] = re.findall(r"[a-z0-9]+", name.casefold())
    return " ".join(word.removesuffix("s") for word in words)


_TYPE_OF_NAME = {_key(name): code for code, name in TYPES.items()} | {
    _key(name): code for name, code in _NAMED_ELSEWHERE.items()
}
_GROUPS = {_key(name): kind for name, kind in _KIND_OF_GROUP.items()}
_PHASES = {_key(name): phase for name, phase in _PHASE_NAMES.items()}
_PHASE_GROUPS = {_key(name): kind for name, kind in _KIND_OF_PHASE_GROUP.items()}
_STATUSES = {_key(name): status for name, status in _STATUS_NAMES.items()}


def known_text(text: str) -> str:
    """Return a text, trimmed, or nothing where what stands there means 'not known'.

    >>> known_text("  Gateshead "), known_text("NA"), known_text("Not applicable")
    ('Gateshead', '', '')
    """
    plain = " ".join(text.split())
    return "" if plain.casefold() in _NO_TEXT else plain


def code_of(text: str) -> int | None:
    """Read a code, `02` as `2`; None where it is none.

    >>> code_of("02"), code_of("2"), code_of("Academy converter")
    (2, 2, None)
    """
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() else None


def kind_of_type(code: int) -> Kind:
    """Return the kind of setting a type code stands for, `other` where it stands for none of ours.

    >>> kind_of_type(34), kind_of_type(44), kind_of_type(24)
    ('mainstream', 'special', 'other')
    """
    for kind, codes in _KINDS.items():
        if code in codes:
            return kind
    return "other"


def type_named(name: str) -> int | None:
    """Return the type code behind a name, in the register's words or the performance tables'; None where unknown.

    >>> type_named("Academy special converter"), type_named("Converter academies - special school"), type_named("?")
    (44, 44, None)
    """
    return _TYPE_OF_NAME.get(_key(name))


def kind_of_group(name: str) -> Kind | None:
    """Return the kind a group of types settles, None where the group holds several kinds."""
    return _GROUPS.get(_key(name)) or _PHASE_GROUPS.get(_key(name))


def phase_of(code: str, name: str, kind: Kind | None) -> Phase | None:
    """Return the phase, by code or by name.

    Code 0 and 'Not applicable' say nothing of the phase: special schools and pupil referral units carry them at any
    age. There the kind speaks where it can (a nursery school, a college), and else it is not known.

    >>> phase_of("3", "", "mainstream"), phase_of("0", "Not applicable", "special"), phase_of("0", "", "college")
    ('middle-deemed-primary', None, 'post-16')
    """
    number = code_of(code)
    phase = _PHASE_CODES.get(number) if number is not None else None
    phase = phase or _PHASES.get(_key(name))
    if phase is None and kind == "nursery":
        return "nursery"
    if phase is None and kind == "college":
        return "post-16"
    return phase


def status_of(code: str, name: str) -> SchoolStatus | None:
    """Return the status, by code (which wins) or by name; None where neither says.

    >>> status_of("3", ""), status_of("", "Open, but proposed to close"), status_of("", "")
    ('proposed-to-close', 'proposed-to-close', None)
    """
    number = code_of(code)
    if number is not None and number in _STATUS_CODES:
        return _STATUS_CODES[number]
    return _STATUSES.get(_key(name))
