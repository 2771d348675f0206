"""The words of the frameworks, held to the content guide.

Every rule is a function from a resolved framework to a list of complaints. Each is run over the
base and over the North East overlay laid on it, and each is also run over a text broken on
purpose, so that a rule which can no longer fail is noticed.

It reads the TOML itself and needs no other code of the project.
"""

from __future__ import annotations

import copy
import datetime as dt
import difflib
import importlib.util
import itertools
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tomli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BASE = ROOT / "frameworks" / "universal-targeted-specialist.toml"
PLUGIN = ROOT / "plugins" / "inclusion-north-east"
OVERLAY = PLUGIN / "src" / "inclusion_north_east" / "north-east.toml"
NEXT = OVERLAY.with_name("north-east-2026.2.toml")
NOTES = ROOT / "docs" / "content-notes.md"
SEEDS = ROOT.parent / "shared" / "seeds"

_spec = importlib.util.spec_from_file_location("source_windows", HERE / "source_windows.py")
assert _spec
assert _spec.loader
source_windows = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(source_windows)

Framework = dict[str, Any]
LEVELS = ("starting", "developing", "secure", "leading")
KINDS = {
    "observation", "learning-walk", "work-scrutiny", "document", "data", "pupil-voice",
    "family-voice", "staff-voice", "governor-voice", "partner-voice",
}  # fmt: skip
SETTINGS = {"nursery", "mainstream", "special", "alternative", "college", "other"}
PHASES = {
    "nursery", "primary", "middle-deemed-primary", "secondary", "middle-deemed-secondary",
    "post-16", "all-through",
}  # fmt: skip
TOP = {
    "kind", "schema", "id", "edition", "status", "title", "about", "publisher", "source",
    "licence", "language", "extends", "drop", "scale", "scoring", "facet", "strands",
    "indicators", "sufficiency", "strong", "gates", "groups", "region", "words", "crosswalk",
    "retired",
}  # fmt: skip
KEYS = {
    "strand", "title", "statement", "look_for", "ask", "evidence", "weight", "core", "statutory",
    "met_at", "law", "guard", "research", "applies_to", "status", "horizon", "levels",
}  # fmt: skip
ADOPTED = [f"U{n}" for n in range(1, 10)] + [f"T{n}" for n in range(1, 7)] + [f"S{n}" for n in range(1, 6)]
PROPOSED = ["U10", "U11", "T7", "T8", "S6"]

# Likeness of two descriptors: difflib's ratio over words in order. Measured over these frameworks it
# has a median of 0.09, and its highest is 0.22 between neighbours and 0.26 between indicators (all of
# it 'the', 'and', 'a'). A descriptor copied and given a new adverb lies above 0.6. The bound stands a
# little above what honest writing reached, and far below a copy.
NEIGHBOURS = 0.30
SAME_LEVEL = 0.30
SHARED_RUN = 4  # words in a row that descriptors of two indicators may not share

# Flesch-Kincaid grade: 4 is about age nine. One short question is a small sample, in which a single
# long word counts for much, so the questions of a whole framework are also held to a lower bound.
ONE_QUESTION = 4.0
ALL_QUESTIONS = 2.0

ACRONYMS = {
    "SEND": "special educational needs and disabilities",
    "SENCO": "special educational needs coordinator",
}

