"""`inclusion trust continuum` and `board`: kinds of place and help, and kinds of setting side by side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.mixed_economy.words import (
    cell_words,
    continuum_words,
    gap_words,
    made_up_words,
    offered_words,
    setting_words,
    specialist_words,
)
from inclusion_core.analysis.schools.by_setting import EVERY_KIND
from inclusion_core.cli.arguments import json_option, leaf
from inclusion_core.cli.ledger_exchange import balance_table, says_table
from inclusion_core.cli.ledger_places import leavers_table
from inclusion_core.cli.ledger_records import counts_table, trust_argument, trust_of
from inclusion_core.cli.one_page import is_page_asked, put_page
from inclusion_core.cli.output import answer, columns, counts_or_null, say, visible
from inclusion_core.desk import mixed_economy as at_desk
from inclusion_core.desk.by_setting import judged_by_setting
from inclusion_core.model.mixed_economy import PROVISION_WORDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from inclusion_core.analysis.mixed_economy.continuum import Continuum, Offered
    from inclusion_core.analysis.schools.by_setting import BySetting, JudgedRow
    from inclusion_core.cli.context import Context
    from inclusion_core.cli.ledger_records import Group


def continuum(commands: Group) -> None:
    """Add the command that lays out the continuum."""
    parser = leaf(
        commands, "continuum", _continuum,
        "show the kinds of place and help there are, what is missing, and what was judged", example="north",
        more=(
            "A special school is not inclusive by being one: special schools and alternative provision are laid beside "
            "the others by the core that all share, and beside their like by the rest. Only released reviews count."
        ),
    )  # fmt: skip
    trust_argument(parser)
    _by(parser)
    json_option(parser, "continuum", "judged")


def board(commands: Group) -> None:
    """Add the command that makes the board's page."""
    parser = leaf(
        commands, "board", _board, "write one page for a board, by kind of setting",
        example="north --format html --out board.html",
        more="Counts only, small ones hidden; released reviews only. As a web page it prints on one sheet of A4.",
    )  # fmt: skip
    trust_argument(parser)
    parser.add_argument("--format", metavar="F", default="text", help="text, markdown, html, or a plugin's (text)")
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to write it; - for the screen")
    _by(parser)
    json_option(parser, "board", "written")


def _by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--framework", metavar="F", default="", help="by which; that of most released reviews else")
    parser.add_argument("--voice", metavar="V", default="self", help="whose judgements: self, moderated or role:NAME")


def _continuum(context: Context, arguments: argparse.Namespace) -> int:
    context.read_only = True
    trust = trust_of(context, arguments)
    found = at_desk.continuum_here(context.desk, trust)
    ours, _ = at_desk.schools_of(context.desk, trust)
    judged = judged_by_setting(context.desk, ours, framework=arguments.framework, voice=arguments.voice)
    if arguments.json:
        answer({"continuum": continuum_table(found), "judged": None if judged is None else judged_table(judged)})
        return 0
    made_up = made_up_words(one.made_up for one in ours)
    made_up = f" ({made_up})" if made_up else ""
    settings = ", ".join(f"{setting_words(one.kind)} {len(one.trust)}" for one in found.settings if one.trust)
    say(f"{visible(trust.title)}{made_up}: {settings}; {found.neighbours} next to it")
    for line in continuum_words(found):
        say(line)
    for title, there in (("By stage", found.stages), ("By area", found.areas)):
        if there:
            say()
            say(f"{title}: schools that offer it, and places")
            columns(_matrix(there), indent="  ")
    say()
    gaps = gap_words(found.gaps)
    say("Missing" if gaps else "Nothing is missing of what was asked for.")
    for line in gaps:
        say(f"  {line[:1].upper()}{line[1:]}")
    say()
    if judged is None:
        say("Fewer than two schools have released a review by one framework, so none is laid beside another.")
        return 0
    _say_judged(judged)
    return 0


def _matrix(there: Sequence[Offered]) -> list[tuple[str, ...]]:
    where = list(dict.fromkeys(one.where for one in there))
    by = {(one.kind, one.where): one for one in there}
    kinds = dict.fromkeys(one.kind for one in there)
    return [
        ("", *where),
        *((PROVISION_WORDS[kind], *(offered_words(by.get((kind, one))) for one in where)) for kind in kinds),
    ]


