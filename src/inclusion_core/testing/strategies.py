"""Frameworks, settings, judgements and evidence made up by Hypothesis, for properties of your own.

Each function returns a strategy; Hypothesis is imported only when one is called, and comes with
`pip install 'inclusion-review[test]'`.
A property of a scoring method of your own:

    from hypothesis import given
    from inclusion_core.testing.laws import check_bounded
    from inclusion_core.testing.strategies import reviewed

    @given(reviewed())
    def test_my_method_is_bounded(case):
        check_bounded(MY_METHOD, case.framework, {"self": case.judgements}, case.setting)

Frameworks come out small, because a small one that breaks a law says why, and they are odd on purpose: nested strands,
empty strands, weights of 0, indicators that are proposed or for other settings, scales with values of their own. Every
indicator has a step, so that `cumulative` takes them too, and there are always two roles, `senco` and `leader`.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from inclusion_core.model.assessment import CONFIDENCES, NON_ANSWERS, Cell, Judgement
from inclusion_core.model.evidence import KINDS, Evidence
from inclusion_core.model.framework import (
    AppliesTo,
    Facet,
    Framework,
    Gate,
    Group,
    Indicator,
    Need,
    Strand,
    Strong,
    Sufficiency,
)
from inclusion_core.model.scale import ENQUIRY, FOUR_STEP, FREQUENCY, Scale
from inclusion_core.model.school import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import DrawFn, SearchStrategy

Facets = Literal["any", "none", "optional", "required"]

_WEIGHTS = (Fraction(1), Fraction(1), Fraction(2), Fraction(1, 3), Fraction(5, 4), Fraction(0))
_SHARES = (Fraction(0), Fraction(1, 2), Fraction(4, 5), Fraction(1))
_OWN_VALUES = Scale(
    "own-values",
    ("low", "middling", "good", "best"),
    values={"low": Fraction(1, 10), "middling": Fraction(1, 4), "good": Fraction(7, 9), "best": Fraction(19, 20)},
)
_TWO = Scale("two", ("not-yet", "in-place"))


class Reviewed(NamedTuple):
    """A framework, one voice's judgements against it, and the setting they were made in."""

    framework: Framework
    judgements: Mapping[Cell, Judgement]
    setting: Setting


def scales(*, stance: bool = False) -> SearchStrategy[Scale]:
    """Give scales: of four levels, of two, with values of their own; with `stance` the one of an enquiry."""
    from hypothesis import strategies as st  # noqa: PLC0415  a test library, loaded where it is used

    return st.just(ENQUIRY) if stance else st.sampled_from((FOUR_STEP, FREQUENCY, _OWN_VALUES, _TWO))


def settings() -> SearchStrategy[Setting]:
    """Give settings, those of which nothing is known among them."""
    from hypothesis import strategies as st  # noqa: PLC0415  as above

    return st.sampled_from(
        (Setting(), Setting("mainstream", "primary"), Setting("special", None, ("base",)), Setting(None, "secondary"))
    )


