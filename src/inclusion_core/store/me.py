"""Who works in a workspace: `inclusion.toml` holds a person's id, made once, their name, and this machine's name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.model.review import Person
from inclusion_core.store import files, schema, toml
from inclusion_core.store.converter import structure
from inclusion_core.store.review.rows import base32

if TYPE_CHECKING:
    from pathlib import Path

ME = "inclusion.toml"
_KIND = "inclusion.workspace"
_CONSONANTS = "bcdfghjkmnpqrstvwxyz"


@frozen
class Me:
    """Who works here, on which machine, and the plugins that are left alone."""

    me: Person
    device: str
    blocked: tuple[str, ...] = ()


def read_me(root: Path) -> Me:
    """Read who works in a workspace; somebody new where nothing says. Raises InvalidFile, FutureSchema."""
    path = root / ME
    if not path.exists():
        letters = "".join(_CONSONANTS[one % len(_CONSONANTS)] for one in os.urandom(2))
        person = f"{letters}-{base32(int.from_bytes(os.urandom(2), 'big') & 0x7FFF, 3).lower()}"
        device = f"d-{base32(int.from_bytes(os.urandom(3), 'big') & 0xFFFFF, 4).lower()}"
        return Me(Person(person), device)
    text = toml.read_text(path)
    table = toml.parse(text, file=str(path))
    return structure(Me, schema.body(table, _KIND, file=str(path), text=text), file=str(path), text=text)


def write_me(root: Path, me: Me) -> None:
    """Write who works here. Raises StorageFailed."""
    table = {**schema.header(_KIND), "device": me.device, "me": {"id": me.me.id, "name": me.me.name or None}}
    if me.blocked:
        table["blocked"] = list(me.blocked)
    files.write(root / ME, toml.dumps(table).encode())
