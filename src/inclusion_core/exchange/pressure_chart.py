"""A school year at a glance: weeks by roles, as text of 80 columns and as SVG. A digit in each; tone only helps."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from inclusion_core.analysis.texts.sentences import columns as wide
from inclusion_core.exchange.inert import one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from inclusion_core.analysis.school_year.pressure import Week

WIDTH = 80
_LABEL = 12
_SHADES = " ░▒▓█"
_HOLIDAY, _UNKNOWN, _KEPT = "-", "?", "*"
_CELL, _LINE, _MARGIN = 19, 24, 110
_TONES = ("#ffffff", "#e3eef1", "#b9d0d8", "#7fa9b6", "#1d5163")
_DARK = 4
_KEY = "A digit is the sum of the weights that touch the week; a hyphen is a week of holidays in which nothing weighs."
_KEY_UNKNOWN = "A question mark is a week for which no term is known yet, and in which nothing is known to weigh."


def shade(load: int) -> int:
    """Return how dark a load is drawn, 0 to 4: nothing, 1 or 2, 3 or 4, 5 or 6, more.

    >>> [shade(load) for load in (0, 1, 2, 3, 5, 6, 7, 40)]
    [0, 1, 1, 2, 3, 3, 4, 4]
    """
    return min((load + 1) // 2, _DARK)


def digit(load: int) -> str:
    """Return a load as one sign; `+` is more than nine.

    >>> digit(0), digit(7), digit(12)
    ('0', '7', '+')
    """
    return str(load) if load < 10 else "+"  # noqa: PLR2004  one digit


def chart_lines(
    weeks: Sequence[Week],
    roles: Mapping[str, str],
    kept: Callable[[dt.date], bool],
    *,
    shades: bool = True,
    here: dt.date | None = None,
) -> tuple[str, ...]:
    """Return a year as lines of at most 80 columns: months, each role by its name in `roles`, both, time kept free.

    A hyphen stands in a week of holidays in which nothing weighs, a question mark in such a week for which no term is
    known yet, a star where time is `kept` free. `here` is the
    Monday of a week that is marked. Without `shades` every line is plain ASCII but for names.
    """
    return tuple(_lines(weeks, roles, kept, shades=shades, here=here))


def _lines(
    weeks: Sequence[Week],
    roles: Mapping[str, str],
    kept: Callable[[dt.date], bool],
    *,
    shades: bool,
    here: dt.date | None,
) -> Iterator[str]:
    yield " " * _LABEL + _months(weeks)
    for role, name in roles.items():
        loads = [one.loads.get(role, 0) for one in weeks]
        yield _label(name) + _signs(weeks, loads)
        if shades:
            yield " " * _LABEL + "".join(_SHADES[shade(load)] for load in loads).rstrip()
    if len(roles) > 1:
        yield _label("both") + _signs(weeks, [one.both for one in weeks])
    yield (_label("kept free") + "".join(_KEPT if kept(one.monday) else " " for one in weeks)).rstrip()
    if here is not None:
        yield " " * _LABEL + "".join("^" if one.monday == here else " " for one in weeks).rstrip()


def _label(name: str) -> str:
    said = one_line(name)
    while wide(said) > _LABEL - 1:
        said = said[:-1]
    return said + " " * (_LABEL - wide(said))


def _signs(weeks: Sequence[Week], loads: Sequence[int]) -> str:
    return "".join(_sign(one, load) for one, load in zip(weeks, loads, strict=True))


def _sign(week: Week, load: int) -> str:
    if load:
        return digit(load)
    return _HOLIDAY if week.holiday else _UNKNOWN if week.unknown else digit(0)


def _months(weeks: Sequence[Week]) -> str:
    """Return the months over their weeks: a week belongs to the month of its Thursday."""
    line = ""
    place = 0
    for _, group in groupby(weeks, key=_month):
        there = list(group)
        name = f"{_thursday(there[0]):%b}"
        line = line.ljust(place)[:place] + name[: max(len(there) - 1, 1)]
        place += len(there)
    return line.rstrip()


def _thursday(week: Week) -> dt.date:
    import datetime as dt  # noqa: PLC0415  the type alone is wanted above

    return week.monday + dt.timedelta(days=3)


def _month(week: Week) -> tuple[int, int]:
    day = _thursday(week)
    return day.year, day.month


def chart_svg(weeks: Sequence[Week], roles: Mapping[str, str], kept: Callable[[dt.date], bool], title: str) -> str:
    """Return a year as one SVG image that can be saved as a file: it has a title, a description and its words."""
    rows = [(name, [one.loads.get(role, 0) for one in weeks]) for role, name in roles.items()]
    if len(roles) > 1:
        rows.append(("both", [one.both for one in weeks]))
    parts: list[str] = []
    place = 0
    for _, group in groupby(weeks, key=_month):
        there = list(group)
        parts.append(_text(_MARGIN + _CELL * place + 1, 16, f"{_thursday(there[0]):%b}"))
        place += len(there)
    y = _LINE
    for name, loads in rows:
        parts.append(_text(2, y + 16, name[:14]))
        for at, (one, load) in enumerate(zip(weeks, loads, strict=True)):
            parts += _cell(_MARGIN + _CELL * at, y, load, _sign(one, load))
        y += _LINE
    parts.append(_text(2, y + 16, "kept free"))
    parts += [
        _text(_MARGIN + _CELL * at + _CELL // 2, y + 18, _KEPT, middle=True)
        for at, one in enumerate(weeks) if kept(one.monday)
    ]  # fmt: skip
    y += 2 * _LINE
    parts.append(_text(2, y, _KEY))
    if any(one.unknown for one in weeks):
        y += _LINE
        parts.append(_text(2, y, _KEY_UNKNOWN))
    said = " ".join(f"{name}: {_told(weeks, loads)}." for name, loads in rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_MARGIN + _CELL * len(weeks) + 6} {y + 10}" '
        'aria-labelledby="year-title year-desc">'
        f'<title id="year-title">{escape(one_line(title))}</title><desc id="year-desc">{escape(said)}</desc>'
        "<style>text{font:13px system-ui,'Segoe UI',Roboto,Arial,sans-serif;fill:#1b2126}.on{fill:#fff}"
        "rect{stroke:#7d8894;stroke-width:.7}</style>"
        f"{''.join(parts)}</svg>\n"
    )


def _told(weeks: Sequence[Week], loads: Sequence[int]) -> str:
    heavy = ((one.monday, load) for one, load in zip(weeks, loads, strict=True) if load)
    return ", ".join(f"week of {monday.day} {monday:%b} {load}" for monday, load in heavy) or "nothing"


def _cell(x: int, y: int, load: int, sign: str) -> tuple[str, str]:
    step = shade(load)
    rect = f'<rect x="{x}" y="{y}" width="{_CELL - 1}" height="{_LINE - 2}" fill="{_TONES[step]}"></rect>'
    return rect, _text(x + _CELL // 2, y + 16, sign, middle=True, on=step == _DARK)


def _text(x: int, y: int, words: str, *, middle: bool = False, on: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    dark = ' class="on"' if on else ""
    return f'<text x="{x}" y="{y}"{anchor}{dark}>{escape(one_line(words))}</text>'
