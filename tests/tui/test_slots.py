"""What is typed for the timetable: times as people write them, kinds by any beginning of their names."""

import datetime as dt

import pytest

import inclusion_core as ic
from inclusion_tui.notes.slots import read_kinds, read_slot

TODAY = dt.date(2026, 11, 22)
KINDS = {one.id: one for one in ic.KINDS}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("10:15-11:00 Pupil group", "22 10:15-11:00 Pupil group"),
        ("10.15 - 11 Pupil group", "22 10:15-11:00 Pupil group"),
        ("9-930 Leaders first", "22 09:00-09:30 Leaders first"),
        ("  1015-1100   Walk,  Year 5 ", "22 10:15-11:00 Walk, Year 5"),
        ("tomorrow 9-10 Gate", "23 09:00-10:00 Gate"),
        ("2026-11-30 13:00\u201314:00 Governors", "30 13:00-14:00 Governors"),
    ],
)
def test_a_slot_is_read_as_people_write_it(given: str, says: str) -> None:
    """Colons, dots and nought may be left out; a day may be named."""
    starts, ends, title = read_slot(given, TODAY)
    assert f"{starts:%d %H:%M}-{ends:%H:%M} {title}" == says
    assert starts.utcoffset() is not None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("Pupil group", "is no slot. Write from, to and what happens, such as 10:15-11:00 Pupil group."),
        ("10:15-11:00", "is no slot."),
        ("25:00-26:00 Night", "has no such time or day."),
        ("10:75-11:00 x", "has no such time or day."),
        ("2026-02-30 9-10 x", "has no such time or day."),
        ("11:00-10:15 Backwards", "A slot ends after it starts."),
        ("10-10 Nothing", "A slot ends after it starts."),
    ],
)
def test_a_mistake_is_a_sentence_with_an_example(given: str, says: str) -> None:
    """Whatever is wrong with a slot, the sentence says how one is written."""
    with pytest.raises(ic.NotAllowed) as caught:
        read_slot(given, TODAY)
    assert says in str(caught.value)
    assert "10:15-11:00 Pupil group" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ("pupil-voice", ("pupil-voice",)),
        ("Pupils said", ("pupil-voice",)),
        ("pupils", ("pupil-voice",)),
        ("families, staff,governors , staff", ("family-voice", "staff-voice", "governor-voice")),
        ("learning walk, figures", ("learning-walk", "data")),
        ("", ()),
        (" , ", ()),
    ],
)
def test_kinds_are_read_by_any_beginning_of_their_names(given: str, kinds: tuple[str, ...]) -> None:
    """An id, a title or the beginning of either will do; each kind is taken once."""
    assert read_kinds(given, KINDS) == kinds


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("famlies", "'famlies' is no kind of evidence. Did you mean family-voice?"),
        ("weather", "'weather' is no kind of evidence. Choose from these."),
        ("p", "'p' may be pupil-voice or partner-voice. Write one of them in full."),
    ],
)
def test_a_kind_nobody_knows_gets_the_nearest(given: str, says: str) -> None:
    """What is mistyped gets the nearest kind; what may be two is asked for in full."""
    with pytest.raises(ic.NotAllowed) as caught:
        read_kinds(given, KINDS)
    assert str(caught.value) == says
