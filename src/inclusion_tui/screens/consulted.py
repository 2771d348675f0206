"""What the pages about a consultation have in common: which one, whose answers, reading it, and taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve

import inclusion_core as ic
from inclusion_tui.consulted import read_consulted, school_choices
from inclusion_tui.notes.capturing import moment
from inclusion_tui.render.consult import NOTHING, which_words
from inclusion_tui.render.line import fit, text, under, within
from inclusion_tui.screens.enquiring import warn_of_pupils
from inclusion_tui.screens.page import ListPage
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.questions import Questions
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from inclusion_tui.consulted import Consulted
    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line
    from inclusion_tui.widgets.questions import Question
    from inclusion_tui.working import Work

consultations = ic.consultations

READING = "consult"
"""The name of the thread in which a consultation is read."""

_READS = "What stands here now is still being read. A moment, and then the same key."
_MOST_ABOVE, _DETAIL = 6, 9


class ConsultedPage(ListPage):
    """A list about one consultation and one school, read in a thread; what is above it, and the chosen row below.

    Say what is in the list in `sections` (a heading and the keys below it) and what rows look like in `draw_row`,
    `above` and `whole`; `beside` is read in the same thread.
    """

    DEFAULT_CSS = """
    ConsultedPage #above { height: 2; }
    ConsultedPage #detail { border-top: solid $panel; }
    """
    about: ClassVar[str] = ""
    nothing: ClassVar[str] = NOTHING
    more: ClassVar[str] = "enter shows all of it"
    by_name: ClassVar[bool] = True
    """Whether a school that agreed to be named may be read here whichever review is open."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Consulted | None = None
        self._which = self._school = ""
        self._begun: set[str] = set()
        self._left: dict[str, tuple[str, ...]] = {}  # what was typed and not sent, by what it was for
        self._places: list[tuple[str, str]] = []  # of each row: its key or an empty one, and a heading's words
        self._says = "Looking at the consultations …"
        self._besides: object = None
        self._warned = False
        self.wanted = ""  # the row to go to once what was changed is read

    # To be said -----------------------------------------------------------------------------------------------------

    def sections(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return the headings, each with the keys of the rows below it."""
        raise NotImplementedError

    def draw_row(self, key: str, width: int) -> Line:
        """Return the line of a row."""
        raise NotImplementedError

    def above(self, width: int) -> list[Line]:
        """Return what stands above the list."""
        raise NotImplementedError

    def head(self, width: int) -> Line:  # noqa: ARG002  for those whose rows have columns
        """Return the heads of the rows' columns; nothing where they have none."""
        return ()

    def whole(self, key: str, width: int) -> list[Line]:
        """Return all of the chosen row."""
        raise NotImplementedError

    def beside(self, seen: Consulted) -> object:  # noqa: ARG002  for those who need more
        """Return what else is read in the thread. Raises what reading raises."""
        return None

    # What there is --------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """Return what the page is about and which consultation it shows."""
        return f"{self.about}: {which_words(self.seen)}" if self.seen is not None else self.about

    def body(self) -> ComposeResult:
        """Yield what it rests on, the list, and the chosen row whole."""
        yield Panel(self._above, id="above")
        yield Rows(self.draw, id="list")
        yield Panel(self._detail, id="detail")

    def on_mount(self) -> None:
        """Read what there is, beside the screen."""
        self.look()

    @property
    def today(self) -> dt.date:
        """The day it is."""
        return moment().date()

    @property
    def own(self) -> str:
        """The school of the open review; empty where none is open."""
        sitting = self.app.sitting
        return sitting.session.review.school if sitting is not None else ""

    def look(self) -> None:
        """Read the consultation again."""
        desk, today, sitting = self.app.desk, self.today, self.app.sitting
        digest = sitting.framework.digest if sitting is not None else ""
        which, own, school, begun = self._which, self.own, self._school, frozenset(self._begun)

        def read(_: Work) -> object:
            found = read_consulted(
                desk, today=today, which=which, own=own, school=school, begun=begun, digest=digest, by_name=self.by_name
            )
            return found, self.beside(found) if found is not None else None, consultations.amiss(desk)

        self.look_up(READING, read)

    def on_worked(self, message: Worked) -> None:
        """Show what was read."""
        if message.about != READING:
            self.worked(message)
            return
        amiss: tuple[ic.Problem, ...] = ()
        try:
            self.seen, self._besides, amiss = message.answer()
            self._says = "" if self.seen is not None else str(amiss[0]) if amiss else self.nothing
        except ic.InclusionError as refused:
            self.seen, self._says = None, str(refused)
        self.refill()
        wanted, self.wanted = self.wanted, ""
        self.rows.choose(wanted)
        if amiss and not self._warned:
            self._warned = True
            self.say(str(amiss[0]), wrong=True)

    def worked(self, message: Worked) -> None:
        """Go on with something else that was done beside the screen."""

    def refill(self) -> None:
        """Show what stands now."""
        self._places = []
        for heading, keys in self.sections() if self.seen is not None and self.seen.framework is not None else ():
            self._places += [("", heading), *((key, "") for key in keys)]
        super().refill()
        self._make_room()
        for name in ("#heading", "#above", "#detail"):
            self.query_one(name, Panel).redraw()

    def on_resize(self) -> None:
        """Give what stands above and below the list its rows, and the list the rest."""
        self._make_room()

    def _make_room(self) -> None:
        height = self.size.height
        lines = len(self._above(self.size.width, _MOST_ABOVE))
        self.query_one("#above").styles.height = max(min(lines, height // 3), 1)
        self.query_one("#detail").styles.height = max(min(_DETAIL, height // 3), 3)

    def keys(self) -> Sequence[str]:
        """Return the rows, an empty key for headings."""
        return [key for key, _ in self._places]

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        key, words = self._places[place]
        return self.draw_row(key, width) if key else fit(((f" {text(words)}", "title"),), width)

    def _above(self, width: int, height: int) -> list[Line]:
        room = max(width - 2, 8)
        lines = under("", self._says, room) if self.seen is None else self.above(room)
        heads = [self.head(width)] if self._places and self.head(width) else []
        return [*within([((" ", ""), *line) for line in lines], height - len(heads), width), *heads]

    def _detail(self, width: int, height: int) -> list[Line]:
        key = self.rows.chosen
        if self.seen is None or not key:
            return []
        return within(self.whole(key, width), height, width, self.more)

    def on_row_chosen(self) -> None:
        """Show the chosen row whole."""
        self.query_one("#detail", Panel).redraw()

    def on_row_entered(self) -> None:
        """A click on the chosen row does what Enter does."""
        self.action_enter()

    def action_enter(self) -> None:
        """Tell the chosen row whole on a page of its own."""
        key = self.rows.chosen
        if key:
            self.tell(self.about, lambda width: self.whole(key, width))

    def tell(self, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
        """Tell something on a page of its own."""
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        self.app.push_screen(ToldPage(title, lines))

    # Whose, and which -----------------------------------------------------------------------------------------------

    def writable(self) -> tuple[str, str] | None:
        """Return the consultation's id and the school's, where something can be said for it; else say why not."""
        seen = self.seen
        if seen is None:
            self.say(self._says)
        elif self.looks_up(READING):
            self.say(_READS)  # it may be another school's from now on, or hold what was said just now
        elif seen.framework is None:
            self.say(seen.why, wrong=True)
        elif seen.school is None:
            self.say("Choose first for which school: s.")
        elif seen.kept:
            self.say("What this school said is not shown here, so it cannot be changed here. Open its review.")
        else:
            return seen.consultation.id, seen.school.id
        return None

    def action_school(self) -> None:
        """Choose for which school."""
        seen = self.seen
        if seen is None:
            self.say(self._says)
            return
        choices: list[tuple[str, str]] = []
        if not self.app.attempt(lambda: choices.extend(school_choices(self.app.desk, seen.consultation))):
            return
        if not choices:
            self.say("There is no school here yet. Type: inclusion schools add NAME")
            return
        from inclusion_tui.screens.choosing import FindMenu  # noqa: PLC0415  where one is opened

        def then(taken: tuple[str, ...] | None) -> None:
            if taken:
                self.take_school(taken[0])

        self.app.push_screen(FindMenu("For which school?", choices), then)

    def take_school(self, school: str) -> None:
        """Show a school's. Where it has said nothing yet, what it says from now on may be read here."""
        found = ic.find_school(self.app.desk, school)
        key = consultations.key_of(found)
        if self.seen is not None and key not in self.seen.consultation.returns:
            self._begun.add(key)
        self._school = found.id
        self.look()

    def action_next_one(self) -> None:
        """Show the next consultation."""
        there: list[consultations.Consultation] = []
        self.app.attempt(lambda: there.extend(consultations.all_consultations(self.app.desk)))
        if self.seen is None or len(there) < 2:  # noqa: PLR2004  with one there is no next
            self.say("There is no other consultation here." if there else self._says)
            return
        names = [one.id for one in there]
        at = names.index(self.seen.consultation.id) if self.seen.consultation.id in names else -1
        self.show_one(names[(at + 1) % len(names)])

    def show_one(self, consultation: str) -> None:
        """Show a consultation."""
        self._which = consultation
        self.look()

    def action_find(self) -> None:
        """Go to an indicator by a few letters of its title."""
        seen = self.seen
        if seen is None or seen.framework is None:
            self.say(self._says)
            return
        from inclusion_tui.screens.choosing import FindMenu, indicator_choices  # noqa: PLC0415  where one is opened

        def then(taken: tuple[str, ...] | None) -> None:
            if taken:
                self.rows.choose(taken[0])

        choices = indicator_choices(seen.framework, seen.framework.indicators)
        self.app.push_screen(FindMenu("Which indicator?", choices), then)

    # Changing -------------------------------------------------------------------------------------------------------

    def changed(self, says: str) -> None:
        """Read again what was changed, and say what was done."""
        self.look()
        self.say(says)

    def ask(self, about: str, questions: Sequence[Question], done: Callable[[tuple[str, ...]], object]) -> None:
        """Ask in the line at the foot. What is left unsent waits under `about` until the page is closed."""
        waits = self._left.pop(about, ())
        asked = [evolve(one, text=waits[at] if at < len(waits) else one.text) for at, one in enumerate(questions)]

        def left(answers: tuple[str, ...]) -> None:
            stands = tuple(one.text for one in questions)
            if any(one.strip() for one in answers) and answers != stands[: len(answers)]:
                self._left[about] = answers
                self.say("Not kept. What you typed waits here until this page is closed.")

        Questions.on(self).put(
            asked, lambda said: done(tuple(one.strip() for one in said)), left=left,
            typed=lambda said: warn_of_pupils(self.app, said[-1]),
        )  # fmt: skip

    def action_undo(self) -> None:
        """Take back the last change of the consultation; twice does it again."""
        seen = self.seen
        if seen is None or self.looks_up(READING):
            self.say(_READS if seen is not None else self._says)
        elif self.app.attempt(lambda: consultations.undo_consultation(self.app.desk, seen.consultation.id)):
            self.changed("Taken back. The same key does it again.")
