"""An audit tool made into the draft of a framework: columns found or given, ids made, nothing silently lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import Factory, evolve, frozen

from inclusion_core.errors import InvalidFile, Problem, UnknownName
from inclusion_core.exchange.delimited import squeezed
from inclusion_core.exchange.framework_columns import Reading, named, read_header
from inclusion_core.exchange.framework_draft_text import DraftIndicator, DraftStrand, draft_text
from inclusion_core.exchange.framework_levels import Step, in_order, level_ids, made_scale, steps
from inclusion_core.exchange.framework_rows import (
    ABOVE,
    Item,
    Rows,
    Unplaced,
    level_key,
    read_rows,
    whole_sheet,
)
from inclusion_core.exchange.inert import one_line, visible
from inclusion_core.exchange.remarks import Remarks
from inclusion_core.exchange.spreadsheet import column_letters
from inclusion_core.identifiers import is_indicator_id, nearest, slug
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.scale import FOUR_STEP, Scale

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from inclusion_core.exchange.framework_columns import Column, Given
    from inclusion_core.exchange.spreadsheet import Sheet, Spreadsheet

_LONGEST_TITLE = 12  # words that are left as they stand; `framework check` asks for nine
_SHORTENED = 9
_LONGEST_NAME = 100
_SENTENCE = re.compile(r"[.!?](?=\s|$)")
_SCORED = re.compile(r"(\d)\s*(?:-|\u2013|to)\s*(\d{1,2})")
_NO_NAMES = {"sheet", "table", "data", "audit"}
_SHOWN = 12
_FOUR = 4
_KINDS = tuple(kind.id for kind in KINDS)


@frozen
class Draft:
    """A draft and what became of the file: `text` is TOML, `readings` are how the sheets' columns were read."""

    id: str
    title: str
    text: str
    readings: tuple[Reading, ...]
    unplaced: tuple[Unplaced, ...]
    remarks: tuple[str, ...]
    scale: Scale
    indicators: int
    strands: int = Factory(int)


def read_columns(book: Spreadsheet, by_hand: Sequence[Given] = ()) -> tuple[Reading, ...]:
    """Return how the sheets are read that hold the table: the first one found, and others with the same columns.

    Raises InvalidFile where no sheet holds one, and UnknownName for a column that no sheet has.
    """
    _known(book, by_hand)
    found = [one for sheet in book.sheets if sheet.rows and (one := read_header(sheet, by_hand)) is not None]
    if not found:
        raise _no_table(book)
    first = max(found, key=lambda one: one.sure)
    same = [(one.name, one.said) for one in first.columns if one.use]
    return tuple(
        one for one in found if one is first or [(each.name, each.said) for each in one.columns if each.use] == same
    )


def _known(book: Spreadsheet, by_hand: Sequence[Given]) -> None:
    """Refuse a column that stands in no row of any sheet."""
    for _, name in by_hand:
        here: dict[str, None] = {}
        for sheet in book.sheets:
            for row in sheet.rows[:40]:
                here |= {one_line(text): None for text in row.cells.values() if len(text) < _LONGEST_NAME}
                columns = read_names(sheet, row.number)
                if named(columns, name) is not None:
                    break
            else:
                continue
            break
        else:
            raise UnknownName("column", name, nearest=nearest(name, here), known=_headers(book))


def read_names(sheet: Sheet, number: int) -> tuple[Column, ...]:
    """Return the columns that a row would name if it were the header."""
    from inclusion_core.exchange.framework_columns import told_apart  # noqa: PLC0415  beside its only use

    rows = [row for row in sheet.rows if number <= row.number <= number + 1]
    names = {column: one_line(text) for row in reversed(rows) for column, text in row.cells.items()}
    return tuple(told_apart(names))


def _headers(book: Spreadsheet) -> tuple[str, ...]:
    """Return the likeliest header of the first sheet that has one: its first row of two cells or more."""
    for sheet in book.sheets:
        rows = [row for row in sheet.rows if len(row.cells) > 1] or list(sheet.rows)
        if rows:
            columns = read_names(sheet, rows[0].number)
            texts = [f"{one.letters} {visible(one.name)[:40]}" for one in columns if one.place in rows[0].cells]
            return tuple(texts[:_SHOWN]) + (("…",) if len(texts) > _SHOWN else ())
    return ()


