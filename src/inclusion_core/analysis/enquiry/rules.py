"""Our own rules for suggesting lines of enquiry: each looks at what was judged and seen, and gives grounds in words.

A ground points at one indicator and says why it is worth asking about. None is a mark, and none says who is right.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from attrs import frozen

from inclusion_core.analysis.coverage.sufficiency import Held, thin
from inclusion_core.analysis.readiness.gates import readiness
from inclusion_core.analysis.scoring.standings import facets_counted, headline
from inclusion_core.analysis.scoring.wording import answer_in_words, listed
from inclusion_core.analysis.voices.comparison import rows_of
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from inclusion_core.analysis.coverage.sufficiency import Thin
    from inclusion_core.analysis.scoring.scorecard import Voices
    from inclusion_core.analysis.voices.comparison import Compared
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.model.school import Setting

AGREED = "moderated"
FEWEST_PEERS = 5
"""The fewest other schools from which a figure may be taken: from fewer, one school could be told from the rest."""

LITTLE = 1
"""So many pieces of evidence, or fewer, are little for a high level."""

FEW_NAMES = 3
"""How many kinds of evidence are named where any one of them would do."""

Sort = Literal["concern", "difference", "evidence", "step", "peers", "plugin"]
"""The sorts of grounds, the most pressing first."""


@frozen
class PeerFigure:
    """What comparable schools chose for an indicator: the middle level of so many `schools`.

    `level` is None where it is suppressed; whoever gives the figure has applied release and suppression.
    """

    schools: int
    level: str | None


@frozen
class Ground:
    """Why an indicator is worth asking about, by one rule. `weight` sets grounds of one rule apart, more first."""

    rule: str
    sort: Sort
    indicators: tuple[str, ...]
    says: str
    weight: int = 0


class Answer(NamedTuple):
    """One voice's judgement of a cell that applies here."""

    voice: str
    cell: Cell
    judgement: Judgement


class Looked:
    """What the rules look at, in one order whatever order it was given in.

    `applicable` are the indicators for this setting, without those that every voice that answered says do not apply;
    `answers` what stands of each: where a level was agreed for a cell it stands alone.
    """

    def __init__(  # noqa: PLR0913  all named
        self,
        *,
        framework: Framework,
        voices: Voices,
        evidence: Mapping[str, Evidence],
        kinds: Mapping[str, EvidenceKind],
        setting: Setting,
        who: Mapping[str, str],
        facets: Mapping[str, str],
        peers: Mapping[str, PeerFigure],
    ) -> None:
        self.framework, self.setting, self.kinds, self.peers = framework, setting, kinds, peers
        roles = {f"role:{role}": place for place, role in enumerate(framework.roles)}
        order = {"self": (0, 0), **{name: (1, place) for name, place in roles.items()}, AGREED: (3, 0)}
        self.voices = {one: voices[one] for one in sorted(voices, key=lambda one: (order.get(one, (2, 0)), one))}
        self.evidence = dict(sorted(evidence.items()))
        self.held = Held(self.evidence, kinds)
        self._who, self._facets = who, facets
        self._pieces = Counter(name for one in self.evidence.values() for name in one.indicators)
        counted = frozenset(facets_counted(framework))
        given = [
            Answer(voice, cell, one)
            for voice, judgements in self.voices.items()
            for cell, one in sorted(judgements.items(), key=lambda each: cell_text(each[0]))
            if cell[1] in counted and (one.level is None or one.level in framework.scale.order)
        ]
        by: dict[str, list[Answer]] = {}
        for one in given:
            by.setdefault(one.cell[0], []).append(one)
        self.applicable: dict[str, Indicator] = {
            one.id: one for one in framework.applicable(setting, proposed=True) if not _not_here(by.get(one.id, ()))
        }
        settled = {one.cell for one in given if one.voice == AGREED}
        self.answers: dict[str, list[Answer]] = {
            name: [one for one in by.get(name, ()) if one.voice == AGREED or one.cell not in settled]
            for name in self.applicable
        }

    def who(self, voice: str) -> str:
        """Return who speaks with a voice, in words."""
        return self._who.get(voice) or speaker(voice)

    def whole(self, facet: str | None) -> str:
        """Return a lens or layer in words; the plain judgement is of everybody."""
        return "in general" if facet is None else f"for {self._facets.get(facet, facet)}"

    def lens(self, one: Answer) -> str:
        """Return what an answer is of where it is of one lens or layer, else an empty text."""
        return f" {self.whole(one.cell[1])}" if one.cell[1] else ""

    def word(self, answer: str) -> str:
        """Return an answer's words."""
        return answer_in_words(self.framework, answer)

    def pieces(self, one: Answer) -> int:
        """Return how many pieces of evidence there are for a judgement: filed under its indicator, or cited by it."""
        indicator = one.cell[0]
        cited = (self.evidence[name] for name in one.judgement.evidence if name in self.evidence)
        return self._pieces[indicator] + sum(indicator not in each.indicators for each in cited)

    def kind_title(self, kind: str) -> str:
        """Return the words for a kind of evidence."""
        found = self.kinds.get(kind)
        return found.title if found else kind

    def each(self) -> Iterator[Answer]:
        """Yield every answer that stands, in the order of the framework."""
        for answers in self.answers.values():
            yield from answers


