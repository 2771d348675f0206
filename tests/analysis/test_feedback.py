from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import inclusion_core as ic
from inclusion_core.analysis.enquiry.feedback import feedback, feedback_voices, word_meter, written_words

if TYPE_CHECKING:
    from collections.abc import Mapping

UTS = ic.load_framework("universal-targeted-specialist")
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def voice(because: str = "Seen.", **given: str) -> Mapping[ic.Cell, ic.Judgement]:
    """Return a voice's judgements."""
    return {(one, None): ic.judgement_of(UTS, (one, None), answer, because=because) for one, answer in given.items()}


def about(points: tuple[ic.FeedbackPoint, ...]) -> list[str]:
    """Return what points are about."""
    return sorted(one.about for one in points)


def test_the_upper_half_went_well_and_the_rest_is_even_better_if() -> None:
    """What could not be told is a question, what does not apply is nothing, what nobody saw is counted."""
    sheet = feedback(
        UTS,
        {
            "self": voice(
                U1="leading", U2="secure", U3="developing", U4="starting", U5="cannot-tell", T1="not-applicable",
                T2="too-soon",
            )
        },
        ic.Setting(),
    )  # fmt: skip
    assert (about(sheet.went_well), about(sheet.even_better), about(sheet.questions)) == (
        ["U1", "U2"], ["U3", "U4"], ["U5"],
    )  # fmt: skip
    assert sheet.asked == len(list(UTS.applicable(ic.Setting()))) - 1
    assert sheet.unseen == sheet.asked - 6


def test_where_reviewers_are_on_different_sides_it_is_a_question() -> None:
    """Two on one side are one point with both reasons, each once; nobody's name is in it."""
    voices = {
        "peer:ak": voice("In every room.", U1="secure", U2="secure"),
        "peer:bo": voice("Cover too.", U1="leading", U2="starting"),
    }
    sheet = feedback(UTS, voices, ic.Setting())
    (well,) = sheet.went_well
    assert (well.about, well.says, well.levels) == ("U1", "In every room.\nCover too.", ("secure", "leading"))
    assert about(sheet.questions) == ["U2"]
    assert "ak" not in repr(sheet.went_well)


def test_of_stances_the_middle_one_is_a_question() -> None:
    """A stance is no amount: curious is neither well nor to be better."""
    framework = ic.load_framework("send-enquiry")
    names = list(framework.indicators)[:3]
    given = {(name, None): ic.Judgement(level) for name, level in zip(names, framework.scale.order, strict=True)}
    sheet = feedback(framework, {"self": given}, ic.Setting())
    assert [about(part) for part in (sheet.even_better, sheet.questions, sheet.went_well)] == [[one] for one in names]


def test_lines_with_a_finding_are_told_and_those_without_are_questions() -> None:
    """A draft nobody agreed is not put to the host."""
    lines = [
        ic.LineOfEnquiry("q-1", "Who eats alone?", "ak", NOW, stage="finding-written", finding="Those who join late."),
        ic.LineOfEnquiry("q-2", "Who leads?", "ak", NOW, stage="agreed"),
        ic.LineOfEnquiry("q-3", "Why so cold?", "ak", NOW),
    ]
    sheet = feedback(UTS, {}, ic.Setting(), lines)
    assert [(one.about, one.says) for one in sheet.found] == [("q-1", "Those who join late.")]
    assert about(sheet.questions) == ["q-2"]


def test_what_is_said_with_a_reason_and_rests_on_most_comes_first() -> None:
    """Core before the rest, more evidence before less, and what has no reason last."""
    alike = [one for one in UTS.indicators.values() if not one.core][:3]
    given = {**voice("", **{alike[0].id: "secure"}), **voice("Seen.", **{one.id: "secure" for one in alike[1:]})}
    seen = ic.Evidence("e-1", "document", "A plan.", "ak", NOW, indicators=(alike[2].id,))
    order = [one.about for one in feedback(UTS, {"self": given}, ic.Setting(), evidence=[seen]).went_well]
    assert order == [alike[2].id, alike[1].id, alike[0].id]


@pytest.mark.parametrize(
    ("count", "says"),
    [(0, "500 more"), (499, "1 more"), (500, "within"), (1000, "within"), (1001, "1 over the 1,000")],
)
def test_the_meter_says_where_the_words_stand(count: int, says: str) -> None:
    """At both ends, to the word."""
    found = word_meter(["word " * count])
    assert found.words == count
    assert says in found.says


def test_the_meter_counts_what_people_wrote_and_no_title() -> None:
    """Reasons and findings, nothing of the framework's."""
    sheet = feedback(UTS, {"self": voice("Three words here.", U1="secure")}, ic.Setting())
    assert list(written_words(sheet)) == ["Three words here."]


def test_the_sheet_speaks_with_what_was_agreed_before_anybody_else() -> None:
    """Then the reviewers together, then the school, then roles."""
    assert feedback_voices(["role:senco", "self", "peer:b", "peer:a", "moderated"]) == ("moderated", "peer:a", "peer:b")
    assert feedback_voices(["role:senco", "self"]) == ("self",)
    assert feedback_voices(["role:senco", "role:leader"]) == ("role:leader", "role:senco")


def test_what_was_agreed_is_said_of_its_indicator_and_the_reviewers_of_the_rest() -> None:
    """One indicator that was talked through does not make the others look as if nobody had been there."""
    reviewers = {"peer:a": voice("A saw it.", U1="starting", U2="secure"), "peer:b": voice("B saw it.", U1="leading")}
    sheet = feedback(UTS, {"moderated": voice("Agreed.", U1="secure"), **reviewers}, ic.Setting())
    assert {one.about: one.says for one in sheet.went_well} == {"U1": "Agreed.", "U2": "A saw it."}
    assert sheet.questions == ()
    assert sheet.asked - sheet.unseen == 2
