"""Every method that comes with the program keeps the laws it promises, over frameworks nobody thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.scoring.methods import METHODS, method_named
from inclusion_core.analysis.scoring.scorecard import LAWS
from inclusion_core.testing import contract
from inclusion_core.testing.laws import ALWAYS, LAW_CHECKS, check_laws
from inclusion_core.testing.strategies import Reviewed, judgements, reviewed

if TYPE_CHECKING:
    from inclusion_core.analysis.scoring.scorecard import ScoringMethod, Voices

GRADED = tuple(method for method in METHODS if method.name != "paired")


def voices_for(method: ScoringMethod, case: Reviewed, other: dict[object, object]) -> Voices:
    """Return as many voices as the method takes."""
    if method.voices_taken == 1:
        return {"self": case.judgements}
    return {"role:senco": case.judgements, "role:leader": other}  # type: ignore[dict-item]


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), case=reviewed(most=6))
def test_each_method_keeps_its_laws(method: ScoringMethod, data: st.DataObject, case: Reviewed) -> None:
    """Bounded, monotone, independent of order, neutral, unknown never 0, exact, within its range, level by value."""
    other = data.draw(judgements(case.framework)) if method.voices_taken > 1 else {}
    check_laws(method, case.framework, voices_for(method, case, dict(other)), case.setting)


@settings(max_examples=60, deadline=None)
@given(case=reviewed(stance=True))
def test_counts_of_stances_keep_the_laws(case: Reviewed) -> None:
    """Stances are counted under the same laws, and no figure but coverage comes out."""
    check_laws(method_named("none"), case.framework, {"self": case.judgements}, case.setting)


def test_every_law_has_its_check_and_ours_promise_what_makes_sense() -> None:
    """No law is named without a check; only `paired`, which has no value to rise, leaves one out."""
    assert set(LAW_CHECKS) == set(LAWS)
    assert tuple(check.__name__.removeprefix("check_") for check in ALWAYS) == contract._ALL_KEEP
    assert {method.name: set(LAWS) - set(method.laws) for method in METHODS if set(LAWS) != set(method.laws)} == {
        "paired": {"monotone"}
    }
