"""Every file in tests/files: the good ones load, each bad one is answered with the words beside it."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from inclusion_core.errors import FutureSchema, InvalidFile
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.scale import ENQUIRY, FOUR_STEP, FREQUENCY
from inclusion_core.store.frameworks.library import Library, Place

FILES = Path(__file__).parents[1] / "files"
GOOD = sorted((FILES / "good").glob("*.toml"))
BAD = sorted((FILES / "bad").glob("*.toml"))
METHODS = ("cumulative", "mean", "median-with-floor", "none", "paired", "profile", "weakest")


def library(*folders: Path) -> Library:
    """Return a library of these folders that knows what is ours."""
    return Library(
        [Place(folder, folder.name) for folder in folders],
        scales={one.id: one for one in (FOUR_STEP, ENQUIRY, FREQUENCY)},
        kinds={one.id: one for one in KINDS},
        methods=METHODS,
        today=dt.date(2026, 11, 23),
    )


def sums(folder: Path) -> dict[str, str]:
    """Return what every file of a folder holds, as sums."""
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_loads(path: Path) -> None:
    """Each good file is a framework with a digest, bad files beside it or not."""
    framework = library(FILES / "good", FILES / "bad").load(path)
    assert framework.strands
    assert len(framework.digest) == 64


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_answered_with_the_words_beside_it(path: Path) -> None:
    """All that is wrong with a file is said in one go, in exactly the words of the .txt, and nothing is written."""
    before = sums(path.parent)
    with pytest.raises(InvalidFile) as caught:
        library(FILES / "good", FILES / "bad").load(path)
    said = str(caught.value).replace(f"{path.parent}/", "").replace(f"{path.parent}\\", "")
    assert said + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")
    assert all(problem.severity == "wrong" for problem in caught.value.problems)
    assert sums(path.parent) == before


def test_every_expected_text_has_its_file() -> None:
    """No .txt is left over from a file that went."""
    assert {one.stem for one in (FILES / "bad").glob("*.txt")} == {one.stem for one in BAD}


def test_a_file_of_a_future_schema_has_its_own_error() -> None:
    """A newer version's file can be told from a broken one by the class of the error."""
    with pytest.raises(FutureSchema):
        library(FILES / "bad").load(FILES / "bad" / "future-schema.toml")


def test_bad_files_hide_no_good_one() -> None:
    """A list over both folders has every good framework without a problem and every bad file with one."""
    found = library(FILES / "bad", FILES / "good").found()
    assert {one.path for one in found if not one.problems} == set(GOOD)
    assert {one.path for one in found if one.problems} == set(BAD)


MADE = {
    "utf-16": (
        'kind = "inclusion.framework"\n'.encode("utf-16"),
        "utf-16.toml: The file is saved as UTF-16, which we do not read. Save it again as UTF-8.",
    ),
    "utf-16-without-its-mark": (
        'kind = "inclusion.framework"\n'.encode("utf-16-le"),
        "utf-16-without-its-mark.toml: The file is saved as UTF-16, which we do not read. Save it again as UTF-8.",
    ),
    "nul": (
        b'kind = "inclusion.framework"\n' + bytes(12061),
        (
            "nul.toml:2: The file holds 12061 NUL bytes, which no text has: the file is damaged. "
            "Take the last good copy, or a backup."
        ),
    ),
    "windows-1252": (
        'kind = "inclusion.framework"\ntitle = "Café"\n'.encode("cp1252"),
        (
            "windows-1252.toml:2: The file is not UTF-8: byte 42 (0xe9) belongs to no letter. Save it again as UTF-8; "
            "in a spreadsheet or an older editor it may be called 'Unicode (UTF-8)'."
        ),
    ),
    "long-key": (
        b".".join([b"a"] * 20_000) + b" = 1\n",
        (
            "long-key.toml: The file holds a key, list or table nested far deeper than any file of ours. "
            "Ask whoever sent it."
        ),
    ),
    "nested-lists": (
        b"a = " + b"[" * 100_000 + b"]" * 100_000,
        (
            "nested-lists.toml: The file holds a key, list or table nested far deeper than any file of ours. "
            "Ask whoever sent it."
        ),
    ),
    "large": (
        b"#" * 8_000_001,
        "large.toml: The file is larger than 8 MB, so it was not read. Split it, or keep it under 8 MB.",
    ),
    "nothing": (b"", "nothing.toml: The file is empty. Write it again, or take the last good copy."),
}


@pytest.mark.parametrize("name", MADE)
def test_a_file_that_is_no_text_of_ours_is_answered_with_its_sentence(name: str, tmp_path: Path) -> None:
    """Files that are too odd to keep among the others: each has its sentence, and a good file beside it loads."""
    data, expected = MADE[name]
    path = tmp_path / f"{name}.toml"
    path.write_bytes(data)
    (tmp_path / "smallest.toml").write_bytes((FILES / "good" / "smallest.toml").read_bytes())
    with pytest.raises(InvalidFile) as caught:
        library(tmp_path).load(path)
    assert str(caught.value).replace(f"{tmp_path}/", "").replace(f"{tmp_path}\\", "") == expected
    assert path.read_bytes() == data
    assert library(tmp_path).load("smallest").name == "smallest@1"


def test_a_list_of_every_bad_file_has_the_good_ones_in_it() -> None:
    """No bad file, whatever is wrong with it, hides a good one from the list or keeps the list from being made."""
    found = library(FILES / "good", FILES / "bad").found()
    assert {one.path.name for one in found if one.path.parent.name == "bad"} == {one.name for one in BAD}
    assert {one.path.name for one in found if not one.problems} >= {one.name for one in GOOD}
