"""Lines of enquiry, actions and the timetable: kept as evidence is, through the journal first."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from inclusion_core.errors import Conflict, NotAllowed, ReadOnly, UnknownName
from inclusion_core.model.enquiry import STAGES
from inclusion_core.model.review import Person, Safeguarding
from inclusion_core.store import erasure
from inclusion_core.store.review import commands
from inclusion_core.store.review.review_folder import is_ours
from inclusion_core.store.review.rows import encode
from inclusion_core.store.review.things import SORTS, TIMETABLE
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.store.review.session import Session

AT = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
LEAD = Safeguarding("Deputy head", "By the office, extension 12", "In the library; families were told.")
GOLDEN = Path(__file__).parents[1] / "files"


@pytest.fixture
def kept(session: Session) -> Session:
    """Return the review with one of each, every part of it given."""
    session.change_review(team={"bo-1aa": Person("bo-1aa", "Bo Lee")}, safeguarding=LEAD, blind=True)
    line = session.add_enquiry(
        "How do pupils who join late find a friend?",
        indicators=["U4", "U2", "U4"], grounds=["Two voices are apart on U4."], stage="agreed",
        finding="By chance,\r\nmostly.", tags=["transition"],
    )  # fmt: skip
    session.add_action(
        "A buddy for everyone who joins", indicators=["U4"], line=line.id, who="Head of Year 7",
        by_when=dt.date(2027, 1, 31), impact="Each has eaten lunch with somebody", baseline="Four of nine do",
        review_on=dt.date(2027, 3, 1), cost="£120", paid_from="Pupil premium", state="under-way", tags=["soon"],
    )  # fmt: skip
    session.add_slot(
        AT, AT + HOUR, "Year 7 at lunch", place="Canteen", kinds=["pupil-voice", "observation"],
        people=["bo-1aa", session.me.id], lines=[line.id],
    )  # fmt: skip
    return session


def only(things: Any) -> Any:
    """Return the one thing there is."""
    (one,) = things.values()
    return one


def rows(session: Session) -> list[bytes]:
    """Return the rows of a review's journal."""
    return (session.folder / "journal.jsonl").read_bytes().splitlines()


def test_everything_kept_is_there_after_opening_again(kept: Session, workspace: Workspace) -> None:
    """Each part comes back from the journal alone, from the files alone, and from both; a hand would find it there."""
    line, action, slot = only(kept.enquiry), only(kept.actions), only(kept.timetable)
    assert (line.indicators, line.stage, line.finding, line.by) == (("U4", "U2"), "agreed", "By chance,\nmostly.",
                                                                    kept.me.id)  # fmt: skip
    assert [one.id[:2] for one in (line, action, slot)] == ["q-", "a-", "t-"]
    assert workspace.session("alnside").state == kept.state
    assert kept.snapshot() == ("review.toml", "enquiry.toml", "actions.toml", "timetable.toml")
    text = (kept.folder / "enquiry.toml").read_text(encoding="utf-8")
    assert text.startswith('kind = "inclusion.enquiry"\nschema = 1\napplied = ')
    assert f'[lines.{line.id}]\nquestion = "How do pupils who join late find a friend?"\n' in text
    assert "by_when = 2027-01-31\n" in (kept.folder / "actions.toml").read_text(encoding="utf-8")
    assert "starts = 2026-11-22T10:42:05Z\n" in (kept.folder / "timetable.toml").read_text(encoding="utf-8")
    assert workspace.session("alnside").state == kept.state
    for name in ("review.toml", "enquiry.toml", "actions.toml", "timetable.toml"):
        (kept.folder / name).unlink()
    assert workspace.session("alnside").state == kept.state
    workspace.session("alnside").close()
    (kept.folder / "journal.jsonl").unlink()
    rescued = workspace.session("alnside")
    assert rescued.state == kept.state
    rescued.close()
    assert workspace.session("alnside").problems == ()
    assert next(workspace.reviews()).safeguarding == LEAD


