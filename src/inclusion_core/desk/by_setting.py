"""Kinds of setting side by side, from the released reviews of a group of schools, by the rules of compare."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from inclusion_core.analysis.by_setting import BySetting, JudgedRow, KindJudged, by_setting
from inclusion_core.desk.comparing import Showing, agreed_groups, compare_group
from inclusion_core.errors import InclusionError, NotAllowed
from inclusion_core.model.release import is_released

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_core.desk import Desk
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School, Setting

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

    Without a `framework` it is the one by which most schools released a review, of several the first by its id.
    """
    ours = {one.id: one for one in schools}
    reviews = [
        one for one in desk.workspace.reviews() if one.school in ours and is_released(one, "judgements", AUDIENCE)
    ]
    pin = _most(reviews, framework)
    latest: dict[str, Review] = {}
    for one in sorted(reviews, key=lambda each: (each.started, each.id)):
        if (one.framework.id, one.framework.edition) == pin and _judged(desk, one.id, voice):
            latest[one.school] = one
    chosen = sorted(latest.values(), key=lambda each: each.id)
    kinds: dict[str, list[str]] = {}
    for one in chosen:
        kinds.setdefault(kind_of(ours[one.school]), []).append(one.id)
    groups = {
        "": Showing(tuple(one.id for one in chosen), AUDIENCE),
        **{kind: Showing(tuple(there), AUDIENCE) for kind, there in sorted(kinds.items())},
    }
    agreed = [
        Showing(there, "cluster" if name.startswith("cluster:") else AUDIENCE)
        for name, there in agreed_groups(desk).items()
    ]
    tables = {}
    for kind, group in groups.items():
        beside = (*(one for name, one in groups.items() if name != kind), *agreed)
        for base in group.group:
            try:
                tables[kind] = compare_group(desk, base, group, voice=voice, you=False, beside=beside)
            except NotAllowed:  # nothing judged in it by this voice, or nothing beside it
                continue
            break
    if "" not in tables:
        return None
    settings: dict[str, list[Setting]] = {}
    for one in chosen:
        settings.setdefault(kind_of(ours[one.school]), []).append(one.setting)
    number = Counter(kind_of(one) for one in schools)
    return by_setting(
        tables[""].framework,
        tables[""].compared,
        {kind: one.compared for kind, one in tables.items() if kind},
        settings,
        schools=dict(sorted(number.items())),
        voice=voice,
    )


def _judged(desk: Desk, review: str, voice: str) -> bool:
    try:
        with desk.session(review, read_only=True) as session:
            return bool(session.state.judgements.get(voice))
    except InclusionError:  # what cannot be read is in no comparison
        return False


def _most(reviews: Sequence[Review], framework: str) -> tuple[str, str]:
    """Return the framework and edition by which most schools were judged, of the one that was asked for if any."""
    there: dict[tuple[str, str], set[str]] = {}
    for one in reviews:
        if framework in {"", one.framework.id, one.framework.name}:
            there.setdefault((one.framework.id, one.framework.edition), set()).add(one.school)
    return min(there, key=lambda pin: (-len(there[pin]), pin), default=("", ""))