def _not_here(answers: Sequence[Answer]) -> bool:
    return bool(answers) and all(one.judgement.non_answer == "not-applicable" for one in answers)


def speaker(voice: str) -> str:
    """Return who speaks with a voice, in words, where nobody gave their name.

    >>> speaker("self"), speaker("role:senco"), speaker("peer:ak-7f3"), speaker("moderated")
    ('the school', 'senco', 'peer ak-7f3', 'what was agreed')
    """
    sort, _, name = voice.partition(":")
    return {"self": "the school", AGREED: "what was agreed"}.get(voice) or (name if sort == "role" else f"peer {name}")


# The rules -----------------------------------------------------------------------------------------------------------


def concern(looked: Looked) -> Iterator[Ground]:
    """Ask where somebody is concerned or curious, or cannot tell."""
    scale = looked.framework.scale
    for one in looked.each():
        level = one.judgement.level
        if level is not None and scale.stance and scale.place(level) < len(scale.order):
            weight = len(scale.order) - scale.place(level)
        elif one.judgement.non_answer == "cannot-tell":
            level, weight = "cannot-tell", 0
        else:
            continue
        yield _ground("concern", "concern", one, f"{_said(looked, level, [one])}.", weight)


def difference(looked: Looked) -> Iterator[Ground]:
    """Ask where the school and peers, or two roles, answered differently and nothing is agreed yet."""
    for name in looked.applicable:
        for row, told in differing(looked, name):
            if row.cell not in looked.voices.get(AGREED, {}):
                yield Ground("difference", "difference", (name,), told, row.distance or 0)


def differing(looked: Looked, indicator: str) -> Iterator[tuple[Compared, str]]:
    """Yield each row of an indicator in which voices gave different levels, or not all say that it applies; in words.

    What was agreed is no voice here.
    """
    framework = looked.framework
    voices = _known({voice: one for voice, one in looked.voices.items() if voice != AGREED}, framework.scale.order)
    if len(voices) < 2:  # noqa: PLR2004  one voice differs from nobody
        return
    order = (*framework.scale.order, "not-applicable")
    for row in rows_of(framework, framework.indicators[indicator], voices):
        sides: dict[str, list[str]] = {}
        for voice, one in row.answers.items():
            if one is not None and (one.level is not None or one.non_answer == "not-applicable"):
                sides.setdefault(one.level or "not-applicable", []).append(looked.who(voice))
        if len(sides) < 2:  # noqa: PLR2004  all say the same
            continue
        told = "; ".join(
            f"{looked.word(answer)}, {'says' if len(sides[answer]) == 1 else 'say'} {listed(sides[answer])}"
            for answer in sorted(sides, key=order.index, reverse=True)
        )
        far = ""
        if row.distance and not framework.scale.stance:
            far = f": {'one level' if row.distance == 1 else f'{row.distance} levels'} apart"
        lens = f"{looked.whole(row.facet).capitalize()}: " if row.facet else ""
        yield row, f"{lens}{told}{far}."


