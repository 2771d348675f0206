"""What a terminal sends while somebody pastes."""

from collections.abc import Iterable

import pytest
from textual import events

from inclusion_tui.terminal.pasting import PasteParser

HOSTILE = "a \x1b[31mred\x1b[0m \x1b[2J 3xq \x1b] \x1b\x1b[201 [/b]\r\nb"
SENT = f"1\x1b[200~{HOSTILE}\x1b[201~2\x1b[A"


def told(pieces: Iterable[str]) -> list[str]:
    """Return the keys and the pastes that come of what was sent in these pieces."""
    parser = PasteParser()
    found = [one for piece in pieces for one in parser.feed(piece)]
    assert all(isinstance(one, events.Key | events.Paste) for one in found)
    return [one.text if isinstance(one, events.Paste) else one.key for one in found if hasattr(one, "time")]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 1_000])
def test_a_paste_is_text_and_nothing_in_it_a_key(size: int) -> None:
    """However it is torn, a paste comes whole with its escape characters; keys before and after it are keys."""
    pieces = [SENT[at : at + size] for at in range(0, len(SENT), size)]
    assert told(pieces) == ["1", HOSTILE, "2", "up"]


def test_two_pastes_are_two() -> None:
    """What is pasted one after the other comes as two texts, and an Esc between them is the key."""
    assert told(["\x1b[200~one\x1b[201~x\x1b[200~two\x1b[201~", "y"]) == ["one", "x", "two", "y"]
