"""`inclusion trust rollup`: how a trust's schools are spread, who stands alone, and who could help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.schools.suppression import WHY_HIDDEN
from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.arguments import json_option, leaf, picture_file
from inclusion_core.cli.ledger_records import trust_argument, trust_of
from inclusion_core.cli.output import answer, columns, counted, counts_or_null, note, say, visible
from inclusion_core.desk.rolling_up import (
    MOVES,
    alone_words,
    counts_words,
    help_words,
    is_told,
    middle_words,
    moved_words,
    no_help_words,
    opening_words,
    rests_words,
    roll_up_trust,
)

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.cli.ledger_records import Group
    from inclusion_core.desk.rolling_up import RolledUp, TrustRolledUp


def rollup(commands: Group) -> None:
    """Add the command that rolls a trust up."""
    parser = leaf(
        commands, "rollup", _rollup, "show how a trust's schools are spread, who stands alone and who could help",
        example="north",
        more=(
            "Released reviews only, the latest of each school, all by one edition. A school is named only where its "
            "host lets it be, and the others are shown together only where none can be found out."
        ),
    )  # fmt: skip
    trust_argument(parser)
    parser.add_argument("--framework", metavar="F", default="", help="by which; that of most released reviews else")
    parser.add_argument("--voice", metavar="V", default="self", help="whose judgements: self, moderated or role:NAME")
    parser.add_argument("--svg", metavar="FILE", type=picture_file, help="write it as a picture")
    json_option(parser, "rollup", "written")


def _rollup(context: Context, arguments: argparse.Namespace) -> int:
    context.read_only = True
    made = roll_up_trust(
        context.desk, trust_of(context, arguments), framework=arguments.framework, voice=arguments.voice
    )
    if arguments.svg is not None:
        from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  only where a file is asked for
        from inclusion_core.desk.leaving import stop_on_pupils  # noqa: PLC0415  as above
        from inclusion_core.exchange.reports.document import Document  # noqa: PLC0415  as above
        from inclusion_core.exchange.roll_up_chart import roll_up_svg  # noqa: PLC0415  as above

        stop_on_pupils(Document(title=_title(made)))
        write_file(arguments.svg, roll_up_svg(made.found, made.framework, _title(made)).encode())
    if arguments.json:
        written = None if arguments.svg is None else str(arguments.svg)
        answer({"rollup": _table(made), "written": written})
        return 0
    say(visible(_title(made)))
    for line in opening_words(made.found, made.silent):
        say(visible(line))
    if arguments.svg is not None:
        say(f"Written: {arguments.svg}")
    else:
        _say_rows(made)
    for one in made.left_out:
        names = f" ({listed(one.names)})" if one.names else ""
        note(visible(f"Not in it: {counted(one.number, 'review')} {one.why}{names}."))
    return 0


def _title(made: TrustRolledUp) -> str:
    made_up = (", some schools made up" if made.mixed else ", made-up schools") if made.made_up else ""
    return f"{made.trust.title}: {made.framework.name}, voice {made.voice}{made_up}"


def _say_rows(made: TrustRolledUp) -> None:
    framework, found = made.framework, made.found
    levels = [f"{place} {framework.level_title(one)}" for place, one in enumerate(framework.scale.order, start=1)]
    say()
    say(f"How many schools gave each level, lowest first: {', '.join(levels)}.")
    if any(row.hidden for row in (*found.strands, *found.rows)):
        say(f"c: others are not shown: {WHY_HIDDEN}.")
    for title, rows in (("Strands", found.strands), ("Indicators", found.rows)):
        told = [row for row in rows if is_told(row)]
        if told:
            say()
            say(title)
            columns(
                [
                    (row.name, counts_words(row), middle_words(framework, row), rests_words(row),
                     framework.worded(row.title))
                    for row in told
                ],
                indent="  ",
            )  # fmt: skip
    silent = sum(not is_told(row) for row in found.rows)
    if silent:
        say(f"  {counted(silent, 'more indicator')} that nobody here has judged.")
    helped: list[tuple[str, ...]] = [(row.name, help_words(row)) for row in _wanted(made)]
    if helped and no_help_words(found):
        helped = [(no_help_words(found),)]
    for title, lines in (
        ("Who stands alone", [(row.name, alone_words(framework, row)) for row in found.rows]),
        ("Who could help, where somebody is in the lower half", helped),
        ("What became of it", [(row.name, moved_words(row)) for row in found.rows]),
    ):
        there = [cells for cells in lines if cells[-1]]
        if there:
            say()
            say(title)
            columns(there, indent="  ")


def _wanted(made: TrustRolledUp) -> list[RolledUp]:
    """Return the rows in which some school that is shown is in the lower half: there help is of use."""
    half = len(made.framework.scale.order) // 2
    return [row for row in made.found.rows if any(row.spread.counts[:half])]


def _table(made: TrustRolledUp) -> dict[str, Any]:
    found = made.found
    return {
        "trust": made.trust.id,
        "framework": made.framework.name,
        "voice": made.voice,
        "made_up": made.made_up,
        "mixed": made.mixed,
        "schools": found.schools,
        "n": found.n,
        "silent": made.silent,
        "named": list(found.named),
        "strands": [_row(row) for row in found.strands],
        "indicators": [{"facet": row.facet, "strand": row.strand, "horizon": row.horizon, **_row(row)}
                       for row in found.rows],
        "left_out": [{"why": one.why, "reviews": one.number, "schools": list(one.names)} for one in made.left_out],
    }  # fmt: skip


def _row(row: RolledUp) -> dict[str, Any]:
    spread, alone = row.spread, row.alone
    return {
        "id": row.id,
        "title": row.title,
        "n": spread.schools(hidden=row.hidden),
        "of": row.of,
        "counts": counts_or_null(spread, hidden=row.hidden),
        "lowest": spread.lowest or None,
        "median": list(spread.median),
        "highest": spread.highest or None,
        "suppressed": row.hidden,
        "too_soon": row.too_soon,
        "alone": None if alone is None else {
            "level": alone.level, "side": alone.side, "steps": alone.steps, "school": alone.school or None,
        },
        "helpers": [{"school": one.school, "offers": list(one.offers)} for one in row.helpers],
        "moved": dict(zip(MOVES, row.moved, strict=True)) if row.moved else None,
    }  # fmt: skip
