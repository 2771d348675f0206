"""Pieces of evidence as rows of a list, and one of them whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.notes.when import time_in_words
from inclusion_tui.render.line import block, fit, padded, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from inclusion_tui.notes.suggesting import Suggestion
    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line, Part

_WHEN, _KIND = 17, 14
_MOST_ABOUT = 14
_BEGINS = 400
_LARGE = 20_000


def kind_title(kind: str, kinds: Mapping[str, ic.EvidenceKind]) -> str:
    """Return what a kind is called; its id where it is not known here."""
    return kinds[kind].title if kind in kinds else kind


def evidence_row(
    one: ic.Evidence, now: dt.datetime, kinds: Mapping[str, ic.EvidenceKind], width: int, *, about: bool
) -> Line:
    """Return a piece's row: when, what kind, with `about` for what, and how it begins."""
    files = f" (+{len(one.attachments)})" if one.attachments else ""
    parts: list[Part] = [
        (f" {padded(time_in_words(one.at, now), _WHEN)} ", "dim"),
        (f"{padded(text(kind_title(one.kind, kinds)), _KIND)} ", "dim"),
    ]
    if about:
        parts.append((f"{padded(' '.join(one.indicators) or 'jotting', _MOST_ABOUT)} ", "strong"))
    begins = text(one.note[:_BEGINS])
    room = max(width - sum(ic.columns(words) for words, _ in parts) - len(files), 1)
    return fit((*parts, (ic.clipped(begins, room), ""), (files, "mark")), width)


def piece_head(
    one: ic.Evidence, now: dt.datetime, kinds: Mapping[str, ic.EvidenceKind], people: Mapping[str, ic.Person],
    width: int,
) -> Line:  # fmt: skip
    """Return what a piece is in one line: kind, place, time, by whom, for which indicators."""
    person = people.get(one.by)
    by = (person.name or person.id) if person else one.by
    words = [kind_title(one.kind, kinds), one.place, time_in_words(one.at, now), by]
    about = " ".join(one.indicators) if one.indicators else "a jotting, not filed yet"
    told = ", ".join(text(word) for word in words if word)
    return fit(((f" {about}", "strong"), (f"  {told}", "dim")), width)


def piece_lines(
    one: ic.Evidence,
    now: dt.datetime,
    kinds: Mapping[str, ic.EvidenceKind],
    people: Mapping[str, ic.Person],
    width: int,
) -> list[Line]:
    """Return a piece whole: what it is, its note, its tags, its files and what of it looks like a pupil."""
    note, room = one.note[:_LARGE], max(width - 1, 8)
    lines = [piece_head(one, now, kinds, people, width), ()]
    lines += [((" ", ""), *line) for line in block(note, room)]
    if len(one.note) > _LARGE:
        lines.append(((f" … and {len(one.note) - _LARGE:,} characters more", "dim"),))
    if one.tags:
        lines += [(), ((f" {' '.join(f'#{text(tag)}' for tag in one.tags)}", "mark"),)]
    for file in one.attachments.values():
        lines.append(((f" file: {text(file.name)}, {size(file.size)}", "dim"),))
    for found in ic.scan(note):
        stretch = ic.clipped(text(note[found.start : found.end]), 40)
        lines += block(f" A pupil? '{stretch}': {found.says} b blanks it for good.", width, "warn")
    return lines


def size(count: int) -> str:
    """Return a number of bytes as people say it.

    >>> size(900), size(45_300), size(2_500_000)
    ('900 bytes', '45 kB', '2.5 MB')
    """
    if count < 1_000:  # noqa: PLR2004  a kilobyte
        return f"{count} bytes"
    return f"{count // 1_000} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"  # noqa: PLR2004  a megabyte


def suggestion_lines(
    found: Sequence[Suggestion], at: int, titles: Mapping[str, str], width: int, glyphs: Glyphs
) -> list[Line]:
    """Return where a jotting may belong, a line each, the one that Enter files under marked; or what to do instead."""
    if not found:
        return [((" Nothing suggests itself: / finds an indicator, l several.", "dim"),)]
    lines: list[Line] = []
    for place, one in enumerate(found):
        here = place == at
        title = text(titles.get(one.indicator, ""))
        lines.append(
            fit(
                (
                    (f" {glyphs.cursor if here else ' '}", "level"),
                    (f"{padded(one.indicator, 4)} ", "strong"),
                    (title, "level" if here else ""),
                    (f"  {text(one.why)}", "dim"),
                ),
                width,
            )
        )
    return lines