def test_what_cannot_be_is_refused_before_anything_is_written(kept: Session) -> None:
    """Unknown names, nothing said, half characters and slots that end before they start change nothing."""
    before = rows(kept)
    line, action, slot = only(kept.enquiry).id, only(kept.actions).id, only(kept.timetable).id
    unknown: list[Callable[[], object]] = [
        lambda: kept.add_enquiry("Why?", indicators=["U99"]),
        lambda: kept.add_enquiry("Why?", stage="agred"),
        lambda: kept.change_enquiry("q-none", finding="x"),
        lambda: kept.withdraw_enquiry(action),
        lambda: kept.add_action("x", line="q-none"),
        lambda: kept.change_action(action, state="finished"),
        lambda: kept.add_slot(AT, AT + HOUR, "x", people=["nobody"]),
        lambda: kept.change_slot(slot, lines=["q-none"]),
        lambda: kept.withdraw_slot("t-none"),
    ]
    for call in unknown:
        with pytest.raises(UnknownName):
            call()
    refused: list[Callable[[], object]] = [
        lambda: kept.add_enquiry("  \n"),
        lambda: kept.change_enquiry(line, question=""),
        lambda: kept.add_enquiry("half \ud83d"),
        lambda: kept.add_action(""),
        lambda: kept.add_slot(AT, AT + HOUR, " "),
        lambda: kept.add_slot(AT, AT, "x"),
        lambda: kept.change_slot(slot, ends=AT - HOUR),
        lambda: kept.add_slot(AT.replace(tzinfo=None), AT + HOUR, "x"),
        lambda: kept.change_review(safeguarding=Safeguarding(" ", "by telephone")),
    ]
    for call in refused:
        with pytest.raises(NotAllowed):
            call()
    for wrong in (
        lambda: kept.add_action("x", by_when=AT),
        lambda: kept.change_review(keep_until=AT),
        lambda: kept.change_enquiry(line, id="q-1"),  # type: ignore[call-arg]
        lambda: kept.add_action("x", by="bo-1aa"),  # type: ignore[call-arg]
    ):
        with pytest.raises(TypeError):
            wrong()
    assert rows(kept) == before


def test_an_unknown_name_is_answered_with_the_nearest(kept: Session) -> None:
    """The sentences name what is meant in the reviewer's words."""
    with pytest.raises(UnknownName, match="Did you mean 'agreed'"):
        kept.add_enquiry("Why?", stage="agred")
    line = only(kept.enquiry).id
    with pytest.raises(UnknownName, match=f"line of enquiry.*{line}"):
        kept.change_enquiry(line[:-1], finding="x")
    told = Workspace.open(kept.folder.parents[2], kinds=("observation", "pupil-voice")).session("alnside")
    with pytest.raises(UnknownName, match="Did you mean 'pupil-voice'"):
        told.add_slot(AT, AT + HOUR, "x", kinds=["pupil-vice"])


def test_a_change_changes_what_it_says_and_no_more(kept: Session) -> None:
    """The journal holds the field that differs; a day can be taken away again; what stays the same is no change."""
    action = only(kept.actions)
    kept.change_action(action.id, by_when=None, state="done")
    assert only(kept.actions) == attrs.evolve(action, by_when=None, state="done")
    assert json.loads(rows(kept)[-1])["do"] == {"change-action": {"id": action.id, "by_when": None, "state": "done"}}
    before = rows(kept)
    assert kept.change_action(action.id, state="done", who="Head of Year 7") == only(kept.actions)
    line = only(kept.enquiry)
    assert kept.change_enquiry(line.id, question=line.question) == line
    assert rows(kept) == before
    kept.undo()
    assert only(kept.actions) == action


