"""The server behind `inclusion serve`: one page, its six files, one websocket a tab, and files that were asked for.

textual-serve gives the page's terminal (script, style, fonts) and the protocol to the screens. Its own server is left
aside: it lists folders, loads a font from the web, runs its command through a shell and lets anybody in.
"""

from __future__ import annotations

import asyncio
import errno
import html
import signal
import sys
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from aiohttp import WSCloseCode, WSMsgType, web

import inclusion_core as ic
from inclusion_tui.web.deliveries import PATIENCE_S, BrokenOff, Deliveries, saved_as
from inclusion_tui.web.guard import Guard, put_headers
from inclusion_tui.web.tab import FAULT, GRACE_S, Tab, cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

    from inclusion_tui.web.address import Place

_HERE = Path(__file__).parent
_LARGEST_MESSAGE = 16 * 1024 * 1024  # bytes; a note of 1 MB that is pasted comes in one message
_HEARTBEAT_S = 15.0
_THEIRS = {
    "textual.js": ("js/textual.js", "text/javascript"),
    "xterm.css": ("css/xterm.css", "text/css"),
    "RobotoMono.ttf": ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "RobotoMono-Italic.ttf": ("fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
_OURS = {"page.js": "text/javascript", "page.css": "text/css", "icon.svg": "image/svg+xml"}


class Server:
    """What answers for one workspace. `command` starts the screens for one tab."""

    def __init__(
        self,
        command: Sequence[str],
        place: Place,
        *,
        tell: Callable[[str], None],
        grace_s: float = GRACE_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._command, self._place, self._tell, self._grace_s = tuple(command), place, tell, grace_s
        self._deliveries = Deliveries(patience_s=patience_s)
        self._open: dict[web.WebSocketResponse, Tab] = {}
        self._template = Template((_HERE / "page.html").read_text(encoding="utf-8"))
        self._files = _static_files()

    def application(self) -> web.Application:
        """Return the routes behind their guard."""
        application = web.Application(middlewares=[Guard(self._place).middleware])
        application.router.add_get("/", self._page)
        application.router.add_get("/static/{name}", self._static)
        application.router.add_get("/socket", self._socket)
        application.router.add_get("/download/{key}", self._download)
        application.on_response_prepare.append(put_headers)
        application.on_shutdown.append(self._end_all)
        return application

    async def _page(self, request: web.Request) -> web.Response:
        text = self._template.substitute(socket=html.escape(f"ws://{request.host}/socket"))
        return web.Response(text=text, content_type="text/html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        """Answer with one of the files in the table, so that no path of a request ever reaches a folder."""
        found = self._files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        path, content_type = found
        return web.FileResponse(path, headers={"Content-Type": content_type, "Cache-Control": "no-cache"})

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the screens for as long as the page's websocket is open."""
        page = web.WebSocketResponse(
            heartbeat=_HEARTBEAT_S, max_msg_size=_LARGEST_MESSAGE, compress=self._place.beyond, timeout=2.0
        )
        await page.prepare(request)
        tab = Tab(self._command, page, self._deliveries, tell=self._tell, grace_s=self._grace_s)
        self._open[page] = tab
        try:
            await tab.start(cells(request.query.get("width"), 80), cells(request.query.get("height"), 24))
            async for message in page:
                if message.type is WSMsgType.TEXT:
                    await tab.typed(message)
        except OSError as refused:
            self._tell(f"The screens could not be started: {refused.strerror or refused}.")
            await page.close(code=FAULT)
        finally:
            await tab.stop()
            del self._open[page]
        return page

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Hand over a file that the screens offered, always to be saved and never to be shown as a page of ours."""
        key = request.match_info["key"]
        try:
            name = self._deliveries.file_name(key)
        except KeyError:
            raise web.HTTPNotFound from None
        headers = {"Content-Disposition": saved_as(name), "Content-Security-Policy": "default-src 'none'; sandbox"}
        answer = web.StreamResponse(headers={**headers, "Content-Type": "application/octet-stream"})
        try:
            await answer.prepare(request)
            async for piece in self._deliveries.pieces(key):
                await answer.write(piece)
            await answer.write_eof()
        except BrokenOff:
            if request.transport is not None:  # the browser must not take a part for the whole
                request.transport.abort()
        return answer

    async def _end_all(self, _application: web.Application) -> None:
        """End every tab's screens, saved, and tell the pages that the server goes."""
        tabs = list(self._open.items())
        await asyncio.gather(*(page.close(code=WSCloseCode.GOING_AWAY) for page, _ in tabs), return_exceptions=True)
        await asyncio.gather(*(tab.stop() for _, tab in tabs), return_exceptions=True)


def _static_files() -> dict[str, tuple[Path, str]]:
    """Return the page's files by name, with their content types. Raises MissingExtra where textual-serve lacks one."""
    theirs = Path(str(files("textual_serve"))) / "static"
    found = {name: (theirs / path, content_type) for name, (path, content_type) in _THEIRS.items()}
    if not all(path.is_file() for path, _ in found.values()):
        raise ic.MissingExtra("web", "Working in a browser")
    return found | {name: (_HERE / name, content_type) for name, content_type in _OURS.items()}


def serve_until_told(server: Server, place: Place, listening: Callable[[str], None]) -> int:
    """Listen, tell the address, and serve until a signal; returns 128 and the signal's number. Raises NotAllowed."""
    return asyncio.run(_serve_until_told(server, place, listening))


async def _serve_until_told(server: Server, place: Place, listening: Callable[[str], None]) -> int:
    runner = web.AppRunner(server.application(), handle_signals=False, access_log=None, shutdown_timeout=1.0)
    told: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    before = _on_signals(told)
    try:
        await runner.setup()
        port = await _listen(runner, place)
        listening(place.url(port))
        return 128 + await told
    finally:
        await runner.cleanup()
        for number, handler in before.items():
            signal.signal(number, handler)


async def _listen(runner: web.AppRunner, place: Place) -> int:
    """Listen on the first of the place's ports that is free, and return it. Raises NotAllowed, in one sentence."""
    for port in place.ports:
        try:
            await web.TCPSite(runner, place.host, port).start()
        except OSError as refused:
            if refused.errno == errno.EADDRINUSE and port != place.ports[-1]:
                continue
            raise ic.NotAllowed(_why_not(refused, place.host, port)) from None
        return int(runner.addresses[0][1])
    raise AssertionError("a place has ports")


def _why_not(refused: OSError, host: str, port: int) -> str:
    if refused.errno == errno.EADDRINUSE:
        return f"Another program has port {port} already. Name another, or leave --port out to be given a free one."
    if refused.errno == errno.EACCES:
        return f"Port {port} is kept for the system here. Name one above 1023, or leave --port out."
    return f"{ic.one_line(host)} is no address of this machine that can be listened on. Leave --host out for 127.0.0.1."


def _on_signals(told: asyncio.Future[int]) -> dict[int, Any]:
    """Let the signals that end a program end the serving in order; returns what to put back."""
    loop = asyncio.get_running_loop()

    def settle(number: int) -> None:
        if not told.done():
            told.set_result(number)

    def end(number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(settle, number)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    return {number: signal.signal(number, end) for number in numbers}


def child_command(folder: Path) -> tuple[str, ...]:
    """Return what starts the screens on a folder. `-P`: what lies in the current folder is not ours to import."""
    return (sys.executable, "-P", "-m", "inclusion_tui.web.child", str(folder))
