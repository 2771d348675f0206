"""Where to go: a menu over whatever is shown, a letter for each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.screens import OF_A_REVIEW, SCREENS
from inclusion_tui.screens.page import Menu

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from inclusion_tui.app import InclusionApp

PLACES = (
    ("r", "rate: the list of indicators", "rate"),
    ("t", "the start: all reviews", "start"),
    ("i", "the inbox: jottings to be filed", "inbox"),
    ("e", "evidence: all of it", "evidence"),
    ("d", "differences between voices", "differences"),
    ("u", "what is unseen yet", "unseen"),
    ("f", "drift: strategy, policy and practice side by side", "drift"),
    ("m", "the day: the timetable, now and next", "timetable"),
    ("y", "why: levels and scores in words", "why"),
    ("l", "lines of enquiry", "enquiry"),
    ("a", "actions", "actions"),
    ("w", "what was typed and waits to be sent", "drafts"),
    ("h", "history: what was done, and by whom", "history"),
    ("k", "feedback on the day", "feedback"),
    ("x", "the report, and handing the review on", "report"),
    ("b", "beyond this review: schools, the cluster, the year", "beyond"),
    ("p", "plugins, and the pages they bring", "plugins"),
    ("s", "settings", "settings"),
    ("?", "keys, and what the marks mean", "help"),
    ("!", "safeguarding: what to do now", "safeguarding"),
)
"""Each place: its letter after `g`, its name in words, and the page."""

BEYOND = (
    ("k", "the cluster: its schools, who does what, what is due", "board"),
    ("v", "the round: who visits whom, and when", "planner"),
    ("c", "schools side by side", "compare"),
    ("p", "practice: what works here, and schools to learn from", "practice"),
    ("t", "the trust's schools together: spread, alone, help", "trust"),
    ("o", "the trust as one continuum: places, gaps, settings", "continuum"),
    ("e", "the region: authorities covered, how schools spread", "region"),
    ("l", "ledgers of a trust: exchange, outreach, destinations", "ledger"),
    ("y", "the school year: heavy weeks, and time for both", "calendar"),
    ("s", "SENCO and leader side by side", "together"),
    ("g", "small groups: how they are staffed, what they cost", "ratio"),
    ("q", "asking schools: what would they change or add?", "consult"),
    ("u", "what a school signs up to: which level, by when", "signup"),
    ("r", "release: what others may see of this review", "release"),
)
"""Each place beyond one review: its letter after `g b`, its name in words, and the page."""

_RATE, _START = "rate", "start"
Places = tuple[tuple[str, str, str], ...]


def places(app: InclusionApp, there: Places = PLACES) -> Iterator[tuple[str, str, str]]:
    """Yield what can be gone to: without a review only what needs none."""
    for one in there:
        page = one[2]
        if page == _START or (page in SCREENS and page not in OF_A_REVIEW) or (
            app.sitting is not None and (page == _RATE or page in SCREENS)
        ):  # fmt: skip
            yield one


def go_there(app: InclusionApp, page: str) -> None:
    """Go to a place: from the list of indicators, so that pages do not pile up."""
    if page == _START:
        app.open_start()
        return
    if app.sitting is not None:
        from inclusion_tui.screens.home import back_to_list  # noqa: PLC0415  only with a review

        back_to_list(app)
    if page != _RATE:
        app.action_open(page)


class GoMenu(Menu[str]):
    """A letter goes there."""

    def __init__(self) -> None:
        super().__init__("Go to", ())

    def compose(self) -> ComposeResult:
        """Offer what can be gone to."""
        self._choices = tuple(places(self.app))
        return super().compose()

    def take(self, answer: str) -> None:
        """Go there."""
        app = self.app
        self.dismiss(None)
        go_there(app, answer)


class BeyondMenu(Menu[str]):
    """A letter goes to a page that is about more than one review."""

    def __init__(self) -> None:
        super().__init__("Beyond this review", ())

    def compose(self) -> ComposeResult:
        """Offer what can be gone to."""
        self._choices = tuple(places(self.app, BEYOND))
        return super().compose()

    def take(self, answer: str) -> None:
        """Go there."""
        app = self.app
        self.dismiss(None)
        go_there(app, answer)
