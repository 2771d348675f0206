from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.school import School
from inclusion_core.store.review.merging import coming
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.session import Session

AT = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)
SECURE, LEADING, STARTING = (Judgement(level, at=AT) for level in ("secure", "leading", "starting"))


def copied(session: Session, place: Path, person: str) -> Session:
    """Return another person's own copy of a review, open."""
    session.close()
    root = session.folder.parents[2]
    shutil.copytree(root, place)
    workspace = Workspace.open(place)
    workspace._me = evolve(workspace._me, me=evolve(workspace.me, id=person), device=f"d-{person}")
    return workspace.session(session.review.id)


def cell(session: Session, indicator: str, voice: str = "self") -> Judgement | None:
    """Return what a voice gives an indicator."""
    return session.assessment(voice).judgements.get((indicator, None))


def test_each_persons_work_is_united(session: Session, tmp_path: Path) -> None:
    """Voices and evidence of both copies are there, with their attachments and their history; twice is once."""
    session.judge("self", "U1", SECURE)
    other = copied(session, tmp_path / "copy", "bo-1aa")
    plan = tmp_path / "plan.txt"
    plan.write_bytes(b"plan")
    other.judge("peer:bo-1aa", "U2", LEADING)
    one = other.add_evidence("document", "Theirs.", attach=[plan], at=AT)
    other.close()
    session.judge("self", "U3", SECURE)
    session.add_evidence("observation", "Ours.", at=AT)
    done = session.merge(other.folder)
    assert (done.lines, done.conflicts, done.attachments) == (2, (), 1)
    assert (cell(session, "U1"), cell(session, "U3"), cell(session, "U2", "peer:bo-1aa")) == (SECURE, SECURE, LEADING)
    assert sorted(seen.note for seen in session.evidence.values()) == ["Ours.", "Theirs."]
    assert (session.folder / "attachments" / next(iter(one.attachments))).read_bytes() == b"plan"
    assert [told.person for told in session.history()].count("bo-1aa") == 2
    state, size = session.state, (session.folder / "journal.jsonl").stat().st_size
    again = session.merge(other.folder)
    assert (again.lines, again.changed, again.conflicts, again.attachments) == (0, (), (), 0)
    assert session.state == state
    assert (session.folder / "journal.jsonl").stat().st_size == size
    other.merge(session.folder)
    assert other.state == session.state


def test_both_changed_the_same_is_shown_and_ours_stands(session: Session, tmp_path: Path) -> None:
    """Ours stands, theirs is shown each time until somebody decides, and the decision travels."""
    session.judge("self", "U1", STARTING)
    other = copied(session, tmp_path / "copy", "bo-1aa")
    session.judge("self", "U1", SECURE)
    other.judge("self", "U1", LEADING)
    other.judge("self", "U2", LEADING)
    other.close()
    (clash,) = session.merge(other.folder).conflicts
    assert (clash.key, clash.ours, clash.theirs, clash.person) == (("judge", "self", "U1"), SECURE, LEADING, "bo-1aa")
    assert (cell(session, "U1"), cell(session, "U2")) == (SECURE, LEADING)
    assert session.merge(other.folder).conflicts == (clash,)
    assert "what stood here was left" in " ".join(told.says for told in session.history())
    (there,) = other.merge(session.folder).conflicts
    assert (there.ours, there.theirs) == (LEADING, SECURE)
    session.judge("self", "U1", STARTING)  # decided, knowing both
    assert session.merge(other.folder).conflicts == ()
    assert other.merge(session.folder).conflicts == ()
    assert cell(other, "U1") == STARTING
    assert other.state == session.state


def test_taking_back_travels_too(session: Session, tmp_path: Path) -> None:
    """What the other copy took back or withdrew, knowing ours, is taken back here."""
    session.judge("self", "U1", SECURE)
    one = session.add_evidence("observation", "Seen.", at=AT)
    other = copied(session, tmp_path / "copy", session.me.id)
    other.withdraw_evidence(one.id)
    other.undo()
    other.undo()
    other.undo()
    assert other.evidence == {}
    done = session.merge(other.folder)
    assert done.conflicts == ()
    assert session.state == other.state


