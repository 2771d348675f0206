"""Schools side by side, from the reviews of a workspace: release, consent, edition and scope come before any figure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.over_time import Cycle, is_same_school, over_time
from inclusion_core.analysis.schools import Entrant, compare_schools
from inclusion_core.desk import scored
from inclusion_core.desk.releasing import OWN_VOICES
from inclusion_core.errors import FrameworkRefused, InclusionError, NotAllowed, UnknownName
from inclusion_core.model.release import is_released

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inclusion_core.analysis.neighbours import Neighbour
    from inclusion_core.analysis.over_time import OverTime
    from inclusion_core.analysis.schools import SchoolsCompared
    from inclusion_core.desk import Desk
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School
    from inclusion_core.store.session import Session

Group = tuple[str, ...]
"""A group of schools, as the ids of reviews of theirs."""


@frozen
class LeftOut:
    """Why so many reviews of a group are not in a comparison. `names` are those of schools that may be named."""

    why: str
    number: int
    names: tuple[str, ...] = ()


@frozen
class GroupCompared:
    """Schools side by side, with the framework they rest on, the voice, and what is not in it.

    `near` maps reviews to how unlike the reader's school theirs is, where a rule has made the group.
    """

    framework: Framework
    voice: str
    audience: str
    compared: SchoolsCompared
    left_out: tuple[LeftOut, ...]
    near: Mapping[str, Neighbour]


def compare_group(  # noqa: PLR0913  a comparison has these parts, all named
    desk: Desk,
    base: str,
    group: Sequence[str],
    *,
    voice: str = "self",
    audience: str = "partnership",
    you: bool = True,
    agreed: bool = True,
    beside: Sequence[Sequence[str]] = (),
    near: Mapping[str, Neighbour] | None = None,
) -> GroupCompared:
    """Lay the schools of a group beside the one whose review is `base`, all by one voice.

    Only reviews that rest on the same edition, to the letter, and have judged something are in it, one of each school,
    the latest; and of other schools only what their hosts released to the `audience`. With `you` false the base is
    treated as every other, for a copy that leaves its school. `agreed` and `beside`: see `compare_schools`. Raises
    UnknownName, NotAllowed where there is nothing to lay side by side.
    """
    if voice not in OWN_VOICES and not voice.startswith("role:"):
        raise NotAllowed(f"Schools are compared by a voice that all have: self, moderated or role:NAME, not '{voice}'.")
    reader = _Reader(desk, base, voice, audience, you)
    inside = reader.read(dict.fromkeys((reader.base.id, *group)))
    elsewhere = _Reader(desk, base, voice, audience, you)
    away = elsewhere.read(dict.fromkeys(one for each in beside for one in each if one not in group))
    if reader.base.id not in {one.review for one in inside}:
        raise NotAllowed(f"{reader.base.id} cannot be compared: {reader.why_not_base}.")
    if len(inside) < 2:  # noqa: PLR2004  two are the fewest that can be compared
        found = "; ".join(f"{one.number} {one.why}" for one in reader.left_out())
        raise NotAllowed(f"There is no other school to lay beside {reader.base.id}{': ' + found if found else ''}.")
    compared = compare_schools(reader.framework, inside, agreed=agreed, elsewhere=away, beside=beside)
    return GroupCompared(reader.framework, voice, audience, compared, reader.left_out(), near or {})


class _Reader:
    """Reads the reviews of a group as far as they may be compared, and counts why the others are not."""

    def __init__(self, desk: Desk, base: str, voice: str, audience: str, you: bool) -> None:  # noqa: FBT001  inside only
        self.desk, self.voice, self.audience, self.you = desk, voice, audience, you
        with desk.session(base, read_only=True) as session:
            self.base, self.framework, self.school = session.review, session.framework, session.school
        self.why_not_base = ""
        self._why: Counter[str] = Counter()
        self._names: dict[str, list[str]] = {}

    def read(self, reviews: Iterable[str]) -> tuple[Entrant, ...]:
        latest: list[tuple[Review, Entrant]] = []
        for name in reviews:
            found = self._one(name)
            if found is None:
                continue
            same = next((one for one in latest if is_same_school(one[1].school, found[1].school)), None)
            if same is None:
                latest.append(found)
            elif self._order(found) > self._order(same):
                latest[latest.index(same)] = found
        return tuple(entrant for _, entrant in latest)

    def _order(self, one: tuple[Review, Entrant]) -> tuple[bool, object, str]:
        return (one[0].id == self.base.id, one[0].started, one[0].id)

    def _one(self, name: str) -> tuple[Review, Entrant] | None:
        try:
            with self.desk.session(name, read_only=True) as session:
                why = self._why_not(session)
                if not why:
                    return session.review, self._entrant(session)
                self._leave(session, why)
        except UnknownName:
            raise
        except InclusionError:
            self._why["cannot be read"] += 1
        return None

    def _why_not(self, session: Session) -> str:
        review = session.review
        if not self._own(review) and not is_released(review, "judgements", self.audience):
            return f"not released to the {self.audience}"
        if (review.framework.id, review.framework.edition) != (self.framework.id, self.framework.edition):
            return f"judged by {review.framework.name}, not {self.framework.name}"
        if review.framework.digest != self.base.framework.digest:
            return f"judged by another text of {self.framework.name}"
        if not session.state.judgements.get(self.voice):
            return f"nothing judged as {self.voice}"
        return ""

    def _own(self, review: Review) -> bool:
        return self.you and review.id == self.base.id

    def _entrant(self, session: Session) -> Entrant:
        judgements, setting = session.state.judgements[self.voice], session.review.setting
        method = self.desk.method(session.framework.scoring)
        card = None
        if method.voices_taken == 1:
            try:
                card = scored(method, session.framework, {self.voice: judgements}, setting)
            except FrameworkRefused:
                card = None
        named = is_released(session.review, "name", self.audience)
        return Entrant(session.review.id, session.school, judgements, setting, card, named, self._own(session.review))

    def _leave(self, session: Session, why: str) -> None:
        if session.review.id == self.base.id:
            self.why_not_base = why
        self._why[why] += 1
        if is_released(session.review, "name", self.audience) or session.review.id == self.base.id:
            self._names.setdefault(why, []).append(session.school.name)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return why reviews were left out, with the names of schools that may be named, by the alphabet."""
        return tuple(
            LeftOut(why, number, tuple(sorted(self._names.get(why, ())))) for why, number in sorted(self._why.items())
        )


