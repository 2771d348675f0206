"""`inclusion review safeguarding`, `blind` and `self-review`: what a visit settles before its day begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from inclusion_core.cli.arguments import json_option, leaf, review_argument, text_argument
from inclusion_core.cli.output import answer, columns, note, say
from inclusion_core.cli.reviewing import reading, warn_of_names, writing
from inclusion_core.model.review import Safeguarding

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context

_PARTS = {
    "lead": "the host's designated safeguarding lead, by role and, if they wish, by name",
    "reach": "how to reach them on the day",
    "arrangements": "the host's arrangements for talking with pupils: who is nearby, that families know, that a pupil "
    "may decline",
}
_OPEN_FILES = "This asks the screens not to show them. It locks nothing: whoever has the review's files can read them."


def visit(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add what a visit settles to the commands on reviews."""
    card = leaf(
        commands,
        "safeguarding",
        _safeguarding,
        "show or say who leads on safeguarding, and how pupils are spoken with",
        example='alnside --lead "Deputy head" --reach "By the office, extension 12"',
        more="What is not given stays as it is; with nothing given, the card is shown.",
        writes=True,
    )
    review_argument(card)
    for name, told in _PARTS.items():
        card.add_argument(f"--{name}", metavar="TEXT", type=text_argument, help=told)
    json_option(card, "safeguarding")

    _switch(commands, _Switch("blind", "blind", "each other's judgements", "on", "off",
                              "hide reviewers' judgements from each other, or reveal them"))  # fmt: skip
    _switch(commands, _Switch("self-review", "self_review_hidden", "the school's own judgements", "hidden", "shown",
                              "hide the school's own judgements from reviewers, or show them"))  # fmt: skip


class _Switch(NamedTuple):
    """A field of the review that is on or off, and the words for it."""

    command: str
    field: str
    what: str
    on: str
    off: str
    about: str


def _switch(commands: argparse._SubParsersAction[Parser], switch: _Switch) -> None:
    def do(context: Context, arguments: argparse.Namespace) -> int:
        wanted = arguments.switch == switch.on
        changes: dict[str, Any] = {switch.field: wanted}
        with writing(context, arguments.review) as session:
            kept = session.change_review(**changes)
        if arguments.json:
            answer({"review": kept.id, switch.field: getattr(kept, switch.field)})
            return 0
        say(f"Reviewers {'do not see' if wanted else 'see'} {switch.what}.")
        if wanted:
            note(_OPEN_FILES)
        return 0

    parser = leaf(
        commands, switch.command, do, switch.about, example=f"alnside {switch.on}", more=_OPEN_FILES, writes=True
    )
    review_argument(parser)
    parser.add_argument(
        "switch",
        metavar=f"{switch.on}/{switch.off}",
        choices=(switch.on, switch.off),
        help=f"{switch.on}: reviewers do not see them; {switch.off}: they do",
    )
    json_option(parser, "review", switch.field)


def _safeguarding(context: Context, arguments: argparse.Namespace) -> int:
    given = {name: getattr(arguments, name) for name in _PARTS if getattr(arguments, name) is not None}
    with (writing if given else reading)(context, arguments.review) as session:
        card = session.review.safeguarding
        if given:
            before = {name: getattr(card, name) for name in _PARTS} if card else {"lead": ""}
            card = session.change_review(safeguarding=Safeguarding(**{**before, **given})).safeguarding
        review = session.review.id
    warn_of_names(context, review, given.values())
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({"safeguarding": plain(card)})
        return 0
    if card is None:
        say("Nobody has said who leads on safeguarding here. A visit does not begin its day without that.")
        note(context.typed(f'To say it: inclusion review safeguarding {review} --lead "ROLE" --reach "HOW"'))
        return 0
    say("If something worries you: stop, tell this person now, and do not write it here.")
    not_said = "not said yet"
    columns([("Lead", card.lead), ("Reach", card.reach or not_said), ("Pupils", card.arrangements or not_said)])
    return 0
