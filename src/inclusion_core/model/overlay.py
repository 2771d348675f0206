"""Overlays: a region's or trust's own framework written as its differences from another.

Pure work on tables, as files give them. What is keyed is merged key by key, and everything else (a text, a number, a
list, a law, a scale) is replaced whole, so that nothing of the other framework's sentence survives half.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Table = Mapping[str, Any]

_EACH = "*"
_NOTHING: Mapping[str, Any] = {}
_MERGED: Mapping[str, Any] = {
    "strands": {_EACH: _NOTHING},
    "indicators": {_EACH: {"ask": _NOTHING, "levels": _NOTHING}},
    "sufficiency": {_EACH: _NOTHING},
    "strong": _NOTHING,
    "gates": {_EACH: _NOTHING},
    "groups": {_EACH: _NOTHING},
    "region": {"authorities": _NOTHING, "phases": _NOTHING},
    "words": _NOTHING,
    "crosswalk": {_EACH: _NOTHING},
    "retired": {_EACH: _NOTHING},
}
"""Where tables are merged key by key; a table not named here is replaced whole."""

OWN = frozenset({"id", "edition", "title", "status", "publisher", "derived_from", "kind", "schema"})
"""What an overlay always says itself: it never takes these from the framework it lies over."""


def laid_over(base: Table, over: Table, *, drop: Sequence[str] = (), derived_from: str = "") -> dict[str, Any]:
    """Return the table of an overlay laid over a whole framework's table; neither is changed.

    What the overlay names completely (all strands, say) stands in its order; else what it adds comes last. `drop`
    takes indicators away together with their own crosswalk rows. Everything else that names one of them is
    left for the checks to find.

    >>> laid_over({"indicators": {"U1": {"title": "A", "weight": 1}, "U2": {"title": "B"}}},
    ...           {"indicators": {"U1": {"weight": 2}}}, drop=["U2"])
    {'indicators': {'U1': {'title': 'A', 'weight': 2}}}
    """
    inherited = {key: value for key, value in base.items() if key not in OWN}
    result = _merged(inherited, over, _MERGED)
    gone = set(drop)
    if gone and isinstance(result.get("indicators"), Mapping):
        result["indicators"] = {key: one for key, one in result["indicators"].items() if key not in gone}
    if gone and isinstance(result.get("crosswalk"), Mapping):
        result["crosswalk"] = {
            to: {key: one for key, one in rows.items() if key not in gone} if isinstance(rows, Mapping) else rows
            for to, rows in result["crosswalk"].items()
        }
    if derived_from:
        result["derived_from"] = derived_from
    return result


def _merged(base: Table, over: Table, shape: Table) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        below = shape.get(key, shape.get(_EACH))
        old = base.get(key)
        if below is not None and isinstance(value, Mapping) and isinstance(old, Mapping):
            result[key] = _merged(old, value, below)
        else:
            result[key] = value
    if base.keys() <= over.keys():  # whoever names them all says in which order they stand
        result = {key: result[key] for key in over}
    return result


def circle(chain: Sequence[str], name: str) -> str:
    """Return the whole circle in words where `name` stands in the chain of overlays already, else an empty text.

    The first one in the alphabet comes first, so that it is the same circle from wherever it is met.

    >>> circle(["c@1", "b@1", "a@1"], "b@1")
    'a@1 → b@1 → a@1'
    """
    if name not in chain:
        return ""
    ring = list(chain[chain.index(name) :])
    first = ring.index(min(ring))
    ring = ring[first:] + ring[:first]
    return " → ".join([*ring, ring[0]])
