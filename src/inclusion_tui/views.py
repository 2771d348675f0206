"""Views of the list: only what is not judged, only what differs, and so on; and finding by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import inclusion_core as ic
    from inclusion_tui.rows import Row
    from inclusion_tui.sitting import Sitting


@frozen
class View:
    """A way to look at the list: its letter after `v`, its name, and which rows it keeps."""

    id: str
    letter: str
    title: str
    keeps: Callable[[Row], bool]


VIEWS: tuple[View, ...] = (
    View("all", "a", "all", lambda _: True),
    View("open", "u", "not judged", lambda row: row.open),
    View("differing", "d", "differing", lambda row: bool(row.apart)),
    View("unsure", "l", "low confidence", lambda row: row.confidence == "low"),
    View("bare", "n", "no evidence", lambda row: not row.evidence),
    View("thin", "t", "thin evidence", lambda row: bool(row.thin)),
    View("flagged", "f", "flagged: a line of enquiry, an action or a draft",
         lambda row: row.enquiry or row.action or bool(row.parked)),
    View("statutory", "s", "statutory", lambda row: row.statutory),
    View("core", "c", "core", lambda row: row.core),
    View("proposed", "p", "proposed", lambda row: row.proposed),
)  # fmt: skip
"""Every view, in the order of the menu."""

BY_ID: Mapping[str, View] = {one.id: one for one in VIEWS}


def shown(sitting: Sitting, view: View, find: str = "", *, keep: str = "") -> tuple[str, ...]:
    """Return the indicators that a view keeps and that hold every word of `find`, in the order of the framework.

    `keep` is one that stays whatever it holds, where the framework has it.
    """
    found: Iterable[str] = sitting.indicators
    words = find.casefold().split()
    if words:
        found = [one for one in found if one == keep or _holds(sitting.framework.indicators[one], words)]
    if view.id != "all":
        found = [one for one in found if one == keep or view.keeps(sitting.row(one))]
    return tuple(found)


def _holds(indicator: ic.Indicator, words: Iterable[str]) -> bool:
    """Say whether an indicator's id, title, statement or look-fors hold every word, in any case."""
    text = " ".join((indicator.id, indicator.title, indicator.statement, *indicator.look_for)).casefold()
    return all(word in text for word in words)
