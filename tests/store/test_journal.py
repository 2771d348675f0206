from __future__ import annotations

import datetime as dt
import errno
import os
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import StorageFailed
from inclusion_core.store.review.journal import Journal
from inclusion_core.store.review.rows import Entry, Line, base32, decode, encode, members_of, time_ordered_id

if TYPE_CHECKING:
    from pathlib import Path

AT = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)


def entry(number: int, at: dt.datetime = AT) -> Entry:
    """Make what a line says."""
    return Entry({"judge": {"voice": "self", "indicator": f"U{number}", "level": "secure"}}, None, "ak-7f3", "d2", at)


def journal(folder: Path) -> Journal:
    """Return a journal that has read nothing yet."""
    return Journal(folder / "journal.jsonl", folder / ".lock")


def add(one: Journal, *numbers: int) -> tuple[Line, ...]:
    """Append lines, as one program does."""
    with one.writing() as turn:
        return turn.append([entry(number) for number in numbers])


def read(folder: Path) -> Journal:
    """Return a journal as another program reads it."""
    one = journal(folder)
    one.pull()
    return one


def test_a_line_is_written_as_documented(tmp_path: Path) -> None:
    """A line is one JSON object in a settled order that ends with its sum."""
    add(journal(tmp_path), 4)
    text = (tmp_path / "journal.jsonl").read_text()
    assert text.startswith('{"seq":1,"id":"01')
    assert '"at":"2026-11-22T10:42:05Z","person":"ak-7f3","device":"d2","do":{"judge":' in text
    assert text.endswith('"}\n')
    assert text.count("\n") == 1


def test_what_was_appended_is_what_is_read(tmp_path: Path) -> None:
    """The lines that appending returns are the lines that another program reads."""
    written = [*add(journal(tmp_path), 1), *add(journal(tmp_path), 2, 3)]
    assert read(tmp_path).lines == written
    assert [line.seq for line in written] == [1, 2, 3]


def test_two_journals_on_one_file_follow_each_other(tmp_path: Path) -> None:
    """Each sees the other's lines, once, and numbers go on from them."""
    one, other = journal(tmp_path), journal(tmp_path)
    add(one, 1)
    assert [line.seq for line in other.pull()] == [1]
    add(other, 2)
    add(one, 3)
    assert [line.seq for line in other.pull()] == [3]
    assert other.pull() == ()
    assert one.lines == other.lines


@pytest.mark.parametrize("cut", [1, 20, -2])
def test_a_torn_last_line_is_ended_and_passed_over(tmp_path: Path, cut: int) -> None:
    """A line cut short by a crash stays in the file, gets its newline, and takes no later line with it."""
    add(journal(tmp_path), 1, 2)
    path = tmp_path / "journal.jsonl"
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(rows[0] + rows[1][:cut])
    after = journal(tmp_path)
    after.pull()
    assert after.fragment == rows[1][:cut]
    add(after, 3)
    assert path.read_bytes().startswith(rows[0] + rows[1][:cut] + b"\n")
    again = read(tmp_path)
    assert [line.do["judge"]["indicator"] for line in again.lines] == ["U1", "U3"]
    assert [one.number for one in again.unreadable] == [2]
    assert again.lines[-1].seq == 3  # the torn line's number is not used again
    assert after.lines == again.lines
    assert after.next_seq == again.next_seq


def test_a_last_line_that_lacks_only_its_newline_counts(tmp_path: Path) -> None:
    """A whole line without its newline is a line."""
    add(journal(tmp_path), 1, 2)
    path = tmp_path / "journal.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    one = read(tmp_path)
    add(one, 3)
    assert [line.seq for line in read(tmp_path).lines] == [1, 2, 3]
    assert read(tmp_path).unreadable == []
    assert one.pull() == ()


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda row: row.replace(b"secure", b"sebure"), "does not match its sum"),
        (lambda row: b"\0" * len(row), "zero bytes"),
        (lambda _: b"<<<<<<< HEAD", "two versions put together"),
        (lambda row: row[: len(row) // 2], "not whole"),
        (lambda _: b"hello", "not whole"),
        (lambda row: row.decode().encode("utf-16"), "not whole"),
    ],
)
def test_a_damaged_line_is_passed_over_and_left(tmp_path: Path, damage: object, why: str) -> None:
    """A line that cannot be read is reported with its reason; the others are read; nothing is deleted."""
    add(journal(tmp_path), 1, 2, 3)
    path = tmp_path / "journal.jsonl"
    rows = path.read_bytes().split(b"\n")
    rows[1] = damage(rows[1])  # type: ignore[operator]
    path.write_bytes(b"\n".join(rows))
    one = read(tmp_path)
    before = path.read_bytes()
    assert [line.do["judge"]["indicator"] for line in one.lines] == ["U1", "U3"]
    assert why in " ".join(bad.why for bad in one.unreadable)
    add(one, 4)
    assert path.read_bytes().startswith(before)
    assert one.lines[-1].seq >= 4


