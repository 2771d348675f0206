"""Clusters on the command line: made, agreed, declared, taken back; and what is refused with which words."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

SCHOOLS = ("alnside", "moorside", "harbour", "hillside")


@pytest.fixture
def coast(run: Any) -> Any:
    """Return the command line of a workspace with four made-up schools, three of them a cluster."""
    for name in SCHOOLS:
        assert run("schools", "add", name.title(), "--phase", "primary", "--made-up").code == 0
    made = run("cluster", "new", "Coast", *(word for one in SCHOOLS[:3] for word in ("--school", one)))
    assert made.code == 0, made.err
    assert made.out == "Coast is here as coast: 3 schools, primary.\n"
    return run


def test_a_cluster_is_made_agreed_on_and_shown(coast: Any) -> None:
    """Needs, red weeks, people, a conflict and consent are kept and shown; consent can be taken back."""
    for words, says in (
        (("needs", "coast", "aln", "Early language", "autism"), "alnside would like: autism, early-language.\n"),
        (("red-weeks", "coast", "aln", "2027-01-11"), "Red weeks of alnside: 2027-01-11.\n"),
        (("person", "coast", "SENCO", "--school", "moor", "--role", "Peer reviewer", "--skill", "autism"),
         "SENCO is here as moorside-1.\n"),
        (("person", "coast", "Partnership lead", "--role", "coordinator"),
         "Partnership lead is here as coordinator-1.\n"),
        (("conflict", "coast", "aln", "moorside-1", "--because", "Taught there last year"),
         "c-1: alnside and moorside-1 will not be planned together.\n"),
        (("consent", "coast", "har", "yes", "--by", "Head teacher", "--on", "2026-01-09"),
         "From 2026-01-09 harbour may be named where schools are compared.\n"),
    ):  # fmt: skip
        ran = coast("cluster", *words)
        assert (ran.code, ran.out) == (0, says), ran.err
    assert coast("cluster", "show", "co").out == (
        "Coast (primary)\n"
        "alnside  Alnside, is not named to others\n"
        "    Would like: autism, early-language\n"
        "    Red weeks: 2027-01-11\n"
        "moorside  Moorside, is not named to others\n"
        "    moorside-1  SENCO; peer reviewer; autism\n"
        "harbour  Harbour, may be named\n"
        "coordinator-1  Partnership lead; coordinator\n"
        "c-1  alnside and moorside-1 must not meet: Taught there last year\n"
    )
    assert coast("cluster", "show", "coast", "--json").json["cluster"]["may_be_named"] == ["harbour"]
    assert coast("cluster", "consent", "coast", "harbour", "no", "--on", "2026-02-01").code == 0
    assert coast("cluster", "show", "coast", "--json").json["cluster"]["may_be_named"] == []
    assert coast("cluster", "withdraw", "coast", "moorside-1").code == 0
    shown = json.loads(coast("cluster", "show", "coast", "--json").out)["cluster"]
    assert shown["conflicts"] == []
    assert coast("cluster", "undo", "coast").out == "coast is as it was before the last change.\n"
    assert len(coast("cluster", "show", "coast", "--json").json["cluster"]["conflicts"]) == 1
    assert coast("doctor").code == 0


def test_schools_come_and_go_within_three_to_seven(coast: Any) -> None:
    """A fourth school joins and leaves with its people; a third cannot leave; the schools here are told by name."""
    assert coast("cluster", "add", "coast", "Hillside").out == "coast has 4 schools now.\n"
    assert coast("cluster", "person", "coast", "SENCO", "--school", "hill").code == 0
    assert coast("cluster", "remove", "coast", "hill").out == "coast has 3 schools now.\n"
    assert coast("cluster", "show", "coast", "--json").json["cluster"]["people"] == []
    assert coast("cluster", "list").out == "coast  Coast  primary  3 schools\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("new Two --school alnside --school moorside", "3 to 7 schools, and this one has 2"),
        ("new Inland --school alnside --school harbour --school hillside", "is in the cluster coast already"),
        ("new Twice --school hillside --school hillside --school alnside", "hillside is named twice"),
        ("new Coast --school hillside --school hillside", "hillside is named twice"),
        ("new X --school alnside --school moorside --school harbour --partnership North", "such as north"),
        ("new X --school nowhere", "There is no school 'nowhere'"),
        ("new X --school alnside --phase infant", "There is no phase of a cluster 'infant'"),
        ("remove coast harbour", "3 to 7 schools, and this one has 2"),
        ("add coast alnside", "alnside is in coast already"),
        ("show caost", "Did you mean 'coast'?"),
        ("person coast SENCO --school hillside", "There is no school in coast 'hillside'"),
        ("person coast SENCO --school alnside --role reviewer", "Did you mean 'peer-reviewer'?"),
        ("person coast Adviser --role peer-reviewer", "only a coordinator can be"),
        ("person coast ''", "Say who it is, by role"),
        ("conflict coast alnside alnside", "must be between two schools"),
        ("consent coast alnside no", "has given no consent"),
        ("consent coast alnside perhaps", "Known: yes, no"),
        ("consent coast alnside yes --on someday", "'someday' is not a day"),
        ("red-weeks coast alnside christmas", "'christmas' is not a day"),
        ("withdraw coast c-7", "There is no colleague or conflict 'c-7'"),
        ("undo nowhere", "Nothing of cluster 'nowhere' can be taken back"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_the_rule(coast: Any, words: str, says: str) -> None:
    """Each mistake ends with exit code 2 and a sentence, and leaves the cluster as it was."""
    before = coast("cluster", "list", "--json").out
    ran = coast("cluster", *shlex.split(words))
    assert ran.code == 2
    assert says in ran.err
    assert coast("cluster", "list", "--json").out == before


def test_a_text_that_looks_as_if_it_named_a_pupil_is_told(coast: Any) -> None:
    """A name beside a year group in a reason is kept, and a sentence says how to take it out for good."""
    ran = coast("cluster", "conflict", "coast", "alnside", "moorside", "--because", "Taught Jamie Smith (Y5)")
    assert ran.code == 0
    assert "Pupils are not named here" in ran.err
    assert "inclusion blank TEXT" in ran.err
