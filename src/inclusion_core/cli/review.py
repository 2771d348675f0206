"""`inclusion review`: start, list, show, prepare, move and erase reviews."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.arguments import group, json_option, leaf, review_argument, text_argument
from inclusion_core.cli.keeping import day_named
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.review_migrate import migrate
from inclusion_core.cli.review_next import next_cycle
from inclusion_core.cli.review_visit import visit
from inclusion_core.cli.reviewing import reading, tell_problems, writing
from inclusion_core.desk.schools import find_school
from inclusion_core.errors import NotAllowed
from inclusion_core.model.archived import to_confirm

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.store.review.session import Session


def review(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion review`."""
    commands = group(parser)
    new = leaf(
        commands,
        "new",
        _new,
        "start a review of a school with a framework",
        example='--school "Alnside First School" --framework north-east',
        more="The framework is pinned as it is today: a newer edition changes nothing in this review.",
        writes=True,
    )
    new.add_argument("--school", metavar="SCHOOL", required=True, help="the school's id here, its URN or its name")
    new.add_argument("--framework", metavar="ID[@EDITION]", required=True, help="which framework, or a file")
    new.add_argument("--id", metavar="ID", help="the review's name, made from the school and the month where not said")
    new.add_argument("--title", metavar="TEXT", type=text_argument, default="", help="what to call it on its pages")
    new.add_argument("--keep-until", metavar="DATE", help="after which day it should be erased, such as 2028-08-31")
    json_option(new, "review")

    json_option(leaf(commands, "list", _list, "list the reviews in the workspace", example=""), "reviews")

    keep = leaf(
        commands,
        "keep",
        _keep,
        "say until when a review is kept",
        more="Nothing is erased by itself: the day after, doctor and list say that the review is due.",
        example="alnside 2028-08-31",
        writes=True,
    )
    review_argument(keep)
    keep.add_argument("until", metavar="DATE", help="its last day, such as 2028-08-31; or always")
    json_option(keep, "review", "keep_until")

    show = leaf(commands, "show", _show, "show what a review holds and how far it has come", example="alnside")
    review_argument(show)
    json_option(show, "review", "school", "indicators", "evidence", "enquiry", "actions", "timetable", "judgements")

    visit(commands)
    migrate(commands)
    next_cycle(commands)

    erase = leaf(
        commands,
        "erase",
        _erase,
        "erase a review, in every byte of the workspace",
        example="alnside-2026-11",
        more="This cannot be undone. To be sure, the review's whole id is given, not a part of it.",
        writes=True,
    )
    erase.add_argument("review", metavar="REVIEW", help="the review's whole id")
    json_option(erase, "erased")


def _new(context: Context, arguments: argparse.Namespace) -> int:
    keep_until = _day(arguments.keep_until) if arguments.keep_until else None
    desk = context.desk
    school = find_school(desk, arguments.school)
    framework = desk.framework(arguments.framework)
    made = desk.workspace.create_review(
        school, framework, id=arguments.id, title=arguments.title, keep_until=keep_until
    )
    if arguments.json:
        answer({"review": made.id})
        return 0
    say(made.id)
    title = framework.worded(framework.title)
    note(f"{school.name} with {title}, {framework.edition}: {counted(_asked(framework, made), 'question')}.")
    if framework.status != "adopted":
        note(f"{framework.name} is out for consultation: it may still change, and this review keeps it as it is today.")
    note(context.typed(f"To begin: inclusion assess {made.id} --plain"))
    return 0


def _day(text: str) -> dt.date:
    """Read the last day of keeping. Raises NotAllowed for what is no day, or one that is over."""
    day = day_named(text)
    if day < dt.datetime.now(tz=dt.UTC).date():
        raise NotAllowed(f"{day.isoformat()} is over already. Give the last day on which the review is to be kept.")
    return day


def _kept_words(made: Review) -> str:
    if made.keep_until is None:
        return f"not said; to say it: inclusion review keep {made.id} DATE"
    late = made.keep_until < dt.datetime.now(tz=dt.UTC).date()
    over = f", which is over; to erase it: inclusion review erase {made.id}" if late else ""
    return made.keep_until.isoformat() + over


def _keep(context: Context, arguments: argparse.Namespace) -> int:
    day = None if arguments.until == "always" else _day(arguments.until)
    with writing(context, arguments.review) as session:
        kept = session.change_review(keep_until=day)
        if arguments.json:
            answer({"review": kept.id, "keep_until": None if day is None else day.isoformat()})
        elif day is None:
            say(f"{kept.id} is kept until somebody erases it.")
        else:
            say(f"{kept.id} is kept until {day.isoformat()}. After that, inclusion doctor says that it is due.")
    return 0


def _asked(framework: Framework, made: Review) -> int:
    return sum(1 for _ in framework.applicable(made.setting, proposed=True))


