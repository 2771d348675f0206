"""What the ledgers of a trust have in common on the command line: the trust, numbers, answers, names of pupils."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from inclusion_core.cli.arguments import group, json_option, leaf
from inclusion_core.cli.output import answer, note, say, visible
from inclusion_core.desk import ledgers, mixed_economy
from inclusion_core.desk.trusts import trust_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.model.trust import Trust

    Group = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse has no public name for it

_COUNT = re.compile(r"[0-9]{1,6}")
_HOURS = re.compile(r"[0-9]{1,5}(\.[0-9]{1,2})?")


def part(commands: Group, name: str, about: str) -> Group:
    """Add a part of the ledger, with commands of its own."""
    return group(commands.add_parser(name, help=about, description=about))


def trust_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command its TRUST."""
    parser.add_argument("trust", metavar="TRUST", help="its id, or as much of its beginning as is needed")


def trust_of(context: Context, arguments: argparse.Namespace) -> Trust:
    """Return the trust that a command is about."""
    return trust_named(context.desk, arguments.trust)


def count(text: str) -> int:
    """Read how many: a whole number from 0."""
    if not _COUNT.fullmatch(text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a count. Give a whole number, such as 12")
    return int(text)


def hours(text: str) -> int:
    """Read hours, a number with at most two places; return minutes."""
    if not _HOURS.fullmatch(text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of hours. Give one such as 6 or 1.5")
    return round(float(text) * 60)


def school_names(context: Context, trust: Trust) -> dict[str, str]:
    """Return the names of a trust's schools and of those that its records name, by id; the made-up ones say so."""
    ours, near = mixed_economy.schools_of(context.desk, trust)
    return {one.id: f"{one.name} (made up)" if one.made_up else one.name for one in (*ours, *near)}


def kept(arguments: argparse.Namespace, key: str, made: Any, sentence: str) -> int:  # noqa: ANN401  any record
    """Answer with a record that is kept now."""
    if arguments.json:
        answer({key: _plain(made)})
    else:
        say(visible(sentence))
    return 0


def _plain(made: Any) -> Any:  # noqa: ANN401  any record
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    return None if made is None else plain(made)


def warn_of_names(context: Context, texts: Iterable[str]) -> None:
    """Say on stderr that a text looks as if it named a pupil, and how to take it out for good."""
    from inclusion_core.analysis.texts.privacy import scan  # noqa: PLC0415  only where text comes in

    for says in dict.fromkeys(finding.says for text in texts for finding in scan(text)):
        note(context.typed(f"{says} Pupils are not named here; to erase it for good: inclusion blank TEXT"))


def withdraw_leaf(commands: Group, what: str, example: str) -> None:
    """Add the command that takes a record out of a ledger."""
    parser = leaf(
        commands, "withdraw", _withdraw, f"take {what} out of the ledger", example=example,
        more="The journal keeps it, and inclusion trust undo brings it back.", writes=True,
    )  # fmt: skip
    trust_argument(parser)
    parser.add_argument("name", metavar="ID", help="its id, as the list has it")
    json_option(parser, "withdrawn")


def _withdraw(context: Context, arguments: argparse.Namespace) -> int:
    trust = ledgers.withdraw_record(context.desk, arguments.trust, arguments.name)
    if arguments.json:
        answer({"withdrawn": arguments.name})
    else:
        say(context.typed(f"{arguments.name} is withdrawn. To bring it back: inclusion trust undo {trust}"))
    return 0


def counts_table(found: Any) -> Mapping[str, Any]:  # noqa: ANN401  one GroupedCounts
    """Return counts in groups as JSON has them: null is hidden."""
    return {
        "total": found.total,
        "groups": {
            name: {"n": len(one.parts), "total": one.total, "schools": dict(one.parts)}
            for name, one in found.groups.items()
        },
    }
