"""Why: what a judgement rests on; how a score came out, down to each judgement and rule; what readiness asks for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.render.answers import by_voice, said
from inclusion_tui.render.heading import named
from inclusion_tui.render.line import fit, plain, text, under, wrapped
from inclusion_tui.render.passages import Passage, heading, passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line
    from inclusion_tui.render.rubric import Subject

_RANGE = ("Depending on the ", "Whatever the ")
_LISTS = ("The shortest list that would open it:", "A list (there may be a shorter one) that would open it:")
"""How sentences of the core's explanations begin that stand elsewhere on the page, told in another way."""


@frozen
class Rested:
    """What a judgement rests on, beside the row: itself, the lens or layer, the others of it, evidence, other voices.

    `cells` are what was said for each lens or layer; `others` what voices said that this one may see.
    """

    made: ic.Judgement | None
    facet: str | None
    cells: Mapping[str, ic.Judgement]
    evidence: Sequence[ic.Evidence]
    others: Mapping[str, ic.Judgement]
    people: Mapping[str, ic.Person]


# A level ------------------------------------------------------------------------------------------------------------


def level_passages(subject: Subject, rested: Rested, width: int) -> Iterator[Passage]:
    """Yield why an indicator has the level that it has, or what is known where it has none."""
    framework, row, made = subject.framework, subject.row, rested.made
    facet = rested.facet or row.stands_in
    name = f"{row.id} {row.title}" + (f" ({facet})" if facet else "")
    yield heading(name, width, part="level", first=True)
    words = fit((("  ", ""), *said(framework, made, subject.glyphs)), width)
    lines: list[Line] = [words]
    if made is not None and made.level is not None:
        told = framework.worded(subject.indicator.levels.get(made.level, ""))
        lines += [(("    ", ""), (line, "")) for line in wrapped(told, max(width - 4, 8))] if told else []
    yield Passage(lines, "level", row.id)
    yield from _beside(subject, rested, width)
    yield from _facets(subject, rested, width)
    yield from _evidence(subject, rested, width)
    if rested.others:
        yield heading("What others said of it", width)
        for voice, one in rested.others.items():
            lines = by_voice(framework, voice, one, width - 1, subject.glyphs, people=rested.people)
            yield Passage([((" ", ""), *line) for line in lines], f"voice {voice}", row.id)


def _beside(subject: Subject, rested: Rested, width: int) -> Iterator[Passage]:
    framework, indicator, row, made = subject.framework, subject.indicator, subject.row, rested.made

    def one(key: str, label: str, says: str) -> Passage:
        lines = under(f"  {label} ", says, width)
        return Passage(lines, key, row.id)

    if made is None:
        yield one("because", "", "What was not looked at is left out of every score. It is never counted as 0.")
    else:
        yield one("because", "Because:", made.because or "no reason is written down yet.")
        yield one("sure", "How sure:", made.confidence or "not said.")
    if row.stands_in and framework.facet is not None:
        says = f"no plain judgement is given, so the lowest {framework.facet.name} judged speaks for it."
        yield one("stands-in", f"{row.stands_in} stands in:", says)
    if row.thin:
        yield one("thin", "Thin evidence:", f"{row.thin} This is pointed out and lowers nothing.")
    if row.proposed:
        yield one("proposed", "Proposed:", "it is judged and never scored.")
    if indicator.statutory:
        yield from _duty(subject, made, width)


def _duty(subject: Subject, made: ic.Judgement | None, width: int) -> Iterator[Passage]:
    framework, indicator = subject.framework, subject.indicator
    met = framework.met_at(indicator)
    if made is None or made.level is None:
        says = "it is not judged yet, so it cannot be told whether it is met."
    elif framework.scale.place(made.level) < framework.scale.place(met):
        says = f"judged below {framework.level_title(met)}, where it counts as met. Check with the authority."
    else:
        says = f"judged at or above {framework.level_title(met)}, where it counts as met."
    yield Passage(under("  Statutory: ", says, width), "statutory", indicator.id)
    if indicator.law is not None:
        checked = f", checked {indicator.law.checked.isoformat()}" if indicator.law.checked else ""
        duty = f"{framework.worded(indicator.law.duty)} ({indicator.law.source}{checked}). This is no legal advice."
        yield Passage(under("  The duty: ", duty, width), "duty", indicator.id)


