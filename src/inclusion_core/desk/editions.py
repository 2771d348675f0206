"""Editions at the desk: which one is meant, and a review's move to another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inclusion_core.analysis.editions.carrying import Plan
    from inclusion_core.desk import Desk
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.session import Session


def edition_named(desk: Desk, name: str, *, of: str) -> Framework:
    """Return the framework that is meant by an edition of `of` (`2026.2`), by `id@edition`, or by a file.

    Raises UnknownName with the nearest, InvalidFile.
    """
    whole = "@" in name or name.endswith(".toml") or "/" in name or os.sep in name
    return desk.framework(name if whole or not name[:1].isdigit() else f"{of}@{name}")


def answers_of(given: Iterable[str]) -> dict[str, str]:
    """Read answers as a command line has them, `T4=T9`. Raises NotAllowed."""
    found: dict[str, str] = {}
    for one in given:
        about, equals, answer = (part.strip() for part in one.partition("="))
        if not equals or not about or not answer:
            raise NotAllowed(f"'{one}' is no answer. Write what is asked about, =, and the answer, such as T4=T9.")
        if found.get(about, answer) != answer:
            raise NotAllowed(f"{about} is answered twice, and differently. Give one answer.")
        found[about] = answer
    return found


def preview(session: Session, new: Framework, answers: dict[str, str]) -> Plan:
    """Work out what a move would do; nothing is changed. Raises NotAllowed, UnknownName."""
    from inclusion_core.store.review.migrating import planned  # noqa: PLC0415  rarely wanted

    return planned(session.state, session.framework, new, answers)
