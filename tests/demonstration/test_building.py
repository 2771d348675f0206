"""Building the demonstration in a workspace: whole, once, and never over anybody's work."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from inclusion_core.demonstration import build_demonstration
from inclusion_core.demonstration.days import visit_day
from inclusion_core.demonstration.gathering import gather
from inclusion_core.errors import InvalidFile, NotAllowed, ReadOnly, StorageFailed, UnknownName
from inclusion_core.model.assessment import Judgement, cell_text
from inclusion_core.model.cluster import Cluster as Group
from inclusion_core.model.cluster import Member
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.school import School
from inclusion_core.store.consultations import consultations_of
from inclusion_core.store.partnership import clusters_of, rounds_of
from inclusion_core.store.review.session import Session
from inclusion_core.store.staffing import staffing_of
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.demonstration import Demonstration
    from inclusion_core.demonstration.content import Cluster
    from inclusion_core.model.framework import Framework

NOW = dt.datetime(2026, 11, 25, 16, 30, tzinfo=dt.UTC)
ALNSIDE = "demo-alnside"


class Desk:
    """As much of a desk as building needs: frameworks by name, kinds of evidence and a workspace."""

    def __init__(self, folder: Path, *frameworks: Framework, read_only: bool = False) -> None:
        self.workspace = Workspace.open(folder, read_only=read_only)
        self.kinds = {one.id: one for one in KINDS}
        self._frameworks = {one.id: one for one in frameworks}

    def framework(self, name: str) -> Framework:
        """Return a framework by its id."""
        if name not in self._frameworks:
            raise UnknownName("framework", name, known=self._frameworks)
        return self._frameworks[name]


@pytest.fixture
def desk(tmp_path: Path, framework: Framework, base: Framework) -> Any:
    """Give a desk with both frameworks and an empty workspace."""
    return Desk(tmp_path / "workspace", framework, base)


def built(desk: Any, **given: Any) -> Demonstration:
    """Build at a known moment."""
    return build_demonstration(desk, now=NOW, **given)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a workspace with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_workspace_gets_all_of_it(desk: Any, cluster: Cluster) -> None:
    """Five made-up schools, each with its review, every judgement and all evidence as the file has them."""
    made = built(desk)
    assert made.framework == "north-east@2026.1"
    assert made.reviews == made.added == tuple(one.review for one in cluster.schools.values())
    assert made.kept == ()
    assert [one.name for one in made.schools] == [one.name for one in cluster.schools.values()]
    assert all(one.made_up for one in desk.workspace.schools())
    for school in cluster.schools.values():
        with desk.workspace.session(school.review, read_only=True) as session:
            assert session.review.title.startswith("Made-up school")
            assert session.review.framework.name == "north-east@2026.1"
            assert set(school.people) <= set(session.review.team)
            assert not session.problems
            for voice, said in school.judgements.items():
                kept = session.assessment(voice).judgements
                answers = {cell_text(cell): (one.level or one.non_answer, one.because) for cell, one in kept.items()}
                assert answers == {cell: (one.answer, one.because) for cell, one in said.items()}
            assert len(session.assessments) == len(school.judgements)
            notes = [(one.by, one.kind, one.note, one.place, one.indicators) for one in session.evidence.values()]
            assert sorted(notes) == sorted(
                (one.by, one.kind, one.note, one.place, one.indicators) for one in school.evidence.values()
            )


def test_times_are_spread_over_the_day_of_the_visit(desk: Any, cluster: Cluster) -> None:
    """What was seen has the visit's own times and what the school said of itself lies weeks before."""
    built(desk)
    alnside = cluster.schools["alnside-first"]
    with desk.workspace.session(alnside.review, read_only=True) as session:
        seen = sorted(one.at for one in session.evidence.values())
        assert {at.date() for at in seen} == {visit_day(alnside, NOW)} == {NOW.date()}
        assert seen[-1] - seen[0] > dt.timedelta(hours=3)
        own = {one.at.date() for one in session.assessment("self").judgements.values() if one.at}
        assert own == {session.review.started} == {dt.date(2026, 11, 9)}


def test_the_schools_are_asked_once_and_what_came_is_of_three_of_five(desk: Any) -> None:
    """Answers fit the framework, one school is counted without a name, one is past a day; put away, it stays away."""
    made = built(desk)
    book = consultations_of(desk.workspace)
    (one,) = book.all()
    assert "made up" in one.title
    assert len(one.invited) == len(made.schools)
    assert [(each.answered, each.named is not None) for each in one.returns.values()] == [
        (True, True), (True, False), (True, True),
    ]  # fmt: skip
    framework = desk.framework("north-east")
    for each in one.returns.values():
        assert {*each.opinions, *each.commitments} <= framework.indicators.keys()
        assert "(made up)" in each.name
    promised = one.returns["999001"].commitments.values()
    assert {each.by_when < NOW.date() for each in promised} == {True, False}
    book.undo(one.id)
    built(desk)
    assert book.all() == ()


