"""Release: the host owns the review, and what leaves holds only what the host let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.desk import Desk, open_desk, releasing
from inclusion_core.desk.leaving import make_report, stops_in
from inclusion_core.exchange.reports.document import Document
from inclusion_core.model.framework import Gate, Need
from inclusion_core.model.release import RELEASE_SECTIONS, audience_of, is_released

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inclusion_core.store.review.session import Session

NAME = "universal-targeted-specialist"
MARKS = {
    "voices": "eer reviewer",
    "reasons": "REASON-OF-SELF",
    "evidence": "NOTE-OF-A-VISIT",
    "readiness": "Readiness of the school",
    "enquiry": "QUESTION-OF-OURS",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with one review: two voices, reasons, evidence with its place."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with open_desk(tmp_path / "work") as desk:
        gate = Gate("away", "Before a place away", (Need.parse("indicator U4 at least secure"),))
        framework = evolve(desk.framework(NAME), gates={"away": gate})
        desk.workspace.create_review(ic.School("Alnside First", made_up=True), framework, id="alnside")
        with desk.session("alnside") as session:
            session.change_review(team={"ak": ic.Person("ak", "Dana Brook")}, title="TITLE-OF-OURS")
            session.judge("self", "U4", ic.Judgement("secure", because="REASON-OF-SELF"))
            session.judge("peer:ak", "U4", ic.Judgement("starting", because="REASON-OF-PEER"))
            session.add_enquiry("QUESTION-OF-OURS?", stage="agreed", grounds=["GROUND-OF-OURS"])
            session.add_evidence("observation", "NOTE-OF-A-VISIT", indicators=["U4"], place="PLACE-OF-A-LESSON")
        yield desk


def report(desk: Desk, session: Session, to: str) -> str:
    """The report of the review as text."""
    return make_report(desk, session, desk.report_format("text"), to=to).content.decode()


def test_nothing_is_released_until_the_host_says_so(desk: Desk) -> None:
    """The host's own side sees everything, the cluster nothing; and the refusal says what to type."""
    with desk.session("alnside") as session:
        assert all(is_released(session.review, one, "self") for one in RELEASE_SECTIONS)
        assert not any(is_released(session.review, one, "cluster") for one in RELEASE_SECTIONS)
        assert all(mark in report(desk, session, "self") for mark in MARKS.values())
        with pytest.raises(ic.NotAllowed, match="has not released to its cluster: name, judgements"):
            report(desk, session, "cluster")
        with pytest.raises(ic.UnknownName, match="Did you mean 'partnership'"):
            report(desk, session, "partnerships")


@pytest.mark.parametrize("section", MARKS)
def test_each_section_leaves_with_its_release_alone(desk: Desk, section: str) -> None:
    """A report for the cluster holds the one section that was released beside name and judgements, and no other."""
    with desk.session("alnside") as session:
        session.change_review(
            released=releasing.released_with(session.review, ("name", "judgements", section), "cluster")
        )
        said = report(desk, session, "cluster")
        assert MARKS[section] in said
        assert not [one for one, mark in MARKS.items() if one != section and mark in said]
        assert set(releasing.outgoing(session, "cluster").assessments) == (
            {"self", "peer:ak"} if section == "voices" else {"self"}
        )
        for never in ("Dana Brook", "TITLE-OF-OURS", "PLACE-OF-A-LESSON", "GROUND-OF-OURS"):
            assert never not in said


def test_what_an_exporter_is_handed_has_been_through_release(desk: Desk) -> None:
    """An exporter gets no voice, reason, person, place or card that was not released."""
    with desk.session("alnside") as session:
        session.change_review(
            released={"name": "partnership", "judgements": "partnership", "evidence": "partnership"},
            safeguarding=ic.Safeguarding("Deputy head"),
        )
        found = releasing.outgoing(session, "cluster")  # the wider release reaches the cluster, too
        assert set(found.assessments) == {"self"}
        assert found.assessments["self"].judgements["U4", None].because == ""
        assert (found.review.team, found.review.title, found.review.safeguarding) == ({}, "", None)
        assert [(one.note, one.place, one.by) for one in found.evidence.values()] == [("NOTE-OF-A-VISIT", "", "")]
        whole = releasing.outgoing(session)
        assert set(whole.assessments) == {"self", "peer:ak"}
        assert next(iter(whole.evidence.values())).place == "PLACE-OF-A-LESSON"


def test_a_release_is_taken_back_undone_and_kept(desk: Desk) -> None:
    """It is a change like any other: journaled, on the disk after closing, taken back by release or by undo."""
    with desk.session("alnside") as session:
        session.change_review(released={"judgements": "cluster", "practice": "partnership"})
    with desk.session("alnside") as session:
        assert session.review.released == {"judgements": "cluster", "practice": "partnership"}
        session.change_review(released=releasing.released_with(session.review, ["judgements"], "self"))
        assert session.review.released == {"practice": "partnership"}
        session.undo()
        assert audience_of(session.review, "judgements") == "cluster"
        with pytest.raises(ic.UnknownName, match="section"):
            session.change_review(released={"judgement": "cluster"})
    text = (desk.workspace.review_folder("alnside") / "review.toml").read_text(encoding="utf-8")
    assert 'judgements = "cluster"' in text


def test_a_title_is_looked_at_and_a_school_for_a_need_keeps_its_name() -> None:
    """A pupil's number or a name beside a year holds a page back; what a school is called after does not."""
    (stop,) = stops_in(Document("Review", subtitle="Of A123456789012"))
    assert (stop.where, stop.text) == ("its title", "A123456789012")
    assert [stop.where for stop in stops_in(Document("Ben Smith in Year 4: one continuum"))] == ["its title"]
    assert not [*stops_in(Document("Inclusion review: Thomas Bewick Autism School"))]
