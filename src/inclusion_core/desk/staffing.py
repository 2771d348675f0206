"""The small groups of a school at the desk: kept, changed one at a time, taken back, read from a table and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from inclusion_core.analysis.ratio_words import (
    NEVER,
    adults_in_words,
    money,
    plain,
    summary,
    within_in_words,
)
from inclusion_core.analysis.ratios import GroupRatio, Ratios, ratios
from inclusion_core.desk.frameworks import write_new
from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.exchange.group_rows import (
    EXAMPLE,
    amount,
    groups_table,
    line_of,
    read_groups,
    read_line,
    whole,
    written,
)
from inclusion_core.identifiers import nearest
from inclusion_core.model.staffing import ADULT_KINDS, MEASURE, WEEKS, Adults, SmallGroup, Staffing
from inclusion_core.store.review.commands import clean
from inclusion_core.store.staffing import staffing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from inclusion_core.desk import Desk

__all__ = [
    "ADULT_KINDS",
    "EXAMPLE",
    "MEASURE",
    "NEVER",
    "WEEKS",
    "Adults",
    "GroupRatio",
    "Ratios",
    "SmallGroup",
    "Staffing",
    "add_group",
    "adults_in_words",
    "amount",
    "change_group",
    "change_staffing",
    "groups_table",
    "keep_groups",
    "kept_groups",
    "line_of",
    "money",
    "more_adults",
    "more_pupils",
    "plain",
    "read_groups",
    "read_line",
    "reckoned",
    "summary",
    "take_out_group",
    "undo_staffing",
    "whole",
    "within_in_words",
    "write_groups",
    "written",
]


def kept_groups(desk: Desk, school: str) -> Staffing:
    """Return what a school keeps; without groups where nothing is kept yet.

    Raises UnknownName for no such school, InvalidFile where the file cannot be read.
    """
    return _kept(desk, school)[0]


def reckoned(kept: Staffing) -> Ratios:
    """Reckon what a school keeps against its own measure, weeks and budget line."""
    return ratios(kept.groups.values(), measure=kept.measure, weeks=kept.weeks, budget=kept.budget)


def add_group(desk: Desk, school: str, group: SmallGroup, **settings: Any) -> Staffing:  # noqa: ANN401  as below
    """Keep one more group, the last; `settings` as `change_staffing` has them.

    Raises NotAllowed where one of its name is there, else as `kept_groups` and `Book`.
    """

    def make(was: Staffing) -> Staffing:
        made = evolve(_named_well(evolve(group, id=""), was), id=_new_id(was.groups))
        return evolve(was, groups={**was.groups, made.id: made}, **settings)

    return _change(desk, school, make)


def change_group(desk: Desk, school: str, name: str, make: Callable[[SmallGroup], SmallGroup]) -> SmallGroup:
    """Change the group of this id or name by a function of how it stands. Raises UnknownName, else as `add_group`."""
    made: list[SmallGroup] = []

    def change(was: Staffing) -> Staffing:
        found = _group_named(was, name)
        will = evolve(make(found), id=found.id)
        made.append(will if will.name == found.name else _named_well(will, was))
        return evolve(was, groups={**was.groups, found.id: made[-1]})

    _change(desk, school, change)
    return made[-1]


def more_pupils(desk: Desk, school: str, name: str, by: int) -> SmallGroup:
    """Let a group have so many pupils more, or fewer. Raises as `change_group`, NotAllowed for none."""
    return change_group(desk, school, name, lambda was: evolve(was, pupils=was.pupils + by))


def more_adults(desk: Desk, school: str, name: str, by: int) -> SmallGroup:
    """Let a group have so many more, or fewer, of its first kind of adult. Raises as `more_pupils`."""

    def make(was: SmallGroup) -> SmallGroup:
        first, *rest = was.adults
        return evolve(was, adults=(evolve(first, count=first.count + by), *rest))

    return change_group(desk, school, name, make)


def take_out_group(desk: Desk, school: str, name: str) -> SmallGroup:
    """Keep the group of this id or name no more; `undo_staffing` brings it back. Raises UnknownName."""
    gone: list[SmallGroup] = []

    def make(was: Staffing) -> Staffing:
        gone.append(_group_named(was, name))
        return evolve(was, groups={key: one for key, one in was.groups.items() if key != gone[-1].id})

    _change(desk, school, make)
    return gone[-1]


def keep_groups(desk: Desk, school: str, groups: Iterable[SmallGroup], **settings: Any) -> Staffing:  # noqa: ANN401  as change_staffing
    """Keep these groups instead of those that are kept; one of the same name keeps its id. `settings` as below."""
    given = tuple(groups)

    def make(was: Staffing) -> Staffing:
        ids = {one.name.casefold(): key for key, one in was.groups.items()}
        there: dict[str, SmallGroup] = {}
        for one in given:
            key = ids.pop(one.name.casefold(), None) or _new_id({**was.groups, **there})
            there[key] = evolve(one, id=key, name=clean(one.name.strip(), "The name"))
        return evolve(was, groups=there, **settings)

    return _change(desk, school, make)


def change_staffing(desk: Desk, school: str, **settings: Any) -> Staffing:  # noqa: ANN401  fields of Staffing
    """Set what all groups are held against: `per_support`, `per_teacher`, `weeks`, `budget`. Raises NotAllowed."""
    return _change(desk, school, lambda was: evolve(was, **settings))


def undo_staffing(desk: Desk, school: str) -> Staffing | None:
    """Take back the last change of a school's groups; twice does it again. Raises NotAllowed, Conflict, InvalidFile."""
    kept, _ = _kept(desk, school)
    return staffing_of(desk.workspace).undo(kept.id)


