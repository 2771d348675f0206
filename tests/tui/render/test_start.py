"""A review's line at the start, and what is said of the one that is chosen."""

import datetime as dt

import pytest

import inclusion_core as ic
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.start import Under, review_line, review_lines, voice_of, when_words

NOW = dt.datetime(2026, 11, 20, 12, 0).astimezone()
AT = dt.datetime(2026, 11, 20, 10, 42).astimezone()
DRAFT = ic.Draft("because peer:ak-7f3 U4@send", "Seen in\nfive [of] six \x1b[2J", AT, "d-1", "s", fits=True)
ONE = Under(
    "Alnside First School", made_up=True, title="Peer review, autumn", voice="peer:ak-7f3", counts=(12, 20),
    touched=AT, framework="north-east@2026.1", people=(ic.Person("ak-7f3", "Asha K"),),
)  # fmt: skip


def test_a_line_says_school_voice_how_far_and_when() -> None:
    """A made-up school says so; the voice is a person's name; how far carries its n; the day is in words."""
    line = plain(review_line(ONE, 80, NOW))
    assert line.startswith(" Alnside First School (made up)")
    assert "Asha K" in line
    assert "12/20 judged" in line
    assert line.rstrip().endswith("today 10:42")


def test_nothing_is_counted_before_it_is_known() -> None:
    """A review of which only the name is known shows no count, and no 0."""
    assert "judged" not in plain(review_line(Under("alnside-2026-11", touched=AT), 80, NOW))


def test_the_title_stands_where_there_is_room() -> None:
    """A wide line has the title too."""
    assert "Peer review" not in plain(review_line(ONE, 80, NOW))
    assert "Peer review, autumn" in plain(review_line(ONE, 140, NOW))


@pytest.mark.parametrize("count", [1, 3])
def test_drafts_are_counted(count: int) -> None:
    """What was typed and not sent is counted in words."""
    line = plain(review_line(Under("Alnside", drafts=[DRAFT] * count), 80, NOW))
    assert ("1 draft " if count == 1 else "3 drafts ") in line


def test_a_review_that_cannot_be_opened_says_so_and_why() -> None:
    """Its line says that it cannot be opened, and below stands the whole sentence."""
    one = Under("alnside", problem="review.toml is cut short. Put it back from a copy.")
    assert "cannot be opened" in plain(review_line(one, 80, NOW))
    assert as_text(review_lines(one, 80, NOW)) == f" It cannot be opened: {one.problem}"


def test_the_newest_draft_is_a_question_with_its_time_and_its_indicator() -> None:
    """What it was for, when it was typed and how it begins are said, with the key that goes on; escapes are inert."""
    said = " ".join(as_text(review_lines(Under("A", drafts=[DRAFT, DRAFT]), 80, NOW)).split())
    assert "A reason for U4 was typed today at 10:42 and not sent: 'Seen in five [of] six ␛[2J'." in said
    assert "1 more waits there. Go on with it? Press w." in said


def test_a_draft_for_another_text_is_never_offered() -> None:
    """One that does not fit is told of, and no key goes on with it."""
    old = ic.Draft("evidence U4", "x", AT, "d", "s", fits=False)
    said = as_text(review_lines(Under("A", drafts=[old]), 80, NOW))
    assert "another edition" in said
    assert "Press w" not in said


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (dt.datetime(2026, 11, 20, 0, 0).astimezone(), "today 00:00"),
        (dt.datetime(2026, 11, 19, 23, 59).astimezone(), "Thu"),
        (dt.datetime(2026, 11, 14, 12, 0).astimezone(), "Sat"),
        (dt.datetime(2026, 11, 13, 12, 0).astimezone(), "13 Nov"),
        (dt.datetime(2025, 11, 20, 12, 0).astimezone(), "20 Nov 2025"),
        (dt.datetime(2026, 11, 21, 12, 0).astimezone(), "21 Nov"),
    ],
)
def test_a_day_is_as_near_as_it_is_clear(at: dt.datetime, words: str) -> None:
    """Today has its time, the last six days their name, all others their date; a clock that was set back too."""
    assert when_words(at, NOW) == words
    assert when_words(None, NOW) == ""


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    """However long a name is, whatever waits, every line fits."""
    for name in ("学校" * 40, "The Upper Coquet Valleys Church of England First School " * 3, "A"):
        for problem in ("", "No such file. " * 20):
            one = Under(name, made_up=True, title=name, counts=(1, 20), touched=AT, drafts=[DRAFT], problem=problem)
            for line in (review_line(one, width, NOW), *review_lines(one, width, NOW)):
                assert ic.columns(plain(line)) <= width


def test_a_reason_s_voice_is_in_its_key_and_in_no_other() -> None:
    """Only a reason is one voice's."""
    assert voice_of(DRAFT) == "peer:ak-7f3"
    assert voice_of(ic.Draft("evidence U4", "x", AT, "d", "s", fits=True)) == ""
