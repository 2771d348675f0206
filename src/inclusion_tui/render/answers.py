"""What somebody said of an indicator, as signs and words; and whose word it is.

A level is glyph, digit and word. A stance is glyph and word: a digit beside it would look like an amount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.glyphs import level_glyph
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.line import fit, padded, text, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line, Part

_SIGNS = {"cannot-tell": "c", "not-applicable": "x", "too-soon": "t"}
NOT_LOOKED_AT = "Not looked at yet"


def mark(framework: ic.Framework, made: ic.Judgement | None, glyphs: Glyphs) -> tuple[Part, ...]:
    """Return a judgement in few columns, as many for every judgement: `■■□□ 2`, `···· c`; a stance `○●○`."""
    scale = framework.scale
    count, stance = len(scale.order), scale.stance
    blank = level_glyph(None, count, glyphs, stance=stance)
    if made is None:
        return ((f"{blank} {glyphs.dash}", "dim"),)
    if made.level is None:
        return ((glyphs.none * len(blank), "dim"), (f" {_SIGNS.get(made.non_answer or '', '?')}", "strong"))
    place = scale.place(made.level)
    return ((f"{level_glyph(place, count, glyphs, stance=stance)} {' ' if stance else place}", "level"),)


def said(framework: ic.Framework, made: ic.Judgement | None, glyphs: Glyphs) -> tuple[Part, ...]:
    """Return a judgement with its word: `■■□□ 2 Developing`."""
    signs = mark(framework, made, glyphs)
    if made is None:
        return (*signs, (f" {NOT_LOOKED_AT}", "dim"))
    if framework.scale.stance and made.level is not None:
        signs = tuple((words.rstrip(), style) for words, style in signs)
    word = ic.answer_in_words(framework, made.level or made.non_answer or "")
    return (*signs, (f" {text(word)}", "level" if made.level else "strong"))


def by_voice(  # noqa: PLR0913  one voice's word has these parts, all named
    framework: ic.Framework,
    voice: str,
    made: ic.Judgement | None,
    width: int,
    glyphs: Glyphs,
    *,
    people: Mapping[str, ic.Person],
    room: int = 0,
    name: int = 14,
) -> list[Line]:
    """Return a voice's judgement with its confidence, and its reason under it in `room` lines, all of it where 0.

    `name` is how many columns the voice's own name takes.
    """
    parts: list[Part] = [(f" {padded(voice_words(voice, people), name)} ", "strong"), *said(framework, made, glyphs)]
    if made is not None and made.confidence:
        parts.append((f", {made.confidence} confidence", "warn" if made.confidence == "low" else "dim"))
    lines: list[Line] = [fit(parts, width)]
    if made is None or room == 1:
        return lines
    if not made.because:
        return [*lines, fit((("   no reason is written down", "dim"),), width)]
    inner = max(width - 3, 8)
    found = cut(wrapped(made.because, inner), max(room - 1, 0), inner)
    return [*lines, *(((f"   {line}", ""),) for line in found)]


def cut(lines: Sequence[str], room: int, width: int) -> list[str]:
    """Return so many lines at most, an ellipsis at the end where some are left out; all of them where `room` is 0.

    >>> cut(["calm start", "visual timetable"], 1, 20), cut(["calm start", "visual"], 1, 10)
    (['calm start …'], ['calm star…'])
    """
    if not room or len(lines) <= room:
        return list(lines)
    return [*lines[: room - 1], ic.clipped(f"{lines[room - 1]} …", width)]
