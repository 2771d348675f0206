"""The school year: how heavy each week is for two roles, what weighs there, and time that is free for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.notes.when import read_day
from inclusion_tui.render.calendar import WHAT_IT_IS, kept_weeks, map_lines, week_row, week_whole
from inclusion_tui.render.line import text, under, within
from inclusion_tui.screens.page import ListPage, Menu
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.questions import Question, Questions
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.render.line import Line

calendars = ic.calendars

_DETAIL = 6
_MOST_WEIGHT = 5
_SATURDAY = 5


class CalendarScreen(ListPage):
    """The year as a map with a list of its weeks below; opens on this week."""

    parts: ClassVar[tuple[str, ...]] = ("calendar",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("calendar")
    DEFAULT_CSS = """
    CalendarScreen #map { height: auto; }
    CalendarScreen #detail { border-top: solid $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._year = calendars.year_of(moment().date())
        self._found: calendars.Pressure | None = None
        self._quiet: tuple[str, ...] = ()
        self._opening = True

    def heading(self) -> str:
        """Return which school year it is."""
        title = self._found.year.title if self._found is not None else str(self._year)
        return f"The school year {title}, week by week"

    def body(self) -> ComposeResult:
        """Yield the map, the weeks and the chosen one whole."""
        yield Panel(self._map, id="map")
        yield Rows(self.draw, id="list", moved=self._moved)
        yield Panel(self._detail, id="detail")

    def on_resize(self) -> None:
        """Leave the list its room."""
        self._lay_out()

    def _lay_out(self) -> None:
        self.query_one("#map").styles.height = len(self._map(self.size.width, 9))
        self.query_one("#detail").styles.height = max(min(_DETAIL, self.size.height // 4), 2)

    # What there is --------------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Look at the year again."""
        desk = self.app.desk
        found: list[calendars.Pressure] = []
        if self.app.attempt(lambda: found.append(calendars.pressure_of(desk, self._year))):
            self._found = found[0]
            today = moment().date()
            since = today if calendars.year_of(today) == self._year else None
            quiet = calendars.find_time(desk, self._year, since=since)
            self._quiet = tuple(one.week.monday.isoformat() for one in quiet)
        super().refill()
        if self._opening:
            self._opening = False
            self.rows.choose(calendars.monday(moment().date()).isoformat())
        self._lay_out()
        for panel in ("#heading", "#map", "#detail"):
            self.query_one(panel, Panel).redraw()
        if self._found is not None and self._found.troubles:
            self.say(self._found.troubles[0], wrong=True)

    def keys(self) -> Sequence[str]:
        """Return the Monday of each week."""
        return [one.monday.isoformat() for one in self._found.weeks] if self._found is not None else []

    def draw(self, place: int, width: int) -> Line:
        """Return a week's row."""
        found = self._found
        if found is None:
            return ()
        week = found.weeks[place]
        quiet = week.monday.isoformat() in self._quiet
        return week_row(week, found, width, quiet=quiet, kept=week.monday in kept_weeks(found))

    @property
    def week(self) -> calendars.Week | None:
        """The chosen week."""
        if self._found is None:
            return None
        return next((one for one in self._found.weeks if one.monday.isoformat() == self.rows.chosen), None)

    def _map(self, width: int, _height: int) -> list[Line]:
        if self._found is None:
            return []
        week = self.week
        return map_lines(self._found, week.monday if week else None, width, ascii_only=self.app.glyphs.ascii)

    def _detail(self, width: int, height: int) -> list[Line]:
        week, found = self.week, self._found
        return within(week_whole(week, found, width), height, width, "enter shows all of it") if week and found else []

    # What keys do ---------------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        self.query_one("#map", Panel).redraw()
        self.query_one("#detail", Panel).redraw()

    def on_row_chosen(self) -> None:
        """Show the week that is chosen now."""
        self._moved()

    def on_row_entered(self) -> None:
        """A click on the chosen week tells all of it."""
        self.action_enter()

    def action_enter(self) -> None:
        """Tell all that weighs in the chosen week."""
        week, found = self.week, self._found
        if week is None or found is None:
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        def lines(width: int) -> list[Line]:
            return [*week_whole(week, found, width), (), *under(" ", WHAT_IT_IS, width, style="dim")]

        self.app.push_screen(ToldPage(f"School year {found.year.title}", lines))

    def action_add(self) -> None:
        """Add something that weighs in the chosen week."""
        week = self.week
        if week is None:
            return
        self._ask(None, self._day_in(week))

    def _day_in(self, week: calendars.Week) -> dt.date:
        """Return the first weekday of a week that is in the year shown; its Monday where it has none."""
        found = self._found
        first = week.monday if found is None else max(week.monday, found.year.first)
        return first if first.weekday() < _SATURDAY else week.monday

    def action_change(self) -> None:
        """Change one of the chosen week's own events: asked as when it was added, with what it is now."""
        week, found = self.week, self._found
        own = {} if found is None else found.year.events
        there = [own[name] for name in (week.events if week is not None else ()) if name in own]
        if not there:
            self.say("No event of your own weighs in this week. n adds one; w puts one away that a set gives.")
        elif len(there) == 1:
            self._ask(there[0], there[0].first)
        else:
            choices = [(chr(ord("a") + at), one.title, one.id) for at, one in enumerate(there[:26])]

            def then(name: str | None) -> None:
                if name is not None:
                    self._ask(own[name], own[name].first)

            self.app.push_screen(Menu("Which one changes?", choices), then)

    def _ask(self, event: calendars.Event | None, first: dt.date) -> None:
        """Ask for the parts of an event, and add it, or change the one that is given."""
        today = moment().date()

        def titled(answer: str) -> None:
            if not answer.strip():
                raise ic.NotAllowed("Say what weighs on whom. Esc leaves.")
            ic.pairs.refuse_numbers(answer)

        def weighed(answer: str) -> None:
            if answer.strip() not in {str(one) for one in range(_MOST_WEIGHT + 1)}:
                raise ic.NotAllowed(f"Give a weight from 0 to {_MOST_WEIGHT}.")

        def named(answer: str) -> tuple[str, ...]:
            there = self._found
            return () if there is None else there.roles_meant(one for one in answer.split(",") if one.strip())

        title, weight, roles = (
            ("", "2", "senco, leader") if event is None else (event.title, f"{event.weight}", ", ".join(event.roles))
        )
        questions = [
            Question("What weighs?", title, titled, hint="Such as governors' report. Never a pupil."),
            Question("On which day?", first.isoformat(), lambda answer: read_day(answer, today),
                     hint="12 Jan, or 2027-01-12."),
            Question("How heavy, 0 to 5?", weight, weighed, hint="0 is only shown."),
            Question("On whom?", roles, named, hint="Roles, commas between; nothing is everybody."),
        ]  # fmt: skip

        if event is not None and event.also:
            del questions[1]  # its days stay as they were read

        def done(answers: tuple[str, ...]) -> None:
            title, *days, weight, roles = (one.strip() for one in answers)
            given = "".join(days) or first.isoformat()
            day = read_day(given, today) or first
            parts: dict[str, Any] = {"weight": int(weight), "roles": named(roles)}
            if event is None:
                made = calendars.add_event(self.app.desk, calendars.year_of(day), title, day, **parts)
            else:
                length = event.end - event.first
                parts |= {"title": title, "first": day, "last": day + length if length else None}
                given_anew = {name: one for name, one in parts.items() if one != getattr(event, name)}
                made = calendars.change_event(self.app.desk, self._year, event.id, **given_anew)
            warned = " ".join(dict.fromkeys(one.says for one in ic.scan(made.title)))
            self._changed(
                f"{warned} Pupils are not named here: z takes it back." if warned
                else f"{text(made.title)} weighs {made.weight} now. w takes it out again, z too.",
                day,
            )  # fmt: skip

        Questions.on(self).put(questions, done)

    def action_remove(self) -> None:
        """Take one of the chosen week's events out, or put one that a set gives away."""
        week, found = self.week, self._found
        beside = {one.id for one in found.beside} if found is not None else set()
        own = found.year.events if found is not None else {}
        if week is None or found is None or not set(week.events) - beside:
            self.say("Nothing of this year weighs in this week.")
            return
        choices = [
            (chr(ord("a") + at), found.by_id[name].title, name)
            for at, name in enumerate(name for name in week.events if name not in beside)
        ][:26]  # fmt: skip

        def then(name: str | None) -> None:
            if name is not None:
                back = "It is taken out. z brings it back." if name in own else "It counts no more. b brings it back."
                self._do(lambda: calendars.put_away(self.app.desk, self._year, name), back)

        self.app.push_screen(Menu("Which counts no more?", choices), then)

    def action_bring_back(self) -> None:
        """Let an event that was put away count again."""
        found = self._found
        if found is None or not found.away:
            self.say("Nothing was put away in this year.")
            return
        choices = [(chr(ord("a") + at), one.title, one.id) for at, one in enumerate(found.away[:26])]

        def then(name: str | None) -> None:
            if name is not None:
                self._do(lambda: calendars.bring_back(self.app.desk, self._year, name), "It counts again.")

        self.app.push_screen(Menu("Which counts again?", choices), then)

    def action_quiet(self) -> None:
        """Go to the next week that is quiet for both."""
        if not self._quiet:
            self.say("No week is quiet for both in what is left of this year.")
            return
        later = [one for one in self._quiet if one > self.rows.chosen]
        self.rows.choose(later[0] if later else self._quiet[0])
        self.say(f"{len(self._quiet)} quiet weeks, at most one to a half term. t keeps time free in one.")

    def action_keep(self) -> None:
        """Keep time free for both in the chosen week."""
        week = self.week
        if week is None:
            return
        today = moment().date()
        questions = [
            Question("On which day?", self._day_in(week).isoformat(), lambda answer: read_day(answer, today),
                     hint="12 Jan, or 2027-01-12."),
            Question("From when to when?", "15:45-16:30", hint="On the school's clock; nothing is the whole day."),
        ]  # fmt: skip

        def done(answers: tuple[str, ...]) -> None:
            day = read_day(answers[0].strip(), today) or week.monday
            starts, _, ends = (one.strip() for one in answers[1].partition("-"))
            calendars.keep_time(self.app.desk, calendars.year_of(day), day, starts=starts, ends=ends)
            self._changed(f"{day:%d %b} is kept free. z takes it back.", day)

        Questions.on(self).put(questions, done)

    def action_year(self, by: int) -> None:
        """Show the school year after this one, or before it."""
        self._year += by
        self.refill()

    def action_undo(self) -> None:
        """Take back the last change of this year; twice does it again."""
        self._do(lambda: calendars.undo_year(self.app.desk, self._year), "Taken back. The same key does it again.")

    def _do(self, act: Callable[[], object], says: str) -> None:
        if self.app.attempt(act):
            self._changed(says)

    def _changed(self, says: str, day: dt.date | None = None) -> None:
        """Look again, at the year of the day that it is about: undo is of the year that is shown."""
        moved = day is not None and calendars.year_of(day) != self._year
        if day is not None and moved:
            self._year = calendars.year_of(day)
        self.refill()
        if day is not None and moved:
            self.rows.choose(calendars.monday(day).isoformat())
        self.say(says)
