"""Chromium without a window, driven over its DevTools protocol: just what the tests of the page need of it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING, Any, Self

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=1280,800",
    "--remote-debugging-port=0",
)
PATIENCE_S = 30.0
_SPECIAL = {"Enter": (13, "\r"), "Escape": (27, ""), "ArrowDown": (40, ""), "Tab": (9, "")}


def found() -> str | None:
    """Return the path of a Chromium on this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Chromium:
    """A browser with a profile of its own, from `async with` to its end."""

    def __init__(self, program: str, profile: Path, *flags: str) -> None:
        self._words = (program, *FLAGS, *flags, f"--user-data-dir={profile}", "about:blank")
        self._profile = profile
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._tabs: dict[str, Tab] = {}
        self._last = 0

    async def __aenter__(self) -> Self:
        """Start it and connect to it."""
        self._process = subprocess.Popen(self._words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: ASYNC220  it is there before anything else goes on
        port_file = self._profile / "DevToolsActivePort"
        await until(lambda: port_file.exists() and port_file.read_text().count("\n") >= 1)
        port, path = port_file.read_text().splitlines()[:2]
        self._http = aiohttp.ClientSession()
        self._socket = await self._http.ws_connect(f"ws://127.0.0.1:{port}{path}", max_msg_size=0)
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        """End it."""
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self.ask("Browser.close"), 5)
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._socket.close()
        await self._http.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    async def _read(self) -> None:
        async for message in self._socket:
            told = message.json()
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
            elif told.get("sessionId") in self._tabs:
                self._tabs[told["sessionId"]].events.append((told["method"], told["params"]))

    async def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Ask for something of the protocol and return its result."""
        self._last += 1
        answer = self._answers[self._last] = asyncio.get_running_loop().create_future()
        about = {"sessionId": session} if session else {}
        await self._socket.send_json({"id": self._last, "method": method, "params": params, **about})
        told = await asyncio.wait_for(answer, PATIENCE_S)
        assert "error" not in told, told
        result: dict[str, Any] = told["result"]
        return result

    async def open(self, url: str, *, saves: Path | None = None) -> Tab:
        """Open a tab in a window of its own (one behind another draws nothing), listen, and go to an address."""
        target = (await self.ask("Target.createTarget", url="about:blank", newWindow=True))["targetId"]
        session = (await self.ask("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        tab = self._tabs[session] = Tab(self, session, target)
        for domain in ("Network", "Page", "Runtime", "Log"):
            await tab.ask(f"{domain}.enable")
        if saves is not None:
            await self.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(saves))
        await tab.go(url)
        return tab


class Tab:
    """One tab: keys in, pictures and facts out."""

    def __init__(self, browser: Chromium, session: str, target: str) -> None:
        self._browser, self._session, self._target = browser, session, target
        self.events: list[tuple[str, dict[str, Any]]] = []

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask for something of the protocol in this tab."""
        return await self._browser.ask(method, self._session, **params)

    async def go(self, url: str) -> None:
        """Go to an address."""
        await self.ask("Page.navigate", url=url)

    async def reload(self) -> None:
        """Load the page again."""
        await self.run("document.body.classList.remove('-first-byte')")
        await self.ask("Page.reload")

    async def close(self) -> None:
        """Close the tab."""
        await self._browser.ask("Target.closeTarget", targetId=self._target)

    async def run(self, script: str) -> Any:
        """Run a script in the page and return its value."""
        told = await self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    async def drawn(self) -> None:
        """Wait until the program has drawn on the page."""
        await self.sees("document.body?.classList.contains('-first-byte')")

    async def sees(self, script: str) -> None:
        """Wait until a script's value in the page is true."""
        end = time.monotonic() + PATIENCE_S
        while not await self.run(f"Boolean({script})"):
            assert time.monotonic() < end, f"{script} did not come true; {await self.text()!r}"
            await asyncio.sleep(0.05)

    async def text(self) -> str:
        """Return the page's own words that can be seen (the terminal is a picture)."""
        return str(await self.run("document.body.innerText"))

    async def type(self, text: str) -> None:
        """Type plain characters, one key each."""
        for mark in text:
            await self.ask("Input.dispatchKeyEvent", type="keyDown", text=mark, key=mark, unmodifiedText=mark)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", key=mark)

    async def press(self, key: str) -> None:
        """Press a key that has a name."""
        number, text = _SPECIAL[key]
        about = {"key": key, "code": key, "windowsVirtualKeyCode": number}
        sort = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        await self.ask("Input.dispatchKeyEvent", **sort, **about)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    async def picture(self) -> bytes:
        """Return what the tab looks like, as PNG."""
        return base64.b64decode((await self.ask("Page.captureScreenshot", format="png"))["data"])

    def asked_for(self) -> list[str]:
        """Return every address that the tab asked for, websockets too."""
        requests = [one["request"]["url"] for sort, one in self.events if sort == "Network.requestWillBeSent"]
        return requests + [one["url"] for sort, one in self.events if sort == "Network.webSocketCreated"]

    def complaints(self) -> list[str]:
        """Return what the browser had to complain of: errors of scripts, and what the page's policy forbade."""
        said = [one["entry"]["text"] for sort, one in self.events if sort == "Log.entryAdded"]
        return said + [str(one["exceptionDetails"]) for sort, one in self.events if sort == "Runtime.exceptionThrown"]


async def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it did not come true"
        await asyncio.sleep(0.02)


IN_CI = bool(os.environ.get("CI"))
