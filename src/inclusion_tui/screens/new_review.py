"""Beginning a review: which school, which framework, whose judgements. Nothing is made before the last is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import inclusion_core as ic
from inclusion_tui.render.beginning import counted, framework_line, framework_lines, new_school_line, school_line
from inclusion_tui.render.line import under
from inclusion_tui.screens.finder import FinderPage
from inclusion_tui.screens.page import Menu
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusion_tui.messages import Worked
    from inclusion_tui.render.line import Line

_NEW = "+new"
_ROLE_KEYS = "123456789"
_ME, _ANOTHER = "+me", "+another"


class NewReviewScreen(FinderPage):
    """Find a school by name, URN or town as you type, or go on with the name that was typed."""

    label: ClassVar[str] = "School"

    def __init__(self) -> None:
        super().__init__()
        self._finder: ic.SchoolFinder | None = None
        self._schools: dict[str, ic.School] = {}

    def heading(self) -> str:
        """Return what is asked."""
        if not self._finder:
            return "A new review: which school?"
        return f"A new review: which school? {counted(len(self._finder), 'school')} here"

    def on_mount(self) -> None:
        """Read the schools beside the screen: there may be thousands."""
        desk = self.app.desk
        if desk.folder is not None:
            self.look_up("schools", lambda _: ic.SchoolFinder(desk))

    def on_worked(self, message: Worked) -> None:
        """Show the schools that were read."""
        read: list[ic.SchoolFinder] = []
        if self.app.attempt(lambda: read.append(message.answer())):
            self._finder = read[0]
            self.find(self.line.value)  # a new school of that name was the only choice until now

    def found(self, words: str) -> Sequence[str]:
        """Return the schools that hold every word, and before them one of that name that is not here yet."""
        found = self._finder.find(words) if self._finder is not None else ()
        self._schools = {one.id: one for one in found}
        return [*([_NEW] if words.strip() else []), *self._schools]

    def best(self, keys: Sequence[str]) -> str:
        """Return the first school that is here, else the one that is not."""
        return next((one for one in keys if one != _NEW), _NEW if keys else "")

    def draw(self, place: int, width: int) -> Line:
        """Return a school's line."""
        key = self.rows.key_at(place)
        if key == _NEW:
            return new_school_line(self.line.value.strip(), width)
        return school_line(self._schools[key], width)

    def below(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002  it takes one line
        """Say what the list is for."""
        if not self.rows.chosen:
            return under(" ", "Type the school's name. It need not be in any list.", width - 1, style="dim")
        new = self.rows.chosen == _NEW
        says = "Enter begins with this name. Its town and numbers can come later." if new else (
            "Enter goes on with this school. Up from the first is a new one of that name.")  # fmt: skip
        return under(" ", says, width - 1, style="dim")

    def take(self, key: str) -> None:
        """Go on to the framework; not before it is known whether the school is here already."""
        if self.looks_up("schools"):
            self.say("The schools that are here are still being read. A moment.")
            return
        school = ic.School(name=self.line.value.strip()) if key == _NEW else self._schools[key]
        self.app.push_screen(FrameworkScreen(school))


class FrameworkScreen(FinderPage):
    """Choose what the school is reviewed with: title, edition, who gives it, what it is."""

    label: ClassVar[str] = "Framework"

    def __init__(self, school: ic.School) -> None:
        super().__init__()
        self._school = school
        self._offered: dict[str, ic.Offered] | None = None

    def heading(self) -> str:
        """Return what is asked."""
        return f"A new review of {self._school.name}: with which framework?"

    def on_mount(self) -> None:
        """Read them beside the screen, those first that fit the school: plugins are looked for."""
        desk, school = self.app.desk, self._school
        self.look_up("frameworks", lambda _: ic.offered_frameworks(desk, school))

    def on_worked(self, message: Worked) -> None:
        """Show the frameworks that were found."""
        found: list[ic.Offered] = []
        if self.app.attempt(lambda: found.extend(message.answer())):
            self._offered = {str(one.path): one for one in found}
            self.refill()

    def found(self, words: str) -> Sequence[str]:
        """Return the frameworks that hold every word: in title or name first, then in giver or description."""
        wanted = words.casefold().split()
        held = {key: f"{one.title} {one.name}".casefold() for key, one in (self._offered or {}).items()}
        called = [key for key, words in held.items() if all(word in words for word in wanted)]
        told = [
            key
            for key, one in (self._offered or {}).items()
            if key not in called
            and all(word in f"{held[key]} {one.given_by} {one.about}".casefold() for word in wanted)
        ]
        return [*called, *told]

    def draw(self, place: int, width: int) -> Line:
        """Return a framework's line."""
        return framework_line((self._offered or {})[self.rows.key_at(place)], width)

    def below(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002  Textual cuts it where it must
        """Say what the chosen one is."""
        if self._offered is None:
            return (((" Looking for frameworks, those of plugins too …", "dim"),),)
        if not self.rows.chosen:
            return (((" No framework here holds these words.", "dim"),),)
        return framework_lines(self._offered[self.rows.chosen], width)

    def take(self, key: str) -> None:
        """Ask whose judgements come first."""
        one = (self._offered or {})[key]
        if one.problems:
            self.say(f"This framework cannot be used: {one.problems[0]}", wrong=True)
            return
        self.app.push_screen(WhoseMenu(one.roles, self.app.desk.workspace.me), lambda voice: self._asked(one, voice))

    def _asked(self, one: ic.Offered, voice: str | None) -> None:
        """Begin, or ask for the name that a reviewer goes by first."""
        me = self.app.desk.workspace.me
        if voice is None:
            return
        if voice == _ANOTHER:
            name = Question("The reviewer's name:", check=_name)
            Questions.on(self).put([name], lambda given: self._make(one, _ANOTHER, given[0]))
        elif voice == _ME and not me.name:
            name = Question("Your name, as others will see it:", hint=f"With nothing typed it is {me.id}.")
            Questions.on(self).put([name], lambda given: self._make(one, _ME, given[0]))
        else:
            self.app.attempt(lambda: self._make(one, voice))

    def _make(self, one: ic.Offered, voice: str, name: str = "") -> None:
        """Make the school, where it is new, and the review; open it. Raises what the workspace refuses."""
        desk, name = self.app.desk, " ".join(name.split())
        framework = desk.framework(one.path)
        if voice == _ME and name:
            desk.workspace.rename_me(name)
        if not self._school.id:
            self._school = ic.add_school(desk, self._school)
        team = {ic.slug(name): ic.Person(ic.slug(name), name)} if voice == _ANOTHER else {}
        review = desk.workspace.create_review(self._school.id, framework, team=team)
        peer = {_ME: desk.workspace.me.id, _ANOTHER: ic.slug(name)}
        self.app.open_review(review.id, f"peer:{peer[voice]}" if voice in peer else voice)
        self.app.say(f"{review.id} is begun. A digit gives a level; ? shows every key.")


def _name(typed: str) -> None:
    """Raise NotAllowed for a name of which no id can be made."""
    if not any(mark.isascii() and mark.isalnum() for mark in typed):
        raise ic.NotAllowed("A reviewer is known by a name with letters a to z or digits in it. Write one.")


class WhoseMenu(Menu[str]):
    """Whose judgements are given first: one key."""

    def __init__(self, roles: Sequence[str], me: ic.Person) -> None:
        asked = [(_ROLE_KEYS[place], f"{role}, as the framework has it", f"role:{role}")
                 for place, role in enumerate(roles[: len(_ROLE_KEYS)])]  # fmt: skip
        usual = [
            ("s", "the school itself: a self-review", "self"),
            ("p", f"a visiting reviewer: me{f', {me.name}' if me.name else ''}", _ME),
            ("n", "another reviewer, by name", _ANOTHER),
        ]
        super().__init__("Whose judgements come first?", [*asked, *usual])
