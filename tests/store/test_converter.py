from __future__ import annotations

import datetime as dt
from collections.abc import Mapping  # noqa: TC003  read when it runs
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import frozen

from inclusion_core.errors import InvalidFile
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import Framework, Gate, Indicator, Law, Need
from inclusion_core.store.converter import plain_number, structure, unstructure


def said(cls: type, table: dict[str, object]) -> list[str]:
    """Return the problems of a table as texts."""
    with pytest.raises(InvalidFile) as caught:
        structure(cls, table)
    return [str(one) for one in caught.value.problems]


INDICATOR = {"id": "U4", "strand": "U", "title": "Help is near"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", 1),
        ("core", 1),
        ("core", "true"),
        ("look_for", "abc"),
        ("look_for", ("a", "b")),
        ("weight", True),
        ("weight", "heavy"),
        ("weight", Decimal("NaN")),
        ("weight", "1/0"),
        ("law", {"duty": "d", "source": "s", "checked": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}),
        ("ask", {"pupils": "one question"}),
        ("status", "Adopted"),
        ("status", []),
        ("levels", []),
    ],
)
def test_nothing_is_coerced(key: str, value: object) -> None:
    """A value of another sort is refused, however near: 1 is not true, a text no list of letters."""
    assert len(said(Indicator, {**INDICATOR, key: value})) == 1


def test_numbers_come_in_three_forms() -> None:
    """Whole numbers, decimals and fractions in quotes are read exactly."""
    forms = (2, Decimal("0.5"), "5/8", 0.1)
    weights = [structure(Indicator, {**INDICATOR, "weight": form}).weight for form in forms]
    assert weights == [2, Fraction(1, 2), Fraction(5, 8), Fraction(1, 10)]


def test_numbers_are_written_in_the_form_that_is_exact() -> None:
    """A third has no exact decimal and is written as a fraction."""
    assert plain_number(Fraction(1, 3)) == "1/3"
    assert plain_number(Fraction(7, 8)) == Decimal("0.875")
    assert plain_number(Fraction(1, 2**40)) == f"1/{2**40}"


def test_keyed_tables_take_the_id_from_the_key() -> None:
    """In a file the id is the heading; it comes back as a field, and goes away again when written."""
    table = {
        "id": "x",
        "edition": "1",
        "title": "X",
        "strands": {"U": {"title": "Universal"}},
        "indicators": {"U4": {"strand": "U", "title": "Help"}},
    }
    framework = structure(Framework, table)
    assert framework.indicators["U4"].id == "U4"
    assert unstructure(framework) == table


def test_instants_need_a_zone_and_become_utc() -> None:
    """A time without a zone could be any of two at the end of summer time, so it is refused."""
    berlin = dt.timezone(dt.timedelta(hours=1))
    at = structure(Judgement, {"level": "secure", "at": dt.datetime(2026, 11, 22, 11, tzinfo=berlin)}).at
    assert at == dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
    assert at.tzinfo is dt.UTC
    naive = dt.datetime(2026, 11, 22, 11)  # noqa: DTZ001  the naive one is the point
    assert said(Judgement, {"level": "secure", "at": naive}) == [
        "at must be a date and time with its zone, such as 2026-11-22T10:42:05Z, not a date and time without a zone."
    ]


def test_needs_are_sentences() -> None:
    """A need is read from its words and written as them."""
    gate = structure(Gate, {"id": "g", "title": "G", "needs": ["indicator S2 at least secure"]})
    assert gate.needs == (Need("indicator", "S2", "at least", "secure"),)
    assert unstructure(gate)["needs"] == ["indicator S2 at least secure"]


def test_a_rule_that_a_class_keeps_is_a_problem_and_no_traceback() -> None:
    """A judgement with both a level and a non-answer is refused in the words of the class."""
    assert said(Judgement, {"level": "secure", "non_answer": "too-soon"}) == [
        "A judgement gives either a level or a non-answer, and not both. Choose one of them."
    ]


def test_every_mistake_is_found_in_one_pass() -> None:
    """Wrong, unknown and missing keys are all said, at every depth."""
    table = {"id": "U4", "title": 5, "wieght": 1, "law": {"duty": "d", "sauce": "s"}}
    assert sorted(said(Indicator, table)) == [
        "law has no source. Add source = …",
        "law.sauce is not a key we know. Did you mean 'source'?",
        "strand is missing. Add strand = … at the top; a key below a [heading] belongs to that.",
        "title must be a text in straight quotes, not a whole number. Put it in straight quotes.",
        "wieght is not a key we know. Did you mean 'weight'?",
    ]


def test_what_is_at_its_default_is_left_out() -> None:
    """A file holds what somebody chose and nothing else."""
    assert unstructure(Law("d", "s")) == {"duty": "d", "source": "s"}


def test_a_type_that_no_file_holds_is_a_programmers_mistake() -> None:
    """A class with a set in it cannot be read, and says so when it is first used."""

    @frozen
    class Odd:
        parts: Mapping[str, set[str]]

    with pytest.raises(TypeError, match="No file holds"):
        structure(Odd, {"parts": {}})


@pytest.mark.parametrize("weight", ["1/0", "-3/00"])
def test_a_number_that_divides_by_nothing_is_said_to(weight: str) -> None:
    """A fraction is a text there, so 'not a text' would tell nobody what is wrong with it."""
    (only,) = said(Indicator, {**INDICATOR, "weight": weight})
    assert f"weight divides by nothing: '{weight}'." in str(only)
    assert 'such as 2 or "5/8"' in str(only)
