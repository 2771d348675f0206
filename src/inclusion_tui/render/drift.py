"""Layers side by side as lines: one row an indicator, and one indicator whole with the documents cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import block, fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_tui.render.line import Line

_NAME, _LAYER = 6, 13


def head_line(framework: ic.Framework, width: int) -> Line:
    """Return the names of the layers, each over its column."""
    layers = framework.facet.values if framework.facet is not None else ()
    return fit(((" " * _NAME, ""), *((padded(text(one), _LAYER), "dim") for one in layers)), width)


def counts_line(found: Sequence[ic.Layered], width: int) -> Line:
    """Return how many indicators' layers differ, of how many with two layers judged."""
    both = [one for one in found if one.steps is not None]
    apart = sum(bool(one.steps) for one in both)
    return fit(((f"Layers differ on {apart} of {len(both)} with two layers judged or more.", ""),), width)


def layered_line(framework: ic.Framework, one: ic.Layered, width: int) -> Line:
    """Return one indicator: its level on each layer, how many documents are cited, how far words and practice part."""
    said = [padded(_answer(framework, side.judgement), _LAYER - 1) + " " for side in one.sides]
    documents = sum(len(side.cited) for side in one.sides) + len(one.loose)
    parts: Line = (
        (padded(text(one.indicator), _NAME), "strong"),
        *((words, "warn" if one.steps else "") for words in said),
        (padded(f"cited {documents}" if documents else "", 9), "dim"),
        (text(framework.worded(framework.indicators[one.indicator].title)), ""),
    )
    return fit(parts, width)


def layered_whole(framework: ic.Framework, one: ic.Layered, width: int) -> list[Line]:
    """Return one indicator whole: each layer in words, the documents with title, line, day and quotation."""
    lines = under(f"{text(one.indicator)} ", framework.worded(framework.indicators[one.indicator].title), width)
    for side in one.sides:
        lines += [(), fit(((f"{text(side.layer)}: ", "strong"), (_answer(framework, side.judgement), "")), width)]
        if side.judgement is not None and side.judgement.because:
            lines += under("  ", side.judgement.because, width)
        for each in side.cited:
            lines += under("  ", ic.cited_words(each), width, style="dim")
        if side.others:
            lines += under("  ", f"Rests on other evidence too: {side.others}.", width, style="dim")
    if one.loose:
        lines += [(), (("Cited for no layer", "strong"),)]
        for each in one.loose:
            lines += under("  ", ic.cited_words(each), width, style="dim")
    parts = ic.parting_words(one, one.sides[-1].layer)
    if parts:
        lines += [(), *block(parts, width, "warn")]
    how = "Cite: inclusion evidence add REVIEW QUOTE --document TITLE --line N --dated DATE --indicator I --tag LAYER"
    return [*lines, (), *block(how, width, "dim")]


def _answer(framework: ic.Framework, made: ic.Judgement | None) -> str:
    return "-" if made is None else text(ic.answer_in_words(framework, made.level or made.non_answer or ""))
