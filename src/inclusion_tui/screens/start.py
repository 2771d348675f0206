"""The start: reviews under way, the last one first; or, with nothing there yet, three ways to begin."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.messages import Looked
from inclusion_tui.render.start import (
    WAYS,
    Under,
    heading_line,
    indicator_of,
    review_line,
    review_lines,
    voice_of,
    way_line,
)
from inclusion_tui.shelf import Look, Looker, look_on
from inclusion_tui.widgets.asking import Asking
from inclusion_tui.widgets.foot import Foot
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows
from inclusion_tui.working import Work

if TYPE_CHECKING:
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.messages import Answered, Noted, Parked, RowEntered, ToldOf, Typed, Worked
    from inclusion_tui.render.line import Line

_LEAST_BELOW = 2  # the line to type in stands on the last one
_WAY = "way "


def now() -> dt.datetime:
    """Return this moment, by the machine's own clock and time zone."""
    return dt.datetime.now().astimezone()


class StartScreen(Screen[None]):
    """Choose a review to go on with, begin a new one, or open a file from a colleague.

    The first frame has the reviews' names alone. What each is and how far it is comes from a thread.
    """

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("start")
    DEFAULT_CSS = """
    StartScreen #heading { height: 1; background: $surface; }
    StartScreen #below { height: auto; max-height: 40%; border-top: solid $panel; }
    """
    app: InclusionApp

    def __init__(self, *, says: str = "") -> None:
        super().__init__()
        self._says = says
        self._shelf: dict[str, ic.OnShelf] = {}
        self._looks: dict[str, Look] = {}
        self._finding = ""
        self._looker: Looker | None = None
        self._making: Work | None = None
        self._lacking: dict[str, None] = {}  # reviews that were drawn and of which something is not known yet
        self._due = self._listed = False

    def compose(self) -> ComposeResult:
        """Lay out the title, the reviews, the one that is chosen and the foot."""
        yield Panel(lambda width, _: [self._heading(width)], id="heading")
        yield Rows(self._draw, id="reviews")
        yield Panel(self._below, id="below")
        yield Foot("start", "everywhere")
        yield Asking()

    def on_mount(self) -> None:
        """List the reviews, the one that was worked on last first."""
        self.rows.focus()
        self.list_anew()
        self.call_after_refresh(setattr, self, "_listed", True)  # noqa: FBT003  setattr's shape
        if self._says:
            self.query_one(Foot).say(self._says)

    def on_screen_resume(self) -> None:
        """List them anew after a page on top: it may have brought a review."""
        if self._listed:
            self.list_anew()

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#reviews", Rows)

    def list_anew(self) -> None:
        """Look which reviews there are now."""
        self._end_looking()
        found: list[ic.OnShelf] = []
        self.app.attempt(lambda: found.extend(ic.on_shelf(self.app.desk)))
        last = self.app.recent.last()
        found.sort(key=lambda one: one.review != last)
        before, self._shelf = self._shelf, {one.review: one for one in found}
        self._looks = {one: look for one, look in self._looks.items() if before.get(one) == self._shelf.get(one)}
        self._fill()
        if found:
            self.call_after_refresh(self._begin_looking)

    def _fill(self) -> None:
        keys = [one for one in self._shelf if self._holds(one)] if self._shelf else [_WAY + one for one, _, _ in WAYS]
        self.rows.show(keys)
        self._show_chosen()
        self.query_one("#heading", Panel).redraw()

    def _holds(self, review: str) -> bool:
        """Say whether a review is one that is looked for: by its id, its title, its school's name and town."""
        look, held = self._looks.get(review, Look()), review
        if look.review is not None and look.school is not None:
            held = f"{review} {look.review.title} {look.school.name} {look.school.town} {look.school.urn or ''}"
        return all(word in held.casefold() for word in self._finding.casefold().split())

    # Looking beside the screen --------------------------------------------------------------------------------------

    def _begin_looking(self) -> None:
        folder = self.app.desk.folder
        if folder is None or not self.is_attached:
            return
        voices = {one: self.app.recent.recall(one, "voice") for one in self._shelf}
        self._looker = Looker(folder, voices, known=self._looks, told=lambda found: self.post_message(Looked(found)))
        self._looker.start()
        self._look_on()

    def _end_looking(self) -> None:
        if self._looker is not None:
            self._looker.end()
            self._looker = None

    def on_unmount(self) -> None:
        """Look no more, and wait for nothing."""
        self._end_looking()
        if self._making is not None:
            self._making.cancel()

    def _look_on(self) -> None:
        """Ask for what is in sight and not known yet."""
        self._due = False
        if self._looker is not None:
            self._looker.want(tuple(self._lacking))
            self._lacking.clear()

    def on_looked(self, message: Looked) -> None:
        """Show what is known now."""
        self._looks.update(message.found)
        if self._finding:
            self._fill()
        self.rows.redraw(message.found)
        if self.rows.chosen in message.found:
            self._show_chosen()

    # What is shown --------------------------------------------------------------------------------------------------

    def _heading(self, width: int) -> Line:
        found = self.rows.position[1] if self._finding else None
        return heading_line(len(self._shelf), found, str(self.app.desk.folder or ""), width)

    def _under(self, review: str) -> Under:
        shelf, look = self._shelf[review], self._looks.get(review, Look())
        voice = look.progress.voice if look.progress is not None else self.app.recent.voice(review)
        if look.review is None or look.school is None:
            return Under(review, voice=voice, touched=shelf.touched, problem=look.problem)
        return Under(
            look.school.name,
            made_up=look.school.made_up,
            title=look.review.title,
            voice=voice,
            counts=(look.progress.judged, look.progress.applicable) if look.progress is not None else None,
            touched=shelf.touched,
            drafts=look.progress.drafts if look.progress is not None else (),
            framework=look.review.framework.name,
            problem=look.problem,
            people=tuple(look.review.team.values()),
        )

    def _draw(self, place: int, width: int) -> Line:
        key = self.rows.key_at(place)
        if key.startswith(_WAY):
            return next(way_line(letter, words, width) for name, letter, words in WAYS if _WAY + name == key)
        if not self._looks.get(key, Look()).whole:
            self._lacking[key] = None
            if not self._due:
                self._due = True
                self.call_later(self._look_on)
        return review_line(self._under(key), width, now())

    def _below(self, width: int, _height: int) -> list[Line]:
        chosen = self.rows.chosen
        if chosen in self._shelf:
            return review_lines(self._under(chosen), width, now())
        if self._shelf:
            return [((" Nothing here is called so. Esc shows all.", "dim"),)]
        return [((" Choose with the arrows and Enter, or press the letter.", "dim"),)]

    def _show_chosen(self) -> None:
        panel = self.query_one("#below", Panel)
        wide = self.app.size.width
        panel.styles.height = 1 + max(len(self._below(wide, 0)), _LEAST_BELOW) if wide else _LEAST_BELOW
        panel.redraw()

    def on_resize(self) -> None:
        """Give what is said of the chosen one the room it needs at this width."""
        self._show_chosen()

    def on_row_chosen(self) -> None:
        """Say what is to be known of the one that is chosen now."""
        self._show_chosen()

    def on_noted(self, message: Noted) -> None:
        """Say something at the foot."""
        self.query_one(Foot).say(message.says, wrong=message.wrong)

    def on_key(self, _: events.Key) -> None:
        """A key was pressed: what the foot said was read."""
        self.query_one(Foot).quiet()

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_entered(self, _: RowEntered) -> None:
        """Go on with what was clicked."""
        self.action_enter()

    def action_enter(self) -> None:
        """Go on with the review that is chosen, or begin in the way that is."""
        chosen = self.rows.chosen
        if chosen.startswith(_WAY):
            self.action_begin(chosen.removeprefix(_WAY))
        elif chosen:
            self.app.attempt(lambda: self.app.open_review(chosen, self._voice(chosen)))

    def _voice(self, review: str) -> str:
        """Return whose judgements to go on with: the same one, however soon somebody presses Enter."""
        last = self.app.recent.recall(review, "voice")
        look = self._looks.get(review, Look()) if last else self._whole(review)
        return look.progress.voice if look.progress is not None else last

    def _whole(self, review: str) -> Look:
        """Return all that is to be known of a review, looked up now where the thread has not come to it."""
        look, last = self._looks.get(review, Look()), self.app.recent.recall(review, "voice")
        while not look.whole:
            look = self._looks[review] = look_on(self.app.desk, review, last, look)
        return look

    def action_begin(self, way: str) -> None:
        """Begin: `try` the made-up cluster, `new` review, `open` a file."""
        if way == "try":
            self.action_try()
        else:
            self.app.action_open({"new": "new_review", "open": "open_file"}[way])

    def action_draft(self) -> None:
        """Go on with what was typed and not sent in the review that is chosen."""
        chosen = self.rows.chosen
        found = self._whole(chosen) if chosen in self._shelf else Look()
        drafts = found.progress.drafts if found.progress is not None else ()
        if drafts:
            self.app.attempt(lambda: self._go_on(chosen, drafts[-1]))
        else:
            self.query_one(Foot).say("Nothing that was typed waits in this review.")

    def _go_on(self, review: str, draft: ic.Draft) -> None:
        """Open the review where a draft belongs, and the draft in it."""
        self.app.open_review(review, voice_of(draft), indicator=indicator_of(draft))
        from inclusion_tui.screens.acts import Acts  # noqa: PLC0415  only where a review is opened

        opened = self.app.screen
        if draft.fits and isinstance(opened, Acts):
            opened.call_after_refresh(opened.take_up, draft.key, draft.stream)

    def action_find(self) -> None:
        """Find as you type."""
        self.query_one(Asking).ask("find", "Find", text=self._finding)

    def action_close(self) -> None:
        """Show all again."""
        self._find("")

    def _find(self, words: str) -> None:
        self._finding = words
        self._fill()

    def on_typed(self, message: Typed) -> None:
        """Show what holds the words so far."""
        self._find(message.text)

    def on_answered(self, _: Answered) -> None:
        """Go back to the list; what was found stays."""
        self.rows.focus()

    def on_parked(self, _: Parked) -> None:
        """Go back to the list, and show all."""
        self._find("")
        self.rows.focus()

    # The made-up cluster --------------------------------------------------------------------------------------------

    def action_try(self) -> None:
        """Make the made-up cluster, where there is nothing yet."""
        folder = self.app.desk.folder
        if self._shelf or folder is None or self._making is not None:
            return
        self.query_one(Foot).say("Making the made-up cluster: a moment.")
        self._making = Work(self, "try", lambda work: _made(folder, work))

    def on_told_of(self, message: ToldOf) -> None:
        """Say how far it is."""
        self.query_one(Foot).say(message.says)

    def on_worked(self, message: Worked) -> None:
        """Show what was made."""
        self._making = None
        made: list[str] = []
        if self.app.attempt(lambda: made.extend(message.answer().reviews)):
            self.list_anew()
            self.rows.choose(made[0])
            self.query_one(Foot).say(f"{len(made)} reviews of made-up schools are here. Enter opens one.")


def _made(folder: Path, work: Work) -> object:
    with ic.open_desk(folder) as desk:
        return ic.build_demonstration(desk, told=work.tell)
