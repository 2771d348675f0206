"""What the command line prints: the answer on stdout, everything else on stderr, and nothing that moves a terminal.

Every text that came from a person or a file goes through `visible`, so that no note, school or file name can clear a
screen, set a title or turn a line round.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def visible(text: str, *, lines: bool = False) -> str:
    r"""Return a text that a terminal shows and does not obey: escapes, controls and changes of direction are named.

    Line feeds stay with `lines`, else each is shown as `\n`.

    >>> print(visible("\x1b]0;boo\x07 Alnside"), visible("two\nlines", lines=True) == "two\nlines")
    ␛]0;boo␇ Alnside True
    """
    if text.isascii() and text.isprintable():
        return text
    from inclusion_core.exchange import inert  # noqa: PLC0415  only where a text is not plain ASCII

    shown = inert.visible(text)
    return shown if lines else shown.replace("\n", r"\n")


def say(text: str = "") -> None:
    """Print a part of the answer: one line, or several where the text holds line feeds."""
    print(visible(text, lines=True))


def note(text: str) -> None:
    """Print what is not the answer (a warning, a hint, what happened) on stderr."""
    sys.stdout.flush()  # so that the two keep their order where they go to one place
    print(visible(text, lines=True), file=sys.stderr)


def answer(table: Mapping[str, Any]) -> None:
    """Print one JSON object, all ASCII, with `schema` first."""
    import json  # noqa: PLC0415  only where JSON was asked for

    print(json.dumps({"schema": 1, **table}, indent=2, ensure_ascii=True))


def width(text: str) -> int:
    """Return how many columns a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    from inclusion_core.analysis.sentences import columns as wide  # noqa: PLC0415  only where a text is not plain ASCII

    return wide(text)


def columns(rows: Iterable[Sequence[str]], *, indent: str = "") -> None:
    """Print rows with their columns lined up, two spaces between them; the last column runs on.

    Each cell is one line: line feeds inside it are shown, not obeyed.
    """
    cells = [[visible(cell) for cell in row] for row in rows]
    widths: dict[int, int] = {}
    for row in cells:
        for place, cell in enumerate(row[:-1]):
            widths[place] = max(widths.get(place, 0), width(cell))
    for row in cells:
        padded = [cell + " " * (widths[place] - width(cell)) for place, cell in enumerate(row[:-1])]
        print((indent + "  ".join([*padded, *row[-1:]])).rstrip())


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> counted(1, "school"), counted(0, "school"), counted(2, "entry", "entries")
    ('1 school', '0 schools', '2 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Write words as a list in a sentence.

    >>> listed(["U1"]), listed(["U1", "U2", "U4"])
    ('U1', 'U1, U2 and U4')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
