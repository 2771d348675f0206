"""Why, in words: what a level rests on, how a score came out, what readiness asks for."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.glyphs import UNICODE
from inclusion_tui.render.line import as_text
from inclusion_tui.render.passages import Passage, all_lines
from inclusion_tui.render.rubric import Subject
from inclusion_tui.render.why import (
    Rested,
    about,
    gap_passages,
    level_passages,
    overview,
    profile_passages,
    readiness_passages,
    score_passages,
    share,
)
from inclusion_tui.rows import row_of

UTS = ic.load_framework("universal-targeted-specialist")
SCHOOL = ic.School(name="Somewhere", made_up=True)
KINDS = {one.id: one for one in ic.KINDS}
SECURE = ic.Judgement("secure", because="Seen in five of six lessons.", confidence="high")
NOTE = ic.Evidence("e-1", "document", "The calendar [/b].", "ak-7f3", dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC))


def says(passages: Any) -> str:
    """Return passages as a text."""
    return as_text(all_lines(passages))


def level(  # noqa: PLR0913  a judgement rests on all of these, all named
    indicator: str,
    judgements: dict[ic.Cell, ic.Judgement],
    *,
    facet: str | None = None,
    evidence: tuple[ic.Evidence, ...] = (),
    others: dict[str, ic.Judgement] | None = None,
    framework: ic.Framework = UTS,
    width: int = 80,
) -> list[Passage]:
    """Return the part of the page that says why an indicator has its level."""
    row = row_of(
        framework.indicators[indicator], framework, judgements, facet, evidence={one.id: one for one in evidence},
        beside=others or {}, parked="", enquiry=False, action=False, kinds=KINDS,
    )  # fmt: skip
    made = judgements.get((indicator, facet)) or judgements.get((indicator, row.stands_in or None))
    values = framework.facet.values if framework.facet else ()
    rested = Rested(
        made=made,
        facet=facet,
        cells={one: judgements[indicator, one] for one in values if (indicator, one) in judgements},
        evidence=evidence,
        others=others or {},
        people={"ak-7f3": ic.Person("ak-7f3", "Asha K")},
    )
    subject = Subject(framework, framework.indicators[indicator], row, UNICODE, KINDS)
    return list(level_passages(subject, rested, width))


def card(judgements: dict[str, str], framework: ic.Framework = UTS) -> ic.ScoreCard:
    """Return the score card of some levels."""
    given = ic.Assessment(framework=framework, school=SCHOOL)
    for indicator, answer in judgements.items():
        given = given.judged(indicator, answer, because="Seen.")
    return ic.score(given)


def test_a_level_rests_on_its_reason_its_confidence_and_its_evidence() -> None:
    """Each is there, and so is what the level means."""
    told = says(level("U4", {("U4", None): SECURE}, evidence=(NOTE,)))
    assert "■■■□ 3 Secure" in told
    assert UTS.indicators["U4"].levels["secure"].split(".")[0] in told.replace("\n    ", " ")
    assert "Because: Seen in five of six lessons." in told
    assert "How sure: high" in told
    assert "Evidence" in told
    assert "1 piece" in told
    assert "The calendar [/b]." in told


def test_thin_evidence_is_told_in_words_and_lowers_nothing() -> None:
    """What the level lacks is said beside it, and that it lowers nothing."""
    told = says(level("U4", {("U4", None): SECURE}, evidence=(NOTE,)))
    assert "Thin evidence:" in told
    assert "lowers nothing" in told


def test_a_lens_that_stands_in_is_named() -> None:
    """Without a plain judgement the lowest lens speaks, and the page says which."""
    judged = {("U4", "send"): SECURE, ("U4", "cared-for"): ic.Judgement("developing", because="Two rooms only.")}
    told = says(level("U4", judged, width=100))
    assert "cared-for stands in: no plain judgement is given, so the lowest lens judged speaks for it." in told
    assert "(cared-for)" in told.split("\n")[0]
    assert "Because: Two rooms only." in told
    assert "2 of 3 judged" in told
    judged |= {("U4", "disadvantaged"): ic.Judgement(None, "not-applicable", because="None here.")}
    judged |= {("U4", "send"): ic.Judgement(None, "cannot-tell")}
    assert "1 of 2 judged" in says(level("U4", judged, width=100))


def test_what_was_not_looked_at_is_not_nought() -> None:
    """Nothing said is said to be that, with what would settle it; no digit stands for it."""
    told = says(level("U4", {}, width=100))
    assert "Not looked at yet" in told
    assert "never counted as 0" in told
    assert "would settle it" in told


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("starting", "where it counts as met. Check with the authority."),
        ("leading", "Statutory: judged at or above"),
        (None, "cannot be told whether it is met"),
    ],
)
def test_a_duty_is_for_the_authority_to_look_at(answer: str | None, words: str) -> None:
    """Below what counts as met the page says to check with the authority, never that something is unlawful."""
    judged = {("U5", None): ic.Judgement(answer)} if answer else {}
    told = " ".join(says(level("U5", judged)).split())
    assert words in told
    assert "unlawful" not in told.casefold()
    assert "This is no legal advice." in told


def test_what_others_said_stands_there_with_their_reasons() -> None:
    """The voices that may be seen are told with level, confidence and reason."""
    told = says(
        level("U4", {("U4", None): SECURE}, others={"peer:ak-7f3": ic.Judgement("leading", because="Pupils coach.")})
    )
    assert "What others said of it" in told
    assert "Asha K" in told
    assert "■■■■ 4 Leading" in told
    assert "Pupils coach." in told


def test_a_score_says_its_range_before_its_judgements() -> None:
    """The sentence, then what could come of the rest, then each judgement, each once."""
    lines = list(score_passages(UTS, card({"U1": "secure", "U2": "leading"}).strands[0], 90))
    told = says(lines)
    assert told.split("\n")[1].endswith(share(2, 9))
    assert told.count("it could come to anything from") == 1
    assert told.index("it could come to anything from") < told.index("U1 Secure")
    assert [one.leads for one in lines if one.leads] == [f"U{place}" for place in (5, *range(1, 10))]


def test_a_word_is_no_indicator() -> None:
    """Where an indicator's id could be a word of a sentence, the sentence leads nowhere: that is not certain."""
    odd = evolve(UTS, indicators={**UTS.indicators, "A": evolve(UTS.indicators["U4"], id="A")})
    assert about(odd, "A list (there may be a shorter one) that would open it: U4 at least Secure.") == ""
    assert about(odd, "U4@send is not judged: not looked at yet.") == "U4"


