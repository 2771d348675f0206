"""What the made-up cluster says: made up throughout, fit for the framework, and worth reading."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from inclusion_core.demonstration.content import FILE, Cluster, read_cluster
from inclusion_core.demonstration.fitting import problems
from inclusion_core.errors import InvalidFile
from inclusion_core.model.evidence import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from inclusion_core.model.framework import Framework

KNOWN_KINDS = [one.id for one in KINDS]
SHORTEST, LONGEST = 40, 260  # characters of a reason: a sentence at least, and no more than a screen shows at once
LIKENESS = 0.5  # share of all words of two texts that both have; what is written for its own place stays below 0.35

# Words that the content guide keeps out, in a report as in a framework.
KEPT_OUT = re.compile(
    r"\b(send|sen) (kids|pupils|children)\b|\bkids?\b|low[- ]ability|less able|more able|\bsuffer|\bnaughty\b|"
    r"hard to reach|\bvulnerable\b|\bdeprived\b|school refus|attention[- ]seeking|\bnormal\b|\brobust|\beffective|"
    r"\bappropriate|\boutstanding\b|best practice|\bunlawful|improv\w* outcomes|looked[- ]after|wheelchair[- ]bound|"
    r"\b(mr|mrs|ms|dr)\.? [A-Z]",
    re.IGNORECASE,
)
AMERICAN = re.compile(r"\b\w*(behavior|color|center|organiz|recogniz)\w*|\bprograms?\b", re.IGNORECASE)
TYPED_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\u2013\u2014]|  ")


def texts(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """Yield every sentence that somebody is made to have written, with where it stands."""
    for school in cluster.schools.values():
        for voice, said in school.judgements.items():
            for cell, one in said.items():
                yield f"{school.id} {voice} {cell}", one.because
        for seen in school.evidence.values():
            yield f"{school.id} {seen.id}", seen.note


def written(tmp_path: Path, change: Callable[[str], str]) -> Path:
    """Write the file with a mistake in it."""
    text = FILE.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    path = tmp_path / "cluster.toml"
    path.write_text(changed, encoding="utf-8")
    return path


def words(text: str) -> frozenset[str]:
    """Return the words of a text, small ones too."""
    return frozenset(re.findall(r"[a-z']+", text.lower()))


def test_it_fits_the_frameworks_it_names(cluster: Cluster, framework: Framework, base: Framework) -> None:
    """Every level, non-answer, indicator, lens, voice and kind of evidence is known to both frameworks it may use."""
    assert cluster.frameworks == (framework.id, base.id)
    assert problems(cluster, framework, KNOWN_KINDS) == ()
    assert problems(cluster, base, KNOWN_KINDS) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('level = "secure"', 'level = "splendid"', "There is no level 'splendid'"),
        ("U9 = {", "U99 = {", "There is no indicator 'U99'. Did you mean 'U9'?"),
        ('"U4@cared-for"', '"U4@cared"', "There is no lens 'cared'. Did you mean 'cared-for'?"),
        ('kind = "pupil-voice"', 'kind = "pupil-voices"', "There is no kind of evidence 'pupil-voices'"),
        ('indicators = ["U9"]', 'indicators = ["X9"]', "There is no indicator 'X9'"),
        ('by = "second-reviewer"', 'by = "third-reviewer"', "There is no person 'third-reviewer'"),
        ('judgements."peer:second-reviewer"', 'judgements."friend:second-reviewer"', "is not a voice"),
    ],
)
def test_what_the_framework_does_not_know_is_said(
    tmp_path: Path, framework: Framework, old: str, new: str, said: str
) -> None:
    """A name that the framework does not know is a problem with its place, found before anything is made."""
    path = written(tmp_path, lambda text: text.replace(old, new, 1))
    found = problems(read_cluster(path), framework, KNOWN_KINDS)
    assert len(found) == 1
    assert said in str(found[0])
    assert str(found[0]).startswith("cluster.toml: schools.")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("pupils = 86", 'pupils = "86"', "schools.alnside-first.pupils"),
        ("schema = 1", "schema = 2", "schema"),
        ('at = "09:20"', 'at = "9 o\'clock"', "is no time of day"),
        ("U1 = { level", "U1 = { levle", "Did you mean 'level'?"),
        ("because = ", "becuase = ", "Did you mean 'because'?"),
        ('non_answer = "not-applicable"', 'level = "starting", non_answer = "not-applicable"', "not both"),
    ],
)
def test_the_file_is_read_strictly(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A slip of the hand in the file is a sentence with its place, and nothing is guessed."""
    with pytest.raises(InvalidFile) as raised:
        read_cluster(written(tmp_path, lambda text: text.replace(old, new, 1)))
    assert said in str(raised.value)


