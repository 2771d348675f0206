"""The walkthrough names keys and marks that there are."""

import re
from pathlib import Path

from inclusion_tui.keys.keymap import KEYS
from inclusion_tui.render.glyphs import UNICODE
from inclusion_tui.render.indicators import legend

PAGE = Path(__file__).parents[2] / "docs" / "walkthrough.md"


def test_every_key_on_the_page_is_in_the_table() -> None:
    """A code span of one sign or a key's name is a key of the program or a mark of the list."""
    known = {one.shown for one in KEYS} | {sign for sign, _ in legend(UNICODE)} | {"tab", "NO_COLOR"}
    spans = re.findall(r"`([^`]+)`", PAGE.read_text(encoding="utf-8"))
    keys = [one for one in spans if len(one) == 1 or one in {"space", "tab", "enter"}]
    assert len(keys) > 25
    assert not [one for one in keys if one not in known]


def test_every_mark_of_the_list_is_on_the_page() -> None:
    """Nobody meets a sign in the list that the walkthrough does not explain."""
    page = PAGE.read_text(encoding="utf-8")
    assert not [sign for sign, _ in legend(UNICODE) if f"`{sign}`" not in page]
