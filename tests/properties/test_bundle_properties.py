"""What holds for every review that is handed over: all of it comes back, and who exchanges files ends with the same."""

from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import inclusion_core as ic
from inclusion_core.model.framework import Facet
from inclusion_core.model.review import Person
from inclusion_core.store.frameworks.framework_files import digest
from inclusion_core.store.handing_over.unpacking import name_problem

if TYPE_CHECKING:
    from inclusion_core.store.review.session import Session

PLAIN = ic.Framework(
    "small", "1", "Small", {"U": ic.Strand("U", "U")}, {f"U{n}": ic.Indicator(f"U{n}", "U", "T") for n in range(4)},
    facet=Facet("lens", ("send",)),
)  # fmt: skip
FRAMEWORK = evolve(PLAIN, digest=digest(PLAIN))
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=30)
JUDGEMENTS = st.none() | st.builds(ic.Judgement, st.sampled_from(FRAMEWORK.scale.order), because=TEXTS)
CELLS = st.sampled_from([f"U{n}{facet}" for n in range(4) for facet in ("", "@send")])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("judge"), CELLS, JUDGEMENTS),
        st.tuples(st.just("evidence"), TEXTS, st.binary(max_size=9)),
        st.tuples(st.sampled_from(["title", "enquiry", "action"]), TEXTS),
        st.sampled_from([("withdraw",), ("undo",), ("redo",), ("snapshot",)]),
    ),
    max_size=8,
)
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def desk_of(place: Path, person: str) -> ic.Desk:
    """Return a person's desk in a place."""
    desk = ic.open_desk(place / person)
    desk.workspace._me = evolve(desk.workspace._me, me=Person(person, person.title()), device=f"d-{person}")
    return desk


def worked(desk: ic.Desk, steps: list[tuple[Any, ...]], voice: str = "self", *, title: bool = True) -> None:
    """Take these steps in the review of a desk."""
    with desk.session("one") as session:
        for step in steps:
            taken(session, step, voice, title=title)


def taken(session: Session, step: tuple[Any, ...], voice: str, *, title: bool) -> None:
    """Take one step."""
    sort = step[0]
    mine = [one for one in session.evidence.values() if one.by == session.me.id]
    if sort == "judge":
        session.judge(voice, step[1], step[2])
    elif sort == "evidence":
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "file").write_bytes(step[2])
            session.add_evidence("observation", f"x{step[1]}", at=AT, attach=[Path(place) / "file"])
    elif sort == "title" and title:
        session.change_review(title=step[1])
    elif sort == "enquiry":
        session.add_enquiry(f"How {step[1]}?", indicators=["U1"])
    elif sort == "action":
        session.add_action(f"Do {step[1]}")
    elif sort == "withdraw" and mine:
        session.withdraw_evidence(mine[0].id)
    elif sort in {"undo", "redo"}:
        with suppress(ic.NotAllowed):
            getattr(session, sort)()
    elif sort == "snapshot":
        session.snapshot()


def begun(place: Path) -> ic.Desk:
    """Return a desk with one review on it."""
    desk = desk_of(place, "ak")
    desk.workspace.create_review(ic.School(name="Alnside"), FRAMEWORK, id="one")
    return desk


def handed(desk: ic.Desk, place: Path) -> Path:
    """Make a file of the review, whatever stands in it."""
    path = ic.make_bundle(desk, "one", place, anyway=True).path
    assert path is not None
    return path


@QUICK
@given(STEPS)
def test_whatever_was_done_comes_to_an_empty_workspace(steps: list[tuple[Any, ...]]) -> None:
    """Made and opened where nothing is, the state, the journal and the attachments are those of before."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        here, there = begun(place), desk_of(place, "bo")
        worked(here, steps)
        done = ic.open_bundle(there, handed(here, place / "one.inclusion"))
        assert (done.here, done.conflicts) == (False, ())
        with here.session("one") as ours, there.session("one") as theirs:
            assert theirs.state == ours.state
            assert theirs.problems == ()
            assert len(theirs.history()) == len(ours.history())
            journals = [(one.folder / "journal.jsonl").read_bytes() for one in (ours, theirs)]
            assert journals[0] == journals[1]
            for one in theirs.evidence.values():
                for key, kept in one.attachments.items():
                    assert (theirs.folder / "attachments" / key).stat().st_size == kept.size
        again = ic.preview_bundle(there, place / "one.inclusion")
        assert (again.here, again.changes, again.conflicts, again.attachments) == (True, (), (), 0)


@QUICK
@given(STEPS, STEPS, STEPS)
def test_who_judges_apart_and_exchanges_ends_with_the_same(
    before: list[tuple[Any, ...]], ours: list[tuple[Any, ...]], theirs: list[tuple[Any, ...]]
) -> None:
    """Two machines that work apart, each with its own voice, hold one review once files went both ways."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        here, there = begun(place), desk_of(place, "bo")
        worked(here, before)
        ic.open_bundle(there, handed(here, place / "first.inclusion"))
        worked(here, ours)
        worked(there, theirs, "peer:bo", title=False)
        from_here, from_there = handed(here, place / "here.inclusion"), handed(there, place / "there.inclusion")
        assert ic.open_bundle(here, from_there).conflicts == ()
        assert ic.open_bundle(there, from_here).conflicts == ()
        with here.session("one") as one, there.session("one") as other:
            assert one.state == other.state
            state = one.state
        ic.open_bundle(here, from_there)
        ic.open_bundle(here, from_here)
        with here.session("one") as one:
            assert one.state == state


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=6) | st.sampled_from(["..", ".", "con", "a", "b.toml", ""]), max_size=4).map("/".join))
def test_a_name_without_a_problem_stays_inside(name: str) -> None:
    """A name that is let through leads to a place inside the folder, whichever system takes it apart."""
    if name_problem(name):
        return
    from pathlib import PurePosixPath, PureWindowsPath  # noqa: PLC0415  beside their only use

    for sort in (PurePosixPath, PureWindowsPath):
        path = sort("/ws/review") / name
        assert path.parts[: len(sort("/ws/review").parts)] == sort("/ws/review").parts
        assert ".." not in path.parts
        assert len(path.parts) > len(sort("/ws/review").parts)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_bytes_changed_are_refused_or_change_nothing(data: st.DataObject) -> None:
    """However a file is damaged, it is a sentence; what is opened all the same is the review that was made."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        here, there = begun(place), desk_of(place, "bo")
        worked(here, [("judge", "U1", ic.Judgement("secure", because="Seen.")), ("evidence", "Heard.", b"file")])
        path = handed(here, place / "one.inclusion")
        was = path.read_bytes()
        start = data.draw(st.integers(0, len(was)))
        end = data.draw(st.integers(start, min(len(was), start + 40)))
        now = was[:start] + data.draw(st.binary(max_size=40)) + was[end:]
        path.write_bytes(now)
        try:
            ic.open_bundle(there, path)
        except ic.InvalidFile:
            assert there.workspace.review_ids() == ()
            return
        with here.session("one") as ours, there.session("one") as theirs:
            assert theirs.state == ours.state
