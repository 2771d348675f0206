"""`inclusion practice`: cards of what works, finding what to learn and from whom, what was asked, the directory."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, json_option, leaf, review_argument, text_argument, voice_option
from inclusion_core.cli.context import text_of
from inclusion_core.cli.output import answer, counted, note, say, visible
from inclusion_core.cli.reviewing import reading, warn_of_names, writing
from inclusion_core.errors import NotAllowed
from inclusion_core.model.practice import REQUEST_ANSWERS
from inclusion_core.model.release import AUDIENCES, not_released
from inclusion_core.store.review.things import PRACTICE, REQUESTS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.analysis.schools.learning import Match
    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.model.practice import LearningRequest, PracticeCard
    from inclusion_core.store.review.session import Session

_TEXTS = {
    "for_whom": "whom it is for",
    "seen": "what was seen of it, and where it can be seen",
    "research": "the research it rests on",
    "took": "what it took: time, money, training",
    "contact": "whom to ask, as a role and never a name, such as SENCO",
}
_YES_NO = ("yes", "no")
_AUDIENCES = AUDIENCES[1:]


def practice(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion practice`."""
    commands = group(parser)
    _cards(commands)
    _learning(commands)


def _cards(commands: argparse._SubParsersAction[Parser]) -> None:
    add = leaf(
        commands, "add", _add, "write down something that works here",
        example='alnside --indicator U4 --contact SENCO "A quiet start to each day"',
        more="It is offered only with --offered yes, and leaves only once 'practice' and 'name' are released.",
        writes=True,
    )  # fmt: skip
    review_argument(add)
    add.add_argument("text", metavar="TEXT", type=text_argument, help="what is done; - reads standard input")
    _parts(add)
    json_option(add, "practice")

    show = leaf(commands, "list", _list, "list the practice cards of a review", example="alnside")
    review_argument(show)
    keeping.about_only_option(show)
    json_option(show, "practice")

    change = leaf(
        commands, "change", _change, "change a practice card, offer it or take it back",
        example="alnside p-1ng7v4xf1wrg --offered yes", more="What is not given stays as it is.", writes=True,
    )  # fmt: skip
    review_argument(change)
    keeping.thing_argument(change, PRACTICE)
    change.add_argument("--what", metavar="TEXT", type=text_argument, help="what is done")
    _parts(change)
    json_option(change, "practice")

    keeping.withdraw_leaf(commands, PRACTICE)


def _learning(commands: argparse._SubParsersAction[Parser]) -> None:
    find = leaf(
        commands, "find", _find, "find schools to learn from: strong where this one is starting, and willing to share",
        example="alnside",
        more="Schools that could learn from this one in turn come first, then those with a card, then the most alike. "
        "Only what their hosts have released is looked at. It is a way to a conversation, and no order of merit.",
    )  # fmt: skip
    review_argument(find)
    keeping.about_option(find)
    voice_option(find)
    json_option(find, "matches")

    ask = leaf(
        commands, "ask", _ask, "write down that another school was asked",
        example='alnside --school bedeside "How do you begin the day?"',
        more="Nothing is sent: ask as you would ask. The request and what came of it are kept in your review. "
        "The school is one of the workspace, by its id, its URN or its name.",
        writes=True,
    )  # fmt: skip
    review_argument(ask)
    ask.add_argument("text", metavar="TEXT", type=text_argument, help="what you would like to learn")
    ask.add_argument("--school", metavar="SCHOOL", type=text_argument, required=True, help="whom you asked")
    ask.add_argument("--card", metavar="CARD", type=text_argument, default="", help="the practice card that led there")
    json_option(ask, "request")

    asked = leaf(commands, "requests", _requests, "list what other schools were asked", example="alnside")
    review_argument(asked)
    json_option(asked, "requests")

    came = leaf(
        commands, "answer", _answer, "say how far a request has come, and what came of it",
        example='alnside r-1ng7v4xf1wrg in-use --outcome "Three classes begin so now."', writes=True,
    )  # fmt: skip
    review_argument(came)
    keeping.thing_argument(came, REQUESTS)
    came.add_argument("answer", metavar="ANSWER", help=f"one of: {', '.join(REQUEST_ANSWERS)}")
    came.add_argument("--outcome", metavar="TEXT", type=text_argument, help="what came of it")
    json_option(came, "request")

    book = leaf(
        commands, "directory", _directory, "write the directory of practice that is offered", example="",
        more="Only cards that are offered, of schools that released 'practice' and 'name' to those it is for. What "
        "looks as if it named a pupil stops it, and nothing overrides that: mend the card.",
    )  # fmt: skip
    book.add_argument("--for", dest="to", metavar="WHO", default="partnership", help=f"one of: {', '.join(_AUDIENCES)}")
    book.add_argument("--format", metavar="F", default="text", help="csv, text, markdown, html, or a plugin's (text)")
    book.add_argument("--out", metavar="FILE", type=Path, help="where to write it; else, and for -, the screen")
    json_option(book, "practice", "written")