def _say_judged(found: BySetting) -> None:
    say(f"{found.framework.name}, voice {found.voice}, released reviews only, n {found.n}")
    for line in specialist_words(found):
        say(line)
    for title, rows, more in (
        ("Shared core, for every kind of setting here: the middle level", found.shared, (EVERY_KIND,)),
        ("Like with like: for some kinds only", found.alike, ()),
    ):
        kinds = [*(one.kind for one in found.kinds if one.compared), *more]
        told = [row for row in rows if any(cell.spread.n or cell.hidden for cell in row.cells.values())]
        say()
        say(title)
        if not told:
            say("  None of it is judged yet.")
            continue
        heads = [("", *(setting_words(kind) for kind in kinds), "")]
        columns(
            [*heads, *((*_cells(found, row, kinds), found.framework.worded(row.title)) for row in told)], indent="  "
        )
        if len(told) < len(rows):
            say(f"  {len(rows) - len(told)} more that nobody here has judged.")
    say("c: not shown, so that no school can be found out. -: not for this kind of setting.")


def _cells(found: BySetting, row: JudgedRow, kinds: Sequence[str]) -> tuple[str, ...]:
    return (row.name, *(cell_words(found, row.cells.get(kind)) for kind in kinds))


def _board(context: Context, arguments: argparse.Namespace) -> int:
    context.read_only = True
    trust = trust_of(context, arguments)
    found = at_desk.board_of(context.desk, trust, framework=arguments.framework, voice=arguments.voice)
    form = context.desk.report_format(arguments.format)
    written = None
    if is_page_asked(arguments):
        from inclusion_core.exchange.reports.board_page import board_document  # noqa: PLC0415  only for a page

        document = board_document(found, dt.datetime.now(tz=dt.UTC).astimezone().date())
        written = put_page(document, form, arguments, f"{trust.id}-board")
        if written is None:
            return 0
    if arguments.json:
        judged = None if found.judged is None else judged_table(found.judged)
        counts = [
            {"counted": one.counted, "span": one.span, "n": one.n, "before": counts_table(one.before),
             "after": counts_table(one.after)}
            for one in found.counts
        ]  # fmt: skip
        outreach = found.outreach
        table = {
            "title": found.title, "made_up": found.made_up, "mixed": found.mixed,
            "continuum": continuum_table(found.continuum),
            "judged": judged, "exchanges": balance_table(found.exchanges),
            "outreach": {"n": outreach.n, "minutes": outreach.minutes, "schools": outreach.schools,
                         "outside": outreach.outside, "receivers_say": says_table(outreach.says)}, "counts": counts,
            "destinations": [leavers_table(one) for one in found.destinations],
        }  # fmt: skip
        answer({"board": table, "written": None if written is None else str(written)})
    else:
        say(f"Written: {written}")
    return 0


# As JSON ------------------------------------------------------------------------------------------------------------


def continuum_table(found: Continuum) -> dict[str, Any]:
    """Return a continuum as JSON has it."""

    def offered(one: Offered) -> dict[str, Any]:
        return {"kind": one.kind, "where": one.where, "trust": list(one.trust), "neighbours": list(one.neighbours),
                "provisions": one.provisions, "places": one.known_places, "uncounted": one.uncounted,
                "gap": one.gap or None}  # fmt: skip

    return {
        "n": found.n,
        "silent": list(found.silent),
        "neighbours": found.neighbours,
        "settings": [{"kind": one.kind, "trust": list(one.trust), "neighbours": list(one.neighbours)}
                     for one in found.settings],
        "stages": [offered(one) for one in found.stages],
        "areas": [offered(one) for one in found.areas],
    }  # fmt: skip


def judged_table(found: BySetting) -> dict[str, Any]:
    """Return a comparison by kind of setting as JSON has it."""
    return {
        "framework": found.framework.name,
        "voice": found.voice,
        "n": found.n,
        "kinds": [
            {"kind": one.kind, "schools": one.schools, "compared": one.compared, "applicable": one.applicable,
             "own": one.own, "answered": one.answered}
            for one in found.kinds
        ],
        "indicators": [
            {
                "id": row.id, "facet": row.facet, "title": row.title, "shared": row.shared,
                "kinds": {
                    kind: {"n": cell.spread.schools(hidden=cell.hidden),
                           "counts": counts_or_null(cell.spread, hidden=cell.hidden),
                           "median": list(cell.spread.median), "suppressed": cell.hidden}
                    for kind, cell in row.cells.items()
                },
            }
            for row in found.rows
        ],
    }  # fmt: skip
