"""Opening a file from a colleague: chosen or typed, known by what is in it, and taken in only on Enter."""

import shutil
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui.screens.open_file import FileScreen, OpenFileScreen
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.start import StartScreen

ROOT = Path(__file__).parents[3]


def text(shown: Any, pilot: Any) -> str:
    """Return the whole screen."""
    return "\n".join(shown(pilot))


@pytest.fixture
def downloads(tmp_path: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for downloads with one file of each sort, and a workspace that is not there yet beside it."""
    folder = tmp_path / "home" / "Downloads"
    folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with ic.open_desk(workspace) as desk:
        ic.make_bundle(desk, "demo-alnside", folder / "alnside.inclusion", anyway=True)
    words = (ROOT / "frameworks" / "leading-together.toml").read_text(encoding="utf-8")
    (folder / "trust.toml").write_text(words.replace('"leading-together"', '"trust"'), encoding="utf-8")
    (folder / "broken.toml").write_text(words.replace("scale = ", "scal = "), encoding="utf-8")
    (folder / "list.csv").write_text(
        "URN,EstablishmentName,Town\n999123,Made-up One,X\n999124,Made-up Two,Y\n12,Bad,Z\n", encoding="utf-8"
    )
    (folder / "tool.csv").write_text("Area,Question,Level 1,Level 2\nA,B,c,d\nA,C,d,e\n", encoding="utf-8")
    (folder / "note.txt").write_text("hello", encoding="utf-8")
    copied = next((workspace / "reviews").glob("*/demo-rowanlea"))
    shutil.copytree(copied, folder / "demo-rowanlea")
    return folder


async def choose(pilot: Any, until: Any, name: str) -> None:
    """Open the page, type the beginning of a name and press Enter."""
    await pilot.press("o")
    screen = pilot.app.screen
    await until(pilot, lambda: screen.rows.chosen)
    await pilot.press(*name, "enter")


def test_downloads_are_shown_first_and_esc_leaves(drive: Any, shown: Any, until: Any, downloads: Path) -> None:
    """The page opens on the folder for downloads, and leaving it changes nothing."""
    new = downloads.parents[1] / "new"

    async def flow(pilot: Any) -> None:
        await pilot.press("o")
        await until(pilot, lambda: "alnside.inclusion" in text(shown, pilot))
        assert "demo-rowanlea/" in text(shown, pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, StartScreen)

    drive(flow, review=None, folder=new)
    assert not new.exists()


def test_a_name_is_completed_as_far_as_it_is_certain(drive: Any, until: Any, downloads: Path) -> None:
    """Tab writes what all names have in common, then the only one; a folder gets its separator and is looked into."""
    (downloads / "alnwick.toml").write_text("x", encoding="utf-8")
    (downloads / "sub").mkdir()
    (downloads / "sub" / "inside.toml").write_text("x", encoding="utf-8")

    async def flow(pilot: Any) -> None:
        await pilot.press("o")
        screen = pilot.app.screen
        await until(pilot, lambda: screen.rows.chosen)
        await pilot.press("a", "tab")
        assert screen.line.value == "~/Downloads/aln"
        await pilot.press("w", "tab")
        assert screen.line.value == "~/Downloads/alnwick.toml"
        screen.put("~/Downloads/s")
        await pilot.pause()
        await pilot.press("tab")
        assert screen.line.value == "~/Downloads/sub/"
        await until(pilot, lambda: screen.rows.chosen == "inside.toml")
        screen.put("~/Downl")
        await until(pilot, lambda: screen.rows.chosen == "Downloads")
        await pilot.press("enter")
        await until(pilot, lambda: screen.line.value == "~/Downloads/")

    drive(flow, review=None, folder=downloads.parents[1] / "new")


@pytest.mark.parametrize("name", ["alnside.inclusion", "demo-rowanlea"])
def test_a_review_is_previewed_and_taken_in_on_enter(
    drive: Any, shown: Any, until: Any, downloads: Path, name: str
) -> None:
    """A bundle and a copied folder say what they would bring; Enter takes it in, and Enter again opens the review."""
    new = downloads.parents[1] / "new"
    review = "demo-alnside" if name.startswith("aln") else name

    async def flow(pilot: Any) -> None:
        await choose(pilot, until, name)
        await until(pilot, lambda: "all of it would come" in " ".join(text(shown, pilot).split()))
        assert not new.exists()
        await pilot.press("enter")
        await until(pilot, lambda: "all of it has come" in " ".join(text(shown, pilot).split()))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RateScreen))
        assert pilot.app.sitting.session.review.id == review

    drive(flow, review=None, folder=new)


def test_the_start_shows_what_was_taken_in(drive: Any, shown: Any, until: Any, downloads: Path) -> None:
    """Back at the start the review that came is in the list."""

    async def flow(pilot: Any) -> None:
        await choose(pilot, until, "alnside.inclusion")
        await until(pilot, lambda: "takes it in" in text(shown, pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "opens the review" in text(shown, pilot))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, StartScreen))
        await until(pilot, lambda: "Alnside First School" in text(shown, pilot))

    drive(flow, review=None, folder=downloads.parents[1] / "new")


def test_a_framework_is_checked_and_kept_on_enter(drive: Any, shown: Any, until: Any, downloads: Path) -> None:
    """A framework says what it is; Enter keeps it in the workspace and says where."""
    new = downloads.parents[1] / "new"

    async def flow(pilot: Any) -> None:
        await choose(pilot, until, "trust")
        await until(pilot, lambda: "Nothing is wrong with it." in text(shown, pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "It is kept in" in text(shown, pilot))

    drive(flow, review=None, folder=new)
    assert (new / "frameworks" / "trust-1.toml").read_bytes() == (downloads / "trust.toml").read_bytes()


def test_a_framework_with_mistakes_is_told_them_and_not_kept(
    drive: Any, shown: Any, until: Any, downloads: Path
) -> None:
    """Every mistake is a sentence with its line, and Enter does nothing."""
    new = downloads.parents[1] / "new"

    async def flow(pilot: Any) -> None:
        await choose(pilot, until, "broken")
        await until(pilot, lambda: "2 things are wrong" in text(shown, pilot))
        assert "Did you mean 'scale'" in " ".join(text(shown, pilot).split())
        await pilot.press("enter")
        await pilot.pause(0.2)

    drive(flow, review=None, folder=new)
    assert not new.exists()


def test_a_list_of_schools_is_read_with_its_counts(drive: Any, shown: Any, until: Any, downloads: Path) -> None:
    """Nothing is read before Enter; then it says how many came and what was left out."""
    new = downloads.parents[1] / "new"

    async def flow(pilot: Any) -> None:
        await choose(pilot, until, "list")
        await until(pilot, lambda: "This is a list of schools." in text(shown, pilot))
        assert not new.exists()
        await pilot.press("enter")
        await until(pilot, lambda: "2 schools added, 0 changed, 1 rows left out." in text(shown, pilot))
        assert "line 4" in text(shown, pilot)

    drive(flow, review=None, folder=new)


def test_a_spreadsheet_says_what_to_type(drive: Any, shown: Any, until: Any, downloads: Path) -> None:
    """An audit tool is not read here; the command that does it stands there."""

    async def flow(pilot: Any) -> None:
        await choose(pilot, until, "tool")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileScreen))
        await pilot.pause()
        assert "inclusion framework import" in " ".join(text(shown, pilot).split())

    drive(flow, review=None, folder=downloads.parents[1] / "new")


@pytest.mark.parametrize(("name", "says"), [("note", "no review that was handed over"), ("gone", "no such file")])
def test_what_is_none_of_ours_is_a_sentence(  # noqa: PLR0913, PLR0917  four fixtures, two cases
    drive: Any, shown: Any, until: Any, downloads: Path, name: str, says: str
) -> None:
    """A file of another sort, and one that is not there, are answered where they were typed."""
    assert downloads

    async def flow(pilot: Any) -> None:
        await choose(pilot, until, name)
        await until(pilot, lambda: says in text(shown, pilot))
        assert isinstance(pilot.app.screen, OpenFileScreen)

    drive(flow, review=None, folder=downloads.parents[1] / "new")


def test_names_that_would_act_are_shown_inert(drive: Any, shown: Any, until: Any, downloads: Path) -> None:
    """A file's name with an escape or brackets in it stands in the list as it is written, and acts on nothing."""
    (downloads / "[b]x\x1b[2J.toml").write_text("x", encoding="utf-8")

    async def flow(pilot: Any) -> None:
        await pilot.press("o")
        await until(pilot, lambda: "[b]x␛[2J.toml" in text(shown, pilot))
        pilot.app.screen.put("~/Downloads/[b")
        await pilot.press("tab")
        await pilot.pause()
        assert "\x1b" not in text(shown, pilot)

    drive(flow, review=None, folder=downloads.parents[1] / "new")
