from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import NotAllowed
from inclusion_core.store.review.drafts import Drafts, difference

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.store.review.session import Session
    from inclusion_core.store.workspace import Workspace

AT = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)


def drafts(folder: Path, *, review: str = "one", framework: str = "f1") -> Drafts:
    """Return a session's view of the drafts."""
    return Drafts(folder / "drafts", device="d-1", review=review, framework=framework)


def typed(one: Drafts, key: str, text: str) -> None:
    """Type a text letter by letter."""
    for size in range(1, len(text) + 1):
        one.put(key, text[:size], AT)


def test_every_keystroke_is_kept(tmp_path: Path) -> None:
    """What was typed is there for the next session, with its time and what it was typed for."""
    one = drafts(tmp_path)
    typed(one, "evidence U4", "Seen in five of six lessons")
    one.put("evidence U4", "Seen in 5 of six lessons", AT)
    (found,) = drafts(tmp_path).recovered()
    assert (found.key, found.text, found.at, found.fits) == ("evidence U4", "Seen in 5 of six lessons", AT, True)
    assert one.recovered() == ()  # not its own


def test_a_keystroke_costs_little_whatever_the_length(tmp_path: Path) -> None:
    """A megabyte is written once; after that only what changes."""
    one = drafts(tmp_path)
    one.put("k", "m" * 1_000_000, AT)
    before = one.path.stat().st_size
    one.put("k", "m" * 500_000 + "x" + "m" * 500_000, AT)
    assert one.path.stat().st_size - before < 300
    assert drafts(tmp_path).recovered()[0].text.count("x") == 1


@pytest.mark.parametrize("cut", range(1, 200, 13))
def test_a_crash_costs_the_last_keystroke_at_most(tmp_path: Path, cut: int) -> None:
    """A file cut anywhere in its last line still holds all before it, and typing goes on."""
    one = drafts(tmp_path)
    typed(one, "k", "abcdef")
    data = one.path.read_bytes()
    last = len(data) - data.rstrip(b"\n").rindex(b"\n") - 1
    one.path.write_bytes(data[: -min(cut, last)])
    (found,) = drafts(tmp_path).recovered()
    assert found.text in {"abcde", "abcdef"}
    other = drafts(tmp_path)
    typed(other, "k", "xyz")
    assert sorted(one.text for one in drafts(tmp_path).recovered()) == sorted([found.text, "xyz"])


def test_a_lost_line_in_between_mixes_nothing(tmp_path: Path) -> None:
    """Differences after a line that was lost are not laid on another text."""
    one = drafts(tmp_path)
    typed(one, "k", "abcdef")
    rows = one.path.read_bytes().splitlines(keepends=True)
    one.path.write_bytes(b"".join(rows[:3] + rows[4:]))
    assert drafts(tmp_path).recovered()[0].text == "abc"


def test_a_draft_attaches_only_where_it_was_made(tmp_path: Path) -> None:
    """Another review or another text of the framework may read it, and is told that it does not fit."""
    typed(drafts(tmp_path), "k", "abc")
    assert [one.fits for one in drafts(tmp_path, review="two").recovered()] == [False]
    assert [one.fits for one in drafts(tmp_path, framework="f2").recovered()] == [False]


def test_dropping_is_final_and_leaves_no_byte(tmp_path: Path) -> None:
    """A dropped draft is gone from the list at once, and from the file when the session ends."""
    typed(drafts(tmp_path), "k", "secret thought")
    one = drafts(tmp_path)
    typed(one, "k2", "kept thought")
    one.drop("k", at=AT)
    assert [found.key for found in drafts(tmp_path).recovered()] == ["k2"]
    one.compact()
    assert b"secret" not in one.path.read_bytes()
    assert b"kept thought" in one.path.read_bytes()
    one.put("k2", "kept thoughts", AT)
    assert drafts(tmp_path).recovered()[0].text == "kept thoughts"
    one.drop("k2", at=AT)
    one.compact()
    assert not one.path.exists()


def test_one_of_two_streams_can_be_dropped(tmp_path: Path) -> None:
    """Two sessions' drafts under one key are told apart."""
    typed(drafts(tmp_path), "k", "first")
    typed(drafts(tmp_path), "k", "second")
    one = drafts(tmp_path)
    first = next(found for found in one.recovered() if found.text == "first")
    one.drop("k", stream=first.stream, at=AT)
    assert [found.text for found in drafts(tmp_path).recovered()] == ["second"]