def _parts(parser: argparse.ArgumentParser) -> None:
    keeping.about_option(parser)
    for name, told in _TEXTS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar="TEXT", type=text_argument, help=told)
    parser.add_argument("--offered", metavar="yes/no", choices=_YES_NO, help="yes: others may find it; no: they do not")


def _given(session: Session, arguments: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {name: value for name in _TEXTS if (value := getattr(arguments, name)) is not None}
    if arguments.indicator is not None:
        found["indicators"] = keeping.indicators_named(session.framework, arguments.indicator)
    if arguments.offered is not None:
        found["offered"] = arguments.offered == "yes"
    return found


def _add(context: Context, arguments: argparse.Namespace) -> int:
    text = text_of(arguments.text)
    with writing(context, arguments.review) as session:
        made = session.add_practice(text, **_given(session, arguments))
        _tell(context, session, arguments, made)
        review = session.review.id
    warn_of_names(context, review, _card_texts(made))
    return 0


def _change(context: Context, arguments: argparse.Namespace) -> int:
    with writing(context, arguments.review) as session:
        given = _given(session, arguments)
        if arguments.what is not None:
            given["what"] = arguments.what
        if not given:
            raise NotAllowed("Say what is to change, such as --offered yes.")
        made = session.change_practice(keeping.thing_named(session, PRACTICE, arguments.thing).id, **given)
        _tell(context, session, arguments, made)
        review = session.review.id
    warn_of_names(context, review, _card_texts(made))
    return 0


def _card_texts(made: PracticeCard) -> tuple[str, ...]:
    return (made.what, *(getattr(made, name) for name in _TEXTS))


def _tell(context: Context, session: Session, arguments: argparse.Namespace, made: PracticeCard) -> None:
    offered = "offered" if made.offered else "not offered yet"
    keeping.say_kept(arguments, "practice", made, f"{made.id} {offered}{keeping.about_words(made.indicators)}.")
    lacking = not_released(session.review, ("practice", "name"), "cluster")
    if made.offered and lacking:
        sections = " ".join(f"--section {one}" for one in lacking)
        note("Nobody else finds it before it is released:")
        note(context.typed(f"To release it: inclusion release {session.review.id} {sections} --to cluster"))


def _list(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        only = keeping.about_only(session, arguments.indicator)
        there = sorted(session.practice.values(), key=lambda one: (one.at, one.id))
    found = [one for one in there if only <= set(one.indicators)]
    return keeping.say_list(arguments, PRACTICE, found, (tuple(_told(one)) for one in found))


def _told(one: PracticeCard) -> Iterator[str]:
    yield f"{one.id}  {'offered' if one.offered else 'not offered'}, {listed(one.indicators) or 'about no indicator'}"
    yield one.what
    for lead, text in (("For whom", one.for_whom), ("Seen", one.seen), ("Rests on", one.research), ("Took", one.took),
                       ("Ask", one.contact)):  # fmt: skip
        if text:
            yield f"{lead}: {text}"


# Learning from others -----------------------------------------------------------------------------------------------


def _find(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.practice import find_practice  # noqa: PLC0415  only where it is asked

    context.read_only = True
    with reading(context, arguments.review) as session:
        about = keeping.indicators_named(session.framework, arguments.indicator or ())
        review = session.review.id
    found = find_practice(context.desk, review, indicators=about, voice=arguments.voice)
    if arguments.json:
        answer({"matches": [_match_table(one) for one in found]})
        return 0
    for one in found:
        made_up = " (made up)" if one.school.made_up else ""
        say(f"{one.school.name}{made_up}{', and could learn from you' if one.mutual else ''}")
        say(f"    To learn about: {listed(one.teaches)}")
        if one.mutual:
            say(f"    To give in return: {listed(one.learns)}")
        if one.near is not None:
            parts = ", ".join(f"{name} {float(part):.2f}" for name, part in one.near.parts.items())
            say(f"    {float(one.near.distance):.2f} apart from you in circumstances ({parts}; 0 is alike)")
        for card in one.cards:
            what = visible(card.what)
            ask = (
                f"{'' if what.endswith(('.', '!', '?')) else '.'} Ask: {visible(card.contact)}" if card.contact else ""
            )
            say(f"    {card.id}: {what}{ask}")
    note(f"{counted(len(found), 'school')} to learn from, as far as released.")
    if found:
        note(context.typed(f'To write down that you asked: inclusion practice ask {review} --school SCHOOL "TEXT"'))
    return 0


def _match_table(one: Match) -> dict[str, Any]:
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    near = one.near
    return {
        "school": one.school.id,
        "name": one.school.name,
        "mutual": one.mutual,
        "teaches": list(one.teaches),
        "learns": list(one.learns),
        "distance": None if near is None else plain(near.distance),
        "distances": {} if near is None else {name: plain(part) for name, part in near.parts.items()},
        "cards": [_card_table(card) for card in one.cards],
    }


def _card_table(card: PracticeCard) -> dict[str, Any]:
    """Return a card as others may have it: without who wrote it down, and when."""
    return {
        "id": card.id,
        "what": card.what,
        "indicators": list(card.indicators),
        **{name: getattr(card, name) for name in _TEXTS},
    }


def _ask(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.practice import ask_school, asked_name  # noqa: PLC0415  only where it is asked

    text = text_of(arguments.text)
    with writing(context, arguments.review) as session:
        made = ask_school(context.desk, session, text, school=arguments.school, card=arguments.card)
        review = session.review.id
    keeping.say_kept(arguments, "request", made, f"{made.id} asked of {asked_name(context.desk, made)}.")
    warn_of_names(context, review, (text,))
    return 0


def _answer(context: Context, arguments: argparse.Namespace) -> int:
    given: dict[str, Any] = {"answer": keeping.choice_named("answer", arguments.answer, REQUEST_ANSWERS)}
    if arguments.outcome is not None:
        given["outcome"] = arguments.outcome
    with writing(context, arguments.review) as session:
        made = session.change_request(keeping.thing_named(session, REQUESTS, arguments.thing).id, **given)
        review = session.review.id
    keeping.say_kept(arguments, "request", made, f"{made.id} {_words(made)}.")
    warn_of_names(context, review, (made.outcome,))
    return 0


def _requests(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        found = sorted(session.requests.values(), key=lambda one: (one.at, one.id))
    from inclusion_core.desk.practice import asked_name  # noqa: PLC0415  only where it is asked

    told = (tuple(_asked(one, asked_name(context.desk, one))) for one in found)
    return keeping.say_list(arguments, REQUESTS, found, told)


def _asked(one: LearningRequest, school: str) -> Iterator[str]:
    yield f"{one.id}  {_words(one)}, {school}"
    yield one.what
    if one.outcome:
        yield f"What came of it: {one.outcome}"


def _words(one: LearningRequest) -> str:
    return one.answer.replace("-", " ")


def _directory(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  only where it is asked
    from inclusion_core.desk.practice import make_directory, practice_directory  # noqa: PLC0415  as above

    context.read_only = True
    entries = practice_directory(context.desk, keeping.choice_named("audience", arguments.to, _AUDIENCES))
    form = None if arguments.format == "csv" else context.desk.report_format(arguments.format)
    made = make_directory(entries, arguments.to, form)
    if made.stopped:
        for one in made.stops:
            note(f"{one.where}: {one.says}")
        note("Nothing was written: pupils are not named in what leaves. Mend the card with: inclusion practice change")
        if arguments.json:
            answer({"practice": [], "written": None,
                    "findings": [{"where": one.where, "what": one.says} for one in made.stops]})  # fmt: skip
        return 1
    out = None if arguments.out == Path("-") else arguments.out
    if out is not None:
        write_file(out, made.content)
    if arguments.json:
        cards = [
            {"school": one.school.id, "name": one.school.name, "framework": one.review.framework.name,
             **_card_table(one.card)}
            for one in entries
        ]  # fmt: skip
        answer({"practice": cards, "written": None if out is None else str(out)})
    elif out is not None:
        say(f"Written: {out}")
    else:
        sys.stdout.write(made.content.decode("utf-8-sig"))
    return 0
