"""Rounds on the command line: planned, explained, planned again, staffed; and what is refused with which words."""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.cli import main

if TYPE_CHECKING:
    from pathlib import Path

REGISTER = """URN,EstablishmentName,PhaseOfEducation (code),Easting,Northing
999001,Alnside,2,424000,613000
999002,Moorside,2,419000,608000
999003,Harbour,2,427000,604000
999004,Hillside,2,411000,615000
999005,Wansmere,3,425000,588000
"""
PLAN = "round plan spring --cluster coast --from 2027-01-04 --to 2027-03-26"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a cluster of five made-up schools, its people, and a round; made once."""
    folder = tmp_path_factory.mktemp("round")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    work = folder / "work"
    every = " ".join(f"--school {one}" for one in ("alnside", "moorside", "harbour", "hillside", "wansmere"))
    for words in (
        f"schools import {shlex.quote(str(folder / 'register.csv'))}",
        f"cluster new Coast {every}",
        "cluster conflict coast alnside moorside",
        "cluster needs coast harbour autism",
        "cluster red-weeks coast wansmere 2027-01-13",
        *(
            f"cluster person coast Head --school {one} --role lead-reviewer"
            for one in ("alnside", "moorside", "harbour")
        ),
        "cluster person coast Deputy --school hillside --role lead-reviewer --role improvement-champion --skill autism",
        "cluster person coast SENCO --school alnside --role peer-reviewer --role improvement-champion",
        "cluster person coast SENCO --school harbour --role improvement-champion",
        PLAN,
    ):
        assert main(["--workspace", str(work), *shlex.split(words)]) == 0, words
    return work


@pytest.fixture
def spring(run: Any, home: Path, made: Path) -> Any:
    """Return the command line of a copy of that workspace."""
    shutil.copytree(made, home)
    return run


def typed(run: Any, words: str) -> Any:
    """Run a command line as it is typed."""
    return run(*shlex.split(words))


def pairs(run: Any) -> dict[str, tuple[str, list[str]]]:
    """Return when each host is visited, and by whom."""
    visits = run("round", "show", "spring", "--json").json["round"]["visits"]
    return {one["host"]: (one["day"], one["visitors"]) for one in visits}


def test_a_round_says_who_visits_whom_when_and_why(spring: Any) -> None:
    """Each school hosts once and visits once; the reasons name distance, skills, conflicts and weeks."""
    shown = typed(spring, "round show spring")
    assert shown.out.startswith("Spring (2027-01-04 to 2027-03-26)\n2027-01-05  Harbour   is visited by Hillside")
    found = pairs(spring)
    assert sorted(found) == sorted(one for _, came in found.values() for one in came)
    assert found["harbour"] == ("2027-01-05", ["hillside"])
    assert not any(found[came[0]][1] == [host] for host, (_, came) in found.items())
    why = typed(spring, "round show spring --why --school har").out
    assert "19.4 km apart." in why
    assert "It brings autism, which Harbour asked for." in why
    assert "Moorside is nearer, but goes to Hillside: together this costs less." in why
    assert "The week is the first of the round." in why
    assert "Alnside is nearer, but a conflict is declared." in typed(spring, "round show spring --why").out
    assert typed(spring, "round list").out == "spring  Spring  2027-01-04 to 2027-03-26  5 visits\n"


def test_a_plan_is_a_grid_and_a_picture(spring: Any, tmp_path: Path) -> None:
    """Schools by weeks as text, and the same as SVG."""
    told = spring("round", "show", "spring", "--map").out
    assert "H is visited; >n visits the school with the number n" in told
    picture = tmp_path / "round.svg"
    assert spring("round", "show", "spring", "--svg", str(picture), "--json").json["written"] == str(picture)
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    refused = spring("round", "show", "spring", "--svg", "-")
    assert (refused.code, "Give the name of a file" in refused.err) == (2, True)


def test_a_round_is_a_file_for_a_calendar_program(spring: Any, tmp_path: Path) -> None:
    """Whole, or one school's part by the beginning of its name; no colleague is in it; what is gone is said."""
    pytest.importorskip("icalendar")
    file = tmp_path / "visits.ics"
    assert spring("round", "calendar", "spr", "--out", str(file)).out == f"Written: {file}, 30 entries.\n"
    assert b"Deputy" not in file.read_bytes()
    assert "Deputy" in typed(spring, "round show spring").out
    part = spring("round", "calendar", "spring", "--school", "har", "--out", str(file), "--json").json
    assert (part["written"], part["events"], part["called_off"]) == (str(file), 12, 0)
    assert typed(spring, "round plan spring --without wansmere").code == 0
    again = spring("round", "calendar", "spring", "--out", str(file))
    assert again.err == "6 entries are called off: the round was planned again without them.\n"
    assert "Give the name of a file" in spring("round", "calendar", "spring", "--out", "-").err
    assert "no school 'nowhere'" in spring("round", "calendar", "spring", "--school", "nowhere").err


