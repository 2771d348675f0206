"""How a line of enquiry is worded."""

import pytest

from inclusion_tui.notes.asking_openly import BEGINS, is_begun_only, nudge


@pytest.mark.parametrize(
    "question",
    [
        "How do pupils who join late find a friend?", "What improves when the plan is read?", "Where is help ready?",
        "To what extent do families feel heard?", "How well is approved provision known?", "",
    ],
)  # fmt: skip
def test_an_open_question_is_left_alone(question: str) -> None:
    """Nothing is said of a question that may be answered either way."""
    assert nudge(question) == ""


@pytest.mark.parametrize(
    "question", ["Prove that it works", "We show that help is there", "Disproving the claim", "Proof of it"]
)
def test_one_that_sets_out_to_prove_is_told_so(question: str) -> None:
    """An enquiry proves nothing."""
    assert "proves nothing" in nudge(question)


@pytest.mark.parametrize(
    "question", ["Is the plan read?", "do staff know?", "Has anybody asked?", "Can pupils choose?"]
)
def test_a_yes_or_no_question_is_told_so(question: str) -> None:
    """Yes or no would answer it."""
    assert "Yes or no would answer this" in nudge(question)


@pytest.mark.parametrize(("text", "only"), [(BEGINS, True), ("how", True), ("  ", True), ("How do", False)])
def test_what_the_line_began_with_is_no_question(text: str, only: bool) -> None:  # noqa: FBT001  a row of a table
    """Leaving the beginning as it stood writes nothing down."""
    assert is_begun_only(text) is only
