"""A file that somebody was given: the folder it lies in, line by line; and what opening it comes to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.render.line import apart, text, under
from inclusion_tui.render.start import when_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import inclusion_core as ic
    from inclusion_tui.browsing import Entry
    from inclusion_tui.render.line import Line

_KB, _MB = 1_000, 1_000_000
_MOST_PROBLEMS = 200


def entry_line(one: Entry, width: int, now: dt.datetime) -> Line:
    """Return the line of a file or a folder: its name, how large it is, when it was changed."""
    if one.is_folder:
        return apart(((f" {text(one.name)}/", "title"),), (), width)
    size = "" if one.size is None else f"{size_words(one.size)}  "
    return apart(((f" {text(one.name)}", ""),), ((f"{size}{when_words(one.at, now)}", "dim"), (" ", "")), width)


def size_words(size: int) -> str:
    """Return a size in bytes as people read it.

    >>> size_words(12), size_words(2_400), size_words(3_140_000)
    ('12 B', '2 kB', '3.1 MB')
    """
    if size < _KB:
        return f"{size} B"
    return f"{size / _KB:.0f} kB" if size < _MB else f"{size / _MB:,.1f} MB"


def told_lines(path: str, sentences: Iterable[str], does: str, width: int) -> list[Line]:
    """Return a page about a file: its path, a paragraph for each sentence, and what Enter does with it."""
    lines = under(" ", path, width - 1, style="dim")
    for one in sentences:
        lines += [(), *under(" ", one, width - 1)]
    if does:
        lines += [(), *under(" Enter ", does, width - 1, style="strong")]
    return lines


def framework_sentences(framework: ic.Framework, problems: Iterable[ic.Problem]) -> list[str]:
    """Return what is said of a framework file that can be used, with what is worth doing."""
    head = f"{framework.worded(framework.title)}, {framework.name}: {len(framework.indicators)} indicators."
    return [head, *problem_sentences(problems, "worth doing")]


def problem_sentences(problems: Iterable[ic.Problem], kind: str) -> list[str]:
    """Return problems as sentences, with how many there are."""
    found = [str(one) for one in problems]
    if not found:
        return ["Nothing is wrong with it."]
    count = f"{len(found)} {'thing is' if len(found) == 1 else 'things are'} {kind}:"
    left = [f"And {len(found) - _MOST_PROBLEMS} more."] if len(found) > _MOST_PROBLEMS else []
    return [count, *found[:_MOST_PROBLEMS], *left]


def imported_sentences(added: int, updated: int, skipped: Iterable[str], warnings: Iterable[str]) -> list[str]:
    """Return what an import of schools did, with its counts."""
    left = list(skipped)
    said = [f"{added:,} schools added, {updated:,} changed, {len(left):,} rows left out."]
    if left:
        said.append("Left out: " + " ".join(left[:5]))
    return [*said, *list(warnings)[:5]]
