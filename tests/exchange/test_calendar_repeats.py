"""Events of a calendar file that repeat are read for one school year, wherever they began."""

import datetime as dt
from pathlib import Path

import pytest

from inclusion_core.errors import InvalidFile
from inclusion_core.exchange import calendar_ics, repeat_rules
from inclusion_core.exchange.calendar_ics import ReadCalendar, ReadDay, read_ics, write_ics
from inclusion_core.model.calendar import Event, KeptTime

pytest.importorskip("icalendar")

FIRST, LAST = dt.date(2026, 9, 1), dt.date(2027, 8, 31)
LONDON = """BEGIN:VTIMEZONE
TZID:School clock
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""


def event(title: str, *lines: str, uid: str = "") -> str:
    """Return an event of a file."""
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid or title}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""))


def read(path: Path, *parts: str) -> ReadCalendar:
    """Write a calendar file, and read it for the school year 2026/27."""
    file = path / "a.ics"
    text = "".join(("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n", *parts, "END:VCALENDAR\n"))
    file.write_bytes(text.replace("\n", "\r\n").encode())
    return read_ics(file, FIRST, LAST)


def days(one: ReadDay) -> list[str]:
    """Return the first days of each time."""
    return [day.isoformat() for day in (one.first, *one.also)]


def only(path: Path, *parts: str) -> list[str]:
    """Return on which days the one event of a file is."""
    (one,) = read(path, *parts).days
    return days(one)


def test_one_way_for_what_began_before_the_year_and_within_it(tmp_path: Path) -> None:
    """A meeting of each Tuesday is on the same days whether it began in 2023 or in this year, and has no end."""
    before = only(tmp_path, event("Staff", "DTSTART:20230905T153000", "DTEND:20230905T163000", "RRULE:FREQ=WEEKLY"))
    within = only(tmp_path, event("Staff", "DTSTART:20260901T153000", "DTEND:20260901T163000", "RRULE:FREQ=WEEKLY"))
    assert before == within
    assert (len(before), before[0], before[-1]) == (53, "2026-09-01", "2027-08-31")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("DTSTART;VALUE=DATE:20200901", "RRULE:FREQ=YEARLY"), ["2026-09-01"]),
        (("DTSTART;VALUE=DATE:20230905", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260915"), ["2026-09-01", "2026-09-15"]),
        (("DTSTART:20230905T153000", "RRULE:FREQ=WEEKLY;UNTIL=20260908"), ["2026-09-01", "2026-09-08"]),
        # the end of an all-day rule written as a moment: midnight in London, in summer, is the evening before in UTC
        (("DTSTART;VALUE=DATE:20230905", "RRULE:FREQ=WEEKLY;UNTIL=20260907T230000Z"), ["2026-09-01", "2026-09-08"]),
        (("DTSTART;TZID=Europe/London:20230905T153000", "RRULE:FREQ=WEEKLY;UNTIL=20260908T143000Z"),
         ["2026-09-01", "2026-09-08"]),
        (("DTSTART;TZID=Europe/London:20230905T153000", "RRULE:FREQ=WEEKLY;UNTIL=20260908T142959Z"), ["2026-09-01"]),
        (("DTSTART;VALUE=DATE:20230905", "RRULE:FREQ=WEEKLY;COUNT=158"), ["2026-09-01", "2026-09-08"]),
        (("DTSTART;VALUE=DATE:20230905", "RRULE:FREQ=WEEKLY;COUNT=158", "EXDATE;VALUE=DATE:20260901"), ["2026-09-08"]),
        # times taken out in another zone, as a day alone, and in lists
        (("DTSTART;TZID=Europe/London:20260901T153000", "RRULE:FREQ=DAILY;COUNT=6",
          "EXDATE:20260902T143000Z,20260903T150000Z", "EXDATE;VALUE=DATE:20260904",
          "EXDATE;TZID=Europe/Paris:20260905T163000"), ["2026-09-01", "2026-09-03", "2026-09-06"]),
        (("DTSTART;VALUE=DATE:20230905", "RDATE;VALUE=DATE:20261110,20270202", "RDATE;VALUE=DATE:20280101"),
         ["2026-11-10", "2027-02-02"]),
        (("DTSTART:20230905T153000Z", "RDATE;VALUE=PERIOD:20261110T090000Z/PT1H"), ["2026-11-10"]),
        (("DTSTART;VALUE=DATE:20230905", "RRULE:FREQ=YEARLY", "RRULE:FREQ=YEARLY;BYMONTH=3"),
         ["2026-09-05", "2027-03-05"]),
        (("DTSTART;VALUE=DATE:20230905", "RRULE:FREQ=MONTHLY;INTERVAL=6", "EXRULE:FREQ=YEARLY;BYMONTH=3"),
         ["2026-09-05"]),
        # a start beside its own rule is a time too
        (("DTSTART;VALUE=DATE:20260902", "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"), ["2026-09-02", "2026-09-08"]),
        # in UTC it is after midnight here in summer, and before it in winter
        (("DTSTART:20261018T233000Z", "RRULE:FREQ=WEEKLY;COUNT=2"), ["2026-10-19", "2026-10-25"]),
        (("DTSTART;TZID=School clock:20261020T003000", "RRULE:FREQ=WEEKLY;COUNT=2"), ["2026-10-20", "2026-10-27"]),
        (("DTSTART;TZID=GMT Standard Time:20261020T003000", "RRULE:FREQ=WEEKLY;COUNT=2"), ["2026-10-20", "2026-10-27"]),
        (("DTSTART;TZID=America/New_York:20261018T210000", "RRULE:FREQ=WEEKLY;COUNT=2"), ["2026-10-19", "2026-10-26"]),
    ],
)  # fmt: skip
def test_a_rule_with_all_that_stands_beside_it(tmp_path: Path, lines: tuple[str, ...], expected: list[str]) -> None:
    """Intervals, ends, counts, times taken out and put in, and zones: each as calendar programs write them."""
    assert only(tmp_path, LONDON, event("A", *lines)) == expected


@pytest.mark.parametrize("zone", ["Europe/London", "School clock", "GMT Standard Time"])
def test_a_meeting_stays_on_its_day_across_the_change_of_clocks(tmp_path: Path, zone: str) -> None:
    """Half past three, and half past midnight, in London stay on their weekday all through the year."""
    for clock in ("153000", "003000", "233000"):
        lines = (f"DTSTART;TZID={zone}:20230905T{clock}", "DURATION:PT20M", "RRULE:FREQ=WEEKLY")
        (one,) = read(tmp_path, LONDON, event("A", *lines)).days
        assert len(one.also) == 52
        assert {day.weekday() for day in (one.first, *one.also)} == {1}
        assert one.last == one.first


def test_one_time_that_was_moved_called_off_or_renamed(tmp_path: Path) -> None:
    """What stands in the place of one time is there and the time is not; the version that was changed last holds."""
    series = event("Staff", "DTSTART;TZID=Europe/London:20230905T153000", "DURATION:PT1H",
                   "RRULE:FREQ=WEEKLY;UNTIL=20260930T000000Z", uid="s")  # fmt: skip
    moved = event("Staff", "RECURRENCE-ID;TZID=Europe/London:20260908T153000", "SEQUENCE:1",
                  "DTSTART;TZID=Europe/London:20260909T153000", uid="s")  # fmt: skip
    again = event("Staff", "RECURRENCE-ID:20260908T143000Z", "SEQUENCE:2", "DTSTART:20260910T143000Z", uid="s")
    off = event("", "RECURRENCE-ID:20260915T143000Z", "STATUS:CANCELLED", uid="s")
    named = event("Training", "RECURRENCE-ID;VALUE=DATE:20260922", "DTSTART:20260922T143000Z", uid="s")
    nameless = event("", "RECURRENCE-ID:20260929T143000Z", "DTSTART:20260930T143000Z", uid="s")
    other = event("Other", "RECURRENCE-ID:20260901T143000Z", "DTSTART:20261001T143000Z", uid="t")
    found = {one.title: days(one) for one in read(tmp_path, again, moved, off, series, named, nameless, other).days}
    assert found == {
        "Staff": ["2026-09-01", "2026-09-10", "2026-09-30"], "Training": ["2026-09-22"], "Other": ["2026-10-01"],
    }  # fmt: skip
    far = event("Staff", "RECURRENCE-ID:20230912T143000Z", "DTSTART:20261212T153000Z", uid="s")
    assert days(read(tmp_path, series, far).days[0])[-1] == "2026-12-12"


def test_a_change_of_all_times_from_one_on(tmp_path: Path) -> None:
    """From the change on each time is moved and named as the first of them; one on its own stays as it is."""
    series = event("Staff", "DTSTART:20230905T143000Z", "RRULE:FREQ=WEEKLY;UNTIL=20260923T000000Z", uid="s")
    later = event("Briefing", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260908T143000Z", "DTSTART:20260909T080000Z", uid="s")
    one = event("Staff", "RECURRENCE-ID:20260915T143000Z", "DTSTART:20260918T143000Z", uid="s")
    found = {each.title: days(each) for each in read(tmp_path, series, later, one).days}
    assert found == {"Staff": ["2026-09-01", "2026-09-18"], "Briefing": ["2026-09-09", "2026-09-23"]}
    last = later.replace("Briefing", "Breakfast").replace("20260908", "20260922").replace("20260909", "20260925")
    found = {each.title: days(each) for each in read(tmp_path, series.replace("0923", "1001"), last, later).days}
    assert found == {
        "Staff": ["2026-09-01"], "Briefing": ["2026-09-09", "2026-09-16"], "Breakfast": ["2026-09-25", "2026-10-02"],
    }  # fmt: skip


def test_what_was_called_off_and_what_lies_outside(tmp_path: Path) -> None:
    """A series that was called off is no more but for what was made of one time; one outside the year stays there."""
    weekly = "RRULE:FREQ=WEEKLY;COUNT=3"
    found = read(
        tmp_path,
        event("Off", "DTSTART:20230905T153000", "RRULE:FREQ=WEEKLY", "STATUS:CANCELLED"),
        event("Still", "RECURRENCE-ID:20260908T153000", "DTSTART:20260909T153000", uid="Off"),
        event("Past", "DTSTART:20230905T153000", weekly),
        event("Future", "DTSTART:20280905T153000", weekly),
        event("All out", "DTSTART:20260908T153000", "RRULE:FREQ=WEEKLY;COUNT=1", "EXDATE:20260908T153000"),
    )
    assert [(one.title, days(one)) for one in found.days] == [
        ("Past", ["2023-09-05"]), ("Still", ["2026-09-09"]), ("Future", ["2028-09-05"]),
    ]  # fmt: skip


def test_several_days_each_time(tmp_path: Path) -> None:
    """Each time is as long as the first, and one that began before the year and lasts into it counts."""
    lines = ("DTSTART;VALUE=DATE:20200803", "DTEND;VALUE=DATE:20200903", "RRULE:FREQ=YEARLY")
    (one,) = read(tmp_path, event("Building", *lines)).days
    assert (one.first, one.last, one.also) == (dt.date(2026, 8, 3), dt.date(2026, 9, 2), (dt.date(2027, 8, 3),))


def test_private_is_private_each_time(tmp_path: Path) -> None:
    """A time that was moved is as private as its event, and one that was marked alone is private alone."""
    rule = ("DTSTART:20260901T143000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    moved = ("RECURRENCE-ID:20260908T143000Z", "DTSTART:20260909T143000Z")
    found = read(tmp_path, event("A", *rule, "CLASS:PRIVATE"), event("A", *moved)).days
    assert [(days(one), one.private) for one in found] == [(["2026-09-01", "2026-09-09"], True)]
    found = read(tmp_path, event("B", *rule), event("B", *moved, "CLASS:CONFIDENTIAL")).days
    assert [(days(one), one.private) for one in found] == [(["2026-09-01"], False), (["2026-09-09"], True)]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("RRULE:FREQ=SECONDLY",), "too often"),
        (("RRULE:FREQ=NONSENSE",), "unreadable"),
        (("RRULE:rubbish",), "unreadable"),
        (("RRULE:FREQ=WEEKLY;INTERVAL=0",), "unreadable"),
        (("RRULE:FREQ=WEEKLY;UNTIL=2026",), "unreadable"),
        (("RRULE:FREQ=WEEKLY", "EXDATE:rubbish"), "unreadable"),
        (("RRULE:FREQ=WEEKLY", "RDATE:rubbish"), "unreadable"),
        (("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000",), "too long"),
    ],
)
def test_a_rule_that_is_not_read_takes_nothing_with_it(
    tmp_path: Path, lines: tuple[str, ...], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What repeats by the second, unclearly, or takes too long is left out and named; the rest of the file is read."""
    monkeypatch.setattr(calendar_ics, "Patience", lambda: repeat_rules.Patience(1_000))
    found = read(tmp_path, event("Odd", "DTSTART:20230905T153000", *lines), event("Good", "DTSTART:20261001T100000"))
    assert [(one.title, one.first, one.why) for one in found.left_out] == [("Odd", dt.date(2023, 9, 5), why)]
    assert [one.title for one in found.days] == ["Good"]


