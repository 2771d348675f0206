"""What holds for every review: whatever is done, it comes back; merging has no order and no second effect."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclusion_core.errors import Conflict, NotAllowed
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.enquiry import STAGES
from inclusion_core.model.framework import Facet, Framework, Indicator, Strand
from inclusion_core.model.school import School
from inclusion_core.store.review.drafts import difference
from inclusion_core.store.review.rows import decode, encode
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from inclusion_core.store.review.session import Session

FRAMEWORK = Framework(
    "small", "1", "Small", {"U": Strand("U", "U")}, {f"U{n}": Indicator(f"U{n}", "U", "T") for n in range(4)},
    facet=Facet("lens", ("send",)),
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=40)
JUDGEMENTS = st.none() | st.builds(Judgement, st.sampled_from(FRAMEWORK.scale.order), because=TEXTS)
CELLS = st.sampled_from([f"U{n}{facet}" for n in range(4) for facet in ("", "@send")])
STEPS = st.one_of(
    st.tuples(st.just("judge"), CELLS, JUDGEMENTS),
    st.tuples(st.just("all"), st.lists(st.tuples(CELLS, JUDGEMENTS), max_size=3)),
    st.tuples(st.just("evidence"), TEXTS),
    st.tuples(st.just("change"), TEXTS),
    st.tuples(st.sampled_from(["line", "finding", "action", "cost", "slot", "place"]), TEXTS),
    st.tuples(st.just("stage"), st.sampled_from(STAGES)),
    st.tuples(st.just("later"), st.integers(-90, 90)),
    st.sampled_from([(each,) for each in ("withdraw", "take out", "undo", "redo", "open", "snapshot")]),
)
KEEPS = {"line", "finding", "action", "cost", "slot", "place", "stage", "later", "take out"}
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def begun(root: Path) -> Session:
    """Begin a workspace with one review, and open that."""
    workspace = Workspace.open(root)
    workspace.create_review(School(name="Alnside"), FRAMEWORK, id="one")
    return workspace.session("one")


def done(session: Session, step: tuple[Any, ...], voice: str = "self") -> Session:
    """Take one step; opening again gives another session."""
    sort = step[0]
    mine = [one for one in session.evidence if session.evidence[one].by == session.me.id]
    if sort == "judge":
        session.judge(voice, step[1], step[2])
    elif sort == "all":
        session.judge_all([(voice, cell, one) for cell, one in step[1]])
    elif sort == "evidence":
        session.add_evidence("observation", f"x{step[1]}", at=AT)
    elif sort == "change" and mine:
        session.change_evidence(mine[-1], note=f"y{step[1]}")
    elif sort == "withdraw" and mine:
        session.withdraw_evidence(mine[0])
    elif sort in KEEPS:
        keep(session, *step)
    elif sort in {"undo", "redo"}:
        with suppress(NotAllowed):
            getattr(session, sort)()
    elif sort == "snapshot":
        session.snapshot()
    elif sort == "open":
        return reopened(session)
    return session


def keep(session: Session, sort: str, value: Any = None) -> None:
    """Take one step with a line of enquiry, an action or a slot of this person's own."""
    lines = [one.id for one in session.enquiry.values() if one.by == session.me.id]
    actions = [one.id for one in session.actions.values() if one.by == session.me.id]
    timetable(session, sort, value, lines)
    if sort == "line":
        session.add_enquiry(f"x{value}", indicators=["U1"], grounds=[value])
    elif sort == "action":
        session.add_action(f"x{value}", line=lines[0] if lines else None, by_when=AT.date())
    elif sort in {"finding", "stage"} and lines:
        session.change_enquiry(lines[-1], **{sort: value})  # type: ignore[misc]
    elif sort == "cost" and actions:
        session.change_action(actions[-1], cost=value, by_when=None)
    elif sort == "take out" and lines:
        session.withdraw_enquiry(lines[0])


def timetable(session: Session, sort: str, value: Any, lines: list[str]) -> None:
    """Take one step with a slot of this person's own: a new one, another place, another beginning."""
    slots = [one.id for one in session.timetable.values() if one.title.startswith(session.me.id)]
    if sort == "slot":
        session.add_slot(AT, AT + dt.timedelta(hours=1), f"{session.me.id}{value}", lines=lines)
    elif sort == "place" and slots:
        session.change_slot(slots[-1], place=value)
    elif sort == "later" and slots:
        with suppress(NotAllowed):
            session.change_slot(slots[-1], starts=AT + dt.timedelta(minutes=value))
    elif sort == "take out" and slots:
        session.withdraw_slot(slots[0])


