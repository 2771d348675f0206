"""One tab of a browser and the program that draws in it: started with the tab, ended and saved when the tab goes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from textual_serve.app_service import AppService

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiohttp import WSMessage
    from aiohttp.web import WebSocketResponse

    from inclusion_tui.web.deliveries import Deliveries

LEFT, FAULT = 1000, 4001
"""Why a page's websocket was closed, for the page to say: the person left the program, or it ended by a fault."""

GRACE_S = 3.0
"""Seconds that the screens have to end after each of: being asked, SIGTERM. Their own watchdog needs two."""

_START = b"__GANGLION__\n"  # what Textual's web driver writes when its packets begin
_MOST_PACKET = 64 * 1024 * 1024  # bytes; a larger one means that what is read is no packet
_MOST_TOLD = 200  # lines of a program's stderr that are passed on
_MOST_CELLS = 1000


class Tab(AppService):
    """One running copy of the screens, with textual-serve's protocol on its standard input and output."""

    def __init__(
        self,
        command: Sequence[str],
        page: WebSocketResponse,
        deliveries: Deliveries,
        *,
        tell: Callable[[str], None],
        grace_s: float = GRACE_S,
    ) -> None:
        super().__init__(
            " ".join(command),
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=page.close,  # type: ignore[arg-type]  # textual-serve minds no result
            download_manager=deliveries,
        )
        self._words, self._page, self._deliveries = tuple(command), page, deliveries
        self._tell, self._grace_s = tell, grace_s
        self._program: asyncio.subprocess.Process | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._ending: asyncio.Task[None] | None = None

    @property
    def stdin(self) -> asyncio.StreamWriter:
        """The program's standard input."""
        if self._program is None or self._program.stdin is None:
            raise RuntimeError("The screens are not running.")
        return self._program.stdin

    async def start(self, width: int, height: int) -> None:
        """Start the program for a page of so many cells. Raises OSError where it cannot be started."""
        # A session of its own: ctrl-C and a closed terminal reach the server alone, which then ends the screens.
        apart: dict[str, Any] = (
            {"start_new_session": True}
            if os.name == "posix"
            else {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}  # type: ignore[attr-defined,unused-ignore]
        )
        self._program = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **screen_environment(width, height)},
            **apart,
        )
        self._tasks = [asyncio.create_task(self.run()), asyncio.create_task(self._pass_on_stderr())]

    async def typed(self, message: WSMessage) -> None:
        """Hand on what the page sent; what makes no sense is left alone."""
        try:
            sort, *rest = message.json()
            what = rest[0] if rest else None
        except (TypeError, ValueError):
            return
        if sort == "stdin" and isinstance(what, str):
            await self.send_bytes(what.encode("utf-8", "replace"))  # half a character from a browser is '?'
        elif sort == "resize" and isinstance(what, dict):
            await self.set_terminal_size(cells(what.get("width"), 80), cells(what.get("height"), 24))
        elif sort == "ping":
            await self._send(json.dumps(["pong", what]))
        elif sort == "blur":
            await self.blur()
        elif sort == "focus":
            await self.focus()

    async def run(self) -> None:
        """Pass on what the program draws until it ends, then close the page and say why."""
        whole = await self._drawn()
        code = await self._ended()
        await self._page.close(code=LEFT if whole and code == 0 else FAULT)

    async def _drawn(self) -> bool:
        """Read to the end of what the program writes, page or no page, so that it never waits for us to read."""
        out = self._reader("stdout")
        try:
            while await out.readline() != _START:
                if out.at_eof():
                    return False
            while True:
                sort, size = await out.readexactly(1), int.from_bytes(await out.readexactly(4), "big")
                if size > _MOST_PACKET:
                    return False
                await self._packet(sort, await out.readexactly(size))
        except asyncio.IncompleteReadError as end:
            return not end.partial
        except ValueError:  # a line longer than the reader holds: nothing of Textual's
            return False

    async def _packet(self, sort: bytes, payload: bytes) -> None:
        if sort == b"D":
            await self.on_data(payload)
        elif sort == b"M":
            await self.on_meta(payload)
        elif sort == b"P":
            await self.on_packed(payload)

    async def on_data(self, payload: bytes) -> None:
        """Draw on the page, if it is still there."""
        with suppress(ConnectionError, RuntimeError):
            await self._page.send_bytes(payload)

    async def _send(self, text: str) -> None:
        with suppress(ConnectionError, RuntimeError):
            await self._page.send_str(text)

    async def on_meta(self, data: bytes) -> None:
        """Offer a file or an address to the page. That the program ends is seen when it has ended."""
        meta = json.loads(data)
        sort = meta.get("type")
        if sort == "open_url" and is_web_address(meta.get("url")):
            await self._send(json.dumps(["open_url", {"url": meta["url"], "new_tab": True}]))
        elif sort == "deliver_file_start":
            with suppress(ConnectionError, RuntimeError):
                await super().on_meta(data)

    async def _pass_on_stderr(self) -> None:
        """Tell the server's terminal what the program said on stderr: where its log is, if it ended by a fault."""
        err = self._reader("stderr")
        told = 0
        with suppress(ValueError):  # a line longer than the reader holds
            while line := await err.readline():
                told += 1
                if told <= _MOST_TOLD:
                    self._tell(ic.visible(line.decode("utf-8", "replace").rstrip("\n")))
        while await err.read(1 << 16):
            pass

    def _reader(self, name: str) -> asyncio.StreamReader:
        reader: asyncio.StreamReader | None = getattr(self._program, name)
        if reader is None:
            raise RuntimeError("The screens are not running.")
        return reader

    async def stop(self) -> None:
        """End the program, saved: ask, then SIGTERM, then by force. Returns when it is gone, however often called."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end())
        await asyncio.shield(self._ending)

    async def _end(self) -> None:
        await self._deliveries.cancel_app_downloads(self.app_service_id)
        program = self._program
        if program is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(self._grace_s):  # a program that was stopped does not even read
                await self.send_meta({"type": "quit"})
                await program.wait()
        await self._ended()
        with suppress(TimeoutError):  # what a program started may hold its pipes open
            async with asyncio.timeout(self._grace_s):
                await asyncio.gather(*self._tasks)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.stdin.close()

    async def _ended(self) -> int:
        """Wait for the program's end, and bring it about where it does not come. Returns its exit code."""
        program = self._program
        if program is None:
            return 0
        for end in (None, signal.SIGTERM, _FORCE):
            if end is not None:
                self._signal(program, end)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._grace_s):
                    return await program.wait()
        return await program.wait()

    def _signal(self, program: asyncio.subprocess.Process, number: int) -> None:
        """Signal the program; by force, whatever it started too."""
        with suppress(ProcessLookupError):
            if os.name != "posix":
                program.kill()
            elif number == _FORCE:
                os.killpg(program.pid, number)
            else:
                program.send_signal(number)


