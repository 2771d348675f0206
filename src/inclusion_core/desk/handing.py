"""A review handed from one machine to another as one file: made, looked at, opened. No server is in between."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.desk.leaving import Stop
from inclusion_core.desk.releasing import refuse_unless_released
from inclusion_core.errors import Conflict, InclusionError, InvalidFile, NotAllowed, Problem, ReadOnly
from inclusion_core.model.release import RELEASE_SECTIONS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from inclusion_core.desk import Desk
    from inclusion_core.model.review import Person
    from inclusion_core.store.handing_over.looking import Looked
    from inclusion_core.store.handing_over.packing import Packed
    from inclusion_core.store.handing_over.receiving import Weighed
    from inclusion_core.store.review.history import Happening
    from inclusion_core.store.review.session import Session


@frozen
class BundleMade:
    """A file that was made to be handed over. With `stops` and no override there is none, and `path` is None.

    `size` and `attached_bytes` are in bytes; `changes` are those that the file brings to somebody who has nothing.
    `gone` names attachments that are not there any more, `left_out` files in the folder that are not the program's.
    """

    review: str
    path: Path | None
    size: int = 0
    changes: tuple[Happening, ...] = ()
    attachments: int = 0
    attached_bytes: int = 0
    gone: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether privacy held it back."""
        return self.path is None


@frozen
class HandingConflict:
    """One thing that was changed here and there. `ours` stands, `theirs` is what they have; both in words."""

    what: str
    ours: str
    theirs: str
    person: str

    def __str__(self) -> str:
        return f"{self.what}: here {self.ours}, there {self.theirs} (by {self.person})."


