"""Keys that come while something is read or written beside the screen: they wait for it, or do nothing and say so."""

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_core.demonstration.asking import CONSULTATION
from inclusion_tui import working
from inclusion_tui.commands import Command
from inclusion_tui.keys import typeahead
from inclusion_tui.screens import open_file, palette, planner
from inclusion_tui.screens.consult_files import ClashPage
from inclusion_tui.screens.new_review import FrameworkScreen
from inclusion_tui.working import Work

asking = ic.consultations


class Later(Work):
    """What is done beside the screen, when the test says so and not before."""

    def __init__(self, to: Any, about: str, act: Any) -> None:
        self.about, self._to, self._act = about, to, act
        self._cancel, self._done = threading.Event(), None

    def finish(self) -> None:
        """Do it now."""
        self._run()


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> list[Later]:
    """What is to be done, the last one last; nobody loses patience meanwhile."""
    made: list[Later] = []

    def later(to: Any, about: str, act: Any) -> Later:
        made.append(Later(to, about, act))
        return made[-1]

    monkeypatch.setattr(working, "Work", later)
    monkeypatch.setattr(planner, "Work", later)
    monkeypatch.setattr(open_file, "Work", later)
    monkeypatch.setattr(palette, "Work", later)
    monkeypatch.setattr(typeahead, "HOLD_S", 600.0)
    return made


def lose_patience(pilot: Any) -> None:
    """Hand keys on that wait for what is done beside the screen, as after a while."""
    for why in list(pilot.app.ahead._holding):
        pilot.app.ahead.release(why)


def said(folder: Path, school: str = "999001") -> Any:
    """Return what a school says in the made-up consultation, as it is on the disk."""
    with ic.open_desk(folder, read_only=True) as desk:
        return asking.consultation_named(desk, CONSULTATION).returns[school].opinions


def test_a_school_that_is_here_is_found_by_whoever_types_faster(drive: Any, works: list[Later]) -> None:
    """A name and Enter before the schools are read begin with the school that is here, and never with one more."""

    async def flow(pilot: Any) -> None:
        await pilot.press("n", *"Alnside First")
        page = pilot.app.screen
        assert page.line.value == "Alnside First"
        await pilot.press("enter")
        assert pilot.app.screen is page
        lose_patience(pilot)
        await pilot.pause()
        assert pilot.app.screen is page
        await pilot.press("enter")
        works[-1].finish()
        await pilot.pause()
        assert page.rows.chosen == "alnside-first"
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, FrameworkScreen)
        assert pilot.app.screen._school.id == "alnside-first"

    drive(flow, review=None)


def test_an_answer_that_is_still_being_read_is_not_written_over(
    drive: Any, works: list[Later], workspace: Path
) -> None:
    """A reason that was given just now stays with the answer, however soon the answer is changed."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "q")
        works[-1].finish()
        await pilot.pause()
        await pilot.press("home", "b", *"Money", "enter")
        was = said(workspace)["U1"]
        assert was.because.endswith("Money")
        await pilot.press("1")
        lose_patience(pilot)
        await pilot.pause()
        assert said(workspace)["U1"] == was
        works[-1].finish()
        await pilot.pause()
        await pilot.press("1")
        assert said(workspace)["U1"].because == was.because

    drive(flow)


def test_an_answer_is_for_the_school_that_was_chosen(drive: Any, works: list[Later], workspace: Path) -> None:
    """A digit right after another school was chosen waits for it, and never counts for the school before."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "q")
        works[-1].finish()
        await pilot.pause()
        before = said(workspace)
        await pilot.press("s", *"kelder", "enter", "home", "1")
        assert said(workspace) == before
        works[-1].finish()
        await pilot.pause()
        assert said(workspace) == before
        assert said(workspace, "999003")["U1"].opinion == "agree"

    drive(flow)


def test_nothing_is_merged_under_a_hand_that_is_at_something_else(
    drive: Any, works: list[Later], workspace: Path, tmp_path: Path
) -> None:
    """What differs in files that came opens where nothing was typed since; a letter typed before chooses no wording."""
    day = said(workspace)["U1"].day
    with ic.open_desk(workspace) as desk:
        (tmp_path / "a.toml").write_bytes(asking.make_return(desk, CONSULTATION, "alnside-first", day))
        asking.give_opinion(desk, CONSULTATION, "alnside-first", "U1", "cannot-yet", day=day, cost="Two days")

    async def come(pilot: Any) -> Later:
        await pilot.press("i")
        pilot.app.focused.value = str(tmp_path / "a.toml")
        await pilot.press("enter")
        return works[-1]

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "q")
        page = pilot.app.screen
        works[-1].finish()
        await pilot.pause()
        looked = await come(pilot)
        await pilot.press("f", "f")  # waits, and is for nothing that was in sight
        looked.finish()
        await pilot.pause()
        assert isinstance(pilot.app.screen, ClashPage)
        await pilot.press("escape")
        looked = await come(pilot)
        lose_patience(pilot)
        await pilot.pause()
        await pilot.press("p", "1", *"Me")
        looked.finish()
        await pilot.pause()
        assert pilot.app.screen is page
        await pilot.press("f")
        assert pilot.app.focused.value == "Mef"
        assert said(workspace)["U1"].cost == "Two days"
        await pilot.press("escape", "i")
        clash = pilot.app.screen
        assert isinstance(clash, ClashPage)
        made = len(works)
        clash.action_take("file")
        clash.action_take("here")
        await pilot.pause()
        assert len(works) == made + 1
        works[-1].finish()
        await pilot.pause()
        assert said(workspace)["U1"].cost == ""

    drive(flow)