def _facets(subject: Subject, rested: Rested, width: int) -> Iterator[Passage]:
    facet = subject.framework.facet
    if facet is None or not (rested.cells or facet.required):
        return
    values = facet.values if facet.required else tuple(one for one in facet.values if one in rested.cells)
    judged = sum(one.level is not None for one in rested.cells.values())
    applies = len(facet.values) - sum(one.non_answer == "not-applicable" for one in rested.cells.values())
    yield heading(f"By {facet.name}", width, right=f"{judged} of {applies} judged")
    longest = max(ic.columns(one) for one in values)
    for value in values:
        made = rested.cells.get(value)
        head = fit(((f"  {value.ljust(longest)} ", "strong"), *said(subject.framework, made, subject.glyphs)), width)
        because = wrapped(made.because, max(width - 4, 8)) if made is not None and made.because else []
        yield Passage([head, *((("    ", ""), (line, "")) for line in because)], f"facet {value}", subject.row.id)


def _evidence(subject: Subject, rested: Rested, width: int) -> Iterator[Passage]:
    count = len(rested.evidence)
    yield heading("Evidence", width, right=f"{count} {'piece' if count == 1 else 'pieces'}")
    if not rested.evidence:
        names = [subject.kinds[one].title if one in subject.kinds else one for one in subject.indicator.evidence]
        settle = f" {ic.listed(names)} would settle it." if names else ""
        yield passage("bare", f"None yet.{settle}", width, leads=subject.row.id)
    for one in rested.evidence:
        kind = subject.kinds[one.kind].title if one.kind in subject.kinds else one.kind
        person = rested.people.get(one.by)
        by = (person.name or person.id) if person else one.by
        place = f", {one.place}" if one.place else ""
        head = f"  {subject.glyphs.evidence} {text(kind)}{text(place)}, {one.at.astimezone():%d %b %H:%M}, {text(by)}"
        lines: list[Line] = [fit(((head, "dim"),), width), *under("    ", one.note, width)]
        yield Passage(lines, f"evidence {one.id}", subject.row.id)


# A score ------------------------------------------------------------------------------------------------------------


def share(judged: int, applicable: int) -> str:
    """Return how many are judged, of how many: no share without its n.

    >>> share(7, 9), share(0, 0)
    ('7/9 judged 78 %', 'nothing applies here')
    """
    if not applicable:
        return "nothing applies here"
    return f"{judged}/{applicable} judged {ic.percent(Fraction(judged, applicable))}"


def score_passages(  # noqa: PLR0913  what is left out and who is who, both named
    framework: ic.Framework,
    score: ic.Score,
    width: int,
    *,
    part: str = "",
    told: frozenset[str] = frozenset(),
    people: Mapping[str, ic.Person] | None = None,
) -> Iterator[Passage]:
    """Yield how a score came out: the sentence, the range that is left open, each rule and each judgement.

    Sentences in `told` stand elsewhere on the page and are left out here with what they rest on. `people` are the
    team, by id.
    """
    title = framework.worded(score.title) if score.id == "overall" else _strand_title(framework, score.id, score.title)
    yield heading(title, width, right=share(score.judged, score.applicable), part=part)
    why = score.explanation
    yield passage(f"{score.id} says", framework.worded(why.says), width, style="strong")
    because = [one for one in why.because if one.says not in told]
    ordered = [one for one in because if one.says.startswith(_RANGE)]
    ordered += [one for one in because if not one.says.startswith(_RANGE)]
    count = 0
    for one in ordered:
        for depth, sentence in one.lines():
            key = f"{score.id} {count}"
            yield passage(key, named(sentence, people), width, depth=depth, leads=about(framework, sentence))
            count += 1


def _strand_title(framework: ic.Framework, name: str, title: str) -> str:
    return f"{name} {framework.worded(title)}"


def about(framework: ic.Framework, sentence: str) -> str:
    """Return the indicator that a sentence of an explanation is about; empty where that is not certain.

    Explanations carry no ids. A sentence that begins with an indicator's id is about it, where no word could be meant.

    >>> uts = ic.load_framework("universal-targeted-specialist")
    >>> about(uts, "U4@send is not judged: not looked at yet."), about(uts, "U4: both say the same.")
    ('U4', 'U4')
    >>> about(uts, "U comes to Secure."), about(uts, "The core floor holds U4.")
    ('', '')
    """
    first = sentence.partition(" ")[0].rstrip(":,.").partition("@")[0]
    return first if first in framework.indicators and any(mark.isdigit() for mark in first) else ""


def overview(framework: ic.Framework, card: ic.ScoreCard, width: int) -> Iterator[Passage]:
    """Yield each strand's score in words with its n, for what stands under the whole."""
    for one in card.strands:
        words = in_words(framework, card, one)
        depth = 1 if framework.strands[one.id].within else 0
        label = f"{_strand_title(framework, one.id, one.title)}: "
        says = f"{words}; {one.judged} of {one.applicable} judged."
        yield passage(f"to {one.id}", says, width, depth=depth, label=label)


def in_words(framework: ic.Framework, card: ic.ScoreCard, score: ic.Score) -> str:
    """Return a score in words; the counts of its stances, or that two answers are compared, where that is all."""
    if card.shown == "counts":
        return framework.worded(ic.counts_in_words(score.counts, framework.scale))
    if card.shown == "gap":
        return "two answers side by side"
    return framework.worded(ic.words_for(score, framework.scale))


