"""The words of the two frameworks for trusts: five principles on three layers, and a mixed economy by kind of setting.

The rules are those of `test_framework_texts`. What only these two must keep stands here, and each of those rules is
also run over a text broken on purpose.
"""

from __future__ import annotations

import copy
import importlib.util
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.analysis.scoring.methods import method_named, score_with
from inclusion_core.desk import open_desk
from inclusion_core.desk.frameworks import check_framework
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.school import Setting

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[dict[str, Any]], list[str]]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
PACKAGES = {"five-principles-2023": "five-principles", "mixed-economy": "mixed-economy"}
SOURCES = {"five-principles-2023": "001", "mixed-economy": "002"}
IDS = {
    "five-principles-2023": [f"P{s}.{n}" for s, count in enumerate((4, 5, 5, 4, 5), 1) for n in range(1, count + 1)],
    "mixed-economy": [f"M{s}.{n}" for s, count in enumerate((4, 4, 3, 4, 4, 3), 1) for n in range(1, count + 1)],
}
LAYERS = ["strategy", "policy", "practice"]
KINDS_OF_SETTING = {"nursery", "mainstream", "special", "alternative", "college"}
# Where a text speaks of places, and so of what a family may ask for.
ABOUT_PLACES = {"five-principles-2023": ["P3.1"], "mixed-economy": ["M1.2"]}
GOVERNANCE = r"\bacadem(y|ies)\b|academi[sz]ation|\bmaintained\b|free school"  # who runs a school

_spec = importlib.util.spec_from_file_location("framework_texts_for_trusts", HERE / "test_framework_texts.py")
assert _spec
assert _spec.loader
texts = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(texts)

Framework = dict[str, Any]


def folder(name: str) -> Path:
    """The distribution that brings a framework."""
    return ROOT / "plugins" / f"inclusion-{PACKAGES[name]}"


def module(name: str) -> str:
    """The package in it that holds the file."""
    return f"inclusion_{PACKAGES[name].replace('-', '_')}"


def path(name: str) -> Path:
    """The framework's file."""
    return folder(name) / "src" / module(name) / f"{name}.toml"


def checked(name: str) -> tuple[Any, tuple[Any, ...]]:
    """The framework as the program reads it, and what the check says."""
    with open_desk() as desk:
        return check_framework(desk, path(name))