def test_a_line_goes_through_every_stage_and_back(kept: Session) -> None:
    """Each stage is one change with its own sentence, and each can be taken back."""
    line = only(kept.enquiry).id
    for stage in STAGES:
        kept.change_enquiry(line, stage=stage)
    assert only(kept.enquiry).stage == "closed"
    assert kept.history()[-2].says == f"moved line of enquiry {line} to 'impact checked'"
    for stage in reversed(STAGES[1:-1]):
        kept.undo()
        assert only(kept.enquiry).stage == stage


def test_history_tells_what_was_done_and_quotes_nothing(kept: Session) -> None:
    """Each sentence has what was done and to which thing, and none of anybody's words."""
    line, action, slot = only(kept.enquiry).id, only(kept.actions).id, only(kept.timetable).id
    kept.change_enquiry(line, finding="By chance.")
    kept.change_action(action, state="done")
    kept.change_slot(slot, place="Hall")
    kept.withdraw_slot(slot)
    assert [one.says for one in kept.history()][1:] == [
        "changed the review: safeguarding, reviewers hidden from each other: on, Bo Lee in the team",
        f"added line of enquiry {line} for U4, U2",
        f"added action {action} for U4",
        f"added slot {slot}",
        f"changed line of enquiry {line}",
        f"moved action {action} to 'done'",
        f"changed slot {slot}",
        f"withdrew slot {slot}",
    ]


def test_undo_and_redo_reach_everything_kept(session: Session, workspace: Workspace) -> None:
    """Added, changed, withdrawn, and the review's own fields: all back to the beginning, and all forth again."""
    states = [session.state]

    def then() -> None:
        states.append(session.state)

    line = session.add_enquiry("Why?", indicators=["U4"])
    then()
    session.change_enquiry(line.id, question="How?", stage="agreed")
    then()
    action = session.add_action("x", line=line.id, by_when=dt.date(2027, 1, 31))
    then()
    session.withdraw_enquiry(line.id)  # the action goes on naming it
    then()
    slot = session.add_slot(AT, AT + HOUR, "Lunch")
    then()
    session.change_slot(slot.id, starts=AT + 2 * HOUR, ends=AT + 3 * HOUR)
    then()
    session.withdraw_action(action.id)
    then()
    session.change_review(safeguarding=LEAD, blind=True, self_review_hidden=True)
    then()
    session.change_review(safeguarding=None, blind=False)
    then()
    session.close()
    for state in reversed(states[:-1]):
        again = workspace.session("alnside")
        again.undo()
        assert again.state == state
        again.close()
    assert not workspace.session("alnside").can_undo
    for state in states[1:]:
        again = workspace.session("alnside")
        again.redo()
        assert again.state == state
        again.close()


def test_somebody_elses_change_of_the_same_thing_stops_undo(
    kept: Session, as_person: Callable[[str], Workspace]
) -> None:
    """The refusal says who changed which thing, in the field's words; their change of another thing stops nothing."""
    line, action = only(kept.enquiry).id, only(kept.actions).id
    kept.change_enquiry(line, stage="workshop")
    other = as_person("bo-1aa").session("alnside")
    other.change_enquiry(line, finding="Chance.")
    other.change_action(action, state="done")
    with pytest.raises(Conflict, match=f"your change of line of enquiry {line}: Bo Lee changed it since"):
        kept.undo()
    other.undo()
    other.undo()
    kept.undo()
    assert only(kept.enquiry).stage == "agreed"


def test_another_program_is_followed(kept: Session, workspace: Workspace) -> None:
    """A refresh takes in what another program wrote, and names it."""
    other = workspace.session("alnside")
    action, slot = only(kept.actions).id, only(kept.timetable).id
    line = other.add_enquiry("What then?")
    other.change_slot(slot, title="Lunch")
    other.withdraw_action(action)
    other.change_review(self_review_hidden=True)
    assert kept.refresh() == {
        ("enquiry", line.id), ("slot", slot), ("action", action), ("review", "self_review_hidden"),
    }  # fmt: skip
    assert kept.state == other.state
    workspace.blank("Lunch")  # the journal is another file from now on, and what differs is told all the same
    assert kept.refresh() == {("slot", slot)}
    assert only(kept.timetable).title == "[blanked]"


