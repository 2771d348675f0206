from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from inclusion_core.store import toml
from inclusion_core.store.frameworks.json_schema import framework_schema, rendered
from inclusion_core.store.frameworks.library import shipped

FILES = Path(__file__).parents[1] / "files"
OURS = sorted(shipped().glob("*.toml")) + sorted((FILES / "good").glob("*.toml"))
SHAPE = [
    "unknown-key",
    "unknown-tables",
    "wrong-types",
    "plain-key-after-a-table",
    "missing-keys",
    "future-schema",
    "digest",
]
SHAPE += ["extends-no-edition", "another-kind", "no-kind", "no-schema", "drop-without-extends", "unquoted-dotted-id"]


def as_json(value: Any) -> Any:
    """Return a TOML value as editors hand it to a validator: days as texts, numbers as numbers."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) else float(value)


def validator() -> jsonschema.Draft202012Validator:
    """Return a validator for the shipped schema that looks at formats too."""
    schema = json.loads((shipped() / "framework.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))


def test_what_ships_is_what_the_classes_say() -> None:
    """The shipped schema is the generated one: `python -m inclusion_core.store.frameworks.json_schema` writes it."""
    assert (shipped() / "framework.schema.json").read_text(encoding="utf-8") == rendered()


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_good_files_fit_the_schema(path: Path) -> None:
    """Whatever we accept, an editor accepts."""
    assert [error.message for error in validator().iter_errors(as_json(toml.read(path)))] == []


@pytest.mark.parametrize("name", SHAPE)
def test_files_of_the_wrong_shape_do_not_fit(name: str) -> None:
    """An editor marks misspelt keys, missing keys and values of the wrong sort while they are typed."""
    assert not validator().is_valid(as_json(toml.read(FILES / "bad" / f"{name}.toml")))


def test_every_key_is_explained_to_the_editor() -> None:
    """Each property has a description, which editors show beside it."""
    schema = framework_schema()
    tables = [schema["properties"], *(one["properties"] for one in schema["$defs"].values())]
    assert all(one.get("description") for table in tables for one in table.values())
