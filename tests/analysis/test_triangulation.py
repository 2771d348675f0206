"""What a line of enquiry rests on: kinds, voices, what contradicts, and what to mind."""

import datetime as dt
from typing import Any

import pytest

from inclusion_core.analysis.enquiry.rules import Looked
from inclusion_core.analysis.enquiry.triangulation import Triangulated, triangulate
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.enquiry import LineOfEnquiry
from inclusion_core.model.evidence import KINDS, Evidence, EvidenceKind
from inclusion_core.model.framework import Framework, Indicator, Strand
from inclusion_core.model.school import Setting

AT = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
FRAMEWORK = Framework(
    "f", "1", "F", {"A": Strand("A", "A")},
    {name: Indicator(name, "A", name) for name in ("A1", "A2", "A3")},
)  # fmt: skip


def seen(name: str, kind: str, *about: str, tags: tuple[str, ...] = ()) -> Evidence:
    """Return a piece of evidence."""
    return Evidence(name, kind, "Seen.", "ak-7f3", AT, about, tags=tags)


def rests(*evidence: Evidence, finding: str = "", more: tuple[EvidenceKind, ...] = (), **voices: Any) -> Triangulated:
    """Triangulate a line about A1 and A2; voices are such as self={"A1": "secure"}."""
    said = {name: {(one, None): Judgement(level) for one, level in levels.items()} for name, levels in voices.items()}
    looked = Looked(
        framework=FRAMEWORK, voices=said, evidence={one.id: one for one in evidence},
        kinds={one.id: one for one in (*KINDS, *more)}, setting=Setting(), who={}, facets={}, peers={},
    )  # fmt: skip
    return triangulate(looked, LineOfEnquiry("q-1", "How?", "ak-7f3", AT, ("A1", "A2"), finding=finding))


def test_kinds_and_voices_are_gathered_from_what_is_about_the_line() -> None:
    """Evidence on its indicators or with its id as a tag counts; a walk is an observation; who spoke is said."""
    found = rests(
        seen("e1", "pupil-voice", "A1"),
        seen("e2", "learning-walk", "A2"),
        seen("e3", "observation", "A1", "A2"),
        seen("e4", "staff-voice", "A2", tags=("Leader",)),
        seen("e5", "governor-voice", tags=("q-1",)),
        seen("e6", "family-voice", "A3"),
        seen("e7", "x.choir", "A1"),
        more=(EvidenceKind("x.choir", "The choir sang", voice=True),),
    )
    assert found.pieces == 6
    assert found.kinds == ("observation", "pupil-voice", "staff-voice", "governor-voice", "x.choir")
    assert found.heard == ("pupils", "leaders", "The choir sang", "governors")
    assert found.not_heard == ("families", "staff")
    assert (found.one_kind, found.says, found.contradictions) == (False, (), ())


@pytest.mark.parametrize(
    ("kinds", "finding", "one_kind", "says"),
    [
        ((), "", False, "Nothing that was seen or heard is written down for it yet."),
        ((), "By chance.", False, "The finding rests on nothing that is written down as seen or heard."),
        (("pupil-voice",), "", True, "So far there is one kind of evidence: Pupils said."),
        (("learning-walk", "observation", "pupil-voice"), "By chance.", False, ""),
        (("pupil-voice", "pupil-voice"), "By chance.", True, "The finding rests on one kind of evidence: Pupils said."),
        (
            ("document", "data"), "By chance.", False,
            "Nobody's own words are in it yet: not those of pupils, families, staff or leaders.",
        ),
    ],
)  # fmt: skip
def test_what_to_mind_is_said(kinds: tuple[str, ...], finding: str, one_kind: bool, says: str) -> None:  # noqa: FBT001  a row of a table
    """A finding on one kind, on nothing, or without anybody's words is flagged; several kinds with a voice are not."""
    found = rests(*(seen(f"e{place}", kind, "A1") for place, kind in enumerate(kinds)), finding=finding)
    assert found.one_kind is one_kind
    assert found.says == ((says,) if says else ())


def test_what_points_different_ways_is_kept_even_when_a_level_was_agreed() -> None:
    """Levels that differ stay told with what was agreed; evidence tagged for and against is counted."""
    found = rests(
        seen("e1", "pupil-voice", "A1", tags=("for",)),
        seen("e2", "document", "A1", tags=("For",)),
        seen("e3", "observation", "A2", tags=("against",)),
        self={"A1": "secure", "A2": "secure", "A3": "secure"},
        **{"peer:b": {"A1": "starting", "A2": "secure", "A3": "starting"}, "moderated": {"A1": "developing"}},
    )
    assert found.contradictions == (
        "A1: Secure, says the school; Starting, says peer b: 2 levels apart. Agreed: Developing.",
        "Evidence points both ways: 2 marked 'for', 1 marked 'against'.",
    )


def test_one_way_alone_contradicts_nothing() -> None:
    """Evidence that all speaks for it, and voices that agree, give no contradiction."""
    found = rests(seen("e1", "pupil-voice", "A1", tags=("for",)), self={"A1": "secure"}, **{"peer:b": {"A1": "secure"}})
    assert found.contradictions == ()
