"""What makes a question less open: said, a sentence each, and never refused.

A line of enquiry may be answered either way. Whoever writes one decides how it is worded; this only says what a reader
might hear in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inclusion_core.analysis.texts.ordinary_words import TITLES
from inclusion_core.analysis.texts.privacy import scan

if TYPE_CHECKING:
    from collections.abc import Callable

_PROVE = re.compile(
    r"\b(?:dis)?prov(?:e|es|ed|en|ing)\b|\bproof\b|\b(?:show|demonstrate|confirm|establish) (?:us )?that\b",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"\b(?:check|verify|ensure|make sure|see)\s+(?:that|if|whether|all|every)\b|^check\b", re.IGNORECASE
)
_CLOSED = re.compile(
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|must|may|might)(?:n['’]t)?\b",  # noqa: RUF001  typed with either
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:,|;|\band|\bor|\bbut)\s+(?:also\s+)?(?:how|what|why|where|when|which|who|whom|whose|to what extent)"
    r"\b(?!\s*\??$|\s+\w+,)",  # not 'and why?', not 'how early, and how surely, are ...'
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure|ures)?|fault|blame[ds]?|guilty|poor(?:ly)?|weak(?:ness|nesses)?|inadequate(?:ly)?"
    r"|neglect(?:s|ed|ing)?|excuses?|lazy|incompeten(?:t|ce)|ineffective(?:ly)?|not bother(?:ed|ing)?"
    r"|struggling (?:teacher|staff|leader)s?|low[- ]ability|suffer(?:s|ing)? from)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))})\.?\s+[A-Z][\w'’-]+")  # noqa: RUF001  as above
_OPENS = re.compile(
    r"(?:how|what|where|when|which|who|whom|whose|why|to what extent|in what ways?|for whom|with whom|from whom"
    r"|by whom|at what|on what)\b",
    re.IGNORECASE,
)


def question_advice(text: str) -> tuple[str, ...]:
    """Return what would make a question more open, a sentence each; nothing where it is open.

    It looks for setting out to prove, checking, an answer of yes or no, two questions in one, words that blame, and
    what looks like a person's name. False alarms are possible, so nothing is ever refused for it.

    >>> question_advice("How do pupils who join late find a friend?")
    ()
    >>> for says in question_advice("Prove that plans are read and how staff use them"): print(says)
    An enquiry may be answered either way, so it proves nothing: ask how, what or where.
    There are two questions in this: ask one, and keep the other for a line of its own.
    """
    words = " ".join(text.split())
    return tuple(says for says, found in _ADVICE if found(words)) if words else ()


def begins_openly(text: str) -> bool:
    """Say whether a text is a question that begins openly.

    >>> begins_openly("What changes because the SENCO is at the table?"), begins_openly("Is the SENCO at the table?")
    (True, False)
    """
    words = text.strip()
    return words.endswith("?") and bool(_OPENS.match(words))


def _two(words: str) -> bool:
    return words.rstrip("? ").count("?") > 0 or bool(_ASKS.search(words, 1))


def _named(words: str) -> bool:
    return bool(_TITLED.search(words) or scan(words))


_ADVICE: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("An enquiry may be answered either way, so it proves nothing: ask how, what or where.", _PROVE.search),
    ("Checking is for lists: ask what there is to see, or how it comes about.", _CHECK.search),
    ("Yes or no would answer this: ask how, what or where.", _CLOSED.match),
    ("There are two questions in this: ask one, and keep the other for a line of its own.", _two),
    ("A word in this blames: ask what happens and what helps, so that everybody can answer.", _BLAME.search),
    ("This looks as though it named somebody: ask about what is done here, and name nobody.", _named),
)
