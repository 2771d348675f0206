"""What the five schools show, reckoned by the program itself: every state that a newcomer should meet is there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from attrs import frozen

from inclusion_core.analysis.coverage.sufficiency import thin
from inclusion_core.analysis.readiness.gates import readiness
from inclusion_core.analysis.scoring.methods import method_named, score_with
from inclusion_core.analysis.voices.comparison import compare_voices
from inclusion_core.demonstration.fitting import judgements
from inclusion_core.model.evidence import KINDS, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.analysis.readiness.gates import Readiness
    from inclusion_core.analysis.scoring.scorecard import ScoreCard
    from inclusion_core.analysis.voices.comparison import Comparison
    from inclusion_core.demonstration.content import Cluster, MadeUpSchool
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework

LEAD = "peer:lead-reviewer"
KNOWN = {one.id: one for one in KINDS}


@frozen
class Shown:
    """One school as the program reckons it."""

    school: MadeUpSchool
    framework: Framework
    voices: Mapping[str, Mapping[Cell, Judgement]]
    evidence: Mapping[str, Evidence]

    def gates(self, voice: str = LEAD) -> dict[str, Readiness]:
        """Return the readiness of every gate by one voice."""
        return {one.id: one for one in readiness(self.framework, self.voices[voice], self.school.school.setting)}

    def states(self, voice: str = LEAD) -> list[str]:
        """Return the gates' answers in the framework's order."""
        return [one.state for one in self.gates(voice).values()]

    def opening(self, gate: str) -> list[str]:
        """Return the shortest list that would open a gate."""
        return [f"{one.id} {one.to}" for one in self.gates()[gate].would_open]

    def thin(self, voice: str = LEAD) -> set[str]:
        """Return the indicators whose evidence is thin."""
        return {one.indicator for one in thin(self.framework, self.voices[voice], self.evidence, KNOWN)}

    def card(self, voice: str = LEAD) -> ScoreCard:
        """Score one voice by the framework's method."""
        method = method_named(self.framework.scoring)
        return score_with(method, self.framework, {voice: self.voices[voice]}, self.school.school.setting)

    def compared(self) -> Comparison:
        """Set the school's own judgements beside the lead reviewer's."""
        pair = {voice: self.voices[voice] for voice in ("self", LEAD)}
        return compare_voices(self.framework, pair, self.school.school.setting)


@pytest.fixture(scope="module")
def shown(cluster: Cluster, framework: Framework) -> dict[str, Shown]:
    """Give all five, without a workspace."""
    at = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    return {
        school.id: Shown(
            school,
            framework,
            {voice: dict(judgements(said, framework, {})) for voice, said in school.judgements.items()},
            {
                one.id: Evidence(one.id, one.kind, one.note, one.by, at, one.indicators)
                for one in school.evidence.values()
            },
        )
        for school in cluster.schools.values()
    }


def test_one_school_is_ready_for_everything(shown: dict[str, Shown]) -> None:
    """At Rowanlea, which is special, every gate is open."""
    assert set(shown["rowanlea"].states()) == {"open"}


def test_one_school_is_one_step_away(shown: dict[str, Shown]) -> None:
    """At Wansmere one gate is open, and one indicator a level higher would open each of the others."""
    wansmere = shown["wansmere-middle"]
    assert wansmere.states() == ["open", "not-yet", "not-yet"]
    assert wansmere.opening("off-site") == wansmere.opening("support-base") == ["S2 secure"]


def test_one_school_cannot_tell(shown: dict[str, Shown]) -> None:
    """At The Bridge Yard a look at T6 would settle it; the visit under way at Alnside cannot tell yet either."""
    yard = shown["bridge-yard"]
    assert yard.states() == ["cannot-tell", "cannot-tell", "not-yet"]
    assert [one.partition(" ")[0] for one in yard.opening("off-site")] == ["T6"]
    assert set(shown["alnside-first"].states()) == {"cannot-tell"}


