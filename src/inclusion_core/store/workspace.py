"""A workspace: the folder in which a person keeps schools and reviews.

Nothing is made on disk before the first change. A workspace opened read-only writes nothing at all, not even an index
or a lock; so does one that a newer version of this program wrote, or that this user may not write to.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self

from attrs import evolve

from inclusion_core.errors import FutureSchema, InclusionError, InvalidFile, NotAllowed, Problem, ReadOnly, UnknownName
from inclusion_core.identifiers import is_id, nearest
from inclusion_core.model.review import Person, Pin, Review
from inclusion_core.model.school import School, Setting
from inclusion_core.store import files, folders, toml
from inclusion_core.store.me import ME, Me, read_me, write_me
from inclusion_core.store.review import commands, snapshots
from inclusion_core.store.review.journal import Journal
from inclusion_core.store.review.ledger import JOURNAL, LOCK
from inclusion_core.store.review.pinned import FRAMEWORK, pinned_framework
from inclusion_core.store.review.reading import Readings
from inclusion_core.store.review.review_folder import latest, misplaced, short_name
from inclusion_core.store.review.rows import Entry
from inclusion_core.store.review.session import Session, now
from inclusion_core.store.review.state import State
from inclusion_core.store.schoolbook import Put, Schoolbook

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from inclusion_core.model.framework import Framework
    from inclusion_core.store.erasure import Blanked
    from inclusion_core.store.review.reading import Reading


class Workspace:
    """A folder of schools and reviews. Open it with `Workspace.open`.

    `problems` are what was found amiss at the last look, in sentences; no bad file hides a good one.
    """

    def __init__(
        self,
        root: Path,
        *,
        read_only: str = "",
        kinds: Collection[str] | None = None,
        clock: Callable[[], dt.datetime] = now,
    ) -> None:
        self.root, self.why_read_only = root, read_only
        self._kinds, self.clock = kinds, clock
        self._review_problems: list[Problem] = []
        self._problems: list[Problem] = []
        self._me = self._read_me()
        self._known = (root / ME).exists()  # whether who works here is on the disk, and not made up just now
        self._schools = Schoolbook(root, read_only=self.read_only)
        self._readings = Readings(root)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        kinds: Collection[str] | None = None,
        clock: Callable[[], dt.datetime] = now,
    ) -> Workspace:
        """Open a workspace, or begin one where there is none yet (on its first change, not before).

        `kinds` are the kinds of evidence that may be used, None for any; `clock` gives the present (UTC). Raises
        NotAllowed where there is nothing to read, InvalidFile where its `inclusion.toml` cannot be read.
        """
        why = "This workspace was opened for reading only." if read_only else ""
        if read_only and not path.is_dir():
            raise NotAllowed(f"There is no workspace in {path}. Name another folder, or begin one there by writing.")
        if path.is_dir() and not read_only and not os.access(path, os.W_OK):
            why = f"This user may not write to {path}, so it is open for reading only."
        return cls(path, read_only=why, kinds=kinds, clock=clock)

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return bool(self.why_read_only)

    @property
    def me(self) -> Person:
        """Who works here. The id is made once and kept."""
        return self._me.me

    @property
    def device(self) -> str:
        """What this workspace calls the machine it is on."""
        return self._me.device

    @property
    def frameworks(self) -> Path:
        """The folder in which this workspace's own frameworks lie; it need not exist."""
        return self.root / "frameworks"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found amiss with the workspace, its schools and its reviews, as of the last look."""
        cut_short = {
            ".blanking": ("A blanking was cut short.", "Run it again with the same text."),
            ".erasing": ("The removal of a review was cut short.", "What is left of it goes with the next change."),
        }
        found = [Problem(what, "", do, str(self.root)) for name, (what, do) in cut_short.items()
                 if (self.root / name).exists()]  # fmt: skip
        return (*self._problems, *found, *self._schools.problems, *self._review_problems)

    def rename_me(self, name: str) -> Person:
        """Choose the name that this person is shown by. Raises ReadOnly, StorageFailed."""
        self.writable()
        self.begin()
        with files.locked(self.root / LOCK):
            self._me = self._read_me()
            self._me = evolve(self._me, me=evolve(self.me, name=commands.clean(name, "The name")))
            write_me(self.root, self._me)
        return self.me

    @property
    def blocked(self) -> tuple[str, ...]:
        """The plugins that are left alone in this workspace, by name."""
        return self._me.blocked

    def block(self, plugins: Iterable[str]) -> tuple[str, ...]:
        """Leave these plugins alone from now on, and no others; return them. Raises ReadOnly, StorageFailed."""
        self.writable()
        self.begin()
        with files.locked(self.root / LOCK):
            self._me = evolve(self._read_me(), blocked=tuple(sorted(set(plugins))))
            write_me(self.root, self._me)
        return self.blocked

    # Schools -------------------------------------------------------------------------------------------------------

    def schools(self) -> tuple[School, ...]:
        """Return every school, by name."""
        return self._schools.all()

    def school(self, name: str) -> School:
        """Return a school by its local id, its URN or LAESTAB, present or former. Raises UnknownName."""
        return self._schools.one(name)

    def find_schools(self, text: str) -> tuple[School, ...]:
        """Return the schools whose name, town, postcode or numbers hold every word of a text."""
        return self._schools.find(text)

    def put_schools(self, schools: Iterable[School]) -> Put:
        """Add or change schools; what one does not say stays as it was. Raises NotAllowed, ReadOnly, StorageFailed."""
        self.writable()
        self.begin()
        with files.locked(self.root / LOCK, wait_s=60.0):
            return self._schools.put(schools)

    # Reviews -------------------------------------------------------------------------------------------------------

    def reviews(self) -> Iterator[Review]:
        """Yield every review that can be read, in the order of school and review. See `problems` for the others."""
        self._review_problems = []
        for folder in self.review_folders():
            try:
                found = self._readings.latest(folder)
                wrong = misplaced(folder, found)
                self._review_problems += wrong
                if not wrong:
                    yield found
            except InclusionError as error:
                one = Problem(str(error), file=str(folder))
                self._review_problems += error.problems if isinstance(error, InvalidFile) else (one,)

    def read(self, review: str) -> Reading:
        """Return a review (by its id or a unique beginning of it) as it stands, for those who only look.

        What is as it was at the last look is not read again. Raises what `session` raises.
        """
        folder = folders.meant(self.root, review)
        return self._readings.of(folder, lambda: self.session(folder.name, read_only=True))

    def is_copy(self, name: str, of: str) -> bool:
        """Say whether the review in the folder of that name is a copy of another, as its own file says."""
        try:
            return latest(self.review_folder(name)).id == of
        except InclusionError:
            return False

    def review_ids(self) -> tuple[str, ...]:
        """Return the id of every review, readable or not, without opening any."""
        return tuple(sorted(folder.name for folder in self.review_folders()))

    def find_review(self, prefix: str) -> str:
        """Return the id of the one review that begins so. Raises UnknownName, or NotAllowed where there are several."""
        return folders.meant(self.root, prefix).name

    def review_folder(self, review: str) -> Path:
        """Return the folder of a review. Raises UnknownName."""
        found = folders.named(self.root, review)
        if found is not None:
            return found
        ids = self.review_ids()
        raise UnknownName("review", review, nearest=nearest(review, ids), known=ids)

    def create_review(  # noqa: PLR0913  a review has these parts, all named
        self,
        school: School | str,
        framework: Framework,
        *,
        id: str | None = None,  # noqa: A002  the word that files use
        title: str = "",
        setting: Setting | None = None,
        team: Mapping[str, Person] | None = None,
        started: dt.date | None = None,
        keep_until: dt.date | None = None,
    ) -> Review:
        """Begin a review of a school with a framework, whose resolved text and the school's setting are pinned.

        A school that is not in the workspace is put there. Without an `id` one is made of the school's name and the
        month. Raises UnknownName, NotAllowed (an id that is taken or is none), ReadOnly, StorageFailed.
        """
        from inclusion_core.store.frameworks.framework_files import digest, framework_table  # noqa: PLC0415  only to begin one

        self.writable()
        self.begin()
        one = self._own(school)
        day = started or self.clock().date()
        with files.locked(self.root / LOCK, wait_s=60.0):
            name = self._review_id(one, day, id)
            pin = Pin(framework.id, framework.edition, digest(framework))
            people = {self.me.id: self.me, **(team or {})}
            review = Review(
                name, one.id, pin, day, one.setting if setting is None else setting,
                commands.clean(title, "The title"), people, keep_until,
            )  # fmt: skip
            self._lay_down(review, toml.dumps(framework_table(framework)).encode())
        return review

    def _own(self, school: School | str) -> School:
        if isinstance(school, str):
            return self.school(school)
        if school.id and (self._schools.folder / f"{school.id}.toml").exists():
            return self.school(school.id)
        put = self.put_schools([school])
        return self.school((put.added + put.updated + put.unchanged)[0])

    def _review_id(self, school: School, day: dt.date, wanted: str | None) -> str:
        taken = set(self.review_ids())
        if wanted is not None:
            if not is_id(wanted):
                raise NotAllowed(f"'{wanted}' cannot name a review. Use lower-case letters, digits and hyphens.")
            if wanted in taken:
                raise NotAllowed(f"There is a review '{wanted}' already. Choose another id.")
            return wanted
        name = f"{short_name(school)}-{day:%Y-%m}"
        number = 1
        while name in taken:
            number += 1
            name = f"{short_name(school)}-{day:%Y-%m}-{number}"
        return name

    def _lay_down(self, review: Review, framework: bytes) -> None:
        """Make a review's folder whole under another name, then give it its own: it is there entirely or not at all."""
        folder = self.root / "reviews" / review.school
        new = folder / f".new-{os.urandom(4).hex()}"
        try:
            files.make_folder(new)
            files.write(new / FRAMEWORK, framework, keep=0)
            journal = Journal(new / JOURNAL, new / LOCK)
            entry = Entry(commands.create_review(review), None, self.me.id, self.device, self.clock())
            with journal.writing() as turn:
                turn.append([entry])
            journal.sync()
            state = State(review, {}, {})
            files.write(new / commands.REVIEW_FILE, snapshots.write(state, commands.REVIEW_FILE, 1), keep=0)
            try:
                new.rename(folder / review.id)
                files.fsync_folder(folder)
            except OSError as error:
                raise files.storage_failed(folder / review.id, error) from error
        finally:
            if new.exists():
                import shutil  # noqa: PLC0415  5 ms that only a failure should cost

                shutil.rmtree(new, ignore_errors=True)

    def session(self, review: str, *, read_only: bool = False, person: Person | None = None) -> Session:
        """Open a review (by its id or a unique beginning of it) to work on, or to read.

        What is done in it is `person`'s work (mine where None): history, evidence and undo go by that.

        What keeps it from being changed is in the session's `why_read_only`. Raises UnknownName, NotAllowed,
        InvalidFile, StorageFailed.
        """
        folder = folders.meant(self.root, review)
        if not (self.read_only or read_only):
            self.begin()
        why = self.why_read_only or ("This review was opened for reading only." if read_only else "")
        if not why and not os.access(folder, os.W_OK):
            why = f"This user may not write to {folder}, so it is open for reading only."
        known = latest(folder)
        copied = misplaced(folder, known)
        if copied and not why:
            why = (
                f"{folder.name} is a copy of the review {known.id} under another name, so it is open for reading only."
            )
        framework, problems = pinned_framework(folder, known, mend=not why)
        if problems and not why:
            why = f"The framework beside {known.id} is not the one it was begun with, so it is open for reading only."
        return Session(
            folder,
            framework=framework,
            school=self._school_of(known),
            me=person or self.me,
            device=self.device,
            read_only=why,
            kinds=self._kinds,
            clock=self.clock,
            problems=(*copied, *problems),
        )

    def _school_of(self, review: Review) -> School:
        try:
            return self._schools.one(review.school)
        except UnknownName:
            return School(name=review.school, id=review.school)

    def review_folders(self) -> list[Path]:
        """Return the folder of every review, readable or not."""
        return folders.folders(self.root)

    # Inside --------------------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def forget_index(self) -> None:
        """Take the index of schools away; the next reading makes it anew."""
        self._schools.forget()

    def blank(self, text: str, *, inside_words: bool = False) -> Blanked:
        """Blank a text in every byte of this workspace, for good. See `store.erasure.blank`."""
        from inclusion_core.store.erasure import blank  # noqa: PLC0415  rarely wanted

        self._readings.forget()
        return blank(self, text, inside_words=inside_words)

    def erase_review(self, review: str) -> str:
        """Remove a whole review for good. See `store.erasure.erase_review`."""
        from inclusion_core.store.erasure import erase_review  # noqa: PLC0415  rarely wanted

        return erase_review(self, review)

    def due_for_erasure(self, today: dt.date) -> tuple[Review, ...]:
        """Return the reviews whose last day of keeping is over, the longest due first."""
        from inclusion_core.store.erasure import due_for_erasure  # noqa: PLC0415  rarely wanted

        return due_for_erasure(self, today)

    def close(self) -> None:
        """Nothing is held open; here for `with`."""

    def writable(self) -> None:
        """Raise ReadOnly where changes are refused."""
        if self.why_read_only:
            raise ReadOnly(f"{self.why_read_only} Nothing was changed.")

    def _read_me(self) -> Me:
        try:
            return read_me(self.root)
        except FutureSchema as error:
            self._problems += error.problems
            self.why_read_only = f"A newer version of this program wrote {self.root / ME}. Update the program."
            return Me(Person("reader"), "reader")

    def begin(self) -> None:
        """Make the workspace on disk, once; whoever comes second takes what the first one wrote."""
        if (self.root / ".erasing").exists():
            from inclusion_core.store.erasure import finish_erasing  # noqa: PLC0415  only after a crash

            finish_erasing(self.root)
        if self._known and (self.root / ME).exists():
            return
        files.make_folder(self.root)
        with files.locked(self.root / LOCK):
            if (self.root / ME).exists():
                self._me = self._read_me()
            else:
                write_me(self.root, self._me)
        self._known = True
