"""Practice that a school offers to others, and what schools ask of each other and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from attrs import frozen

RequestAnswer = Literal["asked", "agreed", "declined", "met", "in-use", "not-for-us"]

REQUEST_ANSWERS: tuple[RequestAnswer, ...] = get_args(RequestAnswer)
"""How far a request has come: asked, agreed to, declined; and then met, in use here, or found not to be for us."""


@frozen
class PracticeCard:
    """Something that works here, told so that others can learn from it.

    `what` is what is done, `for_whom` whom it is for, `indicators` which ones it speaks to. `seen` is what was seen of
    it, `research` what it rests on, `took` what it took (time, money, training). `contact` is a role, never a name.
    It is `offered` only once somebody says so, and leaves only with the section `practice` released. `by` is the id of
    the person who wrote it down, `at` when (UTC).
    """

    id: str
    what: str
    by: str
    at: dt.datetime
    for_whom: str = ""
    indicators: tuple[str, ...] = ()
    seen: str = ""
    research: str = ""
    took: str = ""
    contact: str = ""
    offered: bool = False
    tags: tuple[str, ...] = ()


@frozen
class LearningRequest:
    """What a school asked of another, kept by the one that asked: `what` it would like to learn.

    `school` is whom it asked, by local id (in older files any text), `card` the id of the practice card that led there.
    `answer` is how far it has come, `outcome` what came of it.
    """

    id: str
    what: str
    by: str
    at: dt.datetime
    school: str = ""
    card: str = ""
    answer: RequestAnswer = "asked"
    outcome: str = ""
    tags: tuple[str, ...] = ()
