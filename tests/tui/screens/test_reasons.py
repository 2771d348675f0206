"""Reasons that are typed for a judgement: they belong to what was chosen when they were asked for, and none is lost."""

from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui.sitting import Sitting

REVIEW = "demo-alnside"


def said(workspace: Path, indicator: str, voice: str = "self") -> ic.Judgement | None:
    """Return what a voice says of an indicator, as another program reads it."""
    with ic.open_desk(workspace, read_only=True) as desk, desk.session(REVIEW, read_only=True) as session:
        return session.assessment(voice).judgements.get((indicator, None))


def waits(workspace: Path) -> dict[str, str]:
    """Return the texts that wait on this device, by key."""
    with ic.open_desk(workspace, read_only=True) as desk, desk.session(REVIEW, read_only=True) as session:
        return {one.key: one.text for one in session.drafts()}


def full(*_: Any, **__: Any) -> Any:
    """Refuse as a full disk does."""
    raise ic.StorageFailed("The disk is full.")


def judged_elsewhere(workspace: Path, app: Any, indicator: str, level: str = "secure") -> None:
    """Let another program judge an indicator, and let this one see it."""
    with ic.open_desk(workspace) as desk, desk.session(REVIEW) as session:
        session.judge("self", indicator, ic.Judgement(level))
    assert app.sitting.follow()


@pytest.mark.parametrize("keys", [("x",), ("enter", "x")])
def test_a_reason_goes_to_what_it_was_asked_of(drive: Any, workspace: Path, keys: tuple[str, ...]) -> None:
    """Where a change of somebody else takes the row out of the view meanwhile, no other indicator gets the answer."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        await pilot.press("v", "u")
        asked = app.screen.chosen
        before = {one: app.sitting.judgement(one) for one in app.sitting.indicators}
        await pilot.press(*keys, *"No base")
        judged_elsewhere(workspace, app, asked)
        await pilot.pause()
        await pilot.press(*" here", "enter")
        assert said(workspace, asked).non_answer == "not-applicable"  # type: ignore[union-attr]
        assert said(workspace, asked).because == "No base here"  # type: ignore[union-attr]
        for other in app.sitting.indicators:
            assert other == asked or app.sitting.judgement(other) == before[other]
        assert not any(key.startswith("because") for key in waits(workspace))

    drive(flow)


def test_a_reason_is_not_given_to_another_row_that_was_clicked(drive: Any, workspace: Path) -> None:
    """A click into the list while a reason is typed moves the cursor, and the reason stays where it was asked for."""

    async def flow(pilot: Any) -> None:
        before = said(workspace, "U2")
        await pilot.press("home", "b", *" More")
        await pilot.click("#indicators", offset=(10, 2))
        assert pilot.app.screen.chosen == "U2"
        pilot.app.screen.query_one("TypingLine").focus()
        await pilot.press("enter")
        assert said(workspace, "U1").because.endswith(" More")  # type: ignore[union-attr]
        assert said(workspace, "U2") == before

    drive(flow)


def test_a_reason_is_not_given_to_another_voice_or_lens(drive: Any, workspace: Path, screen_of: Any) -> None:
    """Where another voice judges by then, the reason waits as the draft of the one that it was typed for."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "b", *" More")
        pilot.app.sitting.speak_as("peer:lead-reviewer")
        before = said(workspace, "U1", "peer:lead-reviewer")
        await pilot.press("enter")
        assert "waits" in screen_of(pilot)[-1]
        assert said(workspace, "U1", "peer:lead-reviewer") == before
        assert not said(workspace, "U1").because.endswith(" More")  # type: ignore[union-attr]

    drive(flow)
    assert waits(workspace)["because self U1"].endswith(" More")


@pytest.mark.parametrize("keys", [(), ("enter",)])
@pytest.mark.parametrize("letter", ["b", "x"])
def test_a_reason_that_is_refused_stands_in_its_line(
    drive: Any, screen_of: Any, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], letter: str
) -> None:
    """On a full disk Enter says so, and what was typed is still there to be sent again."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", *keys, letter, *"Because it is so")
        monkeypatch.setattr(pilot.app.sitting.session, "judge", full)
        await pilot.press("enter")
        assert "disk is full" in screen_of(pilot)[-1]
        assert pilot.app.typing()
        assert pilot.app.focused.value.endswith("Because it is so")
        monkeypatch.undo()
        await pilot.press("enter")
        made = pilot.app.sitting.judgement("U1")
        assert made.because.endswith("Because it is so")

    drive(flow)


@pytest.mark.parametrize("keys", [(), ("enter",)])
def test_a_reason_that_could_not_be_kept_is_here_while_the_program_runs(
    drive: Any, screen_of: Any, workspace: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    """Where the disk refuses a draft it is said, `b` has the text again after Esc, and it is kept when that can be."""

    async def flow(pilot: Any) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(pilot.app.sitting.session, "draft", full)
            await pilot.press("home", *keys, "b", *" More", "escape")
            assert "disk is full" in screen_of(pilot)[-1]
            await pilot.press("b")
            assert pilot.app.focused.value.endswith(" More")
            await pilot.press("escape")
        await pilot.pause(1.2)

    drive(flow)
    assert waits(workspace)["because self U1"].endswith(" More")


def test_a_reason_that_waits_is_not_written_over_by_another(drive: Any, workspace: Path) -> None:
    """`x` goes on with the reason that was left with Esc, as `b` does: what was typed is let go by nobody."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "b", *" and half of a thought", "escape", "x", *" more")
        assert pilot.app.focused.value.endswith(" and half of a thought more")

    drive(flow)
    assert waits(workspace)["because self U1"].endswith(" and half of a thought more")


def test_what_is_shown_stays_chosen_when_a_colleague_takes_it_out_of_the_view(drive: Any, workspace: Path) -> None:
    """A digit pressed just after somebody else's change judges what was in sight, also on the indicator's own page."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        await pilot.press("v", "u", "enter")
        shown = app.screen.chosen
        judged_elsewhere(workspace, app, shown)
        await pilot.pause()
        assert app.screen.chosen == shown
        await pilot.press("escape")
        assert app.screen.chosen == shown
        await pilot.press("v", "u")
        assert app.screen.chosen != shown

    drive(flow)


def test_a_mark_for_a_reason_that_waits_is_its_own_voice_s(workspace: Path) -> None:
    """A row says that `b` goes on with a text only where `b` does: for this voice, by this lens."""
    with ic.open_desk(workspace) as desk:
        with desk.session(REVIEW) as session:
            session.draft("because peer:lead-reviewer U1", "Half a thought")
        with desk.session(REVIEW) as session:
            for voice, parked in (("self", ""), ("peer:lead-reviewer", "b")):
                one = Sitting(desk, session, voice)
                one.get_ready()
                assert one.row("U1").parked == parked
