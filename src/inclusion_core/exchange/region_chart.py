"""A region as one SVG: a tile for each authority with how far it is covered, and below it how its schools are spread.

It is no map: where authorities lie is not known here. Numbers say all of it; tone only helps. No school is named.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING

from inclusion_core.analysis.schools.region_words import IN_IT, coverage_words, covered_words, figure_words
from inclusion_core.analysis.schools.suppression import HIDDEN, WHY_HIDDEN
from inclusion_core.exchange.charts_svg import tone
from inclusion_core.exchange.inert import one_line
from inclusion_core.exchange.wording import day_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from inclusion_core.analysis.schools.region import GroupFigures, RegionFigure
    from inclusion_core.model.framework import Framework

_WIDE, _EDGE, _GAP = 1000, 16, 8
_MARK = 8.2
"""Units that a letter of 14 takes at most, near enough: capitals are wider, and names are mostly small letters."""
_SMALL = 7.2
_TONES = ("#ffffff", "#eef4f6", "#d3e2e7", "#a9c6cf", "#5f95a4", "#1d5163")
_DARK = 5  # from this tone on, words are white: on the one before, dark ones are read better
_SHARES = (0, 2, 3, 4, 5)
"""The tones of coverage: none, up to a quarter, a half, less than all, all."""

_FEW, _SOME = 16, 24
_NAME, _CELL = 190, 98
"""How wide a group's name is at least, and a cell without bars."""

_ROW, _CLOSE, _BAR, _TOP = 24, 20, 7, 15


def region_svg(  # noqa: PLR0913  a picture has these parts
    framework: Framework, groups: Sequence[GroupFigures], voice: str, made_on: dt.date, *, made_up: bool, mixed: bool
) -> str:
    """Return the picture. Each tile and each cell says its numbers; it has a title and a description in words.

    `mixed` says that not all schools are `made_up`.
    """
    by = {sort: [one for one in groups if one.sort == sort] for sort in ("authority", "partnership", "phase", "region")}
    (whole,) = by["region"]
    schools = (", some schools made up" if mixed else ", made-up schools") if made_up else ""
    title = f"{whole.title}: the regional picture{schools}"
    parts = [_text(_EDGE, 30, title, "head")]
    opening = (
        f"{framework.name}, voice {voice}, {day_words(made_on)}. {whole.n} of {whole.schools} schools here are in it. "
        f"{next(iter(coverage_words(by['authority'])))}"
    )
    y = 38
    for line in textwrap.wrap(one_line(opening), round((_WIDE - 2 * _EDGE) / _SMALL)):
        y += 18
        parts.append(_text(_EDGE, y, line))
    y = _tiles(parts, by["authority"], y + 12)
    y = _key(parts, [(tone_, says) for tone_, says in zip(_SHARES, _covered_words(), strict=True)], y + 6)
    strands = whole.strands
    if any(one.spread.n or one.hidden for one in strands):
        rows = [*(one for one in by["authority"] if one.n), *by["partnership"], *by["phase"], whole]
        y = _spread(parts, framework, rows, y + 18)
    else:
        y += 30
        parts.append(_text(_EDGE, y, "No released review has a level of a strand yet."))
    y += 8
    for line in textwrap.wrap(f"{IN_IT} No school is named. No order of merit.", round((_WIDE - 2 * _EDGE) / _SMALL)):
        y += 18
        parts.append(_text(_EDGE, y, line))
    said = " ".join(_told(framework, [*by["authority"], *by["partnership"], *by["phase"], whole]))
    high = y + 14
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDE} {high}" '
        'aria-labelledby="region-title region-desc">'
        f'<title id="region-title">{escape(one_line(title))}</title>'
        f'<desc id="region-desc">{escape(one_line(said))}</desc>'
        "<style>text{font:13px system-ui,'Segoe UI',Roboto,Arial,sans-serif;fill:#1b2126}.on{fill:#fff}"
        ".head{font-size:20px;font-weight:600}.strong{font-weight:600}.none{stroke-dasharray:4 3}"
        "rect{stroke:#7d8894}.bar{fill:#1d5163;stroke:none}</style>"
        f'<rect width="{_WIDE}" height="{high}" fill="#ffffff" stroke="none"></rect>'
        f"{''.join(parts)}</svg>\n"
    )


