"""The calendar of pressure on the command line: bad input, files, undo, and what blanking reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TERM = ("calendar", "term", "autumn", "--from", "2026-09-02", "--to", "2026-12-18")


def test_a_year_is_made_changed_and_taken_back(run: Any, home: Path) -> None:
    """Each change is one undo away; a file that somebody broke is said, by name."""
    assert run(*TERM).code == 0
    made = run(
        "calendar", "add", "Governors' report", "--on", "2026-11-20", "--role", "Leader", "--weight", "3", "--json"
    )
    assert (made.json["event"]["id"], made.json["event"]["roles"]) == ("governors-report", ["leader"])
    heat = run("calendar", "heat", "--year", "2026", "--json").json
    week = next(one for one in heat["weeks"] if one["monday"] == "2026-11-16")
    assert week["loads"]["leader"] == 5  # appraisal weighs two
    assert run("calendar", "undo", "--year", "2026").code == 0
    assert "Governors" not in run("calendar", "events", "--year", "2026").out
    assert run("calendar", "undo", "--year", "2026").code == 0
    assert "Governors" in run("calendar", "events", "--year", "2026").out
    assert run("calendar", "keep", "2026-12-14", "--from", "15:45", "--to", "16:30").code == 0
    assert "*" in run("calendar", "heat", "--year", "2026").out.splitlines()[-1]
    assert run("calendar", "free", "k-2026", "--year", "2026").code == 0
    (home / "calendar" / "2026.toml").write_text("kind = 'inclusion.calendar'\nschema = 1\nid = '2026'\nweight = 2\n")
    broken = run("calendar", "events", "--year", "2026")
    assert (broken.code, "weight" in broken.err) == (3, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("events", "--year", "26"), "no school year"),
        (("add", "X", "--on", "2026-11-40"), "is not a day"),
        (("add", "X", "--on", "2026-11-20", "--until", "2026-11-19"), "Give its first day first"),
        (("add", "X", "--on", "2026-11-20", "--weight", "9"), "from 0 to 5"),
        (("add", " ", "--on", "2026-11-20"), "needs a title"),
        (("add", "X", "--on", "2026-11-20", "--role", "!!"), "is no role"),
        (("term", "autumn", "--from", "2026-12-01", "--to", "2026-09-01"), "before it begins"),
        (("term", "spring", "--from", "2026-12-01", "--to", "2027-03-25"), "overlap"),
        (("keep", "2026-12-14", "--from", "16:30", "--to", "15:45"), "from when to when"),
        (("remove", "nothing", "--year", "2026"), "nothing"),
        (("find", "--with", "senco", "senco"), "not the same"),
        (("import", "nowhere.ics", "--year", "2026"), "Is the name right?"),
        (("import", "x.ics", "--as", "days"), "--as events or --as terms"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Any, words: tuple[str, ...], says: str) -> None:
    """Each names what is wrong, and what to write."""
    assert run(*TERM).code == 0
    done = run("calendar", *words)
    assert done.code in {2, 3, 4}
    assert says in done.err
    assert "fault in the program" not in done.err


def test_terms_and_days_come_from_a_calendar_file(run: Any, tmp_path: Path) -> None:
    """Terms by what titles say, or each missing day named; days once however often the file is read, ours never."""
    pytest.importorskip("icalendar")

    def entry(title: str, first: str, last: str = "") -> str:
        end = f"DTEND;VALUE=DATE:{last}\r\n" if last else ""
        return f"BEGIN:VEVENT\r\nUID:{title}\r\nDTSTART;VALUE=DATE:{first}\r\n{end}SUMMARY:{title}\r\nEND:VEVENT\r\n"

    def file(*entries: str) -> str:
        path = tmp_path / "council.ics"
        path.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(entries) + "END:VCALENDAR\r\n")
        return str(path)

    autumn = (entry("Autumn term starts", "20260902"), entry("Autumn half term", "20261026", "20261031"))
    done = run("calendar", "import", file(*autumn), "--year", "2026", "--as", "terms")
    assert done.code == 3
    assert done.err.count("does not say which is the") == 5
    rest = (entry("Autumn term ends", "20261218"), entry("Spring term", "20270104", "20270326"),
            entry("Summer term begins", "20270412"), entry("Last day of summer term", "20270721"))  # fmt: skip
    done = run("calendar", "import", file(*autumn, *rest), "--year", "2026", "--as", "terms")
    assert "autumn  2026-09-02 to 2026-12-18  break 2026-10-26 to 2026-10-30" in done.out
    assert "spring  2027-01-04 to 2027-03-25  no break" in done.out
    for added in (7, 0):
        came = run(
            "calendar", "import", file(*autumn, *rest, entry("Fair", "20270601")), "--year", "2026", "--json"
        ).json
        assert (came["added"], came["skipped"]) == (added, 7 - added)
    assert run("calendar", "export", "--year", "2026", "--out", str(tmp_path / "ours.ics")).code == 0
    assert run("calendar", "import", str(tmp_path / "ours.ics"), "--year", "2026", "--json").json["added"] == 0


def test_blanking_reaches_the_calendar(run: Any, review: str, home: Path) -> None:
    """A name that somebody wrote into an event is gone from the file and its journal."""
    done = run("calendar", "add", "Review of Xanthippe Q (Y5)", "--on", "2026-11-20")
    assert "Pupils are not named here" in done.err
    assert run("calendar", "keep", "2026-11-21", "--title", "About Xanthippe Q").code == 0
    assert run("blank", review, "Xanthippe Q").code == 0
    there = b"".join(one.read_bytes() for one in (home / "calendar").rglob("*") if one.is_file())
    assert b"Xanthippe" not in there
