"""Kinds of setting side by side, from the released reviews of a group of schools, by the rules of compare."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from inclusion_core.analysis.schools.by_setting import BySetting, JudgedRow, KindJudged, by_setting
from inclusion_core.desk.comparing import Showing, agreed_groups, compare_group, hold_to_voices
from inclusion_core.errors import NotAllowed
from inclusion_core.model.release import is_released

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_core.desk import Desk
    from inclusion_core.desk.comparing import GroupCompared, Read
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School

__all__ = ["AUDIENCE", "BySetting", "JudgedRow", "KindJudged", "judged_by_setting", "kind_of"]

AUDIENCE = "partnership"
"""To whom a review must be released to be in a comparison by kind of setting."""


def kind_of(school: School) -> str:
    """Return a school's kind of setting, `not known` where it has none."""
    return school.kind or "not known"


def judged_by_setting(
    desk: Desk, schools: Sequence[School], *, framework: str = "", voice: str = "self"
) -> BySetting | None:
    """Lay the kinds of setting of a group's schools side by side; None where fewer than two may be compared.

    Without a `framework` it is the one by which most schools released a review, of several the first by its id. Raises
    UnknownName for one that is not here, NotAllowed for a voice by which schools are not compared.
    """
    hold_to_voices(voice)
    ours = {one.id: one for one in schools}
    reviews = [
        one for one in desk.workspace.reviews() if one.school in ours and is_released(one, "judgements", AUDIENCE)
    ]
    pin = _most(reviews, framework)
    if framework and not pin[0]:
        desk.framework(framework)
    chosen = {one.id: one for one in reviews if (one.framework.id, one.framework.edition) == pin}
    agreed = [
        Showing(there, "cluster" if name.startswith("cluster:") else AUDIENCE)
        for name, there in agreed_groups(desk).items()
    ]
    every = Showing(tuple(sorted(chosen)), AUDIENCE)
    read: Read = {}
    table = _compared(desk, every, agreed, voice, read, first=len(agreed))
    if table is None:
        return None
    # what is in it: of each school the latest that this voice judged, all on the same text
    latest: dict[str, Review] = {}
    for review, _, why_not in sorted(filter(None, read.values()), key=lambda one: (one[0].started, one[0].id)):
        if review.id in chosen and not why_not:
            latest[review.school] = review
    kinds: dict[str, list[Review]] = {}
    for school, review in sorted(latest.items()):
        kinds.setdefault(kind_of(ours[school]), []).append(review)
    groups = {kind: Showing(tuple(one.id for one in there), AUDIENCE) for kind, there in sorted(kinds.items())}
    alike = {}
    for kind, group in groups.items():
        beside = (*agreed, every, *(one for name, one in groups.items() if name != kind))
        found = _compared(desk, group, beside, voice, read, first=len(agreed))
        if found is not None:
            alike[kind] = found.compared
    table = _compared(desk, every, (*agreed, *groups.values()), voice, read, first=len(agreed)) or table
    number = Counter(kind_of(one) for one in schools)
    return by_setting(
        table.framework,
        table.compared,
        alike,
        {kind: [one.setting for one in there] for kind, there in kinds.items()},
        schools=dict(sorted(number.items())),
        voice=voice,
    )


def _compared(  # noqa: PLR0913  a comparison has these parts
    desk: Desk, group: Showing, beside: Sequence[Showing], voice: str, read: Read, *, first: int
) -> GroupCompared | None:
    """Compare a group; None where fewer than two of it can be. Any review that is in it will do as the base.

    The first so many groups beside it are shown by `compare`, which knows nothing of kinds of setting: they go first.
    """
    for base in group.group:
        try:
            return compare_group(desk, base, group, voice=voice, you=False, beside=beside, first=first, read=read)
        except NotAllowed:  # nothing judged in it by this voice, or nothing beside it
            continue
    return None


def _most(reviews: Sequence[Review], framework: str) -> tuple[str, str]:
    """Return the framework and edition by which most schools were judged, of the one that was asked for if any."""
    there: dict[tuple[str, str], set[str]] = {}
    for one in reviews:
        if framework in {"", one.framework.id, one.framework.name}:
            there.setdefault((one.framework.id, one.framework.edition), set()).add(one.school)
    return min(there, key=lambda pin: (-len(there[pin]), pin), default=("", ""))
