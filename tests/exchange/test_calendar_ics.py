"""Calendar files: what is written is read by a calendar program's parser, and what is read may be large or broken."""

import datetime as dt
from pathlib import Path

import pytest

from inclusion_core.errors import InvalidFile, MissingExtra
from inclusion_core.exchange import calendar_ics
from inclusion_core.exchange.calendar_ics import read_ics, write_ics
from inclusion_core.model.calendar import Event, KeptTime

icalendar = pytest.importorskip("icalendar")

STAMP = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
FIRST, LAST = dt.date(2026, 9, 1), dt.date(2027, 8, 31)
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"


def entry(title: str, *lines: str) -> str:
    """Return an event of a file."""
    return "\r\n".join(
        ("BEGIN:VEVENT", f"UID:{title}", "DTSTAMP:20260101T000000Z", *lines, f"SUMMARY:{title}", "END:VEVENT", "")
    )


def written(path: Path, *entries: str) -> Path:
    """Write a calendar file."""
    path.write_text(HEAD + "".join(entries) + "END:VCALENDAR\r\n", encoding="utf-8")
    return path


def test_a_calendar_program_reads_what_is_written() -> None:
    """Days are whole days with the day after as end; kept time is on the school's clock; the same twice."""
    events = [Event("heads-report", "Head's report; two, parts", dt.date(2026, 11, 19), dt.date(2026, 11, 20))]
    kept = [KeptTime("k-1", dt.date(2027, 6, 7), starts="15:45", ends="16:30"), KeptTime("k-2", dt.date(2027, 6, 8))]
    made = write_ics("School year", events, kept, stamp=STAMP)
    assert made == write_ics("School year", events, kept, stamp=STAMP)
    there = {str(one["uid"]): one for one in icalendar.Calendar.from_ical(made).walk("VEVENT")}
    report = there["heads-report-2026@inclusion-review"]
    assert (str(report["summary"]), report["dtstart"].dt, report["dtend"].dt) == (
        "Head's report; two, parts", dt.date(2026, 11, 19), dt.date(2026, 11, 21),
    )  # fmt: skip
    clock = there["k-1@inclusion-review"]["dtstart"].dt.astimezone(dt.UTC)
    assert clock == dt.datetime(2027, 6, 7, 14, 45, tzinfo=dt.UTC)  # summer time
    assert there["k-2@inclusion-review"]["dtstart"].dt == dt.date(2027, 6, 8)


def test_days_are_those_in_england(tmp_path: Path) -> None:
    """A moment elsewhere is the day it is here; the end of whole days is the day before; repeats are marked."""
    path = written(
        tmp_path / "a.ics",
        entry("Half term", "DTSTART;VALUE=DATE:20261026", "DTEND;VALUE=DATE:20261031"),
        entry("Late call", "DTSTART:20260930T233000Z", "DTEND:20261001T003000Z"),
        entry("Weekly", "DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY"),
        entry("Long", "DTSTART;VALUE=DATE:20261103", "DURATION:P3D"),
        "BEGIN:VEVENT\r\nUID:x\r\nSUMMARY:No day\r\nEND:VEVENT\r\n",
    )
    found = {one.title: one for one in read_ics(path, FIRST, LAST).days}
    assert (found["Half term"].first, found["Half term"].last) == (dt.date(2026, 10, 26), dt.date(2026, 10, 30))
    assert found["Late call"].first == dt.date(2026, 10, 1)  # half past twelve in British summer time
    assert found["Weekly"].repeats
    assert found["Long"].last == dt.date(2026, 11, 5)
    assert "No day" not in found


def test_ten_thousand_events_are_read(tmp_path: Path) -> None:
    """A county's calendar is no trouble."""
    many = "".join(entry(f"E{place}", "DTSTART;VALUE=DATE:20261026") for place in range(10_000))
    assert len(read_ics(written(tmp_path / "a.ics", many), FIRST, LAST).days) == 10_000


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"hello", "is no calendar file"),
        (b"", "is no calendar file"),
        (HEAD.encode() + b"BEGIN:VEVENT\r\nDTSTART:2026", "breaks off before its end"),
        (
            HEAD.encode() + b"BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:notaday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "whose day cannot be read",
        ),
    ],
)
def test_what_is_broken_is_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    """It is said what is wrong, and of which event."""
    path = tmp_path / "a.ics"
    path.write_bytes(content)
    with pytest.raises(InvalidFile, match=says):
        read_ics(path, FIRST, LAST)


@pytest.mark.parametrize(("title", "more"), [("E000200005001", ""), ("Dentist", "CLASS:PRIVATE")])
def test_no_mistake_tells_what_is_private(tmp_path: Path, title: str, more: str) -> None:
    """A sentence about an event that cannot be read has neither a pupil's number in it nor a private title."""
    with pytest.raises(InvalidFile, match="an event whose day cannot be read") as caught:
        read_ics(written(tmp_path / "a.ics", entry(title, "DTSTART:notaday", *filter(None, [more]))), FIRST, LAST)
    assert title not in str(caught.value)


def test_sizes_are_looked_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many bytes or events are refused before anything is parsed; a missing extra says how to install it."""
    path = written(
        tmp_path / "a.ics", entry("A", "DTSTART;VALUE=DATE:20261026"), entry("B", "DTSTART;VALUE=DATE:20261026")
    )
    monkeypatch.setattr(calendar_ics, "MOST_EVENTS", 1)
    with pytest.raises(InvalidFile, match="over 1 events"):
        read_ics(path, FIRST, LAST)
    monkeypatch.setattr(calendar_ics, "LARGEST", 10)
    with pytest.raises(InvalidFile, match="more than any school year"):
        read_ics(path, FIRST, LAST)
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(MissingExtra, match="calendar"):
        read_ics(path, FIRST, LAST)
