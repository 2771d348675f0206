"""Whether a text names a role, as a practice card's contact must, and not a person."""

from __future__ import annotations

import re

from inclusion_core.analysis.texts.ordinary_words import ACRONYMS, ORDINARY, TITLES
from inclusion_core.analysis.texts.privacy import scan

ROLES = frozenset(
    """
    head headteacher deputy assistant senco sendco sendcos sencos inclusion lead leader principal vice teacher tutor
    coordinator co-ordinator manager governor mentor officer office champion director practitioner keyworker therapist
    counsellor librarian secretary receptionist bursar chair team
    """.split()  # noqa: SIM905  read as a list
)
"""Words that make a text a role."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*")  # noqa: RUF001  names are typed with either


def role_problem(text: str) -> str:
    """Return what is wrong with a contact in one sentence, or an empty text where it is a role, or empty.

    >>> role_problem("Assistant headteacher for inclusion"), role_problem("")
    ('', '')
    >>> role_problem("Dana Brook, SENCO")
    "'Dana' looks like a name. Give the contact as a role, such as 'SENCO' or 'Head of Year 7'."
    """
    if not text.strip():
        return ""
    do = "Give the contact as a role, such as 'SENCO' or 'Head of Year 7'."
    if scan(text):
        return f"The contact looks as if it pointed at one person. {do}"
    words = _WORD.findall(text)
    for word in words:
        if word.rstrip(".") in TITLES:
            return f"'{word}' stands before a name. {do}"
        low = word.casefold()
        known = {low, low.removesuffix("s")} & (ROLES | ORDINARY) or word in ACRONYMS
        if not known and not word.islower():
            return f"'{word}' looks like a name. {do}"
    if not any(word.casefold() in ROLES for word in words):
        return f"'{text.strip()}' names no role. {do}"
    return ""
