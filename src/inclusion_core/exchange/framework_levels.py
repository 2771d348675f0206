"""The words that audit tools use for levels, and a framework's scale made of them.

`Red, Amber, Green`, `1 to 4`, `Emerging … Embedded`, inspection grades: what is known here is only their order, least
to most inclusive. What is not known keeps the order of the sheet.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.exchange.delimited import squeezed
from inclusion_core.exchange.inert import one_line
from inclusion_core.identifiers import is_id, slug
from inclusion_core.model.assessment import NON_ANSWERS
from inclusion_core.model.scale import FOUR_STEP, Scale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_RANKS: tuple[tuple[int, str], ...] = (
    (0, "no, none, never, absent, red, inadequate, unmet, not met, not in place, not evident, not started, not yet"),
    (
        0,
        "not yet in place, not yet met, nothing in place, strongly disagree, urgent improvement, weak, poor, concerned",
    ),
    (10, "entering, minimal, limited, below, below expected, rarely, little, planned, initial, foundation"),
    (20, "emerging, starting, beginning, bronze, disagree, seldom, some, early, exploring, aware, needs attention"),
    (25, "requires improvement, needs improvement, attention needed, working towards, in development, focusing"),
    (40, "developing, sometimes, partly, partial, partially, partially met, partially in place, in part, part met"),
    (40, "partly met, partly in place, amber, yellow, silver, curious, in progress, neutral, mixed, progressing"),
    (55, "establishing, established, usually, often, mostly, most, consolidating"),
    (65, "secure, securing, good, expected, expected standard, achieved, met, strong, agree, in place, effective"),
    (75, "embedding, embedded, strong standard, fully met, fully in place, fully, yes, green, gold, confident, full"),
    (85, "enhancing, enhanced, sustaining, sustained, always, consistently, all, highly effective, built in, advanced"),
    (95, "leading, excelling, excellent, outstanding, exceptional, exemplary, exceeding, strongly agree, platinum"),
    (95, "transforming, sharing, beacon, blue, world class"),
)
_RANK = {squeezed(word): rank for rank, words in _RANKS for word in words.split(", ")}
_LETTERS = {"r": (0, "Red"), "a": (40, "Amber"), "g": (75, "Green"), "y": (40, "Yellow"), "b": (95, "Blue")}
_NUMBERED = re.compile(
    r"(?:(?:level|stage|grade|score|step|rating|tier|phase|band)s?\s*)?[(\[]?(\d{1,2})[)\]]?(?:\s*[-\u2013\u2014:=.)/]\s*|\s+|$)",
    re.IGNORECASE,
)
_NUMBER_LAST = re.compile(r"\s*[-\u2013:=(\[]\s*(\d{1,2})\s*[)\]]?$")
_PREFIX = re.compile(r"(?:rag|level|stage|grade|rating|descriptor)s?\s*[-\u2013:=(]?\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*$")
_MOST = 10


@frozen
class Step:
    """What a header or a label says of a level: its words, its number if it has one, and its rank if it is known."""

    words: str
    number: int | None = None
    rank: int | None = None

    @property
    def title(self) -> str:
        """What people see."""
        return self.words or f"Level {self.number}"


def step(text: str) -> Step | None:
    """Return the level that a header or label names, or None where it names none that we know.

    >>> step("2 - Developing"), step("Level 3"), step("RAG: Amber"), step("Comments")
    (Step(words='Developing', number=2, rank=40), Step(words='', number=3, rank=None), Step(words='Amber', number=None, rank=40), None)
    """  # noqa: E501  one line of output
    line = one_line(text)
    number = None
    found = _NUMBERED.match(line) or _NUMBER_LAST.search(line)
    if found is not None:
        number = int(found[1])
        if number > _MOST:
            return None
        line = (line[: found.start()] + line[found.end() :]).strip()
    words = line.strip(" -\u2013\u2014:=.()[]")
    rank = _ranked(words)
    if rank is None and words:
        bare = _PREFIX.sub("", words, count=1).strip(" )]")
        rank = _ranked(bare)
        if rank is None:
            return None
        words = bare
    if rank is None and number is None:
        return None
    return Step(words, number, rank)


def _ranked(words: str) -> int | None:
    for text in (words, _BRACKETS.sub("", words)):
        key = squeezed(text)
        if key in _RANK:
            return _RANK[key]
    return None


def letter_step(text: str) -> Step | None:
    """Return what a single letter stands for among R, A and G.

    >>> letter_step("A")
    Step(words='Amber', number=None, rank=40)
    """
    key = squeezed(text)
    return Step(_LETTERS[key][1], None, _LETTERS[key][0]) if key in _LETTERS else None


def steps(labels: Sequence[str]) -> dict[int, Step]:
    """Return which of these labels are levels, by place: nothing unless they are two or more that go together.

    >>> sorted(steps(["Question", "R", "A", "G", "Notes"])), steps(["Area", "Good", "2025"])
    ([1, 2, 3], {})
    """
    keys = [squeezed(label) for label in labels]
    found = {
        place: one
        for place, label in enumerate(labels)
        if (one := step(label)) is not None and (keys[place] != "no" or "yes" in keys)  # 'No.' heads numbers
    }
    worded = {place: one for place, one in found.items() if one.rank is not None}
    if len({one.rank for one in worded.values()}) > 1:
        return found if all(one.number is not None for one in found.values()) else worded
    lettered = {place: one for place, label in enumerate(labels) if (one := letter_step(label)) is not None}
    if len({one.rank for one in lettered.values()}) > 1:
        return lettered
    numbered = {place: one for place, one in found.items() if one.rank is None and one.number is not None}
    numbers = sorted(one.number or 0 for one in numbered.values())
    if len(numbers) > 1 and numbers[0] <= 1 and all(high - low == 1 for low, high in pairwise(numbers)):
        return numbered
    return {}


def in_order(found: Mapping[str, Step]) -> tuple[str, ...]:
    """Return levels from least to most inclusive: by rank, else by number, else as they stand.

    >>> in_order({"g": Step("Green", None, 75), "r": Step("Red", None, 0)})
    ('r', 'g')
    """
    ranks = {key: one.rank for key, one in found.items()}
    if None not in ranks.values():
        ranked = sorted(found, key=lambda key: (ranks[key], found[key].number or 0))
        if len(set(ranks.values())) == len(ranks):
            return tuple(ranked)
        keys = list(found)
        falling = (ranks[keys[0]] or 0) > (ranks[keys[-1]] or 0)
        return tuple(reversed(keys)) if falling else tuple(keys)
    if all(one.number is not None for one in found.values()):
        return tuple(sorted(found, key=lambda key: found[key].number or 0))
    return tuple(found)


def made_scale(titles: Sequence[str], ids: Sequence[str] = ()) -> Scale:
    """Make a scale of titles, least inclusive first; `ids` where they are given. Ours where it says the same.

    >>> made_scale(["Red", "Amber", "Green"]).order, made_scale(["Leading", "Secure", "Developing", "Starting"]).id
    (('red', 'amber', 'green'), 'own')
    >>> made_scale(["Starting", "Developing", "Secure", "Leading"]).id, made_scale(["Good"], ["secure"]).titles
    ('four-step', {'secure': 'Good'})
    """
    order = level_ids(titles, ids)
    shown = dict(zip(order, (one_line(title) for title in titles), strict=True))
    whole = order
    if set(order) <= set(FOUR_STEP.order):
        places = [FOUR_STEP.order.index(one) for one in order]
        if places == sorted(places) and (len(order) == len(FOUR_STEP.order) or any(ids)):
            whole = FOUR_STEP.order
    own = {key: title for key, title in shown.items() if title and title != Scale("", whole).title(key)}
    if whole == FOUR_STEP.order and not own:
        return FOUR_STEP
    return Scale("own", whole, own)


def level_ids(titles: Sequence[str], ids: Sequence[str] = ()) -> tuple[str, ...]:
    """Return an id for each title, in their order: the given one, else one made of its words."""
    order: list[str] = []
    for place, title in enumerate(titles):
        order.append(ids[place] if place < len(ids) and ids[place] else level_id(title, place, order))
    return tuple(order)


def level_id(title: str, place: int, taken: Sequence[str]) -> str:
    """Make a level's id from its words, or from its place where they have no letters that ids have."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    made = slug(title) if any(mark.isalnum() for mark in plain) else f"level-{place + 1}"
    if not is_id(made) or made.isdigit():
        made = f"level-{made}" if made.isdigit() else f"level-{place + 1}"
    if made in NON_ANSWERS:
        made = f"{made}-level"
    number, first = 2, made[:60]
    while made in taken:
        made = f"{first}-{number}"
        number += 1
    return made
