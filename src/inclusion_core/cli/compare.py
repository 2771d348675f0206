"""`inclusion compare`: voices of one review side by side, and schools side by side (`compare_schools`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.wording import answer_in_words, listed
from inclusion_core.cli.arguments import alone, json_option, picture_file, review_argument, voice_option
from inclusion_core.cli.output import answer, columns, counted, say
from inclusion_core.cli.reviewing import assessment_to_read, reading, refuse_while_blind

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.voices.agreement_figures import AgreementFigure
    from inclusion_core.analysis.voices.comparison import Compared, Comparison
    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework

_MORE = """Voices are laid side by side and never mixed. What is farthest apart comes first: it is worth the talk.
With --agreement: how far the voices agree, and what each figure can and cannot say (docs/agreement.md).

Schools are laid side by side only as far as their hosts have released, by one voice and one edition, and never in an
order of merit. A school without leave to name it is shown with others only, and only where none can be found out
(docs/compare.md)."""


def compare(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion compare`."""
    alone(parser, _compare, example="alnside --voices self peer:ak-7f3", more=_MORE)
    review_argument(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--voices", metavar="V", nargs="+", help="two or more voices, such as self peer:ak-7f3")
    what.add_argument("--cluster", metavar="NAME", nargs="?", const="", help="the schools of a cluster, or of its own")
    what.add_argument("--partnership", metavar="NAME", help="the schools of every cluster of a partnership")
    what.add_argument("--authority", metavar="CODE", help="the schools of a local authority, such as 392")
    what.add_argument(
        "--peers",
        metavar="RULE",
        help="the ten most like this one: alike, or some of kind, phase, size, sen, disadvantaged, near",
    )
    what.add_argument("--beside", metavar="R", nargs="+", help="these reviews of other schools")
    what.add_argument("--over-time", action="store_true", help="this school's own rounds, through changes of its URN")
    voice_option(parser)
    parser.add_argument(
        "--to-share", action="store_true", help="treat this school as every other, for a copy that leaves it"
    )
    parser.add_argument("--map", action="store_true", help="schools by indicators as a grid of signs")
    parser.add_argument("--svg", metavar="FILE", type=picture_file, help="write that grid as an image")
    parser.add_argument("--all", action="store_true", help="every indicator, not only those that differ")
    parser.add_argument(
        "--agreement", action="store_true", help="how far they agree, in figures; --json always has them"
    )
    json_option(parser, "voices", "indicators", "talk_first", "agreement", "schools", "strands", "suppressed", "cycles")


def _compare(context: Context, arguments: argparse.Namespace) -> int:
    if arguments.voices is None:
        from inclusion_core.cli.compare_schools import compare_in_group, compare_over_time  # noqa: PLC0415  over schools

        return (compare_over_time if arguments.over_time else compare_in_group)(context, arguments)
    from inclusion_core.analysis.voices.agreement_figures import agreement_of  # noqa: PLC0415  only where a command needs it
    from inclusion_core.desk.results import comparison_of  # noqa: PLC0415  as above

    voices = tuple(dict.fromkeys(arguments.voices))
    with reading(context, arguments.review) as session:
        refuse_while_blind(session, voices)
        for voice in voices:
            assessment_to_read(session, voice, beside=tuple(one for one in voices if one != voice))
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
                "agreement": _agreement(found, agreement_of(found, framework.scale)),
            }
        )
        return 0
    say(
        f"{', '.join(found.voices)}: {_over(found.compared, found.indicators)} with a level from two or more, "
        f"{found.same} the same."
    )
    if found.talk_first:
        say()
        say("Talk about these first:")
        columns([_row(one, found.voices, framework) for one in found.talk_first], indent="  ")
    if arguments.all:
        say()
        columns([_row(one, found.voices, framework) for one in found.rows], indent="  ")
    if arguments.agreement:
        say()
        _say_agreement(found, agreement_of(found, framework.scale))
    return 0


def _over(rows: int, indicators: int) -> str:
    """Say how much was compared: an indicator that is judged in three layers has three answers."""
    whole = counted(indicators, "indicator")
    return whole if rows == indicators else f"{counted(rows, 'answer')} on {whole}"


def _say_agreement(found: Comparison, figures: tuple[AgreementFigure, ...]) -> None:
    """Say each figure with what it can and cannot say; those there are none of together, under their reason."""
    n = found.compared
    say(f"How far they agree, over {_over(n, found.indicators)}:")
    none: dict[str, list[str]] = {}
    for one in figures:
        if one.value is None:
            none.setdefault(one.why_none, []).append(one.title)
            continue
        of_them = f" ({one.value * n} of {n})" if one.share else ""
        if one.reckoned.n != n:
            of_them = f", over {_over(one.reckoned.n, one.indicators)} to which all of them gave a level"
        say(f"  {one.title}: {one.shown}{of_them}")
        say(f"    It says {one.says}.")
        say(f"    It cannot say {one.cannot_say}.")
    for why, titles in none.items():
        say(f"  No figure for {listed(titles)}. {why}")


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


def _agreement(found: Comparison, figures: tuple[AgreementFigure, ...]) -> dict[str, Any]:
    values = {one.key: None if one.value is None else float(one.value) for one in figures}
    counts = {"n": found.compared, "indicators": found.indicators}
    return {**counts, **values, "why_null": {one.key: one.why_none for one in figures if one.value is None}}
