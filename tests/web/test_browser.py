"""The page in a real browser: rate, load again, still there; and nothing asked of any other machine."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import struct
import subprocess
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from tests.web.chromium import IN_CI, Chromium, found, until
from tests.web.conftest import TOKEN, running
from tests.web.stand_in import LARGE
from tests.web.test_serve_command import children, gone, serving

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.web.chromium import Tab
    from tests.web.conftest import Served

pytestmark = pytest.mark.slow

AS_TEXT = "--disable-3d-apis"
"""Without WebGL the terminal is drawn as text in the page, as on a machine whose graphics a browser distrusts."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser. Where there is none the tests are skipped, and in CI they fail."""
    program = found()
    if program is None:
        says = "There is no Chromium here. `make browser` installs Debian's; else put `chromium` on the path."
        (pytest.fail if IN_CI else pytest.skip)(says)
    return program


@pytest.fixture
def workspace(made_up: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the made-up cluster where the program under test looks for its work."""
    shutil.copytree(made_up, tmp_path / "work")
    with ic.open_workspace(tmp_path / "work") as there, there.session("demo-alnside") as session:
        session.change_review(title="A visit under way (made up)")  # what was changed last stands first
    return tmp_path


def lines(workspace: Path, review: str = "demo-alnside") -> list[dict[str, Any]]:
    """Return what was done to a review."""
    (journal,) = (workspace / "work").glob(f"reviews/*/{review}/journal.jsonl")
    return [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]


def hosts(tab: Tab) -> set[str]:
    """Return every host that a tab asked anything of."""
    return {urlsplit(url).netloc for url in tab.asked_for() if not url.startswith("about:")}


ROWS = "(document.querySelector('.xterm-rows')?.innerText ?? '').replaceAll('\\u00a0', ' ').split('\\n')"
"""What the terminal shows, a text a row, where it is drawn as text."""


async def shows(tab: Tab, words: str) -> None:
    """Wait until the terminal shows some words."""
    await tab.sees(f"{ROWS}.some((row) => row.includes({json.dumps(words)}))")


async def shows_row(tab: Tab, begins: str, words: str) -> None:
    """Wait until a row of the terminal that begins with some letters shows some words."""
    row = f"row.trim().startsWith({json.dumps(begins)}) && row.includes({json.dumps(words)})"
    await tab.sees(f"{ROWS}.some((row) => {row})")


def colours(png: bytes) -> int:
    """Count the different pixels of a picture, of 8 bits a channel, by its rows as they are packed."""
    width = struct.unpack(">I", png[16:20])[0]
    packed, place = b"", 8
    while place < len(png):
        size = struct.unpack(">I", png[place : place + 4])[0]
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + size]
        place += size + 12
    rows = zlib.decompress(packed)
    step = width * (4 if png[25] == 6 else 3) + 1
    return len({rows[start : start + step] for start in range(0, len(rows), step)})


def test_rate_load_again_still_there(chromium: str, workspace: Path) -> None:
    """A key pressed in the browser is in the journal; after loading the page again the level stands on the screen.

    All of it is asked of this machine, with no token left in the address, and the browser has nothing to complain of.
    """

    async def flow() -> None:
        with serving(workspace, "--port", "0") as program:
            assert program.stdout is not None
            url = program.stdout.readline().strip()
            async with Chromium(chromium, workspace / "profile", AS_TEXT) as browser:
                tab = await browser.open(url)
                await shows(tab, "5 reviews")
                assert await tab.run("location.pathname + location.search") == "/"
                assert await tab.run("document.cookie") == ""
                await tab.press("Enter")
                await shows(tab, "U1")
                before = len(lines(workspace))
                await tab.type("4")
                await until(lambda: len(lines(workspace)) > before)
                do = lines(workspace)[-1]["do"]["judge"]
                assert (do["indicator"], do["level"], do["voice"]) == ("U1", "leading", "peer:lead-reviewer")
                first = children(program.pid)
                await tab.reload()
                await shows(tab, "5 reviews")
                await tab.press("Enter")
                await shows_row(tab, "U1 ", "4 Leading")
                await until(lambda: all(gone(one) for one in first))
                assert hosts(tab) == {urlsplit(url).netloc}
                assert any(one.startswith("ws://") for one in tab.asked_for())
                assert tab.complaints() == []

    asyncio.run(flow())


def test_two_tabs_follow_one_journal(chromium: str, workspace: Path) -> None:
    """What is judged in one tab appears in another that shows the same review."""

    async def flow() -> None:
        with serving(workspace, "--port", "0") as program:
            assert program.stdout is not None
            url = program.stdout.readline().strip()
            async with Chromium(chromium, workspace / "profile", AS_TEXT) as browser:
                tabs = [await browser.open(url), await browser.open(url)]
                for tab in tabs:
                    await shows(tab, "5 reviews")
                    await tab.press("Enter")
                    await shows(tab, "U1")
                assert len(children(program.pid)) == 2
                await tabs[1].type("1")
                await until(lambda: lines(workspace)[-1]["do"].get("judge", {}).get("level") == "starting")
                await shows_row(tabs[0], "U1 ", "1 Starting")

    asyncio.run(flow())


def test_the_page_draws_with_its_own_font(chromium: str, workspace: Path) -> None:
    """Where the browser has WebGL the terminal is a picture, in the page's own font, and takes keys at once."""

    async def flow() -> None:
        with serving(workspace, "--port", "0") as program:
            assert program.stdout is not None
            async with Chromium(chromium, workspace / "profile") as browser:
                tab = await browser.open(program.stdout.readline().strip())
                await tab.drawn()
                assert await tab.run("document.fonts.check('16px \"Roboto Mono\"')")
                assert await tab.run("[...document.fonts].filter((one) => one.status === 'loaded').length") == 2
                await tab.sees("document.activeElement.classList.contains('xterm-helper-textarea')")
                await tab.sees("document.querySelector('.starting').getClientRects().length === 0")
                await asyncio.sleep(0.5)  # the first frame, on the screen
                picture = await tab.picture()
                keep = os.environ.get("INCLUSION_KEEP_PICTURE")
                if keep:
                    await asyncio.to_thread(_write, keep, picture)
                assert colours(picture) > 20

    asyncio.run(flow())


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123  a name from outside
        file.write(content)


@asynccontextmanager
async def at_the_stand_in(chromium: str, folder: Path) -> AsyncIterator[tuple[Tab, Served, Chromium]]:
    """Open the page on a server in this process, with the stand-in for the screens."""
    marks = folder / "marks"
    marks.mkdir()
    async with running(marks) as it, Chromium(chromium, folder / "profile", AS_TEXT) as browser:
        tab = await browser.open(f"{it.origin}/?token={TOKEN}", saves=folder / "saved")
        await shows(tab, "stand-in")
        yield tab, it, browser


def test_a_report_is_saved_by_the_browser(chromium: str, tmp_path: Path) -> None:
    """A file from inside the program is downloaded whole, and the page with its program stays as it was."""

    async def flow() -> None:
        async with at_the_stand_in(chromium, tmp_path) as (tab, it, browser):
            await tab.type("LD")
            saved = tmp_path / "saved"
            await until(lambda: (saved / "large.bin").exists() and (saved / "large.bin").read_bytes() == LARGE)
            await until(lambda: [one for one in saved.glob("*.html") if one.read_text("utf-8") == "A report, é."])
            await tab.type("on")
            await until(lambda: it.typed == "LDon")
            targets = (await browser.ask("Target.getTargets"))["targetInfos"]
            assert len([one for one in targets if one["type"] == "page" and "127.0.0.1" in one["url"]]) == 1

    asyncio.run(flow())


def test_a_page_of_the_web_is_offered_and_not_opened(chromium: str, tmp_path: Path) -> None:
    """An address from the program stands on the page until it is clicked; a script in its place is nothing."""

    async def flow() -> None:
        async with at_the_stand_in(chromium, tmp_path) as (tab, it, _browser):
            await tab.type("JU")
            await tab.sees("!document.querySelector('.link').hidden")
            link = await tab.run("document.querySelector('.link a').href")
            assert link == "https://example.org/page"
            assert hosts(tab) == {urlsplit(it.origin).netloc}
            await tab.run("document.querySelector('.link button').click()")
            await tab.type("x")
            await until(lambda: it.typed == "JUx")

    asyncio.run(flow())


ENDS = {
    "Q": "You have left the program. What you entered is saved.",
    "X": "The program ended by a fault of its own. What you entered is saved.",
}


@pytest.mark.parametrize("key", ENDS)
def test_the_page_says_why_it_ended(chromium: str, tmp_path: Path, key: str) -> None:
    """Left or broken, the page says which, and its button brings the program back."""

    async def flow() -> None:
        async with at_the_stand_in(chromium, tmp_path) as (tab, it, _browser):
            await tab.type("U")
            await tab.sees("!document.querySelector('.link').hidden")
            await tab.type(key)
            await tab.sees("!document.querySelector('.ended').hidden")
            assert await tab.run("document.querySelector('.link').hidden")
            assert ENDS[key] in await tab.text()
            assert (await tab.text()).count("saved") == 1
            await tab.run("document.querySelector('.ended button').click()")
            await until(lambda: len(it.marks("pid")) == 2)
            await shows(tab, "stand-in")

    asyncio.run(flow())


def test_the_page_is_as_light_or_dark_as_the_browser(chromium: str, tmp_path: Path) -> None:
    """What the page itself says is dark on light or light on dark, as the browser was told."""

    async def flow() -> None:
        async with at_the_stand_in(chromium, tmp_path) as (tab, _it, _browser):
            shown = []
            for scheme in ("light", "dark"):
                await tab.ask(
                    "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
                )
                shown.append(await tab.run("getComputedStyle(document.querySelector('.ended')).backgroundColor"))
            assert shown == ["rgb(255, 255, 255)", "rgb(18, 18, 18)"]

    asyncio.run(flow())


@pytest.mark.parametrize("end", ["terminate", "kill"])
def test_the_page_says_that_the_connection_is_gone(chromium: str, workspace: Path, end: str) -> None:
    """When the server stops, or is lost, the page says so, that nothing is lost, and how to come back."""

    async def flow() -> None:
        with serving(workspace, "--port", "0") as program:
            assert program.stdout is not None
            async with Chromium(chromium, workspace / "profile", AS_TEXT) as browser:
                tab = await browser.open(program.stdout.readline().strip())
                await shows(tab, "5 reviews")
                getattr(program, end)()
                await tab.sees("!document.querySelector('.ended').hidden")
                said = " ".join((await tab.text()).split())
                lost = "The connection to the program is lost. Nothing that you entered is lost: load this page again"
                assert ("The program was stopped" if end == "terminate" else lost) in said
                assert "inclusion serve" in said

    asyncio.run(flow())


def test_another_page_cannot_come_in(chromium: str, tmp_path: Path) -> None:
    """A page of another port on this machine, open in the same browser, can neither open our websocket nor frame us."""

    async def flow() -> None:
        async with at_the_stand_in(chromium, tmp_path) as (_tab, it, browser):
            other = subprocess.Popen(  # noqa: ASYNC220  it is there before anything else goes on
                [shutil.which("python3") or "python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=tmp_path, text=True,
            )  # fmt: skip
            assert other.stdout is not None
            try:
                port = other.stdout.readline().partition("port ")[2].split()[0]
                (tmp_path / "evil.html").write_text("<!doctype html><title>another page</title>", encoding="utf-8")
                evil = await browser.open(f"http://127.0.0.1:{port}/evil.html")
                await evil.sees("document.title === 'another page'")
                socket = f"new WebSocket('{it.origin.replace('http', 'ws')}/socket')"
                came = await evil.run(
                    f"new Promise((done) => {{ const one = {socket};"
                    "one.onopen = () => done('open'); one.onclose = () => done('refused'); })"
                )
                assert came == "refused"
                frame = await evil.run(
                    "new Promise((done) => { const one = document.createElement('iframe'); one.onload = () => "
                    f"done(one.contentDocument === null ? 'refused' : 'read'); one.src = '{it.origin}/';"
                    "document.body.append(one); })"
                )
                assert frame == "refused"
                assert len(it.marks("pid")) == 1
            finally:
                other.kill()
                other.communicate()

    asyncio.run(flow())
