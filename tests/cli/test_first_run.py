"""A newcomer's first minutes: nothing imported, nothing made."""

import shlex
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

FRAMEWORK = "universal-targeted-specialist"


def test_the_program_alone_says_three_ways_to_begin(run: Any, home: Path) -> None:
    """`inclusion` with nothing after it helps, and makes nothing on disk."""
    ran = run()
    assert ran.code == 0
    assert ran.out.count("inclusion ") >= 3
    assert "inclusion demo" in ran.out
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("schools", "list"), "inclusion schools add"),
        (("review", "list"), "inclusion review new"),
        (("framework", "list"), ""),
        (("plugins", "list"), ""),
        (("doctor",), ""),
    ],
)
def test_reading_an_empty_workspace_answers_and_leaves_no_trace(
    run: Any, home: Path, words: tuple[str, ...], hint: str
) -> None:
    """What only reads works where there is no workspace yet, says what to type next, and makes no folder."""
    ran = run(*words)
    assert ran.code == 0, ran.err
    assert hint in ran.err
    assert not home.exists()


def test_a_school_nobody_added_is_answered_with_the_command_that_adds_it(run: Any, home: Path) -> None:
    """`review new` for an unknown school says how to add it, and adds nothing."""
    ran = run("review", "new", "--school", "Alnside", "--framework", FRAMEWORK)
    assert ran.code == 2
    assert 'inclusion schools add "Alnside"' in ran.err
    assert ran.out == ""
    assert not list(home.rglob("*.toml"))


def test_from_a_name_to_a_score_in_four_commands(run: Any) -> None:
    """With nothing imported, a school's name is enough to begin a review and judge it."""
    assert (
        run("schools", "add", "Alnside First School").out == "Alnside First School is here as alnside-first-school.\n"
    )
    new = run("review", "new", "--school", "alnside first school", "--framework", FRAMEWORK)
    assert new.code == 0
    name = new.out.strip()
    assert run("judge", name[:4], "u4".upper(), "Secure").code == 0
    ran = run("score", name)
    assert "1 of 9 judged" in ran.out


def test_a_near_name_is_offered(run: Any) -> None:
    """A school's name that is nearly right is answered with the right one."""
    run("schools", "add", "Wansmere Middle School")
    ran = run("review", "new", "--school", "Wansmere", "--framework", FRAMEWORK)
    assert ran.code == 2
    assert "wansmere-middle-school" in ran.err


def test_an_unknown_command_is_answered_with_the_nearest(run: Any) -> None:
    """A mistyped command names the right one and exits 2."""
    ran = run("scor")
    assert ran.code == 2
    assert "Did you mean 'score'?" in ran.err


def test_the_demonstration_says_what_it_made_and_what_to_type(run: Any) -> None:
    """`demo` makes reviews of made-up schools, and each command it suggests works."""
    ran = run("demo")
    assert ran.code == 0, ran.err
    suggested = [line.split("  ")[1].strip() for line in ran.out.splitlines() if line.startswith("  inclusion")]
    assert len(suggested) == 5
    for command in suggested:
        assert run(*command.split()[1:]).code == 0, command
    assert "made up" in run("review", "list").out


def test_the_demonstration_twice_says_that_nothing_was_changed(run: Any) -> None:
    """A second `demo` leaves what was done in the first as it is, and says so."""
    assert "5 reviews added. Every school in it is made up." in run("demo").out
    first = run("review", "list").out
    assert run("judge", "demo-alnside", "U1", "starting").code == 0
    before = run("history", "demo-alnside").out
    assert "Nothing was added, and nothing was changed." in run("demo").out
    assert (run("review", "list").out, run("history", "demo-alnside").out) == (first, before)


