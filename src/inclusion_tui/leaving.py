"""A report, or the review as one file to hand over: where it is written, and the making of it in a thread.

Nothing that is there already is written over. What looks as if it named a pupil holds everything back, until somebody
blanks it or says that it shall leave all the same.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

import inclusion_core as ic
from inclusion_tui.notes.attaching import meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_tui.sitting import Sitting
    from inclusion_tui.working import Work

BUNDLE_SUFFIX = ".inclusion"
_MOST_TRIED = 1_000


@frozen
class Form:
    """A form in which a review may leave. `made_by` is None for the file to hand over."""

    id: str
    title: str
    about: str
    suffix: str
    made_by: ic.ReportFormat | None = None


HAND_OVER = Form(
    "hand-over", "To hand over", "All of it as one file, for a colleague to open and go on with.", BUNDLE_SUFFIX
)


@frozen
class Left:
    """What came of it: the file, or what holds it back. `content` is for a browser, where there is no `path`.

    `size` is in bytes; `bundle` says more of a file to hand over.
    """

    path: Path | None = None
    content: bytes = b""
    size: int = 0
    stops: tuple[ic.Stop, ...] = ()
    bundle: ic.BundleMade | None = None


def forms(desk: ic.Desk) -> tuple[Form, ...]:
    """Return every form there is, ours and the plugins', and the file to hand over last. Looks for plugins."""
    found = desk.plugins.report_formats().values()
    return (*(Form(one.name, one.title, one.about, one.suffix, one) for one in found), HAND_OVER)


def here() -> Path:
    """Return the folder that is meant where none is named: the present one, else one's own."""
    with suppress(OSError):  # the folder may have been taken away
        folder = Path.cwd()
        if os.access(folder, os.W_OK):
            return folder
    return Path.home()


def place_for(review: str, form: Form, typed: str, folder: Path) -> Path:
    """Return the file to write. What is typed counts; a folder gets a name that is free, a name its suffix.

    >>> form = Form("html", "HTML", "", ".html")
    >>> [str(place_for("a", form, typed, Path("x"))) for typed in ("", "y", "y.htm", "y/z")]
    ['x/a-report.html', 'x/y.html', 'x/y.htm', 'x/y/z.html']
    """
    name = review if form.made_by is None and form.id == HAND_OVER.id else f"{review}-report"
    if not typed.strip():
        return _free(folder, name, form.suffix)
    path = folder / Path(meant(typed)).expanduser()
    if typed.rstrip().endswith(("/", os.sep)) or path.is_dir():
        return _free(path, name, form.suffix)
    return path if path.suffix else path.with_name(path.name + form.suffix)


def _free(folder: Path, name: str, suffix: str) -> Path:
    """Return a file that is not there yet; the first name where a thousand are."""
    names = [f"{name}{suffix}", *(f"{name}-{number}{suffix}" for number in range(2, _MOST_TRIED))]
    return next((folder / one for one in names if not os.path.lexists(folder / one)), folder / names[0])


def leave(  # noqa: PLR0913  all named
    sitting: Sitting, form: Form, place: Path | None, work: Work, *, voices: Sequence[str] = (), anyway: bool = False
) -> Left:
    """Make a review's report, or the file to hand over, and write it to `place`; keep it in memory where that is None.

    Writes nothing once `work` is cancelled, and nothing over what is there. Raises Conflict, PluginFailed,
    MissingExtra, StorageFailed.
    """
    if place is not None and os.path.lexists(place):
        raise ic.Conflict(f"{place} is there already and was left as it is. Press f and choose another name.")
    if form.made_by is None:
        return _handed_over(sitting, place, work, anyway=anyway)
    made = ic.make_report(sitting.desk, sitting.session, form.made_by, voices=voices, anyway=anyway)
    if made.stopped or _unwanted(work):
        return Left(stops=made.stops)
    if place is None:
        return Left(content=made.content, size=len(made.content))
    ic.write_new(place, made.content)
    if _unwanted(work):  # while it was being written: whoever stopped it was told that there is no file
        place.unlink(missing_ok=True)
    return Left(place, size=len(made.content))


def _unwanted(work: Work) -> bool:
    """Say whether nobody waits for it any more: another thread may say so at any moment."""
    return work.cancelled


def _handed_over(sitting: Sitting, place: Path | None, work: Work, *, anyway: bool) -> Left:
    review = sitting.session.review.id
    with tempfile.TemporaryDirectory(prefix="inclusion-") as folder:
        to = place if place is not None else Path(folder) / f"{review}{BUNDLE_SUFFIX}"
        made = ic.make_bundle(sitting.desk, review, to, anyway=anyway)
        if made.path is None:
            return Left(stops=made.stops)
        if place is None:
            return Left(content=made.path.read_bytes(), size=made.size, bundle=made)
        if _unwanted(work):
            made.path.unlink(missing_ok=True)
        return Left(made.path, size=made.size, bundle=made)
