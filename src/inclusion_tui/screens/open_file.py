"""Opening a file from a colleague: its path is typed or chosen, and what is in it says what can be done with it."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import sys
from typing import TYPE_CHECKING, Any, ClassVar

import inclusion_core as ic
from inclusion_tui.browsing import Entry, beginning_so, certain, entries, first_folder, parted, path_of
from inclusion_tui.keys import keymap
from inclusion_tui.render.files import (
    entry_line,
    framework_sentences,
    imported_sentences,
    problem_sentences,
    told_lines,
)
from inclusion_tui.render.line import under
from inclusion_tui.screens.finder import FinderPage
from inclusion_tui.screens.page import TextPage
from inclusion_tui.working import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.binding import BindingType

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line


def now() -> dt.datetime:
    """Return this moment, by the machine's own clock and time zone."""
    return dt.datetime.now().astimezone()


class OpenFileScreen(FinderPage):
    """Type a path, with Tab completing it, or choose with the arrows; Enter says what the file is."""

    parts: ClassVar[tuple[str, ...]] = ("finder",)
    label: ClassVar[str] = "File"

    def __init__(self) -> None:
        super().__init__()
        self._folder: str | None = None
        self._entries: tuple[Entry, ...] = ()
        self._why = ""
        self._asked: tuple[str, str] = ("", "")

    def heading(self) -> str:
        """Return what is asked."""
        return "Open a file from a colleague"

    def on_mount(self) -> None:
        """Begin where downloads are."""
        self.put(first_folder())

    def put(self, typed: str) -> None:
        """Write a path into the line."""
        self.line.value = typed
        self.line.cursor_position = len(typed)

    def found(self, words: str) -> Sequence[str]:
        """Return what lies in the folder that is typed and begins as its name does."""
        folder, begins = parted(words)
        if folder != self._folder:
            self._look_into(folder)
        return [one.name for one in beginning_so(self._entries, begins)]

    def _look_into(self, folder: str) -> None:
        self._folder, self._entries, self._why = folder, (), ""
        place = path_of(folder or ".")
        self.look_up("folder", lambda _: entries(place))

    def on_worked(self, message: Worked) -> None:
        """Show what is in the folder, or go on with what a file is."""
        if message.about == "folder":
            try:
                self._entries = message.answer()
            except OSError:
                self._why = "There is no such folder, or it cannot be read."
            self.refill()
        else:
            self._is(message.answer())

    def draw(self, place: int, width: int) -> Line:
        """Return a file's line."""
        name = self.rows.key_at(place)
        one = next((each for each in self._entries if each.name == name), Entry(name, is_folder=False))
        return entry_line(one, width, now())

    def below(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002  it takes one line
        """Say what can be opened."""
        says = self._why or "A review handed over, a framework, a list of schools. Tab completes a name."
        return under(" ", says, width - 1, style="warn" if self._why else "dim")

    def action_complete(self) -> None:
        """Write out as much of the name as is certain; all of it where only one is left."""
        folder, begins = parted(self.line.value)
        fitting = beginning_so(self._entries, begins)
        if len(fitting) == 1:
            self.put(folder + fitting[0].name + (os.sep if fitting[0].is_folder else ""))
        else:
            sure = certain(one.name for one in fitting)
            self.put(folder + (sure if len(sure) > len(begins) else begins))

    def action_enter(self) -> None:
        """Say what the chosen file is; go into a folder."""
        folder, begins = parted(self.line.value)
        name = self.rows.chosen or begins
        if name or folder:
            place, desk = path_of(folder + name), self.app.desk
            self._asked = folder, name
            self.look_up("what", lambda _: ic.what_is(desk, place), letters=False)

    def take(self, key: str) -> None:
        """Enter does it."""

    def _is(self, found: ic.Recognised) -> None:
        folder, name = self._asked
        if found.sort != "review-folder" and found.path.is_dir():
            self.put(folder + name + os.sep)
        elif found.sort == "none":
            self.say(found.says, wrong=True)
        else:
            self.app.push_screen(FileScreen(found))


class FileScreen(TextPage):
    """What a file is and what opening it would do; Enter does it, Esc leaves everything as it is."""

    parts: ClassVar[tuple[str, ...]] = ("file",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("file")

    def __init__(self, found: ic.Recognised) -> None:
        super().__init__()
        self._found = found
        self._sentences: list[str] = [found.says, "Looking into it …"]
        self._does = ""
        self._next: Callable[[], object] | None = None
        self._busy = False
        self._looks = True

    def heading(self) -> str:
        """Return the file's name."""
        return f"A file: {self._found.path.name}"

    def lines(self, width: int) -> Sequence[Line]:
        """Return what it is."""
        return told_lines(str(self._found.path), self._sentences, self._does, width)

    def on_mount(self) -> None:
        """Look into it, beside the screen."""
        desk, path = self.app.desk, self._found.path
        if self._found.sort in {"bundle", "review-folder"}:
            Work(self, "previewed", lambda _: ic.preview_bundle(desk, path))
        elif self._found.sort == "framework":
            Work(self, "checked", lambda _: ic.check_framework(desk, path))
        elif self._found.sort == "schools":
            self._tell([self._found.says, "What it says of schools that are here already is brought up to date."],
                       "reads it and adds its schools.", self._import)  # fmt: skip
        else:
            self._tell([self._found.says, f"Leave, and type: inclusion framework import {_quoted(path)}"])

    def _tell(self, sentences: list[str], does: str = "", then: Callable[[], object] | None = None) -> None:
        self._sentences, self._does, self._next = sentences, does, then
        self._looks = False
        self.refill()

    def action_enter(self) -> None:
        """Do what the page offers, once; where that is refused, it is offered still."""
        then, self._next = self._next, None
        if then is None:
            if self._looks:
                self.say("It is being looked into. A moment: then this page says what Enter would do.")
        elif not self.app.attempt(then):
            self._next = then

    def action_close(self) -> None:
        """Go back, unless something is being written: what comes of it is to be told."""
        if self._busy:
            self.say("It is being taken in, and what comes of it is told here. A moment.")
        else:
            self.dismiss()

    def on_worked(self, message: Worked) -> None:
        """Tell what came of it; what was refused is told in full."""
        self._busy = False
        try:
            answer = message.answer()
        except ic.InvalidFile as refused:
            self._tell([self._found.says, *problem_sentences(refused.problems, "wrong")])
        except ic.InclusionError as refused:
            self._tell([self._found.says, str(refused)])
        else:
            getattr(self, f"_{message.about}")(answer)

    def _previewed(self, handing: ic.Handing) -> None:
        self._tell(list(handing.sentences), "takes it in. Esc leaves everything as it is.", self._open)

    def _open(self) -> None:
        desk, path = self.app.desk, self._found.path
        self._busy = True
        self._tell([*self._sentences, "Taking it in …"])
        Work(self, "opened", lambda _: _opened(desk, path))

    def _opened(self, handing: ic.Handing) -> None:
        if self.app.sitting is not None:
            self.app.attempt(self.app.sitting.follow)
        self._tell(list(handing.sentences), "opens the review.", lambda: self.app.open_review(handing.review))

    def _checked(self, answer: tuple[ic.Framework, tuple[ic.Problem, ...]]) -> None:
        framework, problems = answer
        self._tell(framework_sentences(framework, problems), "keeps it with your work, for your reviews.",
                   lambda: self._add(framework))  # fmt: skip

    def _add(self, framework: ic.Framework) -> None:
        place = ic.add_framework(self.app.desk, self._found.path, framework)
        self._tell([*self._sentences, f"It is kept in {place}. A new review can be begun with it now."])

    def _import(self) -> None:
        desk, path = self.app.desk, self._found.path
        self._busy = True
        self._tell([self._found.says, "Reading it: thousands of schools take a minute …"])
        Work(self, "imported", lambda _: ic.import_schools(desk, path))

    def _imported(self, done: Any) -> None:  # noqa: ANN401  what `import_schools` answers with
        said = imported_sentences(
            done.added, done.updated, (f"line {one.row}, {one.reason}" for one in done.skipped), done.warnings
        )
        self._tell([*said, "They can be found in a new review now, by name, URN or town."])


def _opened(desk: ic.Desk, path: Path) -> ic.Handing:
    handing = ic.open_bundle(desk, path)
    desk.tell_plugins()
    return handing


def _quoted(path: Path) -> str:
    """Return a path as it has to be typed in this platform's shell."""
    return f'"{path}"' if sys.platform == "win32" else shlex.quote(str(path))
