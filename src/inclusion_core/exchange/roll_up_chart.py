"""How a trust's schools are spread, as one SVG: a row for each indicator, a cell for each level with its count."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from inclusion_core.analysis.roll_up_words import counts_words, is_told, middle_words, rests_words
from inclusion_core.analysis.suppression import HIDDEN
from inclusion_core.exchange.charts_svg import tone
from inclusion_core.exchange.inert import one_line

if TYPE_CHECKING:
    from inclusion_core.analysis.roll_up import RollUp
    from inclusion_core.model.framework import Framework

_LABEL, _CELL, _LINE, _REST = 110, 46, 26, 380
_TONES = ("#ffffff", "#eef4f6", "#d3e2e7", "#a9c6cf", "#5f95a4", "#1d5163")
_DARK = 4  # from this tone on, words are white


def roll_up_svg(found: RollUp, framework: Framework, title: str) -> str:
    """Return the picture. Each cell has its count as a number; tone only helps. It has a title and a description."""
    order = framework.scale.order
    rows = [row for row in (*found.strands, *found.rows) if is_told(row)]
    parts = [_text(_LABEL + _CELL * place + 18, 44, str(place + 1)) for place in range(len(order))]
    y, said = 54, []
    for row in rows:
        parts.append(_text(8, y + 17, row.name))
        most = max(row.spread.counts, default=0)
        counts = row.spread.known(hidden=row.hidden)
        for place, count in enumerate(counts):
            step = tone(count + 1, most + 1) - 1 if count else 0
            x = _LABEL + _CELL * place
            parts.append(
                f'<rect x="{x}" y="{y}" width="{_CELL - 2}" height="{_LINE - 2}" fill="{_TONES[step]}"></rect>'
            )
            parts.append(_text(x + 18, y + 17, HIDDEN if count is None else str(count), on=step >= _DARK))
        mark = f"  {row.alone.side}: one alone" if row.alone else ""
        words = f"{middle_words(framework, row)}  {rests_words(row)}{mark}".strip()
        parts.append(_text(_LABEL + _CELL * len(order) + 8, y + 17, words))
        said.append(f"{row.name}: {counts_words(row).replace(' ', ', ')}; {words}.")
        y += _LINE
    key = "; ".join(f"{place} {framework.level_title(level)}" for place, level in enumerate(order, start=1))
    parts.append(_text(8, y + 22, key))
    parts.append(_text(8, y + 42, "c: not shown, so that no school can be found out. No order of merit."))
    wide = _LABEL + _CELL * len(order) + _REST
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide} {y + 54}" '
        'aria-labelledby="spread-title spread-desc">'
        f'<title id="spread-title">{escape(one_line(title))}</title>'
        f'<desc id="spread-desc">{escape(one_line(" ".join(said)))}</desc>'
        "<style>text{font:14px system-ui,'Segoe UI',Roboto,Arial,sans-serif;fill:#1b2126}.on{fill:#fff}"
        "rect{stroke:#7d8894}</style>"
        f'<rect width="{wide}" height="{y + 54}" fill="#ffffff" stroke="none"></rect>'
        f"{_text(8, 20, title)}{''.join(parts)}</svg>\n"
    )


def _text(x: int, y: int, words: str, *, on: bool = False) -> str:
    return f'<text x="{x}" y="{y}"{" class=" + chr(34) + "on" + chr(34) if on else ""}>{escape(one_line(words))}</text>'
