"""What a hook may answer with, and what is wrong with an answer, in words.

Everything here may touch a plugin's own objects and so runs inside the plugin's thread.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from attrs import frozen

from inclusion_core.analysis.scoring.scorecard import LAWS, ScoreCard
from inclusion_core.errors import Problem
from inclusion_core.identifiers import is_id
from inclusion_core.plugins.hookspecs import PROJECT
from inclusion_core.plugins.records import (
    CalendarEvent,
    CalendarSet,
    Command,
    EnquiryRule,
    EvidenceKind,
    Exporter,
    FrameworkSource,
    Importer,
    Keymap,
    PeerMeasure,
    ReportFormat,
    Scale,
    ScoringMethod,
    Screen,
    Suggestion,
)
from inclusion_core.plugins.troubles import WrongAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

GIVES: Mapping[str, type[Any]] = {
    "inclusion_frameworks": FrameworkSource,
    "inclusion_scales": Scale,
    "inclusion_scoring_methods": ScoringMethod,
    "inclusion_evidence_kinds": EvidenceKind,
    "inclusion_enquiry_rules": EnquiryRule,
    "inclusion_peer_measures": PeerMeasure,
    "inclusion_report_formats": ReportFormat,
    "inclusion_exporters": Exporter,
    "inclusion_importers": Importer,
    "inclusion_calendars": CalendarSet,
    "inclusion_commands": Command,
    "inclusion_screens": Screen,
    "inclusion_keymaps": Keymap,
}
"""The hooks that give, and the record each returns a list of."""

_TARGET = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*:[^\W\d]\w*(?:\.[^\W\d]\w*)*")


@frozen
class Function:
    """The function that a record holds: its field, how long it may take, and what its answer must be."""

    field: str
    takes: Literal["call", "file"]
    answer: Callable[[Any], Any]


def name_of(record: Any) -> str:  # noqa: ANN401  a record of any sort
    """Return a record's name: its `name`, or the `id` of a scale or an evidence kind."""
    return str(record.id if isinstance(record, Scale | EvidenceKind) else record.name)


def plugin_of(name: str) -> str:
    """Return the name of the plugin that a record's name belongs to, `inclusion` for ours.

    >>> plugin_of("north-east.weighted"), plugin_of("mean")
    ('north-east', 'inclusion')
    """
    plugin, dot, _ = name.partition(".")
    return plugin if dot else PROJECT


def things(answer: Any, of: type[Any]) -> tuple[Any, ...]:  # noqa: ANN401  whatever a plugin returned
    """Return what a plugin listed, whatever is in it. Raises WrongAnswer where it is no list."""
    if isinstance(answer, of):
        raise WrongAnswer(f"answered with one {of.__name__}. Return a list of them: [{of.__name__}(…)].")
    if isinstance(answer, str | bytes | dict) or not hasattr(answer, "__iter__"):
        raise WrongAnswer(f"answered with {_a(answer)}. Return a list of {of.__name__}.")
    return tuple(answer)


def listed(answer: Any, of: type[Any]) -> tuple[Any, ...]:  # noqa: ANN401  as above
    """Return what a plugin listed. Raises WrongAnswer where it is no list, or another thing is in it."""
    found = things(answer, of)
    for one in found:
        if not isinstance(one, of):
            raise WrongAnswer(f"answered with {_a(one)} in its list. Return only {of.__name__}.")
    return found


def record_problem(plugin: str, record: Any, of: type[Any]) -> str:  # noqa: ANN401  a record of any sort
    """Return what is wrong with one record, completing 'The plugin … ', or an empty text."""
    sort = of.__name__
    if not isinstance(record, of):
        return f"gives {_a(record)} where a {sort} belongs. Return only {sort}."
    name: Any = record.id if isinstance(record, Scale | EvidenceKind) else record.name
    if not isinstance(name, str) or not name:
        return f"gives a {sort} whose name is {name!r}. Give it a name such as '{plugin}.steady'."
    if not name.startswith(f"{plugin}."):
        owner = plugin_of(name)
        whose = "" if owner == PROJECT else f" That is a name of the plugin '{owner}'."
        return f"gives '{name}', which does not begin with its own name.{whose} Call it '{plugin}.{_tail(name)}'."
    if not all(map(is_id, name.split("."))):
        return f"gives '{name}', which is no name. After the dot use lower-case letters, digits and hyphens."
    for field in () if isinstance(record, Scale) else ("title", "about"):  # a scale's `title` is asked of a level
        text: Any = getattr(record, field)
        if not isinstance(text, str) or "\n" in text or (field == "title" and not text.strip()):
            return f"gives '{name}', whose {field} is {text!r}. Write one line."
    return _sort_problem(name, record)


def _tail(name: str) -> str:
    return name.rpartition(".")[2] or "steady"


