"""Actions: what will change, who sees to it, and how we will know."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from attrs import frozen

ActionState = Literal["planned", "under-way", "done", "stopped"]

ACTION_STATES: tuple[ActionState, ...] = get_args(ActionState)
"""How far an action is: each may become any other."""


@frozen
class Action:
    """One thing that will change. Everything but `what` may be said later.

    `line` is the id of the line of enquiry it came from, which may have been withdrawn since. `who` is a role, never a
    pupil. `impact` is how we will know, `baseline` how it stands before, `review_on` the day on which somebody looks.
    `cost` and `paid_from` are in people's own words. `by` is the id of whoever wrote it down, `at` when (UTC).
    """

    id: str
    what: str
    by: str
    at: dt.datetime
    indicators: tuple[str, ...] = ()
    line: str | None = None
    who: str = ""
    by_when: dt.date | None = None
    impact: str = ""
    baseline: str = ""
    review_on: dt.date | None = None
    cost: str = ""
    paid_from: str = ""
    state: ActionState = "planned"
    tags: tuple[str, ...] = ()
