"""What is made from the table of keys: bindings, hints, and the keys that are in force where a keymap gives others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from inclusion_tui.keys.key import Key, shown
from inclusion_tui.keys.key_table import BY_ID, KEYS, STEADY, WHERE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from textual.binding import BindingType

__all__ = [
    "BY_ID", "KEYS", "STEADY", "WHERE", "Key", "beyond", "bindings", "hints", "keys", "keys_in_force", "shown",
    "shown_keys", "steady_keys",
]  # fmt: skip

_BY_THEMSELVES = frozenset({"capture", "besides", "asking", "finding", "blanking", "menu"})
"""Parts in which no key is steady: a text has the focus there, or what is open closes with the key."""


def beyond(levels: int) -> frozenset[str]:
    """Return the ids of the digits that stand for no level of a scale of so many."""
    return frozenset(f"rate.level-{place}" for place in range(levels + 1, 10))


def steady_keys(given: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of `STEADY`, with those that a keymap gives in their place and without those it takes away.

    They are steady on the list and on pages, not in what opens over them.
    """
    pages = [one for one in KEYS if one.where not in _BY_THEMSELVES]
    own = {one.id: tuple(given[one.id].split(",")) if one.id in given else one.keys for one in pages}
    steady = {key for name in STEADY for key in own[name]}
    return frozenset(steady - {key for name, these in own.items() if name not in STEADY for key in these})


def keys(where: str) -> tuple[Key, ...]:
    """Return the keys of a part, in the order of the table."""
    return tuple(one for one in KEYS if one.where == where)


def bindings(*parts: str, also: Collection[str] = ()) -> list[BindingType]:
    """Return Textual's bindings for the keys of these parts, and for those of `also` (by id) that stand elsewhere.

    None of them is shown by Textual itself.
    """
    wanted = [*(one for one in KEYS if one.id in also), *(one for part in parts for one in keys(part))]
    return [Binding(",".join(one.keys), one.action, one.does, show=False, id=one.id) for one in wanted]


def keys_in_force(one: Key, given: Mapping[str, str]) -> tuple[str, ...]:
    """Return a key's keys as people call them: those that are given, else its own but what another of its part took.

    `given` holds other keys by id, as a keymap has them.
    """
    if given.get(one.id):
        return tuple(shown(key.strip()) for key in given[one.id].split(","))
    others = (name for name in given if name in BY_ID and BY_ID[name].where == one.where)
    taken = {shown(key.strip()) for name in others for key in given[name].split(",")}
    return tuple(key for key in map(shown, one.keys) if key not in taken)


def shown_keys(part: str, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return (id, key as people call it) for a part's keys, in the order of the table; empty where it has none."""
    return tuple((one.id, next(iter(keys_in_force(one, given)), "")) for one in keys(part))


def hints(parts: Iterable[str], given: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """Return (key, word) for the line of hints of these parts; `given` as in `keys_in_force`."""
    found = [(keys_in_force(one, given or {}), one) for part in parts for one in keys(part) if one.hint]
    return tuple((those[0], one.word) for those, one in found if those)
