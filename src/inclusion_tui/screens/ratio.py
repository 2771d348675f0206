"""Small groups: how they are staffed, and what an hour costs. What is typed is kept, a step at a time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.browsing import path_of
from inclusion_tui.keys import keymap
from inclusion_tui.leaving import here
from inclusion_tui.notes.attaching import complete
from inclusion_tui.render.line import text, under, within
from inclusion_tui.render.ratio import (
    EMPTY,
    EXAMPLE,
    all_lines,
    group_row,
    group_within,
    head_line,
    together_lines,
    together_within,
)
from inclusion_tui.screens.enquiring import warn_of_pupils
from inclusion_tui.screens.page import ListPage
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.questions import Question, Questions
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line

staffing = ic.staffing

_LINE_HINT = f"{EXAMPLE}: pupils; hours a week; adults, and what an hour costs. Never a pupil's name."
_DETAIL = 5


class RatioScreen(ListPage):
    """The small groups of the open review's school, a row each; below the chosen one whole and all together."""

    parts: ClassVar[tuple[str, ...]] = ("ratio",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("ratio")
    DEFAULT_CSS = """
    RatioScreen #head { height: 1; }
    RatioScreen #detail { border-top: solid $panel; }
    RatioScreen #together { background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._kept = staffing.Staffing("", "")
        self._found = staffing.reckoned(self._kept)
        self._why = ""
        self._typed = ""

    def heading(self) -> str:
        """Return whose groups they are."""
        made_up = " (made up)" if self.sitting.session.school.made_up else ""
        return f"Small groups of {self.sitting.session.school.name}{made_up}"

    def body(self) -> ComposeResult:
        """Yield what the columns are, the groups, the chosen one whole, and what all come to."""
        yield Panel(lambda width, _: [head_line(width)], id="head")
        yield Rows(self.draw, id="list", moved=self._moved)
        yield Panel(self._detail, id="detail")
        yield Panel(self._together, id="together")

    def on_resize(self) -> None:
        """Leave the list its room."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.size
        self.query_one("#detail").styles.height = max(min(_DETAIL, height // 5), 3)
        wanted = len(together_lines(self._found, max(width, 20)))
        self.query_one("#together").styles.height = max(min(wanted, height // 3), 3)

    @property
    def _school(self) -> str:
        return self.sitting.session.review.school

    # What there is --------------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Read again what is kept."""
        try:
            self._kept, self._why = staffing.kept_groups(self.app.desk, self._school), ""
        except ic.InclusionError as refused:
            self._kept, self._why = staffing.Staffing("", ""), str(refused)
        self._found = staffing.reckoned(self._kept)
        super().refill()
        self._lay_out()
        for panel in ("#heading", "#head", "#detail", "#together"):
            self.query_one(panel, Panel).redraw()
        if self._why:
            self.say(self._why, wrong=True)

    def keys(self) -> Sequence[str]:
        """Return the id of each group."""
        return list(self._kept.groups)

    def draw(self, place: int, width: int) -> Line:
        """Return a group's row."""
        return group_row(self._found.groups[place], width)

    def _one(self) -> staffing.GroupRatio | None:
        """Return the chosen group."""
        return next((one for one in self._found.groups if one.group.id == self.rows.chosen), None)

    def _detail(self, width: int, height: int) -> list[Line]:
        one = self._one()
        if one is None:
            return within(under(" ", self._why or EMPTY, width, style="warn" if self._why else ""), height, width)
        return group_within(one, height, width)

    def _together(self, width: int, height: int) -> list[Line]:
        return together_within(self._found, height, width)

    def _moved(self) -> None:
        self.query_one("#detail", Panel).redraw()

    def on_row_chosen(self) -> None:
        """Show the group that is chosen now."""
        self._moved()

    def on_row_entered(self) -> None:
        """A click on the chosen group changes it."""
        self.action_enter()

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Change the chosen group in its line; where there is none, add one."""
        one = self._one()
        if one is None:
            self.action_add()
            return
        group = one.group

        def keep(given: staffing.SmallGroup) -> str:
            return staffing.change_group(self.app.desk, self._school, group.id, lambda _: given).id

        self._ask_group("Change it:", staffing.line_of(group), keep)

    def action_add(self) -> None:
        """Add a group, in one line."""

        def keep(given: staffing.SmallGroup) -> str:
            return tuple(staffing.add_group(self.app.desk, self._school, given).groups)[-1]

        self._ask_group("New group:", "", keep)

    def _ask_group(self, asks: str, begun: str, keep: Callable[[staffing.SmallGroup], str]) -> None:
        def typed(answers: tuple[str, ...]) -> None:
            warn_of_pupils(self.app, answers[0].partition(";")[0])

        def done(answers: tuple[str, ...]) -> None:
            given = staffing.read_line(answers[0])
            kept = keep(given)
            self._changed(f"{text(given.name)} is kept. z takes it back.", given.name)
            self.rows.choose(kept)

        Questions.on(self).put([Question(asks, begun, hint=_LINE_HINT)], done, typed=typed)

    def action_pupils(self, by: int) -> None:
        """Let the chosen group have a pupil more, or fewer: what changes is seen at once."""
        self._with_chosen(lambda name: staffing.more_pupils(self.app.desk, self._school, name, by))

    def action_adults(self, by: int) -> None:
        """Let the chosen group have an adult more, or fewer, of its first kind."""
        self._with_chosen(lambda name: staffing.more_adults(self.app.desk, self._school, name, by))

    def _with_chosen(self, act: Callable[[str], staffing.SmallGroup]) -> None:
        name = self.rows.chosen
        if not name:
            self.say(EMPTY)
            return
        made: list[staffing.SmallGroup] = []
        if self.app.attempt(lambda: made.append(act(name))):
            self._changed(f"{text(staffing.line_of(made[0]))}. z takes the last step back.")

    def action_remove(self) -> None:
        """Take the chosen group out; undo brings it back."""
        name = self.rows.chosen
        if not name:
            self.say("There is no group to take out.")
        elif self.app.attempt(lambda: staffing.take_out_group(self.app.desk, self._school, name)):
            self._changed("Taken out. z brings it back.")

    def action_undo(self) -> None:
        """Take back the last change; twice does it again."""
        if self.app.attempt(lambda: staffing.undo_staffing(self.app.desk, self._school)):
            self._changed("Taken back. The same key does it again.")

    def action_budget(self) -> None:
        """Set the budget line and the weeks of a year."""
        budget = self._kept.budget

        def money(answer: str) -> None:
            if answer.strip():
                staffing.amount(answer, "money")

        questions = [
            Question("Budget line for a year?", "" if budget is None else staffing.written(budget, money=True), money,
                     hint="The notional budget for these groups, such as 6000; nothing takes it away."),
            Question("For how many weeks a year?", str(self._kept.weeks),
                     lambda answer: staffing.whole(answer.strip(), "weeks"),
                     hint=f"In which groups meet: usually {staffing.WEEKS}."),
        ]  # fmt: skip

        def done(answers: tuple[str, ...]) -> None:
            given = staffing.amount(answers[0], "money") if answers[0].strip() else None
            weeks = staffing.whole(answers[1].strip(), "weeks")
            staffing.change_staffing(self.app.desk, self._school, budget=given, weeks=weeks)
            self._changed("Kept. z takes it back.")

        Questions.on(self).put(questions, done)

    def action_measure(self) -> None:
        """Set how many pupils one of the support staff takes, and how many a teacher."""

        def taken(answer: str) -> object:
            return staffing.whole(answer.strip(), "pupils")

        questions = [
            Question("Pupils to one of the support staff?", str(self._kept.per_support), taken,
                     hint=f"The North East model says {staffing.MEASURE['support']}."),
            Question("Pupils to one teacher?", str(self._kept.per_teacher), taken,
                     hint=f"The North East model says {staffing.MEASURE['teaching']}."),
        ]  # fmt: skip

        def done(answers: tuple[str, ...]) -> None:
            support, teacher = (staffing.whole(one.strip(), "pupils") for one in answers)
            staffing.change_staffing(self.app.desk, self._school, per_support=support, per_teacher=teacher)
            self._changed("Kept. z takes it back.")

        Questions.on(self).put(questions, done)

    def action_open_table(self) -> None:
        """Read groups from a CSV file; they take the place of those that are kept."""
        self._ask_table("")

    def _ask_table(self, begun: str) -> None:
        def done(answers: tuple[str, ...]) -> None:
            self._typed, path = answers[0], path_of(answers[0])
            self.look_up("table", lambda _: staffing.read_groups(path))

        hint = "Columns group, pupils, hours, adults, kind, rate. Tab completes a name."
        Questions.on(self).put([Question("Which CSV file?", begun, complete=complete, hint=hint)], done)

    def on_worked(self, message: Worked) -> None:
        """Keep what was read of a table; where it cannot be read, say why and ask again."""
        before = len(self._kept.groups)
        try:
            made = staffing.keep_groups(self.app.desk, self._school, message.answer())
        except ic.InclusionError as refused:
            if not Questions.on(self).asking:  # something else may be asked meanwhile, and be half answered
                self._ask_table(self._typed)
            self.app.say_wrong(str(refused))
            return
        several = "1 group is" if len(made.groups) == 1 else f"{len(made.groups)} groups are"
        instead = f" in place of {before}" if before else ""
        self._changed(f"{several} kept{instead}. z takes it back.")
        for one in made.groups.values():
            warn_of_pupils(self.app, one.name)

    def action_write_table(self) -> None:
        """Write what is kept as a CSV file, which this program and any spreadsheet reads."""
        if not self._kept.groups:
            self.say("No group is kept yet, so there is nothing to write.")
            return
        name = f"{self._school}-groups.csv"
        if self.app.is_web:
            content = staffing.groups_table(self._kept.groups.values())
            self.app.deliver_binary(io.BytesIO(content), save_filename=name, mime_type="text/csv")
            self.say("It is among your browser's downloads.")
            return

        def done(answers: tuple[str, ...]) -> None:
            place = path_of(answers[0])
            place = place / name if place.is_dir() else place
            staffing.write_groups(self._kept, place)
            self.say(f"Written: {text(str(place))}")

        hint = "A folder will do. Tab completes a name."
        Questions.on(self).put([Question("Write it to:", str(here() / name), complete=complete, hint=hint)], done)

    def action_whole(self) -> None:
        """Tell all of it: all groups together, each one, how it is reckoned."""
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        kept, found = self._kept, self._found
        self.app.push_screen(ToldPage(self.heading(), lambda width: all_lines(kept, found, width)))

    def _changed(self, says: str, name: str = "") -> None:
        self.refill()
        self.say(says)
        warn_of_pupils(self.app, name)
