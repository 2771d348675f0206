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


def entry(title: str, first: str, last: str = "") -> str:
    """Return an entry of a calendar file; its last day is not in it."""
    end = f"DTEND;VALUE=DATE:{last}\r\n" if last else ""
    return f"BEGIN:VEVENT\r\nUID:{title}\r\nDTSTART;VALUE=DATE:{first}\r\n{end}SUMMARY:{title}\r\nEND:VEVENT\r\n"


def test_terms_are_read_as_authorities_write_them_and_doubts_are_said(run: Any, tmp_path: Path) -> None:
    """Half term by its two ends, holidays and summer schools passed over, last year's too; two last days are said."""
    pytest.importorskip("icalendar")
    path = tmp_path / "council.ics"

    def read(*more: str) -> Any:
        spans = (entry("Autumn Term 2026", "20260902", "20261219"), entry("Spring Term 2027", "20270104", "20270326"),
                 entry("Summer Term 2027", "20270412", "20270722"))  # fmt: skip
        text = "".join((*spans, *more))
        path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n")
        return run("calendar", "import", str(path), "--year", "2026", "--as", "terms")

    done = read(
        entry("Summer holidays 2026", "20260722", "20260902"), entry("Summer holiday ends", "20270831"),
        entry("Summer school ends", "20270728"), entry("Spring fair opens", "20270201"),
        entry("Autumn half term starts", "20261026"), entry("Autumn half term ends", "20261030"),
        entry("Start of summer holidays", "20270722"),
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "autumn  2026-09-02 to 2026-12-18  break 2026-10-26 to 2026-10-30",
        "spring  2027-01-04 to 2027-03-25  no break",
        "summer  2027-04-12 to 2027-07-21  no break",
    ]
    done = read(
        entry("Summer term ends (pupils)", "20270716"), entry("End of summer term", "20270721"),
        entry("Half term starts", "20270215"), entry("Half-term in May", "20270501"), entry("Half term", "20270604"),
    )  # fmt: skip
    said = done.err.splitlines()
    assert said[1].startswith("The file names several last days of the summer term: 2027-07-16, 2027-07-21.")
    assert said[0].startswith("The file gives one side of half term in the spring term only, 2027-02-15.")
    assert "goes from 2027-05-01 to 2027-06-04, so no break was set" in said[2]


def test_terms_in_halves_and_half_terms_between_closing_and_reopening(run: Any, tmp_path: Path) -> None:
    """Two halves are one term with a break; a school closes before half term and reopens after it; doubts are said."""
    pytest.importorskip("icalendar")
    path = tmp_path / "trust.ics"
    text = "".join((
        entry("Autumn term part 1", "20260902", "20261024"), entry("Autumn term part 2", "20261102", "20261219"),
        entry("Autumn term residential", "20260914", "20260918"),
        entry("Spring term", "20270104", "20270326"), entry("School closes for half term", "20270212"),
        entry("Half term club, pupils back on Monday", "20270215", "20270220"),
        entry("School reopens after half-term", "20270222"),
        entry("Summer term", "20270412", "20270831"), entry("Summer half term", "20270601", "20270605"),
        entry("Summer term holidays begin", "20270722"), entry("Summer term holiday ends", "20270831"),
    ))  # fmt: skip
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n")
    done = run("calendar", "import", str(path), "--year", "2026", "--as", "terms")
    assert done.out.splitlines() == [
        "autumn  2026-09-02 to 2026-12-18  break 2026-10-26 to 2026-10-30",
        "spring  2027-01-04 to 2027-03-25  break 2027-02-15 to 2027-02-19",
        "summer  2027-04-12 to 2027-08-30  break 2027-06-01 to 2027-06-04",
    ]
    said = done.err.splitlines()
    assert len(said) == 3
    assert said[0].startswith("The file gives the autumn term in two parts, 2026-09-02 to 2026-10-23, 2026-11-02 to")
    assert said[1].startswith("Half term in the summer term was read as 2027-06-01 to 2027-06-04, not whole weeks.")
    assert said[2].startswith("The summer term was read as 2027-04-12 to 2027-08-30, 21 weeks.")
    read = run("calendar", "import", str(path), "--year", "2026", "--as", "terms", "--json").json
    assert [one["first"] for one in read["terms"]] == ["2026-09-02", "2027-01-04", "2027-04-12"]
    assert len(read["remarks"]) == 3


