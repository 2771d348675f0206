"""`inclusion trust counts`: what provision-mapping tools count, taken in as counts only and shown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import json_option, leaf
from inclusion_core.cli.ledger_records import part, trust_argument, trust_of
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.desk.counting import figure, keep_counts
from inclusion_core.exchange.answers import plain

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.cli.ledger_records import Group
    from inclusion_core.model.trust import Trust


def counts(commands: Group) -> None:
    """Add the commands on counts."""
    there = part(commands, "counts", "counts of provision, and of records at both ends of a move")
    take = leaf(
        there, "import", _import, "take counts from a file of a provision-mapping tool", example="north counts.csv",
        more=(
            "One row is one count: school, provision, pupils; or from, to, moved, passports sent, passports received, "
            "records sent, records received. A file with columns or cells about single pupils is refused. Numbers from "
            "1 to 5 are never kept. What was counted of the same on the same day is replaced, and said so."
        ),
        writes=True,
    )  # fmt: skip
    trust_argument(take)
    take.add_argument("file", metavar="FILE", type=Path, help="a CSV file")
    take.add_argument("--on", metavar="DATE", help="the day of counts without a date; today where it is not said")
    take.add_argument(
        "--names-of-provision", action="store_true",
        help="I have looked: what looks like people's names are names of provision (numbers are refused all the same)",
    )  # fmt: skip
    json_option(take, "trust", "counts", "moves", "hidden", "replaced", "remarks")
    show = leaf(there, "show", _show, "show the counts of a trust; c is a number too small to tell", example="north")
    trust_argument(show)
    json_option(show, "counts", "moves")


def _import(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.cli.keeping import day_named  # noqa: PLC0415  only where a day is read

    day = day_named(arguments.on) if arguments.on else dt.datetime.now(tz=dt.UTC).astimezone().date()
    kept = keep_counts(
        context.desk, arguments.trust, arguments.file, day=day, names_looked_at=arguments.names_of_provision
    )
    if arguments.json:
        answer({"trust": kept.trust.id, "counts": kept.counts, "moves": kept.moves, "hidden": kept.hidden,
                "replaced": list(kept.replaced), "remarks": list(kept.remarks)})  # fmt: skip
        return 0
    took = [counted(kept.counts, "count of provision", "counts of provision")] if kept.counts else []
    took += [counted(kept.moves, "count of a move", "counts of moves")] if kept.moves else []
    hidden = f"; {kept.hidden} hidden, from 1 to 5 or telling of so few" if kept.hidden else ""
    say(visible(f"Kept in {kept.trust.id}: {' and '.join(took)}{hidden}."))
    if kept.replaced:
        n = counted(len(kept.replaced), "figure that was kept before is", "figures that were kept before are")
        say(f"{n} replaced:")
        for line in kept.replaced:
            say(visible(f"  {line}"))
        note(context.typed(f"To bring back what was there: inclusion trust undo {kept.trust.id}"))
    for line in kept.remarks:
        note(line)
    return 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    context.read_only = True
    trust = trust_of(context, arguments)
    if arguments.json:
        answer({"counts": [plain(one) for one in trust.counts.values()],
                "moves": [plain(one) for one in trust.moves.values()]})  # fmt: skip
        return 0
    names = {one.id: one.name for one in context.desk.workspace.schools()}
    if not trust.counts and not trust.moves:
        note(context.typed(f"Nothing is counted yet. Type: inclusion trust counts import {trust.id} FILE.csv"))
    _say_counts(trust, names)
    _say_moves(trust, names)
    return 0


def _say_counts(trust: Trust, names: dict[str, str]) -> None:
    if not trust.counts:
        return
    say("Pupils in each provision. c: from 1 to 5, and so not kept. No total is made of them.")
    rows = sorted(trust.counts.values(), key=lambda one: (one.title.casefold(), names.get(one.school, ""), one.day))
    columns(
        [
            (one.title, one.tier, names.get(one.school, one.school), figure(one, "pupils"), one.day.isoformat())
            for one in rows
        ],
        indent="  ",
    )


def _say_moves(trust: Trust, names: dict[str, str]) -> None:
    if not trust.moves:
        return
    say("Moves: how many, and of how many the passport and the provision record were at the old and the new school.")
    say("c: few, or so near the number who moved that the others would be few.")
    head = ("from", "to", "moved", "passports", "records", "")
    rows = [
        (
            names.get(one.giver, one.giver), names.get(one.receiver, one.receiver), figure(one, "moved"),
            f"{figure(one, 'passports_sent')}, {figure(one, 'passports_received')}",
            f"{figure(one, 'records_sent')}, {figure(one, 'records_received')}", one.day.isoformat(),
        )
        for one in trust.moves.values()
    ]  # fmt: skip
    columns([head, *rows], indent="  ")
