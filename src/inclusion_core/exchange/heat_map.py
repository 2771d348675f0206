"""Schools by indicators at a glance: as text of 80 columns, and as SVG. Each cell has its sign; tone only helps."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.schools.side_by_side import NOT_FOR_THIS_SETTING
from inclusion_core.analysis.schools.suppression import HIDDEN
from inclusion_core.analysis.texts.sentences import columns as wide
from inclusion_core.exchange.charts_svg import tone
from inclusion_core.exchange.inert import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inclusion_core.analysis.schools.side_by_side import SchoolsCompared, SchoolsRow
    from inclusion_core.model.framework import Framework

WIDTH = 80
_LABEL = 22
_SIGNS = {"cannot-tell": "?", "not-applicable": "x", "too-soon": "~", NOT_FOR_THIS_SETTING: "/", None: "."}
_SAYS = {
    "?": "cannot tell",
    "x": "does not apply",
    "~": "too soon to say",
    "/": "not for this setting",
    ".": "not looked at",
    HIDDEN: "not shown",
    "-": "nothing to show",
}
_CELL, _LINE, _MARGIN, _LONGEST = 34, 26, 190, 26
_TONES = ("#ffffff", "#eef4f6", "#d3e2e7", "#a9c6cf", "#5f95a4", "#1d5163")
_DARK = 5


@frozen
class HeatMap:
    """A grid of signs: a row for each school that is shown, and one for all together (`middle`).

    `columns` are indicators' names, `rows` (label, a sign for each column). `key` says what each sign that occurs
    means; `levels` is how many levels there are, whose signs are their places, from 1.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    key: tuple[tuple[str, str], ...]
    levels: int


def heat_map(compared: SchoolsCompared, framework: Framework, title: str) -> HeatMap:
    """Make the grid of a comparison: schools in the order of the alphabet, the reader's own marked, never sorted."""
    order = framework.scale.order
    rows: list[tuple[str, tuple[str, ...]]] = []
    for one in compared.shown:
        signs = tuple(_sign(row.answers[one.review], order) for row in compared.rows)
        rows.append((("> " if one.you else "  ") + one_line(one.school.name), signs))
    if not framework.scale.stance:
        rows.append(("  all, the middle", tuple(_middle(row, order) for row in compared.rows)))
    used = {sign for _, signs in rows for sign in signs}
    levels = [(str(place), framework.level_title(level)) for place, level in enumerate(order, start=1)]
    key = (*levels, *((sign, says) for sign, says in _SAYS.items() if sign in used))
    return HeatMap(title, tuple(row.name for row in compared.rows), tuple(rows), key, len(order))


def _sign(answer: str | None, order: Sequence[str]) -> str:
    return str(order.index(answer) + 1) if answer in order and answer else _SIGNS.get(answer, "?")


def _middle(row: SchoolsRow, order: Sequence[str]) -> str:
    if row.hidden:
        return HIDDEN
    places = [order.index(one) + 1 for one in row.spread.median]
    return "-" if not places else str(places[0]) if len(places) == 1 else f"{places[0]}+"


def heat_map_lines(chart: HeatMap, *, width: int = WIDTH) -> tuple[str, ...]:
    """Return the grid as lines of at most so many columns, in plain ASCII but for schools' names.

    Columns that do not fit go on below, under the schools' names again.
    """
    return tuple(_lines(chart, width))


def _lines(chart: HeatMap, width: int) -> Iterator[str]:
    yield one_line(chart.title)
    wide_as = max((len(name) for name in chart.columns), default=1) + 1
    at_once = max(1, (width - _LABEL) // wide_as)
    for first in range(0, len(chart.columns), at_once):
        part = slice(first, first + at_once)
        yield ""
        yield " " * _LABEL + "".join(name.rjust(wide_as) for name in chart.columns[part])
        for label, signs in chart.rows:
            yield _fit(label) + "".join(sign.rjust(wide_as) for sign in signs[part])
    yield ""
    told = ""
    for sign, says in chart.key:
        one = f"{sign} {says}"
        if told and wide(f"{told}; {one}") > width:
            yield told
            told = one
        else:
            told = f"{told}; {one}" if told else one
    if told:
        yield told
    if any(sign.endswith("+") for _, signs in chart.rows for sign in signs):
        yield "1+ stands for between 1 and the next."


def _fit(label: str) -> str:
    while wide(label) > _LABEL - 1:
        label = label[:-2] + "~" if label.endswith("~") else label[:-1] + "~"
    return label + " " * (_LABEL - wide(label))


def heat_map_svg(chart: HeatMap) -> str:
    """Return the grid as one SVG image that can be saved as a file: it has a title, a description and its words."""
    cell = max(_CELL, 8 * max((wide(name) for name in chart.columns), default=0) + 10)
    margin = max(_MARGIN, 8 * max((wide(label.strip()[:_LONGEST]) for label, _ in chart.rows), default=0) + 8)
    across = margin + cell * len(chart.columns) + 4
    parts: list[str] = []
    y = _LINE
    parts.extend(
        _text(margin + cell * place + cell // 2, y - 8, name, middle=True) for place, name in enumerate(chart.columns)
    )
    for label, signs in chart.rows:
        parts.append(_text(2, y + 17, label.strip()[:_LONGEST]))
        for place, sign in enumerate(signs):
            parts += _cell(margin + cell * place, y, sign, chart.levels, cell)
        y += _LINE
    for sign, says in chart.key:
        y += _LINE
        parts += _cell(2, y - 18, sign, chart.levels)
        parts.append(_text(_CELL + 10, y - 1, says))
    said = " ".join(f"{label.strip()}: {', '.join(_pairs(chart, signs))}." for label, signs in chart.rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {max(across, 420)} {y + 12}" '
        'aria-labelledby="heat-title heat-desc">'
        f'<title id="heat-title">{escape(one_line(chart.title))}</title><desc id="heat-desc">{escape(said)}</desc>'
        "<style>text{font:14px system-ui,'Segoe UI',Roboto,Arial,sans-serif;fill:#1b2126}.on{fill:#fff}"
        "rect{stroke:#7d8894}</style>"
        f"{''.join(parts)}</svg>\n"
    )


def _pairs(chart: HeatMap, signs: Sequence[str]) -> Iterator[str]:
    says = dict(chart.key)
    for name, sign in zip(chart.columns, signs, strict=True):
        yield f"{name} {says.get(sign, sign)}"


def _cell(x: int, y: int, sign: str, levels: int, across: int = _CELL) -> tuple[str, str]:
    place = int(sign[:1]) if sign[:1].isdigit() else 0
    step = tone(place, levels) - 1 if place else 0
    fill = _TONES[step]
    dark = step >= _DARK - 1
    return (
        f'<rect x="{x}" y="{y}" width="{across - 2}" height="{_LINE - 2}" fill="{fill}"></rect>',
        _text(x + across // 2 - 1, y + 17, sign, middle=True, on=dark),
    )


def _text(x: int, y: int, words: str, *, middle: bool = False, on: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x}" y="{y}"{anchor}{" class=" + chr(34) + "on" + chr(34) if on else ""}>{escape(words)}</text>'