def test_a_time_without_a_known_term_is_no_holiday(run: Any) -> None:
    """With the autumn alone known, what the law fixes stays on its day, and every page says what is not known."""
    assert run(*TERM).code == 0
    events = run("calendar", "events", "--year", "2026")
    assert "2027-02-15" in events.out
    says = "No term is known for 28 Dec to 31 Aug 2027: such weeks are drawn as ? where nothing weighs"
    assert says in events.err
    resting = [line[:10] for line in events.out.splitlines() if line.endswith("rests on terms not known yet")]
    assert resting == ["2027-02-15", "2027-03-31"]
    as_json = run("calendar", "events", "--year", "2026", "--json").json["events"]
    assert [one["date"] for one in as_json if not one["terms_known"]] == resting
    heat = run("calendar", "heat", "--year", "2026")
    assert says in heat.err
    senco = next(line for line in heat.out.splitlines() if line.startswith("SENCO"))[12:]
    assert senco[:23] == "3335422222222000-??22?5"  # a known holiday, then weeks of which nobody knows
    weeks = {
        one["monday"]: one["school_days"] for one in run("calendar", "heat", "--year", "2026", "--json").json["weeks"]
    }
    assert (weeks["2026-12-14"], weeks["2026-12-21"], weeks["2027-02-15"]) == (5, 0, None)
    found = run("calendar", "find", "--year", "2026", "--since", "2026-09-01", "--most", "20")
    assert says in found.err
    known = [line for line in found.out.splitlines() if not line.endswith("terms not known yet")]
    assert found.out.splitlines()[: len(known)] == known
    assert len(known) == 1  # one to a half term, and this autumn has none
    assert any(line.startswith("2027-0") for line in found.out.splitlines())


def test_what_is_in_the_year_beside_weighs_on_the_weeks_that_it_reaches(run: Any) -> None:
    """Early September is written in August; the week of the first of September weighs the same from both sides."""
    assert (
        run("calendar", "add", "Report to trustees", "--on", "2027-09-02", "--weight", "4", "--before", "14").code == 0
    )
    words = ("--on", "2027-08-31", "--weight", "5", "--role", "leader")
    assert run("calendar", "add", "Handing over", *words).code == 0

    def load(year: str, monday: str) -> tuple[int, list[str]]:
        weeks = run("calendar", "heat", "--year", year, "--json").json["weeks"]
        return next((one["loads"]["leader"], one["events"]) for one in weeks if one["monday"] == monday)

    assert load("2026", "2027-08-16") == (4, ["report-to-trustees@2027"])
    assert load("2026", "2027-08-30")[0] == load("2027", "2027-08-30")[0] == 9
    assert "Report to trustees" not in run("calendar", "events", "--year", "2026").out


def test_terms_and_days_come_from_a_calendar_file(run: Any, tmp_path: Path) -> None:
    """Terms by what titles say, or each missing day named; days once however often the file is read, ours never."""
    pytest.importorskip("icalendar")

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


def test_what_comes_in_from_a_calendar_is_looked_over(run: Any, tmp_path: Path, home: Path) -> None:
    """No pupil's number and nothing private comes in, names are said, a day that ends at midnight is one day."""
    pytest.importorskip("icalendar")
    path = tmp_path / "mine.ics"
    timed = entry("Evening", "x").replace(";VALUE=DATE:x", ":20261112T180000").replace(
        "SUMMARY", "DTEND:20261113T000000\r\nSUMMARY")  # fmt: skip
    meeting = entry("Team meeting", "20240902").replace("SUMMARY", "RRULE:FREQ=WEEKLY\r\nSUMMARY")
    private = entry("Dentist", "20261113").replace("SUMMARY", "CLASS:PRIVATE\r\nSUMMARY")
    text = "".join((entry("Annual review Jack Smith (Y5)", "20261110"), entry("EHCP E000200005001", "20261111"),
                    timed, meeting, private))  # fmt: skip
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n")
    done = run("calendar", "import", str(path), "--year", "2026")
    assert done.out == "3 events added to 2026; 0 were there already, 0 lie outside it.\n"
    assert done.err.splitlines() == [
        "1 of them repeats: 52 times in 2026/27.",
        "1 marked as private were left out.",
        "Left out, since the title holds a number that only one pupil has: 2026-11-11.",
        (
            "Titles that look as if they named a pupil: 2026-11-10. Pupils are not named here; to erase one for good: "
            "inclusion blank TEXT"
        ),
    ]
    there = b"".join(one.read_bytes() for one in (home / "calendar").rglob("*") if one.is_file())
    assert b"E000200005001" not in there
    assert b"Dentist" not in there
    assert "2026-11-12                0" in run("calendar", "events", "--year", "2026").out
    out = ("calendar", "export", "--year", "2026", "--out", str(tmp_path / "out.ics"))
    assert "Pupils are not named here" in run(*out).err
    for words in (("add", "EHCP E000200005001"), ("keep", "--title", "E000200005001")):
        refused = run("calendar", words[0], *words[1:], *(("--on",) if words[0] == "add" else ()), "2026-11-16")
        assert (refused.code, "Write it without the number" in refused.err) == (2, True), refused.err
        assert "E000200005001" not in refused.err
    year = home / "calendar" / "2026.toml"
    year.write_text(year.read_text().replace('"Evening"', '"Evening E000200005001"'))
    stopped = run(*out)
    assert (stopped.code, "E000200005001" in stopped.err) == (2, False)


