"""The entry points of what is installed, read from the files that installers write.

Python's own importlib.metadata answers the same question and costs as much as everything else a command does (it
brings the parts for mail and archives along), so it is asked only where Python's path holds something unusual: an
archive, an egg, or a finder of somebody else's. A test holds the two against each other.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class _Unusual(Exception):
    """Something on Python's path that only importlib.metadata can look into."""


@frozen
class Home:
    """A distribution: the folder of its metadata, or its name and version where they are known already."""

    folder: str
    known: tuple[str, str] | None = None

    @property
    def name_and_version(self) -> tuple[str, str]:
        """Its name and version, from its metadata."""
        return self.known or (_header(self.folder, "Name"), _header(self.folder, "Version"))


@frozen
class EntryPoint:
    """One entry point: `value` names a module, or an object in it after a colon."""

    group: str
    name: str
    value: str
    home: Home

    @property
    def module(self) -> str:
        """The module that it names."""
        return re.split(r"[:\s\[]", self.value, maxsplit=1)[0]

    def load(self) -> Any:  # noqa: ANN401  whatever is there
        """Import what it names."""
        from importlib import import_module  # noqa: PLC0415  only where a plugin is loaded

        found: Any = import_module(self.module)
        _, colon, rest = self.value.partition(":")
        for part in rest.partition("[")[0].strip().split(".") if colon else ():
            found = getattr(found, part)
        return found


def entry_points(groups: Collection[str]) -> tuple[EntryPoint, ...]:
    """Return the entry points of some groups; of two distributions with one name, those of the first on the path."""
    try:
        return tuple(_from_files(groups))
    except _Unusual:
        return tuple(_from_python(groups))


def _from_files(groups: Collection[str]) -> Iterator[EntryPoint]:
    finders = [one for one in sys.meta_path if hasattr(one, "find_distributions")]
    if len(finders) > 1:
        raise _Unusual
    seen: set[str] = set()
    for root in sys.path:
        for child in _children(root or os.curdir):
            stem, dot, suffix = child.rpartition(".")
            if suffix.lower() == "egg":
                raise _Unusual
            if not dot or suffix.lower() not in {"dist-info", "egg-info"}:
                continue
            distribution = re.sub(r"[-_.]+", "-", stem.partition("-")[0]).lower()
            if distribution not in seen:
                seen.add(distribution)
                folder = os.path.join(root or os.curdir, child)  # noqa: PTH118  hundreds of times, before anything shows
                yield from _in_file(folder, groups)


def _children(root: str) -> list[str]:
    try:
        return sorted(os.listdir(root))  # noqa: PTH208  as above
    except NotADirectoryError:
        raise _Unusual from None
    except OSError:  # not there, or not ours to read
        return []


def _in_file(folder: str, groups: Collection[str]) -> Iterator[EntryPoint]:
    try:
        with open(os.path.join(folder, "entry_points.txt"), encoding="utf-8") as file:  # noqa: PTH118, PTH123  as above
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return
    home, group = Home(folder), ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif group in groups and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield EntryPoint(group, name.strip(), value.strip(), home)


def _header(folder: str, header: str) -> str:
    for file in ("METADATA", "PKG-INFO"):
        try:
            with open(os.path.join(folder, file), encoding="utf-8") as lines:  # noqa: PTH118, PTH123  as above
                for line in lines:
                    name, _, value = line.partition(":")
                    if name == header:
                        return value.strip()
                    if not line.strip():
                        break
        except (OSError, UnicodeDecodeError):
            continue
    return ""


def _from_python(groups: Collection[str]) -> Iterator[EntryPoint]:
    from importlib import metadata  # noqa: PLC0415  see the module

    homes: dict[int, Home] = {}
    for group in groups:
        for one in metadata.entry_points(group=group):
            known = (one.dist.name, one.dist.version) if one.dist is not None else ("", "")
            home = homes.setdefault(id(one.dist), Home(str(len(homes)), known))
            yield EntryPoint(group, one.name, one.value, home)
