"""`inclusion round calendar`: the visits of a round for a calendar program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import calendar_file, json_option, leaf
from inclusion_core.cli.output import answer, counted, note, say, visible
from inclusion_core.cli.round_naming import round_argument, school_in

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context


def round_calendar(commands: argparse._SubParsersAction[Parser]) -> None:
    """Give `inclusion round` its calendar file."""
    out = leaf(
        commands, "calendar", _write, "write the visits and what is due for a calendar program (.ics)",
        example="spring --school alnside --out visits.ics",
        more="Needs the extra 'calendar'. It names schools and nobody else. Write and import it again after a change: "
        "what was moved moves, and what is to be no more is called off.",
    )  # fmt: skip
    round_argument(out)
    out.add_argument("--school", metavar="SCHOOL", default="", help="only the visits it hosts and those it goes to")
    out.add_argument("--out", metavar="FILE", type=calendar_file, help="where to write it; else the round's own name")
    json_option(out, "written", "events", "called_off")


def _write(context: Context, arguments: argparse.Namespace) -> int:
    from pathlib import Path  # noqa: PLC0415  the parsers are made without it

    from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  as above
    from inclusion_core.desk.rounds import round_named  # noqa: PLC0415  as above
    from inclusion_core.desk.visit_calendar import round_calendar as made_of  # noqa: PLC0415  as above
    from inclusion_core.store.review.session import now  # noqa: PLC0415  as above

    context.read_only = True
    one = round_named(context.desk, arguments.round)
    only = school_in(context, arguments.school, one.clusters) if arguments.school else ""
    made = made_of(context.desk, one.id, stamp=now(), school=only)
    path: Path = Path(made.name) if arguments.out is None else arguments.out
    write_file(path, made.content)
    if arguments.json:
        answer({"written": str(path), "events": len(made.entries), "called_off": len(made.called_off)})
        return 0
    say(visible(f"Written: {path}, {counted(len(made.entries), 'entry', 'entries')}."))
    if made.called_off:
        note(f"{counted(len(made.called_off), 'entry is', 'entries are')} called off: "
             "the round was planned again without them.")  # fmt: skip
    if not made.entries:
        note(f"{only} is in no visit of {one.id}." if only else f"{one.id} has no visit yet.")
    return 0
