"""What stands around the indicators in a report: differences, what was not seen, readiness, duties, the reckoning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed, voice_named
from inclusion_core.analysis.voices.drift import cited_words, drift, side_by_side
from inclusion_core.exchange.reports.document import Bullets, Facts, Note, Paragraph, Section, Table
from inclusion_core.exchange.reports.review_indicators import indicator_section, is_unmet
from inclusion_core.exchange.reports.review_words import ANSWERS, NOT_LOOKED_AT, answer_words, answered, facet_words
from inclusion_core.exchange.wording import capitalised, counted, number_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from inclusion_core.analysis.coverage.coverage import NotSeen, Unseen
    from inclusion_core.analysis.readiness.gates import Readiness
    from inclusion_core.analysis.scoring.scorecard import Score, ScoreCard
    from inclusion_core.analysis.voices.comparison import Comparison
    from inclusion_core.exchange.reports.document import Block, Part
    from inclusion_core.exchange.reports.review_indicators import Telling
    from inclusion_core.model.assessment import Assessment
    from inclusion_core.model.framework import Indicator

_STATES = {
    "open": "Open: all that it asks for is there.",
    "not-yet": "Not yet.",
    "cannot-tell": "Cannot tell yet: too little has been looked at.",
}


def readiness_section(telling: Telling, readiness: Sequence[Readiness], headline: str | None) -> Section:
    """Return how ready the school's own provision is, for the host alone."""
    parts: list[Part] = [
        Note(
            "Readiness speaks of the school's own provision. It never stands in the way of a request for a child: "
            "parents, young people and schools may ask for a needs assessment at any time.",
            lead="What this is",
        ),
        *telling.going_by(headline),
    ]
    for gate in readiness:
        inner: list[Part] = [Paragraph(_STATES[gate.state])]
        if gate.would_open:
            scale = telling.framework.scale
            asked = tuple(
                f"{telling.title_of(one.id)}: {telling.worded(scale.title(one.to))} or above" for one in gate.would_open
            )
            which = "the shortest list" if gate.shortest else "a list, perhaps not the shortest,"
            inner += [Paragraph(f"This is {which} that would open it, all of it together:"), Bullets(asked)]
        if gate.says:
            inner.append(Note(telling.worded(gate.says), lead="To be read beside it"))
        parts.append(Section(telling.worded(gate.title), tuple(inner), compact=True))
    return Section("Readiness of the school's own provision", tuple(parts))


def differences_section(telling: Telling, comparison: Comparison | None) -> Section | None:
    """Return where voices chose different levels, furthest apart first; None where nothing was compared."""
    if comparison is None:
        return None
    scale, voices = telling.framework.scale, comparison.voices
    opening = "The voices have not chosen levels for the same indicators."
    if comparison.compared:
        opening = (
            f"More than one voice chose a level for {counted(comparison.compared, 'indicator')}. For {comparison.same} "
            f"of them they chose the same, and for {len(comparison.talk_first)} they differ. A difference is a place "
            "to begin talking; no voice is taken for the right one."
        )
    parts: list[Part] = [Paragraph(opening)]
    if comparison.talk_first:
        rows = (
            (
                telling.title_of(row.id) + (f", {facet_words(row.facet).lower()}" if row.facet else ""),
                *(telling.worded(answer_words(row.answers.get(voice), scale)) for voice in voices),
            )
            for row in comparison.talk_first
        )
        caption = "Where the voices differ, furthest apart first"
        parts.append(Table(caption, ("Indicator", *(telling.who(voice) for voice in voices)), tuple(rows)))
    return Section("Where the voices differ", tuple(parts))


