"""`inclusion drift`, and citing a document."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def five(run: Any) -> Any:
    """Return the command line with a review on three layers."""
    assert run("schools", "add", "Alnside", "--made-up").code == 0
    assert run("review", "new", "--school", "alnside", "--framework", "five-principles-2023", "--id", "five").code == 0
    return run


def test_layers_stand_side_by_side_with_the_lines_that_are_quoted(five: Any) -> None:
    """Strategy, policy and practice of an indicator, the document's title, line, day and words, and the finding."""
    for cell, level in (("P1.1@strategy", "leading"), ("P1.1@policy", "secure"), ("P1.1@practice", "starting"),
                        ("P1.2@strategy", "secure"), ("P1.2@practice", "secure")):  # fmt: skip
        assert five("judge", "five", cell, level).code == 0
    cite = ("evidence", "add", "five", "Profiles open with strengths.", "--document", "SEND  policy", "--line", "12",
            "--dated", "2026-09-01", "--indicator", "P1.1", "--tag", "policy")  # fmt: skip
    assert five(*cite).code == 0
    told = five("drift", "five").out
    assert "layers differ on 1 of the 2 indicators" in told
    assert (
        "   strategy  Leading\n"
        "   policy    Secure\n"
        "             SEND policy, line 12, dated 2026-09-01: “Profiles open with strengths.”\n"
        "   practice  Starting\n"
        "   What is written is 3 levels ahead of practice.\n"
    ) in told
    assert "P1.2" not in five("drift", "five", "--apart").out
    found = five("drift", "five", "--json").json["indicators"][0]
    assert (found["steps"], found["words_ahead"]) == (3, 3)
    assert found["layers"][1]["documents"][0]["line"] == 12
    report = five("report", "five", "--format", "markdown", "--out", "-").out
    assert "Profiles open with strengths." in report


def test_a_line_of_a_long_document_is_a_line(five: Any) -> None:
    """The citation is read back as it was given, however far down the line stands."""
    cite = ("evidence", "add", "five", "Quote", "--document", "All minutes", "--line", "123456789",
            "--indicator", "P1.1", "--tag", "policy")  # fmt: skip
    assert five(*cite).code == 0
    (document,) = five("drift", "five", "--json").json["indicators"][0]["layers"][1]["documents"]
    assert (document["title"], document["line"]) == ("All minutes", 123456789)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--line", "3"), "Name it with --document TITLE"),
        (("--document", "Policy", "--place", "Hall"), "neither a --place nor another --kind"),
        (("--document", "Policy", "--kind", "observation"), "neither a --place nor another --kind"),
        (("--document", "Policy", "--dated", "yesterday"), "yesterday"),
    ],
)
def test_a_citation_that_cannot_be_is_refused(five: Any, words: tuple[str, ...], says: str) -> None:
    """A line without a document, a document with a place or another kind, and a day that is none."""
    ran = five("evidence", "add", "five", "Quote", *words)
    assert ran.code == 2
    assert says in ran.err


def test_a_framework_without_layers_is_told_so(run: Any) -> None:
    """With one sentence that names a framework that has them."""
    assert run("schools", "add", "Alnside", "--made-up").code == 0
    assert run("review", "new", "--school", "alnside", "--framework", "universal-targeted-specialist").code == 0
    ran = run("drift", "alnside")
    assert ran.code == 2
    assert "five-principles-2023 does" in ran.err
