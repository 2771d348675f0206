"""Whose words are these: what plugins' threads print, warn or ask at the keyboard never reaches ours.

While a plugin runs (and as long as a thread of one lives on) the standard streams are replaced by ones that look at
the thread: a plugin's words go to its Recorder, everybody else's go where they always went. A thread that a plugin's
thread starts is the plugin's too. Once no plugin's thread lives, everything is put back as it was.

What this cannot catch, because it does not pass through Python's streams: a program that a plugin starts and lets
write to our standard output, and C code that writes there by itself.
"""

from __future__ import annotations

import io
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any, TextIO, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_MOST_KEPT = 2_000  # characters of one plugin's words in one place: enough to know them by
_STREAMS = ("stdout", "stderr", "stdin")


class Recorder:
    """What one plugin said in one place: its first 2,000 printed characters and its first 20 different warnings."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._said = ""
        self._warned: dict[str, None] = {}

    def wrote(self, text: str) -> None:
        """Keep what was printed."""
        with self._lock:
            self._said = (self._said + text)[:_MOST_KEPT]

    def warned(self, text: str) -> None:
        """Keep a warning's text, once."""
        with self._lock:
            if len(self._warned) < 20:  # noqa: PLR2004  as the class says
                self._warned[text[:_MOST_KEPT]] = None

    @property
    def printed(self) -> str:
        """What was printed, without the blank around it."""
        return self._said.strip()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was warned of, in order."""
        with self._lock:
            return tuple(self._warned)


_owners: WeakKeyDictionary[threading.Thread, Recorder] = WeakKeyDictionary()
_owners_lock = threading.Lock()


def owner() -> Recorder | None:
    """Return the recorder of the plugin whose thread this is, or None in a thread of ours."""
    return _owners.get(threading.current_thread())


def own(thread: threading.Thread, recorder: Recorder) -> None:
    """Say whose a thread is; the first to say so is right."""
    with _owners_lock:
        _owners.setdefault(thread, recorder)


def _any_alive() -> bool:
    with _owners_lock:
        return any(thread.is_alive() for thread in list(_owners))


class _RecordedBytes(io.RawIOBase):
    """The bytes beneath a plugin's standard output."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401  anything with a buffer, as io says
        body = bytes(data)
        self._recorder.wrote(body.decode("utf-8", "replace"))
        return len(body)


class _Routed(io.TextIOBase):
    """A standard stream that looks at the thread before it does anything."""

    def __init__(self, under: TextIO) -> None:
        self.under = under

    def write(self, text: str) -> int:
        recorder = owner()
        if recorder is None:
            return self.under.write(text)
        recorder.wrote(text)
        return len(text)

    def flush(self) -> None:
        if owner() is None:
            self.under.flush()

    def read(self, size: int | None = -1) -> str:
        return self._asked().read(-1 if size is None else size)

    def readline(self, size: int = -1) -> str:  # type: ignore[override]  # typeshed knows it positional only
        return self._asked().readline(size)

    def __next__(self) -> str:  # type: ignore[override]  # as above
        return next(self._asked())

    def _asked(self) -> TextIO:
        if owner() is not None:
            raise EOFError("A plugin cannot ask at the keyboard.")
        return self.under

    def fileno(self) -> int:
        if owner() is not None:
            raise io.UnsupportedOperation("A plugin's words are kept apart: there is no file behind this stream.")
        return self.under.fileno()

    def isatty(self) -> bool:
        return owner() is None and self.under.isatty()

    def readable(self) -> bool:
        return self.under.readable()

    def writable(self) -> bool:
        return self.under.writable()

    def close(self) -> None:
        """Close nothing: the stream beneath is not ours."""

    @property
    def buffer(self) -> Any:  # noqa: ANN401  a binary stream of either sort
        """The bytes beneath: a plugin's own, or those of the stream."""
        recorder = owner()
        return self.under.buffer if recorder is None else _RecordedBytes(recorder)

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a class attribute in typeshed
        return self.under.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]  # as above
        return self.under.errors

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the stream beneath has
        return getattr(self.under, name)


class _FromAPlugin:
    """Stands where a warning filter has its message: it matches every warning from a plugin's thread and keeps it."""

    def match(self, text: str) -> bool:
        recorder = owner()
        if recorder is None:
            return False
        recorder.warned(str(text))
        return True


_FILTER = ("ignore", _FromAPlugin(), Warning, None, 0)


class _Watch:
    """Holds the replaced streams while at least one plugin runs. Used as a context manager, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._running = 0
        self._start: Callable[[threading.Thread], None] | None = None

    def __enter__(self) -> None:
        with self._lock:
            self._running += 1
            self._install()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._lock:
            self._running -= 1
            if not self._running and not _any_alive():
                self._restore()

    def _install(self) -> None:
        for name in _STREAMS:
            stream = getattr(sys, name)
            if stream is not None and not isinstance(stream, _Routed):
                setattr(sys, name, _Routed(stream))
        filters = cast("list[Any]", warnings.filters)
        if not any(one is _FILTER for one in filters):
            filters.insert(0, _FILTER)
        if self._start is None:
            start = self._start = threading.Thread.start

            def started_by(thread: threading.Thread) -> None:
                recorder = owner()
                if recorder is not None:
                    own(thread, recorder)
                start(thread)

            self._patched = started_by
            threading.Thread.start = started_by  # type: ignore[method-assign, assignment]

    def _restore(self) -> None:
        for name in _STREAMS:
            stream = getattr(sys, name)
            if isinstance(stream, _Routed):
                setattr(sys, name, stream.under)
        filters = cast("list[Any]", warnings.filters)
        for place, one in enumerate(filters):
            if one is _FILTER:
                del filters[place]
                break
        if self._start is not None and threading.Thread.start is self._patched:
            threading.Thread.start = self._start  # type: ignore[method-assign, assignment]
            self._start = None


watch = _Watch()
"""The one watch of this process: `with watch:` around whatever runs a plugin."""
