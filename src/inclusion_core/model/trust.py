"""A trust: any set of schools that works as one, with the ledgers of its mixed economy and what its tools count."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.mixed_economy import Destination, Exchange, Outreach, Provision
from inclusion_core.model.provision_counts import MoveCount, ProvisionCount


@frozen(field_transformer=tables_fixed)
class Trust:
    """A set of schools, by their local ids, and what was written down of what they offer and give each other.

    A trust, a federation, or whatever else runs several schools. What sort of setting each is, the school says.
    Raises NotAllowed for none at all, or one that is named twice.
    """

    id: str
    title: str
    schools: tuple[str, ...]
    provision: Mapping[str, Provision] = Factory(dict)
    exchanges: Mapping[str, Exchange] = Factory(dict)
    outreach: Mapping[str, Outreach] = Factory(dict)
    destinations: Mapping[str, Destination] = Factory(dict)
    counts: Mapping[str, ProvisionCount] = Factory(dict)
    moves: Mapping[str, MoveCount] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Keep the rules that hold within one trust."""
        if not self.schools:
            raise NotAllowed("A trust has at least one school. Name one.")
        twice = sorted({one for one in self.schools if self.schools.count(one) > 1})
        if twice:
            raise NotAllowed(f"{', '.join(twice)} is named twice. Name each school of the trust once.")
