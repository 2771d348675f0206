"""The list of strands and indicators, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.render.glyphs import UNICODE, level_glyph
from inclusion_tui.render.line import filled, fit, padded, text

if TYPE_CHECKING:
    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line, Part
    from inclusion_tui.rows import Row

_MOST_COUNTED = 99
_LONGEST_WORD = 14
_MARKS = 10
_LEAST_TITLE = 12


@frozen
class Columns:
    """How a framework's rows are laid out: widths of the id, the glyph and the level's word, in columns."""

    id: int
    glyph: int
    word: int
    count: int
    stance: bool

    @classmethod
    def of(cls, framework: ic.Framework) -> Columns:
        """Return the layout that a framework's longest names ask for."""
        scale = framework.scale
        words = [framework.level_title(level) for level in scale.order]
        return cls(
            id=max((ic.columns(one) for one in framework.indicators), default=2),
            glyph=len(level_glyph(None, len(scale.order), UNICODE, stance=scale.stance)),
            word=min(max((ic.columns(one) for one in (*words, "Cannot tell")), default=8), _LONGEST_WORD),
            count=len(scale.order),
            stance=scale.stance,
        )


def indicator_line(row: Row, columns: Columns, width: int, glyphs: Glyphs) -> Line:
    """Return an indicator's line: id, title, glyph and digit and word, marks. Exactly `width` columns.

    In a narrow room the word goes first, then the marks; the id, the title, the glyph and the digit stay.
    """
    word, marks = columns.word, _MARKS
    fixed = 1 + columns.id + 1 + 1 + columns.glyph + 3
    if width - fixed - word - marks - 2 < _LEAST_TITLE:
        word = 0
    if width - fixed - word - marks - 2 < _LEAST_TITLE:
        marks = 0
    room = max(width - fixed - (word + 1 if word else 0) - (marks + 1 if marks else 0), 1)
    parts: list[Part] = [
        (f" {padded(text(row.id), columns.id)} ", "dim"),
        (padded(_title(row), room), ""),
        (" ", ""),
        *_level(row, columns, glyphs),
    ]
    if word:
        parts.append((f" {padded(_word(row), word)}", "level" if row.place else "dim"))
    if marks:
        parts += [(" ", ""), *_marks(row, glyphs)]
    return filled(tuple(parts), width)


def _title(row: Row) -> str:
    lens = f"({row.stands_in}) " if row.stands_in else ""
    proposed = "(proposed) " if row.proposed else ""
    return text(proposed + lens + row.title)


def _word(row: Row) -> str:
    return "N/A here" if row.answer == "not-applicable" else text(row.word)


def _level(row: Row, columns: Columns, glyphs: Glyphs) -> list[Part]:
    if row.place is not None:
        return [
            (level_glyph(row.place, columns.count, glyphs, stance=columns.stance), "level"),
            (f" {row.place}", "level"),
        ]
    sign = {"cannot-tell": "c", "not-applicable": "x", "too-soon": "t"}.get(row.answer)
    if sign is None:
        return [(level_glyph(None, columns.count, glyphs, stance=columns.stance), "dim"), (f" {glyphs.dash}", "dim")]
    return [(glyphs.none * columns.glyph, "dim"), (f" {sign}", "strong")]


def _marks(row: Row, glyphs: Glyphs) -> list[Part]:
    """Return the marks, each in its own column so that the eye can run down them."""
    count = "" if not row.evidence else f"{glyphs.evidence}{min(row.evidence, _MOST_COUNTED)}"
    marks: list[Part] = [(padded(count, 3), "mark")]
    for on, sign, style in (
        (row.reason, glyphs.reason, "mark"),
        (row.enquiry, glyphs.enquiry, "mark"),
        (row.action, glyphs.action, "mark"),
        (row.confidence == "low", glyphs.unsure, "warn"),
        (bool(row.apart), glyphs.apart, "warn"),
        (bool(row.thin), glyphs.thin, "warn"),
        (row.parked, glyphs.parked, "warn"),
    ):
        marks.append((sign if on else " ", style if on else ""))  # type: ignore[arg-type]
    return marks


def strand_line(title: str, counts: tuple[int, int] | None, width: int, *, depth: int = 0) -> Line:
    """Return a strand's heading: its title, and how many of its indicators are judged, of how many."""
    count = f" {counts[0]}/{counts[1]}" if counts is not None else ""
    head = f"{' ' * (1 + 2 * depth)}{text(title)}"
    return fit(((padded(head, max(width - len(count) - 1, 4)), "title"), (count, "title"), (" ", "")), width)


def legend(glyphs: Glyphs) -> tuple[tuple[str, str], ...]:
    """Return each mark with what it means."""
    return (
        (f"{glyphs.evidence}3", "three pieces of evidence"),
        (glyphs.reason, "a reason is written down"),
        (glyphs.enquiry, "a line of enquiry rests on it"),
        (glyphs.action, "an action comes of it"),
        (glyphs.unsure, "low confidence"),
        (glyphs.apart, "another voice gave another level"),
        (glyphs.thin, "thin evidence for its level"),
        (glyphs.parked, "something was typed and not sent"),
    )
