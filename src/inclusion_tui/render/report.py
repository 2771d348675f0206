"""The page that writes the report: the forms there are, what goes into it and where, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.beginning import counted
from inclusion_tui.render.files import size_words
from inclusion_tui.render.line import fit, padded, plain, text, under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_tui.leaving import Form, Left
    from inclusion_tui.render.line import Line

_TITLE = 14
_MOST_STOPS = 200


def form_line(one: Form, width: int) -> Line:
    """Return a form's line: what it is called, and what it is for."""
    return fit(((f" {padded(text(one.title), _TITLE)}", "strong"), (f" {text(one.about)}", "")), width)


def set_lines(whose: str, where: str, width: int) -> list[Line]:
    """Return whose judgements go into it, and where it is written; of a long path its end is shown."""
    lines: list[Line] = [fit(((" Whose  ", "strong"), (whose, "")), width)]
    room = width - ic.columns(" Where  ") - 1
    place = text(where)
    if ic.columns(place) > room > 1:
        while ic.columns(place) >= room:
            place = place[1:]
        place = f"…{place}"
    return [*lines, fit(((" Where  ", "strong"), (place, "")), width)]


def whose_words(voices: Sequence[str], every: bool, hidden: int) -> str:  # noqa: FBT001  two facts of one sentence
    """Return whose judgements are in a report; `voices` are in words, `hidden` says how many this voice is not shown.

    >>> whose_words(["self-review", "Asha K"], True, 0), whose_words(["Asha K"], False, 1), whose_words([], True, 0)
    ('everyone who judged: self-review and Asha K', 'Asha K; 1 voice is hidden from you', 'nobody has judged yet')
    """
    if not voices:
        named = "nobody has judged yet" if not hidden else "nobody whom you may see"
    else:
        named = f"{'everyone who judged: ' if every and not hidden else ''}{ic.listed(voices)}"
    if not hidden:
        return named
    return f"{named}; {hidden} {'voice is' if hidden == 1 else 'voices are'} hidden from you"


def written_sentences(left: Left, form: Form) -> list[str]:
    """Return what is said of a file that was written, or handed to the browser."""
    place = str(left.path) if left.path is not None else "it is among your browser's downloads"
    said = [f"Written: {place} ({size_words(left.size)})."]
    if left.bundle is None:
        return [*said, "Open it in a browser to read or print it."] if form.suffix == ".html" else said
    bundle = left.bundle
    said.append(
        f"It holds {counted(len(bundle.changes), 'change')} and {counted(bundle.attachments, 'attachment')}, by "
        "everybody, and no drafts. Hand it over in a way that your school allows."
    )
    if bundle.gone:
        said.append(f"Attached once and not there any more: {ic.listed([text(one) for one in bundle.gone])}.")
    if bundle.left_out:
        said.append(f"Not the program's, so left out: {ic.listed([text(one) for one in bundle.left_out])}.")
    return [*said, "Your colleague opens it with o at the start."]


def stopped_lines(stops: Sequence[ic.Stop], width: int) -> list[Line]:
    """Return what holds it back, place by place, and what can be done about that."""
    count = "1 place looks" if len(stops) == 1 else f"{len(stops):,} places look"
    head = f"Nothing was written: {count} as if a pupil were named, and pupils are not named in what leaves."
    lines = under(" ", head, width - 1, style="warn")
    lines += [*under(" b ", "blanks them, here and everywhere, for good.", width - 1),
              *under(" A ", "writes it all the same, and the review's history says so.", width - 1), ()]  # fmt: skip
    for one in stops[:_MOST_STOPS]:
        shown = f"'{ic.clipped(text(one.text), 30)}': " if one.text else ""
        lines += under(" ", f"{one.where}: {shown}{one.says}", width - 1)
    if len(stops) > _MOST_STOPS:
        lines.append(((f" And {len(stops) - _MOST_STOPS:,} more places.", ""),))
    return lines


def told_lines(sentences: Sequence[str], width: int, *, wrong: bool = False) -> list[Line]:
    """Return sentences, each from a new line; the first one stands out."""
    lines: list[Line] = []
    for place, one in enumerate(sentences):
        lines += under(" ", one, width - 1, style=("warn" if wrong else "good") if place == 0 else "")
    return [one for one in lines if plain(one)]
