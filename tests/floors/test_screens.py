"""What no screen may do, looked for in the code: markup, names of Textual's taken by accident, keys that are eaten."""

import ast
import importlib
import pkgutil
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Input, TextArea

import inclusion_tui
from inclusion_tui.keys import keymap

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "inclusion_tui").rglob("*.py"))

MARKUP_CALLS = {"Static", "Label", "notify", "Button", "Checkbox", "RadioButton", "Option", "Toast"}
"""What reads a text as markup, unless told not to."""

EATEN = {
    "ctrl+b": "tmux begins its own keys with it",
    "ctrl+a": "screen begins its own keys with it",
    "ctrl+s": "a serial line stops",
    "ctrl+c": "it copies or ends programs",
    "ctrl+w": "browsers and VS Code close the tab",
    "ctrl+k": "VS Code begins its own keys with it",
    "ctrl+grave_accent": "VS Code opens its terminal",
    "ctrl+i": "a terminal sends Tab",
    "ctrl+m": "a terminal sends Enter",
    "ctrl+h": "a terminal sends Backspace",
    "ctrl+left_square_bracket": "a terminal sends Esc",
}
EATEN_BUT_NOT_ALONE = {"ctrl+q", "ctrl+z", "ctrl+j"}
"""Keys that are eaten somewhere: allowed beside another way to the same thing, which is tested."""

OTHER_WAYS = {
    "everywhere.quit": "q at the start and in the list, and the palette",
    "capture.new-line": "Tab r",
}


def classes() -> list[type]:
    """Return all classes of ours that stand on Textual's."""
    found = set()
    for one in pkgutil.walk_packages(inclusion_tui.__path__, "inclusion_tui."):
        if ".web" in one.name:
            continue
        module = importlib.import_module(one.name)
        found |= {each for each in vars(module).values() if isinstance(each, type)
                  and each.__module__ == one.name and issubclass(each, MessagePump)}  # fmt: skip
    return sorted(found, key=lambda one: one.__qualname__)


MEANT = {
    # What Textual asks its widgets, screens and apps to say.
    "BINDINGS", "COMPONENT_CLASSES", "CSS_PATH", "DEFAULT_CSS", "ENABLE_COMMAND_PALETTE", "HORIZONTAL_BREAKPOINTS",
    "TITLE", "compose", "get_default_screen", "get_driver_class", "get_line", "get_line_filters", "on_event",
    "get_theme_variable_defaults", "notify_style_update", "render_line", "check_action",
    # What ours does in addition to Textual's, or instead of it: the class says why beside each.
    "app", "dismiss", "exit", "_handle_exception", "_fatal_error", "_on_key", "_on_paste", "_value",
}  # fmt: skip
"""Names of Textual's that are taken on purpose."""


@cache
def kept(base: type) -> frozenset[str]:
    """Return what an object of one of Textual's classes keeps on itself."""
    return frozenset(vars(base())) if base in {Widget, Screen, App, ScrollView, Input, TextArea} else frozenset()


def taken(one: type) -> Iterator[str]:
    """Yield the names of Textual's that a class of ours takes, without those that are meant."""
    bases = [base for base in one.__mro__ if base.__module__.startswith("textual")]
    for name in {**vars(one), **vars(one).get("__annotations__", {})}:
        if name.startswith("__") or name in MEANT or name in {"can_focus", "can_focus_children"}:
            continue
        if name.startswith("_") and name in {"_reactives", "_computes", "_decorated_handlers", "_merged_bindings",
                                             "_inherit_bindings", "_inherit_css", "_css_type_names", "_css_type_name",
                                             "_inherit_component_classes", "_node_name"}:  # fmt: skip
            continue  # Textual itself puts these into every class
        if any(name in vars(base) or name in kept(base) for base in bases):
            yield name


def test_no_name_of_textuals_is_taken_by_accident() -> None:
    """A method or attribute of ours that Textual has too is on the list of those that are meant."""
    assert any(issubclass(one, Screen) for one in classes())
    assert any(issubclass(one, App) for one in classes())
    found = {f"{one.__module__}.{one.__qualname__}.{name}" for one in classes() for name in taken(one)}
    assert found == set()


def test_a_name_taken_by_accident_is_seen() -> None:
    """The test above can fail: it sees a method and an attribute."""

    class Careless(Widget):
        _size = "mine"  # type: ignore[assignment]

        def watch_hover_style(self) -> None:  # type: ignore[override]
            """Hide what Textual has."""

    assert {"_size", "watch_hover_style"} <= set(taken(Careless))


def test_every_name_that_is_meant_is_taken() -> None:
    """The list of those that are meant has none that nobody takes any more."""
    used = {name for one in classes() for name in {**vars(one), **vars(one).get("__annotations__", {})}}
    assert used >= MEANT


def test_an_attribute_set_on_self_is_none_of_textuals() -> None:
    """What our classes keep on `self` hides nothing that Textual keeps there."""
    bare = {name for base in (Widget, Screen, App, DOMNode) for name in {*dir(base), *kept(base)}}
    found = set()
    for path in SOURCES:
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(one, ast.ClassDef) and one.bases:
                found |= {
                    f"{path.name}: {one.name}.{name}" for name in set_on_self(one) if name in bare - SET_ON_PURPOSE
                }
    ours = {each.__name__ for each in classes()}
    assert {one for one in found if one.split(": ")[1].partition(".")[0] in ours} == set()