def copied(session: Session, place: Path, person: str) -> Session:
    """Return another person's own copy of a review, open."""
    session.close()
    shutil.copytree(session.folder.parents[2], place)
    workspace = Workspace.open(place)
    workspace._me = attrs.evolve(workspace._me, me=attrs.evolve(workspace.me, id=person), device=f"d-{person}")
    return workspace.session(session.review.id)


def test_two_copies_unite_by_id(kept: Session, tmp_path: Path) -> None:
    """New things of both are there, what one changed is taken over, what both changed is shown and ours stands."""
    other = copied(kept, tmp_path / "copy", "bo-1aa")
    line, action, slot = only(kept.enquiry).id, only(kept.actions).id, only(kept.timetable).id
    ours = kept.add_enquiry("Ours?")
    kept.change_enquiry(line, stage="workshop")
    kept.change_review(blind=False)
    theirs = other.add_enquiry("Theirs?")
    other.change_enquiry(line, finding="Chance.")
    other.change_action(action, state="done")
    other.withdraw_slot(slot)
    other.change_review(self_review_hidden=True)
    other.close()
    done = kept.merge(other.folder)
    (clash,) = done.conflicts
    assert (clash.key, clash.ours.stage, clash.theirs.finding, clash.person) == (
        ("enquiry", line), "workshop", "Chance.", "bo-1aa",
    )  # fmt: skip
    assert set(kept.enquiry) == {line, ours.id, theirs.id}
    assert (kept.enquiry[line].stage, only(kept.actions).state, dict(kept.timetable)) == ("workshop", "done", {})
    assert (kept.review.blind, kept.review.self_review_hidden) == (False, True)
    state = kept.state
    assert kept.merge(other.folder).lines == 0
    assert kept.state == state
    kept.change_enquiry(line, finding="Chance.")  # decided, knowing both
    assert kept.merge(other.folder).conflicts == ()
    assert other.merge(kept.folder).conflicts == ()
    assert other.state == kept.state


def test_a_hand_may_add_change_and_take_out(kept: Session, workspace: Workspace) -> None:
    """What is written into the three files counts, is journaled as one change each, and can be taken back."""
    kept.close()
    before = kept.state
    enquiry, timetable = kept.folder / "enquiry.toml", kept.folder / "timetable.toml"
    text = enquiry.read_text(encoding="utf-8").replace('stage = "agreed"', 'stage = "workshop"')
    text = text.replace(f'by = "{kept.me.id}"', 'by = "bo-1aa"')
    enquiry.write_text(
        text + '[lines.q-mine]\nquestion = "Who eats alone?"\nby = "kt-7f3"\nat = 2026-11-22T12:00:00Z\n',
        encoding="utf-8",
    )
    timetable.write_text(timetable.read_text(encoding="utf-8").partition("[slots")[0], encoding="utf-8")
    edited = workspace.session("alnside")
    assert [(one.question[:3], one.stage, one.by) for one in edited.enquiry.values()] == [
        ("How", "workshop", "bo-1aa"), ("Who", "drafted", "kt-7f3"),
    ]  # fmt: skip
    assert dict(edited.timetable) == {}
    assert [one.says for one in edited.history()][-2:] == [
        "edited enquiry.toml by hand (2 changes)", "edited timetable.toml by hand (1 change)",
    ]  # fmt: skip
    edited.undo()
    edited.undo()
    assert edited.state == before