def test_terms_that_repeat_each_year_are_read_for_the_year(run: Any, tmp_path: Path) -> None:
    """A calendar that says once, every year, when a term starts and ends sets it in each year."""
    pytest.importorskip("icalendar")
    path = tmp_path / "council.ics"
    named = (("Autumn", "0902", "1218"), ("Spring", "0104", "0325"), ("Summer", "0412", "0721"))
    text = "".join(
        entry(f"{name} term {word}", f"2022{day}").replace("SUMMARY", "RRULE:FREQ=YEARLY\r\nSUMMARY")
        for name, *days in named
        for word, day in zip(("starts", "ends"), days, strict=True)
    )
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n")
    done = run("calendar", "import", str(path), "--year", "2026", "--as", "terms")
    assert [line.split()[:4] for line in done.out.splitlines()] == [
        ["autumn", "2026-09-02", "to", "2026-12-18"],
        ["spring", "2027-01-04", "to", "2027-03-25"],
        ["summer", "2027-04-12", "to", "2027-07-21"],
    ]


def test_what_repeats_is_one_event_that_weighs_each_week(run: Any, tmp_path: Path) -> None:
    """A weekly meeting since 2023 is one line and one change; it weighs in its weeks, in holidays if wanted."""
    pytest.importorskip("icalendar")
    path = tmp_path / "school.ics"
    rule = "RRULE:FREQ=WEEKLY;BYDAY=TU,TH\r\nEXDATE;VALUE=DATE:20261110,20261112\r\nSUMMARY"
    numbered = entry("EHCP E000200005001", "20230905").replace("SUMMARY", "RRULE:FREQ=WEEKLY\r\nSUMMARY")
    private = numbered.replace("EHCP E000200005001", "Dentist").replace("SUMMARY", "CLASS:PRIVATE\r\nSUMMARY")
    odd = "".join(
        entry(title, "20230905").replace("SUMMARY", f"RRULE:{said}\r\nSUMMARY")
        for title, said in (("Backup", "FREQ=SECONDLY"), ("Odd", "rubbish"), ("For E000200005001", "FREQ=NO"))
    ) + private.replace("Dentist", "Clinic").replace("WEEKLY", "NO")
    text = entry("Staff meeting", "20230905").replace("SUMMARY", rule) + numbered + private + odd
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n")
    away = ("--from", "2026-09-02", "--to", "2026-12-18", "--break", "2026-10-26", "2026-10-30")
    assert run("calendar", "term", "autumn", *away).code == 0
    words = ("calendar", "import", str(path), "--year", "2026", "--weight", "2", "--role", "senco")
    came = run(*words, "--json").json
    assert (came["added"], came["skipped"]) == (1, 0)
    assert came["remarks"] == [
        (
            "1 of them repeats: 103 times in 2026/27. 5 of those times lie in holidays; to leave such out, undo this "
            "and read the file again with --in-term."
        ),
        (
            "Left out, since the file does not say clearly when they repeat: the one of 2023-09-05 and 'Odd' of "
            "2023-09-05."
        ),
        "Left out, since they repeat by the hour or more often: 'Backup' of 2023-09-05.",
        "1 marked as private were left out.",
        "Left out, since the title holds a number that only one pupil has: 2026-09-01.",
    ]
    assert run(*words, "--json").json["added"] == 0
    (line,) = (one for one in run("calendar", "events", "--year", "2026").out.splitlines() if "Staff meeting" in one)
    assert " ".join(line.split()) == "2026-09-01 to 2027-08-31 2 senco Staff meeting staff-meeting 103 times"

    def loads() -> dict[str, int]:
        weeks = run("calendar", "heat", "--year", "2026", "--json").json["weeks"]
        return {one["monday"]: one["loads"]["senco"] for one in weeks if "staff-meeting" in one["events"]}

    with_holidays = loads()
    assert (with_holidays["2026-09-07"], "2026-11-09" in with_holidays, "2026-10-26" in with_holidays) == (
        5,
        False,
        True,
    )
    out = tmp_path / "out.ics"
    assert run("calendar", "export", "--year", "2026", "--out", str(out)).code == 0
    assert out.read_text().count("SUMMARY:Staff meeting") == 103
    assert run("calendar", "import", str(out), "--year", "2026", "--json").json["added"] == 0
    changed = run("calendar", "change", "staff", "--weight", "3", "--year", "2026", "--json").json["event"]
    assert (changed["weight"], len(changed["also"])) == (3, 102)
    assert all(load == with_holidays[week] + 1 for week, load in loads().items())
    refused = run("calendar", "change", "staff", "--on", "2026-09-02", "--year", "2026")
    assert (refused.code, "repeats, so its days stay" in refused.err) == (2, True), refused.err
    assert run("calendar", "remove", "staff", "--year", "2026").code == 0
    assert run(*words, "--in-term").out.startswith("1 event added")
    assert {*with_holidays} - {*loads()} == {"2026-10-26", "2026-12-21"}


