"""The help as text: what works here first, then the marks, then the rest; and only what is looked for."""

from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.render.glyphs import ASCII, UNICODE
from inclusion_tui.render.keys import Help, help_passages
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.passages import all_lines

HERE = {"rate.undo": ("z", "ctrl+z"), "list.down": ("down", "j"), "rate.why": ("y",)}


def told(**more: Any) -> Help:
    """Return what the help tells of, with other parts where given."""
    return Help(**{"here": HERE, "glyphs": UNICODE, "given": {}, **more})


def test_what_works_here_stands_first_and_only_once() -> None:
    """The keys of the screen come first, its own before those of every list, and are not told again in their part."""
    passages = help_passages(told(), 80)
    keys = [one.key for one in passages if one.key]
    assert keys[:3] == ["rate.undo", "rate.why", "list.down"]
    assert len(keys) == len(set(keys))
    assert {one.id for one in keymap.KEYS if one.where != "help"} <= set(keys)


@pytest.mark.parametrize("width", [40, 59, 79, 100])
def test_nothing_of_it_is_cut(width: int) -> None:
    """Every sentence of the table stands there whole, in lines that fit."""
    passages = help_passages(told(), width)
    assert max(ic.columns(plain(line)) for line in all_lines(passages)) <= width
    by_key = {one.key: " ".join(as_text(one.lines).split()) for one in passages}
    for one in keymap.KEYS:
        if one.where != "help":
            assert " ".join(one.does.split()) in by_key[one.id].replace("  ", " ")


def test_each_mark_is_told_in_its_own_sign() -> None:
    """The legend has the signs that the list has, plain ones where the list has plain ones."""
    for glyphs in (UNICODE, ASCII):
        text = as_text(all_lines(help_passages(told(glyphs=glyphs), 80)))
        assert f"  {glyphs.reason} " in text
        assert f"{glyphs.evidence}3" in text
    assert as_text(all_lines(help_passages(told(glyphs=ASCII), 80))).isascii()


def test_other_keys_are_told_as_a_keymap_gives_them() -> None:
    """A key that a keymap moved is told where it is now."""
    found = {one.key: as_text(one.lines) for one in help_passages(told(given={"rate.view": "ctrl+v,f5"}), 80)}
    assert found["rate.view"].split()[:2] == ["ctrl+v,", "f5"]


def test_finding_keeps_what_holds_every_word() -> None:
    """What is typed is looked for in key, sentence, word and part; headings without rows go; nothing found is said."""
    found = help_passages(told(find="take back"), 80)
    assert next(one.key for one in found if one.key) == "rate.undo"
    assert all("back" in as_text(one.lines) for one in found if one.key)
    assert as_text(found[0].lines).strip() == "Keys that work here"
    nothing = help_passages(told(find="zebra"), 80)
    assert as_text(all_lines(nothing)).strip() == "No key and no mark has all of 'zebra'"


def test_digits_beyond_the_scale_are_left_out() -> None:
    """A digit that stands for no level of the scale is not told of."""
    keys = {one.key for one in help_passages(told(without=keymap.beyond(4)), 80)}
    assert "rate.level-4" in keys
    assert "rate.level-5" not in keys


def test_a_key_that_was_given_away_is_hinted_at_no_more() -> None:
    """What another of the same screen took is not shown where it does nothing now; what is elsewhere keeps its own."""
    given = {"rate.why": "u,W"}
    assert ("u", "why") in keymap.hints(("rate",), given)
    assert not [word for _, word in keymap.hints(("rate",), given) if word == "unseen"]
    assert keymap.keys_in_force(keymap.BY_ID["rate.why"], given) == ("u", "W")
    assert keymap.keys_in_force(keymap.BY_ID["rate.undo"], {"rate.why": "z"}) == ("ctrl+z",)
    assert keymap.keys_in_force(keymap.BY_ID["rate.undo"], {"list.up": "z"}) == ("z", "ctrl+z")