BANNED = {  # a pattern, and why
    r"send (kids|children|pupils|learners)": "pupils have SEND; it does not describe them",
    r"sen (kids|children|pupils)": "pupils have SEND; it does not describe them",
    r"special needs (kids|children|pupils)": "the pupil comes first",
    r"\bkids\b": "not how a parent wants to see their child in a report",
    r"the disabled": "people are not an adjective",
    r"low[- ]ability|less able|lower ability": "deficit: says what a child is, not what was taught",
    r"high[- ]ability|more able": "the other end of the same ladder",
    r"\bsuffer": "deficit: pity",
    r"wheelchair[- ]bound|confined to": "deficit: equipment frees",
    r"hard[- ]to[- ]reach": "say 'families we have not heard from'",
    r"\bvulnerable\b": "names a weakness in a child where a circumstance is meant",
    r"\bdeprived\b|broken home|troubled famil": "deficit: about a home",
    r"\brefus(er|ers|ing|al)\b": "a child who cannot come in is not refusing",
    r"attention[- ]seeking|manipulative|naughty|badly behaved": "blames a child",
    r"\bnormal\b|\babnormal": "there is no mainstream against normal",
    r"\bfail(s|ed|ing)? (pupils?|child|children|parents?|famil)": "no level blames",
    r"\brobust": "says nothing that can be seen",
    r"\beffective(ly)?\b": "says nothing that can be seen",
    r"\bappropriate(ly)?\b": "says nothing that can be seen",
    r"\bconsistent(ly)?\b|\bembedded\b": "a difference in amount dressed as one in kind",
    r"\bfully\b|\bvery\b": "an intensifier is not a difference",
    r"\bholistic|\bstakeholders?\b|\bcohort|\bsynerg|\bleverag": "a parent would stop reading",
    r"\bdeliver(s|ed|ing|y)?\b": "teaching is not a parcel, and it is the source's word",
    r"\bensur(e|es|ed|ing)\b": "hides who does what, and it is the source's word",
    r"world[- ]class|\boutstanding\b|best practice": "praise, not description",
    r"\bunlawful|\billegal|breach": "we explain duties and give no legal advice",
    r"(improv|rais|boost)\w* (pupil )?outcomes|\bproven\b": "no claim that the tool improves outcomes",
    r"looked[- ]after": "this framework says cared-for, as the source does",
    r"\bbehavior|\bcolor\b|\bcenter\b|\borganiz|\brecogniz|\bprograms?\b": "British spelling",
}
NOT_FOR_PUPILS = r"diagnos|disab|special|send|autis|adhd|dyslex|medic|disorder|label|in care|foster"


def read(path: Path) -> Framework:
    """One file, as it stands."""
    return tomli.loads(path.read_text(encoding="utf-8"))


def laid_over(base: Any, over: Any) -> Any:
    """Tables merge key by key; anything else, lists too, is replaced whole."""
    if isinstance(base, dict) and isinstance(over, dict):
        merged = dict(base)
        for key, value in over.items():
            merged[key] = laid_over(base[key], value) if key in base else value
        return merged
    return over


def resolved_overlay(path: Path = OVERLAY) -> Framework:
    """The region's framework: its overlay laid on the base."""
    over = read(path)
    merged: Framework = laid_over(read(BASE), over)
    for dropped in over.get("drop", []):
        del merged["indicators"][dropped]
    return merged


FRAMEWORKS = {"base": read(BASE), "north-east": resolved_overlay(), "north-east-2026.2": resolved_overlay(NEXT)}


# --- reading helpers


def indicators(fw: Framework) -> dict[str, Framework]:
    """Indicators by id."""
    found: dict[str, Framework] = fw["indicators"]
    return found


def adopted(fw: Framework) -> list[str]:
    """The ids that score."""
    return [i for i, body in indicators(fw).items() if body.get("status") != "proposed"]


