"""Keys and answers that come faster than screens change: the same as when they come slowly, or nothing at all.

Each test forces the order of events that a slow machine may bring about; none of them waits for one.
"""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from textual import events

import inclusion_core as ic
from inclusion_tui.messages import Answered, Typed
from inclusion_tui.notes.blanking import Stretch
from inclusion_tui.screens import blank as module
from inclusion_tui.screens.page import Menu
from inclusion_tui.screens.told import ToldPage
from inclusion_tui.screens.writing_place import WritingPlace
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.questions import Question, Questions
from inclusion_tui.widgets.rows import Rows
from inclusion_tui.widgets.typing import TypingLine
from inclusion_tui.working import Work


def test_what_is_sent_twice_is_answered_once(drive: Callable[..., None]) -> None:
    """A second Enter or Esc that reaches a line before the first was dealt with does nothing."""
    given: list[tuple[str, ...]] = []
    left: list[tuple[str, ...]] = []

    async def flow(pilot: Any) -> None:
        questions = Questions.on(pilot.app.screen)
        for asked in range(2):
            questions.put([Question("Which one?", "this")], given.append, left=left.append)
            await pilot.pause()
            line = questions.query_one(TypingLine)
            if asked:
                questions.query_one(Asking).action_park()
                questions.query_one(Asking).action_park()
            else:
                await line.action_submit()
                await line.action_submit()
            await pilot.pause()
        assert (given, left) == ([("this",)], [("this",)])
        assert not questions.asking
        await pilot.press("slash", *"clean")
        line = pilot.app.focused
        await line.action_submit()
        await line.action_submit()
        await pilot.pause()
        assert pilot.app.screen.finding == "clean"
        assert not pilot.app.sitting.waiting.left()

    drive(flow)


def test_a_question_behind_a_page_gives_the_focus_back_where_it_stands(drive: Callable[..., None]) -> None:
    """What a thread asks on a page that is covered by another gives the keys back to that page's own list."""

    async def flow(pilot: Any) -> None:
        screen = pilot.app.screen
        pilot.app.push_screen(ToldPage("On top", lambda _: []))
        await pilot.pause()
        Questions.on(screen).put([Question("Which one?")], lambda _: None)
        await pilot.pause()
        await pilot.press("escape", *"this", "enter")
        assert isinstance(pilot.app.focused, Rows)

    drive(flow)


def test_what_is_typed_after_an_answer_goes_into_no_line_that_is_out_of_sight(drive: Callable[..., None]) -> None:
    """Where nothing had the focus before a question, nothing has it afterwards, also before the screen is laid out."""

    async def flow(pilot: Any) -> None:
        screen = pilot.app.screen
        questions = Questions.on(screen)
        screen.set_focus(None)
        questions.put([Question("Which one?")], lambda _: None)
        await pilot.pause()
        questions._end()
        assert screen.focused is None

    drive(flow)


def test_a_place_to_write_that_is_opened_again_keeps_the_focus(drive: Callable[..., None]) -> None:
    """Where the screen is laid out between the end of one note and the next, what is typed goes into the note."""

    async def flow(pilot: Any) -> None:
        await pilot.press("e")
        place = WritingPlace.on(pilot.app.screen)
        area = pilot.app.focused
        place._close()
        pilot.app.stylesheet.update_nodes([place])
        pilot.app.screen._refresh_layout()  # the text is told that it is out of sight, and reads that later
        place.open_new(pilot.app.screen.chosen)
        await pilot.pause()
        assert pilot.app.focused is area

    drive(flow)


def test_a_page_that_is_closed_twice_takes_no_other_with_it(drive: Callable[..., None]) -> None:
    """A second key that reaches a menu or a page before it has gone closes nothing else, and chooses nothing more."""
    chosen: list[str | None] = []

    async def flow(pilot: Any) -> None:
        pilot.app.push_screen(ToldPage("Below", lambda _: []))
        await pilot.pause()
        below = pilot.app.screen
        menu = Menu("Which?", [("a", "this", "this"), ("b", "that", "that")])
        pilot.app.push_screen(menu, chosen.append)
        await pilot.pause()
        menu.action_choose()
        menu.action_choose()
        await pilot.pause()
        assert chosen == ["this"]
        assert pilot.app.screen is below
        below.action_close()
        below.action_close()
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1

    drive(flow)


def test_an_answer_that_nobody_waits_for_any_more_is_not_told(drive: Callable[..., None]) -> None:
    """What a thread has sent before it was let go, and nobody has read yet, is not read afterwards."""
    read: list[str] = []

    class Listening(ToldPage):
        def on_worked(self, message: Any) -> None:
            read.append(message.about)

    async def flow(pilot: Any) -> None:
        page = Listening("Listens", lambda _: [])
        pilot.app.push_screen(page)
        await pilot.pause()
        done = threading.Event()
        work = Work(page, "old", lambda _: done.set())
        done.wait()
        while any(one.name == "old" for one in threading.enumerate()):
            pass  # it has sent its answer, which waits in the queue of this very loop
        work.cancel()
        Work(page, "new", lambda _: None)
        await pilot.pause()
        assert read == ["new"]

    drive(flow)


def test_a_row_that_is_taken_twice_opens_one_page(drive: Callable[..., None]) -> None:
    """A second Enter at a line with a list below it opens nothing a second time."""

    async def flow(pilot: Any) -> None:
        await pilot.press("n", *"Alnside")
        page = pilot.app.screen
        page.action_enter()
        page.action_enter()
        await pilot.pause()
        assert pilot.app.screen_stack[1:-1] == [page]

    drive(flow, review=None)


def test_a_second_key_blanks_nothing_that_nobody_chose(
    drive: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed while one stretch is blanked is let go: it would blank the next one, for good."""
    blanked: list[str] = []

    def blank(_: object, wanted: str, *, inside_words: bool) -> ic.Blanked:
        blanked.append(wanted)
        raise ic.NotAllowed("Not now." if inside_words else "Not here.")

    monkeypatch.setattr(module, "blank", blank)

    async def flow(pilot: Any) -> None:
        pilot.app.push_screen(module.BlankScreen([Stretch("one", ""), Stretch("two", "")], lambda _: None))
        await pilot.pause()
        for key in "bjb":
            pilot.app.post_message(events.Key(key, key))
        await pilot.pause()
        assert blanked == ["one"]
        await pilot.press("j", "b")
        assert blanked == ["one", "two"]

    drive(flow)


def test_an_answer_counts_for_its_own_question_only(drive: Callable[..., None]) -> None:
    """An answer that is on its way when something else is asked is no answer to that."""
    given: list[str] = []

    async def flow(pilot: Any) -> None:
        questions = Questions.on(pilot.app.screen)
        questions.put([Question("Which one?", "this")], lambda said: given.append(f"one: {said[0]}"))
        await pilot.pause()
        about = questions.query_one(Asking)._about
        questions.post_message(Typed(about, "this"))
        questions.post_message(Answered(about, "this"))
        questions.put(
            [Question("How many?", "4")],
            lambda said: given.append(f"two: {said[0]}"),
            typed=lambda said: given.append(f"two, half: {said[0]}"),
        )
        await pilot.pause()
        assert questions.asking
        assert not given
        await pilot.press("enter")
        assert given == ["two: 4"]

    drive(flow)
