"""What a register says of a school's circumstances, as whole numbers of a hundred pupils. Small counts stay unknown."""

from __future__ import annotations

import re
from fractions import Fraction

SEN = ("sen_support", "ehc_plans", "pupils")
"""The fields that the share with special educational needs is reckoned from."""

_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?%?")
_WHOLE = re.compile(r"[0-9]{1,6}(?:\.0+)?")
_LEAST = 6  # 1 to 5 pupils are few enough to be found out


def percent(text: str) -> int | None:
    """Read a percentage, rounded halves up; None for what is none, such as `c` or `z`.

    >>> percent("23.5"), percent("c"), percent("101")
    (24, None, None)
    """
    plain = text.strip()
    if not (plain.isascii() and _DECIMAL.fullmatch(plain)):
        return None
    found = int(Fraction(plain.removesuffix("%")) + Fraction(1, 2))
    return found if found <= 100 else None  # noqa: PLR2004  of a hundred


def sen_percent(support: str, plans: str, pupils: str) -> int | None:
    """Reckon how many of a hundred pupils have SEN support or a plan; None where a count is missing or 1 to 5.

    >>> sen_percent("31", "9", "200"), sen_percent("3", "9", "200"), sen_percent("31", "c", "200")
    (20, None, None)
    """
    counts = [_count(text) for text in (support, plans, pupils)]
    known = [one for one in counts if one is not None and not 0 < one < _LEAST]
    if len(known) < len(counts) or not known[-1] or known[0] + known[1] > known[-1]:
        return None
    return int(Fraction(100 * (known[0] + known[1]), known[-1]) + Fraction(1, 2))


def _count(text: str) -> int | None:
    plain = text.strip().replace(",", "")
    return int(plain.partition(".")[0]) if plain.isascii() and _WHOLE.fullmatch(plain) else None
