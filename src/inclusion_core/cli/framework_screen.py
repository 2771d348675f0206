"""An indicator as reviewers will meet it: 80 columns and 24 rows, and what does not fit in them.

Words are where a framework is won or lost, so an author sees them in the room that they will have: first the title and
the first sentence of each level, then, behind a key, what to look for and whom to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.texts.sentences import clipped, columns, first_sentence
from inclusion_core.cli.output import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inclusion_core.model.framework import Framework, Indicator

WIDTH, ROWS = 80, 24
"""The smallest terminal that every screen fits."""

SENTENCE = 60
"""Columns that a level's first sentence has."""

_TITLE = 76
_RULE = "─" * WIDTH


def screens(framework: Framework, one: Indicator) -> tuple[tuple[str, ...], ...]:
    """Return the two screens of an indicator, each at most 80 columns wide and as many lines as it would need."""
    return tuple(_judging(framework, one)), tuple(_behind_enter(framework, one))


def shown(screen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rows of a screen that fit, the last saying how many do not."""
    if len(screen) <= ROWS:
        return screen
    left = len(screen) - ROWS + 1
    return (*screen[: ROWS - 1], f" … {left} more {'row' if left == 1 else 'rows'}, reached by scrolling")


def cramped(framework: Framework, one: Indicator) -> Iterator[str]:
    """Yield what does not fit, in sentences that say how to make it fit."""
    head = _head(framework, one)
    if columns(head) > _TITLE:
        yield f"The title takes {columns(head)} columns of {_TITLE}: the end of it is cut."
    for level in framework.scale.order:
        first = first_sentence(framework.worded(one.levels.get(level, "")))
        if columns(first) > SENTENCE:
            yield f"'{level}' begins with {columns(first)} columns of {SENTENCE}: put a short sentence first."
        if not first:
            yield f"'{level}' has no descriptor: reviewers see its name alone."
    for number, screen in enumerate(screens(framework, one), start=1):
        if len(screen) > ROWS:
            yield f"Screen {number} has {len(screen)} rows of {ROWS}: what stands last is reached by scrolling."


def _head(framework: Framework, one: Indicator) -> str:
    return visible(f"{one.id}  {framework.worded(one.title)}")


def _judging(framework: Framework, one: Indicator) -> Iterator[str]:
    """Yield the screen on which a level is chosen."""
    yield f" {clipped(_head(framework, one), _TITLE)}"
    tags = [word for word, true in (("core", one.core), ("statutory", one.statutory)) if true]
    tags += ["proposed, not scored"] if one.status == "proposed" else []
    strand = framework.strands[one.strand]
    yield f" {clipped(visible(' · '.join([framework.worded(strand.title), *tags])), _TITLE)}"
    yield _RULE
    for text in (one.statement, one.guard):
        yield from _wrapped(framework.worded(text))
    yield ""
    widest = max(columns(framework.level_title(level)) for level in framework.scale.order)
    room = min(SENTENCE, WIDTH - widest - 6)
    for number, level in enumerate(framework.scale.order, start=1):
        whole = visible(framework.worded(one.levels.get(level, "")))
        title = framework.level_title(level)
        name = visible(title) + " " * (widest - columns(title))
        yield f" {number} {name}  {clipped(first_sentence(whole), room)}".rstrip()
    yield ""
    if framework.facet is not None:
        must = "is judged" if framework.facet.required else "may be judged"
        yield from _wrapped(f"Each {framework.facet.name} {must}: {', '.join(framework.facet.values)}.")
    yield _RULE
    yield f" 1-{len(framework.scale.order)} level   c cannot tell   x does not apply   t too soon   Enter more"


def _behind_enter(framework: Framework, one: Indicator) -> Iterator[str]:
    """Yield what a key shows: what to look for and whom to ask."""
    yield f" {clipped(_head(framework, one), _TITLE)}"
    yield _RULE
    yield from _part("Look for", one.look_for, framework)
    for who, lines in one.ask.items():
        yield from _part(f"Ask {who}", lines, framework)
    if one.evidence:
        yield from _wrapped(f"Would settle it: {', '.join(one.evidence)}")
    if one.horizon:
        yield from _wrapped(f"A change could show after: {one.horizon}")
    if one.law is not None:
        yield from _wrapped(f"The duty: {framework.worded(one.law.duty)} ({one.law.source}).")


def _part(title: str, lines: Iterable[str], framework: Framework) -> Iterator[str]:
    for place, line in enumerate(lines):
        if not place:
            yield f" {title}"
        yield from _wrapped(framework.worded(line), "  - ", "    ")


def _wrapped(text: str, first: str = " ", rest: str = " ") -> Iterator[str]:
    """Yield a text's lines within the width, broken at spaces, and inside a word only where it has none."""
    line, room = first, WIDTH - 2
    for word in visible(text).split():
        piece = word
        if line.strip() not in {"", "-"} and columns(f"{line} {piece}") > room:
            yield line
            line = rest
        while columns(line + piece) > room:
            cut = next(place for place in range(len(piece), 0, -1) if columns(line + piece[:place]) <= room)
            yield line + piece[:cut]
            line, piece = rest, piece[cut:]
        line += piece if line in {first, rest} else f" {piece}"
    if line.strip() not in {"", "-"}:
        yield line
