"""Where a jotting may belong: indicators ranked by the words that they share with it, and by what else was at hand.

Pure. Nothing is decided here: a suggestion is shown with its reason, and a person files.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import inclusion_core as ic

_WORD = re.compile(r"[^\W\d_]{3,}")
_ID = re.compile(r"[A-Za-z]{1,3}\d+(?:\.\d+)*")
_COMMON = frozenset({
    "answer", "answers", "anyone", "ask", "asked", "asks", "came", "come", "comes", "coming", "different",
    "end", "ends",
    "everyone", "goes", "going", "hear", "heard", "hears", "next", "nobody", "rather", "says", "someone",
    "start", "starts", "stay", "stays", "told", "whoever",
    "about", "after", "again", "all", "also", "and", "any", "are", "because", "been", "before", "being", "but",
    "can", "could", "did", "does", "each", "every", "few", "for", "from", "get", "had", "has", "have", "her", "here",
    "him", "his", "how", "into", "its", "just", "like", "made", "make", "many", "more", "most", "much", "not", "now",
    "off", "one", "only", "other", "our", "out", "over", "own", "said", "same", "see", "seen", "she", "should",
    "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "through", "too", "two", "under", "until", "use", "used", "very", "was", "well", "were", "what", "when", "where",
    "which", "while", "who", "why", "will", "with", "would", "year", "you", "your", "school", "schools", "pupil",
    "pupils", "child", "children",
})  # fmt: skip
"""Words of every note. Those of every school stand in nearly every indicator, and so tell nothing either."""

_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "ly")
_LEAST_STEM = 3
_NAMED, _TAG, _TITLE, _STATEMENT, _LOOK_FOR = 20.0, 3.0, 3.0, 2.0, 1.0
_KIND, _NEAR = 0.5, 2.0
_NEAR_MINUTES = 45
_MOST = 5
_MOST_WORDS = 3


@frozen
class Suggestion:
    """An indicator that a jotting may belong to, and why, in words."""

    indicator: str
    why: str


class Suggesting:
    """The words of a framework's indicators, looked up once. `worded` is `Framework.worded`."""

    def __init__(self, indicators: Iterable[ic.Indicator], worded: Callable[[str], str]) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        for one in indicators:
            words: dict[str, float] = {}
            for text, weight in (
                *((worded(each), _LOOK_FOR) for each in one.look_for),
                (worded(one.statement), _STATEMENT),
                (worded(one.title), _TITLE),
            ):
                for word in stems(text):
                    words[word] = max(words.get(word, 0.0), weight)
            self._weights[one.id], self._kinds[one.id] = words, frozenset(one.evidence)
        self._spread = Counter(word for words in self._weights.values() for word in words)

    def suggest(
        self, piece: ic.Evidence, moments: Iterable[tuple[dt.datetime, Sequence[str]]] = ()
    ) -> tuple[Suggestion, ...]:
        """Return indicators for a jotting, the likeliest first, five at most; none where nothing speaks for any.

        `moments` are instants with the indicators that were chosen then: what was filed, what was judged.
        """
        said = stems(piece.note)
        tags = {stem for tag in piece.tags for stem in stems(tag.replace("-", " "))}
        named = {one.casefold() for one in _ID.findall(piece.note)} | {one.casefold() for one in piece.tags}
        near = _near(piece.at, moments)
        scored: list[tuple[float, int, Suggestion]] = []
        for place, (indicator, words) in enumerate(self._weights.items()):
            shared = {
                word: words[word] * (_TAG if word in tags else 1.0) / self._spread[word]
                for word in (said.keys() | tags) & words.keys()
            }
            score = sum(shared.values()) + near.get(indicator, 0.0)
            if indicator.casefold() in named:
                score += _NAMED
            if score <= 0:
                continue
            score += _KIND if piece.kind in self._kinds[indicator] else 0.0
            best = sorted(shared, key=lambda word: -shared[word])[:_MOST_WORDS]
            why = _why(indicator.casefold() in named, [said.get(word, word) for word in best], near.get(indicator, 0.0))
            scored.append((-score, place, Suggestion(indicator, why)))
        return tuple(one for _, _, one in sorted(scored, key=lambda one: one[:2])[:_MOST])


def stems(text: str) -> dict[str, str]:
    """Return the words of a text that tell something, cut to their stems, each with how it was written.

    >>> stems("Visual timetables were used; staff planned it in every lesson.")
    {'visual': 'visual', 'timetabl': 'timetables', 'staff': 'staff', 'plann': 'planned', 'lesson': 'lesson'}
    """
    found: dict[str, str] = {}
    for word in _WORD.findall(text.casefold()):
        if word not in _COMMON:
            found.setdefault(_stem(word), word)
    return found


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word[: -len(ending)]
            break
    return word.removesuffix("e") if len(word) > _LEAST_STEM else word


def _near(at: dt.datetime, moments: Iterable[tuple[dt.datetime, Sequence[str]]]) -> Mapping[str, float]:
    """Return how near in time an indicator was chosen, from 0 to `_NEAR`."""
    found: dict[str, float] = {}
    for moment, indicators in moments:
        minutes = abs((moment - at).total_seconds()) / 60
        if minutes < _NEAR_MINUTES:
            for one in indicators:
                found[one] = max(found.get(one, 0.0), _NEAR * (1 - minutes / _NEAR_MINUTES))
    return found


def _why(named: bool, words: Sequence[str], near: float) -> str:  # noqa: FBT001  what speaks for it, one by one
    reasons = ["named in it"] if named else []
    if words:
        reasons.append(", ".join(words))
    if near:
        reasons.append("chosen around that time")
    return "; ".join(reasons)
