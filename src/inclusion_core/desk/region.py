"""The picture of a region, from the reviews of a workspace that their hosts released to the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.schools.region import GroupFigures, RegionFigure, RegionGroup, regional
from inclusion_core.analysis.schools.region_words import coverage_words, covered_words, figure_words
from inclusion_core.desk.comparing import Showing, entrants_of, hold_to_voices, showings_here
from inclusion_core.desk.offering import offered_frameworks
from inclusion_core.errors import NotAllowed
from inclusion_core.model.release import is_released

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from inclusion_core.desk import Desk
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review

__all__ = [
    "AUDIENCE",
    "GroupFigures",
    "RegionFigure",
    "RegionalPicture",
    "coverage_words",
    "covered_words",
    "figure_words",
    "region_text",
    "regional_picture",
    "regions_here",
]

AUDIENCE = "partnership"
"""To whom a review must be released to be in the picture of a region."""


@frozen
class RegionalPicture:
    """A region as a framework names it: every authority of it, with reviews here or without. No school is named.

    `made_up` says that some of its schools here are, `mixed` that others are not.
    """

    framework: Framework
    voice: str
    made_up: bool
    groups: tuple[GroupFigures, ...]
    mixed: bool = False

    def of(self, sort: str) -> tuple[GroupFigures, ...]:
        """Return the groups of a sort: `region` (one), `authority`, `partnership` or `phase`."""
        return tuple(one for one in self.groups if one.sort == sort)


def regional_picture(
    desk: Desk, *, framework: str = "", voice: str = "self", day: dt.date | None = None
) -> RegionalPicture:
    """Return the picture of the region that a framework names; of each school its latest released review.

    Without a `framework` it is the first, of those that name authorities, by which a review was released, else the
    first that is here. Raises UnknownName, NotAllowed where a framework names no authorities, or for a voice by which
    schools are not compared.
    """
    hold_to_voices(voice)
    reviews = list(desk.workspace.reviews())
    ours = _framework(desk, framework, reviews)
    home = ours.region.authorities
    schools = [one for one in desk.workspace.schools() if one.authority in home]
    by_id = {one.id: one for one in schools}
    inside = [one for one in reviews if one.school in by_id and one.framework.id == ours.id]
    asked = [one for one in inside if framework in {"", one.framework.id} or one.framework.name == ours.name]
    base = _base(asked)
    entrants, known, members = {}, set(), {}
    if base is not None:
        agreed = showings_here(desk, day)
        gone = {school: False for one in agreed.values() for school, may in one.consents.items() if not may}
        whole = Showing(tuple(sorted(one.id for one in inside)), AUDIENCE, gone)
        ours, tables = entrants_of(desk, base, {"region": whole, **agreed}, voice=voice)
        for name, table in tables.items():
            members[name] = frozenset(one.review for one in table)
            entrants.update({one.review: one for one in table})
            known |= {one.review for one in table if one.named}
    every = members.get("region", frozenset())
    groups = [RegionGroup("region", "all", ours.region.name or ours.title, every, len(schools))]
    for code, title in ours.region.authorities.items():
        here = sum(one.authority == code for one in schools)
        groups.append(RegionGroup("authority", code, title, members.pop(f"authority:{code}", frozenset()), here))
    for id_, those in _partnerships(desk).items():
        if those & by_id.keys():
            there = members.pop(f"partnership:{id_}", frozenset())
            groups.append(RegionGroup("partnership", id_, id_, there, len(those)))
    groups += [RegionGroup("elsewhere", name, name, there) for name, there in members.items() if name != "region"]
    phases = {one.id: one.phase or "not known" for one in schools}
    for phase in sorted(set(phases.values())):
        there = frozenset(one for one in every if (entrants[one].school.phase or "not known") == phase)
        title = ours.region.phases.get(phase, phase.replace("-", " "))
        groups.append(RegionGroup("phase", phase, title, there, sum(one == phase for one in phases.values())))
    found = regional(ours, entrants.values(), groups, known=known)
    made_up = {one.made_up for one in schools}
    return RegionalPicture(ours, voice, True in made_up, found, len(made_up) > 1)


def regions_here(desk: Desk) -> tuple[str, ...]:
    """Return frameworks that name authorities of a region, as `id@edition`, those that fit first. All are read."""
    return tuple(one.name for one in offered_frameworks(desk) if one.authorities and not one.problems)


def region_text(picture: RegionalPicture, made_on: dt.date) -> str:
    """Return the page of a region for its forum or board as plain text. Raises NotAllowed where it names a pupil."""
    from inclusion_core.desk.leaving import stop_on_pupils  # noqa: PLC0415  only for a page
    from inclusion_core.exchange.reports.region_page import region_document  # noqa: PLC0415  only for a page
    from inclusion_core.exchange.reports.text import render  # noqa: PLC0415  as above

    document = region_document(
        picture.framework, picture.groups, picture.voice, made_on, made_up=picture.made_up, mixed=picture.mixed
    )
    stop_on_pupils(document)
    return render(document)


def _framework(desk: Desk, wanted: str, reviews: list[Review]) -> Framework:
    if wanted:
        found = desk.framework(wanted)
        if not found.region.authorities:
            raise NotAllowed(f"{found.name} names no authorities of a region. Choose one that does: --framework ID")
        return found
    homes = regions_here(desk)
    if not homes:
        raise NotAllowed("No framework here names the authorities of a region. Add one: inclusion framework add FILE")
    used = {one.framework.name for one in reviews if is_released(one, "judgements", AUDIENCE)}
    return desk.framework(next((one for one in homes if one in used), homes[0]))


def _partnerships(desk: Desk) -> Mapping[str, frozenset[str]]:
    """Return the partnerships that clusters name, each with the schools of its clusters that are here."""
    from inclusion_core.desk.clusters import all_clusters  # noqa: PLC0415  only where groups are looked for

    here = {one.id for one in desk.workspace.schools()}
    found: dict[str, frozenset[str]] = {}
    for one in all_clusters(desk):
        if one.partnership:
            found[one.partnership] = found.get(one.partnership, frozenset()) | (here & one.schools.keys())
    return dict(sorted(found.items()))


def _base(reviews: list[Review]) -> str | None:
    """Return the latest review by the text that most schools have released one by; None where none is released."""
    there: dict[tuple[str, str, str], set[str]] = {}
    for one in reviews:
        if is_released(one, "judgements", AUDIENCE):
            pin = one.framework
            there.setdefault((pin.id, pin.edition, pin.digest), set()).add(one.school)
    if not there:
        return None
    most = min(there, key=lambda pin: (-len(there[pin]), pin))
    same = [one for one in reviews if (one.framework.id, one.framework.edition, one.framework.digest) == most]
    return max(same, key=lambda one: (one.started, one.id)).id
