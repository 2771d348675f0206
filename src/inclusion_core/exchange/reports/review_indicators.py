"""What a report says of each strand and each indicator: counted and quoted, never made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.scoring.wording import percent, words_for
from inclusion_core.exchange.reports.document import Bullets, Note, Paragraph, Quote, Section, Standing
from inclusion_core.exchange.reports.review_words import answer_words, answered, facet_words, voice_words
from inclusion_core.exchange.wording import capitalised, counted, day_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.analysis.scoring.scorecard import Score, ScoreCard
    from inclusion_core.exchange.reports.document import Block, Part
    from inclusion_core.model.assessment import Assessment, Judgement
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import Setting

_SEVERAL = 2


@frozen
class Telling:
    """All that a report tells from, handed from section to section.

    `places` says whether the place and time of evidence may be told. `thin` maps an indicator to why its evidence is
    thin, in sentences.
    """

    review: Review
    framework: Framework
    setting: Setting
    assessments: Mapping[str, Assessment]
    cards: Mapping[str, ScoreCard]
    evidence: Mapping[str, Evidence]
    kinds: Mapping[str, EvidenceKind]
    thin: Mapping[str, Sequence[str]]
    places: bool = False

    def who(self, voice: str) -> str:
        """Return whose judgements a voice stands for."""
        return voice_words(voice, self.review, self.framework)

    def going_by(self, voice: str | None) -> tuple[Paragraph, ...]:
        """Return whose judgements a part goes by, where there are more than one's; nothing where there are not."""
        if voice is None or len(self.assessments) < _SEVERAL:
            return ()
        return (Paragraph(f"{self.who(voice)}.", lead="Going by"),)

    def worded(self, text: str) -> str:
        """Return one of the framework's own texts with its words put in. What people wrote is never touched."""
        return self.framework.worded(text)

    def title_of(self, indicator: str) -> str:
        """Return an indicator's code and title, or its code alone where the framework has it no more."""
        one = self.framework.indicators.get(indicator)
        return f"{indicator} {self.worded(one.title)}" if one else indicator

    def kind_title(self, kind: str) -> str:
        """Return what a kind of evidence is called; its id where nobody knows it here."""
        known = self.kinds.get(kind)
        return known.title if known else kind

    def level(self, judgement: Judgement) -> Standing:
        """Return a level with nothing of its own to say: the words, and its steps where levels are an amount."""
        scale = self.framework.scale
        if judgement.level is None or scale.stance:
            return Standing(self.worded(answer_words(judgement, scale)))
        return Standing(
            self.worded(scale.title(judgement.level)), place=scale.place(judgement.level), of=len(scale.order)
        )


def strand_sections(telling: Telling) -> tuple[Section, ...]:
    """Return a section for each top strand, the strands within it inside."""
    return tuple(
        _strand(telling, strand.id, top=True)
        for strand in telling.framework.strands.values()
        if strand.within is None and _has_indicators(telling, strand.id)
    )


def _has_indicators(telling: Telling, strand: str) -> bool:
    return any(
        one.status == "adopted" and one.applies_to.admits(telling.setting)
        for one in telling.framework.indicators_in(strand)
    )


def _strand(telling: Telling, strand: str, *, top: bool) -> Section:
    framework = telling.framework
    this = framework.strands[strand]
    parts: list[Part] = [Paragraph(telling.worded(this.about))] if this.about else []
    for voice in telling.assessments:
        lead = telling.who(voice) if len(telling.assessments) >= _SEVERAL else "Where it stands"
        parts += [
            Paragraph(strand_words(telling, score), lead=lead)
            for score in (telling.cards[voice].strands if voice in telling.cards else ())
            if score.id == strand
        ]
    parts += [
        indicator_section(telling, one)
        for one in framework.indicators.values()
        if one.strand == strand and one.status == "adopted" and one.applies_to.admits(telling.setting)
    ]
    parts += [
        _strand(telling, inner.id, top=False)
        for inner in framework.strands.values()
        if inner.within == strand and _has_indicators(telling, inner.id)
    ]
    return Section(telling.worded(this.title), tuple(parts), label=strand, new_page=top)


def strand_words(telling: Telling, score: Score) -> str:
    """Say where a strand stands, in words, with how much it rests on."""
    said = capitalised(telling.worded(words_for(score, telling.framework.scale)))
    if score.coverage is None:
        return f"{said}: nothing here applies."
    return f"{said}, from {score.judged} of {score.applicable} judged ({percent(score.coverage)})."


def indicator_section(telling: Telling, one: Indicator) -> Section:
    """Return all that is said of one indicator, whole, whoever judged it or nobody."""
    parts: list[Part] = [Paragraph(telling.worded(one.statement))] if one.statement else []
    voices = [voice for voice in telling.assessments if _cells(telling, voice, one.id)]
    if not voices:
        parts.append(Standing(answer_words(None, telling.framework.scale)))
    told: set[str] = set()
    for voice in voices:
        parts += _judgements(telling, one, voice, told)
    parts += _evidence(telling, one)
    parts += [Note(reason, lead="Thin evidence") for reason in telling.thin.get(one.id, ())]
    if one.guard:
        parts.append(Note(telling.worded(one.guard), lead="To be read beside it"))
    parts += statutory_notes(telling, one)
    return Section(telling.worded(one.title), tuple(parts), label=one.id, compact=True)


