"""Schools side by side, from the reviews of a workspace: release, consent, edition and scope come before any figure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

from attrs import Factory, evolve, frozen

from inclusion_core.analysis.schools.over_time import Cycle, OverTime, OverTimeRow, is_same_school, over_time
from inclusion_core.analysis.schools.side_by_side import Entrant, SchoolsCompared, SchoolsRow, Spread, compare_schools
from inclusion_core.analysis.schools.suppression import WHY_HIDDEN
from inclusion_core.desk.peers import cluster_of, peers_of
from inclusion_core.desk.releasing import OWN_VOICES
from inclusion_core.errors import InclusionError, NotAllowed, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.release import is_released

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_core.analysis.schools.neighbours import Neighbour
    from inclusion_core.desk import Desk
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School
    from inclusion_core.store.review.reading import Reading

__all__ = [
    "WHY_HIDDEN",
    "WHY_NOT_TOGETHER",
    "Cycle",
    "Entrant",
    "Group",
    "GroupCompared",
    "LeftOut",
    "OverTime",
    "OverTimeRow",
    "SchoolsCompared",
    "SchoolsRow",
    "Showing",
    "Spread",
    "agreed_groups",
    "cluster_of",
    "compare_agreed",
    "compare_group",
    "compare_inside",
    "cycle_of",
    "cycles_here",
    "entrants_of",
    "hold_to_voices",
    "peers_of",
    "showings_here",
]

WHY_NOT_TOGETHER = "a list or a rule could be made again with one school less"
"""Why schools without a name are not even shown together in a group that nobody agreed on."""

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


@frozen
class Showing:
    """A group as it is shown: to whom, and what clusters agreed about the names of schools (by local id).

    A consent is True where it stands in this group, False where it was taken back.
    """

    group: Group
    audience: str = "partnership"
    consents: Mapping[str, bool] = Factory(dict)

    def may_name(self, review: Review) -> bool:
        """Say whether a review's school may be named here: by release or agreement, and taken back in neither."""
        agreed = self.consents.get(review.school)
        return agreed is not False and (agreed is True or is_released(review, "name", self.audience))


def compare_group(  # noqa: PLR0913  a comparison has these parts, all named
    desk: Desk,
    base: str,
    showing: Showing,
    *,
    voice: str = "self",
    you: bool = True,
    agreed: bool = True,
    beside: Sequence[Showing] = (),
    first: int = 0,
    near: Mapping[str, Neighbour] | None = None,
    read: Read | None = None,
) -> GroupCompared:
    """Lay the schools of a group beside the one whose review is `base`, all by one voice.

    Only reviews that rest on the same edition, to the letter, and have judged something are in it, one of each school,
    the latest; and of other schools only what their hosts released to the group's audience. With `you` false the base
    is treated as every other, for a copy that leaves its school. `agreed`: see `compare_schools`. `beside` are
    the other groups that figures are shown for, the `first` so many of them before this one, whatever their size,
    because they are shown where this one is not known of. What was read is kept in `read`, for the next group.
    Raises UnknownName, NotAllowed where there is nothing to compare.
    """
    return _laid(
        desk, base, showing, voice=voice, you=you, agreed=agreed, beside=beside, first=first, near=near, read=read
    )[0]


def _laid(  # noqa: PLR0913  as compare_group, whose work it does
    desk: Desk,
    base: str,
    showing: Showing,
    *,
    voice: str,
    you: bool,
    agreed: bool = True,
    beside: Sequence[Showing] = (),
    first: int = 0,
    near: Mapping[str, Neighbour] | None = None,
    read: Read | None = None,
) -> tuple[GroupCompared, tuple[Entrant, ...]]:
    """Return a comparison, and who is in it: those without a name too, so this is not for showing."""
    hold_to_voices(voice)
    reader = _Reader(desk, base, voice, you=you, read={} if read is None else read)
    table = reader.table(showing, with_base=True)
    if reader.base.id not in {one.review for one in table.entrants}:
        raise NotAllowed(f"{reader.base.id} cannot be compared: {table.why_not_base}.")
    if len(table.entrants) < 2:  # noqa: PLR2004  two are the fewest that can be compared
        why = "; ".join(f"{one.number} {one.why}" for one in table.left_out)
        raise NotAllowed(
            f"There is no other school to lay beside {reader.base.id}{': ' + why if why else ''}. "
            "What is released is for each host to decide: inclusion release."
        )
    others = [reader.table(one) for one in beside]
    compared = compare_schools(
        reader.framework,
        table.entrants,
        agreed=agreed,
        elsewhere=[one for each in others for one in each.entrants],
        beside=[[one.review for one in each.entrants if not (one.named or one.you)] for each in others],
        first=first,
        known=[one.review for each in others for one in each.entrants if one.named],
    )
    found = GroupCompared(reader.framework, voice, showing.audience, compared, table.left_out, near or {})
    return found, table.entrants