def test_one_school_has_a_duty_unmet_in_others_eyes(shown: dict[str, Shown]) -> None:
    """At Kelderfield U5 is met by the school's own account and not by the reviewer's, which holds the strand down."""
    kelderfield = shown["kelderfield-academy"]
    framework = kelderfield.framework
    met = framework.scale.place(framework.met_at(framework.indicator("U5")))
    own, peer = (kelderfield.voices[voice]["U5", None].level for voice in ("self", LEAD))
    assert framework.indicator("U5").statutory
    assert framework.scale.place(own or "") >= met > framework.scale.place(peer or "")
    assert [one.level for one in kelderfield.card().strands] == ["starting", "secure", "secure"]
    assert kelderfield.card("self").strands[0].level == "secure"
    assert set(kelderfield.states()) == {"not-yet"}
    unmet = [
        (key, indicator.id)
        for key, one in shown.items()
        for indicator in framework.indicators.values()
        if indicator.statutory
        and (said := one.voices[LEAD].get((indicator.id, None))) is not None
        and said.level == framework.scale.order[0]
    ]
    assert unmet == [("kelderfield-academy", "U5")]


def test_evidence_is_thin_somewhere_and_not_everywhere(shown: dict[str, Shown]) -> None:
    """Each complete visit has some judgements that rest on little, and more that do not."""
    for key, one in shown.items():
        weak = one.thin()
        if key == "alnside-first":
            assert weak == set()
        else:
            assert 1 <= len(weak) <= 7, key
    assert "U8" in shown["rowanlea"].thin(), "leading, and nobody asked a pupil or a family"


def test_voices_differ_by_none_one_and_two_levels(shown: dict[str, Shown]) -> None:
    """Schools and reviewers agree, differ a little and differ a lot, and a reviewer is sometimes the kinder one."""
    for one in shown.values():
        assert {row.distance for row in one.compared().rows} >= {0, 1}
    far = {(key, row.id) for key, one in shown.items() for row in one.compared().rows if row.distance == 2}
    assert {("alnside-first", "U6"), ("kelderfield-academy", "U4"), ("kelderfield-academy", "U5")} == far
    assert shown["kelderfield-academy"].compared().talk_first[0].id in {"U4", "U5"}
    for school, indicator in (("alnside-first", "T3"), ("wansmere-middle", "U8"), ("rowanlea", "U1")):
        voices, scale = shown[school].voices, shown[school].framework.scale
        own, peer = (voices[voice][indicator, None].level or "" for voice in ("self", LEAD))
        assert scale.place(peer) > scale.place(own), "the reviewer saw more than the school had claimed"


def test_each_school_is_strong_where_another_starts(shown: dict[str, Shown]) -> None:
    """Somebody leads where somebody starts, three times and more; the special school too has something to learn."""
    levels: dict[str, dict[str, set[str]]] = {}
    for key, one in shown.items():
        for voice in ("self", LEAD):
            for (indicator, facet), said in one.voices[voice].items():
                if facet is None and said.level:
                    levels.setdefault(indicator, {}).setdefault(said.level, set()).add(key)
    matched = {
        (start, indicator, lead)
        for indicator, by_level in levels.items()
        for start in by_level.get("starting", ())
        for lead in by_level.get("leading", ())
        if start != lead
    }
    assert ("alnside-first", "T4", "kelderfield-academy") in matched
    assert ("alnside-first", "U8", "rowanlea") in matched
    assert ("kelderfield-academy", "U9", "bridge-yard") in matched
    assert ("rowanlea", "U3", "alnside-first") in matched


def test_every_answer_and_non_answer_is_met(shown: dict[str, Shown]) -> None:
    """All four levels, cannot tell, not applicable with its reason and too soon each stand somewhere."""
    said = [one for each in shown.values() for voice in each.voices.values() for one in voice.values()]
    assert {one.level for one in said if one.level} == set(shown["rowanlea"].framework.scale.order)
    assert [one.non_answer for one in said].count("too-soon") == 1
    assert {one.non_answer for one in said if one.non_answer} == {"cannot-tell", "not-applicable", "too-soon"}
    assert all(one.because for one in said)
    for key in ("alnside-first", "bridge-yard"):
        assert shown[key].voices["self"]["S3", None].non_answer == "not-applicable", "it has no support base"
    assert {one.confidence for one in said} == {"low", "medium", "high", None}


def test_lenses_are_judged_and_differ(shown: dict[str, Shown]) -> None:
    """Each lens is judged somewhere, and at Wansmere one indicator reads otherwise through one of them."""
    cells = {cell for one in shown.values() for cell in one.voices[LEAD]}
    facet = shown["rowanlea"].framework.facet
    assert facet is not None
    assert {lens for _, lens in cells if lens} == set(facet.values)
    voice = shown["wansmere-middle"].voices[LEAD]
    assert [voice["U4", lens].level for lens in (None, *facet.values)] == ["secure", "secure", "developing", "secure"]