def test_zero_bytes_before_a_line_do_not_cost_it(tmp_path: Path) -> None:
    """What a power cut leaves before a good line is ignored."""
    add(journal(tmp_path), 1)
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"\0" * 12_061 + path.read_bytes())
    assert [line.seq for line in read(tmp_path).lines] == [1]


def test_a_journal_saved_by_an_editor_is_read(tmp_path: Path) -> None:
    """A byte order mark and CRLF line ends change nothing."""
    add(journal(tmp_path), 1, 2)
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    one = read(tmp_path)
    assert [line.seq for line in one.lines] == [1, 2]
    assert one.unreadable == []


@pytest.mark.parametrize("part", [0, 5, 60])
def test_a_full_disk_takes_nothing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    """Where the disk takes only a part of a line, that part is taken back and the file is as it was."""
    one = journal(tmp_path)
    add(one, 1)
    before = (tmp_path / "journal.jsonl").read_bytes()
    real, calls = os.write, [0]

    def full(handle: int, data: bytes) -> int:
        calls[0] += 1
        if calls[0] == 1 and part:
            return real(handle, data[:part])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(StorageFailed, match="disk is full"):
            add(one, 2)
    assert (tmp_path / "journal.jsonl").read_bytes() == before
    add(one, 3)
    assert [line.seq for line in read(tmp_path).lines] == [1, 2]


