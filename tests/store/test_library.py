from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from inclusion_core.errors import InvalidFile, UnknownName
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.scale import ENQUIRY, FOUR_STEP, FREQUENCY
from inclusion_core.store.frameworks.library import Library, Place, shipped, standard_places, user_folder

FILES = Path(__file__).parents[1] / "files"


def library(*places: Place | Path) -> Library:
    """Return a library of these places that knows what is ours."""
    return Library(
        [one if isinstance(one, Place) else Place(one, one.name) for one in places],
        scales={one.id: one for one in (FOUR_STEP, ENQUIRY, FREQUENCY)},
        kinds={one.id: one for one in KINDS},
        methods=("cumulative", "mean", "median-with-floor", "none", "paired", "profile", "weakest"),
    )


def framework(name: str, edition: str, title: str = "A title", status: str = "adopted") -> str:
    """Return the text of a small framework."""
    return (
        f'kind = "inclusion.framework"\nschema = 1\nid = "{name}"\nedition = "{edition}"\ntitle = "{title}"\n'
        f'status = "{status}"\nscale = "four-step"\n[strands.U]\ntitle = "U"\n'
    )


def put(folder: Path, **files: str) -> Path:
    """Write files, by name, into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_id_means_its_newest_adopted_edition(tmp_path: Path) -> None:
    """Editions are compared as numbers, and a consultation is never the default however new."""
    put(
        tmp_path,
        a=framework("f", "2026.2"),
        b=framework("f", "2026.10"),
        c=framework("f", "2027.1", status="consultation"),
    )
    assert library(tmp_path).load("f").name == "f@2026.10"
    assert library(tmp_path).load("f@2027.1").status == "consultation"


def test_an_id_with_drafts_only_is_no_default(tmp_path: Path) -> None:
    """Whoever wants a draft names its edition, and the sentence says how."""
    put(tmp_path, a=framework("f", "1", status="consultation"))
    with pytest.raises(UnknownName, match=r"no adopted framework 'f'\. Did you mean 'f@1'"):
        library(tmp_path).load("f")


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """A misspelt id and an edition that is not here are answered with what is here."""
    put(tmp_path, a=framework("north-east", "1"))
    with pytest.raises(UnknownName) as caught:
        library(tmp_path).load("north-eats")
    assert caught.value.nearest == "north-east@1"
    with pytest.raises(UnknownName, match="Did you mean 'north-east@1'"):
        library(tmp_path).load("north-east@7")
    with pytest.raises(UnknownName, match="No framework is known here"):
        library().load("north-east")


def test_a_path_is_loaded_wherever_it_is(tmp_path: Path) -> None:
    """A path needs no place, as a Path or as a text."""
    folder = put(tmp_path / "elsewhere", a=framework("f", "1"))
    assert library().load(folder / "a.toml").name == "f@1"
    assert library().load(str(folder / "a.toml")).name == "f@1"
    with pytest.raises(InvalidFile, match="There is no such file"):
        library().load("gone.toml")


def test_one_file_reached_by_two_ways_counts_once(tmp_path: Path) -> None:
    """The same folder twice, and a link to a file of it, give one framework."""
    folder = put(tmp_path / "one", a=framework("f", "1"))
    places: list[Place | Path] = [folder, folder / ".." / "one", Place(folder / "a.toml", "again")]
    if sys.platform != "win32":
        (tmp_path / "two").mkdir()
        (tmp_path / "two" / "link.toml").symlink_to(folder / "a.toml")
        places.append(tmp_path / "two")
    assert [one.given_by for one in library(*places).found()] == ["one"]


def test_the_same_words_from_two_places_count_once(tmp_path: Path) -> None:
    """A copy with the same content is no quarrel: the first place gives it."""
    first = put(tmp_path / "one", a=framework("f", "1"))
    second = put(tmp_path / "two", a="# a copy\n" + framework("f", "1"))
    found = library(first, second).found()
    assert [(one.name, one.given_by, one.problems) for one in found] == [("f@1", "one", ())]


def test_two_contents_for_one_edition_are_an_error_naming_both(tmp_path: Path) -> None:
    """Nobody can know which of two was meant, so neither is used, and the rest still loads."""
    first = put(tmp_path / "one", a=framework("f", "1"), g=framework("g", "1"))
    second = put(tmp_path / "two", b=framework("f", "1", "Another title"))
    shelf = library(first, second)
    with pytest.raises(InvalidFile) as caught:
        shelf.load("f")
    assert str(first / "a.toml") in str(caught.value)
    assert str(second / "b.toml") in str(caught.value)
    assert shelf.load("g").name == "g@1"
    assert sorted(len(one.problems) for one in shelf.found()) == [0, 1, 1]


def test_a_bad_file_hides_no_other(tmp_path: Path) -> None:
    """What cannot be parsed, what is wrong and what is good are all listed, each with its own."""
    put(tmp_path, bad="title = ", wrong=framework("w", "1") + "colour = 1\n", good=framework("g", "1"))
    found = {one.path.stem: one for one in library(tmp_path).found()}
    assert {name: len(one.problems) for name, one in found.items()} == {"bad": 1, "wrong": 1, "good": 0}
    assert library(tmp_path).load("g").name == "g@1"
    with pytest.raises(InvalidFile, match="colour"):
        library(tmp_path).load("w")


def test_only_files_that_may_be_meant_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading by name parses the files that hold the name, so a full shelf costs no more than an empty one."""
    put(tmp_path, **{f"f{number}": framework(f"other-{number}", "1") for number in range(20)}, a=framework("mine", "1"))
    parsed: list[str] = []
    from inclusion_core.store import toml  # noqa: PLC0415  the module that is watched

    parse = toml.parse

    def watched(text: str, *, file: str = "") -> dict[str, object]:
        parsed.append(Path(file).stem)
        return parse(text, file=file)

    monkeypatch.setattr(toml, "parse", watched)
    assert library(tmp_path).load("mine").name == "mine@1"
    assert parsed == ["a"]


