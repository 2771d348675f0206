"""The settings page: one key changes a setting, at once on every screen and for the next start."""

import threading
from typing import Any

from inclusion_core.plugins import Keymap, hookimpl
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.settings import SettingsScreen
from inclusion_tui.settings import Settings, read_settings, settings_folder


class Gives:
    """A plugin with a keymap, one id of which nobody has."""

    @hookimpl
    def inclusion_keymaps(self) -> list[Keymap]:
        """Give it."""
        return [Keymap("left.hand", "Left hand", "All under the left hand.", {"rate.why": "w", "rate.nothing": "v"})]


def kept() -> Settings:
    """Return what a new start would read."""
    return read_settings(settings_folder())


def test_one_key_changes_a_setting_at_once_and_for_good(drive: Any, shown: Any, until: Any) -> None:
    """Each setting is explained, changed with its key or Enter, in force on the list below, and in the file."""

    async def flow(pilot: Any) -> None:
        app = pilot.app
        app.desk.plugins.register(Gives(), "left")
        assert any("▌" in row or "─" in row for row in shown(pilot))
        await pilot.press("comma")
        assert isinstance(app.screen, SettingsScreen)
        await until(pilot, lambda: any("To choose from: Left hand" in row for row in shown(pilot)))
        text = "\n".join(shown(pilot))
        assert "on to the next one not yet judged" in text
        assert str(settings_folder() / "keymap.toml")[:60] in text
        await pilot.press("a")
        assert (app.settings.advance, kept().advance) == ("next", "next")
        await pilot.press("left", "left")
        assert (app.settings.advance, kept().advance) == ("stay", "stay")
        await pilot.press("t")
        assert (app.theme, kept().theme) == ("inclusion-light", "inclusion-light")
        await pilot.press("p")
        assert app.settings.ascii
        assert kept().ascii
        await pilot.press("m")
        await pilot.pause()
        assert kept().keymap == "left.hand"
        text = "\n".join(shown(pilot))
        assert "rate.nothing is not the name of a key" in text
        assert "Now: Left hand. It is kept." in text
        await pilot.press("escape")
        await pilot.pause()
        rows = shown(pilot)
        assert isinstance(app.screen, RateScreen)
        assert all(row.isascii() for row in rows), [row for row in rows if not row.isascii()]
        assert "w why" in rows[-1]
        await pilot.press("home", "1")
        assert app.screen.rows.chosen == "U1"
        await pilot.press("w")
        await pilot.pause()
        assert type(app.screen).__name__ == "WhyScreen"
        await pilot.press("escape", "comma", "m", "p", "escape")
        await pilot.pause()
        rows = shown(pilot)
        assert "y why" in rows[-1]
        assert not all(row.isascii() for row in rows)

    drive(flow)


def test_people_say_what_they_are_called(drive: Any, shown: Any) -> None:
    """A name that is said holds for the workspace and for the review that is open, in place of an id."""

    async def flow(pilot: Any) -> None:
        me = pilot.app.desk.workspace.me
        await pilot.press("e", *"calm", "enter", "comma")
        assert f"not said yet: others see {me.id}" in "\n".join(shown(pilot))
        await pilot.press("n", *"Ada [b]", "enter")
        await pilot.pause()
        assert "Your name           Ada [b]" in "\n".join(shown(pilot))
        assert pilot.app.sitting.session.review.team[me.id].name == "Ada [b]"
        await pilot.press("escape", "h")
        text = "\n".join(shown(pilot))
        assert me.id not in text
        assert "Ada [b]" in text
        await pilot.press("escape", "comma", "enter", "!", "escape", "escape")
        assert pilot.app.desk.workspace.me.name == "Ada [b]"

    drive(flow)


def test_a_file_that_cannot_be_read_is_told_and_left_alone(drive: Any, shown: Any) -> None:
    """The start says that something is wrong, the page says what; what is chosen holds until one leaves."""
    folder = settings_folder()
    folder.mkdir()
    (folder / "settings.toml").write_text("advance = ", encoding="utf-8")
    (folder / "keymap.toml").write_text("[rate]\nevidnce = 'n'\n", encoding="utf-8")

    async def flow(pilot: Any) -> None:
        await pilot.pause()
        assert "Something in your settings could not be used; , shows what." in shown(pilot)[-1]
        await pilot.press("g", "s")
        await pilot.pause()
        text = " ".join(" ".join(row.split()) for row in shown(pilot))
        assert "is not TOML" in text
        assert "Did you mean rate.evidence?" in text
        await pilot.press("t")
        assert pilot.app.theme == "inclusion-light"
        assert "was not kept" in "".join(shown(pilot)[-4:])
        assert (folder / "settings.toml").read_text(encoding="utf-8") == "advance = "
        (folder / "settings.toml").write_text("theme = 'pink'", encoding="utf-8")
        await pilot.press("t")
        await pilot.pause()
        assert kept().theme == pilot.app.theme
        text = "\n".join(shown(pilot))
        assert "TOML" not in text
        assert "pink" not in text
        assert "Did you mean" in text

    drive(flow, settings=kept(), size=(100, 30))


def test_the_chosen_keymap_holds_from_the_first_key(drive: Any, until: Any, monkeypatch: Any) -> None:
    """Keys that come before the keymap was found wait for it; one that no plugin gives leaves ours in force."""
    import inclusion_tui.chosen as module  # noqa: PLC0415  its own name is what is replaced

    sought = threading.Event()

    def slowly(_desk: Any) -> Any:
        sought.wait(30)
        return {"left.hand": module.GivenKeymap("Left hand", "", {"rate.why": "w"})}

    monkeypatch.setattr(module, "keymaps_of", slowly)

    async def flow(pilot: Any) -> None:
        await pilot.press("w")
        assert isinstance(pilot.app.screen, RateScreen)
        sought.set()
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "WhyScreen")
        assert pilot.app.keymap_problems == ()

    drive(flow, settings=Settings(keymap="left.hand"))

    async def without(pilot: Any) -> None:
        await pilot.press("u")  # the person's own file took it
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "WhyScreen")
        assert pilot.app.keymap_problems == ("No plugin here gives the keymap right.hand: our own keys hold.",)

    drive(without, settings=Settings(keymap="right.hand", keys={"rate.why": "u"}, own={"rate.why": "u"}))


def test_keys_wait_no_longer_for_a_plugin_that_hangs(drive: Any, until: Any, monkeypatch: Any) -> None:
    """After a while our own keys do what they always did."""
    import inclusion_tui.chosen as module  # noqa: PLC0415  as above

    ended = threading.Event()
    monkeypatch.setattr(module, "keymaps_of", lambda _desk: ended.wait(30) and {})
    monkeypatch.setattr(module, "PATIENCE_S", 0.05)

    async def flow(pilot: Any) -> None:
        await pilot.press("y")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "WhyScreen")
        ended.set()

    drive(flow, settings=Settings(keymap="left.hand"))