def _list(context: Context, arguments: argparse.Namespace) -> int:
    workspace = context.desk.workspace
    found = sorted(workspace.reviews(), key=lambda one: (one.started, one.id), reverse=True)
    schools = {one.id: one for one in workspace.schools()}
    if arguments.json:
        from inclusion_core.exchange.answers import review as table  # noqa: PLC0415  only for --json

        answer({"reviews": [table(one) for one in found]})
        tell_problems(context)
        return 0
    today = dt.datetime.now(tz=dt.UTC).date()
    rows = []
    for one in found:
        school = schools.get(one.school)
        name = (school.name if school else one.school) + (" (made up)" if school and school.made_up else "")
        rows.append((one.id, one.framework.name, one.started.isoformat(), name + _kept(one, today)))
    columns(rows)
    tell_problems(context)
    if not found and not workspace.review_ids():
        note(
            context.typed(
                "There is no review here yet. Type: inclusion review new --school SCHOOL --framework FRAMEWORK"
            )
        )
    return 0


def _kept(one: Review, today: dt.date) -> str:
    """Return until when a review is kept, in words behind its name."""
    if one.keep_until is None:
        return ""
    late = "; to be erased" if one.keep_until < today else ""
    return f" (keep until {one.keep_until.isoformat()}{late})"


def _show(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        framework, made = session.framework, session.review
        asked = list(framework.applicable(made.setting, proposed=True))
        waiting = to_confirm(session.state.archive, session.state.judgements)
        if arguments.json:
            from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

            answer(
                {
                    "review": answers.review(made),
                    "school": answers.school(session.school),
                    "indicators": len(asked),
                    "evidence": len(session.evidence),
                    "enquiry": len(session.enquiry),
                    "actions": len(session.actions),
                    "timetable": len(session.timetable),
                    "to_confirm": len(waiting),
                    "judgements": [
                        answers.judgement(each, cell, voice)
                        for voice, one in session.assessments.items()
                        for cell, each in one.judgements.items()
                    ],
                }
            )
            return 0
        say(
            f"{made.id}  {visible(made.title or session.school.name)}"
            + (" (made up)" if session.school.made_up else "")
        )
        columns(
            [
                ("School", f"{session.school.name}" + (f", URN {session.school.urn}" if session.school.urn else "")),
                ("Framework", f"{framework.name}, {framework.worded(framework.title)}"),
                ("Started", made.started.isoformat()),
                ("Keep until", _kept_words(made)),
                *([("People", ", ".join(one.name or one.id for one in made.team.values()))] if made.team else []),
                ("Evidence", f"{counted(len(session.evidence), 'piece')}"),
                *_visit(session),
            ]
        )
        for voice, one in session.assessments.items():
            done = {cell[0] for cell in one.judgements} & {each.id for each in asked}
            say(f"Voice {voice}: {len(done)} of {counted(len(asked), 'indicator')} answered")
        if waiting:
            say(f"To be looked at again, since their text is another: {counted(len(waiting), 'judgement')}")
            note(context.typed(f"Which ones: inclusion review archive {made.id}"))
        if not session.assessments:
            note(context.typed(f"Nothing is judged yet. Type: inclusion assess {made.id} --plain"))
    return 0


def _visit(session: Session) -> Iterator[tuple[str, str]]:
    """Yield what is there of a visit; what is not is not told."""
    made = session.review
    if session.enquiry or session.actions:
        lines = counted(len(session.enquiry), "line of enquiry", "lines of enquiry")
        yield ("Enquiry", f"{lines}, {counted(len(session.actions), 'action')}")
    if session.timetable:
        yield ("Timetable", counted(len(session.timetable), "slot"))
    if made.safeguarding is not None:
        yield ("Safeguarding", made.safeguarding.lead)
    hidden = [what for what, true in (("each other's judgements", made.blind),
                                      ("the school's own judgements", made.self_review_hidden)) if true]  # fmt: skip
    if hidden:
        yield ("Hidden", f"reviewers do not see {listed(hidden)} on the screens")


def _erase(context: Context, arguments: argparse.Namespace) -> int:
    workspace = context.desk.workspace
    known = workspace.find_review(arguments.review)
    if known != arguments.review:
        raise NotAllowed(f"Erasing cannot be undone. To be sure, give the whole id: inclusion review erase {known}")
    workspace.erase_review(known)
    copies = [one for one in workspace.review_ids() if workspace.is_copy(one, known)]
    if arguments.json:
        answer({"erased": known})
    else:
        say(f"{known} is erased, in every file of the workspace.")
        note("Not reached from here: backups, synchronised copies, copies handed on, reports made earlier.")
    for one in copies:
        note(f"A copy of it is still here as {one}. To erase that too, type: inclusion review erase '{one}'")
    return 0