def test_sentences_told_elsewhere_are_left_out() -> None:
    """The whole does not say again what its strands say."""
    found = card({"U1": "secure", "T1": "leading"})
    told = frozenset(each.says for one in found.strands for each in one.explanation.because)
    assert found.overall is not None
    assert not [one for one in score_passages(UTS, found.overall, 90, told=told) if one.leads]


def test_under_the_whole_stands_each_strand_with_its_n() -> None:
    """Words for each strand, with how many of how many."""
    told = says(overview(UTS, card({"U1": "secure"}), 100))
    assert "Secure; 1 of 9 judged." in told
    assert "not enough seen to say; 0 of " in told


def test_where_nothing_is_graded_there_are_counts() -> None:
    """Stances are counted in words; no fraction and no range is there."""
    enquiry = ic.load_framework("send-enquiry")
    first = next(iter(enquiry.indicators))
    told = says(overview(enquiry, card({first: "curious"}, enquiry), 100))
    assert "Concerned 0, Curious 1, Confident 0; 1 of 4 judged." in told
    assert "/" not in told


def test_each_lens_that_was_judged_has_its_profile() -> None:
    """What was judged through a lens alone is told strand by strand, with its n."""
    told = says(profile_passages(UTS, card({"U1@send": "secure"}), 80))
    assert "send, U: Secure; 1 of 9 judged." in told
    assert "cared-for" not in told


PAIR = ic.load_framework("leading-together")


def pair(senco: dict[str, str], leader: dict[str, str]) -> tuple[ic.ScoreCard, list[Passage]]:
    """Return two roles' card and the part of the page that lays them side by side."""
    from inclusion_core.analysis.scoring.methods import method_named, score_with  # noqa: PLC0415  beside its only use

    told = {
        f"role:{role}": {(one, None): ic.Judgement(answer) for one, answer in given.items()}
        for role, given in (("senco", senco), ("leader", leader))
    }
    found = score_with(method_named("paired"), PAIR, told, ic.Setting())
    parted = [
        (one, (("senco", senco[one]), ("leader", leader[one])))
        for one in sorted((one for one, gap in found.gaps.items() if gap), key=lambda one: -abs(found.gaps[one]))
    ]
    return found, list(gap_passages(PAIR, found, parted, 80, UNICODE))


