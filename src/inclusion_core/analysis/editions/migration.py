"""What became of each indicator from one edition of a framework to another: by its text, never by its code alone.

A judgement speaks of a text. An id that was kept for another text is no link, and a text that got another id is one.
What the framework itself says (`retired.U12.replaced_by`) is believed. Where neither text nor framework tells, the
change asks. The answer is the same whatever the order of the files, and from either side: what is dropped one way is
new the other way, what is split is merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.analysis.editions.alikeness import print_of, same_meaning, same_words
from inclusion_core.analysis.editions.matching_texts import Links, links_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.model.framework import Framework, Indicator

ChangeSort = Literal["unchanged", "reworded", "moved", "split", "merged", "dropped", "new"]

ARCHIVE = "archive"
"""The answer to a question that puts a judgement into the archive. No indicator may be meant by it."""


@frozen
class Question:
    """What only a person can say: what became of the indicator `about`. `options` are ids of the new edition."""

    about: str
    says: str
    options: tuple[str, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        """Everything that may be answered: one of the options, or `archive`."""
        return (*self.options, ARCHIVE)


@frozen
class Change:
    """What became of one indicator, or of those that were split or merged.

    `old` and `new` are ids, in the order of their files; one of the two may be empty. `says` is a sentence. `also`
    holds what changed beside the text, a sentence each (strand, status, weight …). `differs` names the parts whose
    words differ: `title`, `statement`, `levels.secure`. `material` is false where whoever judged the old text has
    judged the new one too. `asks` holds what only a person can say, mostly nothing.
    """

    sort: ChangeSort
    old: tuple[str, ...]
    new: tuple[str, ...]
    says: str
    material: bool = False
    differs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    asks: tuple[Question, ...] = ()


def changes(old: Framework, new: Framework) -> tuple[Change, ...]:
    """Class every indicator of two editions; each stands in exactly one change on its side.

    In the order of the new file, what is dropped last. Pure, and quick enough for a thousand indicators.
    """
    found = links_between(old, new)
    result = [_change(old, new, olds, news, found) for olds, news in _groups(old, new, found)]
    place = {each: number for number, each in enumerate(new.indicators)}
    later = {each: len(place) + number for number, each in enumerate(old.indicators)}
    return tuple(sorted(result, key=lambda one: place[one.new[0]] if one.new else later[one.old[0]]))


def is_material(old: Framework, new: Framework, before: str, after: str) -> bool:
    """Say whether a judgement of one indicator says nothing certain of the other: its words changed, or the scale."""
    one, two = old.indicators[before], new.indicators[after]
    if old.scale.order != new.scale.order or old.scale.stance != new.scale.stance:
        return True
    if not all(
        same_meaning(one.levels.get(level, ""), two.levels.get(level, "")) for level in new.scale.order
    ) or not same_meaning(one.statement, two.statement):
        return True
    told_in_full = bool(two.statement) and all(two.levels.get(level) for level in new.scale.order)
    return not told_in_full and not same_meaning(one.title, two.title)


def parts(framework: Framework, one: Indicator) -> dict[str, str]:
    """Return the texts by which an indicator is told from another: title, statement, a descriptor for each level."""
    named = {"title": one.title, "statement": one.statement}
    named.update({f"levels.{level}": one.levels.get(level, "") for level in framework.scale.order})
    return {name: text for name, text in named.items() if text}


def _groups(old: Framework, new: Framework, found: Links) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield what belongs together: ids of the old edition and of the new one that links hold to each other."""
    seen: set[str] = set()
    for start in old.indicators:
        if start in seen:
            continue
        olds, news, waiting = {start}, set[str](), [start]
        while waiting:
            for target in found.to[waiting.pop()]:
                if target not in news:
                    news.add(target)
                    more = [each for each in found.back[target] if each not in olds]
                    olds.update(more)
                    waiting += more
        seen |= olds
        yield tuple(each for each in old.indicators if each in olds), tuple(e for e in new.indicators if e in news)
    for each in new.indicators:
        if not found.back[each]:
            yield (), (each,)


def _change(old: Framework, new: Framework, olds: tuple[str, ...], news: tuple[str, ...], found: Links) -> Change:
    if not olds:
        one = new.indicators[news[0]]
        status = (" It is proposed: judged, and never scored.",) if one.status == "proposed" else ()
        return Change("new", (), news, f"{news[0]} is new." + "".join(status), material=True)
    if not news:
        return _dropped(old, new, olds[0], found)
    if len(olds) == len(news) == 1:
        return _one_to_one(old, new, olds[0], news[0])
    if len(news) >= len(olds):
        says = f"{_and(olds)} {_is(olds)} split into {_and(news)}."
        asks = tuple(_which_part(old, each, found.to[each]) for each in olds if len(found.to[each]) > 1)
        return Change("split", olds, news, says, material=True, also=_because(new, olds), asks=asks)
    says = f"{_and(olds)} are merged into {_and(news)}."
    return Change("merged", olds, news, says, material=True, also=_because(new, olds))


