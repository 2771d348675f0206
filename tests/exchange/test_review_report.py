"""The report of a review: what it tells, to whom, and that it tells nothing of its own making."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from attrs import evolve

from inclusion_core.analysis.coverage.coverage import unseen
from inclusion_core.analysis.coverage.sufficiency import thin
from inclusion_core.analysis.readiness.gates import readiness
from inclusion_core.analysis.scoring.methods import method_named, score_with
from inclusion_core.analysis.voices.comparison import compare_voices
from inclusion_core.exchange.reports import html, markdown, text
from inclusion_core.exchange.reports.document import Document, Section, Table
from inclusion_core.exchange.reports.review_report import review_document
from inclusion_core.model.assessment import Assessment
from inclusion_core.model.evidence import KINDS, Evidence
from inclusion_core.model.framework import (
    AppliesTo,
    Facet,
    Framework,
    Gate,
    Indicator,
    Law,
    Need,
    Strand,
    Sufficiency,
)
from inclusion_core.model.review import Person, Pin, Review
from inclusion_core.model.scale import ENQUIRY
from inclusion_core.model.school import School, Setting

LEVELS = {
    "starting": "On paper.",
    "developing": "Ask the SENCO.",
    "secure": "In every room.",
    "leading": "Others learn.",
}
KINDS_BY_ID = {kind.id: kind for kind in KINDS}

FRAMEWORK = Framework(
    id="sample",
    edition="2026.1",
    title="A sample framework",
    strands={"U": Strand("U", "Universal"), "T": Strand("T", "Targeted"), "TA": Strand("TA", "Within", within="T")},
    indicators={
        one.id: one
        for one in (
            Indicator("U1", "U", "Help is ready", "Ask any SENCO.", levels=LEVELS, core=True, guard="No child waits."),
            Indicator("U2", "U", "Rules bend", levels=LEVELS, statutory=True, met_at="secure",
                      law=Law("A school must take reasonable steps.", "An Act, s.1", dt.date(2026, 11, 22))),
            Indicator("T1", "T", "Partners come", levels=LEVELS, evidence=("partner-voice",)),
            Indicator("TA1", "TA", "Deeper", levels=LEVELS),
            Indicator("T9", "T", "A new idea", levels=LEVELS, status="proposed"),
            Indicator("T8", "T", "For colleges", levels=LEVELS, applies_to=AppliesTo(kind=("college",))),
        )
    },
    facet=Facet("lens", ("send", "cared-for")),
    sufficiency={"secure": Sufficiency(2)},
    gates={"away": Gate("away", "Before a place away", (Need.parse("indicator T1 at least secure"),), says="No bar.")},
    words={"SENCO": "SENDCo"},
)  # fmt: skip
SCHOOL = School("Alnside", id="alnside", kind="mainstream", made_up=True)
REVIEW = Review(
    "alnside-2026",
    "alnside",
    Pin("sample", "2026.1", ""),
    dt.date(2026, 11, 3),
    SCHOOL.setting,
    team={"ak-7f3": Person("ak-7f3", "", "head of another school")},
)
SELF = (
    Assessment(FRAMEWORK, SCHOOL)
    .judged("U1", "secure", because="Seen in five of six, said the SENCO.", confidence="high")
    .judged("U1", "starting", facet="cared-for", because="Nobody asked them.")
    .judged("U2", "developing")
    .judged("T1", "cannot-tell", because="No partners came.")
    .judged("T9", "leading", because="A pilot.")
)
EVIDENCE = {
    "e-1": Evidence("e-1", "learning-walk", "Mats on tables.", "ak-7f3", dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
                    ("U1",), "Room 4"),
    "e-2": Evidence("e-2", "pupil-voice", "\u201cI know where to go.\u201d", "ak-7f3",
                    dt.datetime(2026, 11, 22, tzinfo=dt.UTC), ()),
}  # fmt: skip


def made(assessments: dict[str, Assessment] | None = None, framework: Framework = FRAMEWORK, **more: Any) -> Document:
    """Make the report of some voices, the school's own alone unless said."""
    by_voice = {"self": SELF} if assessments is None else assessments
    method = method_named("none" if framework.scale.stance else "mean")
    setting = REVIEW.setting
    first = next(iter(by_voice.values())).judgements if by_voice else {}
    return review_document(
        REVIEW,
        SCHOOL,
        framework,
        by_voice,
        {voice: score_with(method, framework, {voice: one.judgements}, setting) for voice, one in by_voice.items()},
        () if framework.scale.stance else readiness(framework, first, setting),
        thin(framework, first, EVIDENCE, KINDS_BY_ID),
        unseen(framework, first, EVIDENCE, KINDS_BY_ID, setting),
        EVIDENCE,
        compare_voices(framework, {voice: one.judgements for voice, one in by_voice.items()}, setting)
        if len(by_voice) > 1
        else None,
        **{"made_up": True, "made_on": dt.date(2026, 11, 23), **more},
    )


