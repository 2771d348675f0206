"""Consultations, as a workspace keeps them (`consultations/<id>.toml`) and as they are sent from hand to hand.

What is sent has the same form: the consultation with the returns of one school, of several or of none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.model.consultation import Consultation
from inclusion_core.store import schema, toml
from inclusion_core.store.book import Book
from inclusion_core.store.converter import structure, unstructure

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.store.workspace import Workspace

KIND = "inclusion.consultation"


def consultations_of(workspace: Workspace) -> Book[Consultation]:
    """Return the consultations of a workspace."""
    return Book(workspace, Consultation, "consultation")


def sent(consultation: Consultation) -> bytes:
    """Return the file that is sent from hand to hand."""
    return toml.dumps({**schema.header(KIND), **unstructure(consultation)}).encode()


def read_sent(path: Path) -> Consultation:
    """Read such a file. Raises InvalidFile with all that is wrong, FutureSchema, StorageFailed."""
    file, text = str(path), toml.read_text(path)
    content = schema.body(toml.parse(text, file=file), KIND, file=file, text=text)
    content.pop("applied", None)  # a workspace's own file can be sent as it lies
    return structure(Consultation, content, file=file, text=text)