def _which_part(old: Framework, one: str, into: tuple[str, ...]) -> Question:
    says = f"{one} ({old.indicators[one].title}) is now {_and(into)}. To which of them does what was judged belong?"
    return Question(one, says, into)


def _dropped(old: Framework, new: Framework, one: str, found: Links) -> Change:
    options = found.perhaps.get(one, ())
    also = _because(new, (one,))
    if old.indicators[one].status == "adopted" and one in new.retired:
        says = f"{one} is retired; nothing takes its place."
    else:
        says = f"{one} is dropped."
    if not options:
        return Change("dropped", (one,), (), says, material=True, also=also)
    title = old.indicators[one].title
    named = " or ".join(f"{each} ({new.indicators[each].title})" for each in options)
    if one in options:
        ask = f"{one} has another text now ({new.indicators[one].title}; it was: {title}). Is it the same practice?"
    else:
        ask = f"{one} ({title}) is not in the new edition. Is {named} what became of it?"
    return Change("dropped", (one,), (), says, material=True, also=also, asks=(Question(one, ask, options),))


def _one_to_one(old: Framework, new: Framework, before: str, after: str) -> Change:
    one, two = old.indicators[before], new.indicators[after]
    also = (*_beside(old, new, one, two), *(_because(new, (before,)) if before != after else ()))
    if old.scale.order == new.scale.order and print_of(one, old.scale.order) == print_of(two, new.scale.order):
        if before == after and one.strand == two.strand:
            return Change("unchanged", (before,), (after,), f"{before} is unchanged.", also=also)
        now = f"{before} is now {after}" if before != after else before
        where = "" if one.strand == two.strand else f"{' and' if before != after else ''} moves to strand {two.strand}"
        return Change("moved", (before,), (after,), f"{now}{where}; its words are the same.", also=also)
    differs = _differs(old, new, one, two)
    material = is_material(old, new, before, after)
    now = before if before == after else f"{before} is now {after}, and"
    how = "is reworded" if material else "is reworded without another meaning"
    moves = "" if one.strand == two.strand else f" and moves to strand {two.strand}"
    return Change("reworded", (before,), (after,), f"{now} {how}{moves}.", material, differs, also)


def _differs(old: Framework, new: Framework, one: Indicator, two: Indicator) -> tuple[str, ...]:
    was, will = parts(old, one), parts(new, two)
    scale = ("scale",) if old.scale.order != new.scale.order else ()
    return (*scale, *(name for name in {**was, **will} if not same_words(was.get(name, ""), will.get(name, ""))))


def _beside(old: Framework, new: Framework, one: Indicator, two: Indicator) -> tuple[str, ...]:
    """Say what changed beside the text."""
    said = {
        "The strand is called another way now, and is the same.": one.strand != two.strand
        and old.strands[one.strand].title == new.strands[two.strand].title,
        "Adopted from the proposed: it scores now.": (one.status, two.status) == ("proposed", "adopted"),
        "Only proposed now: judged, and no longer scored.": (one.status, two.status) == ("adopted", "proposed"),
        "It is core now.": two.core and not one.core,
        "It is no longer core.": one.core and not two.core,
        "It is statutory now.": two.statutory and not one.statutory,
        "It is no longer statutory.": one.statutory and not two.statutory,
        f"Its weight is {two.weight}; it was {one.weight}.": one.weight != two.weight,
        f"It counts as met from {new.met_at(two)}; that was {old.met_at(one)}.": old.met_at(one) != new.met_at(two),
        "It is for other settings than before.": one.applies_to != two.applies_to,
        "Its guard is another sentence.": one.guard != two.guard,
        "What is said of the law differs.": one.law != two.law,
    }
    more = [words for name, words in (("look_for", "things to look for"), ("ask", "questions"),
            ("evidence", "kinds of evidence")) if getattr(one, name) != getattr(two, name)]  # fmt: skip
    return (*(says for says, holds in said.items() if holds), *([f"It has other {_and(more)}."] if more else []))


def _because(new: Framework, olds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(new.retired[each].because for each in olds if each in new.retired and new.retired[each].because)


def _and(names: tuple[str, ...] | list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _is(names: tuple[str, ...]) -> str:
    return "is" if len(names) == 1 else "are"
