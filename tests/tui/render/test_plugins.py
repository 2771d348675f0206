"""Plugins in words, as strings."""

from inclusion_core.plugins.checking import GIVES
from inclusion_tui.guarding import PluginPage
from inclusion_tui.render.line import as_text
from inclusion_tui.render.passages import all_lines
from inclusion_tui.render.plugins import _WORDS, Plugin, plugin_passages


def test_each_plugin_says_what_it_gives_and_what_is_wrong() -> None:
    """One that is blocked gives nothing; one with problems says so beside its name and in sentences below."""
    plugins = [
        Plugin("coast", "1.2", "ok", {"inclusion_screens": ("coast.map",)}, ("The coast",)),
        Plugin("odd", "0", "broken", {}, (), ("The plugin 'odd' raised ImportError: x.",)),
        Plugin("quiet", "", "ok", {}),
        Plugin("shut", "2", "blocked", {}),
    ]
    page = PluginPage("coast.map", "Map", "Where it is.", "a:b")
    passages = plugin_passages(plugins, [page], 60)
    said = [" ".join(line.split()) for line in as_text(all_lines(passages)).splitlines()]
    assert said == [
        "coast 1.2 in use",
        "Gives frameworks: 'The coast'; pages: map.",
        "→ Map: Where it is.",
        "odd 0 cannot be used",
        "Nothing of it is used.",
        "! The plugin 'odd' raised ImportError: x.",
        "quiet in use",
        "Gives nothing here; it may look on as you work, or add",
        "remarks.",
        "shut 2 blocked: it is left alone",
        "Nothing of it is used.",
    ]
    assert [one.key for one in passages] == [
        "plugin coast",
        "page coast.map",
        "plugin odd",
        "plugin quiet",
        "plugin shut",
    ]


def test_every_hook_that_gives_has_words() -> None:
    """A hook that is new needs a word for people."""
    assert set(_WORDS) == set(GIVES)