def lenses(looked: Looked) -> Iterator[Ground]:
    """Ask where one voice gives the lenses or layers of an indicator different levels."""
    scale = looked.framework.scale
    for name, answers in looked.answers.items():
        for voice in dict.fromkeys(one.voice for one in answers):
            levels = {
                one.cell[1]: one.judgement.level
                for one in answers
                if one.voice == voice and one.judgement.level is not None
            }
            places = [scale.place(level) for level in levels.values()]
            if len(set(places)) > 1:
                order = facets_counted(looked.framework)
                told = ", ".join(
                    f"{looked.word(levels[facet])} {looked.whole(facet)}" for facet in order if facet in levels
                )
                apart = max(places) - min(places)
                yield Ground("lenses", "difference", (name,), f"{told}, says {looked.who(voice)}.", apart)


def high(looked: Looked) -> Iterator[Ground]:
    """Ask where a high level (one of the two highest, or the most confident stance) rests on one piece or none."""
    told: dict[tuple[Cell, str, int], list[Answer]] = {}
    for one in looked.each():
        if _is_high(looked, one) and (pieces := looked.pieces(one)) <= LITTLE:
            told.setdefault((one.cell, one.judgement.level or "", pieces), []).append(one)
    for (_, level, pieces), answers in told.items():
        rests = "one piece of evidence" if pieces else "no evidence yet"
        weight = looked.framework.scale.place(level) * 2 - pieces
        yield _ground("high", "evidence", answers[0], f"{_said(looked, level, answers)}, on {rests}.", weight)


def thin_evidence(looked: Looked) -> Iterator[Ground]:
    """Ask where a level rests on less than the framework asks of it, or on one kind of evidence or none."""
    standing: dict[str, dict[Cell, Judgement]] = {}
    for one in looked.each():
        if one.judgement.level is not None:
            standing.setdefault(one.voice, {})[one.cell] = one.judgement
    told: dict[tuple[Cell, str, tuple[str, ...]], list[Answer]] = {}
    for voice, judgements in standing.items():
        asked = thin(looked.framework, judgements, looked.evidence, looked.kinds)
        for found in asked:
            cell = (found.indicator, found.facet)
            yield _ground("thin", "evidence", Answer(voice, cell, judgements[cell]), _asks(looked, found), 2)
        ruled = {(found.indicator, found.facet) for found in asked}
        for cell, judgement in judgements.items():
            one = Answer(voice, cell, judgement)
            kinds = looked.held.of(cell[0], judgement.evidence)
            said = cell in ruled or (_is_high(looked, one) and looked.pieces(one) <= LITTLE)
            if len(kinds) <= 1 and not said:
                told.setdefault((cell, judgement.level or "", kinds), []).append(one)
    for (_, level, kinds), answers in told.items():
        rests = f"one kind of evidence: {looked.kind_title(kinds[0])}" if kinds else "no evidence yet"
        yield _ground("thin", "evidence", answers[0], f"{_said(looked, level, answers)}, on {rests}.", 1 - len(kinds))


