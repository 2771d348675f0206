"""The peer SEND review and the partnership self-assessment, held to the same guide.

The rules are those of `test_framework_texts.py`. Where one of them knows the ids of another
framework or of another source, the rule that does the same work here stands below.
"""

from __future__ import annotations

import copy
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).resolve().parent

_spec = importlib.util.spec_from_file_location("framework_texts", HERE / "test_framework_texts.py")
assert _spec
assert _spec.loader
guide = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(guide)

Framework = dict[str, Any]
REVIEW = guide.ROOT / "frameworks" / "peer-send-review.toml"
PARTNERSHIP = guide.PLUGIN / "src" / "inclusion_north_east" / "north-east-partnership.toml"
FRAMEWORKS = {"review": guide.read(REVIEW), "partnership": guide.read(PARTNERSHIP)}
SOURCES = {"003": 300, "004": 1000}  # a source, and how many runs its data file has at the least

RIGHT_STANDS_BESIDE = {"review": ("R5.2",), "partnership": ("H1", "C3")}
PRIORITIES = {"G", "V", "H", "C"}


# --- the rules that take the place of three of the guide's


def the_right_to_ask_stands_beside(fw: Framework) -> list[str]:
    """Where assessment or specialist places are judged, section 36 is named; and no text bars a request."""
    known = RIGHT_STANDS_BESIDE["partnership" if "region" in fw else "review"]
    complaints = [
        f"{i}: no guard that names section 36 and says 'at any time'"
        for i in known
        if not all(s in guide.indicators(fw)[i].get("guard", "") for s in ("section 36", "at any time"))
    ]
    for where, text in guide.texts(fw):
        if re.search(r"\b(must|should|may|can)( not|not|n't) (ask|request|apply)", text.lower()):
            complaints.append(f"{where}: bars a request")
    return complaints


def runs_of_descriptors(fw: Framework) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each run of a few words in a descriptor, with where it stands."""
    for i, body in guide.indicators(fw).items():
        for level, text in body["levels"].items():
            found = guide.source_windows.words(text)
            for n in range(len(found) - guide.SHARED_RUN + 1):
                yield f"{i}.{level}", tuple(found[n : n + guide.SHARED_RUN])


def no_phrase_is_another_frameworks(fw: Framework) -> list[str]:
    """No descriptor shares a turn of phrase with one of another framework."""
    taken = {
        run: f"{other['id']}:{where}"
        for other in (*guide.FRAMEWORKS.values(), *FRAMEWORKS.values())
        if other["id"] != fw["id"]
        for where, run in runs_of_descriptors(other)
    }
    return [
        f"{where}: '{' '.join(run)}' stands in {taken[run]}" for where, run in runs_of_descriptors(fw) if run in taken
    ]


def no_question_is_another_frameworks(fw: Framework) -> list[str]:
    """No question and no thing to look for stands in another framework."""
    asked = {
        text.lower()
        for other in (*guide.FRAMEWORKS.values(), *FRAMEWORKS.values())
        if other["id"] != fw["id"]
        for where, text in guide.texts(other)
        if ".ask." in where or ".look_for." in where
    }
    return [
        f"{where}: {text}"
        for where, text in guide.texts(fw)
        if (".ask." in where or ".look_for." in where) and text.lower() in asked
    ]


def held(source: str) -> set[str]:
    """The hashed runs of a source."""
    lines = (HERE / f"source-{source}-windows.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if not line.startswith("#")}


def nothing_is_taken_from_either_source(fw: Framework) -> list[str]:
    """No run of eight words is one of a source's; the 'source' line is held to it as well."""
    runs = set()
    for source, least in SOURCES.items():
        found = held(source)
        assert len(found) > least
        runs |= found
    return [
        f"{where}: '{' '.join(w)}'"
        for where, text in (*guide.texts(fw), ("source", fw["source"]))
        for w in guide.source_windows.windows(text)
        if guide.source_windows.hashed(w) in runs
    ]


OWN: list[Callable[[Framework], list[str]]] = [
    the_right_to_ask_stands_beside, no_phrase_is_another_frameworks, no_question_is_another_frameworks,
    nothing_is_taken_from_either_source,
]  # fmt: skip
SHARED: list[Callable[[Framework], list[str]]] = [
    rule for rule in guide.RULES if rule not in (guide.nothing_bars_a_request, guide.nothing_is_taken_from_the_source)
]


@pytest.mark.parametrize("name", FRAMEWORKS)
@pytest.mark.parametrize("rule", [*SHARED, *OWN], ids=lambda rule: rule.__name__)
def test_every_text_keeps_the_guide(name: str, rule: Callable[[Framework], list[str]]) -> None:
    """Each rule over each framework."""
    assert rule(FRAMEWORKS[name]) == []


# --- the rules of this file over texts broken on purpose

