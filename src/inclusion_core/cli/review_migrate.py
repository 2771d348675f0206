"""`inclusion review migrate` and `review archive`: a review's move to another edition, and what was set aside by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.wording import answer_in_words
from inclusion_core.cli.arguments import json_option, leaf, review_argument
from inclusion_core.cli.framework_diff import change_table, counted_change, lines_of, paragraph, say_counts, wrapped
from inclusion_core.cli.output import answer, columns, counted, note, say
from inclusion_core.cli.reviewing import reading, writing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from inclusion_core.analysis.editions.carrying import Plan
    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.model.action import Action
    from inclusion_core.model.archived import Archived
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import Evidence
    from inclusion_core.store.review.session import Session

_WHY = {
    "reworded": "its text is another",
    "split": "it was split",
    "merged": "it was merged with others",
    "dropped": "nothing asks it any more",
    "asked": "as you answered",
    "no-place": "the new edition has no place for it",
}


def migrate(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add `inclusion review migrate` and `inclusion review archive` to the commands on reviews."""
    parser = leaf(
        commands,
        "migrate",
        _migrate,
        "show what moving a review to another edition would do, and do it",
        example="alnside-2026-11 --to 2026.2",
        more="Nothing is changed without --apply, and inclusion undo takes the whole move back. A judgement goes on to "
        "count only where its text says the same; every other one is set aside and kept, and you are asked to look "
        "again.",
        writes=True,
    )
    review_argument(parser)
    parser.add_argument("--to", metavar="EDITION", required=True, help="the edition, such as 2026.2, or its file")
    parser.add_argument(
        "--answer",
        metavar="ID=ID",
        action="append",
        default=[],
        help="what became of an indicator where it is asked: T4=T9, or T4=archive; may be given again",
    )
    parser.add_argument("--apply", action="store_true", help="do it")
    parser.add_argument("--all", action="store_true", help="tell of every indicator, not only of those with judgements")
    json_option(parser, "changes", "applied")

    archive = leaf(
        commands,
        "archive",
        _archive,
        "list the judgements that were set aside by moves to other editions",
        example="alnside-2026-11",
    )
    review_argument(archive)
    json_option(archive, "archive", "to_confirm")


