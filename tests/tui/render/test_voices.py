"""The voices there are, each with how far it is; of one that is hidden nothing is told."""

import pytest

import inclusion_core as ic
from inclusion_tui.render.line import plain
from inclusion_tui.render.voices import Voice, voice_line

PEOPLE = {"ak-7f3": ic.Person("ak-7f3", "Asha K")}


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (Voice("self", "s", (12, 20)), "  s  self-review 12/20 judged 60 %"),
        (Voice("peer:ak-7f3", "1", (0, 20), you=True), "  1  Asha K (you) nothing judged yet"),
        (Voice("peer:bo", "2"), "  2  peer bo not shown to reviewers"),
        (Voice("role:senco", "3", (0, 0), here=True), "  3  senco (judging now) nothing judged yet"),
        (Voice("moderated", "m", (1, 300)), "  m  agreed together 1/300 judged 1 %"),
    ],
)
def test_a_voice_says_whose_it_is_and_how_far(one: Voice, says: str) -> None:
    """A share with its n, nothing judged, or nothing told at all."""
    line = plain(voice_line(one, PEOPLE, 62))
    assert ic.columns(line) == 62
    assert " ".join(line.split()) == " ".join(says.split())