def test_overlays_find_their_base_in_any_place(tmp_path: Path) -> None:
    """A region's file lies over one that another place gives, through as many steps as it takes."""
    put(tmp_path, top=(FILES / "good" / "overlay-of-an-overlay.toml").read_text(encoding="utf-8"))
    shelf = library(tmp_path, Place((FILES / "good" / "overlay.toml", FILES / "good" / "smallest.toml"), "two files"))
    assert list(shelf.load("overlay-of-an-overlay").indicators) == ["A1"]
    assert shelf.load("overlay-of-an-overlay").derived_from == "overlay@1.0"


def test_a_folder_that_is_not_there_is_no_mistake_and_a_named_file_is(tmp_path: Path) -> None:
    """Standard folders need not exist; a file somebody named must."""
    assert library(tmp_path / "none").found() == ()
    (one,) = library(Place(tmp_path / "none.toml", "you")).found()
    assert "There is no such file" in str(one.problems[0])


def test_the_standard_places_stand_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours, plugins, the workspace, the user's folder, and what INCLUSION_FRAMEWORKS names."""
    monkeypatch.setenv("INCLUSION_FRAMEWORKS", os.pathsep.join([str(tmp_path / "a"), "", str(tmp_path / "b.toml")]))
    places = standard_places(tmp_path, plugins=[Place(tmp_path / "p", "region")])
    assert [one.given_by for one in places] == [
        "inclusion-review",
        "region",
        "workspace",
        "you",
        "INCLUSION_FRAMEWORKS",
        "INCLUSION_FRAMEWORKS",
    ]
    assert [one.path for one in places[-2:]] == [tmp_path / "a", tmp_path / "b.toml"]
    assert places[2].path == tmp_path / "frameworks"


def test_our_own_frameworks_are_found_from_a_checkout_too() -> None:
    """What ships is found, is right, and says who gives it."""
    assert shipped().is_dir()
    found = library(*standard_places()).found()
    ours = [one for one in found if one.given_by == "inclusion-review"]
    assert "universal-targeted-specialist" in {one.id for one in ours}
    assert all(one.problems == () for one in ours)


@pytest.mark.parametrize("home", [None, "", "  ", "/data/home"])
def test_the_users_folder_is_where_platformdirs_has_it(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The short way taken on Linux answers as the library does."""
    if home is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", home)
    assert user_folder() == platformdirs.user_data_path("inclusion-review", appauthor=False) / "frameworks"