BREAKS: list[tuple[Callable[[Framework], list[str]], str, str, Any]] = [
    (the_right_to_ask_stands_beside, "review", "indicators/R5.2/guard", "Ask whenever you like."),
    (the_right_to_ask_stands_beside, "partnership", "indicators/C3/guard", None),
    (the_right_to_ask_stands_beside, "partnership", "indicators/C2/statement", "Families should not ask yet."),
    (
        no_phrase_is_another_frameworks,
        "review",
        "indicators/R3.1/levels/secure",
        guide.FRAMEWORKS["base"]["indicators"]["U4"]["levels"]["secure"],
    ),
    (
        no_question_is_another_frameworks,
        "partnership",
        "indicators/V1/ask/pupils",
        guide.FRAMEWORKS["base"]["indicators"]["U4"]["ask"]["pupils"],
    ),
]


@pytest.mark.parametrize(("rule", "name", "path", "value"), BREAKS)
def test_a_broken_text_is_noticed(rule: Callable[[Framework], list[str]], name: str, path: str, value: object) -> None:
    """Each rule of this file over a text broken on purpose."""
    broken = copy.deepcopy(FRAMEWORKS[name])
    guide.put(path, value)(broken)
    assert rule(broken) != []


@pytest.mark.parametrize("source", SOURCES)
def test_the_hashes_are_those_of_the_source_and_a_sentence_would_be_noticed(source: str) -> None:
    """Where the source is at hand: the data file is not out of date, and twenty of its words turn the rule red."""
    found = sorted(guide.SEEDS.glob(f"{source}_*.txt"))
    if not found:
        pytest.skip("the source text is not published with the project; its hashes are, and are tested")
    text = found[0].read_text(encoding="utf-8")
    windows = guide.source_windows.windows(text)
    assert held(source) == {guide.source_windows.hashed(w) for w in windows}
    broken = copy.deepcopy(FRAMEWORKS["review"])
    broken["indicators"]["R2.1"]["statement"] = " ".join(guide.source_windows.words(text)[100:120])
    assert nothing_is_taken_from_either_source(broken) != []


# --- what each file must hold


def test_the_review_has_eight_areas_of_three_or_more() -> None:
    """Eight areas in order, at least three indicators in each, and an area as high as its lowest."""
    fw = FRAMEWORKS["review"]
    assert (fw["id"], fw["edition"], fw["scale"], fw["scoring"]) == ("peer-send-review", "1", "four-step", "weakest")
    assert list(fw["strands"]) == [f"R{n}" for n in range(1, 9)]
    per_area = {s: [i for i in guide.adopted(fw) if i.startswith(f"{s}.")] for s in fw["strands"]}
    for area, ids in per_area.items():
        assert ids == [f"{area}.{n}" for n in range(1, len(ids) + 1)]
        assert len(ids) >= 3
    assert sum(map(len, per_area.values())) == len(fw["indicators"]) >= 24


def test_the_review_serves_every_kind_of_setting() -> None:
    """Nothing is left out by setting, and nothing names one region."""
    fw = FRAMEWORKS["review"]
    assert not [i for i, body in fw["indicators"].items() if "applies_to" in body]
    local = r"north[- ]east|northumberland|notional|sendco|\bpanel meeting"
    assert [w for w, text in guide.texts(fw) if re.search(local, text.lower())] == []


def test_the_partnership_has_the_four_priorities() -> None:
    """Four strands of two or more, judged as the partnership's own work, with the region's authorities."""
    fw = FRAMEWORKS["partnership"]
    assert (fw["id"], fw["edition"]) == ("north-east-partnership", "2026.1")
    assert (fw["scale"], fw["scoring"]) == ("four-step", "median-with-floor")
    assert set(fw["strands"]) == PRIORITIES
    assert 8 <= len(fw["indicators"]) <= 12
    for strand in PRIORITIES:
        assert len([i for i in fw["indicators"] if i.startswith(strand)]) >= 2
    assert not [i for i, body in fw["indicators"].items() if "applies_to" in body]
    assert fw["region"]["authorities"] == guide.FRAMEWORKS["north-east"]["region"]["authorities"]
    assert {i for i, body in fw["indicators"].items() if body.get("statutory")} == {"G2", "V3", "H1", "C1"}


def test_published_figures_are_named_and_not_copied() -> None:
    """The timeliness figures are pointed to; no percentage stands in the file."""
    fw = FRAMEWORKS["partnership"]
    assert any("Department for Education" in line for line in fw["indicators"]["H1"]["look_for"])
    assert "context" in fw["indicators"]["H1"]["guard"]
    assert re.findall(r"\d+(?:\.\d+)? ?(?:%|per cent)", PARTNERSHIP.read_text(encoding="utf-8")) == []


def test_links_between_these_files_arrive() -> None:
    """What is linked in a framework that lies in this checkout exists there."""
    here = {f"{fw['id']}@{fw['edition']}": fw for fw in (*guide.FRAMEWORKS.values(), *FRAMEWORKS.values())}
    for fw in FRAMEWORKS.values():
        for other, links in fw["crosswalk"].items():
            if other in here:
                for link in (one for row in links.values() for one in row):
                    assert link["to"] in here[other]["indicators"], f"{fw['id']}: {other} {link}"
