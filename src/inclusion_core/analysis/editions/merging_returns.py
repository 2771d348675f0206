"""What schools sent in, laid into a consultation: the same thing twice is once, and what differs is shown.

Where two files say two things for one school, what is here stays until somebody chooses. A consent is no such thing:
whatever the school said last counts, and of one day the withdrawal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, frozen

from inclusion_core.model.consultation import SchoolReturn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.model.cluster import Consent
    from inclusion_core.model.consultation import Addition, Commitment, Consultation, OpinionGiven

    Entry = OpinionGiven | Addition | Commitment

Take = Literal["", "here", "file"]
"""What counts where two differ: nobody has chosen yet, what is here, or what the file says."""

TABLES = ("opinions", "additions", "commitments")


@frozen
class Clash:
    """Two things said for one school: `table` and `id` name the entry, `here` and `there` are the two."""

    school: str
    name: str
    table: str
    id: str
    here: Entry
    there: Entry


@frozen
class Merged:
    """A consultation with what came in; how many entries are new, the same as here, and different from here."""

    consultation: Consultation
    added: int
    same: int
    clashes: tuple[Clash, ...]


def merged(here: Consultation, there: Consultation, *, take: Take = "") -> Merged:
    """Lay what came in into a consultation. With `take` `file` what differs is as it came, otherwise as it is here."""
    added = same = 0
    clashes: list[Clash] = []
    returns = dict(here.returns)
    for school, came in there.returns.items():
        was = returns.get(school, SchoolReturn(came.id, came.name))
        tables: dict[str, Any] = {}
        for table in TABLES:
            now: dict[str, Entry] = dict(getattr(was, table))
            given: Mapping[str, Entry] = getattr(came, table)
            for name, one in given.items():
                if name not in now:
                    now[name] = one
                    added += 1
                elif _alike(now[name], one):
                    same += 1
                else:
                    clashes.append(Clash(school, was.name, table, name, now[name], one))
                    if take == "file":
                        now[name] = one
            tables[table] = now
        returns[school] = evolve(was, named=_later(was.named, came.named), **tables)
    invited = here.invited or there.invited  # whoever began it says whose answers are waited for
    until = here.until or there.until
    return Merged(evolve(here, returns=returns, invited=invited, until=until), added, same, tuple(clashes))


def _alike(one: Entry, other: Entry) -> bool:
    """Say whether two entries say the same, on whichever day each was written."""
    return type(one) is type(other) and evolve(one, day=other.day) == other


def _later(one: Consent | None, other: Consent | None) -> Consent | None:
    """Return the consent that was said last; of one day, the one that is withdrawn."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda each: (each.withdrawn or each.given, each.withdrawn is not None))
