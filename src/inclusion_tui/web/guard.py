"""Who may ask for the page: every request passes here before anything answers it.

The danger is a browser: any page that is open in it can send requests to this machine, and any site can make its own
name lead here. So a request must be addressed to a name of ours, must not come from another page, and must bring the
token, once in the address and from then on as a cookie that no script can read and no other site can send.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

    from inclusion_tui.web.address import Place

WRONG_NAME = "Nothing is here under this name. Use the address that `inclusion serve` printed."
FROM_ELSEWHERE = "Another page sent you here, so this was refused. Copy the address into the browser yourself."
NOT_LET_IN = (
    "This page opens with the whole address that `inclusion serve` printed when it was last started, token and all. "
    "Copy it from there into this browser."
)

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), display-capture=(), geolocation=(), microphone=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """The rules of one running server. The cookie holds a secret of its own, so that no token lies in a browser."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._cookie_value = token_urlsafe(32)

    def cookie_name(self, request: web.Request) -> str:
        """Return the cookie's name: cookies are not kept apart by port, so the port is in it."""
        asked = request.url.explicit_port or request.url.port
        return f"inclusion-{asked}"

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through, or answer it here."""
        names = request.headers.getall("Host", [])
        if len(names) != 1 or not self._place.answers_to(names[0]):
            return _refused(WRONG_NAME)
        if not _from_here(request, names[0]):
            return _refused(FROM_ELSEWHERE)
        if request.path == "/" and "token" in request.query:
            return self._welcome(request)
        shown = request.cookies.get(self.cookie_name(request), "")
        if not _same(shown, self._cookie_value):
            return _refused(NOT_LET_IN)
        return await handler(request)

    def _welcome(self, request: web.Request) -> web.Response:
        """Change the token in the address for a cookie, and lead on to an address without it."""
        tokens = request.query.getall("token")
        if len(tokens) != 1 or not _same(tokens[0], self._place.token):
            return _refused(NOT_LET_IN)
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(self.cookie_name(request), self._cookie_value, httponly=True, samesite="Strict", path="/")
        return answer


async def put_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Forbid, on every answer, whatever the page does not need. A route may be stricter than this."""
    for name, value in {**_HEADERS, "Content-Security-Policy": _policy(request)}.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "inclusion"  # aiohttp has told its own version and Python's


def _policy(request: web.Request) -> str:
    """Return what the page may load: its own files and its own websocket, which Safari did not count as 'self'.

    Styles may stand in the page: where a browser has no WebGL the terminal is drawn with them, and with nothing to load
    from elsewhere they can do no more than look wrong.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            "img-src 'self'",
            f"connect-src 'self' ws://{request.host}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _from_here(request: web.Request, name: str) -> bool:
    """Say whether no other page is behind a request; browsers tell that in two headers, and a websocket must."""
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        return False
    origins = request.headers.getall("Origin", [])
    if not origins:
        return request.headers.get("Upgrade", "").lower() != "websocket"
    return [one.lower() for one in origins] == [f"http://{name.lower()}"]


def _same(shown: str, ours: str) -> bool:
    """Compare in a time that tells nothing about where two secrets part."""
    return compare_digest(shown.encode("utf-8", "replace"), ours.encode())


def _refused(sentence: str) -> web.Response:
    return web.Response(status=403, text=f"{sentence}\n")