def test_everything_is_made_up_and_says_so(cluster: Cluster) -> None:
    """No number can be a real school's, and school, type and the review's title each say that it is made up."""
    urns = [school.urn for school in cluster.schools.values()]
    assert urns == [str(number) for number in range(999001, 999006)]
    for one in cluster.schools.values():
        school = one.school
        assert school.made_up
        assert "made up" in school.type_name
        assert one.title.startswith("Made-up school: ")
        assert (school.authority, school.town, school.postcode) == ("000", "", "")
        assert set(school.identifiers) == {"urn"}
    for person_id, person in cluster.people.items():
        assert person.name == person_id.replace("-", " ").capitalize(), "people are what they do"
        assert "made up" in person.role


def test_every_school_judged_itself_and_was_visited(cluster: Cluster, framework: Framework) -> None:
    """Self-assessment is complete; four visits are complete and Alnside's is under way, with two jottings to file."""
    adopted = {one.id for one in framework.indicators.values() if one.status == "adopted"}
    assert len(adopted) == 20
    for school in cluster.schools.values():
        plain = {voice: {cell for cell in said if "@" not in cell} for voice, said in school.judgements.items()}
        assert plain["self"] == adopted
        visited = plain["peer:lead-reviewer"]
        if school.visit_days_ago:
            assert visited == adopted
        else:
            assert school.id == "alnside-first"
            assert len(visited) == 11
        jottings = [seen for seen in school.evidence.values() if not seen.indicators]
        assert len(jottings) == (0 if school.visit_days_ago else 2)
        for voice, said in school.judgements.items():
            assert voice == "self" or all(one.at for one in said.values()), "a visit has its times"


def test_evidence_is_plenty_and_of_many_kinds(cluster: Cluster) -> None:
    """Each visit wrote down 12 to 28 things, of six kinds or more, in the order in which they were seen."""
    for school in cluster.schools.values():
        assert 12 <= len(school.evidence) <= 28
        assert len({seen.kind for seen in school.evidence.values()}) >= 6
        times = [seen.at for seen in school.evidence.values()]
        assert times == sorted(times)
        assert {seen.by for seen in school.evidence.values()} <= set(school.people)


def test_every_judgement_says_why_and_in_its_own_words(cluster: Cluster) -> None:
    """No reason is missing, none is a word or a page, and no two texts are alike."""
    every = list(texts(cluster))
    assert len(every) > 250
    for where, text in every:
        assert SHORTEST <= len(text) <= LONGEST, where
        assert text[0].isupper() or text[0] == "'", where
        assert text[-1] in ".?'", where
    bags = [(where, words(text)) for where, text in every]
    alike = [
        (one, two)
        for (one, first), (two, second) in itertools.combinations(bags, 2)
        if len(first & second) > LIKENESS * len(first | second)
    ]
    assert alike == []


def test_the_words_keep_the_guide(cluster: Cluster) -> None:
    """No deficit wording, no names with titles, no typographic marks that a keyboard lacks, British spelling."""
    for where, text in texts(cluster):
        for pattern in (KEPT_OUT, AMERICAN, TYPED_QUOTES):
            assert pattern.search(text) is None, f"{where}: {pattern.search(text)}"


def test_nothing_looks_like_a_pupil(cluster: Cluster) -> None:
    """No text, place or title looks like a pupil's name or number to the scanner that guards every export."""
    privacy = pytest.importorskip("inclusion_core.analysis.texts.privacy", reason="the scanner is not there yet")
    every = list(texts(cluster))
    every += [(f"{s.id} {e.id} place", e.place) for s in cluster.schools.values() for e in s.evidence.values()]
    every += [(s.id, f"{s.title} {s.name} {s.trust}") for s in cluster.schools.values()]
    found = [(where, finding) for where, text in every for finding in privacy.scan(text)]
    assert found == []
    assert privacy.scan("E000200005001"), "the scanner scans"


def test_the_likeness_measure_and_the_word_list_can_fail(cluster: Cluster) -> None:
    """A copied reason with a new adverb, and a sentence with a kept-out word, would be noticed."""
    text = cluster.schools["rowanlea"].judgements["self"]["U2"].because
    copied = text.replace("Each pupil", "Every single pupil")
    assert len(words(text) & words(copied)) > LIKENESS * len(words(text) | words(copied))
    assert KEPT_OUT.search("They work well with SEND pupils.")
    assert KEPT_OUT.search("Mrs Example leads it.")
    assert AMERICAN.search("Good behavior.")


def test_a_problem_in_one_school_hides_none_in_another(cluster: Cluster, framework: Framework) -> None:
    """Everything that does not fit is named in one pass."""

    def spoiled(school: Any) -> Any:
        said = school.judgements["self"]
        changed = {**said, "U1": evolve(said["U1"], level="golden", non_answer=None)}
        return evolve(school, judgements={**school.judgements, "self": changed})

    schools = {key: spoiled(one) for key, one in cluster.schools.items()}
    assert len(problems(evolve(cluster, schools=schools), framework, KNOWN_KINDS)) == 5
