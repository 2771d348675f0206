from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inclusion_core.errors import FutureSchema, InvalidFile
from inclusion_core.store import schema, toml

GOLDEN = Path(__file__).parents[1] / "files" / "schema"


def to_two(table: dict[str, Any]) -> dict[str, Any]:
    """Call the name a title, as a made-up second form does."""
    return {("title" if key == "name" else key): value for key, value in table.items()}


def to_three(table: dict[str, Any]) -> dict[str, Any]:
    """Put the title into capitals, which works only after the step to two."""
    return {**table, "title": table["title"].upper()}


MADE_UP: dict[str, Any] = {
    "current": {"inclusion.school": 3},
    "migrations": {"inclusion.school": {1: to_two, 2: to_three}},
}


def test_older_files_are_brought_up_step_by_step() -> None:
    """Each step is applied once and in order, and the table itself stays as it is."""
    table = {"kind": "inclusion.school", "schema": 1, "name": "Alnside", "urn": 1}
    assert schema.body(table, "inclusion.school", **MADE_UP) == {"title": "ALNSIDE", "urn": 1}
    assert table["name"] == "Alnside"
    second = {"kind": "inclusion.school", "schema": 2, "title": "Alnside"}
    assert schema.body(second, "inclusion.school", **MADE_UP) == {"title": "ALNSIDE"}


def test_newer_files_are_said_to_be_newer_before_anything_else() -> None:
    """A file of a later form is never judged by this version's rules."""
    table = {"kind": "inclusion.school", "schema": 4, "name": 5}
    with pytest.raises(FutureSchema, match="schema is 4, and this version of the program knows 3"):
        schema.body(table, "inclusion.school", **MADE_UP)


@pytest.mark.parametrize("number", ["1", 1.0, True, 0, -1, None, []])
def test_a_number_that_is_none_is_refused(number: object) -> None:
    """Only a whole number from 1 on is a schema."""
    table = {"kind": "inclusion.school", "schema": number}
    with pytest.raises(InvalidFile) as caught:
        schema.body(table, "inclusion.school")
    assert not isinstance(caught.value, FutureSchema)


def test_a_file_of_another_kind_is_named() -> None:
    """A school's file where a framework is wanted is not read as a framework."""
    with pytest.raises(InvalidFile, match=r"Here a file of kind 'inclusion\.framework' is wanted"):
        schema.body({"kind": "inclusion.school", "schema": 1}, "inclusion.framework")


@pytest.mark.parametrize("kind", schema.CURRENT)
def test_every_number_has_the_steps_that_lead_on(kind: str) -> None:
    """From each number ever released there is a way to the current one."""
    steps = schema.MIGRATIONS.get(kind, {})
    assert set(steps) == set(range(1, schema.CURRENT[kind]))


def test_the_framework_form_has_a_golden_file_for_each_number() -> None:
    """No number of the framework file was released without a file that every later version must read."""
    for number in range(1, schema.CURRENT["inclusion.framework"] + 1):
        table = toml.read(GOLDEN / f"inclusion.framework-{number}.toml")
        assert table["schema"] == number
        assert schema.body(table, "inclusion.framework")["id"] == "everything"
