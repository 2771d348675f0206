"""Which plugins there are, what state each is in, and the hooks each one has."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

import pluggy
from attrs import define, field

from inclusion_core.errors import UnknownName
from inclusion_core.identifiers import is_id, nearest
from inclusion_core.plugins import discovery, hookspecs
from inclusion_core.plugins.hookspecs import PROJECT
from inclusion_core.plugins.isolation import is_off
from inclusion_core.plugins.troubles import WrongAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from inclusion_core.plugins.running import Runner
    from inclusion_core.plugins.troubles import State

BLOCKED_VARIABLE = "INCLUSION_BLOCKED_PLUGINS"
"""The environment variable that names plugins to leave alone, with commas between them."""

HOOKS = tuple(sorted(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_")))
"""The name of every hook."""


@define
class Entry:
    """One plugin that we know of, and what became of it. `paths` are its folders of frameworks."""

    name: str
    distribution: str = ""
    version: str = ""
    python: bool = True
    blocked: bool = False
    broken: bool = False
    paths: tuple[Path, ...] = ()
    found: discovery.Found | None = field(default=None, repr=False)

    @property
    def state(self) -> State:
        """Its state in one word."""
        return "blocked" if self.blocked else "off" if is_off(self.name) else "broken" if self.broken else "ok"

    @property
    def provenance(self) -> tuple[str, str]:
        """The distribution it comes in and its version, empty where it was handed over in memory."""
        return (self.found.distribution, self.found.version) if self.found else (self.distribution, self.version)


class Registry:
    """The plugins of one manager, found when they are first asked for."""

    def __init__(self, runner: Runner, *, blocked: Iterable[str], discover: bool, builtin: bool) -> None:
        self._runner = runner
        self._blocked = frozenset(blocked)
        self._discover = discover
        self._lock = threading.RLock()
        self._ready = False
        self.entries: dict[str, Entry] = {}
        self.manager = pluggy.PluginManager(PROJECT)
        self.manager.add_hookspecs(hookspecs)
        if builtin:
            self._register_ours()

    def _register_ours(self) -> None:
        from importlib import import_module  # noqa: PLC0415  beside its only use

        from inclusion_core.plugins import builtin  # noqa: PLC0415  a manager without ours does not load it

        self.manager.register(builtin, PROJECT)
        version = import_module(
            "inclusion_core"
        ).__version__  # by name: the root speaks of every floor, this one does not
        self.entries[PROJECT] = Entry(PROJECT, "inclusion-review", version)

    def ready(self) -> None:
        """Find and load what is installed, once."""
        with self._lock:
            if self._ready:
                return
            self._ready = True
            blocked = self._blocked | _named_in(os.environ.get(BLOCKED_VARIABLE, ""))
            for found in discovery.installed() if self._discover else ():
                if found.name == PROJECT or found.name not in self.entries:
                    self._take(found, blocked=found.name in blocked)

    def _take(self, found: discovery.Found, *, blocked: bool) -> None:
        entry = Entry(found.name, python=found.python is not None, blocked=blocked, found=found)
        if found.name == PROJECT:  # never in our own place
            self._runner.note(found.name, "", "broken", found.wrong)
            return
        self.entries[found.name] = entry
        if blocked or self._stays_off(found.name):
            return
        if found.wrong:
            entry.broken = True
            self._runner.note(found.name, "", "broken", found.wrong)
            return
        for one in found.frameworks:
            try:
                entry.paths += discovery.folders(one.value)
            except discovery.NoFolder as error:
                entry.broken = True
                self._runner.note(found.name, "", "broken", str(error))
        if found.python is not None:
            self._load(entry, found.python.load)

    def register(self, plugin: object, name: str, *, distribution: str = "", version: str = "") -> None:
        """Take in a plugin that is in memory. Raises ValueError where the name is no id or is taken."""
        if not is_id(name):
            raise ValueError(f"'{name}' cannot name a plugin. Use lower-case letters, digits and hyphens.")
        with self._lock:
            if name in self.entries or name == PROJECT:
                raise ValueError(f"There is already a plugin '{name}'. Give this one another name.")
            entry = self.entries[name] = Entry(name, distribution, version, blocked=name in self._blocked)
            if not entry.blocked and not self._stays_off(name):
                self._load(entry, lambda: plugin)

    def _stays_off(self, name: str) -> bool:
        """Say whether a plugin was late before, under another manager of this process; the listing says so too."""
        because = is_off(name)
        if because:
            self._runner.note(name, "", "late", because)
        return bool(because)

    def _load(self, entry: Entry, load: Callable[[], Any]) -> None:
        """Import and register one plugin in its own thread; whatever goes wrong there leaves it broken."""

        def loaded() -> tuple[str, ...]:
            plugin = load()
            if isinstance(plugin, type):
                raise WrongAnswer(f"names the class {plugin.__name__}. Name a module, or an object made of the class.")
            try:
                self.manager.register(plugin, entry.name)
            except pluggy.PluginValidationError as error:
                raise WrongAnswer(_argument_problem(error)) from None
            return _unmarked(plugin)

        outcome = self._runner.run(entry.name, "", loaded, seconds=self._runner.deadlines.load)
        if outcome.sort is not None:
            entry.broken = True
            if outcome.refusal is not None:
                self._runner.note(entry.name, "", "raised", outcome.what, outcome.traceback)
            if self.manager.get_plugin(entry.name) is not None:
                self.manager.unregister(name=entry.name)
            return
        for hook in outcome.value:
            words = f"has a function {hook} without @hookimpl above it, so it is never called. Mark it."
            self._runner.note(entry.name, "", "misspelt", words)
        self._check_pending()

    def _check_pending(self) -> None:
        try:
            self.manager.check_pending()
        except pluggy.PluginValidationError:
            pass
        else:
            return
        for caller in list(vars(self.manager.hook).values()):
            if not isinstance(caller, pluggy.HookCaller) or caller.has_spec():
                continue
            for impl in caller.get_hookimpls():
                if not impl.optionalhook:
                    near = nearest(caller.name, HOOKS)
                    hint = f" Did you mean '{near}'?" if near else f" Known: {', '.join(HOOKS)}."
                    words = f"has a hook '{caller.name}', which is none of ours and is never called.{hint}"
                    self._runner.note(impl.plugin_name, "", "misspelt", words)

    def unregister(self, name: str) -> None:
        """Take a plugin out. Raises UnknownName."""
        with self._lock:
            if name not in self.entries or name == PROJECT:
                known = tuple(one for one in self.entries if one != PROJECT)
                raise UnknownName("plugin", name, nearest=nearest(name, known), known=known)
            del self.entries[name]
            if self.manager.get_plugin(name) is not None:
                self.manager.unregister(name=name)

    def active(self) -> tuple[str, ...]:
        """Return the names of the plugins that may be called, sorted."""
        self.ready()
        return tuple(name for name in sorted(self.entries) if self.is_active(name))

    def is_active(self, name: str) -> bool:
        """Say whether a plugin is registered still and not off."""
        return self.manager.get_plugin(name) is not None and not is_off(name)

    def is_registered(self, name: str) -> bool:
        """Say whether a plugin is one of ours still."""
        return self.manager.get_plugin(name) is not None

    def hooks_of(self, name: str) -> tuple[str, ...]:
        """Return the hooks of ours that a plugin has, sorted."""
        plugin = self.manager.get_plugin(name)
        callers = self.manager.get_hookcallers(plugin) if plugin is not None else None
        return tuple(sorted(one.name for one in callers or () if one.has_spec()))

    def caller(self, name: str, hook: str) -> Callable[..., list[Any]]:
        """Return the function that calls one hook of one plugin and of no other."""
        plugin = self.manager.get_plugin(name)
        others = [one for one in self.manager.get_plugins() if one is not plugin]
        return self.manager.subset_hook_caller(hook, others)


def _named_in(text: str) -> frozenset[str]:
    return frozenset(text.replace(",", " ").split())


def _unmarked(plugin: object) -> tuple[str, ...]:
    import inspect  # noqa: PLC0415  pluggy has loaded it already

    found = []
    for hook in HOOKS:
        function = inspect.getattr_static(plugin, hook, None)
        if inspect.isfunction(function) and not hasattr(function, f"{PROJECT}_impl"):
            found.append(hook)
    return tuple(found)


def _argument_problem(error: pluggy.PluginValidationError) -> str:
    """Put pluggy's refusal of a hook's arguments into our words."""
    import re  # noqa: PLC0415  only where something went wrong

    words = " ".join(str(error).split())
    hook = re.search(r"for hook '(\w+)'", words)
    strange = re.search(r"Argument\(s\) \{([^}]*)\}", words)
    spec = getattr(hookspecs, hook[1], None) if hook else None
    if hook is None or strange is None or spec is None:
        return f"has a hook that cannot be called: {words}"
    known = ", ".join(spec.__code__.co_varnames[: spec.__code__.co_argcount]) or "none"
    return f"has {hook[1]} with an argument it is never given: {strange[1]}. Its arguments: {known}."
