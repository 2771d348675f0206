"""Plain letters: in every row that is drawn, the signs that poor terminals lack become ASCII of the same width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_GROUPS = (
    ("─━═╌┄▔▁–—", "-"), ("│┃║▏▎▍▌▋▊▉▐▕", "|"), ("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝", "+"), ("▂▃▄▅▆▇█▀▖▗▘▝", "#"),  # noqa: RUF001  dashes
    ("‘’", "'"), ("“”", '"'), ("…·", "."), ("•", "*"), ("×", "x"), ("⭘", "o"), ("▶→", ">"), ("▼", "v"), ("▲", "^"),  # noqa: RUF001  quotation marks
    ("␊␍", "/"), ("\ufffd", "?"), ("\u00a0", " "),
)  # fmt: skip
_SIGNS = str.maketrans({sign: plain for signs, plain in _GROUPS for sign in signs})


class PlainLetters(LineFilter):
    """Draws lines, borders, bars, dashes and quotation marks in ASCII; letters of any script stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  a filter's shape
        """Return the row with its signs replaced."""
        return [
            one if one.text.isascii() else Segment(one.text.translate(_SIGNS), one.style, one.control)
            for one in segments
        ]