FRAMEWORKS: dict[str, Framework] = {name: texts.read(path(name)) for name in PACKAGES}
EARLIER: dict[str, Framework] = texts.FRAMEWORKS  # the base and the North East
HELD = {
    name: {
        line
        for line in (HERE / f"source-{number}-windows.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    }
    for name, number in SOURCES.items()
}


# --- rules that only these two need


def nothing_bars_a_request(fw: Framework) -> list[str]:
    """Where places are judged the family's right stands beside, and no text bars anybody from asking."""
    complaints = [
        f"{i}: no guard that names section 36, says 'at any time' and speaks up for specialist places"
        for i in ABOUT_PLACES[fw["id"]]
        if not all(
            said in texts.indicators(fw)[i].get("guard", "")
            for said in ("section 36", "at any time", "is right for some children")
        )
    ]
    return complaints + [
        f"{where}: bars a request"
        for where, text in texts.texts(fw)
        if re.search(r"\b(must|should|may|can)( not|not|n't) (ask|request|apply)", text.lower())
    ]


def nothing_is_taken_from_the_source(fw: Framework) -> list[str]:
    """No run of eight words is the source's."""
    held = HELD[fw["id"]]
    assert len(held) > 300
    return [
        f"{where}: '{' '.join(w)}'"
        for where, text in texts.texts(fw)
        for w in texts.source_windows.windows(text)
        if texts.source_windows.hashed(w) in held
    ]


def runs(fw: Framework) -> dict[tuple[str, ...], str]:
    """Each run of words in a descriptor that is long enough to be a turn of phrase."""
    found: dict[tuple[str, ...], str] = {}
    for i, body in texts.indicators(fw).items():
        for text in body["levels"].values():
            words = texts.source_windows.words(text)
            for n in range(len(words) - texts.SHARED_RUN + 1):
                found[tuple(words[n : n + texts.SHARED_RUN])] = i
    return found


def nothing_is_taken_from_the_others(fw: Framework) -> list[str]:
    """No descriptor borrows a phrase, and no question is repeated, from another framework of ours."""
    mine = runs(fw)
    complaints = []
    for other in [*EARLIER.values(), *FRAMEWORKS.values()]:
        if other["id"] != fw["id"]:
            theirs = runs(other)
            complaints += [f"{mine[run]} and {theirs[run]}: '{' '.join(run)}'" for run in set(mine) & set(theirs)]
            asked = {text.lower(): where for where, text in texts.texts(other) if ".ask." in where}
            complaints += [
                f"{where} asks what {other['id']} {asked[text.lower()]} asks"
                for where, text in texts.texts(fw)
                if ".ask." in where and text.lower() in asked
            ]
    return complaints


def every_layer_is_described(fw: Framework) -> list[str]:
    """After an opening that fits all three, a descriptor says what strategy, policy and practice would show."""
    complaints = []
    for i, body in texts.indicators(fw).items():
        for level, text in body["levels"].items():
            rest = text.removeprefix(texts.first_sentence(text))
            parts = re.split(r"\b(Strategy|Policy|Practice): ", rest)
            if [part.lower() for part in parts[1::2]] != LAYERS or parts[0].strip():
                complaints.append(f"{i}.{level}: not strategy, policy and practice, in this order")
            elif min(len(part.split()) for part in parts[2::2]) < 3 or len(set(parts[2::2])) < 3:
                complaints.append(f"{i}.{level}: a layer is not described")
            if any(re.search(rf"\b{layer}\b", texts.first_sentence(text).lower()) for layer in ("policy", "practice")):
                complaints.append(f"{i}.{level}: opens with one layer")
    return complaints


def it_is_judged_on_three_layers(fw: Framework) -> list[str]:
    """A required facet, a profile without a total, a mean in each strand, and 'too soon' as an honest answer."""
    complaints = []
    if fw.get("facet") != {"name": "layer", "values": LAYERS, "required": True}:
        complaints.append("facet: not the three layers, each required")
    if fw.get("scoring") != "profile" or any(s.get("scoring") != "mean" for s in fw["strands"].values()):
        complaints.append("scoring: not a profile of means")
    complaints += [
        f"about does not speak of {said}" for said in ("too soon", "2025", *LAYERS) if said not in fw["about"]
    ]
    return complaints


def each_layer_can_be_settled(fw: Framework) -> list[str]:
    """Strategy and policy are read, so a document is among the evidence; practice is heard from pupils or families."""
    return [
        f"{i}: {body['evidence']}"
        for i, body in texts.indicators(fw).items()
        if "document" not in body["evidence"] or not {"pupil-voice", "family-voice"} & set(body["evidence"])
    ]


def every_kind_of_setting_has_its_share(fw: Framework) -> list[str]:
    """A core for all with one indicator in each strand that can hold it down, and something for each kind in each."""
    every = texts.indicators(fw)
    shared = [i for i, body in every.items() if "applies_to" not in body]
    complaints = []
    if fw["groups"]["shared-core"]["indicators"] != shared:
        complaints.append("groups.shared-core is not what applies to every setting")
    for strand in fw["strands"]:
        core = [i for i, body in every.items() if body["strand"] == strand and body.get("core")]
        if len(core) > 1 or not set(core) <= set(shared):
            complaints.append(f"{strand}: core is {core}, which differs by kind of setting")
        for kind in KINDS_OF_SETTING:
            admitted = [
                i
                for i, body in every.items()
                if body["strand"] == strand and kind in body.get("applies_to", {}).get("kind", KINDS_OF_SETTING)
            ]
            if not admitted:
                complaints.append(f"{strand}: nothing for {kind}")
    if not any(
        body.get("applies_to", {}).get("kind") == ["special", "alternative"] and "include" in body["title"]
        for body in every.values()
    ):
        complaints.append("no indicator asks specialist settings how they include")
    return complaints


def who_runs_a_school_is_no_criterion(fw: Framework) -> list[str]:
    """Neither academy nor maintained stands in anything that is judged."""
    return [
        f"{where}: '{found.group()}'"
        for where, text in texts.texts(fw)
        if where.split(".")[0] in fw["strands"] and (found := re.search(GOVERNANCE, text.lower()))
    ]


REPLACED = {"nothing_bars_a_request", "nothing_is_taken_from_the_source"}  # both speak of one framework by id
SHARED: list[Rule] = [rule for rule in texts.RULES if rule.__name__ not in REPLACED]
BOTH: list[Rule] = [nothing_bars_a_request, nothing_is_taken_from_the_source, nothing_is_taken_from_the_others]
OWN: dict[str, list[Rule]] = {
    "five-principles-2023": [every_layer_is_described, it_is_judged_on_three_layers, each_layer_can_be_settled],
    "mixed-economy": [every_kind_of_setting_has_its_share, who_runs_a_school_is_no_criterion],
}
PAIRS = [(name, rule) for name in PACKAGES for rule in [*SHARED, *BOTH, *OWN[name]]]


@pytest.mark.parametrize(("name", "rule"), PAIRS, ids=[f"{name}-{rule.__name__}" for name, rule in PAIRS])
def test_every_text_keeps_the_guide(name: str, rule: Rule) -> None:
    """Each rule over each framework."""
    assert rule(FRAMEWORKS[name]) == []


# --- the same rules over texts broken on purpose

put = texts.put


def borrowed_from_the_base(fw: Framework) -> None:
    """A descriptor of ours that is another framework's."""
    levels = next(iter(fw["indicators"].values()))["levels"]
    levels["secure"] = EARLIER["base"]["indicators"]["U4"]["levels"]["secure"]


def two_words_for_who_runs_it(fw: Framework) -> None:
    """A descriptor that sorts schools by who runs them."""
    fw["indicators"]["M6.3"]["levels"]["starting"] += " Maintained schools are not asked."


P1, M2 = "indicators/P1.1", "indicators/M2.3"
BREAKS: list[tuple[str, Rule, Callable[[Framework], None]]] = [
    ("five-principles-2023", nothing_bars_a_request, put("indicators/P3.1/guard", None)),
    ("mixed-economy", nothing_bars_a_request, put("indicators/M1.2/guard", "It is right for some children.")),
    ("mixed-economy", nothing_bars_a_request, put(f"{M2}/statement", "Families must not ask for a place yet.")),
    ("five-principles-2023", nothing_is_taken_from_the_others, borrowed_from_the_base),
    ("mixed-economy", nothing_is_taken_from_the_others, put(f"{M2}/ask/pupils", ["Who picks the help you get?"])),
    (
        "five-principles-2023",
        every_layer_is_described,
        put(f"{P1}/levels/secure", "Strengths come first. Strategy: says so. Practice: it is done each day."),
    ),
    (
        "five-principles-2023",
        every_layer_is_described,
        put(f"{P1}/levels/secure", "A start. Policy: one two three. Strategy: one two four. Practice: five six seven."),
    ),
    (
        "five-principles-2023",
        every_layer_is_described,
        put(f"{P1}/levels/secure", "A start. Strategy: has it. Policy: one two three. Practice: four five six."),
    ),
    ("five-principles-2023", it_is_judged_on_three_layers, put("facet/required", value=False)),
    ("five-principles-2023", it_is_judged_on_three_layers, put("scoring", "mean")),
    ("five-principles-2023", it_is_judged_on_three_layers, put("strands/P4/scoring", "weakest")),
    (
        "five-principles-2023",
        it_is_judged_on_three_layers,
        put("about", "Five principles on strategy, policy, practice."),
    ),
    ("five-principles-2023", each_layer_can_be_settled, put(f"{P1}/evidence", ["observation", "pupil-voice", "data"])),
    ("five-principles-2023", each_layer_can_be_settled, put(f"{P1}/evidence", ["document", "staff-voice", "data"])),
    ("mixed-economy", every_kind_of_setting_has_its_share, put("indicators/M5.4/applies_to", {"kind": ["mainstream"]})),
    ("mixed-economy", every_kind_of_setting_has_its_share, put("indicators/M2.1/core", value=True)),
    ("mixed-economy", every_kind_of_setting_has_its_share, put("indicators/M1.4/title", "Specialist settings work")),
    ("mixed-economy", who_runs_a_school_is_no_criterion, two_words_for_who_runs_it),
]


@pytest.mark.parametrize(
    ("name", "rule", "change"), BREAKS, ids=[f"{n}-{rule.__name__}" for n, (_, rule, _) in enumerate(BREAKS)]
)
def test_a_broken_text_is_noticed(name: str, rule: Rule, change: Callable[[Framework], None]) -> None:
    """Each rule over a text broken on purpose."""
    broken = copy.deepcopy(FRAMEWORKS[name])
    change(broken)
    assert rule(broken) != []


def test_every_rule_has_been_seen_to_fail() -> None:
    """No rule is added without a text that breaks it."""
    by_itself = {nothing_is_taken_from_the_source}  # the test below
    own = {rule for rules in OWN.values() for rule in rules}
    assert {rule for _, rule, _ in BREAKS} | by_itself == own | set(BOTH)


def seed(name: str) -> str:
    """The source text, where it is at hand."""
    found = sorted(SEEDS.glob(f"{SOURCES[name]}_*.txt"))
    if not found:
        pytest.skip("the source text is not published with the project; its hashes are, and are tested")
    return found[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PACKAGES)
def test_the_hashes_are_those_of_the_source(name: str) -> None:
    """The data file is not out of date, and twenty of the source's words in a statement turn the rule red."""
    source = seed(name)
    windows = texts.source_windows.windows(source)
    assert HELD[name] == {texts.source_windows.hashed(w) for w in windows}
    broken = copy.deepcopy(FRAMEWORKS[name])
    sentence = " ".join(texts.source_windows.words(source)[100:120])
    next(iter(broken["indicators"].values()))["statement"] = sentence
    assert nothing_is_taken_from_the_source(broken) != []


# --- what each file must hold


@pytest.mark.parametrize("name", PACKAGES)
def test_the_ids_are_those_that_other_frameworks_point_to(name: str) -> None:
    """Every id of the plan, in the order of the screen, in edition 1, all adopted and none a duty."""
    fw = FRAMEWORKS[name]
    assert (fw["id"], fw["edition"], fw["status"], fw["licence"]) == (name, "1", "adopted", "CC-BY-4.0")
    assert list(fw["indicators"]) == IDS[name]
    assert texts.adopted(fw) == IDS[name]
    assert not any(body.get("statutory") for body in fw["indicators"].values())


def test_what_the_source_insists_on_is_named() -> None:
    """Adaptive teaching, technology, felt belonging, wellbeing and attendance each stand in a title."""
    titles = " / ".join(body["title"].lower() for body in FRAMEWORKS["five-principles-2023"]["indicators"].values())
    for said in ("teachers adapt", "technology", "feels they belong", "wellbeing", "attendance", "passports"):
        assert said in titles


def test_links_lead_to_indicators_that_exist() -> None:
    """Whatever points into these two, from here or from the North East, finds its indicator."""
    known = {f"{fw['id']}@{fw['edition']}": set(fw["indicators"]) for fw in (*EARLIER.values(), *FRAMEWORKS.values())}
    for fw in (*EARLIER.values(), *FRAMEWORKS.values()):
        for other, rows in fw.get("crosswalk", {}).items():
            for link in (link for links in rows.values() for link in links):
                assert other not in known or link["to"] in known[other], f"{fw['id']} to {other}: {link}"


@pytest.mark.parametrize("name", PACKAGES)
def test_our_own_reader_finds_nothing_to_say(name: str) -> None:
    """Nothing wrong and nothing worth doing."""
    assert checked(name)[1] == ()


def test_layers_drift_and_too_soon_lowers_nothing() -> None:
    """High on paper and low in the room is a middling strand with three layers apart; 'too soon' is no mark."""
    fw, _ = checked("five-principles-2023")
    one = {
        ("P1.1", layer): Judgement(level)
        for layer, level in zip(LAYERS, ("leading", "secure", "starting"), strict=True)
    }
    card = score_with(method_named(fw.scoring), fw, {"self": one}, Setting())
    later = {**one, **{("P1.2", layer): Judgement(non_answer="too-soon") for layer in LAYERS}}
    waiting = score_with(method_named(fw.scoring), fw, {"self": later}, Setting())
    assert card.overall is None
    assert [score.value for score in card.strands] == [score.value for score in waiting.strands]
    assert card.strands[0].judged == 3
    assert {name: scores[0].level for name, scores in card.facets.items()} == {
        "strategy": "leading",
        "policy": "secure",
        "practice": "starting",
    }


@pytest.mark.parametrize(
    ("setting", "count"),
    [
        (Setting(kind="nursery", phase="nursery"), 14),
        (Setting(kind="mainstream", phase="primary"), 16),
        (Setting(kind="mainstream", phase="secondary"), 19),
        (Setting(kind="special"), 21),
        (Setting(kind="alternative"), 21),
        (Setting(kind="college", phase="post-16"), 17),
    ],
    ids=["nursery", "primary", "secondary", "special", "alternative", "college"],
)
def test_each_kind_of_setting_is_asked_what_is_its_own(setting: Setting, count: int) -> None:
    """How many of the 22 are for each kind, the shared core of 13 among them."""
    fw, _ = checked("mixed-economy")
    admitted = {one.id for one in fw.indicators.values() if one.applies_to.admits(setting)}
    assert len(admitted) == count
    assert set(FRAMEWORKS["mixed-economy"]["groups"]["shared-core"]["indicators"]) <= admitted


@pytest.mark.parametrize("name", PACKAGES)
def test_the_plugin_holds_no_python(name: str) -> None:
    """A folder of one TOML file, found by its entry point."""
    assert [p.name for p in path(name).parent.iterdir() if p.name != "__pycache__"] == [f"{name}.toml"]
    assert list(folder(name).rglob("*.py")) == []
    project = texts.read(folder(name) / "pyproject.toml")["project"]
    assert project["entry-points"]["inclusion.frameworks"] == {name: module(name)}
    assert "dependencies" not in project


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKAGES)
def test_the_wheel_carries_the_text_and_nothing_else(name: str, tmp_path: Path) -> None:
    """What is built and installed is the one file."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(folder(name))]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = [one for one in zipfile.ZipFile(wheel).namelist() if ".dist-info" not in one]
    assert names == [f"{module(name)}/{name}.toml"]
