"""Lines of enquiry and actions: a row for each, and one of them whole."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.notes.when import day_in_words
from inclusion_tui.render.line import apart, block, fit, padded, text, under

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line

_ABOUT = 12
_HIDDEN = ("hidden from reviewers for now, with the judgements that it speaks of.",)


def in_words(state: str) -> str:
    """Return a stage or a state as people say it.

    >>> in_words("being-looked-at")
    'being looked at'
    """
    return state.replace("-", " ")


def how_far(state: str, states: tuple[str, ...], glyphs: Glyphs) -> str:
    """Return how far along its states something is, a sign each, so that the eye can run down them."""
    place = states.index(state) + 1 if state in states else 0
    return glyphs.full * place + glyphs.empty * (len(states) - place)


def line_row(one: ic.LineOfEnquiry, width: int, glyphs: Glyphs) -> Line:
    """Return a line of enquiry's row: its question, what it is about, its stage."""
    stage = padded(in_words(one.stage), max(len(each) for each in ic.STAGES))
    right: Line = (
        (f"{padded(' '.join(one.indicators), _ABOUT)} ", "dim"),
        (f"{how_far(one.stage, ic.STAGES, glyphs)} ", "level"),
        (stage, "strong"),
        (" ", ""),
    )
    return apart(((f" {text(one.question)}", ""),), right, width)


def line_whole(  # noqa: PLR0913  a line has these parts
    one: ic.LineOfEnquiry,
    evidence: Iterable[ic.Evidence],
    kinds: Mapping[str, ic.EvidenceKind],
    width: int,
    rests: ic.Triangulated | None = None,
    *,
    grounds: tuple[str, ...] | None = None,
) -> list[Line]:
    """Return a line whole: its question, why it is asked, what was gathered on its indicators, what was found.

    `grounds` are those that may be seen here, all where None. `rests` says whose voices are in it, what points
    different ways and what to mind.
    """
    lines: list[Line] = block(one.question, width, "title", indent=0)
    seen = one.grounds if grounds is None else grounds
    for ground in seen or (_HIDDEN if one.grounds else ()):
        lines += under(" because: ", ground, width)
    found = Counter(piece.kind for piece in evidence)
    gathered = [f"{kinds[kind].title if kind in kinds else kind} {count}" for kind, count in found.most_common()]
    lines += under(" gathered: ", ", ".join(gathered) if gathered else "nothing yet", width)
    if rests is not None and rests.pieces:
        lines += under(" heard: ", f"{ic.listed(rests.heard) or 'nobody'}; not yet: {_not_yet(rests)}", width)
    lines += under(" found: ", one.finding or "nothing is written yet (i writes it)", width)
    if rests is not None and (rests.pieces or one.finding):
        for says in rests.says:
            lines += under(" mind: ", says, width, style="warn")
    for told in rests.contradictions if rests is not None else ():
        lines += under(" different ways: ", told, width)
    if one.agreed_at is not None:
        by = f" by {one.agreed_by}" if one.agreed_by else " (b says by whom)"
        lines += under(" agreed: ", f"{one.agreed_at.astimezone():%Y-%m-%d}{by}", width)
    return lines


def _not_yet(rests: ic.Triangulated) -> str:
    return ic.listed(rests.not_heard, "or") or "nobody is missing"


def action_row(one: ic.Action, today: dt.date, width: int, glyphs: Glyphs) -> Line:
    """Return an action's row: what will change, for what, who, by when, how far it is. Overdue is said in words."""
    over = one.by_when is not None and one.by_when < today and one.state in {"planned", "under-way"}
    by = f"by {day_in_words(one.by_when, today)}" if one.by_when else "no day yet"
    state = padded(in_words(one.state), max(len(each) for each in ic.ACTION_STATES))
    who = ic.clipped(text(one.who), 10) if one.who else glyphs.dash
    right: Line = (
        (f"{padded(' '.join(one.indicators), 6)} ", "dim"),
        (f"{padded(who, 10)} ", "dim"),
        (padded(f"{by}{' (over)' if over else ''}", 21), "warn" if over else "dim"),
        (f" {state}", "strong"),
        (" ", ""),
    )
    if width < 2 * sum(ic.columns(words) for words, _ in right):
        right = right[2:]
    return apart(((f" {text(one.what)}", ""),), right, width)


def action_whole(one: ic.Action, lines: Mapping[str, ic.LineOfEnquiry], today: dt.date, width: int) -> list[Line]:
    """Return an action whole: what will change, how we will know, who, by when, and what it came from."""
    told: list[Line] = block(one.what, width, "title")
    by = day_in_words(one.by_when, today) if one.by_when else "not said yet"
    told += under(" how we will know: ", one.impact or "not said yet (Enter says it)", width)
    if one.baseline:
        told += under(" how it stands before: ", one.baseline, width)
    told += [
        fit(((" who: ", "strong"), (text(one.who) or "not said yet", ""), ("  by when: ", "strong"), (by, "")), width)
    ]
    if one.review_on:
        told += under(" looked at again: ", day_in_words(one.review_on, today), width)
    if one.cost or one.paid_from:
        paid = f"paid from {one.paid_from}" if one.paid_from else "b says what pays for it"
        told += under(" costs: ", f"{one.cost or 'not said yet'}; {paid}", width)
    if one.line is not None and one.line in lines:
        told += under(" from: ", lines[one.line].question, width)
    return told