def test_champions_have_not_reviewed_and_gaps_are_told(spring: Any) -> None:
    """Every champion is outside the team and not of the host; what is lacking is a sentence."""
    ran = typed(spring, "round show spring --json")
    for visit in ran.json["round"]["visits"]:
        assert visit["champion"] not in {visit["lead"], *visit["reviewers"]}
        assert not visit["champion"].startswith(visit["host"])
    assert ran.json["round"]["gaps"] == ["Nobody is known to come from Wansmere to Moorside."]
    assert typed(spring, "round show spring").err == "Nobody is known to come from Wansmere to Moorside.\n"
    for colleague in ("alnside-1", "moorside-1", "harbour-1", "hillside-1", "alnside-2"):
        assert typed(spring, f"cluster withdraw coast {colleague}").code == 0
    said = typed(spring, "round plan spring").err
    for gap in ("Nobody is known to come from Harbour to Alnside.", "No improvement champion is known for Harbour: "):
        assert gap in said
    assert "Nobody is known to lead" not in said
    assert typed(spring, "cluster withdraw coast harbour-2").code == 0
    assert typed(spring, "round show spring").err.splitlines()[0] == (
        "Nobody is known in these clusters yet, so no visit has a team or an improvement champion."
    )


def test_when_a_school_drops_out_little_changes_and_it_can_be_taken_back(spring: Any) -> None:
    """Only the host that lost its visitor gets another; undo brings the plan back as it was."""
    before = pairs(spring)
    ran = typed(spring, "round plan spring --without hill")
    assert ran.code == 0
    after = pairs(spring)
    assert set(before) - set(after) == {"hillside"}
    lost = next(host for host, (_, came) in before.items() if came == ["hillside"])
    assert {host for host, (_, came) in after.items() if came != before[host][1]} == {lost}
    assert f"changed: {lost.capitalize()}." in ran.err
    assert "hillside" not in ran.out
    assert typed(spring, "round undo spring").out == "spring is as it was before the last change.\n"
    assert pairs(spring) == before


def test_schools_are_named_and_not_their_ids(spring: Any) -> None:
    """What changed, and the rules of which one must give, are told with the names that people know."""
    for name, key in (("Zion Lane", "s-77"), ("Abbey Road", "s-78"), ("Corner House", "s-79")):
        assert spring("schools", "add", name, "--id", key, "--phase", "primary", "--made-up").code == 0
    assert typed(spring, "cluster new Two --school s-77 --school s-78 --school s-79").code == 0
    plan = "round plan two --cluster two --from 2027-01-04 --to 2027-02-12"
    assert typed(spring, plan).code == 0
    changed = typed(spring, f"{plan} --red-week 2027-01-04 --red-week 2027-01-11").err
    assert "; changed: Zion Lane and Abbey Road." in changed
    assert typed(spring, "cluster conflict two s-77 s-78").code == 0
    assert typed(spring, "cluster red-weeks two s-79 2027-01-11").code == 0
    refused = typed(spring, "round plan two").err
    assert "without the conflict between Zion Lane and Abbey Road." in refused
    assert "s-7" not in refused


def test_visits_that_have_been_stay_as_they_are(spring: Any) -> None:
    """With --keep-before, what was before that day stays to the letter, even of a school that drops out since."""
    before = pairs(spring)
    ran = typed(spring, "round plan spring --without hillside --keep-before 2027-01-11")
    assert ran.code == 0, ran.err
    after = pairs(spring)
    assert after["harbour"] == before["harbour"] == ("2027-01-05", ["hillside"])
    assert "hillside" not in {one for host, (_, came) in after.items() if host != "harbour" for one in came}
    assert all(day >= "2027-01-11" for host, (day, _) in after.items() if before.get(host, ("",))[0] > "2027-01-11")


def test_a_plan_can_be_tried_without_being_kept(spring: Any) -> None:
    """With --try nothing is written, and that is said."""
    before = pairs(spring)
    ran = typed(spring, "round plan spring --visitors 2 --afresh --try")
    assert ran.code == 0
    assert "Nothing was kept." in ran.err
    assert "is visited by" in ran.out
    assert pairs(spring) == before