def test_the_demonstration_leaves_real_work_alone(run: Any, review: str, home: Path) -> None:
    """Made beside a real review, it changes no byte of it."""
    folder = next((home / "reviews").glob(f"*/{review}"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run("demo").code == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_to_type_next_can_be_typed_as_it_stands(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a workspace was named, or the program is not on the path, each hint says so: copied, it works."""
    folder = tmp_path / "my work é"
    monkeypatch.setattr("sys.argv", [str(tmp_path / "bin" / "inclusion")])
    ran = run("--workspace", str(folder), "schools", "add", "Alnside First School")
    hint = next(line for line in ran.err.splitlines() if "review new" in line)
    words = shlex.split(hint.partition(": ")[2])
    assert words[:3] == [str(tmp_path / "bin" / "inclusion"), "--workspace", str(folder)]
    ran = run(*[word.replace("FRAMEWORK", FRAMEWORK) for word in words[1:]])
    assert ran.code == 0, ran.err
    words = shlex.split(next(line for line in ran.err.splitlines() if "--plain" in line).partition(": ")[2])
    ran = run(*words[1:], stdin="3\nstop\n")
    assert "Kept: U1 Secure." in ran.out
    assert f"--workspace '{folder}' assess" in ran.out
    for line in ("review show nowhere", "schools show Nowhere", "demo"):
        ran = run("--workspace", str(folder), *line.split())
        for hint in (ran.out + ran.err).splitlines():
            assert "inclusion " not in hint or f"--workspace '{folder}'" in hint, hint


def test_a_program_on_the_path_goes_by_its_name(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the path finds is called `inclusion` and nothing longer."""
    program = tmp_path / ("inclusion.exe" if sys.platform == "win32" else "inclusion")
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.argv", [str(program)])
    assert "Type: inclusion schools add" in run("schools", "list").err
    another = tmp_path / "another" / program.name
    another.parent.mkdir()
    another.touch(mode=0o755)
    monkeypatch.setattr("sys.argv", [str(another)])
    assert f"Type: {another} schools add" in run("schools", "list").err


def test_a_workspace_that_is_not_there_or_is_a_file_is_said_to_be(run: Any, tmp_path: Path) -> None:
    """A mistyped folder does not look as if everybody's work were gone, and a file is not taken for a folder."""
    ran = run("--workspace", "deom", "review", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "There is no folder deom yet" in ran.err
    (tmp_path / "notes.txt").touch()
    for words in (("schools", "list"), ("schools", "add", "Alnside")):
        ran = run("--workspace", "notes.txt", *words)
        assert ran.code == 2
        assert "notes.txt is a file, and work is kept in a folder" in ran.err


def test_a_tilde_is_the_home_folder(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--workspace=~/work`, which no shell expands, and `INCLUSION_HOME=~/work` make no folder called `~`."""
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "user"))
    assert run("--workspace=~/work", "schools", "add", "Alnside").code == 0
    monkeypatch.setenv("INCLUSION_HOME", "~/work")
    assert "Alnside" in run("schools", "list").out
    assert not (tmp_path / "~").exists()


def test_the_demonstration_at_a_terminal_does_without_the_screens(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the screens are not installed at all, `demo` typed at a terminal says what it made."""
    monkeypatch.setattr("inclusion_core.cli.screens.TUI", "inclusion_nowhere.app:run")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    ran = run("demo", tty=True)
    assert ran.code == 0, ran.err
    assert "demo-alnside" in ran.out
    ran = run("assess", "demo-alnside", tty=True)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("The screens are not installed. To answer on plain lines, type: inclusion assess")
    assert run("assess", "demo-alnside").err.startswith("This needs a terminal.")


def test_screens_that_lack_something_are_not_taken_for_missing(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the screens are installed and what they need is not, that is said, and not that there are none."""
    (tmp_path / "inclusion_broken.py").write_text("import nowhere_at_all\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("inclusion_core.cli.screens.TUI", "inclusion_broken:run")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    ran = run("assess", "any", tty=True)
    assert ran.code == 70
    assert "nowhere_at_all" in ran.err


def test_plain_letters_are_asked_for_where_the_screens_are_opened(
    run: Any, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--ascii` reaches the screens from `inclusion` and from `assess`, on whichever side the folder is named."""
    (tmp_path / "inclusion_told.py").write_text(
        "told = []\n\ndef run(folder, **given):\n    told.append((folder.name, given))\n    return 0\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("inclusion_core.cli.screens.TUI", "inclusion_told:run")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    told = import_module("inclusion_told").told
    for words in (["--ascii"], [], ["--workspace", "one", "--ascii"], ["--ascii", "--workspace=two"]):
        assert run(*words, tty=True).code == 0
    assert run("assess", "any", "--ascii", tty=True).code == 0
    asked = [(folder, given["ascii"]) for folder, given in told]
    assert asked == [(home.name, True), (home.name, False), ("one", True), ("two", True), (home.name, True)]
    assert run("--ascii", "score", "any").err.startswith("--ascii is for the screens")
    assert "not allowed" in run("assess", "any", "--ascii", "--plain").err
