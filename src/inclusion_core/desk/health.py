"""Looking a workspace over: what is wrong with it, and what would mend each thing. Nothing is changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from typing import TYPE_CHECKING, Any

from attrs import define, field

from inclusion_core.errors import InclusionError, InvalidFile, Problem
from inclusion_core.store.review.ledger import LOCK
from inclusion_core.store.review.review_folder import is_ours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from inclusion_core.desk import Desk
    from inclusion_core.store.book import Book
    from inclusion_core.store.review.session import Session


_MOST_NAMED = 3


@define
class Looked:
    """What was looked at, how many of each, and what was found; whether this user can only read the workspace."""

    findings: list[Problem] = field(factory=list)
    schools: int = 0
    reviews: int = 0
    frameworks: int = 0
    plugins: int = 0
    only_read: bool = False

    def add(self, problems: Iterable[Problem]) -> None:
        """Take problems in, each once."""
        self.findings += [one for one in problems if one not in self.findings]

    def failed(self, error: InclusionError, where: str = "") -> None:
        """Take in an error that kept us from looking further."""
        if isinstance(error, InvalidFile):
            self.add(error.problems)
        else:
            self.add([Problem(str(error), where)])


def examine(desk: Desk) -> Looked:
    """Look over the workspace's files, its reviews with their journals and locks, frameworks and plugins."""
    looked = Looked()
    for part in (_schools, _reviews, _locks, _leftovers, _frameworks, _plugins):
        try:
            part(desk, looked)
        except InclusionError as error:
            looked.failed(error)
    return looked


def _schools(desk: Desk, looked: Looked) -> None:
    from inclusion_core.store.calendars import years_of  # noqa: PLC0415  only for this command
    from inclusion_core.store.consultations import consultations_of  # noqa: PLC0415  as above
    from inclusion_core.store.pairs import pairs_of  # noqa: PLC0415  as above
    from inclusion_core.store.partnership import clusters_of, rounds_of, trusts_of  # noqa: PLC0415  as above
    from inclusion_core.store.staffing import staffing_of  # noqa: PLC0415  as above

    looked.schools = len(desk.workspace.schools())
    looked.add(desk.workspace.problems)
    here = desk.workspace
    for open_book in (clusters_of, rounds_of, trusts_of, consultations_of, years_of, pairs_of, staffing_of):
        book: Book[Any] = open_book(here)
        try:
            book.all()
        except InclusionError as error:  # such as a folder that is another user's alone
            looked.failed(error)
        looked.add(book.problems)


def _reviews(desk: Desk, looked: Looked) -> None:
    from inclusion_core.store.erasure import due_for_erasure  # noqa: PLC0415  as above
    from inclusion_core.store.review import pinned  # noqa: PLC0415  only for this command

    today = dt.datetime.now(tz=dt.UTC).date()
    for one in due_for_erasure(desk.workspace, today):
        day = "" if one.keep_until is None else one.keep_until.isoformat()
        do = f"To erase it, type: inclusion review erase {one.id}"
        looked.add([Problem(f"was to be kept until {day}.", one.id, do, severity="worth-doing")])
    looked.add(desk.workspace.problems)
    for name in desk.workspace.review_ids():
        looked.reviews += 1
        try:
            session = desk.session(name, read_only=True)
        except InclusionError as error:
            looked.failed(error, name)
            continue
        try:
            looked.add(session.problems)
            looked.add(_attachments(session))
            needed = {one.digest for one in session.state.archive.values()}
            looked.add(pinned.look_over(session.folder, session.review.framework, needed))
        finally:
            session.close()


def _locks(desk: Desk, looked: Looked) -> None:
    """Look whether this disk knows locks, and whether a program holds one now."""
    from inclusion_core.store.files import look_at_lock  # noqa: PLC0415  only for this command

    root = desk.workspace.root
    looked.only_read = root.is_dir() and not os.access(root, os.W_OK)
    stand = {folder: look_at_lock(folder / LOCK) for folder in (root, *desk.workspace.review_folders())}
    if "none" in stand.values():
        what = "This disk knows no locks, so two programs that write at the same moment are not kept apart."
        do = "Work with one program at a time here, or keep the workspace on a disk of this computer."
        looked.add([Problem(what, do=do, file=str(root), severity="worth-doing")])
    for folder in (folder for folder, state in stand.items() if state == "held"):
        what = "A program is writing here at this moment."
        do = "Look again in a while; where it stays so, close the other program. A lock ends with its program."
        looked.add([Problem(what, do=do, file=str(folder / LOCK), severity="worth-doing")])


def _leftovers(desk: Desk, looked: Looked) -> None:
    """Look for what was typed and never said, files that a crash left, and files that nobody reads."""
    from inclusion_core.store import files  # noqa: PLC0415  only for this command

    workspace = desk.workspace
    unfinished = 0
    for folder in workspace.review_folders():
        looked.add(_drafts(folder))
        strange = []
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                if files.is_part(path):
                    unfinished += 1
                elif not is_ours(str(path.relative_to(folder).as_posix())):
                    strange.append(str(path.relative_to(folder)))
        if strange:
            named = ", ".join(strange[:_MOST_NAMED]) + (" …" if len(strange) > _MOST_NAMED else "")
            what = f"holds what this program does not read: {named}."
            do = "Did a synchronising program keep a second version of a file? Look what it says, then take it away."
            looked.add([Problem(what, do=do, file=str(folder), severity="worth-doing")])
    for folder in (workspace.root, workspace.root / "schools"):
        if folder.is_dir():
            unfinished += sum(files.is_part(one) for one in folder.iterdir())
    if unfinished:
        what = f"{unfinished} unfinished file{' was' if unfinished == 1 else 's were'} left by a crash or a full disk."
        do = "They do no harm, and go when the workspace is next written to."
        looked.add([Problem(what, do=do, file=str(workspace.root), severity="worth-doing")])


def _drafts(folder: Path) -> Iterator[Problem]:
    """Yield what was typed for a review and never said; its words are not repeated."""
    from inclusion_core.store.review.drafts import left_in  # noqa: PLC0415  only for this command

    for path in sorted((folder / "drafts").glob("*.jsonl")):
        for one in left_in(path):
            what = f"holds what was typed for '{one.key}' on {one.at:%Y-%m-%d at %H:%M} UTC and never said."
            do = f"It is offered when you go on: inclusion assess {folder.name}"
            yield Problem(what, one.device, do, str(path), severity="worth-doing")


def _attachments(session: Session) -> Iterator[Problem]:
    """Yield the attachments that are gone, or are not what was attached."""
    for one in session.evidence.values():
        for digest, kept in one.attachments.items():
            path = session.folder / "attachments" / digest
            if not path.is_file():
                yield Problem(f"'{kept.name}' is gone.", one.id, "Attach it again.", str(path))
            else:
                with path.open("rb") as file:
                    found = hashlib.file_digest(file, "sha256").hexdigest()
                if found != digest:
                    yield Problem(f"'{kept.name}' is not what was attached.", one.id, "Attach it again.", str(path))


def _frameworks(desk: Desk, looked: Looked) -> None:
    found = desk.library.found()
    looked.frameworks = len(found)
    for one in found:
        looked.add(each for each in one.problems if each.severity == "wrong")


def _plugins(desk: Desk, looked: Looked) -> None:
    listing = desk.plugins.listing()
    looked.plugins = len(listing)
    for one in listing:
        looked.add(
            Problem(str(trouble), do=f"To leave it alone: inclusion plugins block {one.name}")
            for trouble in one.troubles
        )
