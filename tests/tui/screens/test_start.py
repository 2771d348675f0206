"""The start: what it lists at once, what comes later, and the three ways to begin."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui.screens.start import StartScreen


def text(shown: Any, pilot: Any) -> str:
    """Return the whole screen."""
    return "\n".join(shown(pilot))


def test_the_first_frame_has_names_and_the_rest_comes(drive: Any, shown: Any, until: Any, monkeypatch: Any) -> None:
    """Names are there before anything was looked at; schools and how far each is come from a thread."""
    begun = []
    monkeypatch.setattr("inclusion_tui.shelf.Looker.start", lambda self: begun.append(self))  # noqa: PLW0108  a method

    async def flow(pilot: Any) -> None:
        assert "demo-alnside" in text(shown, pilot)
        assert "judged" not in text(shown, pilot)
        await until(pilot, lambda: begun)
        monkeypatch.undo()
        begun[0].start()
        await until(pilot, lambda: "Alnside First School (made up)" in text(shown, pilot))
        await until(pilot, lambda: "/20 judged" in text(shown, pilot))

    drive(flow, review=None)


def test_the_first_frame_needs_nothing_heavy(workspace: Path) -> None:
    """When the first frame is out neither the model nor the analysis, plugins or the workspace were imported."""
    script = """
import asyncio, pathlib, sys
import inclusion_core as ic
from inclusion_tui import shelf
from inclusion_tui.app import InclusionApp
from inclusion_tui.settings import Settings

async def main():
    with ic.open_desk(pathlib.Path(sys.argv[1])) as desk:
        async with InclusionApp(desk, Settings()).run_test() as pilot:
            await pilot.pause()

shelf.Looker.start = lambda self: print(*(one for one in sys.modules if one.startswith("inclusion_core.")))
asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", script, str(workspace)], capture_output=True, text=True, check=True)
    floors = {one.split(".")[1] for one in done.stdout.split()}
    assert "desk" in floors
    assert not floors & {"model", "plugins"}
    assert not [one for one in done.stdout.split() if "workspace" in one or "scor" in one]


def test_a_made_up_visit_is_gone_on_with_and_no_other(drive: Any, shown: Any, until: Any, workspace: Path) -> None:
    """Enter on a made-up review leads to its visit; on others, and once somebody worked there, to theirs."""
    with ic.open_desk(workspace) as desk:
        school = ic.add_school(desk, ic.School(name="Bede Primary"))
        framework = desk.framework("universal-targeted-specialist")
        desk.workspace.create_review(school.id, framework, id="bede")
        with desk.session("bede") as session:
            session.judge_all(
                ("self", one, ic.Judgement("secure")) for one in ic.cells_to_judge(framework, session.review.setting)
            )
            session.judge("peer:bo", "U1", ic.Judgement("secure"))

    def to(review: str, whose: str) -> Any:
        async def flow(pilot: Any) -> None:
            pilot.app.screen.rows.choose(review)
            await until(pilot, lambda: f" {whose}  " in shown(pilot)[-3] or f" {whose}  " in shown(pilot)[-2])
            await until(pilot, lambda: " judged " in text(shown, pilot))
            await pilot.press("enter")
            await pilot.pause()
            voices.append(pilot.app.sitting.voice)
            if review == "demo-alnside":
                pilot.app.sitting.speak_as("self")
                pilot.app.recent.note(pilot.app.sitting, "U1")

        return flow

    voices: list[str] = []
    drive(to("demo-alnside", "Lead reviewer"), review=None)
    drive(to("demo-alnside", "self-review"), review=None)
    drive(to("bede", "self-review"), review=None)
    assert voices == ["peer:lead-reviewer", "self", "self"]


def test_no_plugin_is_looked_for(drive: Any, until: Any, shown: Any, monkeypatch: Any) -> None:
    """The start finds out everything it shows without a single plugin."""
    monkeypatch.setattr("inclusion_core.desk.Desk.plugins", property(lambda _: pytest.fail("plugins were looked for")))

    async def flow(pilot: Any) -> None:
        await until(pilot, lambda: text(shown, pilot).count(" judged ") == 5)

    drive(flow, review=None)