def _no_table(book: Spreadsheet) -> InvalidFile:
    columns = _headers(book)
    if not columns:
        left = f" Left out: {', '.join(book.left_out)}." if book.left_out else ""
        what = f"There is no table in it: no sheet that was read has anything written in it.{left}"
        do = "Name the sheet with --sheet." if left else "Choose the file that holds the audit."
        return InvalidFile(book.path, [Problem(what, do=do, file=book.path.name)])
    what = f"No column looks as if it held indicators. The columns here: {', '.join(columns)}."
    do = f'Say which one does, such as --map indicator="{_wordiest(book)}".'
    return InvalidFile(book.path, [Problem(what, do=do, file=book.path.name)])


def _wordiest(book: Spreadsheet) -> str:
    """Return the letters of the column with most to read in the first sheet that has a header."""
    rows = next(rows for sheet in book.sheets if (rows := sheet.rows))
    lengths: dict[int, int] = {}
    for row in rows:
        for column, text in row.cells.items():
            lengths[column] = lengths.get(column, 0) + len(text)
    return column_letters(max(lengths, key=lambda column: lengths[column]))


def draft_framework(  # noqa: PLR0913  all that decides is named
    book: Spreadsheet,
    *,
    today: dt.date,
    by_hand: Sequence[Given] = (),
    framework_id: str = "",
    title: str = "",
    readings: Sequence[Reading] = (),
    kinds: Collection[str] = _KINDS,
) -> Draft:
    """Make the draft; `readings` are from `read_columns`, asked where not given. Raises as it does."""
    read = tuple(readings) or read_columns(book, by_hand)
    remarks = Remarks()
    rows = [read_rows(one) for one in read]
    unplaced = [each for one in rows for each in one.unplaced]
    names = {one.sheet.name for one in read}
    for sheet in book.sheets:
        if sheet.name not in names:
            unplaced += whole_sheet(sheet)
            if sheet.rows:
                remarks.add(
                    "sheets left out",
                    f"The sheet '{sheet.name}' does not have the columns of '{read[0].sheet.name}' and was left out. "
                    f'Make a draft of it alone with --sheet "{sheet.name}".',
                )
    if not title:
        title = _title(read[0], unplaced) or one_line(book.path.stem.replace("_", " ")) or "An audit tool"
    if not any(one.items for one in rows):
        what = f"The header of the sheet '{read[0].sheet.name}' was found, and no indicator stands below it."
        raise InvalidFile(book.path, [Problem(what, do="Name another sheet with --sheet.", file=book.path.name)])
    scale, keys = _scale(read, rows, by_hand, remarks)
    strands, indicators = _numbered(read, rows, title, keys, kinds, unplaced, remarks)
    order = {sheet.name: place for place, sheet in enumerate(book.sheets)}
    unplaced.sort(key=lambda one: (order.get(one.sheet, 0), _place(one.cell)))
    made_id = framework_id or _id(title, book)
    text = draft_text(
        file=book.path.name,
        today=today,
        framework_id=made_id,
        title=title,
        scale=scale,
        readings=read,
        strands=strands,
        indicators=indicators,
        unplaced=unplaced,
    )
    return Draft(
        made_id,
        title,
        text,
        read,
        tuple(unplaced),
        (*book.remarks, *remarks.sentences()),
        scale,
        len(indicators),
        len(strands),
    )


def _place(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), len(letters), letters


def _title(first: Reading, unplaced: list[Unplaced]) -> str:
    """Take the first text above the table for the title, if it can be one."""
    for place, one in enumerate(unplaced):
        if one.sheet == first.sheet.name and one.why == ABOVE and _place(one.cell)[0] < first.header[0]:
            if len(one.text) <= _LONGEST_NAME and "\n" not in one.text.strip() and one_line(one.text):
                del unplaced[place]
                return one_line(one.text)
            return ""
    return ""


