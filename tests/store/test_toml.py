from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import InvalidFile, NotAllowed, StorageFailed
from inclusion_core.store import toml

if TYPE_CHECKING:
    from pathlib import Path


def test_numbers_keep_every_digit() -> None:
    """A number with a decimal point is exact, so 0.1 is a tenth and nothing else."""
    assert toml.parse("a = 0.1\nb = 0.12345678901234567890")["b"] == Decimal("0.12345678901234567890")


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "1e999999999", "1e99999999999999999999999", "9" * 5000])
def test_numbers_made_to_exhaust_a_machine_are_refused(number: str) -> None:
    """No number that would take a gigabyte as an exact fraction gets past reading."""
    with pytest.raises(InvalidFile, match="too long, too large or not a number"):
        toml.parse(f"a = {number}")


HOSTILE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))
from inclusion_core.errors import InvalidFile
from inclusion_core.store import toml
for text in ("a." * 100_000 + "a = 1", "[" + "a." * 100_000 + "a]", "a = " + "[" * 100_000, "a = " + "{a=" * 100_000):
    try:
        toml.parse(text)
    except InvalidFile:
        continue
    sys.exit(1)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps a limit on memory")
def test_texts_made_to_exhaust_a_machine_need_no_memory() -> None:
    """Keys of 100,000 parts and lists as deep are refused by a program that may have 400 MB and no more."""
    done = subprocess.run([sys.executable, "-c", HOSTILE], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    """What Notepad writes is read, with LF in texts over several lines."""
    path = tmp_path / "a.toml"
    path.write_bytes(b'\xef\xbb\xbfa = """\r\none\r\ntwo"""\r\n')
    assert toml.read(path) == {"a": "one\ntwo"}


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """The name of the missing file is said, and what to do."""
    with pytest.raises(InvalidFile, match=r"gone\.toml: There is no such file\. Check the name"):
        toml.read(tmp_path / "gone.toml")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    """Naming a folder gets a sentence and no traceback."""
    with pytest.raises(InvalidFile, match=r"Name the \.toml file itself"):
        toml.read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    """Reading would hang on a pipe that nobody writes to, so it is refused."""
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(InvalidFile, match="not a file that can be read"):
        toml.read(tmp_path / "pipe.toml")


def test_a_disk_that_refuses_is_not_a_bad_file(tmp_path: Path) -> None:
    """A name that the system itself cannot look up (too long here) is storage that failed."""
    with pytest.raises(StorageFailed, match="cannot be read"):
        toml.read(tmp_path / ("a" * 300 + ".toml"))


def test_the_limit_counts_bytes(tmp_path: Path) -> None:
    """A file of just the limit is read, one byte more is not."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"a = 1\n")
    assert toml.read(path, limit=6) == {"a": 1}
    with pytest.raises(InvalidFile, match="larger than"):
        toml.read(path, limit=5)


def test_half_a_character_is_refused_before_writing() -> None:
    """A lone surrogate is refused with the key that holds it, since no file could be written with it."""
    with pytest.raises(NotAllowed, match=r"^judgements\.U4\.because holds half a character"):
        toml.dumps({"judgements": {"U4": {"because": "so \ud800 far"}}})


def test_half_a_character_is_refused_when_read_from_a_text() -> None:
    """The same holds for a text that a program hands in."""
    with pytest.raises(InvalidFile, match="half a character"):
        toml.parse('a = "\ud800"')


def test_none_is_left_out_and_line_ends_are_lf() -> None:
    """What TOML cannot hold is dropped; CRLF and CR become LF, in keys and lists too."""
    written = toml.dumps({"a": None, "b": {"c": None, "d": ["x\r\ny", None, "z\rw"]}})
    assert toml.parse(written) == {"b": {"d": ["x\ny", "z\nw"]}}


def test_merge_marks_inside_a_note_are_only_a_note() -> None:
    """A text that quotes merge marks is not an unfinished merge: whoever typed it loses nothing."""
    note = "<<<<<<< ours\n=======\n>>>>>>> theirs"
    assert toml.parse(toml.dumps({"note": note}))["note"] == note


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a]\nb = 1\n[a.b]\nc = 2\n", "a.b is given a second time; it stands first on line 2"),
        ('a = "x" b = "y"\n', "something after its value"),
        ("a = 'it\u2019s'\nb = \u2018x\u2019\n", "curly quote (\u2018)"),
        ('a = "x\x07"\n', "control character"),
        ("= 1\n", "cannot be read as TOML"),
        ('a = """never closed\nb = 1\n', "ends in the middle of a, which begins on this line"),
        ("a\n", "cannot be read as TOML"),
    ],
)
def test_each_slip_has_its_sentence(text: str, says: str) -> None:
    """Slips that people make while typing are named, each in its words."""
    with pytest.raises(InvalidFile) as caught:
        toml.parse(text, file="x.toml")
    assert says in str(caught.value)
