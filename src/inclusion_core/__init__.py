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

    from inclusion_core.analysis.scorecard import Explanation, Score, ScoreCard
    from inclusion_core.analysis.visiting import TimeLeft, could_supply, slot_now, slots_after, slots_now, time_left
    from inclusion_core.desk import load_framework, open_desk, open_workspace, score
    from inclusion_core.errors import (
        Conflict,
        FrameworkRefused,
        FutureSchema,
        InclusionError,
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
    from inclusion_core.model.action import ACTION_STATES, Action
    from inclusion_core.model.assessment import Assessment, Judgement
    from inclusion_core.model.enquiry import STAGES, LineOfEnquiry
    from inclusion_core.model.evidence import Evidence, EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator, Strand
    from inclusion_core.model.review import Review, Safeguarding
    from inclusion_core.model.scale import Scale
    from inclusion_core.model.school import School, Setting
    from inclusion_core.model.timetable import Slot

__version__ = "0.1.0"

_HOMES = {
    "analysis.scorecard": ("Explanation", "Score", "ScoreCard"),
    "analysis.visiting": ("TimeLeft", "could_supply", "slot_now", "slots_after", "slots_now", "time_left"),
    "desk": ("load_framework", "open_desk", "open_workspace", "score"),
    "errors": (
        "Conflict",
        "FrameworkRefused",
        "FutureSchema",
        "InclusionError",
        "InvalidFile",
        "Locked",
        "MissingExtra",
        "NotAllowed",
        "PluginFailed",
        "Problem",
        "ReadOnly",
        "StorageFailed",
        "UnknownName",
    ),
    "exchange.answers": ("to_json",),
    "model.action": ("ACTION_STATES", "Action"),
    "model.assessment": ("Assessment", "Judgement"),
    "model.enquiry": ("STAGES", "LineOfEnquiry"),
    "model.evidence": ("Evidence", "EvidenceKind"),
    "model.framework": ("Framework", "Indicator", "Strand"),
    "model.review": ("Review", "Safeguarding"),
    "model.scale": ("Scale",),
    "model.school": ("School", "Setting"),
    "model.timetable": ("Slot",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ACTION_STATES",
    "STAGES",
    "Action",
    "Assessment",
    "Conflict",
    "Evidence",
    "EvidenceKind",
    "Explanation",
    "Framework",
    "FrameworkRefused",
    "FutureSchema",
    "InclusionError",
    "Indicator",
    "InvalidFile",
    "Judgement",
    "LineOfEnquiry",
    "Locked",
    "MissingExtra",
    "NotAllowed",
    "PluginFailed",
    "Problem",
    "ReadOnly",
    "Review",
    "Safeguarding",
    "Scale",
    "School",
    "Score",
    "ScoreCard",
    "Setting",
    "Slot",
    "StorageFailed",
    "Strand",
    "TimeLeft",
    "UnknownName",
    "could_supply",
    "load_framework",
    "open_desk",
    "open_workspace",
    "score",
    "slot_now",
    "slots_after",
    "slots_now",
    "time_left",
    "to_json",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  a module attribute may be anything
    """Load a public name from its home, once."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'inclusion_core' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415  only where a name is used

    value = getattr(import_module(f"inclusion_core.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