SET_ON_PURPOSE = {"app", "theme", "can_focus", "cursor_blink", "value", "virtual_size"}
"""Textual's own settings, set as they are meant to be."""


def set_on_self(one: ast.ClassDef) -> Iterator[str]:
    """Yield the names of what a class assigns to on `self`."""
    for each in ast.walk(one):
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store) and ast.unparse(each.value) == "self":
            yield each.attr


def markup(tree: ast.AST) -> Iterator[str]:
    """Yield each place where a text may be read as markup."""
    for one in ast.walk(tree):
        if getattr(one, "attr", "") in {"from_markup", "markup"} or getattr(one, "id", "") == "from_markup":
            yield f"{one.lineno}: {ast.unparse(one)}"
        if not isinstance(one, ast.Call):
            continue
        called = one.func.attr if isinstance(one.func, ast.Attribute) else getattr(one.func, "id", "")
        plain = any(word.arg == "markup" and getattr(word.value, "value", None) is False for word in one.keywords)
        if any(word.arg == "markup" and getattr(word.value, "value", None) is not False for word in one.keywords):
            yield f"{one.lineno}: {ast.unparse(one)}"
        given = [*one.args, *(word.value for word in one.keywords if word.arg in {"title", "message", "renderable"})]
        if called in MARKUP_CALLS and not plain and any(not isinstance(each, ast.Constant) for each in given):
            yield f"{one.lineno}: {ast.unparse(one)}"
        if called == "update" and isinstance(one.func, ast.Attribute) and any(map(is_text, one.args)):
            yield f"{one.lineno}: {ast.unparse(one)}"


def is_text(given: ast.AST) -> bool:
    """Say whether an argument is a text put together on the spot."""
    return isinstance(given, ast.JoinedStr) or (isinstance(given, ast.Constant) and isinstance(given.value, str))


@pytest.mark.parametrize(
    "code",
    ["Static(name)", "Label(f'{x}')", "self.notify(said)", "Content.from_markup(x)", "w.update(f'[b]{x}[/]')",
     "Static('a', markup=True)", "Text.from_markup('a')", "app.notify('x', title=name)"],
)  # fmt: skip
def test_each_way_to_markup_is_seen(code: str) -> None:
    """The test below can fail: it sees every way there is."""
    assert list(markup(ast.parse(code)))


@pytest.mark.parametrize("code", ["Static('plain')", "Static(name, markup=False)", "found.update(other)", "Content(x)"])
def test_what_is_no_markup_is_left_alone(code: str) -> None:
    """A settled text, and one that is told not to be markup, may be shown."""
    assert not list(markup(ast.parse(code)))


def test_no_text_is_read_as_markup() -> None:
    """User text reaches a widget as Content or Text only: nowhere is a text read as markup."""
    found = {
        f"{path.name}:{place}" for path in SOURCES for place in markup(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()


def is_emoji(mark: str) -> bool:
    """Say whether a mark is a picture in colour, or makes one of the mark before it."""
    return (
        ord(mark) >= 0x1F000 or mark == "\ufe0f" or (unicodedata.east_asian_width(mark) == "W" and "☀" <= mark <= "➿")
    )


def test_no_emoji_in_any_source() -> None:
    """Signs take one column in every terminal and speak no slang."""
    assert is_emoji("😀")
    assert is_emoji("✅")
    assert not is_emoji("✎")
    texts = [*SOURCES, *(ROOT / "src").rglob("*.toml"), *(ROOT / "src").rglob("*.tcss"), *(ROOT / "docs").rglob("*.md"),
             *(ROOT / "frameworks").rglob("*.toml")]  # fmt: skip
    found = {
        f"{path.name}: {mark}" for path in texts for mark in set(path.read_text(encoding="utf-8")) if is_emoji(mark)
    }
    assert found == set()


def test_every_key_has_an_id_and_a_sentence() -> None:
    """Ids are unique and begin with their part; what a key does is a sentence; its word is short."""
    assert len({one.id for one in keymap.KEYS}) == len(keymap.KEYS)
    for one in keymap.KEYS:
        assert one.id.startswith(f"{one.where}."), one.id
        assert one.does[0].isupper(), one.id
        assert one.does.endswith("."), one.id
        assert 0 < len(one.word) <= 24, one.id


def test_no_key_is_eaten_on_its_way() -> None:
    """No key that tmux, screen, VS Code, a desktop's terminal or a serial line keeps is the only way to something."""
    for one in keymap.KEYS:
        for key in one.keys:
            assert key not in EATEN, (one.id, EATEN.get(key))
            assert not key.startswith(("ctrl+shift+", "alt+", "super+", "ctrl+alt+")), one.id
        alone = set(one.keys) <= EATEN_BUT_NOT_ALONE
        assert not alone or one.id in OTHER_WAYS, f"{one.id} has only {one.keys}"
    assert any(one.action == "app.leave" and "q" in one.keys for one in keymap.KEYS)
    assert "besides.new-line" in keymap.BY_ID


def test_nothing_stands_under_a_function_key_alone() -> None:
    """Laptops and tablets give function keys to the volume."""
    for one in keymap.KEYS:
        assert any(not (key[0] == "f" and key[1:].isdigit()) for key in one.keys), one.id


def test_no_key_of_a_part_stands_twice() -> None:
    """In one part no key does two things."""
    for part in keymap.WHERE:
        keys = [key for one in keymap.keys(part) for key in one.keys]
        assert len(keys) == len(set(keys)), part
