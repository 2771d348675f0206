"""Two people's record: private to them, hopes hidden until both are written, small numbers never kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import inclusion_core as ic
from inclusion_core.analysis.voice_shares import voice_by_area, voice_over_time, voice_shares
from inclusion_core.desk import open_desk, pairs
from inclusion_core.desk.exporting import exporter_named, make_export
from inclusion_core.desk.handing import make_bundle
from inclusion_core.desk.leaving import make_report
from inclusion_core.model.together import AREAS, JOINED, Decision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inclusion_core.desk import Desk

DAY = dt.date(2026, 11, 20)
MARK = "SENTINEL-OF-TWO"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with a school, a review and its pair."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with open_desk(tmp_path / "work") as desk:
        school = ic.add_school(desk, ic.School(name="Alnside", made_up=True))
        framework = desk.framework("leading-together")
        desk.workspace.create_review(school.id, framework, id="pair", started=DAY)
        pairs.begin_pair(desk, "alnside")
        yield desk


def filled(desk: Desk) -> None:
    """Write the mark into every part."""
    pairs.add_planning(desk, "alnside", DAY, **dict.fromkeys(pairs.PLANNING_PARTS, MARK))
    pairs.add_decision(desk, "alnside", DAY, "timetable", MARK, "told")
    pairs.add_learning(desk, "alnside", DAY, "shadowing", MARK, stayed=MARK, tried=MARK)
    for role in pairs.PAIR_ROLES:
        pairs.hope(desk, "alnside", role, MARK, DAY)
    pairs.reveal(desk, "alnside", DAY)
    pairs.add_answers(desk, "alnside", DAY, 12, MARK, (MARK,))
    pairs.say_distance(desk, "alnside", MARK)


def test_nothing_of_it_leaves_by_any_way(desk: Desk, tmp_path: Path) -> None:
    """No report, export or bundle of the school's review holds a word of it; blanking reaches all of it."""
    filled(desk)
    with desk.session("pair") as session:
        session.judge("role:senco", "L1.1", ic.Judgement("usually"))
        out = [make_report(desk, session, desk.report_format(one)).content for one in ("text", "markdown", "html")]
        out += [make_export(session, exporter_named(desk, one)).content for one in ("json", "csv")]
    make_bundle(desk, "pair", tmp_path / "pair.inclusion")
    out.append((tmp_path / "pair.inclusion").read_bytes())
    assert not [one for one in out if MARK.encode() in one]
    folder = desk.workspace.root / "together"
    assert MARK in (folder / "alnside.toml").read_text(encoding="utf-8")
    from inclusion_core.store.erasure import blank  # noqa: PLC0415  one test needs it

    blank(desk.workspace, MARK)
    assert MARK.encode() not in b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def test_a_hope_is_nobody_elses_before_both_are_revealed(desk: Desk) -> None:
    """Each reads their own; neither is shown while one is missing; after that neither can be changed."""
    pairs.hope(desk, "alnside", "senco", "One team", DAY)
    one = pairs.pair_named(desk, "alnside")
    assert (set(one.hopes_for("senco")), set(one.hopes_for("leader")), set(one.hopes_for(""))) == (
        {"senco"},
        set(),
        set(),
    )
    with pytest.raises(ic.NotAllowed, match="leader has not written"):
        pairs.reveal(desk, "alnside", DAY)
    pairs.hope(desk, "alnside", "leader", "Once is enough", DAY)
    assert set(pairs.pair_named(desk, "alnside").hopes_for("leader")) == {"leader"}
    assert set(pairs.reveal(desk, "alnside", DAY).hopes_for("leader")) == {"senco", "leader"}
    with pytest.raises(ic.NotAllowed, match="stay as they are"):
        pairs.hope(desk, "alnside", "senco", "Something else", DAY)


