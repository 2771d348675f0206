"""The rows of an audit tool: which text belongs to which indicator, and which belongs nowhere.

Every text of a sheet ends up in exactly one of two places: in an `Item`, a heading or a level, or in `unplaced`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from attrs import Factory, define, frozen

from inclusion_core.exchange.delimited import squeezed
from inclusion_core.exchange.framework_levels import Step, letter_step, step
from inclusion_core.exchange.inert import one_line
from inclusion_core.exchange.spreadsheet import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.exchange.framework_columns import Column, Reading
    from inclusion_core.exchange.spreadsheet import Sheet, SheetRow

_BULLET = re.compile(r"^[\s\u2022\u25aa\u25cf\u25e6\u2023\u00b7*\u2013\u2014-]+(?=\S)")
_LABELLED = re.compile(r"\s*(\S.{0,40}?)\s*[:=)\u2013\u2014.-]\s+(\S.*)", re.DOTALL)
_TOTALS = {"total", "totals", "subtotal", "overall", "overallscore", "score", "average", "overalltotal", "totalscore"}
_TYPICAL = 0.6

ABOVE = "stands above the table"
NO_USE = "no use was found for its column"
LEFT = "its column is left out: it is filled in by whoever uses the tool"
ANSWER = "an answer that somebody gave; a framework holds none"
HEADER = "heads several columns at once"
ALONE = "no indicator stands beside it"
EMPTY_HEADING = "a heading with nothing below it"
NO_LEVELS = "its levels could not be told apart"
OTHER_SHEET = "its sheet was not read as part of the table"
TOTAL = "looks like a total"


@frozen
class Unplaced:
    """A text that found no place in the draft: where it stands, and why."""

    sheet: str
    cell: str
    text: str
    why: str


@define
class Item:
    """An indicator in the making. `strand` is the headings it stands under, outermost first."""

    sheet: str
    cell: str
    text: str
    strand: tuple[str, ...]
    printed: str = ""
    statement: list[str] = Factory(list)
    look_for: list[str] = Factory(list)
    guidance: list[str] = Factory(list)
    ask: dict[str, list[str]] = Factory(dict)
    levels: dict[str, list[str]] = Factory(dict)


@define
class Rows:
    """What the rows of one sheet came to. `levels` are those met, by the key that items name them by."""

    items: list[Item] = Factory(list)
    unplaced: list[Unplaced] = Factory(list)
    levels: dict[str, tuple[Step, str]] = Factory(dict)
    answers: list[str] = Factory(list)


@define
class _Heading:
    text: str
    cell: str
    used: bool = False


def read_rows(reading: Reading) -> Rows:
    """Read every row of a sheet whose columns are known."""
    return _Reader(reading).rows()


def whole_sheet(sheet: Sheet, why: str = OTHER_SHEET) -> Iterator[Unplaced]:
    """Yield every text of a sheet that found no place."""
    for row in sheet.rows:
        for column, text in row.cells.items():
            yield Unplaced(sheet.name, f"{column_letters(column)}{row.number}", text, why)


def points(text: str) -> list[str]:
    r"""Return the lines of a cell without their bullets.

    >>> points("• one\n- two\n\n3 cubes")
    ['one', 'two', '3 cubes']
    """
    return [line for each in text.split("\n") if (line := _BULLET.sub("", each).strip())]


def labelled(text: str) -> list[tuple[Step, str]]:
    r"""Part a cell that holds all levels, one to a line; empty where its first line names none.

    >>> [(one.title, words) for one, words in labelled("R: no one\nA: some\nand more\nG - all")]
    [('Red', 'no one'), ('Amber', 'some\nand more'), ('Green', 'all')]
    """
    found: list[tuple[Step, str]] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        parts = _LABELLED.fullmatch(_BULLET.sub("", line))
        label = (letter_step(parts[1]) or step(parts[1])) if parts else None
        if parts and label is not None:
            found.append((label, parts[2].strip()))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line.strip()}")
        else:
            return []
    return found


def _same(one: str, other: str) -> bool:
    return one_line(one).casefold() == one_line(other).casefold()


def level_key(level: Step) -> str:
    """Return what a level is known by while a draft is made: its words, or its number."""
    return squeezed(level.title) or level.title


class _Reader:
    """Goes down the rows of one sheet, remembering the headings and the indicator it is at."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sheet = reading.sheet
        self.columns = {one.place: one for one in reading.columns}
        self.made = Rows()
        self.headings: list[_Heading | None] = [None, None]
        self.all_headings: list[_Heading] = []
        self.item: Item | None = None
        self.indicator = reading.using("indicator")[0].place
        self.header = {
            squeezed(text) for row in self.sheet.rows if row.number in reading.header for text in row.cells.values()
        }
        self.wide = {(area.top, area.left) for area in self.sheet.merged if area.right > area.left}
        self.carried = self._carried()
        self.full = self._mostly_full()

    def rows(self) -> Rows:
        for one in self.reading.using("level"):
            self.made.levels.setdefault(self._level_of(one), (one.step or Step(one.name), one.key))
        first = self.reading.header[0]
        for row in self.sheet.rows:
            if row.number in self.reading.header:
                self._header(row)
            elif row.number < first:
                for column in row.cells:
                    self._leave(row, column, ABOVE)
            elif not self._repeats_header(row):
                self._row(row)
        titles = {part for item in self.made.items for part in item.strand}
        self.made.unplaced += [
            Unplaced(self.sheet.name, one.cell, one.text, EMPTY_HEADING)
            for one in self.all_headings
            if not one.used and one_line(one.text) not in titles
        ]
        return self.made

    def _header(self, row: SheetRow) -> None:
        """Note the headers of columns that are not used, and those that a second header row has covered."""
        for column, text in row.cells.items():
            one = self.columns[column]
            if not one.use or squeezed(text) not in squeezed(one.name):
                self._leave(row, column, NO_USE if not one.use else HEADER)

    def _repeats_header(self, row: SheetRow) -> bool:
        return (
            len(row.cells) > 1
            and all(squeezed(text) in self.header for text in row.cells.values())
            and not any(not squeezed(text) for text in row.cells.values())
        )

    def _carried(self) -> dict[tuple[int, int], str]:
        """Return what vertically merged headings say in the rows below their first, by (row, column)."""
        texts = {row.number: row.cells for row in self.sheet.rows}
        numbers = list(texts)
        found: dict[tuple[int, int], str] = {}
        for area in self.sheet.merged:
            column = self.columns.get(area.left)
            text = texts.get(area.top, {}).get(area.left)
            if text and column is not None and area.bottom > area.top > self.reading.header[-1]:
                for number in numbers[bisect_right(numbers, area.top) : bisect_right(numbers, area.bottom)]:
                    found[number, area.left] = text
        return found

    def _mostly_full(self) -> bool:
        """Say whether most indicators have a number or descriptors beside them, so that one without is a heading."""
        beside = {one.place for one in self.columns.values() if one.use in {"id", "level", "levels", "grade"}}
        rows = [row.cells for row in self.sheet.rows if row.number > self.reading.header[-1]]
        rows = [cells for cells in rows if self.indicator in cells]
        return bool(rows) and sum(bool(beside & cells.keys()) for cells in rows) / len(rows) >= _TYPICAL

    def _leave(self, row: SheetRow, column: int, why: str) -> None:
        self.made.unplaced.append(
            Unplaced(self.sheet.name, f"{column_letters(column)}{row.number}", row.cells[column], why)
        )

    def _heading(self, row: SheetRow, column: int, depth: int) -> None:
        text = row.cells[column]
        cell = f"{column_letters(column)}{row.number}"
        now = self.headings[depth]
        if now is not None and _same(now.text, text):
            return
        made = _Heading(text, cell)
        self.headings[depth] = made
        if depth == 0:
            self.headings[1] = None
        self.all_headings.append(made)
        self.item = None

    def _row(self, row: SheetRow) -> None:
        if self._is_heading(row):
            self._heading(row, next(iter(row.cells)), 0)
            return
        beside = []
        for place in row.cells:
            use = self._use(place)
            if use in {"strand", "substrand"}:
                self._heading(row, place, ("strand", "substrand").index(use))
            elif place != self.indicator:
                beside.append(place)
        text = row.cells.get(self.indicator)
        if text is not None and squeezed(text) in _TOTALS:
            self.item = None
            for place in (self.indicator, *beside):
                self._leave(row, place, TOTAL)
            return
        if text is not None and not self._goes_on(text):
            self._begin(row, text)
        for place in beside:
            self._put(row, place)

    def _goes_on(self, text: str) -> bool:
        """Say whether an indicator that is written again is the one of the row above: each level has its own row."""
        return self.item is not None and bool(self.reading.using("grade")) and _same(self.item.text, text)

    def _begin(self, row: SheetRow, text: str) -> None:
        path = []
        for heading in self.headings:
            if heading is not None:
                heading.used = True
                path.append(one_line(heading.text))
        cell = f"{column_letters(self.indicator)}{row.number}"
        self.item = Item(self.sheet.name, cell, text, tuple(path))
        self.made.items.append(self.item)

    def _is_heading(self, row: SheetRow) -> bool:
        """Say whether a row is nothing but the heading of what comes below it."""
        if len(row.cells) != 1:
            return False
        (column,) = row.cells
        if column == self.indicator:
            return self._wide(row, column) or (self.full and not row.cells[column].endswith("?"))
        if self.reading.using("strand"):
            return False
        use = self._use(column)
        return (
            use in {"", "id"}
            and (column < self.indicator or self._wide(row, column))
            and (row.number, self.indicator) not in self.carried
        )

    def _wide(self, row: SheetRow, column: int) -> bool:
        return (row.number, column) in self.wide

    def _use(self, column: int) -> str:
        return self.columns[column].use if column in self.columns else ""

    def _put(self, row: SheetRow, column: int) -> None:  # noqa: C901, PLR0912  one branch for each use
        """Put one text where its column says, or among what found no place."""
        text, one, item = row.cells[column], self.columns.get(column), self.item
        use = one.use if one is not None else ""
        if one is None or not use:
            self._leave(row, column, NO_USE)
        elif use in {"leave", "rating"}:
            if use == "rating":
                self.made.answers.append(text)
            self._leave(row, column, LEFT if use == "leave" else ANSWER)
        elif item is None:
            self._leave(row, column, ALONE)
        elif use == "id":
            if item.printed:
                self._leave(row, column, ALONE)
            else:
                item.printed = text
        elif use == "statement":
            item.statement.append(text)
        elif use == "guidance":
            item.guidance.append(text)
        elif use == "look-for":
            item.look_for += points(text) or [text]
        elif use == "ask":
            item.ask.setdefault(one.key, []).extend(points(text) or [text])
        elif use == "level":
            item.levels.setdefault(self._level_of(one), []).append(text)
        else:
            self._level_text(row, one, text, item)

    def _level_of(self, column: Column) -> str:
        return column.key or level_key(column.step or Step(column.name))

    def _level_text(self, row: SheetRow, one: Column, text: str, item: Item) -> None:
        """Put a cell that says of itself which level it is about."""
        if one.use == "levels":
            found = labelled(text)
            if not found:
                self._leave(row, one.place, NO_LEVELS)
            for label, words in found:
                self._level(label, item).append(words)
            return
        grades = self.reading.using("grade")
        grade = row.cells.get(grades[0].place) if grades else None
        level = (step(grade) or letter_step(grade)) if grade else None
        if one.use == "grade":
            texts = [each.place for each in self.reading.using("descriptor")]
            if level is None or not any(place in row.cells for place in texts):
                self._leave(row, one.place, NO_LEVELS)
        elif level is None:
            self._leave(row, one.place, NO_LEVELS)
        else:
            self._level(level, item).append(text)

    def _level(self, level: Step, item: Item) -> list[str]:
        key = level_key(level)
        self.made.levels.setdefault(key, (level, ""))
        return item.levels.setdefault(key, [])
