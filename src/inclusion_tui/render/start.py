"""The start: a line for each review under way, and below what is to be known of the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.line import apart, fit, padded, plain, text, under

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from inclusion_tui.render.line import Line, Part

_DAYS_OF_A_WEEK = 7
_ROOMY, _USUAL = 120, 76
_VOICE, _COUNT, _WHEN = 16, 14, 12
_LONGEST = 60
_LEAST_PATH = 12

WAYS: tuple[tuple[str, str, str], ...] = (
    ("try", "t", "Try it on a made-up cluster of schools"),
    ("new", "n", "Start with a school's name"),
    ("open", "o", "Open a file from a colleague"),
)
"""The ways to begin where there is nothing yet: what each is called, its key, and its words."""


@frozen
class Under:
    """A review as its line shows it. `counts` are judged and applicable, None while that is not known.

    `name` is the school's, or the review's id while that is not known; `problem` says why it cannot be opened.
    """

    name: str
    made_up: bool = False
    title: str = ""
    voice: str = "self"
    counts: tuple[int, int] | None = None
    touched: dt.datetime | None = None
    drafts: Sequence[ic.Draft] = ()
    framework: str = ""
    problem: str = ""
    people: tuple[ic.Person, ...] = ()

    @property
    def whose(self) -> str:
        """Whose judgements were given last, in words."""
        return voice_words(self.voice, {one.id: one for one in self.people})


def when_words(at: dt.datetime | None, now: dt.datetime) -> str:
    """Return when something was, as people say it: the nearer, the closer to the minute. Both with their time zone.

    >>> import datetime as dt
    >>> now = dt.datetime(2026, 11, 20, 12, 0).astimezone()
    >>> [when_words(now - dt.timedelta(hours=hours), now) for hours in (1, 24, 17 * 24, 400 * 24)]
    ['today 11:00', 'Thu', '3 Nov', '16 Oct 2025']
    """
    if at is None:
        return ""
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days == 0:
        return f"today {local:%H:%M}"
    if 0 < days < _DAYS_OF_A_WEEK:
        return f"{local:%a}"
    return f"{local.day} {local:%b}" if local.year == now.year else f"{local.day} {local:%b %Y}"


def review_line(one: Under, width: int, now: dt.datetime) -> Line:
    """Return a review's line: its school, its title, whose judgements, how far, when last, and drafts that wait."""
    made_up = " (made up)" if one.made_up else ""
    left: list[Part] = [(f" {text(one.name)}{made_up}", "strong")]
    if one.title and width >= _ROOMY:
        left.append((f"  {text(one.title)}", ""))
    if one.problem:
        return apart(tuple(left), (("cannot be opened", "warn"), (" ", "")), width)
    right: list[Part] = []
    if one.drafts:
        count = len(one.drafts)
        right += [(f"{count} {'draft' if count == 1 else 'drafts'}", "warn"), ("  ", "")]
    if width >= _USUAL:
        right.append((f"{padded(one.whose, _VOICE)} ", "dim"))
    count_words = "" if one.counts is None else f"{one.counts[0]}/{one.counts[1]} judged"
    right += [(padded(count_words, _COUNT), ""), (padded(when_words(one.touched, now), _WHEN), "dim")]
    return apart(tuple(left), tuple(right), width)


def heading_line(count: int, found: int | None, folder: str, width: int) -> Line:
    """Return the title: how many reviews there are, how many of them were found, and where they are kept."""
    many = f"{count} {'review' if count == 1 else 'reviews'}" if count else "nothing here yet"
    left: Line = ((" inclusion", "title"), (f"  {many}", ""), ("" if found is None else f", {found} found", "strong"))
    room = width - ic.columns(plain(left)) - 3
    place = text(folder)
    if ic.columns(place) > room:  # the end of a path says more than its beginning
        place = f"…{place[-room + 1 :]}" if room >= _LEAST_PATH else ""
    return apart(left, ((place, "dim"), (" ", "")), width)


def way_line(key: str, words: str, width: int) -> Line:
    """Return the line of a way to begin."""
    return fit(((f"  {padded(key, 2)}", "strong"), (words, "")), width)


def review_lines(one: Under, width: int, now: dt.datetime) -> list[Line]:
    """Return what is to be known of a review before it is opened; what was typed and not sent is a question."""
    if one.problem:
        return under(" ", f"It cannot be opened: {one.problem}", width - 1, style="warn")
    lines: list[Line] = [fit(((f" {one.whose}", "strong"), (f"  {text(one.framework)}", "dim")), width)]
    if one.title:
        lines.append(fit(((f" {text(one.title)}", ""),), width))
    newest = one.drafts[-1] if one.drafts else None
    if newest is not None:
        more = len(one.drafts) - 1
        others = f" {more} more {'waits' if more == 1 else 'wait'} there." if more else ""
        typed = ic.clipped(ic.one_line(newest.text), _LONGEST)
        told = f"{draft_words(newest)} was typed {moment_words(newest.at, now)} and not sent: '{typed}'.{others}"
        ask = " Go on with it? Press w." if newest.fits else " It was typed for another edition and can be copied."
        lines += under(" ", told + ask, width - 1, style="warn")
    return lines


def moment_words(at: dt.datetime, now: dt.datetime) -> str:
    """Return a moment inside of a sentence: `today at 10:42`, `on Thu at 09:30`."""
    local = at.astimezone(now.tzinfo)
    said = when_words(at, now)
    return f"today at {local:%H:%M}" if said.startswith("today") else f"on {said} at {local:%H:%M}"


def draft_words(draft: ic.Draft) -> str:
    """Return what a draft was typed for, as a sentence begins with it.

    >>> import datetime as dt
    >>> at = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    >>> for key in ("because self U4", "evidence U4", "jotting", "note e-1"):
    ...     draft_words(ic.Draft(key, "", at, "d", "s", True))
    'A reason for U4'
    'Evidence for U4'
    'A jotting'
    'A change to a note'
    """
    sort, _, rest = draft.key.partition(" ")
    for_it = f" for {text(indicator_of(draft))}" if rest else ""
    words = {
        "because": f"A reason{for_it}",
        "evidence": f"Evidence{for_it}",
        "jotting": "A jotting",
        "note": "A change to a note",
        "enquiry": f"A line of enquiry{for_it}",
        "action": f"An action{for_it}",
    }
    return words.get(sort, "A text")


def voice_of(draft: ic.Draft) -> str:
    """Return whose judgement a reason was typed for; empty for every other sort of draft."""
    parts = draft.key.split(" ")
    return parts[1] if parts[0] == "because" and len(parts) > 2 else ""  # noqa: PLR2004  because, voice, cell


def indicator_of(draft: ic.Draft) -> str:
    """Return the indicator that a draft's key names, or what stands in its place; empty where it names none."""
    return draft.key.rpartition(" ")[2].partition("@")[0] if " " in draft.key else ""
