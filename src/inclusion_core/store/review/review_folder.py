"""A review's folder before a session opens it: what the review is, and what it may be called."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.identifiers import slug
from inclusion_core.store.review import commands, snapshots
from inclusion_core.store.review.journal import Journal
from inclusion_core.store.review.ledger import JOURNAL, LOCK
from inclusion_core.store.review.opening import line_atoms
from inclusion_core.store.review.state import State, apply

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School

_COMMON_WORDS = {
    "the", "of", "and", "school", "primary", "secondary", "academy", "infant", "infants", "junior", "nursery", "high",
    "community", "church", "england", "c", "e", "ce", "rc", "catholic", "voluntary", "aided", "controlled", "college",
    "first", "middle", "special", "trust", "for", "at",
}  # fmt: skip
_LONGEST_NAME = 28


def short_name(school: School) -> str:
    """Return a few words of a school's name for a review's id, without those that every school has.

    >>> from inclusion_core.model.school import School
    >>> short_name(School(name="North Tyne Church of England Primary School"))
    'north-tyne'
    """
    words = [one for one in slug(school.name).split("-") if one not in _COMMON_WORDS] or slug(school.name).split("-")
    name = ""
    for word in words[:3]:
        longer = f"{name}-{word}" if name else word
        if len(longer) > _LONGEST_NAME:
            break
        name = longer
    return name or words[0][:_LONGEST_NAME]


_OURS = re.compile(
    r"review\.toml|framework(?:-[0-9a-f]{12})?\.toml|(?:archive|enquiry|actions|timetable|practice|requests)\.toml"
    r"|journal\.jsonl|\.lock"
    r"|assessments/[^/]+\.toml|evidence/[^/]+\.toml"
    r"|attachments/[0-9a-f]{64}|drafts/[^/]+\.jsonl|drafts/glimpse\.json|drafts/\.[^/]+\.lock|(?:[^/]+/)?kept/[^/]+\.[1-9]"
)


def is_ours(name: str) -> bool:
    """Say whether a file of a review's folder, by its path below it, is one that programs of ours write.

    >>> is_ours("assessments/self.toml"), is_ours("journal (conflicted copy).jsonl")
    (True, False)
    """
    return _OURS.fullmatch(name) is not None


def misplaced(folder: Path, review: Review) -> tuple[Problem, ...]:
    """Return what is wrong where a folder holds a review of another name: it is a copy, as when a folder was copied."""
    if folder.name == review.id:
        return ()
    what = f"is a copy of the review {review.id} under another name, and changes in it stay in it."
    do = "Take it out of the workspace, or, if it is the one you want, give it back its name in place of the other."
    return (Problem(what, "", do, str(folder)),)


def latest(folder: Path) -> Review:
    """Return what a review is: its review.toml and the journal lines after it. Raises InvalidFile, StorageFailed."""
    snapshot = snapshots.read(folder, commands.REVIEW_FILE)
    review = snapshots.review_of(snapshot.content) if snapshot.content else None
    if review is not None and not _speaks_of_the_review(folder / JOURNAL):
        return review
    journal = Journal(folder / JOURNAL, folder / LOCK)
    journal.pull()
    for line in journal.lines:
        with suppress(ValueError):
            if review is None:
                review = commands.review_from(line.do)
            elif line.seq > snapshot.applied:
                atoms = [one for one in line_atoms(line) if one.key[0] in {"review", "team"}]
                review = apply(State(review, {}, {}), atoms).review if atoms else review
    if review is None:
        raise InvalidFile(folder / commands.REVIEW_FILE, snapshot.problems)
    return review


def _speaks_of_the_review(journal: Path) -> bool:
    """Say whether a journal may hold a change of the review itself; cheap, so that listing reviews is."""
    try:
        data = journal.read_bytes()
    except OSError:
        return False
    return b'"change-review":' in data or b'"several":' in data or b'"migrate":' in data
