"""Holding the demonstration against a framework, and making judgements of what it says.

A framework that grew another way is found out here, before anything is made, and not half-way through a review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.demonstration.content import FILE
from inclusion_core.errors import InclusionError, Problem, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.assessment import judgement_of, parse_cell, voice_problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from inclusion_core.demonstration.content import Cluster, MadeUpSchool, Said, Seen
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.framework import Framework


def judgements(
    said: Mapping[str, Said], framework: Framework, times: Mapping[str, dt.datetime]
) -> Iterator[tuple[Cell, Judgement]]:
    """Yield each judgement as the model has it, given at its own time. Raises UnknownName or NotAllowed."""
    for text, one in said.items():
        cell = parse_cell(framework, text)
        at = times.get(text)
        yield (
            cell,
            judgement_of(framework, cell, one.answer, because=one.because, confidence=one.confidence, at=at),
        )


def problems(cluster: Cluster, framework: Framework, kinds: Collection[str]) -> tuple[Problem, ...]:
    """Say everything in which a cluster does not fit a framework and the kinds of evidence that are known."""
    return tuple(
        Problem(what, f"schools.{school.id}{where}", file=FILE.name)
        for school in cluster.schools.values()
        for where, what in _wrong_in(school, cluster, framework, kinds)
    )


def _wrong_in(
    school: MadeUpSchool, cluster: Cluster, framework: Framework, kinds: Collection[str]
) -> Iterator[tuple[str, str]]:
    for person in school.people:
        if person not in cluster.people:
            yield "", str(UnknownName("person", person, known=cluster.people))
    for voice, said in school.judgements.items():
        if wrong := voice_problem(framework, voice):
            yield f".judgements.{voice}", wrong
        for text, one in said.items():
            try:
                dict(judgements({text: one}, framework, {}))
            except InclusionError as error:
                yield f".judgements.{voice}.{text}", str(error)
    for seen in school.evidence.values():
        for wrong in _wrong_with(seen, framework, kinds):
            yield f".evidence.{seen.id}", wrong


def _wrong_with(seen: Seen, framework: Framework, kinds: Collection[str]) -> Iterator[str]:
    if seen.kind not in kinds:
        yield str(UnknownName("kind of evidence", seen.kind, nearest=nearest(seen.kind, kinds), known=kinds))
    for indicator in seen.indicators:
        if indicator not in framework.indicators:
            known = tuple(framework.indicators)
            yield str(UnknownName("indicator", indicator, nearest=nearest(indicator, known), known=known))
