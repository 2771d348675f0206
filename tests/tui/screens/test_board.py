"""The cluster board and the planner on the screen: what is due, consent, a plan tried, kept and taken back."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui.screens import planner


def test_the_board_shows_schools_and_their_consent(drive: Any, shown: Any, until: Any, workspace: Any) -> None:
    """Each school with its review, visit and what is due; c takes consent back; Enter opens its review."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "k")
        await until(pilot, pilot.app.screen.keys)
        told = "\n".join(shown(pilot))
        assert "The made-up cluster: cross phase, 5 schools" in told
        assert "19 of 19 judged visit" in told
        assert "conflict: Alnside First School and Wansmere Middle School must not meet: One" in told
        assert "may be named beside its figures" in told
        await pilot.press("c")
        await until(pilot, lambda: "is not named to others (c changes it)" in "\n".join(shown(pilot)))
        with ic.open_desk(workspace) as desk:
            member = ic.clusters.all_clusters(desk)[0].schools["alnside-first"]
        assert member.named is not None
        assert member.named.withdrawn is not None
        await pilot.press("end", "enter")
        assert pilot.app.sitting.session.review.id == "demo-bridge-yard"

    drive(flow)


def test_a_plan_is_tried_kept_and_taken_back(
    drive: Any, shown: Any, until: Any, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W plans without a school and marks what changes; esc leaves it, a keeps it, z takes it back; a new round too.

    C writes the calendar file of what is kept, and never of a plan that is not.
    """
    file = workspace.parent / "round-demo-round.ics"
    monkeypatch.chdir(workspace.parent)

    def visits() -> dict[str, set[str]]:
        with ic.open_desk(workspace) as desk:
            return {one.id: set(one.visits) for one in ic.rounds.all_rounds(desk)}

    async def flow(pilot: Any) -> None:
        before = visits()
        await pilot.press("g", "b", "v", "y")
        assert "why: " in "\n".join(shown(pilot))
        await pilot.press("escape", "m")
        assert "visits the school with the number n" in "\n".join(shown(pilot))
        await pilot.press("escape", "home", "w")
        await until(pilot, lambda: "not kept yet" in "\n".join(shown(pilot)))
        assert "visits change (*). a keeps this plan" in "\n".join(shown(pilot))
        await pilot.press("c")
        assert "Keep this plan first (a), or leave it." in "\n".join(shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: visits() == before)
        await pilot.press("w")
        await until(pilot, lambda: "not kept yet" in "\n".join(shown(pilot)))
        await pilot.press("a")
        await until(pilot, lambda: len(visits()["demo-round"]) == 4)
        await pilot.press("z")
        await until(pilot, lambda: visits() == before)
        await pilot.press("c")
        await until(pilot, file.exists)
        assert b"BEGIN:VEVENT" in file.read_bytes()
        await pilot.press("n", "enter", *"Summer", "enter", "enter", "enter", "enter")
        await until(pilot, lambda: "Every visit is new" in "\n".join(shown(pilot)))
        await pilot.press("a")
        await until(pilot, lambda: len(visits().get("summer", ())) == 5)

    drive(flow)


def test_a_visit_that_has_been_is_never_planned_away(drive: Any, until: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the round has begun, p and w plan only what is to come; tab says so where there is no other round."""
    monkeypatch.setattr(planner, "moment", lambda: dt.datetime(2026, 12, 16, 9, tzinfo=dt.UTC))

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "v", "tab", "home")
        page = pilot.app.screen
        before = dict(page._view.round.visits)
        been = {host for host, one in before.items() if one.day < dt.date(2026, 12, 16)}
        assert page.rows.chosen in been
        assert len(been) < len(before)
        await pilot.press("w")
        await until(pilot, lambda: page._tried is not None)
        assert {host: page._tried.round.visits.get(host) for host in been} == {host: before[host] for host in been}

    drive(flow)


def test_a_round_that_cannot_be_planned_says_which_rule_must_give(drive: Any, shown: Any, until: Any) -> None:
    """Two days are too few for five visits with one a week: the rules stand there, and nothing is written."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "v")
        page = pilot.app.screen
        view = page._view
        only = ic.rounds.Round("demo-round", "Short", view.round.clusters, view.round.first, view.round.first,
                               most_in_a_week=1)  # fmt: skip
        page._try(only)
        await until(pilot, lambda: "No plan keeps every rule" in "\n".join(shown(pilot)))
        assert "One of these must give:" in "\n".join(shown(pilot))

    drive(flow)
