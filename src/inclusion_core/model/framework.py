"""Frameworks: what good looks like, as data.

Every class here has the keys of a framework file (docs/framework-files.md) under the same names, so that what an
author writes is what a programmer reads.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from attrs import Factory, frozen

from inclusion_core.errors import UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.scale import FOUR_STEP, Scale
from inclusion_core.model.school import Setting

Status = Literal["adopted", "consultation"]
IndicatorStatus = Literal["adopted", "proposed"]
Relation = Literal["close", "partial", "supports"]
NeedTest = Literal["strong", "met", "judged", "at least"]

_NEED = re.compile(r"(strand|indicator) (\S+) (?:(strong|met|judged)|at least (\S+))")


@frozen
class Facet:
    """An axis on which one indicator is judged more than once: a lens, or a layer."""

    name: str
    values: tuple[str, ...]
    required: bool = False


@frozen
class Strand:
    """A group of indicators. `within` names the strand it stands in; None at the top.

    `scoring` names this strand's own method, read only where the framework's is `profile` (`mean` where empty).
    """

    id: str
    title: str
    about: str = ""
    within: str | None = None
    scoring: str = ""


@frozen
class Law:
    """The duty behind a statutory indicator, in plain words, its source, and when that was last checked."""

    duty: str
    source: str
    checked: dt.date | None = None


@frozen
class AppliesTo:
    """Which settings an indicator is for. An empty list asks nothing; what is not known excludes nothing."""

    kind: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    feature: tuple[str, ...] = ()

    def admits(self, setting: Setting) -> bool:
        """Say whether the indicator is for this setting."""
        return (
            (not self.kind or setting.kind is None or setting.kind in self.kind)
            and (not self.phase or setting.phase is None or setting.phase in self.phase)
            and (not self.feature or any(feature in setting.features for feature in self.feature))
        )


@frozen(field_transformer=tables_fixed)
class Indicator:
    """One thing to look for and judge.

    `weight` is exact and never below 0. `met_at` is the level that counts as met, None for the scale's second.
    `levels` maps level ids to descriptors; `ask` maps voices (pupils, staff, families …) to questions.
    """

    id: str
    strand: str
    title: str
    statement: str = ""
    look_for: tuple[str, ...] = ()
    ask: Mapping[str, tuple[str, ...]] = Factory(dict)
    evidence: tuple[str, ...] = ()
    weight: Fraction = Fraction(1)
    core: bool = False
    statutory: bool = False
    met_at: str | None = None
    law: Law | None = None
    guard: str = ""
    research: tuple[str, ...] = ()
    applies_to: AppliesTo = AppliesTo()
    status: IndicatorStatus = "adopted"
    horizon: str = ""
    step: str | None = None
    levels: Mapping[str, str] = Factory(dict)


@frozen
class Sufficiency:
    """How much evidence a level rests on: `kinds` different kinds, at least one of them among `one_of`."""

    kinds: int = 0
    one_of: tuple[str, ...] = ()


@frozen
class Strong:
    """What a framework means by a strong strand. None stands for our default (docs/scoring.md).

    Defaults: median at least the last level but one, no core indicator below the scale's second level, coverage of at
    least four fifths, every statutory indicator met.
    """

    median_at_least: str | None = None
    core_floor: str | None = None
    coverage_at_least: Fraction = Fraction(4, 5)
    statutory: Literal["met", "any"] = "met"


@frozen
class Need:
    """One thing a gate needs: `strand U strong`, `indicator S2 at least secure`."""

    of: Literal["strand", "indicator"]
    id: str
    test: NeedTest
    level: str | None = None

    @classmethod
    def parse(cls, text: str) -> Need:
        """Read a need as it is written in a file. Raises ValueError on anything else.

        >>> Need.parse("indicator S2 at least secure")
        Need(of='indicator', id='S2', test='at least', level='secure')
        """
        found = _NEED.fullmatch(text)
        if found is None:
            raise ValueError(text)
        of: Literal["strand", "indicator"] = "strand" if found[1] == "strand" else "indicator"
        if found[4]:
            return cls(of, found[2], "at least", found[4])
        test: NeedTest = "strong" if found[3] == "strong" else "met" if found[3] == "met" else "judged"
        return cls(of, found[2], test)

    def __str__(self) -> str:
        return f"{self.of} {self.id} {self.test}" + (f" {self.level}" if self.level else "")


@frozen
class Gate:
    """A readiness question about the school's own provision; it never bars a request for a child.

    `about` names indicators that the gate is about: they are never counted in its own needs. `says` stands beside it.
    """

    id: str
    title: str
    needs: tuple[Need, ...]
    about: tuple[str, ...] = ()
    says: str = ""


@frozen
class Group:
    """A second grouping of indicators across the strands, such as a partnership's priorities."""

    id: str
    title: str
    about: str = ""
    indicators: tuple[str, ...] = ()


