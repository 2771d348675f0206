"""`inclusion ledger voice`: decisions of a school, and when its SENCO joined them. Private to the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.voice_shares import voice_by_area, voice_over_time, voice_shares
from inclusion_core.cli.arguments import group, json_option, leaf, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.pupil_names import warn_of_names
from inclusion_core.cli.together import PRIVATE, day_of, on_option, plain, school_argument
from inclusion_core.model.together import AREAS, JOINED

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.voice_shares import VoiceShares
    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context

    Group = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse has no public name for it

_WORDS = {"start": "from the start", "consulted": "consulted", "told": "told", "absent": "not there"}


def voice(commands: Group) -> None:
    """Add the ledger of the SENCO's voice."""
    about = "decisions, and when the SENCO joined them"
    parser = commands.add_parser("voice", help=about, description=about)
    parts = group(parser)
    add = leaf(parts, "add", _add, "write down a decision and when the SENCO joined it", writes=True, more=PRIVATE,
               example='alnside --area timetable --joined told "Reading moved to the afternoon"')  # fmt: skip
    school_argument(add)
    add.add_argument("text", metavar="TEXT", type=text_argument, help="what was decided; never about one pupil")
    add.add_argument("--area", metavar="AREA", required=True, help=f"one of: {', '.join(AREAS)}")
    add.add_argument("--joined", metavar="STAGE", required=True, help=f"one of: {', '.join(JOINED)}")
    on_option(add)
    json_option(add, "decision")

    many = leaf(parts, "list", _list, "list decisions, the newest first", example="alnside", more=PRIVATE)
    school_argument(many)
    json_option(many, "decisions")

    share = leaf(parts, "share", _share, "say how often the SENCO joined from the start, by area and over time",
                 example="alnside", more=f"Each line has its number of decisions. {PRIVATE}")  # fmt: skip
    school_argument(share)
    json_option(share, "all", "areas", "terms")


def _add(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import add_decision  # noqa: PLC0415  only for this command

    made = add_decision(
        context.desk, arguments.school, day_of(arguments), arguments.area, arguments.text, arguments.joined
    )
    if arguments.json:
        answer({"decision": plain(made)})
    else:
        say(visible(f"{made.id}: {made.what} ({made.area}, {_WORDS[made.joined]})."))
    warn_of_names(context, (made.what,))
    return 0


def _list(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import newest_first, pair_named  # noqa: PLC0415  only for this command

    context.read_only = True
    found = newest_first(pair_named(context.desk, arguments.school).decisions)
    if arguments.json:
        answer({"decisions": [plain(one) for one in found]})
        return 0
    columns([(one.id, one.day.isoformat(), one.area, _WORDS[one.joined], visible(one.what))
             for one in found])  # fmt: skip
    note(f"{counted(len(found), 'decision')}.")
    return 0


def _share(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.pairs import pair_named  # noqa: PLC0415  only for this command

    context.read_only = True
    found = tuple(pair_named(context.desk, arguments.school).decisions.values())
    whole, areas, terms = voice_shares(found), voice_by_area(found), voice_over_time(found)
    if arguments.json:
        answer({"all": _table(whole), "areas": [_table(one) for one in areas], "terms": [_table(one) for one in terms]})
        return 0
    if not found:
        say("No decision is written down yet.")
        return 0
    head = ("", *(_WORDS[one] for one in JOINED), "decisions")
    columns([head, *(_row(one) for one in (whole, *areas, *terms))])
    note("Counts, never a mark: a few decisions say little.")
    return 0


def _row(one: VoiceShares) -> tuple[str, ...]:
    return (one.label.replace("-", " "), *(str(one.counts[each]) for each in JOINED), f"of {one.n}")


def _table(one: VoiceShares) -> dict[str, Any]:
    return {"label": one.label, "n": one.n, "counts": dict(one.counts),
            "shares": {name: str(share) for name, share in one.shares.items()}}  # fmt: skip
