"""Which indicator of one edition is which of another: what the framework says, then same words, then words alike.

Two indicators of our own frameworks that have nothing to do with each other are 90 alike (of 1,000) and 170 at most;
one that a region reworded throughout is 350 to 950. Nothing is compared with everything: same texts meet in a table,
and texts that are merely alike meet through the words that few of them have.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import define, field

from inclusion_core.analysis.editions.alikeness import Weights, print_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from inclusion_core.model.framework import Framework

SAME = 400
"""From this likeness on (of 1,000) two texts are one, reworded, whatever their ids."""
SAME_ID = 200
"""From this likeness on two texts with one id are one, reworded."""
KEPT = 100
"""What a kept id is worth beside a likeness."""
PERHAPS = 180
"""From this likeness on it may be asked whether one became the other."""
HOLDS = 500
"""From this share on (of 1,000) a text is made of another's words."""
_CANDIDATES = 4


@define
class Links:
    """Old to new and back. `perhaps` holds, for what has no link, what may have become of it."""

    to: dict[str, tuple[str, ...]]
    back: dict[str, tuple[str, ...]]
    perhaps: dict[str, tuple[str, ...]] = field(factory=dict)


def links_between(old: Framework, new: Framework) -> Links:
    """Link every indicator of one edition to what became of it in the other."""
    return _Matching(old, new).links()


