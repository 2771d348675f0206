"""One piece of evidence on a page of its own, with all that can be done to it.

`open_pieces(app, indicator)` opens the one that an indicator rests on, or asks which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.render.evidence import kind_title, piece_lines
from inclusion_tui.render.line import text
from inclusion_tui.screens.page import TextPage
from inclusion_tui.screens.piece import PieceActs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    import inclusion_core as ic
    from inclusion_tui.app import InclusionApp
    from inclusion_tui.render.line import Line

_BEGINS = 120


class EvidenceItemScreen(PieceActs, TextPage):
    """Shows a piece by its id; closes by itself where it is withdrawn."""

    parts: ClassVar[tuple[str, ...]] = ("piece",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("piece")

    def __init__(self, piece: str) -> None:
        super().__init__()
        self._piece = piece

    @property
    def piece(self) -> ic.Evidence | None:
        """The piece that is shown."""
        return self.sitting.session.evidence.get(self._piece)

    def heading(self) -> str:
        """Say what it is."""
        one = self.piece
        return "Evidence" if one is None else f"Evidence: {kind_title(one.kind, self.sitting.kinds)}"

    def lines(self, width: int) -> Sequence[Line]:
        """Return all of it."""
        one = self.piece
        if one is None:
            return [((" It was withdrawn. z brings it back, esc leaves.", "dim"),)]
        return piece_lines(one, moment(), self.sitting.kinds, self.sitting.people, width)


def open_pieces(app: InclusionApp, indicator: str) -> None:
    """Open the evidence of an indicator to be changed; where there are several pieces, ask which."""
    sitting = app.sitting
    found = dict(sitting.evidence_for(indicator)) if sitting is not None and indicator else {}
    if not found:
        app.say_wrong("There is no evidence here yet. e writes some down.")
    elif len(found) == 1:
        app.push_screen(EvidenceItemScreen(next(iter(found))))
    else:
        from inclusion_tui.screens.choosing import FindMenu  # noqa: PLC0415  where one is opened

        def then(taken: tuple[str, ...] | None) -> None:
            if taken:
                app.push_screen(EvidenceItemScreen(names[taken[0]]))

        names = {str(place): name for place, name in enumerate(found, start=1)}
        choices = [(place, text(found[name].note[:_BEGINS])) for place, name in names.items()]
        app.push_screen(FindMenu(f"Which evidence of {indicator}?", choices), then)