def _id(title: str, book: Spreadsheet) -> str:
    for name in (title, book.path.stem):
        made = slug(name)
        if made != "school" or "school" in name.casefold():
            return made
    return "our-framework"


# The scale ----------------------------------------------------------------------------------------------------------


def _scale(
    read: Sequence[Reading], rows: Sequence[Rows], by_hand: Sequence[Given], remarks: Remarks
) -> tuple[Scale, Mapping[str, str]]:
    """Return the scale, and the level's id for each key that items name levels by."""
    levels: dict[str, tuple[Step, str]] = {}
    for one in rows:
        for key, level in one.levels.items():
            levels.setdefault(key, level)
    if not levels:
        return _unwritten(read, rows, remarks), {}
    ids = [own for _, own in levels.values()]
    said = [use.partition(":")[2] for use, _ in by_hand]
    if any(ids):
        order = tuple(sorted(levels, key=lambda key: said.index(key) if key in said else len(said)))
    else:
        order = in_order({key: level for key, (level, _) in levels.items()})
    if any(level.rank is None and not own for level, own in levels.values()):
        remarks.add("scale", "The levels have only numbers: the lowest was taken for the least inclusive.")
    scale = made_scale([levels[key][0].title for key in order], [levels[key][1] for key in order])
    made = level_ids([levels[key][0].title for key in order], [levels[key][1] for key in order])
    return scale, dict(zip(order, made, strict=True))


def _unwritten(read: Sequence[Reading], rows: Sequence[Rows], remarks: Remarks) -> Scale:
    """Return the scale of a tool that describes no level: the one its rating column asks for, else four steps."""
    for reading in read:
        for column in reading.using("rating"):
            scored = _SCORED.search(column.name)
            if scored and int(scored[2]) - int(scored[1]) in range(1, 10):
                numbers = range(int(scored[1]), int(scored[2]) + 1)
                if len(numbers) == _FOUR:
                    remarks.add("scale", f"'{column.name}' asks for four numbers: they became our four steps.")
                    return FOUR_STEP
                return made_scale([f"Level {number}" for number in numbers])
            if squeezed(column.name).startswith("rag"):
                return made_scale(["Red", "Amber", "Green"])
    answers = list(dict.fromkeys(squeezed(text) for one in rows for text in one.answers))
    found = steps(answers)
    if found and len(found) == len(answers):
        by_key = {level_key(one): one for one in found.values()}
        return made_scale([by_key[key].title for key in in_order(by_key)])
    remarks.add("scale", "No column describes levels: the draft has our four steps, for you to describe.")
    return FOUR_STEP


# Ids and texts ------------------------------------------------------------------------------------------------------


def _numbered(  # noqa: PLR0913, PLR0917  what the rows came to, and where remarks on them go
    read: Sequence[Reading],
    rows: Sequence[Rows],
    title: str,
    keys: Mapping[str, str],
    kinds: Collection[str],
    unplaced: list[Unplaced],
    remarks: Remarks,
) -> tuple[list[DraftStrand], list[DraftIndicator]]:
    """Give every strand and indicator its id, in the order of the file."""
    strands: dict[tuple[str, ...], DraftStrand] = {}
    items = [
        (item, _path(item, reading, title, len(read) > 1))
        for reading, one in zip(read, rows, strict=True)
        for item in one.items
    ]
    counts: dict[str, int] = {}
    for _, path in items:
        for depth in range(1, len(path) + 1):
            _strand(strands, path[:depth], counts)
    ids = _Ids([item for item, _ in items])
    titles: dict[str, int] = {}
    indicators = []
    for item, path in items:
        strand = strands[tuple(part.casefold() for part in path)].id
        place = f"{item.sheet}!{item.cell}"
        made = ids.of(item, strand)
        if item.printed and made != item.printed:
            remarks.add("numbers that cannot be ids", f"{place}: the number '{item.printed}' became {made} here.")
            unplaced.append(Unplaced(item.sheet, _beside(item, read), item.printed, f"became the id {made}"))
        one = _indicator(item, made, strand, keys, kinds)
        key = squeezed(item.text) or item.text
        titles[key] = titles.get(key, 0) + 1
        if titles[key] > 1:
            remarks.add("texts that stand twice", f"{place} says what one before it says; {made} is kept beside it.")
            one = evolve(one, title=f"{one.title} ({titles[key]})")
        indicators.append(one)
    return list(strands.values()), indicators


