from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from inclusion_core.errors import UnknownName
from inclusion_core.model.framework import Framework, Need
from inclusion_core.model.scale import FOUR_STEP
from inclusion_core.store import toml
from inclusion_core.store.converter import fields
from inclusion_core.store.frameworks import framework_files
from inclusion_core.store.frameworks.framework_keys import ABOUT, FILE_KEYS, WRITTEN_BY_US
from inclusion_core.store.frameworks.json_schema import framework_schema

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "framework-files.md").read_text(encoding="utf-8")
ROWS = set(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE))


@pytest.mark.parametrize("cls", ABOUT, ids=lambda cls: cls.__name__)
def test_every_key_of_a_class_has_its_line(cls: type) -> None:
    """A key that is added to a class cannot be forgotten here, nor one that went be left."""
    assert set(ABOUT[cls]) == set(fields(cls)) - WRITTEN_BY_US


def test_every_class_that_a_file_holds_is_here() -> None:
    """Whatever the schema describes has its lines."""
    assert {cls.__name__ for cls in ABOUT} == {*framework_schema()["$defs"], "Framework"}
    assert attrs.has(Need)  # a need is written as a sentence, and so is no table


def test_every_key_has_its_row_on_the_page_in_the_same_words() -> None:
    """docs/framework-files.md explains each key as the editor does."""
    expected = {pair for keys in (FILE_KEYS, *ABOUT.values()) for pair in keys.items()}
    assert expected == ROWS


def read_nothing(name: str) -> Framework:
    """Have no framework to lie over."""
    raise UnknownName("framework", name)


def test_the_whole_file_on_the_page_is_right() -> None:
    """The small framework at the top of the page loads without a problem, and the other example files parse."""
    examples = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    read = framework_files.read_framework(
        examples[0], bases=read_nothing, scales={"four-step": FOUR_STEP}, kinds={}, methods={"mean"}
    )
    assert read.framework.name == "our-trust@2026.1"
    assert all(toml.parse(example) for example in examples)
