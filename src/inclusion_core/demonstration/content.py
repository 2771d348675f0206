"""What the demonstration says: five made-up schools, their judgements and evidence, read from `cluster.toml`.

The file is read as strictly as any file of a person's (`store.toml`, `store.converter`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping  # noqa: TC003  the converter reads annotations when it runs
from fractions import Fraction  # noqa: TC003  as above
from pathlib import Path

from attrs import Factory, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.assessment import Confidence, NonAnswer  # noqa: TC001  as above
from inclusion_core.model.review import Person  # noqa: TC001  as above
from inclusion_core.model.school import Identifier, Kind, Phase, School
from inclusion_core.model.staffing import SmallGroup  # noqa: TC001  as above
from inclusion_core.store import converter, schema, toml

KIND = "inclusion.demonstration"
SCHEMA = 1

FILE = Path(__file__).with_name("cluster.toml")
"""The file that ships with the program."""

SELF_ASSESSOR = "inclusion-lead"
"""Who wrote what the voice `self` says."""


@frozen
class Said:
    """One judgement as the file has it. `at` is the school's clock, empty where the voice's own start says it."""

    because: str
    level: str | None = None
    non_answer: NonAnswer | None = None
    confidence: Confidence | None = None
    at: str = ""

    def __attrs_post_init__(self) -> None:
        if (self.level is None) == (self.non_answer is None):
            raise NotAllowed("gives either a level or a non_answer, and not both.")
        if self.at:
            clock(self.at)

    @property
    def answer(self) -> str:
        """The level's or non-answer's name."""
        return self.level or self.non_answer or ""


@frozen
class Seen:
    """One piece of evidence as the file has it; `by` is one of the people. No indicator makes it a jotting."""

    id: str
    at: str
    kind: str
    note: str
    indicators: tuple[str, ...] = ()
    place: str = ""
    by: str = "lead-reviewer"

    def __attrs_post_init__(self) -> None:
        clock(self.at)


@frozen
class Card:
    """A practice card as the file has it: something that works there and is offered to others."""

    id: str
    what: str
    for_whom: str
    indicators: tuple[str, ...]
    seen: str
    took: str
    contact: str


@frozen
class MadeUpSchool:
    """One school and its review. `judgements` maps voices to cells as people write them (`U4@cared-for`).

    Self-assessment began `self_days_ago` days before the day the demonstration is made, at `self_from`; the visit was
    `visit_days_ago` days before it, 0 for a visit that is under way. `groups` are its small groups, `budget` what it
    has for them in a year.
    """

    id: str
    name: str
    kind: Kind
    phase: Phase
    urn: str
    type_name: str
    low_age: int
    high_age: int
    pupils: int
    review: str
    title: str
    self_days_ago: int
    self_from: str
    visit_days_ago: int
    judgements: Mapping[str, Mapping[str, Said]]
    evidence: Mapping[str, Seen]
    features: tuple[str, ...] = ()
    practice: Mapping[str, Card] = Factory(dict)
    trust: str = ""
    easting: int | None = None
    northing: int | None = None
    groups: Mapping[str, SmallGroup] = Factory(dict)
    budget: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        clock(self.self_from)

    @property
    def school(self) -> School:
        """The school as the workspace keeps it, marked as made up."""
        return School(
            name=self.name,
            id=self.id,
            kind=self.kind,
            phase=self.phase,
            features=self.features,
            identifiers={"urn": Identifier("urn", self.urn)},
            status="open",
            authority="000",
            authority_name="Made-up authority",
            type_name=self.type_name,
            trust=self.trust,
            low_age=self.low_age,
            high_age=self.high_age,
            pupils=self.pupils,
            easting=self.easting,
            northing=self.northing,
            made_up=True,
            source="made up for the demonstration",
        )

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those who assessed the school, in the order in which the file names them."""
        by = (writer(voice) for voice in self.judgements)
        return tuple(dict.fromkeys([*by, *(one.by for one in self.evidence.values())]))

    def seen_by(self, voice: str) -> tuple[Seen, ...]:
        """The evidence that the person who speaks with this voice wrote down."""
        return tuple(one for one in self.evidence.values() if one.by == writer(voice))

    @property
    def last_note(self) -> dt.time:
        """When the last thing was written down on the day of the visit."""
        times = [one.at for one in self.evidence.values()]
        times += [one.at for voice, said in self.judgements.items() if voice != "self" for one in said.values()]
        return max(clock(one) for one in times if one)


@frozen
class Cluster:
    """The whole demonstration. `frameworks` names the wanted framework first, then what will do instead."""

    title: str
    frameworks: tuple[str, ...]
    people: Mapping[str, Person]
    schools: Mapping[str, MadeUpSchool] = Factory(dict)


def writer(voice: str) -> str:
    """Return the id of the person who speaks with a voice.

    >>> writer("peer:lead-reviewer"), writer("self")
    ('lead-reviewer', 'inclusion-lead')
    """
    return voice.partition(":")[2] or SELF_ASSESSOR


def clock(text: str) -> dt.time:
    """Read a time of day such as `09:05`. Raises NotAllowed."""
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  a school's clock has no zone
    except ValueError:
        raise NotAllowed(f"has '{text}', which is no time of day. Write it as 09:05.") from None


def read_cluster(path: Path = FILE) -> Cluster:
    """Read a demonstration file. Raises InvalidFile with every Problem."""
    text = toml.read_text(path)
    table = toml.parse(text, file=str(path))
    body = schema.body(table, KIND, file=str(path), text=text, current={KIND: SCHEMA}, migrations={})
    return converter.structure(Cluster, body, file=str(path), text=text)
