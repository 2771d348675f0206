"""A plugin that raises, prints, leaves or hangs on a page of its own, in a real terminal: it costs that page alone."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from benchmarks.real_terminal import RealTerminal

    from .conftest import Place

pytestmark = pytest.mark.slow

LONG_S = 25  # the page that hangs sleeps for 60 s: whatever ends before that did not wait for it

PLUGIN = """
import sys, os
print("a plugin said this as it was loaded")
print("and this", file=sys.stderr, flush=True)
os.environ["ODD_WAS_LOADED"] = "1"
from inclusion_core.plugins import Screen, hookimpl

@hookimpl
def inclusion_screens():
    print("asked for pages")
    return [
        Screen(f"odd.{name.lower()}", name, "", f"inclusion_odd_pages:{name}")
        for name in ("Prints", "Raises", "Leaves", "LeavesLater", "Hangs", "EndsAtOnce")
    ]
"""
PAGES = """
import os, sys, time
print("said as the pages were loaded")
from textual.screen import Screen
from textual.widgets import Static

class Prints(Screen):
    def compose(self):
        print("said as it was laid out")
        yield Static("A page that talks", markup=False)
    def on_mount(self):
        print("said when it was there")
        print("and wrong", file=sys.stderr)

class Raises(Screen):
    def on_mount(self):
        raise RuntimeError("said by an error")

class Leaves(Screen):
    def on_mount(self):
        sys.exit(3)

class LeavesLater(Screen):
    def on_mount(self):
        self.set_timer(0.1, self.later)
    def later(self):
        raise SystemExit("said on leaving")

class Hangs(Screen):
    def on_mount(self):
        self.app._driver.write("stuck now")
        time.sleep(60)

class EndsAtOnce(Screen):
    def on_mount(self):
        os._exit(9)
"""


@pytest.fixture
def odd(place: Place) -> Place:
    """The review, with the plugin installed beside the program."""
    site = place.beside / "site"
    info = site / "inclusion_odd-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: inclusion-odd\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[inclusion]\nodd = inclusion_odd\n", encoding="utf-8")
    (site / "inclusion_odd.py").write_text(PLUGIN, encoding="utf-8")
    (site / "inclusion_odd_pages.py").write_text(PAGES, encoding="utf-8")
    place.env["PYTHONPATH"] = str(site)
    return place


def opened(terminal: RealTerminal, name: str) -> None:
    """Go to the list of plugins and open one of the pages of this one."""
    terminal.send("gp")
    terminal.wait_for("The plugin 'odd'")
    chosen = ""
    while not chosen.startswith(f"▌   → {name} "):
        before = terminal.screen.text
        terminal.send("j")
        terminal.wait_until(lambda: terminal.screen.text != before, "the cursor moved")  # noqa: B023  waited for here
        terminal.wait_quiet(0.05)
        chosen = next((f"{row} " for row in terminal.screen.rows if row.startswith("▌   →")), "")
    terminal.send("\r")


def judged(terminal: RealTerminal, key: str, word: str) -> None:
    """Give the first indicator a level, and see it on the screen."""
    terminal.send("\x1b[H" + key)
    terminal.wait_until(lambda: word in terminal.screen.rows[terminal.screen.row_of("U1 ")], f"U1 is {word}")


def test_pages_that_print_raise_or_leave_cost_themselves_alone(odd: Place) -> None:
    """Nothing that was printed is on the screen or sent to it; what went wrong is said; judging and leaving go on."""
    terminal = odd.rate()
    judged(terminal, "3", "3 Secure")
    opened(terminal, "Prints")
    terminal.wait_for("A page that talks")
    terminal.send("\x1b")
    terminal.wait_for("The plugin 'odd'")
    assert "The plugin 'odd' printed" in " ".join(terminal.screen.text.split())
    for name, says in (("Raises", "broke (RuntimeError)"), ("Leaves", "left the program"), ("LeavesLater", "left the")):
        opened(terminal, name)
        terminal.wait_for(f"page '{name}' of the plugin odd {says}"[:70])
        assert terminal.is_running
    terminal.send("gr")
    terminal.wait_for("U1 ")
    judged(terminal, "2", "2 Developing")
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert terminal.is_as_before
    assert odd.levels() == {"U1": "developing"}
    sent = terminal.raw.decode()
    for said in ("said as the pages were loaded", "said as it was", "said when", "said by", "said on", "and wrong"):
        assert said not in sent


@pytest.mark.parametrize(("name", "code"), [("Hangs", 143), ("EndsAtOnce", 9)], ids=["hangs", "ends the process"])
def test_what_was_judged_is_kept_whatever_a_page_does(odd: Place, name: str, code: int) -> None:
    """A page that hangs is ended by a signal, the terminal as before; one that ends the process loses nothing."""
    terminal = odd.rate()
    judged(terminal, "3", "3 Secure")
    opened(terminal, name)
    if name == "Hangs":
        terminal.wait_bytes(b"stuck now")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit(limit_s=LONG_S) == code
        assert terminal.is_as_before
    else:
        assert terminal.wait_exit() == code
    assert odd.levels() == {"U1": "secure"}