# Groups -------------------------------------------------------------------------------------------------------------


def agreed_groups(desk: Desk) -> Mapping[str, Group]:
    """Return the groups in which schools may be shown together without their names: each authority, and everybody here.

    The keys are `authority:392` and `partnership`.
    """
    authorities = {one.id: one.authority for one in desk.workspace.schools()}
    found: dict[str, list[str]] = {"partnership": []}
    for review in desk.workspace.reviews():
        found["partnership"].append(review.id)
        if authorities.get(review.school):
            found.setdefault(f"authority:{authorities[review.school]}", []).append(review.id)
    return {name: tuple(sorted(ids)) for name, ids in sorted(found.items())}


def peers_of(desk: Desk, base: str, rule: str, *, most: int | None = None) -> dict[str, Neighbour]:
    """Return the reviews of the schools most like one, by the id of each, with how unlike its school is.

    Raises UnknownName for a review or measure that is not there.
    """
    from inclusion_core.analysis.neighbours import Measure, measures_named, neighbours  # noqa: PLC0415  only for a rule

    more = tuple(Measure(one.name, one.title, one.about, one.distance) for one in desk.plugins.peer_measures().values())
    known = {one.name: one for one in more}
    measures = measures_named(rule, tuple(known.values()))
    schools = {one.id: one for one in desk.workspace.schools()}
    reviews = tuple(desk.workspace.reviews())
    found = desk.workspace.find_review(base)
    school = schools[next(one.school for one in reviews if one.id == found)]
    there = {one.school for one in reviews}
    others = (one for name, one in schools.items() if name in there and not is_same_school(one, school))
    near = {one.school.id: one for one in neighbours(school, others, measures, most=most)}
    return {one.id: near[one.school] for one in reviews if one.school in near}


# OverTime -------------------------------------------------------------------------------------------------------------


def cycles_here(desk: Desk, base: str, *, voice: str = "self") -> OverTime:
    """Return the rounds of review of one school, through changes of its URN, by one voice.

    Those of the framework that `base` rests on, in any edition, in which that voice judged something. It is the
    school's own look at itself and leaves by no other way. Raises UnknownName.
    """
    schools: dict[str, School] = {one.id: one for one in desk.workspace.schools()}
    with desk.session(base, read_only=True) as session:
        school, framework = session.school, session.framework
    found = []
    for review in desk.workspace.reviews():
        theirs = schools.get(review.school)
        same = review.school == school.id or (theirs is not None and is_same_school(theirs, school))
        if same and review.framework.id == framework.id:
            found += list(_cycle(desk, review, voice))
    return over_time(found)


def _cycle(desk: Desk, review: Review, voice: str) -> Iterator[Cycle]:
    with desk.session(review.id, read_only=True) as session:
        judgements = session.state.judgements.get(voice)
        if judgements:
            yield Cycle(review.id, session.school, review.started, session.framework, judgements)
