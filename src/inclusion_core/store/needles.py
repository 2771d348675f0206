"""A text that is to go, in every form in which a file may hold it: what blanking looks for, and what it looks at.

Letters count exactly. Accents count in either way of writing them, even mixed; what a file has to escape (quotes,
backslashes, line ends, letters outside ASCII) counts escaped and plain; other programs' encodings count where other
programs' files are looked at. The same words in capitals, without accents or over two lines are another text: they are
found (`near`), so that a person can be told, and left.
"""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata
import zipfile
from typing import TYPE_CHECKING

from inclusion_core.errors import StorageFailed
from inclusion_core.store.review.rows import encode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLANKED = "[blanked]"
LEAST = 2
_ESCAPED = {'"': ('\\"', "&quot;"), "\\": ("\\\\",), "\n": ("\\n", "\r\n", "\\r\\n"), "\t": ("\\t",), "&": ("&amp;",),
            "<": ("&lt;",), ">": ("&gt;",), "\b": ("\\b",), "\f": ("\\f",), "/": ("\\/",)}  # fmt: skip
_UNESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([nrt])")
_MARKS = "[\u0300-\u036f\u200b-\u200d\u00ad]*"
_GAP = r"[\s_\u200b-\u2015-]+"
_TAG = re.compile(rb"<[^>]{0,4000}>")
_LONGEST_WORD = 40
_LARGEST_PART = 200_000_000
_FOREIGN = ("utf-16-le", "utf-16-be", "cp1252")


class Needles:
    """One text to look for. `cut` are the longer words that it was taken out of in the middle, each as often as it was.

    A name stands inside other words: 'Jo' in 'John'. Both sides count: letters, digits, and accents written apart.
    """

    def __init__(self, text: str) -> None:
        self.cut: list[str] = []
        groups = _groups(text)
        plain = "".join(f"(?:{'|'.join(map(re.escape, forms))})" for forms in groups)
        self._text = re.compile(f"{plain}|{re.escape(text)}")
        raw = b"".join(b"(?:" + b"|".join(_written(forms)) + b")" for forms in groups)
        self._bytes = re.compile(raw + b"|" + re.escape(text.encode()))
        self._near = _near_pattern(text)
        forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")} | {text}
        self._foreign = tuple({found for one in forms for found in _encoded(one)} - {b""})
        whole = {form for one in forms for form in (one.encode(), _in_a_row(one))}
        self._beginnings = tuple({one[:size] for one in whole for size in range(LEAST + 1, len(one))})

    def count(self, data: bytes) -> int:
        """Return how often the text stands in bytes, plain or escaped."""
        return sum(1 for _ in self._bytes.finditer(data))

    def stands_in(self, text: str) -> bool:
        """Say whether the text stands in another."""
        return self._text.search(text) is not None

    def beginning_at_end(self, row: bytes) -> bool:
        """Say whether a line that was cut short ends with a beginning of the text."""
        return row.endswith(self._beginnings)

    def blanked(self, text: str) -> str:
        """Return a text without it; the longer words that this cuts into are added to `cut`."""
        self.cut += self._longer_words(text)[0]
        return self._text.sub(BLANKED, text)

    def blanked_bytes(self, data: bytes) -> bytes:
        """Return bytes without it, whatever they are; in other programs' encodings too."""
        self.cut += self._longer_words(_read(data))[0]
        data = self._bytes.sub(BLANKED.encode(), data)
        for form in self._foreign:
            data = data.replace(form, BLANKED.encode())
        return data

    def in_foreign(self, data: bytes) -> int:
        """Return how often the text stands in another program's file: in any usual encoding, packed documents too."""
        found = max(self.count(data), *(data.count(form) for form in self._foreign)) if self._foreign else 0
        return found or sum(self.in_foreign(part) for part in _parts(data))

    def near(self, data: bytes) -> Iterator[str]:
        """Yield the same words as they are written otherwise: capitals, accents, spaces, hyphens, apostrophes."""
        for found in self._near.finditer(unicodedata.normalize("NFD", _read(data))):
            if not self.stands_in(found[0]):
                yield unicodedata.normalize("NFC", found[0])

    def take_whole(self, data: bytes) -> None:
        """Note in `cut` the longer words of a file that goes whole, where the text stands nowhere in it by itself."""
        longer: list[str] = []
        for one in (data, *_parts(data)):
            for encoding in ("utf-8", *_FOREIGN):
                found, alone = self._longer_words(_read(one, encoding))
                if alone:
                    return
                longer += found
        self.cut += longer

    def _longer_words(self, text: str) -> tuple[list[str], bool]:
        """Return the longer words in which the text stands, once for each place, and whether it stands by itself."""
        longer, alone = [], False
        for found in self._text.finditer(text):
            start, end = found.span()
            least, most = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
            if found[0][0].isalnum():
                start = next((at for at in range(start, least, -1) if not _in_word(text[at - 1])), least)
            if _in_word(found[0][-1]):
                end = next((at for at in range(end, most) if not _in_word(text[at])), most)
            if (start, end) == found.span():
                alone = True
            else:
                longer.append(text[start:end])
        return longer, alone


