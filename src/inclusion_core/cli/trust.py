"""`inclusion trust`: the schools of a trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import group, json_option, leaf, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.desk import trusts as at_desk

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.model.trust import Trust

    Group = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse has no public name for it


def trust(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion trust`."""
    commands = group(parser)
    _making(commands)


def _making(commands: Group) -> None:
    new = leaf(
        commands, "new", _new, "make a trust of schools here", example='"North" --school alnside --school moorside',
        more="A trust, a federation, or whatever else runs several schools.", writes=True,
    )  # fmt: skip
    new.add_argument("title", metavar="TITLE", type=text_argument, help="what the trust is called")
    new.add_argument("--school", metavar="S", action="append", default=[], help="a school of it; repeat for each")
    new.add_argument("--registered", metavar="NAME", default="", help="every school here that the register puts in it")
    new.add_argument("--id", metavar="ID", default="", help="its short name, made from the title where not said")
    json_option(new, "trust")

    many = leaf(commands, "list", _list, "list the trusts", example="")
    json_option(many, "trusts")

    show = leaf(commands, "show", _show, "show a trust: its schools, and how much is written down", example="north")
    trust_argument(show)
    json_option(show, "trust")

    add = leaf(commands, "add", _add, "add a school to a trust", example="north hillside", writes=True)
    trust_argument(add)
    add.add_argument("school", metavar="SCHOOL", help="its id here, its URN or its name")
    json_option(add, "trust")

    remove = leaf(
        commands, "remove", _remove, "take a school out of a trust; what was written down stays",
        example="north hillside", writes=True,
    )  # fmt: skip
    trust_argument(remove)
    remove.add_argument("school", metavar="SCHOOL", help="a school of the trust, by its id or the beginning of it")
    json_option(remove, "trust")

    undo = leaf(
        commands, "undo", _undo, "take back the last change of a trust; twice does it again",
        example="north", writes=True,
    )  # fmt: skip
    trust_argument(undo)
    json_option(undo, "trust")


def trust_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument that says which trust."""
    parser.add_argument("trust", metavar="TRUST", help="its id, or as much of its beginning as is needed")


def trust_table(one: Trust) -> dict[str, object]:
    """Return a trust as JSON has it: its ledgers as lists."""
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    table: dict[str, object] = plain(one)
    for name in ("provision", "exchanges", "outreach", "destinations", "counts", "moves"):
        table[name] = [plain(each) for each in getattr(one, name).values()]
    return table


def _tell(arguments: argparse.Namespace, made: Trust, sentence: str) -> int:
    if arguments.json:
        answer({"trust": trust_table(made)})
    else:
        say(sentence)
    return 0


def _new(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.new_trust(
        context.desk, arguments.title, arguments.school, id=arguments.id, registered=arguments.registered
    )
    return _tell(
        arguments, made, f"{visible(made.title)} is here as {made.id}: {counted(len(made.schools), 'school')}."
    )


def _list(context: Context, arguments: argparse.Namespace) -> int:
    found = at_desk.all_trusts(context.desk)
    if arguments.json:
        answer({"trusts": [trust_table(one) for one in found]})
        return 0
    columns([(one.id, one.title, counted(len(one.schools), "school")) for one in found])
    if not found:
        note(context.typed("There is no trust here yet. Type: inclusion trust new TITLE --school S --school S …"))
    return 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    one = at_desk.trust_named(context.desk, arguments.trust)
    if arguments.json:
        answer({"trust": trust_table(one)})
        return 0
    say(visible(one.title))
    known = {school.id: school for school in context.desk.workspace.schools()}
    for school in one.schools:
        found = known.get(school)
        name = "not among the schools here" if found is None else found.name + (" (made up)" if found.made_up else "")
        say(visible(f"{school}  {name}{f', {found.kind}' if found is not None and found.kind else ''}"))
    for noun, table in (("provision", one.provision), ("exchange", one.exchanges), ("outreach record", one.outreach),
                        ("destination", one.destinations), ("provision count", one.counts),
                        ("count of a move", one.moves)):  # fmt: skip
        if table:
            say(f"Written down: {noun}: {len(table)}")
    return 0


def _add(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.add_school_to_trust(context.desk, arguments.trust, arguments.school)
    return _tell(arguments, made, f"{made.id} has {counted(len(made.schools), 'school')} now.")


def _remove(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.remove_school_from_trust(context.desk, arguments.trust, arguments.school)
    return _tell(arguments, made, f"{made.id} has {counted(len(made.schools), 'school')} now.")


def _undo(context: Context, arguments: argparse.Namespace) -> int:
    begun = [one.id for one in at_desk.all_trusts(context.desk) if one.id.startswith(arguments.trust)]
    name = begun[0] if len(begun) == 1 else arguments.trust  # one that is gone is named in full
    was = at_desk.undo_trust(context.desk, name)
    if arguments.json:
        answer({"trust": None if was is None else trust_table(was)})
    else:
        say(f"{name} is as it was before the last change." if was else f"{name} is gone; the journal keeps it.")
    return 0
