"""What a person has chosen, in force: theme, signs, keys; and put in force at once when something else is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.messages import Noted
from inclusion_tui.render.glyphs import ASCII, UNICODE
from inclusion_tui.settings import with_keymap
from inclusion_tui.terminal.room import Roomy
from inclusion_tui.themes import DEFAULTS, THEMES
from inclusion_tui.working import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.filter import LineFilter

    from inclusion_tui.messages import Worked
    from inclusion_tui.settings import Settings

PATIENCE_S = 2.0
"""Seconds that keys wait for the keymap that was chosen: its plugin may hang, and our own keys do then."""

KEYMAP = "keymap"


class GivenKeymap(NamedTuple):
    """A keymap that a plugin gives: what it is called, what it is, and other keys by id."""

    title: str
    about: str
    keys: Mapping[str, str]


def keymaps_of(desk: ic.Desk) -> Mapping[str, GivenKeymap]:
    """Return the keymaps that plugins give, by name. Looks for plugins: for a thread."""
    return {one.name: GivenKeymap(one.title, one.about, one.keys) for one in desk.plugins.keymaps().values()}


class Chosen(Roomy):
    """An app that looks and works as `settings` say. `keymap_problems` say what of the chosen keymap is not used."""

    def __init__(self, desk: ic.Desk, settings: Settings) -> None:
        self.desk, self.settings = desk, settings
        super().__init__()
        self.glyphs = ASCII if settings.ascii else UNICODE
        self.keymap_problems: tuple[str, ...] = ()
        self.steady = keymap.steady_keys(settings.keys)
        self._keymap_came: Callable[[], object] = lambda: None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what our own names for colours are in themes that lack them."""
        return DEFAULTS

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what is done to every row that is drawn, whoever draws it."""
        filters = super().get_line_filters()
        if not self.settings.ascii:
            return filters
        from inclusion_tui.terminal.plain import PlainLetters  # noqa: PLC0415  few people have the setting

        return [*filters, PlainLetters()]

    def choose(self, settings: Settings) -> None:
        """Put other settings in force, on every screen that is open."""
        before, self.settings = self.settings, settings
        self.glyphs = ASCII if settings.ascii else UNICODE
        if settings.keys != before.keys:
            self.steady = keymap.steady_keys(settings.keys)
            self.set_keymap(dict(settings.keys))
        if settings.theme != before.theme:
            self.theme = settings.theme
        for screen in self.screen_stack:
            for one in screen.walk_children(with_self=True):
                one.notify_style_update()  # forget what was drawn
                one.refresh()

    def choose_keymap(self, name: str, keymaps: Mapping[str, GivenKeymap]) -> None:
        """Put a plugin's keymap in force, or none; the person's own keys come before it."""
        settings = self.settings._replace(keymap=name)
        problems: tuple[str, ...] = ()
        if name and name not in keymaps:
            problems = (f"No plugin here gives the keymap {name}: our own keys hold.",)
        settings, unknown = with_keymap(settings, keymaps[name].keys if name in keymaps else {})
        self.keymap_problems = (*problems, *unknown)
        self.choose(settings)

    def bring_keymap(self, hold: Callable[[str], object], release: Callable[[str], object]) -> None:
        """Use the person's own keys, and look beside the screen for the keymap that was chosen; keys wait for it."""
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        if not self.settings.keymap:
            return
        hold(KEYMAP)
        self._keymap_came = lambda: release(KEYMAP)
        self.set_timer(PATIENCE_S, self._keymap_came)
        Work(self, KEYMAP, lambda _: keymaps_of(self.desk))

    def say_problems(self) -> None:
        """Say at the foot that something in the files of settings was passed over, where it was."""
        if self.settings.problems and self.screen_stack:
            key = dict(keymap.shown_keys("everywhere", self.settings.keys))["everywhere.settings"]
            says = f"Something in your settings could not be used; {key} shows what."
            self.screen_stack[-1].post_message(Noted(says, wrong=True))

    def on_worked(self, message: Worked) -> None:
        """Put the keymap in force that was looked for."""
        if message.about == KEYMAP:
            try:
                self.choose_keymap(self.settings.keymap, message.answer())
            except ic.InclusionError as refused:
                self.keymap_problems = (str(refused),)
            self._keymap_came()
