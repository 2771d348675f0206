"""The program as a process: what it prints where, hostile text, broken pipes, signals, disks that refuse."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inclusion_core.cli import main
from inclusion_core.cli.output import visible

SOURCE = Path(__file__).parents[2] / "src"
HOSTILE = "\x1b]0;title\x07\x1b[2J\x9b31m \u202egnp.exe\u2066 [/b] [@click=app.quit]x[/] \x01"


def program(home: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "INCLUSION_HOME": str(home), **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "inclusion_core.cli", *words], capture_output=True, env=environment, check=False, **more
    )


def test_hostile_text_is_shown_and_never_obeyed(run: Any, review: str) -> None:
    """No control character or change of direction from a note, name or reason reaches the terminal, in any command."""
    run("schools", "add", f"Evil {HOSTILE} School", "--id", "evil", "--town", HOSTILE)
    run("judge", review, "U1", "secure", "--because", HOSTILE)
    run("evidence", "add", review, "--kind", "observation", "--indicator", "U1", "--place", HOSTILE, HOSTILE)
    new = ("review", "new", "--school", "evil", "--framework", "universal-targeted-specialist", "--id", "evil")
    run(*new, "--title", HOSTILE)
    for words in (
        ("schools", "list"), ("schools", "show", "evil"), ("review", "list"), ("review", "show", "evil"),
        ("score", review, "--explain"), ("evidence", "list", review), ("history", review), ("report", review),
        ("report", "evil"), ("unseen", review), ("doctor",), ("schools", "show", HOSTILE),
        ("judge", HOSTILE, "U1", "secure"),
        (HOSTILE,), ("score", review, "--method", HOSTILE), ("framework", "show", HOSTILE),
        ("framework", "check", HOSTILE),
        ("plugins", "show", HOSTILE), ("report", review, "--format", HOSTILE), ("score", review, HOSTILE),
        ("compare", review, "--voices", "self", HOSTILE), ("judge", review, HOSTILE, "secure"),
    ):  # fmt: skip
        ran = run(*words)
        assert ran.code != 70, (words, ran.err)
        for text in (ran.out, ran.err):
            shown = text.replace("\n", "")
            assert shown.isprintable() or all(visible(mark) == mark for mark in shown), (words, text)
    ran = run("assess", review, "--plain", stdin="g U1\nv\n" + HOSTILE + "\ng " + HOSTILE + "\n")
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert "\x9b" not in ran.out


def test_json_escapes_what_a_terminal_would_obey(run: Any, review: str) -> None:
    """With --json the text comes back exactly, and the bytes are plain ASCII."""
    run("evidence", "add", review, "--kind", "observation", HOSTILE)
    ran = run("evidence", "list", review, "--json")
    assert ran.out.replace("\n", "").isprintable()
    assert ran.out.isascii()
    assert HOSTILE in [one["note"] for one in ran.json["evidence"]]


def test_brackets_are_only_brackets(run: Any, review: str) -> None:
    """Text that some screens take for markup is printed as it was typed."""
    run("evidence", "add", review, "--kind", "observation", "a [Y7] b [/b] done [link=x]y[/link]")
    assert "a [Y7] b [/b] done [link=x]y[/link]" in run("evidence", "list", review).out


def test_text_that_is_no_text_is_refused_before_it_is_kept(run: Any, review: str) -> None:
    """Half a character, as bytes that are not UTF-8 come in, is refused with a sentence and changes nothing."""
    before = run("history", review).out
    for words in (
        ("evidence", "add", review, "--kind", "observation", "bad \udcff byte"),
        ("judge", review, "U1", "secure", "--because", "bad \udcff byte"),
        ("schools", "add", "bad \udcff byte"),
    ):
        ran = run(*words)
        assert ran.code == 2, ran.err
        assert "not UTF-8" in ran.err
    piped = run("judge", review, "U1", "secure", "--because", "-", stdin="bad \udcff byte")
    assert piped.code == 2
    assert "not UTF-8" in piped.err
    assert run("history", review).out == before


def test_a_text_may_come_from_standard_input(run: Any, review: str) -> None:
    """`-` reads all of standard input, keeps its lines and drops the last line end."""
    run("judge", review, "U1", "secure", "--because", "-", stdin="one\r\ntwo\n")
    judgements = run("review", "show", review, "--json").json["judgements"]
    assert next(one for one in judgements if one["cell"] == "U1")["because"] == "one\ntwo"


def test_a_workspace_can_be_named_before_and_after_the_command(run: Any, tmp_path: Path) -> None:
    """`--workspace DIR` is understood on either side of the command, and with `=`."""
    other = tmp_path / "other"
    assert run("--workspace", str(other), "schools", "add", "Alnside").code == 0
    for words in (("--workspace", str(other), "schools", "list"), ("schools", "list", "--workspace", str(other)),
                  (f"--workspace={other}", "schools", "list")):  # fmt: skip
        assert "Alnside" in run(*words).out
    assert "Alnside" not in run("schools", "list").out


def test_help_is_there_for_everything(run: Any) -> None:
    """--help, help, help COMMAND and COMMAND --help answer on stdout with 0."""
    for words in (("--help",), ("help",), ("help", "score"), ("score", "--help"), ("schools", "import", "-h")):
        ran = run(*words)
        assert ran.code == 0
        assert ran.out
        assert not ran.err
    assert "--explain" in run("help", "score").out


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """--version prints the program's name and version, and nothing else."""
    from inclusion_core import __version__  # noqa: PLC0415  beside its only use

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"inclusion {__version__}\n"
    assert main(["-V"]) == 0