def write_groups(kept: Staffing, path: Path) -> int:
    """Write what a school keeps as the table that `read_groups` reads; return how many groups it has.

    Raises NotAllowed where there is none, Conflict where the file is there, StorageFailed.
    """
    if not kept.groups:
        raise NotAllowed("No group is kept yet, so nothing was written.")
    write_new(path, groups_table(kept.groups.values()))
    return len(kept.groups)


# Inside -------------------------------------------------------------------------------------------------------------


def _kept(desk: Desk, school: str) -> tuple[Staffing, bool]:
    """Return what a school keeps, and whether it keeps anything yet."""
    found, book = find_school(desk, school), staffing_of(desk.workspace)
    there = {one.id: one for one in book.all()}
    if found.id not in there:
        if (book.folder / f"{found.id}.toml").exists():
            book.one(found.id)  # says what is wrong with the file
        return Staffing(found.id, found.name), False
    return there[found.id], True


def _change(desk: Desk, school: str, make: Callable[[Staffing], Staffing]) -> Staffing:
    kept, there = _kept(desk, school)
    book = staffing_of(desk.workspace)
    return book.change(kept.id, make) if there else book.put(make(kept), new=True)


def _new_id(there: Mapping[str, SmallGroup]) -> str:
    numbers = [int(one[2:]) for one in there if one.startswith("g-") and one[2:].isdecimal()]
    return f"g-{max(numbers, default=0) + 1}"


def _named_well(group: SmallGroup, was: Staffing) -> SmallGroup:
    name = clean(group.name.strip(), "The name")
    if not name:
        raise NotAllowed("A group needs a name. Give it one that names no pupil, such as Reading 1.")
    if any(one.name.casefold() == name.casefold() and one.id != group.id for one in was.groups.values()):
        raise NotAllowed(f"There is a group '{name}' already. Give this one another name, or change that one.")
    return evolve(group, name=name)


def _group_named(was: Staffing, name: str) -> SmallGroup:
    if name in was.groups:
        return was.groups[name]
    groups = was.groups.values()
    found = [one for one in groups if one.name == name]
    found = found or [one for one in groups if name and one.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    names = [one.name for one in was.groups.values()]
    raise UnknownName("group", name, nearest=nearest(name, names), known=tuple(names))