def test_a_part_that_cannot_be_taken_back_is_torn_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even taking back fails, the next line starts on its own and nothing acknowledged is lost."""
    one = journal(tmp_path)
    add(one, 1)
    real, calls = os.write, [0]

    def full(handle: int, data: bytes) -> int:
        calls[0] += 1
        if calls[0] == 1:
            return real(handle, data[:9])
        raise OSError(errno.EIO, "Input/output error")

    def no(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        patched.setattr(os, "ftruncate", no)
        with pytest.raises(StorageFailed):
            add(one, 2)
    add(one, 3)
    assert [line.do["judge"]["indicator"] for line in read(tmp_path).lines] == ["U1", "U3"]


def test_lines_that_belong_together_are_all_there_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is stopped while such lines are written leaves the file as it was; else others read them, once."""
    one, other = journal(tmp_path), journal(tmp_path)
    add(one, 1)
    other.pull()
    before = (tmp_path / "journal.jsonl").read_bytes()
    real = os.write

    def stopped(handle: int, data: bytes) -> int:
        real(handle, data[: len(data) * 2 // 3])
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", stopped)
        with pytest.raises(KeyboardInterrupt), one.writing() as turn:
            turn.append([entry(2), entry(3)], together=True)
    assert (tmp_path / "journal.jsonl").read_bytes() == before
    with one.writing() as turn:
        turn.append([entry(4), entry(5)], together=True)
    assert [line.seq for line in other.pull()] == [1, 2, 3]
    add(other, 6)
    assert [line.seq for line in one.pull()] == [4]
    assert one.rewritten == 0
    assert one.lines == other.lines == read(tmp_path).lines


def test_order_is_by_number_and_never_by_the_clock(tmp_path: Path) -> None:
    """A clock set back a year changes nothing in the order."""
    one = journal(tmp_path)
    for number, at in enumerate([AT, AT - dt.timedelta(days=365), AT + dt.timedelta(days=365)]):
        with one.writing() as turn:
            turn.append([entry(number, at)])
    found = read(tmp_path)
    assert [line.seq for line in found.lines] == [1, 2, 3]
    assert [line.at.year for line in found.lines] == [2026, 2025, 2027]


def test_a_file_put_in_its_place_is_noticed(tmp_path: Path) -> None:
    """A journal that was rewritten is read from its beginning again."""
    one = journal(tmp_path)
    add(one, 1, 2)
    path = tmp_path / "journal.jsonl"
    rows = path.read_bytes().splitlines(keepends=True)
    (tmp_path / "new").write_bytes(rows[1])
    (tmp_path / "new").replace(path)
    one.pull()
    assert one.rewritten == 1
    assert [line.seq for line in one.lines] == [2]
    path.unlink()
    one.pull()
    assert one.lines == []


def test_numbers_go_on_above_every_snapshot(tmp_path: Path) -> None:
    """A journal that lost its end never gives a number again that a snapshot says is applied."""
    one = journal(tmp_path)
    one.at_least = 214
    assert add(one, 1)[0].seq == 215


def test_what_steers_a_terminal_is_escaped_in_the_file() -> None:
    """Control characters, old and new, and turned text stand escaped, and come back exactly."""
    text = "\x1b[2J \x9b31m \u202e \x00 \u2028 é 👩🏽‍🏫"
    row = encode({"t": text})
    assert not {0x1B, 0x9B} & set(row)
    assert "\u202e".encode() not in row
    assert "é".encode() in row
    assert decode(row) == {"t": text}


def test_half_a_character_in_a_foreign_line_is_refused() -> None:
    """A line that hides a lone surrogate behind an escape cannot be read."""
    good = encode({"t": "x"})
    body = good[:-26].replace(b"x", b"\\ud800") + b"}"
    import hashlib  # noqa: PLC0415

    row = body[:-1] + b',"sum":"' + hashlib.sha256(body).hexdigest()[:16].encode() + b'"}'
    with pytest.raises(ValueError, match="is not text"):
        decode(row)


def test_names_of_changes_rise_with_time_and_never_meet() -> None:
    """Ten thousand names made in one go are ten thousand names."""
    assert len({time_ordered_id() for _ in range(10_000)}) == 10_000
    assert time_ordered_id(1) < time_ordered_id(2)
    assert base32(32, 2) == "10"


def test_a_journal_rewritten_to_the_same_size_and_end_is_noticed(tmp_path: Path) -> None:
    """Another file in its place is another file, however alike its size and its last row are."""
    one = journal(tmp_path)
    add(one, 1, 2)
    path = tmp_path / "journal.jsonl"
    data = path.read_bytes()
    first, rest = data.split(b"\n", 1)
    members = {**decode(first), "person": "zz-9zz"}
    (tmp_path / "new").write_bytes(encode(members) + b"\n" + rest)
    assert (tmp_path / "new").stat().st_size == len(data)
    (tmp_path / "new").replace(path)
    one.pull()
    assert one.lines[0].person == "zz-9zz"
    assert one.rewritten == 1


def test_a_journal_whose_folder_went_is_said_and_what_was_read_is_kept(tmp_path: Path) -> None:
    """A drive that was taken out is no empty journal: back again, everything goes on."""
    folder = tmp_path / "drive"
    folder.mkdir()
    one = journal(folder)
    add(one, 1, 2)
    folder.rename(tmp_path / "away")
    for _ in range(2):
        with pytest.raises(StorageFailed, match="not there any more"):
            one.pull()
    assert [line.seq for line in one.lines] == [1, 2]
    (tmp_path / "away").rename(folder)
    assert one.pull() == ()
    add(one, 3)
    assert [line.seq for line in read(folder).lines] == [1, 2, 3]


def test_a_line_of_a_blanking_alone_says_that_all_was_rewritten(tmp_path: Path) -> None:
    """The same number on the disk, as large or larger, with the last row known as it was: the new line tells it."""
    one = journal(tmp_path)
    add(one, 1, 2)
    path = tmp_path / "journal.jsonl"
    first, second, _ = path.read_bytes().split(b"\n")
    members = decode(first)
    members["do"]["judge"]["indicator"] = "U7"
    blanked = members_of(Entry({"blanked": {}}, None, "ak-7f3", "d2", AT), 3)
    number = path.stat().st_ino
    with path.open("r+b") as file:
        file.write(b"\n".join([encode(members), second, encode(blanked), b""]))
    assert path.stat().st_ino == number
    one.pull()
    assert one.rewritten == 1
    assert [line.do.get("judge", {}).get("indicator") for line in one.lines] == ["U7", "U2", None]