def profile_passages(framework: ic.Framework, card: ic.ScoreCard, width: int) -> Iterator[Passage]:
    """Yield what was judged by each lens or layer, strand by strand."""
    told = {value: [one for one in strands if one.judged] for value, strands in card.facets.items()}
    if framework.facet is None or not any(told.values()):
        return
    yield heading(f"By {framework.facet.name}", width)
    for value, judged in told.items():
        for one in judged:
            says = f"{in_words(framework, card, one)}; {one.judged} of {one.applicable} judged."
            yield passage(f"{value} {one.id}", says, width, label=f"{value}, {one.id}: ")


def gap_passages(
    framework: ic.Framework,
    card: ic.ScoreCard,
    parted: Sequence[tuple[str, tuple[tuple[str, str], ...]]],
    width: int,
    glyphs: Glyphs,
) -> Iterator[Passage]:
    """Yield where two roles' answers part, or one voice's layers differ: the farthest apart first, with its n."""
    paired = card.shown == "gap"
    if not paired and not parted:
        return
    facet = framework.facet.name if framework.facet is not None else ""
    right = f"{len(card.gaps)} judged by both" if paired else ""
    yield heading(
        "Where the two answers part" if paired else f"Where the {facet}s differ", width, right=right, part="gaps"
    )
    if paired:
        yield passage("gaps", _gaps_say(framework, card, len(parted)), width, style="strong")
    for name, levels in parted:
        title = framework.worded(framework.indicators[name].title)
        places = [framework.scale.place(level) for _, level in levels]
        steps = max(places) - min(places)
        far = f"{steps} {'level' if steps == 1 else 'levels'} apart"
        head = fit(((f"  {name} ", "dim"), (text(title), ""), (f"  {far}", "warn")), width)
        if ic.columns(plain(head)) > width - ic.columns(far):
            room = max(width - ic.columns(far) - ic.columns(name) - 6, 4)
            head = fit(((f"  {name} ", "dim"), (ic.clipped(text(title), room), ""), (f"  {far}", "warn")), width)
        longest = max(ic.columns(who) for who, _ in levels)
        lines: list[Line] = [head]
        for who, level in levels:
            judged = ic.Judgement(level=level)
            lines.append(fit(((f"    {text(who).ljust(longest)} ", "strong"), *said(framework, judged, glyphs)), width))
        yield Passage(lines, f"gap {name}", name)


def _gaps_say(framework: ic.Framework, card: ic.ScoreCard, parted: int) -> str:
    first, second = (voice.removeprefix("role:") for voice in card.voices)
    outer = [one for one in card.strands if framework.strands[one.id].within is None]
    both, asked = sum(one.judged for one in outer), sum(one.applicable for one in outer)
    if not card.gaps:
        return f"0 of {asked} judged by both {first} and {second} yet. Each of them answers alone first."
    same = len(card.gaps) - parted
    return f"{both} of {asked} judged by both {first} and {second}: {same} the same, {parted} not."


# Readiness ----------------------------------------------------------------------------------------------------------


def readiness_passages(
    framework: ic.Framework, gates: Sequence[ic.Readiness], standing: Mapping[str, str], width: int
) -> Iterator[Passage]:
    """Yield each gate: how it stands, what it says, what would open it, and why.

    `standing` is what each indicator was judged so far, in words.
    """
    for place, gate in enumerate(gates):
        state = gate.state.replace("-", " ")
        yield heading(
            f"Readiness: {framework.worded(gate.title)}", width, right=state, part="" if place else "readiness"
        )
        if gate.says:
            yield passage(f"{gate.id} says", framework.worded(gate.says), width)
        if gate.would_open:
            several = "all of these together" if len(gate.would_open) > 1 else "this"
            which = f"What would open it: {several}."
            if not gate.shortest:
                which += " There may be a shorter list."
            yield passage(f"{gate.id} opens", which, width, style="strong")
        for one in gate.would_open:
            title = framework.worded(framework.indicators[one.id].title)
            now = standing.get(one.id, "not looked at yet")
            says = f"at least {framework.level_title(one.to)} (now {now}): {title}"
            yield passage(f"{gate.id} {one.id}", says, width, depth=1, leads=one.id, label=f"{one.id} ")
        yield passage(f"{gate.id} why", framework.worded(gate.explanation.says), width, style="strong")
        count = 0
        for cause in gate.explanation.because:
            if cause.says.startswith(_LISTS):
                continue
            for depth, sentence in cause.lines():
                yield passage(f"{gate.id} {count}", sentence, width, depth=depth, leads=about(framework, sentence))
                count += 1