class _Matching:
    def __init__(self, old: Framework, new: Framework) -> None:
        self.old, self.new = old, new
        self.pairs: dict[tuple[str, str], None] = {}
        self.old_left, self.new_left = dict.fromkeys(old.indicators), dict.fromkeys(new.indicators)
        self.same_left: set[str] = set()  # olds whose text lives on, word for word
        self.same_right: set[str] = set()

    def links(self) -> Links:
        self._what_is_said()
        self._same_texts()
        perhaps: dict[str, tuple[str, ...]] = {}
        if self.old_left or self.new_left:
            alike = _Alike(self.old, self.new)
            self._alike(alike)
            self._parts(alike)
            perhaps = self._perhaps(alike)
        to: dict[str, list[str]] = {each: [] for each in self.old.indicators}
        back: dict[str, list[str]] = {each: [] for each in self.new.indicators}
        for one, two in self.pairs:
            to[one].append(two)
            back[two].append(one)
        return Links(
            {each: _as_in(self.new.indicators, found) for each, found in to.items()},
            {each: _as_in(self.old.indicators, found) for each, found in back.items()},
            perhaps,
        )

    def _link(self, one: str, two: str) -> None:
        self.pairs[one, two] = None
        self.old_left.pop(one, None)
        self.new_left.pop(two, None)

    def _what_is_said(self) -> None:
        """Believe `replaced_by`, of the newer edition of the two, whichever side it stands on."""
        said = [(one, two) for one in self.old.indicators for two in _successors(self.new, one)]
        said += [(one, two) for two in self.new.indicators for one in _successors(self.old, two)]
        for one, two in said:
            if one in self.old.indicators and two in self.new.indicators:
                self._link(one, two)
        # what something else became may also be what it was before, under its own id
        for two in {pair[1] for pair in self.pairs} & self.old.indicators.keys():
            if two in self.old_left:
                self.new_left[two] = None
        for one in {pair[0] for pair in self.pairs} & self.new.indicators.keys():
            if one in self.new_left:
                self.old_left[one] = None

    def _same_texts(self) -> None:
        """Link what says the same, word for word: under the same id first, then in the order of their ids."""
        by_print: dict[object, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for side, (left, whole) in enumerate(((self.old_left, self.old), (self.new_left, self.new))):
            for each in sorted(left, key=_natural):
                text = print_of(whole.indicators[each], whole.scale.order)
                by_print[whole.scale.order, text][side].append(each)
        for olds, news in by_print.values():
            for each in [one for one in olds if one in news]:
                self._same(each, each)
                olds.remove(each)
                news.remove(each)
            for one, two in zip(olds, news, strict=False):
                self._same(one, two)

    def _same(self, one: str, two: str) -> None:
        self._link(one, two)
        self.same_left.add(one)
        self.same_right.add(two)

    def _alike(self, alike: _Alike) -> None:
        """Link what is alike, the most alike first; a kept id is worth a little."""
        pairs = {(one, two) for one in self.old_left for two in alike.near_old(one, self.new_left)}
        pairs |= {(one, two) for two in self.new_left for one in alike.near_new(two, self.old_left)}
        pairs |= {(each, each) for each in self.old_left.keys() & self.new_left.keys()}
        found = []
        for one, two in pairs:
            likeness, kept = alike.likeness(one, two), one == two
            if likeness >= (SAME_ID if kept else SAME):
                found.append((-likeness - (KEPT if kept else 0), sorted((_natural(one), _natural(two))), one, two))
        for *_, one, two in sorted(found):
            if one in self.old_left and two in self.new_left:
                self._link(one, two)

    def _parts(self, alike: _Alike) -> None:
        """Find what was split and what was merged: a text made of another's words, which itself was reworded."""
        olds = {one for one, _ in self.pairs} - self.same_left
        news = {two for _, two in self.pairs} - self.same_right
        from_old = [(alike.holder_of_new(two, olds), two) for two in self.new_left]
        from_new = [(one, alike.holder_of_old(one, news)) for one in self.old_left]
        for one, two in (*from_old, *from_new):
            if one is not None and two is not None:
                self._link(one, two)
        self._whole_and_parts(alike)

    def _whole_and_parts(self, alike: _Alike) -> None:
        """Link a text that is gone with two or more that are made of its words, and the other way round."""
        made: dict[str, list[str]] = defaultdict(list)
        for two in self.new_left:
            made[alike.holder_of_new(two, self.old_left) or ""].append(two)
        gone: dict[str, list[str]] = defaultdict(list)
        for one in self.old_left:
            gone[alike.holder_of_old(one, self.new_left) or ""].append(one)
        split = [(one, two) for one, twos in made.items() if one and len(twos) > 1 for two in twos]
        merged = [(one, two) for two, ones in gone.items() if two and len(ones) > 1 for one in ones]
        for one, two in (*split, *merged):
            self._link(one, two)

    def _perhaps(self, alike: _Alike) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for one in self.old_left:
            near = [two for two in alike.near_old(one, self.new_left) if alike.likeness(one, two) >= PERHAPS]
            options = {*near, *({one} & self.new_left.keys())}
            if options:
                found[one] = _as_in(self.new.indicators, options)
        return found


class _Alike:
    """The words of both editions, weighed together."""

    def __init__(self, old: Framework, new: Framework) -> None:
        self._old = {each: vocabulary(one) for each, one in old.indicators.items()}
        self._new = {each: vocabulary(one) for each, one in new.indicators.items()}
        self._weights = Weights([*self._old.values(), *self._new.values()])
        self._old_weight = {each: self._weights.of(text) for each, text in self._old.items()}
        self._new_weight = {each: self._weights.of(text) for each, text in self._new.items()}
        self._shared: dict[tuple[str, str], int] = {}
        self._near_old: dict[str, Counter[str]] = defaultdict(Counter)
        self._near_new: dict[str, Counter[str]] = defaultdict(Counter)
        new_with = _with_word(self._new, self._weights)
        for word, ones in _with_word(self._old, self._weights).items():
            weight = self._weights[word]
            for one in ones:
                for two in new_with.get(word, ()):
                    self._near_old[one][two] += weight
                    self._near_new[two][one] += weight

    def _sharing(self, one: str, two: str) -> int:
        pair = (one, two)
        if pair not in self._shared:
            self._shared[pair] = self._weights.of(self._old[one] & self._new[two])
        return self._shared[pair]

    def likeness(self, one: str, two: str) -> int:
        """Return how alike an old and a new text are, from 0 to 1,000."""
        both = self._old_weight[one] + self._new_weight[two]
        return 2000 * self._sharing(one, two) // both if both else 0

    def near_old(self, one: str, among: Collection[str]) -> tuple[str, ...]:
        """Return the few new texts that share most of an old one's rarer words."""
        return _first(self._near_old.get(one, {}), among)

    def near_new(self, two: str, among: Collection[str]) -> tuple[str, ...]:
        """Return the few old texts that share most of a new one's rarer words."""
        return _first(self._near_new.get(two, {}), among)

    def holder_of_new(self, two: str, among: Collection[str]) -> str | None:
        """Return the old text of whose words a new one is made, or None."""
        near = self.near_new(two, among)
        best = min(near, key=lambda one: (-self._sharing(one, two), _natural(one)), default=None)
        holds = best is not None and 1000 * self._sharing(best, two) >= HOLDS * max(self._new_weight[two], 1)
        return best if holds else None

    def holder_of_old(self, one: str, among: Collection[str]) -> str | None:
        """Return the new text of whose words an old one is made, or None."""
        near = self.near_old(one, among)
        best = min(near, key=lambda two: (-self._sharing(one, two), _natural(two)), default=None)
        holds = best is not None and 1000 * self._sharing(one, best) >= HOLDS * max(self._old_weight[one], 1)
        return best if holds else None


def _first(found: Mapping[str, int], among: Collection[str]) -> tuple[str, ...]:
    most = heapq.nlargest(_CANDIDATES, {found[each] for each in found if each in among})
    near = [each for each in found if most and found[each] >= most[-1] and each in among]
    return tuple(sorted(near, key=lambda each: (-found[each], _natural(each)))[:_CANDIDATES])


def _with_word(texts: Mapping[str, Collection[str]], weights: Weights) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each, text in texts.items():
        for word in text:
            if not weights.is_common(word):
                found[word].append(each)
    return found


def _successors(whole: Framework, one: str) -> tuple[str, ...]:
    """Return what took the place of an id, through ids that were retired themselves since."""
    found: dict[str, None] = {}
    waiting, seen = [one], {one}
    while waiting:
        retired = whole.retired.get(waiting.pop(0))
        for each in retired.replaced_by if retired else ():
            if each in whole.indicators:
                found[each] = None
            elif each not in seen:
                seen.add(each)
                waiting.append(each)
    return tuple(found)


def _as_in(order: Iterable[str], found: Iterable[str]) -> tuple[str, ...]:
    wanted = set(found)
    return tuple(each for each in order if each in wanted)


@lru_cache(maxsize=10_000)
def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which U2 comes before U10."""
    found: list[tuple[int, str]] = []
    for sign in text:
        if sign.isdecimal() and found and found[-1][1] == "":
            found[-1] = (found[-1][0] * 10 + int(sign), "")
        else:
            found.append((int(sign), "") if sign.isdecimal() else (-1, sign))
    return tuple(found)
