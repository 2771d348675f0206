"""A page about more than one school, read for names of pupils and put on the screen or into a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from inclusion_core.exchange.reports.document import Document
    from inclusion_core.plugins.records import ReportFormat


def is_page_asked(arguments: argparse.Namespace) -> bool:
    """Return whether a page is to be made: not where --json alone asks for the figures."""
    return arguments.out is not None or not arguments.json


def put_page(document: Document, form: ReportFormat, arguments: argparse.Namespace, name: str) -> Path | None:
    """Write a page to --out, or to a file of this name where the form is not text; None where it went to the screen.

    Raises `NotAllowed` where something in it looks as if it named a pupil, and what writing a file raises.
    """
    from inclusion_core.desk.leaving import stop_on_pupils  # noqa: PLC0415  only where a page is made

    stop_on_pupils(document)
    page = form.render(document)
    content = page.encode() if isinstance(page, str) else page
    path: Path | None = arguments.out
    if path == Path("-") or (path is None and form.name == "text"):
        sys.stdout.write(content.decode())
        return None
    from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  only where a file is made

    if path is None:
        path = Path(name + form.suffix)
    elif path.is_dir():
        path /= name + form.suffix
    write_file(path, content)
    return path