def _migrate(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.editions import answers_of, edition_named, preview  # noqa: PLC0415  only for this command

    answers = answers_of(arguments.answer)
    with (writing if arguments.apply else reading)(context, arguments.review) as session:
        new = edition_named(context.desk, arguments.to, of=session.review.framework.id)
        before = session.framework
        plan = session.migrate(new, answers) if arguments.apply else preview(session, new, answers)
        name = session.review.id
        if arguments.json:
            answer({
                "review": name, "from": before.name, "to": new.name,
                "changes": [change_table(before, new, one) for one in plan.changes],
                "applied": bool(arguments.apply),
                "carried": plan.carried,
                "set_aside": [archived_table(one) for one in plan.set_aside],
                "evidence": _followed(plan.evidence),
                "enquiry": _followed(plan.enquiry),
                "actions": _followed(plan.actions),
                "open": [{"about": one.about, "says": one.says, "options": list(one.answers)} for one in plan.open],
            })  # fmt: skip
            return 0
        _tell(plan, name, everything=arguments.all)
    if arguments.apply:
        say(context.typed(f"{name} rests on {new.name} now. To take the move back: inclusion undo {name}"))
        if any(one.to for one in plan.set_aside):
            note(context.typed(f"What waits to be looked at again: inclusion review archive {name}"))
        return 0
    _tell_open(context, plan, name, arguments.to)
    return 0


def _tell(plan: Plan, review: str, *, everything: bool) -> None:
    old, new = plan.old, plan.new
    status = " (for consultation)" if new.status == "consultation" else ""
    say(f"{review}: {old.name} → {new.name}{status}")
    say_counts(plan.changes)
    if everything:
        for line in lines_of(old, new, plan.changes):
            say(line)
        say()
    paragraph(f"{counted_change(plan.carried, 'judgement')} carried, and {'counts' if plan.carried == 1 else 'count'} "
              "as before.")  # fmt: skip
    unclear = {one.about for one in plan.open}
    aside = [one for one in plan.set_aside if one.cell.partition("@")[0] not in unclear]
    waiting, gone = [one for one in aside if one.to], [one for one in aside if not one.to]
    if waiting:
        paragraph(
            f"{counted_change(len(waiting), 'judgement')} set aside, to be looked at again; not scored until then:"
        )
        columns(
            [(one.voice, f"{one.cell} → {', '.join(one.to)}", _answer(plan, one), _WHY[one.why]) for one in waiting],
            indent="  ",
        )
    if gone:
        paragraph(
            f"{counted_change(len(gone), 'judgement')} archived, and {'stays' if len(gone) == 1 else 'stay'} readable:"
        )
        columns([(one.voice, one.cell, _answer(plan, one), _WHY[one.why]) for one in gone], indent="  ")
    if plan.evidence:
        loose = len(plan.unfiled)
        follows = len(plan.evidence) - loose
        parts = (
            [f"{counted(follows, 'piece')} of evidence {'follows' if follows == 1 else 'follow'}"] if follows else []
        )
        parts += [f"{counted(loose, 'piece')} {'becomes' if loose == 1 else 'become'} unfiled"] if loose else []
        paragraph(f"{' and '.join(parts)}.")
    for count, noun, nouns in ((len(plan.enquiry), "line of enquiry", "lines of enquiry"),
                               (len(plan.actions), "action", "actions")):  # fmt: skip
        if count:
            paragraph(f"{counted(count, noun, nouns)} {'follows its' if count == 1 else 'follow their'} indicators.")
    fresh = [one.new[0] for one in plan.changes if one.sort == "new"]
    if fresh:
        paragraph(f"New, and not looked at yet: {', '.join(fresh)}.")


def _followed(things: Iterable[Evidence | LineOfEnquiry | Action]) -> list[dict[str, Any]]:
    return [{"id": one.id, "indicators": list(one.indicators)} for one in things]


def _answer(plan: Plan, one: Archived) -> str:
    return answer_in_words(plan.old, one.judgement.level or one.judgement.non_answer or "")


def _tell_open(context: Context, plan: Plan, review: str, to: str) -> None:
    for one in plan.open:
        say()
        for line in wrapped(f"Asked: {one.says}"):
            say(line)
        say("  " + ", ".join(f"--answer {one.about}={each}" for each in one.answers))
    say()
    say("Nothing was changed." + (" Answer first, then add --apply." if plan.open else " To do it, add --apply:"))
    if not plan.open:
        note(context.typed(f"inclusion review migrate {review} --to {to} --apply"))


def _archive(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.model.archived import to_confirm, waiting  # noqa: PLC0415  only for this command

    with reading(context, arguments.review) as session:
        archive, given = session.state.archive, session.state.judgements
        confirm = to_confirm(archive, given)
        if arguments.json:
            answer({
                "archive": [archived_table(one) for one in archive.values()],
                "to_confirm": [{**archived_table(one), "to": list(waiting(one, given))} for one in confirm],
            })  # fmt: skip
            return 0
        if confirm:
            paragraph("To be looked at again; none of it is scored until then:")
            columns(
                [(one.voice, f"{one.cell} → {', '.join(waiting(one, given))}", _then(one), one.edition)
                 for one in confirm],
                indent="  ",
            )  # fmt: skip
            _tell_reasons(confirm)
        rest = [one for one in archive.values() if one not in confirm]
        if rest:
            paragraph("In the archive:")
            columns([(one.voice, one.cell, _then(one), f"{one.edition}; {_WHY[one.why]}") for one in rest], indent="  ")
            _tell_reasons(rest)
        _hint(context, session, confirm, archive.values())
    return 0


def _then(one: Archived) -> str:
    return one.judgement.level or one.judgement.non_answer or ""


def _tell_reasons(entries: Iterable[Archived]) -> None:
    for one in entries:
        if one.judgement.because:
            for line in wrapped(
                f"{one.cell} ({one.voice}), {one.title}: {one.judgement.because}", first="    ", later="      "
            ):
                say(line)


def _hint(context: Context, session: Session, confirm: Iterable[Archived], everything: Iterable[Archived]) -> None:
    first = next(iter(confirm), None)
    if first is not None:
        where, cell = session.framework.name, first.to[0]
        note(context.typed(f"Look at its text: inclusion framework show {where} {cell.partition('@')[0]}"))
        note(context.typed(f"Then judge it: inclusion judge {session.review.id} {cell} LEVEL --voice {first.voice}"))
    elif not any(True for _ in everything):
        note("Nothing was set aside in this review.")


def archived_table(one: Archived) -> dict[str, Any]:
    """Write what was set aside as JSON has it."""
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    table: dict[str, Any] = plain(one)
    return table
