"""Trusts: schools that work as one, and the ledgers of what they offer and give each other."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.mixed_economy import Destination, Exchange, Outreach, Provision


@frozen(field_transformer=tables_fixed)
class Trust:
    """Any set of schools that works as one: a trust, a federation, a partnership. `schools` are local ids.

    The tables go by the ids of their records: `p-1` provision, `x-1` an exchange, `o-1` outreach, `d-1` a destination.
    """

    id: str
    title: str
    schools: tuple[str, ...]
    provision: Mapping[str, Provision] = Factory(dict)
    exchanges: Mapping[str, Exchange] = Factory(dict)
    outreach: Mapping[str, Outreach] = Factory(dict)
    destinations: Mapping[str, Destination] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Refuse a trust of no school, and a school twice."""
        if not self.schools:
            raise NotAllowed("A trust has at least one school. Name one with --school.")
        twice = sorted({one for one in self.schools if self.schools.count(one) > 1})
        if twice:
            raise NotAllowed(f"{', '.join(twice)} is named twice. Name each school of the trust once.")
