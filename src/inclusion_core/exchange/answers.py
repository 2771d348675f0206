"""The JSON shapes: what every `--json` answer and `inclusion_core.to_json` say.

Each function turns a value of ours into plain tables of text, numbers, true and false, None and lists. The keys are
fixed by docs/cli.md: more may be added, none is taken away or changes its meaning while `schema` stays 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.scorecard import Explanation, Score, ScoreCard
from inclusion_core.errors import NotAllowed, Problem
from inclusion_core.model.action import Action
from inclusion_core.model.assessment import Assessment, Judgement, cell_text
from inclusion_core.model.enquiry import LineOfEnquiry
from inclusion_core.model.evidence import Evidence
from inclusion_core.model.framework import Framework, Indicator
from inclusion_core.model.practice import LearningRequest, PracticeCard
from inclusion_core.model.review import Person, Review
from inclusion_core.model.school import School
from inclusion_core.model.timetable import Slot

if TYPE_CHECKING:
    from inclusion_core.analysis.coverage.coverage import Unseen
    from inclusion_core.analysis.readiness.gates import Readiness
    from inclusion_core.analysis.voices.drift import Drift
    from inclusion_core.model.assessment import Cell
    from inclusion_core.model.scale import Scale

SCHEMA = 1
Table = dict[str, Any]


def to_json(value: object, *, explain: bool = True) -> str:
    """Return a value of ours as one JSON object with `"schema": 1`, all ASCII.

    Takes a ScoreCard, Assessment, Framework, School, Review, Evidence, Judgement, LineOfEnquiry, Action or Slot; a list
    of one sort of these comes out under its plural name. `explain` puts a score's explanation in. Raises NotAllowed for
    anything else.

    >>> from inclusion_core.model.school import School
    >>> print(to_json([School(name="Alnside", id="alnside")])[:46])
    {"schema": 1, "schools": [{"id": "alnside", "n
    """
    import json  # noqa: PLC0415  only where JSON is asked for

    return json.dumps({"schema": SCHEMA, **_table(value, explain=explain)}, ensure_ascii=True)


def _table(value: object, *, explain: bool) -> Table:
    if isinstance(value, ScoreCard):
        return score(value, explain=explain)
    one = _one(value)
    if one is not None:
        return one[1]
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        made = [_one(each) for each in value]
        names = {each[0] for each in made if each is not None}
        if made and None not in made and len(names) == 1:
            return {names.pop(): [each[1] for each in made if each is not None]}
    raise NotAllowed(
        f"A {type(value).__name__} has no JSON form here. Give a score card, assessment, framework, school, review, "
        "evidence, judgement, line of enquiry, action, slot, practice card or request, or a list of one sort of these."
    )


def _one(value: object) -> tuple[str, Table] | None:  # noqa: PLR0911  a line for each sort
    if isinstance(value, Assessment):
        return "assessments", assessment(value)
    if isinstance(value, Framework):
        return "frameworks", framework(value)
    if isinstance(value, School):
        return "schools", school(value)
    if isinstance(value, Review):
        return "reviews", review(value)
    if isinstance(value, Evidence):
        return "evidence", evidence(value)
    if isinstance(value, Judgement):
        return "judgements", judgement(value)
    for sort, name in _BESIDE.items():
        if isinstance(value, sort):
            return name, plain(value)
    return None


_BESIDE: Mapping[type, str] = {
    LineOfEnquiry: "enquiry",
    Action: "actions",
    Slot: "timetable",
    PracticeCard: "practice",
    LearningRequest: "requests",
}
"""What has no shape of its own: its fields are its keys."""


# Scores -------------------------------------------------------------------------------------------------------------


def score(
    card: ScoreCard, *, explain: bool = False, thin: Iterable[object] | None = None, drift: Iterable[Drift] = ()
) -> Table:
    """A score card: `overall` (None where the method gives no total), `strands`, and `thin` where it was reckoned.

    `drift` is there only where layers differ: each indicator with its level on each layer.
    """
    table: Table = {
        "framework": card.framework,
        "method": card.method,
        "voices": list(card.voices),
        "shown": card.shown,
        "overall": _score(card.overall, explain=explain) if card.overall is not None else None,
        "strands": [_score(one, explain=explain) for one in card.strands],
    }
    if card.facets:
        table["facets"] = {
            name: [_score(one, explain=explain) for one in strands] for name, strands in card.facets.items()
        }
    if card.gaps:
        table["gaps"] = [{"id": one, "value": float(gap), "exact": str(gap)} for one, gap in card.gaps.items()]
    apart = [{"indicator": one.indicator, "levels": dict(one.levels), "steps": one.steps} for one in drift]
    if apart:
        table["drift"] = apart
    if thin is not None:
        table["thin"] = [plain(one) for one in thin]
    return table


def _score(one: Score, *, explain: bool) -> Table:
    table: Table = {
        "id": one.id,
        "title": one.title,
        "value": number(one.value),
        "exact": None if one.value is None else str(one.value),
        "level": one.level,
        "judged": one.judged,
        "applicable": one.applicable,
        "coverage": number(one.coverage),
        "low": number(one.low),
        "high": number(one.high),
        "counts": dict(one.counts),
    }
    if explain:
        table["explanation"] = explanation(one.explanation)
    return table


def explanation(one: Explanation) -> Table:
    """A sentence and what it rests on."""
    return {"says": one.says, "because": [explanation(each) for each in one.because]}


def number(value: Fraction | None) -> float | int | None:
    """An exact figure as a JSON number: whole where it is whole.

    >>> number(Fraction(1)), number(Fraction(5, 8)), number(None)
    (1, 0.625, None)
    """
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def gate(one: Readiness) -> Table:
    """How a gate stands, and the shortest list that would open it."""
    return {
        "id": one.id,
        "title": one.title,
        "state": one.state,
        "would_open": [{"id": each.id, "to": each.to} for each in one.would_open],
        "shortest": one.shortest,
        "says": one.says,
        "explanation": explanation(one.explanation),
    }


def unseen(one: Unseen) -> Table:
    """What has not been seen or heard: indicators, missing kinds by indicator, voices nobody has heard."""
    return {
        "indicators": [plain(each) for each in one.indicators],
        "kinds": [{"id": name, "lacks": list(kinds)} for name, kinds in one.kinds.items()],
        "voices": [each.id for each in one.voices],
    }


# The nouns ----------------------------------------------------------------------------------------------------------


def framework(one: Framework) -> Table:
    """A framework in full, texts and rules."""
    return {
        "id": one.id,
        "edition": one.edition,
        "digest": one.digest,
        "title": one.title,
        "status": one.status,
        "scoring": one.scoring,
        "scale": scale(one.scale),
        "strands": [
            {"id": each.id, "title": each.title, "about": each.about, "within": each.within}
            for each in one.strands.values()
        ],
        "indicators": [_indicator(one, each) for each in one.indicators.values()],
        "facet": plain(one.facet),
        "roles": list(one.roles),
        "gates": [
            {
                "id": gate.id,
                "title": gate.title,
                "needs": [str(need) for need in gate.needs],
                "about": list(gate.about),
                "says": gate.says,
            }
            for gate in one.gates.values()
        ],
        "groups": [plain(group) for group in one.groups.values()],
        "derived_from": one.derived_from,
        "publisher": one.publisher,
        "source": one.source,
        "licence": one.licence,
    }


def _indicator(whole: Framework, one: Indicator) -> Table:
    return {
        "id": one.id,
        "strand": one.strand,
        "title": one.title,
        "statement": one.statement,
        "look_for": list(one.look_for),
        "ask": {voice: list(questions) for voice, questions in one.ask.items()},
        "evidence": list(one.evidence),
        "weight": number(one.weight),
        "core": one.core,
        "statutory": one.statutory,
        "status": one.status,
        "met_at": whole.met_at(one),
        "law": plain(one.law),
        "guard": one.guard,
        "applies_to": plain(one.applies_to),
        "levels": dict(one.levels),
    }


def scale(one: Scale) -> Table:
    """A scale and its levels, least to most inclusive; a stance has no value."""
    return {
        "id": one.id,
        "stance": one.stance,
        "levels": [
            {"id": level, "title": one.title(level), "value": None if one.stance else number(one.value(level))}
            for level in one.order
        ],
    }


def school(one: School) -> Table:
    """A school and what is known of it."""
    return {
        "id": one.id,
        "name": one.name,
        "urn": one.urn,
        "kind": one.kind,
        "phase": one.phase,
        "features": list(one.features),
        "status": one.status,
        "authority": one.authority,
        "authority_name": one.authority_name,
        "town": one.town,
        "postcode": one.postcode,
        "easting": one.easting,
        "northing": one.northing,
        "pupils": one.pupils,
        "sen_percent": one.sen_percent,
        "disadvantaged_percent": one.disadvantaged_percent,
        "identifiers": {name: plain(each) for name, each in one.identifiers.items()},
        "followed": list(one.followed),
        "made_up": one.made_up,
        "source": one.source,
    }


def review(one: Review) -> Table:
    """A review: what is pinned, who works on it, how long it is kept and what a visit settled."""
    return {
        "id": one.id,
        "school": one.school,
        "framework": one.framework.name,
        "digest": one.framework.digest,
        "started": one.started.isoformat(),
        "setting": plain(one.setting),
        "title": one.title,
        "team": [_person(each) for each in one.team.values()],
        "keep_until": None if one.keep_until is None else one.keep_until.isoformat(),
        "safeguarding": plain(one.safeguarding),
        "self_review_hidden": one.self_review_hidden,
        "blind": one.blind,
        "released": dict(one.released),
    }


def _person(one: Person) -> Table:
    return {"id": one.id, "name": one.name, "role": one.role}


def assessment(one: Assessment) -> Table:
    """One voice's judgements."""
    return {
        "framework": one.framework.name,
        "school": one.school.id,
        "voice": one.voice,
        "judgements": [judgement(each, cell) for cell, each in one.judgements.items()],
    }


def judgement(one: Judgement, cell: Cell | None = None, voice: str | None = None) -> Table:
    """A judgement, with the cell it stands in and whose it is where these are known."""
    table: Table = {}
    if voice is not None:
        table["voice"] = voice
    if cell is not None:
        table |= {"cell": cell_text(cell), "indicator": cell[0], "facet": cell[1]}
    return table | {
        "level": one.level,
        "non_answer": one.non_answer,
        "because": one.because,
        "confidence": one.confidence,
        "evidence": list(one.evidence),
        "at": None if one.at is None else instant(one.at),
    }


def evidence(one: Evidence) -> Table:
    """One thing seen or heard."""
    return {
        "id": one.id,
        "kind": one.kind,
        "note": one.note,
        "indicators": list(one.indicators),
        "place": one.place,
        "by": one.by,
        "at": instant(one.at),
        "tags": list(one.tags),
        "attachments": [
            {"sha256": sha256, "name": each.name, "size": each.size} for sha256, each in one.attachments.items()
        ],
    }


def problem(one: Problem) -> Table:
    """One thing found in a file."""
    return {
        "file": one.file,
        "line": one.line,
        "where": one.where,
        "what": one.what,
        "do": one.do,
        "severity": one.severity,
    }


# What has no shape of its own ---------------------------------------------------------------------------------------


def instant(at: dt.datetime) -> str:
    """An instant in UTC, to the second, as files write it.

    >>> instant(dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC))
    '2026-11-22T10:42:05Z'
    """
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(value: object) -> Any:  # noqa: ANN401, PLR0911  whatever JSON can hold, a line for each sort
    """Any value of ours, field by field, as JSON can hold it. A private field is left out.

    >>> from inclusion_core.model.school import Setting
    >>> plain(Setting(kind="special"))
    {'kind': 'special', 'phase': None, 'features': []}
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, dt.datetime):
        return instant(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    fields = getattr(value, "__attrs_attrs__", None)
    if fields is not None:
        return {each.name: plain(getattr(value, each.name)) for each in fields if not each.name.startswith("_")}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    return str(value)
