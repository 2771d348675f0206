"""What the list shows of one indicator, as a value: made from judgements and evidence, drawn by `render.indicators`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Row:
    """An indicator as one voice has it, for one lens or layer.

    `place` is the level's place, 1 for the lowest, None where no level was given; `answer` the level's id or the
    non-answer, empty where nothing was said. `stands_in` names the lens whose judgement speaks where the plain one
    is missing. `apart` is how many levels the farthest other voice is away, None where there is nothing to compare;
    `others` what each of them said. `evidence` counts pieces; `thin` is what the level lacks, in words. `parked`
    are the keys that go on with texts that wait here, empty for none.
    """

    id: str
    strand: str
    title: str
    place: int | None = None
    answer: str = ""
    word: str = ""
    stands_in: str = ""
    evidence: int = 0
    reason: bool = False
    confidence: str = ""
    thin: str = ""
    apart: int | None = None
    others: tuple[tuple[str, str], ...] = ()
    enquiry: bool = False
    action: bool = False
    parked: str = ""
    proposed: bool = False
    statutory: bool = False
    core: bool = False

    @property
    def open(self) -> bool:
        """Whether nothing at all was said."""
        return not self.answer


def row_of(  # noqa: PLR0913  all of it is shown, all named
    indicator: ic.Indicator,
    framework: ic.Framework,
    judgements: Mapping[ic.Cell, ic.Judgement],
    facet: str | None,
    *,
    evidence: Mapping[str, ic.Evidence],
    beside: Mapping[str, ic.Judgement],
    parked: str,
    enquiry: bool,
    action: bool,
    kinds: Mapping[str, ic.EvidenceKind] | None,
) -> Row:
    """Return the row of an indicator; `evidence` is what it rests on, `beside` what other voices said of it.

    Whether the evidence is thin is left open where `kinds` is None.
    """
    cell, made, stands_in = shown_of(framework, judgements, indicator.id, facet)
    level = made.level if made is not None else None
    thin = ic.thin(framework, {cell: made}, evidence, kinds) if made is not None and level and kinds is not None else ()
    return Row(
        id=indicator.id,
        strand=indicator.strand,
        title=framework.worded(indicator.title),
        place=framework.scale.place(made.level) if made is not None and made.level else None,
        answer=(made.level or made.non_answer or "") if made is not None else "",
        word=ic.answer_in_words(framework, made.level or made.non_answer or "") if made is not None else "",
        stands_in=(cell[1] or "") if stands_in else "",
        evidence=len(evidence),
        reason=made is not None and bool(made.because),
        confidence=(made.confidence or "") if made is not None else "",
        thin=thin[0].says if thin else "",
        apart=_apart(framework, made, beside),
        others=tuple(
            (voice, ic.answer_in_words(framework, one.level or one.non_answer or "")) for voice, one in beside.items()
        ),
        enquiry=enquiry,
        action=action,
        parked=parked,
        proposed=indicator.status == "proposed",
        statutory=indicator.statutory,
        core=indicator.core,
    )


def shown_of(
    framework: ic.Framework, judgements: Mapping[ic.Cell, ic.Judgement], indicator: str, facet: str | None
) -> tuple[ic.Cell, ic.Judgement | None, bool]:
    """Return the cell that a row shows, its judgement, and whether it stands in for a plain one that is missing."""
    if facet is None and framework.facet is not None:
        return ic.headline(framework, judgements, indicator)
    return (indicator, facet), judgements.get((indicator, facet)), False


def _apart(framework: ic.Framework, made: ic.Judgement | None, beside: Mapping[str, ic.Judgement]) -> int | None:
    if made is None or made.level is None:
        return None
    mine = framework.scale.place(made.level)
    theirs = [framework.scale.place(one.level) for one in beside.values() if one.level]
    return max(abs(mine - one) for one in theirs) if theirs else None
