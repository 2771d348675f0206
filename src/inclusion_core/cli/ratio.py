"""`inclusion ratio`: targeted help in small groups, set against a measure, and what an hour of it costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.ratios import MEASURE, WEEKS, Adults, SmallGroup, ratios
from inclusion_core.cli.arguments import alone, how_many, json_option, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.errors import NotAllowed
from inclusion_core.exchange.group_rows import amount, kind_of, read_groups, whole

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from fractions import Fraction

    from inclusion_core.analysis.ratios import AdultKind, GroupRatio, Ratios
    from inclusion_core.cli.context import Context

_MORE = f"""A table has a row for each sort of adult in a group: group, pupils, hours (a week), adults, kind (support or
teaching) and, where it is known, rate (what an hour of one costs). The measure is {MEASURE["support"]} pupils to one of
the support staff or {MEASURE["teaching"]} to a teacher; adults of a group add up. Nothing is kept. It says how groups
are staffed, never whether they help; name groups so that no pupil is in the name."""


def ratio(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion ratio`."""
    alone(parser, _ratio, example="groups.csv --budget 24000", more=_MORE)
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="a CSV file of groups; else one group below")
    parser.add_argument("--pupils", metavar="N", type=text_argument, help="pupils of one group")
    parser.add_argument("--hours", metavar="H", type=text_argument, default="1", help="its hours a week (1)")
    parser.add_argument("--adults", metavar="N", type=text_argument, default="1", help="its adults (1)")
    parser.add_argument(
        "--kind", metavar="K", type=text_argument, default="support", help="support or teaching (support)"
    )
    parser.add_argument("--rate", metavar="R", type=text_argument, help="what an hour of one adult costs")
    parser.add_argument("--support", metavar="N", type=how_many, default=MEASURE["support"],
                        help=f"pupils to one of the support staff ({MEASURE['support']})")  # fmt: skip
    parser.add_argument("--teaching", metavar="N", type=how_many, default=MEASURE["teaching"],
                        help=f"pupils to one teacher ({MEASURE['teaching']})")  # fmt: skip
    parser.add_argument("--weeks", metavar="N", type=how_many, default=WEEKS, help=f"weeks a year ({WEEKS})")
    parser.add_argument("--budget", metavar="B", type=text_argument, help="the notional budget line for a year")
    json_option(parser, "groups", "together")


def _ratio(context: Context, arguments: argparse.Namespace) -> int:  # noqa: ARG001  it needs no workspace
    if (arguments.file is None) == (arguments.pupils is None):
        raise NotAllowed("Give either a file of groups, or one group with --pupils, and not both.")
    groups = _groups(arguments)
    budget = amount(arguments.budget, "money") if arguments.budget else None
    measure: dict[AdultKind, int] = {"support": arguments.support, "teaching": arguments.teaching}
    found = ratios(groups, measure=measure, weeks=arguments.weeks, budget=budget)
    if arguments.json:
        answer(_table(found))
    else:
        _tell(found)
    _warn_of_names(one.name for one in groups)
    return 0


def _groups(arguments: argparse.Namespace) -> tuple[SmallGroup, ...]:
    if arguments.file is not None:
        return read_groups(arguments.file)
    rate = amount(arguments.rate, "money") if arguments.rate else None
    adults = Adults(kind_of(arguments.kind), whole(arguments.adults, "adults"), rate)
    pupils = whole(arguments.pupils, "pupils")
    return (SmallGroup("This group", pupils, amount(arguments.hours, "hours"), (adults,)),)


def _tell(found: Ratios) -> None:
    columns([tuple(_row(one)) for one in found.groups])
    say()
    for line in summary(found):
        say(line)
    note("It says how groups are staffed, never whether they help.")


def _row(one: GroupRatio) -> Iterable[str]:
    group = one.group
    adults = " and ".join(f"{each.count} {each.kind}" for each in group.adults)
    yield visible(group.name)
    yield f"{counted(group.pupils, 'pupil')}, {plain(group.hours)} h"
    yield adults
    yield f"as 1:{plain(one.as_support)} with support staff"
    yield "within the measure" if one.within else f"takes {one.takes}, {group.pupils - one.takes} more than that"


def summary(found: Ratios) -> Iterable[str]:
    """Yield what all groups come to, each figure with its number of groups."""
    support, teaching = found.measure["support"], found.measure["teaching"]
    several = counted(len(found.groups), "group")
    yield f"{found.within} of {several} within 1:{support} with support staff or 1:{teaching} with a teacher."
    if found.as_support is not None:
        over = f"over {plain(found.pupil_hours)} pupil-hours a week"
        yield f"Together as 1:{plain(found.as_support)} with support staff, {over}."
    if found.pupil_hour is None:
        yield "No rate is given, so nothing is said of cost."
        return
    known = f"over {found.costed} of {several} whose rates are known"
    yield f"An hour for one pupil costs {money(found.pupil_hour)}, {known}."
    if found.year is not None:
        yield f"A year of {found.weeks} weeks costs {money(found.year)}."
    if found.left is not None and found.budget is not None:
        says = f"leaves {money(found.left)}" if found.left >= 0 else f"is {money(-found.left)} short"
        yield f"A budget line of {money(found.budget)} {says}."
    elif found.budget is not None:
        yield "Whether the budget lasts cannot be told before every rate is known."


def plain(number: Fraction) -> str:
    """Return a number with at most one place.

    >>> from fractions import Fraction
    >>> plain(Fraction(6)), plain(Fraction(16, 3))
    ('6', '5.3')
    """
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.1f}"


def money(number: Fraction) -> str:
    """Return an amount of money, to the penny.

    >>> from fractions import Fraction
    >>> money(Fraction(24001, 2))
    '£12,000.50'
    """
    return f"£{float(number):,.2f}"


def _table(found: Ratios) -> dict[str, Any]:
    def number(value: Fraction | None) -> float | None:
        return None if value is None else float(value)

    return {
        "groups": [
            {"name": one.group.name, "pupils": one.group.pupils, "hours": number(one.group.hours), "takes": one.takes,
             "as_support": number(one.as_support), "exact": str(one.as_support), "within": one.within,
             "cost": number(one.cost)}
            for one in found.groups
        ],
        "together": {
            "groups": len(found.groups), "within": found.within, "measure": dict(found.measure),
            "pupil_hours": number(found.pupil_hours), "as_support": number(found.as_support), "costed": found.costed,
            "cost": number(found.cost), "pupil_hour": number(found.pupil_hour), "weeks": found.weeks,
            "year": number(found.year), "budget": number(found.budget), "left": number(found.left),
        },
    }  # fmt: skip


def _warn_of_names(names: Iterable[str]) -> None:
    from inclusion_core.analysis.privacy import scan  # noqa: PLC0415  only where text comes in

    says = " ".join(dict.fromkeys(finding.says for name in names for finding in scan(name)))
    if says:
        note(f"{says} Pupils are not named here, in a group's name neither.")