@pytest.mark.parametrize(
    ("file", "slip", "says"),
    [
        ("enquiry.toml", ('"agreed"', '"agred"'), "Did you mean 'agreed'"),
        ("enquiry.toml", ('"U4"', '"U44"'), "U44"),
        ("enquiry.toml", ("How do pupils who join late find a friend?", " "), "needs its question"),
        ("actions.toml", ("by_when = 2027-01-31", 'by_when = "soon"'), "a date"),
        ("actions.toml", ("cost =", "costs ="), "Did you mean 'cost'"),
        ("timetable.toml", ("2026-11-22T11:42:05Z", "2026-11-22T10:42:05Z"), "ends after it starts"),
        ("timetable.toml", ("2026-11-22T10:42:05Z", "0001-01-01T00:00:00+01:00"), "a date and time with its zone"),
        ("review.toml", ("blind = true", "blind = 1"), "true or false"),
        ("review.toml", ("[safeguarding]\nlead =", "[safeguarding]\nleader ="), "leader"),
    ],
)
def test_a_slip_of_the_hand_is_said_and_nothing_is_lost(
    kept: Session, workspace: Workspace, file: str, slip: tuple[str, str], says: str
) -> None:
    """The sentence says what is wrong; the file stays as it is, and the journal speaks for it."""
    kept.close()
    path = kept.folder / file
    text = path.read_text(encoding="utf-8")
    assert slip[0] in text
    path.write_text(text.replace(*slip), encoding="utf-8")
    edited = path.read_bytes()
    again = workspace.session("alnside")
    assert says in " ".join(map(str, again.problems))
    assert again.state == kept.state
    again.add_enquiry("Still here?")
    again.change_action(only(again.actions).id, cost="nothing")
    again.change_slot(only(again.timetable).id, place="Hall")
    again.change_review(blind=False)
    again.close()
    assert path.read_bytes() == edited
    assert workspace.session("alnside").state == again.state


def say_as_a_newer_version(session: Session, do: dict[str, Any]) -> None:
    """Write a line into the journal that this version would not write."""
    last = json.loads(rows(session)[-1])
    with (session.folder / "journal.jsonl").open("ab") as file:
        file.write(encode({**{key: one for key, one in last.items() if key != "sum"}, "seq": last["seq"] + 1,
                           "id": "01M83N8HNDYKKSWM9VYTZ4F3PZ", "do": do}) + b"\n")  # fmt: skip


@pytest.mark.parametrize(
    "do",
    [
        {"put-enquiry": {"id": "q-1", "question": "x", "by": "me", "at": "2026-11-22T10:00:00Z", "evidence": ["e-1"]}},
        {"put-enquiry": {"id": "q-1", "question": "x", "by": "me", "at": "2026-11-22T10:00:00Z", "stage": "parked"}},
        {"change-action": {"id": "a-1", "owner": "x"}},
        {"change-slot": {"id": "t-1", "starts": "noon"}},
        {"change-evidence": {"id": "e-1", "by": "me", "seen_by": 2}},
        {"put-slot": {"id": "t-1", "title": "x", "starts": "2026-11-22T10:00:00Z", "ends": "2026-11-22T10:00:00Z"}},
        {"change-review": {"blind": "partly"}},
        {"change-review": {"safeguarding": {"lead": "x", "deputy": "y"}}},
        {"put-practice": {"id": "p-1"}},
    ],
)
def test_what_a_newer_version_wrote_makes_a_review_readable_only(
    kept: Session, workspace: Workspace, do: dict[str, Any]
) -> None:
    """A field, a stage or a sort that this version does not know is never dropped: nothing is written any more."""
    kept.close()
    say_as_a_newer_version(kept, do)
    again = workspace.session("alnside")
    assert "newer version" in again.why_read_only
    assert again.state == kept.state
    with pytest.raises(ReadOnly):
        again.add_enquiry("x")
    kept.refresh()
    with pytest.raises(ReadOnly, match="newer version"):
        kept.add_enquiry("x")


@pytest.mark.parametrize("name", ["enquiry", "actions", "timetable"])
def test_a_newer_file_is_left_alone(kept: Session, workspace: Workspace, name: str) -> None:
    """A file of a later form is read as far as it can be, and never written."""
    kept.close()
    path = kept.folder / f"{name}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("schema = 1", "schema = 2"), encoding="utf-8")
    before = path.read_bytes()
    again = workspace.session("alnside")
    assert "newer version" in again.why_read_only
    assert again.state == kept.state
    again.close()
    assert path.read_bytes() == before


