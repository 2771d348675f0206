from __future__ import annotations

from inclusion_core.store.lines import Lines, statements

TEXT = '''# [not.a.heading]
a = 1
[indicators."P3.1"]  # [nor.this]
title = "[x]"
note = """
[looks.like.a.heading]
key = "and like a key"
"""
list = [
    "a",  # key = 1
    ["b"],
]
law = { duty = "d", source = "s" }
levels.secure = "x"

[indicators.U4]
title = 'x'

[indicators.U5.levels]
secure = "y"
'''


def test_keys_have_the_line_they_stand_on() -> None:
    """Headings, keys, dotted keys and keys inside one-line tables are found on their lines."""
    lines = Lines(TEXT)
    assert lines(("a",)) == 2
    assert lines(("indicators", "P3.1")) == 3
    assert lines(("indicators", "P3.1", "title")) == 4
    assert lines(("indicators", "P3.1", "list")) == 9
    assert lines(("indicators", "P3.1", "law", "duty")) == 13
    assert lines(("indicators", "P3.1", "levels", "secure")) == 14
    assert lines(("indicators", "U4", "title")) == 17


def test_a_heading_below_stands_for_a_key_that_has_none_of_its_own() -> None:
    """Where only [indicators.U5.levels] speaks of U5, that is its line."""
    assert Lines(TEXT)(("indicators", "U5")) == 19


def test_what_is_not_certain_has_no_line() -> None:
    """A key that is not there, is there twice, or stands in a value over several lines, has no line."""
    assert Lines(TEXT)(("indicators", "U4", "weight")) is None
    assert Lines("a = 1\na = 2\n")(("a",)) is None
    assert Lines("a = [\n{ b = 1 },\n{ b = 2 }]\n")(("a", "b")) is None
    assert Lines(TEXT)(("looks", "like", "a", "heading")) is None


def test_a_broken_text_is_followed_as_far_as_it_goes() -> None:
    """Statements before the place where a text breaks off are found, and so is the one that is open."""
    found = [one.path for one in statements('a = 1\n[b]\nc = "x"\nd = [\n  "e')]
    assert found == [("a",), ("b",), ("b", "c"), ("b", "d")]
