"""Layers side by side: documents cited by title, line and day, and where words and practice part."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.voices.drift import citation, cited, cited_words, parting_words, side_by_side
from inclusion_core.model.evidence import Evidence
from inclusion_core.model.framework import Facet

OURS = evolve(
    ic.load_framework("universal-targeted-specialist"),
    facet=Facet("layer", ("strategy", "policy", "practice"), required=True),
)
SETTING = ic.School("A").setting
AT = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


def document(name: str, place: str, *tags: str, kind: str = "document") -> Evidence:
    """Return a quotation about U1."""
    return Evidence(name, kind, "Every child is welcome.", "ak", AT, ("U1",), place, tags)


@pytest.mark.parametrize(
    ("levels", "steps", "ahead", "says"),
    [
        ("leading secure starting", 3, 3, "What is written is 3 levels ahead of practice."),
        ("secure - developing", 1, 1, "What is written is 1 level ahead of practice."),
        ("starting starting leading", 3, -3, "What is written is 3 levels behind practice."),
        ("secure secure secure", 0, 0, ""),
        ("leading secure -", 1, None, ""),
        ("- - secure", None, None, ""),
        ("leading too-soon starting", 3, 3, "What is written is 3 levels ahead of practice."),
    ],
)
def test_words_and_practice_part_by_so_many_levels(
    levels: str, steps: int | None, ahead: int | None, says: str
) -> None:
    """The highest written layer beside practice; what has no level parts from nothing, and is never a level."""
    judged = {
        ("U1", layer): ic.Judgement(said) if said != "too-soon" else ic.Judgement(None, "too-soon", "New.")
        for layer, said in zip(("strategy", "policy", "practice"), levels.split(), strict=True)
        if said != "-"
    }
    (found,) = side_by_side(OURS, judged, {}, SETTING)
    assert (found.steps, found.ahead, parting_words(found, "practice")) == (steps, ahead, says)


def test_a_document_is_cited_for_the_layer_whose_judgement_rests_on_it_or_whose_tag_it_has() -> None:
    """By tag, by judgement, and for no layer; what is no document is only counted."""
    evidence = {
        "e-1": document("e-1", citation("SEND policy", 12, dt.date(2026, 9, 1)), "Policy"),
        "e-2": document("e-2", "Strategy, line by line"),
        "e-3": document("e-3", ""),
        "e-4": document("e-4", "Year 5", "practice", kind="observation"),
    }
    judged = {("U1", "strategy"): ic.Judgement("secure", evidence=("e-2",))}
    (found,) = side_by_side(OURS, judged, evidence, SETTING)
    strategy, policy, practice = found.sides
    assert [one.evidence for one in strategy.cited] == ["e-2"]
    assert strategy.cited[0].title == "Strategy, line by line"
    assert cited_words(policy.cited[0]) == "SEND policy, line 12, dated 2026-09-01: “Every child is welcome.”"
    assert (practice.cited, practice.others) == ((), 1)
    assert [cited_words(one) for one in found.loose] == ["A document: “Every child is welcome.”"]


@pytest.mark.parametrize("line", [None, 1, 999999])
@pytest.mark.parametrize("dated", [None, dt.date(2026, 9, 1)])
@pytest.mark.parametrize("title", ["SEND policy", "Plan, line 3", "A, dated 2020-01-01", "x\ny"])
def test_a_citation_is_read_as_it_was_written(title: str, line: int | None, dated: dt.date | None) -> None:
    """Title, line and day come back where the title itself does not end like one."""
    found = cited(document("e-1", citation(title, line, dated)))
    if title in {"SEND policy", "x\ny"}:
        assert (found.title, found.line, found.dated) == (
            title, "" if line is None else str(line), dated.isoformat() if dated else "",
        )  # fmt: skip
    assert cited_words(found).startswith(citation(title, line, dated))


def test_without_required_layers_there_is_nothing_to_lay_side_by_side() -> None:
    """A lens that may be left out looks at other pupils, not at another layer."""
    assert side_by_side(ic.load_framework("universal-targeted-specialist"), {}, {}, SETTING) == ()
