"""The text of the framework that a review rests on, and the texts of editions it rested on before.

`framework.toml` is the present text, for people. Beside it every text that the review ever rested on (or is about to)
lies as `framework-<first 12 digits of its digest>.toml`, once the review has moved. The journal says which one counts;
a text is known by its digest and by nothing else. So a crash in the middle of a move leaves the old edition or the new
one, whole, and `framework.toml` is set right when the review is next opened to work on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.errors import InclusionError, NotAllowed, Problem, UnknownName
from inclusion_core.store import files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Pin, Review
    from inclusion_core.store.review.rows import Command

FRAMEWORK = "framework.toml"
_DIGITS = 12


def text_file(digest: str) -> str:
    """Return the name under which an edition's text is kept beside `framework.toml`.

    >>> text_file("9f2c6f1d0a4b7e55aa")
    'framework-9f2c6f1d0a4b.toml'
    """
    return f"framework-{digest[:_DIGITS]}.toml"


def pinned_framework(folder: Path, review: Review, *, mend: bool = False) -> tuple[Framework, tuple[Problem, ...]]:
    """Read the framework that a review rests on, and what is wrong with it. Raises InvalidFile, StorageFailed.

    With `mend` a `framework.toml` that a crash left behind is set right.
    """
    path = folder / FRAMEWORK
    framework: Framework | None = None
    failed: InclusionError | None = None
    try:
        framework = _read(path)
    except InclusionError as error:
        failed = error
    if framework is not None and framework.digest == review.framework.digest:
        return framework, ()
    kept = kept_text(folder, review.framework.digest)
    if kept is not None:
        if mend:
            lay_in_place(folder, review.framework)
        return kept, ()
    if framework is None:
        assert failed is not None  # noqa: S101  it was read or it failed
        raise failed
    what = f"is not the text of {review.framework.name} that this review rests on."
    do = "Put the right file back. Until then the review can be read, and what is reckoned rests on another text."
    return framework, (Problem(what, "", do, str(path)),)


def kept_text(folder: Path, digest: str) -> Framework | None:
    """Read an edition's text that is kept beside the present one; None where it is not there or another text."""
    path = folder / text_file(digest)
    if not path.is_file():
        return None
    try:
        framework = _read(path)
    except InclusionError:
        return None
    return framework if framework.digest == digest else None


def keep_texts(folder: Path, old: Framework, new: Framework) -> None:
    """Keep both editions' texts beside `framework.toml`, before the journal speaks of the new one.

    Raises StorageFailed; then the review is as it was.
    """
    from inclusion_core.store import toml  # noqa: PLC0415  only where a review moves
    from inclusion_core.store.frameworks.framework_files import framework_table  # noqa: PLC0415  as above

    for one in (old, new):
        if kept_text(folder, one.digest) is None:
            there = folder / FRAMEWORK
            as_it_is = one is old and _digest(there) == one.digest
            data = there.read_bytes() if as_it_is else toml.dumps(framework_table(one)).encode()
            files.write(folder / text_file(one.digest), data, keep=0)


def lay_in_place(folder: Path, pin: Pin) -> None:
    """Make `framework.toml` the text that counts. Raises StorageFailed; what counts is told by the journal anyway."""
    files.write(folder / FRAMEWORK, (folder / text_file(pin.digest)).read_bytes(), keep=0)


def refuse_without_text(folder: Path, command: Command | None) -> None:
    """Raise NotAllowed for a change that moves the review to a text which is not beside it."""
    to = (command or {}).get("migrate", {}).get("to")
    if to is not None and kept_text(folder, to["digest"]) is None:
        raise NotAllowed(
            f"The text of {to['id']}@{to['edition']} is not beside this review any more ({text_file(to['digest'])}), "
            "so it cannot move there. Put the file back; nothing was changed."
        )


def texts_of(folder: Path) -> Iterator[Path]:
    """Yield the files of the kept texts."""
    yield from sorted(one for one in folder.glob("framework-*.toml") if one.is_file() and not one.is_symlink())


def look_over(folder: Path, pin: Pin, needed: Collection[str]) -> Iterator[Problem]:
    """Yield what is amiss with the texts beside a review. `needed` are digests that what was set aside speaks of."""
    for path in texts_of(folder):
        try:
            digest = _read(path).digest
        except InclusionError as error:
            yield Problem(str(error), "", "It is an earlier edition of this review's framework.", str(path))
            continue
        if path.name != text_file(digest):
            do = "Put the right file back: judgements that were set aside speak of it."
            yield Problem("is not the text that its name stands for.", "", do, str(path))
    for digest in sorted(set(needed)):
        if not (folder / text_file(digest)).is_file():
            what = "is gone: judgements that were set aside speak of this edition's text."
            yield Problem(what, "", "Put it back from a copy.", str(folder / text_file(digest)), severity="worth-doing")
    if kept_text(folder, pin.digest) is not None and _digest(folder / FRAMEWORK) != pin.digest:
        what = f"is not the text of {pin.name}, which this review rests on; that text is kept beside it and is used."
        do = "It is set right when the review is next changed."
        yield Problem(what, "", do, str(folder / FRAMEWORK), severity="worth-doing")


def _digest(path: Path) -> str:
    try:
        return _read(path).digest
    except InclusionError:
        return ""


_KEPT_TEXTS = 8
_read_so_far: dict[str, Framework] = {}
"""The frameworks of the last few texts, by the whole text: schools of a trust rest on one, each in its own folder."""


def _read(path: Path) -> Framework:
    """Read a framework's text, each text once. Raises InvalidFile, FutureSchema, StorageFailed."""
    from inclusion_core.store import toml  # noqa: PLC0415  only where a review is opened
    from inclusion_core.store.frameworks.framework_files import read_framework  # noqa: PLC0415  as above

    text = toml.read_text(path, limit=toml.FRAMEWORK_LIMIT)
    known = _read_so_far.get(text)
    if known is None:
        known = read_framework(text, bases=_no_base, scales={}, kinds=None, methods=None, file=str(path)).framework
        for oldest in list(_read_so_far)[: max(len(_read_so_far) - _KEPT_TEXTS + 1, 0)]:
            _read_so_far.pop(oldest, None)
        _read_so_far[text] = known
    return known


def _no_base(name: str) -> Framework:
    raise UnknownName("framework", name)
