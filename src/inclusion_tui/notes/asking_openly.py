"""Wording a line of enquiry: an open question, which may be answered either way and sets out to prove nothing."""

from __future__ import annotations

import inclusion_core as ic

BEGINS = "How "
"""What the line begins with, so that nobody begins with nothing."""

ASKS = "What do we want to find out?"
HINT = "An open question (how, what, where): it may be answered either way."


def nudge(question: str) -> str:
    """Return what could be better about a question, the first thing in a sentence; empty where it is open.

    >>> nudge("How well do pupils know what helps them?"), nudge("What improves when the plan is read?")
    ('', '')
    >>> nudge("Prove that pupils know what helps them")
    'An enquiry may be answered either way, so it proves nothing: ask how, what or where. Enter again keeps it.'
    >>> nudge("Is the plan read?")
    'Yes or no would answer this: ask how, what or where. Enter again keeps it.'
    """
    advice = ic.question_advice(question)
    return f"{advice[0]} Enter again keeps it." if advice else ""


def is_begun_only(question: str) -> bool:
    """Say whether nothing was typed beyond what the line began with."""
    return question.strip().casefold() in {"", BEGINS.strip().casefold()}