def own_texts(where: str, body: Framework, parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The texts among some keys of a table: a text, a list of texts, or a table of either."""
    for part in parts:
        value = body.get(part)
        if isinstance(value, str):
            yield f"{where}.{part}", value
        elif isinstance(value, list):
            for n, line in enumerate(value):
                yield f"{where}.{part}.{n}", line
        elif isinstance(value, dict):
            yield from own_texts(f"{where}.{part}", value, tuple(k for k in value if k != "checked"))


def texts(fw: Framework) -> Iterator[tuple[str, str]]:
    """Every text of ours that a person may read, with where it stands. Names of works excepted."""
    yield from own_texts("framework", fw, ("title", "about"))
    for kind in ("strands", "gates", "groups"):
        for key, body in fw.get(kind, {}).items():
            yield from own_texts(
                f"{kind}.{key}", body, ("title", "about", "says") if kind != "gates" else ("title", "says")
            )
    for key, body in indicators(fw).items():
        yield from own_texts(key, body, ("title", "statement", "look_for", "ask", "guard", "law", "horizon", "levels"))


def first_sentence(text: str) -> str:
    """What a screen shows before a key shows the rest."""
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def sentences(text: str) -> int:
    """How many sentences a text ends."""
    return len(re.findall(r"[.!?](?:\s|$)", text))


def likeness(one: str, two: str) -> float:
    """How far two texts use the same words in the same order, from 0 to 1."""
    a, b = source_windows.words(one), source_windows.words(two)
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def syllables(word: str) -> int:
    """A fair guess at the syllables of an English word."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    word = re.sub(r"(?<=[^l])e$|(?<=[^dt])ed$|(?<=[^cgsxz])es$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(lines: list[str]) -> float:
    """The Flesch-Kincaid grade of some sentences; about five less than the reader's age."""
    found = [w for line in lines for w in re.findall(r"[A-Za-z']+", line)]
    per_sentence = len(found) / len(lines)
    per_word = sum(map(syllables, found)) / len(found)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


# --- the rules


def every_level_is_described(fw: Framework) -> list[str]:
    """Four levels, four descriptors, and no fifth."""
    return [
        f"{i}.{level}"
        for i, body in indicators(fw).items()
        for level in LEVELS
        if not body.get("levels", {}).get(level, "").strip()
    ] + [
        f"{i}: {sorted(set(body.get('levels', {})) - set(LEVELS))} are not levels"
        for i, body in indicators(fw).items()
        if set(body.get("levels", {})) - set(LEVELS)
    ]


def neighbours_differ(fw: Framework) -> list[str]:
    """A level is not its neighbour with another adverb."""
    return [
        f"{i}: {a} and {b} are alike ({likeness(levels[a], levels[b]):.2f})"
        for i, body in indicators(fw).items()
        if set(levels := body["levels"]) >= set(LEVELS)
        for a, b in itertools.pairwise(LEVELS)
        if likeness(levels[a], levels[b]) > NEIGHBOURS
    ]


def indicators_differ(fw: Framework) -> list[str]:
    """No descriptor serves two indicators."""
    return [
        f"{one} and {two} are alike at {level} ({ratio:.2f})"
        for level in LEVELS
        for one, two in itertools.combinations(indicators(fw), 2)
        if (a := indicators(fw)[one]["levels"].get(level))
        and (b := indicators(fw)[two]["levels"].get(level))
        and (ratio := likeness(a, b)) > SAME_LEVEL
    ]


def no_stock_phrases(fw: Framework) -> list[str]:
    """No turn of phrase serves two indicators."""
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for i, body in indicators(fw).items():
        for text in body["levels"].values():
            found = source_windows.words(text)
            for n in range(len(found) - SHARED_RUN + 1):
                seen[tuple(found[n : n + SHARED_RUN])].add(i)
    return [f"{sorted(who)}: '{' '.join(run)}'" for run, who in seen.items() if len(who) > 1]


def questions_are_not_repeated(fw: Framework) -> list[str]:
    """No question and no thing to look for stands twice."""
    seen: dict[str, str] = {}
    complaints = []
    for where, text in texts(fw):
        if ".ask." in where or ".look_for." in where:
            if text.lower() in seen:
                complaints.append(f"{where} repeats {seen[text.lower()]}")
            seen[text.lower()] = where
    return complaints


def first_sentences_stand_alone(fw: Framework) -> list[str]:
    """The opening fits a screen and opens nothing else."""
    complaints: list[str] = []
    seen: dict[str, str] = {}
    for i, body in indicators(fw).items():
        for level, text in body["levels"].items():
            first = first_sentence(text)
            if len(first) > 60:
                complaints.append(f"{i}.{level}: {len(first)} characters: {first}")
            if first in seen:
                complaints.append(f"{i}.{level} opens like {seen[first]}")
            if sentences(text) < 2 or len(source_windows.words(text)) > 60:
                complaints.append(f"{i}.{level} is not two to a few sentences within 60 words")
            seen[first] = f"{i}.{level}"
    return complaints


def level_names_are_not_given_away(fw: Framework) -> list[str]:
    """A descriptor can be sorted with its level's name covered."""
    return [
        f"{i}.{level} says '{name}'"
        for i, body in indicators(fw).items()
        for level, text in body["levels"].items()
        for name in LEVELS
        if re.search(rf"\b{name}\b", text.lower())
    ]


def titles_are_short(fw: Framework) -> list[str]:
    """At most nine words."""
    return [
        f"{i}: {len(body['title'].split())} words"
        for i, body in indicators(fw).items()
        if not body.get("title") or len(body["title"].split()) > 9 or body["title"][-1] in ".?!"
    ]


def statements_are_one_sentence(fw: Framework) -> list[str]:
    """One sentence of at most thirty words."""
    return [
        f"{i}: {len(text.split())} words, {sentences(text)} sentences"
        for i, body in indicators(fw).items()
        for text in [body.get("statement", "")]
        if not text.endswith(".") or len(text.split()) > 30 or sentences(text) != 1
    ]


def there_are_things_to_look_for(fw: Framework) -> list[str]:
    """Two to four things."""
    return [
        f"{i}: {body.get('look_for')}"
        for i, body in indicators(fw).items()
        if not 2 <= len(body.get("look_for", [])) <= 4
    ]


def pupils_staff_and_families_are_asked(fw: Framework) -> list[str]:
    """At least two short, open questions for each."""
    complaints = []
    for i, body in indicators(fw).items():
        ask = body.get("ask", {})
        if unknown := set(ask) - {"pupils", "staff", "families", "governors", "partners"}:
            complaints.append(f"{i}: asks {sorted(unknown)}")
        complaints += [
            f"{i}: fewer than two questions for {who}"
            for who in {"pupils", "staff", "families", *ask}
            if len(set(ask.get(who, []))) < 2
        ]
        for who, lines in ask.items():
            complaints += [f"{i}.{who}: not one question: {q}" for q in lines if sentences(q) != 1]
            complaints += [f"{i}.{who}: no '?': {q}" for q in lines if not q.endswith("?")]
            complaints += [f"{i}.{who}: too long to ask: {q}" for q in lines if len(q.split()) > 18]
    return complaints


def pupils_questions_are_kind_and_plain(fw: Framework) -> list[str]:
    """A nine-year-old could read them, and none asks about the child as a case."""
    complaints = []
    every = []
    for i, body in indicators(fw).items():
        for question in body.get("ask", {}).get("pupils", []):
            every.append(question)
            if grade([question]) > ONE_QUESTION:
                complaints.append(f"{i}: grade {grade([question]):.1f}: {question}")
            if re.search(NOT_FOR_PUPILS, question.lower()):
                complaints.append(f"{i}: asks a child about themselves as a case: {question}")
    if every and grade(every) > ALL_QUESTIONS:
        complaints.append(f"together at grade {grade(every):.1f}")
    return complaints


def evidence_can_settle_it(fw: Framework) -> list[str]:
    """Known kinds, a voice or an observation, and enough of them that each level can be reached."""
    complaints = []
    for i, body in indicators(fw).items():
        kinds = body.get("evidence", [])
        if unknown := set(kinds) - KINDS:
            complaints.append(f"{i}: unknown kinds {sorted(unknown)}")
        if not [k for k in kinds if k.endswith("-voice") or k in ("observation", "learning-walk")]:
            complaints.append(f"{i}: no voice and no observation")
        for level, needs in fw["sufficiency"].items():
            usable = {*kinds, *(["observation"] if "learning-walk" in kinds else [])}
            if len(set(kinds)) < needs["kinds"] or not usable & set(needs["one_of"]):
                complaints.append(f"{i}: {level} could never have enough evidence")
        if len(kinds) != len(set(kinds)):
            complaints.append(f"{i}: a kind is named twice")
    return complaints


def horizons_are_given(fw: Framework) -> list[str]:
    """How long before change could show."""
    return [i for i, body in indicators(fw).items() if not body.get("horizon", "").strip()]


def no_banned_words(fw: Framework) -> list[str]:
    """No word that blames, praises or says nothing."""
    return [
        f"{where}: '{found.group()}': {why}"
        for where, text in texts(fw)
        for pattern, why in BANNED.items()
        if (found := re.search(pattern, text.lower()))
    ]


def acronyms_are_expanded(fw: Framework) -> list[str]:
    """An acronym is spelt out where it stands, or is one of two that the framework's about spells out."""
    complaints = []
    for where, text in texts(fw):
        for token in set(re.findall(r"\b[A-Z]{2,}\b", text)):
            if token not in ACRONYMS:
                if f"({token})" not in text:
                    complaints.append(f"{where}: {token}")
            elif ACRONYMS[token] not in fw["about"]:
                complaints.append(f"about does not say that {token} is {ACRONYMS[token]}")
    return complaints


def duties_are_explained(fw: Framework) -> list[str]:
    """A statutory indicator says the duty, its source and when it was checked; no other has one."""
    complaints = []
    for i, body in indicators(fw).items():
        law = body.get("law")
        if bool(body.get("statutory")) != bool(law):
            complaints.append(f"{i}: a duty and its law go together")
        if law and not (law.get("duty") and law.get("source")):
            complaints.append(f"{i}: no duty or no source")
        if law and not isinstance(law.get("checked"), dt.date):
            complaints.append(f"{i}: when was it checked?")
        if body.get("met_at", "developing") not in LEVELS:
            complaints.append(f"{i}: met_at is no level")
    return complaints


def nothing_bars_a_request(fw: Framework) -> list[str]:
    """Where statutory assessment or specialist places are judged, the family's right stands beside."""
    complaints = [
        f"{i}: no guard that names section 36 and says 'at any time'"
        for i in ("T5", "S1", "S5")
        if not all(s in indicators(fw)[i].get("guard", "") for s in ("section 36", "at any time"))
    ]
    if (gate := fw.get("gates", {}).get("ehc-request")) and "at any time" not in gate["says"]:
        complaints.append("gates.ehc-request does not say 'at any time'")
    for where, text in texts(fw):
        if re.search(r"\b(must|should|may|can)( not|not|n't) (ask|request|apply)", text.lower()):
            complaints.append(f"{where}: bars a request")
    return complaints


def indicators_are_well_formed(fw: Framework) -> list[str]:
    """Known keys, a known strand, known settings and phases."""
    complaints = [f"{k}: unknown key" for k in fw if k not in TOP]
    for i, body in indicators(fw).items():
        complaints += [f"{i}.{k}: unknown key" for k in body if k not in KEYS]
        if body.get("strand") not in fw["strands"] or not i.startswith(body["strand"]):
            complaints.append(f"{i}: strand {body.get('strand')}")
        applies = body.get("applies_to", {})
        if set(applies.get("kind", [])) - SETTINGS or set(applies.get("phase", [])) - PHASES:
            complaints.append(f"{i}: applies_to {applies}")
    return complaints


def gates_can_be_read(fw: Framework) -> list[str]:
    """Needs in the one grammar, over ids that exist, and never over what the gate is about."""
    need = re.compile(rf"(strand|indicator) (\w+) (strong|met|judged|at least (?:{'|'.join(LEVELS)}))")
    complaints = []
    for name, gate in fw.get("gates", {}).items():
        for line in gate["needs"]:
            found = need.fullmatch(line)
            if not found or found[2] not in fw["strands" if found[1] == "strand" else "indicators"]:
                complaints.append(f"gates.{name}: {line}")
            elif found[2] in gate["about"]:
                complaints.append(f"gates.{name} needs what it is about")
        complaints += [f"gates.{name}: about {i}" for i in gate["about"] if i not in indicators(fw)]
    return complaints


def references_hold(fw: Framework) -> list[str]:
    """Groups hold every indicator and no other; links start from indicators we have."""
    known = set(indicators(fw))
    placed = {i for group in fw.get("groups", {}).values() for i in group["indicators"]}
    complaints = [f"groups: {i} is unknown" for i in placed - known]
    if "groups" in fw:
        complaints += [f"groups: {i} is in none" for i in known - placed]
    for other, links in fw.get("crosswalk", {}).items():
        complaints += [f"crosswalk {other}: {i}" for i in links if i not in known]
        complaints += [
            f"crosswalk {other}: {link}"
            for link in itertools.chain.from_iterable(links.values())
            if link["relation"] not in {"close", "partial", "supports"}
        ]
    if set(fw.get("region", {}).get("phases", {})) - PHASES:
        complaints.append("region.phases: unknown phase")
    return complaints


def nothing_is_taken_from_the_source(fw: Framework) -> list[str]:
    """No run of eight words is the source's."""
    held = {
        line
        for line in (HERE / "source-003-windows.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    }
    assert len(held) > 300
    return [
        f"{where}: '{' '.join(w)}'"
        for where, text in texts(fw)
        for w in source_windows.windows(text)
        if source_windows.hashed(w) in held
    ]


RULES: list[Callable[[Framework], list[str]]] = [
    every_level_is_described, neighbours_differ, indicators_differ, no_stock_phrases,
    questions_are_not_repeated, first_sentences_stand_alone, level_names_are_not_given_away,
    titles_are_short, statements_are_one_sentence, there_are_things_to_look_for,
    pupils_staff_and_families_are_asked, pupils_questions_are_kind_and_plain,
    evidence_can_settle_it, horizons_are_given, no_banned_words, acronyms_are_expanded,
    duties_are_explained, nothing_bars_a_request, indicators_are_well_formed, gates_can_be_read,
    references_hold, nothing_is_taken_from_the_source,
]  # fmt: skip


@pytest.mark.parametrize("name", FRAMEWORKS)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_text_keeps_the_guide(name: str, rule: Callable[[Framework], list[str]]) -> None:
    """Each rule over each framework."""
    assert rule(FRAMEWORKS[name]) == []


# --- the same rules over texts broken on purpose


def put(path: str, value: Any) -> Callable[[Framework], None]:
    """A change that sets one value, or removes it where the value is None."""

    def change(fw: Framework) -> None:
        *way, last = path.split("/")
        for step in way:
            fw = fw[step]
        if value is None:
            del fw[last]
        else:
            fw[last] = value

    return change


def levels_with_an_adverb(fw: Framework) -> None:
    """A level that is its neighbour, only more so."""
    levels = fw["indicators"]["U4"]["levels"]
    levels["secure"] = levels["developing"].replace("Half", "Nearly all")


def borrowed_descriptor(fw: Framework) -> None:
    """A descriptor that another indicator has already used."""
    fw["indicators"]["U6"]["levels"]["leading"] = fw["indicators"]["U5"]["levels"]["leading"]


def borrowed_phrase(fw: Framework) -> None:
    """A phrase used by two indicators."""
    for i in ("U2", "T2"):
        fw["indicators"][i]["levels"]["secure"] += " Leaders look at this every half term."


I = "indicators"  # noqa: E741
BREAKS: list[tuple[Callable[[Framework], list[str]], Callable[[Framework], None]]] = [
    (every_level_is_described, put(f"{I}/U4/levels/secure", None)),
    (every_level_is_described, put(f"{I}/U4/levels/leading", "  ")),
    (every_level_is_described, put(f"{I}/U4/levels/securre", "A slip of the hand.")),
    (neighbours_differ, levels_with_an_adverb),
    (indicators_differ, borrowed_descriptor),
    (no_stock_phrases, borrowed_phrase),
    (first_sentences_stand_alone, put(f"{I}/U1/levels/secure", "Word " * 12 + "end. And more.")),
    (first_sentences_stand_alone, put(f"{I}/U1/levels/secure", "One sentence only.")),
    (first_sentences_stand_alone, borrowed_descriptor),
    (level_names_are_not_given_away, put(f"{I}/U1/levels/secure", "Practice is secure. So.")),
    (titles_are_short, put(f"{I}/U1/title", "One two three four five six seven eight nine ten")),
    (statements_are_one_sentence, put(f"{I}/U1/statement", "word " * 31 + ".")),
    (statements_are_one_sentence, put(f"{I}/U1/statement", "One thing. Another thing.")),
    (there_are_things_to_look_for, put(f"{I}/U1/look_for", ["A policy"])),
    (there_are_things_to_look_for, put(f"{I}/U1/look_for", list("abcde"))),
    (pupils_staff_and_families_are_asked, put(f"{I}/U1/ask/families", ["Why?"])),
    (pupils_staff_and_families_are_asked, put(f"{I}/U1/ask/staff", None)),
    (pupils_staff_and_families_are_asked, put(f"{I}/U1/ask/pupils", ["Why?", "Tell me."])),
    (questions_are_not_repeated, put(f"{I}/U1/ask/pupils", ["What helps you go back?"] * 2)),
    (
        pupils_questions_are_kind_and_plain,
        put(f"{I}/U1/ask/pupils", ["Which interventions facilitate your participation?"]),
    ),
    (
        pupils_questions_are_kind_and_plain,
        put(f"{I}/U1/ask/pupils", ["What is it like to have special needs?"]),
    ),
    (evidence_can_settle_it, put(f"{I}/U1/evidence", ["document", "data", "work-scrutiny"])),
    (evidence_can_settle_it, put(f"{I}/U1/evidence", ["document", "data", "staff-voice"])),
    (evidence_can_settle_it, put(f"{I}/U1/evidence", ["pupil-voice", "family-voice", "survey"])),
    (horizons_are_given, put(f"{I}/U1/horizon", None)),
    *(
        (no_banned_words, put(f"{I}/U1/title", f"Help for {word}"))
        for word in (
            "SEND kids", "low ability pupils", "a child who suffers", "hard to reach families",
            "normal children", "an effective school", "a robust plan", "appropriate support",
            "improving outcomes", "school refusers",
        )
    ),
    (acronyms_are_expanded, put(f"{I}/U1/title", "The PRU plans for every child")),
    (acronyms_are_expanded, put("about", "A model that does not say what SENCO means.")),
    (duties_are_explained, put(f"{I}/U5/law", None)),
    (duties_are_explained, put(f"{I}/U5/law/checked", "last year")),
    (nothing_bars_a_request, put(f"{I}/T5/guard", None)),
    (nothing_bars_a_request, put(f"{I}/S1/statement", "Families must not ask for a place yet.")),
    (indicators_are_well_formed, put(f"{I}/U1/wieght", 2)),
    (indicators_are_well_formed, put(f"{I}/U1/strand", "Q")),
    (gates_can_be_read, put("gates/off-site/needs", ["strand U nice"])),
    (gates_can_be_read, put("gates/off-site/about", ["S2"])),
    (references_hold, put("groups/voice/indicators", [])),
    (references_hold, put("crosswalk/mixed-economy@1/U12", [{"to": "M1.1", "relation": "close"}])),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change"), BREAKS, ids=[f"{n}-{r.__name__}" for n, (r, _) in enumerate(BREAKS)])
def test_a_broken_text_is_noticed(rule: Callable[[Framework], list[str]], change: Callable[[Framework], None]) -> None:
    """Each rule over a text broken on purpose."""
    broken = copy.deepcopy(FRAMEWORKS["north-east"])
    change(broken)
    assert rule(broken) != []


def test_every_rule_has_been_seen_to_fail() -> None:
    """No rule is added without a text that breaks it."""
    by_itself = {nothing_is_taken_from_the_source}  # the two tests below
    assert {rule for rule, _ in BREAKS} | by_itself == set(RULES)


def test_the_window_measure_finds_a_run_inside_a_longer_text() -> None:
    """Case, markup and punctuation do not hide a run; one changed word breaks it."""
    run = "eight words in a row are the same"
    held = {source_windows.hashed(w) for w in source_windows.windows(f"Before. {run}, then after.")}
    ours = f"We wrote this: *{run.upper()}*!"
    assert any(source_windows.hashed(w) in held for w in source_windows.windows(ours))
    ours = "We wrote this: eight words in a row were the same"
    assert not any(source_windows.hashed(w) in held for w in source_windows.windows(ours))


def seed() -> Path:
    """The source text, where it is at hand."""
    found = sorted(SEEDS.glob("003_*.txt"))
    if not found:
        pytest.skip("the source text is not published with the project; its hashes are, and are tested")
    return found[0]


def test_the_hashes_are_those_of_the_source() -> None:
    """The data file is not out of date."""
    text = seed().read_text(encoding="utf-8")
    held = (HERE / "source-003-windows.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert held == sorted({source_windows.hashed(w) for w in source_windows.windows(text)})


def test_a_sentence_of_the_source_would_be_noticed() -> None:
    """Twenty of its words in a statement turn the rule red."""
    text = " ".join(source_windows.words(seed().read_text(encoding="utf-8"))[100:120])
    broken = copy.deepcopy(FRAMEWORKS["north-east"])
    broken["indicators"]["U2"]["statement"] = text
    assert nothing_is_taken_from_the_source(broken) != []


# --- what each file must hold


def test_the_region_has_the_twenty_practices_and_keeps_proposals_apart() -> None:
    """Twenty adopted, five proposed, none of these core."""
    fw = FRAMEWORKS["north-east"]
    assert adopted(fw) == ADOPTED, "and in this order, which is the order on the screen"
    assert sorted(set(indicators(fw)) - set(adopted(fw))) == sorted(PROPOSED)
    assert not any(body.get("core") for i, body in indicators(fw).items() if i in PROPOSED)


def test_the_base_stands_alone_and_names_no_region() -> None:
    """The base could serve a school anywhere in England."""
    base = FRAMEWORKS["base"]
    assert "extends" not in base
    assert set(base["strands"]) == {"U", "T", "S"}
    assert len(adopted(base)) >= 16  # a model that stands alone
    assert set(adopted(base)) <= set(ADOPTED)
    local = r"north[- ]east|northumberland|1:4|1:12|one to four|notional|sendco|\bpanel"
    assert [w for w, text in texts(base) if re.search(local, text.lower())] == []


@pytest.mark.parametrize(("path", "name"), [(OVERLAY, "north-east"), (NEXT, "north-east-2026.2")])
def test_the_overlay_adds_and_rewords(path: Path, name: str) -> None:
    """The overlay repeats nothing of the base and holds what is regional."""
    base, over, whole = read(BASE), read(path), FRAMEWORKS[name]
    assert over["extends"] == f"{base['id']}@{base['edition']}"
    reworded = set(over["indicators"]) & set(base["indicators"])
    assert len(reworded) >= 4
    for i in reworded:
        assert whole["indicators"][i] != base["indicators"][i]
        for key, value in over["indicators"][i].items():
            assert value != base["indicators"][i].get(key), f"{i}.{key} only repeats the base"
    assert {"1:4", "1:12"} <= set(re.findall(r"1:\d+", whole["indicators"]["T3"]["title"]))
    assert len(whole["region"]["authorities"]) == 12
    assert set(whole["groups"]) == {"governance", "voice", "right-time", "close-to-home"}
    assert set(whole["gates"]) == {"ehc-request", "off-site", "support-base"}


def test_the_next_edition_is_for_consultation_and_changes_five_things() -> None:
    """A fourth strand, one indicator split, one moved, one adopted, one retired; every other word is as it was."""
    was, will = FRAMEWORKS["north-east"], FRAMEWORKS["north-east-2026.2"]
    over = read(NEXT)
    assert (over["id"], over["edition"], over["status"]) == ("north-east", "2026.2", "consultation")
    assert over["extends"] == read(OVERLAY)["extends"] == "universal-targeted-specialist@2026.1"
    assert list(over["strands"]) == ["U", "T", "P", "S"], "named in the order in which they are to stand"
    gone, new = set(indicators(was)) - set(indicators(will)), set(indicators(will)) - set(indicators(was))
    assert (gone, new) == ({"T4", "S2", "S4"}, {"T9", "P1", "P2", "P3"})
    assert {i: one.get("replaced_by") for i, one in over["retired"].items()} == {
        "T4": ["T9", "P2"], "S2": ["P1"], "S4": None,
    }  # fmt: skip
    assert all(one["because"] for one in over["retired"].values())
    moved = {key: one for key, one in indicators(will)["P1"].items() if key != "strand"}
    assert moved == {key: one for key, one in indicators(was)["S2"].items() if key != "strand"}
    changed = [i for i in indicators(will) if i not in new and indicators(will)[i] != indicators(was)[i]]
    assert changed == ["U10"]
    assert indicators(was)["U10"] == {**indicators(will)["U10"], "status": "proposed"}
    assert [i for i, body in indicators(will).items() if body.get("status") == "proposed"] == [
        "U11", "T7", "T8", "P3", "S6",
    ]  # fmt: skip
    for part in ("T9", "P2"):  # a part is not the whole: whoever judged T4 is asked
        assert all(
            likeness(indicators(was)["T4"]["levels"][level], indicators(will)[part]["levels"][level]) < 0.9
            for level in LEVELS
        )


def test_the_plugin_holds_no_python() -> None:
    """A folder of TOML files, found by its entry point, each of them named for the wheel."""
    package = OVERLAY.parent
    held = sorted(p.name for p in package.iterdir() if p.name != "__pycache__")
    assert held == ["north-east-2026.2.toml", "north-east-partnership.toml", "north-east.toml"]
    build = read(PLUGIN / "pyproject.toml")["tool"]["hatch"]["build"]["targets"]
    assert sorted(build["wheel"]["only-include"]) == [f"src/inclusion_north_east/{name}" for name in held]
    assert set(build["sdist"]["only-include"]) >= set(build["wheel"]["only-include"])
    assert list(PLUGIN.rglob("*.py")) == []
    project = read(PLUGIN / "pyproject.toml")["project"]
    assert project["entry-points"]["inclusion.frameworks"] == {"north-east": "inclusion_north_east"}
    assert "dependencies" not in project


def test_the_notes_place_every_practice() -> None:
    """The table names every practice and every adopted indicator."""
    rows = re.findall(r"^\| ([UTS])-(\d+) \|[^|]*\|([^|]*)\|", NOTES.read_text("utf-8"), re.MULTILINE)
    assert [f"{s}-{n}" for s, n, _ in rows] == [
        f"{s}-{n}" for s, count in (("U", 9), ("T", 6), ("S", 5)) for n in range(1, count + 1)
    ]
    placed = {i for _, _, ids in rows for i in re.findall(r"[UTS]\d+", ids)}
    assert placed == set(ADOPTED)
