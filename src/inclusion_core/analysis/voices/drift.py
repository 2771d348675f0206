"""Where one voice's layers differ: what is written, agreed and seen of the same indicator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.evidence import Evidence
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import Setting


@frozen
class Drift:
    """An indicator whose layers have different levels: (layer, level) in the framework's order, and how far apart."""

    indicator: str
    levels: tuple[tuple[str, str], ...]
    steps: int


def drift(framework: Framework, judgements: Mapping[Cell, Judgement], setting: Setting) -> tuple[Drift, ...]:
    """Return the indicators whose layers have different levels, furthest apart first.

    Only where the facet is required: a lens that may be left out looks at other pupils, not at another layer. What
    has no level drifts from nothing.
    """
    if framework.facet is None or not framework.facet.required or framework.scale.stance:
        return ()
    found = []
    for one in framework.applicable(setting):
        cells = ((value, judgements.get((one.id, value))) for value in framework.facet.values)
        levels = tuple((value, each.level) for value, each in cells if each is not None and each.level is not None)
        places = [framework.scale.place(level) for _, level in levels]
        if len(set(places)) > 1:
            found.append(Drift(one.id, levels, max(places) - min(places)))
    return tuple(sorted(found, key=lambda one: -one.steps))


# Layers side by side -------------------------------------------------------------------------------------------------


@frozen
class Cited:
    """A document that a layer rests on: its title, the line, its day as it was written down, and the words quoted."""

    evidence: str
    title: str
    line: str
    dated: str
    quote: str


@frozen
class Side:
    """One layer of an indicator: what was judged there, the documents cited for it, and how much else it rests on."""

    layer: str
    judgement: Judgement | None
    cited: tuple[Cited, ...]
    others: int


@frozen
class Layered:
    """An indicator with its layers side by side. `steps` is how many levels they lie apart, None for fewer than two.

    `ahead` is by how many levels what is written lies above what is done (below 0: practice goes before the words);
    None where the last layer, or every one before it, has no level. `loose` are documents said to be of no layer.
    """

    indicator: str
    sides: tuple[Side, ...]
    steps: int | None
    ahead: int | None
    loose: tuple[Cited, ...] = ()


def side_by_side(
    framework: Framework,
    judgements: Mapping[Cell, Judgement],
    evidence: Mapping[str, Evidence],
    setting: Setting,
) -> tuple[Layered, ...]:
    """Return every indicator of which a layer was judged or a document cited, in the framework's order.

    Evidence is of a layer where the layer's judgement rests on it, or where a tag of it is the layer's name. Nothing
    where the framework has no layers that are required.
    """
    if framework.facet is None or not framework.facet.required:
        return ()
    found = []
    for one in framework.applicable(setting):
        about = {key: each for key, each in evidence.items() if one.id in each.indicators}
        sides = tuple(_side(one.id, layer, judgements, evidence, about) for layer in framework.facet.values)
        placed = {each.evidence for side in sides for each in side.cited}
        loose = tuple(cited(each) for key, each in sorted(about.items()) if each.kind == DOCUMENT and key not in placed)
        if any(side.judgement is not None or side.cited for side in sides) or loose:
            found.append(Layered(one.id, sides, *_apart(framework, sides), loose))
    return tuple(found)


def _side(
    indicator: str,
    layer: str,
    judgements: Mapping[Cell, Judgement],
    evidence: Mapping[str, Evidence],
    about: Mapping[str, Evidence],
) -> Side:
    made = judgements.get((indicator, layer))
    rests_on = set(made.evidence if made is not None else ())
    rests_on |= {key for key, one in about.items() if layer in {tag.casefold().strip() for tag in one.tags}}
    there = [evidence[key] for key in sorted(rests_on) if key in evidence]
    documents = tuple(cited(one) for one in there if one.kind == DOCUMENT)
    return Side(layer, made, documents, len(there) - len(documents))


def _apart(framework: Framework, sides: Sequence[Side]) -> tuple[int | None, int | None]:
    if framework.scale.stance:
        return None, None
    places = [
        framework.scale.place(side.judgement.level) if side.judgement is not None and side.judgement.level else None
        for side in sides
    ]
    known = [one for one in places if one is not None]
    steps = max(known) - min(known) if len(known) > 1 else None
    words = [one for one in places[:-1] if one is not None]
    last = places[-1]
    return steps, max(words) - last if words and last is not None else None


DOCUMENT = "document"
"""The kind of evidence that is a document."""

_CITED = re.compile(
    r"(?P<title>.*?)(?:, line (?P<line>[0-9]{1,9}))?(?:, dated (?P<dated>\d{4}-\d{2}-\d{2}))?", re.DOTALL
)


def citation(title: str, line: int | None = None, dated: dt.date | None = None) -> str:
    """Write a citation as the place of a piece of evidence keeps it.

    >>> import datetime as dt
    >>> citation("SEND policy", 12, dt.date(2026, 9, 1))
    'SEND policy, line 12, dated 2026-09-01'
    """
    line_said = f", line {line}" if line is not None else ""
    return f"{title}{line_said}{f', dated {dated.isoformat()}' if dated is not None else ''}"


def cited(one: Evidence) -> Cited:
    """Read the citation of a document; one that was written some other way is a title, whole."""
    found = _CITED.fullmatch(one.place)
    title, line, dated = (found["title"], found["line"], found["dated"]) if found else (one.place, None, None)
    return Cited(one.id, title, line or "", dated or "", one.note)


def cited_words(one: Cited) -> str:
    """Write a citation with its quotation: `SEND policy, line 12, dated 2026-09-01: “…”`."""
    parts = [
        one.title or "A document",
        f"line {one.line}" if one.line else "",
        f"dated {one.dated}" if one.dated else "",
    ]
    return f"{', '.join(part for part in parts if part)}: \u201c{one.quote}\u201d"


def parting_words(one: Layered, last: str) -> str:
    """Say where words and practice part; empty where they do not, or cannot be told."""
    if not one.ahead:
        return ""
    levels = "1 level" if abs(one.ahead) == 1 else f"{abs(one.ahead)} levels"
    return f"What is written is {levels} {'ahead of' if one.ahead > 0 else 'behind'} {last}."
