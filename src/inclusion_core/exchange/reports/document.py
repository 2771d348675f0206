"""One document, many renderers: what a page says, apart from how it looks.

Every text here is plain text: no renderer takes any of it for markup, whoever wrote it. What people typed keeps its
paragraphs and line breaks in `Quote`, `Paragraph`, table cells and list items; headings, captions and labels are put
on one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.exchange.charts import Chart


@frozen
class Paragraph:
    """A paragraph; `lead` stands before it in strong type (`Because`)."""

    text: str
    lead: str = ""


@frozen
class Bullets:
    """A list of points, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@frozen
class Facts:
    """Names and what they are, such as the facts on a cover."""

    pairs: tuple[tuple[str, str], ...]


@frozen
class Table:
    """A table with a caption and a header cell for each column; the first column heads its row.

    `figures` names the columns (from 0) that hold figures, which are set to the right.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()


@frozen
class Quote:
    """What somebody wrote or said, word for word. `by` says whose words they are."""

    text: str
    by: str = ""


@frozen
class Note:
    """A sentence that must be seen beside what it is about: a guard, a caution, a duty."""

    text: str
    lead: str = ""


@frozen
class Standing:
    """A chosen level or an answer that is none, in words, with what it means here.

    `place` of `of` draws its steps; both are 0 where there is no level, or where the levels are stances.
    """

    words: str
    detail: str = ""
    place: int = 0
    of: int = 0


@frozen
class Figure:
    """A chart with its caption; its words go wherever it goes."""

    chart: Chart
    caption: str


@frozen
class Choices:
    """Boxes to tick on paper: for each its words, and what they mean. `label` is what is asked.

    Where `wide` they stand side by side in one row.
    """

    options: tuple[tuple[str, str], ...]
    label: str = ""
    wide: bool = False


@frozen
class Lines:
    """Empty lines to write on, below what is to be written."""

    count: int
    label: str = ""


@frozen
class Blanks:
    """Names with room beside each for what a person fills in."""

    names: tuple[str, ...]


@frozen
class Section:
    """A heading and what stands below it. `compact` ones are entries that stay together on paper where they can.

    A `wide` one goes across both columns of a document of one page.
    """

    title: str
    parts: tuple[Part, ...] = ()
    label: str = ""
    compact: bool = False
    new_page: bool = False
    wide: bool = False


Block: TypeAlias = Paragraph | Bullets | Facts | Table | Quote | Note | Standing | Figure | Choices | Lines | Blanks
Part: TypeAlias = Block | Section


@frozen
class Document:
    """A whole document. `statements` are said at the top of it, and on paper stay in sight.

    `made_up` marks a page about schools that do not exist, on every sheet. `form` makes it a form that is filled in on
    paper: `plain` or `large` print, `foot` (letters, digits, @, dots and hyphens) at the foot of every sheet. A
    `one_page` is set small and in two columns on paper, so that it keeps to one sheet.
    """

    title: str
    subtitle: str = ""
    statements: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    opening: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: str = ""
    language: str = "en-GB"
    made_up: bool = False
    form: Literal["", "plain", "large"] = ""
    foot: str = ""
    one_page: bool = False

    def walk(self) -> Iterator[tuple[int, Part]]:
        """Yield (depth, part) in reading order; sections of the document are at depth 1."""
        for block in self.opening:
            yield 0, block
        for section in self.sections:
            yield from _walk(section, 1)


def _walk(part: Part, depth: int) -> Iterator[tuple[int, Part]]:
    yield depth, part
    if isinstance(part, Section):
        for inner in part.parts:
            yield from _walk(inner, depth + 1)