def page(document: Document) -> str:
    """Return the document as text on very wide lines, so that a sentence stands on one."""
    return text.render(document, width=2000)


def titles(document: Document) -> list[str]:
    """Return the titles of the document's sections."""
    return [section.title for section in document.sections]


def test_cover() -> None:
    """The cover says which school, framework and edition, whose judgements, when; and that it is made up."""
    document = made()
    assert document.title == "Inclusion review: Alnside"
    facts = dict(document.facts)
    assert facts["Framework"] == "A sample framework, edition 2026.1"
    assert facts["Whose judgements"] == "The school's own judgement"
    assert (facts["Begun"], facts["This report"]) == ("3 November 2026", "23 November 2026")
    assert document.statements[0].startswith("This school is made up")
    assert document.made_up
    assert not any("made up" in one for one in made(made_up=False).statements)


def test_in_brief_counts() -> None:
    """One paragraph says how many of how many, what share, and what the rest are."""
    said = page(made())
    assert "2 of the 4 indicators that apply have a level (50 %)." in said
    assert "One could not be told and one has not been looked at yet." in said
    assert "2 pieces of evidence written down, one of them what people said." in said


def test_not_applicable_is_out_of_the_count() -> None:
    """What does not apply is told apart and is not in the number that the share is of."""
    said = page(made({"self": SELF.judged("TA1", "not-applicable", because="None here.")}))
    assert "2 of the 3 indicators that apply have a level (67 %)." in said
    assert "One more does not apply here." in said


def test_scores_are_words_but_for_the_reckoning() -> None:
    """No score is a number anywhere before the appendix; there it is, with its range."""
    judged = {"self": SELF.judged("U2", "leading")}
    before, _, after = page(made(judged)).partition("How these were reckoned")
    assert "> Overall: Between Secure and Leading. From 2 of 4 judged (50 %)." in before
    assert not re.search(r"\d/\d|\b0\.\d", before)
    assert "In figures: 0.83 (5/6); it could become 0.42 (5/12) to 0.92 (11/12)." in after


def test_every_applicable_indicator_stands_there() -> None:
    """Each adopted indicator for this setting is told, looked at or not; others are not."""
    said = page(made())
    for title in ("U1 Help is ready", "U2 Rules bend", "T1 Partners come", "TA1 Deeper"):
        assert title in said
    assert "For colleges" not in said
    assert "> Not looked at yet." in said


def test_level_descriptor_and_reason() -> None:
    """The level, what it means here, and why in the reviewer's own words."""
    said = page(made())
    assert "> Secure (level 3 of 4). In every room." in said
    assert '"Seen in five of six, said the SENCO."' in said
    assert "- Cared-for pupils: Starting. \u201cNobody asked them.\u201d" in said


def test_words_of_the_framework_are_swapped_and_quotes_are_not() -> None:
    """A region's word stands in the framework's texts; nobody's own words are touched."""
    said = page(made())
    assert "Ask any SENDCo." in said
    assert "> Developing (level 2 of 4). Ask the SENDCo." in said
    assert "said the SENCO." in said
    assert "\nSENDCo: special educational needs coordinator" in said


def test_evidence_without_place_and_time_unless_asked() -> None:
    """Kind and note only; the place and day where the host allows it. A quotation is not quoted twice."""
    said = page(made())
    assert "- Learning walk: \u201cMats on tables.\u201d" in said
    assert "Room 4" not in said
    cited = {"self": SELF.judged("U2", "developing", evidence=("e-2",))}
    assert "- Pupils said: \u201cI know where to go.\u201d\n" in page(made(cited))
    assert "(Room 4, 22 November 2026)" in page(made(places=True))


def test_readiness_is_for_the_host() -> None:
    """The host's own copy tells of readiness, which speaks of provision and bars nothing."""
    host = page(made())
    assert "Readiness of the school's own provision" in host
    assert "Cannot tell yet" in host
    assert "It never stands in the way of a request for a child" in host
    assert "T1 Partners come: Secure or above" in host


def test_a_copy_for_others_says_whose_it_is_and_what_is_not_in_it() -> None:
    """A copy for the cluster never calls itself the school's own, and names each section that stays."""
    said = page(made(audience="cluster"))
    assert "This copy is for the school's cluster." in said
    assert "Not in it: voices, reasons, evidence, readiness and enquiry." in said
    assert "This copy is for the school itself" not in said


def test_statutory() -> None:
    """A duty is told with its source and day; below met it says to check with the authority, and never 'unlawful'."""
    said = page(made())
    assert "A school must take reasonable steps. Source: An Act, s.1, last checked on 22 November 2026." in said
    assert "Check with the authority: The level chosen is below 'Secure'" in said
    assert "unlawful" not in said.lower()
    met = page(made({"self": SELF.judged("U2", "secure")}))
    assert "The level chosen is below" not in met
    assert "Judged as met" in met
    cleared = page(made({"self": SELF.cleared("U2")}))
    assert "Cannot be said: not looked at yet" in cleared


