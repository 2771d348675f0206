"""Settings: what cannot be read costs only itself and is said."""

from pathlib import Path

import pytest

from inclusion_tui.recent import Recent
from inclusion_tui.settings import ADVANCES, THEMES, Settings, read_settings, settings_folder, write_settings


def test_what_was_chosen_comes_back(tmp_path: Path) -> None:
    """Writing and reading settings is one round."""
    chosen = Settings(advance="stay", theme=THEMES[1], ascii=True, keymap="north-east.left-hand")
    write_settings(tmp_path / "new", chosen)
    assert read_settings(tmp_path / "new") == chosen


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    """Where nothing was chosen, everything is as it comes."""
    assert read_settings(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('advance = "jump"', "advance cannot be 'jump'. Choose next-open, next or stay."),
        ("theme = 3", "theme cannot be 3."),
        ("colour = 'red'", "colour is not a setting we know, or not of its kind."),
        ("ascii = 'yes'", "ascii is not a setting we know, or not of its kind."),
        ("advance = ", "is not TOML"),
    ],
)
def test_a_mistake_is_a_sentence_and_costs_only_itself(tmp_path: Path, text: str, says: str) -> None:
    """The sentence names the file; everything else stays as it was chosen or as it comes."""
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    found = read_settings(tmp_path)
    assert any(says in one and "settings.toml" in one for one in found.problems)
    assert found._replace(problems=()) == Settings()


def test_bytes_that_are_no_text_are_a_sentence(tmp_path: Path) -> None:
    """A file in another encoding raises nothing."""
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe")
    assert "could not be read" in read_settings(tmp_path).problems[0]


def test_keys_are_named_by_their_ids(tmp_path: Path) -> None:
    """A keymap may write an id whole or as a table; a name that is near one is asked about."""
    (tmp_path / "keymap.toml").write_text(
        '"rate.undo" = "ctrl+u"\n[rate]\nwhy = "w"\nevidnce = "n"\nredo = 3\n', encoding="utf-8"
    )
    found = read_settings(tmp_path)
    assert dict(found.keys) == {"rate.undo": "ctrl+u", "rate.why": "w"}
    assert any("rate.evidnce is not the name of a key. Did you mean rate.evidence?" in one for one in found.problems)
    assert any("rate.redo needs a key's name" in one for one in found.problems)


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`$INCLUSION_SETTINGS` names it."""
    monkeypatch.setenv("INCLUSION_SETTINGS", str(tmp_path))
    assert settings_folder() == tmp_path


def test_every_choice_has_a_name() -> None:
    """The first of each list is what comes where nothing is chosen."""
    assert Settings().advance == ADVANCES[0]
    assert Settings().theme == THEMES[0]


@pytest.mark.parametrize("damage", ["", "[", "3", '{"x": 3}', '{"x": {"r": 3}}', "[" * 100_000])
def test_a_damaged_memory_of_places_is_forgotten(tmp_path: Path, damage: str) -> None:
    """Whatever stands in the file of places, the program begins as if there were none."""
    (tmp_path / "recent.json").write_text(damage, encoding="utf-8")
    recent = Recent(tmp_path, Path("/x"))
    assert recent.voice("r") == "self"
    recent.last()
