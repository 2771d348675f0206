"""The lines of a book's journal: a thing put there whole, gone, or changed in some places; and what they come to.

A change is a merge patch (RFC 7396) over the thing's table: what is named takes the place of what was there, tables go
into tables, and null takes a key out. TOML has no null, so nothing that a table can hold is lost by that. A year of
changes to one large thing so costs what was changed, and not the thing again each time. Where a patch would not give
the order of keys, the thing is put there whole.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from inclusion_core.store.review.journal import Journal
    from inclusion_core.store.review.rows import Command, Line

    Table = dict[str, Any]

_DAY = "day"


class BookLines:
    """What the lines of a book's journal come to, read on from where they were last looked at."""

    def __init__(self, noun: str, journal: Journal) -> None:
        self._put, self._remove, self._change = f"put-{noun}", f"remove-{noun}", f"change-{noun}"
        self._journal = journal
        self._read = (journal.rewritten, 0)
        self.stands: dict[str, Table | None] = {}
        self.last: dict[str, Line] = {}

    def pull(self) -> None:
        """Read what was appended since, by whomever: `stands` is each thing's table, None for gone; `last` its line."""
        self._journal.pull()
        rewritten, known = self._read
        if rewritten != self._journal.rewritten:
            self.stands, self.last, known = {}, {}, 0
        for line in self._journal.lines[known:]:
            name = self.name_of(line)
            if name:
                self.stands[name] = self.after(self.stands.get(name), line.do)
                self.last[name] = line
        self._read = (self._journal.rewritten, len(self._journal.lines))

    def course(self, name: str) -> Iterator[tuple[Line, Table | None]]:
        """Yield each line about one thing, the oldest first, with the thing's table after it."""
        table: Table | None = None
        for line in self._journal.lines:
            if self.name_of(line) == name:
                table = self.after(table, line.do)
                yield line, table

    def name_of(self, line: Line) -> str:
        """Return the id of the thing that a line is about; empty for a line of another sort."""
        for verb in (self._put, self._change, self._remove):
            data = line.do.get(verb)
            if isinstance(data, dict):
                return str(data.get("id", ""))
        return ""

    def after(self, table: Table | None, do: Command) -> Table | None:
        """Return a thing's table after what a line does; a change of what is not there leaves it so."""
        if self._put in do:
            return dict(do[self._put])
        change = do.get(self._change)
        if isinstance(change, dict) and isinstance(change.get("to"), dict):
            return None if table is None else patched(table, change["to"])
        return None

    def putting(self, old: Table | None, new: Table) -> tuple[Command, Command]:
        """Return what makes the new table of the old one (None: it is not there), and what takes that back."""
        if old is None:
            return {self._put: new}, {self._remove: {"id": new["id"]}}
        return self._way(old, new), self._way(new, old)

    def _way(self, old: Table, new: Table) -> Command:
        patch = patch_of(old, new)
        if repr(patched(old, patch)) != repr(new):  # what comes back in the middle would stand at the end
            return {self._put: new}
        return {self._change: {"id": new["id"], "to": patch}}

    def whole(self, old: Table, new: Table) -> tuple[Command, Command]:
        """Return the same with both tables whole, for where the lines do not lead to the old one."""
        return {self._put: new}, {self._put: old}


def patch_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> Table:
    """Return the merge patch that makes `new` of `old`; neither may hold None.

    >>> patch_of({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"c": 4, "d": 3}})
    {'a': None, 'b': {'c': 4}}
    """
    patch: Table = {key: None for key in old if key not in new}
    for key, value in new.items():
        was = old.get(key)
        if isinstance(value, dict) and isinstance(was, dict):
            if inside := patch_of(was, value):
                patch[key] = inside
        elif key not in old or repr(was) != repr(value):  # == takes True for 1
            patch[key] = value
    return patch


def patched(table: Mapping[str, Any], patch: Mapping[str, Any]) -> Table:
    """Return a table after a merge patch; the table itself stays as it is.

    >>> patched({"a": 1, "b": {"c": 2, "d": 3}}, {"a": None, "b": {"c": 4}})
    {'b': {'c': 4, 'd': 3}}
    """
    made = dict(table)
    for key, value in patch.items():
        if value is None:
            made.pop(key, None)
        elif isinstance(value, dict) and isinstance(was := made.get(key), dict):
            made[key] = patched(was, value)
        else:
            made[key] = value
    return made


def dated(value: Any) -> Any:  # noqa: ANN401  any value a table has
    """Return a table as JSON has it: a day is `{"day": "2026-11-25"}`, so that it comes back as one.

    A decimal is a text such as `29/2`, which is read as the same exact number.
    """
    if isinstance(value, dt.date):
        return {_DAY: value.isoformat()}
    if isinstance(value, Decimal):
        return "{}/{}".format(*value.as_integer_ratio())
    if isinstance(value, dict):
        return {key: dated(one) for key, one in value.items()}
    return [dated(one) for one in value] if isinstance(value, list) else value


def undated(value: Any) -> Any:  # noqa: ANN401  as above
    """Return a table as it was before `dated`."""
    if isinstance(value, dict):
        if value.keys() == {_DAY} and isinstance(value[_DAY], str):
            with suppress(ValueError):
                return dt.date.fromisoformat(value[_DAY])
        return {key: undated(one) for key, one in value.items()}
    return [undated(one) for one in value] if isinstance(value, list) else value
