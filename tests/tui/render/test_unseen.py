"""What is not seen yet: sorts kept apart, voices nobody heard, the time that is left and who could still supply it."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.line import as_text
from inclusion_tui.render.passages import all_lines
from inclusion_tui.render.unseen import Day, day_lines, lacks_lines, slot_words, unseen_passages

UTS = ic.load_framework("universal-targeted-specialist")
KINDS = {one.id: one for one in ic.KINDS}
TEN = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
PUPILS = ic.Slot(
    "t-1",
    TEN + dt.timedelta(minutes=15),
    TEN + dt.timedelta(hours=1),
    "Pupil group",
    "Hall",
    ("pupil-voice",),
    ("ak-7f3",),
)
WALK = ic.Slot("t-2", TEN - dt.timedelta(minutes=30), TEN + dt.timedelta(minutes=5), "Walk", kinds=("learning-walk",))


def day(*slots: ic.Slot, now: dt.datetime = TEN) -> Day:
    """Return a day with these slots."""
    return Day(
        now=now,
        left=ic.time_left(slots, now),
        on=ic.slots_now(slots, now),
        supply=ic.could_supply(slots, now, KINDS, KINDS),
        people={"ak-7f3": ic.Person("ak-7f3", "Asha K")},
        kinds=KINDS,
        planned=bool(slots),
    )


def found(*given: tuple[str, str], evidence: tuple[ic.Evidence, ...] = ()) -> ic.Unseen:
    """Return what is not seen where this was judged."""
    from inclusion_core.analysis.coverage.coverage import unseen  # noqa: PLC0415  beside its only use

    judged = {(one, None): ic.judgement_of(UTS, (one, None), answer, because="So.") for one, answer in given}
    return unseen(UTS, judged, {one.id: one for one in evidence}, KINDS, ic.Setting())


def says(what: ic.Unseen, on: Day, width: int = 80) -> str:
    """Return the page as a text."""
    return as_text(all_lines(unseen_passages(UTS, what, on, width)))


def test_what_is_open_is_kept_apart_by_why() -> None:
    """Not looked at, cannot tell and too soon are three things, each with how many."""
    told = says(found(("U1", "secure"), ("U2", "cannot-tell"), ("U3", "too-soon"), ("U4", "not-applicable")), day())
    parts = {title: told.index(title) for title in ("Not looked at yet", "Cannot tell", "Too soon to tell")}
    assert list(parts) == sorted(parts, key=lambda one: parts[one])
    assert parts["Cannot tell"] < told.index(" U2 ") < parts["Too soon to tell"] < told.index(" U3 ")
    assert not any(f" {one} " in told for one in ("U1", "U4"))
    assert "1/19 judged 5 %: U 1/8, T " in told


def test_duties_and_core_come_first_in_their_sort() -> None:
    """Statutory before core before the others, each said in a word."""
    told = says(found(), day())
    order = [line.split()[0] for line in told.split("\n") if " kinds missing" in line]
    marked = [(not UTS.indicators[one].statutory, not UTS.indicators[one].core) for one in order]
    assert marked == sorted(marked)
    assert "statutory, core" in told


def test_a_voice_nobody_heard_says_who_could_still_be_heard() -> None:
    """Each kind of voice with nothing from it, with the slot in which it could be heard."""
    told = " ".join(says(found(), day(PUPILS)).split())
    assert "Voices that nobody has heard yet 5" in told
    assert "it; 10:15-11:00 Pupil group, Hall (Asha K) could supply it." in told
    assert "Families said: " in told
    assert "nothing left on the timetable could supply it." in told


def test_a_voice_that_was_heard_is_not_missed() -> None:
    """One note from pupils takes their voice off the list."""
    note = ic.Evidence("e-1", "pupil-voice", "They said so.", "ak-7f3", TEN, ("U1",))
    told = says(found(evidence=(note,)), day())
    assert "Voices that nobody has heard yet" in told
    unheard = told.partition("Voices that nobody")[2].partition("Kinds of evidence")[0]
    assert "Pupils said" not in unheard
    assert "Families said" in unheard


def test_everything_seen_says_so() -> None:
    """With every indicator judged the page says that, and what evidence is still missing."""
    told = says(found(*((one, "secure") for one in UTS.indicators)), day())
    assert "Every indicator that applies is judged." in told
    assert "Kinds of evidence that are missing" in told


def test_the_minutes_that_are_left_and_what_is_on() -> None:
    """Whole minutes until the last slot ends, by the clock on the wall, and what goes on now."""
    told = as_text(day_lines(day(PUPILS, WALK), 80))
    assert told == " 1 hour left of the visit, until 11:00.\n now 09:30-10:05 Walk"


@pytest.mark.parametrize(
    ("slots", "now", "says"),
    [
        ((), TEN, "There is no timetable yet"),
        ((WALK,), TEN + dt.timedelta(hours=3), "The timetable of today is over."),
        ((WALK,), TEN + dt.timedelta(days=3), "Nothing is on the timetable today."),
    ],
)
def test_without_time_left_the_page_says_why_and_how_to_add_a_slot(
    slots: tuple[ic.Slot, ...], now: dt.datetime, says: str
) -> None:
    """No timetable, a day that is over and another day are three things; a key mends each."""
    told = " ".join(as_text(day_lines(day(*slots, now=now), 80)).split())
    assert told.startswith(says)
    assert "n adds a slot, such as 10:15-11:00 Pupil group." in told


def test_a_slot_of_another_day_says_which() -> None:
    """Only today's slots go without their day."""
    later = evolve(PUPILS, starts=PUPILS.starts + dt.timedelta(days=1), ends=PUPILS.ends + dt.timedelta(days=1))
    assert slot_words(PUPILS, day()) == "10:15-11:00 Pupil group, Hall (Asha K)"
    assert slot_words(later, day()) == "21 Nov 10:15-11:00 Pupil group, Hall (Asha K)"


def test_what_one_indicator_lacks_is_told_kind_by_kind() -> None:
    """Each kind that it names and has not, with who could still supply it."""
    told = as_text(lacks_lines(UTS, "U1", ("pupil-voice", "data"), day(PUPILS), 80))
    assert told.split("\n")[1:] == [
        " lacks Pupils said  10:15-11:00 Pupil group, Hall (Asha K)",
        " lacks Figures      nothing left on the timetable",
    ]
    assert "Every kind of evidence that it names is there." in as_text(lacks_lines(UTS, "U1", (), day(), 80))


@pytest.mark.parametrize("width", [40, 58, 79, 100])
@pytest.mark.parametrize("slots", [(), (PUPILS, WALK)])
def test_no_line_is_too_wide(width: int, slots: tuple[Any, ...]) -> None:
    """Long titles, places and names are cut or broken; the page fits."""
    hostile = tuple(evolve(one, title="A walk \x1b]0;x\x07 " * 9, place="[/b] " * 9) for one in slots)
    told = says(found(("U2", "cannot-tell")), day(*hostile), width)
    told += "\n" + as_text(lacks_lines(UTS, "U1", ("pupil-voice", "data"), day(*hostile), width))
    assert [line for line in told.split("\n") if ic.columns(line) > width] == []
    assert "\x1b" not in told
