"""Schools: any setting that is assessed, and what its setting means for what applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from attrs import Factory, frozen

from inclusion_core.model.fixed import tables_fixed

Kind = Literal["nursery", "mainstream", "special", "alternative", "college", "other"]
"""What sort of setting: `alternative` is alternative provision (PRUs too), `college` anything for 16 and over."""

Phase = Literal[
    "nursery", "primary", "middle-deemed-primary", "secondary", "middle-deemed-secondary", "post-16", "all-through"
]

SchoolStatus = Literal["open", "proposed-to-close", "closed", "proposed-to-open"]


@frozen
class Setting:
    """What a framework needs to know of a school. None is 'not known', which excludes nothing."""

    kind: Kind | None = None
    phase: Phase | None = None
    features: tuple[str, ...] = ()


@frozen
class Identifier:
    """A public identifier with the days it held, both included; None where not known or still true.

    Schemes: `urn` (six digits, new when a school becomes an academy), `laestab` (seven digits), `ukprn` (eight).
    """

    scheme: str
    value: str
    since: dt.date | None = None
    until: dt.date | None = None


@frozen(field_transformer=tables_fixed)
class School:
    """A setting. `id` is local, made once and kept; a name is all that is needed.

    `authority` is the three-digit code of the local authority. `followed` lists predecessors' URNs, newest first.
    `sen_percent` is how many of a hundred pupils have SEN support or a plan, `disadvantaged_percent` how many are
    eligible for free school meals, as a register has them: whole numbers, None where not known or kept back there.
    `made_up` marks a demonstration school, and every page that shows one says so.
    `easting` and `northing` are metres on the national grid, None where not known.
    """

    name: str
    id: str = ""
    kind: Kind | None = None
    phase: Phase | None = None
    features: tuple[str, ...] = ()
    identifiers: Mapping[str, Identifier] = Factory(dict)
    status: SchoolStatus | None = None
    authority: str = ""
    authority_name: str = ""
    town: str = ""
    postcode: str = ""
    type_name: str = ""
    trust: str = ""
    low_age: int | None = None
    high_age: int | None = None
    pupils: int | None = None
    easting: int | None = None
    northing: int | None = None
    sen_percent: int | None = None
    disadvantaged_percent: int | None = None
    followed: tuple[str, ...] = ()
    made_up: bool = False
    source: str = ""

    @property
    def urn(self) -> str | None:
        """The current URN, or None where the school has none here."""
        found = self.identifiers.get("urn")
        return found.value if found else None

    @property
    def setting(self) -> Setting:
        """What a framework needs to know of this school."""
        return Setting(self.kind, self.phase, self.features)
