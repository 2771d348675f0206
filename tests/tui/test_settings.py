"""Settings: what cannot be read costs only itself and is said."""

from pathlib import Path

import pytest

import inclusion_core as ic
from inclusion_tui.frames import frame_of
from inclusion_tui.recent import Recent
from inclusion_tui.settings import (
    ADVANCES,
    THEMES,
    Settings,
    read_settings,
    settings_folder,
    with_keymap,
    write_settings,
)


def test_what_was_chosen_comes_back(tmp_path: Path) -> None:
    """Writing and reading settings is one round."""
    chosen = Settings(advance="stay", theme=THEMES[1], ascii=True, keymap="north-east.left-hand")
    changes = {"advance": "stay", "theme": THEMES[1], "ascii": True, "keymap": "north-east.left-hand"}
    write_settings(tmp_path / "new", changes)
    assert read_settings(tmp_path / "new") == chosen


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "ansi-light"\n'),
        ("# mine\nadvance = 'stay' # why\n", "theme = \"ansi-light\"\n# mine\nadvance = 'stay' # why\n"),
        ("theme = 'ansi-dark'  # here\nascii = true", 'theme = "ansi-light"  # here\nascii = true'),
        ("ascii = true\r\ntheme='x'\r\n", 'ascii = true\r\ntheme = "ansi-light"\r\n'),
        ("theme = 3\n[other]\ntheme = 1\n", 'theme = "ansi-light"\n[other]\ntheme = 1\n'),
        ("[other]\ntheme = 1\n", 'theme = "ansi-light"\n\n[other]\ntheme = 1\n'),
        ('theme = """\nlong"""\nascii = true\n', 'theme = "ansi-light"\nascii = true\n'),
    ],
)
def test_writing_one_setting_leaves_the_rest_of_a_hand_written_file(tmp_path: Path, before: str, after: str) -> None:
    """Values and remarks of others stay; only the one line is another."""
    path = tmp_path / "settings.toml"
    path.write_bytes(before.encode())
    write_settings(tmp_path, {"theme": "ansi-light"})
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize("damage", [b"advance = ", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_never_written_over(tmp_path: Path, damage: bytes) -> None:
    """It is refused with a sentence that names the file, and its bytes stay."""
    (tmp_path / "settings.toml").write_bytes(damage)
    with pytest.raises(ic.NotAllowed, match=r"settings\.toml cannot be read, and is not written over"):
        write_settings(tmp_path, {"ascii": True})
    assert (tmp_path / "settings.toml").read_bytes() == damage


def test_a_persons_own_keys_come_before_a_keymaps(tmp_path: Path) -> None:
    """By id, and where both give one key in the same part; ids that we have not are said."""
    (tmp_path / "keymap.toml").write_text('"rate.undo" = "w"\n', encoding="utf-8")
    own = read_settings(tmp_path)._replace(keymap="left.hand")
    given = {"rate.undo": "u", "rate.why": "w, v", "rate.redo": "w", "list.up": "w", "rate.evidnce": "n"}
    found, problems = with_keymap(own, given)
    assert found.keys == {"rate.why": "v", "list.up": "w", "rate.undo": "w"}
    assert problems == ("The keymap left.hand: rate.evidnce is not the name of a key. Did you mean rate.evidence?",)
    assert with_keymap(found, {})[0].keys == own.own == {"rate.undo": "w"}


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
    said = read_settings(tmp_path).problems[0]
    assert "could not be read: it is not UTF-8" in said
    assert "codec" not in said


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


def test_a_frame_is_true_of_what_is_known_as_the_program_starts() -> None:
    """A keymap's keys are known later, so the frame names the keymap; other signs or own keys make another."""
    start = Settings(keymap="left.hand", own={"rate.why": "u"}, keys={"rate.why": "u"})
    later, _ = with_keymap(start, {"rate.undo": "x"})

    def frame(one: Settings) -> object:
        return frame_of(one, "self", (80, 24), grey=False)

    assert later.keys != start.keys
    assert frame(later) == frame(start)
    assert frame(start) != frame(start._replace(keymap=""))
    assert frame(start) != frame(start._replace(ascii=True))
    assert frame(start) != frame(start._replace(own={}))
