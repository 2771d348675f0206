"""What a school signs up to as lines: each promise beside its own judgement, and one whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.notes.when import day_in_words
from inclusion_tui.render.consult import WHOSE, id_width, is_told
from inclusion_tui.render.line import block, fit, padded, text, under

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from inclusion_tui.consulted import Consulted
    from inclusion_tui.render.line import Line, Style

signing_up = ic.signing_up
consultations = ic.consultations

STATE_WORDS = {
    "reached": "reached", "not-yet": "on the way", "past": "past its day", "no-level": "no level yet",
    "not-judged": "not judged yet",
}  # fmt: skip
_STATE_STYLES: dict[str, Style] = {"reached": "good", "past": "warn"}
_TOLD = {
    "reached": "Reached.",
    "not-yet": "On the way.",
    "past": "The day is over and it is not reached. Agree on a new day, or on what would help.",
    "no-level": "It has been looked at, and has no level yet.",
    "not-judged": "It is not judged yet in the review beside it.",
}
NOTHING = "There is no consultation here yet, and a school signs up within one. g b q goes to the page that begins one."
KEPT = (
    "What a school signed up to is shown with its own review open. The count (g b q, then v) tells how many signed up, "
    "never who."
)
NO_REVIEW = "There is no review on this edition here to lay it beside."
OTHERS = "Judgements are laid beside it only with the school's own review open."
HIDDEN = "The team has hidden the school's own judgements from reviewers for now, so they are not laid beside it."
FOR_THE_SCHOOL = "For the school itself: it is no ranking. The count tells how many signed up, never who."
_DAY, _STATE = 13, 15


@frozen
class Promised:
    """What a school signed up to, by indicator. `review` is what it is laid beside, empty for none; `why` says why not.

    Where nothing is laid beside it no promise has a state.
    """

    promises: Mapping[str, signing_up.Promise]
    review: str = ""
    why: str = ""


def promised_above(seen: Consulted, found: Promised, width: int) -> list[Line]:
    """Return whose promises these are, how many are kept, and what they are laid beside."""
    if seen.framework is None:
        return block(seen.why, width, "warn")
    if seen.school is None:
        return block(WHOSE, width, "warn")
    name = consultations.name_of(seen.school)
    if seen.kept:
        return block(f"{name}. {KEPT}", width, "warn")
    there = found.promises
    kept = sum(one.state == "reached" for one in there.values())
    reached = f", {kept} reached" if found.review and there else ""
    lines = block(f"{name} signed up to {len(there)} of {len(seen.framework.indicators)}{reached}.", width, "strong")
    beside = f"Beside its own judgements in {text(found.review)}." if found.review else found.why
    return [*lines, *block(f"{beside} {FOR_THE_SCHOOL}", width, "dim")]


def _level_width(framework: ic.Framework) -> int:
    return max((ic.columns(text(framework.level_title(one))) for one in framework.scale.order), default=6) + 1


def promise_head(framework: ic.Framework, width: int) -> Line:
    """Return the heads of the columns."""
    level = _level_width(framework)
    parts: Line = (
        (" " * id_width(framework), ""),
        (padded("now", level), "dim"),
        (padded("wanted", level), "dim"),
        (padded("by", _DAY), "dim"),
    )
    return fit(parts, width)


def promise_row(framework: ic.Framework, one: signing_up.Promise, today: dt.date, width: int) -> Line:
    """Return one promise: the level now, the level wanted, by when, how it stands, and the title."""
    level = _level_width(framework)
    state = STATE_WORDS.get(one.state, "")
    helps = "help  " if one.commitment.help_needed else "      "
    return fit(
        (
            (padded(f" {text(one.commitment.id)}", id_width(framework)), "strong"),
            (padded(now_words(framework, one), level - 1) + " ", ""),
            (padded(text(framework.level_title(one.commitment.level)), level), "level"),
            (padded(day_in_words(one.commitment.by_when, today), _DAY), ""),
            (padded(state, _STATE), _STATE_STYLES.get(one.state, "dim")),
            (helps, "mark"),
            (text(one.title), ""),
        ),
        width,
    )


def now_words(framework: ic.Framework, one: signing_up.Promise) -> str:
    """Return the level that the school gave itself; where it gave one for each lens, the lowest and the highest."""
    if not one.now:
        return "-"
    order = framework.scale.order
    levels = sorted({each for each in one.now if each in order}, key=order.index)
    if not levels or len(one.now) == 1:
        return text(ic.answer_in_words(framework, one.now[0]))
    places = [str(framework.scale.place(each)) for each in levels]
    return "-".join(dict.fromkeys((places[0], places[-1])))


def open_row(framework: ic.Framework, indicator: str, width: int) -> Line:
    """Return the row of an indicator that the school has not signed up to."""
    title = framework.worded(framework.indicators[indicator].title)
    return fit(((padded(f" {text(indicator)}", id_width(framework)), "strong"), (text(title), "dim")), width)


def promise_whole(  # noqa: PLR0913  a row of a page has these parts
    framework: ic.Framework, indicator: str, found: Promised, today: dt.date, width: int, *, told: bool = True
) -> list[Line]:
    """Return one promise whole, in words; of an indicator without one, how a school signs up to it.

    Where nothing is `told` of a school, neither.
    """
    one = found.promises.get(indicator)
    title = framework.worded(framework.indicators[indicator].title)
    lines = under(f" {text(indicator)} ", title, width, style="title")
    if one is None and not told:
        statement = framework.indicators[indicator].statement
        return [*lines, *under(" ", framework.worded(statement), width, style="dim")]
    if one is None:
        levels = ", ".join(
            f"{place} {framework.level_title(each)}" for place, each in enumerate(framework.scale.order, start=1)
        )
        return [*lines, *under(" ", f"Not signed up to. A digit signs up to a level: {levels}.", width, style="dim")]
    promise = one.commitment
    wants = f"Wants {framework.level_title(promise.level)} by {day_in_words(promise.by_when, today)}"
    lines += under(" ", f"{wants}, said on {promise.day.isoformat()}.", width)
    if promise.help_needed:
        lines += under(" help needed: ", promise.help_needed, width)
    if one.now:
        words = [ic.answer_in_words(framework, each) for each in one.now]
        lines += under(" now: ", ", ".join(words), width)
    if one.state:
        lines += under(" ", _TOLD[one.state], width, style=_STATE_STYLES.get(one.state, "dim"))
    wanted = framework.indicators[indicator].levels.get(promise.level)
    if wanted:
        lines += under(f" {framework.level_title(promise.level)}: ", framework.worded(wanted), width, style="dim")
    return lines


def all_promised(seen: Consulted, found: Promised, today: dt.date, width: int) -> list[Line]:
    """Return everything that the school signed up to, in words."""
    framework = seen.framework
    if framework is None or not is_told(seen):
        return under(" ", seen.why or (KEPT if seen.kept else WHOSE), width)
    lines = under(" ", FOR_THE_SCHOOL, width, style="dim")
    for one in found.promises:
        lines += [(), *promise_whole(framework, one, found, today, width)]
    return lines if found.promises else [*lines, (), *under(" ", "Nothing is signed up to yet.", width)]
