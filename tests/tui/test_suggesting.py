"""Where a jotting may belong."""

from __future__ import annotations

import datetime as dt

import pytest

import inclusion_core as ic
from inclusion_tui.notes.suggesting import Suggesting, stems

NOW = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
FRAMEWORK = ic.load_framework("universal-targeted-specialist")


@pytest.fixture(scope="module")
def suggesting() -> Suggesting:
    """The words of a framework that ships."""
    return Suggesting(FRAMEWORK.indicators.values(), FRAMEWORK.worded)


def jotting(note: str, *, kind: str = "observation", tags: tuple[str, ...] = ()) -> ic.Evidence:
    """Return a jotting."""
    return ic.Evidence("e-1", kind, note, "ak-7f3", NOW, (), "", tags)


def test_an_indicator_is_found_by_its_own_words(suggesting: Suggesting) -> None:
    """A note that says an indicator's title in other forms of the same words suggests that indicator first."""
    for one in FRAMEWORK.indicators.values():
        found = suggesting.suggest(jotting(FRAMEWORK.worded(one.title).lower()))
        assert found[0].indicator == one.id, one.title


def test_one_that_is_named_comes_first_and_says_so(suggesting: Suggesting) -> None:
    """An indicator's id in the text or among the tags outweighs every word."""
    title = FRAMEWORK.worded(FRAMEWORK.indicators["U4"].title)
    assert suggesting.suggest(jotting(f"u7: {title}"))[0].indicator == "U7"
    assert suggesting.suggest(jotting(title, tags=("U7",)))[0].indicator == "U7"
    assert suggesting.suggest(jotting(f"u7: {title}"))[0].why.startswith("named in it")


def test_nothing_is_suggested_where_nothing_speaks_for_it(suggesting: Suggesting) -> None:
    """Words of every note, and no words at all, suggest nothing: the right kind alone is no reason."""
    assert suggesting.suggest(jotting("")) == ()
    assert suggesting.suggest(jotting("and they were told that it was so")) == ()


def test_a_word_that_is_everywhere_tells_less_than_one_that_is_rare() -> None:
    """A word that one indicator has alone outweighs one that all of them have."""
    indicators = [
        ic.Indicator(name, "U", title)
        for name, title in (("U1", "Help in lessons"), ("U2", "Help in the hall"), ("U3", "Help at lunch"))
    ]
    found = Suggesting(indicators, str).suggest(jotting("help in the hall"))
    assert found[0].indicator == "U2"
    assert found[0].why == "hall, help"


def test_what_was_chosen_around_that_time_is_suggested(suggesting: Suggesting) -> None:
    """A jotting from a lesson belongs where the others of that lesson were filed; an hour later it counts no more."""
    near = suggesting.suggest(jotting("they waited"), [(NOW - dt.timedelta(minutes=10), ("T2",))])
    assert (near[0].indicator, near[0].why) == ("T2", "chosen around that time")
    assert suggesting.suggest(jotting("zzz"), [(NOW - dt.timedelta(minutes=60), ("T2",))]) == ()


def test_a_kind_that_is_asked_for_tips_the_scale() -> None:
    """Of two indicators with the same words, the one that asks for this kind of evidence comes first."""
    two = [
        ic.Indicator("U1", "U", "Calm start", evidence=("document",)),
        ic.Indicator("U2", "U", "Calm start", evidence=("pupil-voice",)),
    ]
    assert Suggesting(two, str).suggest(jotting("calm", kind="pupil-voice"))[0].indicator == "U2"
    assert Suggesting(two, str).suggest(jotting("calm", kind="document"))[0].indicator == "U1"


def test_never_more_than_five(suggesting: Suggesting) -> None:
    """A long note does not fill the screen with suggestions, and the same note suggests the same."""
    note = " ".join(FRAMEWORK.worded(one.statement) for one in FRAMEWORK.indicators.values())
    assert len(suggesting.suggest(jotting(note))) == 5
    assert suggesting.suggest(jotting(note)) == suggesting.suggest(jotting(note))


@pytest.mark.parametrize(
    ("one", "other"),
    [("timetables", "timetable"), ("planned", "planning"), ("families", "familied"), ("trained", "trains")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    """Plurals and past forms are the same word here."""
    assert stems(one).keys() == stems(other).keys()
