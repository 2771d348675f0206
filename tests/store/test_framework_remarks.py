from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

from inclusion_core.model.framework import Framework, Gate, Indicator, Law, Need, Strand
from inclusion_core.store.frameworks.framework_remarks import remark
from inclusion_core.store.problems import Findings

TODAY = dt.date(2026, 11, 23)
LEVELS = {
    "starting": "On paper, but you must ask to find it.",
    "developing": "Found where one adult has made it theirs.",
    "secure": "Ready in nearly every room. Cover lessons too.",
    "leading": "Pupils tell you what helps. Others learn it here.",
}
WHOLE = Indicator(
    "U4",
    "U",
    "Ordinary help is ready in every lesson",
    statement="Help is there before anyone asks.",
    evidence=("observation",),
    horizon="two terms",
    levels=LEVELS,
)


def said(**changes: object) -> list[str]:
    """Return the remarks on a framework whose one indicator has these changes."""
    indicator = Indicator(
        **{
            name: getattr(WHOLE, name)
            for name in ("id", "strand", "title", "statement", "evidence", "horizon", "levels")
        }
        | changes
    )  # type: ignore[arg-type]
    framework = Framework("f", "1", "F", {"U": Strand("U", "Universal")}, {"U4": indicator})
    findings = Findings()
    remark(framework, findings, today=TODAY)
    return [str(one) for one in findings.problems]


def test_a_well_written_indicator_has_no_remark() -> None:
    """Nothing is said where nothing is worth doing."""
    assert said() == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": "Ordinary help is ready in every lesson and every room too"}, "has a title of 11 words"),
        ({"statement": ""}, "has no statement"),
        ({"evidence": ()}, "names no kind of evidence"),
        ({"horizon": ""}, "has no horizon"),
        ({"statutory": True}, "is statutory, but does not say by which law"),
        ({"law": Law("d", "s")}, "does not say when its law was last checked"),
        ({"law": Law("d", "s", dt.date(2999, 1, 1))}, "has a law that was checked on 2999-01-01, a day to come"),
        ({"law": Law("d", "s", dt.date(2025, 11, 21))}, "has a law that was last checked on 2025-11-21"),
        ({"levels": {**LEVELS, "secure": " "}}, "has no descriptor for secure"),
        (
            {
                "levels": {
                    **LEVELS,
                    "leading": "So many words that no screen of eighty columns could ever show them whole.",
                }
            },
            "indicators.U4.levels.leading begins with a sentence of 74 characters",
        ),
        (
            {"levels": {**LEVELS, "leading": "Ready in every room. Cover lessons too."}},
            "indicators.U4.levels.leading says almost what 'secure' says",
        ),
    ],
)
def test_each_thing_worth_doing_is_said_once(changes: dict[str, object], says: str) -> None:
    """One slip in writing gives one remark."""
    remarks = said(**changes)
    assert len(remarks) == 1
    assert says in remarks[0]


def test_a_law_looked_at_a_year_ago_is_still_fresh() -> None:
    """Up to a year and a day nothing is said, and without a day to go by nothing ever."""
    assert said(law=Law("d", "s", dt.date(2025, 11, 23)), statutory=True) == []
    findings = Findings()
    old = Framework(
        "f",
        "1",
        "F",
        {"U": Strand("U", "U")},
        {"U4": Indicator("U4", "U", "T", law=Law("d", "s", dt.date(1999, 1, 1)))},
    )
    remark(old, findings)
    assert not any("last checked" in str(one) for one in findings.problems)


def test_an_empty_strand_and_an_empty_framework_are_worth_a_word() -> None:
    """A strand without indicators is said, unless there is no indicator at all, which is said instead."""
    findings = Findings()
    strands = {"U": Strand("U", "Universal"), "T": Strand("T", "Targeted")}
    remark(Framework("f", "1", "F", strands, {"U4": WHOLE}), findings)
    assert [one.where for one in findings.problems] == ["strands.T"]
    findings = Findings()
    remark(Framework("f", "1", "F", strands, {}), findings)
    assert [str(one) for one in findings.problems] == [
        "There is no indicator yet. Add one, such as [indicators.U1] with its strand and title."
    ]


@pytest.mark.parametrize(("step", "said_of_it"), [("secure", 1), ("leading", 0)])
def test_a_level_that_no_step_leads_to_is_worth_a_word(step: str, said_of_it: int) -> None:
    """Where scoring goes by steps and none leads to the highest level, no school can be shown there."""
    one = evolve(WHOLE, step=step)
    framework = Framework("f", "1", "F", {"U": Strand("U", "Universal")}, {"U4": one}, scoring="cumulative")
    findings = Findings()
    remark(framework, findings, today=TODAY)
    says = "no indicator is a step to leading, which so nobody can reach"
    assert sum(says in str(problem) for problem in findings.problems) == said_of_it


def test_a_gate_that_rests_on_a_proposed_indicator_is_worth_a_word() -> None:
    """What is only proposed never counts, so a gate that needs it could never open, whatever a school does."""
    gate = Gate("ready", "Ready", (Need.parse("indicator U4 met"), Need.parse("indicator U4 judged")))
    for status, said_of_it in (("proposed", 1), ("adopted", 0)):
        one = evolve(WHOLE, status=status)
        framework = Framework("f", "1", "F", {"U": Strand("U", "Universal")}, {"U4": one}, gates={"ready": gate})
        findings = Findings()
        remark(framework, findings, today=TODAY)
        assert sum("which is only proposed and never counts" in str(each) for each in findings.problems) == said_of_it
