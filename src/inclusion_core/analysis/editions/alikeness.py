"""How alike two texts are, and where they differ: in words, whatever the language, and the same from either side.

Nothing here knows a language. What is common in the frameworks at hand (`the`, `pupils`) weighs little, what is rare
weighs much, so that two indicators are alike only where they share what is their own. All weights are whole numbers:
the order in which things are looked at changes no answer.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from inclusion_core.model.framework import Indicator

_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2026": " ",
        "\xa0": " ",
    }
)
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*|[%£$<>=+]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LITTLE = frozenset({"a", "an", "the", "that", "which"})
_LEAST_LETTERS = 5


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """Return a text's words, small, without punctuation. Scripts without spaces give one sign at a time.

    >>> words("It's a well-kept plan.")
    ("it's", 'a', 'well', 'kept', 'plan')
    """
    text = text.translate(_PLAIN).casefold()
    if text.isascii():
        return tuple(_WORD.findall(text))
    text = unicodedata.normalize("NFC", text)
    text = _UNSPACED.sub(lambda sign: f" {sign[0]} ", text)
    text = "".join(" " if unicodedata.category(sign)[0] in "PZC" and sign != "'" else sign for sign in text)
    return tuple(word for word in (one.strip("'") for one in text.split()) if word)


def same_words(one: str, two: str) -> bool:
    """Say whether two texts have the same words; capitals, spaces and punctuation do not count.

    >>> same_words("Help is ready - everywhere", "help is ready, everywhere.")
    True
    """
    return one == two or _said(one) == _said(two)


def _said(text: str) -> str:
    return " ".join(words(text)) or text.strip()


def same_meaning(one: str, two: str) -> bool:
    """Say whether two texts can only mean the same: they differ in articles, a plural or a spelling.

    Anything else (a `not`, a number, another word) may change what would be judged, so the answer is no.

    >>> same_meaning("Ready in the lesson", "Ready in lessons"), same_meaning("Ready here", "Not ready here")
    (True, False)
    """
    if same_words(one, two):
        return True
    left = [word for word in words(one) if word not in _LITTLE]
    right = [word for word in words(two) if word not in _LITTLE]
    return bool(left) and len(left) == len(right) and all(_same_word(*pair) for pair in zip(left, right, strict=True))


def _same_word(one: str, two: str) -> bool:
    """Say whether two words are one word in the plural or in another spelling (`organize`, `organise`)."""
    return one == two or (min(len(one), len(two)) >= _LEAST_LETTERS and _stem(one) == _stem(two))


def _stem(word: str) -> str:
    return word.replace("'", "").replace("z", "s").removesuffix("s")


@frozen
class Difference:
    """One stretch of a text that is another in the other text; either side may be empty."""

    before: str
    after: str


def differences(before: str, after: str) -> tuple[tuple[str, ...], tuple[Difference, ...]]:
    """Lay two texts against each other: the stretches they share, in order, and where they differ.

    The shared stretches stand around the differences: the first before the first difference, the last after the last
    (empty where there is nothing).

    >>> differences("Half the rooms have it.", "All the rooms have it.")
    (('', 'the rooms have it.'), (Difference(before='Half', after='All'),))
    """
    left, right = before.split(), after.split()
    shared: list[str] = [""]
    found: list[Difference] = []
    for sort, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if sort == "equal":
            shared[-1] = " ".join(left[a:b])
        else:
            found.append(Difference(" ".join(left[a:b]), " ".join(right[c:d])))
            shared.append("")
    return tuple(shared), tuple(found)


Print = tuple[str, ...]
"""What an indicator's text is known by: its words, part by part. Two with the same print say the same."""


def print_of(one: Indicator, levels: Iterable[str]) -> Print:
    """Return what an indicator's text is known by: title, statement, and a descriptor for each level of its scale."""
    parts = (one.title, one.statement, *(one.levels.get(level, "") for level in levels))
    return tuple(_said(part) for part in parts)


class Weights:
    """What each word weighs among some texts: the rarer, the more, and steeply. A whole number, never 0."""

    def __init__(self, texts: Sequence[Collection[str]]) -> None:
        self._seen: Counter[str] = Counter()
        for text in texts:
            self._seen.update(text)
        many = len(texts)
        self._weights = {
            word: max(1, round(1000 * math.log(many / seen + 1) ** 2)) for word, seen in self._seen.items()
        }
        self._common = max(24, many // 60)

    def __getitem__(self, word: str) -> int:
        return self._weights[word]

    def is_common(self, word: str) -> bool:
        """Say whether a word stands in so many texts that it leads to none."""
        return self._seen[word] > self._common

    def of(self, text: Iterable[str]) -> int:
        """Return what some words weigh together."""
        weights = self._weights
        return sum(weights[word] for word in text)


def vocabulary(one: Indicator) -> frozenset[str]:
    """Return the words of an indicator's text, each once."""
    return frozenset(word for part in (one.title, one.statement, *one.levels.values()) for word in words(part))
