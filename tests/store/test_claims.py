"""Two windows and one text that was typed and not sent: whoever has it has it alone, and a killed one has nothing."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import NotAllowed
from inclusion_core.store.review import claims
from inclusion_core.store.review.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

AT = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)
KEY = "evidence U4"
OTHER_WINDOW = """
    import datetime as dt, pathlib, sys
    from inclusion_core.store.review.drafts import Drafts

    one = Drafts(pathlib.Path(sys.argv[1]), device="d-1", review="one", framework="f1")
    for left in one.recovered():
        one.take(left.key, left.stream)
    one.put("because self U1", "typed here", dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    print("ready", flush=True)
    sys.stdin.read()
"""


def window(folder: Path) -> Drafts:
    """Return one window's view of the drafts."""
    return Drafts(folder / "drafts", device="d-1", review="one", framework="f1")


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A folder in which a window that was closed left a text."""
    one = window(tmp_path)
    one.put(KEY, "Calm start", AT)
    one.release()
    return tmp_path


@pytest.fixture
def other(left: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that goes on with that text and types one of its own."""
    run = [sys.executable, "-c", textwrap.dedent(OTHER_WINDOW), str(left / "drafts")]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def test_what_another_process_goes_on_with_is_taken_until_that_is_killed(
    left: Path, other: subprocess.Popen[str]
) -> None:
    """Neither what it took up nor what it types can be taken, sent or dropped here; once it is killed both can."""
    here = window(left)
    there = here.recovered()
    assert {(one.key, one.text): one.held for one in there} == {
        (KEY, "Calm start"): True, ("because self U1", "typed here"): True,
    }  # fmt: skip
    for one in there:
        with pytest.raises(NotAllowed, match="Another window of this program is at work on this text: send it there"):
            here.take(one.key, one.stream)
        with pytest.raises(NotAllowed, match="Another window"):
            here.drop(one.key, stream=one.stream, at=AT)
    here.drop(KEY, at=AT)
    assert len(here.recovered()) == 2
    other.kill()
    other.wait()
    assert not any(one.held for one in here.recovered())
    taken = [here.take(one.key, one.stream) for one in there]
    assert {one.text for one in taken if one is not None} == {"Calm start", "typed here"}
    here.release()
    assert not [one.name for one in (left / "drafts").iterdir() if one.name.startswith(".d-1-")]


def test_of_two_windows_one_has_it_and_the_other_finds_it_gone_when_it_was_sent(left: Path) -> None:
    """The first that takes it up has it; sent there it is no more, and closed there without it is free."""
    first, second, third = window(left), window(left), window(left)
    (one,) = first.recovered()
    assert first.take(one.key, one.stream) == one
    assert first.take(one.key, one.stream) == one
    with pytest.raises(NotAllowed):
        second.take(one.key, one.stream)
    first.release()
    assert second.take(one.key, one.stream) == one
    second.drop(one.key, stream=one.stream, at=AT)
    assert third.take(one.key, one.stream) is None
    third.put(KEY, "Another", AT)
    assert [(each.text, each.held) for each in second.recovered()] == [("Another", True)]


def test_a_keystroke_touches_no_claim(left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is claimed at its first letter; every further one is one append."""
    one = window(left)
    one.put("jotting", "a", AT)
    monkeypatch.setattr(claims.Claims, "take", None)
    one.put("jotting", "ab", AT)
    assert window(left).recovered()[-1].text == "ab"


def test_a_disk_that_knows_no_locks_keeps_nobody_from_a_text(left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no lock can be made, texts are kept and taken up as if nobody else were there."""

    def refused(path: Path, *, wait_s: float = 5.0) -> AbstractContextManager[bool]:
        if "-" in path.name.removeprefix(".d-1"):
            raise claims.StorageFailed(f"{path} could not be written.")
        return held(path, wait_s=wait_s)

    held = claims.files.locked
    monkeypatch.setattr(claims.files, "locked", refused)
    here = window(left)
    (one,) = here.recovered()
    assert here.take(one.key, one.stream) == one
    here.put(KEY, "Calm start, and more", AT)
    here.drop(one.key, stream=one.stream, at=AT)
    assert [each.text for each in window(left).recovered()] == ["Calm start, and more"]