def test_a_file_rewritten_by_another_program_is_written_to_afresh(tmp_path: Path) -> None:
    """After another program tidied the file, the next keystroke brings the whole text."""
    one, other = drafts(tmp_path), drafts(tmp_path)
    typed(one, "k", "abc")
    other.compact()
    one.put("k", "abcd", AT)
    assert drafts(tmp_path).recovered()[0].text == "abcd"
    one.path.unlink()
    one.put("k", "abcde", AT)
    assert drafts(tmp_path).recovered()[0].text == "abcde"


def test_a_session_keeps_drafts(session: Session, workspace: Workspace) -> None:
    """A session takes drafts, hands on earlier ones and refuses what no file can hold."""
    session.draft("evidence U4", "half")
    session.sync()
    other = workspace.session("alnside")
    assert [(one.text, one.held) for one in other.drafts()] == [("half", True)]
    other.drop_draft("evidence U4")
    assert [one.text for one in other.drafts()] == ["half"]  # a window that is open keeps what it is at work on
    session.close()
    assert [(one.text, one.held) for one in other.drafts()] == [("half", False)]
    other.drop_draft("evidence U4")
    assert other.drafts() == ()
    with pytest.raises(NotAllowed):
        session.draft("k", "\ud800")


@pytest.mark.parametrize(("before", "after"), [("", ""), ("", "a"), ("aaa", "aa"), ("abc", "xbz"), ("ab", "ab")])
def test_a_difference_leads_from_one_to_the_other(before: str, after: str) -> None:
    """Cutting and putting gives the other text."""
    (start, size), put = difference(before, after)
    assert before[:start] + put + before[start + size :] == after


def test_a_session_lets_its_own_draft_go_and_nobody_else_s(tmp_path: Path) -> None:
    """What somebody kept for later under the same key stays when what is typed now was said."""
    before, now = drafts(tmp_path), drafts(tmp_path)
    before.put("evidence U4", "Kept for later", AT)
    now.put("evidence U4", "Said at once", AT)
    now.drop("evidence U4", stream=now.stream, at=AT)
    assert [one.text for one in drafts(tmp_path).recovered()] == ["Kept for later"]
    now.drop("evidence U5", stream=now.stream, at=AT)
    before.drop("evidence U4", stream=before.stream, at=AT)
    assert drafts(tmp_path).recovered() == ()


def test_letting_ones_own_draft_go_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much was typed in a day, keeping what was typed costs one line."""
    one = drafts(tmp_path)
    typed(one, "k", "abc")
    monkeypatch.setattr(Drafts, "_read", None)
    one.drop("k", stream=one.stream, at=AT)


def test_a_long_day_s_typing_is_written_short_while_it_goes_on(tmp_path: Path) -> None:
    """A file that grew large is rewritten with the last text of each draft, and what is typed after that is kept."""
    one, other = drafts(tmp_path), drafts(tmp_path)
    other.put("other", "of another program", AT)
    typed(one, "k", "x" * 2000)
    large = one.path.stat().st_size
    one.tidy()
    assert one.path.stat().st_size < large / 50
    one.put("k", "x" * 2000 + "y", AT)
    other.put("other", "of another program, and on", AT)
    assert {draft.text for draft in drafts(tmp_path).recovered()} == {"x" * 2000 + "y", "of another program, and on"}
    small = one.path.read_bytes()
    one.tidy()
    assert one.path.read_bytes() == small


def test_a_text_that_is_large_itself_is_not_rewritten_again_and_again(tmp_path: Path) -> None:
    """A megabyte that waits is written short once, not at every quiet moment."""
    one = drafts(tmp_path)
    one.put("k", "m" * 1_000_000, AT)
    one.put("k", "m" * 1_000_001, AT)
    one.tidy()
    mark = one.path.stat().st_ino
    one.put("k", "m" * 1_000_002, AT)
    one.tidy()
    assert one.path.stat().st_ino == mark


def test_quiet_moments_tidy_the_drafts_of_a_session(session: Session) -> None:
    """`snapshot`, which is for quiet moments, writes a large drafts file short."""
    for size in range(2000):
        session.draft("evidence U4", "x" * size)
    file = next((session.folder / "drafts").glob("*.jsonl"))
    large = file.stat().st_size
    session.snapshot()
    assert file.stat().st_size < large / 50
    session.drop_draft("evidence U4", stream=session.draft_stream)
    session.close()
    assert not file.exists()