def test_a_second_time_adds_nothing_and_says_so(desk: Any, tmp_path: Path) -> None:
    """Built again, on another day and by another run, not one byte of the workspace changes."""
    built(desk)
    before = files(tmp_path / "workspace")
    again = build_demonstration(desk, now=NOW + dt.timedelta(days=3))
    assert files(tmp_path / "workspace") == before
    assert again.added == ()
    assert len(again.kept) == len(again.reviews) == 5
    assert again.says == "The made-up cluster is there already. Nothing was added, and nothing was changed."


def test_what_a_person_changed_stays(desk: Any) -> None:
    """A judgement given otherwise, one taken away, evidence withdrawn, a school renamed: all are left so."""
    built(desk)
    with desk.workspace.session(ALNSIDE) as session:
        first = min(session.evidence)
        session.judge("self", ("U1", None), Judgement(level="starting", because="We looked again."))
        session.judge("peer:lead-reviewer", ("U2", None), None)
        session.withdraw_evidence(first)
    school = desk.workspace.school("rowanlea")
    desk.workspace.put_schools([evolve(school, name="Rowanlea, as I call it")])
    assert built(desk).added == ()
    with desk.workspace.session(ALNSIDE, read_only=True) as session:
        assert session.assessment("self").judgements["U1", None].because == "We looked again."
        assert ("U2", None) not in session.assessment("peer:lead-reviewer").judgements
        assert first not in session.evidence
    assert desk.workspace.school("rowanlea").name == "Rowanlea, as I call it"


def test_undo_never_takes_the_demonstration_back(desk: Any) -> None:
    """Whoever tries it out can take back their own work, and there is nothing else for them to take back."""
    built(desk)
    with desk.workspace.session(ALNSIDE) as session:
        before = dict(session.assessment("self").judgements)
        with pytest.raises(NotAllowed):
            session.undo()
        session.judge("self", ("U4", None), Judgement(level="leading"))
        session.undo()
        assert session.assessment("self").judgements == before
        with pytest.raises(NotAllowed):
            session.undo()
        assert session.me.id == desk.workspace.me.id


