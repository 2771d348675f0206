"""`inclusion timetable build`, `check` and `show`: the day of a visit proposed, looked over, and read as it goes on."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import how_many, json_option, leaf, review_argument
from inclusion_core.cli.leaving import anyway_option, held_back
from inclusion_core.cli.output import answer, counted, note, say, visible
from inclusion_core.cli.reviewing import reading, voice_to_write, writing
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from inclusion_core.analysis.visit_day.rules import DayFinding
    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.exchange.reports.document import Document
    from inclusion_core.store.review.session import Session

_CLOCK = "Times are those of this computer's clock, where they do not say another zone (10:45+01:00)."
_BUILD = f"""Leaders first, then teams at the same time, catch-ups at break and lunch, drafting, feedback the same
day. No day is proposed without the host's safeguarding lead and their arrangements for talking with pupils. {_CLOCK}"""
_CHECK = """What is wrong (a person in two places, no safeguarding lead, a line of enquiry without three kinds of
evidence and a voice among them) is kept apart from what is worth doing. Exit code 1 where something is wrong."""
_SHOW = """Without --day it is today where something is on, else the next day of the visit. Text goes to the screen
where no --out is given."""


def day_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add what is done with a whole day to the commands on the timetable."""
    build = leaf(
        commands,
        "build",
        _build,
        "propose the timetable of a visit's day",
        example="alnside --day 2026-11-24 --from 09:00 --to 15:30 --team ak-7f3 --team bo-1aa",
        more=_BUILD,
        writes=True,
    )
    review_argument(build)
    _day_option(build, "the day, such as 2026-11-24; today where it is not said")
    build.add_argument("--from", dest="starts", metavar="TIME", required=True, help="when it begins, such as 09:00")
    build.add_argument("--to", dest="ends", metavar="TIME", required=True, help="when it ends, such as 15:30")
    build.add_argument(
        "--team", metavar="NAME", action="append", default=[], help="who comes; may be repeated; else the whole team"
    )
    build.add_argument(
        "--teams",
        metavar="N",
        type=how_many,
        default=0,
        help="how many work side by side; else one for each two people",
    )
    build.add_argument("--replace", action="store_true", help="instead of what is on the timetable of that day")
    build.add_argument("--preview", action="store_true", help="only show it, and keep nothing")
    json_option(build, "timetable", "findings")

    check = leaf(
        commands, "check", _check, "say what the timetable of a day lacks", example="alnside --day 2026-11-24",
        more=_CHECK,
    )  # fmt: skip
    review_argument(check)
    _day_option(check, "the day; the next of the visit where it is not said")
    json_option(check, "day", "findings")

    show = leaf(
        commands, "show", _show, "show the timetable of a day, with what is on now and what comes next",
        example="alnside --at 10:20", more=_SHOW,
    )  # fmt: skip
    review_argument(show)
    _day_option(show, "the day; the next of the visit where it is not said")
    show.add_argument("--at", metavar="TIME", help="what is on then, and next; the clock's own time on the day itself")
    show.add_argument("--person", metavar="NAME", default="", help="only what this one of the team is in")
    page_options(show)
    json_option(show, "day", "now", "next", "timetable")


def _day_option(parser: argparse.ArgumentParser, told: str) -> None:
    parser.add_argument("--day", metavar="DATE", help=told)


def page_options(parser: argparse.ArgumentParser) -> None:
    """Give a command its --format, --out and --anyway."""
    parser.add_argument("--format", metavar="F", default="text", help="text, markdown, html, or a plugin's (text)")
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to write it; - for the screen")
    anyway_option(parser)


def page_out(context: Context, arguments: argparse.Namespace, session: Session, document: Document, what: str) -> int:
    """Write a document about a review as it was asked for, unless privacy holds it back; return the exit code."""
    from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  only where a page is made
    from inclusion_core.desk.leaving import make_page  # noqa: PLC0415  as above

    form = context.desk.report_format(arguments.format)
    made = make_page(session, form, document, what=what, anyway=arguments.anyway)
    if made.stopped:
        return held_back(context, session.review.id, made.stops, json=arguments.json)
    if arguments.out == Path("-") or (arguments.out is None and form.name == "text"):
        sys.stdout.write(made.content.decode())
        return 0
    path: Path = arguments.out if arguments.out is not None else Path(f"{session.review.id}-{what}{form.suffix}")
    if path.is_dir():
        path /= f"{session.review.id}-{what}{form.suffix}"
    write_file(path, made.content)
    say(f"Written: {path}")
    return 0


def moment(text: str, day: dt.date) -> dt.datetime:
    """Read a time of a day, or a day and time, as an instant. Raises NotAllowed for what is none."""
    whole = text if "T" in text or " " in text else f"{day.isoformat()}T{text.zfill(5) if ':' in text[:2] else text}"
    try:
        found = dt.datetime.fromisoformat(whole)
        return found.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise NotAllowed(f"'{text}' is not a time. Write it as hours and minutes, such as 10:45 or 09:00.") from None


def people_named(session: Session, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of people, each once; one whom nobody knew becomes a person of the review, and that is said."""
    found = tuple(dict.fromkeys(names))
    for one in found:
        if one not in session.review.team:
            voice_to_write(session, f"peer:{one}")
    return found


def _day(arguments: argparse.Namespace) -> dt.date | None:
    return keeping.day_named(arguments.day) if arguments.day else None


