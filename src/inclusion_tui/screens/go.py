"""Where to go: a menu over whatever is shown, a letter for each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.screens import OF_A_REVIEW, SCREENS
from inclusion_tui.screens.page import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

PLACES = (
    ("r", "rate: the list of indicators", "rate"),
    ("t", "the start: all reviews", "start"),
    ("i", "the inbox: jottings to be filed", "inbox"),
    ("e", "evidence: all of it", "evidence"),
    ("d", "differences between voices", "differences"),
    ("u", "what is unseen yet", "unseen"),
    ("y", "why: levels and scores in words", "why"),
    ("l", "lines of enquiry", "enquiry"),
    ("a", "actions", "actions"),
    ("w", "what was typed and waits to be sent", "drafts"),
    ("h", "history: what was done, and by whom", "history"),
    ("x", "the report, and handing the review on", "report"),
    ("p", "plugins, and the pages they bring", "plugins"),
    ("s", "settings", "settings"),
    ("?", "keys, and what the marks mean", "help"),
    ("!", "safeguarding: what to do now", "safeguarding"),
)
"""Each place: its letter after `g`, its name in words, and the page."""

_RATE, _START = "rate", "start"


class GoMenu(Menu[str]):
    """A letter goes there. Without a review only what needs none is offered."""

    def __init__(self) -> None:
        super().__init__("Go to", ())

    def compose(self) -> ComposeResult:
        """Offer what can be gone to."""
        self._choices = tuple(one for one in PLACES if self._is_there(one[2]))
        return super().compose()

    def _is_there(self, place: str) -> bool:
        if self.app.sitting is None:
            return place == _START or (place in SCREENS and place not in OF_A_REVIEW)
        return place in {_RATE, _START} or place in SCREENS

    def take(self, answer: str) -> None:
        """Go there: from the list of indicators, so that pages do not pile up."""
        app = self.app
        self.dismiss(None)
        if answer == _START:
            app.open_start()
            return
        if app.sitting is not None:
            from inclusion_tui.screens.home import back_to_list  # noqa: PLC0415  only with a review

            back_to_list(app)
        if answer != _RATE:
            app.action_open(answer)
