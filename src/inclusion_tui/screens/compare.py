"""Schools side by side: how each level is spread in a group, where the own school is, what is hidden and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.compare import (
    about_lines,
    columns_of,
    compare_row,
    detail_lines,
    map_lines,
    names_line,
    over_time_lines,
    why_lines,
    worth_a_row,
)
from inclusion_tui.render.line import text, under, within
from inclusion_tui.screens.home import go_to
from inclusion_tui.screens.page import ListPage, Menu
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.messages import RowEntered, Worked
    from inclusion_tui.render.line import Line

comparing = ic.comparing

_WIDE = 120
BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (_WIDE, "-wide")]
"""From how many columns on the row in words stands at the side of the list."""

_DETAIL = 8
_LEAST_LIST = 5
_ALIKE = "alike"
_SORTS = {"cluster": "Cluster", "trust": "Trust", "partnership": "Partnership", "authority": "Local authority"}
_VOICES = {"self": "as each school judges itself", "moderated": "as it was agreed with reviewers"}


class CompareScreen(ListPage):
    """Opens on the smallest group that the school agreed to; reads the other reviews in a thread."""

    parts: ClassVar[tuple[str, ...]] = ("compare",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("compare")
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    DEFAULT_CSS = """
    CompareScreen {
        & #about { height: auto; max-height: 6; }
        & #both { height: 1fr; layout: vertical; }
        & #left { height: 1fr; layout: vertical; }
        & #names { height: 1; }
        & #list { scrollbar-gutter: stable; }
        & #detail { border-top: solid $panel; }
        &.-wide #both { layout: horizontal; }
        &.-wide #left { width: 3fr; height: 100%; }
        &.-wide #detail { width: 2fr; height: 100%; border-top: none; border-left: solid $panel; padding: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._groups: Mapping[str, str] = {}
        self._group = ""
        self._voice = "self"
        self._found: comparing.GroupCompared | None = None
        self._rows: dict[str, comparing.SchoolsRow] = {}
        self._says = "Looking at what schools have released …"

    def heading(self) -> str:
        """Return by which framework and whose judgements schools stand beside each other."""
        return f"Schools side by side: {self.sitting.framework.title}, {_VOICES[self._voice]}"

    def body(self) -> ComposeResult:
        """Yield what is compared, the list and the row that is chosen in words."""
        yield Panel(self._about, id="about")
        with Container(id="both"):
            with Container(id="left"):
                yield Panel(self._names, id="names")
                yield Rows(self.draw, id="list")
            yield Panel(self._detail, id="detail")

    def on_resize(self, event: events.Resize) -> None:
        """Give the row in words its room under the list, and leave the list its own."""
        self._lay_out(event.size.width, event.size.height)

    def _lay_out(self, width: int, height: int) -> None:
        about = len(self._about(width, 6))
        self.query_one("#about").styles.height = about
        room = height - 3 - about - _LEAST_LIST
        self.query_one("#detail").styles.height = "100%" if width >= _WIDE else max(min(_DETAIL, room), 2)

    # What there is --------------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Compare again, in a thread; until then what was there stays."""
        self.wait_no_more()
        if not self.sitting.sees("self"):
            self._found, self._says = None, "The team has hidden the school's own judgements from reviewers for now."
            self._show()
            return
        desk, review, group, voice = self.sitting.desk, self.sitting.session.review, self._group, self._voice
        self.look_up("compare", lambda _: _looked(desk, review, group, voice))
        self._show()

    def on_worked(self, message: Worked) -> None:
        """Show the comparison, or say why there is none."""
        try:
            self._groups, self._group, self._found, self._says = message.answer()
        except ic.InclusionError as refused:
            self._found, self._says = None, str(refused)
        self._show()

    def _show(self) -> None:
        found = self._found
        self._rows = {}
        if found is not None:
            by_strand: dict[str, list[comparing.SchoolsRow]] = {row.strand: [row] for row in found.compared.strands}
            for row in found.compared.rows:
                by_strand.setdefault(row.strand, []).append(row)
            order = (*found.framework.strands, *by_strand)
            rows = (row for strand in dict.fromkeys(order) for row in by_strand.get(strand, ()) if worth_a_row(row))
            self._rows = {f"{'strand ' if row.id == row.strand else ''}{row.name}": row for row in rows}
        super().refill()
        self._lay_out(*self.size)
        for panel in ("#heading", "#about", "#names", "#detail"):
            self.query_one(panel, Panel).redraw()

    def keys(self) -> Sequence[str]:
        """Return each strand and its indicators, in the framework's order."""
        return list(self._rows)

    def draw(self, place: int, width: int) -> Line:
        """Return a row's line."""
        found = self._found
        if found is None:
            return ()
        return compare_row(list(self._rows.values())[place], found, columns_of(found), width)

    def _about(self, width: int, _height: int) -> list[Line]:
        if self._found is None:
            return under(" ", self._says, width)
        return about_lines(self._found, self._groups.get(self._group, ""), width)[:6]

    def _names(self, width: int, _height: int) -> list[Line]:
        found = self._found
        return [names_line(found, columns_of(found), width - 1)] if found is not None else []

    def _detail(self, width: int, height: int) -> list[Line]:
        row = self._rows.get(self.rows.chosen)
        if row is None or self._found is None:
            return []
        return within(detail_lines(row, self._found, width), height, width)

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_chosen(self) -> None:
        """Show the row that is chosen now in words."""
        self.query_one("#detail", Panel).redraw()

    def on_row_entered(self, _: RowEntered) -> None:
        """Go to the row that was clicked."""
        self.action_enter()

    def action_enter(self) -> None:
        """Go to the indicator."""
        row = self._rows.get(self.rows.chosen)
        if row is not None and row.id in self.sitting.framework.indicators:
            go_to(self.app, row.id)
        elif row is not None:
            self.say("This row is a whole strand. Choose an indicator to go to it.")

    def action_group(self) -> None:
        """Choose the group of schools."""
        names = [*self._groups, _ALIKE]
        if not self._groups:
            self.say("This school is in no cluster, partnership or authority here whose reviews are in this workspace.")
        titles = {**self._groups, _ALIKE: "Schools most like this one, those with a name"}
        choices = [(chr(ord("a") + place), titles[name], name) for place, name in enumerate(names[:26])]
        self.app.push_screen(Menu("Beside which schools?", choices, chosen=self._group), self._choose_group)

    def _choose_group(self, group: str | None) -> None:
        if group is not None:
            self._group = group
            self.refill()

    def action_voice(self) -> None:
        """Change between what each school says of itself and what was agreed with reviewers."""
        self._voice = "moderated" if self._voice == "self" else "self"
        self.refill()

    def action_map(self) -> None:
        """Show schools by indicators as a map of signs."""
        found = self._found
        if found is None:
            self.say(self._says, wrong=True)
            return
        title = f"{self._groups.get(self._group, 'Schools')}: {found.framework.name}"
        self._tell("Schools by indicators", lambda width: map_lines(found, title, width))

    def action_over_time(self) -> None:
        """Show this school's own rounds beside each other."""
        if not self.sitting.sees("self"):
            self.say("The team has hidden the school's own judgements from reviewers for now.", wrong=True)
            return
        rounds: list[comparing.OverTime] = []
        desk, review = self.sitting.desk, self.sitting.session.review.id
        if self.app.attempt(lambda: rounds.append(comparing.cycles_here(desk, review, voice=self._voice))):
            title = f"Over time: {text(self.sitting.session.school.name)}, {_VOICES[self._voice]}"
            self._tell(title, lambda width: over_time_lines(rounds[0], width))

    def action_why(self) -> None:
        """Say what is in the comparison, what is not, and why."""
        found = self._found
        if found is None:
            self.say(self._says, wrong=True)
            return
        self._tell("What is in it, and what is hidden", lambda width: why_lines(found, width))

    def _tell(self, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
        from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

        self.app.push_screen(ToldPage(title, lines))


Looked = tuple[dict[str, str], str, "comparing.GroupCompared | None", str]


def _looked(desk: ic.Desk, review: ic.Review, group: str, voice: str) -> Looked:
    """Return the groups of a review's school, which one was taken, its comparison, and why there is none."""
    groups = {name: _called(desk, name) for name, there in comparing.agreed_groups(desk).items() if review.id in there}
    order = sorted(groups, key=lambda name: list(_SORTS).index(name.partition(":")[0]))
    says = "This school is in no group here yet. A cluster is made with: inclusion cluster new"
    for name in (group,) if group else order:
        try:
            if name == _ALIKE:
                near = comparing.peers_of(desk, review.id, _ALIKE, most=10)
                showing = comparing.Showing(tuple(near))
                found = comparing.compare_group(desk, review.id, showing, voice=voice, agreed=False, near=near)
            else:
                found = comparing.compare_agreed(desk, review.id, name, voice=voice)
        except ic.NotAllowed as refused:
            says = says if name != order[0] else f"{groups.get(name, 'Schools like this one')}: {refused}"
            continue
        return {one: groups[one] for one in order}, name, found, ""
    return {one: groups[one] for one in order}, group, None, says


def _called(desk: ic.Desk, name: str) -> str:
    sort, _, which = name.partition(":")
    if sort == "cluster":
        which = next((one.title for one in ic.clusters.all_clusters(desk) if one.id == which), which)
    if sort == "trust":
        which = next((one.title for one in ic.trusts.all_trusts(desk) if one.id == which), which)
    return f"{_SORTS[sort]} {text(which)}"
