"""One voice at work on one review: what is asked of it goes to the session, and everybody who listens is told.

No screen and no widget in here, and nothing of Textual. A change is `Sitting.judge(…)` and its like -> `Session` (which
writes the journal first) -> `listeners`. Whatever the session refuses is raised as it stands, and nothing has changed.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.notes.waiting import BECAUSE, Waiting
from inclusion_tui.render.heading import named
from inclusion_tui.rows import Row, row_of, shown_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from inclusion_tui.notes.capturing import Capturing


_CONFIDENCES = (None, *ic.CONFIDENCES)


class Sitting:
    """A review, open, with one voice judging.

    `facet` is the lens or layer that is judged now, None for the plain judgement. `listeners` are called as
    (indicators or None for any, sentence, whether others did it) after every change.
    """

    def __init__(self, desk: ic.Desk, session: ic.Session, voice: str = "self") -> None:
        problem = ic.voice_problem(session.framework, voice)
        if problem:
            raise ic.NotAllowed(problem)
        self.desk, self.session, self.voice = desk, session, voice
        self.listeners: list[Callable[[frozenset[str] | None, str, bool], None]] = []
        facet = session.framework.facet
        self.facet: str | None = facet.values[0] if facet is not None and facet.required else None
        self._rows: dict[str, Row] = {}
        self._indicators_of: tuple[ic.Framework, ic.Setting] | None = None
        self._indicators: tuple[str, ...] = ()
        self._filed: dict[str, dict[str, ic.Evidence]] = {}
        self._filed_of: Mapping[str, ic.Evidence] | None = None
        self._kinds_of: Mapping[str, ic.Evidence] | None = None
        self._kinds: Mapping[str, ic.EvidenceKind] = {}
        self.waiting = Waiting(session)
        self.capturing: Capturing | None = None
        self._counted: dict[str | None, ic.Covered] = {}
        self.counts_by_facet: tuple[int, int] | None = None
        self.ready = False

    # What there is --------------------------------------------------------------------------------------------------

    @property
    def framework(self) -> ic.Framework:
        """The framework that the review rests on."""
        return self.session.framework

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of what is judged in this setting, strand by strand; in each the adopted ones, then the proposed."""
        of = (self.framework, self.session.review.setting)
        if self._indicators_of is None or any(
            one is not other for one, other in zip(self._indicators_of, of, strict=True)
        ):
            self._indicators_of, self._indicators = of, self._in_order(*of)
        return self._indicators

    @staticmethod
    def _in_order(framework: ic.Framework, setting: ic.Setting) -> tuple[str, ...]:
        cells = ic.cells_to_judge(framework, setting)
        places = {strand: place for place, strand in enumerate(framework.strands)}
        asked = dict.fromkeys(indicator for indicator, _ in cells)
        return tuple(sorted(asked, key=lambda one: places[framework.indicators[one].strand]))

    @property
    def judgements(self) -> Mapping[ic.Cell, ic.Judgement]:
        """This voice's judgements."""
        return self.session.assessment(self.voice).judgements

    def cell(self, indicator: str) -> ic.Cell:
        """Return the cell that a key judges now."""
        return (indicator, self.facet)

    def judgement(self, indicator: str) -> ic.Judgement | None:
        """Return what this voice said of an indicator, by the lens or layer that is chosen now."""
        return self.judgements.get(self.cell(indicator))

    def evidence_for(self, indicator: str) -> Mapping[str, ic.Evidence]:
        """Return what an indicator rests on: the evidence filed under it, then what its judgement cites beside that."""
        self._look_at_evidence()
        filed = self._filed.get(indicator, {})
        made = self.judgement(indicator)
        kept = self.session.evidence
        cited = {one: kept[one] for one in (made.evidence if made else ()) if one in kept and one not in filed}
        return {**filed, **cited} if cited else filed

    @property
    def kinds(self) -> Mapping[str, ic.EvidenceKind]:
        """The kinds of evidence that the review speaks of, by id."""
        if self._kinds_of is not self.session.evidence:
            self._kinds_of, self._kinds = self.session.evidence, ic.kinds_of(self.desk, self.session)
        return self._kinds

    @property
    def people(self) -> Mapping[str, ic.Person]:
        """Who works on the review, by id. Whoever sits here and chose no name is 'you': an id tells nobody who."""
        me, team = self.desk.workspace.me, self.session.review.team
        if me.id in team and team[me.id].name:
            return team
        return {**team, me.id: ic.Person(me.id, me.name or "you")}

    def _look_at_evidence(self) -> None:
        """File the evidence by indicator once, until there is other evidence: rows are asked for on every key."""
        if self._filed_of is self.session.evidence:
            return
        self._filed_of, self._filed = self.session.evidence, {}
        for name, one in self.session.evidence.items():
            for each in one.indicators:
                self._filed.setdefault(each, {})[name] = one

    def unfiled(self) -> tuple[ic.Evidence, ...]:
        """Return the jottings that belong to no indicator yet, the oldest first."""
        return tuple(one for one in self.session.evidence.values() if not one.indicators)

    def beside(self) -> tuple[str, ...]:
        """Return the voices that stand beside this one: the school's own for a reviewer, the reviewers' for the school.

        A reviewer in a blind review sees no other reviewer, and the school's own only where the team has not hidden it.
        """
        return tuple(one for one in self.session.assessments if one != self.voice and self.sees(one))

    def sees(self, voice: str) -> bool:
        """Say whether this voice is shown what another one said, and how much: the one rule for all screens."""
        review = self.session.review
        if not self.voice.startswith("peer:") or voice == self.voice:
            return True
        return not (review.self_review_hidden if voice == "self" else voice.startswith("peer:") and review.blind)

    def row(self, indicator: str) -> Row:
        """Return what the list shows of an indicator."""
        if indicator not in self._rows:
            self._rows[indicator] = row_of(
                self.framework.indicators[indicator],
                self.framework,
                self.judgements,
                self.facet,
                evidence=self.evidence_for(indicator),
                beside=self.said(indicator),
                parked=self.waiting.keys_for(indicator, self.draft_key(indicator)) if self.ready else "",
                enquiry=any(
                    indicator in one.indicators and one.stage != "closed" for one in self.session.enquiry.values()
                ),
                action=any(indicator in one.indicators for one in self.session.actions.values()),
                kinds=self.kinds if self.ready else None,
            )
        return self._rows[indicator]

    def said(self, indicator: str) -> dict[str, ic.Judgement]:
        """Return what the voices beside this one said of an indicator, by the lens or layer that is chosen now."""
        heard = ((voice, self.session.assessments[voice].judgements) for voice in self.beside())
        return {
            voice: said
            for voice, given in heard
            if (said := shown_of(self.framework, given, indicator, self.facet)[1]) is not None
        }

    def note_parked(self, indicator: str) -> None:
        """Mark that a draft lies under an indicator now, or does no more."""
        self._tell(frozenset({indicator}), "")

    def draft_key(self, indicator: str) -> str:
        """Return the name under which the reason that is being typed for an indicator is kept."""
        return f"{BECAUSE}{self.voice} {ic.cell_text(self.cell(indicator))}"

    def is_open(self, indicator: str) -> bool:
        """Say whether this voice has not looked at an indicator, by the lens or layer chosen now."""
        return shown_of(self.framework, self.judgements, indicator, self.facet)[1] is None

    # What it comes to -----------------------------------------------------------------------------------------------

    def counts(self, strand: str | None = None) -> tuple[int, int] | None:
        """Return how many are judged and how many apply, in a strand (with those inside it) or in all.

        A strand is counted by the lens or layer that is chosen, like the rows below it; all of it is the review's
        coverage whatever is chosen (`counts_by_facet` is for the lens). As of the last `reckon`, None before the
        first: counting is for quiet moments, not for every key.
        """
        found = self._counted.get(strand)
        return (found.judged, found.applicable) if found is not None else None

    def reckon(self) -> None:
        """Count again what is judged."""
        setting = self.session.review.setting
        found = seen = ic.coverage(self.framework, self.judgements, setting)
        if self.facet is not None and self.facet_may_be_all:
            by_it: dict[ic.Cell, ic.Judgement] = {
                (one, None): said for (one, facet), said in self.judgements.items() if facet == self.facet
            }
            seen = ic.coverage(self.framework, by_it, setting)
        self._counted = {None: found.overall, **{one.id: one for one in seen.strands}}
        self.counts_by_facet = (seen.overall.judged, seen.overall.applicable) if seen is not found else None

    @property
    def facet_may_be_all(self) -> bool:
        """Whether an indicator may be judged plainly, beside its lenses or layers."""
        return self.framework.facet is not None and not self.framework.facet.required

    def get_ready(self) -> None:
        """Look for what the first frame does without: thin evidence, texts that wait, counts."""
        self.ready = True
        self._rows.clear()
        self.reckon()

    def depth(self, strand: str) -> int:
        """Return how many strands stand around a strand."""
        depth, around = 0, self.framework.strands[strand].within
        while around is not None and depth < len(self.framework.strands):
            depth, around = depth + 1, self.framework.strands[around].within
        return depth

    def comes_to(self) -> str:
        """Return the score so far in words; empty where there is no score to speak of."""
        try:
            card = ic.score_review(self.desk, self.session, self.voice)
        except ic.InclusionError:
            return ""
        if card.overall is None or card.shown == "counts":
            return ""
        return self.framework.worded(ic.words_for(card.overall, self.framework.scale))

    def readiness(self) -> tuple[tuple[str, str], ...]:
        """Return each gate's title and how it stands: open, not yet, cannot tell."""
        return tuple(
            (self.framework.worded(one.title), one.state.replace("-", " "))
            for one in ic.readiness_of(self.session, self.voice)
        )

    def refuse_read_only(self) -> None:
        """Raise ReadOnly where nothing can be written down, before anybody begins to type."""
        if self.session.read_only:
            raise ic.ReadOnly(f"{self.session.why_read_only} Nothing can be written down.")

    # Commands -------------------------------------------------------------------------------------------------------

    def judge(self, indicator: str, answer: str, *, because: str | None = None) -> str:
        """Give a level or a non-answer; return it in words. A reason that can stand for it stays.

        Raises NotAllowed for 'not-applicable' without a reason, and whatever `Session.judge` raises.
        """
        before = self.judgement(indicator)
        made = ic.judgement_of(
            self.framework,
            self.cell(indicator),
            answer,
            because=ic.reason_that_stays(before, answer) if because is None else because,
            confidence=before.confidence if before else None,
            evidence=before.evidence if before else (),
        )
        self.session.judge(self.voice, self.cell(indicator), made)
        says = f"{ic.cell_text(self.cell(indicator))} {ic.answer_in_words(self.framework, answer)}"
        self._tell(frozenset({indicator}), says)
        return says

    def agree(self, cell: ic.Cell, answer: str, because: str) -> None:
        """Give a cell the judgement that was agreed together, with what settled it; first judgements are kept.

        Raises NotAllowed without a reason, and whatever `Session.judge` raises.
        """
        if not because.strip():
            raise ic.NotAllowed("What was agreed needs its reason. Write in a few words what settled it.")
        made = ic.judgement_of(self.framework, cell, answer, because=because)
        self.session.judge("moderated", cell, made)
        says = f"{ic.cell_text(cell)} agreed: {ic.answer_in_words(self.framework, answer)}. First judgements are kept"
        self._tell(frozenset({cell[0]}), says)

    def clear(self, indicator: str) -> None:
        """Take a judgement away: not looked at yet."""
        if self.judgement(indicator) is not None:
            self.session.judge(self.voice, self.cell(indicator), None)
            self._tell(frozenset({indicator}), f"{ic.cell_text(self.cell(indicator))} is not looked at yet")

    def because(self, indicator: str, reason: str) -> None:
        """Write down the reason for a judgement that is there. Raises NotAllowed where there is none."""
        made = self.judgement(indicator)
        if made is None:
            raise ic.NotAllowed(f"{indicator} has no judgement yet. Give a level first, then its reason.")
        self.judge(indicator, made.level or made.non_answer or "", because=reason)

    def turn_confidence(self, indicator: str) -> str | None:
        """Go on to the next confidence (not said, low, medium, high) and return it. Raises NotAllowed."""
        made = self.judgement(indicator)
        if made is None:
            raise ic.NotAllowed(f"{indicator} has no judgement yet. Give a level first, then say how sure you are.")
        confidence = _CONFIDENCES[(_CONFIDENCES.index(made.confidence) + 1) % len(_CONFIDENCES)]
        self.session.judge(
            self.voice, self.cell(indicator),
            ic.judgement_of(
                self.framework, self.cell(indicator), made.level or made.non_answer or "", because=made.because,
                confidence=confidence, evidence=made.evidence,
            ),
        )  # fmt: skip
        self._tell(frozenset({indicator}), f"{indicator}: how sure: {confidence or 'not said'}")
        return confidence

    def turn_facet(self) -> str | None:
        """Go on to the next lens or layer and return it. Raises NotAllowed where the framework has none."""
        facet = self.framework.facet
        if facet is None:
            raise ic.NotAllowed("This framework judges each indicator once: it has no lenses or layers.")
        values: tuple[str | None, ...] = facet.values if facet.required else (None, *facet.values)
        self.facet = values[(values.index(self.facet) + 1) % len(values)]
        if self.ready:  # the counts of another lens must not stand over these rows for a moment
            self.reckon()
        self._tell(None, f"{facet.name}: {self.facet or 'all'}")
        return self.facet

    def speak_as(self, voice: str, *, name: str = "") -> None:
        """Let another voice judge from now on. A peer nobody knew becomes a person of the review, by that name.

        Raises NotAllowed.
        """
        problem = ic.voice_problem(self.framework, voice)
        if problem:
            raise ic.NotAllowed(problem)
        sort, _, peer = voice.partition(":")
        if sort == "peer" and peer not in self.session.review.team:
            self.session.change_review(team={peer: ic.Person(peer, name)})
        self.voice = voice
        self._tell(None, f"Now judging as {voice}")

    def undo(self) -> str:
        """Take back this person's last change; say what it was. Raises Conflict, NotAllowed."""
        return self._moved(self.session.undo)

    def redo(self) -> str:
        """Do again what was taken back last; say what it was. Raises Conflict, NotAllowed."""
        return self._moved(self.session.redo)

    def _moved(self, move: Callable[[], ic.Happening]) -> str:
        says = f"You {named(move().says, self.session.review.team)}"
        self._tell(None, says)
        return says

    def changed(self, indicators: Iterable[str] | None = None, says: str = "") -> None:
        """Tell listeners of a change that a screen made through the session itself (evidence, enquiry, actions)."""
        self._tell(None if indicators is None else frozenset(indicators), says)

    def follow(self) -> bool:
        """Take in what other programs wrote since, and say whether there was anything. Raises StorageFailed."""
        with suppress(ic.StorageFailed):  # it was said when it was typed, and is said again to whoever leaves
            self.waiting.try_again()
        theirs = bool(self.session.refresh())
        if theirs:
            self._tell(None, "", theirs=True)
        return theirs

    def _tell(self, indicators: frozenset[str] | None, says: str, *, theirs: bool = False) -> None:
        if indicators is None:
            self._rows.clear()
        else:
            for one in indicators:
                self._rows.pop(one, None)
        if says and not theirs:  # a change of ours: that is what is taken back first now
            self.waiting.let_go = None
        for listener in tuple(self.listeners):
            listener(indicators, says, theirs)