def _cells(telling: Telling, voice: str, indicator: str) -> list[tuple[str | None, Judgement]]:
    judgements = telling.assessments[voice].judgements
    facet = telling.framework.facet
    values: tuple[str | None, ...] = (None, *(facet.values if facet else ()))
    return [(value, judgements[indicator, value]) for value in values if (indicator, value) in judgements]


def _judgements(telling: Telling, one: Indicator, voice: str, told: set[str]) -> Iterator[Block]:
    """Yield one voice's levels, each with why in the words of whoever chose it.

    Lenses and layers follow their plain judgement as a list; where there is none each stands for itself. What a level
    means is said once for each indicator; `told` remembers.
    """
    who = telling.who(voice) if len(telling.assessments) > 1 else ""
    cells = _cells(telling, voice, one.id)
    listed = cells[1:] if cells[0][0] is None else []
    for facet, judgement in cells[:1] if listed or cells[0][0] is None else cells:
        standing = telling.level(judgement)
        lead = ", ".join(part for part in (who, facet_words(facet) if facet else "") if part)
        detail = ""
        if judgement.level and judgement.level not in told:
            told.add(judgement.level)
            detail = telling.worded(one.levels.get(judgement.level, ""))
        yield Standing(f"{lead}: {standing.words}" if lead else standing.words, detail, standing.place, standing.of)
        if judgement.because.strip():
            yield Quote(judgement.because, by=", ".join(part for part in (who, _confidence(judgement)) if part))
        elif judgement.confidence:
            yield Paragraph(f"{capitalised(_confidence(judgement))}.")
    if listed:
        yield Bullets(tuple(_facet_words(telling, facet or "", judgement) for facet, judgement in listed))


def _facet_words(telling: Telling, facet: str, judgement: Judgement) -> str:
    said = f"{facet_words(facet)}: {telling.level(judgement).words}."
    why = f" {in_quotes(judgement.because)}" if judgement.because.strip() else ""
    return f"{said}{why}" + (f" ({_confidence(judgement)})" if judgement.confidence else "")


def _confidence(judgement: Judgement) -> str:
    return f"confidence: {judgement.confidence}" if judgement.confidence else ""


def in_quotes(text: str) -> str:
    """Put a text in quotation marks, where it does not stand in some already.

    >>> in_quotes("They waited."), in_quotes('"They waited."')
    ('“They waited.”', '"They waited."')
    """
    plain = text.strip()
    quoted = len(plain) > 1 and (plain[0], plain[-1]) in {("“", "”"), ('"', '"')}
    return plain if quoted else f"“{plain}”"


def _evidence(telling: Telling, one: Indicator) -> Iterator[Block]:
    cited = {
        name
        for assessment in telling.assessments.values()
        for (indicator, _), judgement in assessment.judgements.items()
        if indicator == one.id
        for name in judgement.evidence
    }
    found = [item for item in telling.evidence.values() if one.id in item.indicators or item.id in cited]
    if found:
        yield Paragraph(counted(len(found), "piece", "pieces") + ".", lead="Evidence")
        yield Bullets(tuple(evidence_words(telling, item) for item in found))


def evidence_words(telling: Telling, item: Evidence) -> str:
    """Say a piece of evidence: its kind and the note, quoted. Place and time only where the host allows it."""
    said = f"{telling.kind_title(item.kind)}: {in_quotes(item.note)}"
    if not telling.places:
        return said
    where = f"{item.place}, " if item.place else ""
    return f"{said} ({where}{day_words(item.at.date())})"


def is_unmet(telling: Telling, one: Indicator, judgement: Judgement | None) -> bool:
    """Say whether a statutory indicator is judged below the level that counts as met."""
    scale = telling.framework.scale
    if judgement is None or judgement.level is None:
        return False
    return scale.place(judgement.level) < scale.place(telling.framework.met_at(one))


def statutory_notes(telling: Telling, one: Indicator) -> Iterator[Note]:
    """Yield the duty behind a statutory indicator; where it is judged below met, to check with the authority."""
    if not one.statutory:
        return
    if one.law is not None:
        checked = f", last checked on {day_words(one.law.checked)}" if one.law.checked else ""
        duty = telling.worded(one.law.duty).rstrip()
        yield Note(f"{duty} Source: {one.law.source}{checked}.", lead="A duty in law")
    else:
        yield Note("This one rests on a duty in law.", lead="A duty in law")
    judged = [answered(telling.framework, each.judgements, one.id) for each in telling.assessments.values()]
    if any(is_unmet(telling, one, judgement) for judgement in judged):
        met = telling.worded(telling.framework.scale.title(telling.framework.met_at(one)))
        yield Note(
            f"The level chosen is below '{met}', which counts as met. Check with the authority what is needed: "
            "this report explains the duty and gives no legal advice.",
            lead="Check with the authority",
        )
