"""What was done to a review, one line for each change: when, by whom, what; and what was taken back since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.render.heading import named
from inclusion_tui.render.line import fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import inclusion_core as ic
    from inclusion_tui.render.line import Line, Part

_NAME = 14


def who(one: ic.Happening, people: Mapping[str, ic.Person]) -> str:
    """Return who did it, as they chose to be called."""
    return (people[one.person].name if one.person in people else "") or one.person


def says(one: ic.Happening, hidden: Collection[str]) -> str:
    """Return what was done; of a voice that is hidden no more than that it judged.

    A happening names the voice that judged in brackets, and quotes nothing that anybody wrote.
    """
    if any(f"({voice})" in one.says for voice in hidden):
        return "gave a judgement that is hidden for now"
    return one.says


def history_line(one: ic.Happening, people: Mapping[str, ic.Person], hidden: Collection[str], width: int) -> Line:
    """Return a change's line, 'taken back' before it where it was."""
    name = _NAME if width >= 2 * (_NAME + 16) else 8
    when = one.at.astimezone()
    parts: list[Part] = [(f" {when:%d %b %H:%M}  ", "dim"), (padded(text(who(one, people)), name), ""), ("  ", "")]
    if one.undone:
        parts.append(("taken back: ", "warn"))
    parts.append((text(named(says(one, hidden), people)), "dim" if one.undone or one.undoes else ""))
    return fit(parts, width)


def happening_lines(
    one: ic.Happening, people: Mapping[str, ic.Person], hidden: Collection[str], width: int
) -> list[Line]:
    """Return a change in full: everything that is known of it."""
    when = one.at.astimezone()
    back = " It was taken back since." if one.undone else ""
    told = f"{text(who(one, people))} {named(says(one, hidden), people)}.{back}"
    where = f" Change {one.seq}, on {when:%A %d %B %Y at %H:%M:%S}, on the device {text(one.device)}."
    return [*under(" ", told, width), *under(" ", where.strip(), width, style="dim")]
