"""Schools of a workspace side by side: release, consent, edition and scope come before any figure."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from tests.desk.eight_schools import FRAMEWORK, NAMES, build

import inclusion_core as ic
from inclusion_core.analysis.enquiry.rules import PeerFigure
from inclusion_core.desk import Desk, open_desk
from inclusion_core.desk.clusters import consent, new_cluster
from inclusion_core.desk.comparing import (
    Showing,
    agreed_groups,
    cluster_of,
    compare_agreed,
    compare_group,
    cycles_here,
    peers_of,
)
from inclusion_core.desk.enquiring import suggested_lines
from inclusion_core.desk.peer_figures import peer_figures
from inclusion_core.desk.releasing import released_with
from inclusion_core.model.school import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inclusion_core.desk.comparing import GroupCompared

ALL = tuple(f"{name.lower()}-1" for name in NAMES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace, made once."""
    folder = tmp_path_factory.mktemp("eight") / "work"
    build(folder)
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with a copy of it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    shutil.copytree(made, tmp_path / "work")
    with open_desk(tmp_path / "work") as desk:
        yield desk


def hold(desk: Desk, review: str, **released: str) -> None:
    """Change what a review has released."""
    with desk.session(review) as session:
        for section, to in released.items():
            session.change_review(released=released_with(session.review, [section], to))


def why(found: GroupCompared) -> dict[str, int]:
    """How many reviews were left out, by why."""
    return {one.why: one.number for one in found.left_out}


def test_the_host_sees_where_it_is_and_nobody_is_found_out(desk: Desk) -> None:
    """Named by leave alone, in the order of the alphabet; others five or more and unlike, else not at all."""
    found = compare_group(desk, "alnside-1", Showing(ALL))
    compared = found.compared
    assert [(one.school.name, one.you) for one in compared.shown] == [
        ("Alnside School", True),
        ("Bedeside School", False),
    ]
    rows = {row.id: row for row in compared.rows}
    u1 = rows["U1"]
    assert (u1.answers, u1.others, u1.spread.counts) == (
        {"alnside-1": "starting", "bedeside-1": "developing"}, 6, (1, 2, 3, 2),
    )  # fmt: skip
    assert (u1.spread.lowest, u1.spread.median, u1.spread.highest) == ("starting", ("secure",), "leading")
    assert (rows["U2"].hidden, rows["U2"].others, rows["U2"].spread.n) == (True, 0, 2)  # all six say the same
    assert (rows["T1"].hidden, rows["T1"].others) == (False, 5)
    assert (rows["S1"].hidden, rows["S1"].others) == (True, 0)  # three of the others judged it
    assert (rows["U3"].hidden, rows["U3"].spread.n) == (False, 0)
    strands = {row.id: row for row in compared.strands}
    assert strands["U"].rests_on == {"alnside-1": (2, 9), "bedeside-1": (2, 9)}
    assert {name: row.hidden for name, row in strands.items()} == {"U": True, "T": False, "S": True}
    assert set(compared.hidden) == {"U", "S", "U2", "S1"}


def test_a_list_or_a_rule_shows_only_schools_with_a_name(desk: Desk) -> None:
    """It could be made again with one school less, so others are not shown, however many they are."""
    found = compare_group(desk, "alnside-1", Showing(ALL), agreed=False).compared
    assert (found.others, found.together) == (6, False)
    assert all(row.others == 0 and row.spread.n <= 2 for row in (*found.rows, *found.strands))


def test_what_is_not_released_of_this_edition_or_judged_is_left_out_and_counted(desk: Desk) -> None:
    """Each reason is said once with how many; a school is named there only where it may be named."""
    hold(desk, "hartside-1", judgements="self")
    hold(desk, "bedeside-1", judgements="cluster")
    other = evolve(desk.framework(FRAMEWORK), edition="2027.1")
    school = ic.School("Irthingside School", id="irthingside", authority="929", made_up=True)
    desk.workspace.create_review(school, other, id="irthingside-1")
    text = evolve(desk.framework(FRAMEWORK), title="Our own wording")
    desk.workspace.create_review(evolve(school, id="jedside", name="Jedside"), text, id="jedside-1")
    for review in ("irthingside-1", "jedside-1"):
        hold(desk, review, judgements="partnership", name="partnership")
    with desk.session("gauntside-1") as session:
        for one in dict(session.assessments["self"].judgements):
            session.judge("self", one, None)
    found = compare_group(desk, "alnside-1", Showing((*ALL, "irthingside-1", "jedside-1")))
    assert why(found) == {
        "not released to the partnership": 2,
        f"judged by {FRAMEWORK}@2027.1, not {FRAMEWORK}@2026.1": 1,
        f"judged by another text of {FRAMEWORK}@2026.1": 1,
        "nothing judged as self": 1,
    }
    assert {name for one in found.left_out for name in one.names} == {
        "Bedeside School",
        "Irthingside School",
        "Jedside",
    }
    with desk.session("alnside-1") as session:
        session.judge("moderated", "U1", ic.Judgement("secure"))
    with pytest.raises(ic.NotAllowed, match="no other school to lay beside alnside-1: 2 nothing judged as moderated"):
        compare_group(desk, "alnside-1", Showing(("gauntside-1", "fontside-1")), voice="moderated")
    with pytest.raises(ic.NotAllowed, match="a voice that all have"):
        compare_group(desk, "alnside-1", Showing(ALL), voice="peer:ak")


