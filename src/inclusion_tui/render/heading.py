"""The two lines at the top: which school, whose judgements, how far; and what it comes to so far, in words."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import Factory, frozen

import inclusion_core as ic
from inclusion_tui.render.line import apart, fit, plain, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_tui.render.line import Line, Part

SAVED, SAVING = "saved", "saving"

_MADE_ID = re.compile(r" [a-z]{1,2}-[0-9a-z]{10,}\b")
_VOICE = re.compile(r"\((self|moderated|(?:peer|role):[^()\s]+)\)")


@frozen
class Heading:
    """What the top of the screen says.

    `counts` are how many are judged and how many apply, None while that is not known.
    `comes_to` is the score in words, empty where the scoring is `none` or nothing can be said yet; `readiness` holds
    each gate's title and how it stands. `state` is `saved`, `saving` or a sentence about what went wrong.
    """

    school: str
    made_up: bool
    voice: str
    framework: str
    counts: tuple[int, int] | None = None
    facet: str = ""
    view: str = ""
    comes_to: str = ""
    readiness: tuple[tuple[str, str], ...] = ()
    state: str = SAVED
    wrong: bool = False
    people: Mapping[str, ic.Person] = Factory(dict)


_LEAST_SCHOOL = 8


def heading_lines(one: Heading, width: int) -> tuple[Line, Line]:
    """Return both lines, each at most `width` columns: what matters most on a visit stands longest."""
    made_up = " (made up)" if one.made_up else ""
    count = _count(*one.counts) if one.counts is not None else ""
    right: Line = ((one.state, "warn" if one.wrong else "dim"), ("  ", ""), (count, "strong"), (" ", ""))
    voice = f"  {voice_words(one.voice, one.people)}"  # in sight before all of the name: levels go under this voice
    room = width - ic.columns(plain(right)) - ic.columns(f" {made_up}{voice}") - 1
    school = ic.clipped(text(one.school), max(room, _LEAST_SCHOOL))
    left: list[Part] = [(f" {school}{made_up}", "title"), (voice, "strong")]
    framework = f"  {text(one.framework)}"
    if ic.columns(plain((*left, *right))) + ic.columns(framework) < width:  # half a name would tell nobody anything
        left.append((framework, "dim"))
    first = apart(tuple(left), right, width)
    parts: list[Part] = [(" ", "")]
    if one.facet:
        parts += [(one.facet, "strong"), ("  ", "")]
    if one.view:
        parts += [(one.view, "warn"), ("  ", "")]
    if one.comes_to:
        parts += [("so far ", "dim"), (text(one.comes_to), "strong"), ("  ", "")]
    if one.readiness:
        states = Counter(state for _, state in one.readiness)
        told = [f"{states[state]} {state}" for state in ("open", "not yet", "cannot tell") if states[state]]
        parts += [("readiness ", "dim"), (", ".join(told), "strong")]
    return fit(first, width), fit(parts, width)


def _count(judged: int, applicable: int) -> str:
    share = f" {ic.percent(Fraction(judged, applicable))}" if applicable else ""
    return f"{judged}/{applicable} judged{share}"


def voice_words(voice: str, people: Mapping[str, ic.Person] | None = None) -> str:
    """Return whose judgements these are, as people say it; a peer by the name in the team, where it has one.

    >>> voice_words("self"), voice_words("peer:ak-7f3"), voice_words("role:senco")
    ('self-review', 'peer ak-7f3', 'senco')
    """
    sort, _, name = voice.partition(":")
    if sort == "peer" and people and name in people and people[name].name:
        return text(people[name].name)
    words = {"self": "self-review", "moderated": "agreed together", "peer": f"peer {name}", "role": name}
    return text(words.get(sort, voice))


def named(said: str, people: Mapping[str, ic.Person] | None) -> str:
    """Return what is said, with voices in brackets as people say them, and without the ids that files need.

    >>> named("judged L1.1 secure (role:senco)", {}), named("judged U1 secure (self)", {})
    ('judged L1.1 secure (senco)', 'judged U1 secure (self-review)')
    >>> named("added evidence e-1nge60armw8h for U4", {})
    'added evidence for U4'
    """
    said = _MADE_ID.sub("", said)
    return _VOICE.sub(lambda found: f"({voice_words(found[1], people)})", said)
