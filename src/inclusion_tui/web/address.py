"""Where the page may be had, by whom, and under which name: rules without a server, each to be tested alone."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import stat
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TYPE_CHECKING
from urllib.parse import quote

import inclusion_core as ic

if TYPE_CHECKING:
    from pathlib import Path

PORT = 8765
LEAST_TOKEN = 32  # characters; what `secrets.token_urlsafe(32)` makes has 43
_MOST_TOKEN = 1024
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
_EVERY = ("0.0.0.0", "::")  # noqa: S104  named so as to be told apart, not to be listened on


@dataclass(frozen=True)
class Place:
    """An address to listen on and the token that opens it. `port` is None where any will do; 0 asks for a free one."""

    host: str
    port: int | None
    token: str

    @property
    def beyond(self) -> bool:
        """Whether other machines can reach it."""
        return not is_this_machine(self.host)

    @property
    def ports(self) -> tuple[int, ...]:
        """The ports to try, in this order."""
        return (PORT, 0) if self.port is None else (self.port,)

    def url(self, port: int) -> str:
        """Return what is to be opened in a browser, token and all."""
        host = socket.gethostname() if self.host in _EVERY else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/?token={quote(self.token, safe='')}"

    def answers_to(self, header: str) -> bool:
        """Say whether a request's `Host` is a name of this place.

        Another site can make its own name lead to this machine (DNS rebinding), and a browser then sends that name
        here. A number cannot be led elsewhere, so beyond this machine any address in numbers will do.

        >>> here = Place("127.0.0.1", None, "")
        >>> here.answers_to("127.0.0.1:8765"), here.answers_to("localhost:9000"), here.answers_to("evil.example")
        (True, True, False)
        """
        found = _HOST.fullmatch(header)
        if found is None:
            return False
        name = found["name"].strip("[]").lower()
        if is_this_machine(name):
            return True
        return self.beyond and (_is_number(name) or name in {self.host.lower(), socket.gethostname().lower()})


def place(host: str = "", port: int | None = None, *, beyond: bool = False, token_file: Path | None = None) -> Place:
    """Return where to listen. Raises NotAllowed unless it is this machine alone, or the flag and a token were given."""
    host = host.strip("[]") or "127.0.0.1"
    here = is_this_machine(host)
    if beyond and here:
        raise ic.NotAllowed(
            f"{ic.one_line(host)} cannot be reached from other machines. Say which of this machine's addresses they "
            "shall use, as in: --host 192.0.2.7 --beyond-this-machine --token-file FILE"
        )
    if not here and not (beyond and token_file is not None):
        raise ic.NotAllowed(
            f"Other machines could reach {ic.one_line(host)}, so it wants two things more: --beyond-this-machine, and "
            "--token-file FILE with a secret that only those who may come in know."
        )
    token = token_urlsafe(32) if token_file is None else read_token(token_file)
    return Place("127.0.0.1" if host.lower() == "localhost" else host, port, token)


def is_this_machine(host: str) -> bool:
    """Say whether an address can be reached from this machine alone; a name other than localhost could lead anywhere.

    >>> [is_this_machine(one) for one in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "192.0.2.7", "my-laptop")]
    [True, True, True, False, False, False, False]
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def read_token(path: Path) -> str:
    """Return the token in a file. Raises NotAllowed where it is short, cannot be typed, or others can read it."""
    how = "To make one, type: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
    shown = ic.one_line(str(path))
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            token = file.read(_MOST_TOKEN + 1).decode("ascii").strip()
    except OSError as refused:
        raise ic.NotAllowed(f"The token file {shown} cannot be read: {refused.strerror or refused}. {how}") from None
    except UnicodeDecodeError:
        raise ic.NotAllowed(f"The token in {shown} has other signs than plain letters and digits. {how}") from None
    if os.name == "posix" and mode & 0o077:
        raise ic.NotAllowed(f"Others on this machine can read the token file {shown}. Type: chmod 600 {shown}")
    if len(token) > _MOST_TOKEN or not all(mark.isalnum() or mark in "-._~" for mark in token):
        raise ic.NotAllowed(f"The token in {shown} is not one word of plain letters, digits, '-' and '_'. {how}")
    if len(token) < LEAST_TOKEN:
        raise ic.NotAllowed(f"The token in {shown} is too short: it wants at least {LEAST_TOKEN} characters. {how}")
    return token
