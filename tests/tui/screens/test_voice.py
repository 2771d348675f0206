"""Whose judgements: every voice that may judge, how far each is, a new reviewer by name, and what blind hides."""

from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic

LEAD = "peer:lead-reviewer"


def test_a_letter_lets_another_voice_judge(drive: Any, shown: Any) -> None:
    """The menu lists voices with their counts; a letter chooses; the list shows that voice's judgements."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "o")
        await pilot.pause(0.1)
        rows = "\n".join(shown(pilot))
        assert "self-review (judging now)" in rows
        assert "19/19 judged 100 %" in rows
        assert "9/20 judged 45 %" in rows
        await pilot.press("1")
        await pilot.pause()
        assert pilot.app.sitting.voice == LEAD
        assert "Now judging as peer:lead-reviewer" in shown(pilot)[-1]
        assert pilot.app.recent.voice("demo-alnside") == LEAD

    drive(flow)


def test_roles_of_the_framework_are_voices(drive: Any, many: Path, shown: Any) -> None:
    """Where a framework names roles each is in the menu, with how many it judged of how many."""

    async def flow(pilot: Any) -> None:
        await pilot.press("o")
        await pilot.pause(0.1)
        rows = shown(pilot)
        assert any("senco (judging now)" in row and "judged" in row for row in rows)
        await pilot.press("2")
        assert pilot.app.sitting.voice == "role:leader"

    drive(flow, folder=many, review="leading-together", voice="role:senco")


@pytest.mark.parametrize(
    ("typed", "voice", "name"),
    [
        ("Asha Khan", "peer:asha-khan", "Asha Khan"),
        ("bo-1aa", "peer:bo-1aa", "bo-1aa"),
        ("lead reviewer", LEAD, "Lead reviewer"),
    ],
)
def test_a_reviewer_is_named(drive: Any, shown: Any, typed: str, voice: str, name: str) -> None:
    """A name makes a new person of the team, said at the foot; one of the team is found by name or id."""

    async def flow(pilot: Any) -> None:
        known = voice.removeprefix("peer:") in pilot.app.sitting.session.review.team
        await pilot.press("o", "n", *typed, "enter")
        await pilot.pause()
        assert pilot.app.sitting.voice == voice
        assert pilot.app.sitting.session.review.team[voice.removeprefix("peer:")].name == name
        assert ("is now one of the team" in shown(pilot)[-1]) is not known
        await pilot.press("home", "3")
        assert pilot.app.sitting.judgement("U1").level == "secure"

    drive(flow)


def test_a_name_that_makes_no_id_is_asked_for_again(drive: Any, shown: Any) -> None:
    """A name without a letter or digit that files can have is asked for again; nothing at all is nobody."""

    async def flow(pilot: Any) -> None:
        await pilot.press("o", "n", *"学校", "enter")
        await pilot.pause()
        assert "Letters a to z or digits: 学校" in shown(pilot)[-2]
        await pilot.press("ctrl+u", "enter", "escape")
        assert pilot.app.sitting.voice == "self"
        assert pilot.app.screen.chosen

    drive(flow)


def test_a_blind_reviewer_sees_nobody_s_counts(drive: Any, shown: Any) -> None:
    """Other reviewers are in the menu without a figure; the school's own is hidden where the team says so."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        session.judge("peer:inclusion-lead", "U1", ic.Judgement("starting"))
        session.change_review(blind=True, self_review_hidden=True)
        await pilot.press("o")
        await pilot.pause(0.1)
        rows = shown(pilot)
        for name in ("self-review", "Inclusion lead"):
            assert any(name in row and "not shown to reviewers" in row for row in rows), name
        assert any("Lead reviewer (judging now)" in row and "judged" in row for row in rows)
        assert any("This review is blind" in row for row in rows)
        letter = next(row for row in rows if "Inclusion lead" in row).replace("│", "").split()[0]
        await pilot.press(letter)
        await pilot.pause()
        assert "go on only if these judgements are your own." in shown(pilot)[-1]

    drive(flow, voice=LEAD)
