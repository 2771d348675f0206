"""Voices side by side: what differs first, non-answers apart, counts with their n, and nothing that is hidden."""

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.voices.comparison import compare_voices
from inclusion_core.model.review import Pin
from inclusion_tui.render.differences import (
    Sides,
    counts_line,
    difference_line,
    hidden_lines,
    names_line,
    ordered,
    side_by_side,
    sort_of,
)
from inclusion_tui.render.glyphs import UNICODE
from inclusion_tui.render.line import as_text, plain

UTS = ic.load_framework("universal-targeted-specialist")
STANCES = ic.load_framework("send-enquiry")
PEOPLE = {"ak-7f3": ic.Person("ak-7f3", "Asha K")}
SAID = {
    "self": {"U1": "secure", "U2": "leading", "U3": "secure", "U4": "cannot-tell", "U5": "secure"},
    "peer:ak-7f3": {"U1": "secure", "U2": "starting", "U3": "developing", "U4": "secure"},
}


def compared(said: dict[str, dict[str, str]] | None = None, framework: ic.Framework = UTS) -> ic.Comparison:
    """Return voices set side by side."""
    voices = {
        voice: {
            (one, None): ic.judgement_of(framework, (one, None), answer, because="So.") for one, answer in given.items()
        }
        for voice, given in (SAID if said is None else said).items()
    }
    return compare_voices(framework, voices, ic.Setting())


def sides(voices: tuple[str, ...] = tuple(SAID), framework: ic.Framework = UTS) -> Sides:
    """Return the voices to be drawn."""
    return Sides(framework, voices, PEOPLE, UNICODE, {})


def test_each_sort_of_row_stands_by_itself() -> None:
    """Those that differ by distance, a non-answer beside a level, the same, one voice only, nobody."""
    found = ordered(compared())
    assert [(sort, [one.id for one in rows][:2]) for sort, rows in found] == [
        ("differ", ["U2", "U3"]),
        ("apart", ["U4"]),
        ("same", ["U1"]),
        ("one", ["U5"]),
        ("nobody", ["U6", "U7"]),
    ]


def test_counts_are_said_with_what_they_are_of() -> None:
    """How many of those compared are the same, how many differ, and how many cannot be compared."""
    assert counts_line(compared()) == "1 of 3 compared is the same, 2 differ; 17 of 20 cannot be compared yet."
    one = compared({"self": {"U1": "secure"}, "peer:ak-7f3": {}})
    assert counts_line(one) == "0 of 20 have a level from two voices yet: there is nothing to compare."


def test_a_row_shows_each_voice_and_how_far_apart_they_are() -> None:
    """Glyph and digit of each under its name, and the distance in levels."""
    row = plain(difference_line(compared().talk_first[0], sides(), 80))
    names = plain(names_line(sides(), 80))
    assert row.index("■■■■ 4") == names.index("self-review")
    assert row.index("■□□□ 1") == names.index("Asha K")
    assert row.rstrip().endswith("3 apart")


def test_a_non_answer_has_no_distance() -> None:
    """Its sign stands beside the level and nothing is said to be apart."""
    one = next(row for row in compared().rows if row.id == "U4")
    assert sort_of(one) == "apart"
    row = plain(difference_line(one, sides(), 80))
    assert "···· c" in row
    assert "■■■□ 3" in row
    assert "apart" not in row


def test_a_stance_differs_and_is_never_so_far_away() -> None:
    """Between stances there is no distance to speak of, only that they differ."""
    first = next(iter(STANCES.indicators))
    found = compared({"self": {first: "concerned"}, "peer:ak-7f3": {first: "confident"}}, STANCES)
    row = plain(difference_line(found.talk_first[0], sides(framework=STANCES), 80))
    assert row.rstrip().endswith("differ")
    assert not any(mark.isdigit() for mark in row.partition(first)[2])


def test_what_was_agreed_is_said_beside_first_judgements() -> None:
    """A row that was agreed says so, and the agreed judgement stands before the first ones, which stay."""
    agreed = evolve(sides(), agreed={("U2", None): ic.Judgement("secure", because="Both looked again.")})
    one = compared().talk_first[0]
    assert plain(difference_line(one, agreed, 80)).rstrip().endswith("agreed")
    told = as_text(side_by_side(one, agreed, 80, 12))
    assert told.index("agreed together") < told.index("self-review") < told.index("Asha K")
    assert "Both looked again." in told
    assert "■■■■ 4 Leading" in told


@pytest.mark.parametrize("height", [1, 2, 3, 5, 9, 20])
def test_voices_share_the_rows_there_are(height: int) -> None:
    """However few rows there are, no more are used."""
    told = side_by_side(compared().talk_first[0], sides(), 80, height)
    assert len(told) <= height
    if height >= 3:
        assert "■■■■ 4 Leading" in as_text(told)
        assert "■□□□ 1 Starting" in as_text(told)


@pytest.mark.parametrize("width", [40, 59, 79, 83, 139])
@pytest.mark.parametrize("count", [1, 2, 3, 8, 30])
@pytest.mark.parametrize("framework", [UTS, STANCES], ids=lambda one: one.id)
def test_any_number_of_voices_fits(width: int, count: int, framework: ic.Framework) -> None:
    """Rows and names are exactly as wide as the list, with one reviewer or thirty."""
    voices = ("self", *(f"peer:reviewer-{place}" for place in range(count)))
    first = next(iter(framework.indicators))
    found = compared(
        {voice: {first: framework.scale.order[place % 3]} for place, voice in enumerate(voices)}, framework
    )
    shown = sides(voices, framework)
    assert ic.columns(plain(names_line(shown, width))) == width
    assert ic.columns(plain(difference_line(found.rows[0], shown, width))) == width


def review(**more: bool) -> ic.Review:
    """Return a review of which something may be hidden."""
    return ic.Review("r", "s", Pin("f", "1", ""), dt.date(2026, 11, 1), **more)  # type: ignore[arg-type]


def test_a_blind_review_says_so_and_that_files_enforce_nothing() -> None:
    """A reviewer is told how many others judged, that they are not shown, and what plain files cannot do."""
    told = " ".join(as_text(hidden_lines(review(blind=True), "peer:ak-7f3", 80, others=("peer:b", "self"))).split())
    assert "This review is blind" in told
    assert "1 other reviewer has judged." in told
    assert "Plain files cannot keep anybody from reading them" in told
    assert "w changes it." in told


def test_a_hidden_self_review_says_so() -> None:
    """The team's wish to look first is told to reviewers."""
    told = as_text(hidden_lines(review(self_review_hidden=True), "peer:ak-7f3", 200))
    assert "The team has hidden the school's own judgements from reviewers for now." in told


@pytest.mark.parametrize("voice", ["self", "role:senco", "moderated"])
def test_only_reviewers_are_kept_from_anything(voice: str) -> None:
    """The school sees all, so nothing is said to be hidden from it."""
    assert hidden_lines(review(blind=True, self_review_hidden=True), voice, 80) == []
    assert hidden_lines(review(), "peer:ak-7f3", 80) == []
