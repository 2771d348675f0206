"""Suggested lines of enquiry as rows, whole, and why each stands where it does."""

import pytest

import inclusion_core as ic
from inclusion_core.analysis.enquiry.rules import Ground
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.suggestions import heading_words, suggestion_row, suggestion_whole, suggestion_why

GROUNDS = (
    Ground("concern", "concern", ("U4",), "Cannot tell, says the school."),
    Ground("thin", "evidence", ("U4",), "Secure, says [b]Ann[/b]\x1b[2J, on no evidence yet."),
)
ONE = ic.Suggested("How do we know?", ("U4", "T2"), GROUNDS, (("pupils", "What helps you?"),), "2 sorts of grounds.")


@pytest.mark.parametrize("width", [40, 80, 140])
def test_a_row_keeps_its_number_and_what_it_is_about(width: int) -> None:
    """The question gives way; a row is as wide as the room."""
    told = plain(suggestion_row(ONE, 7, width))
    assert told.startswith("  7 How do we know?")
    assert "U4 T2" in told
    assert ic.columns(told) == width


def test_one_whole_has_every_ground_and_whom_to_ask() -> None:
    """Each ground and each prompt has its line; what people wrote is inert."""
    told = as_text(suggestion_whole(ONE, 80))
    assert "because: Cannot tell, says the school." in told
    assert "[b]Ann[/b]␛[2J" in told
    assert "ask pupils: What helps you?" in told


def test_why_tells_the_order_and_what_is_followed_already() -> None:
    """The reason for its place, the order in words, and how many were not suggested again."""
    told = as_text(suggestion_why(ONE, 3, ic.Suggestions((ONE,), followed=2), 80))
    for part in ("Why it is number 3", "2 sorts of grounds.", "In this order:", "2 more not suggested again"):
        assert part in told


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "lines of enquiry: none"), (10, "lines of enquiry: 10"), (12, "the first 10, 2 more left out")],
)
def test_the_heading_counts_what_is_left_out(count: int, words: str) -> None:
    """None, all, or the first ten with the number left out."""
    assert heading_words(ic.Suggestions((ONE,) * count)).endswith(words)
