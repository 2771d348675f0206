"""`inclusion action`: what will change, who sees to it, and how we will know."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, json_option, leaf, review_argument, text_argument
from inclusion_core.cli.context import text_of
from inclusion_core.cli.reviewing import reading, warn_of_names, writing
from inclusion_core.errors import NotAllowed
from inclusion_core.model.action import ACTION_STATES
from inclusion_core.store.review.things import ACTIONS, ENQUIRY

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.cli.context import Context
    from inclusion_core.model.action import Action
    from inclusion_core.store.review.session import Session

_NONE = "none"
_TEXTS = {
    "who": "who sees to it, by role",
    "impact": "how we will know that it helped",
    "baseline": "how it stands now",
    "cost": "what it costs, in your own words",
    "paid_from": "where that comes from",
}
_DAYS = {
    "by_when": f"by which day, such as 2027-01-31; or {_NONE}",
    "review_on": f"on which day somebody looks at what came of it; or {_NONE}",
}


def action(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion action`."""
    commands = group(parser)
    add = leaf(
        commands,
        "add",
        _add,
        "write down what will change",
        example='alnside --indicator U4 --who "Head of Year 7" --by-when 2027-01-31 "A buddy for each who joins"',
        more="Everything but the text may be said later. Staff are named by role, pupils never.",
        writes=True,
    )
    review_argument(add)
    add.add_argument("text", metavar="TEXT", type=text_argument, help="what will change; - reads standard input")
    _parts(add)
    json_option(add, "action")

    show = leaf(commands, "list", _list, "list the actions of a review, the soonest first", example="alnside")
    review_argument(show)
    keeping.about_only_option(show)
    show.add_argument("--state", metavar="STATE", help=f"only those in this state: {', '.join(ACTION_STATES)}")
    json_option(show, "actions")

    change = leaf(
        commands,
        "change",
        _change,
        "change an action: how far it is, or anything else of it",
        example="alnside a-1ng7v4xf1wrg --state done",
        more="What is not given stays as it is.",
        writes=True,
    )
    review_argument(change)
    keeping.thing_argument(change, ACTIONS)
    change.add_argument("--what", metavar="TEXT", type=text_argument, help="what will change")
    _parts(change)
    json_option(change, "action")

    keeping.withdraw_leaf(commands, ACTIONS)


def _parts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", metavar="STATE", help=f"one of: {', '.join(ACTION_STATES)}")
    keeping.about_option(parser)
    parser.add_argument("--line", metavar="LINE", help=f"the line of enquiry that it came from; or {_NONE}")
    for name, told in (*_TEXTS.items(), *_DAYS.items()):
        metavar = "DATE" if name in _DAYS else "TEXT"
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name, metavar=metavar, type=text_argument, help=told)


def _given(session: Session, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return what was given on the command line, as a session takes it."""
    given: dict[str, Any] = {name: getattr(arguments, name) for name in _TEXTS}
    found = {name: value for name, value in given.items() if value is not None}
    if arguments.state is not None:
        found["state"] = keeping.choice_named("state", arguments.state, ACTION_STATES)
    if arguments.indicator is not None:
        found["indicators"] = keeping.indicators_named(session.framework, arguments.indicator)
    if arguments.line is not None:
        none = arguments.line == _NONE
        found["line"] = None if none else keeping.thing_named(session, ENQUIRY, arguments.line).id
    for name in _DAYS:
        text = getattr(arguments, name)
        if text is not None:
            found[name] = None if text == _NONE else keeping.day_named(text)
    return found


def _add(context: Context, arguments: argparse.Namespace) -> int:
    text = text_of(arguments.text)
    with writing(context, arguments.review) as session:
        given = _given(session, arguments)
        made = session.add_action(text, **given)
        review = session.review.id
    _tell(arguments, made)
    warn_of_names(context, review, (text, *_texts(given)))
    return 0


def _change(context: Context, arguments: argparse.Namespace) -> int:
    with writing(context, arguments.review) as session:
        given = _given(session, arguments)
        if arguments.what is not None:
            given["what"] = arguments.what
        one = keeping.thing_named(session, ACTIONS, arguments.thing)
        if not given:
            raise NotAllowed("Say what is to change, such as --state done.")
        made = session.change_action(one.id, **given)
        review = session.review.id
    _tell(arguments, made)
    warn_of_names(context, review, _texts(given))
    return 0


def _texts(given: dict[str, Any]) -> tuple[str, ...]:
    return tuple(value for value in given.values() if isinstance(value, str))


def _tell(arguments: argparse.Namespace, made: Action) -> None:
    sentence = f"{made.id} {_words(made)}{keeping.about_words(made.indicators)}."
    keeping.say_kept(arguments, "action", made, sentence)


def _list(context: Context, arguments: argparse.Namespace) -> int:
    state = arguments.state and keeping.choice_named("state", arguments.state, ACTION_STATES)
    with reading(context, arguments.review) as session:
        only = keeping.about_only(session, arguments.indicator)
        there = sorted(session.actions.values(), key=lambda one: (one.by_when or dt.date.max, one.at, one.id))
    found = [one for one in there if only <= set(one.indicators) and (not state or one.state == state)]
    return keeping.say_list(arguments, ACTIONS, found, (tuple(_told(one)) for one in found))


def _told(one: Action) -> Iterator[str]:
    by = f", by {one.by_when.isoformat()}" if one.by_when else ""
    yield f"{one.id}  {_words(one)}{by}, {listed(one.indicators) or 'about no indicator'}"
    yield one.what
    looked_at = one.review_on.isoformat() if one.review_on else ""
    for lead, text in (("Who", one.who), ("How we will know", one.impact), ("Before", one.baseline),
                       ("Looked at on", looked_at), ("Cost", one.cost), ("Paid from", one.paid_from),
                       ("From the line of enquiry", one.line or "")):  # fmt: skip
        if text:
            yield f"{lead}: {text}"


def _words(one: Action) -> str:
    return one.state.replace("-", " ")
