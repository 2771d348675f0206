"""`inclusion framework diff`: what became of each indicator from one edition to another."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.arguments import json_option, leaf
from inclusion_core.cli.output import answer, counted, note, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from inclusion_core.analysis.editions.migration import Change
    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework

WIDE = 80
_SORTS = ("reworded", "moved", "split", "merged", "dropped", "new")


def diff(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add `inclusion framework diff` to the commands on frameworks."""
    parser = leaf(
        commands,
        "diff",
        _diff,
        "say what became of each indicator from one edition to another",
        example="north-east@2026.1 2026.2",
        more="Indicators are told by their text and not by their codes. Where nobody can know, it says what it would "
        "ask.",
    )
    parser.add_argument("old", metavar="OLD", help="the earlier one: id@edition, or a file")
    parser.add_argument("new", metavar="NEW", help="the later one: id@edition, an edition of OLD, or a file")
    parser.add_argument(
        "--show",
        choices=("words", "texts"),
        help="words: mark in each reworded text what is gone and what is new; texts: both texts in full",
    )
    json_option(parser, "changes")


def _diff(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.analysis.editions.framework_changes import framework_changes  # noqa: PLC0415  only for this command
    from inclusion_core.analysis.editions.migration import changes  # noqa: PLC0415  as above
    from inclusion_core.desk.editions import edition_named  # noqa: PLC0415  as above

    old = context.desk.framework(arguments.old)
    new = edition_named(context.desk, arguments.new, of=old.id)
    found, around = changes(old, new), framework_changes(old, new)
    if arguments.json:
        answer({
            "old": old.name, "new": new.name, "framework": list(around),
            "changes": [change_table(old, new, one) for one in found],
        })  # fmt: skip
        return 0
    say(f"{old.name} → {new.name}")
    say_counts(found)
    for sentence in around:
        paragraph(sentence)
    for line in lines_of(old, new, found, show=arguments.show):
        say(line)
    if not arguments.show and any(one.differs for one in found):
        typed = f"Word by word: inclusion framework diff {arguments.old} {arguments.new} --show words"
        note(context.typed(typed))
    return 0


def change_table(old: Framework, new: Framework, one: Change) -> dict[str, Any]:
    """Write a change as JSON has it; where words differ, both texts of each part that differs."""
    from inclusion_core.analysis.editions.migration import parts  # noqa: PLC0415  only for --json

    texts = {}
    if one.differs:
        was, will = parts(old, old.indicators[one.old[0]]), parts(new, new.indicators[one.new[0]])
        texts = {part: {"before": was.get(part, ""), "after": will.get(part, "")}
                 for part in one.differs if part != "scale"}  # fmt: skip
    return {
        "sort": one.sort,
        "old": list(one.old),
        "new": list(one.new),
        "says": one.says,
        "material": one.material,
        "differs": list(one.differs),
        "texts": texts,
        "also": list(one.also),
        "asks": [{"about": each.about, "says": each.says, "options": list(each.answers)} for each in one.asks],
    }


def say_counts(found: Iterable[Change]) -> None:
    """Say how many of each sort there are."""
    counts = dict.fromkeys(("unchanged", *_SORTS), 0)
    for one in found:
        counts[one.sort] += 1
    paragraph(listed([f"{number} {sort}" for sort, number in counts.items() if number]) + ".")


def lines_of(old: Framework, new: Framework, found: Iterable[Change], *, show: str | None = None) -> Iterator[str]:
    """Yield the changes, a heading for each sort; what is unchanged by its ids alone, last."""
    everything = list(found)
    for sort in _SORTS:
        mine = [one for one in everything if one.sort == sort]
        if mine:
            yield ""
            yield sort.capitalize()
        for one in mine:
            yield from _one(old, new, one, show)
    same = [one for one in everything if one.sort == "unchanged"]
    beside = [one for one in same if one.also]
    if beside:
        yield ""
        yield "Unchanged in words, and something beside them differs"
        for one in beside:
            yield from _one(old, new, one, show)
    if same:
        yield ""
        yield from wrapped("Unchanged: " + ", ".join(one.old[0] for one in same), later="  ")


def _one(old: Framework, new: Framework, one: Change, show: str | None) -> Iterator[str]:
    name = " → ".join(", ".join(ids) for ids in (one.old, one.new) if ids) if one.old != one.new else one.old[0]
    titles = dict.fromkeys(
        [new.worded(new.indicators[each].title) for each in one.new]
        or [old.worded(old.indicators[each].title) for each in one.old]
    )
    yield from wrapped(f"{name}  {' / '.join(titles)}", first="  ", later="      ")
    if one.sort != "unchanged":
        yield from wrapped(one.says, first="    ")
    for sentence in one.also:
        yield from wrapped(sentence, first="    ")
    if one.differs and show is None:
        yield from wrapped(
            f"Other words in: {listed([each.removeprefix('levels.') for each in one.differs])}.", first="    "
        )
    for question in one.asks:
        yield from wrapped(f"It would ask: {question.says}", first="    ")
    if show is not None and one.sort not in {"unchanged", "moved"}:
        yield from _texts(old, new, one, show)


def _texts(old: Framework, new: Framework, one: Change, show: str) -> Iterator[str]:
    from inclusion_core.analysis.editions.migration import parts  # noqa: PLC0415  only with --show

    if one.differs and show == "words":
        was, will = parts(old, old.indicators[one.old[0]]), parts(new, new.indicators[one.new[0]])
        for part in one.differs:
            if part != "scale":
                yield from wrapped(f"{part.removeprefix('levels.')}: {marked(was.get(part, ''), will.get(part, ''))}",
                                   first="    ", later="      ")  # fmt: skip
        return
    for side, whole, ids in (("before", old, one.old), ("now", new, one.new)):
        for each in ids:
            for part, text in parts(whole, whole.indicators[each]).items():
                if not one.differs or part in one.differs:
                    head = f"{each}, {part.removeprefix('levels.')}, {side}: "
                    yield from wrapped(head + whole.worded(text), first="    ", later="      ")


def marked(before: str, after: str) -> str:
    """Return a text with what is gone in [-…-] and what is new in {+…+}.

    >>> marked("Half the rooms have it.", "Nearly all the rooms have it.")
    '[-Half-] {+Nearly all+} the rooms have it.'
    """
    from inclusion_core.analysis.editions.alikeness import differences  # noqa: PLC0415  only with --show

    shared, found = differences(before, after)
    words = []
    for same, one in zip(shared, found, strict=False):
        words += [same, f"[-{one.before}-]" if one.before else "", f"{{+{one.after}+}}" if one.after else ""]
    return " ".join(word for word in (*words, *shared[len(found) :]) if word)


def paragraph(text: str) -> None:
    """Print a paragraph that fits an ordinary terminal."""
    for line in wrapped(text):
        say(line)


def wrapped(text: str, *, first: str = "", later: str | None = None) -> list[str]:
    """Break a text into lines of at most 80 columns."""
    rest = first if later is None else later
    return textwrap.wrap(
        text, WIDE, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def counted_change(number: int, one: str) -> str:
    """Write how many, with the verb that goes with it: `1 judgement is`, `2 judgements are`."""
    return f"{counted(number, one)} {'is' if number == 1 else 'are'}"
