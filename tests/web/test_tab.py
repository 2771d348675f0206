"""One tab and its program, with a stand-in for the screens: what is typed arrives, and every end is a clean one."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from tests.web.chromium import until
from tests.web.conftest import message_of
from tests.web.stand_in import LARGE

from inclusion_tui.web.deliveries import saved_as

if TYPE_CHECKING:
    from aiohttp import ClientWebSocketResponse
    from tests.web.conftest import Served

pytestmark = pytest.mark.slow


def alive(number: str | int) -> bool:
    """Say whether a program still runs."""
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    return True


async def opened(it: Served) -> ClientWebSocketResponse:
    """Open a tab and wait for its program."""
    await it.let_in()
    tab = await it.tab()
    await it.drawn(tab)
    return tab


async def closed(tab: ClientWebSocketResponse) -> int | None:
    """Read to the end of a websocket and return why it was closed."""
    while not tab.closed:
        await tab.receive(timeout=20)
    return tab.close_code


async def told(tab: ClientWebSocketResponse, sort: str) -> Any:
    """Read until the server sends a message of a sort, and return what it says."""
    while True:
        raw = await tab.receive(timeout=20)
        assert raw.type not in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSE), raw
        said = message_of(raw)
        if said and said[0] == sort:
            return said[1]


def test_what_is_typed_arrives_and_closing_the_tab_ends_the_program(served: Any) -> None:
    """Keys reach the program as wide as the tab is; when the tab goes, the program ends by itself and is gone."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        await it.type(tab, "seen é 漢")
        (number,) = it.marks("pid")
        assert (it.folder / f"pid-{number}").read_text() == "100"
        await tab.close()
        await until(lambda: it.marks("ended") == [number])
        await until(lambda: not alive(number))

    served(flow)


def test_leaving_the_program_closes_the_tab_and_says_so(served: Any) -> None:
    """A program that was left closes its tab with the code for 'left'."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        await it.type(tab, "Q")
        assert await closed(tab) == 1000

    served(flow)


def test_a_fault_is_told_in_the_tab_and_where_the_server_was_started(served: Any) -> None:
    """A program that breaks closes its tab with the code for 'fault'; its words reach the server's terminal, inert."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        await it.type(tab, "E")
        await until(lambda: it.told)
        assert it.told[0] == "told on stderr ␛[2J"
        await it.type(tab, "X")
        assert await closed(tab) == 4001
        assert any("ZeroDivisionError" in line for line in it.told)
        assert not any("\x1b" in line for line in it.told)

    served(flow)