def test_a_file_made_to_take_long_comes_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One event that takes too long leaves the others what they need; so does one that is changed without end."""
    monkeypatch.setattr(repeat_rules, "MOST_OF_ONE", 1_000)
    long = event("Long", "DTSTART:00010101T090000", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5")
    good = event("Good", "DTSTART:20230905T153000", "RRULE:FREQ=WEEKLY")
    found = read(tmp_path, long, good)
    assert ([one.title for one in found.left_out], [one.title for one in found.days]) == (["Long"], ["Good"])
    change = ("RECURRENCE-ID;RANGE=THISANDFUTURE:20260908T153000", "DTSTART:20260908T153000")
    found = read(tmp_path, good, *[event("X", *change, uid="Good")] * 30)
    assert [one.why for one in found.left_out] == ["too long"]


def test_events_without_a_name_of_their_own_change_no_others(tmp_path: Path) -> None:
    """A file whose events have no UID is read, each for itself."""
    lines = ("BEGIN:VEVENT", "SUMMARY:A", "DTSTART;VALUE=DATE:20260901", "RRULE:FREQ=DAILY;COUNT=2", "END:VEVENT", "")
    moved = ("BEGIN:VEVENT", "SUMMARY:B", "RECURRENCE-ID;VALUE=DATE:20260902", "DTSTART;VALUE=DATE:20261001",
             "END:VEVENT", "")  # fmt: skip
    found = {one.title: days(one) for one in read(tmp_path, "\n".join(lines), "\n".join(moved)).days}
    assert found == {"A": ["2026-09-01", "2026-09-02"], "B": ["2026-10-01"]}


def test_a_year_of_too_many_days_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Daily rules by the thousand are one sentence."""
    monkeypatch.setattr(calendar_ics, "MOST_DAYS", 400)
    daily = ("DTSTART:20230905T153000", "RRULE:FREQ=DAILY")
    assert len(read(tmp_path, event("A", *daily)).days) == 1
    with pytest.raises(InvalidFile, match="on over 400 days of the school year"):
        read(tmp_path, event("A", *daily), event("B", *daily))


def test_what_is_written_is_read_back_to_the_same_days(tmp_path: Path) -> None:
    """An event that repeats is written once for each of its times, each with a name of its own in the file."""
    also = (dt.date(2026, 9, 8), dt.date(2026, 10, 27))
    one = Event("staff", "Staff", dt.date(2026, 9, 1), dt.date(2026, 9, 2), also=also)
    kept = KeptTime("k-1", dt.date(2027, 6, 7), "Planning", "15:45", "16:30")
    made = write_ics("Year", [one], [kept], stamp=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
    file = tmp_path / "out.ics"
    file.write_bytes(made)
    found = read_ics(file, FIRST, LAST).days
    assert [(day.first, day.last) for day in found if day.title == "Staff"] == list(one.times)
    assert [day.first for day in found if day.title == "Planning"] == [kept.day]
    assert made.count(b"UID:staff-") == len(set(one.times)) == 3
