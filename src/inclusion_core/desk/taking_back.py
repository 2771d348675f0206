"""What undo may take back of two people's record, and what it says: never another's work, never a hope's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.together import PAIR_ROLES, Together

if TYPE_CHECKING:
    from inclusion_core.store.book import Undoing

_CALLED = {
    "planning": "planning meeting",
    "decisions": "decision",
    "learning": "piece of learning",
    "hopes": "hope",
    "answers": "summary of pupils' answers",
}


@frozen
class TakenBack:
    """What undo did: the record as it now is, None for gone, and a sentence on what changed, which quotes nothing."""

    pair: Together | None
    says: str


def called(role: str) -> str:
    """Return what people call a role.

    >>> called("senco"), called("leader")
    ('SENCO', 'leader')
    """
    return "SENCO" if role == "senco" else role


def refuse_anothers(would: Undoing[Any], me: str) -> None:
    """Raise NotAllowed where undo would take back another person's change."""
    if would.person != me:
        raise NotAllowed("Somebody else made the last change, so only they can take it back. Nothing was changed.")


def refuse_undo(would: Undoing[Together], me: str, role: str) -> None:
    """Raise NotAllowed where undo would take back another person's change, a reading, or a hope of another role."""
    refuse_anothers(would, me)
    before, now = (None if one is None else one.revealed for one in (would.was, would.now))
    if before != now:
        raise NotAllowed("Both have read each other's hopes, and that cannot be taken back: they stay as they are.")
    for name in hopes_changed(would):
        if name != role:
            how = "" if role else f" Say that this is who you are (--as {name})."
            raise NotAllowed(
                f"The last change is the {called(name)}'s hope, and only the {called(name)} takes it back.{how} "
                "Nothing was changed."
            )


def hopes_changed(would: Undoing[Together]) -> list[str]:
    """Return the roles whose hope undo would change."""
    was, now = ({} if one is None else one.hopes for one in (would.was, would.now))
    return [role for role in PAIR_ROLES if was.get(role) != now.get(role)]


def took_back(would: Undoing[Together]) -> str:
    """Say what undo changes, by what each thing is called."""
    if would.was is None or would.now is None:
        return "The record is gone again." if would.was is None else "The record is back."
    says: list[str] = []
    for part, word in _CALLED.items():
        was, now = getattr(would.was, part), getattr(would.now, part)
        for name in sorted(was.keys() | now.keys()):
            if was.get(name) != now.get(name):
                known = f"The {called(name)}'s hope" if part == "hopes" else f"The {word} {name}"
                says.append(f"{known} {_became(was.get(name), now.get(name))}.")
    if would.was.distance != would.now.distance:
        says.append(f"What lies between {_became(would.was.distance, would.now.distance)}.")
    return " ".join(says) or "It is as it was before the last change."


def _became(was: object, now: object) -> str:
    if not was:
        return "is taken out again"
    return "is as it was before" if now else "is back"
