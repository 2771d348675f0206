"""What goes from hand to hand in a consultation: the file that is sent, files that came in, the draft, a new one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, ClassVar

import inclusion_core as ic
from inclusion_tui.consulted import files_meant
from inclusion_tui.keys import keymap
from inclusion_tui.leaving import here
from inclusion_tui.notes.attaching import complete, meant
from inclusion_tui.notes.when import read_day
from inclusion_tui.render.consult import clash_lines
from inclusion_tui.render.line import text
from inclusion_tui.screens.consulted import ConsultedPage
from inclusion_tui.screens.page import Menu, TextPage
from inclusion_tui.widgets.questions import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line

consultations = ic.consultations

LOOKED, MERGED = "look into", "merge"


class ConsultFiles(ConsultedPage):
    """Writes and takes in files, drafts the next edition, begins a consultation."""

    def __init__(self) -> None:
        super().__init__()
        self._looked: tuple[tuple[Path, ...], tuple[consultations.Merged, ...]] = (
            (),
            (),
        )  # files, what differs in them
        self._came_at = 0

    # Out ------------------------------------------------------------------------------------------------------------

    def action_write(self) -> None:
        """Write the file of this school, or the empty one that is sent out to schools."""
        if self.seen is None:
            self.say(self._says)
            return
        choices = [
            ("s", "what this school says, to be sent in", "school"),
            ("e", "the empty file, to be sent out to schools", "empty"),
        ]
        self.app.push_screen(Menu("Which file?", choices), self._write)

    def _write(self, which: str | None) -> None:
        seen = self.seen
        if which is None or seen is None:
            return
        school = ""
        if which == "school":
            there = self.writable()
            if there is None:
                return
            if seen.mine is None:
                self.say("This school has said nothing yet.")
                return
            school = there[1]
            self._unless_a_pupil(school, lambda: self._ask_where(school))
            return
        self._ask_where(school)

    def _unless_a_pupil(self, school: str, then: Callable[[], object]) -> None:
        """Go on at once, or, where words look as if they were about a pupil, once somebody has said they are not."""
        seen = self.seen
        stops: list[consultations.Stop] = []
        if seen is None or not self.app.attempt(
            lambda: stops.extend(consultations.stops_in(self.app.desk, seen.consultation.id, school))
        ):
            return
        if not stops:
            then()
            return
        found = stops[0].text
        choices = [("l", "leave it, and look at the words again", False), ("w", "write it: no pupil is meant", True)]

        def chosen(anyway: bool | None) -> None:  # noqa: FBT001  a menu's answer
            if anyway:
                then()

        self.app.push_screen(Menu(f"Is '{ic.clipped(ic.one_line(found), 24)}' about a pupil?", choices), chosen)

    def _ask_where(self, school: str) -> None:
        seen = self.seen
        if seen is None:
            return
        one = seen.consultation
        name = f"{school}-{one.id}.toml" if school else f"{one.id}.toml"

        def content() -> bytes:
            return consultations.make_return(self.app.desk, one.id, school, self.today)

        says = "Whoever gets it can read all of it." if school else "Each school takes it in with i, and answers."
        self._put(name, content, says)

    def _put(self, name: str, content: Callable[[], bytes], says: str) -> None:
        """Write a file where somebody says; in the browser it goes to the downloads."""
        if self.app.is_web:
            made: list[bytes] = []
            if self.app.attempt(lambda: made.append(content())):
                self.app.deliver_binary(io.BytesIO(made[0]), save_filename=name, mime_type="application/toml")
            return

        def write(answers: tuple[str, ...]) -> None:
            from pathlib import Path  # noqa: PLC0415  beside its only use

            path = Path(meant(answers[0])).expanduser() if answers[0] else here() / name
            path = path / name if path.is_dir() else path
            ic.write_new(path, content())
            self.say(f"Written: {ic.one_line(str(path))}. {says}")

        question = Question("Write it to:", str(here() / name), complete=complete,
                            hint="A folder will do. Tab completes a name.")  # fmt: skip
        self.ask(f"write {name}", [question], write)

    def action_draft(self) -> None:
        """Write the draft of the next edition."""
        seen = self.seen
        if seen is None or seen.framework is None:
            self.say(self._says or (seen.why if seen is not None else ""))
            return
        made: list[tuple[str, str]] = []
        one, today = seen.consultation, self.today
        if not self.app.attempt(lambda: made.append(consultations.draft_next(self.app.desk, one.id, today))):
            return
        name, words = made[0]
        says = f"Word it. What becomes of each: inclusion framework diff {one.framework} FILE"
        self._unless_a_pupil("", lambda: self._put(f"{name.replace('@', '-')}.toml", words.encode, says))

    # In -------------------------------------------------------------------------------------------------------------

    def action_merge(self) -> None:
        """Take in files that came: what differs is shown first, and nothing is taken before somebody chooses."""
        if self._looked[0]:
            self._show_what_differs()
            return

        def look(answers: tuple[str, ...]) -> None:
            came, desk = files_meant(answers[0]), self.app.desk
            self.say("Looking into it …")
            self._came_at = self.app.ahead.handed_on
            self.look_up(LOOKED, lambda _: (came, consultations.preview_returns(desk, came)))

        question = Question("Which file came in?", "", complete=complete,
                            hint="A folder stands for all .toml files in it. Tab completes a name.")  # fmt: skip
        self.ask("merge", [question], look)

    def worked(self, message: Worked) -> None:
        """Go on with what came in, or say what came of it."""
        try:
            answer = message.answer()
        except ic.InclusionError as refused:
            self.say(str(refused), wrong=True)
            return
        if message.about == LOOKED:
            self._go_on_with(*answer)
        else:
            self._say_merged(answer)

    def _go_on_with(self, came: tuple[Path, ...], done: tuple[consultations.Merged, ...]) -> None:
        """Take in what differs nowhere; else show it, but never under a hand that is at something else by now."""
        if not any(one.clashes for one in done):
            self._merge(came, "")
            return
        self._looked = came, done
        if self.is_shown and self.app.ahead.handed_on == self._came_at:
            self._show_what_differs()
        else:
            self.app.say("A file that came in says something else than what is here: i shows it. Nothing was taken in.")

    def _show_what_differs(self) -> None:
        (came, done), self._looked = self._looked, ((), ())
        self.app.ahead.forget()  # a letter that was typed before would choose whose words count
        self.app.push_screen(ClashPage(done, lambda which: self._merge(came, which)))

    def _say_merged(self, done: tuple[consultations.Merged, ...]) -> None:
        added, same = sum(one.added for one in done), sum(one.same for one in done)
        differ = sum(len(one.clashes) for one in done)
        chosen = f", {differ} as you chose" if differ else ""
        self._which = done[-1].consultation.id
        self.changed(f"{added} taken in, {same} here already{chosen}. v shows the count.")

    def _merge(self, came: tuple[Path, ...], take: Any) -> None:  # noqa: ANN401  here, file or nothing chosen
        desk = self.app.desk
        self.look_up(MERGED, lambda _: consultations.merge_returns(desk, came, take=take))

    # A new one ------------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Begin a consultation on the open review's edition, else on one that is chosen."""
        sitting = self.app.sitting
        if sitting is not None:
            self._begin_about(sitting.framework.name)
            return
        from inclusion_tui.screens.choosing import FindMenu  # noqa: PLC0415  where one is opened

        offered: list[ic.Offered] = []
        if not self.app.attempt(lambda: offered.extend(ic.offered_frameworks(self.app.desk))):
            return
        choices = [(one.name, one.title) for one in offered if not one.problems]

        def then(taken: tuple[str, ...] | None) -> None:
            if taken:
                self._begin_about(taken[0])

        self.app.push_screen(FindMenu("About which edition?", choices), then)

    def _begin_about(self, framework: str) -> None:
        def titled(answer: str) -> None:
            if not answer.strip():
                raise ic.NotAllowed("Give it a title, such as Autumn. Esc leaves.")

        today = self.today
        questions = [
            Question("What is it called?", "", titled, hint=f"It asks about {text(framework)}. Such as: Autumn."),
            Question("Answers by which day?", "", lambda answer: read_day(answer, today),
                     hint="12 Jan, or 2027-01-12. Enter on nothing sets no day."),
        ]  # fmt: skip

        def done(answers: tuple[str, ...]) -> None:
            until = read_day(answers[1], today)
            choices = [
                ("s", "schools that I choose, so that it is said who is missing", True),
                ("n", "nobody in particular", False),
            ]

            def begin(schools: Sequence[str]) -> None:
                def make() -> None:
                    made = consultations.new_consultation(self.app.desk, answers[0], framework, schools, until=until)
                    self._which = made.id
                    self.changed("Begun. o writes the file that is sent out to schools.")

                self.app.attempt(make)

            def then(choose: bool | None) -> None:  # noqa: FBT001  a menu's answer
                if choose:
                    self._choose_schools(begin)
                elif choose is not None:
                    begin(())

            self.app.push_screen(Menu("Whose answers are waited for?", choices), then)

        self.ask("new", questions, done)

    def _choose_schools(self, then: Callable[[Sequence[str]], object]) -> None:
        from inclusion_tui.screens.choosing import FindMenu  # noqa: PLC0415  where one is opened

        schools: list[ic.School] = []
        if not self.app.attempt(lambda: schools.extend(self.app.desk.workspace.schools())):
            return
        if not schools:
            self.say("There is no school here yet. Type: inclusion schools add NAME")
            return
        schools.sort(key=lambda one: one.name.casefold())
        choices = [(one.id, consultations.name_of(one)) for one in schools]

        def taken(names: tuple[str, ...] | None) -> None:
            if names is not None:
                then(names)

        self.app.push_screen(FindMenu("Whose answers are waited for?", choices, many=True), taken)


class ClashPage(TextPage):
    """Both wordings of what differs; nothing is taken in before a key says which counts."""

    parts: ClassVar[tuple[str, ...]] = ("clash",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("clash")

    def __init__(self, done: Sequence[consultations.Merged], merge: Callable[[str], object]) -> None:
        super().__init__()
        self._done, self._go_on = tuple(done), merge

    def heading(self) -> str:
        """Return what it is about."""
        return "A file that came in says something else"

    def lines(self, width: int) -> Sequence[Line]:
        """Return both wordings of each."""
        return clash_lines(self._done, max(width - 1, 8))

    def action_take(self, which: str) -> None:
        """Take the files in, with what is here or what they say where the two differ."""
        if self.is_shown:
            self.dismiss()
            self._go_on(which)
