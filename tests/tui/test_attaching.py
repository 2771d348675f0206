"""A file that goes with evidence: its name completed, and a sentence for what cannot go with it."""

import os
from pathlib import Path

import pytest

import inclusion_core as ic
from inclusion_tui.notes.attaching import attachable, complete


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a few files, which is where we are and at home."""
    for name in ("plan.pdf", "plan of the hall.png", "register.csv", ".hidden"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "policies").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "longer", "says"),
    [
        ("reg", "register.csv", ""),
        ("pl", "plan", "plan of the hall.png, plan.pdf"),
        ("pol", f"policies{os.sep}", ""),
        ("", "", "plan of the hall.png, plan.pdf, policies/, register.csv"),
        (".h", ".hidden", ""),
        ("nothing", "nothing", "Nothing in '.' begins with 'nothing'."),
        ("no/such", "no/such", "There is no folder 'no'."),
    ],
)
def test_a_name_is_completed_as_far_as_it_is_certain(folder: Path, typed: str, longer: str, says: str) -> None:
    """What several files have in common is filled in, and they are named; hidden ones where a dot was typed."""
    assert folder
    assert complete(typed) == (longer, says)


def test_home_is_where_a_tilde_points(folder: Path) -> None:
    """`~/reg` completes to the file at home."""
    assert complete("~/reg")[0] == str(folder / "register.csv")
    assert attachable("~/register.csv") == folder / "register.csv"


@pytest.mark.parametrize("typed", ["'{}'", '"{}"', " {} ", "file://{}"])
def test_a_file_dropped_on_the_terminal_is_that_file(folder: Path, typed: str) -> None:
    """Quotes and `file:` are no part of its name, and neither are escaped spaces."""
    path = folder / "plan of the hall.png"
    given = typed.format(str(path).replace(" ", "%20") if typed.startswith("file") else path)
    assert attachable(given) == path
    assert attachable(str(path).replace(" ", r"\ ")) == path


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("plam.pdf", "There is no file 'plam.pdf'. Did you mean plan.pdf?"),
        ("policies", "'policies' is a folder. Attach one file at a time."),
        ("/dev/null", "'/dev/null' is no file with content of its own."),
        ("plan.pdf/x", "cannot be attached"),
        ("x" * 5000, "cannot be attached"),
        ("\x00", "cannot be attached"),
        ("\x1b[2J", "␛[2J"),
    ],
)
def test_what_cannot_be_attached_is_said_in_a_sentence(folder: Path, typed: str, says: str) -> None:
    """A slip is answered with the nearest name, anything else with why; nothing in the sentence acts."""
    assert folder
    with pytest.raises(ic.NotAllowed) as refused:
        attachable(typed)
    assert says in str(refused.value)
    assert "\x1b" not in str(refused.value)


def test_a_pipe_is_refused_before_it_is_read(folder: Path) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(folder / "pipe")
    with pytest.raises(ic.NotAllowed, match="no file with content"):
        attachable("pipe")


def test_a_file_that_is_too_large_is_said_with_its_size(folder: Path) -> None:
    """The sentence says how large it is and what is the most."""
    with (folder / "film.mp4").open("wb") as file:
        file.truncate(ic.ATTACHMENT_LIMIT + 1)
    with pytest.raises(ic.NotAllowed, match=r"has 100 MB, and 100 MB is the most"):
        attachable("film.mp4")
