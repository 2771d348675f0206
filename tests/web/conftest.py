"""The page under test: a server in this process with a stand-in for the screens, and a browser where there is one."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import WSMsgType
from aiohttp.test_utils import TestClient, TestServer
from tests.web.chromium import until

import inclusion_core as ic
from inclusion_core.demonstration.building import build_demonstration
from inclusion_tui.web.address import Place
from inclusion_tui.web.server import Server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from aiohttp import ClientResponse, ClientWebSocketResponse

TOKEN = "a-token-that-a-test-made-0123456789"  # noqa: S105  it opens nothing but a test
STAND_IN = (sys.executable, str(Path(__file__).with_name("stand_in.py")))


class Served:
    """A server that runs, its client with a cookie jar, and the folder in which the stand-in leaves its marks."""

    def __init__(self, client: TestClient[Any, Any], folder: Path, told: list[str]) -> None:
        self.client, self.folder, self.told = client, folder, told

    @property
    def origin(self) -> str:
        """The server's own origin."""
        return f"http://127.0.0.1:{self.client.port}"

    async def let_in(self) -> None:
        """Come in by the token, so that the jar has the cookie."""
        answer = await self.client.get("/", params={"token": TOKEN})
        assert answer.status == 200

    async def get(self, path: str, **options: Any) -> ClientResponse:
        """Ask for a path and do not follow where it leads."""
        return await self.client.get(path, allow_redirects=False, **options)

    async def tab(self, query: str = "?width=100&height=30") -> ClientWebSocketResponse:
        """Open the page's websocket as the page would."""
        return await self.client.ws_connect(f"/socket{query}", origin=self.origin)

    async def drawn(self, tab: ClientWebSocketResponse) -> None:
        """Wait until the stand-in has drawn itself."""
        seen = b""
        while b"stand-in" not in seen:
            message = await tab.receive(timeout=20)
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), message
            seen += message.data if message.type is WSMsgType.BINARY else b""

    async def type(self, tab: ClientWebSocketResponse, text: str) -> None:
        """Type into a tab and wait until all of it has arrived."""
        before = self.typed
        await tab.send_json(["stdin", text])
        await until(lambda: self.typed == before + text)

    @property
    def typed(self) -> str:
        """What the stand-in was told."""
        file = self.folder / "typed"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def marks(self, sort: str) -> list[str]:
        """Return the numbers of the programs that left a mark of a sort."""
        return sorted(one.name.partition("-")[2] for one in self.folder.glob(f"{sort}-*"))


@asynccontextmanager
async def running(folder: Path, *, grace_s: float = 3.0, patience_s: float = 5.0) -> AsyncIterator[Served]:
    """Run a server on a free port of this machine."""
    told: list[str] = []
    place = Place("127.0.0.1", None, TOKEN)
    server = Server((*STAND_IN, str(folder)), place, tell=told.append, grace_s=grace_s, patience_s=patience_s)
    async with TestClient(TestServer(server.application())) as client:
        yield Served(client, folder, told)


@pytest.fixture
def served(tmp_path: Path) -> Callable[..., None]:
    """Run a flow against a server: `served(flow)`; `flow(it)` is called with it."""

    def run(flow: Any, **options: Any) -> None:
        async def whole() -> None:
            async with running(tmp_path, **options) as it:
                await flow(it)

        asyncio.run(whole())

    return run


def message_of(raw: Any) -> Any:
    """Return what a text message of the server says."""
    return raw.json() if raw.type is WSMsgType.TEXT else None


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's workspace, built once."""
    folder = tmp_path_factory.mktemp("made-up") / "workspace"
    with ic.open_desk(folder) as desk:
        build_demonstration(desk, now=dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC))
    return folder
