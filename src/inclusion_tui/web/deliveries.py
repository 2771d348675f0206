"""Files on their way from the screens to the browser: a report that somebody asked for, and nothing else."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import PurePath, PureWindowsPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from textual_serve.download_manager import DownloadManager

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual_serve.app_service import AppService

PATIENCE_S = 30.0
_PIECE = 64 * 1024  # bytes asked for at a time
_MOST_NAME = 120  # characters of a file's name


class BrokenOff(Exception):
    """The screens ended, or fell silent, before the file was whole."""


class _Delivery:
    def __init__(self, screens: AppService, file_name: str, encoding: str, name: str | None) -> None:
        self.screens, self.file_name, self.encoding, self.name = screens, file_name, encoding, name
        self.pieces: asyncio.Queue[bytes | None] = asyncio.Queue()


class Deliveries(DownloadManager):
    """Every file that some screens offered and no browser has fetched yet; each is fetched once."""

    def __init__(self, *, patience_s: float = PATIENCE_S) -> None:
        super().__init__()
        self._patience_s = patience_s
        self._offered: dict[str, _Delivery] = {}
        self._under_way: dict[str, _Delivery] = {}

    async def create_download(  # noqa: PLR0913  as textual-serve has it
        self,
        *,
        app_service: AppService,
        delivery_key: str,
        file_name: str,
        open_method: str,  # noqa: ARG002  every file is saved: one that opened here could act as this page
        mime_type: str,  # noqa: ARG002  as open_method
        encoding: str | None = None,
        name: str | None = None,
    ) -> None:
        """Keep what some screens offer until the browser fetches it."""
        self._offered[delivery_key] = _Delivery(app_service, file_name, encoding or "utf-8", name)

    async def chunk_received(self, delivery_key: str, chunk: bytes | str) -> None:
        """Take a piece from the screens; an empty one is the end."""
        delivery = self._under_way.get(delivery_key)
        if delivery is not None:
            delivery.pieces.put_nowait(chunk.encode(delivery.encoding, "replace") if isinstance(chunk, str) else chunk)

    async def cancel_app_downloads(self, app_service_id: str) -> None:
        """Forget what ended screens had offered, and break off what they had begun."""
        for key, delivery in list(self._offered.items()):
            if delivery.screens.app_service_id == app_service_id:
                del self._offered[key]
        for delivery in self._under_way.values():
            if delivery.screens.app_service_id == app_service_id:
                delivery.pieces.put_nowait(None)

    def file_name(self, key: str) -> str:
        """Return the name under which an offered file is to be saved. Raises KeyError where none is offered."""
        return self._offered[key].file_name

    async def pieces(self, key: str) -> AsyncIterator[bytes]:
        """Yield an offered file piece by piece. Raises KeyError where none is offered, and BrokenOff."""
        delivery = self._under_way[key] = self._offered.pop(key)
        try:
            while piece := await self._next(key, delivery):
                yield piece
        finally:
            del self._under_way[key]

    async def _next(self, key: str, delivery: _Delivery) -> bytes:
        ask: dict[str, str | int | bool | None] = {
            "type": "deliver_chunk_request",
            "key": key,
            "size": _PIECE,
            "name": delivery.name,
        }
        piece: bytes | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience_s):
                if await delivery.screens.send_meta(ask):
                    piece = await delivery.pieces.get()
        if piece is None:
            raise BrokenOff
        return piece


def saved_as(file_name: str) -> str:
    """Return a Content-Disposition that saves a file under its own name, and under no other folder's.

    >>> print(saved_as("../Alnside 'é'.html"))
    attachment; filename="Alnside '_'.html"; filename*=UTF-8''Alnside%20%27%C3%A9%27.html
    """
    name = PureWindowsPath(PurePath(file_name).name).name
    name = "".join(mark if mark.isprintable() else "_" for mark in name)[:_MOST_NAME] or "file"
    plain = "".join(mark if mark.isascii() and mark not in '"\\%' else "_" for mark in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
