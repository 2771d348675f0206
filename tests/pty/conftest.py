"""The real program in a real terminal, on a made-up workspace of its own."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

import inclusion_core as ic
from benchmarks.real_terminal import RealTerminal, plain_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FRAMEWORK = "universal-targeted-specialist"
PROGRAM = (sys.executable, "-m", "inclusion_core.cli")

FAULTY = """
import hashlib, sys, time
from textual import events
from textual.app import App
from inclusion_core.cli import run

real = App.on_event

async def on_event(self, event):
    if isinstance(event, events.Key) and event.key == "f7":
        self._driver.write("stuck now")
        time.sleep(30)
    if isinstance(event, events.Key) and event.key == "f6":
        self._driver.write("stuck now")
        hashlib.pbkdf2_hmac("sha256", b"", b"", 300_000_000)
    if isinstance(event, events.Key) and event.key == "f8":
        raise RuntimeError("a fault that a test made")
    await real(self, event)

App.on_event = on_event
sys.exit(run())
"""
"""The program with handlers that are broken on purpose.

F7 sleeps for 30 seconds, F6 reckons as long in C, where no signal reaches Python, and F8 raises.
"""


class Place:
    """A workspace with one review, made up, and the way to open it in a terminal."""

    def __init__(self, folder: Path, review: str, open_one: Callable[..., RealTerminal]) -> None:
        self.folder, self.review = folder / "work", review
        self.beside = folder
        self.env = plain_environment(
            INCLUSION_HOME=str(self.folder),
            HOME=str(folder / "home"),
            XDG_DATA_HOME=str(folder / "data"),
            XDG_STATE_HOME=str(folder / "state"),
            XDG_CACHE_HOME=str(folder / "cache"),
            XDG_CONFIG_HOME=str(folder / "config"),
            PYTHONWARNINGS="error",
        )
        self._open = open_one

    def run(self, *words: str, program: tuple[str, ...] = PROGRAM, **given: Any) -> RealTerminal:
        """Start the program with some words."""
        env = {**self.env, **given.pop("env", {})}
        return self._open([*program, *words], env=env, **given)

    def rate(self, *words: str, asked: bool = False, **given: Any) -> RealTerminal:
        """Open the review to rate it, and wait for its first frame; where texts wait, past the question about them."""
        terminal = self.run("assess", self.review, *words, **given)
        if asked:
            past_the_question(terminal)
        terminal.wait_for("U1 ")
        return terminal

    def faulty(self, **given: Any) -> RealTerminal:
        """Open the review with the handlers that are broken on purpose."""
        return self.rate(program=(sys.executable, "-c", FAULTY), **given)

    def settings(self, text: str) -> None:
        """Write a settings file, and let the program read it."""
        folder = self.beside / "settings"
        folder.mkdir(exist_ok=True)
        (folder / "settings.toml").write_text(text, encoding="utf-8")
        self.env["INCLUSION_SETTINGS"] = str(folder)

    def indicators(self) -> tuple[str, ...]:
        """Return the ids of what is judged, in order."""
        with self.session() as session:
            return tuple(session.framework.indicators)

    def session(self) -> Any:
        """Return a session on the review, as another program has it, that writes nothing."""
        return ic.open_workspace(self.folder, read_only=True).session(self.review)

    @property
    def review_folder(self) -> Path:
        """The review's own folder."""
        return next(self.folder.glob(f"reviews/*/{self.review}"))

    def levels(self, voice: str = "self") -> dict[str, str | None]:
        """Return the level of each indicator that a voice has judged."""
        with self.session() as session:
            judged = session.assessment(voice).judgements.items()
            return {indicator: one.level for (indicator, _facet), one in judged}

    def judged(self, voice: str = "self") -> int:
        """Return how many indicators a voice has given a level, as the heading counts them."""
        with self.session() as session:
            made = session.assessment(voice).judgements
            return ic.coverage(session.framework, made, session.review.setting).overall.judged


def past_the_question(terminal: RealTerminal) -> None:
    """Leave the page that asks about texts which were never sent, and stand in the list."""
    terminal.wait_for("typed here and never sent. Go on with")
    terminal.send("\x1b")
    terminal.wait_until(lambda: "Go on with" not in terminal.screen.text, "the question is gone")


@pytest.fixture
def terminals() -> Iterator[Callable[..., RealTerminal]]:
    """Open terminals that are ended with the test."""
    with ExitStack() as stack:
        yield lambda *words, **given: stack.enter_context(RealTerminal(*words, **given))


@pytest.fixture
def place(tmp_path: Path, terminals: Callable[..., RealTerminal]) -> Place:
    """A review of a made-up school."""
    with ic.open_workspace(tmp_path / "work") as workspace:
        review = workspace.create_review(ic.School(name="Alnside (made up)"), ic.load_framework(FRAMEWORK))
    return Place(tmp_path, review.id, terminals)