def test_a_copy_to_share_holds_the_own_school_to_its_release(desk: Desk) -> None:
    """Without leave to name it the own school is one of the others; without release there is no copy."""
    assert compare_group(desk, "alnside-1", Showing(ALL), you=False).compared.you is None
    assert [one.review for one in compare_group(desk, "alnside-1", Showing(ALL), you=False).compared.shown] == [
        "bedeside-1"
    ]
    hold(desk, "alnside-1", judgements="self")
    assert compare_group(desk, "alnside-1", Showing(ALL)).compared.you is not None
    with pytest.raises(ic.NotAllowed, match="alnside-1 cannot be compared: not released to the partnership"):
        compare_group(desk, "alnside-1", Showing(ALL), you=False)


def test_a_name_taken_back_is_gone_at_once(desk: Desk) -> None:
    """Consent to be named is revocable: the next comparison shows the school with the others only."""
    hold(desk, "bedeside-1", name="self")
    found = compare_group(desk, "alnside-1", Showing(ALL)).compared
    assert [one.review for one in found.shown] == ["alnside-1"]
    assert found.others == 7


def test_one_review_a_school_the_latest_through_a_new_urn(desk: Desk) -> None:
    """A school that became an academy is one school: its latest review is compared, and its rounds stand in a row."""
    school = evolve(
        desk.workspace.school("bedeside"), id="bedeside-academy", name="Bedeside Academy",
        identifiers={"urn": Identifier("urn", "999202")}, followed=("999102",),
    )  # fmt: skip
    desk.workspace.put_schools([school])
    desk.workspace.create_review(school, desk.framework(FRAMEWORK), id="bedeside-2", started=dt.date(2027, 11, 1))
    with desk.session("bedeside-2") as session:
        session.judge_all([("self", "U1", ic.Judgement("leading")), ("self", "U2", ic.Judgement("developing"))])
        session.change_review(released={"judgements": "partnership", "name": "partnership"})
    found = compare_group(desk, "alnside-1", Showing((*ALL, "bedeside-2"))).compared
    assert [one.review for one in found.shown] == ["alnside-1", "bedeside-2"]
    rounds = cycles_here(desk, "bedeside-1")
    assert [one.review for one in rounds.cycles] == ["bedeside-1", "bedeside-2"]
    assert cycles_here(desk, "bedeside-2") == rounds
    rows = {row.id: (row.answers, row.moved) for row in rounds.rows}
    assert rows["U1"] == (("developing", "leading"), 2)
    assert rows["U2"] == (("secure", "developing"), -1)
    assert rows["T1"] == (("leading", None), None)
    before = ic.cycle_before(desk, "bedeside-2")
    assert (before.before, {one.id: one.moved for one in before.found.rows}["U1"]) == ("bedeside-1", "higher")
    with pytest.raises(ic.NotAllowed, match="no earlier review"):
        ic.cycle_before(desk, "bedeside-1")


def test_rounds_are_not_set_against_each_other_over_another_text(desk: Desk) -> None:
    """Where an edition reworded an indicator, or had none, the round says so, and nothing has moved."""
    ours = desk.framework(FRAMEWORK)
    indicators = {
        name: evolve(one, statement="Quite another thing.") if name == "U1" else one
        for name, one in ours.indicators.items() if name != "T1"
    }  # fmt: skip
    older = evolve(ours, edition="2025.1", indicators=indicators, gates={}, groups={})
    desk.workspace.create_review("bedeside", older, id="bedeside-0", started=dt.date(2025, 11, 3))
    with desk.session("bedeside-0") as session:
        session.judge_all(("self", one, ic.Judgement("starting")) for one in ("U1", "U2"))
    rows = {row.id: (row.answers, row.moved) for row in cycles_here(desk, "bedeside-1").rows}
    assert rows["U1"] == (("reworded", "developing"), None)
    assert rows["U2"] == (("starting", "secure"), 2)
    assert rows["T1"] == (("not-in-this-edition", "leading"), None)


