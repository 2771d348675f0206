"""Voices side by side: what each said of an indicator, and what to talk about first. Counts only, with their n."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.render.answers import by_voice, mark
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.line import filled, fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line, Part

_LEAST_TITLE = 16
_LONGEST_NAME = 14
_FAR = 8

RELEASE_SECTIONS = (
    ("differ", "Differ, the farthest apart first"),
    ("apart", "A non-answer on one side or both, which is no distance"),
    ("same", "The same"),
    ("one", "Judged by one voice only"),
    ("nobody", "Judged by nobody yet"),
)
"""The sorts of rows, in the order of the list."""


@frozen
class Sides:
    """The voices that stand side by side, with what it takes to draw them.

    `agreed` is what was agreed together, by cell.
    """

    framework: ic.Framework
    voices: tuple[str, ...]
    people: Mapping[str, ic.Person]
    glyphs: Glyphs
    agreed: Mapping[ic.Cell, ic.Judgement]

    def name(self, voice: str) -> str:
        """Return what a voice is called."""
        return voice_words(voice, self.people)


def sort_of(one: ic.Compared) -> str:
    """Return the sort of a row: how its voices stand to each other.

    A row with a distance is the same or differs, whatever else was said of it; a non-answer is no distance.
    """
    if one.distance is not None:
        return "differ" if one.distance else "same"
    given = [each for each in one.answers.values() if each is not None]
    if len(given) > 1:
        return "apart"
    return "one" if given else "nobody"


def ordered(found: ic.Comparison) -> list[tuple[str, tuple[ic.Compared, ...]]]:
    """Return the rows by sort: those that differ as they should be talked about, the others as in the framework."""
    by_sort: dict[str, list[ic.Compared]] = {sort: [] for sort, _ in RELEASE_SECTIONS}
    for one in found.rows:
        by_sort[sort_of(one)].append(one)
    by_sort["differ"] = list(found.talk_first)
    return [(sort, tuple(by_sort[sort])) for sort, _ in RELEASE_SECTIONS if by_sort[sort]]


def counts_line(found: ic.Comparison) -> str:
    """Say how many are the same, of how many compared, of how many there are."""
    if not found.compared:
        return f"0 of {len(found.rows)} have a level from two voices yet: there is nothing to compare."
    same = f"{found.same} of {found.compared} compared {'is' if found.same == 1 else 'are'} the same"
    left = len(found.rows) - found.compared
    rest = f"; {left} of {len(found.rows)} cannot be compared yet" if left else ""
    return f"{same}, {found.compared - found.same} differ{rest}."


def column_width(sides: Sides, width: int) -> int:
    """Return how many columns each voice has in the list: its signs, and as much of its name as there is room for."""
    signs = _signs_width(sides)
    longest = max((ic.columns(sides.name(one)) for one in sides.voices), default=0)
    room = width - _id_width(sides) - _LEAST_TITLE - _FAR - 3
    return max(signs, min(longest, _LONGEST_NAME, room // max(len(sides.voices), 1) - 1))


def _signs_width(sides: Sides) -> int:
    return sum(ic.columns(words) for words, _ in mark(sides.framework, None, sides.glyphs))


def _id_width(sides: Sides) -> int:
    facet = sides.framework.facet
    longest = max((ic.columns(one) for one in sides.framework.indicators), default=2)
    return longest + (1 + max(map(ic.columns, facet.values)) if facet is not None and facet.required else 0)


def _shown(sides: Sides, width: int) -> int:
    """Return how many voices there is room for; the others are seen under the list."""
    each = column_width(sides, width) + 1
    return max(min((width - _id_width(sides) - _LEAST_TITLE - _FAR - 3) // each, len(sides.voices)), 1)


def names_line(sides: Sides, width: int) -> Line:
    """Return the voices' names over their columns."""
    column, shown = column_width(sides, width), _shown(sides, width)
    more = f"+{len(sides.voices) - shown}" if shown < len(sides.voices) else ""
    names = " ".join(padded(sides.name(one), column) for one in sides.voices[:shown])
    room = max(width - ic.columns(names) - _FAR - 1, 1)
    return filled(((" " * room, ""), (names, "strong"), (f" {more}", "dim")), width)


def difference_line(one: ic.Compared, sides: Sides, width: int) -> Line:
    """Return a row: which indicator, what each voice said, how far apart. A stance is never an amount: it differs."""
    column, shown = column_width(sides, width), _shown(sides, width)
    name = _id_width(sides)
    room = max(width - name - 3 - shown * (column + 1) - _FAR, 1)
    title = sides.framework.worded(one.title)
    parts: list[Part] = [
        (f" {padded(text(one.name), name)} ", "dim"),
        (padded(text(f"(proposed) {title}" if one.proposed else title), room), ""),
    ]
    for voice in sides.voices[:shown]:
        signs = mark(sides.framework, one.answers.get(voice), sides.glyphs)
        size = sum(ic.columns(words) for words, _ in signs)
        parts += [(" ", ""), *signs, (" " * (column - size), "")]
    parts.append((padded(f" {_far(one, sides)}", _FAR), "warn" if one.distance else "dim"))
    return filled(tuple(parts), width)


def _far(one: ic.Compared, sides: Sides) -> str:
    if one.cell in sides.agreed:
        return "agreed"
    if not one.distance:
        return ""
    return "differ" if sides.framework.scale.stance else f"{one.distance} apart"


def side_by_side(one: ic.Compared, sides: Sides, width: int, height: int) -> list[Line]:
    """Return an indicator with each voice's word, confidence and reason, in so many rows at most.

    Each voice has as many rows as there are for all; a reason that is longer ends with an ellipsis.
    """
    title = sides.framework.worded(one.title)
    lines: list[Line] = [fit(((f" {text(one.name)} ", "strong"), (text(title), "title")), width)]
    told = {voice: one.answers.get(voice) for voice in sides.voices}
    if one.cell in sides.agreed:
        told = {"moderated": sides.agreed[one.cell], **told}
    rows = max((height - 1) // max(len(told), 1), 1)
    name = min(max((ic.columns(sides.name(voice)) for voice in told), default=8), 18)
    for voice, made in told.items():
        lines += by_voice(sides.framework, voice, made, width, sides.glyphs, people=sides.people, room=rows, name=name)
    return lines[:height]


def hidden_lines(
    review: ic.Review, voice: str, width: int, *, others: Sequence[str] = (), how: str = "w changes it."
) -> list[Line]:
    """Say what this voice is not shown, and that plain files cannot keep anybody from it; nothing where all is shown.

    `others` are the voices that have judged and are not shown; `how` says which key changes it from here.
    """
    if not voice.startswith("peer:"):
        return []
    says = []
    if review.blind:
        count = sum(one.startswith("peer:") for one in others)
        told = f" {count} other {'reviewer has' if count == 1 else 'reviewers have'} judged." if count else ""
        says.append(f"This review is blind: other reviewers are not shown until the team reveals them.{told}")
    if review.self_review_hidden:
        says.append("The team has hidden the school's own judgements from reviewers for now.")
    if says:
        says.append(f"Plain files cannot keep anybody from reading them; this program only does not show them. {how}")
    return under(" ", " ".join(says), width, style="warn") if says else []
