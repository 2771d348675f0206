"""Two people's record: private to them, hopes hidden until both are written, small numbers never kept."""

from __future__ import annotations

import datetime as dt
import os
import stat
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


def revealed(desk: Desk) -> None:
    """Let both write and read."""
    for role in pairs.PAIR_ROLES:
        pairs.hope(desk, "alnside", role, MARK, DAY)
    pairs.reveal(desk, "alnside", DAY)


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
    """Neither is shown before both are, not even to who says they wrote it; after that neither can be changed."""
    pairs.hope(desk, "alnside", "senco", "One team", DAY)
    one = pairs.pair_named(desk, "alnside")
    assert (set(one.hopes), set(one.open_hopes), "One team" in repr(one)) == ({"senco"}, set(), False)
    with pytest.raises(ic.NotAllowed, match="leader has not written"):
        pairs.reveal(desk, "alnside", DAY)
    pairs.hope(desk, "alnside", "leader", "Once is enough", DAY)
    assert pairs.pair_named(desk, "alnside").open_hopes == {}
    assert set(pairs.reveal(desk, "alnside", DAY).open_hopes) == {"senco", "leader"}
    with pytest.raises(ic.NotAllowed, match="stay as they are"):
        pairs.hope(desk, "alnside", "senco", "Something else", DAY)


@pytest.mark.parametrize(
    ("count", "words", "says"), [(4, (), "too few to be kept"), (9, ("Hello",), "no pupil's words are kept")]
)
def test_small_numbers_are_never_kept(desk: Desk, count: int, words: tuple[str, ...], says: str) -> None:
    """Fewer than five answers are no result; of fewer than ten no words are kept."""
    revealed(desk)
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
    assert pairs.undo_pair(desk, "alnside").says == f"The planning meeting {first.id} is back."
    assert set(pairs.pair_named(desk, "alnside").planning) == {first.id, second.id}
    assert pairs.undo_pair(desk, "alnside").says == f"The planning meeting {first.id} is taken out again."


def test_what_both_have_read_stays_read(desk: Desk) -> None:
    """Revealing cannot be undone, so nobody reads the other's hope with a stand-in and writes their own after it."""
    revealed(desk)
    for role in ("", *pairs.PAIR_ROLES):
        with pytest.raises(ic.NotAllowed, match="cannot be taken back: they stay"):
            pairs.undo_pair(desk, "alnside", role=role)
    assert pairs.pair_named(desk, "alnside").revealed == DAY
    pairs.add_answers(desk, "alnside", DAY, 5, "They talk.")
    assert "summary of pupils' answers p-20261120 is taken out" in pairs.undo_pair(desk, "alnside").says
    assert "is back" in pairs.undo_pair(desk, "alnside").says


def test_a_hope_is_taken_back_by_its_role_alone_and_never_quoted(desk: Desk) -> None:
    """Undo asks who somebody is; it names what it takes back, and an earlier hope comes back as it was."""
    assert pairs.hope(desk, "alnside", "leader", MARK, DAY).anew is False
    assert pairs.hope(desk, "alnside", "leader", f"{MARK} two", DAY).anew is True
    assert pairs.whose_hope_is_last(desk, "alnside") == "leader"
    for role in ("", "senco"):
        with pytest.raises(ic.NotAllowed, match="only the leader takes it back") as refused:
            pairs.undo_pair(desk, "alnside", role=role)
        assert MARK not in str(refused.value)
    done = pairs.undo_pair(desk, "alnside", role="leader")
    assert done.says == "The leader's hope is as it was before."
    assert done.pair is not None
    assert done.pair.hopes["leader"].says == MARK
    pairs.add_decision(desk, "alnside", DAY, "timetable", "x", "told")
    assert pairs.whose_hope_is_last(desk, "alnside") == ""


def test_what_somebody_else_wrote_is_neither_overwritten_nor_taken_back(desk: Desk, tmp_path: Path) -> None:
    """Another person in the same workspace changes neither hope, and undoes no change of the first."""
    pairs.hope(desk, "alnside", "leader", MARK, DAY)
    known = tmp_path / "work" / "inclusion.toml"
    known.write_text(known.read_text(encoding="utf-8").replace(desk.workspace.me.id, "zz-000"), encoding="utf-8")
    with open_desk(tmp_path / "work") as other:
        assert other.workspace.me.id == "zz-000"
        with pytest.raises(ic.NotAllowed, match="written by somebody else") as refused:
            pairs.hope(other, "alnside", "leader", "Mine", DAY)
        assert MARK not in str(refused.value)
        with pytest.raises(ic.NotAllowed, match="Somebody else made the last change"):
            pairs.undo_pair(other, "alnside", role="leader")
        assert pairs.hope(other, "alnside", "senco", "Mine", DAY).by == "zz-000"
    assert pairs.pair_named(desk, "alnside").hopes["leader"].says == MARK


def test_pupils_are_asked_after_both_hopes_were_read_and_no_number_of_theirs_is_kept(desk: Desk) -> None:
    """Answers before that would colour a hope; a pupil's number is refused in every text of the two, unquoted."""
    with pytest.raises(ic.NotAllowed, match="once both hopes were read"):
        pairs.add_answers(desk, "alnside", DAY, 24, "They talk.")
    upn = "E000200005001"
    for act in (
        lambda: pairs.hope(desk, "alnside", "senco", f"As {upn} said", DAY),
        lambda: pairs.add_planning(desk, "alnside", DAY, working=upn),
        lambda: pairs.add_decision(desk, "alnside", DAY, "timetable", upn, "told"),
        lambda: pairs.add_learning(desk, "alnside", DAY, "training", "x", stayed="NHS number 943 476 5919"),
        lambda: (revealed(desk), pairs.add_answers(desk, "alnside", DAY, 24, "They talk.", ("Fine", upn))),
        lambda: pairs.add_answers(desk, "alnside", DAY, 24, f"ULN 1234567890 {upn}"),
    ):
        with pytest.raises(ic.NotAllowed, match="Write it without the number") as refused:
            act()
        assert upn not in str(refused.value)
    assert pairs.pair_named(desk, "alnside").answers == {}


