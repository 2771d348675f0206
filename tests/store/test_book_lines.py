"""The lines of a book's journal: a change costs what it changes, and every line leads to what was kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inclusion_core.model.cluster import Cluster, DeclaredConflict, Member
from inclusion_core.store import book as book_module
from inclusion_core.store.book_lines import BookLines, dated, patch_of, patched, undated
from inclusion_core.store.partnership import clusters_of
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inclusion_core.store.book import Book

MANY = 120

leaves = st.one_of(
    st.text(max_size=3),
    st.booleans(),
    st.integers(0, 2),
    st.dates(),
    st.lists(st.one_of(st.integers(0, 2), st.booleans())),
)
tables = st.dictionaries(
    st.sampled_from("abcd"), st.recursive(leaves, lambda inside: st.dictionaries(st.sampled_from("abcd"), inside))
)


@settings(max_examples=400)
@given(tables, tables)
@example({"a": True, "b": {"c": 1}}, {"a": 1, "b": {"c": True}})
def test_a_patch_leads_from_any_table_to_any_other_and_back(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Both ways, to the type of each value (True is not 1), and neither table is changed by it."""
    one, other = dated(old), dated(new)
    before = repr((one, other))
    assert repr_of(patched(one, patch_of(one, other))) == repr_of(other)
    assert repr_of(patched(other, patch_of(other, one))) == repr_of(one)
    assert repr((one, other)) == before
    assert patch_of(one, one) == {}
    assert undated(dated(old)) == old


def repr_of(value: Any) -> str:
    """Return a table as a text that tells types apart and orders of keys not."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {repr_of(one)}" for key, one in sorted(value.items())) + "}"
    return repr(value)


def test_a_decimal_comes_into_the_journal_as_an_exact_text() -> None:
    """14.50 is written as 29/2, and a list of days as days."""
    assert dated({"rate": Decimal("14.50")}) == {"rate": "29/2"}
    assert undated(dated({"days": [dt.date(2026, 11, 25)]})) == {"days": [dt.date(2026, 11, 25)]}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace in which nothing is yet."""
    with Workspace.open(tmp_path / "ws") as found:
        yield found


def coast(conflicts: int = 0) -> Cluster:
    """Return a cluster with so many conflicts that were declared."""
    schools = {one: Member(one) for one in ("alnside", "moorside", "harbour")}
    return Cluster("coast", "Coast", schools, conflicts={one.id: one for one in map(conflict, range(conflicts))})


def conflict(number: int) -> DeclaredConflict:
    """Return one of them."""
    return DeclaredConflict(f"c-{number}", "alnside", "moorside", f"Number {number}: one head governs the other.")


def declare(book: Book[Cluster], number: int) -> Cluster:
    """Declare one more."""
    return book.change("coast", lambda was: evolve(was, conflicts={**was.conflicts, f"c-{number}": conflict(number)}))


def test_a_change_costs_what_it_changes(empty: Workspace) -> None:
    """A record more in a thing with 120 of them takes no more room than one in a small thing; each is undone alone."""
    book = clusters_of(empty)
    book.put(coast(MANY), new=True)
    journal = book.folder / "journal.jsonl"
    sizes = [journal.stat().st_size]
    for number in range(MANY, MANY + 20):
        declare(book, number)
        sizes.append(journal.stat().st_size)
    assert max(later - earlier for earlier, later in pairwise(sizes)) < 600
    assert sizes[0] > 10_000
    assert clusters_of(empty).one("coast") == coast(MANY + 20)
    assert clusters_of(empty).undo("coast") == coast(MANY + 19)
    assert clusters_of(empty).undo("coast") == coast(MANY + 20)
    course = clusters_of(empty).course("coast")
    assert [len(one.thing.conflicts) for one in course if one.thing] == [*range(MANY, MANY + 21), MANY + 19, MANY + 20]


def test_what_was_taken_out_of_the_middle_comes_back_to_its_place(empty: Workspace) -> None:
    """Undo gives the order of before, too: on the screen, in the file and where the file is gone."""
    book = clusters_of(empty)
    book.put(coast(4), new=True)
    book.change("coast", lambda was: evolve(was, conflicts={k: v for k, v in was.conflicts.items() if k != "c-1"}))
    assert list(book.undo("coast").conflicts) == ["c-0", "c-1", "c-2", "c-3"]
    (book.folder / "coast.toml").unlink()
    assert list(clusters_of(empty).one("coast").conflicts) == ["c-0", "c-1", "c-2", "c-3"]


