from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.editions.alikeness import differences, same_meaning, same_words, words


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Help is ready.", "help is  READY"),
        ("It\u2019s well-kept \u2013 mostly", "It's well kept, mostly."),
        ("La porte est ouverte\u00a0!", "la porte est ouverte"),
        ("\u0645\u0631\u062d\u0628\u0627\u060c \u0643", "\u0645\u0631\u062d\u0628\u0627 \u0643"),
    ],
)  # fmt: skip
def test_capitals_and_punctuation_are_no_words(one: str, two: str) -> None:
    """Two texts have the same words whatever their capitals, quotes, dashes and spaces."""
    assert same_words(one, two)
    assert same_meaning(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Every pupil is asked.", "Not every pupil is asked."),
        ("One to four pupils", "One to five pupils"),
        ("A ratio of 1:4", "A ratio of 1:12"),
        ("Seen in most rooms", "Seen in some rooms"),
        ("Families and staff decide", "Families or staff decide"),
        ("\u0915\u093f", "\u0915\u0940"),  # one sign of a vowel
        ("?", "!"),
    ],
)
def test_one_word_may_be_another_meaning(one: str, two: str) -> None:
    """A negation, a number, another amount: what could change a judgement is never taken for the same."""
    assert not same_meaning(one, two)
    assert not same_words(one, two)


def test_articles_plurals_and_spellings_mean_the_same() -> None:
    """They are other words and no other meaning."""
    for one, two in (("Ready in the lesson", "Ready in lessons"), ("They organise it", "They organize it")):
        assert same_meaning(one, two)
        assert not same_words(one, two)


def test_scripts_without_spaces_fall_into_signs() -> None:
    """One changed sign does not make a whole Chinese sentence another."""
    assert len(words("\u5b66\u6821\u6b22\u8fce\u6bcf\u4e2a\u5b66\u751f")) == 8


@given(st.text(alphabet="ab c", max_size=30), st.text(alphabet="ab c", max_size=30))
def test_the_stretches_put_together_are_the_two_texts(one: str, two: str) -> None:
    """Shared stretches and differences give both texts again, in either direction."""
    shared, found = differences(one, two)
    assert len(shared) == len(found) + 1
    for side, text in (("before", one), ("after", two)):
        told = [shared[0]]
        for same, each in zip(shared[1:], found, strict=True):
            told += [getattr(each, side), same]
        assert " ".join(" ".join(told).split()) == " ".join(text.split())