def _sort_problem(name: str, record: Any) -> str:  # noqa: ANN401, PLR0911  each sort has its own rule
    function = function_of(record)
    if function is not None and not callable(getattr(record, function.field)):
        return f"gives '{name}', whose {function.field} is {_a(getattr(record, function.field))}. Make it a function."
    if isinstance(record, ScoringMethod) and not set(record.laws) <= set(LAWS):
        strange = ", ".join(sorted(map(str, set(record.laws) - set(LAWS))))
        return f"gives '{name}' with a law we do not know: {strange}. Known: {', '.join(LAWS)}."
    if isinstance(record, Command | Screen) and not _TARGET.fullmatch(str(record.target)):
        return f"gives '{name}' with the target '{record.target}'. Write it as 'module:attr'."
    if isinstance(record, FrameworkSource):
        paths: Any = record.paths
        if not isinstance(paths, tuple) or not all(isinstance(one, Path) for one in paths):
            return f"gives '{name}', whose paths are not a tuple of Path. Write paths=(Path(…),)."
        gone = [str(one) for one in paths if not one.exists()]
        if gone:
            return f"gives '{name}', whose path is not there: {gone[0]}. Install the plugin again."
    if isinstance(record, ReportFormat | Exporter) and not str(record.suffix).startswith("."):
        return f"gives '{name}' with the suffix '{record.suffix}'. Write it with its dot."
    if isinstance(record, Keymap):
        return _keymap_problem(name, record)
    if isinstance(record, Scale):
        return _scale_problem(name, record)
    return ""


def _keymap_problem(name: str, record: Keymap) -> str:
    keys: Any = record.keys
    if not isinstance(keys, dict) or not all(
        isinstance(one, str) and one.strip() for each in keys.items() for one in each
    ):
        return f"gives '{name}', whose keys are not a table of texts. Write keys={{'rate.view': 'ctrl+v'}}."
    return ""


def _scale_problem(name: str, scale: Scale) -> str:
    if not scale.order or len(set(scale.order)) != len(scale.order) or not all(map(is_id, scale.order)):
        return f"gives the scale '{name}', whose levels are not different ids, least to most inclusive. Mend `order`."
    values = [scale.value(level) for level in scale.order]
    if not set(scale.values) <= set(scale.order) or values != sorted(values) or not 0 <= values[0] <= values[-1] <= 1:
        return f"gives the scale '{name}', whose values do not rise within 0 and 1. Mend `values`."
    return ""


def a_card(answer: Any) -> ScoreCard:  # noqa: ANN401  whatever a plugin returned
    """Return a scoring method's answer. Raises WrongAnswer."""
    return cast("ScoreCard", _an(answer, ScoreCard))


def a_file(answer: Any) -> str | bytes:  # noqa: ANN401  as above
    """Return a rendered report. Raises WrongAnswer."""
    if isinstance(answer, str | bytes):
        return answer
    raise WrongAnswer(f"answered with {_a(answer)}. Return str or bytes.")


def a_distance(answer: Any) -> Fraction | None:  # noqa: ANN401  as above
    """Return how unlike two schools are. Raises WrongAnswer."""
    if answer is None or (isinstance(answer, int | Fraction) and 0 <= answer <= 1):
        return None if answer is None else Fraction(answer)
    raise WrongAnswer(f"answered with {answer!r}. Return a Fraction from 0 to 1, or None.")


def _an(answer: Any, of: type[Any]) -> Any:  # noqa: ANN401  as above
    if isinstance(answer, of):
        return answer
    raise WrongAnswer(f"answered with {_a(answer)}. Return {of.__name__}.")


def something(answer: Any) -> Any:  # noqa: ANN401  as above
    """Return what an importer read. Raises WrongAnswer where it is nothing."""
    if answer is None:
        raise WrongAnswer("answered with nothing. Return what was read.")
    return answer


FUNCTIONS: Mapping[type, Function] = {
    ScoringMethod: Function("score", "call", a_card),
    EnquiryRule: Function("suggest", "call", lambda answer: listed(answer, Suggestion)),
    PeerMeasure: Function("distance", "call", a_distance),
    ReportFormat: Function("render", "file", a_file),
    Exporter: Function("export", "file", lambda answer: _an(answer, bytes)),
    Importer: Function("read", "file", something),
    CalendarSet: Function("events", "call", lambda answer: listed(answer, CalendarEvent)),
}
"""The records that hold a function."""


def function_of(record: Any) -> Function | None:  # noqa: ANN401  a record of any sort
    """Return the function that a record holds, or None where it is plain data."""
    return next((function for sort, function in FUNCTIONS.items() if isinstance(record, sort)), None)


def problems(answers: Iterable[Any]) -> tuple[Problem, ...]:
    """Return the Problems in what the implementations of one plugin answered. Raises WrongAnswer."""
    return tuple(one for answer in answers for one in listed(answer, Problem))


def _a(thing: Any) -> str:  # noqa: ANN401  as above
    sort = type(thing).__name__
    return "nothing" if thing is None else f"an {sort}" if sort[0].lower() in "aeiou" else f"a {sort}"