def test_an_event_is_changed_and_a_role_is_not_misspelt(run: Any) -> None:
    """What is given changes and nothing else; a set's event is put away instead; `senko` is no role of its own."""
    assert run("calendar", "add", "Report", "--on", "2026-11-20", "--role", "leader", "--before", "5").code == 0
    done = run("calendar", "change", "rep", "--weight", "4", "--role", "senco", "--year", "2026")
    assert done.out == "report: Report, 2026-11-20, weight 4 on SENCO.\n"
    moved = run(
        "calendar", "change", "report", "--on", "2026-11-23", "--until", "2026-11-24", "--year", "2026", "--json"
    )
    event = moved.json["event"]
    assert (event["date"], event["until"], event["before"], event["weight"]) == ("2026-11-23", "2026-11-24", 5, 4)
    assert run("calendar", "undo", "--year", "2026").code == 0
    assert "2026-11-20" in run("calendar", "events", "--year", "2026", "--role", "senco").out
    for words, says in (
        (("change", "report", "--year", "2026"), "Say what changes"),
        (("change", "census.school-census-autumn", "--weight", "1", "--year", "2026"), "is given by a set"),
        (("change", "report", "--on", "2028-01-10", "--year", "2026"), "is not in the school year"),
        (("change", "report", "--title", "E000200005001", "--year", "2026"), "without the number"),
        (("add", "Report", "--on", "2026-11-20", "--role", "senko"), "Did you mean 'senco'?"),
        (("find", "--year", "2026", "--with", "senko", "leader"), "Did you mean 'senco'?"),
        (("keep", "2026-11-22"), "is a Sunday"),
    ):
        refused = run("calendar", *words)
        assert (refused.code in {2, 4}, says in refused.err) == (True, True), (words, refused.err)
    found = run("calendar", "find", "--year", "2026", "--with", "senco", "caretaker", "--since", "2026-09-01")
    assert "Nothing is known that weighs on caretaker" in found.err
    assert run("calendar", "keep", "2026-11-23", "--from", "15:45", "--to", "16:30").code == 0
    for words in (("--from", "16:00", "--to", "17:00"), ()):
        assert "kept free on 2026-11-23 already" in run("calendar", "keep", "2026-11-23", *words).err
    assert run("calendar", "keep", "2026-11-23", "--from", "16:30", "--to", "17:00").code == 0


def test_blanking_reaches_the_calendar(run: Any, review: str, home: Path) -> None:
    """A name that somebody wrote into an event is gone from the file and its journal."""
    done = run("calendar", "add", "Review of Xanthippe Q (Y5)", "--on", "2026-11-20")
    assert "Pupils are not named here" in done.err
    assert run("calendar", "keep", "2026-11-20", "--title", "About Xanthippe Q").code == 0
    assert run("blank", review, "Xanthippe Q").code == 0
    there = b"".join(one.read_bytes() for one in (home / "calendar").rglob("*") if one.is_file())
    assert b"Xanthippe" not in there
