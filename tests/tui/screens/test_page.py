"""What every page has in common: of two things that are looked up, only the later one is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_tui import working
from inclusion_tui.screens.page import Page

if TYPE_CHECKING:
    import pytest


def test_an_earlier_answer_never_comes_over_a_later_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked up before is let go when something else is asked, and all of it when the page is left."""

    class Asked:
        def __init__(self, *_: object) -> None:
            self.cancelled = False
            there.append(self)

        def cancel(self) -> None:
            self.cancelled = True

    there: list[Asked] = []
    monkeypatch.setattr(working, "Work", Asked)
    page = Page()
    for about in ("first", "second"):
        page.look_up(about, lambda _: None)
    assert [one.cancelled for one in there] == [True, False]
    page.on_unmount()
    assert [one.cancelled for one in there] == [True, True]
