"""Running plugins' functions and keeping account of what went wrong: one Runner for each manager."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from inclusion_core.errors import PluginFailed
from inclusion_core.plugins.checking import function_of, name_of
from inclusion_core.plugins.isolation import Deadlines, Outcome, apart, is_off, turn_off
from inclusion_core.plugins.records import ImportRequest
from inclusion_core.plugins.streams import Recorder
from inclusion_core.plugins.troubles import PluginTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.plugins.troubles import TroubleSort

_MOST_TROUBLES = 100  # of one plugin: one that fails at every key must not fill the memory


class Runner:
    """Runs what plugins bring and remembers every trouble once.

    `trace`, where given, is called with one line for each call: plugin, what, milliseconds, what came of it.
    """

    def __init__(self, deadlines: Deadlines, trace: Callable[[str], None] | None = None) -> None:
        self.deadlines = deadlines
        self._trace = trace
        self._lock = threading.Lock()
        self._troubles: dict[PluginTrouble, None] = {}
        self._recorders: dict[tuple[str, str], Recorder] = {}

    def run(  # noqa: PLR0913  one call has these parts, all named
        self,
        plugin: str,
        what: str,
        function: Callable[[], Any],
        *,
        seconds: float,
        cancel: threading.Event | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Outcome:
        """Call a plugin's function alone; `what` is the hook or the record's name. Trouble is kept, not raised.

        A function that raises WrongAnswer has its own sentence. An InclusionError is in the outcome as `refusal`.
        """
        from time import perf_counter  # noqa: PLC0415  beside its only use

        with self._lock:
            recorder = self._recorders.setdefault((plugin, what), Recorder())
        began = perf_counter()
        outcome = apart(
            function,
            name=f"plugin {plugin}: {what or 'loading'}",
            recorder=recorder,
            seconds=seconds,
            cancel=cancel,
            cancelled=cancelled,
        )
        if outcome.sort == "late":
            turn_off(plugin, outcome.what)
        if outcome.sort is not None and outcome.refusal is None:
            self.note(plugin, what, outcome.sort, outcome.what, outcome.traceback)
        if self._trace is not None:
            took = (perf_counter() - began) * 1000
            self._trace(f"{plugin}: {what or 'loading'}: {took:.1f} ms: {outcome.what or 'ok'}")
        return outcome

    def note(self, plugin: str, what: str, sort: TroubleSort, words: str, traceback: str = "") -> None:
        """Remember one trouble; the same one again is not kept twice."""
        with self._lock:
            if sum(one.plugin == plugin for one in self._troubles) < _MOST_TROUBLES:
                self._troubles.setdefault(PluginTrouble(plugin, what, sort, words, traceback))

    @property
    def troubles(self) -> tuple[PluginTrouble, ...]:
        """Every trouble so far, plugin by plugin, what was said last."""
        with self._lock:
            found = list(self._troubles)
            recorders = list(self._recorders.items())
        for (plugin, what), recorder in recorders:
            if recorder.printed:
                words = " ".join(recorder.printed.split())
                found.append(PluginTrouble(plugin, what, "printed", f"printed: {words}"))
            found += [PluginTrouble(plugin, what, "warned", f"warned: {text}") for text in recorder.warnings]
        return tuple(sorted(found, key=lambda one: one.plugin))

    def forget(self, plugin: str) -> None:
        """Forget one plugin's troubles, when it is taken out."""
        with self._lock:
            self._troubles = {one: None for one in self._troubles if one.plugin != plugin}
            self._recorders = {key: one for key, one in self._recorders.items() if key[0] != plugin}

    def guarded(self, plugin: str, record: Any, registered: Callable[[str], bool]) -> Any:  # noqa: ANN401  any record
        """Return a record whose function runs alone whenever it is called, wherever that is.

        `registered` says whether the plugin is still one of the manager's.
        """
        function = function_of(record)
        if function is None:
            return record
        seconds = self.deadlines.file if function.takes == "file" else self.deadlines.call
        guard = Guard(
            self, plugin, name_of(record), getattr(record, function.field), function.answer, seconds, registered
        )
        return evolve(record, **{function.field: guard})


@frozen(eq=False)
class Guard:
    """A plugin's function, called alone. Raises PluginFailed where it fails, and its InclusionErrors as they are."""

    runner: Runner = field(repr=False)
    plugin: str
    name: str
    function: Callable[..., Any]
    answer: Callable[[Any], Any] = field(repr=False)
    seconds: float
    registered: Callable[[str], bool] = field(repr=False)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  whatever the record's function takes
        """Call the function with a deadline and check what it answers."""
        off = is_off(self.plugin)
        if off:
            raise PluginFailed(self.plugin, off)
        if not self.registered(self.plugin):
            raise PluginFailed(self.plugin, f"is no longer registered. (in {self.name})")
        cancel = threading.Event()
        cancelled = None
        if args and isinstance(args[0], ImportRequest):
            cancelled = args[0].cancelled
            args = (evolve(args[0], cancelled=cancel.is_set), *args[1:])
        outcome = self.runner.run(
            self.plugin,
            self.name,
            lambda: self.answer(self.function(*args, **kwargs)),
            seconds=self.seconds,
            cancel=cancel,
            cancelled=cancelled,
        )
        if outcome.refusal is not None:
            raise outcome.refusal
        if outcome.sort is not None:
            raise PluginFailed(self.plugin, f"{outcome.what} (in {self.name})")
        return outcome.value