def test_a_fault_of_ours_is_a_sentence_and_code_70(run: Any, review: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error nobody foresaw prints no trace, says that it is ours to mend, and ends with 70."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom\x1b[2J")

    monkeypatch.setattr("inclusion_core.desk.results.score_review", broken)
    ran = run("score", review)
    assert ran.code == 70
    assert "ours to mend" in ran.err
    assert "\x1b" not in ran.err
    assert "Traceback" not in ran.err


def test_a_review_that_somebody_holds_is_code_4(run: Any, review: str, home: Path) -> None:
    """While another program holds the lock a change is refused with 4, and reading still works."""
    from inclusion_core.store import files  # noqa: PLC0415  beside its only use
    from inclusion_core.store.review.session import LOCK  # noqa: PLC0415  as above

    folder = next(home.rglob("journal.jsonl")).parent
    with files.locked(folder / LOCK):
        ran = subprocess.run(
            [sys.executable, "-m", "inclusion_core.cli", "judge", review, "U1", "secure"],
            env={**os.environ, "PYTHONPATH": str(SOURCE), "INCLUSION_HOME": str(home)},
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 4, ran.stderr
        assert run("score", review).code == 0
    assert run("judge", review, "U1", "secure").code == 0


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permissions there")
def test_a_read_only_workspace_can_be_read_and_refuses_changes_with_4(run: Any, review: str, home: Path) -> None:
    """Every reading command works on a workspace that cannot be written; a change is 4; nothing in it moves."""
    if os.geteuid() == 0:
        _as_if_not_allowed(run, review, home)
        return
    _read_only(run, review, home)


def _as_if_not_allowed(run: Any, review: str, home: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:  # root may write anywhere, so the question itself is answered otherwise
        real = os.access
        patch.setattr(os, "access", lambda path, mode, **more: mode != os.W_OK and real(path, mode, **more))
        _read_only(run, review, home)


def _read_only(run: Any, review: str, home: Path) -> None:
    before = {one: one.read_bytes() for one in home.rglob("*") if one.is_file()}
    for words in (("score", review), ("schools", "list"), ("review", "list"), ("report", review)):
        assert run(*words).code == 0, words
    looked = run("doctor")
    assert (looked.code, "nothing is wrong" in looked.out, "can only be read" in looked.err) == (0, True, True)
    for words in (
        ("judge", review, "U1", "secure"), ("undo", review), ("schools", "add", "New"), ("blank", review, "Seen in"),
        ("evidence", "add", review, "--kind", "data", "x y"), ("review", "erase", review),
        ("assess", review, "--plain"),
        ("redo", review),
    ):  # fmt: skip
        ran = run(*words, stdin="3\n")
        assert ran.code == 4, (words, ran.err)
    assert {one: one.read_bytes() for one in home.rglob("*") if one.is_file()} == before


def test_reading_commands_leave_every_byte_and_make_no_file(run: Any, review: str, home: Path) -> None:
    """What only reads leaves no trace: no lock, no index, no snapshot."""
    before = {one: one.read_bytes() for one in home.rglob("*") if one.is_file()}
    for words in (
        ("score", review), ("gates", review), ("unseen", review), ("history", review), ("evidence", "list", review),
        ("review", "list"), ("review", "show", review), ("schools", "list"), ("schools", "show", "999001"),
        ("report", review), ("doctor",), ("framework", "list"), ("plugins", "list"),
    ):  # fmt: skip
        assert run(*words).code == 0, words
    assert {one: one.read_bytes() for one in home.rglob("*") if one.is_file()} == before


@pytest.mark.slow
def test_a_reader_that_stops_reading_is_no_error(run: Any, home: Path) -> None:
    """`inclusion … | head -1` ends quietly."""
    for number in range(30):
        run("schools", "add", f"School of the number {number} with a long name")
    process = subprocess.Popen(
        [sys.executable, "-m", "inclusion_core.cli", "schools", "list", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "INCLUSION_HOME": str(home)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 0
    process.stderr.close()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_answer_that_cannot_be_written_is_code_4(home: Path, template: Path) -> None:
    """A full disk behind stdout is a sentence and 4, not a trace."""
    assert home
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "inclusion_core.cli", "score", "alnside"],
            stdout=full, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "INCLUSION_HOME": str(template)},
        )  # fmt: skip
    assert ran.returncode == 4
    assert b"could not be written" in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_console_can_print_any_school(run: Any, home: Path, encoding: str) -> None:
    """Characters that a console lacks are escaped; the command never fails for them."""
    run("schools", "add", "St Bénet's 学校 \U0001f642 School")
    ran = program(home, "schools", "list", env={"PYTHONIOENCODING": encoding})
    assert ran.returncode == 0
    assert b"School" in ran.stdout
    assert b"Traceback" not in ran.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGHUP")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_have_their_codes(home: Path, template: Path, number: int) -> None:
    """SIGTERM is 143, SIGHUP 129, SIGINT 130, each without a trace."""
    assert home
    process = subprocess.Popen(
        [sys.executable, "-m", "inclusion_core.cli", "judge", "alnside", "U1", "secure", "--because", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "INCLUSION_HOME": str(template), "PYTHONFAULTHANDLER": ""},
    )  # fmt: skip
    assert process.stdin is not None
    wait_until_it_reads(process)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert b"Traceback" not in err


def wait_until_it_reads(process: subprocess.Popen[bytes]) -> None:
    """Wait until the program waits for its standard input (or a while, where that cannot be seen)."""
    import time  # noqa: PLC0415  beside its only use

    place = Path(f"/proc/{process.pid}/wchan")
    for _ in range(200):
        time.sleep(0.02)
        try:
            if "pipe" in place.read_text(encoding="ascii"):
                return
        except OSError:
            break
    time.sleep(0.5)
