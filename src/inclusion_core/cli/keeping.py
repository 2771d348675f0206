"""What the commands on lines of enquiry, actions and the timetable have in common: naming one, listing, withdrawing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.arguments import json_option, leaf, review_argument
from inclusion_core.cli.output import answer, counted, note, say, visible
from inclusion_core.cli.reviewing import indicator_named, writing
from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.session import Session
    from inclusion_core.store.review.things import Sort, T, Thing

_MANY = {"line of enquiry": "lines of enquiry", "action": "actions", "slot": "slots", "practice card": "practice cards",
         "request": "requests"}  # fmt: skip


def named_in_full(begun: str, ids: Iterable[str]) -> str:
    """Return the one id that begins so; else what was typed, since one that is gone can be named in full alone."""
    found = [one for one in ids if one.startswith(begun)]
    return found[0] if len(found) == 1 else begun


def undone_words(name: str, *, gone: bool) -> str:
    """Say what became of a cluster, a round or a trust whose last change was taken back."""
    return f"{name} is gone; the journal keeps it." if gone else f"{name} is as it was before the last change."


def about_option(parser: argparse.ArgumentParser) -> None:
    """Give a command its --indicator, which may be given again; None where it is not."""
    parser.add_argument("--indicator", metavar="I", action="append", help="what it is about; may be repeated")


def about_only_option(parser: argparse.ArgumentParser) -> None:
    """Give a list its --indicator."""
    parser.add_argument("--indicator", metavar="I", help="only what is about this indicator")


def thing_argument(parser: argparse.ArgumentParser, sort: Sort[T]) -> None:
    """Give a command the thing it is about."""
    metavar = sort.noun.partition(" ")[0].upper()
    help_text = f"the id of the {sort.noun}, or as much of its beginning as is needed"
    parser.add_argument("thing", metavar=metavar, help=help_text)


def indicators_named(framework: Framework, names: Iterable[str]) -> tuple[str, ...]:
    """Return indicators' ids as the framework prints them, in whichever case they were typed. Raises UnknownName."""
    return tuple(dict.fromkeys(framework.indicator(indicator_named(framework, one)).id for one in names))


def about_only(session: Session, name: str | None) -> frozenset[str]:
    """Return the indicator that a list is to be about, or none for all. Raises UnknownName."""
    return frozenset(indicators_named(session.framework, () if name is None else (name,)))


def about_words(indicators: Sequence[str]) -> str:
    """Say in an answer what a thing is about."""
    return f", for {listed(indicators)}" if indicators else ""


def thing_named(session: Session, sort: Sort[T], text: str) -> T:
    """Return the one thing whose id begins so. Raises UnknownName, or NotAllowed where there are several."""
    there = sort.of(session.state)
    found = [text] if text in there else [one for one in there if text and one.startswith(text)]
    if len(found) == 1:
        return there[found[0]]
    if found:
        many = _MANY[sort.noun]
        raise NotAllowed(f"'{text}' begins several {many}: {', '.join(found)}. Write more of the one you mean.")
    raise UnknownName(sort.noun, text, nearest=nearest(text, there), known=tuple(there)[-8:])


def choice_named(what: str, text: str, known: Sequence[str]) -> str:
    """Return a stage or a state by its id or its words, in any case. Raises UnknownName."""
    name = "-".join(text.casefold().split())
    if name not in known:
        raise UnknownName(what, text, nearest=nearest(name, known), known=tuple(known))
    return name


def day_named(text: str) -> dt.date:
    """Read a day. Raises NotAllowed for what is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NotAllowed(f"'{text}' is not a day. Write it as year, month, day: 2028-08-31.") from None


def say_kept(arguments: argparse.Namespace, key: str, made: Thing, sentence: str) -> None:
    """Answer with what is kept now: as JSON under a key, or in a sentence."""
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({key: plain(made)})
    else:
        say(sentence)


def say_list(arguments: argparse.Namespace, sort: Sort[T], found: Sequence[T], told: Iterable[Sequence[str]]) -> int:
    """Answer with a list: each thing a line, and below it what belongs to it, set in. How many goes to stderr."""
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({sort.held: [plain(one) for one in found]})
        return 0
    for first, *rest in told:
        say(visible(first))
        for text in rest:
            for line in text.split("\n"):
                say(f"    {visible(line)}")
    note(f"{counted(len(found), sort.noun, _MANY[sort.noun])}.")
    return 0


def withdraw_leaf(commands: argparse._SubParsersAction[Parser], sort: Sort[T]) -> None:
    """Add the command that withdraws one thing of a sort."""

    def withdraw(context: Context, arguments: argparse.Namespace) -> int:
        with writing(context, arguments.review) as session:
            thing = thing_named(session, sort, arguments.thing).id
            getattr(session, f"withdraw_{sort.name}")(thing)
            review = session.review.id
        if arguments.json:
            answer({"withdrawn": thing})
        else:
            say(context.typed(f"{thing} is withdrawn. To bring it back: inclusion undo {review}"))
        return 0

    parser = leaf(
        commands,
        "withdraw",
        withdraw,
        f"withdraw {'an' if sort.noun[0] in 'aeiou' else 'a'} {sort.noun}",
        example=f"alnside {sort.prefix}-1ng7v4xf1wrg",
        more="The journal keeps it, and inclusion undo brings it back.",
        writes=True,
    )
    review_argument(parser)
    thing_argument(parser, sort)
    json_option(parser, "withdrawn")