def test_enter_goes_on_where_one_was(drive: Any) -> None:
    """One key opens the review that was worked on last, at the voice and the indicator of that time."""

    async def leave(pilot: Any) -> None:
        await pilot.press("end")
        pilot.app.recent.keep()

    async def come_back(pilot: Any) -> None:
        assert isinstance(pilot.app.screen, StartScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.sitting.session.review.id == "demo-kelderfield"
        assert pilot.app.screen.chosen == pilot.app.sitting.indicators[-1]
        assert pilot.app.sitting.voice == "peer:ak-7f3"

    drive(leave, review="demo-kelderfield", voice="peer:ak-7f3")
    drive(come_back, review=None)


def test_a_review_that_cannot_be_opened_is_listed_with_its_sentence(
    drive: Any, shown: Any, until: Any, workspace: Path
) -> None:
    """A damaged review stands in the list, says why below, and hides no other; Enter on it says it at the foot."""
    broken = next((workspace / "reviews").glob("*/demo-alnside"))
    (broken / "review.toml").write_text("kind = 3", encoding="utf-8")
    (broken / "journal.jsonl").write_text("", encoding="utf-8")
    os.utime(broken / "journal.jsonl", (4_000_000_000, 4_000_000_000))

    async def flow(pilot: Any) -> None:
        await until(pilot, lambda: "cannot be opened" in text(shown, pilot))
        assert pilot.app.screen.rows.chosen == "demo-alnside"
        await until(pilot, lambda: "It cannot be opened:" in text(shown, pilot))
        assert "review.toml" in text(shown, pilot)
        await until(pilot, lambda: text(shown, pilot).count(" judged ") == 4)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StartScreen)
        assert "enter go on" not in shown(pilot)[-1]

    drive(flow, review=None)


def test_what_was_typed_is_offered_and_leads_to_its_place(drive: Any, shown: Any, until: Any, workspace: Path) -> None:
    """A draft is counted in the list and asked about below; `w` goes on with it, as that voice, where it belongs."""
    with ic.open_desk(workspace) as desk, desk.session("demo-alnside") as session:
        session.draft("because peer:lead-reviewer T2", "Seen in two")

    async def flow(pilot: Any) -> None:
        pilot.app.screen.rows.choose("demo-alnside")
        await until(pilot, lambda: "1 draft" in text(shown, pilot))
        await until(pilot, lambda: "A reason for T2 was typed" in text(shown, pilot))
        await pilot.press("w")
        await until(pilot, lambda: "Seen in two" in text(shown, pilot))
        assert (pilot.app.sitting.voice, pilot.app.screen.chosen) == ("peer:lead-reviewer", "T2")

    drive(flow, review=None)


def test_what_was_typed_is_gone_on_with_however_soon_somebody_asks(
    drive: Any, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`w` finds the draft of a review that was not looked at yet, and never says that nothing waits where it does."""
    monkeypatch.setattr(StartScreen, "_begin_looking", lambda _: None)
    with ic.open_desk(workspace) as desk, desk.session("demo-alnside") as session:
        session.draft("because peer:lead-reviewer T2", "Seen in two")

    async def flow(pilot: Any) -> None:
        pilot.app.screen.rows.choose("demo-alnside")
        await pilot.press("w")
        assert pilot.app.sitting is not None
        assert (pilot.app.sitting.voice, pilot.app.screen.chosen) == ("peer:lead-reviewer", "T2")

    drive(flow, review=None)


def test_w_without_a_draft_says_that_there_is_none(drive: Any, shown: Any, until: Any) -> None:
    """The key for drafts is answered where nothing waits."""

    async def flow(pilot: Any) -> None:
        await until(pilot, lambda: " judged " in text(shown, pilot))
        await pilot.press("w")
        await pilot.pause()
        assert "Nothing that was typed waits" in shown(pilot)[-1]

    drive(flow, review=None)


def test_a_review_is_found_as_one_types(drive: Any, shown: Any, until: Any) -> None:
    """`/` and a few letters leave what holds them, in the id or the school's name; Esc shows all again."""

    async def flow(pilot: Any) -> None:
        await until(pilot, lambda: text(shown, pilot).count(" judged ") == 5)
        await pilot.press("slash", *"bridge YARD")
        await pilot.pause()
        assert "1 found" in shown(pilot)[0]
        assert pilot.app.screen.rows.chosen == "demo-bridge-yard"
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert pilot.app.screen.rows.position[1] == 5
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert "Nothing here is called so" in text(shown, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen.rows.position[1] == 5

    drive(flow, review=None)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_with_nothing_there_are_three_ways_to_begin(
    drive: Any, shown: Any, until: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Nothing is made by looking; the made-up cluster is made with a key, and the list shows it."""
    folder = tmp_path / "nothing"

    async def flow(pilot: Any) -> None:
        screen = text(shown, pilot)
        assert "Try it on a made-up cluster" in screen
        assert "Start with a school's name" in screen
        assert "Open a file from a colleague" in screen
        assert not folder.exists()
        await pilot.press("enter")
        await until(pilot, lambda: "are here. Enter opens one." in shown(pilot)[-1])
        assert pilot.app.screen.rows.chosen == "demo-alnside"
        await until(pilot, lambda: "(made up)" in text(shown, pilot))
        assert not pilot.app.screen.rows.key_at(5)

    drive(flow, review=None, folder=folder, size=size)


def test_the_made_up_cluster_is_not_made_beside_somebody_s_work(drive: Any, workspace: Path) -> None:
    """Where there are reviews the key for trying does nothing."""
    before = sorted(workspace.rglob("*"))

    async def flow(pilot: Any) -> None:
        await pilot.press("t")
        await pilot.pause(0.3)

    drive(flow, review=None)
    assert [one for one in sorted(workspace.rglob("*")) if "drafts" not in one.parts] == before
