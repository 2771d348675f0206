"""`inclusion drift`: strategy, policy and practice side by side, and where words and practice part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.wording import answer_in_words
from inclusion_core.analysis.voices.drift import cited_words, parting_words
from inclusion_core.cli.arguments import alone, json_option, review_argument, voice_option
from inclusion_core.cli.output import answer, counted, note, say, visible
from inclusion_core.cli.reviewing import assessment_to_read, reading
from inclusion_core.desk.results import layers_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.analysis.voices.drift import Cited, Layered
    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework


def drift(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion drift`."""
    alone(
        parser,
        _drift,
        example="alnside",
        more=(
            "For frameworks whose indicators are judged on layers, such as what is written as the aim, what is agreed "
            "as the rule, and what is seen. Cite a document with: inclusion evidence add REVIEW QUOTE --document TITLE "
            "--line N --dated DATE --indicator I --tag LAYER. No layer is taken for the right one."
        ),
    )
    review_argument(parser)
    voice_option(parser)
    parser.add_argument("--apart", action="store_true", help="only where the layers differ")
    json_option(parser, "layers", "indicators")


def _drift(context: Context, arguments: argparse.Namespace) -> int:
    with reading(context, arguments.review) as session:
        assessment_to_read(session, arguments.voice)
        every = layers_of(session, arguments.voice)
        framework, review = session.framework, session.review.id
    found = [one for one in every if one.steps or not arguments.apart]
    layers = framework.facet.values if framework.facet is not None else ()
    if arguments.json:
        answer({"layers": list(layers), "indicators": [_table(one) for one in found]})
        return 0
    apart = sum(bool(one.steps) for one in every)
    both = sum(one.steps is not None for one in every)
    say(f"{framework.name}, voice {arguments.voice}: layers differ on {apart} of the {counted(both, 'indicator')} "
        "with two layers judged or more.")  # fmt: skip
    for one in found:
        say()
        for line in _told(framework, one):
            say(visible(line))
    if not every:
        note(context.typed(f"Nothing is judged on a layer yet. Judge: inclusion judge {review} INDICATOR@LAYER LEVEL"))
    return 0


def _told(framework: Framework, one: Layered) -> Iterator[str]:
    yield f"{one.indicator}  {framework.worded(framework.indicators[one.indicator].title)}"
    wide = max(len(side.layer) for side in one.sides)
    for side in one.sides:
        made = side.judgement
        said = "not looked at" if made is None else answer_in_words(framework, made.level or made.non_answer or "")
        rests = f"; rests on {counted(side.others, 'other piece')} of evidence" if side.others else ""
        yield f"   {side.layer.ljust(wide)}  {said}{rests}"
        yield from (f"   {' ' * wide}  {cited_words(each)}" for each in side.cited)
    yield from (f"   {'of no layer'.ljust(wide)}  {cited_words(each)}" for each in one.loose)
    parts = parting_words(one, one.sides[-1].layer)
    if parts:
        yield f"   {parts}"


def _table(one: Layered) -> dict[str, Any]:
    return {
        "id": one.indicator,
        "steps": one.steps,
        "words_ahead": one.ahead,
        "layers": [
            {
                "layer": side.layer,
                "level": side.judgement.level if side.judgement is not None else None,
                "non_answer": side.judgement.non_answer if side.judgement is not None else None,
                "documents": [_cited(each) for each in side.cited],
                "other_evidence": side.others,
            }
            for side in one.sides
        ],
        "documents_of_no_layer": [_cited(each) for each in one.loose],
    }


def _cited(one: Cited) -> dict[str, Any]:
    return {
        "evidence": one.evidence, "title": one.title, "line": int(one.line) if one.line else None,
        "dated": one.dated or None, "quote": one.quote,
    }  # fmt: skip
