"""The help: what every key does, those that work here first; and what the marks of the list mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inclusion_tui.keys import keymap
from inclusion_tui.render.indicators import legend
from inclusion_tui.render.line import padded, under
from inclusion_tui.render.passages import Passage, heading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from inclusion_tui.keys.keymap import Key
    from inclusion_tui.render.glyphs import Glyphs

_EVERYWHERE = ("page", "list", "everywhere")
_LEFT_OUT = frozenset({"help"})
_KEYS = 18


class Help(NamedTuple):
    """What the help tells of: `here` maps ids of keys that work here to those keys; `without` are ids to leave out."""

    here: Mapping[str, Sequence[str]]
    glyphs: Glyphs
    given: Mapping[str, str]
    without: Collection[str] = ()
    find: str = ""


def help_passages(told: Help, width: int) -> list[Passage]:
    """Return the help, one passage a key, each named by the key's id; only what holds every word of `find`."""
    found: list[Passage] = []
    here = [keymap.BY_ID[one] for one in told.here if keymap.BY_ID[one].where not in _LEFT_OUT]
    here.sort(key=lambda one: one.where in _EVERYWHERE)
    found += _part("Keys that work here", ((one, told.here[one.id]) for one in here), told, width)
    found += _marks(told, width)
    for where, title in keymap.WHERE.items():
        rest = [
            one for one in keymap.keys(where)
            if one.id not in told.here and one.id not in told.without and where not in _LEFT_OUT
        ]  # fmt: skip
        found += _part(title, ((one, keymap.keys_in_force(one, told.given)) for one in rest), told, width)
    if not found:
        return [heading(f"No key and no mark has all of '{told.find}'", width, first=True)]
    first = found[0]
    return [first._replace(lines=first.lines[-1:]), *found[1:]]


def _part(title: str, rows: Iterable[tuple[Key, Sequence[str]]], told: Help, width: int) -> Iterator[Passage]:
    kept = [(one, keys) for one, keys in rows if _holds(told.find, title, one.word, one.does, one.id, *keys)]
    if kept:
        yield heading(title, width)
    for one, keys in kept:
        yield _row(one.id, ", ".join(keys), one.does, width)


def _marks(told: Help, width: int) -> Iterator[Passage]:
    title = "Marks in the list of indicators"
    kept = [(sign, means) for sign, means in legend(told.glyphs) if _holds(told.find, title, sign, means)]
    if kept:
        yield heading(title, width)
    for sign, means in kept:
        yield _row(f"mark {sign}", sign, f"{means[0].upper()}{means[1:]}.", width)


def _row(name: str, label: str, says: str, width: int) -> Passage:
    room = min(_KEYS, max(width // 3, 8))
    return Passage(under(f"  {padded(label, room)} ", says, width), name)


def _holds(find: str, *texts: str) -> bool:
    """Say whether texts hold every word that is looked for; a single sign is looked for among the keys alone."""
    held = " ".join(texts).casefold()
    return all(word in held for word in find.casefold().split())
