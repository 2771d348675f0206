"""Sentences for texts that are not TOML: what a person did, where, and what to type instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inclusion_core.errors import Problem
from inclusion_core.store.lines import statements
from inclusion_core.store.problems import dotted

if TYPE_CHECKING:
    from inclusion_core.store.lines import Statement

_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)|^={7}$", re.MULTILINE)
_CURLY = re.compile("[\u2018\u2019\u201c\u201d\u201e\u201a\u00ab\u00bb]")
_STRAIGHT = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')
_KEY_COLON = re.compile(r"\s*[A-Za-z0-9_\"'.-]+\s*:")
_AT_END = "(at end of document)"


def problem(text: str, error: Exception, file: str) -> Problem:
    """Say in one sentence why a text could not be read; `text` has LF line ends, `error` is what `tomli` raised."""
    line = getattr(error, "lineno", None)
    what, do, line = _sentence(text, error, line)
    return Problem(what=what, do=do, file=file, line=line)


def _sentence(  # noqa: PLR0911  a sentence for each cause
    text: str, error: Exception, line: int | None
) -> tuple[str, str, int | None]:
    message = str(getattr(error, "msg", error))
    foreign = _foreign(text)
    if foreign:
        return foreign
    at_end = _AT_END in str(error)
    merge = _MERGE.search(text)
    if merge:
        return (
            f"This line begins a merge that was never finished ('{merge[0].strip()}').",
            "Keep the lines you want and delete the marks.",
            text.count("\n", 0, merge.start()) + 1,
        )
    if isinstance(error, RecursionError):
        return (
            "The file holds a key, list or table nested far deeper than any file of ours.",
            "Ask whoever sent it.",
            None,
        )
    if line is None:
        return (
            "The file holds a number that is too long, too large or not a number.",
            'Write an ordinary number, such as 0.8 or 12, or a fraction in quotes, such as "5/8".',
            None,
        )
    if "declare" in message or "overwrite" in message or "mutate" in message:
        return _twice(text, line)
    curly = _curly(text, line)
    if curly:
        return curly
    if at_end:
        return _cut_short(text, line)
    return _on_line(text.split("\n")[line - 1], message, line)


def _foreign(text: str) -> tuple[str, str, int | None] | None:
    """Say what a text is that was never meant to be TOML, or whose lines end as no line does today."""
    begins = text.lstrip()[:200].casefold()
    if begins.startswith(("<!doctype", "<html", "<?xml")):
        return (
            "The file is a web page or XML, and no framework file.",
            "Download the file itself, not the page about it.",
            1,
        )
    if begins.startswith("{") and begins[1:].lstrip()[:1] in {'"', "}"}:
        return "The file is JSON, and no framework file.", "Write it as TOML (docs/framework-files.md).", 1
    if "\r" in text and "\n" not in text:
        return (
            "The lines of the file end in a carriage return alone, as on very old computers.",
            "Save it again with ordinary line ends (LF or CRLF).",
            None,
        )
    return None


def _twice(text: str, line: int) -> tuple[str, str, int | None]:
    """Name the key or table that stands twice, with both lines."""
    seen: dict[tuple[str, ...], Statement] = {}
    for one in statements(text):
        first = seen.setdefault(one.path, one)
        if first is not one:
            name = dotted(one.path)
            if one.heading and first.heading:
                return (
                    f"[{name}] is declared a second time; it stands first on line {first.line}.",
                    "Each id is used once: give one of them another id, or join the two.",
                    one.line,
                )
            return (
                f"{name} is given a second time; it stands first on line {first.line}.",
                "Keep one of them.",
                one.line,
            )
    return "This line gives a key a second time, once as a value and once as a table.", "Keep one of them.", line


def _curly(text: str, line: int) -> tuple[str, str, int | None] | None:
    rows = text.split("\n")
    row = _STRAIGHT.sub("", rows[min(line, len(rows)) - 1])
    found = _CURLY.search(row)
    if not found:
        return None
    return (
        f"This line has a curly quote ({found[0]}) where a straight one belongs.",
        "Type \" or ' instead; a word processor turns them into curly ones.",
        line,
    )


def _cut_short(text: str, line: int) -> tuple[str, str, int | None]:
    """Name the key or heading that was still open where the text ends."""
    last: Statement | None = None
    for last in statements(text):  # noqa: B007  only the last one is wanted
        pass
    rows = text.rstrip().count("\n") + 1
    if last is None or last.last_line < rows:
        what, line = "in the middle of a line", rows
    elif last.heading:
        what, line = f"right after [{dotted(last.path)}]", last.line
    else:
        what, line = f"in the middle of {dotted(last.path)}, which begins on this line", last.line
    return (
        f"The file ends {what}.",
        "Either the file was cut short (take the last good copy) or a closing quote or bracket is missing.",
        line,
    )


def _seen(text: str) -> str:
    """Show what stands in a line and looks like nothing, or like an ordinary space.

    >>> _seen("kind\u00a0= 1")
    'kind[U+00A0]= 1'
    """
    return "".join(one if one.isprintable() or one == "\t" else f"[U+{ord(one):04X}]" for one in text)


def _on_line(  # noqa: PLR0911  a sentence for each cause
    row: str, message: str, line: int
) -> tuple[str, str, int | None]:
    """Sentences for a mistake that one line shows."""
    shown = _seen(row.strip()[:60])
    if row.lstrip().startswith("[") and "table declaration" in message:
        return (
            f"This line is a heading we cannot read: `{shown}`.",
            'Put an id that holds a dot, an @ or a space in straight quotes, such as [crosswalk."five-principles@1"].',
            line,
        )
    if _KEY_COLON.match(row) and "Expected '='" in message:
        return f"This line has a colon after its key: `{shown}`.", "Write = between a key and its value.", line
    if "Invalid value" in message:
        return (
            f"This line has a value we cannot read: `{shown}`.",
            'Put texts in straight quotes, such as title = "North East".',
            line,
        )
    if "Unescaped" in message or "escape" in message.casefold():
        return (
            f"This line has a backslash in a text: `{shown}`.",
            "Write two (\\\\), or put the text in single quotes.",
            line,
        )
    if "'\\n'" in message:
        return (
            f"This line has a text that does not end on its line: `{shown}`.",
            'Close it with a quote; a text over several lines stands between """ and """.',
            line,
        )
    if "Illegal character" in message:
        return "This line holds a control character that no text has.", "Delete it and type the line again.", line
    if "Expected newline" in message:
        return f"This line has something after its value: `{shown}`.", "One key and one value stand on a line.", line
    return f"This line cannot be read as TOML: `{shown}`.", "A line is a [heading], a # remark, or key = value.", line
