"""`inclusion ledger exchange` and `outreach`: hours given and received, what changed, and whether it goes both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.mixed_economy.exchange_balance import FEWEST, NEARLY, WAYS
from inclusion_core.analysis.mixed_economy.outreach_counts import COUNTED_WORDS, NOT_CONCLUDED
from inclusion_core.analysis.mixed_economy.words import (
    SAYS_WORDS,
    flow_words,
    hours_words,
    says_words,
    setting_words,
    street_words,
)
from inclusion_core.analysis.schools.small_counts import shown
from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import json_option, leaf, text_argument
from inclusion_core.cli.ledger_records import (
    count,
    counts_table,
    hours,
    kept,
    part,
    school_names,
    trust_argument,
    trust_of,
    warn_of_names,
    withdraw_leaf,
)
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.desk import ledgers, mixed_economy

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from inclusion_core.analysis.mixed_economy.exchange_balance import Balance, Flow
    from inclusion_core.analysis.mixed_economy.outreach_counts import BeforeAfterCounts
    from inclusion_core.cli.context import Context
    from inclusion_core.cli.ledger_records import Group
    from inclusion_core.model.mixed_economy import Exchange

_ANSWERS = tuple(one for one in ledgers.RECEIVER_SAYS if one)


def exchange(commands: Group) -> None:
    """Add the ledger of exchanges."""
    there = part(commands, "exchange", "what settings teach each other: hours, change claimed, the receiver's view")
    _adding(there, "exchange", 'north --from calfside --to alnside --kind coaching --hours 6 --claim "Calmer starts"')
    _listing(there, "exchange", "exchanges")
    _viewing(there, "exchange", "x-1")
    balance = leaf(
        there, "balance", _balance, "say whether expertise goes both ways, by school and kind of setting",
        example="north",
        more=(
            f"A two-way street carries at most {NEARLY} times as many hours one way as the other. Of fewer than "
            f"{FEWEST} exchanges nothing is said."
        ),
    )  # fmt: skip
    trust_argument(balance)
    json_option(balance, "balance")
    withdraw_leaf(there, "an exchange", "north x-1")


def outreach(commands: Group) -> None:
    """Add the ledger of outreach."""
    there = part(commands, "outreach", "work with other schools, outside the trust too, and what they counted")
    add = _adding(
        there, "outreach", "north --from calfside --to harbour --kind coaching --hours 12 --before 24 --after 9"
    )
    add.add_argument("--before", metavar="N", type=count, help="how many the receiving school counted before")
    add.add_argument("--after", metavar="N", type=count, help="how many in a span of the same length after")
    add.add_argument("--counted", metavar="WHAT", default="suspensions", help=", ".join(ledgers.COUNTED))
    add.add_argument("--span", metavar="SPAN", default="term", help=f"{', '.join(ledgers.SPANS)} (term)")
    _listing(there, "outreach", "outreach")
    _viewing(there, "outreach", "o-1")
    counts = leaf(
        there, "counts", _counts, "show what receiving schools counted before and after, and what that does not tell",
        example="north", more="Each school counts once, by its latest outreach. Counts from 1 to 5 are hidden.",
    )  # fmt: skip
    trust_argument(counts)
    json_option(counts, "counts")
    withdraw_leaf(there, "outreach", "north o-1")


def _adding(commands: Group, sort: str, example: str) -> Any:  # noqa: ANN401  a parser
    add = leaf(
        commands, "add", _add_outreach if sort == "outreach" else _add_exchange,
        f"write down {'outreach' if sort == 'outreach' else 'an exchange'}", example=example,
        more="A school outside the trust must be among the schools here: inclusion schools add NAME.", writes=True,
    )  # fmt: skip
    trust_argument(add)
    add.add_argument("--from", metavar="SCHOOL", dest="giver", required=True, help="who gave: its id, URN or name")
    add.add_argument("--to", metavar="SCHOOL", dest="receiver", required=True, help="who received")
    add.add_argument("--kind", metavar="KIND", required=True, help=", ".join(ledgers.EXCHANGE_KINDS))
    add.add_argument(
        "--hours", metavar="H", dest="minutes", type=hours, required=True, help="how many hours, such as 6 or 1.5"
    )
    add.add_argument("--on", metavar="DATE", help="on which day; today where it is not said")
    add.add_argument("--claim", metavar="TEXT", type=text_argument, default="", help="what the giver says has changed")
    json_option(add, sort)
    return add


def _listing(commands: Group, sort: str, key: str) -> None:
    many = leaf(commands, "list", _list_outreach if sort == "outreach" else _list_exchanges,
                f"list {key}, the latest first", example="north")  # fmt: skip
    trust_argument(many)
    json_option(many, key)


def _viewing(commands: Group, sort: str, example: str) -> None:
    view = leaf(
        commands, "view", _view, "write down what the receiver says of the change that was claimed",
        example=f'north {example} in-part --words "The mornings, yes" --by SENCO', writes=True,
    )  # fmt: skip
    trust_argument(view)
    view.add_argument("name", metavar="ID", help="its id, as the list has it")
    view.add_argument("answer", metavar="ANSWER", help=", ".join(_ANSWERS))
    view.add_argument("--words", metavar="TEXT", type=text_argument, default="", help="in the receiver's own words")
    view.add_argument("--by", metavar="ROLE", type=text_argument, default="", help="who said so, by role")
    json_option(view, sort)


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    day = keeping.day_named(arguments.on) if arguments.on else None
    return {"kind": arguments.kind, "minutes": arguments.minutes, "day": day, "claim": arguments.claim}


def _add_exchange(context: Context, arguments: argparse.Namespace) -> int:
    made = ledgers.add_exchange(context.desk, arguments.trust, arguments.giver, arguments.receiver, **_given(arguments))
    return _added(context, arguments, "exchange", made)


def _add_outreach(context: Context, arguments: argparse.Namespace) -> int:
    made = ledgers.add_outreach(
        context.desk, arguments.trust, arguments.giver, arguments.receiver, **_given(arguments),
        counted=arguments.counted, span=arguments.span, before=arguments.before, after=arguments.after,
    )  # fmt: skip
    return _added(context, arguments, "outreach", made)


def _added(context: Context, arguments: argparse.Namespace, key: str, made: Exchange) -> int:
    if key == "outreach" and arguments.json:
        answer({key: _record(made)})
    else:
        kept(arguments, key, made, f"{made.id}: {_told(made)}.")
    if not arguments.json:
        trust = trust_of(context, arguments).id
        note(context.typed(f"What the receiver says: inclusion ledger {key} view {trust} {made.id} ANSWER"))
    warn_of_names(context, (made.claim,))
    return 0


def _record(made: Exchange) -> Any:  # noqa: ANN401  a table
    """Return a record as JSON has it, without what a school counted: that is shown in `counts` alone."""
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    table: dict[str, Any] = plain(made)
    return {key: one for key, one in table.items() if key not in {"before", "after"}}


def _told(made: Exchange) -> str:
    kind = made.kind.replace("-", " ")
    return f"{made.giver} to {made.receiver}, {kind}, {hours_words(made.minutes)} h on {made.day.isoformat()}"


def _view(context: Context, arguments: argparse.Namespace) -> int:
    made = ledgers.receiver_view(
        context.desk, arguments.trust, arguments.name, answer=arguments.answer, view=arguments.words, role=arguments.by
    )
    key = "outreach" if made.id.startswith("o-") else "exchange"
    if arguments.json:
        answer({key: _record(made)})
    else:
        say(visible(f"{made.id}: {made.receiver} says: {SAYS_WORDS[made.answer]}."))
    warn_of_names(context, (made.view, made.role))
    return 0


def _list_exchanges(context: Context, arguments: argparse.Namespace) -> int:
    return _list(arguments, "exchanges", trust_of(context, arguments).exchanges.values())


def _list_outreach(context: Context, arguments: argparse.Namespace) -> int:
    return _list(arguments, "outreach", trust_of(context, arguments).outreach.values())


def _list(arguments: argparse.Namespace, key: str, there: Iterable[Exchange]) -> int:
    found = sorted(there, key=lambda one: one.when, reverse=True)
    if arguments.json:
        answer({key: [_record(one) for one in found]})
        return 0
    for one in found:
        say(visible(f"{one.id}  {_told(one)}"))
        if one.claim:
            say(visible(f"    Claimed: {one.claim}"))
        by = f" ({one.role})" if one.role else ""
        said = f": {one.view}" if one.view else ""
        say(visible(f"    Receiver{by}: {SAYS_WORDS[one.answer]}{said}"))
    note(f"{counted(len(found), 'record')}.")
    return 0


# Both ways ----------------------------------------------------------------------------------------------------------


def _balance(context: Context, arguments: argparse.Namespace) -> int:
    trust = trust_of(context, arguments)
    found = mixed_economy.exchanges_here(context.desk, trust)
    if arguments.json:
        answer({"balance": balance_table(found)})
        return 0
    if not found.n:
        say("No exchange is written down yet, so nothing can be said of either way.")
        return 0
    say(f"{hours_words(found.minutes)} hours in {counted(found.n, 'exchange')}.")
    for street in found.between:
        say(street_words(street))
    for kind, flow in found.within.items():
        say(f"Within {setting_words(kind)}: {flow_words(flow)}.")
    say(says_words(found.says))
    say()
    names = school_names(context, trust)
    columns(
        [
            (
                names.get(one.school, one.school),
                f"gave {flow_words(one.gave)} to {one.gave_to}",
                f"received {flow_words(one.received)} from {one.received_from}",
                WAYS[one.way],
            )
            for one in found.schools
        ],
        indent="  ",
    )
    return 0


def _flow(flow: Flow) -> dict[str, Any]:
    return {"n": flow.n, "minutes": flow.minutes}


def says_table(says: Mapping[str, int]) -> dict[str, int]:
    """Return what receivers say as JSON has it."""
    return {one or "not-asked": n for one, n in says.items()}


def balance_table(found: Balance) -> dict[str, Any]:
    """Return exchanges added up as JSON has them."""
    return {
        "n": found.n,
        "minutes": found.minutes,
        "between": [
            {"one": one.one, "other": one.other, "there": _flow(one.there), "back": _flow(one.back), "n": one.n,
             "way": one.way}
            for one in found.between
        ],
        "within": {kind: _flow(flow) for kind, flow in found.within.items()},
        "schools": [
            {"school": one.school, "gave": _flow(one.gave), "received": _flow(one.received), "gave_to": one.gave_to,
             "received_from": one.received_from, "way": one.way}
            for one in found.schools
        ],
        "receivers_say": says_table(found.says),
    }  # fmt: skip


# Before and after ---------------------------------------------------------------------------------------------------


def _counts(context: Context, arguments: argparse.Namespace) -> int:
    trust = trust_of(context, arguments)
    found = mixed_economy.counts_here(context.desk, trust)
    if arguments.json:
        answer({"counts": [_counts_answer(one) for one in found]})
        return 0
    if not found:
        say("No receiving school has counted before and after yet.")
        return 0
    names = school_names(context, trust)
    for one in found:
        say(f"{COUNTED_WORDS[one.counted]} in a {one.span}, before and after, in {counted(one.n, 'school')}")
        rows = [("", "before", "after")]
        for group, before in one.before.groups.items():
            after = one.after.groups[group]
            rows += [
                (names.get(school, school), shown(count), shown(after.parts[school]))
                for school, count in before.parts.items()
            ]
            rows.append((f"{setting_words(group)} together (n {len(before.parts)})", shown(before.total),
                         shown(after.total)))  # fmt: skip
        rows.append((f"all (n {one.n})", shown(one.before.total), shown(one.after.total)))
        columns(rows, indent="  ")
    say("c: hidden, because it is small (1 to 5) or would give a small count away.")
    say(NOT_CONCLUDED)
    return 0


def _counts_answer(one: BeforeAfterCounts) -> dict[str, Any]:
    return {
        "counted": one.counted,
        "span": one.span,
        "n": one.n,
        "before": counts_table(one.before),
        "after": counts_table(one.after),
        "not_concluded": NOT_CONCLUDED,
    }
