"""The reviews of a workspace as a list shows them: which there are at once, what each is and how far it is later.

Three looks, each dearer than the one before: the folders' names, a review's own file, the review opened for reading.
Nothing here writes anything, so a thread with a desk of its own may do it while somebody works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from inclusion_core.desk import Desk
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School
    from inclusion_core.store.review.drafts import Draft


@frozen
class OnShelf:
    """A review as its folder tells of it. `touched` is when it was last changed, None where that is not known."""

    review: str
    school: str
    touched: dt.datetime | None


@frozen
class Progress:
    """How far one voice is in a review: `judged` of `applicable`, as coverage counts them.

    `drafts` are texts that were typed on this device and never said, the newest last. `voices` are all who judged.
    """

    voice: str
    judged: int
    applicable: int
    drafts: tuple[Draft, ...]
    voices: tuple[str, ...]


def on_shelf(desk: Desk) -> tuple[OnShelf, ...]:
    """Return every review of the workspace, the one that was changed last first. None is opened.

    Raises StorageFailed.
    """
    return tuple(sorted(_all(desk), key=_newest_first))


def _all(desk: Desk) -> Iterator[OnShelf]:
    from inclusion_core.store.folders import folders, last_change  # noqa: PLC0415  only where reviews are listed

    root = desk.folder if desk.folder is not None else desk.workspace.root  # which says that there is none
    for folder in folders(root):
        yield OnShelf(folder.name, folder.parent.name, last_change(folder))


def _newest_first(one: OnShelf) -> tuple[float, str]:
    return (-one.touched.timestamp() if one.touched is not None else 0.0, one.review)


def look_at(desk: Desk, review: str) -> tuple[Review, School]:
    """Return what a review is, and its school, without opening it.

    Raises UnknownName, InvalidFile, StorageFailed, also for a copy of another review under a name of its own.
    """
    from inclusion_core.errors import InvalidFile, UnknownName  # noqa: PLC0415  beside its only use
    from inclusion_core.model.school import School  # noqa: PLC0415  as above
    from inclusion_core.store.review.review_folder import latest, misplaced  # noqa: PLC0415  as above

    folder = desk.workspace.review_folder(review)
    found = latest(folder)
    wrong = misplaced(folder, found)
    if wrong:
        raise InvalidFile(folder, wrong)
    try:
        return found, desk.workspace.school(found.school)
    except UnknownName:
        return found, School(name=found.school, id=found.school)


def progress_of(desk: Desk, review: str, voice: str = "self") -> Progress:
    """Return how far a voice is, opening the review for reading only; one that is no voice there is the school's own.

    Raises what `Desk.session` raises.
    """
    from inclusion_core.analysis.coverage.coverage import coverage  # noqa: PLC0415  only where it is asked
    from inclusion_core.model.assessment import voice_problem  # noqa: PLC0415  as above

    with desk.session(review, read_only=True) as session:
        if voice_problem(session.framework, voice):
            voice = "self"
        made = session.assessment(voice).judgements
        found = coverage(session.framework, made, session.review.setting).overall
        drafts = tuple(one for one in session.drafts() if not one.held)
        return Progress(voice, found.judged, found.applicable, drafts, tuple(session.assessments))
