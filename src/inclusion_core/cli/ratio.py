"""`inclusion ratio`: targeted help in small groups, set against a measure and reckoned in money; kept if wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from inclusion_core.analysis.ratio_words import NEVER, adults_in_words, plain, summary, within_in_words
from inclusion_core.analysis.ratios import ratios
from inclusion_core.cli.arguments import alone, how_many, json_option, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.errors import Conflict, NotAllowed
from inclusion_core.exchange.group_rows import amount, kind_of, read_groups, whole, written
from inclusion_core.model.staffing import MEASURE, WEEKS, Adults, SmallGroup, Staffing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from fractions import Fraction

    from inclusion_core.analysis.ratios import GroupRatio, Ratios
    from inclusion_core.cli.context import Context

_MORE = f"""A table has a row for each sort of adult in a group: group, pupils, hours (a week), adults, kind (support or
teaching) and, where it is known, rate (what an hour of one costs). The measure is {MEASURE["support"]} pupils to one of
the support staff or {MEASURE["teaching"]} to a teacher; adults of a group add up. With --school and --keep a school
keeps its groups, its measure, weeks and budget line here; without them nothing is kept. What is kept is the school's
own: no bundle, report, export or comparison has it. It says how groups are staffed, never whether they help; name
groups so that no pupil is in the name."""
_ONE, _OF_ONE = "This group", ("hours", "adults", "kind", "rate", "name")


def ratio(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion ratio`."""
    alone(parser, _ratio, example="groups.csv --budget 24000", more=_MORE, writes=True)
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?",
                        help="a CSV file of groups; else one group below, or what the school keeps")  # fmt: skip
    parser.add_argument("--pupils", metavar="N", type=text_argument, help="pupils of one group")
    parser.add_argument("--hours", metavar="H", type=text_argument, help="its hours a week (1)")
    parser.add_argument("--adults", metavar="N", type=text_argument, help="its adults (1)")
    parser.add_argument("--kind", metavar="K", type=text_argument, help="support or teaching (support)")
    parser.add_argument("--rate", metavar="R", type=text_argument, help="what an hour of one adult costs")
    parser.add_argument(
        "--name", metavar="TEXT", type=text_argument, help="its name, where it is kept; never a pupil's"
    )
    parser.add_argument("--support", metavar="N", type=how_many,
                        help=f"pupils to one of the support staff ({MEASURE['support']})")  # fmt: skip
    parser.add_argument("--teaching", metavar="N", type=how_many,
                        help=f"pupils to one teacher ({MEASURE['teaching']})")  # fmt: skip
    parser.add_argument("--weeks", metavar="N", type=how_many, help=f"weeks a year ({WEEKS})")
    parser.add_argument("--budget", metavar="B", type=text_argument, help="the notional budget line for a year")
    parser.add_argument("--school", metavar="S", type=text_argument,
                        help="the school whose groups they are: its id, URN or name")  # fmt: skip
    parser.add_argument("--keep", action="store_true", help="keep it: a file takes the place of the groups before, one "
                        "group is added, measure, weeks and budget are set")  # fmt: skip
    parser.add_argument("--take-out", metavar="GROUP", type=text_argument, help="keep this group no more")
    parser.add_argument("--undo", action="store_true", help="take back the last change; twice does it again")
    parser.add_argument("--out", metavar="FILE", type=Path, help="write what is kept as such a table")
    json_option(parser, "groups", "together", "school", "written")


def _ratio(context: Context, arguments: argparse.Namespace) -> int:
    _refuse_what_would_be_lost(arguments)
    _refuse_what_does_not_go_together(arguments)
    changes = arguments.keep or arguments.take_out is not None or arguments.undo
    context.read_only = not changes
    kept = _changed(context, arguments) if changes else _looked_at(context, arguments)
    found = ratios(kept.groups.values(), measure=kept.measure, weeks=kept.weeks, budget=kept.budget)
    if arguments.out is not None:
        from inclusion_core.desk.staffing import write_groups  # noqa: PLC0415  only where it is written

        write_groups(kept, arguments.out)
    if arguments.json:
        out = None if arguments.out is None else str(arguments.out)
        answer({**_table(found), "school": kept.id or None, "written": out})
    else:
        _tell(context, found, kept)
        if arguments.out is not None:
            say(visible(f"Written: {arguments.out}, {counted(len(kept.groups), 'group')}."))
    _warn_of_names(one.name for one in kept.groups.values())
    if kept.id and not changes and (arguments.file is not None or arguments.pupils is not None):
        note("Nothing was kept. To keep it, type the same with --keep.")
    return 0


def _refuse_what_would_be_lost(arguments: argparse.Namespace) -> None:
    """Raise NotAllowed for what is said of one group where none is given, Conflict where the table to write is there.

    People add to such a table; and it is refused before anything is kept.
    """
    of_one = [name for name in _OF_ONE if getattr(arguments, name) is not None]
    if of_one and arguments.pupils is None:
        raise NotAllowed(f"--{of_one[0]} is of one group, which --pupils gives; other groups have their own.")
    if arguments.out is not None and arguments.out.exists():
        raise Conflict(f"{arguments.out} is there already and was left as it is. Choose another name.")


