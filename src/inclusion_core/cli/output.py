"""What the command line prints: the answer on stdout, everything else on stderr, and nothing that moves a terminal.

Every text that came from a person or a file goes through `visible`, so that no note, school or file name can clear a
screen, set a title or turn a line round. On a terminal, lines break between words; in a pipe or a file they stay whole.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

    from inclusion_core.analysis.schools import Spread

_LEAST_ROOM = 30  # columns; a text that had fewer beside what stands before it goes on a line of its own
_NARROWEST = 40  # columns; a terminal that says it has fewer breaks the lines itself
_COMMAND = ": inclusion "  # what is to be typed is never broken, so that it can be copied


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
    _print(visible(text, lines=True), sys.stdout)


def note(text: str) -> None:
    """Print what is not the answer (a warning, a hint, what happened) on stderr."""
    sys.stdout.flush()  # so that the two keep their order where they go to one place
    _print(visible(text, lines=True), sys.stderr)


def _print(text: str, stream: TextIO) -> None:
    room = room_of(stream)
    print(text if room is None else wrapped(text, room), file=stream)


def room_of(stream: TextIO) -> int | None:
    """Return how many columns a stream's terminal has; None where it is no terminal, or too narrow to be minded."""
    try:
        found = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):
        return None
    return found if found >= _NARROWEST else None


def wrapped(text: str, room: int) -> str:
    r"""Break each line between words, what follows under what it began with; a command to type stays whole.

    >>> print(wrapped("  U4 Secure: seen in five of six lessons, the cover lesson too.", 40))
      U4 Secure: seen in five of six
        lessons, the cover lesson too.
    >>> print(wrapped("To begin, with the long id: inclusion assess alnside-autumn --plain", 40))
    To begin, with the long id:
    inclusion assess alnside-autumn --plain
    """
    return "\n".join(line for whole in text.split("\n") for line in _broken(whole, room))


def _broken(line: str, room: int, hang: int | None = None) -> list[str]:
    if width(line) <= room:
        return [line]
    told, colon, command = line.partition(_COMMAND)
    if colon:
        return [*_broken(told + ":", room, hang), "inclusion " + command]
    lead = len(line) - len(line.lstrip(" "))
    after = hang if hang is not None else lead + 2 if lead else 0
    lines: list[str] = []
    built = line[:lead]
    for word in line[lead:].split(" "):
        longer = f"{built} {word}" if built.strip() else built + word
        if built.strip() and width(longer) > room:
            lines.append(built)
            longer = " " * after + word
        built = longer
    return [*lines, built]


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

    Each cell is one line: line feeds inside it are shown, not obeyed. On a terminal, a row that is too long for it goes
    on below: its last cell beside itself where there is room enough, else the cells one after the other.
    """
    cells = [[visible(cell) for cell in row] for row in rows]
    widths: dict[int, int] = {}
    for row in cells:
        for place, cell in enumerate(row[:-1]):
            widths[place] = max(widths.get(place, 0), width(cell))
    room = room_of(sys.stdout)
    for row in cells:
        padded = [cell + " " * (widths[place] - width(cell)) for place, cell in enumerate(row[:-1])]
        line = (indent + "  ".join([*padded, *row[-1:]])).rstrip()
        if room is None or width(line) <= room:
            print(line)
        else:
            start = len(indent) + sum(width(cell) + 2 for cell in padded)
            below = len(indent) + (widths.get(0, 0) + 2 if widths.get(0, room) < _LEAST_ROOM else 4)
            lines = _broken(line, room, start) if room - start >= _LEAST_ROOM else _stacked(row, room, indent, below)
            print("\n".join(lines))


def _stacked(row: Sequence[str], room: int, indent: str, below: int) -> list[str]:
    """Put a row's cells one after the other, each that does not fit on the next line."""
    lines: list[str] = []
    built = indent
    for cell in row:
        if not cell:
            continue
        longer = f"{built}  {cell}" if built.strip() else built + cell
        if built.strip() and width(longer) > room:
            lines.append(built)
            longer = " " * below + cell
        built = longer
    return [line for one in (*lines, built) for line in _broken(one, room, below)]


def counts_or_null(spread: Spread, *, hidden: bool) -> list[int] | None:
    """Return how many schools gave each level as JSON has it, null where all there is to tell is hidden."""
    return None if spread.schools(hidden=hidden) is None else list(spread.counts)


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> counted(1, "school"), counted(0, "school"), counted(2, "entry", "entries")
    ('1 school', '0 schools', '2 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
