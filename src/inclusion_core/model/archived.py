"""Judgements that were set aside when a review moved to another edition of its framework. None is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from inclusion_core.model.assessment import Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.model.assessment import Cell

Why = Literal["reworded", "split", "merged", "dropped", "asked", "no-place"]


@frozen
class Archived:
    """A judgement as it was given to the text of an edition, and where its question is asked now.

    `cell` is as that edition had it (`U4`, `U4@send`), `title` its indicator's title then; `digest` is that of the
    edition's text, which is kept beside the review. `to` holds the cells of the review's present edition where the
    question is asked now, none where it is not. Nothing in here is ever scored.
    """

    id: str
    voice: str
    cell: str
    edition: str
    digest: str
    why: Why
    judgement: Judgement
    title: str = ""
    to: tuple[str, ...] = ()


def to_confirm(
    archive: Mapping[str, Archived], judgements: Mapping[str, Mapping[Cell, Judgement]]
) -> tuple[Archived, ...]:
    """Return what was set aside because its text changed and has not been judged anew by that voice.

    It counts as not looked at until then. What was split is to be confirmed until each part of it was looked at.
    """
    return tuple(one for one in archive.values() if waiting(one, judgements))


def waiting(one: Archived, judgements: Mapping[str, Mapping[Cell, Judgement]]) -> tuple[str, ...]:
    """Return the cells, of those in `to`, that this voice has not judged."""
    given = judgements.get(one.voice, {})
    return tuple(cell for cell in one.to if _cell(cell) not in given)


def _cell(text: str) -> Cell:
    indicator, at_sign, facet = text.partition("@")
    return (indicator, facet if at_sign else None)
