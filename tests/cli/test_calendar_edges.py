"""The calendar of pressure at its edges: roles in any case, events over several years, days without school."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

MODERATION = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    "SUMMARY:Moderation\r\nDTSTART;VALUE=DATE:20270830\r\nDTEND;VALUE=DATE:20270904\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def week(run: Any, year: str, monday: str, *more: str) -> Any:
    """Return a week of the heat map."""
    found = run("calendar", "heat", "--year", year, *more, "--json").json["weeks"]
    return next(one for one in found if one["monday"] == monday)


def test_a_role_is_known_in_any_case_and_a_misspelt_one_is_no_quiet_row(run: Any, tmp_path: Path) -> None:
    """A role typed as people write it has its own weights; one that is nearly it is refused, and a new one is said."""
    assert week(run, "2026", "2026-09-07", "--role", "SENCO")["loads"] == {"senco": 3}
    events = run("calendar", "events", "--year", "2026", "--role", "Senco", "--json").json["events"]
    assert "usual-year.handover-and-audit" in {one["id"] for one in events}
    file = tmp_path / "council.ics"
    file.write_text(MODERATION)
    for words in (
        ("heat", "--year", "2026", "--role", "senko"),
        ("events", "--year", "2026", "--role", "senko"),
        ("import", str(file), "--year", "2026", "--role", "senko"),
    ):
        refused = run("calendar", *words)
        assert (refused.code, "Did you mean 'senco'?" in refused.err) == (2, True), words
    assert "Nothing is known that weighs on governor" in run("calendar", "heat", "--role", "governor").err
    found = run("calendar", "find", "--year", "2026", "--with", "SENCO", "Leader")
    assert (found.code, "SENCO 0  Leader 0" in found.out) == (0, True)
    assert "not the same" in run("calendar", "find", "--with", "senco", "SENCO").err
    assert "is no role" in run("calendar", "heat", "--role", " ").err
    assert "Everybody is no role of its own" in run("calendar", "events", "--role", "everybody").err


def test_an_event_weighs_in_every_year_it_goes_over_and_once(run: Any, tmp_path: Path) -> None:
    """An event of four years weighs in the third too; one that was read into two years weighs once in their week."""
    assert (
        run("calendar", "add", "New building", "--on", "2027-01-11", "--until", "2030-07-19", "--weight", "5").code == 0
    )
    for year, monday in (
        ("2026", "2027-02-22"),
        ("2027", "2028-02-28"),
        ("2028", "2029-02-26"),
        ("2029", "2030-02-25"),
    ):
        there = [one for one in week(run, year, monday)["events"] if one.startswith("new-building")]
        assert len(there) == 1, year
    assert not any(one.startswith("new") for one in week(run, "2030", "2030-09-09")["events"])
    file = tmp_path / "council.ics"
    file.write_text(MODERATION)
    once = {}
    for year in ("2026", "2027"):
        assert run("calendar", "import", str(file), "--year", year, "--role", "leader", "--weight", "4").code == 0
        once[year] = week(run, year, "2027-08-30")["loads"]["leader"]
    assert once == {"2026": 9, "2027": 9}
    assert week(run, "2026", "2027-08-30")["loads"]["leader"] == 9  # and not 13, now that both years have it


def test_a_bank_holiday_is_no_school_day(run: Any) -> None:
    """A week of term with a bank holiday in it has four school days."""
    assert run("calendar", "term", "summer", "--from", "2027-04-12", "--to", "2027-07-21").code == 0
    assert [week(run, "2026", one)["school_days"] for one in ("2027-04-26", "2027-05-03")] == [5, 4]


@pytest.mark.parametrize(
    "words",
    [
        ("add", "X", "--on", "9999-12-01"),
        ("add", "X", "--on", "2026-11-20", "--until", "9999-12-31", "--after", "60"),
        ("keep", "9999-12-01"),
        ("keep", "0001-01-01"),
        ("term", "autumn", "--from", "9999-09-02", "--to", "9999-12-02"),
    ],
)
def test_a_day_that_no_school_year_has_is_refused_in_a_sentence(run: Any, words: tuple[str, ...]) -> None:
    """The first and the last days that there are make no fault of the program."""
    done = run("calendar", *words)
    assert (done.code, "reckoned" in done.err) == (2, True)


def test_a_year_that_cannot_be_read_is_named_whatever_was_to_change(run: Any, home: Path) -> None:
    """A broken file is said with its line; no other id is asked for."""
    assert run("calendar", "add", "X", "--on", "2026-11-20").code == 0
    file = home / "calendar" / "2026.toml"
    file.write_text(f"{file.read_text()}x = = 3\n")
    for words in (("add", "Y", "--on", "2026-11-21"), ("keep", "2026-11-20")):
        done = run("calendar", *words)
        assert ("2026.toml" in done.err, "already" in done.err) == (True, False)


def test_a_half_term_break_does_not_go_without_a_word(run: Any) -> None:
    """A term that is set anew without its break says that the break is gone."""
    term = ("calendar", "term", "autumn", "--from", "2026-09-02", "--to", "2026-12-18")
    assert not run(*term, "--break", "2026-10-26", "2026-10-30").err
    said = run(*term)
    assert "Its half-term break, 2026-10-26 to 2026-10-30, is set no more" in said.err
    assert not run(*term).err


def test_nothing_to_take_back_is_said_where_nothing_was_ever_kept(run: Any) -> None:
    """An empty workspace has lost no drive."""
    assert "can be taken back" in run("calendar", "undo", "--year", "2026").err


def test_a_file_of_the_work_is_not_written_over(run: Any, home: Path) -> None:
    """Whatever is written to a file leaves the year's own file and journal as they are; other files are replaced."""
    assert run("calendar", "add", "X", "--on", "2026-11-20").code == 0
    for name in ("2026.toml", "journal.jsonl"):
        file = home / "calendar" / name
        before = file.read_bytes()
        for words in (("export", "--year", "2026", "--out", str(file)), ("heat", "--year", "2026", "--svg", str(file))):
            done = run("calendar", *words)
            assert (done.code, "holds work that would be lost" in done.err, file.read_bytes()) == (2, True, before)
    out = home.parent / "year.svg"
    assert [run("calendar", "heat", "--svg", str(out)).code for _ in range(2)] == [0, 0]
    assert "Give the name of a file" in run("calendar", "export", "--out", "-").err


