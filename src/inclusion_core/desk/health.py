"""Looking a workspace over: what is wrong with it, and what would mend each thing. Nothing is changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from attrs import define, field

from inclusion_core.errors import InclusionError, InvalidFile, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inclusion_core.desk import Desk
    from inclusion_core.store.session import Session


@define
class Looked:
    """What was looked at, how many of each, and what was found."""

    findings: list[Problem] = field(factory=list)
    schools: int = 0
    reviews: int = 0
    frameworks: int = 0
    plugins: int = 0

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
    for part in (_schools, _reviews, _frameworks, _plugins):
        try:
            part(desk, looked)
        except InclusionError as error:
            looked.failed(error)
    return looked


def _schools(desk: Desk, looked: Looked) -> None:
    looked.schools = len(desk.workspace.schools())
    looked.add(desk.workspace.problems)


def _reviews(desk: Desk, looked: Looked) -> None:
    from inclusion_core.store import files, pinned  # noqa: PLC0415  only for this command
    from inclusion_core.store.erasure import due_for_erasure  # noqa: PLC0415  as above

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
    unfinished = sum(files.is_part(one) for one in desk.workspace.root.rglob("*") if one.is_file())
    if unfinished:
        what = f"{unfinished} unfinished files were left by a crash or a full disk."
        do = "They do no harm, and go when the workspace is next written to."
        looked.add([Problem(what, do=do, file=str(desk.workspace.root), severity="worth-doing")])


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
