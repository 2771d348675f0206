"""The planner of a round: who visits whom and when, why so, and what another plan would change before it is kept."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.leaving import here
from inclusion_tui.notes.capturing import moment
from inclusion_tui.notes.when import read_day, read_days
from inclusion_tui.render.board import cannot_lines, visit_row, visit_whole
from inclusion_tui.render.line import text, under, within
from inclusion_tui.screens.page import ListPage, Menu
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.questions import Question, Questions
from inclusion_tui.widgets.rows import Rows
from inclusion_tui.working import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.messages import ToldOf, Worked
    from inclusion_tui.render.line import Line

rounds = ic.rounds

_DETAIL = 10
_NO_ROUND = "There is no round yet. n plans one; a round needs a cluster (g b k)."
_WEEKS = 12
_TWO = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class PlannerScreen(ListPage):
    """Shows the round of a cluster; a new plan is made in a thread, shown with what it changes, and kept by a key."""

    parts: ClassVar[tuple[str, ...]] = ("planner",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("planner")
    DEFAULT_CSS = """
    PlannerScreen #about { height: auto; }
    PlannerScreen #detail { border-top: solid $panel; }
    """

    def __init__(self, cluster: str = "") -> None:
        super().__init__()
        self._cluster = cluster
        self._round = ""
        self._view: rounds.RoundView | None = None
        self._tried: rounds.PlannedRound | None = None
        self._gaps: tuple[str, ...] = ()  # what the round lacks, looked up once: a hundred schools take a while
        self._says = _NO_ROUND
        self._work: Work | None = None
        self._wanted: rounds.Round | None = None  # what is being planned

    def heading(self) -> str:
        """Return which round it is, and whether the plan is kept."""
        if self._view is None:
            return "Round: none yet"
        kept = "" if self._tried is None else ": a new plan, not kept yet"
        return f"{self._view.round.title}{kept}"

    def body(self) -> ComposeResult:
        """Yield what the plan comes to, the visits, and the chosen one whole."""
        yield Panel(self._about, id="about")
        yield Rows(self.draw, id="list")
        yield Panel(self._detail, id="detail")

    def on_resize(self) -> None:
        """Leave the list its room."""
        self._lay_out()

    def _lay_out(self) -> None:
        self.query_one("#about").styles.height = len(self._about(self.size.width, 4))
        self.query_one("#detail").styles.height = max(min(_DETAIL, self.size.height // 2), 2)

    def on_unmount(self) -> None:
        """Give up what is being planned."""
        self._give_up()

    def _give_up(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    # What there is --------------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Show the round as it is kept, or the plan that is being tried."""
        if self._tried is None:
            desk, today = self.app.desk, moment().date()
            there = {one.id: one for one in rounds.all_rounds(desk)}
            if self._round not in there:
                found = ic.board.latest_round(desk, self._cluster, today) if self._cluster else None
                self._round = found.id if found is not None else next(iter(there), "")
            self._view = rounds.RoundView(desk, there[self._round]) if self._round in there else None
        else:
            self._view = rounds.RoundView(self.app.desk, self._tried.round)
        self._gaps = tuple(self._view.gaps()) if self._view is not None else ()
        super().refill()
        self._lay_out()
        for panel in ("#heading", "#about", "#detail"):
            self.query_one(panel, Panel).redraw()

    def _visits(self) -> list[rounds.Visit]:
        if self._view is None:
            return []
        return sorted(self._view.round.visits.values(), key=lambda one: (one.day, one.id))

    def keys(self) -> Sequence[str]:
        """Return the hosts, in the order of their visits."""
        return [one.id for one in self._visits()]

    def draw(self, place: int, width: int) -> Line:
        """Return a visit's row."""
        if self._view is None:
            return ()
        one = self._visits()[place]
        changed = self._tried is not None and one.id in self._tried.changed
        return visit_row(one, self._view, width, changed=changed)

    def _about(self, width: int, _height: int) -> list[Line]:
        if self._view is None:
            return under(" ", self._says, width)
        one, tried = self._view.round, self._tried
        lines = under(" ", f"{len(one.visits)} visits from {one.first:%d %b %Y} to {one.last:%d %b %Y}"
                      f"{_without(self._view)}.", width, style="dim")  # fmt: skip
        if tried is not None:
            several = f"{len(tried.changed)} of {len(one.visits)} visits change (*)"
            none = "No visit changes" if tried.kept else "Every visit is new"
            changed = several if tried.changed else none
            lines += under(" ", f"{changed}. a keeps this plan, esc leaves it.", width, style="warn")
            return lines
        if self._gaps:
            more = f" And {len(self._gaps) - 1} more: y." if len(self._gaps) > 1 else ""
            lines += under(" ", f"{self._gaps[0]}{more}", width, style="warn")
        return lines[:4]

    def _detail(self, width: int, height: int) -> list[Line]:
        lines = self._whole(width)
        return within(lines, height, width, "y shows all of it")

    def _whole(self, width: int) -> list[Line]:
        view = self._view
        visit = view.round.visits.get(self.rows.chosen) if view is not None else None
        return visit_whole(visit, view, moment().date(), width) if visit is not None and view is not None else []

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_chosen(self) -> None:
        """Show the chosen visit whole."""
        self.query_one("#detail", Panel).redraw()

    def on_row_entered(self) -> None:
        """A click on the chosen visit tells why."""
        self.action_why()

    def action_why(self) -> None:
        """Tell why the chosen visit is so, what is due around it, and what the round still lacks."""
        view = self._view
        if view is None:
            self.say(self._says)
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        gaps = self._gaps

        def lines(width: int) -> list[Line]:
            told = self._whole(width)
            if gaps:
                told += [(), ((" What the round still lacks", "title"),)]
                for one in gaps:
                    told += under(" ", one, width)
            return told

        self.app.push_screen(ToldPage("Why this visit", lines))

    def action_map(self) -> None:
        """Show schools by weeks: who is visited, who visits whom."""
        view = self._view
        if view is None:
            self.say(self._says)
            return
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        chart = ic.round_map(view.round, view.name)
        self.app.push_screen(
            ToldPage("Who visits whom, by week",
                     lambda width: [((line, ""),) for line in ic.heat_map_lines(chart, width=width)])
        )  # fmt: skip

    def action_calendar(self) -> None:
        """Write the visits of the round that is kept, and what is due, for a calendar program."""
        view = self._view
        if view is None or self._tried is not None:
            self.say(self._says if view is None else "Keep this plan first (a), or leave it.")
            return

        def write() -> None:
            made = ic.round_calendar(self.app.desk, view.round.id, stamp=moment().astimezone(dt.UTC))
            if self.app.is_web:
                self.app.deliver_binary(io.BytesIO(made.content), save_filename=made.name, mime_type="text/calendar")
                self.say("It is among your browser's downloads.")
                return
            place = here() / made.name  # the same name again: importing it again moves what was moved
            ic.write_file(place, made.content)
            self.say(f"Written: {place}")

        self.app.attempt(write)

    def action_plan(self) -> None:
        """Plan the round again with as few changes as can be, and show what would change."""
        if self._view is not None:
            self._try(self._going_on(self._view))
        else:
            self.say(self._says)

    def _going_on(self, view: rounds.RoundView) -> rounds.Round:
        """Return the round that the next plan goes on from: one that is being planned already, else what is shown."""
        return self._wanted if self._work is not None and self._wanted is not None else view.round

    def action_drop(self) -> None:
        """Plan the round again without the chosen host, or with it where it was left out."""
        view, school = self._view, self.rows.chosen
        if view is None or not school:
            self.say(self._says)
            return
        one = self._going_on(view)
        self._try(evolve(one, without=tuple(sorted({*one.without, school}))))

    def action_back_in(self) -> None:
        """Let a school that dropped out take part again."""
        view = self._view
        if view is None or not view.round.without:
            self.say("No school has dropped out of this round.")
            return
        choices = [(chr(ord("a") + at), view.name(one), one) for at, one in enumerate(view.round.without)]

        def then(school: str | None) -> None:
            if school is not None:
                self._try(evolve(view.round, without=tuple(one for one in view.round.without if one != school)))

        self.app.push_screen(Menu("Which school takes part again?", choices), then)

    def action_new(self) -> None:
        """Plan a new round of a cluster."""
        clusters = ic.clusters.all_clusters(self.app.desk)
        if not clusters:
            self.say("A round needs a cluster. Type: inclusion cluster new TITLE --school S --school S --school S")
            return
        choices: list[tuple[str, str, tuple[str, ...]]] = [
            (_LETTERS[at : at + 1], one.title, (one.id,)) for at, one in enumerate(clusters)
        ]
        if len(clusters) > 1:
            every = f"all {len(clusters)} clusters, each by itself"
            choices.insert(0, ("*", every, tuple(one.id for one in clusters)))

        def then(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self._ask_new(chosen)

        self.app.push_screen(Menu("A round of which cluster?", choices, chosen=(self._cluster,)), then)

    def action_next_round(self) -> None:
        """Show the next round that there is."""
        there = [one.id for one in rounds.all_rounds(self.app.desk)]
        if len(there) < _TWO or self._tried is not None:
            self.say("There is no other round." if self._tried is None else "Keep this plan first (a), or leave it.")
            return
        at = there.index(self._round) if self._round in there else -1
        self._round = there[(at + 1) % len(there)]
        self.refill()

    def _ask_new(self, clusters: tuple[str, ...]) -> None:
        today = moment().date()
        first = today + dt.timedelta(days=28 - today.weekday())
        taken = {one.id for one in rounds.all_rounds(self.app.desk)}

        def named(answer: str) -> None:
            if not ic.slug(answer):
                raise ic.NotAllowed("Give the round a name, such as Spring 2027.")
            if ic.slug(answer) in taken:
                raise ic.NotAllowed(f"There is a round '{ic.slug(answer)}' already. Give it another name.")

        def day(answer: str) -> None:
            if read_day(answer, today) is None:
                raise ic.NotAllowed("Write a day, such as 12 Jan or 2027-01-12.")

        last = first + dt.timedelta(weeks=_WEEKS, days=-3)
        questions = [
            Question("What is the round called?", "", named, hint="Such as Spring 2027."),
            Question("First day of visits?", first.isoformat(), day, hint="12 Jan, or 2027-01-12."),
            Question("Last day of visits?", last.isoformat(), day, hint="12 Jan, or 2027-01-12."),
            Question(
                "Weeks without visits?",
                "",
                lambda answer: read_days(answer, today),
                hint="Holidays and busy weeks by any day of them, such as 21 Dec, 28 Dec; nothing for none.",
            ),
        ]

        def done(answers: tuple[str, ...]) -> None:
            title, begins, ends, red = (one.strip() for one in answers)
            first, last = read_day(begins, today), read_day(ends, today)
            if first is not None and last is not None:
                self._round = ic.slug(title)
                self._try(rounds.Round(ic.slug(title), title, clusters, first, last, red_weeks=read_days(red, today)))

        Questions.on(self).put(questions, done)

    def _try(self, wanted: rounds.Round) -> None:
        """Plan in a thread; nothing is written."""
        self._give_up()
        desk, today = self.app.desk, moment().date()
        been = any(one.day < today for one in wanted.visits.values())

        def act(work: Work) -> rounds.PlannedRound:
            def progress(done: int, steps: int) -> None:
                work.tell(f"Planned {done} of {steps} steps. esc gives it up; nothing is changed then.")

            return rounds.plan_round(
                desk, wanted, keep_before=today if been else None, keep=False, progress=progress,
                cancelled=lambda: work.cancelled,
            )  # fmt: skip

        self.say("Planning …")
        self._wanted = wanted
        self._work = Work(self, "planner", act)

    def on_told_of(self, message: ToldOf) -> None:
        """Say how far the planning is."""
        self.say(message.says)

    def on_worked(self, message: Worked) -> None:
        """Show the plan, or say which rule must give."""
        self._work = None
        try:
            self._tried = message.answer()
        except rounds.CannotPlan as refused:
            from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

            sentence, gives = str(refused), refused.gives
            sentence = sentence.removesuffix(" ".join(gives)).strip()
            page = ToldPage("No plan keeps every rule", lambda width: cannot_lines(sentence, gives, width))
            self.app.push_screen(page)
            return
        except ic.InclusionError as refused:
            self.say(str(refused), wrong=True)
            return
        self.refill()
        self.say("Nothing is kept yet: a keeps this plan, esc leaves it.")

    def action_keep(self) -> None:
        """Keep the plan that is shown."""
        tried = self._tried
        if tried is None:
            self.say("This plan is kept already.")
            return
        self._change(lambda: rounds.keep_round(self.app.desk, tried), "Kept. z takes it back.")

    def action_undo(self) -> None:
        """Take back the last change of the round; twice does it again."""
        name = self._round
        if not name:
            self.say(self._says)
            return
        self._change(lambda: rounds.undo_round(self.app.desk, name), "Taken back. The same key does it again.")

    def _change(self, act: Callable[[], object], says: str) -> None:
        if self.app.attempt(act):
            self._give_up()  # it goes on from what stood there before
            if self._tried is not None:
                self._round = self._tried.round.id
            self._tried = None
            self.refill()
            self.say(says)

    def action_close(self) -> None:
        """Give up what is being planned, leave a plan that is not kept, or go back."""
        if self._work is not None:
            self._give_up()
            self.say("Given up; nothing was changed.")
        elif self._tried is not None:
            self._tried = None
            self.refill()
            self.say("Left as it was.")
        else:
            super().action_close()


def _without(view: rounds.RoundView) -> str:
    out = [text(view.name(one)) for one in view.round.without]
    return f", without {ic.listed(out)}" if out else ""
