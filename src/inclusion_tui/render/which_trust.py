"""What a page about one trust says of the others: which of how many it is, that there is no other, or none at all."""

from __future__ import annotations

NO_TRUST = "There is no trust here yet. Type: inclusion trust new TITLE --school S --school S"


def which_of(place: int, count: int) -> str:
    """Return which of how many trusts is shown, counted from 0, for the end of a heading; nothing where it is alone."""
    return f" ({place + 1} of {count} trusts)" if count > 1 else ""


def no_next(count: int) -> str:
    """Return why there is no next trust, where there are fewer than two."""
    return "There is no other trust here." if count else NO_TRUST