def _told(framework: Framework, groups: Sequence[GroupFigures]) -> Iterator[str]:
    for one in groups:
        told = [f"{each.id} {figure_words(framework, each)}" for each in one.strands if each.spread.n or each.hidden]
        yield f"{one.title}: {covered_words(one)}{''.join(f'; {each}' for each in told)}."


# Which authorities are covered --------------------------------------------------------------------------------------


def share(one: GroupFigures) -> int:
    """Return how far an authority is covered, 0 to 4: not at all, a quarter, a half, more, by all of its schools.

    >>> from inclusion_core.analysis.schools.region import GroupFigures
    >>> [share(GroupFigures("authority", "1", "", 8, n, (), ())) for n in (0, 1, 2, 3, 4, 7, 8)]
    [0, 1, 1, 2, 2, 3, 4]
    """
    if not one.n or not one.schools:
        return 0
    return 4 if one.n >= one.schools else 1 if 4 * one.n <= one.schools else 2 if 2 * one.n <= one.schools else 3


def _covered_words() -> tuple[str, ...]:
    return ("none in it", "up to a quarter of the schools here", "up to half", "more", "all")


def _tiles(parts: list[str], authorities: Sequence[GroupFigures], y: int) -> int:
    across = 4 if len(authorities) <= _FEW else 5 if len(authorities) <= _SOME else 6
    wide = (_WIDE - 2 * _EDGE + _GAP) // across - _GAP
    names = [_cut(one.title, wide - 16, 2) for one in authorities]
    lines = max(map(len, names), default=1)
    line = 18 if across < 6 else 16  # noqa: PLR2004  many must fit on one sheet
    high = line * lines + 27
    for place, (one, name) in enumerate(zip(authorities, names, strict=True)):
        x = _EDGE + (wide + _GAP) * (place % across)
        top = y + (high + _GAP) * (place // across)
        step = _SHARES[share(one)]
        parts.append(_rect(x, top, wide, high, step, dashed=not one.schools))
        parts += [
            _text(x + 8, top + line * at, words, "strong", on=step >= _DARK) for at, words in enumerate(name, start=1)
        ]
        parts.append(_text(x + 8, top + high - 9, covered_words(one), on=step >= _DARK))
    return y + (high + _GAP) * -(-len(authorities) // across)


def _key(parts: list[str], entries: Sequence[tuple[int, str]], y: int) -> int:
    """Draw what tones mean, as many to a line as have room."""
    x = _EDGE
    for step, says in entries:
        wide = round(_SMALL * len(says)) + 40
        if x > _EDGE and x + wide > _WIDE - _EDGE:
            x, y = _EDGE, y + 22
        parts += (_rect(x, y, 20, 16, step), _text(x + 26, y + 13, says))
        x += wide
    return y + 18


# How schools are spread ---------------------------------------------------------------------------------------------


def _spread(parts: list[str], framework: Framework, rows: Sequence[GroupFigures], y: int) -> int:
    """Draw a row for each group with a cell for each strand, as many strands at once as have room."""
    levels, strands = len(framework.scale.order), rows[0].strands
    said = "How schools are spread: the middle level by its number, with n, how many schools it rests on"
    parts.append(_text(_EDGE, y + 14, said, "strong"))
    y += 26
    at_once = (_WIDE - 2 * _EDGE - _NAME) // _CELL
    for first in range(0, len(strands), at_once):
        y = _band(parts, framework, rows, slice(first, first + at_once), y) + 8
    shades = [(tone(at, levels) - 1, f"{at} {framework.level_title(one)}")
              for at, one in enumerate(framework.scale.order, start=1)]  # fmt: skip
    y = _key(parts, shades, y + 2)
    legend = f"{'; '.join(f'{one.id} {framework.worded(one.title)}' for one in strands)}."
    hides = any(figure.hidden for one in rows for figure in one.strands)
    hidden = f"{HIDDEN}: not shown: {WHY_HIDDEN}." if hides else ""
    bars = "Bars: how many gave each level, the lowest first." if any('class="bar"' in one for one in parts) else ""
    for words in (legend, bars, hidden, "-: nothing judged yet." if any(_empty(one) for one in rows) else ""):
        for line in textwrap.wrap(one_line(words), round((_WIDE - 2 * _EDGE) / _SMALL)):
            y += 18
            parts.append(_text(_EDGE, y, line))
    return y


def _band(parts: list[str], framework: Framework, rows: Sequence[GroupFigures], which: slice, y: int) -> int:
    """Draw some strands of all groups, in two halves side by side where there are many groups and room for it."""
    bars, strands = _BAR * len(framework.scale.order) + 8, rows[0].strands[which]
    halves = 2 if len(rows) > _SOME and _NAME + len(strands) * _CELL <= _WIDE // 2 - _EDGE else 1
    room = (_WIDE - 2 * _EDGE - 24 * (halves - 1)) // halves
    name = max(_NAME, min(300, room - (_CELL + bars) * len(strands)))
    cell = min((room - name) // len(strands), 180)
    most, row = -(-len(rows) // halves), _ROW if halves == 1 else _CLOSE
    for half in range(halves):
        x = _EDGE + (room + 24) * half
        there = rows[most * half : most * (half + 1)]
        parts += [_text(x + name + cell * at + 4, y + 14, one.id, "strong") for at, one in enumerate(strands)]
        for place, one in enumerate(there):
            top = y + 20 + row * place
            called = _cut(one.title, name - 8, 1, _SMALL)[0]
            parts.append(_text(x, top + 16, called, "strong" if one.sort == "region" else ""))
            for at, figure in enumerate(one.strands[which]):
                parts += _cell(framework, figure, x + name + cell * at, top, bars if cell >= _CELL + bars else 0)
    return y + 20 + row * most


def _empty(one: GroupFigures) -> bool:
    return any(not figure.hidden and not figure.spread.n for figure in one.strands)


def _cell(framework: Framework, figure: RegionFigure, x: int, y: int, bars: int) -> Iterator[str]:
    """Draw the middle level as a number in its tone, a bar for each level, and the n."""
    order, spread = framework.scale.order, figure.spread
    if figure.hidden or not spread.n:
        yield _rect(x, y, 40, _CLOSE - 2, 0, dashed=True)
        yield _text(x + 16, y + 15, HIDDEN if figure.hidden else "-")
        return
    if not spread.median:  # levels without an order have no middle
        yield _text(x + 2, y + 15, f"{'/'.join(map(str, spread.counts))}, n {spread.n}")
        return
    places = [order.index(one) + 1 for one in spread.median]
    step = tone(places[0], len(order)) - 1
    yield _rect(x, y, 40, _CLOSE - 2, step)
    yield _text(x + 20, y + 15, "-".join(map(str, places)), middle=True, on=step >= _DARK)
    if bars:
        most = max(spread.counts)
        for at, count in enumerate(spread.counts):
            high = max(round(_TOP * count / most), 1)
            yield (
                f'<rect class="bar" x="{x + 46 + _BAR * at}" y="{y + _TOP + 3 - high}" width="{_BAR - 2}" '
                f'height="{high}"></rect>'
            )
    yield _text(x + 46 + bars, y + 15, f"n {spread.n}")


# Pieces -------------------------------------------------------------------------------------------------------------


def _cut(words: str, wide: int, lines: int, mark: float = _MARK) -> list[str]:
    """Return a name in so many lines at most, with an ellipsis where it is cut."""
    return textwrap.wrap(one_line(words), max(int(wide / mark), 4), max_lines=lines, placeholder="…") or [""]


def _rect(  # noqa: PLR0913  a box has these parts
    x: int, y: int, wide: int, high: int, step: int, *, dashed: bool = False
) -> str:
    none = ' class="none"' if dashed else ""
    return f'<rect{none} x="{x}" y="{y}" width="{wide}" height="{high}" fill="{_TONES[step]}"></rect>'


def _text(  # noqa: PLR0913  a text has these parts
    x: int, y: int, words: str, sort: str = "", *, middle: bool = False, on: bool = False
) -> str:
    names = " ".join(one for one in (sort, "on" if on else "") if one)
    look = f' class="{names}"' if names else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x}" y="{y}"{look}{anchor}>{escape(one_line(words))}</text>'
