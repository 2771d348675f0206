"""The safeguarding card: stop, tell this person now, do not write it here; and how pupils are spoken with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.render.line import text, under, wrapped

if TYPE_CHECKING:
    import inclusion_core as ic
    from inclusion_tui.render.line import Line, Style

_STOP = "Stop what you are doing. Listen, and stay calm. Do not question, and do not promise to keep it secret."
_TELL = "Tell this person now, yourself, before anything else:"
_NOT_HERE = "Do not write it here: not as evidence, not in a reason, not in a file's name. The lead says where it goes."
_ELSE = (
    "Not there? Any senior leader of the school, at once. A child in danger this minute: 999. "
    "About a member of staff: the head teacher. About the head teacher: the chair of governors or the proprietor."
)
_NOBODY = "The school's designated safeguarding lead. The school office knows who that is and where they are today."
_UNNAMED = "Nobody has written down here who it is. n does that now, before the day begins."
_NO_REVIEW = "Open a review to see who it is there, or to write it down."
_ARRANGEMENTS = (
    "Not written down yet (n): which member of staff is nearby, that families were told, "
    "that a pupil may say no and may stop at any time."
)


def card_lines(card: ic.Safeguarding | None, width: int, *, review: bool) -> list[Line]:
    """Return the card. `card` is who leads and how pupils are spoken with, None where nobody has said."""
    lines = _title("If a child tells you something that worries you, or you see it yourself:", width)
    lines += [(), *under(" 1  ", _STOP, width), (), *under(" 2  ", _TELL, width)]
    lines += _who(card, width, review=review)
    lines += [*under("    ", _ELSE, width, style="dim"), (), *under(" 3  ", _NOT_HERE, width)]
    if review:
        lines += [(), *_title("How pupils are spoken with here", width)]
        told = card.arrangements if card is not None else ""
        lines += under("    ", told or _ARRANGEMENTS, width, style="" if told else "warn")
    return lines


def _title(given: str, width: int) -> list[Line]:
    return [((f" {line}", "title"),) for line in wrapped(given, max(width - 1, 8))]


def _who(card: ic.Safeguarding | None, width: int, *, review: bool) -> list[Line]:
    room = max(width - 4, 8)
    if card is None:
        says = _UNNAMED if review else _NO_REVIEW
        return [*_indented(_NOBODY, room, "strong"), *_indented(says, room, "warn" if review else "dim")]
    reach = card.reach or "How to reach them is not written down yet (n)."
    return [*_indented(text(card.lead), room, "level"), *_indented(reach, room, "strong" if card.reach else "warn")]


def _indented(given: str, room: int, style: Style) -> list[Line]:
    return [(("    ", ""), (line, style)) for line in wrapped(given, room)]