def test_two_answers_stand_side_by_side_with_how_many_were_given_by_both() -> None:
    """How many both judged, how many of those are the same, and each that differs with both answers."""
    one, two, three = list(PAIR.indicators)[:3]
    _, found = pair(
        {one: "not-yet", two: "usually", three: "usually"}, {one: "built-in", two: "usually", three: "sometimes"}
    )
    told = says(found)
    assert "3 of 18 judged by both senco and leader: 1 the same, 2 not." in told
    assert told.index("3 levels apart") < told.index("1 level apart")
    assert "senco  ■□□□ 1 Not yet" in told
    assert [each.leads for each in found if each.leads] == [one, three]


def test_before_both_have_answered_there_is_nothing_to_lay_beside() -> None:
    """One role alone gives no gap, and the page says what comes next."""
    told = says(pair({next(iter(PAIR.indicators)): "usually"}, {})[1])
    assert "0 of 18 judged by both senco and leader yet. Each of them answers alone first." in told


_CAUSE = ic.Explanation("U4 (core) was judged Starting; at least Secure is needed.")
GATE = ic.Readiness(
    "off-site", "Ready to suggest a place elsewhere", "not-yet", (), "It never bars a request for a child.",
    ic.Explanation("Ready to suggest a place elsewhere: not yet.", (
        ic.Explanation("strand U strong: not yet.", (_CAUSE,)),
        ic.Explanation("The shortest list that would open it: U4 at least Secure."),
    )),
)  # fmt: skip


def opening(*wanted: tuple[str, str]) -> tuple[Any, ...]:
    """Return what would open a gate, as the core gives it."""
    from inclusion_core.analysis.readiness.gates import Opening  # noqa: PLC0415  beside its only use

    return tuple(Opening(*one) for one in wanted)


def test_a_gate_says_how_it_stands_what_would_open_it_and_why() -> None:
    """The list leads to its indicators and says how they stand now; it is told once."""
    gate = evolve(GATE, would_open=opening(("U4", "secure"), ("U5", "developing")))
    lines = list(readiness_passages(UTS, [gate], {"U4": "Starting"}, 90))
    told = says(lines)
    assert told.split("\n")[1].endswith("not yet")
    assert "It never bars a request for a child." in told
    assert "What would open it: all of these together." in told
    assert "U4 at least Secure (now Starting): " in told
    assert "U5 at least Developing (now not looked at yet): " in told
    assert "The shortest list" not in told
    assert "shorter list" not in told
    assert [one.leads for one in lines if one.leads] == ["U4", "U5", "U4"]


def test_a_list_that_may_not_be_the_shortest_says_so() -> None:
    """Where the search was cut short the list is offered with that."""
    gate = evolve(GATE, would_open=opening(("U4", "secure")), shortest=False)
    assert "What would open it: this. There may be a shorter list." in says(readiness_passages(UTS, [gate], {}, 90))


@pytest.mark.parametrize("width", [58, 79, 100])
def test_no_line_is_too_wide(width: int) -> None:
    """Whatever is told, every line fits."""
    found = card({"U1": "secure", "U2": "starting", "U1@send": "secure"})
    made = [
        *level("U5", {("U5", None): evolve(SECURE, because="word " * 200)}, evidence=(NOTE,), width=width),
        *(one for each in found.strands for one in score_passages(UTS, each, width)),
        *overview(UTS, found, width),
        *profile_passages(UTS, found, width),
        *readiness_passages(UTS, [evolve(GATE, would_open=opening(("U4", "secure")))], {}, width),
    ]
    assert [line for line in says(made).split("\n") if ic.columns(line) > width] == []


def test_a_score_names_people_as_they_chose() -> None:
    """A judgement quoted in a score ends with the name in the team, not with the voice's id."""
    given = ic.Assessment(framework=UTS, school=SCHOOL, voice="peer:ak-7f3")
    made = ic.score(given.judged("U1", "secure", because="Seen in five of six lessons."))
    people = {"ak-7f3": ic.Person("ak-7f3", name="Asha K")}
    told = says(score_passages(UTS, made.strands[0], 90, people=people))
    assert "(Asha K)" in told
    assert "peer:ak-7f3" not in told