@pytest.mark.parametrize("writes", [0, 1, 17, 21, 22, 60, 100, 130])
def test_what_an_interruption_kept_back_is_completed(
    desk: Any, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    """Stopped by a full disk at any write, the next build writes what is missing and nothing twice."""
    left = [writes]

    def counted(what: Any) -> Any:
        def write(self: Session, *args: Any, **kwargs: Any) -> Any:
            if left[0] == 0:
                raise StorageFailed("The disk is full.")
            left[0] -= 1
            return what(self, *args, **kwargs)

        return write

    with monkeypatch.context() as broken:
        broken.setattr(Session, "add_evidence", counted(Session.add_evidence))
        broken.setattr(Session, "judge_all", counted(Session.judge_all))
        with pytest.raises(StorageFailed):
            built(desk)
    assert left == [0]
    half = list(desk.workspace.review_ids())
    with desk.workspace.session(half[-1]) as session:
        mine = Judgement(level="starting", because="I was here meanwhile.")
        session.judge("self", ("U1", None), mine)
    made = built(desk)
    assert made.added
    for school in cluster.schools.values():
        with desk.workspace.session(school.review, read_only=True) as session:
            assert len(session.evidence) == len(school.evidence)
            for voice, said in school.judgements.items():
                assert len(session.assessment(voice).judgements) == len(said)
            if school.review == half[-1]:
                assert session.assessment("self").judgements["U1", None].because == mine.because
    assert built(desk).added == ()


def test_a_school_of_ones_own_is_never_taken_for_a_made_up_one(desk: Any, tmp_path: Path) -> None:
    """Where a real school has the same id, nothing is added and the sentence says what to do."""
    desk.workspace.put_schools([School(name="Rowanlea School", id="rowanlea")])
    before = files(tmp_path / "workspace")
    with pytest.raises(NotAllowed, match=r"'rowanlea' that is not made up.* workspace of its own"):
        built(desk)
    assert files(tmp_path / "workspace") == before


def test_a_review_of_another_school_is_left_alone(desk: Any, framework: Framework, tmp_path: Path) -> None:
    """Where a review of some other school has the same id, nothing is added."""
    desk.workspace.create_review(School(name="Elsewhere School"), framework, id="demo-rowanlea")
    before = files(tmp_path / "workspace")
    with pytest.raises(NotAllowed, match="'demo-rowanlea' of another school"):
        built(desk)
    assert files(tmp_path / "workspace") == before


def test_the_general_framework_will_do(tmp_path: Path, base: Framework) -> None:
    """Where the regional framework is not installed, the schools are reviewed with the general one."""
    made = built(Desk(tmp_path / "workspace", base))
    assert made.framework == "universal-targeted-specialist@2026.1"
    assert len(made.added) == 5


def test_without_a_framework_nothing_is_written(tmp_path: Path) -> None:
    """Where neither framework is known, that is said, and there is still no workspace."""
    with pytest.raises(UnknownName, match="north-east"):
        built(Desk(tmp_path / "workspace"))
    assert not (tmp_path / "workspace").exists()


def test_a_framework_that_grew_another_way_is_found_out_first(tmp_path: Path, framework: Framework) -> None:
    """Where the framework no longer has an indicator, every place is named, and nothing is written."""
    fewer = evolve(framework, indicators={key: one for key, one in framework.indicators.items() if key != "S4"})
    with pytest.raises(InvalidFile, match="There is no indicator 'S4'") as raised:
        built(Desk(tmp_path / "workspace", fewer))
    assert len(raised.value.problems) > 5
    assert not (tmp_path / "workspace").exists()


def test_a_framework_that_does_not_fit_gives_way(tmp_path: Path, framework: Framework, base: Framework) -> None:
    """Where the regional framework does not fit and the general one does, the general one is used."""
    fewer = evolve(framework, indicators={key: one for key, one in framework.indicators.items() if key != "S4"})
    assert built(Desk(tmp_path / "workspace", fewer, base)).framework == "universal-targeted-specialist@2026.1"


def test_a_workspace_opened_for_reading_gets_nothing(tmp_path: Path, framework: Framework) -> None:
    """Reading only is reading only."""
    (tmp_path / "workspace").mkdir()
    with pytest.raises(ReadOnly):
        built(Desk(tmp_path / "workspace", framework, read_only=True))
    assert files(tmp_path / "workspace") == {}


def test_it_is_built_at_a_real_desk(tmp_path: Path) -> None:
    """`inclusion demo` has a desk with whatever is installed; that is enough, and every report may leave it."""
    from inclusion_core.desk import open_desk  # noqa: PLC0415  the only test that stands this high
    from inclusion_core.desk.leaving import report_document, stops_in  # noqa: PLC0415  as above

    with open_desk(tmp_path / "workspace") as desk:
        made = built(desk)
        assert made.framework in {"north-east@2026.1", "universal-targeted-specialist@2026.1"}
        assert made.says == "The made-up cluster: 5 reviews added. Every school in it is made up."
        for review in made.reviews:
            with desk.session(review, read_only=True) as session:
                document = report_document(desk, session)
                assert list(stops_in(document)) == [], "nothing in it may hold a report back"
                assert "made up" in " ".join(document.statements)


def test_the_schools_are_a_cluster_with_a_round_to_come(desk: Any, cluster: Cluster) -> None:
    """Each made-up school hosts once and visits once while schools are open, with a team and a champion."""
    built(desk)
    (gathered,), (planned,) = clusters_of(desk.workspace).all(), rounds_of(desk.workspace).all()
    assert list(gathered.schools) == list(cluster.schools)
    assert sorted(planned.visits) == sorted(cluster.schools)
    assert sorted(one for visit in planned.visits.values() for one in visit.visitors) == sorted(cluster.schools)
    assert all(visit.lead and visit.champion for visit in planned.visits.values())
    assert min(visit.day for visit in planned.visits.values()) == dt.date(2027, 1, 5)


def test_what_became_of_the_cluster_stays_so(desk: Any) -> None:
    """A cluster that was taken away, or a school that is in one of a person's own, is left alone when built again."""
    built(desk)
    assert clusters_of(desk.workspace).undo("demo-cluster") is None
    own = {one: Member(one) for one in ("rowanlea", "here", "there")}
    clusters_of(desk.workspace).put(Group("own", "Our own", own), new=True)
    built(desk)
    assert [one.id for one in clusters_of(desk.workspace).all()] == ["own"]
    other = Desk(desk.workspace.root.parent / "other", *desk._frameworks.values())
    clusters_of(other.workspace).put(Group("own", "Our own", own), new=True)
    built(other)
    assert [one.id for one in clusters_of(other.workspace).all()] == ["own"]
    assert rounds_of(other.workspace).all() == ()


@pytest.mark.parametrize("start", [dt.datetime(2026, 1 + month, 15, 12, tzinfo=dt.UTC) for month in range(12)])
def test_a_round_can_be_planned_in_every_month(desk: Any, start: dt.datetime) -> None:
    """Whenever the demonstration is built, there are weeks for its visits."""
    schools = [School(name, id=name) for name in ("a", "b", "c", "d", "e")]
    gather(desk, "Made up", schools, start)
    assert len(rounds_of(desk.workspace).one("demo-round").visits) == 5


def test_small_groups_are_kept_once_and_never_put_back(desk: Any, cluster: Cluster) -> None:
    """Two schools keep some, in order and with what is known of their cost; what a person changes stays changed."""
    built(desk)
    book = staffing_of(desk.workspace)
    assert [one.id for one in book.all()] == ["alnside-first", "wansmere-middle"]
    kept = book.one("alnside-first")
    assert kept.groups == cluster.schools["alnside-first"].groups
    assert None in {adults.rate for one in kept.groups.values() for adults in one.adults}
    fewer = book.put(evolve(kept, groups={"g-2": kept.groups["g-2"]}))
    book.undo("wansmere-middle")
    built(desk)
    assert staffing_of(desk.workspace).all() == (fewer,)
