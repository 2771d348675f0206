"""Putting what a file says together with what is known: nothing known is blanked, and a local id is for ever."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.identifiers import slug
from inclusion_core.model.school import Identifier, School

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@frozen
class Joined:
    """What a file changes: schools not known before, and known ones about which it says something new.

    All of them carry a local id. `unchanged` counts the schools of the file that say nothing new.
    """

    added: tuple[School, ...]
    updated: tuple[School, ...]
    unchanged: int


def merge_school(old: School, new: School) -> School:
    """Return what is known after a file has said `new` about `old`.

    What the file does not carry stays. The local id stays, and so does the mark of a made-up school. Features are put
    together, since hardly a file carries them all. `other` never takes the place of a kind somebody has set. Where the
    URN changed the old one is the newest of those followed.
    """
    followed = tuple(dict.fromkeys((*new.followed, *old.followed)))
    if old.urn and new.urn and old.urn != new.urn:
        followed = tuple(dict.fromkeys((old.urn, *followed)))
    return School(
        name=new.name or old.name,
        id=old.id or new.id,
        kind=old.kind if new.kind is None or (new.kind == "other" and old.kind is not None) else new.kind,
        phase=new.phase or old.phase,
        features=tuple(dict.fromkeys((*old.features, *new.features))),
        identifiers={**old.identifiers, **{key: _identifier(old, one) for key, one in new.identifiers.items()}},
        status=new.status or old.status,
        authority=new.authority or old.authority,
        authority_name=new.authority_name or old.authority_name,
        town=new.town or old.town,
        postcode=new.postcode or old.postcode,
        type_name=new.type_name or old.type_name,
        trust=new.trust or old.trust,
        low_age=old.low_age if new.low_age is None else new.low_age,
        high_age=old.high_age if new.high_age is None else new.high_age,
        pupils=old.pupils if new.pupils is None else new.pupils,
        easting=old.easting if new.easting is None else new.easting,
        northing=old.northing if new.northing is None else new.northing,
        sen_percent=old.sen_percent if new.sen_percent is None else new.sen_percent,
        disadvantaged_percent=(
            old.disadvantaged_percent if new.disadvantaged_percent is None else new.disadvantaged_percent
        ),
        followed=tuple(urn for urn in followed if urn != new.urn),
        made_up=old.made_up,
        source=new.source or old.source,
    )


def _identifier(old: School, new: Identifier) -> Identifier:
    before = old.identifiers.get(new.scheme)
    if before is None or before.value != new.value:
        return new
    return evolve(new, since=new.since or before.since, until=new.until or before.until)


def join(known: Iterable[School], read: Iterable[School]) -> Joined:
    """Match a file's schools with the known ones by URN, merge, and give each new school a local id.

    An id is made from the name; where that is taken the town is added, and then the URN. Source alone is no news.
    """
    by_urn: dict[str, School] = {}
    taken: set[str] = set()
    for school in known:
        taken.add(school.id)
        if school.urn:
            by_urn[school.urn] = school
    added: list[School] = []
    updated: list[School] = []
    unchanged = 0
    for new in read:
        old = by_urn.get(new.urn or "")
        if old is None:
            added.append(evolve(new, id=_free_id(new, taken)))
            taken.add(added[-1].id)
            continue
        merged = merge_school(old, new)
        if evolve(merged, source=old.source) == old:
            unchanged += 1
        else:
            updated.append(merged)
    return Joined(tuple(added), tuple(updated), unchanged)


def _free_id(school: School, taken: set[str]) -> str:
    return next(one for one in _candidates(school) if one not in taken)


def _candidates(school: School) -> Iterator[str]:
    name = slug(school.name)
    yield name
    if school.town:
        yield slug(f"{school.name} {school.town}")
    short = name[: 64 - len("-000000")].strip("-")
    if school.urn:
        yield f"{short}-{school.urn}"
    yield from (f"{short}-{number}" for number in count(2))
