"""`inclusion ledger provision` and `destinations`: what schools offer, and where those who left went, as counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.mixed_economy.destinations import MEASURES
from inclusion_core.analysis.mixed_economy.words import part_words, setting_words
from inclusion_core.analysis.schools.small_counts import shown
from inclusion_core.cli.arguments import json_option, leaf, text_argument
from inclusion_core.cli.ledger_records import (
    count,
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
from inclusion_core.model.mixed_economy import PROVISION_WORDS

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.mixed_economy.destinations import GroupOfLeavers
    from inclusion_core.analysis.schools.small_counts import Part
    from inclusion_core.cli.context import Context
    from inclusion_core.cli.ledger_records import Group


def provision(commands: Group) -> None:
    """Add what schools offer."""
    there = part(commands, "provision", "the kinds of place and help that schools offer, next to the trust too")
    add = leaf(
        there, "add", _add_provision, "write down a kind of place or help that a school offers",
        example='north alnside "The Hub" --kind resourced-base --places 12', writes=True,
        more="A special school and alternative provision are such a place by themselves and need no line.",
    )  # fmt: skip
    trust_argument(add)
    add.add_argument("school", metavar="SCHOOL", help="its id here, its URN or its name")
    add.add_argument("title", metavar="TITLE", type=text_argument, help="what it is called")
    add.add_argument("--kind", metavar="KIND", required=True, help=", ".join(ledgers.PROVISION_KINDS))
    add.add_argument("--places", metavar="N", type=count, help="how many at once")
    add.add_argument("--phase", metavar="PHASE", help="whom it is for, where not as the school")
    add.add_argument("--area", metavar="TEXT", type=text_argument, default="", help="where, where not as the school")
    add.add_argument(
        "--for", dest="whom", metavar="TEXT", type=text_argument, default="", help="for which needs, never for whom"
    )
    json_option(add, "provision")
    many = leaf(there, "list", _list_provision, "list what schools offer", example="north")
    trust_argument(many)
    json_option(many, "provision")
    withdraw_leaf(there, "a kind of provision", "north p-1")


def destinations(commands: Group) -> None:
    """Add where those who left went."""
    there = part(commands, "destinations", "where those who left Years 11, 13 and 14 went, as counts only")
    add = leaf(
        there, "add", _add_destination, "write down how many left, for how many it was planned early, how many held it",
        example="north bedeside --year 11 --ending 2025 --leavers 150 --planned 130 --held 120",
        more=(
            "Planned early: the next place was agreed by the end of the autumn before they left. Held: still there at "
            "six months; whom nobody could reach is not counted as held. What was written before of the same school, "
            "year group and year is written over."
        ),
        writes=True,
    )  # fmt: skip
    trust_argument(add)
    add.add_argument("school", metavar="SCHOOL", help="a school of the trust")
    add.add_argument("--year", metavar="Y", type=count, required=True, help="11, 13 or 14")
    add.add_argument("--ending", metavar="YYYY", type=count, required=True, help="in which year the school year ended")
    add.add_argument("--leavers", metavar="N", type=count, required=True, help="how many left")
    add.add_argument("--planned", metavar="N", type=count, help="for how many of them it was planned early")
    add.add_argument("--held", metavar="N", type=count, help="how many of them held it at six months")
    json_option(add, "destination")
    show = leaf(
        there, "show", _show_destinations, "show where leavers went, by year group and kind of setting",
        example="north", more="Counts from 1 to 10 are hidden, and those whose rest would be so small.",
    )  # fmt: skip
    trust_argument(show)
    json_option(show, "destinations")
    withdraw_leaf(there, "a count", "north d-1")


def _add_provision(context: Context, arguments: argparse.Namespace) -> int:
    made = ledgers.add_provision(
        context.desk, arguments.trust, arguments.school, arguments.title, kind=arguments.kind, phase=arguments.phase,
        area=arguments.area, places=arguments.places, whom=arguments.whom,
    )  # fmt: skip
    kept(arguments, "provision", made, f"{made.id}: {made.school} offers {made.title} ({PROVISION_WORDS[made.kind]}).")
    warn_of_names(context, (made.title, made.area, made.whom))
    return 0


def _list_provision(context: Context, arguments: argparse.Namespace) -> int:
    trust = trust_of(context, arguments)
    found = sorted(trust.provision.values(), key=lambda one: (ledgers.PROVISION_KINDS.index(one.kind), one.id))
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({"provision": [plain(one) for one in found]})
        return 0
    names = school_names(context, trust)
    columns(
        [
            (
                one.id,
                PROVISION_WORDS[one.kind],
                names.get(one.school, one.school),
                "" if one.places is None else counted(one.places, "place"),
                "; ".join(each for each in (one.title, one.phase or "", one.area, one.whom) if each),
            )
            for one in found
        ]
    )
    note(f"{counted(len(found), 'record')}. What is missing: inclusion trust continuum {trust.id}")
    return 0


def _add_destination(context: Context, arguments: argparse.Namespace) -> int:
    made = ledgers.add_destination(
        context.desk, arguments.trust, arguments.school, year=arguments.year, ending=arguments.ending,
        leavers=arguments.leavers, planned=arguments.planned, held=arguments.held,
    )  # fmt: skip
    if arguments.json:  # what was counted is shown in `show` alone, where small counts are hidden
        answer({"destination": {"id": made.id, "school": made.school, "year": made.year, "ending": made.ending}})
    else:
        say(visible(f"{made.id}: Year {made.year} of {made.school}, leavers of {made.ending}, is written down."))
    return 0


def _show_destinations(context: Context, arguments: argparse.Namespace) -> int:
    trust = trust_of(context, arguments)
    found = mixed_economy.destinations_here(context.desk, trust)
    if arguments.json:
        answer({"destinations": [leavers_table(one) for one in found]})
        return 0
    if not found:
        say("No destination is written down yet.")
        return 0
    names = school_names(context, trust)
    pairs = [(planned, held) for planned, held in zip(found[::2], found[1::2], strict=True)]
    for planned, held in pairs:
        schools = planned.n + planned.not_yet
        say(f"Year {planned.year}, {setting_words(planned.group)}, leavers of {planned.ending} (n {schools})")
        rows = [("", "left", "planned early", "held at six months")]
        rows += [
            (names.get(school, school), shown(one.whole), part_words(one), part_words(held.parts.rows[school]))
            for school, one in planned.parts.rows.items()
        ]
        if schools > 1:
            together = planned.parts.together
            rows.append(("together", shown(together.whole), part_words(together), part_words(held.parts.together)))
        columns(rows, indent="  ")
    for words in MEASURES.values():
        say(words[:1].upper() + words[1:] + ".")
    say("c: hidden, because it or the rest is small (1 to 10), or would give a small count away.")
    return 0


def leavers_table(one: GroupOfLeavers) -> dict[str, Any]:
    """Return one measure of a group of leavers as JSON has it: null is hidden, or not counted yet."""

    def part_table(each: Part) -> dict[str, Any]:
        return {"count": each.part, "leavers": each.whole, "counted": each.known}

    return {
        "year": one.year,
        "ending": one.ending,
        "group": one.group,
        "measure": one.measure,
        "n": one.n,
        "not_yet": one.not_yet,
        "together": part_table(one.parts.together),
        "schools": {school: part_table(each) for school, each in one.parts.rows.items()},
    }
