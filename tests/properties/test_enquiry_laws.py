"""Suggestions over frameworks nobody thought of: free of order, none twice, none that is not for the setting."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.enquiry.rules import Looked
from inclusion_core.analysis.enquiry.suggesting import suggest
from inclusion_core.model.enquiry import LineOfEnquiry, Suggestion
from inclusion_core.model.evidence import KINDS
from inclusion_core.testing.samples import WHEN
from inclusion_core.testing.strategies import Reviewed, evidence, judgements, reviewed


def looked(case: Reviewed, voices: Any, seen: Any) -> Looked:
    """Return what the rules look at."""
    kinds = {one.id: one for one in KINDS}
    return Looked(
        framework=case.framework, voices=voices, evidence=seen, kinds=kinds, setting=case.setting, who={}, facets={},
        peers={},
    )  # fmt: skip


def turned(mapping: Any) -> dict[Any, Any]:
    """Return a mapping the other way round."""
    return dict(reversed(tuple(mapping.items())))


@settings(max_examples=60)
@given(data=st.data(), case=st.booleans().flatmap(lambda stance: reviewed(stance=stance, most=6)))
def test_suggestions_keep_their_laws(data: st.DataObject, case: Reviewed) -> None:
    """Order changes nothing; no indicators and no question come twice; all are for the setting; all have grounds."""
    voices = {"self": case.judgements, "peer:a": data.draw(judgements(case.framework)), "moderated": {}}
    seen = data.draw(evidence(case.framework))
    names = st.lists(st.sampled_from([*case.framework.indicators, "nowhere"]), max_size=3).map(tuple)
    ours = st.builds(Suggestion, question=st.sampled_from(["How is it?", "What helps?"]), indicators=names)
    plugins = {"a.one": data.draw(st.lists(ours, max_size=3)), "b.two": data.draw(st.lists(ours, max_size=3))}
    found = suggest(looked(case, voices, seen), given=plugins)
    again = suggest(
        looked(case, {name: turned(one) for name, one in turned(voices).items()}, turned(seen)), given=turned(plugins)
    )
    assert again == found
    about = [one.indicators or one.question for one in found.found]
    assert len(about) == len(set(about))
    here = {one.id for one in case.framework.applicable(case.setting, proposed=True)}
    assert all(set(one.indicators) <= here and one.grounds and one.question for one in found.found)
    lines = [LineOfEnquiry(f"q-{at}", one.question, "a", WHEN, one.indicators) for at, one in enumerate(found.found)]
    assert suggest(looked(case, voices, seen), given=plugins, lines=lines).found == ()
