"""A document as plain text: 80 columns, read from top to bottom by eye or by ear, no line drawing."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from inclusion_core.exchange.charts_text import chart_lines
from inclusion_core.exchange.inert import ascii_only, one_line, paragraphs
from inclusion_core.exchange.reports.document import (
    Blanks,
    Bullets,
    Choices,
    Facts,
    Figure,
    Lines,
    Note,
    Paragraph,
    Quote,
    Section,
    Standing,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.exchange.reports.document import Block, Document

WIDTH = 80
_GAP = 2
_UNDERLINES = "==-~"
_NARROWEST = 20


def render(document: Document, *, width: int = WIDTH, ascii_letters: bool = False, bars: bool = True) -> str:
    """Return the document as text no wider than `width` columns, ending with a line feed.

    `ascii_letters` writes ASCII only. `bars=False` leaves out the bars drawn below a chart's words.
    """
    page = _Page(max(width, _NARROWEST), bars=bars, ascii_letters=ascii_letters)
    return "\n".join(page.lines(document)).rstrip() + "\n"


class _Page:
    def __init__(self, width: int, *, bars: bool, ascii_letters: bool) -> None:
        self.width, self.bars, self.ascii = width, bars, ascii_letters

    def lines(self, document: Document) -> Iterator[str]:
        yield from self.heading(document.title, 0)
        if document.subtitle:
            yield from self.wrapped(one_line(document.subtitle))
        yield ""
        for statement in document.statements:
            yield from self.wrapped(one_line(statement), first="* ", rest="  ")
            yield ""
        if document.facts:
            yield from self.block(Facts(document.facts))
        for block in document.opening:
            yield from self.block(block)
        for section in document.sections:
            yield from self.section(section, 1)
        if document.closing:
            yield "-" * min(self.width, WIDTH)
            yield from self.wrapped(one_line(document.closing))

    def section(self, section: Section, depth: int) -> Iterator[str]:
        if depth == 1:
            yield ""
        yield from self.heading(f"{section.label} {section.title}", depth)
        yield ""
        for part in section.parts:
            yield from self.section(part, depth + 1) if isinstance(part, Section) else self.block(part)

    def heading(self, text: str, depth: int) -> Iterator[str]:
        lines = list(self.wrapped(one_line(text)))
        yield from lines
        if depth < len(_UNDERLINES):
            yield _UNDERLINES[depth] * max((len(line) for line in lines), default=0)

    def block(self, block: Block) -> Iterator[str]:  # noqa: C901, PLR0912  one case for each kind of block
        """Yield a block and the empty line after it."""
        match block:
            case Paragraph(text, lead):
                yield from self.prose(f"{lead}: {text}" if lead else text)
            case Bullets(items, numbered):
                for number, item in enumerate(items, start=1):
                    first = f"{number}. " if numbered else "- "
                    yield from self.prose(item, first, " " * len(first), gaps=False)
            case Facts(pairs):
                for name, value in pairs:
                    yield from self.prose(f"{one_line(name)}: {value}", "", "  ", gaps=False)
            case Table():
                yield from self.table(block)
            case Quote(text, by):
                yield from self.prose(text, '  "', "   ", close='"')
                if by:
                    yield from self.wrapped(one_line(by), first="   - ", rest="     ")
            case Note(text, lead):
                yield from self.prose(f"{lead or 'Note'}: {text}", "! ", "  ")
            case Standing():
                yield from self.standing(block)
            case Figure(chart, caption):
                yield from self.wrapped(one_line(caption))
                for line in chart_lines(chart, bars=self.bars):
                    bar = line.startswith("  [")
                    yield from [line] if bar else self.wrapped(line, first="- ", rest="  ")
            case Choices() | Lines() | Blanks():
                yield from self.to_fill_in(block)
        yield ""

    def to_fill_in(self, block: Choices | Lines | Blanks) -> Iterator[str]:
        match block:
            case Choices(options, label):
                if label:
                    yield from self.wrapped(one_line(label))
                for words, meaning in options:
                    yield from self.prose(f"{words}: {meaning}" if meaning else words, "[ ] ", "    ", gaps=False)
            case Lines(count, label):
                if label:
                    yield from self.wrapped(one_line(label))
                yield from ["_" * self.width] * count
            case Blanks(names):
                for name in names:
                    yield from self.wrapped(f"{one_line(name)}: {'_' * _NARROWEST}")

    def standing(self, block: Standing) -> Iterator[str]:
        step = f" (level {block.place} of {block.of})" if block.of else ""
        said = f"{one_line(block.words)}{step}"
        yield from self.prose(f"{said}. {block.detail}" if block.detail else f"{said}.", "> ", "  ")

    def table(self, table: Table) -> Iterator[str]:
        """Set out a narrow table in columns; tell a wide one row by row, each cell after its heading."""
        yield from self.wrapped(f"Table: {one_line(table.caption)}")
        rows = [tuple(self.plain(one_line(cell)) for cell in row) for row in (table.columns, *table.rows)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
        if sum(widths) + _GAP * (len(widths) - 1) > self.width:
            yield ""
            yield from self.records(table)
            return
        for number, row in enumerate(rows):
            cells = [
                cell.rjust(wide) if place in table.figures else cell.ljust(wide)
                for place, (cell, wide) in enumerate(zip(row, widths, strict=True))
            ]
            yield (" " * _GAP).join(cells).rstrip()
            if number == 0:
                yield (" " * _GAP).join("-" * wide for wide in widths)

    def records(self, table: Table) -> Iterator[str]:
        for number, row in enumerate(table.rows):
            if number:
                yield ""
            yield from self.wrapped(one_line(row[0]) or "(no name)")
            for name, cell in list(zip(table.columns, row, strict=True))[1:]:
                if cell.strip():
                    yield from self.prose(f"{one_line(name)}: {cell}", "  ", "    ", gaps=False)

    def prose(self, text: str, first: str = "", rest: str = "", close: str = "", *, gaps: bool = True) -> Iterator[str]:
        """Wrap a text of one or more paragraphs, its own line breaks kept."""
        parts = paragraphs(text) or ("",)
        for number, part in enumerate(parts):
            if number and gaps:
                yield ""
            lines = part.split("\n")
            for place, line in enumerate(lines):
                last = number == len(parts) - 1 and place == len(lines) - 1
                opening = first if not number and not place else rest
                yield from self.wrapped(line + (close if last else ""), first=opening, rest=rest)

    def wrapped(self, line: str, *, first: str = "", rest: str = "") -> Iterator[str]:
        text = self.plain(line)
        yield from textwrap.wrap(
            text, self.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        ) or [first.rstrip()]

    def plain(self, text: str) -> str:
        return ascii_only(text) if self.ascii else text