def test_a_review_that_is_read_only_refuses_all_of_it(kept: Session, workspace: Workspace) -> None:
    """Nothing is written, not even a lock, and the sentence says why."""
    kept.close()
    seen = workspace.session("alnside", read_only=True)
    assert seen.state == kept.state
    line, action, slot = only(seen.enquiry).id, only(seen.actions).id, only(seen.timetable).id
    for call in (
        lambda: seen.add_enquiry("x"),
        lambda: seen.change_enquiry(line, stage="closed"),
        lambda: seen.withdraw_enquiry(line),
        lambda: seen.add_action("x"),
        lambda: seen.change_action(action, state="done"),
        lambda: seen.withdraw_action(action),
        lambda: seen.add_slot(AT, AT + HOUR, "x"),
        lambda: seen.change_slot(slot, title="x"),
        lambda: seen.withdraw_slot(slot),
        lambda: seen.change_review(blind=False),
    ):
        with pytest.raises(ReadOnly):
            call()


def test_two_changes_that_together_cannot_be_leave_the_slot_as_it_was(kept: Session, workspace: Workspace) -> None:
    """Where another program puts journals together, a slot whose end would come first keeps what it had."""
    slot = only(kept.timetable)
    later = attrs.evolve(slot, starts=AT + HOUR / 2)
    earlier = attrs.evolve(slot, ends=AT + HOUR / 4)
    kept.close()
    for changed in (later, earlier):
        say_as_a_newer_version(kept, commands.change(slot, changed))
    again = workspace.session("alnside")
    assert again.problems == ()
    assert only(again.timetable) == later
    again.change_slot(slot.id, ends=AT + 2 * HOUR)
    assert workspace.session("alnside").state == again.state


def free_texts(session: Session, name: str) -> dict[tuple[str, str], Any]:
    """Return every text of everything kept that a person may write, with a name put into it."""
    fixed = {"id", "by", "line", "stage", "state", "indicators", "kinds", "people", "lines", "kind", "sort"}
    found: dict[tuple[str, str], Any] = {}
    for sort in SORTS.values():
        for one in sort.of(session.state).values():
            for field, value in attrs.asdict(one, recurse=False).items():
                if field not in fixed and isinstance(value, str):
                    found[sort.name, field] = f"{value} {name}"
                elif field not in fixed and isinstance(value, tuple):
                    found[sort.name, field] = (*value, name)
    return found


def test_blanking_reaches_every_text_that_is_kept(kept: Session, workspace: Workspace) -> None:
    """Whatever field a name was written into, it stands in no byte afterwards, and the review is whole."""
    name = "Jo Example"
    kept.add_evidence("observation", "Seen.", tags=["calm"])
    texts = free_texts(kept, name)
    assert len(texts) == 21
    for sort, things in (("evidence", kept.evidence), ("enquiry", kept.enquiry), ("action", kept.actions),
                         ("slot", kept.timetable)):  # fmt: skip
        fields = {field: one for (of, field), one in texts.items() if of == sort}
        getattr(kept, f"change_{sort}")(only(things).id, **fields)
    kept.change_review(safeguarding=Safeguarding(*(f"{one} {name}" for one in attrs.astuple(LEAD))))
    kept.snapshot()
    kept.change_action(only(kept.actions).id, cost=f"another {name}")
    kept.snapshot()
    assert workspace.blank(name).times > 0
    for path in workspace.root.rglob("*"):
        assert not path.is_file() or name.encode() not in path.read_bytes(), path
    found = workspace.session("alnside")
    assert found.problems == ()
    assert only(found.actions).cost == "another [blanked]"
    assert only(found.enquiry).grounds == ("Two voices are apart on U4.", "[blanked]")
    assert found.review.safeguarding == Safeguarding(*(f"{one} [blanked]" for one in attrs.astuple(LEAD)))
    assert not erasure.unfinished(workspace)


