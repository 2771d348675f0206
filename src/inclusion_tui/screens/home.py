"""The list of indicators under whatever is open: pages begin at the one that is chosen there, and lead back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui.screens.rate import RateScreen

if TYPE_CHECKING:
    from inclusion_tui.app import InclusionApp


def home(app: InclusionApp) -> RateScreen:
    """Return the list that the open pages stand on."""
    for screen in reversed(app.screen_stack):
        if isinstance(screen, RateScreen):
            return screen
    raise RuntimeError("A page of a review was opened without its list.")


def chosen(app: InclusionApp) -> str:
    """Return the indicator that is chosen in the list; the first one where the view shows none, empty for none."""
    sitting = home(app).sitting
    return home(app).chosen or next(iter(sitting.indicators), "")


def back_to_list(app: InclusionApp) -> RateScreen:
    """Close the pages that are open and return the list under them."""
    rate = home(app)
    while app.screen is not rate:
        app.pop_screen()
    return rate


def go_to(app: InclusionApp, indicator: str) -> None:
    """Close the pages that are open and choose an indicator in the list; all are shown where the view has it not."""
    rate = back_to_list(app)
    rate.rows.choose(indicator)
    if rate.chosen != indicator:
        rate.show_view("all")
        rate.rows.choose(indicator)
