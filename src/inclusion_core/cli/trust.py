"""`inclusion trust`: schools that work as one, and what is seen of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, json_option, leaf, text_argument
from inclusion_core.cli.ledger_records import trust_argument, trust_of, warn_of_names
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.trust_continuum import board, continuum
from inclusion_core.cli.trust_counts import counts
from inclusion_core.cli.trust_rollup import rollup
from inclusion_core.desk import trusts as at_desk

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.cli.ledger_records import Group
    from inclusion_core.desk.trusts import Trust


def trust(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion trust`."""
    commands = group(parser)
    _making(commands)
    rollup(commands)
    counts(commands)
    continuum(commands)
    board(commands)
    undo = leaf(
        commands, "undo", _undo, "take back the last change of a trust or its ledgers; twice does it again",
        example="north", writes=True,
    )  # fmt: skip
    trust_argument(undo)
    json_option(undo, "trust")


def _making(commands: Group) -> None:
    new = leaf(
        commands, "new", _new, "make a trust of schools that work as one",
        example='"North" --school alnside --school moorside', writes=True,
    )  # fmt: skip
    new.add_argument("title", metavar="TITLE", type=text_argument, help="what the trust is called")
    new.add_argument("--school", metavar="S", action="append", default=[], help="a school of it; repeat for each")
    new.add_argument("--registered", metavar="NAME", default="", help="every school here that the register puts in it")
    new.add_argument("--id", metavar="ID", default="", help="its short name, made from the title where not said")
    json_option(new, "trust")
    json_option(leaf(commands, "list", _list, "list the trusts", example=""), "trusts")
    show = leaf(commands, "show", _show, "show a trust: its schools, and how much is in its ledgers", example="north")
    trust_argument(show)
    json_option(show, "trust")
    for name, do, about in (
        ("add", _add, "add a school to a trust"),
        ("remove", _remove, "take a school out of a trust; what its ledgers say stays"),
    ):
        one = leaf(commands, name, do, about, example="north hillside", writes=True)
        trust_argument(one)
        one.add_argument("school", metavar="SCHOOL", help="its id here, its URN or its name")
        json_option(one, "trust")


def _table(one: Trust) -> dict[str, Any]:
    """Return a trust as JSON has it: its ledgers are counted here and shown by their own commands."""
    return {
        "id": one.id, "title": one.title, "schools": list(one.schools), "provision": len(one.provision),
        "exchanges": len(one.exchanges), "outreach": len(one.outreach), "destinations": len(one.destinations),
        "counts": len(one.counts), "moves": len(one.moves),
    }  # fmt: skip


def _tell(arguments: argparse.Namespace, made: Trust | None, sentence: str) -> int:
    if arguments.json:
        answer({"trust": None if made is None else _table(made)})
    else:
        say(visible(sentence))
    return 0


def _new(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.new_trust(
        context.desk, arguments.title, arguments.school, id=arguments.id, registered=arguments.registered
    )
    _tell(arguments, made, f"{made.title} is here as {made.id}: {counted(len(made.schools), 'school')}.")
    warn_of_names(context, (made.title,))
    if not arguments.json:
        note(
            context.typed(f"What its schools offer: inclusion ledger provision add {made.id} SCHOOL TITLE --kind KIND")
        )
    return 0


def _list(context: Context, arguments: argparse.Namespace) -> int:
    found = at_desk.all_trusts(context.desk)
    if arguments.json:
        answer({"trusts": [_table(one) for one in found]})
        return 0
    columns([(one.id, one.title, counted(len(one.schools), "school")) for one in found])
    if not found:
        note(context.typed("There is no trust here yet. Type: inclusion trust new TITLE --school S --school S …"))
    return 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    one = trust_of(context, arguments)
    if arguments.json:
        answer({"trust": _table(one)})
        return 0
    names = {each.id: each.name for each in context.desk.workspace.schools()}
    say(visible(one.title))
    for school in one.schools:
        say(visible(f"{school}  {names.get(school, 'not among the schools here')}"))
    told = [
        counted(len(one.provision), "kind of provision", "kinds of provision"),
        counted(len(one.exchanges), "exchange"),
        counted(len(one.outreach), "piece of outreach", "pieces of outreach"),
        counted(len(one.destinations), "count of destinations", "counts of destinations"),
        counted(len(one.counts), "provision count"),
        counted(len(one.moves), "count of a move", "counts of moves"),
    ]
    say(f"In its ledgers: {', '.join(told)}.")
    return 0


def _add(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.add_school_to(context.desk, arguments.trust, arguments.school)
    return _tell(arguments, made, f"{made.id} has {counted(len(made.schools), 'school')} now.")


def _remove(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.remove_school_from(context.desk, arguments.trust, arguments.school)
    return _tell(arguments, made, f"{made.id} has {counted(len(made.schools), 'school')} now.")


def _undo(context: Context, arguments: argparse.Namespace) -> int:
    name = keeping.named_in_full(arguments.trust, (one.id for one in at_desk.all_trusts(context.desk)))
    told: list[str] = []
    was = at_desk.undo_trust(context.desk, name, told.append)
    sentence = f"{keeping.undone_words(name, gone=was is None)} {told[0]}".rstrip()
    return _tell(arguments, was, sentence)
