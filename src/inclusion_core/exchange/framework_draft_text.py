"""The draft itself: TOML laid out by hand, in the order in which a person would edit it, with what to do beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from inclusion_core.exchange.inert import one_line, visible
from inclusion_core.exchange.wording import day_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_core.exchange.framework_columns import Reading
    from inclusion_core.exchange.framework_rows import Unplaced
    from inclusion_core.model.scale import Scale

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONG = 100
_QUOTED_TITLES = 3
UNPLACED = "# What found no place"
"""How the last part of a draft begins."""


@frozen
class DraftStrand:
    """A strand of a draft."""

    id: str
    title: str
    within: str | None = None


@frozen
class DraftIndicator:
    """An indicator of a draft; `place` is the cell it came from. `guidance` is kept as a comment above it."""

    id: str
    strand: str
    title: str
    statement: str = ""
    look_for: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    ask: Mapping[str, tuple[str, ...]] = Factory(dict)
    levels: Mapping[str, str] = Factory(dict)
    guidance: tuple[str, ...] = ()
    place: str = ""


def text_value(text: str) -> str:
    r'''Write a text as TOML has it, on one line or between triple quotes. What acts on a terminal is named.

    >>> print(text_value('say "hi"'), text_value("two\nlines"))
    "say \"hi\"" """
    two
    lines"""
    '''
    shown = visible(text)
    safe = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{safe}"""' if "\n" in safe else f'"{safe}"'


def comment(text: str) -> Iterator[str]:
    r"""Yield a text as lines of comment.

    >>> list(comment("two\nlines"))
    ['# two', '# lines']
    """
    for line in visible(text).split("\n"):
        yield f"# {line}".rstrip()


def draft_text(  # noqa: PLR0913  a draft is made of these
    *,
    file: str,
    today: dt.date,
    framework_id: str,
    title: str,
    scale: Scale,
    readings: Sequence[Reading],
    strands: Sequence[DraftStrand],
    indicators: Sequence[DraftIndicator],
    unplaced: Sequence[Unplaced],
) -> str:
    """Return the whole draft. It ends with one line feed."""
    lines = [
        *comment(f"A draft, made of '{one_line(file)}' on {day_words(today)}. Nothing in it is agreed."),
        f"# Check it as you go: inclusion framework check {framework_id}.toml",
        "#",
        *_columns(readings),
        "",
        'kind = "inclusion.framework"',
        "schema = 1",
        f"id = {text_value(framework_id)}    # how reviews name it; do not change it once it is in use",
        'edition = "1"    # whole numbers with dots; give each new edition a higher one',
        'status = "consultation"    # "adopted" when it is agreed',
        f"title = {text_value(title)}",
        '# about = "Who it is for and what it looks at, in two sentences."',
        '# publisher = "Who stands behind it"',
        f"source = {text_value(f'{one_line(file)}, as it was on {day_words(today)}')}",
        '# licence = "Whose words these are, and how they may be used"',
        '# language = "en-GB"',
        *_scale(scale),
    ]
    inside: dict[str, list[DraftIndicator]] = {}
    for one in indicators:
        inside.setdefault(one.strand, []).append(one)
    for strand in strands:
        lines += ["", "", f"[strands.{_key(strand.id)}]", f"title = {text_value(strand.title)}"]
        if strand.within is not None:
            lines.append(f"within = {text_value(strand.within)}")
        for one in inside.get(strand.id, ()):
            lines += _indicator(one, scale)
    lines += _unplaced(unplaced)
    return "\n".join(lines) + "\n"


def _columns(readings: Sequence[Reading]) -> Iterator[str]:
    yield "# How its columns were read (give --map to have them read otherwise):"
    for reading in readings:
        rows = " and ".join(map(str, reading.header))
        yield from comment(f"'{one_line(reading.sheet.name)}', header in row {rows}")
        for column in reading.columns:
            yield from comment(f"  {column.letters} '{column.name}': {column.said or 'no use found'}")


def _scale(scale: Scale) -> Iterator[str]:
    if scale.id == "four-step":
        yield 'scale = "four-step"    # starting, developing, secure, leading'
        return
    yield from ("", "# The levels, least inclusive first. Turn the order round if it is the other way.", "[scale]")
    yield f"order = [{', '.join(text_value(one) for one in scale.order)}]"
    if scale.titles:
        pairs = ", ".join(f"{_key(level)} = {text_value(one_line(title))}" for level, title in scale.titles.items())
        yield f"titles = {{ {pairs} }}"


def _indicator(one: DraftIndicator, scale: Scale) -> Iterator[str]:
    key = f"indicators.{_key(one.id)}"
    yield ""
    yield from comment(f"From {one.place}." if one.place else "")
    for text in one.guidance:
        yield from comment(f"Guidance: {text}")
    yield from (f"[{key}]", f"strand = {text_value(one.strand)}", f"title = {text_value(one.title)}")
    yield (
        f"statement = {text_value(one.statement)}"
        if one.statement
        else '# statement = "One sentence that a parent would understand."'
    )
    if one.look_for:
        yield from _list("look_for", one.look_for)
    if one.evidence:
        yield from _list("evidence", one.evidence)
    if one.ask:
        yield from ("", f"[{key}.ask]")
        for voice, questions in one.ask.items():
            yield from _list(voice, questions)
    yield ""
    yield f"[{key}.levels]" if any(one.levels.values()) else f"# [{key}.levels]"
    for level in scale.order:
        words = one.levels.get(level)
        yield f"{_key(level)} = {text_value(words)}" if words else f'# {_key(level)} = "…"'


def _list(key: str, texts: Sequence[str]) -> Iterator[str]:
    values = [text_value(one) for one in texts]
    flat = f"{_key(key)} = [{', '.join(values)}]"
    if len(flat) <= _LONG and "\n" not in flat:
        yield flat
        return
    yield f"{_key(key)} = ["
    yield from (f"    {value}," for value in values)
    yield "]"


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else f'"{text}"'


def _unplaced(unplaced: Sequence[Unplaced]) -> Iterator[str]:
    if not unplaced:
        return
    yield from ("", "", f"{UNPLACED}, so that nothing is lost. Move what you want to keep, and delete the rest.")
    before = None
    for one in unplaced:
        if one.sheet != before:
            yield from ("#", *comment(f"Sheet '{one_line(one.sheet)}':"))
            before = one.sheet
        yield from comment(f"  {one.cell} ({one.why}): {one.text}")
