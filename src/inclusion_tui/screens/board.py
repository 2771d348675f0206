"""The cluster board: every cluster with its schools, who does what, what is agreed, and what is due when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.render.board import cluster_heading, conflict_words, coordinator_words, school_row, school_whole
from inclusion_tui.render.line import fit, text, under, within
from inclusion_tui.screens.page import DetailPage
from inclusion_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line

board = ic.board

_NOTHING = "There is no cluster here yet. Type: inclusion cluster new TITLE --school S --school S --school S"


class BoardScreen(DetailPage):
    """A heading for each cluster and a row for each of its schools; read in a thread, for there may be hundreds."""

    parts: ClassVar[tuple[str, ...]] = ("board",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("board")
    most_detail: ClassVar[int] = 11

    def __init__(self) -> None:
        super().__init__()
        self._clusters: tuple[board.BoardCluster, ...] = ()
        self._progress: dict[str, ic.Progress] = {}
        self._late: dict[str, str] = {}  # what is late, by the row's key
        self._places: list[tuple[str, str]] = []  # of each row: its key or an empty one, and a heading's words
        self._says = "Looking at the clusters …"

    def heading(self) -> str:
        """Return how many clusters and schools there are."""
        schools = sum(len(one.schools) for one in self._clusters)
        late = sum(map(bool, self._late.values()))
        ends = f"; late: {late}" if late else ""
        return f"Clusters: {len(self._clusters)}, with {schools} schools{ends}" if self._clusters else "Clusters"

    def on_mount(self) -> None:
        """Read the clusters beside the screen."""
        self._look()

    def _look(self) -> None:
        desk, today = self.app.desk, moment().date()
        self.look_up("board", lambda _: (board.cluster_board(desk, today), _progress(desk)))

    def on_worked(self, message: Worked) -> None:
        """Show the clusters."""
        try:
            self._clusters, self._progress = message.answer()
            self._says = "" if self._clusters else _NOTHING
        except ic.InclusionError as refused:
            self._says = str(refused)
        self.refill()

    def refill(self) -> None:
        """Show what stands now."""
        self._places, self._late, today = [], {}, moment().date()
        for one in self._clusters:
            self._places.append(("", cluster_heading(one)))
            if words := coordinator_words(one.coordinators):
                self._places.append(("", words))
            for each in one.schools:
                key = f"{one.cluster.id} {each.member.id}"
                self._places.append((key, ""))
                self._late[key] = board.late_of(each, self._progress.get(each.review or ""), today)
            self._places += [("", conflict_words(each, one)) for each in one.cluster.conflicts.values()]
        super().refill()
        self.query_one("#heading", Panel).redraw()

    def keys(self) -> Sequence[str]:
        """Return the rows, an empty key for headings."""
        return [key for key, _ in self._places]

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        key, words = self._places[place]
        found = self._of(key)
        if found is None:
            return fit(((f" {words}", "dim" if words.startswith("  ") else "title"),), width)
        return school_row(found[1], self._progress.get(found[1].review or ""), width, self._late[key])

    def _of(self, key: str) -> tuple[board.BoardCluster, board.BoardSchool] | None:
        cluster, _, school = key.partition(" ")
        for one in self._clusters:
            if one.cluster.id == cluster:
                return next(((one, each) for each in one.schools if each.member.id == school), None)
        return None

    def _detail(self, width: int, height: int) -> list[Line]:
        found = self._of(self.rows.chosen)
        if found is None:
            return under(" ", self._says, width)[:height]
        whole = school_whole(found[1], found[0], moment().date(), width, self._late[self.rows.chosen])
        return within(whole, height, width, "y shows all of it")

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_entered(self) -> None:
        """A click on the chosen school opens its review."""
        self.action_enter()

    def action_enter(self) -> None:
        """Open the chosen school's review."""
        found = self._of(self.rows.chosen)
        if found is None:
            return
        review = found[1].review
        if review is None:
            self.say("There is no review of this school here. At the start n begins one, o opens a colleague's file.")
            return
        self.app.attempt(lambda: self.app.open_review(review))

    def action_whole(self) -> None:
        """Tell the chosen school whole on a page of its own."""
        found = self._of(self.rows.chosen)
        if found is not None:
            from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

            today, late = moment().date(), self._late[self.rows.chosen]
            self.app.push_screen(
                ToldPage(found[0].cluster.title, lambda width: school_whole(found[1], found[0], today, width, late))
            )

    def action_round(self) -> None:
        """Show who visits whom in the round of the chosen school's cluster."""
        found = self._of(self.rows.chosen)
        from inclusion_tui.screens.planner import PlannerScreen  # noqa: PLC0415  where it is opened

        self.app.push_screen(PlannerScreen(found[0].cluster.id if found is not None else ""))

    def action_consent(self) -> None:
        """Note that the chosen school may be named beside its figures, or takes that back."""
        found = self._of(self.rows.chosen)
        if found is None:
            return
        cluster, school = found

        def change() -> None:
            day = moment().date()
            ic.clusters.consent(self.app.desk, cluster.cluster.id, school.member.id, yes=not school.named, day=day)
            self._look()
            now = "is not named to others any more" if school.named else "may be named beside its figures from today"
            self.say(f"{text(school.name)} {now}. The same key takes it back.")

        self.app.attempt(change)


def _progress(desk: ic.Desk) -> dict[str, ic.Progress]:
    """Return how far each review is, by its id, in the school's own voice."""
    found = {}
    for one in ic.on_shelf(desk):
        progress = ic.progress_of(desk, one.review)
        if progress is not None:
            found[one.review] = progress
    return found
