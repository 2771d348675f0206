from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion_core.analysis.visit_day.plan import propose_day
from inclusion_core.analysis.visit_day.rules import check_day, counted_kinds, slots_of_day, wants
from inclusion_core.errors import NotAllowed
from inclusion_core.model.enquiry import LineOfEnquiry
from inclusion_core.model.review import Person, Pin, Review, Safeguarding
from inclusion_core.model.timetable import Slot

DAY = dt.date(2026, 11, 24)
TEAM = ("ak-7f3", "bo-1aa", "cy-2bb", "di-3cc")
CARD = Safeguarding("Deputy head", "Extension 12", "Two adults in sight; families know; a pupil may decline.")
REVIEW = Review(
    "alnside", "alnside", Pin("ours", "1", "0"), dt.date(2026, 11, 2), team={one: Person(one) for one in TEAM},
    safeguarding=CARD,
)  # fmt: skip
LINE = LineOfEnquiry("q-1", "Who eats alone?", "ak-7f3", dt.datetime(2026, 11, 3, tzinfo=dt.UTC), stage="agreed")


def at(hour: int, minute: int = 0) -> dt.datetime:
    """Return a moment of the day."""
    return dt.datetime(2026, 11, 24, hour, minute, tzinfo=dt.UTC)


def rules(slots: tuple[Slot, ...], review: Review = REVIEW, lines: tuple[LineOfEnquiry, ...] = (LINE,)) -> list[str]:
    """Return the rules that a day breaks."""
    return [one.rule for one in check_day(review, slots, DAY, lines)]


PROPOSED = propose_day(at(9), at(15, 30), people=TEAM, lines=[LINE])


def test_a_proposed_day_has_nothing_amiss_and_follows_the_published_order() -> None:
    """Leaders first, teams side by side, catch-ups at break and lunch, drafting, and feedback as the day ends."""
    assert rules(PROPOSED) == []
    assert [one.sort for one in PROPOSED][:2] == ["briefing", "leaders"]
    assert [one.sort for one in PROPOSED][-2:] == ["drafting", "feedback"]
    assert [one.sort for one in PROPOSED].count("catch-up") == 2
    assert (PROPOSED[0].starts, PROPOSED[-1].ends) == (at(9), at(15, 30))
    side_by_side = [one.people for one in PROPOSED if one.starts == PROPOSED[2].starts]
    assert side_by_side == [("ak-7f3", "cy-2bb"), ("bo-1aa", "di-3cc")]
    assert not wants(counted_kinds([one for one in PROPOSED if LINE.id in one.lines], {}), {})


