"""A long note in an editor: whatever the editor does, the text of before is there, and nothing is left lying about."""

import os
import signal
import stat
import sys
import tempfile
import time
from pathlib import Path

import pytest

import inclusion_core as ic
from inclusion_tui.notes import editor
from inclusion_tui.notes.editor import edit, editor_of

TEXT = "calm start\n\nvisual timetable [/b]"
WORKS = "p.write_text(p.read_text() + 'and more\\n')"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own, and an editor that is never too quick."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(editor, "_AT_ONCE_S", 0.0)
    return tmp_path


def fake(does: str) -> list[str]:
    """Return an editor that does this with the file, `p`."""
    return [sys.executable, "-c", f"import sys, os, signal; from pathlib import Path; p = Path(sys.argv[1]); {does}"]


def test_what_the_editor_wrote_is_the_text(folders: Path) -> None:
    """The text comes back as it was saved, without the line end that editors add, and no file is left."""
    done = edit(TEXT, fake(WORKS))
    assert done == (f"{TEXT}\nand more", "", False)
    assert list(folders.iterdir()) == []


@pytest.mark.parametrize("text", ["", "one", "one\n", "one\n\n", "é 学校 \u202e"])
def test_a_text_that_is_only_looked_at_stays_to_the_character(folders: Path, text: str) -> None:
    """Saving without a change changes nothing, whatever the text ends with."""
    done = edit(text, fake("p.write_bytes(p.read_bytes())"))
    assert done.text is None
    assert not done.wrong
    assert list(folders.iterdir()) == []


def test_the_file_is_for_its_owner_alone(folders: Path) -> None:
    """Folder and file can be read by nobody else, and the file is named as a text."""
    edit(TEXT, fake("print(oct(p.stat().st_mode), oct(p.parent.stat().st_mode), p.name, file=open('told', 'w'))"))
    told = Path("told")
    file, folder, name = told.read_text(encoding="utf-8").split()
    told.unlink()
    assert stat.S_IMODE(int(file, 8)) == 0o600
    assert stat.S_IMODE(int(folder, 8)) == 0o700
    assert name == "note.txt"
    assert list(folders.iterdir()) == []


@pytest.mark.parametrize(
    ("does", "says", "kept"),
    [
        (f"{WORKS}; sys.exit(1)", "ended with 1", True),
        ("sys.exit(2)", "ended with 2", False),
        (f"{WORKS}; os.kill(os.getpid(), signal.SIGKILL)", "was ended by signal 9", True),
        ("p.write_text('')", "left nothing", False),
        ("p.write_text(' \\n ')", "left nothing", False),
        ("p.unlink()", "left no text", False),
        ("p.rename(p.with_name('mine.txt'))", "left no text", True),
        ("p.write_bytes(b'\\xff\\xfe\\x00')", "left no text", True),
        ("p.unlink(); p.mkdir()", "left no text", True),
    ],
)
def test_where_the_editor_fails_the_text_is_as_it_was(folders: Path, does: str, says: str, kept: bool) -> None:  # noqa: FBT001
    """Ended with an error, killed, emptied, renamed, garbled: the old text stands, and what was written is named."""
    done = edit(TEXT, fake(does))
    assert done.text is None
    assert done.wrong
    assert says in done.says
    assert "as it was" in done.says
    left = list(folders.iterdir())
    assert bool(left) == kept
    assert all(str(one) in done.says for one in left)


def test_a_text_that_was_begun_empty_may_stay_empty(folders: Path) -> None:
    """Leaving an editor without writing anything is no failure."""
    done = edit("", fake("pass"))
    assert (done.text, done.wrong) == (None, False)
    assert list(folders.iterdir()) == []


def test_an_editor_with_a_window_of_its_own_is_told_to_wait(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that returns at once with nothing changed may still be at work: the file stays, and its place is said."""
    monkeypatch.setattr(editor, "_AT_ONCE_S", 60.0)
    done = edit(TEXT, fake("pass"))
    assert done.text is None
    assert "--wait" in done.says
    assert [str(one) in done.says for one in folders.iterdir()] == [True]


def test_an_editor_that_is_not_there_is_said(folders: Path) -> None:
    """The sentence names it and what to set; nothing is left."""
    done = edit(TEXT, ["no-such-editor-here"])
    assert done.text is None
    assert done.wrong
    assert "no-such-editor-here" in done.says
    assert "$EDITOR" in done.says
    assert list(folders.iterdir()) == []


def interrupt() -> None:
    """Interrupt this process, as ctrl-C does."""
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(5)


def test_ctrl_c_is_the_editor_s(folders: Path) -> None:
    """An interrupt that reaches us too, as from a terminal, does not end us; the editor has its own say over it."""
    done = edit(TEXT, fake(f"os.kill(os.getppid(), signal.SIGINT); {WORKS}"))
    assert done.text is not None
    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert list(folders.iterdir()) == []


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"EDITOR": "vim -u NONE"}, ["vim", "-u", "NONE"]),
        ({"VISUAL": "code --wait", "EDITOR": "vi"}, ["code", "--wait"]),
        ({"VISUAL": "  ", "EDITOR": "'/opt/my editor/run' -n"}, ["/opt/my editor/run", "-n"]),
    ],
)
def test_an_editor_has_arguments(environment: dict[str, str], command: list[str]) -> None:
    """`$VISUAL` comes before `$EDITOR`, and either is read as a shell would."""
    assert editor_of(environment) == command


def test_an_editor_that_cannot_be_read_is_said() -> None:
    """An open quote is no command."""
    with pytest.raises(ic.NotAllowed, match=r"\$EDITOR cannot be read"):
        editor_of({"EDITOR": "vim 'open"})


def test_without_any_editor_it_is_said_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is set and nothing is found, the sentence says what to do."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(ic.NotAllowed, match=r"Set \$EDITOR"):
        editor_of({})


def test_what_is_left_of_an_editor_that_was_killed_is_reached_by_blanking(workspace: Path) -> None:
    """The file lies among the review's drafts, where blanking takes a name out of it as out of every other."""
    with ic.open_workspace(workspace) as there:
        with there.session("demo-alnside") as session:
            drafts = session.folder / "drafts"
        edit("Zebedee Quill was calm.", fake("p.rename(p.with_name('.note.swp')); os.kill(os.getpid(), 9)"), drafts)
        (left,) = drafts.glob("editing-*/*")
        assert "Zebedee Quill" in left.read_text(encoding="utf-8")
        there.blank("Zebedee Quill")
        assert "Zebedee" not in left.read_text(encoding="utf-8")
