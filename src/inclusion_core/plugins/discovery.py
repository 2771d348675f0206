"""Finding plugins: the entry points of what is installed, and the folder behind a package that only holds frameworks.

No plugin is imported here. A plugin's one name is its entry point's; the distribution it comes in is its provenance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field, frozen

from inclusion_core.identifiers import is_id
from inclusion_core.plugins.hookspecs import PROJECT
from inclusion_core.plugins.installed import entry_points

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from inclusion_core.plugins.installed import EntryPoint

FRAMEWORKS_GROUP = f"{PROJECT}.frameworks"
"""The entry-point group of packages that hold only framework files."""

_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


class NoFolder(Exception):
    """An entry point of frameworks has no folder behind it; `str()` completes 'The plugin … '."""


@frozen
class Found:
    """A plugin that is installed: its Python entry point, its folders of frameworks, or both.

    `wrong` is why it cannot be used, completing 'The plugin … ', or empty. Two distributions that want one name are
    one Found that is wrong.
    """

    name: str
    python: EntryPoint | None = None
    frameworks: tuple[EntryPoint, ...] = ()
    wrong: str = ""
    _entries: tuple[EntryPoint, ...] = field(default=(), repr=False)

    @property
    def distribution(self) -> str:
        """The distribution it comes in, several with commas between them where they clash."""
        return ", ".join(dict.fromkeys(one.home.name_and_version[0] for one in self._entries))

    @property
    def version(self) -> str:
        """The version of the distribution."""
        return ", ".join(dict.fromkeys(one.home.name_and_version[1] for one in self._entries))


def installed() -> tuple[Found, ...]:
    """Return every plugin that is installed, sorted by name."""
    named: dict[str, tuple[list[EntryPoint], list[EntryPoint]]] = {}
    for entry in entry_points((PROJECT, FRAMEWORKS_GROUP)):
        named.setdefault(entry.name, ([], []))[entry.group == FRAMEWORKS_GROUP].append(entry)
    return tuple(_found(name, *named[name]) for name in sorted(named))


def _found(name: str, python: list[EntryPoint], frameworks: list[EntryPoint]) -> Found:
    entries = (*python, *frameworks)
    wrong = ""
    if not is_id(name):
        wrong = f"(in {_homes(entries)}) has a name we cannot use. Use lower-case letters, digits and hyphens."
    elif name == PROJECT:
        wrong = f"(in {_homes(entries)}) has our own name. Give it another."
    elif len({one.home for one in entries}) > 1:
        wrong = (
            f"comes twice, in {_homes(entries)}, and neither is used. Uninstall one of them, or ask its author for "
            "another name."
        )
    elif len(python) > 1 or len(frameworks) > 1:
        values = _and(sorted(one.value for one in entries))
        wrong = f"is named twice by {_homes(entries)} ({values}), and neither is used."
    return Found(name, python[0] if python else None, tuple(frameworks), wrong, entries)


def _homes(entries: Iterable[EntryPoint]) -> str:
    return _and(dict.fromkeys(one.home.name_and_version[0] or "an unnamed distribution" for one in entries))


def _and(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def folders(value: str) -> tuple[Path, ...]:
    """Return the folders of a package of framework files, without running any of its Python.

    `value` is what the entry point names: `inclusion_north_east`, or `inclusion_north_east.frameworks` for a folder
    inside it. Only the top-level name is looked up; a name below it is walked as a path, because looking that up would
    import the package. A namespace package may have several. Raises NoFolder.
    """
    from importlib.util import find_spec  # noqa: PLC0415  only where such a plugin is installed
    from pathlib import Path  # noqa: PLC0415  as above

    if _DOTTED.fullmatch(value) is None:
        raise NoFolder(f"names '{value}', which is no package. Name the package that holds the .toml files.")
    top, *below = value.split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):  # ValueError: imported already, and without a spec
        spec = None
    if spec is None:
        raise NoFolder(f"names the package '{top}', which is not installed. Install the plugin again.")
    places = [Path(place).joinpath(*below) for place in spec.submodule_search_locations or ()]
    found = tuple(place for place in places if place.is_dir())
    if not found:
        what = "which is not a folder" if spec.submodule_search_locations else "which is a single file of Python"
        raise NoFolder(f"names '{value}', {what}. Put the .toml files into a folder with that name.")
    return found
