"""The two lines at the top: where one is, whose judgements, how far; and what it comes to, in words."""

import pytest

from inclusion_tui.render.heading import Heading, heading_lines
from inclusion_tui.render.line import plain

ONE = Heading("Alnside First School", made_up=True, voice="peer:ak-7f3", framework="north-east@2026.1", counts=(12, 20))


def lines(one: Heading, width: int = 80) -> tuple[str, str]:
    """Return both lines."""
    first, second = heading_lines(one, width)
    return plain(first), plain(second)


def test_the_first_line_says_school_voice_and_how_far() -> None:
    """A made-up school says so, the share carries its n, and the state of saving is beside it."""
    first, _ = lines(ONE)
    assert "Alnside First School (made up)" in first
    assert "peer ak-7f3" in first
    assert first.rstrip().endswith("saved  12/20 judged 60 %")


def test_nothing_is_counted_before_it_is_known() -> None:
    """A first frame without counts shows none, not 0."""
    first, _ = lines(Heading("Alnside", made_up=False, voice="self", framework="x@1"))
    assert "0" not in first


def test_a_score_is_words_and_readiness_counts_gates() -> None:
    """No number stands for a score; readiness says how many gates stand how."""
    _, second = lines(
        Heading(
            "A",
            made_up=False,
            voice="self",
            framework="x@1",
            counts=(1, 2),
            comes_to="between Developing and Secure",
            readiness=(("Off site", "not yet"), ("Base", "cannot tell"), ("Panel", "not yet")),
        )
    )
    assert "so far between Developing and Secure" in second
    assert "readiness 2 not yet, 1 cannot tell" in second


def test_without_a_score_none_is_drawn() -> None:
    """Where scoring is `none` the words 'so far' are not there either."""
    assert "so far" not in lines(ONE)[1]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 140])
def test_neither_line_is_wider_than_the_screen(width: int) -> None:
    """However long the school's name, both lines fit."""
    one = Heading(
        "The North Tyne and Upper Coquet Valleys Church of England First School",
        made_up=True,
        voice="role:senco",
        framework="universal-targeted-specialist@2026.1",
        counts=(3, 24),
        facet="lens: cared-for",
        view="view: differing",
        comes_to="not enough seen to say",
        readiness=(("A", "open"),),
    )
    assert all(len(line) <= width for line in lines(one, width))


def test_an_escape_in_a_school_s_name_is_shown() -> None:
    """A name that would act on the terminal shows what it is made of."""
    first, _ = lines(Heading("Aln\x1b]0;x\x07side", made_up=False, voice="self", framework="x@1", counts=(0, 1)))
    assert "\x1b" not in first
    assert "␛" in first


def test_in_a_narrow_window_whose_judgements_these_are_stays_in_sight() -> None:
    """The school's name gives way: who sees its beginning knows where they are, but not in whose voice they judge."""
    first, _ = lines(ONE, 60)
    assert first.startswith(" Alnsid")
    assert "… (made up)  peer ak-7f3 " in first
    assert first.rstrip().endswith("12/20 judged 60 %")
