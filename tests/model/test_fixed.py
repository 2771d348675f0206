"""What a frozen value holds is as frozen as the value itself."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from inclusion_core import load_framework
from inclusion_core.analysis.scoring import scorecard
from inclusion_core.model import assessment, evidence, framework, review, scale, school
from inclusion_core.model.assessment import Assessment, Judgement
from inclusion_core.model.fixed import Fixed, tables_fixed
from inclusion_core.model.framework import Framework, Link
from inclusion_core.model.school import School
from inclusion_core.plugins import records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MODULES = (assessment, evidence, framework, review, scale, school, scorecard, records)

CHANGES: dict[str, Callable[[Any], Any]] = {
    "set": lambda table: table.__setitem__("U1", 2),
    "delete": lambda table: table.__delitem__("U1"),
    "clear": lambda table: table.clear(),
    "pop": lambda table: table.pop("U1"),
    "popitem": lambda table: table.popitem(),
    "setdefault": lambda table: table.setdefault("U2", 2),
    "update": lambda table: table.update(U1=2),
    "or": lambda table: table.__ior__({"U1": 2}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_no_way_of_changing_a_dict_changes_a_fixed_one(change: Callable[[Any], Any]) -> None:
    """Every method that would change a dict raises, with what to do instead."""
    table = Fixed({"U1": 1})
    with pytest.raises(TypeError, match=r"This table is fixed\. Make another one"):
        change(table)
    assert table == {"U1": 1}


def test_every_table_of_a_frozen_class_is_fixed() -> None:
    """No class of the model, of the score cards or of the plugins' records keeps a table that could be changed."""
    open_ones = [
        f"{each.__name__}.{field.name}"
        for module in MODULES
        for each in vars(module).values()
        if inspect.isclass(each) and attrs.has(each) and each.__module__ == module.__name__
        for field in attrs.fields(each)
        if str(field.type).startswith("Mapping[") and field.converter is None
    ]
    assert open_ones == []


def test_an_assessment_is_not_changed_past_its_back() -> None:
    """A judgement put straight into an assessment is refused, and so is a word put into its framework."""
    ours = load_framework("universal-targeted-specialist")
    made = Assessment(ours, School(name="Alnside")).judged("U4", "secure")
    with pytest.raises(TypeError):
        made.judgements["U1", None] = Judgement("leading")  # type: ignore[index]
    with pytest.raises(TypeError):
        ours.indicators["U4"].levels["secure"] = "Anything."  # type: ignore[index]
    assert list(made.judgements) == [("U4", None)]


def test_tables_in_tables_are_fixed_too() -> None:
    """A crosswalk's rows are as fixed as the crosswalk."""
    given = {"other@1": {"U1": (Link("P1", "close"),)}}
    made = Framework("small", "1", "Small", {}, {}, crosswalk=given)
    given["other@1"]["U2"] = ()
    assert list(made.crosswalk["other@1"]) == ["U1"]
    with pytest.raises(TypeError):
        made.crosswalk["other@1"]["U2"] = ()  # type: ignore[index]


def test_what_was_given_may_change_afterwards() -> None:
    """The table somebody gave stays theirs; what was made from it does not follow."""
    given = {"a": "A"}

    @attrs.frozen(field_transformer=tables_fixed)
    class Thing:
        names: Mapping[str, str]

    made = Thing(given)
    given["b"] = "B"
    assert made.names == {"a": "A"}


def test_values_are_copied_and_pickled_as_ever() -> None:
    """Another process can be handed an assessment."""
    made = Assessment(load_framework("universal-targeted-specialist"), School(name="Alnside")).judged("U4", "secure")
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301  our own bytes
    assert copy.deepcopy(made) == made
    assert type(copy.copy(made.judgements)) is Fixed
