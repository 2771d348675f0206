"""docs/keys.md: the table of keys, to the letter, and an example of a keymap that does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

from inclusion_tui.keys import keymap
from inclusion_tui.keys.keys_page import keys_page
from inclusion_tui.settings import known_keys, read_settings

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_page_is_what_the_table_says() -> None:
    """docs/keys.md is the output of `python -m inclusion_tui.keys.keys_page`, to the letter."""
    assert PAGE.read_text(encoding="utf-8") == keys_page()


def test_every_key_of_the_program_is_on_the_page() -> None:
    """Each id stands in a row of its own, under the part of the screen where it works."""
    page = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^\| .* \| `([\w.-]+)` \|$", page, re.MULTILINE)
    assert sorted(found) == sorted(keymap.BY_ID)
    assert set(re.findall(r"^## (.+)$", page, re.MULTILINE)) >= {keymap.WHERE[one.where] for one in keymap.KEYS}


def test_the_example_of_a_keymap_is_one(tmp_path: Path) -> None:
    """The file on the page is read without a problem, puts undo elsewhere, and takes no key that was in use there."""
    example = re.search(r"<!-- file: keymap.toml -->\n```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    (tmp_path / "keymap.toml").write_text(example[1], encoding="utf-8")
    found = read_settings(tmp_path)
    assert found.problems == ()
    assert found.keys == {"rate.undo": "z,ctrl+r", "rate.why": "Y", "rate.unseen": "U,f5"}
    given = {key for one in found.keys.values() for key in one.split(",")}
    others = [one for one in keymap.KEYS if one.where in {"rate", "list", "everywhere"} and one.id not in found.keys]
    assert not given & {key for one in others for key in one.keys}
    assert known_keys(found.keys.items(), "")[1] == []


def test_what_the_page_says_of_terminals_is_true() -> None:
    """No key is one that a terminal keeps for itself, and none stands under a function key alone."""
    for one in keymap.KEYS:
        assert not [key for key in one.keys if key.startswith("alt+") or key in {"ctrl+a", "ctrl+b", "ctrl+s"}], one
        assert any(not re.fullmatch(r"f\d+", key) for key in one.keys), one