def _refuse_what_does_not_go_together(arguments: argparse.Namespace) -> None:
    """Raise NotAllowed where two things are asked for that are not one, or one that needs a school has none."""
    table, one = arguments.file is not None, arguments.pupils is not None
    if table and one:
        raise NotAllowed("Give either a file of groups, or one group with --pupils, and not both.")
    if arguments.school is None:
        if not (table or one):
            raise NotAllowed("Give a file of groups, one group with --pupils, or the --school whose groups are kept.")
        for name in ("keep", "undo", "take_out", "out"):
            if getattr(arguments, name):
                raise NotAllowed(f"Whose groups are they? --{name.replace('_', '-')} needs a --school.")
    if (arguments.undo or arguments.take_out is not None) and (table or one or arguments.keep):
        raise NotAllowed("Take a group out, or take the last change back, in a command of its own.")
    if arguments.undo and arguments.take_out is not None:
        raise NotAllowed("Give either --undo or --take-out, and not both.")
    if arguments.out is not None and (table or one) and not arguments.keep:
        raise NotAllowed("--out writes what is kept. Add --keep, or leave the groups away.")
    if one and arguments.keep and not arguments.name:
        raise NotAllowed("A group that is kept needs a name. Give it with --name; never a pupil's.")


def _changed(context: Context, arguments: argparse.Namespace) -> Staffing:
    """Change what the school keeps, and return it."""
    from inclusion_core.desk import staffing  # noqa: PLC0415  only where something is kept

    desk, school = context.desk, arguments.school
    if arguments.undo:
        staffing.undo_staffing(desk, school)
    elif arguments.take_out is not None:
        staffing.take_out_group(desk, school, arguments.take_out)
    else:
        settings = _settings(arguments)
        if arguments.file is not None:
            return staffing.keep_groups(desk, school, read_groups(arguments.file), **settings)
        if arguments.pupils is not None:
            return staffing.add_group(desk, school, _one(arguments), **settings)
        if not settings:
            raise NotAllowed("There is nothing to keep. Give a file, a group, or --weeks, --budget or a measure.")
        return staffing.change_staffing(desk, school, **settings)
    return staffing.kept_groups(desk, school)


def _looked_at(context: Context, arguments: argparse.Namespace) -> Staffing:
    """Return what is to be reckoned; nothing of it is kept that is not kept already."""
    kept = Staffing("", "")
    if arguments.school is not None:
        from inclusion_core.desk.staffing import kept_groups  # noqa: PLC0415  as above

        kept = kept_groups(context.desk, arguments.school)
    if arguments.file is not None:
        kept = evolve(kept, groups={str(at): one for at, one in enumerate(read_groups(arguments.file))})
    elif arguments.pupils is not None:
        kept = evolve(kept, groups={"1": _one(arguments)})
    return evolve(kept, **_settings(arguments))


def _settings(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return what was said of measure, weeks and budget line."""
    said = {"per_support": arguments.support, "per_teacher": arguments.teaching, "weeks": arguments.weeks,
            "budget": None if arguments.budget is None else amount(arguments.budget, "money")}  # fmt: skip
    return {name: value for name, value in said.items() if value is not None}


def _one(arguments: argparse.Namespace) -> SmallGroup:
    rate = None if arguments.rate is None else amount(arguments.rate, "money")
    hours, adults, kind = (
        default if said is None else said
        for said, default in ((arguments.hours, "1"), (arguments.adults, "1"), (arguments.kind, "support"))
    )
    pupils = whole(arguments.pupils, "pupils")
    there = (Adults(kind_of(kind), whole(adults, "adults"), rate),)
    return SmallGroup(arguments.name or _ONE, pupils, amount(hours, "hours"), there)


def _tell(context: Context, found: Ratios, kept: Staffing) -> None:
    if kept.id:
        say(f"Small groups of {kept.title}")
    if not found.groups:
        say(context.typed("No group is kept yet. To keep some: inclusion ratio FILE --school SCHOOL --keep"))
        return
    columns([tuple(_row(one)) for one in found.groups])
    say()
    for line in summary(found):
        say(line)
    note(NEVER)


def _row(one: GroupRatio) -> Iterable[str]:
    yield visible(one.group.name)
    yield f"{counted(one.group.pupils, 'pupil')}, {written(one.group.hours)} h"
    yield adults_in_words(one)
    yield f"as 1:{plain(one.as_support)} with support staff"
    yield within_in_words(one)


def _table(found: Ratios) -> dict[str, Any]:
    def number(value: Fraction | None) -> float | None:
        return None if value is None else float(value)

    return {
        "groups": [
            {"id": one.group.id or None, "name": one.group.name, "pupils": one.group.pupils,
             "hours": number(one.group.hours), "takes": one.takes,
             "adults": [{"kind": each.kind, "count": each.count, "rate": number(each.rate)}
                        for each in one.group.adults],
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
    from inclusion_core.analysis.texts.privacy import scan  # noqa: PLC0415  only where text comes in

    says = " ".join(dict.fromkeys(finding.says for name in names for finding in scan(name)))
    if says:
        note(f"{says} Pupils are not named here, in a group's name neither.")