def frameworks(
    *, most: int = 7, facets: Facets = "any", stance: bool = False, gates: bool = True
) -> SearchStrategy[Framework]:
    """Give frameworks of up to `most` indicators. `facets` says whether they are judged by facet, and how."""
    from hypothesis import strategies as st  # noqa: PLC0415  as above

    sizes = st.sampled_from((*range(most, most // 2, -1), *range(most + 1)))

    @st.composite
    def framework(draw: DrawFn) -> Framework:
        scale = draw(scales(stance=stance))
        strands = _strands(draw, st)
        indicators = {
            name: _indicator(draw, st, name, tuple(strands), scale)
            for name in [f"I{number}" for number in range(1, draw(sizes) + 1)]
        }
        level = st.none() | st.sampled_from(scale.order)
        strong = Strong(draw(level), draw(level), draw(st.sampled_from(_SHARES)), draw(st.sampled_from(("met", "any"))))
        names = tuple(indicators)
        return Framework(
            id="made-up",
            edition="1",
            title="Made up",
            strands=strands,
            indicators=indicators,
            scale=scale,
            roles=("senco", "leader"),
            facet=_facet(draw, st, facets),
            sufficiency={scale.order[-1]: Sufficiency(draw(st.integers(0, 3)), draw(st.sampled_from(_ONE_OF)))},
            strong=strong,
            gates=_gates(draw, st, tuple(strands), names, scale) if gates else {},
            groups={"voice": Group("voice", "Voice", indicators=names[::2])},
        )

    return framework()


def judgements(framework: Framework) -> SearchStrategy[Mapping[Cell, Judgement]]:
    """Give one voice's judgements of a framework: levels, non-answers and gaps, on indicators that never score too."""
    from hypothesis import strategies as st  # noqa: PLC0415  as above

    facet = framework.facet
    cells: list[Cell] = []
    for name in framework.indicators:
        if facet is None or not facet.required:
            cells.append((name, None))
        cells += [(name, value) for value in facet.values] if facet else []

    @st.composite
    def voice(draw: DrawFn) -> Mapping[Cell, Judgement]:
        found: dict[Cell, Judgement] = {}
        for cell in cells:
            answer = draw(st.sampled_from((*framework.scale.order * 2, *NON_ANSWERS, None)))
            if answer in NON_ANSWERS:
                found[cell] = Judgement(non_answer=answer, because="No base here.")
            elif answer is not None:
                note = draw(st.sampled_from(("", "Seen in two lessons.")))
                found[cell] = Judgement(answer, because=note, confidence=draw(st.sampled_from((None, *CONFIDENCES))))
        order = draw(st.permutations(list(found)))
        return {cell: found[cell] for cell in order}

    return voice()


def evidence(framework: Framework, *, most: int = 6) -> SearchStrategy[Mapping[str, Evidence]]:
    """Give a review's evidence, by its id: of every kind, filed under some indicators or none."""
    from hypothesis import strategies as st  # noqa: PLC0415  as above

    when = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
    names = tuple(framework.indicators)
    filed = st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple) if names else st.just(())
    one = st.tuples(st.sampled_from([kind.id for kind in KINDS]), filed)
    return st.lists(one, max_size=most).map(
        lambda rows: {
            f"e-{at}": Evidence(f"e-{at}", kind, "Seen.", "ak-7f3", when, indicators)
            for at, (kind, indicators) in enumerate(rows)
        }
    )


def reviewed(
    *, most: int = 7, facets: Facets = "any", stance: bool = False, gates: bool = False
) -> SearchStrategy[Reviewed]:
    """Give a framework, judgements against it and a setting, all at once."""
    from hypothesis import strategies as st  # noqa: PLC0415  as above

    @st.composite
    def case(draw: DrawFn) -> Reviewed:
        framework = draw(frameworks(most=most, facets=facets, stance=stance, gates=gates))
        return Reviewed(framework, draw(judgements(framework)), draw(settings()))

    return case()


_ONE_OF = ((), ("observation", "pupil-voice"), ("family-voice",))


def _strands(draw: DrawFn, st: Any) -> dict[str, Strand]:  # noqa: ANN401  Hypothesis' strategies module
    strands: dict[str, Strand] = {}
    for name in "ABCD"[: draw(st.integers(1, 4))]:
        within = draw(st.none() | st.sampled_from(tuple(strands))) if strands else None
        scoring = draw(st.sampled_from(("", "mean", "median-with-floor", "weakest", "cumulative", "none")))
        strands[name] = Strand(name, f"Strand {name}", within=within, scoring=scoring)
    return strands


def _indicator(draw: DrawFn, st: Any, name: str, strands: tuple[str, ...], scale: Scale) -> Indicator:  # noqa: ANN401  as above
    return Indicator(
        id=name,
        strand=draw(st.sampled_from(strands)),
        title=f"Indicator {name}",
        evidence=draw(st.sampled_from(((), ("document",), ("learning-walk", "pupil-voice")))),
        weight=draw(st.sampled_from(_WEIGHTS)),
        core=draw(st.booleans()),
        statutory=draw(st.sampled_from((False, False, True))),
        met_at=draw(st.none() | st.sampled_from(scale.order)),
        applies_to=draw(st.sampled_from((AppliesTo(), AppliesTo(), AppliesTo(kind=("mainstream",))))),
        status=draw(st.sampled_from(("adopted", "adopted", "adopted", "proposed"))),
        step=draw(st.sampled_from(scale.order)),
    )


def _facet(draw: DrawFn, st: Any, facets: Facets) -> Facet | None:  # noqa: ANN401  as above
    sort = draw(st.sampled_from(("none", "optional", "required"))) if facets == "any" else facets
    return None if sort == "none" else Facet("lens", ("send", "cared-for"), required=sort == "required")


def _gates(
    draw: DrawFn,
    st: Any,  # noqa: ANN401  as above
    strands: tuple[str, ...],
    indicators: tuple[str, ...],
    scale: Scale,
) -> dict[str, Gate]:
    of_strand = st.builds(
        Need, of=st.just("strand"), id=st.sampled_from(strands), test=st.sampled_from(("strong", "met", "judged"))
    ) | st.builds(
        Need,
        of=st.just("strand"),
        id=st.sampled_from(strands),
        test=st.just("at least"),
        level=st.sampled_from(scale.order),
    )
    need = of_strand
    if indicators:
        need |= st.builds(
            Need, of=st.just("indicator"), id=st.sampled_from(indicators), test=st.sampled_from(("met", "judged"))
        ) | st.builds(
            Need,
            of=st.just("indicator"),
            id=st.sampled_from(indicators),
            test=st.just("at least"),
            level=st.sampled_from(scale.order),
        )
    about = st.lists(st.sampled_from(indicators), max_size=1) if indicators else st.just([])
    return {
        "ready": Gate(
            "ready", "Ready", tuple(draw(st.lists(need, min_size=1, max_size=3))), tuple(draw(about)), "Readiness only."
        )
    }