@frozen(field_transformer=tables_fixed)
class Region:
    """Where a framework is at home: authorities by their three-digit code, and its own words for phases."""

    name: str = ""
    authorities: Mapping[str, str] = Factory(dict)
    phases: Mapping[str, str] = Factory(dict)


@frozen
class Link:
    """A crosswalk entry: evidence travels along it, marks never do."""

    to: str
    relation: Relation


@frozen
class Retired:
    """An indicator id that is no longer used and never used again."""

    replaced_by: tuple[str, ...] = ()
    because: str = ""


@frozen(field_transformer=tables_fixed)
class Framework:
    """What good looks like: strands, indicators, a scale and the rules that go with them. Identity is `id@edition`.

    `indicators` and `strands` keep the order of their file. A framework here is always whole: overlays were laid on
    (`model.overlay`), and `derived_from` says over what. `digest` is the SHA-256 of the resolved content, filled in
    by the reader and empty for a framework made in code.
    """

    id: str
    edition: str
    title: str
    strands: Mapping[str, Strand]
    indicators: Mapping[str, Indicator]
    scale: Scale = FOUR_STEP
    scoring: str = "mean"
    status: Status = "adopted"
    about: str = ""
    publisher: str = ""
    source: str = ""
    licence: str = ""
    language: str = "en-GB"
    derived_from: str = ""
    roles: tuple[str, ...] = ()
    facet: Facet | None = None
    sufficiency: Mapping[str, Sufficiency] = Factory(dict)
    strong: Strong = Strong()
    gates: Mapping[str, Gate] = Factory(dict)
    groups: Mapping[str, Group] = Factory(dict)
    region: Region = Region()
    words: Mapping[str, str] = Factory(dict)
    crosswalk: Mapping[str, Mapping[str, tuple[Link, ...]]] = Factory(dict)
    retired: Mapping[str, Retired] = Factory(dict)
    digest: str = ""

    @property
    def name(self) -> str:
        """`id@edition`, by which reviews and crosswalks name it."""
        return f"{self.id}@{self.edition}"

    def indicator(self, indicator: str) -> Indicator:
        """Return one indicator. Raises UnknownName with the nearest id."""
        try:
            return self.indicators[indicator]
        except KeyError:
            known = tuple(self.indicators)
            raise UnknownName("indicator", indicator, nearest=nearest(indicator, known), known=known) from None

    def met_at(self, indicator: Indicator) -> str:
        """Return the level at which an indicator counts as met: its own, or the scale's second."""
        return indicator.met_at or self.scale.second

    def level_title(self, level: str) -> str:
        """Return the words for a level, with the framework's own words put in."""
        return self.worded(self.scale.title(level))

    def within(self, strand: str) -> tuple[str, ...]:
        """Return this strand and every strand inside it, at any depth, in the order of the file."""
        inside = {strand}
        grown = True
        while grown:
            more = {one.id for one in self.strands.values() if one.within in inside} - inside
            grown = bool(more)
            inside |= more
        return tuple(one for one in self.strands if one in inside)

    def indicators_in(self, strand: str) -> Iterator[Indicator]:
        """Yield the indicators of a strand and of the strands inside it, in the order of the file."""
        inside = set(self.within(strand))
        return (one for one in self.indicators.values() if one.strand in inside)

    def applicable(self, setting: Setting, *, proposed: bool = False) -> Iterator[Indicator]:
        """Yield the indicators that are for this setting; the proposed ones too if asked."""
        for one in self.indicators.values():
            if (proposed or one.status == "adopted") and one.applies_to.admits(setting):
                yield one

    def worded(self, text: str) -> str:
        """Return a text with the framework's own words put in (`SENCO` to `SENDCo`); whole words, exact case."""
        if not self.words:
            return text
        pattern = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(self.words, key=len, reverse=True))
        return re.sub(pattern, lambda found: self.words[found[0]], text)
