"""Reviews: one school's cycle with one framework edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from attrs import Factory, frozen

from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.school import Setting


@frozen
class Pin:
    """The framework a review was started with; its resolved text is kept beside the review."""

    id: str
    edition: str
    digest: str

    @property
    def name(self) -> str:
        """`id@edition`."""
        return f"{self.id}@{self.edition}"


@frozen
class Person:
    """Somebody who works on a review. `name` is what they chose to be shown as; staff are named by role."""

    id: str
    name: str = ""
    role: str = ""


@frozen
class Safeguarding:
    """Whom to tell at once, and how pupils are spoken with here; a visit does not begin its day without it.

    `lead` is the host's designated safeguarding lead, by role and, where they wish, by name; `reach` is how to reach
    them today; `arrangements` are the host's for talking with pupils (who is nearby, that families know, that a pupil
    may decline).
    """

    lead: str
    reach: str = ""
    arrangements: str = ""


@frozen(field_transformer=tables_fixed)
class Review:
    """One school's cycle: what is pinned, who works on it and how long it is kept.

    `school` is the school's local id. `team` maps person ids to people, peers among them. `keep_until` is the day
    after which the review should be erased, None where nobody has said. With `self_review_hidden` reviewers do not see
    the school's own judgements; with `blind` they do not see each other's until that is taken back. Both ask programs
    not to show them: plain files keep nobody from looking, and whoever shows either says so. `released` maps a section
    (`model.release.RELEASE_SECTIONS`) to the widest audience that the host lets see it; what is not
    in it stays with the host.
    """

    id: str
    school: str
    framework: Pin
    started: dt.date
    setting: Setting = Setting()
    title: str = ""
    team: Mapping[str, Person] = Factory(dict)
    keep_until: dt.date | None = None
    safeguarding: Safeguarding | None = None
    self_review_hidden: bool = False
    blind: bool = False
    released: Mapping[str, str] = Factory(dict)
