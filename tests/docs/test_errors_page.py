"""docs/errors.md: a heading for each class of error, the tree as the code draws it, and sentences as they are said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import inclusion_core as ic
from inclusion_core import errors
from inclusion_core.cli.program import EXIT_CODES, exit_code

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"
CLASSES = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.InclusionError)]


def parts() -> dict[str, str]:
    """Return what the page says below the heading of each class."""
    found = re.split(r"^## `(\w+)`$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def test_every_block_of_the_page_works_as_it_stands(replay: Any) -> None:
    """Each command of the page is answered with the sentences that stand below it."""
    assert len(replay(PAGE)) >= 15


def test_every_class_of_error_has_a_heading_and_is_a_public_name() -> None:
    """The headings are the classes of errors.py, in its order, and each has a sentence in a block."""
    assert list(parts()) == [one.__name__ for one in CLASSES]
    for one in CLASSES:
        assert getattr(ic, one.__name__) is one
        assert "```" in parts()[one.__name__], one


def test_the_tree_is_the_one_in_the_code() -> None:
    """The page draws the tree as the module's docstring does, and that names every class below its parent."""
    drawn = re.search(r"```\n(InclusionError\n.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert drawn
    assert errors.__doc__
    assert "".join(f"    {line}\n" for line in drawn[1].splitlines()) in errors.__doc__
    names = re.findall(r"\w+(?=(?:\n|  ))", re.sub(r"  .*", "  ", drawn[1].replace("│  ", "")))
    assert [one for one in names if one.isalnum()] == [one.__name__ for one in CLASSES]


def test_the_exit_codes_are_those_of_the_program() -> None:
    """The page's table has every exit code with its meaning, and each class says the code that it ends with."""
    rows = "".join(f"| {number} | {meaning} |\n" for number, meaning in EXIT_CODES.items())
    assert f"| exit code | |\n|---|---|\n{rows}" in PAGE.read_text(encoding="utf-8")
    made = {"UnknownName": ("a", "b"), "PluginFailed": ("a", "b"), "MissingExtra": ("a", "b")}
    for one in CLASSES:
        said = re.search(r"Exit code (\d)", parts()[one.__name__])
        if said:
            error = one("a", []) if issubclass(one, errors.InvalidFile) else one(*made.get(one.__name__, ("a",)))
            assert exit_code(error) == int(said[1]), one
