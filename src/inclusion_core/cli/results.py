"""`inclusion score`, `gates` and `unseen`: what the judgements come to, why, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.arguments import alone, json_option, review_argument, voice_option
from inclusion_core.cli.output import answer, columns, note, say
from inclusion_core.cli.reviewing import assessment_to_read, reading
from inclusion_core.desk import results
from inclusion_core.model.archived import to_confirm

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from inclusion_core.analysis.coverage.coverage import NotSeen
    from inclusion_core.analysis.scoring.scorecard import Score, ScoreCard
    from inclusion_core.cli.context import Context
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.session import Session


def score(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion score`."""
    alone(
        parser,
        _score,
        example="alnside --explain",
        more="A level is chosen, a score is reckoned. What was not looked at is never counted as nothing.",
    )
    review_argument(parser)
    voice_option(parser)
    parser.add_argument("--method", metavar="M", help="another way of scoring than the framework's own")
    parser.add_argument("--explain", action="store_true", help="why: down to each judgement and each rule")
    json_option(parser, "overall", "strands", "thin")


def _score(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        assessment_to_read(session, arguments.voice)
        card = results.score_review(context.desk, session, arguments.voice, method=arguments.method)
        thin = results.thin_evidence(context.desk, session, arguments.voice)
        parted = results.parting(session, card)
        framework = session.framework
        waiting = [one for one in to_confirm(session.state.archive, session.state.judgements)
                   if one.voice in card.voices]  # fmt: skip
        agreed = arguments.voice == "self" and bool(session.state.judgements.get("moderated"))
    if arguments.json:
        from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

        table = answers.score(card, explain=arguments.explain, thin=thin, drift=results.drift_of(session, card))
        answer({**table, "to_confirm": [one.cell for one in waiting]})
        return 0
    _say_whose(session, *card.voices)
    if agreed and card.voices == ("self",):
        see = context.typed(f"inclusion score {session.review.id} --voice moderated")
        note(f"This is the self-review. What was agreed with others is the voice moderated: {see}")
    say(f"Scored by {card.method}.")
    if waiting:
        cells = listed([one.cell for one in waiting])
        see = context.typed(f"inclusion review archive {session.review.id}")
        say(f"Not counted, since the text is another now: {cells}. See: {see}")
    say()
    for one in _scores(card):
        say(framework.worded(one.title) if one is card.overall else f"{one.id}  {framework.worded(one.title)}")
        say(f"   {_standing(one, card, framework)}")
    _say_profiles(card, framework)
    _say_parting(card, framework, parted)
    if arguments.explain:
        _say_why(card, framework)
    if thin:
        say()
        say("Thin evidence (pointed out; it lowers nothing):")
        for each in thin:
            say(f"   {each.says}")
    return 0


def _say_profiles(card: ScoreCard, framework: Framework) -> None:
    """Say where each lens or layer stands that was judged on its own, one line each."""
    told = {value: [one for one in strands if one.judged] for value, strands in card.facets.items()}
    if framework.facet is None or not any(told.values()):
        return
    say()
    say(f"By {framework.facet.name}")
    for value, judged in told.items():
        for one in judged:
            say(f"   {value}, {one.id}: {_words(one, card, framework)}. {_counted(one)}.")


def _say_parting(card: ScoreCard, framework: Framework, parted: Sequence[results.Parted]) -> None:
    """Say which indicators' layers, or whose two roles' answers, differ: with some frameworks that is the result."""
    if not parted:
        return
    named = "two answers part" if card.shown == "gap" else f"{framework.facet.name if framework.facet else ''}s differ"
    say()
    say(f"Where the {named}, furthest apart first")
    columns(
        [
            (
                name,
                ", ".join(f"{who} {framework.level_title(level)}" for who, level in levels),
                framework.worded(framework.indicators[name].title),
            )
            for name, levels in parted
        ],
        indent="   ",
    )


def _scores(card: ScoreCard) -> tuple[Score, ...]:
    return (*((card.overall,) if card.overall is not None else ()), *card.strands)


def _say_whose(session: Session, *voices: str) -> None:
    """Say whose judgements of which school an answer is about."""
    school = session.school
    say(f"{school.name}{' (made up)' if school.made_up else ''}, {session.framework.name}, {', '.join(voices)}.")


def _standing(one: Score, card: ScoreCard, framework: Framework) -> str:
    """Return a score in words with its count, and what it could come to where not all is judged."""
    from inclusion_core.analysis.scoring.wording import in_words  # noqa: PLC0415  beside its only use

    says = f"{_words(one, card, framework)}. {_counted(one)}."
    if one.low is None or one.high is None or one.low == one.high:
        return says
    low, high = (framework.worded(in_words(value, framework.scale)) for value in (one.low, one.high))
    return f"{says} Could yet be anything from {low} to {high}."


def _say_why(card: ScoreCard, framework: Framework) -> None:
    """Say each score's explanation; a judgement is told once, under the innermost strand that it counts in."""
    for one in _scores(card):
        inner = set(framework.strands if one is card.overall else framework.within(one.id)) - {one.id}
        told = {each.says for score in card.strands if score.id in inner for each in score.explanation.because}
        say()
        say(framework.worded(one.explanation.says))
        for each in one.explanation.because:
            if each.says not in told:
                for depth, sentence in each.lines(1):
                    say("  " * depth + sentence)


def _words(one: Score, card: ScoreCard, framework: Framework) -> str:
    from inclusion_core.analysis.scoring.wording import counts_in_words, words_for  # noqa: PLC0415  beside its only use

    if card.shown == "counts":
        return framework.worded(counts_in_words(one.counts, framework.scale))
    words = framework.worded(words_for(one, framework.scale))
    return words[:1].upper() + words[1:]


def _counted(one: Score) -> str:
    from inclusion_core.analysis.scoring.wording import percent  # noqa: PLC0415  beside its only use

    share = "" if one.coverage is None else f" ({percent(one.coverage)})"
    return f"{one.judged} of {one.applicable} judged{share}"


def gates(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion gates`."""
    alone(
        parser,
        _gates,
        example="alnside",
        more="Readiness is about the school's own provision. It never bars anybody's request for a child.",
    )
    review_argument(parser)
    voice_option(parser)
    json_option(parser, "gates")


_STATES = {"open": "open", "not-yet": "not yet", "cannot-tell": "cannot tell"}


def _gates(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        assessment_to_read(session, arguments.voice)
        found = results.readiness_of(session, arguments.voice)
        framework = session.framework
    if arguments.json:
        from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

        answer({"gates": [answers.gate(one) for one in found]})
        return 0
    _say_whose(session, arguments.voice)
    for one in found:
        gate = framework.gates[one.id]
        say()
        say(f"{framework.worded(gate.title)}: {_STATES[one.state]}")
        steps = [f"{each.id} {framework.level_title(each.to)}" for each in one.would_open]
        if steps:
            say(f"  Would open with: {listed(steps)}")
        if not one.shortest:
            say("  (there may be a shorter list)")
        if gate.says:
            say(f"  {framework.worded(gate.says)}")
    if not found:
        note(f"{framework.name} has no readiness gates.")
    return 0


def unseen(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion unseen`."""
    alone(parser, _unseen, example="alnside --voice peer:ak-7f3")
    review_argument(parser)
    voice_option(parser)
    json_option(parser, "indicators", "kinds", "voices")


def _unseen(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        assessment_to_read(session, arguments.voice)
        found = results.unseen_of(context.desk, session, arguments.voice)
        kinds = results.kinds_of(context.desk, session)
        framework = session.framework
    if arguments.json:
        from inclusion_core.exchange import answers  # noqa: PLC0415  only for --json

        answer(answers.unseen(found))
        return 0
    _say_whose(session, arguments.voice)
    overall = found.coverage.overall if found.coverage is not None else None
    if overall is not None:
        say(f"{overall.judged} of {overall.applicable} judged.")
    if found.indicators:
        say()
        say("Not seen yet:")
        columns([(one.id, _how(one), framework.worded(one.title), _tags(one)) for one in found.indicators], indent="  ")
    if found.kinds:
        say()
        say("Kinds of evidence that would settle it, and that are missing:")
        columns(
            [(one, ", ".join(_title(kind, kinds) for kind in lacking)) for one, lacking in found.kinds.items()],
            indent="  ",
        )
    if found.voices:
        say()
        say(f"No voice of these kinds has been heard yet: {', '.join(one.title for one in found.voices)}.")
    return 0


def _how(one: NotSeen) -> str:
    told = {"cannot-tell": "cannot tell", "too-soon": "too soon", None: "not looked at"}.get(one.non_answer, "")
    return f"partly ({', '.join(one.cells)} open)" if one.partly else told


def _tags(one: NotSeen) -> str:
    return ", ".join(word for word, true in (("statutory", one.statutory), ("core", one.core)) if true)


def _title(kind: str, kinds: Mapping[str, EvidenceKind]) -> str:
    return kinds[kind].title if kind in kinds else kind