def test_groups_and_neighbours_are_those_of_the_workspace(desk: Desk) -> None:
    """An authority is a group; a rule finds the nearest, with what the distance is made of."""
    assert agreed_groups(desk) == {"authority:929": tuple(sorted(ALL))}
    near = peers_of(desk, "alnside", "phase,size", most=3)
    assert list(near) == ["bedeside-1", "coquetside-1", "derwentside-1"]
    assert {name: str(part) for name, part in near["bedeside-1"].parts.items()} == {"phase": "0", "size": "2/7"}
    with pytest.raises(ic.UnknownName, match="Did you mean 'phase'"):
        peers_of(desk, "alnside", "phases")


def test_a_cluster_goes_by_its_agreement_and_its_own_release(desk: Desk) -> None:
    """Consent noted in the cluster names a school there and nowhere else; withdrawn, it is named nowhere."""
    day = dt.date(2026, 11, 22)
    new_cluster(desk, "Tyne", [name.lower() for name in NAMES[:7]], partnership="north")
    assert set(agreed_groups(desk)) == {"authority:929", "cluster:tyne", "partnership:north"}
    assert cluster_of(desk, "alnside-1") == "cluster:tyne"
    with pytest.raises(ic.NotAllowed, match="hartside is in no cluster"):
        cluster_of(desk, "hartside-1")
    consent(desk, "tyne", "coquetside", yes=True, day=day)
    found = compare_agreed(desk, "alnside-1", "cluster:tyne", day=day)
    assert [one.review for one in found.compared.shown] == ["alnside-1", "bedeside-1", "coquetside-1"]
    assert (found.audience, found.compared.others) == ("cluster", 4)
    assert found.compared.hidden  # four others are too few
    wider = compare_agreed(desk, "alnside-1", "partnership:north", day=day)
    assert [one.review for one in wider.compared.shown] == ["alnside-1", "bedeside-1"]
    consent(desk, "tyne", "bedeside", yes=True, day=day)
    consent(desk, "tyne", "bedeside", yes=False, day=day)
    later = compare_agreed(desk, "alnside-1", "partnership:north", day=day)
    assert [one.review for one in later.compared.shown] == ["alnside-1"]
    with pytest.raises(ic.UnknownName, match="Did you mean 'north'"):
        compare_agreed(desk, "alnside-1", "partnership:nort")


def test_an_authority_is_not_shown_where_a_cluster_in_it_would_give_three_away(desk: Desk) -> None:
    """Five others in the cluster are shown; the authority has one more, who would be the difference."""
    hold(desk, "bedeside-1", name="self")
    new_cluster(desk, "Tyne", [name.lower() for name in (*NAMES[:4], *NAMES[5:8])])
    small = compare_agreed(desk, "alnside-1", "cluster:tyne").compared
    large = compare_agreed(desk, "alnside-1", "authority:929").compared
    rows = {row.id: (row, other) for row, other in zip(small.rows, large.rows, strict=True)}
    assert [(row.others, other.others, other.hidden) for row, other in (rows["U1"], rows["T1"])] == [
        (6, 0, True), (6, 6, False),
    ]  # fmt: skip


def test_a_school_named_in_its_cluster_is_none_of_the_five_elsewhere(desk: Desk) -> None:
    """Its figures are known to those who would take them away, so the partnership needs five others without it."""
    day = dt.date(2026, 11, 22)
    new_cluster(desk, "Tyne", [name.lower() for name in NAMES[:3]], partnership="north")
    new_cluster(desk, "Wear", [name.lower() for name in NAMES[3:7]], partnership="north")
    before = {row.id: row for row in compare_agreed(desk, "alnside-1", "partnership:north", day=day).compared.rows}
    assert (before["U1"].others, before["U1"].hidden) == (5, False)
    consent(desk, "tyne", "coquetside", yes=True, day=day)
    after = compare_agreed(desk, "alnside-1", "partnership:north", day=day).compared
    assert [one.review for one in after.shown] == ["alnside-1", "bedeside-1"]
    rows = {row.id: row for row in after.rows}
    assert (rows["U1"].others, rows["U1"].hidden) == (0, True)


def test_what_comparable_schools_chose_asks_a_question_and_gives_nobody_away(desk: Desk) -> None:
    """The middle of five others or more becomes grounds for a line of enquiry; what is hidden becomes none."""
    figures = peer_figures(desk, "alnside-1")
    assert figures["U1"] == PeerFigure(7, "secure")
    assert {"U2", "S1", "U3"}.isdisjoint(figures)
    with desk.session("alnside-1", read_only=True) as session:
        found = suggested_lines(desk, session).suggestions.found
        said = {one.indicators: [each.says for each in one.grounds if each.sort == "peers"] for one in found}
        assert said["U1",] == ["Starting here; the middle of 7 comparable schools is Secure."]
        assert not any(each.sort == "peers" for one in suggested_lines(desk, session, peers={}).suggestions.found
                       for each in one.grounds)  # fmt: skip
    for one in ALL[1:4]:
        hold(desk, one, judgements="self")
    assert peer_figures(desk, "alnside-1") == {}
