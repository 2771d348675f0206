"""`inclusion report`: a review as a page, after release, suppression and privacy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option, review_argument
from inclusion_core.cli.leaving import anyway_option, held_back
from inclusion_core.cli.output import answer, note, say
from inclusion_core.cli.reviewing import assessment_to_read, reading, writing
from inclusion_core.desk.frameworks import write_file
from inclusion_core.desk.leaving import make_report
from inclusion_core.model.release import AUDIENCES

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.enquiry.feedback import WordMeter
    from inclusion_core.cli.context import Context
    from inclusion_core.store.review.session import Session

_MORE = """Text goes to the screen where no --out is given; other forms then go to a file named after the review, here.
What looks as if it named a pupil stops the report, and each place is named; --anyway overrides that, and the review's
history says who did. A report for the cluster or the partnership holds only what the host has released to them.
Where reviewers have judged, the words they wrote are counted beside the 500 to 1,000 of a report."""


def report(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion report`."""
    alone(parser, _report, example="alnside --format html", more=_MORE)
    review_argument(parser)
    parser.add_argument("--format", metavar="F", default="text", help="text, markdown, html, or a plugin's (text)")
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to write it; - for the screen")
    parser.add_argument("--voice", metavar="V", action="append", default=[], help="only this voice; may be repeated")
    parser.add_argument(
        "--for", dest="to", metavar="WHO", default="self", help=f"who it is for: {', '.join(AUDIENCES)} (self)"
    )
    anyway_option(parser)
    json_option(parser, "written", "words")


def _report(context: Context, arguments: argparse.Namespace) -> int:
    context.read_only = not arguments.anyway  # an override is written into the review's history
    desk = context.desk
    with (writing if arguments.anyway else reading)(context, arguments.review) as session:
        for voice in arguments.voice:
            assessment_to_read(session, voice)
        form = desk.report_format(arguments.format)
        made = make_report(
            desk,
            session,
            form,
            voices=tuple(arguments.voice),
            anyway=arguments.anyway,
            to=arguments.to,
        )
        review, meter = session.review.id, _meter(session, arguments)
    if made.stopped:
        return held_back(context, review, made.stops, json=arguments.json)
    to_screen = arguments.out == Path("-") or (arguments.out is None and form.name == "text" and not arguments.json)
    if to_screen:
        sys.stdout.write(made.content.decode())
        if meter is not None:
            note(meter.says)
        return 0
    path: Path = arguments.out if arguments.out is not None else Path(review + form.suffix)
    if path.is_dir():
        path /= review + form.suffix
    write_file(path, made.content)
    if arguments.json:
        answer({"written": str(path), "words": None if meter is None else meter.words})
        return 0
    say(f"Written: {path}")
    if meter is not None:
        note(meter.says)
    return 0


def _meter(session: Session, arguments: argparse.Namespace) -> WordMeter | None:
    """Count what a visiting team wrote; None without a team, and for others: it counts what they may not see."""
    visited = any(
        (one.startswith("peer:") or one == "moderated") and given.judgements
        for one, given in session.assessments.items()
    )
    if not visited or arguments.to != "self":
        return None
    from inclusion_core.desk.feedback import meter_of  # noqa: PLC0415  only after a visit

    return meter_of(session, tuple(arguments.voice) or None)
