"""What we give ourselves, through the same hooks as everybody else. Our names stand bare.

Every import is inside the function that needs it: listing the scales must not load a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.plugins.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from inclusion_core.exchange.reports.document import Document
    from inclusion_core.model.calendar import Event
    from inclusion_core.plugins.records import (
        CalendarEvent,
        CalendarSet,
        EvidenceKind,
        Exporter,
        FrameworkSource,
        Importer,
        ImportRequest,
        Outgoing,
        PeerMeasure,
        ReportFormat,
        Scale,
        ScoringMethod,
    )


@hookimpl
def inclusion_frameworks() -> list[FrameworkSource]:
    """Give the frameworks in the wheel; in a checkout, those beside `src`."""
    from inclusion_core.plugins.records import FrameworkSource  # noqa: PLC0415  see the module
    from inclusion_core.store.frameworks.library import shipped  # noqa: PLC0415  as above

    about = "Frameworks that come with the program."
    return [FrameworkSource(name="frameworks", title="Our frameworks", about=about, paths=(shipped(),))]


@hookimpl
def inclusion_scales() -> list[Scale]:
    """Give four-step, enquiry and frequency."""
    from inclusion_core.model.scale import ENQUIRY, FOUR_STEP, FREQUENCY  # noqa: PLC0415  see the module

    return [FOUR_STEP, ENQUIRY, FREQUENCY]


@hookimpl
def inclusion_scoring_methods() -> list[ScoringMethod]:
    """Give the seven methods of docs/scoring.md."""
    from inclusion_core.analysis.scoring.methods import METHODS  # noqa: PLC0415  see the module

    return list(METHODS)


@hookimpl
def inclusion_evidence_kinds() -> list[EvidenceKind]:
    """Give the kinds that every framework may ask for."""
    from inclusion_core.model.evidence import KINDS  # noqa: PLC0415  see the module

    return list(KINDS)


@hookimpl
def inclusion_peer_measures() -> list[PeerMeasure]:
    """Give kind, phase, size, special educational needs, disadvantage and place."""
    from inclusion_core.analysis.schools.neighbours import MEASURES  # noqa: PLC0415  see the module
    from inclusion_core.plugins.records import PeerMeasure  # noqa: PLC0415  as above

    return [PeerMeasure(one.name, one.title, one.about, one.distance) for one in MEASURES]


@hookimpl
def inclusion_report_formats() -> list[ReportFormat]:
    """Give text, Markdown and HTML."""
    from inclusion_core.plugins.records import ReportFormat  # noqa: PLC0415  see the module

    return [
        ReportFormat("text", "Text", "Plain lines for any screen or printer.", ".txt", "text/plain", _text),
        ReportFormat("markdown", "Markdown", "Text to edit further.", ".md", "text/markdown", _markdown),
        ReportFormat("html", "HTML", "One page that any browser opens.", ".html", "text/html", _html),
    ]


@hookimpl
def inclusion_calendars() -> list[CalendarSet]:
    """Give census days, days that the law fixes, and when the year is usually heavy."""
    from inclusion_core.analysis.school_year.year_dates import census_days, fixed_days, usual_stretches  # noqa: PLC0415  as above
    from inclusion_core.plugins.records import CalendarSet  # noqa: PLC0415  see the module

    return [
        CalendarSet("census", "School census", "Three Thursdays a year.", _days(census_days), "computed"),
        CalendarSet("statutory", "Fixed by law", "Phase transfers of pupils with a plan.", _days(fixed_days), "fixed"),
        CalendarSet("usual-year", "A usual year", "When it is often heavy.", _days(usual_stretches)),
    ]


def _days(events: Callable[[int], Iterable[Event]]) -> Callable[[int], list[CalendarEvent]]:
    def given(year: int) -> list[CalendarEvent]:
        from inclusion_core.plugins.records import CalendarEvent  # noqa: PLC0415  see the module

        return [
            CalendarEvent(one.first, one.title, one.roles, one.weight, one.last, one.before, one.after)
            for one in events(year)
        ]

    return given


@hookimpl
def inclusion_exporters() -> list[Exporter]:
    """Give JSON and CSV."""
    from inclusion_core.plugins.records import Exporter  # noqa: PLC0415  see the module

    return [
        Exporter("json", "JSON", "Everything that may leave.", ".json", "application/json", _json),
        Exporter("csv", "CSV", "A row for each judgement, for a spreadsheet.", ".csv", "text/csv", _csv),
    ]


def _json(shown: Outgoing) -> bytes:
    from inclusion_core.exchange import review_data  # noqa: PLC0415  see the module

    return review_data.as_json(shown.review, shown.school, shown.framework, shown.assessments, shown.evidence)


def _csv(shown: Outgoing) -> bytes:
    from inclusion_core.exchange import review_data  # noqa: PLC0415  see the module

    return review_data.as_csv(shown.review, shown.school, shown.framework, shown.assessments)


def _text(document: Document) -> str:
    from inclusion_core.exchange.reports import text  # noqa: PLC0415  see the module

    return text.render(document)


def _markdown(document: Document) -> str:
    from inclusion_core.exchange.reports import markdown  # noqa: PLC0415  see the module

    return markdown.render(document)


def _html(document: Document) -> str:
    from inclusion_core.exchange.reports import html  # noqa: PLC0415  see the module

    return html.render(document)


@hookimpl
def inclusion_importers() -> list[Importer]:
    """Give the reader of school registers and of the links between schools."""
    from inclusion_core.plugins.records import Importer  # noqa: PLC0415  see the module

    about = "The register of schools in England, its links to predecessors, or any CSV file with a column of URNs."
    return [Importer(name="gias", title="School register", about=about, brings="schools", read=_gias)]


def _gias(request: ImportRequest) -> object:
    from inclusion_core.exchange.gias_links import read_register  # noqa: PLC0415  see the module

    return read_register(request.path, authorities=request.authorities)


@hookimpl
def inclusion_importer_for(path: Path, head: bytes) -> str | None:
    """Take a CSV file with a column of URNs, or a zip archive of one."""
    if path.suffix.lower() == ".zip" and head.startswith(b"PK"):
        return "gias"
    first = head.lstrip(b"\xef\xbb\xbf \r\n").split(b"\n", 1)[0].lower()
    columns = (name.strip(b' \r"') for name in first.replace(b";", b",").replace(b"\t", b",").split(b","))
    return "gias" if b"urn" in columns else None