def drift_section(telling: Telling, headline: str | None) -> Section | None:
    """Return where the layers of the voice that speaks first differ; None where they do not or there are none."""
    framework = telling.framework
    if headline is None or framework.facet is None:
        return None
    apart = drift(framework, telling.assessments[headline].judgements, telling.setting)
    if not apart:
        return None
    named, layers = f"{framework.facet.name}s", framework.facet.values
    rows = []
    for one in apart:
        told = {layer: telling.worded(framework.scale.title(level)) for layer, level in one.levels}
        rows.append((telling.title_of(one.indicator), *(told.get(layer, "No level") for layer in layers)))
    opening = (
        f"The {named} of {counted(len(apart), 'indicator')} have different levels. Where they drift apart is a place "
        "to begin; no one of them is taken for the right one."
    )
    table = Table(
        f"Where the {named} differ, furthest apart first",
        ("Indicator", *(facet_words(layer) for layer in layers)),
        tuple(rows),
    )
    return Section(f"Where the {named} differ", (Paragraph(opening), table, *_documents(telling, headline)))


def _documents(telling: Telling, headline: str) -> Iterator[Bullets]:
    """Yield what the layers that differ rest on in writing; titles and lines only where places may be told."""
    judged = telling.assessments[headline].judgements
    told = []
    for one in side_by_side(telling.framework, judged, telling.evidence, telling.setting):
        for side in one.sides if one.steps else ():
            for each in side.cited:
                says = cited_words(each) if telling.places else f"\u201c{each.quote}\u201d"
                told.append(f"{one.indicator}, {facet_words(side.layer)}: {says}")
    if told:
        yield Bullets(tuple(told))


def unseen_section(telling: Telling, unseen: Unseen | None, headline: str | None) -> Section | None:
    """Return what nobody has seen or heard yet, and which levels rest on thin evidence."""
    if unseen is None and not telling.thin:
        return None
    parts: list[Part] = [*telling.going_by(headline)]
    if unseen is not None:
        parts += _not_seen(telling, unseen)
    if telling.thin:
        parts.append(Paragraph("Levels that rest on less evidence than the framework asks for. They stand as chosen:"))
        told = (f"{telling.title_of(name)}: {' '.join(said)}" for name, said in telling.thin.items())
        parts.append(Bullets(tuple(told)))
    return Section("What has not been seen", tuple(parts))


def _not_seen(telling: Telling, unseen: Unseen) -> Iterator[Block]:
    if not unseen.indicators:
        yield Paragraph("Every indicator that applies has a level.")
    else:
        number = len(unseen.indicators)
        has = "indicator has" if number == 1 else "indicators have"
        yield Paragraph(
            f"{capitalised(number_words(number))} {has} no level yet, or not for every group that needs one:"
        )
        yield Bullets(tuple(f"{telling.title_of(one.id)}: {_why_not_seen(one)}" for one in unseen.indicators))
    if unseen.voices:
        yield Paragraph(f"Nothing has been written down yet of: {listed([one.title for one in unseen.voices])}.")
    if unseen.kinds:
        yield Paragraph("Kinds of evidence that an indicator names and that nobody has gathered for it:")
        rows = tuple(
            (telling.title_of(name), listed([telling.kind_title(kind) for kind in lacks]))
            for name, lacks in unseen.kinds.items()
        )
        yield Table("Evidence still to be gathered", ("Indicator", "Not gathered yet"), rows)


def _why_not_seen(one: NotSeen) -> str:
    if one.partly:
        return f"still open for {listed([facet_words(cell).lower() for cell in one.cells])}"
    return next((words for answer, words in ANSWERS.items() if answer == one.non_answer), NOT_LOOKED_AT).lower()


def statutory_section(telling: Telling, headline: str | None) -> Section | None:
    """Return every duty in law with where it stands; None where the framework has none that applies."""
    judgements = telling.assessments[headline].judgements if headline else {}
    rows = []
    for one in _applicable(telling):
        if not one.statutory:
            continue
        judgement = answered(telling.framework, judgements, one.id)
        if judgement is None or judgement.level is None:
            stands = f"Cannot be said: {answer_words(judgement, telling.framework.scale).lower()}"
        else:
            stands = "Check with the authority" if is_unmet(telling, one, judgement) else "Judged as met"
        source = one.law.source if one.law else ""
        rows.append((telling.title_of(one.id), telling.worded(stands), source))
    if not rows:
        return None
    about = "This report explains duties and gives no legal advice. Where one is in doubt, check with the authority."
    table = Table("Duties in law", ("Indicator", "Where it stands", "Source"), tuple(rows))
    return Section("Duties in law", (Paragraph(about), *telling.going_by(headline), table))


