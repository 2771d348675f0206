"""`inclusion score`, `gates` and `unseen`: what the judgements come to, why, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option, review_argument, voice_option
from inclusion_core.cli.output import answer, columns, listed, note, say
from inclusion_core.cli.reviewing import assessment_to_read, reading

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.scorecard import Score, ScoreCard
    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework


def score(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion score`."""
    alone(
        parser,
        _score,
        "say what the judgements come to, and why",
        more="A level is chosen, a score is reckoned. What was not looked at is never counted as nothing.",
    )
    review_argument(parser)
    voice_option(parser)
    parser.add_argument("--method", metavar="M", help="another way of scoring than the framework's own")
    parser.add_argument("--explain", action="store_true", help="why: down to each judgement and each rule")
    json_option(parser)


def _score(context: Context, arguments: argparse.Namespace) -> int:
    desk = context.desk
    with reading(context, arguments.review) as session:
        assessment_to_read(session, arguments.voice)
        card = desk.score(session, arguments.voice, method=arguments.method)
        thin = desk.thin(session, arguments.voice)
        framework, made_up = session.framework, session.school.made_up
        name = session.school.name
    if arguments.json:
        from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

        answer(answers.score(card, explain=arguments.explain, thin=thin))
        return 0
    say(f"{name}{' (made up)' if made_up else ''}, {framework.name}, {', '.join(card.voices)}, scored by {card.method}")
    say()
    columns(list(_rows(card, framework)))
    if arguments.explain:
        for one in ([card.overall] if card.overall is not None else []) + [
            strand for strand in card.strands
        ]:
            say()
            for depth, sentence in one.explanation.lines():
                say("  " * depth + sentence)
    if thin:
        say()
        for one in thin:
            say(f"Thin evidence: {one.says}")
    return 0


def _rows(card: ScoreCard, framework: Framework) -> list[tuple[str, ...]]:
    scores = ([card.overall] if card.overall is not None else []) + list(card.strands)
    return [
        ("-" if one is card.overall else one.id, framework.worded(one.title), _words(one, card, framework), _counted(one))
        for one in scores
    ]


def _words(one: Score, card: ScoreCard, framework: Framework) -> str:
    from inclusion_core.analysis.wording import counts_in_words, words_for  # noqa: PLC0415  beside its only use

    if card.shown == "counts":
        return counts_in_words(one.counts, framework.scale)
    words = words_for(one, framework.scale)
    return words[:1].upper() + words[1:]


def _counted(one: Score) -> str:
    from inclusion_core.analysis.wording import percent  # noqa: PLC0415  beside its only use

    share = "" if one.coverage is None else f" ({percent(one.coverage)})"
    return f"{one.judged} of {one.applicable} judged{share}"


def gates(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion gates`."""
    alone(
        parser,
        _gates,
        "say which readiness gates are open, and what would open the others",
        more="Readiness is about the school's own provision. It never bars anybody's request for a child.",
    )
    review_argument(parser)
    voice_option(parser)
    json_option(parser)


_STATES = {"open": "open", "not-yet": "not yet", "cannot-tell": "cannot tell"}


def _gates(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        assessment_to_read(session, arguments.voice)
        found = context.desk.readiness(session, arguments.voice)
        framework = session.framework
    if arguments.json:
        from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

        answer({"gates": [answers.gate(framework, one) for one in found]})
        return 0
    for one in found:
        gate = framework.gates[one.id]
        say(f"{framework.worded(gate.title)}: {_STATES[one.state]}")
        steps = [f"{each.id} {framework.scale.title(each.to)}" for each in one.would_open]
        if steps:
            say(f"  Would open with: {listed(steps)}")
        if gate.says:
            say(f"  {framework.worded(gate.says)}")
    if not found:
        note(f"{framework.name} has no readiness gates.")
    return 0


def unseen(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion unseen`."""
    alone(parser, _unseen, "say what has not been looked at yet, and what kinds of evidence are missing")
    review_argument(parser)
    voice_option(parser)
    json_option(parser)


def _unseen(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        assessment_to_read(session, arguments.voice)
        found = context.desk.unseen(session, arguments.voice)
        framework = session.framework
    if arguments.json:
        from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

        answer(answers.unseen(framework, found))
        return 0
    raise NotImplementedError
