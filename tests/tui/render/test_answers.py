"""What a voice said, as signs and words: a level is glyph, digit and word, a stance never looks like an amount."""

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.answers import by_voice, cut, mark, said
from inclusion_tui.render.glyphs import ASCII, UNICODE
from inclusion_tui.render.line import as_text, plain

FOUR = ic.load_framework("universal-targeted-specialist")
STANCES = ic.load_framework("send-enquiry")
SECURE = ic.Judgement("secure", because="Seen in five of six lessons, the cover lesson too.", confidence="low")
PEOPLE = {"ak-7f3": ic.Person("ak-7f3", "Asha K")}


def test_a_level_is_glyph_digit_and_word() -> None:
    """Each of the three says it."""
    assert plain(said(FOUR, SECURE, UNICODE)) == "■■■□ 3 Secure"


def test_a_stance_is_glyph_and_word() -> None:
    """No digit stands beside a stance."""
    assert plain(said(STANCES, ic.Judgement("curious"), UNICODE)) == "○●○ Curious"


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (None, "□□□□ – Not looked at yet"),  # noqa: RUF001  the sign itself
        (ic.Judgement(None, "cannot-tell"), "···· c Cannot tell"),
        (ic.Judgement(None, "too-soon"), "···· t Too soon"),
        (ic.Judgement(None, "not-applicable", because="No base."), "···· x Not applicable"),
    ],
)
def test_four_things_are_never_a_level(made: ic.Judgement | None, says: str) -> None:
    """Nothing said and the three non-answers each have their own sign and words."""
    assert plain(said(FOUR, made, UNICODE)) == says


@pytest.mark.parametrize("framework", [FOUR, STANCES], ids=lambda one: one.id)
def test_marks_are_all_as_wide(framework: ic.Framework) -> None:
    """Whatever was said, a mark takes the same columns, so that the eye can run down them."""
    made = [None, *(ic.Judgement(level) for level in framework.scale.order), ic.Judgement(None, "too-soon")]
    assert len({ic.columns(plain(mark(framework, one, UNICODE))) for one in made}) == 1


def test_a_voice_says_how_sure_it_is_and_why() -> None:
    """The name in the team, the level, the confidence, and the reason under it."""
    lines = by_voice(FOUR, "peer:ak-7f3", SECURE, 40, UNICODE, people=PEOPLE)
    assert as_text(lines) == (
        " Asha K         ■■■□ 3 Secure, low conf…\n   Seen in five of six lessons, the\n   cover lesson too."
    )


def test_a_reason_that_is_longer_than_its_room_ends_with_an_ellipsis() -> None:
    """What is left out is said."""
    lines = by_voice(FOUR, "self", SECURE, 40, UNICODE, people={}, room=2)
    assert as_text(lines[1:]) == "   Seen in five of six lessons, the …"


def test_a_judgement_without_a_reason_says_so() -> None:
    """Nobody has to guess whether a reason is missing or was left out."""
    lines = by_voice(FOUR, "self", evolve(SECURE, because=""), 40, UNICODE, people={})
    assert as_text(lines[1:]) == "   no reason is written down"


def test_nothing_is_cut_where_there_is_room() -> None:
    """As many lines as there is room for are left as they are."""
    assert cut(["a", "b"], 2, 8) == ["a", "b"]
    assert cut(["a", "b", "c"], 0, 8) == ["a", "b", "c"]


def test_escapes_in_a_reason_are_inert() -> None:
    """A reason that would act on a terminal shows what it is made of."""
    lines = by_voice(FOUR, "self", evolve(SECURE, because="\x1b]0;x\x07 [b]"), 40, UNICODE, people={})
    assert as_text(lines[1:]) == "   ␛]0;x␇ [b]"


def test_ascii_is_ascii() -> None:
    """With `--ascii` every sign is one of ASCII."""
    for made in (None, SECURE, ic.Judgement(None, "too-soon")):
        assert plain(said(FOUR, made, ASCII)).isascii()
