"""The screens in a browser on this machine: `inclusion serve`. Importing this loads neither aiohttp nor Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.web.address import place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_NEEDED = ("aiohttp", "textual_serve")


def serve(  # noqa: PLR0913  what a server is made of, all named
    folder: Path,
    *,
    listening: Callable[[str], None],
    tell: Callable[[str], None],
    host: str = "",
    port: int | None = None,
    beyond: bool = False,
    token_file: Path | None = None,
    command: Sequence[str] | None = None,
) -> int:
    """Show the screens of a workspace's folder to browsers until told to stop; returns 128 and the signal's number.

    `listening` is called once with the address to open, when it can be opened; `tell` with lines for whoever started
    the server. `host` is 127.0.0.1 where it is empty; other machines are let in only with `beyond` and a `token_file`.
    `port` None means 8765, or a free one where that is taken. `command` is what starts the screens for one tab; ours
    where it is None. Raises NotAllowed and MissingExtra.
    """
    where = place(host, port, beyond=beyond, token_file=token_file)
    try:
        from inclusion_tui.web.server import Server, child_command, serve_until_told  # noqa: PLC0415  an extra
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise ic.MissingExtra("web", "Working in a browser") from None
    return serve_until_told(Server(command or child_command(folder), where, tell=tell), where, listening)
