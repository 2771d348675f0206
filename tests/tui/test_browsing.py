"""A path as it is typed, and what lies in a folder."""

import os
import sys
from pathlib import Path

import pytest

from inclusion_tui.browsing import Entry, beginning_so, certain, entries, parted, path_of


def test_files_come_newest_first_and_folders_after_them(tmp_path: Path) -> None:
    """The file that came last is on top; folders stand below, by name; a link that leads nowhere is a file."""
    for name, when in (("old.toml", 1), ("new.toml", 3), ("mid.toml", 2)):
        (tmp_path / name).write_text("x", encoding="utf-8")
        os.utime(tmp_path / name, (when, when))
    for name in ("b", "A"):
        (tmp_path / name).mkdir()
    if sys.platform != "win32":
        (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    found = [one.name for one in entries(tmp_path)]
    assert [one for one in found if one != "nowhere"] == ["new.toml", "mid.toml", "old.toml", "A", "b"]
    assert next(one for one in entries(tmp_path) if one.name == "new.toml").size == 1


def test_hidden_names_are_shown_where_they_are_begun() -> None:
    """A name that begins with a dot is left out until a dot is typed; capitals do not matter."""
    found = [Entry(one, is_folder=False) for one in (".secret", "Alnside", "aln", "bede")]
    assert [one.name for one in beginning_so(found, "ALN")] == ["Alnside", "aln"]
    assert [one.name for one in beginning_so(found, "")] == ["Alnside", "aln", "bede"]
    assert [one.name for one in beginning_so(found, ".")] == [".secret"]


@pytest.mark.parametrize(
    ("names", "sure"),
    [(["alnside", "alnwick"], "aln"), (["aln", "alnside"], "aln"), (["a"], "a"), (["a", "b"], ""), (["ä1", "ä2"], "ä")],
)
def test_what_is_certain_is_what_all_begin_with(names: list[str], sure: str) -> None:
    """Letter by letter, in any script."""
    assert certain(names) == sure


def test_a_path_may_be_in_quotation_marks_and_in_one_s_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that was copied with its marks is the path; `~` is one's own folder, of nobody else is as it stands."""
    monkeypatch.setenv("HOME", "/home/ak")
    monkeypatch.setenv("USERPROFILE", "/home/ak")
    assert path_of("'/tmp/a b'") == Path("/tmp/a b")  # noqa: S108  only compared
    assert path_of("~/x") == Path("/home/ak/x")
    assert path_of("~nobody-here-x/y") == Path("~nobody-here-x/y")


@pytest.mark.skipif(sys.platform == "win32", reason="its terminals write a dropped file in another way")
@pytest.mark.parametrize(
    ("typed", "folder", "begins"),
    [
        ("~/Downloads//media/a.inclusion", "/media/", "a.inclusion"),
        (r"~/Downloads//media/my\ stick/a.toml ", "/media/my stick/", "a.toml"),
        ("~/'/media/my stick/a.toml' ", "/media/my stick/", "a.toml"),
        ("~/file:///media/my%20stick/a.toml", "/media/my stick/", "a.toml"),
        ("file:///media/a.toml", "/media/", "a.toml"),
        ("~/Downloads/~/a.toml", "~/", "a.toml"),
        ("//server/share/a", "//server/share/", "a"),
        ("~/Downloads/profile: a.toml", "~/Downloads/", "profile: a.toml"),
        ("~/it's/a.toml", "~/it's/", "a.toml"),
    ],
)
def test_a_file_that_is_dropped_behind_a_path_takes_its_place(typed: str, folder: str, begins: str) -> None:
    """A whole path behind the one that stood there is the one that is meant; any other is as it was typed."""
    assert parted(typed) == (folder, begins)
