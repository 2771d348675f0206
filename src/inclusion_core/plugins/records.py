"""What a plugin gives: records of plain data and plain functions, each with a name, a title and one line about it.

A record's name begins with its plugin's name and a dot (`north-east.weighted`); ours stand bare (`mean`). Evidence
kinds and scales are the model's own classes and carry their name as `id`; a scoring method is the analysis floor's.
Functions are called in a thread of their own with a deadline (docs/plugins.md): write them so that they touch nothing
but what they are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import Factory, frozen

from inclusion_core.analysis.scoring.scorecard import ScoringMethod
from inclusion_core.model.enquiry import Suggestion
from inclusion_core.model.evidence import EvidenceKind
from inclusion_core.model.fixed import tables_fixed
from inclusion_core.model.scale import Scale

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping
    from fractions import Fraction
    from pathlib import Path

    from inclusion_core.analysis.scoring.scorecard import Voices
    from inclusion_core.exchange.reports.document import Document
    from inclusion_core.model.assessment import Assessment
    from inclusion_core.model.evidence import Evidence
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.review import Review
    from inclusion_core.model.school import School, Setting

__all__ = [
    "CalendarEvent",
    "CalendarSet",
    "Command",
    "EnquiryRule",
    "EvidenceKind",
    "Exporter",
    "FrameworkSource",
    "ImportRequest",
    "Importer",
    "Imports",
    "Keymap",
    "Outgoing",
    "PeerMeasure",
    "ReportFormat",
    "Scale",
    "ScoringMethod",
    "Screen",
    "Suggestion",
]

Imports = Literal["schools", "framework", "judgements"]
"""What an importer brings: schools of a register, a draft framework, or judgements."""


@frozen
class FrameworkSource:
    """Where a plugin keeps frameworks: `paths` are folders (searched for .toml, not deeper) or single .toml files."""

    name: str
    title: str
    about: str
    paths: tuple[Path, ...]


@frozen
class EnquiryRule:
    """A rule that suggests lines of enquiry from what was judged and seen.

    `suggest(framework, voices, evidence, setting)` answers with Suggestions, the most telling first; `evidence` maps
    evidence ids to Evidence. Rules are ranked together by the desk, which may show fewer than were given.
    """

    name: str
    title: str
    about: str
    suggest: Callable[[Framework, Voices, Mapping[str, Evidence], Setting], Iterable[Suggestion]]


@frozen
class PeerMeasure:
    """How unlike two schools are, for choosing whom to compare with or visit.

    `distance(one, other)` is exact, 0 (alike) to 1 (unlike), the same both ways round, and None where what is known
    of them does not let it tell. It is a measure of circumstances and never of quality.
    """

    name: str
    title: str
    about: str
    distance: Callable[[School, School], Fraction | None]


@frozen
class ReportFormat:
    """A form in which a report can be written.

    `suffix` has its dot (`.md`); `render(document)` answers with the whole file, text as str and anything else as
    bytes. The document has been through release, suppression and privacy before it gets here.
    """

    name: str
    title: str
    about: str
    suffix: str
    media_type: str
    render: Callable[[Document], str | bytes]


@frozen(field_transformer=tables_fixed)
class Outgoing:
    """What an exporter is given: one review after release, suppression and privacy; what may not leave is not in it.

    `assessments` maps voices to assessments, `evidence` ids to evidence.
    """

    review: Review
    school: School
    framework: Framework
    assessments: Mapping[str, Assessment]
    evidence: Mapping[str, Evidence]


@frozen
class Exporter:
    """A form in which a review's data can be handed to another system.

    `suffix` has its dot; `export(outgoing)` answers with the whole file as bytes.
    """

    name: str
    title: str
    about: str
    suffix: str
    media_type: str
    export: Callable[[Outgoing], bytes]


def _never() -> bool:
    return False


@frozen
class ImportRequest:
    """What an importer is asked to read.

    `authorities` are three-digit codes of local authorities to keep, empty for all. `cancelled()` turns true when
    somebody cancels or time is up: an importer that reads for long asks it often and simply returns.
    """

    path: Path
    authorities: tuple[str, ...] = ()
    cancelled: Callable[[], bool] = Factory(lambda: _never)


@frozen
class Importer:
    """A form of other people's that can be read.

    `brings` says what comes of it, and so what `read(request)` answers with: for `schools` something that has
    `schools` (an iterable of School), `links` (an iterable of `exchange.gias_links.Link`: which school followed which)
    or both, and `warnings` and `skipped`, such as `exchange.gias.SchoolsRead`. What `framework` and `judgements`
    answer with is settled with the commands that use them; until then nothing calls those.
    """

    name: str
    title: str
    about: str
    brings: Imports
    read: Callable[[ImportRequest], object]


@frozen
class CalendarEvent:
    """A day, or days with `until` (included), that weighs on some roles; 0 weighs nothing and is only shown.

    `before` and `after` are days (0 to 60) in which it weighs too. No role is every role.
    """

    date: dt.date
    title: str
    roles: tuple[str, ...] = ()
    weight: int = 1
    until: dt.date | None = None
    before: int = 0
    after: int = 0


@frozen
class CalendarSet:
    """A set of days in the school year: census days, exam weeks, local holidays.

    `events(year)` answers with those of the school year that starts in September of `year`. `sort` says where they come
    from: reckoned by a rule (`computed`), `fixed` by law, or `local`. What the law fixes is shown on the last working
    day before, where it falls on a day without school.
    """

    name: str
    title: str
    about: str
    events: Callable[[int], Iterable[CalendarEvent]]
    sort: Literal["computed", "fixed", "local"] = "local"


@frozen
class Command:
    """A command for the command line. `target` is `"module:attr"`, imported only when the command is named.

    The function takes the words after the command's name and returns the exit code. It prints its own answer.
    """

    name: str
    title: str
    about: str
    target: str


@frozen
class Screen:
    """A screen for the terminal UI. `target` is `"module:attr"`, a Textual Screen class, imported only when opened."""

    name: str
    title: str
    about: str
    target: str


@frozen(field_transformer=tables_fixed)
class Keymap:
    """Other keys for the terminal UI, to be chosen in its settings; a person's own keys come before them.

    `keys` maps the names of keys (docs/keys.md lists them) to what is pressed instead, several with commas between:
    `{"rate.view": "ctrl+v,f5"}`.
    """

    name: str
    title: str
    about: str
    keys: Mapping[str, str]