def test_a_hand_edit_in_the_other_copy_counts(session: Session, tmp_path: Path) -> None:
    """What was written into their file by hand comes along, once."""
    session.judge("self", "U1", SECURE)
    other = copied(session, tmp_path / "copy", "bo-1aa")
    path = other.folder / "assessments" / "self.toml"
    path.write_text(path.read_text() + '[judgements.U6]\nlevel = "starting"\n')
    session.merge(other.folder)
    lines = len(session.history())
    assert cell(session, "U6") == Judgement("starting")
    assert session.merge(other.folder).lines == 0
    assert len(session.history()) == lines


def test_another_review_or_another_text_is_refused(
    session: Session, workspace: Workspace, framework: Framework, tmp_path: Path
) -> None:
    """A review with another id, or one that rests on another text, is not merged."""
    other = workspace.create_review("alnside", framework, id="other")
    with pytest.raises(NotAllowed, match="This is the review other"):
        session.merge(workspace.review_folder(other.id))
    copy = copied(session, tmp_path / "copy", "bo-1aa")
    copy.migrate(evolve(framework, edition="2", title="Another", digest=""), {})
    before = (session.folder / "journal.jsonl").read_bytes()
    with pytest.raises(NotAllowed, match="in another text"):
        session.merge(copy.folder)
    assert (session.folder / "journal.jsonl").read_bytes() == before


@pytest.mark.parametrize("journals", ["whole", "lost"])
def test_two_reviews_of_one_name_are_never_mixed(
    session: Session, framework: Framework, tmp_path: Path, journals: str
) -> None:
    """A review that began elsewhere under the same id is told apart, even where a copy lost its journal."""
    elsewhere = Workspace.open(tmp_path / "elsewhere")
    elsewhere.create_review(School(name="Alnside"), framework, id="alnside-2026-11", started=dt.date(2026, 11, 23))
    folder = elsewhere.review_folder("alnside-2026-11")
    if journals == "lost":
        (folder / "journal.jsonl").unlink()
    before = (session.folder / "journal.jsonl").read_bytes()
    with pytest.raises(NotAllowed, match=r"two reviews called alnside-2026-11: .* never mixed"):
        session.merge(folder)
    assert (session.folder / "journal.jsonl").read_bytes() == before


def test_what_is_coming_is_what_merging_does(session: Session, tmp_path: Path) -> None:
    """Before a merge the lines, changes and conflicts are told as they come about, and nothing is written."""
    session.judge("self", "U1", STARTING)
    other = copied(session, tmp_path / "copy", "bo-1aa")
    session.judge("self", "U1", SECURE)
    other.judge("self", "U1", LEADING)
    other.judge("self", "U2", LEADING)
    other.close()
    before = {path: path.read_bytes() for path in session.folder.parents[2].rglob("*") if path.is_file()}
    told = coming(session._ledger, other.folder)
    assert {path: path.read_bytes() for path in session.folder.parents[2].rglob("*") if path.is_file()} == before
    assert [line.person for line in told.lines] == ["bo-1aa"] * 2
    done = session.merge(other.folder)
    assert (done.lines, done.changed, done.conflicts) == (len(told.lines), told.changed, told.conflicts)
    assert coming(session._ledger, other.folder).lines == ()


def test_a_false_attachment_is_not_copied(session: Session, tmp_path: Path) -> None:
    """A file whose bytes are not those of its name stays where it is."""
    other = copied(session, tmp_path / "copy", "bo-1aa")
    (other.folder / "attachments").mkdir()
    (other.folder / "attachments" / ("0" * 64)).write_bytes(b"another")
    assert session.merge(other.folder).attachments == 0
    assert not (session.folder / "attachments").exists()
