"""Wording a line of enquiry: an open question, which may be answered either way and sets out to prove nothing."""

from __future__ import annotations

import re

_PROVE = re.compile(r"\b(?:dis)?prov(?:e|es|ed|en|ing)\b|\bproof\b|\bshow that\b", re.IGNORECASE)
_CLOSED = re.compile(r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE)

BEGINS = "How "
"""What the line begins with, so that nobody begins with nothing."""

ASKS = "What do we want to find out?"
HINT = "An open question (how, what, where): it may be answered either way."


def nudge(question: str) -> str:
    """Return what could be better about a question, in a sentence; empty where it is open.

    >>> nudge("How well do pupils know what helps them?"), nudge("What improves when the plan is read?")
    ('', '')
    >>> nudge("Prove that pupils know what helps them")
    'An enquiry may be answered either way, so it proves nothing: ask how, what or where. Enter again keeps it.'
    >>> nudge("Is the plan read?")
    'Yes or no would answer this: ask how, what or where. Enter again keeps it.'
    """
    words = question.strip()
    if _PROVE.search(words):
        return (
            "An enquiry may be answered either way, so it proves nothing: ask how, what or where. Enter again keeps it."
        )
    if _CLOSED.match(words):
        return "Yes or no would answer this: ask how, what or where. Enter again keeps it."
    return ""


def is_begun_only(question: str) -> bool:
    """Say whether nothing was typed beyond what the line began with."""
    return question.strip().casefold() in {"", BEGINS.strip().casefold()}
