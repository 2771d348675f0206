"""Suggested lines of enquiry: a row for each, one of them with its grounds, and why it stands where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.render.line import apart, block, padded, text, under

if TYPE_CHECKING:
    import inclusion_core as ic
    from inclusion_tui.render.line import Line

_ABOUT = 12
_NUMBER = 3


def heading_words(found: ic.Suggestions) -> str:
    """Return how many there are, and how many of them are shown."""
    there, shown = len(found.found), len(found.shown)
    if not there:
        return "Suggested lines of enquiry: none"
    return f"Suggested lines of enquiry: {there}" if there == shown else (
        f"Suggested lines of enquiry: the first {shown}, {there - shown} more left out"
    )  # fmt: skip


def suggestion_row(one: ic.Suggested, number: int, width: int) -> Line:
    """Return a suggestion's row: its number, its question, what it is about."""
    left: Line = ((f"{number:>{_NUMBER}} ", "dim"), (text(one.question), ""))
    return apart(left, ((f"{padded(' '.join(one.indicators), _ABOUT)} ", "dim"),), width)


def suggestion_whole(one: ic.Suggested, width: int) -> list[Line]:
    """Return a suggestion with every ground for it, and whom to ask what."""
    lines = block(one.question, width, "title")
    for ground in one.grounds:
        lines += under(" because: ", ground.says, width)
    for who, prompt in one.ask:
        lines += under(f" ask {text(who)}: ", prompt, width)
    return lines


def suggestion_why(one: ic.Suggested, number: int, found: ic.Suggestions, width: int) -> list[Line]:
    """Return why a suggestion is made and why it stands where it does, on a page of its own."""
    lines = [*suggestion_whole(one, width), (), ((f" Why it is number {number}", "title"),)]
    lines += block(f" {one.says}", width, indent=1)
    lines += block(f" {found.order}", width, indent=1)
    if found.followed:
        again = f" {found.followed} more not suggested again: a line of enquiry is about the same already."
        lines += [(), *block(again, width, indent=1)]
    return [*lines, (), *block(" None of this is a finding: the host agrees what is followed.", width, "dim", indent=1)]
