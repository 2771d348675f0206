"""`inclusion feedback`: what the team says to the host on the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option, review_argument
from inclusion_core.cli.output import answer, note
from inclusion_core.cli.reviewing import assessment_to_read, reading, writing
from inclusion_core.cli.timetable_day import page_options, page_out

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context

_MORE = """What went well, even better if, what was found, questions left: quoted from judgements, findings and lines of
enquiry. It is of what was agreed, and for the rest of the reviewers together, else of the school itself. Where
reviewers are on different sides it is a question. Nobody is named."""


def feedback(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion feedback`."""
    alone(parser, _feedback, example="alnside --format html", more=_MORE)
    review_argument(parser)
    parser.add_argument("--voice", metavar="V", action="append", default=[], help="only this voice; may be repeated")
    page_options(parser)
    json_option(parser, "went_well", "even_better", "found", "questions", "words")


def _feedback(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.feedback import feedback_of, feedback_page, meter_of  # noqa: PLC0415  where it is asked

    context.read_only = not arguments.anyway  # an override is written into the review's history
    with (writing if arguments.anyway else reading)(context, arguments.review) as session:
        for voice in arguments.voice:
            assessment_to_read(session, voice)
        voices = tuple(arguments.voice) or None
        meter = meter_of(session, voices)
        if arguments.json:
            from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

            sheet = feedback_of(session, voices)
            parts = {name: [plain(one) for one in getattr(sheet, name)]
                     for name in ("went_well", "even_better", "found", "questions")}  # fmt: skip
            answer({**parts, "unseen": sheet.unseen, "asked": sheet.asked, "words": meter.words})
            return 0
        code = page_out(context, arguments, session, feedback_page(session, voices), "feedback")
    if not code:
        note(meter.says)
    return code
