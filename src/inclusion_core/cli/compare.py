"""`inclusion compare`: voices of one review side by side, and what to talk about first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.wording import answer_in_words
from inclusion_core.cli.arguments import alone, json_option, review_argument
from inclusion_core.cli.output import answer, columns, counted, say
from inclusion_core.cli.reviewing import assessment_to_read, reading

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.comparison import Compared
    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework

_MORE = """Voices are laid side by side and never mixed. What is farthest apart comes first: it is worth the talk.
Statistics of agreement come with the peer review round."""

NO_AGREEMENT = "Agreement is not reckoned yet: its statistics come with the peer review round."


def compare(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion compare`."""
    alone(parser, _compare, example="alnside --voices self peer:ak-7f3", more=_MORE)
    review_argument(parser)
    parser.add_argument("--voices", metavar="V", nargs="+", required=True, help="two or more, such as self peer:ak-7f3")
    parser.add_argument("--all", action="store_true", help="every indicator, not only those that differ")
    json_option(parser, "voices", "indicators", "talk_first", "agreement")


def _compare(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.results import comparison_of  # noqa: PLC0415  only where a command needs it

    voices = tuple(dict.fromkeys(arguments.voices))
    with reading(context, arguments.review) as session:
        for voice in voices:
            assessment_to_read(session, voice)
        found = comparison_of(session, voices)
        framework = session.framework
    if arguments.json:
        answer(
            {
                "voices": list(found.voices),
                "compared": found.compared,
                "same": found.same,
                "indicators": [_table(one) for one in found.rows],
                "talk_first": [one.name for one in found.talk_first],
                "agreement": _agreement(found.compared),
            }
        )
        return 0
    say(
        f"{', '.join(found.voices)}: {counted(found.compared, 'indicator')} with a level from two or more, "
        f"{found.same} the same."
    )
    if found.talk_first:
        say()
        say("Talk about these first:")
        columns([_row(one, found.voices, framework) for one in found.talk_first], indent="  ")
    if arguments.all:
        say()
        columns([_row(one, found.voices, framework) for one in found.rows], indent="  ")
    say()
    say(NO_AGREEMENT)
    return 0


def _row(one: Compared, voices: tuple[str, ...], framework: Framework) -> tuple[str, ...]:
    def words(voice: str) -> str:
        made = one.answers.get(voice)
        given = "not looked at" if made is None else answer_in_words(framework, made.level or made.non_answer or "")
        return f"{voice} {given}"

    apart = "" if not one.distance else counted(one.distance, "level") + " apart"
    return (one.name, *(words(voice) for voice in voices), apart, framework.worded(one.title))


def _table(one: Compared) -> dict[str, Any]:
    return {
        "id": one.id,
        "facet": one.facet,
        "title": one.title,
        "core": one.core,
        "distance": one.distance,
        "voices": {
            voice: None if made is None else {"level": made.level, "non_answer": made.non_answer}
            for voice, made in one.answers.items()
        },
    }


def _agreement(n: int) -> dict[str, Any]:
    figures = dict.fromkeys(("exact", "within_one", "kappa_quadratic", "ac2", "alpha_ordinal"))
    return {"n": n, **figures, "why_null": NO_AGREEMENT}