def test_files_that_come_after_others_are_looked_into_themselves(
    drive: Any, works: list[Later], workspace: Path, tmp_path: Path
) -> None:
    """Of files that are looked into one after the other, only what was looked into is taken in."""
    day = said(workspace)["U1"].day
    with ic.open_desk(workspace) as desk:
        (tmp_path / "same.toml").write_bytes(asking.make_return(desk, CONSULTATION, "alnside-first", day))
    shutil.copytree(workspace, tmp_path / "other")
    with ic.open_desk(tmp_path / "other") as desk:
        asking.give_opinion(desk, CONSULTATION, "alnside-first", "U2", "agree", day=day)
        (tmp_path / "more.toml").write_bytes(asking.make_return(desk, CONSULTATION, "alnside-first", day))

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "q")
        works[-1].finish()
        await pilot.pause()
        for name in ("same.toml", "more.toml"):
            await pilot.press("i")
            pilot.app.focused.value = str(tmp_path / name)
            await pilot.press("enter")
            lose_patience(pilot)
            await pilot.pause()
        first, second = works[-2:]
        first.finish()
        await pilot.pause()
        for one in works[works.index(second) + 1 :]:
            one.finish()
        await pilot.pause()
        assert "U2" not in said(workspace)
        second.finish()
        await pilot.pause()
        works[-1].finish()
        await pilot.pause()
        assert "U2" in said(workspace)

    drive(flow)


def test_two_schools_that_drop_out_at_once_are_both_left_out(drive: Any, works: list[Later]) -> None:
    """A school that drops out while a plan without another is being made is left out too."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "v", "home", "w", "down", "w")
        page = pilot.app.screen
        assert len(works) == 2
        for one in works:
            one.finish()
        await pilot.pause()
        assert len(page._tried.round.without) == 2
        await pilot.press("p", "a")
        works[-1].finish()
        await pilot.pause()
        assert page._tried is None  # what was planned from the plan before it was kept

    drive(flow)


def test_what_is_read_behind_a_page_or_a_text_keeps_no_key(drive: Any, works: list[Later]) -> None:
    """Where a colleague's change is read, letters go on into a text; behind another page no key waits for it."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "q")
        page = pilot.app.screen
        works[-1].finish()
        await pilot.pause()
        await pilot.press("home", "b")
        line = pilot.app.focused
        line.value = ""
        page.look()
        await pilot.press("a", "b", "left", "c")
        assert line.value == "ab"
        works[-1].finish()
        await pilot.pause()
        assert line.value == "acb"
        await pilot.press("escape", "y")
        assert pilot.app.screen is not page
        page.look()
        await pilot.press("escape")
        assert pilot.app.screen is page

    drive(flow)


def test_a_question_that_is_half_answered_is_not_taken_away(drive: Any, works: list[Later], tmp_path: Path) -> None:
    """A table that cannot be read says so, and asks again only where nothing else is asked by now."""
    (tmp_path / "t.csv").write_text("nothing\n", encoding="utf-8")

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "g", "o")
        pilot.app.focused.value = str(tmp_path / "t.csv")
        await pilot.press("enter")
        lose_patience(pilot)
        await pilot.pause()
        await pilot.press("n", *"Reading")
        works[-1].finish()
        await pilot.pause()
        assert pilot.app.focused.value == "Reading"
        await pilot.press("escape", "o")
        pilot.app.focused.value = str(tmp_path / "t.csv")
        await pilot.press("enter", "w")
        works[-1].finish()
        await pilot.pause()
        assert pilot.app.focused.value == str(tmp_path / "t.csv") + "w"

    drive(flow)


def test_a_file_is_looked_into_once_however_often_enter_is_pressed(
    drive: Any, screen_of: Any, works: list[Later], workspace: Path, tmp_path: Path
) -> None:
    """Two Enters at a path open one page; Enter before that page says what it would do does nothing, and says so."""
    with ic.open_desk(workspace) as desk:
        ic.make_bundle(desk, "demo-alnside", tmp_path / "a.inclusion", anyway=True)

    async def flow(pilot: Any) -> None:
        await pilot.press("o")
        pilot.app.screen.put(str(tmp_path / "a.inclusion"))
        await pilot.pause()
        for one in list(works):
            one.finish()
        await pilot.pause()
        await pilot.press("enter", "enter")
        for one in [one for one in works if one.about == "what"]:
            one.finish()
        await pilot.pause()
        assert [type(one).__name__ for one in pilot.app.screen_stack[1:]] == ["OpenFileScreen", "FileScreen"]
        assert "It is being looked into" in "\n".join(screen_of(pilot))

    drive(flow, review=None)


def test_the_command_that_is_chosen_stays_chosen(
    drive: Any, works: list[Later], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands that are read meanwhile and fit better come first, and Enter does what it stood on before."""
    done: list[str] = []
    better = Command("level", "level", "", "", lambda _: done.append("better"))
    monkeypatch.setattr(palette, "review_commands", lambda _: [better])

    async def flow(pilot: Any) -> None:
        await pilot.press("colon", *"level", "down")
        page = pilot.app.screen
        before = page._found[int(page.rows.chosen)]
        works[-1].finish()
        await pilot.pause()
        assert better in page._found[:1]
        assert page._found[int(page.rows.chosen)] is before

    drive(flow)
