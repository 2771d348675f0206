"""The safeguarding card as text: three steps, whoever is to be told, and how pupils are spoken with."""

import pytest

import inclusion_core as ic
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.safeguarding import card_lines

CARD = ic.Safeguarding(
    "Deputy head, S. Okoro", "By the office, extension 12", "Ms Bell is nearby.\nFamilies were told."
)


def flat(card: ic.Safeguarding | None, *, review: bool = True, width: int = 80) -> str:
    """Return the card on one line."""
    return " ".join(as_text(card_lines(card, width, review=review)).split())


def test_the_card_names_whom_to_tell_and_how() -> None:
    """Stop, tell that person now, do not write it here: in this order, with the person and the way to them."""
    text = flat(CARD)
    places = [text.index(one) for one in (
        "Stop what you are doing", "Tell this person now", "Deputy head, S. Okoro", "extension 12", "999",
        "Do not write it here", "How pupils are spoken with", "Ms Bell is nearby. Families were told.",
    )]  # fmt: skip
    assert places == sorted(places)


def test_where_nobody_is_named_it_says_so_and_how_to() -> None:
    """Without a name it says who that is in any school, and that n writes the name down."""
    text = flat(None)
    assert "The school's designated safeguarding lead." in text
    assert "Nobody has written down here who it is. n does that now" in text
    assert "a pupil may say no" in text


def test_it_needs_no_review() -> None:
    """At the start it says the same, and asks for nothing that only a review could keep."""
    text = flat(None, review=False)
    assert "Tell this person now" in text
    assert "Open a review" in text
    assert "(n)" not in text


def test_what_is_missing_of_a_card_is_said() -> None:
    """A card without the way to reach somebody, or without arrangements, says what is missing."""
    text = flat(ic.Safeguarding("Head"))
    assert "How to reach them is not written down yet" in text
    assert "Not written down yet (n)" in text


@pytest.mark.parametrize("width", [30, 58, 80, 100])
def test_it_fits_and_is_short(width: int) -> None:
    """Every line fits; at eighty columns the card is one screen."""
    long = ic.Safeguarding("A title " * 12, "way " * 30, "told " * 40)
    assert max(ic.columns(plain(line)) for line in card_lines(long, width, review=True)) <= width
    assert len(card_lines(CARD, 79, review=True)) <= 22


def test_what_was_typed_acts_on_nothing() -> None:
    """Escapes in a name or an arrangement are shown, not sent."""
    hostile = ic.Safeguarding("\x1b[2J[bold]x", "\x9b2J", "\x1b]0;t\x07")
    assert not set("\x1b\x9b\x07") & set(as_text(card_lines(hostile, 80, review=True)))
