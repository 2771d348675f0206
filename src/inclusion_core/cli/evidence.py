"""`inclusion evidence`: write down what was seen or heard, and list it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.arguments import (
    group,
    how_many,
    json_option,
    leaf,
    review_argument,
    text_argument,
)
from inclusion_core.cli.context import text_of
from inclusion_core.cli.output import answer, counted, note, say, visible
from inclusion_core.cli.reviewing import indicator_named, kind_named, reading, voice_to_write, warn_of_names, writing
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.visit_day.visiting import SeenIn
    from inclusion_core.cli.context import Context
    from inclusion_core.store.review.session import Session

_KIND_HELP = "what kind it is: observation, learning-walk, work-scrutiny, document, data, pupil-voice …"


def evidence(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion evidence`."""
    commands = group(parser)
    add = leaf(
        commands,
        "add",
        _add,
        "write down one thing seen or heard",
        example='alnside --kind pupil-voice --indicator U4 "We can choose where to sit."',
        more=(
            "Without --indicator it is a jotting, to be filed later. During a slot of the timetable, kind and place "
            "are the slot's unless you say otherwise. Pupils are never named; staff by role."
        ),
        writes=True,
    )
    review_argument(add)
    add.add_argument("text", metavar="TEXT", type=text_argument, help="what was seen or heard; - reads standard input")
    add.add_argument("--kind", metavar="K", help=f"{_KIND_HELP}; may be left out during a slot that gathers some")
    add.add_argument("--indicator", metavar="I", action="append", default=[], help="what it is about; may be repeated")
    add.add_argument("--voice", metavar="V", help="who heard it, where that is a peer nobody knew yet")
    add.add_argument("--place", metavar="P", type=text_argument, help="where, such as 'Year 5 maths'")
    add.add_argument(
        "--tag", metavar="WORD", type=text_argument, action="append", default=[],
        help="a word of your own, such as leader, for or against (docs/enquiry.md); may be repeated",
    )  # fmt: skip
    add.add_argument(
        "--attach", metavar="FILE", type=Path, action="append", default=[], help="a file that goes with it"
    )
    add.add_argument("--document", metavar="TITLE", type=text_argument, help="what is quoted: the document's title")
    add.add_argument("--line", metavar="N", type=how_many, help="the line of the document")
    add.add_argument("--dated", metavar="DATE", help="the day that the document bears")
    json_option(add, "evidence")

    show = leaf(
        commands, "list", _list, "list the evidence of a review, oldest first", example="alnside --indicator U4"
    )
    review_argument(show)
    show.add_argument("--indicator", metavar="I", help="only what is about this indicator")
    show.add_argument("--kind", metavar="K", help="only of this kind")
    show.add_argument("--unfiled", action="store_true", help="only jottings that are not filed yet")
    json_option(show, "evidence")


def _add(context: Context, arguments: argparse.Namespace) -> int:
    text = text_of(arguments.text)
    if not text.strip():
        raise NotAllowed("There is nothing to write down. Say what was seen or heard.")
    where = _cited(arguments)
    named = kind_named(context.desk, arguments.kind) if arguments.kind else None
    with writing(context, arguments.review) as session:
        about = tuple(dict.fromkeys(indicator_named(session.framework, one) for one in arguments.indicator))
        for name in about:
            session.framework.indicator(name)
        if arguments.voice:
            voice_to_write(session, arguments.voice)
        slot = _slot(context, session, arguments.voice or "", about)
        if named is None and not (slot and slot.kind):
            raise NotAllowed(
                "Say what kind of evidence it is with --kind, such as observation or pupil-voice: no slot of the "
                "timetable is on that would say it."
            )
        kind = named or kind_named(context.desk, slot.kind if slot else "")
        place = slot.place if where is None and slot else where or ""
        made = session.add_evidence(
            kind=kind.id,
            note=text,
            indicators=about,
            place=place,
            tags=arguments.tag,
            attach=tuple(arguments.attach),
        )
        session.sync()
        review = session.review.id
    if arguments.json:
        from inclusion_core.exchange.answers import evidence as table  # noqa: PLC0415  only for --json

        answer({"evidence": table(made)})
    else:
        filed = f"for {listed(made.indicators)}" if made.indicators else "a jotting, not filed yet"
        say(f"{made.id} {kind.title}, {filed}.")
        if slot and ((slot.place and where is None) or named is None):
            said = f", {slot.place}" if place == slot.place and place else ""
            note(visible(f"Taken from the slot that is on: {slot.slot.title}{said}."))
    warn_of_names(context, review, (text, place, *arguments.tag))
    return 0


def _cited(arguments: argparse.Namespace) -> str | None:
    """Return where it was seen: the place, or the citation of a document; None where nothing was said."""
    if arguments.document is None:
        if arguments.line is not None or arguments.dated is not None:
            raise NotAllowed("A line and a date are of a document. Name it with --document TITLE.")
        given: str | None = arguments.place
        return given
    from inclusion_core.analysis.voices.drift import DOCUMENT, citation  # noqa: PLC0415  only for a document
    from inclusion_core.cli.keeping import day_named  # noqa: PLC0415  as above

    if arguments.place is not None or arguments.kind not in {None, DOCUMENT}:
        raise NotAllowed("What a document says has neither a --place nor another --kind. Leave them out.")
    arguments.kind = DOCUMENT
    dated = day_named(arguments.dated) if arguments.dated else None
    return citation(" ".join(arguments.document.split()), arguments.line, dated)


def _slot(context: Context, session: Session, voice: str, about: tuple[str, ...]) -> SeenIn | None:
    """Return what evidence of this moment takes from the timetable, for whoever it is that saw or heard it."""
    if not session.timetable:
        return None
    from inclusion_core.analysis.visit_day.visiting import seen_in  # noqa: PLC0415  only during a visit

    person = voice.removeprefix("peer:") if voice.startswith("peer:") else session.me.id
    asked = session.framework.indicator(about[0]).evidence if about else ()
    return seen_in(session.timetable.values(), context.desk.workspace.clock(), person=person, asked=asked)


def _list(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        about = (
            arguments.indicator
            and session.framework.indicator(indicator_named(session.framework, arguments.indicator)).id
        )
        found = sorted(session.evidence.values(), key=lambda one: one.at)
    kind = arguments.kind
    if kind and kind not in {one.kind for one in found}:  # its plugin may be gone
        kind = kind_named(context.desk, kind).id
    shown = [
        one
        for one in found
        if (not about or about in one.indicators)
        and (not kind or one.kind == kind)
        and not (arguments.unfiled and one.indicators)
    ]
    if arguments.json:
        from inclusion_core.exchange.answers import evidence as table  # noqa: PLC0415  only for --json

        answer({"evidence": [table(one) for one in shown]})
        return 0
    for one in shown:
        place = f", {one.place}" if one.place else ""
        files = f", {counted(len(one.attachments), 'file')}" if one.attachments else ""
        when = one.at.astimezone().strftime("%Y-%m-%d %H:%M")
        say(visible(f"{one.id}  {when}  {one.kind}, {listed(one.indicators) or 'not filed'}{place}{files}"))
        for line in one.note.split("\n"):
            say(f"    {visible(line)}")
    note(f"{counted(len(shown), 'piece')} of evidence.")
    return 0
