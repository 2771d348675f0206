"""Reading and writing TOML safely.

`tomli` from 2.5 on refuses keys and lists made to exhaust a machine (the parser of Python 3.11 takes six seconds and
1.4 GB for one 40 kB key). Whatever is wrong with a text comes back as a sentence with its line; nothing is guessed.
Numbers with a decimal point come back as `Decimal`, so that none loses a digit on the way.
"""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import tomli

from inclusion_core.errors import InvalidFile, NotAllowed, Problem, StorageFailed
from inclusion_core.store.files import why_not

if TYPE_CHECKING:
    from pathlib import Path

WORKSPACE_LIMIT = 16_000_000
"""Bytes that a file of a workspace may have; ten thousand notes are about 3 MB."""

FRAMEWORK_LIMIT = 8_000_000
"""Bytes that a framework file may have; a large one has 200 kB, one of 1,200 indicators about 3 MB."""

_LONGEST_NUMBER = 40
_BYTES_IN_MB = 1_000_000


def read(path: Path, *, limit: int = WORKSPACE_LIMIT) -> dict[str, Any]:
    """Read a TOML file as a table.

    Raises InvalidFile with a Problem for whatever is wrong with it (it is not there, too large, not UTF-8, not TOML)
    and StorageFailed where the disk does not let us read it.
    """
    return parse(read_text(path, limit=limit), file=str(path))


def read_text(path: Path, *, limit: int = WORKSPACE_LIMIT) -> str:
    """Read a file as text: UTF-8, a byte order mark taken off, at most `limit` bytes. Raises as `read` does."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a folder, or a pipe on which reading would wait for ever
            raise _refused(path, "This is not a file that can be read as a text.", "Name the .toml file itself.")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        raise _refused(path, "There is no such file.", "Check the name and the folder.") from None
    except OSError as error:
        raise StorageFailed(
            f"{path} cannot be read: {why_not(error)}. Nothing was changed. Check that you may open it."
        ) from None
    if len(data) > limit:
        most = f"{limit / _BYTES_IN_MB:g} MB"
        raise _refused(
            path, f"The file is larger than {most}, so it was not read.", f"Split it, or keep it under {most}."
        )
    return decode(data, file=str(path))


def decode(data: bytes, *, file: str = "") -> str:
    """Turn a file's bytes into text. Raises InvalidFile for UTF-16, NUL bytes and anything else that is not UTF-8."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    nul = data.find(b"\0")
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if wide or (nul in {0, 1} and data[nul + 2 : nul + 3] == b"\0" and data[nul + 1 : nul + 2] != b"\0"):
        raise _refused(file, "The file is saved as UTF-16, which we do not read.", "Save it again as UTF-8.")
    if data[:4] == b"PK\x03\x04":
        raise _refused(
            file, "The file is a spreadsheet, a document or a zip archive, and no text.", "Name the .toml file itself."
        )
    if nul >= 0:
        raise _refused(
            file,
            f"The file holds {data.count(0)} NUL bytes, which no text has: the file is damaged.",
            "Take the last good copy, or a backup.",
            line=data.count(b"\n", 0, nul) + 1,
        )
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _refused(
            file,
            f"The file is not UTF-8: byte {error.start + 1} (0x{data[error.start]:02x}) belongs to no letter.",
            "Save it again as UTF-8; in a spreadsheet or an older editor it may be called 'Unicode (UTF-8)'.",
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None


def parse(text: str, *, file: str = "") -> dict[str, Any]:
    """Read a text as TOML. Raises InvalidFile with one Problem, whose sentence names the line where it is certain.

    >>> parse('title = "North East"')
    {'title': 'North East'}
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise _refused(file, f"This line {_HALF}", "Delete it or type it again.", line=line) from None
    if not text.strip("\ufeff \t\r\n"):
        raise _refused(file, "The file is empty.", "Write it again, or take the last good copy.")
    try:
        return tomli.loads(text.removeprefix("\ufeff"), parse_float=_decimal)
    except (RecursionError, ValueError) as error:
        from inclusion_core.store.syntax import problem  # noqa: PLC0415  only a mistake costs its import

        raise InvalidFile(file, [problem(text.replace("\r\n", "\n"), error, file)]) from None


def dumps(table: Mapping[str, Any]) -> str:
    r"""Write a table as TOML: None is dropped, every line end is LF, long texts keep their lines.

    Raises NotAllowed, naming the key, for half a character (a lone surrogate), which no file can hold.

    >>> print(dumps({"note": None, "indicators": {"P3.1": {"weight": 2}}}), end="")
    [indicators."P3.1"]
    weight = 2
    """
    import tomli_w  # noqa: PLC0415  most commands write nothing

    return tomli_w.dumps(_writable(table, ""), multiline_strings=True)


class _Instant(dt.datetime):
    """An instant that is written as the standard has it: `2026-11-22T10:42:05Z`."""

    def __str__(self) -> str:
        return self.isoformat().replace("+00:00", "Z")


_HALF = "holds half a character (a lone surrogate), which cannot be kept in a file."


def _writable(value: Any, where: str) -> Any:  # noqa: ANN401  any value TOML has
    if isinstance(value, str):
        if "\r" in value:
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise NotAllowed(f"{where or 'The text'} {_HALF} Delete it or type it again.") from None
        return value
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        utc = value.astimezone(dt.UTC)
        return _Instant.combine(utc.date(), utc.time(), dt.UTC)
    if isinstance(value, Mapping):
        at = f"{where}." if where else ""
        return {_writable(key, where): _writable(one, at + str(key)) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_writable(one, where) for one in value if one is not None]
    return value


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text) if len(text) <= _LONGEST_NUMBER else _NOT_FINITE
    except ArithmeticError:  # an exponent of twenty digits
        number = _NOT_FINITE
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise ValueError("number out of range")
    return number


_NOT_FINITE = Decimal("NaN")


def _refused(file: Path | str, what: str, do: str, *, line: int | None = None) -> InvalidFile:
    return InvalidFile(file, [Problem(what=what, do=do, file=str(file), line=line)])
