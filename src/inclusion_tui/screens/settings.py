"""Settings: how this looks and works. Each is changed with one key, holds at once and is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from inclusion_tui.chosen import keymaps_of
from inclusion_tui.keys import keymap
from inclusion_tui.render.passages import WIDEST
from inclusion_tui.render.settings import NAME, ORDER, Told, settings_passages, value_words
from inclusion_tui.screens.page import Page
from inclusion_tui.settings import ADVANCES, THEMES, read_settings, settings_folder, write_settings
from inclusion_tui.widgets.passages import Passages
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from inclusion_tui.chosen import GivenKeymap
    from inclusion_tui.messages import Worked
    from inclusion_tui.render.passages import Passage

_KEYMAPS = "keymaps"


class SettingsScreen(Page):
    """Lists the settings; keymaps come from plugins, which are looked for beside the screen."""

    parts: ClassVar[tuple[str, ...]] = ("settings",)
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("settings")

    def __init__(self) -> None:
        super().__init__()
        self._keymaps: Mapping[str, GivenKeymap] | None = None

    def heading(self) -> str:
        """Return what it is."""
        return "Settings"

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield Passages(self._written, sign=self.app.glyphs.cursor, id="text")

    @property
    def text(self) -> Passages:
        """The list."""
        return self.query_one("#text", Passages)

    def _told(self) -> Told:
        settings, folder = self.app.settings, settings_folder()
        return Told(
            settings,
            {
                name.removeprefix("settings."): key
                for name, key in keymap.shown_keys("settings", settings.keys)
            },
            [str(folder / "settings.toml"), str(folder / "keymap.toml")],
            self._keymaps,
            (*settings.problems, *self.app.keymap_problems),
            grey=self.app.no_color,
            me=self.app.desk.workspace.me.name,
            person=self.app.desk.workspace.me.id,
        )  # fmt: skip

    def _written(self, width: int) -> Sequence[Passage]:
        return settings_passages(self._told(), min(width, WIDEST))

    def refill(self) -> None:
        """Write it afresh."""
        self.text.sign = self.app.glyphs.cursor
        self.text.rewrite()

    def on_mount(self) -> None:
        """Look for keymaps."""
        self.text.focus()
        desk = self.app.desk
        self.look_up(_KEYMAPS, lambda _: keymaps_of(desk))

    def on_worked(self, message: Worked) -> None:
        """Offer the keymaps that were found."""
        found: list[Mapping[str, GivenKeymap]] = []
        if message.about == _KEYMAPS and self.app.attempt(lambda: found.append(message.answer())):
            self._keymaps = found[0]
            self.refill()

    # What keys do ---------------------------------------------------------------------------------------------------

    def on_row_entered(self) -> None:
        """A click on the chosen setting changes it."""
        self.action_change(1)

    def action_change(self, by: int) -> None:
        """Change the setting that is chosen."""
        if self.text.chosen == NAME:
            self.action_name()
        elif self.text.chosen in ORDER:
            self._change(self.text.chosen, by)

    def action_name(self) -> None:
        """Ask for the name that others see."""
        self.text.choose(NAME)
        asked = Question("Your name, as others will see it:", text=self.app.desk.workspace.me.name)
        Questions.on(self).put([asked], lambda given: self._be_called(" ".join(given[0].split())))

    def _be_called(self, name: str) -> None:
        """Take this name here, and in the team of the review that is open. Raises what the files refuse."""
        me = self.app.desk.workspace.rename_me(name)
        sitting = self.app.sitting
        if sitting is not None and not sitting.session.read_only and sitting.session.review.team.get(me.id) != me:
            sitting.session.change_review(team={me.id: me})
            sitting.changed()
        self.refill()
        self.say(f"Now: {value_words(NAME, self._told())}. It is kept.")

    def action_of(self, name: str) -> None:
        """Change a setting by its own key."""
        self.text.choose(name)
        self._change(name, 1)

    def _change(self, name: str, by: int) -> None:
        values: Sequence[Any] = self._values(name)
        if len(values) < 2:  # noqa: PLR2004  one is none to choose from
            self.say("No plugin here brings a keymap." if self._keymaps is not None else "Keymaps are looked for yet.")
            return
        now: Any = getattr(self.app.settings, name)
        at = values.index(now) if now in values else -1
        value = values[(at + by) % len(values)]
        if name == "keymap":
            self.app.choose_keymap(str(value), self._keymaps or {})
        else:
            self.app.choose(self.app.settings._replace(**{name: value}))
        kept = self.app.attempt(lambda: write_settings(settings_folder(), {name: value}))
        self.app.settings = self.app.settings._replace(problems=read_settings(settings_folder()).problems)
        self.refill()
        if kept:
            self.say(f"Now: {value_words(name, self._told())}. It is kept.")

    def _values(self, name: str) -> Sequence[str | bool]:
        if name == "advance":
            return ADVANCES
        if name == "theme":
            return THEMES
        if name == "ascii":
            return (False, True)
        return ("", *(self._keymaps or {}))
