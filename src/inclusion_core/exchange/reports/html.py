"""A document as one HTML file: no script, no address fetched, readable by ear, on a telephone and on paper."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING

from inclusion_core.exchange.charts_svg import svg
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
from inclusion_core.exchange.reports.style import stylesheet

if TYPE_CHECKING:
    from inclusion_core.exchange.reports.document import Block, Document

_DEEPEST = 6
_KEPT = 2  # parts that stay on the sheet of their entry's heading


def render(document: Document) -> str:
    """Return the document as a whole HTML file.

    A content security policy in it allows its own style sheet, by hash, and nothing else at all.
    """
    style = stylesheet(made_up=document.made_up, form=document.form, foot=document.foot, one_page=document.one_page)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    form = ("form", document.form) if document.form else ()
    sorts = (*(("made-up",) if document.made_up else ()), *(("one-page",) if document.one_page else ()), *form)
    page = _Page()
    body = page.document(document)
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(one_line(document.language)) or "en-GB"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="robots" content="noindex">\n<title>{_line(document.title) or "Report"}</title>\n'
        f"<style>{style}</style>\n</head>\n"
        f"<body{_class(*sorts)}>\n{body}</body>\n</html>\n"
    )


def _line(text: str) -> str:
    return escape(one_line(text))


def _class(*names: str) -> str:
    named = " ".join(name for name in names if name)
    return f' class="{named}"' if named else ""


def _broken(part: str) -> str:
    return escape(part).replace("\n", "<br>")


def _prose(text: str, *, lead: str = "", sort: str = "") -> str:
    """Return a text's paragraphs; the lead stands in the first."""
    strong = f'<strong class="lead">{_line(lead)}:</strong> ' if lead.strip() else ""
    parts = [_broken(part) for part in paragraphs(text)] or [""]
    parts[0] = strong + parts[0]
    return "".join(f"<p{_class(sort)}>{part}</p>\n" for part in parts if part)


def _cell(text: str) -> str:
    """Return a text that stays in one element, its paragraphs parted by an empty line."""
    return "<br><br>".join(_broken(part) for part in paragraphs(text))


class _Page:
    """Hands out the names that figures and tables go by, one after the other."""

    def __init__(self) -> None:
        self.figures = self.tables = 0

    def document(self, document: Document) -> str:
        statements = "".join(f'<p class="statement">{_line(one)}</p>\n' for one in document.statements)
        subtitle = f'<p class="subtitle">{_line(document.subtitle)}</p>\n' if document.subtitle.strip() else ""
        facts = self.block(Facts(document.facts)) if document.facts else ""
        heading = f"<h1>{_line(document.title) or 'Report'}</h1>\n"
        closing = f"<footer><p>{_line(document.closing)}</p></footer>\n" if document.closing.strip() else ""
        opening = "".join(self.block(block) for block in document.opening)
        sections = "".join(
            self.section(section, 2, f"s{number}") for number, section in enumerate(document.sections, start=1)
        )
        return (
            '<a class="skip" href="#content">Skip to the content</a>\n'
            f"<header>\n{statements}{heading}{subtitle}{facts}</header>\n{_contents(document)}"
            f'<main id="content" tabindex="-1">\n{opening}{sections}</main>\n{closing}'
        )

    def section(self, section: Section, depth: int, name: str) -> str:
        level = min(depth, _DEEPEST)
        label = f'<span class="label">{_line(section.label)}</span> ' if section.label.strip() else ""
        title = _line(section.title) or ("" if label else "(no title)")
        parts: list[str] = []
        inner = 0
        for part in section.parts:
            if isinstance(part, Section):
                inner += 1
                parts.append(self.section(part, depth + 1, f"{name}-{inner}"))
            else:
                parts.append(self.block(part))
        sort = _class(*(name for name, so in _sorts_of(section) if so))
        heading = f'<h{level} id="{name}">{label}{title}</h{level}>\n'
        if section.compact:
            heading = f'<div class="keep">\n{heading}{"".join(parts[:_KEPT])}</div>\n'
            parts = parts[_KEPT:]
        return f'<section{sort} aria-labelledby="{name}">\n{heading}{"".join(parts)}</section>\n'

    def block(self, block: Block) -> str:  # noqa: PLR0911  one case for each kind of block
        match block:
            case Paragraph(text, lead):
                return _prose(text, lead=lead)
            case Bullets(items, numbered):
                sort = "ol" if numbered else "ul"
                return f"<{sort}>{''.join(f'<li>{_cell(item)}</li>' for item in items)}</{sort}>\n" if items else ""
            case Facts(pairs):
                told = "".join(f"<dt>{_line(name)}</dt><dd>{_cell(value)}</dd>\n" for name, value in pairs)
                return f'<dl class="facts">\n{told}</dl>\n' if pairs else ""
            case Table():
                return self.table(block)
            case Quote(text, by):
                source = f"<footer>{_line(by)}</footer>\n" if by.strip() else ""
                return f"<blockquote>\n{_prose(text)}{source}</blockquote>\n"
            case Note(text, lead):
                return f'<div class="note">\n{_prose(text, lead=lead or "Note")}</div>\n'
            case Standing():
                return _standing(block)
            case Figure(chart, caption):
                self.figures += 1
                drawn = svg(chart, uid=f"figure{self.figures}")
                return f"<figure>\n<figcaption>{_line(caption)}</figcaption>\n{drawn}\n</figure>\n"
            case Choices() | Lines() | Blanks():
                return _to_fill_in(block)

    def table(self, table: Table) -> str:
        """Return a table in a frame of its own, which a narrow screen can move sideways with the keys."""
        self.tables += 1
        name = f"table{self.tables}"
        sorts = [_class("figure" if place in table.figures else "") for place in range(len(table.columns))]
        head = "".join(
            f'<th scope="col"{sort}>{_cell(text)}</th>' for sort, text in zip(sorts, table.columns, strict=True)
        )
        rows = "".join(f"<tr>{_row(row, sorts)}</tr>\n" for row in table.rows)
        return (
            f'<div class="wide" role="region" aria-labelledby="{name}" tabindex="0">\n<table>\n'
            f'<caption id="{name}">{_line(table.caption)}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n'
            f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )


def _sorts_of(section: Section) -> tuple[tuple[str, bool], ...]:
    return ("entry", section.compact), ("new-page", section.new_page), ("across", section.wide)


def _row(row: tuple[str, ...], sorts: list[str]) -> str:
    first = f'<th scope="row"{sorts[0]}>{_cell(row[0])}</th>'
    return first + "".join(f"<td{sort}>{_cell(text)}</td>" for sort, text in zip(sorts[1:], row[1:], strict=True))


def _standing(block: Standing) -> str:
    steps = "".join(f"<i{_class('on' if place <= block.place else '')}></i>" for place in range(1, block.of + 1))
    drawn = f'<span class="steps" aria-hidden="true">{steps}</span>' if steps else ""
    said = f" (level {block.place} of {block.of})" if block.of else ""
    words = f'<p>{drawn}<span class="words">{_line(block.words)}</span>{said}</p>\n'
    return f'<div class="standing">\n{words}{_prose(block.detail)}</div>\n'


def _to_fill_in(block: Choices | Lines | Blanks) -> str:
    match block:
        case Choices():
            return _choices(block)
        case Lines(count, label):
            asked = f"<p>{_line(label)}</p>\n" if label.strip() else ""
            return f'<div class="lines">\n{asked}{"<i></i>" * count}\n</div>\n'
        case Blanks(names):
            told = "".join(f"<dt>{_line(name)}</dt><dd></dd>\n" for name in names)
            return f'<dl class="blanks">\n{told}</dl>\n' if names else ""


def _choices(block: Choices) -> str:
    """Return boxes to tick. They are drawn, not fields: nothing that is ticked on a screen would be kept."""
    asked = f'<p class="asked">{_line(block.label)}</p>\n' if block.label.strip() else ""
    items = "".join(
        f'<li><span class="box"></span><span><strong>{_line(words)}</strong>{" " if words and meaning else ""}'
        f"{_cell(meaning)}</span></li>\n"
        for words, meaning in block.options
    )
    return f'<div class="choices{" in-a-row" if block.wide else ""}">\n{asked}<ul>\n{items}</ul>\n</div>\n'


def _contents(document: Document) -> str:
    if document.form or len(document.sections) < 2:  # noqa: PLR2004  one section needs no list of them
        return ""
    entries = "".join(
        f'<li><a href="#s{number}">{_line(f"{section.label} {section.title}") or "(no title)"}</a></li>\n'
        for number, section in enumerate(document.sections, start=1)
    )
    return f'<nav aria-labelledby="contents">\n<h2 id="contents">In this report</h2>\n<ol>\n{entries}</ol>\n</nav>\n'
