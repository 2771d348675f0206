"""Jottings that belong nowhere yet, oldest first, each with where it may belong; and all the evidence of a review."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.notes.suggesting import Suggesting
from inclusion_tui.render.evidence import evidence_row, kind_title, piece_head, suggestion_lines
from inclusion_tui.render.line import block
from inclusion_tui.screens.page import ListPage
from inclusion_tui.screens.piece import PieceActs
from inclusion_tui.screens.writing_place import WritingPlace
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.notes.suggesting import Suggestion
    from inclusion_tui.render.line import Line

ALL = "all"
_JOTTINGS, _KIND, _ABOUT = "jottings", "kind:", "about:"
_DETAIL = 11
_LEAST_LIST = 4
_MOST_NOTE = 4
_READ = 4_000


class InboxScreen(PieceActs, ListPage):
    """Files jottings. `show` chooses what is in the list: jottings, all evidence, one kind, one indicator."""

    parts: ClassVar[tuple[str, ...]] = ("inbox", "piece")
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("inbox", "piece")
    DEFAULT_CSS = """
    InboxScreen #detail { border-top: solid $panel; }
    InboxScreen.-writing #detail { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._only = _JOTTINGS
        self._of: tuple[Mapping[str, ic.Evidence], str] | None = None
        self._listed: tuple[ic.Evidence, ...] = ()
        self._suggesting: tuple[ic.Framework, Suggesting] | None = None
        self._suggested: tuple[str, tuple[Suggestion, ...]] = ("", ())
        self._at = 0

    # What is shown --------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """Return what is in the list, and how much."""
        count = len(self.shown_pieces())
        pieces = f"{count} {'piece' if count == 1 else 'pieces'} of evidence"
        if self._only == _JOTTINGS:
            return f"Jottings to be filed: {count}" if count else "Nothing to be filed. o shows all the evidence."
        sort, _, name = self._only.partition(":")
        if sort == "kind":
            return f"{pieces}: {kind_title(name, self.sitting.kinds)}"
        return f"{pieces} for {name}" if sort == "about" else f"All: {pieces}"

    def body(self) -> ComposeResult:
        """Yield the list, and what is chosen in it."""
        yield Rows(self.draw, id="list")
        yield Panel(self._detail, id="detail")

    def on_resize(self) -> None:
        """Leave the list at least a few rows."""
        self.query_one("#detail").styles.height = max(min(_DETAIL, self.size.height - 2 - _LEAST_LIST), 3)

    def shown_pieces(self) -> tuple[ic.Evidence, ...]:
        """Return the pieces of the list, the oldest first; sorted once, until there is other evidence."""
        kept = self.sitting.session.evidence
        if self._of is None or self._of[0] is not kept or self._of[1] != self._only:
            found: Iterator[ic.Evidence] = (one for one in kept.values() if self._keeps(one))
            self._of, self._listed = (kept, self._only), tuple(sorted(found, key=lambda one: one.at))
        return self._listed

    def _keeps(self, one: ic.Evidence) -> bool:
        sort, _, name = self._only.partition(":")
        if sort == "kind":
            return one.kind == name
        return name in one.indicators if sort == "about" else self._only == ALL or not one.indicators

    def keys(self) -> Sequence[str]:
        """Return the ids of the pieces."""
        return [one.id for one in self.shown_pieces()]

    def draw(self, place: int, width: int) -> Line:
        """Return a piece's row."""
        one = self.shown_pieces()[place]
        return evidence_row(one, moment(), self.sitting.kinds, width, about=self._only != _JOTTINGS)

    @property
    def piece(self) -> ic.Evidence | None:
        """The piece that is chosen."""
        return self.sitting.session.evidence.get(self.rows.chosen)

    def _detail(self, width: int, height: int) -> list[Line]:
        one = self.piece
        if one is None:
            return [((" E writes a jotting; esc goes back.", "dim"),)]
        people = self.sitting.people
        found = self._suggestions(one)
        titles = {each.indicator: self._title(each.indicator) for each in found}
        below = suggestion_lines(found, self._at, titles, width, self.app.glyphs) if not one.indicators else []
        note = block(one.note[:_READ], max(width - 2, 8))
        room = max(height - 1 - len(below), 1) if below else height - 1
        if len(note) > room:
            note = [*note[: room - 1], (("… (e shows all of it)", "dim"),)]
        return [
            piece_head(one, moment(), self.sitting.kinds, people, width),
            *((((" ", ""), *line)) for line in note),
            *below,
        ][:height]

    def _title(self, indicator: str) -> str:
        framework = self.sitting.framework
        return framework.worded(framework.indicators[indicator].title)

    # Where it may belong --------------------------------------------------------------------------------------------

    def _suggestions(self, one: ic.Evidence) -> tuple[Suggestion, ...]:
        """Return where a jotting may belong; reckoned when it is chosen, not when it is drawn."""
        if one.indicators:
            return ()
        if self._suggested[0] != one.id:
            framework, session = self.sitting.framework, self.sitting.session
            if self._suggesting is None or self._suggesting[0] is not framework:
                known = [framework.indicators[each] for each in self.sitting.indicators]
                self._suggesting = framework, Suggesting(known, framework.worded)
            moments = [(each.at, each.indicators) for each in session.evidence.values() if each.indicators]
            moments += [(each.at, cell[:1]) for cell, each in self.sitting.judgements.items() if each.at]
            self._suggested, self._at = (one.id, self._suggesting[1].suggest(one, moments)), 0
        return self._suggested[1]

    def on_row_chosen(self) -> None:
        """Show what is chosen now."""
        self.query_one("#detail", Panel).redraw()

    def refill(self) -> None:
        """Show what is to be filed now."""
        self._suggested = ("", ())
        super().refill()
        self.query_one("#detail", Panel).redraw()

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_suggest(self, step: int) -> None:
        """Go on to the next suggestion."""
        one = self.piece
        found = self._suggestions(one) if one is not None else ()
        if found:
            self._at = (self._at + step) % len(found)
            self.query_one("#detail", Panel).redraw()

    def action_file(self) -> None:
        """File the jotting under the suggestion that is marked; open what is filed already."""
        one = self.piece
        if one is None:
            return
        if one.indicators:
            from inclusion_tui.screens.evidence_item import EvidenceItemScreen  # noqa: PLC0415  where one is opened

            self.app.push_screen(EvidenceItemScreen(one.id))
            return
        found = self._suggestions(one)
        if found:
            self._file(one, (found[self._at].indicator,))
        else:
            self.say("Nothing suggests itself. / finds an indicator.", wrong=True)

    def _file(self, one: ic.Evidence, indicators: tuple[str, ...]) -> None:
        titles = ic.listed([f"{each} {self._title(each)}" for each in indicators])
        self.changed(one, f"Filed under {titles}.", indicators=indicators)

    def action_other(self) -> None:
        """Find another indicator to file it under."""
        from inclusion_tui.screens.choosing import FindMenu, indicator_choices  # noqa: PLC0415  where one is opened

        one = self.piece
        if one is None:
            return

        def then(taken: tuple[str, ...] | None) -> None:
            if taken:
                self._file(one, taken)

        choices = indicator_choices(self.sitting.framework, self.sitting.indicators)
        self.app.push_screen(FindMenu("Under which indicator?", choices), then)

    def action_jotting(self) -> None:
        """Write another jotting."""
        self.app.attempt(lambda: WritingPlace.on(self).open_new(following=lambda: ""))

    def action_show(self) -> None:
        """Choose what is in the list."""
        from inclusion_tui.screens.choosing import FindMenu  # noqa: PLC0415  where one is opened

        sitting = self.sitting
        counts = Counter(one.kind for one in sitting.session.evidence.values())
        choices = [("Jottings", "what is not filed yet"), ("All", "all the evidence of the review")]
        means = {"Jottings": _JOTTINGS, "All": ALL}
        for name, count in counts.items():
            title = kind_title(name, sitting.kinds)
            means[title] = f"{_KIND}{name}"
            choices.append((title, f"{count} {'piece' if count == 1 else 'pieces'}"))
        for one in sitting.indicators:
            if sitting.evidence_for(one):
                means[one] = f"{_ABOUT}{one}"
                choices.append((one, self._title(one)))

        def then(taken: tuple[str, ...] | None) -> None:
            if taken:
                self.show(means[taken[0]])

        self.app.push_screen(FindMenu("Which evidence?", choices), then)

    def show(self, only: str) -> None:
        """Show `jottings`, `all`, `kind:ID` or `about:INDICATOR`."""
        self._only = only
        self.refill()
        self.query_one("#heading", Panel).redraw()