Read: TypeAlias = "dict[tuple[str, ...], tuple[Review, Entrant, str] | None]"
"""Reviews as they were read, so that several groups read each once: whoever keeps it keeps them as they were."""


@frozen
class _Table:
    """The schools of one group that may be laid side by side, and why the others are not there."""

    entrants: tuple[Entrant, ...]
    left_out: tuple[LeftOut, ...]
    why_not_base: str


class _Reader:
    """Reads reviews, each once, as far as they may be compared with one of them."""

    def __init__(self, desk: Desk, base: str, voice: str, *, you: bool, read: Read) -> None:
        self.desk, self.voice, self.you = desk, voice, you
        reading = desk.workspace.read(base)
        self.base, self.framework = reading.review, reading.framework
        self._read = read
        self._like = (self.base.framework.digest, voice, self.base.id if you else "")

    def table(self, showing: Showing, *, with_base: bool = False) -> _Table:
        """Return the schools of a group that may be shown to its audience, one review of each, the latest."""
        latest: list[tuple[Review, Entrant]] = []
        left: dict[str, list[str | None]] = {}
        why_not_base = ""
        for name in dict.fromkeys((*((self.base.id,) if with_base else ()), *showing.group)):
            found = self._one(name)
            if found is None:
                left.setdefault("cannot be read", []).append(None)
                continue
            review, entrant, why = found
            if not entrant.you and not is_released(review, "judgements", showing.audience):
                why = f"not released to the {showing.audience}"
            named = showing.may_name(review)
            if why:
                left.setdefault(why, []).append(entrant.school.name if named or entrant.you else None)
                why_not_base = why if review.id == self.base.id else why_not_base
            else:
                self._keep(latest, review, evolve(entrant, named=named))
        left_out = tuple(
            LeftOut(why, len(names), tuple(sorted(one for one in names if one is not None)))
            for why, names in sorted(left.items())
        )
        return _Table(tuple(one for _, one in latest), left_out, why_not_base)

    def _keep(self, latest: list[tuple[Review, Entrant]], review: Review, entrant: Entrant) -> None:
        place = next((at for at, one in enumerate(latest) if is_same_school(one[1].school, entrant.school)), None)
        if place is None:
            latest.append((review, entrant))
        else:
            latest[place] = max(latest[place], (review, entrant), key=self._order)

    def _order(self, one: tuple[Review, Entrant]) -> tuple[bool, object, str]:
        return (one[0].id == self.base.id, one[0].started, one[0].id)

    def _one(self, name: str) -> tuple[Review, Entrant, str] | None:
        """Return a review, its school's judgements, and why they cannot be compared, release apart."""
        key = (name, *self._like)
        if key not in self._read:
            try:
                reading = self.desk.workspace.read(name)
                self._read[key] = (reading.review, self._entrant(reading), self._why_not(reading))
            except UnknownName:
                raise
            except InclusionError:
                self._read[key] = None
        return self._read[key]

    def _why_not(self, reading: Reading) -> str:
        pin = reading.review.framework
        if (pin.id, pin.edition) != (self.framework.id, self.framework.edition):
            return f"judged by {pin.name}, not {self.framework.name}"
        if pin.digest != self.base.framework.digest:
            return f"judged by another text of {self.framework.name}"
        if not reading.judgements.get(self.voice):
            return f"nothing judged as {self.voice}"
        return ""

    def _entrant(self, reading: Reading) -> Entrant:
        review, judgements = reading.review, reading.judgements.get(self.voice, {})
        card = self.desk.card(reading, self.voice)
        return Entrant(
            review.id, reading.school, judgements, review.setting, card, you=self.you and review.id == self.base.id
        )


# Groups -------------------------------------------------------------------------------------------------------------


def agreed_groups(desk: Desk) -> Mapping[str, Group]:
    """Return the groups in which schools may be shown together without their names, with the reviews of their schools.

    The keys are `cluster:tyne`, `partnership:north`, `trust:coast` and `authority:392`.
    """
    from inclusion_core.desk.clusters import all_clusters  # noqa: PLC0415  only where groups are looked for
    from inclusion_core.desk.trusts import all_trusts  # noqa: PLC0415  as above

    schools: dict[str, set[str]] = {}
    for one in desk.workspace.schools():
        if one.authority:
            schools.setdefault(f"authority:{one.authority}", set()).add(one.id)
    for cluster in all_clusters(desk):
        schools[f"cluster:{cluster.id}"] = set(cluster.schools)
        if cluster.partnership:
            schools.setdefault(f"partnership:{cluster.partnership}", set()).update(cluster.schools)
    for trust in all_trusts(desk):
        schools[f"trust:{trust.id}"] = set(trust.schools)
    reviews = [(review.id, review.school) for review in desk.workspace.reviews()]
    groups = {name: tuple(sorted(review for review, school in reviews if school in there))
              for name, there in schools.items()}  # fmt: skip
    return {name: ids for name, ids in sorted(groups.items()) if ids}