def _build(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.analysis.visit_day.rules import slots_of_day  # noqa: PLC0415  only where a day is proposed
    from inclusion_core.desk.visit_day import check_visit, propose_visit  # noqa: PLC0415  as above
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  as above

    day = _day(arguments) or dt.datetime.now().astimezone().date()
    starts, ends = (moment(one, day).astimezone() for one in (arguments.starts, arguments.ends))
    context.read_only = arguments.preview
    with (reading if arguments.preview else writing)(context, arguments.review) as session:
        there = slots_of_day(session.timetable.values(), starts.date())
        if there and not (arguments.replace or arguments.preview):
            raise NotAllowed(
                f"{counted(len(there), 'slot is', 'slots are')} on the timetable of {starts.date().isoformat()} "
                "already. Add --replace to propose the day afresh, or --preview to look first."
            )
        if not arguments.preview:
            _stop_if_unsafe(context, session, starts.date())
        names = arguments.team if arguments.preview else people_named(session, arguments.team)
        proposed = propose_visit(context.desk, session, starts, ends, people=names, teams=arguments.teams)
        if not arguments.preview:
            proposed = session.lay_timetable(proposed, instead_of=[one.id for one in there])
            findings = check_visit(context.desk, session, starts.date())
        else:
            findings = ()
        team = session.review.team
        review = session.review.id
    if arguments.json:
        answer({"timetable": [plain(one) for one in proposed], "findings": _plain(findings)})
        return 0
    from inclusion_core.exchange.reports.day_page import slot_words  # noqa: PLC0415  only where it is said

    for one in slots_of_day(proposed, starts.date()):
        say(visible(slot_words(one, team)))
    if arguments.preview:
        note("Nothing was kept. Without --preview it goes onto the timetable.")
        return 0
    _say_findings(findings)
    note(context.typed(f"It can all be changed. To take it back: inclusion undo {review}"))
    return 0


def _stop_if_unsafe(context: Context, session: Session, day: dt.date) -> None:
    """Raise NotAllowed, with what to type, before anybody new is written into the team for a day that cannot be."""
    from inclusion_core.analysis.visit_day.rules import day_findings  # noqa: PLC0415  as above

    wrong = [one for one in day_findings(session.review, day) if one.severity == "wrong"]
    if any(one.rule == "safeguarding" for one in wrong):
        card = f'inclusion review safeguarding {session.review.id} --lead "ROLE" --reach "HOW" --arrangements "HOW"'
        note(context.typed(f"To say it: {card}"))
    if wrong:
        raise NotAllowed(" ".join(str(one) for one in wrong))


def _plain(findings: Sequence[DayFinding]) -> list[dict[str, object]]:
    return [
        {"rule": one.rule, "what": one.what, "do": one.do, "severity": one.severity, "slots": list(one.slots)}
        for one in findings
    ]


def _say_findings(findings: Sequence[DayFinding]) -> None:
    for severity, lead in (("wrong", "Wrong"), ("worth-doing", "Worth doing")):
        for one in findings:
            if one.severity == severity:
                say(visible(f"{lead}: {one}"))


def _check(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.visit_day import check_visit, visit_day  # noqa: PLC0415  only where a day is checked

    with reading(context, arguments.review) as session:
        day = visit_day(session, _day(arguments))
        findings = check_visit(context.desk, session, day)
    wrong = sum(one.severity == "wrong" for one in findings)
    if arguments.json:
        answer({"day": day.isoformat(), "findings": _plain(findings)})
    else:
        _say_findings(findings)
        rest = len(findings) - wrong
        note(f"{day.isoformat()}: {wrong or 'nothing'} wrong, {rest or 'nothing'} worth doing.")
    return 1 if wrong else 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.visit_day import day_page, visit_day  # noqa: PLC0415  only where a day is shown

    context.read_only = not arguments.anyway  # an override is written into the review's history
    with (writing if arguments.anyway else reading)(context, arguments.review) as session:
        now = dt.datetime.now().astimezone()
        day = visit_day(session, _day(arguments))
        at = moment(arguments.at, day).astimezone() if arguments.at else now if day == now.date() else None
        if arguments.person and arguments.person not in session.review.team:
            keeping.choice_named("person", arguments.person, tuple(session.review.team))
        if arguments.json:
            _answer_day(session, day, at, arguments.person)
            return 0
        document = day_page(context.desk, session, day, at=at, person=arguments.person)
        return page_out(context, arguments, session, document, "timetable")


def _answer_day(session: Session, day: dt.date, at: dt.datetime | None, person: str) -> None:
    from inclusion_core.analysis.visit_day.rules import slots_of_day  # noqa: PLC0415  only for --json
    from inclusion_core.analysis.visit_day.visiting import slots_after, slots_now  # noqa: PLC0415  as above
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  as above

    there = slots_of_day(session.timetable.values(), day)
    mine = [one for one in there if not person or not one.people or person in one.people]
    coming = slots_after(there, at, person=person) if at else ()
    answer(
        {
            "day": day.isoformat(),
            "at": at.isoformat() if at else None,
            "now": [plain(one) for one in (slots_now(there, at, person=person) if at else ())],
            "next": [plain(one) for one in coming if one.starts == coming[0].starts],
            "timetable": [plain(one) for one in mine],
        }
    )