def test_thin_evidence_and_what_is_unseen() -> None:
    """Thin evidence is told beside its level; what nobody saw is listed, with the kinds that are missing."""
    said = page(made())
    assert "! Thin evidence: Secure asks for 2 different kinds of evidence" in said
    part = said[said.index("What has not been seen") :]
    assert "- TA1 Deeper: not looked at yet" in part
    assert "- T1 Partners come: cannot tell" in part
    assert "Partners said" in part


def test_proposed_indicators_stand_apart() -> None:
    """A proposed indicator has a section of its own and is in no count."""
    document = made()
    section = next(one for one in document.sections if one.title == "Proposed indicators")
    assert [part.title for part in section.parts if isinstance(part, Section)] == ["A new idea"]
    strand = next(one for one in document.sections if one.label == "T")
    assert "A new idea" not in repr(strand)


def test_two_voices_differ() -> None:
    """Two voices are named each time, and where they differ stands in a table, furthest first."""
    peer = evolve(SELF, voice="peer:ak-7f3").judged("U1", "developing").judged("U2", "leading")
    document = made({"self": SELF, "peer:ak-7f3": peer})
    said = page(document)
    assert "> The school's own judgement: Secure (level 3 of 4)" in said
    assert "> Peer reviewer, head of another school: Developing (level 2 of 4)" in said
    section = next(one for one in document.sections if one.title == "Where the voices differ")
    table = next(part for part in section.parts if isinstance(part, Table))
    assert [row[0] for row in table.rows] == ["U2 Rules bend", "U1 Help is ready"]
    assert table.rows[0][1:] == ("Developing", "Leading")
    assert "ak-7f3" not in html.render(document).replace("peer:ak-7f3", "")
    assert "Where the voices differ" not in titles(made())


def test_ungraded_shows_no_amount() -> None:
    """Stances have no steps and no figures."""
    enquiry = evolve(
        FRAMEWORK,
        scale=ENQUIRY,
        facet=None,
        sufficiency={},
        gates={},
        indicators={"Q1": Indicator("Q1", "U", "What changes?")},
    )
    one = Assessment(enquiry, SCHOOL).judged("Q1", "curious", because="We wonder.")
    document = made({"self": one}, enquiry)
    said = page(document)
    assert "> Curious." in said
    assert "level 2 of 3" not in said
    assert "In figures" not in said


def test_nobody_has_judged() -> None:
    """A review that nobody has judged is still a report."""
    said = page(made({}))
    assert "Nothing has been judged yet." in said
    assert "Whose judgements: Nobody's yet" in said


@pytest.mark.parametrize("render", [text.render, markdown.render, html.render])
def test_every_renderer_takes_it(render: Any) -> None:
    """The whole report goes through every renderer."""
    assert "Help is ready" in render(made())


def test_setting_of_the_review_decides() -> None:
    """What applies follows the setting pinned in the review and not the school as it is today."""
    pinned = evolve(REVIEW, setting=Setting("college"))
    document = review_document(
        pinned, SCHOOL, FRAMEWORK, {"self": SELF}, {}, (), (), None, {}, made_up=False, made_on=dt.date(2026, 1, 1)
    )
    assert "For colleges" in page(document)


def test_with_several_voices_each_part_says_whose_it_is() -> None:
    """The overall, the figures, readiness, what is unseen and the duties name one voice; strands tell of each."""
    peer = Assessment(FRAMEWORK, SCHOOL, voice="peer:ak-7f3").judged("U1", "leading")
    page = text.render(made({"self": SELF, "peer:ak-7f3": peer}))
    brief, rest = page.split("Readiness of the school's own provision", 1)
    overall = next(line for line in brief.splitlines() if "Overall:" in line)
    assert "The school's own judgement." in overall + brief.split(overall)[1].splitlines()[1]
    assert brief.count("Going by: The school's own judgement.") == 1
    assert rest.count("Going by: The school's own judgement.") == 3
    universal = rest.split("U Universal\n", 1)[1].split("U1 Help is ready", 1)[0]
    assert "The school's own judgement: " in universal
    assert "Peer reviewer, head of another school: Leading, from 1 of 2 judged" in universal


def test_with_one_voice_nothing_is_said_of_whose_it_is() -> None:
    """Where there is one voice its name stands once, at the top, and no part repeats it."""
    assert "Going by" not in text.render(made())


def test_profiles_are_shown_only_where_one_was_judged() -> None:
    """A figure of groups that nobody was judged for would say 'not enough seen' nine times and nothing else."""
    plain = Assessment(FRAMEWORK, SCHOOL).judged("U1", "secure")
    assert "profile by profile" in text.render(made())
    assert "profile by profile" not in text.render(made({"self": plain}))
