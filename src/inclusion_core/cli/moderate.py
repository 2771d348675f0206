"""`inclusion moderate`: what several agreed after talking it through, beside what each said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import answer_in_words, listed
from inclusion_core.cli.arguments import alone, json_option, review_argument, text_argument
from inclusion_core.cli.context import text_of
from inclusion_core.cli.judge import level_named
from inclusion_core.cli.output import answer, note, say
from inclusion_core.cli.reviewing import cell_named, remark, warn_of_names, writing
from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import cell_text, judgement_of

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.store.review.session import Session

VOICE = "moderated"

_MORE = """Talk first, then write down what was agreed and why. What each said before stays as long as the review does.
Where reviewers are hidden from each other, reveal them first: inclusion review blind REVIEW off. Where to talk first:
inclusion compare REVIEW --voices peer:ONE peer:OTHER."""


def moderate(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion moderate`."""
    alone(
        parser,
        _moderate,
        example='alnside U4 secure --because "Both saw it in three lessons of four."',
        more=_MORE,
        writes=True,
    )
    review_argument(parser)
    parser.add_argument("indicator", metavar="INDICATOR", help="which indicator, such as U4")
    parser.add_argument("level", metavar="LEVEL", help="the level that was agreed")
    parser.add_argument("--because", metavar="TEXT", type=text_argument, required=True, help="why (- reads it in)")
    json_option(parser, "judgement", "first")


def _moderate(context: Context, arguments: argparse.Namespace) -> int:
    because = text_of(arguments.because)
    if not because.strip():
        raise NotAllowed('What was agreed needs its reason. Say in a few words what settled it: --because "TEXT"')
    with writing(context, arguments.review) as session:
        framework, review = session.framework, session.review.id
        cell = cell_named(framework, arguments.indicator)
        first = _said_first(session, cell)
        made = judgement_of(framework, cell, level_named(framework, arguments.level), because=because)
        kept = session.judge(VOICE, cell, made)
        session.sync()
        if kept is not None:
            remark(context.desk, framework, cell, kept)
    if arguments.json:
        from inclusion_core.exchange.answers import judgement  # noqa: PLC0415  only for --json

        agreed = judgement(kept, cell, VOICE) if kept is not None else None
        answer({"judgement": agreed, "first": [judgement(one, cell, voice) for voice, one in first.items()]})
    else:
        words = {voice: answer_in_words(framework, one.level or one.non_answer or "") for voice, one in first.items()}
        say(f"{cell_text(cell)} {answer_in_words(framework, made.level or made.non_answer or '')}, agreed together.")
        note(f"Said first, and kept: {listed([f'{voice} {said}' for voice, said in words.items()])}.")
    warn_of_names(context, review, (because,))
    return 0


def _said_first(session: Session, cell: Cell) -> dict[str, Judgement]:
    """Return what each voice said of a cell. Raises NotAllowed where fewer than two did, or reviewers are hidden."""
    review = session.review.id
    if session.review.blind:
        raise NotAllowed(
            f"Reviewers are hidden from each other in {review}. Reveal them first: inclusion review blind {review} off"
        )
    found = {
        voice: one.judgements[cell]
        for voice, one in session.assessments.items()
        if voice != VOICE and cell in one.judgements
    }
    if len(found) < 2:  # noqa: PLR2004  agreeing takes two
        who = f"Only {next(iter(found))} has" if found else "Nobody has"
        raise NotAllowed(
            f"{who} judged {cell_text(cell)} so far, and agreeing takes two. Let each judge apart first, with "
            f"inclusion judge {review} {cell_text(cell)} LEVEL --voice peer:NAME"
        )
    return found