@settings(max_examples=60, deadline=None)
@given(minutes=st.integers(180, 600), people=st.integers(0, 9), teams=st.integers(0, 3), begins=st.integers(0, 180))
def test_any_proposed_day_fills_its_time_and_puts_nobody_in_two_places(
    minutes: int, people: int, teams: int, begins: int
) -> None:
    """Whatever its length and team: no gap, no overlap, nothing wrong; only a small team or a short day lacks some."""
    starts = at(7) + dt.timedelta(minutes=begins)
    team = tuple(f"p{place}" for place in range(people))
    if teams > max(people, 1):
        with pytest.raises(NotAllowed, match="teams want"):
            propose_day(starts, starts + dt.timedelta(minutes=minutes), people=team, teams=teams)
        return
    found = propose_day(starts, starts + dt.timedelta(minutes=minutes), people=team, teams=teams, lines=[LINE])
    wrong = [one for one in check_day(REVIEW, found, DAY, [LINE]) if one.severity == "wrong"]
    assert wrong == []
    assert (found[0].starts, found[-1].ends) == (starts, starts + dt.timedelta(minutes=minutes))
    ends = {one.ends for one in found}
    assert all(one.starts in ends or one is found[0] for one in found)
    assert found[-1].ends - found[-1].starts >= dt.timedelta(minutes=20)


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        (at(15), at(9), "ends \\(09:00\\) before it begins \\(15:00\\)"),
        (at(9), at(11), "too short"),
        (at(20), at(20) + dt.timedelta(hours=6), "one date"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_a_sentence(starts: dt.datetime, ends: dt.datetime, says: str) -> None:
    """Backwards, too short, past midnight: each says what to do."""
    with pytest.raises(NotAllowed, match=says):
        propose_day(starts, ends, people=TEAM)


@pytest.mark.parametrize(
    ("card", "says"),
    [(None, "Nobody is named"), (Safeguarding("Head"), "arrangements for talking with pupils are not written down")],
)
def test_no_day_stands_without_the_safeguarding_card(card: Safeguarding | None, says: str) -> None:
    """A lead and the host's arrangements are both wanted, and it is said first."""
    found = check_day(evolve(REVIEW, safeguarding=card), PROPOSED, DAY, [LINE])
    assert says in found[0].what
    assert (found[0].severity, len(found)) == ("wrong", 1)


def test_a_day_outside_the_review_is_wrong() -> None:
    """Before it began, or after the day on which it is erased."""
    assert rules(PROPOSED, evolve(REVIEW, started=dt.date(2026, 11, 25))) == ["outside"]
    assert rules(PROPOSED, evolve(REVIEW, keep_until=dt.date(2026, 11, 23))) == ["outside"]
    assert rules(()) == ["empty"]


def test_a_person_in_two_places_is_named_with_both() -> None:
    """Slots that overlap share nobody; one for everybody overlaps with every other; one that follows does not."""
    twice = Slot("x", at(10), at(10, 45), "Lunch hall", people=("ak-7f3",))
    (found, *_) = [one for one in check_day(REVIEW, (*PROPOSED, twice), DAY, [LINE]) if one.rule == "two-places"]
    assert "ak-7f3 is in two places" in found.what
    assert "'Lunch hall' at 10:00" in found.what
    after = Slot("y", at(15, 30), at(16), "Call", people=("ak-7f3",), sort="briefing")
    assert rules((*PROPOSED, after)) == []
    everybody = Slot("z", at(15), at(15, 10), "Photograph")
    assert "two-places" in rules((*PROPOSED, everybody))


def test_a_line_needs_three_kinds_and_one_of_them_a_voice() -> None:
    """A learning walk and an observation are one kind; what is lacking is said."""
    walk = Slot("a", at(9), at(10), "Walk", kinds=("learning-walk", "observation"), lines=("q-1",))
    books = Slot("b", at(10), at(11), "Books", kinds=("work-scrutiny", "document"), lines=("q-1",))
    pupils = Slot("c", at(11), at(12), "Pupils", kinds=("pupil-voice",), lines=("q-1",))

    def says(*slots: Slot) -> list[str]:
        return [one.what for one in check_day(REVIEW, slots, DAY, [LINE]) if one.rule == "line"]

    assert says(walk) == ["The line of enquiry 'Who eats alone?' wants a voice, and two more kinds of evidence."]
    assert says(walk, books) == ["The line of enquiry 'Who eats alone?' wants a voice."]
    assert says(walk, books, pupils) == []
    assert says(walk, pupils) == ["The line of enquiry 'Who eats alone?' wants a third kind of evidence."]
    assert [one.rule for one in check_day(REVIEW, (walk,), DAY, [evolve(LINE, stage="drafted")])].count("line") == 0
    assert "no-line" in rules((walk,), lines=())


@pytest.mark.parametrize(
    "sort", ["pupils", "staff", "families", "families-unheard", "governors", "drafting", "feedback"]
)
def test_what_a_day_lacks_is_said_and_lets_it_go_ahead(sort: str) -> None:
    """Without a sort of slot the day has one thing worth doing, and nothing wrong but what lines then lack."""
    left = tuple(one for one in PROPOSED if one.sort != sort)
    found = [one for one in check_day(REVIEW, left, DAY, [LINE]) if one.rule != "line"]
    assert [(one.rule, one.severity) for one in found] == [(sort, "worth-doing")]


def test_groups_are_of_a_size_that_talks_and_pupils_are_heard_without_staff() -> None:
    """Sizes, staff among pupils, one reviewer alone, leaders not first, feedback too early: each has its sentence."""
    group = Slot("a", at(9), at(10), "Year 7", kinds=("pupil-voice", "staff-voice"), group=12, people=("ak-7f3",))
    early = Slot("b", at(10), at(11), "Feedback", sort="feedback")
    late = Slot("c", at(11), at(12), "Teachers", kinds=("staff-voice",), group=2)
    found = {one.rule: one.what for one in check_day(REVIEW, (group, early, late), DAY, [LINE])}
    assert {"group", "pupils-with-staff", "alone", "leaders", "feedback", "catch-up", "drafting"} <= found.keys()
    assert found["feedback"] == "'Teachers' at 11:00 comes after the feedback."
    assert "3 to 6" in found["group"]


def test_the_slots_of_a_day_are_those_of_its_own_clock() -> None:
    """A slot at 23:30 UTC is of the next day an hour to the east, and is told in that time."""
    east = dt.timezone(dt.timedelta(hours=1))
    (one,) = slots_of_day([Slot("a", at(23, 30), at(23, 45), "Late")], dt.date(2026, 11, 25), east)
    assert f"{one.starts:%H:%M}" == "00:30"
    assert slots_of_day([one], DAY, east) == ()


def test_a_slot_says_how_many_it_is_with_in_whole_people() -> None:
    """A group below none is refused."""
    with pytest.raises(NotAllowed, match="A group of -1 is none"):
        Slot("a", at(9), at(10), "Pupils", group=-1)
