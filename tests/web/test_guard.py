"""Who is let in: every rule seen from the outside, over HTTP on this machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from tests.web.conftest import TOKEN
from yarl import URL

import inclusion_tui.web as web_part

if TYPE_CHECKING:
    from tests.web.conftest import Served

PATHS = ("/", "/?other=1", "/static/textual.js", "/static/page.css", "/socket", "/download/some-key", "/nothing")
PAGE = (Path(web_part.__file__).parent / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_shown(served: Any, path: str) -> None:
    """Whoever has neither token nor cookie gets one sentence and no word of the page, whatever they ask for."""

    async def flow(it: Served) -> None:
        answer = await it.get(path)
        assert answer.status == 403
        assert (await answer.text()).startswith("This page opens with the whole address that `inclusion serve` printed")
        assert "Set-Cookie" not in answer.headers

    served(flow)


def test_a_wrong_token_lets_nobody_in(served: Any) -> None:
    """A token that is wrong, cut short, lengthened, given twice or empty is refused."""

    async def flow(it: Served) -> None:
        for wrong in ("x", TOKEN[:-1], TOKEN + "x", "", "é" * 40):
            assert (await it.get("/", params={"token": wrong})).status == 403, wrong
        assert (await it.get(f"/?token={TOKEN}&token={TOKEN}")).status == 403
        assert (await it.get("/")).status == 403

    served(flow)


def test_the_token_is_changed_for_a_cookie(served: Any) -> None:
    """The right token sets a cookie that no script reads and no other site sends; the address it leads to has none."""

    async def flow(it: Served) -> None:
        answer = await it.get("/", params={"token": TOKEN})
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith(f"inclusion-{it.client.port}=")
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert not re.search("expires|max-age|domain", cookie, re.IGNORECASE)
        assert TOKEN not in cookie
        assert (await it.get("/")).status == 200

    served(flow)


def test_another_servers_cookie_is_no_good(served: Any) -> None:
    """A cookie of the right name with any other value is refused."""

    async def flow(it: Served) -> None:
        for value in ("x", TOKEN, ""):
            cookie = {"Cookie": f"inclusion-{it.client.port}={value}"}
            assert (await it.get("/", headers=cookie)).status == 403

    served(flow)


@pytest.mark.parametrize("name", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "192.0.2.7", ""])
def test_another_name_that_leads_here_is_refused(served: Any, name: str) -> None:
    """With token and cookie even, a request under a name that is not ours is refused: that is DNS rebinding."""

    async def flow(it: Served) -> None:
        await it.let_in()
        for path in ("/", f"/?token={TOKEN}", "/static/textual.js", "/socket"):
            answer = await it.get(path, headers={"Host": name})
            assert answer.status == 403
            assert "under this name" in await answer.text()

    served(flow)


ELSEWHERE = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:1"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_other_pages_are_refused(served: Any, headers: dict[str, str]) -> None:
    """Another page's request, from another port of this machine too, is refused in spite of the cookie."""

    async def flow(it: Served) -> None:
        await it.let_in()
        for path in ("/", f"/?token={TOKEN}", "/static/page.js", "/download/key"):
            assert (await it.get(path, headers=headers)).status == 403, path
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await it.client.ws_connect("/socket", headers=headers)

    served(flow)


def test_a_websocket_says_where_it_comes_from(served: Any) -> None:
    """No websocket opens without an Origin, which every browser sends, or without the cookie."""

    async def flow(it: Served) -> None:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await it.tab()
        await it.let_in()
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await it.client.ws_connect("/socket")
        async with await it.tab() as tab:
            await it.drawn(tab)

    served(flow)


def test_every_answer_forbids_what_the_page_does_not_need(served: Any) -> None:
    """Refusals, pages, files and mistakes all carry the policy, and none may be stored, framed or sniffed at."""

    async def flow(it: Served) -> None:
        answers = [await it.get("/"), await it.get("/", params={"token": TOKEN})]
        answers += [await it.get(path) for path in ("/", "/nothing", "/static/nothing", "/download/none")]
        assert [one.status for one in answers] == [403, 303, 200, 404, 404, 404]
        for answer in answers:
            parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
            assert {name: allowed for name, *allowed in parts} == {
                "default-src": ["'none'"],
                "script-src": ["'self'"],
                "style-src": ["'self'", "'unsafe-inline'"],
                "font-src": ["'self'"],
                "img-src": ["'self'"],
                "connect-src": ["'self'", f"ws://127.0.0.1:{it.client.port}"],
                "base-uri": ["'none'"],
                "form-action": ["'none'"],
                "frame-ancestors": ["'none'"],
            }
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Server"] == "inclusion"

    served(flow)


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static",
        "/static/page.html",
        "/static/guard.py",
        "/static/../guard.py",
        "/static/..%2fguard.py",
        "/static/%2e%2e%2f%2e%2e%2fapp.py",
        "/static/..%5cguard.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/js/textual.js",
        "/static/page.js%00.css",
        "/download/..%2f..%2fetc%2fpasswd",
    ],
)
def test_nothing_but_the_pages_own_files_can_be_had(served: Any, path: str) -> None:
    """No path leads out of the table of files, and none lists a folder."""

    async def flow(it: Served) -> None:
        await it.let_in()
        answer = await it.client.session.get(URL(it.origin + path, encoded=True), allow_redirects=False)
        assert answer.status in (400, 404)

    served(flow)


def test_the_pages_files_are_there_under_their_types(served: Any) -> None:
    """What the page and its style name is served, with its content type, and asked for again only if it changed."""

    async def flow(it: Served) -> None:
        await it.let_in()
        style = await (await it.get("/static/page.css")).text()
        named = set(re.findall(r'/static/([^")]+)', PAGE + style))
        assert len(named) == 7
        types = {"js": "text/javascript", "css": "text/css", "ttf": "font/ttf", "svg": "image/svg+xml"}
        for name in named:
            answer = await it.get(f"/static/{name}")
            assert (answer.status, answer.content_type) == (200, types[name.rpartition(".")[2]]), name
            again = await it.get(f"/static/{name}", headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status == 304

    served(flow)


def test_only_reading_is_answered(served: Any) -> None:
    """Every other method is refused."""

    async def flow(it: Served) -> None:
        await it.let_in()
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert (await it.client.request(method, "/")).status == 405

    served(flow)


def test_the_page_is_plain_and_asks_for_nothing_elsewhere(served: Any) -> None:
    """The page names its language, its title and what to do without a script; no address in it leaves this machine."""

    async def flow(it: Served) -> None:
        await it.let_in()
        page = await (await it.get("/")).text()
        assert '<html lang="en-GB">' in page
        assert "<title>Inclusion review</title>" in page
        assert "inclusion assess REVIEW --plain" in page
        assert re.search(r"<noscript>.*JavaScript.*</noscript>", page, re.DOTALL)
        assert re.findall(r"(?:https?:|wss?:|//)[\w.:/-]*", page) == [f"ws://127.0.0.1:{it.client.port}/socket"]
        for name in ("page.css", "page.js", "icon.svg"):
            text = await (await it.get(f"/static/{name}")).text()
            assert set(re.findall(r"https?://[\w.]+", text)) <= {"http://www.w3.org"}, name

    served(flow)