def proposed_section(telling: Telling) -> Section | None:
    """Return the proposed indicators: judged where somebody did, and never scored. None where there are none."""
    proposed = [one for one in telling.framework.applicable(telling.setting, proposed=True) if one.status == "proposed"]
    if not proposed:
        return None
    about = "These are proposed for a later edition. They may be judged, and count in no score here."
    entries = tuple(indicator_section(telling, one) for one in proposed)
    return Section("Proposed indicators", (Paragraph(about), *entries))


def reckoning_section(telling: Telling, cards: Mapping[str, ScoreCard]) -> Section:
    """Return how each score came about, with its figures: the one place where a score is a number."""
    parts: list[Part] = [
        Paragraph(
            "People chose the levels; the scores were reckoned from them by the rule named here. Figures run from 0 to "
            "1. The range is what a score could still become if everything not judged went worst or best."
        )
    ]
    for voice, card in cards.items():
        inner: list[Part] = [Facts((("Rule", card.method), ("Framework", card.framework)))]
        if card.overall is not None:
            inner.append(Section("Overall", tuple(_reckoned(card.overall, card.voices))))
        inner += [
            Section(telling.worded(score.title), tuple(_reckoned(score, card.voices)), label=score.id)
            for score in card.strands
        ]
        parts.append(Section(telling.who(voice), tuple(inner)))
    return Section("How these were reckoned", tuple(parts), new_page=True)


def _reckoned(score: Score, voices: Sequence[str]) -> Iterator[Block]:
    if score.value is not None and score.low is not None and score.high is not None:
        could = f"; it could become {figure(score.low)} to {figure(score.high)}" if score.low != score.high else ""
        yield Paragraph(f"{figure(score.value)}{could}.", lead="In figures")
    yield Paragraph(score.explanation.says)
    short: list[str] = []
    rest: list[str] = []
    for one in score.explanation.because:
        level = None if one.because else _level_alone(one.says, voices)
        if level is None:
            rest.append("\n".join(says for _, says in one.lines()))
        else:
            short.append(level)
    if short:
        yield Paragraph(f"{'; '.join(short)}.", lead="From these levels")
    if rest:
        yield Bullets(tuple(rest))


def _level_alone(says: str, voices: Sequence[str]) -> str | None:
    """Return `U1 Secure` of a judgement's own line, None where the line is anything else.

    Why a level was chosen, and by whom, is quoted in full beside its indicator and not once more in every score.
    """
    found = re.fullmatch(r'(.+?)(?:: ".*")? \(([^(),]+)(?:, [^()]*)?\)\.?', says, re.DOTALL)
    return (
        found[1]
        if found and found[2] in map(voice_named, voices) and ":" not in found[1] and "not judged" not in found[1]
        else None
    )


def figure(value: Fraction) -> str:
    """Write a score for people: two decimals, and the exact fraction where those are not exact.

    >>> from fractions import Fraction
    >>> figure(Fraction(1, 2)), figure(Fraction(2, 3))
    ('0.50', '0.67 (2/3)')
    """
    short = f"{float(value):.2f}"
    return short if (value * 100).denominator == 1 else f"{short} ({value})"


def _applicable(telling: Telling) -> Iterator[Indicator]:
    return telling.framework.applicable(telling.setting)


def glossary_section(entries: Sequence[tuple[str, str]]) -> Section | None:
    """Return the acronyms of the report; None where it has none."""
    return Section("Short forms and what they mean", (Facts(tuple(entries)),)) if entries else None


def counts_of(telling: Telling, assessment: Assessment) -> Mapping[str, int]:
    """Count the adopted, applicable indicators by answer: `judged`, each non-answer, and `unseen`."""
    counts = dict.fromkeys(("judged", "cannot-tell", "not-applicable", "too-soon", "unseen"), 0)
    for one in _applicable(telling):
        judgement = answered(telling.framework, assessment.judgements, one.id)
        key = "unseen" if judgement is None else "judged" if judgement.level else judgement.non_answer or "unseen"
        counts[key] += 1
    return counts