def test_erasing_the_review_takes_all_of_it(kept: Session, workspace: Workspace) -> None:
    """Nothing that was kept is left in the workspace."""
    kept.close()
    workspace.erase_review("alnside-2026-11")
    assert [path for path in workspace.root.rglob("*") if path.is_file() and b"join late" in path.read_bytes()] == []


def test_the_doctor_knows_the_files() -> None:
    """None of what is written here is taken for a stray file, nor are its earlier copies; a second version is."""
    for name in ("enquiry.toml", "actions.toml", "timetable.toml", "kept/timetable.toml.1"):
        assert is_ours(name)
    assert not is_ours("timetable (2).toml")


def test_a_review_from_before_opens_and_nothing_is_made(tmp_path: Path) -> None:
    """A workspace that has none of these files is as it was, and takes the first of them."""
    shutil.copytree(GOLDEN / "workspace-1", tmp_path / "ws")
    workspace = Workspace.open(tmp_path / "ws")
    session = workspace.session("alnside")
    assert session.problems == ()
    assert (dict(session.enquiry), dict(session.actions), dict(session.timetable)) == ({}, {}, {})
    assert session.review.safeguarding is None
    assert not session.review.blind
    assert not session.review.self_review_hidden
    session.close()
    assert not [name for name in ("enquiry", "actions", "timetable") if (session.folder / f"{name}.toml").exists()]
    session.add_enquiry("Who eats alone?")
    session.close()
    assert workspace.session("alnside").state == session.state


def test_a_visited_review_of_the_first_form_opens_unchanged(tmp_path: Path) -> None:
    """A workspace that this form of lines, actions and slots was written into is read by every later version."""
    golden = GOLDEN / "workspace-1-visited"
    shutil.copytree(golden, tmp_path / "ws")
    session = Workspace.open(tmp_path / "ws").session("alnside")
    assert session.problems == ()
    line, action, slot = only(session.enquiry), only(session.actions), only(session.timetable)
    assert (line.stage, line.finding) == ("finding-written", "By chance, mostly.\nIn three of four classes.")
    assert (line.indicators, line.grounds, line.tags) == (("U1", "U2"), ("Two voices are apart.",), ("transition",))
    assert (action.line, action.state, action.by_when, action.review_on) == (line.id, "under-way", None,
                                                                             dt.date(2027, 3, 1))  # fmt: skip
    assert (action.cost, action.paid_from, action.baseline) == ("£120", "Pupil premium", "Four of nine do")
    assert (slot.starts, slot.ends - slot.starts, slot.kinds, slot.people, slot.lines) == (
        dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC), HOUR * 3 / 4, ("pupil-voice",), ("kt-7f3",), (line.id,),
    )  # fmt: skip
    assert session.review.safeguarding is not None
    assert session.review.safeguarding.reach == "Extension 12"
    assert session.review.blind
    session.undo()
    session.undo()
    assert (only(session.enquiry).stage, only(session.actions).by_when) == ("drafted", dt.date(2027, 1, 31))
    session.close()
    for name in ("enquiry.toml", "actions.toml"):
        before = next(golden.rglob(name)).read_bytes().partition(b"\n\n")[2].rpartition(b"# as written")[0]
        assert before in (session.folder / name).read_bytes()  # taken back to the letter


def test_every_sort_has_its_own_names() -> None:
    """No two sorts share a file, a field of the state or the beginning of their ids."""
    for part in ("name", "held", "place", "prefix", "cls"):
        assert len({getattr(one, part) for one in SORTS.values()}) == len(SORTS)
    assert TIMETABLE.of  # the description is complete: each field it names is there
    for sort in SORTS.values():
        assert {sort.needs, *([sort.stage] if sort.stage else [])} <= attrs.fields_dict(sort.cls).keys()
