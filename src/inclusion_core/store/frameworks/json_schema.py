"""The JSON Schema of framework files, for editors that complete keys and mark mistakes while somebody types.

Made from the classes of the model and shipped as frameworks/framework.schema.json; a test fails where it is not what
`python -m inclusion_core.store.frameworks.json_schema` writes. It knows shapes and not meanings: a name that leads
nowhere is found by `inclusion framework check`.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from inclusion_core.model.framework import Framework, Need
from inclusion_core.model.scale import Scale
from inclusion_core.store.converter import fields, keyed
from inclusion_core.store.frameworks.framework_files import KIND
from inclusion_core.store.frameworks.framework_keys import ABOUT, FILE_KEYS, WRITTEN_BY_US
from inclusion_core.store.schema import CURRENT

Schema = dict[str, Any]

_NUMBERS = r"(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){0,5}"
_EDITION = rf"^{_NUMBERS}$"
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_NAME_AND_EDITION = rf"^[a-z0-9]+(-[a-z0-9]+)*@{_NUMBERS}$"
_NEED = r"^(strand|indicator) \S+ (strong|met|judged|at least \S+)$"
_KEYED_IN_FRAMEWORK = ("strands", "indicators", "gates", "groups")
_SIMPLE: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Fraction: {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(/[1-9]\d*)?$"}]},
    dt.date: {"type": "string", "format": "date"},
    Need: {"type": "string", "pattern": _NEED},
}


def framework_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a framework file.

    >>> framework_schema()["properties"]["schema"]
    {'const': 1, 'description': 'The form of the file, a whole number: 1.'}
    """
    definitions: dict[str, Schema] = {}
    properties: dict[str, Schema] = {
        "kind": {"const": KIND, "description": FILE_KEYS["kind"]},
        "schema": {"const": CURRENT[KIND], "description": FILE_KEYS["schema"]},
        "extends": {"type": "string", "pattern": _NAME_AND_EDITION, "description": FILE_KEYS["extends"]},
        "drop": {"type": "array", "items": {"type": "string"}, "description": FILE_KEYS["drop"]},
        **_properties(Framework, definitions, leave=WRITTEN_BY_US),
    }
    properties["id"]["pattern"] = _ID
    properties["edition"]["pattern"] = _EDITION
    properties["scale"] = {
        "description": ABOUT[Framework]["scale"],
        "anyOf": [{"type": "string"}, _shape(Scale, definitions)],
    }
    definitions["Scale"]["required"] = ["order"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A framework of inclusion-review",
        "description": "What good looks like, as data; or an overlay over another framework (with 'extends').",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": ["kind", "schema", "id", "edition", "title"],
        "if": {"required": ["extends"]},
        "else": {
            "required": ["scale", "strands"],
            "properties": {
                "drop": False,
                **{key: {"additionalProperties": {"required": _needed(part)}} for key, part in _keyed_parts()},
            },
        },
        "$defs": dict(sorted(definitions.items())),
    }


def _keyed_parts() -> list[tuple[str, type]]:
    hints = fields(Framework)
    return [(key, get_args(hints[key])[1]) for key in _KEYED_IN_FRAMEWORK]


def _needed(cls: type) -> list[str]:
    return [one.name for one in attrs.fields(cls) if one.default is attrs.NOTHING and one.name != "id"]


def _properties(cls: type, definitions: dict[str, Schema], *, leave: frozenset[str] = frozenset()) -> dict[str, Schema]:
    return {
        name: {**_shape(sort, definitions), "description": ABOUT[cls][name]}
        for name, sort in fields(cls).items()
        if name not in leave
    }


def _shape(sort: Any, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401  a line for each type
    if sort in _SIMPLE:
        return dict(_SIMPLE[sort])
    if attrs.has(sort):
        return _record(sort, definitions)
    origin, parts = get_origin(sort), get_args(sort)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in {Union, types.UnionType}:
        return _shape(next(part for part in parts if part is not type(None)), definitions)
    if origin is tuple:
        return {"type": "array", "items": _shape(parts[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _shape(parts[1], definitions)}
    raise TypeError(f"No framework file holds a {sort}.")


def _record(cls: type, definitions: dict[str, Schema]) -> Schema:
    """Describe a class once, under its name; in keyed tables the id is the key, and overlays may leave keys out."""
    if cls.__name__ not in definitions:
        in_tables = keyed(cls) and cls is not Scale
        definitions[cls.__name__] = {}
        definitions[cls.__name__] = {
            "type": "object",
            "description": (cls.__doc__ or "").partition("\n")[0],
            "properties": _properties(cls, definitions, leave=frozenset({"id"} if in_tables else ())),
            "additionalProperties": False,
            **({} if in_tables else {"required": needed} if (needed := _needed(cls)) else {}),
        }
    return {"$ref": f"#/$defs/{cls.__name__}"}


def rendered() -> str:
    """Return the schema as the text that is shipped."""
    import json  # noqa: PLC0415  only where the schema is written

    return json.dumps(framework_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    from inclusion_core.store.frameworks.library import shipped

    (shipped() / "framework.schema.json").write_text(rendered(), encoding="utf-8", newline="\n")