def test_a_file_that_is_several_lines_behind_is_brought_on(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file was not written for a while, or is gone, the lines after it count, each of them."""
    book = clusters_of(empty)
    book.put(coast(1), new=True)
    declare(book, 1)
    with monkeypatch.context() as patch:
        patch.setattr(book_module.files, "write", lambda *_, **__: None)
        for number in (2, 3, 4):
            declare(book, number)
    path = book.folder / "coast.toml"
    assert "Number 2" not in path.read_text()
    assert clusters_of(empty).one("coast") == coast(5)
    path.unlink()
    assert clusters_of(empty).one("coast") == coast(5)


def test_the_lines_go_on_from_a_file_that_was_changed_by_hand(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was changed by hand is in the next line whole, so that no crash after it can lose it."""
    book = clusters_of(empty)
    book.put(coast(1), new=True)
    path = book.folder / "coast.toml"
    path.write_text(path.read_text().replace('title = "Coast"', 'title = "Shore"'))
    with monkeypatch.context() as patch:
        patch.setattr(book_module.files, "write", lambda *_, **__: None)
        declare(clusters_of(empty), 1)
        declare(clusters_of(empty), 2)
    assert clusters_of(empty).one("coast") == evolve(coast(3), title="Shore")
    path.unlink()
    assert clusters_of(empty).one("coast") == evolve(coast(3), title="Shore")


def test_undo_goes_back_to_what_was_there_though_the_journal_never_had_it(empty: Workspace) -> None:
    """After a change by hand, and after a journal that got lost, undo takes back the last change and nothing else."""
    book = clusters_of(empty)
    book.put(coast(1), new=True)
    path = book.folder / "coast.toml"
    path.write_text(path.read_text().replace('title = "Coast"', 'title = "Shore"'))
    declare(clusters_of(empty), 1)
    assert clusters_of(empty).undo("coast") == evolve(coast(1), title="Shore")
    (book.folder / "journal.jsonl").unlink()
    declare(clusters_of(empty), 1)
    assert clusters_of(empty).undo("coast") == evolve(coast(1), title="Shore")


def test_where_the_beginning_of_the_journal_is_gone_the_file_is_gone_on_from(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first line that a disk spoilt takes nothing with it: the file has it, and later lines are laid on that."""
    book = clusters_of(empty)
    book.put(coast(1), new=True)
    declare(book, 1)
    with monkeypatch.context() as patch:
        patch.setattr(book_module.files, "write", lambda *_, **__: None)
        declare(book, 2)
    journal = book.folder / "journal.jsonl"
    first, *others = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"#" * (len(first) - 1) + b"\n" + b"".join(others))
    assert clusters_of(empty).one("coast") == coast(3)
    declare(clusters_of(empty), 3)
    (book.folder / "coast.toml").unlink()
    assert clusters_of(empty).one("coast") == coast(4)


def test_a_journal_of_whole_lines_goes_on(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal as an earlier version wrote it, each line with the whole thing, is read, undone and gone on with."""
    book = clusters_of(empty)
    with monkeypatch.context() as patch:
        patch.setattr(BookLines, "putting", lambda self, old, new: self.whole(old or {"id": "coast"}, new))
        book.put(coast(1))
        declare(book, 1)
    assert "change-cluster" not in (book.folder / "journal.jsonl").read_text()
    assert clusters_of(empty).undo("coast") == coast(1)
    assert declare(clusters_of(empty), 1) == coast(2)
    assert "change-cluster" in (book.folder / "journal.jsonl").read_text()
    assert clusters_of(empty).undo("coast") == coast(1)


def test_another_window_s_change_is_gone_on_from(empty: Workspace) -> None:
    """Two books on one folder take turns, each seeing what the other did; blanking between them confuses neither."""
    one, other = clusters_of(empty), clusters_of(empty)
    one.put(coast(1), new=True)
    declare(other, 1)
    declare(one, 2)
    empty.blank("Number 1: one head governs")
    assert other.one("coast").conflicts["c-1"].because == "[blanked] the other."
    declare(other, 3)
    assert one.one("coast").conflicts.keys() == {"c-0", "c-1", "c-2", "c-3"}
    assert one.undo("coast") == other.one("coast")
    held = b"".join(each.read_bytes() for each in one.folder.rglob("*") if each.is_file())
    assert b"Number 1" not in held