def compare_agreed(  # noqa: PLR0913  a comparison has these parts, all named
    desk: Desk, base: str, name: str, *, voice: str = "self", you: bool = True, day: dt.date | None = None
) -> GroupCompared:
    """Lay the schools of an agreed group side by side: `cluster:tyne`, `partnership:north` or `authority:392`.

    What is released to the cluster counts in a cluster, else what is released to the partnership. A consent that stands
    in the cluster's agreement (on `day`, today where None) names a school in that cluster; one that was withdrawn there
    keeps it from being named anywhere. Raises UnknownName, and as `compare_group`.
    """
    return _agreed(desk, base, name, voice=voice, you=you, day=day)[0]


def compare_inside(
    desk: Desk, base: str, name: str, *, voice: str = "self", day: dt.date | None = None
) -> tuple[GroupCompared, tuple[Entrant, ...]]:
    """Lay an agreed group side by side for none of its schools, as `compare_agreed` does; return who is in it, too.

    Of the schools without a name nothing may be shown but what `suppression` lets through.
    """
    return _agreed(desk, base, name, voice=voice, you=False, day=day)


def _agreed(  # noqa: PLR0913  as compare_agreed, whose work it does
    desk: Desk, base: str, name: str, *, voice: str, you: bool, day: dt.date | None
) -> tuple[GroupCompared, tuple[Entrant, ...]]:
    groups = agreed_groups(desk)
    if name not in groups:
        sort, _, wanted = name.partition(":")
        known = tuple(one.partition(":")[2] for one in groups if one.startswith(f"{sort}:"))
        raise UnknownName(sort, wanted, nearest=nearest(wanted, known), known=known)
    shown = showings_here(desk, day)
    others = tuple(one for key, one in shown.items() if key != name)
    return _laid(desk, base, shown[name], voice=voice, you=you, beside=others)


def showings_here(desk: Desk, day: dt.date | None = None) -> dict[str, Showing]:
    """Return every agreed group as it is shown, with the consents that stand on a day (today where None)."""
    on = day or dt.datetime.now(tz=dt.UTC).astimezone().date()
    return {
        key: Showing(group, "cluster" if key.startswith("cluster:") else "partnership", _consents(desk, key, on))
        for key, group in agreed_groups(desk).items()
    }


def hold_to_voices(voice: str) -> None:
    """Raise NotAllowed for a voice by which schools are not compared."""
    if voice not in OWN_VOICES and not voice.startswith("role:"):
        raise NotAllowed(f"Schools are compared by a voice that all have: self, moderated or role:NAME, not '{voice}'.")


def entrants_of(
    desk: Desk, base: str, showings: Mapping[str, Showing], *, voice: str = "self"
) -> tuple[Framework, Mapping[str, tuple[Entrant, ...]]]:
    """Return who of each group may be laid beside a review, those without a name too: this is not for showing.

    Raises NotAllowed for a voice by which schools are not compared, UnknownName.
    """
    hold_to_voices(voice)
    reader = _Reader(desk, base, voice, you=False, read={})
    return reader.framework, {key: reader.table(one).entrants for key, one in showings.items()}


def _consents(desk: Desk, name: str, day: dt.date) -> dict[str, bool]:
    """Return which schools may be named by the agreement of their cluster, and which have taken that back."""
    from inclusion_core.desk.clusters import all_clusters  # noqa: PLC0415  only where groups are looked for

    found: dict[str, bool] = {}
    for cluster in all_clusters(desk):
        for school, member in cluster.schools.items():
            if member.named is not None and not member.named.stands(day):
                found[school] = False
            elif member.named is not None and name == f"cluster:{cluster.id}":
                found.setdefault(school, True)
    return found


# Over time ----------------------------------------------------------------------------------------------------------


def cycles_here(desk: Desk, base: str, *, voice: str = "self") -> OverTime:
    """Return the rounds of review of one school, through changes of its URN, by one voice.

    Those of the framework that `base` rests on, in any edition, in which that voice judged something. It is the
    school's own look at itself and leaves by no other way. Raises UnknownName.
    """
    schools: dict[str, School] = {one.id: one for one in desk.workspace.schools()}
    reading = desk.workspace.read(base)
    school, framework = reading.school, reading.framework
    found = []
    for review in desk.workspace.reviews():
        theirs = schools.get(review.school)
        same = review.school == school.id or (theirs is not None and is_same_school(theirs, school))
        if same and review.framework.id == framework.id:
            found.append(cycle_of(desk, review, voice))
    return over_time([one for one in found if one is not None])


def cycle_of(desk: Desk, review: Review, voice: str) -> Cycle | None:
    """Return what a voice judged in a review as one of its school's rounds; None where it judged nothing.

    Raises what `Workspace.read` raises.
    """
    reading = desk.workspace.read(review.id)
    judgements = reading.judgements.get(voice)
    return Cycle(review.id, reading.school, review.started, reading.framework, judgements) if judgements else None