@pytest.mark.parametrize(
    ("count", "words", "says"), [(4, (), "too few to be kept"), (9, ("Hello",), "no pupil's words are kept")]
)
def test_small_numbers_are_never_kept(desk: Desk, count: int, words: tuple[str, ...], says: str) -> None:
    """Fewer than five answers are no result; of fewer than ten no words are kept."""
    with pytest.raises(ic.NotAllowed, match=says):
        pairs.add_answers(desk, "alnside", DAY, count, "They talk.", words)
    assert pairs.pair_named(desk, "alnside").answers == {}
    assert pairs.add_answers(desk, "alnside", DAY, 5, "They talk.").respondents == 5


def test_what_is_wrong_is_said_and_every_change_can_be_taken_back(desk: Desk) -> None:
    """Areas, stages, sorts and empty texts; one undo, twice does it again; an entry is taken out by id."""
    for act, says in (
        (lambda: pairs.add_decision(desk, "alnside", DAY, "timetabel", "x", "told"), "Did you mean 'timetable'"),
        (lambda: pairs.add_decision(desk, "alnside", DAY, "timetable", "x", "later"), "later"),
        (lambda: pairs.add_decision(desk, "alnside", DAY, "timetable", " ", "told"), "nothing to write down"),
        (lambda: pairs.add_learning(desk, "alnside", DAY, "reading", "x"), "reading"),
        (lambda: pairs.add_planning(desk, "alnside", DAY, wroking="x"), "Did you mean 'working'"),
        (lambda: pairs.say_distance(desk, "alnside", "x"), "once both hopes were read"),
        (lambda: pairs.begin_pair(desk, "alnside"), "already"),
        (lambda: pairs.pair_named(desk, "nowhere"), "nowhere"),
    ):
        with pytest.raises(ic.InclusionError, match=says):
            act()
    first = pairs.add_planning(desk, "alnside", DAY, working="Mondays")
    second = pairs.add_planning(desk, "alnside", DAY, working="Tuesdays")
    assert (first.id, second.id) == ("m-20261120", "m-20261120-2")
    assert pairs.change_planning(desk, "alnside", second.id, step="One").working == "Tuesdays"
    pairs.take_out(desk, "alnside", first.id)
    assert set(pairs.pair_named(desk, "alnside").planning) == {second.id}
    pairs.undo_pair(desk, "alnside")
    assert set(pairs.pair_named(desk, "alnside").planning) == {first.id, second.id}


def test_the_agenda_begins_where_the_two_part(desk: Desk) -> None:
    """Then what is low, then what rests on little; each indicator once, and no more than asked for."""
    with desk.session("pair") as session:
        for name, senco, leader in (
            ("L1.1", "usually", "not-yet"),
            ("L1.2", "built-in", "built-in"),
            ("L2.1", "not-yet", "not-yet"),
        ):
            session.judge("role:senco", name, ic.Judgement(senco))
            session.judge("role:leader", name, ic.Judgement(leader))
        found = pairs.agenda_of(desk, session)
        assert [one.indicator for one in found][:2] == ["L1.1", "L2.1"]
        assert found[0].why == "The two of you answered differently."
        assert len({one.indicator for one in found}) == len(found)
        assert len(pairs.agenda_of(desk, session, most=1)) == 1


def test_shares_of_the_voice_are_exact_and_carry_their_n() -> None:
    """Whole, by area and by term; nothing where there was no decision."""
    given = [Decision(f"d-{at}", dt.date(2026, 9 + at, 1), AREAS[at % 2], "x", JOINED[at % 3]) for at in range(4)]
    whole = voice_shares(given)
    assert (whole.n, sum(whole.counts.values()), sum(whole.shares.values())) == (4, 4, 1)
    assert [(one.label, one.n) for one in voice_by_area(given)] == [("staffing", 2), ("curriculum", 2)]
    later = Decision("d-9", dt.date(2027, 5, 1), "staffing", "x", "start")
    assert [(one.label, one.n) for one in voice_over_time([later, *given])] == [
        ("autumn 2026/27", 4), ("summer 2026/27", 1),
    ]  # fmt: skip
    assert voice_shares([]).shares == {}
