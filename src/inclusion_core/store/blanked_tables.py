"""A table of a file, or of a journal's line, with a text blanked: in what people wrote, and in ids made of titles."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from inclusion_core.identifiers import is_id

if TYPE_CHECKING:
    from inclusion_core.store.needles import Needles

_FREE_TEXT = frozenset({
    "because", "note", "place", "tags", "title", "name", "role", "town", "trust", "source",
    "question", "grounds", "finding", "agreed_by", "why", "helps", "hinders", "options",
    "what", "who", "impact", "baseline", "cost", "paid_from",
    "lead", "reach", "arrangements",
    "working", "not_working", "attention", "we_start", "we_change", "we_stop", "others", "with_impact",
    "without_impact", "expected", "instinct", "step", "stayed", "questioned", "takes_back", "to_fit", "who_else",
    "support", "tried", "adapted", "sustained", "says", "summary", "words", "distance",
    "claim", "view", "area", "whom",
    "if_changed", "help_needed", "statement",
})  # fmt: skip
"""The fields that hold what people wrote. Nothing else is changed by blanking but ids made of it (`TITLED`)."""

TITLED = {"calendar": "events", "consultations": "additions"}
"""Folders in which things have ids that were made of their titles, and the table that they stand in: nothing else names
them, so that such an id can be another one."""


def stands(value: Any, needles: Needles) -> bool:  # noqa: ANN401  any value a file has
    """Say whether the text stands anywhere in a table, in a key or in a value."""
    if isinstance(value, str):
        return needles.stands_in(value)
    if isinstance(value, dict):
        return any(stands(key, needles) or stands(one, needles) for key, one in value.items())
    return any(stands(one, needles) for one in value) if isinstance(value, list) else False


def without(
    value: Any,  # noqa: ANN401  as stands
    needles: Needles,
    *,
    free: bool = False,
    ids: bool = False,
    named: bool = False,
) -> Any:  # noqa: ANN401  as stands
    """Return a table with the text blanked wherever people wrote it; with `ids` in ids that were made of titles, too.

    `named` says that the keys of this very table are such ids.
    """
    if isinstance(value, str):
        return needles.blanked(value) if free else value
    if isinstance(value, dict):
        return {
            _renamed(key, needles) if named else key: without(
                one, needles, free=key in _FREE_TEXT, ids=ids, named=ids and key in TITLED.values()
            )
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [without(one, needles, free=free, ids=ids) for one in value]
    return value


def _renamed(name: str, needles: Needles) -> str:
    """Return an id in which the text does not stand: the same for one id in every file and line that names it."""
    if not is_id(name) or not needles.stands_in(name):
        return name
    return f"blanked-{sha256(name.encode()).hexdigest()[:8]}"
