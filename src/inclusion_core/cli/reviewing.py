"""What the commands on one review have in common: opening it, whose voice speaks, and a warning about names."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.output import note
from inclusion_core.errors import NotAllowed
from inclusion_core.identifiers import nearest
from inclusion_core.model.assessment import cell_text, parse_cell, voice_problem
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.review import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inclusion_core.cli.context import Context
    from inclusion_core.desk import Desk
    from inclusion_core.model.assessment import Assessment, Cell, Judgement
    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.session import Session


@contextmanager
def reading(context: Context, review: str) -> Iterator[Session]:
    """Open a review to read it. Nothing is written, not even a lock."""
    session = context.desk.session(review, read_only=True)
    try:
        _tell_problems(session)
        yield session
    finally:
        session.close()


@contextmanager
def writing(context: Context, review: str) -> Iterator[Session]:
    """Open a review to change it. What the command did is safe on disk when this ends without an error."""
    session = context.desk.session(review)
    try:
        _tell_problems(session)
        yield session
        session.sync()
        tell_plugins(context.desk)
    finally:
        told = len(session.problems)
        session.close()
        for one in session.problems[told:]:
            note(str(one))


def tell_problems(context: Context) -> None:
    """Say on stderr what is wrong in the workspace, as of the last look; no bad review vanishes without a word."""
    for one in context.desk.workspace.problems:
        note(str(one))


def tell_plugins(desk: Desk) -> None:
    """Tell plugins what was changed and is on disk, and people what went wrong with a plugin."""
    before = set(desk.plugins.troubles) if "plugins" in desk.__dict__ else set()
    desk.tell_plugins()
    if "plugins" in desk.__dict__:
        for one in desk.plugins.troubles:
            if one not in before:
                note(str(one))


def remark(desk: Desk, framework: Framework, cell: Cell, judgement: Judgement) -> None:
    """Say on stderr what plugins have to say of a judgement that was kept."""
    for one in desk.remarks(framework, cell[0], judgement):
        note(f"{cell_text(cell)}: {one}")


def _tell_problems(session: Session) -> None:
    """Say on stderr what was found amiss in the review's files; it is open all the same."""
    for one in session.problems:
        note(str(one))


def assessment_to_read(session: Session, voice: str, *, beside: Sequence[str] = ()) -> Assessment:
    """Return a voice's judgements. Raises NotAllowed for a voice that has given none, except `self`.

    `beside` are voices it is laid side by side with, where it is: the refusal then proposes one that is not among them.
    """
    if voice in session.assessments:
        return session.assessments[voice]
    problem = voice_problem(session.framework, voice)
    if problem:
        raise NotAllowed(problem)
    if voice == "self":
        return session.assessment(voice)
    review = session.review.id
    begin = f"To judge as {voice}, type: inclusion assess {review} --voice {voice}"
    if voice == "moderated":
        begin = f"To write down what was agreed, type: inclusion moderate {review} INDICATOR LEVEL --because TEXT"
    known = tuple(one for one, given in session.assessments.items() if given.judgements)
    if not known:
        raise NotAllowed(f"Nobody has judged anything in this review yet. {begin}")
    there = f"{voice} has judged nothing in this review. Those who have are {listed(known)}"
    left = tuple(one for one in known if one not in beside)
    if beside and not left:
        raise NotAllowed(f"{there}. {begin}")
    near = nearest(voice, left or known) or (left or known)[0]
    such = " ".join(("--voices", *(one for one in beside if one in known), near)) if beside else f"--voice {near}"
    raise NotAllowed(f"{there}: give one of them, such as {such}. {begin}")


def refuse_while_blind(session: Session, voices: Iterable[str]) -> None:
    """Raise NotAllowed where reviewers are hidden from each other and two of them are asked for."""
    hidden = [one for one in dict.fromkeys(voices) if one.startswith("peer:")]
    if session.review.blind and len(hidden) > 1:
        review = session.review.id
        raise NotAllowed(
            f"Reviewers are hidden from each other in {review}. Reveal them first: inclusion review blind {review} off"
        )


def indicator_named(framework: Framework, name: str) -> str:
    """Return an indicator's id as the framework prints it, whichever case it was typed in; else as it was typed."""
    return next((one for one in framework.indicators if one.casefold() == name.strip().casefold()), name)


def cell_named(framework: Framework, text: str) -> Cell:
    """Read `u4` or `U4@send` as a cell, whichever case it was typed in. Raises UnknownName, NotAllowed."""
    indicator, at_sign, facet = text.partition("@")
    return parse_cell(framework, indicator_named(framework, indicator) + at_sign + facet.strip().casefold())


def kind_named(desk: Desk, name: str) -> EvidenceKind:
    """Return a kind of evidence by its id or its words, in any case. Raises UnknownName."""
    folded = name.strip().casefold()
    found = next((one for one in KINDS if folded in {one.id, one.title.casefold()}), None)
    return found or desk.kind(folded)


def voice_to_write(session: Session, voice: str) -> str:
    """Return a voice that may judge here. A peer nobody knew becomes a person of the review, and that is said.

    Raises NotAllowed for what is not a voice or a role the framework does not name.
    """
    problem = voice_problem(session.framework, voice)
    if problem:
        raise NotAllowed(problem)
    sort, _, name = voice.partition(":")
    if sort == "peer" and name not in session.review.team:
        session.change_review(team={name: Person(name)})
        note(f"{name} is new here and is now a person of the review {session.review.id}.")
    return voice


def warn_of_names(context: Context, review: str, texts: Iterable[str]) -> None:
    """Say on stderr, in one sentence, that a text looks as if it named a pupil, and how to take it out for good."""
    from inclusion_core.analysis.texts.privacy import scan  # noqa: PLC0415  only where text comes in

    found = [finding for text in texts if text for finding in scan(text)]
    if found:
        says = " ".join(dict.fromkeys(finding.says for finding in found))
        note(
            context.typed(
                f"{says} Pupils are not named here; to erase it for good, type: inclusion blank {review} TEXT"
            )
        )
