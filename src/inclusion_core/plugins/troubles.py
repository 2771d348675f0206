"""What went wrong with a plugin, and what a list of plugins shows of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import Factory, field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from inclusion_core.errors import Problem

TroubleSort = Literal["broken", "raised", "left", "late", "wrong-answer", "misspelt", "twice", "printed", "warned"]
State = Literal["ok", "blocked", "off", "broken"]


class WrongAnswer(Exception):
    """An answer that is not what was asked for; `str()` completes 'The plugin … '."""


@frozen
class PluginTrouble:
    """One thing that went wrong with one plugin; `str()` is a sentence that names it.

    `hook` is the hook, or the record's name for a function called later, or empty for loading. `sort` says what kind
    of trouble; `traceback` is Python's own account of it, empty where there is none.
    """

    plugin: str
    hook: str
    sort: TroubleSort
    what: str
    traceback: str = field(default="", eq=False)

    def __str__(self) -> str:
        place = f" (in {self.hook})" if self.hook else ""
        return f"The plugin '{self.plugin}' {self.what}{place}"


@frozen
class PluginInfo:
    """One plugin as a list shows it.

    `kind` is `frameworks` where none of its Python ever runs. `hooks` are those it has; `gives` maps a hook to the
    names it gave there; `paths` are its folders of frameworks. `state`: `ok`, `blocked` (by name, never imported),
    `off` (it was late) or `broken` (it could not be loaded). A plugin that is ok may have troubles of a part.
    """

    name: str
    distribution: str
    version: str
    kind: Literal["python", "frameworks"]
    state: State
    hooks: tuple[str, ...] = ()
    gives: Mapping[str, tuple[str, ...]] = Factory(dict)
    paths: tuple[Path, ...] = ()
    troubles: tuple[PluginTrouble, ...] = ()


@frozen
class Remark:
    """What a plugin adds to a check of ours. `str()` names the plugin."""

    plugin: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.plugin}: {self.problem}"