def test_what_another_person_changed_is_not_taken_back(run: Any, home: Path) -> None:
    """In a workspace that two share, undo is of one's own last change; the year stays as the other one left it."""
    assert run("calendar", "add", "X", "--on", "2026-11-20").code == 0
    journal = home / "calendar" / "journal.jsonl"
    before = journal.read_text(encoding="utf-8")
    me = json.loads(before.splitlines()[-1])["person"]
    known = home / "inclusion.toml"
    known.write_text(known.read_text(encoding="utf-8").replace(me, "zz-000"), encoding="utf-8")
    refused = run("calendar", "undo", "--year", "2026")
    assert (refused.code, "Somebody else made the last change" in refused.err) == (2, True)
    assert journal.read_text(encoding="utf-8") == before


def test_everybody_is_no_role_and_no_two_names_become_one(run: Any) -> None:
    """What weighs on everybody weighs on each; names without a letter of ours are refused, not all called the same."""
    made = run("calendar", "add", "Fire drill", "--on", "2026-12-15", "--role", "Everybody", "--json").json["event"]
    assert (made["roles"], week(run, "2026", "2026-12-14")["loads"]) == ([], {"senco": 1, "leader": 1})
    changed = run("calendar", "change", "fire", "--year", "2026", "--role", "senco", "--json").json["event"]
    assert changed["roles"] == ["senco"]
    changed = run("calendar", "change", "fire", "--year", "2026", "--role", "everyone", "--json").json["event"]
    assert changed["roles"] == []
    for name in ("\u79cb", "!!"):
        term = run("calendar", "term", name, "--from", "2026-09-02", "--to", "2026-12-18")
        assert (term.code, "cannot name a term" in term.err) == (2, True)
        assert "is no role" in run("calendar", "add", "X", "--on", "2026-11-20", "--role", name).err


def test_a_beginning_of_several_names_them(run: Any) -> None:
    """An event or a kept time is not called unknown where two begin so."""
    assert "begins several events" in run("calendar", "remove", "census", "--year", "2026").err
    for starts, ends in (("12:00", "13:00"), ("15:45", "16:30")):
        assert run("calendar", "keep", "2026-10-06", "--from", starts, "--to", ends).code == 0
    several = run("calendar", "free", "k-2026", "--year", "2026").err
    assert "begins several times: k-20261006-1200, k-20261006-1545" in several


def test_a_weight_that_is_none_is_refused_even_where_nothing_is_new(run: Any, tmp_path: Path) -> None:
    """A file of days that are there already takes no weight of nine without a word."""
    file = tmp_path / "council.ics"
    file.write_text(MODERATION)
    for weight, code in (("5", 0), ("9", 2), ("-1", 2)):
        assert run("calendar", "import", str(file), "--year", "2026", "--weight", weight).code == code


def test_no_pupil_is_a_role_or_a_term(run: Any, home: Path) -> None:
    """A pupil's number is refused there too, in small letters as well, and what looks like a name is said."""
    for one in ("E000200005001", "e000200005001"):
        for words in (
            ("add", "X", "--on", "2026-11-20", "--role", one),
            ("term", one, "--from", "2026-09-02", "--to", "2026-12-18"),
        ):
            assert "Write it without the number; nothing was kept." in run("calendar", *words).err
    assert not (home / "calendar").exists()
    assert "named" in run("calendar", "add", "X", "--on", "2026-11-20", "--role", "Jo in Year 4").err


def test_a_day_that_moved_is_moved_in_a_calendar_program(run: Any, tmp_path: Path) -> None:
    """An event keeps its UID when its day changes, and so does one of the law once its terms are known."""

    def days(title: str) -> dict[str, str]:
        out = tmp_path / "year.ics"
        assert run("calendar", "export", "--year", "2026", "--out", str(out)).code == 0
        entries = [one.splitlines() for one in out.read_text(encoding="utf-8").split("BEGIN:VEVENT")]
        found = [
            dict(line.split(":", 1) for line in one if ":" in line) for one in entries if f"SUMMARY:{title}" in one
        ]
        return {one["UID"]: one["DTSTART;VALUE=DATE"] for one in found}

    assert run("calendar", "add", "Moderation", "--on", "2026-11-20").code == 0
    before = {title: days(title) for title in ("Moderation", "Phase transfers named by 15 February")}
    assert run("calendar", "change", "moderation", "--year", "2026", "--on", "2026-11-24").code == 0
    term = ("calendar", "term", "spring", "--from", "2027-01-04", "--to", "2027-03-25")
    assert run(*term, "--break", "2027-02-15", "2027-02-19").code == 0
    for title, was in before.items():
        now = days(title)
        assert (len(now), now.keys() == was.keys(), now == was) == (1, True, False)
