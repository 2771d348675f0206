"""What every page has in common: of two looks at the same thing, only the later one is waited for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from inclusion_tui import working
from inclusion_tui.screens.page import Page

if TYPE_CHECKING:
    import pytest


def test_an_earlier_answer_never_comes_over_a_later_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked up before is let go when it is asked again, and all of it when the page is left."""

    class Asked:
        def __init__(self, *_: object) -> None:
            self.cancelled = False
            there.append(self)

        def cancel(self) -> None:
            self.cancelled = True

    there: list[Asked] = []
    kept: list[object] = []
    ahead = SimpleNamespace(hold=lambda why, **_: kept.append(why), release=kept.remove)
    monkeypatch.setattr(working, "Work", Asked)
    monkeypatch.setattr(Page, "app", SimpleNamespace(ahead=ahead, screen_stack=[]), raising=False)
    page = Page()
    page.app.screen_stack.append(page)
    for about in ("first", "first", "second"):
        page.look_up(about, lambda _: None)
    assert [one.cancelled for one in there] == [True, False, False]
    assert kept == there[1:]
    page.on_unmount()
    assert all(one.cancelled for one in there)
    assert not kept