def searchable(data: bytes) -> bool:
    """Say whether what is written in another program's file can be seen: text, or a packed document of text."""
    if data.startswith(b"PK\x03\x04"):
        return zipfile.is_zipfile(io.BytesIO(data))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in data and not data.startswith(
        (b"%PDF", b"{\\rtf", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8", b"GIF8")
    )


def reach(root: Path, ours: frozenset[str]) -> tuple[list[Path], list[str]]:
    """Return a workspace's files, and what in its folder is not the program's and is not looked into."""
    found: list[Path] = []
    left: list[str] = []
    for entry in sorted(root.iterdir()):
        if entry.is_dir() and entry.name in ours and not os.access(entry, os.R_OK | os.X_OK):
            raise StorageFailed(
                f"{entry} is another user's alone, so the text cannot be looked for there. Ask them to blank it. "
                "Nothing was changed."
            )
        if entry.is_dir() and (entry.name not in ours or entry.is_symlink()):
            left.append(f"{entry.name}/")
        elif entry.is_dir():
            for path in sorted(entry.rglob("*")):
                if path.is_symlink():
                    left.append(str(path.relative_to(root)))
                elif path.is_file():
                    found.append(path)
        elif entry.is_symlink():
            left.append(entry.name)
        elif entry.is_file():
            found.append(entry)
    return found, left


def _groups(text: str) -> list[tuple[str, ...]]:
    """Take a text apart into letters with their accents, each in every canonical way of writing it."""
    groups: list[str] = []
    for mark in unicodedata.normalize("NFD", text):
        if groups and unicodedata.combining(mark):
            groups[-1] += mark
        else:
            groups.append(mark)
    found = []
    for one in groups:
        composed = unicodedata.normalize("NFC", one)
        halves = [unicodedata.normalize("NFC", one[:cut]) + one[cut:] for cut in range(1, len(one))]
        found.append(tuple(dict.fromkeys([composed, one, *halves])))
    return found


def _written(forms: tuple[str, ...]) -> Iterator[bytes]:
    for form in forms:
        yield b"".join(b"(?:" + b"|".join(_escapes(mark)) + b")" for mark in form)


def _escapes(mark: str) -> Iterator[bytes]:
    yield re.escape(mark.encode())
    for one in _ESCAPED.get(mark, ()):
        yield re.escape(one.encode())
    number, pair = ord(mark), mark.encode("utf-16-be").hex()
    units = [pair[:4], pair[4:]] if pair[4:] else [pair]
    yield b"(?i:" + b"".join(rb"\\u" + unit.encode() for unit in units) + b")"
    yield b"(?i:" + rb"\\U%08x" % number + b")"
    yield b"(?i:&#(?:x0*%x|0*%d);)" % (number, number)


def _in_a_row(text: str) -> bytes:
    """Return a text as the row of a journal holds it."""
    row = encode({"t": text})
    return row[len(b'{"t":"') : row.rindex(b'","sum":"')]


def _encoded(text: str) -> Iterator[bytes]:
    for encoding in _FOREIGN:
        try:
            found = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if found != text.encode():
            yield found


def _parts(data: bytes) -> Iterator[bytes]:
    """Yield what a packed document (.docx, .xlsx, .odt …) holds, and each part without its tags."""
    if not data.startswith(b"PK\x03\x04"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for one in archive.infolist():
                if one.file_size <= _LARGEST_PART and not one.flag_bits & 1:
                    part = archive.read(one)
                    if not part.startswith(b"PK\x03\x04"):  # an archive inside an archive is not opened
                        yield part
                        yield _TAG.sub(b"", part)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, EOFError, RuntimeError):
        return


def _near_pattern(text: str) -> re.Pattern[str]:
    found = []
    for word in re.split(r"[\s\u00a0\u2010-\u2015_-]+", unicodedata.normalize("NFD", text)):
        letters = [one for one in word if not unicodedata.combining(one)]
        found.append(_MARKS.join("['\u2018\u2019\u02bc`]?" if one in "'\u2018\u2019\u02bc`" else re.escape(one)
                                 for one in letters) + _MARKS)  # fmt: skip
    return re.compile(rf"(?<!\w){_GAP.join(found)}(?!\w)", re.IGNORECASE)


def _in_word(mark: str) -> bool:
    return mark.isalnum() or unicodedata.combining(mark) > 0


def _read(data: bytes, encoding: str = "utf-8") -> str:
    """Return what bytes say, with the escapes of a file of ours as the letters that they stand for."""
    return _UNESCAPED.sub(_plain, data.decode(encoding, errors="replace"))


def _plain(found: re.Match[str]) -> str:
    if found[3]:
        return {"n": "\n", "r": "\n", "t": "\t"}[found[3]]
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= sys.maxunicode else found[0]
