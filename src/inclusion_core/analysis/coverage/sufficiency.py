"""Thin evidence: judgements that rest on less than the framework asks of their level.

A flag and nothing more: thin evidence never lowers a judgement. A rule is that of exactly the level it is stated for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.model.assessment import cell_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework


@frozen
class Thin:
    """A judged cell with less evidence than its level asks for.

    `kinds` are the kinds it has, as they are counted (a learning walk as an observation); `wanted` is how many
    different ones its level asks for and `one_of` among which one must be, empty where it has one. `says` is what is
    missing, in words.
    """

    indicator: str
    facet: str | None
    level: str
    kinds: tuple[str, ...]
    wanted: int
    one_of: tuple[str, ...]
    says: str


class Held:
    """The kinds of evidence that each indicator has, as they are counted; made by one walk over the evidence."""

    def __init__(self, evidence: Mapping[str, Evidence], kinds: Mapping[str, EvidenceKind]) -> None:
        self._kinds = tuple(counted(one.kind, kinds) for one in evidence.values())
        self._places = {name: place for place, name in enumerate(evidence)}
        self._filed: dict[str, list[int]] = {}
        for place, one in enumerate(evidence.values()):
            for indicator in one.indicators:
                self._filed.setdefault(indicator, []).append(place)

    def of(self, indicator: str, cited: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the kinds an indicator has: what is filed under it and what its judgement cites.

        In the order of the evidence, each once. A kind that nobody knows here counts as itself.
        """
        places = self._filed.get(indicator, [])
        if cited:
            places = sorted({*places, *(self._places[name] for name in cited if name in self._places)})
        return tuple(dict.fromkeys(self._kinds[place] for place in places))


def counted(kind: str, kinds: Mapping[str, EvidenceKind]) -> str:
    """Return the kind that a kind counts as; itself where it is not known here."""
    known = kinds.get(kind)
    return known.counted if known else kind


def thin(
    framework: Framework,
    judgements: Mapping[Cell, Judgement],
    evidence: Mapping[str, Evidence],
    kinds: Mapping[str, EvidenceKind],
) -> tuple[Thin, ...]:
    """Return the judged cells whose evidence is thin, in the order of the framework.

    `evidence` is the review's, by id; `kinds` are all that are known, by id.
    """
    asking = {cell: one for cell, one in judgements.items() if one.level in framework.sufficiency}
    if not asking:
        return ()
    held = Held(evidence, kinds)
    facets = (None, *framework.facet.values) if framework.facet else (None,)
    known = [cell for cell in asking if cell[0] in framework.indicators and cell[1] in facets]
    if len(known) > 1:  # one alone is asked about on every key: a walk over 1,200 indicators would be felt
        places = {indicator: place for place, indicator in enumerate(framework.indicators)}
        known.sort(key=lambda cell: (places[cell[0]], facets.index(cell[1])))
    told = (_thin(framework, cell, asking[cell], held, kinds) for cell in known)
    return tuple(one for one in told if one is not None)


def _thin(
    framework: Framework,
    cell: Cell,
    judgement: Judgement,
    evidence: Held,
    kinds: Mapping[str, EvidenceKind],
) -> Thin | None:
    level = judgement.level or ""
    rule = framework.sufficiency[level]
    held = evidence.of(cell[0], judgement.evidence)
    lacks_one = bool(rule.one_of) and not any(counted(kind, kinds) in held for kind in rule.one_of)
    if len(held) >= rule.kinds and not lacks_one:
        return None
    parts = []
    if len(held) < rule.kinds:
        wanted = f"{rule.kinds} different kinds of evidence" if rule.kinds > 1 else "a piece of evidence"
        has = listed([_title(kind, kinds) for kind in held]) or "none"
        parts.append(f"asks for {wanted} (it has {has})")
    if lacks_one:
        parts.append(f"asks for at least one of: {', '.join(_title(kind, kinds) for kind in rule.one_of)}")
    says = f"{cell_text(cell)}: {framework.level_title(level)} {', and '.join(parts)}."
    return Thin(cell[0], cell[1], level, held, rule.kinds, rule.one_of if lacks_one else (), says)


def _title(kind: str, kinds: Mapping[str, EvidenceKind]) -> str:
    known = kinds.get(kind)
    return known.title if known else kind
