"""The report of a review, as a document: whose judgements, what they say, what they rest on and what is missing.

Everything in it is counted or quoted. Nothing is written by the program about the school.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed, percent, words_for
from inclusion_core.exchange.charts import CoverageBar, CoverageChart, ProfileChart, ProfileRow, levels_chart
from inclusion_core.exchange.reports.document import (
    Bullets,
    Document,
    Facts,
    Figure,
    Note,
    Paragraph,
    Quote,
    Section,
    Standing,
    Table,
)
from inclusion_core.exchange.reports.review_endings import (
    counts_of,
    differences_section,
    drift_section,
    glossary_section,
    proposed_section,
    readiness_section,
    reckoning_section,
    statutory_section,
    unseen_section,
)
from inclusion_core.exchange.reports.review_indicators import Telling, strand_sections
from inclusion_core.exchange.reports.review_lines import lines_section
from inclusion_core.exchange.reports.review_words import facet_words, glossary, headline_voice
from inclusion_core.exchange.wording import capitalised, counted, day_words, number_words
from inclusion_core.model.assessment import cell_text
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.release import not_released

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.analysis.coverage.coverage import Unseen
    from inclusion_core.analysis.coverage.sufficiency import Thin
    from inclusion_core.analysis.enquiry.triangulation import Triangulated
    from inclusion_core.analysis.readiness.gates import Readiness
    from inclusion_core.analysis.scoring.scorecard import Score, ScoreCard
    from inclusion_core.analysis.voices.comparison import Comparison
    from inclusion_core.exchange.reports.document import Block, Part
    from inclusion_core.model.assessment import Assessment
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School

MADE_UP = "This school is made up, to try the program with. No school, pupil or member of staff here is real."


def review_document(  # noqa: PLR0913, PLR0917  a report is told from all of these, in the order agreed
    review: Review,
    school: School,
    framework: Framework,
    assessments: Mapping[str, Assessment],
    cards: Mapping[str, ScoreCard],
    readiness: Sequence[Readiness],
    thin: Sequence[Thin],
    unseen: Unseen | None,
    evidence: Mapping[str, Evidence] | None,
    comparison: Comparison | None = None,
    *,
    made_up: bool,
    made_on: dt.date,
    audience: str = "self",
    places: bool = False,
    kinds: Sequence[EvidenceKind] = KINDS,
    enquiry: Mapping[str, LineOfEnquiry] | None = None,
    triangulation: Mapping[str, Triangulated] | None = None,
) -> Document:
    """Make the report of a review.

    `assessments` and `cards` are by voice; `readiness`, `thin` and `unseen` are of the voice that speaks first (what
    was agreed, else the school's own, else the first). `audience` is who the copy is for; what is handed in has been
    through release, and `evidence` is None where that stays with the host. The place and time of evidence are told only
    where the host allows it (`places`). `made_on` is the day the report is made.
    `enquiry` are the lines of enquiry by id, of which those that are agreed are told, with what each rests on.
    """
    telling = Telling(
        review=review,
        framework=framework,
        setting=review.setting,
        assessments=assessments,
        cards=cards,
        evidence=evidence or {},
        kinds={kind.id: kind for kind in kinds},
        thin=_thin_by_indicator(thin),
        places=places,
    )
    headline = headline_voice({voice: one.judgements for voice, one in assessments.items()})
    sections: list[Section | None] = [_brief(telling, headline, with_evidence=evidence is not None)]
    if readiness:
        sections.append(readiness_section(telling, readiness, headline))
    sections.append(lines_section(telling, enquiry or {}, triangulation or {}, for_host=audience == "self"))
    sections += strand_sections(telling)
    sections += [
        drift_section(telling, headline),
        differences_section(telling, comparison),
        unseen_section(telling, unseen, headline),
        statutory_section(telling, headline),
        proposed_section(telling),
        reckoning_section(telling, cards) if cards else None,
    ]
    told = tuple(section for section in sections if section is not None)
    short = glossary_section(glossary((framework.title, *_texts(told)), framework.words))
    return Document(
        title=f"Inclusion review: {school.name}",
        subtitle=framework.worded(framework.title),
        statements=tuple(_statements(review, audience, made_up=made_up)),
        facts=tuple(_facts(telling, school, made_on)),
        sections=(*told, short) if short else told,
        closing=(
            f"{framework.name}. Counted and quoted from the review; nothing here was written by the program about the "
            "school. A level is chosen by people; a score is reckoned from levels."
        ),
        language=framework.language,
        made_up=made_up,
    )


def _thin_by_indicator(thin: Sequence[Thin]) -> Mapping[str, Sequence[str]]:
    """Gather why evidence is thin by indicator; of a facet it is said which."""
    by: dict[str, list[str]] = {}
    for one in thin:
        says = one.says.removeprefix(f"{cell_text((one.indicator, one.facet))}: ")  # it stands beside the title here
        by.setdefault(one.indicator, []).append(f"{facet_words(one.facet)}: {says}" if one.facet else says)
    return by


def _statements(review: Review, audience: str, *, made_up: bool) -> Iterator[str]:
    if made_up:
        yield MADE_UP
    owns = "The school owns its review and decides who sees which part."
    if audience == "self":
        yield f"This copy is for the school itself. {owns}"
        return
    held = not_released(review, ("voices", "reasons", "evidence", "readiness", "enquiry"), audience)
    yield f"This copy is for the school's {audience}. {owns} Not in it: {listed(held) if held else 'nothing'}."


def _facts(telling: Telling, school: School, made_on: dt.date) -> Iterator[tuple[str, str]]:
    where = ", ".join(part for part in (school.name, school.town, school.authority_name) if part)
    yield "School", where
    if school.urn:
        yield "URN", school.urn
    framework = telling.framework
    yield "Framework", f"{framework.worded(framework.title)}, edition {framework.edition}"
    if framework.publisher:
        yield "Published by", framework.publisher
    yield "Whose judgements", "\n".join(telling.who(voice) for voice in telling.assessments) or "Nobody's yet"
    if telling.review.title:
        yield "Review", telling.review.title
    yield "Begun", day_words(telling.review.started)
    yield "This report", day_words(made_on)


def _brief(telling: Telling, headline: str | None, *, with_evidence: bool) -> Section:
    """Return what a reader has time for: what was judged, out of how much, and where each strand stands."""
    parts: list[Part] = [
        Paragraph(_judged_words(telling, assessment), lead=telling.who(voice))
        for voice, assessment in telling.assessments.items()
    ]
    if not parts:
        parts.append(Paragraph("Nothing has been judged yet."))
    if with_evidence:
        parts.append(Paragraph(_evidence_words(telling)))
    card = telling.cards.get(headline or "")
    if headline is None or card is None:
        return Section("In brief", tuple(parts))
    if card.overall is not None:
        overall = capitalised(telling.worded(words_for(card.overall, telling.framework.scale)))
        whose = "".join(f"{telling.who(headline)}. " for _ in telling.going_by(headline))
        parts.append(Standing(f"Overall: {overall}", f"{whose}{_coverage_words(card.overall)}"))
    parts.append(_strands_table(telling, headline))
    parts += [*telling.going_by(headline), *_figures(telling, card)]
    return Section("In brief", tuple(parts))


def _judged_words(telling: Telling, assessment: Assessment) -> str:
    counts = counts_of(telling, assessment)
    applicable = sum(counts.values()) - counts["not-applicable"]
    if not applicable:
        return "No indicator applies here."
    share = percent(Fraction(counts["judged"], applicable))
    said = f"{counts['judged']} of the {applicable} indicators that apply have a level ({share})."
    rest = (
        (counts["cannot-tell"], "could not be told", "could not be told"),
        (counts["too-soon"], "was too soon to say", "were too soon to say"),
        (counts["unseen"], "has not been looked at yet", "have not been looked at yet"),
    )
    told = [f"{number_words(number)} {one if number == 1 else many}" for number, one, many in rest if number]
    if told:
        said += f" {capitalised(listed(told))}."
    outside = counts["not-applicable"]
    if outside:
        said += f" {capitalised(number_words(outside))} more {'does' if outside == 1 else 'do'} not apply here."
    return said


def _evidence_words(telling: Telling) -> str:
    number = len(telling.evidence)
    if not number:
        return "No evidence has been written down yet."
    voices = sum(1 for one in telling.evidence.values() if one.kind in telling.kinds and telling.kinds[one.kind].voice)
    said = capitalised(counted(number, "piece of evidence", "pieces of evidence"))
    told = f"{number_words(voices)} of them what people said" if voices else "none of it what people said"
    return f"{said} written down, {told}."


def _coverage_words(score: Score) -> str:
    if score.coverage is None:
        return "Nothing here applies."
    return f"From {score.judged} of {score.applicable} judged ({percent(score.coverage)})."


def _strands_table(telling: Telling, headline: str) -> Table:
    """Return a row for each strand: where it stands and how much that rests on, for each voice that was scored."""
    voices = [voice for voice in telling.assessments if voice in telling.cards]
    by_voice = {voice: {score.id: score for score in telling.cards[voice].strands} for voice in voices}
    scale = telling.framework.scale
    rows = []
    for score in telling.cards[headline].strands:
        each = [by_voice[voice].get(score.id) for voice in voices]
        said = [capitalised(telling.worded(words_for(one, scale))) if one else "" for one in each]
        judged = [f"{one.judged} of {one.applicable}" if one else "" for one in each]
        if len(voices) > 1:
            cells = tuple(f"{words}\n{number} judged" for words, number in zip(said, judged, strict=True))
        else:
            cells = (*said, *judged)
        rows.append((f"{score.id} {telling.worded(score.title)}", *cells))
    several = len(voices) > 1
    columns = tuple(telling.who(voice) for voice in voices) if several else ("Where it stands", "Judged")
    return Table("Where each strand stands", ("Strand", *columns), tuple(rows), figures=() if several else (2,))


def _figures(telling: Telling, card: ScoreCard) -> Iterator[Figure]:
    framework, scale = telling.framework, telling.framework.scale
    shown = [score for score in card.strands if score.applicable]
    levels = [telling.worded(scale.title(level)) for level in scale.order]
    bars = {
        f"{score.id} {telling.worded(score.title)}": (
            [score.counts.get(level, 0) for level in scale.order],
            score.applicable - score.judged,
        )
        for score in shown
    }
    title = "How many judgements gave each level"
    yield Figure(levels_chart(title, levels, bars), f"{title}, by strand")
    coverage = tuple(CoverageBar(name, score.judged, score.applicable) for name, score in zip(bars, shown, strict=True))
    yield Figure(CoverageChart("How much was looked at", coverage), "How much was looked at, by strand")
    facets_judged = any(score.judged for scores in card.facets.values() for score in scores)
    if facets_judged and framework.facet is not None and not scale.stance:
        yield _profile(telling, card, levels)


def _profile(telling: Telling, card: ScoreCard, levels: Sequence[str]) -> Figure:
    scale = telling.framework.scale
    strands = {facet: {score.id: score for score in scores} for facet, scores in card.facets.items()}
    rows = []
    for score in card.strands:
        each = [scores.get(score.id) for scores in strands.values()]
        words = tuple(telling.worded(words_for(one, scale)) if one is not None else "not judged" for one in each)
        places = tuple(float(one.value) if one is not None and one.value is not None else None for one in each)
        rows.append(ProfileRow(f"{score.id} {telling.worded(score.title)}", words, places))
    profiles = tuple(facet_words(facet) for facet in strands)
    chart = ProfileChart("Where each strand stands for each group", tuple(levels), profiles, tuple(rows))
    return Figure(chart, "Where each strand stands, profile by profile")


def _texts(sections: Sequence[Section]) -> Iterator[str]:
    """Yield every text of the sections, for the glossary."""
    for section in sections:
        yield section.title
        for part in section.parts:
            if isinstance(part, Section):
                yield from _texts((part,))
            else:
                yield from _block_texts(part)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text) | Quote(text) | Note(text):
            yield text
        case Bullets(items):
            yield from items
        case Facts(pairs):
            yield from (value for _, value in pairs)
        case Table(caption, _, rows):
            yield caption
            yield from (cell for row in rows for cell in row)
        case Standing(words, detail):
            yield words
            yield detail
        case Figure(_, caption):
            yield caption