class _Ids:
    """Gives each indicator its id: the printed one where it can be one, else its strand's letter and a number."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.printed = {item.printed.casefold() for item in items if is_indicator_id(item.printed)}
        self.taken: set[str] = set()
        self.counts: dict[str, int] = {}
        self.made: dict[str, int] = {}

    def of(self, item: Item, strand: str) -> str:
        made = item.printed if is_indicator_id(item.printed) else ""
        while made and made.casefold() in self.taken:
            key = item.printed.casefold()
            self.counts[key] = number = self.counts.get(key, 1) + 1
            made = f"{item.printed}-{number}" if is_indicator_id(f"{item.printed}-{number}") else ""
        while not made or made.casefold() in self.taken:
            self.made[strand] = number = self.made.get(strand, 0) + 1
            made = f"{strand}.{number}" if "." in strand else f"{strand}{number}"
            if made.casefold() in self.printed:
                made = ""
        self.taken.add(made.casefold())
        return made


def _beside(item: Item, read: Iterable[Reading]) -> str:
    number = item.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    columns = [one for reading in read if reading.sheet.name == item.sheet for one in reading.using("id")]
    return f"{column_letters(columns[0].place)}{number}" if columns else item.cell


def _path(item: Item, reading: Reading, title: str, several: bool) -> tuple[str, ...]:  # noqa: FBT001  private
    """Return the headings of an item; one that stands under none goes under its sheet's name, or the title."""
    if item.strand:
        return item.strand
    name = one_line(reading.sheet.name)
    worth = several or squeezed(name).rstrip("0123456789") not in _NO_NAMES
    return (name if worth and name else title,)


def _strand(strands: dict[tuple[str, ...], DraftStrand], path: Sequence[str], counts: dict[str, int]) -> None:
    key = tuple(part.casefold() for part in path)
    if key in strands:
        return
    above = strands[key[:-1]].id if len(key) > 1 else ""
    counts[above] = number = counts.get(above, 0) + 1
    strands[key] = DraftStrand(f"{above}.{number}" if above else column_letters(number - 1), path[-1], above or None)


def _indicator(item: Item, made: str, strand: str, keys: Mapping[str, str], kinds: Collection[str]) -> DraftIndicator:
    title = one_line(item.text)
    statement = [*item.statement]
    if len(title.split()) > _LONGEST_TITLE or len(title) > _LONGEST_NAME or "\n" in item.text.strip():
        statement.insert(0, item.text)
        title = _shortened(title)
    guidance = item.guidance
    if not statement and guidance:
        statement, guidance = guidance, []
    evidence = [kind for text in item.look_for if (kind := _kind(text, kinds)) is not None]
    return DraftIndicator(
        made,
        strand,
        title or made,
        "\n".join(statement),
        tuple(text for text in item.look_for if _kind(text, kinds) is None),
        tuple(dict.fromkeys(evidence)),
        {voice: tuple(texts) for voice, texts in item.ask.items()},
        {keys[key]: "\n".join(texts) for key, texts in item.levels.items() if key in keys},
        tuple(guidance),
        f"{item.sheet}!{item.cell}",
    )


def _kind(text: str, kinds: Collection[str]) -> str | None:
    """Return the kind of evidence that a text names and nothing else: 'Learning walks', 'Pupil voice'."""
    key = squeezed(text)
    return next((one for one in kinds if key in {squeezed(one), squeezed(one) + "s"}), None)


def _shortened(title: str) -> str:
    """Return a title of a few words: the first sentence where it is short, else the first words."""
    end = _SENTENCE.search(title)
    first = title[: end.start()] if end else ""
    if first and len(first.split()) <= _LONGEST_TITLE and len(first) <= _LONGEST_NAME:
        return first
    return " ".join(title.split()[:_SHORTENED])[: _LONGEST_NAME - 2].rstrip(" ,;:.-") + " …"