def step(looked: Looked) -> Iterator[Ground]:
    """Ask where one indicator, one level on or not looked at yet, is all that keeps a gate from opening."""
    framework = looked.framework
    voice = next((one for one in (AGREED, "self") if one in looked.voices), None)
    if voice is None:
        return
    judgements = {
        cell: one
        for cell, one in looked.voices[voice].items()
        if one.level is None or one.level in framework.scale.order
    }
    for gate in readiness(framework, judgements, looked.setting):
        if gate.state == "open" or len(gate.would_open) != 1:
            continue
        need = gate.would_open[0]
        now = headline(framework, judgements, need.id)[1]
        level = now.level if now is not None else None
        if need.id not in looked.applicable or (
            level is not None and framework.scale.place(need.to) - framework.scale.place(level) > 1
        ):
            continue
        stands = f"it is {looked.word(level)} now" if level else "it has no level yet"
        says = (
            f"Readiness, '{framework.worded(gate.title)}': {need.id} at least {looked.word(need.to)} is all that is "
            f"missing, and {stands}."
        )
        yield Ground("step", "step", (need.id,), says, 1)


def below_peers(looked: Looked) -> Iterator[Ground]:
    """Ask where comparable schools chose a higher level; only from figures that are given, and not suppressed."""
    framework = looked.framework
    voice = next((one for one in (AGREED, "self") if one in looked.voices), None)
    if voice is None or framework.scale.stance:
        return
    for name in looked.applicable:
        figure = looked.peers.get(name)
        now = headline(framework, looked.voices[voice], name)[1]
        if figure is None or figure.level is None or figure.schools < FEWEST_PEERS or now is None or now.level is None:
            continue
        if figure.level not in framework.scale.order or now.level not in framework.scale.order:
            continue
        below = framework.scale.place(figure.level) - framework.scale.place(now.level)
        if below > 0:
            theirs = f"the middle of {figure.schools} comparable schools is {looked.word(figure.level)}"
            says = f"{looked.word(now.level)} here; {theirs}."
            yield Ground("peers", "peers", (name,), says, below)


RULES: tuple[tuple[str, Callable[[Looked], Iterator[Ground]]], ...] = (
    ("concern", concern),
    ("difference", difference),
    ("lenses", lenses),
    ("high", high),
    ("thin", thin_evidence),
    ("step", step),
    ("peers", below_peers),
)
"""Our rules by name, the more pressing first."""


def _ground(rule: str, sort: Sort, one: Answer, says: str, weight: int) -> Ground:
    return Ground(rule, sort, (one.cell[0],), says, weight)


def _said(looked: Looked, level: str, answers: Sequence[Answer]) -> str:
    """Say which voices gave a cell one level: 'Secure for cared-for pupils, say the school and peer ak-7f3'."""
    whose = listed([looked.who(one.voice) for one in answers])
    return f"{looked.word(level)}{looked.lens(answers[0])}, {'say' if len(answers) > 1 else 'says'} {whose}"


def _asks(looked: Looked, found: Thin) -> str:
    """Say what a level asks for and what there is, in fewer words than where only that is told."""
    level = looked.word(found.level) + (f" {looked.whole(found.facet)}" if found.facet else "")
    has = listed([looked.kind_title(one) for one in found.kinds]) or "none"
    if len(found.kinds) < found.wanted:
        return f"{level} asks for {found.wanted} kinds of evidence; it has {has}."
    names = [looked.kind_title(one) for one in found.one_of]
    return f"{level} asks for evidence such as: {', '.join(names[:FEW_NAMES])}; it has {has}."


def _is_high(looked: Looked, one: Answer) -> bool:
    scale, level = looked.framework.scale, one.judgement.level
    if level is None or len(scale.order) < 2:  # noqa: PLR2004  a scale of one level has nothing high
        return False
    return scale.place(level) >= (len(scale.order) if scale.stance else max(2, len(scale.order) - 1))


def _known(voices: Voices, levels: Sequence[str]) -> dict[str, dict[Cell, Judgement]]:
    return {
        voice: {cell: one for cell, one in judgements.items() if one.level is None or one.level in levels}
        for voice, judgements in voices.items()
    }
