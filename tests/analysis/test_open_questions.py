"""What makes a question less open is said, a sentence each, and an open question is left alone."""

import pytest

from inclusion_core.analysis.enquiry.open_questions import begins_openly, question_advice
from inclusion_core.analysis.enquiry.suggesting import _QUESTIONS


@pytest.mark.parametrize(
    "text",
    [
        "How do pupils who join late find a friend?", "What improves when the plan is read?",
        "To what extent do families feel heard?", "Which families have we not heard from, and why?",
        "How early, and how surely, are needs spotted?", "What happens the day after a bad day?",
        "How well is approved provision known?", "", "   ",
    ],
)  # fmt: skip
def test_an_open_question_is_left_alone(text: str) -> None:
    """Nothing is said of a question that may be answered either way."""
    assert question_advice(text) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Prove that plans help", "proves nothing"), ("How can we show that it works?", "proves nothing"),
        ("Check that every plan is read", "Checking"), ("How do we make sure all staff know?", "Checking"),
        ("Is the plan read?", "Yes or no"), ("Don't pupils know?", "Yes or no"),
        ("How are plans read and what do staff do?", "two questions"), ("What helps? What hinders?", "two questions"),
        ("Why do teachers fail to adapt?", "blames"), ("How poor is provision in Year 4?", "blames"),
        ("How does Mrs Hartley run the base?", "name nobody"), ("What helped Kezia (Y4)?", "name nobody"),
    ],
)  # fmt: skip
def test_each_thing_that_makes_a_question_less_open_is_said_once(text: str, word: str) -> None:
    """Proving, checking, yes or no, two in one, blame and a name each have a sentence of their own."""
    advice = question_advice(text)
    assert [word in one for one in advice].count(True) == 1
    assert all(one.endswith(".") for one in advice)


def test_all_that_is_amiss_is_said_together() -> None:
    """A question with several things amiss gets a sentence for each of them."""
    assert len(question_advice("Is it proved that Mr Dodd fails and who knows?")) == 5


def test_every_question_of_our_own_is_open() -> None:
    """What the program asks itself begins openly and has nothing amiss."""
    for question in _QUESTIONS.values():
        asked = question.format(title="'Ordinary help is ready in every lesson'")
        assert begins_openly(asked)
        assert question_advice(asked) == ()
