"""Nothing that we bind is eaten by a terminal: the keymap held against what terminals keep for themselves."""

from __future__ import annotations

import re
import time
from collections import defaultdict

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from inclusion_tui.keys.keymap import KEYS, shown

NEVER = {
    r"ctrl\+i": "is the same byte as tab",
    r"ctrl\+m": "is the same byte as enter",
    r"ctrl\+h": "is the same byte as backspace on many terminals",
    r"ctrl\+(left_square_bracket|\[)": "is the same byte as esc",
    r"ctrl\+b": "is tmux's own key, and folds VS Code's side bar",
    r"ctrl\+a": "is screen's own key",
    r"ctrl\+c": "copies, or ends a program where a terminal is slow to be raw",
    r"ctrl\+s": "stops the output of a serial line (XON/XOFF)",
    r"ctrl\+backslash": "ends a program with SIGQUIT",
    r"ctrl\+shift\+.*|shift\+ctrl\+.*": "never reaches a program in most terminals",
    r"ctrl\+(\d|enter|tab|space|comma|full_stop|semicolon)": "has no byte of its own",
    r"shift\+(enter|space|backspace|pageup|pagedown|home|end)": "has no byte of its own, or scrolls the terminal",
    r"alt\+.*": "is esc and a letter to a slow line; alt and a digit chooses a window's tab",
    r"ctrl\+(pageup|pagedown)": "chooses a window's tab",
    r"(super|meta|hyper)\+.*": "belongs to the desktop",
    r"f(10|11|12)": "opens a window's menu, or fills the screen",
}
"""Keys by pattern, and why nobody may bind them."""

NOT_ALONE = {
    r"ctrl\+q": "lets a serial line's output go on, and closes some editors",
    r"ctrl\+(p|e|f|g|j|k|n|o|r|t|w)": "is taken by VS Code, or by a browser for its own windows",
    r"ctrl\+z": "stops a program where a terminal is slow to be raw",
    r"f\d+": "is missing on many keyboards, and is help in GNOME Terminal",
}
"""Keys by pattern that may stand beside another way only, and why."""


SENT = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~", "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z",
    "backspace": "\x7f", "escape": "\x1b", "space": " ", "f1": "\x1bOP", "f2": "\x1bOQ", "alt+enter": "\x1b\r",
}  # fmt: skip
"""What xterm sends for the keys that have names."""


def sent(key: str) -> str:
    """Return what xterm sends for a key."""
    if key in SENT:
        return SENT[key]
    if key.startswith("ctrl+") and len(key) == len("ctrl+x"):
        return chr(ord(key[-1]) & 0x1F)
    return shown(key)


def eaten(key: str, table: dict[str, str]) -> str:
    """Say why a key is in a table; empty where it is not."""
    return next((why for pattern, why in table.items() if re.fullmatch(pattern, key)), "")


@pytest.mark.parametrize("key", KEYS, ids=lambda one: one.id)
def test_no_key_is_one_that_a_terminal_keeps(key: object) -> None:
    """No binding uses a key that cannot reach the program, or that means another one."""
    assert {name: why for name in key.keys if (why := eaten(name, NEVER))} == {}  # type: ignore[attr-defined]


def test_every_action_has_a_key_that_reaches_it_everywhere() -> None:
    """Whatever a key does can be done by a key that no editor, browser or serial line takes."""
    routes: dict[str, list[str]] = defaultdict(list)
    for one in KEYS:
        routes[one.action] += one.keys
    missing = {action: keys for action, keys in routes.items() if all(eaten(key, NOT_ALONE) for key in keys)}
    assert missing == {}


def test_the_tables_catch_what_they_name() -> None:
    """The tables are not empty words: keys known to be eaten are found, and plain keys are not."""
    for key in ("ctrl+i", "ctrl+left_square_bracket", "alt+1", "alt+x", "f11", "ctrl+shift+z", "shift+enter"):
        assert eaten(key, NEVER), key
    for key in ("1", "j", "Z", "tab", "shift+tab", "enter", "escape", "space", "f1", "ctrl+z", "pagedown"):
        assert not eaten(key, NEVER), key


def test_no_key_does_two_things_in_one_place() -> None:
    """A key stands once for each part of the screen, and no part takes one that works everywhere."""
    taken: dict[tuple[str, str], str] = {}
    for one in KEYS:
        for key in one.keys:
            for where in (one.where, "everywhere"):
                other = taken.get((where, key))
                assert other is None, f"{key}: {one.id} and {other}"
            taken[one.where, key] = one.id


@pytest.mark.parametrize("key", sorted({key for one in KEYS for key in one.keys}))
def test_what_a_terminal_sends_for_a_key_is_that_key(key: str) -> None:
    """Each key's name is the one that the bytes of an ordinary terminal arrive under, whole or in two pieces."""
    parser = XTermParser()
    heard = [one for piece in sent(key) for one in parser.feed(piece)]
    until = time.monotonic() + 30
    while not heard and time.monotonic() < until:  # esc alone is esc only when nothing has followed for a while
        heard = list(parser.tick())
    names = [name for one in heard if isinstance(one, events.Key) for name in (one.key, *one.aliases)]
    assert key in names, names
