"""A document as Markdown that reads the same under CommonMark and GitHub's dialect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inclusion_core.exchange.charts import chart_words
from inclusion_core.exchange.inert import one_line, paragraphs
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

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$#@^{}]|(?<=:)/(?=/)|(?<=[wW]{3})\.|:(?=[\w+-]+:)|!(?=\[)")
_OPENING = re.compile(r"(?P<list>[-+=])|(?P<number>\d{1,9})(?P<stop>[.)])")
_DEEPEST = 6


def escaped(line: str) -> str:
    r"""Return one line of text that Markdown shows as it stands, wherever on a line it is put.

    >>> escaped("# *not* a heading | 1. <b>")
    '\\# \\*not\\* a heading \\| 1. \\<b\\>'
    >>> escaped("1. no list"), escaped("- none"), escaped("https://a.example")
    ('1\\. no list', '\\- none', 'https:\\//a.example')
    """
    safe = _MARKUP.sub(lambda found: "\\" + found[0], line.strip())
    opening = _OPENING.match(safe)
    if opening is None:
        return safe
    if opening["list"]:
        return "\\" + safe
    return f"{opening['number']}\\{safe[opening.start('stop') :]}"


def cell(text: str) -> str:
    """Return a text for a table cell: escaped, its lines parted by a break."""
    lines = [escaped(line) for part in paragraphs(text) for line in part.split("\n")]
    return " <br> ".join(lines)


def render(document: Document) -> str:
    """Return the document as Markdown, ending with a line feed."""
    return "\n".join(_document(document)).rstrip() + "\n"


def _document(document: Document) -> Iterator[str]:
    yield from _heading(document.title, "", 1)
    if document.subtitle:
        yield from (f"*{escaped(one_line(document.subtitle))}*", "")
    for statement in document.statements:
        yield from (f"> **{escaped(one_line(statement))}**", "")
    if document.facts:
        yield from _block(Facts(document.facts))
    for block in document.opening:
        yield from _block(block)
    for section in document.sections:
        yield from _section(section, 2)
    if document.closing:
        yield from ("---", "", escaped(one_line(document.closing)))


def _section(section: Section, depth: int) -> Iterator[str]:
    yield from _heading(section.title, section.label, depth)
    for part in section.parts:
        yield from _section(part, depth + 1) if isinstance(part, Section) else _block(part)


def _heading(title: str, label: str, depth: int) -> Iterator[str]:
    text = escaped(one_line(f"{label} {title}")) or "(no title)"
    if depth > _DEEPEST:
        yield from (f"**{text}**", "")
    else:
        yield from (f"{'#' * depth} {text}", "")


def _block(block: Block) -> Iterator[str]:  # noqa: C901  one case for each kind of block
    """Yield a block's lines and the empty line after it."""
    match block:
        case Paragraph(text, lead):
            yield from _prose(text, lead=_lead(lead))
        case Bullets(items, numbered):
            for number, item in enumerate(items, start=1):
                mark = f"{number}. " if numbered else "- "
                yield from _prose(item, first=mark, rest=" " * len(mark))
        case Facts(pairs):
            for name, value in pairs:
                yield from _prose(value, first="- ", rest="  ", lead=_lead(name))
        case Table():
            yield from _table(block)
        case Quote(text, by):
            yield from _prose(text, first="> ", rest="> ")
            if by:
                yield from (">", f"> \u2014 {escaped(one_line(by))}")
        case Note(text, lead):
            yield from _prose(text, first="> ", rest="> ", lead=_lead(lead or "Note"))
        case Standing(words, detail):
            said = f"**{escaped(one_line(words))}**" + (f" (level {block.place} of {block.of})" if block.of else "")
            yield from _prose(detail, lead=f"{said}. ")
        case Figure(chart, caption):
            yield from (f"**Figure: {escaped(one_line(caption))}**", "")
            yield from (
                f"- {escaped(one_line(label))}: {escaped(one_line(words))}" for label, words in chart_words(chart)
            )
        case Choices() | Lines() | Blanks():
            yield from _to_fill_in(block)
    yield ""


def _to_fill_in(block: Choices | Lines | Blanks) -> Iterator[str]:
    match block:
        case Choices(options, label):
            if label.strip():
                yield from (escaped(one_line(label)), "")
            for words, meaning in options:
                yield from _prose(f"{words}: {meaning}" if meaning else words, first=r"- \[ \] ", rest="  ")
        case Lines(count, label):
            yield escaped(one_line(label))
            for _ in range(count):
                yield from ("", r"\_" * 40)
        case Blanks(names):
            yield from (f"- {escaped(one_line(name))}: {chr(92)}_" for name in names)


def _lead(text: str) -> str:
    return f"**{escaped(one_line(text))}:** " if text.strip() else ""


def _prose(text: str, *, first: str = "", rest: str = "", lead: str = "") -> Iterator[str]:
    """Yield paragraphs; a line break inside one is kept with a backslash."""
    parts = paragraphs(text) or ("",)
    opening = first + lead
    for number, part in enumerate(parts):
        if number:
            yield rest.rstrip()
        lines = [escaped(line) for line in part.split("\n")]
        for place, line in enumerate(lines):
            kept = line + ("\\" if place < len(lines) - 1 else "")
            yield (opening + kept).rstrip()
            opening = rest


def _table(table: Table) -> Iterator[str]:
    yield from (f"**Table: {escaped(one_line(table.caption))}**", "")
    yield f"| {' | '.join(cell(one_line(name)) or ' ' for name in table.columns)} |"
    yield f"|{'|'.join(' ---: ' if place in table.figures else ' --- ' for place in range(len(table.columns)))}|"
    for row in table.rows:
        yield f"| {' | '.join(cell(text) or ' ' for text in row)} |"