@frozen
class Handing:
    """A review that was handed over: what it is, and what opening it does here, or has done (`opened`).

    `here` says whether the review was in the workspace before; `made_by` is empty and `made_at` None for a copied
    folder. `changes` come in, the oldest first. `attachments` counts those that come, `attached_bytes` is their size.
    """

    path: Path
    review: str
    title: str
    school: str
    framework: str
    here: bool
    made_by: str
    made_at: dt.datetime | None
    changes: tuple[Happening, ...]
    conflicts: tuple[HandingConflict, ...]
    voices: int
    judgements: int
    evidence: int
    attachments: int
    attached_bytes: int
    remarks: tuple[str, ...] = ()
    opened: bool = False
    people: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person is told of it, in order."""
        from inclusion_core.desk.handing_words import told  # noqa: PLC0415  only where somebody is told

        return tuple(told(self))


# Making -------------------------------------------------------------------------------------------------------------


def make_bundle(
    desk: Desk, review: str, out: Path | None = None, *, anyway: bool = False, to: str = "self"
) -> BundleMade:
    """Make one file of a review, to be handed over: everything in its folder but drafts and old copies.

    `out` is where to write it (a folder will do); without it, the review's id with `.inclusion`, in the folder one is
    in. The journal goes along whole, so for anybody (`to`) but the review's own side every section must be released.
    Where a text looks as if it named a pupil nothing is written, unless `anyway`, which the journal records.
    Raises UnknownName, NotAllowed, Conflict where another sort of file is there already, Locked, StorageFailed.
    """
    from inclusion_core.store.handing_over import packing  # noqa: PLC0415  only where something is handed over
    from inclusion_core.store.handing_over.handed import open_handed  # noqa: PLC0415  as above

    with desk.session(review) as session:
        refuse_unless_released(session.review, RELEASE_SECTIONS, to)
        if not session.read_only:
            session.sync()
            with suppress(InclusionError):  # the journal has everything in any case
                session.snapshot()
        place = _place(out, session.review.id)
        packed = packing.pack(session)
        stops = tuple(_stops(session, packed))
        if stops and not anyway:
            return BundleMade(session.review.id, None, stops=stops)
        by, at = desk.workspace.me, desk.workspace.clock()
        with packing.write(session, packed, place, by=by, device=desk.workspace.device, made=at) as written:
            with open_handed(written.part):
                pass  # what we make can be opened, or is not handed out
            if stops:
                session.note_leaving("bundle", len(stops))
                session.sync()
            written.commit()
        return BundleMade(
            review=session.review.id,
            path=place,
            size=written.size,
            changes=_changes(session, packed),
            attachments=len(packed.attachments),
            attached_bytes=packed.attached_bytes,
            gone=packed.gone,
            left_out=packed.left_out,
            stops=stops,
        )


def _place(out: Path | None, review: str) -> Path:
    from inclusion_core.store.handing_over.bundle import SUFFIX, is_bundle  # noqa: PLC0415  only where something is handed over

    if out is not None and str(out) == "-":
        raise NotAllowed("A file to hand over is no text for a screen. Give --out the name of a file.")
    place = Path(review + SUFFIX) if out is None else out
    if place.is_dir():
        place /= review + SUFFIX
    if place.exists() and not is_bundle(place):
        raise Conflict(f"{place} is there already and is no review to hand over, so it was left. Choose another name.")
    return place


def _changes(session: Session, packed: Packed) -> tuple[Happening, ...]:
    from inclusion_core.store.review.merging import makes_something  # noqa: PLC0415  only where something is handed over

    ids = {line.id for line in packed.lines if makes_something(line)}
    return tuple(one for one in session.history() if one.id in ids)


def _stops(session: Session, packed: Packed) -> Iterator[Stop]:
    """Yield every text that would leave and looks as if it named a pupil, each once, where it was first written."""
    from inclusion_core.analysis.texts.privacy import scan  # noqa: PLC0415  only for what leaves
    from inclusion_core.desk.handing_words import where_written  # noqa: PLC0415  as above
    from inclusion_core.store.handing_over.packing import texts_in  # noqa: PLC0415  as above

    seen: set[str] = set()
    for text, written in texts_in(packed):
        if text not in seen:
            seen.add(text)
            where = where_written(written, session.review.team)
            yield from (Stop(where, one.says, text[one.start : one.end]) for one in scan(text))


# Opening ------------------------------------------------------------------------------------------------------------


def preview_bundle(desk: Desk, path: Path) -> Handing:
    """Say what opening a file from a colleague would do: a bundle, or a review's folder that somebody copied.

    Nothing is written into the workspace. Raises InvalidFile with every reason against the file, FutureSchema where a
    newer version made it, NotAllowed where it cannot be opened here, StorageFailed.
    """
    from inclusion_core.store.handing_over.looking import looked_at  # noqa: PLC0415  only where something is handed over
    from inclusion_core.store.handing_over.receiving import weigh  # noqa: PLC0415  as above

    _refuse_other_sorts(desk, path)
    with looked_at(path) as looked:
        return _handing(desk, looked, weigh(desk.workspace, looked))


def open_bundle(desk: Desk, path: Path) -> Handing:
    """Open a file from a colleague: lay the review down whole where it is not here, else merge it. Twice is once.

    A school that is not here comes with it; one that is here stays as it is. Call `Desk.tell_plugins` afterwards.
    Raises as `preview_bundle` does, and ReadOnly, Locked; then nothing was changed.
    """
    from inclusion_core.store.handing_over.looking import looked_at  # noqa: PLC0415  only where something is handed over
    from inclusion_core.store.handing_over.receiving import lay_down, merge_in, weigh  # noqa: PLC0415  as above

    _refuse_other_sorts(desk, path)
    if desk.read_only:  # a workspace that is not there yet does not say so itself
        raise ReadOnly("This desk was opened for reading only. Nothing was changed.")
    with looked_at(path) as looked:
        weighed = weigh(desk.workspace, looked)
        found = _handing(desk, looked, weighed)
        if weighed.here or not lay_down(desk.workspace, looked):
            with desk.session(looked.review.id) as session:
                merge_in(session, looked)
                session.sync()
    return evolve(found, opened=True)


def _refuse_other_sorts(desk: Desk, path: Path) -> None:
    from inclusion_core.desk.recognising import what_is  # noqa: PLC0415  only where something is handed over

    found = what_is(desk, path)
    if found.sort not in {"bundle", "review-folder"}:
        do = "" if found.sort == "none" else "Choose a review that was handed over."
        raise InvalidFile(path, [Problem(found.says, "", do, str(path))])


def _handing(desk: Desk, looked: Looked, weighed: Weighed) -> Handing:
    from inclusion_core.desk import handing_words  # noqa: PLC0415  only where something is handed over
    from inclusion_core.store.handing_over.receiving import school_here  # noqa: PLC0415  as above

    state, manifest = looked.ledger.state, looked.handed.manifest
    here = school_here(desk.workspace, looked)
    school = here or looked.school
    team = {**state.review.team, **({manifest.by.id: manifest.by} if manifest and manifest.by.name else {})}
    conflicts = tuple(handing_words.conflict(looked.ledger.framework, team, one) for one in weighed.conflicts)
    name = school.name if school else state.review.school
    return Handing(
        path=looked.handed.path,
        review=state.review.id,
        title=state.review.title,
        school=name + (" (made up)" if school and school.made_up else ""),
        framework=state.review.framework.name,
        here=weighed.here,
        made_by=handing_words.person_words(team, manifest.by.id) if manifest else "",
        made_at=manifest.made if manifest else None,
        changes=weighed.changes,
        conflicts=conflicts,
        voices=len(state.judgements),
        judgements=sum(len(cells) for cells in state.judgements.values()),
        evidence=len(state.evidence),
        attachments=len(weighed.attachments),
        attached_bytes=sum(looked.handed.attachments[key].size for key in weighed.attachments),
        remarks=tuple(_remarks(desk, looked, weighed)),
        people=tuple(_by_person(team, weighed.changes)),
    )


def _by_person(team: Mapping[str, Person], changes: Iterable[Happening]) -> Iterator[str]:
    """Yield who made how many of the changes, those who made most first."""
    from inclusion_core.desk.handing_words import person_words  # noqa: PLC0415  only where something is handed over

    counts: dict[str, int] = {}
    for one in changes:
        counts[one.person] = counts.get(one.person, 0) + 1
    for person, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f"{count:,} by {person_words(team, person)}"


def _remarks(desk: Desk, looked: Looked, weighed: Weighed) -> Iterator[str]:
    """Yield what else is to be known: of the school where the review is new, and of what is amiss with the file."""
    from inclusion_core.store.handing_over.receiving import school_here  # noqa: PLC0415  only where something is handed over

    there, here = looked.school, school_here(desk.workspace, looked)
    if not weighed.here:
        if here is None and there is None:
            yield f"Nothing says what the school is called, so it goes by its id here, {looked.review.school}."
        elif here is None and there is not None:
            same = [one for one in desk.workspace.schools() if there.urn and one.urn == there.urn]
            if same:
                yield (
                    f"URN {there.urn} is here already as {same[0].id} ({same[0].name}). The review belongs to "
                    f"{there.id}, so the school will be in the list twice."
                )
            else:
                yield f"{there.name} is new among your schools, as {there.id}."
        elif here is not None and there is not None and here.name != there.name:
            yield f"They call the school {there.name}. Here it is {here.name}, and stays so."
    yield from map(str, looked.problems)