def test_the_clock_counts_working_days_and_its_days_are_data(spring: Any) -> None:
    """Planning ten working days before, over Christmas; another number of days moves the step."""
    rows = typed(spring, "round clock spring").out.splitlines()
    assert "2026-12-17  Harbour   Planning meeting" in rows
    assert "2026-12-24  Harbour   Self-evaluation with the reviewers" in rows
    assert "2027-01-05  Harbour   Visit" in rows
    assert "2027-01-12  Harbour   Report written" in rows
    assert "2027-01-14  Harbour   Report checked" in rows
    assert "2027-01-19  Harbour   Report out" in rows
    assert typed(spring, "round plan spring --days self-evaluation=7").code == 0
    assert "2026-12-22  Harbour   Self-evaluation with the reviewers" in typed(spring, "round clock spring").out


def test_whoever_reviewed_cannot_be_the_champion(spring: Any) -> None:
    """Refused for somebody in the team, and for somebody who has judged in the visit's review under their id."""
    ran = typed(spring, "round team spring harbour --champion hillside-1")
    assert ran.code == 2
    assert "hillside-1 is in the review team of harbour and cannot be its improvement champion" in ran.err
    framework = "universal-targeted-specialist"
    assert typed(spring, f"review new --school harbour --framework {framework} --id har").code == 0
    assert typed(spring, "judge har U4 secure --voice peer:alnside-2").code == 0
    assert typed(spring, "round team spring harbour --review har --lead hillside-1").code == 2
    ran = typed(spring, "round team spring harbour --review har --champion alnside-2")
    assert "alnside-2 is in the team of the review har" in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("round plan spring --cluster cost", "Did you mean 'coast'?"),
        ("round plan summer --cluster coast", "give --from and --to too"),
        ("round plan summer --cluster coast --from 2027-07-01 --to 2027-04-01", "A round cannot end"),
        ("round plan Summer --cluster coast --from 2027-04-01 --to 2027-07-01", "cannot name a round"),
        ("round plan spring --visitors 5", "Give at most 4."),
        ("round plan spring --visitors 0", "Give a whole number from 1"),
        ("round plan spring --afresh --to 2027-01-08", "It could be planned with 2 more weeks for visits."),
        ("round plan spring --red-week 2027-01-06 --to 2027-01-08", "each is a red week or has no working day"),
        ("round plan spring --without nowhere", "There is no school 'nowhere'"),
        ("round plan spring --days visit=3", "There is no step of the readiness clock 'visit'"),
        ("round plan spring --days visit", "Write it as self-evaluation=7"),
        ("round plan spring --keep-before soon", "'soon' is not a day"),
        ("round show autumn", "There is no round 'autumn'"),
        ("round team spring nowhere --lead harbour-1", "There is no host in spring 'nowhere'"),
        ("round team spring harbour", "Say who it is"),
        ("round team spring harbour --champion alnside-9", "Did you mean 'alnside-2'?"),
        ("round team spring harbour --champion harbour-2", "harbour-2 is from there"),
        ("round team spring harbour --champion alnside-1", "alnside-1 is no improvement-champion"),
        ("round team spring moorside --lead alnside-1", "has declared a conflict with it"),
        ("round undo autumn", "Nothing of round 'autumn' can be taken back"),
    ],
)
def test_what_cannot_be_is_refused_with_the_rule(spring: Any, words: str, says: str) -> None:
    """Each mistake ends with exit code 2 and a sentence, and leaves the round as it was."""
    before = pairs(spring)
    ran = typed(spring, words)
    assert ran.code == 2
    assert says in ran.err
    assert pairs(spring) == before


def test_a_round_outlives_a_school_that_leaves_its_cluster(spring: Any) -> None:
    """What was planned is still shown, with what does not hold any more; planned again, the school is out of it."""
    assert typed(spring, "cluster remove coast hillside").code == 0
    ran = typed(spring, "round show spring --why")
    assert ran.code == 0, ran.err
    assert "One of them does not take part any more." in ran.out
    assert typed(spring, "round show spring --json").code == 0
    assert typed(spring, "round plan spring").code == 0
    assert "hillside" not in pairs(spring)
    assert typed(spring, "doctor").code == 0


def test_a_round_whose_cluster_is_gone_names_it(spring: Any, home: Path) -> None:
    """A round of a cluster that cannot be read is refused with that cluster's name, and doctor says what is wrong."""
    (home / "clusters" / "coast.toml").write_text('kind = "inclusion.cluster"\nschema = 1\n', encoding="utf-8")
    ran = typed(spring, "round show spring")
    assert ran.code == 3
    assert "coast.toml" in ran.err
    assert typed(spring, "round list").code == 0
    assert "coast.toml" in typed(spring, "doctor").out
    (home / "clusters" / "coast.toml").unlink()
    (home / "clusters" / "journal.jsonl").unlink()
    ran = typed(spring, "round plan spring")
    assert (ran.code, "There is no cluster 'coast'" in ran.err) == (2, True)