def test_blanking_quotes_nothing_of_what_the_two_keep(desk: Desk) -> None:
    """A longer word in a hope, and the same words in capitals there, are said to be there and not quoted."""
    pairs.hope(desk, "alnside", "leader", "SECRETLEADER und Großmut", DAY)
    with pytest.raises(ic.InsideWords, match="not quoted") as refused:
        desk.workspace.blank("SECRETLE")
    assert ("SECRETLEADER" in str(refused.value), refused.value.words) == (False, ())
    done = desk.workspace.blank("secretleader")
    assert (done.near, done.near_unquoted) == ((), True)
    with desk.session("pair") as session:
        session.judge("role:senco", "L1.1", ic.Judgement("usually", because="OPENLY said"))
    with pytest.raises(ic.InsideWords, match="'OPENLY'"):
        desk.workspace.blank("OPEN")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_record_is_its_owners_alone_on_the_disk(desk: Desk) -> None:
    """The folder, its files, its journal and earlier copies; what an earlier version left open is closed too."""
    folder = desk.workspace.root / "together"
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    pairs.hope(desk, "alnside", "leader", MARK, DAY)
    pairs.hope(desk, "alnside", "leader", f"{MARK} two", DAY)
    desk.workspace.blank(f"{MARK} two")
    found = {path.name: stat.S_IMODE(path.lstat().st_mode) for path in (folder, *folder.rglob("*"))}
    assert {"together", "alnside.toml", "journal.jsonl"} <= found.keys()
    assert not [f"{name} {mode:o}" for name, mode in found.items() if mode & 0o077]


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


def test_a_decision_counts_once(desk: Desk) -> None:
    """The same decision again, with whichever stage, is refused by the name of the one there; no share counts it."""
    made = pairs.add_decision(desk, "alnside", DAY, "timetable", "Reading moved", "told")
    for joined in ("told", "absent"):
        with pytest.raises(ic.NotAllowed, match=f"already, as {made.id}"):
            pairs.add_decision(desk, "alnside", DAY, "timetable", "reading moved ", joined)
    pairs.add_decision(desk, "alnside", DAY, "staffing", "Reading moved", "told")
    pairs.add_decision(desk, "alnside", DAY + dt.timedelta(days=1), "timetable", "Reading moved", "told")
    assert voice_shares(pairs.pair_named(desk, "alnside").decisions.values()).counts["told"] == 3


def test_nothing_does_not_take_the_place_of_what_was_said(desk: Desk) -> None:
    """What was learnt and the distance are not wiped by an empty text; answers are no more than a school's pupils."""
    made = pairs.add_learning(desk, "alnside", DAY, "training", "Reading together")
    with pytest.raises(ic.NotAllowed, match="Say what you saw"):
        pairs.change_learning(desk, "alnside", made.id, what=" ")
    revealed(desk)
    with pytest.raises(ic.NotAllowed, match="more than any school"):
        pairs.add_answers(desk, "alnside", DAY, 10**22, "They talk.")
    pairs.add_answers(desk, "alnside", DAY, 5, "They talk.")
    pairs.say_distance(desk, "alnside", "Far")
    with pytest.raises(ic.NotAllowed, match="Say what lies between"):
        pairs.say_distance(desk, "alnside", "")
    there = pairs.pair_named(desk, "alnside")
    assert (there.learning[made.id].what, there.distance) == ("Reading together", "Far")


def test_a_beginning_that_was_taken_back_can_be_done_again(desk: Desk) -> None:
    """Undo after the record is gone brings it back, as it says; a school that never had one is still unknown."""
    assert pairs.undo_pair(desk, "alnside").says == "The record is gone again."
    assert pairs.whose_hope_is_last(desk, "alnside") == ""
    assert pairs.undo_pair(desk, "alnside").says == "The record is back."
    ic.add_school(desk, ic.School(name="Rowanlea", made_up=True))
    with pytest.raises(ic.UnknownName):
        pairs.undo_pair(desk, "rowanlea")


def test_the_agenda_tells_nothing_that_only_one_has_answered(desk: Desk) -> None:
    """What one put low is no topic before the other has answered it; then it is, whichever of the two put it low."""
    with desk.session("pair") as session:
        session.judge("role:senco", "L1.1", ic.Judgement("not-yet"))
        session.judge("role:senco", "L1.2", ic.Judgement("not-yet"))
        assert pairs.agenda_of(desk, session) == ()
        session.judge("role:leader", "L1.2", ic.Judgement("not-yet"))
        session.judge("role:leader", "L2.1", ic.Judgement("not-yet"))
        assert [one.indicator for one in pairs.agenda_of(desk, session)] == ["L1.2"]


def test_the_newest_comes_first(desk: Desk) -> None:
    """By day, and of one day the last that was written down, the tenth before the ninth."""
    for at in range(11):
        pairs.add_decision(desk, "alnside", DAY, "other", f"N{at}", "told")
    pairs.add_decision(desk, "alnside", DAY - dt.timedelta(days=1), "other", "Before", "told")
    found = [one.what for one in pairs.newest_first(pairs.pair_named(desk, "alnside").decisions)]
    assert found == [*(f"N{at}" for at in reversed(range(11))), "Before"]
