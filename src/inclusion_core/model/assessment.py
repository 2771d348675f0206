"""Assessments: one voice's judgements of one school against one framework."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, get_args

from attrs import Factory, evolve, frozen

from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import is_id, nearest, slug
from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.framework import Framework
from inclusion_core.model.school import School, Setting

NonAnswer = Literal["cannot-tell", "not-applicable", "too-soon"]
Confidence = Literal["low", "medium", "high"]
Cell = tuple[str, str | None]
"""An indicator's id and a facet value, or None for the plain judgement."""

NON_ANSWERS: tuple[NonAnswer, ...] = get_args(NonAnswer)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)


@frozen
class Judgement:
    """A level or a non-answer, and why. Exactly one of `level` and `non_answer` is given.

    No judgement at all means 'not looked at yet', which is a fourth thing; none of the four is ever 0.
    """

    level: str | None = None
    non_answer: NonAnswer | None = None
    because: str = ""
    confidence: Confidence | None = None
    evidence: tuple[str, ...] = ()
    at: dt.datetime | None = None

    def __attrs_post_init__(self) -> None:
        if (self.level is None) == (self.non_answer is None):
            raise NotAllowed("A judgement gives either a level or a non-answer, and not both. Choose one of them.")


def voice_problem(framework: Framework, voice: str) -> str:
    """Return what is wrong with a voice in one sentence, or an empty text where nothing is.

    Voices are `self`, `moderated`, `peer:NAME` and `role:NAME`, where the framework names the roles.
    """
    if voice in {"self", "moderated"}:
        return ""
    sort, colon, name = voice.partition(":")
    if not colon or sort not in {"peer", "role"} or not name:
        near = nearest(sort, ("peer", "role") if colon and name else ("self", "moderated"))
        meant = f" Did you mean '{near}{colon}{name}'?" if near else ""
        return f"'{voice}' is not a voice.{meant} Use self, moderated, peer:NAME or role:NAME."
    if sort == "role" and not framework.roles:
        return f"{framework.name} names no roles, so nobody speaks as '{voice}'. Use self, moderated or peer:NAME."
    if sort == "role" and name not in framework.roles:
        near = nearest(name, framework.roles)
        meant = f" Did you mean 'role:{near}'?" if near else ""
        return f"{framework.name} has no role '{name}'.{meant} Its roles: {', '.join(framework.roles)}."
    if not is_id(name):
        return (
            f"'{name}' cannot name a peer. Did you mean 'peer:{slug(name)}'? "
            "Use lower-case letters, digits and hyphens, such as peer:ak-7f3."
        )
    return ""


def parse_cell(framework: Framework, text: str) -> Cell:
    """Read `U4` or `U4@cared-for` as a cell of this framework. Raises UnknownName or NotAllowed.

    The plain judgement is not a cell of a framework whose facet is required.
    """
    indicator, at_sign, facet = text.partition("@")
    framework.indicator(indicator)
    if not at_sign:
        return (indicator, None)
    if framework.facet is None:
        raise NotAllowed(f"{framework.name} judges each indicator once: it has no lenses or layers. Write {indicator}.")
    if facet not in framework.facet.values:
        known = framework.facet.values
        raise UnknownName(framework.facet.name, facet, nearest=nearest(facet, known), known=known)
    return (indicator, facet)


def cell_text(cell: Cell) -> str:
    """Write a cell as people and files do: `U4`, `U4@cared-for`.

    >>> cell_text(("U4", "cared-for"))
    'U4@cared-for'
    """
    indicator, facet = cell
    return indicator if facet is None else f"{indicator}@{facet}"


def judgement_of(  # noqa: PLR0913  a judgement has these parts, all named
    framework: Framework,
    cell: Cell,
    answer: str,
    *,
    because: str = "",
    confidence: Confidence | None = None,
    evidence: tuple[str, ...] = (),
    at: dt.datetime | None = None,
) -> Judgement:
    """Make the judgement that a level's or non-answer's name stands for, checked against the framework.

    Raises UnknownName (indicator, facet, level) and NotAllowed ('not-applicable' without its reason; a plain
    judgement where the facet is required).
    """
    indicator, facet = cell
    parse_cell(framework, cell_text(cell))
    if facet is None and framework.facet is not None and framework.facet.required:
        first = framework.facet.values[0]
        raise NotAllowed(
            f"{framework.name} is judged for each {framework.facet.name}. Say which, such as {indicator}@{first}."
        )
    if confidence is not None and confidence not in CONFIDENCES:
        raise UnknownName("confidence", confidence, nearest=nearest(confidence, CONFIDENCES), known=CONFIDENCES)
    for non_answer in NON_ANSWERS:
        if answer == non_answer:
            if non_answer == "not-applicable" and not because.strip():
                raise NotAllowed(f"'not-applicable' needs its reason. Say why {indicator} does not apply here.")
            return Judgement(None, non_answer, because, confidence, evidence, at)
    if answer not in framework.scale.order:
        known = framework.scale.order + NON_ANSWERS
        raise UnknownName("level", answer, nearest=nearest(answer, known), known=known)
    return Judgement(answer, None, because, confidence, evidence, at)


def cells_to_judge(framework: Framework, setting: Setting) -> tuple[Cell, ...]:
    """Return what there is to judge, in order: every indicator for this setting, proposed ones too.

    For each facet value where the framework requires it.
    """
    facet = framework.facet
    asked = framework.applicable(setting, proposed=True)
    if facet is not None and facet.required:
        return tuple((one.id, value) for one in asked for value in facet.values)
    return tuple((one.id, None) for one in asked)


def reason_that_stays(before: Judgement | None, answer: str) -> str:
    """Return the reason that stood there, where it can stand for the new answer too; else an empty text.

    A reason for a level stays with another level; that of a non-answer only with the same one.
    """
    if before is None:
        return ""
    new = answer if answer in NON_ANSWERS else None
    return before.because if before.non_answer == new else ""


@frozen(field_transformer=tables_fixed)
class Assessment:
    """One voice's judgements. Nothing is ever changed in place: `judged` and `cleared` return another one."""

    framework: Framework
    school: School
    voice: str = "self"
    judgements: Mapping[Cell, Judgement] = Factory(dict)
    setting: Setting | None = None

    def __attrs_post_init__(self) -> None:
        problem = voice_problem(self.framework, self.voice)
        if problem:
            raise NotAllowed(problem)

    @property
    def pinned_setting(self) -> Setting:
        """The setting that decides what applies: the one pinned, or the school's own."""
        return self.setting if self.setting is not None else self.school.setting

    def judged(  # noqa: PLR0913  a judgement has these parts, all named
        self,
        indicator: str,
        answer: str,
        *,
        because: str = "",
        facet: str | None = None,
        confidence: Confidence | None = None,
        evidence: tuple[str, ...] = (),
        at: dt.datetime | None = None,
    ) -> Assessment:
        """Return this assessment with one more judgement: a level or a non-answer, by its name.

        `indicator` may carry its facet (`U4@cared-for`). Raises what `judgement_of` raises.
        """
        cell = parse_cell(self.framework, indicator) if facet is None else (indicator, facet)
        judgement = judgement_of(
            self.framework, cell, answer, because=because, confidence=confidence, evidence=evidence, at=at
        )
        return evolve(self, judgements={**self.judgements, cell: judgement})

    def cleared(self, indicator: str, facet: str | None = None) -> Assessment:
        """Return this assessment with a judgement taken away, as if it had not been looked at."""
        cell = parse_cell(self.framework, indicator) if facet is None else (indicator, facet)
        return evolve(self, judgements={key: one for key, one in self.judgements.items() if key != cell})
