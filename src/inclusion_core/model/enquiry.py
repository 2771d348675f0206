"""Lines of enquiry: open questions that a team follows through a visit."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from attrs import frozen

Stage = Literal[
    "drafted", "agreed", "being-looked-at", "finding-written", "workshop", "action", "impact-checked", "closed"
]

STAGES: tuple[Stage, ...] = get_args(Stage)
"""The stages of a line of enquiry, in the order in which they come. Any may follow any: teams go back, too."""


@frozen
class LineOfEnquiry:
    """An open question, what it is about and how far it has come.

    `grounds` say why it is asked, a sentence each; `finding` is what was found, empty until it is written. `by` is the
    id of the person who wrote it down, `at` when (UTC). `tags` are words of one's own, as on evidence. `agreed_by` says
    who agreed it for the host school, by role (the head, the governors), and `agreed_at` when (UTC). `why`, `helps`,
    `hinders` and `options` are what a workshop said of the finding: why it is so, what helps, what stands in the way,
    what could be done. The first step is an action of this line.
    """

    id: str
    question: str
    by: str
    at: dt.datetime
    indicators: tuple[str, ...] = ()
    stage: Stage = "drafted"
    grounds: tuple[str, ...] = ()
    finding: str = ""
    tags: tuple[str, ...] = ()
    agreed_by: str = ""
    agreed_at: dt.datetime | None = None
    why: str = ""
    helps: str = ""
    hinders: str = ""
    options: str = ""


@frozen
class Suggestion:
    """A line of enquiry that a rule suggests: an open question, the indicators it rests on, and its grounds in words.

    The first grounds are what is shown beside the question. Nothing here carries a mark.
    """

    question: str
    indicators: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
