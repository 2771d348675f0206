"""Text that people typed, made fit to stand on any page: whatever would act on a reader's program shows itself instead.

Terminal escapes, other control characters and those that turn the direction of a line are replaced by what names them.
Line breaks stay; every renderer then escapes what its own format would take for markup.
"""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_ACTING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 (not tab, not line feed), DEL, C1
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # direction, and what nobody can see
    "\ufff0-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"  # annotations, tags, halves of a pair
)
_FIRST_PRINTABLE = 0x20
_DELETE = 0x7F
_PICTURES = 0x2400
_LAST_OF_PLANE = 0xFFFE  # the last two of every plane are never characters
_PLAIN = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": " - ", "\u2026": "...",
    "\u00a0": " ", "\u2022": "*", "\u00d7": "x", "\u2192": "->", "\u2190": "<-", "\u00b7": "-", "\u2012": "-",
    "\u2588": "#", "\u2591": ".",
    "\u00bd": "1/2", "\u00a3": "GBP ", "\u2265": ">=", "\u2264": "<=",
})  # fmt: skip


def visible(text: str) -> str:
    r"""Return the text with every acting character shown by name: an escape as its picture, others as `[U+202E]`.

    Line breaks of every sort become line feeds and tabs become spaces. Doing it twice changes nothing.

    >>> visible("a\x1b[31mb\u202ec")
    'a␛[31mb[U+202E]c'
    """
    plain = _BREAKS.sub("\n", text).replace("\t", "    ")
    return _ACTING.sub(_shown, _without_noncharacters(plain))


def one_line(text: str) -> str:
    r"""Return the text made visible and on one line, for headings, labels and captions.

    >>> one_line("a\n  b")
    'a b'
    """
    return " ".join(visible(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    r"""Return the paragraphs of a text (parted by empty lines), trimmed and made visible; empty ones are left out.

    >>> paragraphs("a\nb\n\n\nc")
    ('a\nb', 'c')
    """
    parts = re.split(r"\n[ \n]*\n", visible(text))
    trimmed = ("\n".join(" ".join(line.split()) for line in part.strip().split("\n")) for part in parts)
    return tuple(part for part in trimmed if part)


def ascii_only(text: str) -> str:
    r"""Return the text in ASCII: typographic marks plain, accents dropped, what is left named by its number.

    >>> ascii_only("Becket\u2019s café \u2013 学")
    "Becket's cafe - [U+5B66]"
    """
    if text.isascii():
        return text
    spelt = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(_ascii_mark(mark) for mark in spelt if not unicodedata.combining(mark))


def _ascii_mark(mark: str) -> str:
    number = ord(mark)
    if number <= _DELETE:
        return mark
    if _PICTURES <= number < _PICTURES + _FIRST_PRINTABLE:  # a picture of a control character
        return f"[U+{number - _PICTURES:04X}]"
    return f"[U+{number:04X}]"


def _shown(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < _FIRST_PRINTABLE:
        return chr(_PICTURES + number)
    return "\u2421" if number == _DELETE else f"[U+{number:04X}]"


def _without_noncharacters(text: str) -> str:
    """Name the characters that Unicode promises never to use; HTML calls them errors."""
    if text.isascii():
        return text
    return "".join(
        f"[U+{ord(mark):04X}]" if ord(mark) & _LAST_OF_PLANE == _LAST_OF_PLANE or "\ufdd0" <= mark <= "\ufdef" else mark
        for mark in text
    )