def test_a_program_that_cannot_be_started_is_a_fault(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program is missing or ends at once, the tab says fault and the server's terminal says why."""

    async def flow(it: Served) -> None:
        await it.let_in()
        tab = await it.tab()
        assert await closed(tab) == 4001
        assert it.told

    monkeypatch.setattr("tests.web.conftest.STAND_IN", ("no-such-program-anywhere",))
    served(flow)
    monkeypatch.setattr("tests.web.conftest.STAND_IN", ("/bin/sh", "-c", "echo no packets; echo why >&2; exit 3"))
    served(flow)


@pytest.mark.parametrize("how", ["stuck", "stopped"])
def test_a_program_that_does_not_end_is_ended(served: Any, how: str) -> None:
    """A program that is stuck, or was stopped, is gone soon after its tab, and what it started with it."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        (number,) = it.marks("pid")
        if how == "stuck":
            await it.type(tab, "S")
            await until(lambda: it.marks("other"))
        else:
            os.kill(int(number), signal.SIGSTOP)
        await tab.close()
        for one in (number, *it.marks("other")):
            await until(lambda one=one: not alive(one))
        assert not it.marks("ended")

    served(flow, grace_s=0.3)


def test_each_tab_is_a_program_of_its_own(served: Any) -> None:
    """Two tabs run two programs, and closing one leaves the other at work."""

    async def flow(it: Served) -> None:
        first = await opened(it)
        second = await opened(it)
        assert len(it.marks("pid")) == 2
        await first.close()
        await until(lambda: len(it.marks("ended")) == 1)
        await it.type(second, "on")
        assert len(it.marks("ended")) == 1

    served(flow)


def test_the_server_that_goes_ends_every_program_and_tells_the_tabs(served: Any) -> None:
    """When the server shuts down, every tab is told that it was stopped and every program ends by itself."""
    tabs: list[ClientWebSocketResponse] = []
    found: list[Served] = []

    async def flow(it: Served) -> None:
        tabs.extend([await opened(it), await opened(it)])
        found.append(it)
        ending = asyncio.create_task(it.client.server.close())
        assert [await closed(tab) for tab in tabs] == [1001, 1001]
        await ending
        assert it.marks("ended") == it.marks("pid")
        assert not any(alive(number) for number in it.marks("pid"))

    served(flow)
    assert found


def test_nonsense_from_the_page_ends_nothing(served: Any) -> None:
    """Half a character, sizes that are none and messages of no sort are left alone."""

    async def flow(it: Served) -> None:
        await it.let_in()
        tab = await it.tab("?width=undefined&height=-3")
        await it.drawn(tab)
        for text in (
            "",
            "not json",
            "[]",
            "{}",
            "3",
            '["stdin"]',
            '["stdin", 4]',
            '["resize", {}]',
            '["resize", null]',
        ):
            await tab.send_str(text)
        await tab.send_json(["resize", {"width": "1e9", "height": -1}])
        await tab.send_bytes(b"\x00\x01")
        await tab.send_str(r'["stdin", "\ud83d"]')
        await tab.send_json(["stdin", "still here"])
        await until(lambda: it.typed == "?still here")
        (number,) = it.marks("pid")
        assert (it.folder / f"pid-{number}").read_text() == "80"
        await tab.send_json(["ping", "17"])
        assert await told(tab, "pong") == "17"

    served(flow)


def test_what_a_library_prints_breaks_nothing(served: Any) -> None:
    """What is printed past Python, straight to standard output, goes to stderr and not between two packets."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        await it.type(tab, "P")
        await until(lambda: it.told == ["printed by a library in C"])
        await it.type(tab, "Q")
        assert await closed(tab) == 1000

    served(flow)


def test_a_file_is_saved_and_never_shown(served: Any) -> None:
    """A file from inside the program comes whole, as a download under its own name, and once."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        await it.type(tab, "D")
        key = await told(tab, "deliver_file_start")
        answer = await it.get(f"/download/{key}")
        assert answer.status == 200
        assert answer.headers["Content-Disposition"] == saved_as('re"port é.html')
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert await answer.text(encoding="utf-8") == "A report, é."
        assert (await it.get(f"/download/{key}")).status == 404
        await it.type(tab, "L")
        key = await told(tab, "deliver_file_start")
        answer = await it.get(f"/download/{key}")
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert await answer.read() == LARGE

    served(flow)


def test_a_file_that_breaks_off_is_no_whole_file(served: Any) -> None:
    """Where the program falls silent in the middle, the browser sees a broken download and not a shorter file."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        await it.type(tab, "L")
        key = await told(tab, "deliver_file_start")
        (number,) = it.marks("pid")
        os.kill(int(number), signal.SIGSTOP)
        with pytest.raises(aiohttp.ClientError):
            await (await it.get(f"/download/{key}")).read()
        os.kill(int(number), signal.SIGCONT)

    served(flow, patience_s=0.5)


def test_what_an_ended_program_offered_is_gone(served: Any) -> None:
    """A file that nobody fetched goes with the tab that offered it."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        await it.type(tab, "D")
        key = await told(tab, "deliver_file_start")
        await tab.close()
        await until(lambda: it.marks("ended"))
        assert (await it.get(f"/download/{key}")).status == 404

    served(flow)


def test_only_addresses_of_the_web_are_offered(served: Any) -> None:
    """The program may offer a page of the web, always in a tab of its own; a script or a file is not passed on."""

    async def flow(it: Served) -> None:
        tab = await opened(it)
        await it.type(tab, "JU")
        assert await told(tab, "open_url") == {"url": "https://example.org/page", "new_tab": True}

    served(flow)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("report.html", "report.html"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ('a"; filename="b', "a_; filename=_b"),
        ("line\r\nSet-Cookie: x", "line__Set-Cookie: x"),
        ("", "file"),
    ],
)
def test_a_files_name_cannot_lead_astray(name: str, plain: str) -> None:
    """Folders, quotation marks and line ends in a file's name are taken out of it."""
    header = saved_as(name)
    assert header.startswith(f"attachment; filename=\"{plain}\"; filename*=UTF-8''")
    assert header.isascii()
    assert header.isprintable()
