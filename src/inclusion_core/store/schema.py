"""What sort of file this is and how new: `kind` and `schema`, read before anything else.

Each kind has a number that grows when its form changes. An older file is brought up, one step at a time, by pure
functions from table to table; a newer one is said to be newer and is never changed. For each number ever released
there is a file in tests/files/schema/ that every later version must read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from inclusion_core.errors import FutureSchema, InvalidFile, Problem
from inclusion_core.identifiers import nearest
from inclusion_core.store.problems import Findings

Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""From the body of a file with one number (without `kind` and `schema`) to the body with the next; pure."""

CURRENT: Mapping[str, int] = MappingProxyType(
    {
        "inclusion.framework": 1,
        "inclusion.workspace": 1,
        "inclusion.school": 1,
        "inclusion.review": 1,
        "inclusion.assessment": 1,
        "inclusion.evidence": 1,
        "inclusion.archive": 1,
        "inclusion.enquiry": 1,
        "inclusion.actions": 1,
        "inclusion.timetable": 1,
        "inclusion.practice": 1,
        "inclusion.requests": 1,
        "inclusion.bundle": 1,
        "inclusion.cluster": 1,
        "inclusion.round": 1,
        "inclusion.trust": 1,
        "inclusion.calendar": 1,
        "inclusion.together": 1,
        "inclusion.consultation": 1,
        "inclusion.staffing": 1,
    }
)
"""Every kind of file, and the number that this version writes."""

MIGRATIONS: Mapping[str, Mapping[int, Migration]] = MappingProxyType({})
"""For each kind, the step that leads on from a number. None was needed yet: every number is 1."""


def header(kind: str) -> dict[str, Any]:
    """Return the two keys that every file of a kind begins with.

    >>> header("inclusion.review")
    {'kind': 'inclusion.review', 'schema': 1}
    """
    return {"kind": kind, "schema": CURRENT[kind]}


def body(  # noqa: PLR0913  the registry can be another one, for the tests of its steps
    table: Mapping[str, Any],
    kind: str,
    *,
    file: str = "",
    text: str = "",
    current: Mapping[str, int] = CURRENT,
    migrations: Mapping[str, Mapping[int, Migration]] = MIGRATIONS,
) -> dict[str, Any]:
    """Return a file's table without `kind` and `schema`, brought up to the current number.

    Raises InvalidFile where it is not a file of this kind, and FutureSchema where a newer version wrote it. The table
    itself is left as it is.

    >>> body({"kind": "inclusion.school", "schema": 1, "name": "Alnside"}, "inclusion.school")
    {'name': 'Alnside'}
    """
    found, number = table.get("kind"), table.get("schema")
    findings = Findings(file=file, text=text)

    def wrong(what: str, key: str, do: str) -> InvalidFile:
        return InvalidFile(file, [Problem(what, key, do, file, findings.line((key,)) if key in table else None)])

    if found is None:
        raise wrong("is missing.", "kind", f'The first line says what the file is: kind = "{kind}".')
    if found != kind:
        close = nearest(found, current) if isinstance(found, str) and found not in current else None
        do = f"Did you mean '{close}'?" if close else f"Here a file of kind '{kind}' is wanted."
        raise wrong(f"cannot be {_shown(found)}.", "kind", do)
    newest = current[kind]
    if number is None:
        raise wrong("is missing.", "schema", f"The second line says the form of the file: schema = {newest}.")
    if type(number) is not int or number < 1:
        raise wrong("must be a whole number, without quotes.", "schema", f"Write schema = {newest}.")
    if number > newest:
        what = f"is {number}, and this version of the program knows {newest}: a newer version wrote the file."
        do = "It can be read only by that version, and is left as it is. Update the program."
        raise FutureSchema(file, [Problem(what, "schema", do, file, findings.line(("schema",)))])
    content = {key: value for key, value in table.items() if key not in {"kind", "schema"}}
    for step in range(number, newest):
        content = migrations[kind][step](content)
    return content


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else "anything but a text"
