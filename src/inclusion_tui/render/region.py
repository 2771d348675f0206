"""A region as lines: which of its authorities are covered, and how schools are spread. No school is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import block, fit, padded, text, under, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_tui.render.line import Line, Part

region = ic.region
Row = tuple[str, "region.GroupFigures | None"]

_COUNT, _APART, _LEAST = 5, 2, 12
_SECTIONS = (
    ("authority", "Authorities"), ("partnership", "Partnerships"), ("phase", "Phases"), ("region", "The whole region"),
)  # fmt: skip

NO_SCHOOL = (
    "No school here is of one of these authorities. A school's authority comes with the register: "
    "inclusion schools import FILE.csv"
)
NOTHING_RELEASED = (
    "No review by this framework is released to the partnership yet. A host releases one with g b r, or types: "
    "inclusion release REVIEW --section judgements --to partnership"
)

_RULES = (
    f"c: not shown: {ic.comparing.WHY_HIDDEN}.",
    (
        "Of one row, however figures are added to or taken from each other, what is left is of schools many and "
        "unlike. What is shown of clusters, trusts and partnerships elsewhere counts too and goes first, with the "
        "authorities; then the whole region, and the phases, the smallest first. So a phase may be c only because it "
        "shares too few schools with an authority."
    ),
    "A strand is shown only where each of its indicators is. No school is named.",
)


def rows_of(picture: region.RegionalPicture) -> list[Row]:
    """Return the rows of the list: the title of each section that has groups, then its groups."""
    rows: list[Row] = []
    for sort, title in _SECTIONS:
        groups = picture.of(sort)
        if groups:
            rows += [(title, None), *((one.title, one) for one in groups)]
    return rows


def opening_lines(picture: region.RegionalPicture, width: int) -> list[Line]:
    """Return by what and by whom, how far the region is covered, what to do where it is not at all, and the key."""
    framework, (whole,) = picture.framework, picture.of("region")
    made_up = ("; some schools made up" if picture.mixed else "; made-up schools") if picture.made_up else ""
    lines = block(f"{framework.name}, voice {picture.voice}{made_up}", width, "dim")
    if not whole.schools or not whole.n:
        return lines + block(NO_SCHOOL if not whole.schools else _silent(picture), width)
    lines += block(_covered(picture), width)
    levels = [f"{place} {framework.level_title(one)}" for place, one in enumerate(framework.scale.order, start=1)]
    return lines + block(f"Middle: {', '.join(levels)}; n schools; c hidden.", width, "dim")


def _silent(picture: region.RegionalPicture) -> str:
    if picture.voice == "self":
        return NOTHING_RELEASED
    return f"No released review has a judgement of the voice {picture.voice}. v goes back to what schools judged."


def _covered(picture: region.RegionalPicture) -> str:
    (whole,), homes = picture.of("region"), picture.of("authority")
    there = sum(one.n > 0 for one in homes)
    return (
        f"{whole.n} of {whole.schools} schools here are in it; {there} of {len(homes)} authorities have a released "
        "review."
    )


# The list -----------------------------------------------------------------------------------------------------------


def row_line(picture: region.RegionalPicture, row: Row, width: int) -> Line:
    """Return the title of a section with the heads of its columns, or one group with its figures, cut at the right."""
    title, group = row
    strands = picture.of("region")[0].strands
    wide = max((ic.columns(cell) for one in picture.groups for cell in _cells(picture, one)), default=0) + _APART
    named = max((ic.columns(text(one)) for one, _ in rows_of(picture)), default=0) + 1
    heads = [text(f"{one.id} {picture.framework.worded(one.title).partition(':')[0]}") for one in strands]
    whole = max((ic.columns(one) for one in heads), default=0) + _APART
    if named + 2 * _COUNT + max(whole, wide) * len(strands) <= width:
        wide = max(whole, wide)
    else:
        heads = [text(one.id) for one in strands]
    name = min(named, max(width - 2 * _COUNT - wide * len(strands), _LEAST))
    room = (width - name - 2 * _COUNT) // wide
    many = len(strands) > room  # then the last column says that there are more
    shown = max(room - 1, 0) if many else len(strands)
    parts: list[Part] = [(padded(text(title), name - 1) + " ", "strong" if group is None else "")]
    if group is None:
        parts.append(("here".rjust(_COUNT) + "in".rjust(_COUNT), "dim"))
        cells: list[Part] = [(one, "dim") for one in heads[:shown]]
    else:
        parts.append((f"{group.schools:>{_COUNT}}{group.n:>{_COUNT}}", ""))
        cells = [(cell, "dim" if cell in {"c", "-"} else "") for cell in _cells(picture, group)[:shown]]
    parts += [(" " * _APART + padded(text(cell), wide - _APART), style) for cell, style in cells]
    if many and (group is None or group.strands):
        parts.append((" …", "dim"))
    return fit(parts, width)


def _cells(picture: region.RegionalPicture, group: region.GroupFigures) -> list[str]:
    return [_cell(picture, one) for one in group.strands]


def _cell(picture: region.RegionalPicture, figure: region.RegionFigure) -> str:
    if figure.hidden:
        return "c"
    spread = figure.spread
    if not spread.n:
        return "-"
    middle = "-".join(str(picture.framework.scale.place(one)) for one in spread.median)
    return f"{middle or '/'.join(map(str, spread.counts))} n {spread.n}"


# One row whole, and what is hidden ----------------------------------------------------------------------------------


def whole_lines(picture: region.RegionalPicture, group: region.GroupFigures, width: int) -> list[Line]:
    """Return every strand and indicator of one group that somebody has judged, in words."""
    lines = block(f"{text(group.title)}: {region.covered_words(group)} in it.", width)
    silent = 0
    for title, figures in (("Strands", group.strands), ("Indicators", group.indicators)):
        told = [one for one in figures if one.hidden or one.spread.n]
        silent = len(figures) - len(told)
        if told:
            lines += [(), ((title, "title"),)]
        for one in told:
            lines += _figure(picture, one, width)
    if not group.n:
        return [*lines, (), *block("None of its reviews is in it, so there is no figure.", width)]
    if silent:
        lines += [(), *block(f"Indicators that nobody in it has judged: {silent}.", width, "dim")]
    if any(one.hidden for one in (*group.strands, *group.indicators)):
        lines += [(), *block(f"c: not shown: {ic.comparing.WHY_HIDDEN}.", width, "dim")]
    return lines


def _figure(picture: region.RegionalPicture, figure: region.RegionFigure, width: int) -> Iterator[Line]:
    framework, spread = picture.framework, figure.spread
    yield from under(f"{text(figure.name)} ", framework.worded(figure.title), width)
    said = region.figure_words(framework, figure)
    if not figure.hidden and spread.median:
        counts = [
            f"{framework.level_title(one)} {count}"
            for one, count in zip(framework.scale.order, spread.counts, strict=True)
        ]
        said = f"{said}: {', '.join(counts)}"
    yield from (((f"    {line}", "dim"),) for line in wrapped(said, width - 4))


def why_lines(picture: region.RegionalPicture, width: int) -> list[Line]:
    """Return what is in the picture, how much of it is hidden, by which rules, and what a host can do."""
    (whole,) = picture.of("region")
    lines = opening_lines(picture, width)
    for sentence in region.coverage_words(picture.of("authority")):
        lines += [(), *block(sentence, width)]
    out = whole.schools - whole.n
    if whole.n and out:
        lines += [(), *block(
            f"Not in it are {out} of the schools here: no review of theirs by this framework is released to the "
            f"partnership, or it has no judgement of the voice {picture.voice}. Their hosts release it with g b r.",
            width,
        )]  # fmt: skip
    lines += [(), (("What is hidden", "title"),)]
    for sort, title in _SECTIONS:
        told = [each for one in picture.of(sort) for each in (*one.strands, *one.indicators) if _answered(each)]
        if told:
            hidden = sum(one.hidden for one in told)
            lines += under(f"{title}: ", f"{hidden} of {len(told)} figures are c.", width)
    for rule in _RULES:
        lines += [(), *block(rule, width)]
    return lines


def _answered(figure: region.RegionFigure) -> bool:
    return figure.hidden or figure.spread.n > 0