def reopened(session: Session) -> Session:
    """Return the same review, opened anew."""
    root = session.folder.parents[2]
    workspace = Workspace.open(root)
    workspace._me = evolve(workspace._me, me=evolve(workspace.me, id=session.me.id))
    return workspace.session("one")


@QUICK
@given(st.lists(STEPS, max_size=14))
def test_whatever_is_done_comes_back(steps: list[tuple[Any, ...]]) -> None:
    """After any steps, with snapshots at any moment, opening again tells the same; so does the journal by itself."""
    with tempfile.TemporaryDirectory() as place:
        session = begun(Path(place) / "ws")
        for step in steps:
            session = done(session, step)
        session.close()
        assert reopened(session).state == session.state
        assert reopened(session).problems == ()
        for name in [*session.folder.glob("*/*.toml"), *session.folder.glob("*.toml")]:
            if name.name != "framework.toml":
                name.unlink()
        assert reopened(session).state == session.state


@QUICK
@given(st.lists(STEPS.filter(lambda step: step[0] not in {"undo", "redo"}), max_size=10))
def test_undoing_all_leads_back_and_redoing_all_forth(steps: list[tuple[Any, ...]]) -> None:
    """Taking everything back leads to the beginning, doing all again to the end."""
    with tempfile.TemporaryDirectory() as place:
        session = begun(Path(place) / "ws")
        first = session.state
        for step in steps:
            session = done(session, step)
        last = session.state
        while session.can_undo:
            session.undo()
        assert session.state == first
        while session.can_redo:
            session.redo()
        assert session.state == last


@settings(QUICK, max_examples=30)
@given(st.tuples(*[st.lists(STEPS, max_size=6)] * 3))
def test_merging_has_no_order_and_no_second_effect(parts: tuple[list[tuple[Any, ...]], ...]) -> None:
    """Three people's copies, each with its own voice, give one review whichever is merged first, and however often."""
    with tempfile.TemporaryDirectory() as place:
        base = begun(Path(place) / "ws")
        copies = []
        for number, steps in enumerate(parts):
            root = Path(place) / f"copy-{number}"
            shutil.copytree(base.folder.parents[2], root)
            workspace = Workspace.open(root)
            workspace._me = evolve(workspace._me, me=evolve(workspace.me, id=f"p{number}"))
            session = workspace.session("one")
            for step in steps:
                session = done(session, step, voice=f"peer:p{number}")
            session.close()
            copies.append(session)
        one, other = copies[0], base
        assert one.merge(copies[1].folder).conflicts == ()
        assert one.merge(copies[2].folder).conflicts == ()
        state, lines = one.state, len(one.history())
        one.merge(copies[1].folder)
        assert (one.state, len(one.history())) == (state, lines)
        for copy in reversed(copies):
            assert other.merge(copy.folder).conflicts == ()
        for held in ("judgements", "evidence", "enquiry", "actions", "timetable"):
            assert getattr(other.state, held) == getattr(one.state, held)
        assert reopened(other).state == other.state


@QUICK
@given(st.lists(st.tuples(st.booleans(), STEPS), max_size=14))
def test_two_people_undo_only_their_own(steps: list[tuple[bool, tuple[Any, ...]]]) -> None:
    """Two people on one review who take back at will end with the same state, and so does who opens it after them."""
    with tempfile.TemporaryDirectory() as place:
        one = begun(Path(place) / "ws")
        workspace = Workspace.open(Path(place) / "ws")
        workspace._me = evolve(workspace._me, me=evolve(workspace.me, id="other"))
        sessions = {True: one, False: workspace.session("one")}
        for who, step in steps:
            try:
                sessions[who] = done(sessions[who], step)
            except Conflict:
                continue
        for session in sessions.values():
            session.refresh()
        assert sessions[True].state == sessions[False].state == reopened(sessions[True]).state


@given(st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_a_line_comes_back_and_no_byte_of_it_can_change(members: dict[str, str]) -> None:
    """What is encoded is decoded, and a line with any one byte changed is refused."""
    members.pop("sum", None)
    row = encode(members)
    if not members:
        return
    assert decode(row) == members
    for place in range(0, len(row), max(1, len(row) // 7)):
        changed = row[:place] + bytes([row[place] ^ 1]) + row[place + 1 :]
        try:
            decode(changed)
        except ValueError:
            continue
        raise AssertionError(changed)


@given(TEXTS, TEXTS, TEXTS)
def test_differences_lead_on(head: str, middle: str, tail: str) -> None:
    """Cutting and putting leads from any text to any other."""
    for before, after in [(head + tail, head + middle + tail), (head + middle, tail), (middle, middle + middle)]:
        (start, size), put = difference(before, after)
        assert before[:start] + put + before[start + size :] == after
