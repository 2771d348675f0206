"""Judge how inclusive a school is, and let schools learn from each other.

The public names of the core. Each is loaded when it is first used, so that `import inclusion_core` costs next to
nothing (a benchmark holds it to 3.5 x an empty program).

>>> import inclusion_core as ic
>>> ne = ic.load_framework("universal-targeted-specialist")
>>> a = ic.Assessment(framework=ne, school=ic.School(name="Alnside")).judged("U4", "secure", because="Seen today.")
>>> ic.score(a).strands[0].judged
1
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would double what `inclusion --version` costs
if TYPE_CHECKING:
    from typing import Any

    from inclusion_core.analysis.coverage.coverage import Coverage, Covered, NotSeen, Unseen, coverage
    from inclusion_core.analysis.coverage.sufficiency import Thin, thin
    from inclusion_core.analysis.enquiry.feedback import Feedback, FeedbackPoint, WordMeter, feedback_voices
    from inclusion_core.analysis.enquiry.open_questions import question_advice
    from inclusion_core.analysis.enquiry.rules import PeerFigure
    from inclusion_core.analysis.enquiry.suggesting import Suggested, Suggestions, agreed_advice
    from inclusion_core.analysis.enquiry.triangulation import Triangulated
    from inclusion_core.analysis.readiness.gates import Readiness
    from inclusion_core.analysis.rounds.working_days import (
        READINESS_CLOCK,
        Deadline,
        Due,
        bank_holidays,
        due_dates,
        is_working_day,
        working_day_after,
        working_day_before,
        working_days_between,
    )
    from inclusion_core.analysis.scoring.scorecard import Explanation, Score, ScoreCard
    from inclusion_core.analysis.scoring.standings import headline
    from inclusion_core.analysis.scoring.wording import answer_in_words, counts_in_words, listed, percent, words_for
    from inclusion_core.analysis.texts.privacy import Finding, scan
    from inclusion_core.analysis.texts.sentences import clipped, columns, first_sentence
    from inclusion_core.analysis.visit_day.rules import DayFinding, slots_of_day
    from inclusion_core.analysis.visit_day.visiting import (
        SeenIn,
        TimeLeft,
        could_supply,
        seen_in,
        slot_now,
        slots_after,
        slots_now,
        time_left,
    )
    from inclusion_core.analysis.voices.agreement import (
        Agreement,
        cohens_kappa,
        exact_agreement,
        fleiss_kappa,
        gwets_ac,
        krippendorffs_alpha,
        within_one,
    )
    from inclusion_core.analysis.voices.agreement_figures import AgreementFigure, agreement_of, why_not_shown
    from inclusion_core.analysis.voices.comparison import Compared, Comparison
    from inclusion_core.analysis.voices.drift import Drift, Layered, cited_words, parting_words
    from inclusion_core.analysis.voices.ratings import Ratings, ratings_of
    from inclusion_core.demonstration import build_demonstration
    from inclusion_core.desk import (
        Desk,
        board,
        calendars,
        clusters,
        comparing,
        consultations,
        ledgers,
        load_framework,
        mixed_economy,
        open_desk,
        open_workspace,
        pairs,
        practice,
        region,
        releasing,
        rolling_up,
        rounds,
        score,
        signing_up,
        staffing,
        trusts,
    )
    from inclusion_core.desk.cycles import CycleBefore, cycle_before
    from inclusion_core.desk.enquiring import (
        Suggesting,
        grounds_seen,
        suggested_lines,
        take_suggestion,
        triangulation_of,
    )
    from inclusion_core.desk.feedback import feedback_of, feedback_page, meter_of
    from inclusion_core.desk.frameworks import add_framework, check_framework, write_file, write_new
    from inclusion_core.desk.handing import (
        BundleMade,
        Handing,
        HandingConflict,
        make_bundle,
        open_bundle,
        preview_bundle,
    )
    from inclusion_core.desk.leaving import Made, Stop, make_page, make_report
    from inclusion_core.desk.offering import Offered, offered_frameworks
    from inclusion_core.desk.recognising import Recognised, what_is
    from inclusion_core.desk.results import (
        comparison_of,
        drift_of,
        kinds_of,
        layers_of,
        parting,
        readiness_of,
        score_review,
        thin_evidence,
        unseen_of,
    )
    from inclusion_core.desk.schools import SchoolFinder, add_school, find_school, import_schools
    from inclusion_core.desk.shelf import OnShelf, Progress, look_at, on_shelf, progress_of
    from inclusion_core.desk.visit_calendar import RoundCalendar, round_calendar
    from inclusion_core.desk.visit_day import check_visit, propose_visit, visit_day
    from inclusion_core.errors import (
        Conflict,
        FrameworkRefused,
        FutureSchema,
        InclusionError,
        InsideWords,
        InvalidFile,
        Locked,
        MissingExtra,
        NotAllowed,
        PluginFailed,
        Problem,
        ReadOnly,
        StorageFailed,
        UnknownName,
    )
    from inclusion_core.exchange.answers import to_json
    from inclusion_core.exchange.heat_map import HeatMap, heat_map, heat_map_lines, heat_map_svg
    from inclusion_core.exchange.inert import ascii_only, one_line, visible
    from inclusion_core.exchange.pressure_chart import chart_lines
    from inclusion_core.exchange.reports.canvas_page import first_step
    from inclusion_core.exchange.round_map import round_map
    from inclusion_core.identifiers import nearest, slug
    from inclusion_core.model.action import ACTION_STATES, Action
    from inclusion_core.model.assessment import (
        CONFIDENCES,
        NON_ANSWERS,
        Assessment,
        Cell,
        Judgement,
        cell_text,
        cells_to_judge,
        judgement_of,
        parse_cell,
        reason_that_stays,
        voice_problem,
    )
    from inclusion_core.model.enquiry import STAGES, LineOfEnquiry
    from inclusion_core.model.evidence import KINDS, Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator, Strand
    from inclusion_core.model.review import Person, Review, Safeguarding
    from inclusion_core.model.scale import Scale
    from inclusion_core.model.school import School, Setting
    from inclusion_core.model.timetable import SLOT_SORTS, Slot
    from inclusion_core.plugins.records import ReportFormat
    from inclusion_core.store.erasure import Blanked, blanked
    from inclusion_core.store.review.checking import ATTACHMENT_LIMIT
    from inclusion_core.store.review.drafts import Draft
    from inclusion_core.store.review.glimpse import glimpse, keep_glimpse
    from inclusion_core.store.review.history import Happening
    from inclusion_core.store.review.session import Session
    from inclusion_core.store.workspace import Workspace

__version__ = "0.1.0"

# fmt: off
_HOMES = {
    "analysis.voices.agreement": (
        "Agreement", "cohens_kappa", "exact_agreement", "fleiss_kappa", "gwets_ac", "krippendorffs_alpha",
        "within_one",
    ),
    "analysis.voices.agreement_figures": ("AgreementFigure", "agreement_of", "why_not_shown"),
    "analysis.voices.comparison": ("Compared", "Comparison"),
    "analysis.coverage.coverage": ("Coverage", "Covered", "NotSeen", "Unseen", "coverage"),
    "analysis.visit_day.rules": ("DayFinding", "slots_of_day"),
    "analysis.voices.drift": ("Drift", "Layered", "cited_words", "parting_words"),
    "analysis.enquiry.suggesting": ("Suggested", "Suggestions", "agreed_advice"),
    "analysis.enquiry.rules": ("PeerFigure",),
    "analysis.enquiry.feedback": ("Feedback", "FeedbackPoint", "WordMeter", "feedback_voices"),
    "analysis.readiness.gates": ("Readiness",),
    "analysis.enquiry.open_questions": ("question_advice",),
    "analysis.texts.privacy": ("Finding", "scan"),
    "analysis.voices.ratings": ("Ratings", "ratings_of"),
    "analysis.scoring.scorecard": ("Explanation", "Score", "ScoreCard"),
    "analysis.texts.sentences": ("clipped", "columns", "first_sentence"),
    "analysis.scoring.standings": ("headline",),
    "analysis.coverage.sufficiency": ("Thin", "thin"),
    "analysis.enquiry.triangulation": ("Triangulated",),
    "analysis.visit_day.visiting": (
        "SeenIn", "TimeLeft", "could_supply", "seen_in", "slot_now", "slots_after", "slots_now", "time_left",
    ),
    "analysis.scoring.wording": ("answer_in_words", "counts_in_words", "listed", "percent", "words_for"),
    "analysis.rounds.working_days": (
        "Deadline", "Due", "READINESS_CLOCK", "bank_holidays", "due_dates", "is_working_day", "working_day_after",
        "working_day_before", "working_days_between",
    ),
    "demonstration": ("build_demonstration",),
    "desk": (
        "Desk", "board", "calendars", "clusters", "comparing", "consultations", "ledgers", "load_framework",
        "mixed_economy", "open_desk", "open_workspace", "pairs", "practice", "region", "releasing", "rolling_up",
        "rounds", "score", "signing_up", "staffing", "trusts",
    ),
    "desk.cycles": ("CycleBefore", "cycle_before"),
    "desk.enquiring": ("Suggesting", "grounds_seen", "suggested_lines", "take_suggestion", "triangulation_of"),
    "desk.feedback": ("feedback_of", "feedback_page", "meter_of"),
    "desk.frameworks": ("add_framework", "check_framework", "write_file", "write_new"),
    "desk.handing": ("BundleMade", "Handing", "HandingConflict", "make_bundle", "open_bundle", "preview_bundle"),
    "desk.leaving": ("Made", "Stop", "make_page", "make_report"),
    "desk.offering": ("Offered", "offered_frameworks"),
    "desk.recognising": ("Recognised", "what_is"),
    "desk.results": (
        "comparison_of", "drift_of", "kinds_of", "layers_of", "parting", "readiness_of", "score_review",
        "thin_evidence", "unseen_of",
    ),
    "desk.schools": ("SchoolFinder", "add_school", "find_school", "import_schools"),
    "desk.shelf": ("OnShelf", "Progress", "look_at", "on_shelf", "progress_of"),
    "desk.visit_calendar": ("RoundCalendar", "round_calendar"),
    "desk.visit_day": ("check_visit", "propose_visit", "visit_day"),
    "errors": (
        "Conflict", "FrameworkRefused", "FutureSchema", "InclusionError", "InsideWords", "InvalidFile", "Locked",
        "MissingExtra", "NotAllowed", "PluginFailed", "Problem", "ReadOnly", "StorageFailed", "UnknownName",
    ),
    "exchange.answers": ("to_json",),
    "exchange.heat_map": ("HeatMap", "heat_map", "heat_map_lines", "heat_map_svg"),
    "exchange.inert": ("ascii_only", "one_line", "visible"),
    "exchange.pressure_chart": ("chart_lines",),
    "exchange.reports.canvas_page": ("first_step",),
    "exchange.round_map": ("round_map",),
    "identifiers": ("nearest", "slug"),
    "model.action": ("ACTION_STATES", "Action"),
    "model.assessment": (
        "Assessment", "CONFIDENCES", "Cell", "Judgement", "NON_ANSWERS", "cell_text", "cells_to_judge",
        "judgement_of", "parse_cell", "reason_that_stays", "voice_problem",
    ),
    "model.enquiry": ("LineOfEnquiry", "STAGES"),
    "model.evidence": ("Evidence", "EvidenceKind", "KINDS"),
    "model.framework": ("Framework", "Indicator", "Strand"),
    "model.review": ("Person", "Review", "Safeguarding"),
    "model.scale": ("Scale",),
    "model.school": ("School", "Setting"),
    "model.timetable": ("SLOT_SORTS", "Slot"),
    "plugins.records": ("ReportFormat",),
    "store.review.checking": ("ATTACHMENT_LIMIT",),
    "store.review.drafts": ("Draft",),
    "store.erasure": ("Blanked", "blanked"),
    "store.review.glimpse": ("glimpse", "keep_glimpse"),
    "store.review.history": ("Happening",),
    "store.review.session": ("Session",),
    "store.workspace": ("Workspace",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ACTION_STATES", "ATTACHMENT_LIMIT", "CONFIDENCES", "KINDS", "NON_ANSWERS", "READINESS_CLOCK", "SLOT_SORTS",
    "STAGES", "Action", "Agreement", "AgreementFigure", "Assessment", "Blanked", "BundleMade", "Cell", "Compared",
    "Comparison", "Conflict", "Coverage", "Covered", "CycleBefore", "DayFinding", "Deadline", "Desk", "Draft",
    "Drift", "Due", "Evidence", "EvidenceKind", "Explanation", "Feedback", "FeedbackPoint", "Finding", "Framework",
    "FrameworkRefused", "FutureSchema", "Handing", "HandingConflict", "Happening", "HeatMap", "InclusionError",
    "Indicator", "InsideWords", "InvalidFile", "Judgement", "Layered", "LineOfEnquiry", "Locked", "Made",
    "MissingExtra", "NotAllowed", "NotSeen", "Offered", "OnShelf", "PeerFigure", "Person", "PluginFailed",
    "Problem", "Progress", "Ratings", "ReadOnly", "Readiness", "Recognised", "ReportFormat", "Review",
    "RoundCalendar", "Safeguarding", "Scale", "School", "SchoolFinder", "Score", "ScoreCard", "SeenIn", "Session",
    "Setting", "Slot", "Stop", "StorageFailed", "Strand", "Suggested", "Suggesting", "Suggestions", "Thin",
    "TimeLeft", "Triangulated", "UnknownName", "Unseen", "WordMeter", "Workspace", "add_framework", "add_school",
    "agreed_advice", "agreement_of", "answer_in_words", "ascii_only", "bank_holidays", "blanked", "board",
    "build_demonstration", "calendars", "cell_text", "cells_to_judge", "chart_lines", "check_framework",
    "check_visit", "cited_words", "clipped", "clusters", "cohens_kappa", "columns", "comparing", "comparison_of",
    "consultations", "could_supply", "counts_in_words", "coverage", "cycle_before", "drift_of", "due_dates",
    "exact_agreement", "feedback_of", "feedback_page", "feedback_voices", "find_school", "first_sentence",
    "first_step", "fleiss_kappa", "glimpse", "grounds_seen", "gwets_ac", "headline", "heat_map", "heat_map_lines",
    "heat_map_svg", "import_schools", "is_working_day", "judgement_of", "keep_glimpse", "kinds_of",
    "krippendorffs_alpha", "layers_of", "ledgers", "listed", "load_framework", "look_at", "make_bundle",
    "make_page", "make_report", "meter_of", "mixed_economy", "nearest", "offered_frameworks", "on_shelf",
    "one_line", "open_bundle", "open_desk", "open_workspace", "pairs", "parse_cell", "parting", "parting_words",
    "percent", "practice", "preview_bundle", "progress_of", "propose_visit", "question_advice", "ratings_of",
    "readiness_of", "reason_that_stays", "region", "releasing", "rolling_up", "round_calendar", "round_map",
    "rounds", "scan", "score", "score_review", "seen_in", "signing_up", "slot_now", "slots_after", "slots_now",
    "slots_of_day", "slug", "staffing", "suggested_lines", "take_suggestion", "thin", "thin_evidence", "time_left",
    "to_json", "triangulation_of", "trusts", "unseen_of", "visible", "visit_day", "voice_problem", "what_is",
    "why_not_shown", "within_one", "words_for", "working_day_after", "working_day_before", "working_days_between",
    "write_file", "write_new",
]
# fmt: on


def __getattr__(name: str) -> Any:  # noqa: ANN401  a module attribute may be anything
    """Load a public name from its home, once."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'inclusion_core' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415  only where a name is used

    found = import_module(f"inclusion_core.{home}")
    value = getattr(found, name) if hasattr(found, name) else import_module(f"{found.__name__}.{name}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
