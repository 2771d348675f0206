"""Calling a plugin's function so that nothing it does is anybody else's trouble.

Each call runs in a daemon thread of its own with a deadline. What comes back is an Outcome: the answer, or what went
wrong in words. A late call is abandoned, and its plugin is off for the rest of this process: Python cannot end a
thread that will not end, only stop waiting for it.

A function that holds Python's own lock in C for long (a regular expression run wild is the known one) holds up the
deadline too.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inclusion_core.errors import InclusionError
from inclusion_core.plugins.streams import Recorder, own, watch
from inclusion_core.plugins.troubles import WrongAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.plugins.troubles import TroubleSort

_SLICE_S = 0.05  # how often a wait looks for Ctrl-C (Windows) and for somebody's cancelling
_TO_STOP_S = 1  # how long a function has to return once somebody cancelled
_LAST_WORDS_S = 0.25  # how long an abandoned thread gets to come to its end after it was told to

_off: dict[str, str] = {}


@frozen
class Deadlines:
    """How many seconds a plugin has: for a hook or a small function, for a whole file, and for being loaded."""

    call: float = 1
    file: float = 60
    load: float = 10


@frozen
class Outcome:
    """What came of a call: `value` where `sort` is None; else what went wrong, in words and in Python's.

    `refusal` is an InclusionError that the function raised on purpose, for the caller to raise again.
    """

    value: Any = None
    sort: TroubleSort | None = None
    what: str = ""
    traceback: str = ""
    refusal: InclusionError | None = None


class _Ended(SystemExit):
    """Raised inside an abandoned thread. As a SystemExit it ends a thread without a word."""


class _Call:
    """One call in its thread."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self._function = function
        self._lock = threading.Lock()
        self._finished = False
        self.outcome: Outcome | None = None

    def run(self) -> None:
        """Call the function and keep what came of it, whatever it is."""
        try:
            self.outcome = self._called()
        finally:
            with self._lock:
                self._finished = True

    def _called(self) -> Outcome:
        try:
            return Outcome(self._function())
        except WrongAnswer as wrong:
            return Outcome(sort="wrong-answer", what=str(wrong))
        except InclusionError as refusal:
            return Outcome(sort="raised", what=_raised(refusal), traceback=_account(refusal), refusal=refusal)
        except (SystemExit, KeyboardInterrupt) as leaving:
            return Outcome(
                sort="left", what="tried to leave the program; it was kept running.", traceback=_account(leaving)
            )
        except BaseException as error:  # noqa: BLE001  whatever a plugin raises is its own trouble
            return Outcome(sort="raised", what=_raised(error), traceback=_account(error))

    def end(self, thread: threading.Thread) -> None:
        """Ask Python to end the thread at its next step, so that a loop run wild does not slow us down for good."""
        import ctypes  # noqa: PLC0415  only where a plugin was late

        ask = getattr(getattr(ctypes, "pythonapi", None), "PyThreadState_SetAsyncExc", None)
        with self._lock:  # a thread holds this once at its end: not finished means it is still that thread
            if ask is not None and thread.ident is not None and not self._finished:
                ask(ctypes.c_ulong(thread.ident), ctypes.py_object(_Ended))


def apart(  # noqa: PLR0913  one call has these parts, all named
    function: Callable[[], Any],
    *,
    name: str,
    recorder: Recorder,
    seconds: float,
    cancel: threading.Event | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Outcome:
    """Call a plugin's function in a thread of its own and return what came of it within so many seconds.

    `name` names the thread. What it says goes to the recorder, also after it was abandoned. `cancel`, where given, is
    set when time is up, or once `cancelled()` says that somebody no longer wants it; from then on the function has
    one second to return.
    """
    call = _Call(function)
    thread = threading.Thread(target=call.run, name=name, daemon=True)
    own(thread, recorder)
    with watch:
        try:
            try:
                thread.start()
            except RuntimeError as error:  # the system has no thread to give
                return Outcome(sort="raised", what=f"could not be called: {_raised(error)}")
            on_time = _waited(thread, seconds, cancel, cancelled)
        except BaseException:  # Ctrl-C in our own thread: leave the plugin's behind
            _let_go(call, thread, cancel)
            raise
        if not on_time:
            _let_go(call, thread, cancel)
    if not on_time or call.outcome is None:
        return Outcome(
            sort="late", what=f"took longer than {seconds:g} s and is off until the program is started again."
        )
    return call.outcome


def _waited(
    thread: threading.Thread,
    seconds: float,
    cancel: threading.Event | None,
    cancelled: Callable[[], bool] | None,
) -> bool:
    from time import monotonic  # noqa: PLC0415  beside its only use

    until = monotonic() + seconds
    while thread.is_alive():
        left = until - monotonic()
        if left <= 0:
            return False
        thread.join(min(left, _SLICE_S))
        if cancel is not None and cancelled is not None and not cancel.is_set() and cancelled():
            cancel.set()
            until = min(until, monotonic() + _TO_STOP_S)
    return True


def _let_go(call: _Call, thread: threading.Thread, cancel: threading.Event | None) -> None:
    if not thread.is_alive():
        return
    if cancel is not None:
        cancel.set()
        thread.join(_LAST_WORDS_S)
    call.end(thread)
    thread.join(_LAST_WORDS_S)


def _raised(error: BaseException) -> str:
    try:
        words = " ".join(str(error).split())[:300]
    except BaseException:  # noqa: BLE001  an error that cannot even be put into words
        words = ""
    return f"raised {type(error).__name__}{': ' + words if words else ''}".rstrip(".") + "."


def _account(error: BaseException) -> str:
    from traceback import format_exception  # noqa: PLC0415  only where something went wrong

    try:
        return "".join(format_exception(error))
    except BaseException:  # noqa: BLE001  as above
        return ""


def turn_off(plugin: str, because: str) -> None:
    """Switch a plugin off for the rest of this process; `because` is the reason in words."""
    _off.setdefault(plugin, because)


def is_off(plugin: str) -> str:
    """Return why a plugin is off, or an empty text where it is not."""
    return _off.get(plugin, "")