_FORCE = getattr(signal, "SIGKILL", signal.SIGTERM)


def screen_environment(width: int, height: int) -> dict[str, str]:
    """Return what tells a Textual program that it draws on a page of so many cells."""
    return {
        "TEXTUAL_DRIVER": "inclusion_tui.web.driver:PageDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_FPS": "60",
        "TERM": "xterm-256color",
        "TERM_PROGRAM": "textual",
        "TERM_PROGRAM_VERSION": version("textual-serve"),
        "COLUMNS": str(width),
        "ROWS": str(height),
        "LINES": str(height),
    }


def cells(asked: object, otherwise: int) -> int:
    """Return a width or height in cells that a page may have, whatever it sent.

    >>> cells("132", 80), cells("undefined", 80), cells(10**9, 80), cells(None, 24)
    (132, 80, 1000, 24)
    """
    try:
        number = int(asked) if isinstance(asked, str | int | float) else otherwise
    except (ValueError, OverflowError):
        return otherwise
    return max(1, min(_MOST_CELLS, number))


def is_web_address(text: object) -> bool:
    """Say whether a text is an address of the web, which alone the page may offer to open.

    >>> [is_web_address(one) for one in ("https://example.org/a", "javascript:alert(1)", "file:///etc/passwd", None)]
    [True, False, False, False]
    """
    if not isinstance(text, str) or not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
