"""Writing the report: a form, a file that is not there yet, and nothing that names a pupil unless somebody says so."""

import threading
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui import leaving
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.report import ReportScreen

NAMED = "Jamie P (Y5) was calm."


def text(shown: Any, pilot: Any) -> str:
    """Return the whole screen, its lines run together."""
    return " ".join(" ".join(shown(pilot)).split())


def tells(shown: Any, pilot: Any, says: str) -> bool:
    """Say whether the screen tells this, wherever the length of the folder's name has broken the line."""
    return "".join(says.split()) in "".join("".join(shown(pilot)).split())


def lying(folder: Path) -> list[Path]:
    """Return what lies in a folder."""
    return list(folder.iterdir())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that one is in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def named(workspace: Path) -> Path:
    """The workspace, with a note that names a made-up pupil."""
    with ic.open_desk(workspace) as desk, desk.session("demo-alnside") as session:
        session.add_evidence("observation", NAMED, indicators=["U1"])
    return workspace


async def opened(pilot: Any, until: Any, shown: Any) -> ReportScreen:
    """Open the page and wait for its forms."""
    await pilot.press("r")
    await until(pilot, lambda: "Enter writes it." in text(shown, pilot))
    found: ReportScreen = pilot.app.screen
    return found


def test_enter_writes_a_page_and_says_where(drive: Any, until: Any, shown: Any, here: Path) -> None:
    """`r` and Enter are enough; a second time another name is taken, and the first page stays as it was."""

    async def flow(pilot: Any) -> None:
        await opened(pilot, until, shown)
        await pilot.press("enter")
        await until(pilot, lambda: tells(shown, pilot, "demo-alnside-report.html ("))
        first.append((here / "demo-alnside-report.html").read_bytes())
        await pilot.press("enter")
        await until(pilot, lambda: tells(shown, pilot, "demo-alnside-report-2.html ("))
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, RateScreen)

    first: list[bytes] = []
    drive(flow)
    assert b"Alnside First School" in first[0]
    assert (here / "demo-alnside-report.html").read_bytes() == first[0]


def test_the_form_is_chosen_with_the_arrows_and_remembered(drive: Any, until: Any, shown: Any, here: Path) -> None:
    """The form that was written last stands first the next time."""

    async def flow(pilot: Any) -> None:
        screen = await opened(pilot, until, shown)
        screen.rows.choose("text")
        await pilot.press("enter")
        await until(pilot, lambda: "Written:" in text(shown, pilot))
        await pilot.press("escape")
        assert (await opened(pilot, until, shown)).rows.chosen == "text"

    drive(flow)
    assert "Alnside" in (here / "demo-alnside-report.txt").read_text(encoding="utf-8")


def test_what_is_there_is_never_written_over(drive: Any, until: Any, shown: Any, here: Path) -> None:
    """A name that is taken is refused in a sentence, and one that is typed without a suffix gets it."""
    (here / "mine.html").write_text("mine", encoding="utf-8")

    async def flow(pilot: Any) -> None:
        await opened(pilot, until, shown)
        for name, says in (("mine", "is there already and was left as it is"), ("other", "other.html (")):
            await pilot.press("f", "ctrl+u", *name, "enter", "enter")
            await until(pilot, lambda says=says: tells(shown, pilot, says))

    drive(flow)
    assert (here / "mine.html").read_text(encoding="utf-8") == "mine"
    assert (here / "other.html").exists()


def test_a_pupil_s_name_holds_it_back_and_can_be_blanked(
    drive: Any, until: Any, shown: Any, here: Path, named: Path
) -> None:
    """Nothing is written while a place looks as if it named a pupil; `b` blanks it, and then it is."""

    async def flow(pilot: Any) -> None:
        await opened(pilot, until, shown)
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing was written: 1 place looks" in text(shown, pilot))
        assert "'Jamie P (Y5'" in text(shown, pilot)
        left.extend(lying(here))
        await pilot.press("b", "b")
        await until(pilot, lambda: "Blanked in" in text(shown, pilot))
        await pilot.press("escape", "enter")
        await until(pilot, lambda: "Written:" in text(shown, pilot))

    left: list[Path] = []
    drive(flow, folder=named)
    assert left == []
    assert "Jamie" not in (here / "demo-alnside-report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["html", "hand-over"])
def test_writing_it_anyway_is_in_the_history(  # noqa: PLR0913, PLR0917  five fixtures, two cases
    drive: Any, until: Any, shown: Any, here: Path, named: Path, form: str
) -> None:
    """`A` works only after it was held back, and the review's history tells of it."""

    async def flow(pilot: Any) -> None:
        screen = await opened(pilot, until, shown)
        screen.rows.choose(form)
        await pilot.press("A")
        await until(pilot, lambda: "Nothing holds it back" in shown(pilot)[-1])
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing was written" in text(shown, pilot))
        left.extend(lying(here))
        await pilot.press("A")
        await until(pilot, lambda: "Written:" in text(shown, pilot))

    left: list[Path] = []
    drive(flow, folder=named)
    assert left == []
    assert len(list(here.iterdir())) == 1
    with ic.open_desk(named, read_only=True) as desk, desk.session("demo-alnside", read_only=True) as session:
        assert "although" in session.history()[-1].says


def test_the_review_is_handed_over_as_one_file(drive: Any, until: Any, shown: Any, here: Path) -> None:
    """The last form is a file that a colleague opens; one that is there already is left as it is."""

    async def flow(pilot: Any) -> None:
        screen = await opened(pilot, until, shown)
        screen.rows.choose("hand-over")
        for name in ("demo-alnside.inclusion", "demo-alnside-2.inclusion"):
            await pilot.press("enter")
            await until(pilot, lambda name=name: tells(shown, pilot, f"{name} ("))
        assert "opens it with o at the start" in text(shown, pilot)

    drive(flow)
    with ic.open_desk(here / "new") as desk:
        assert ic.preview_bundle(desk, here / "demo-alnside-2.inclusion").review == "demo-alnside"


def test_esc_stops_what_takes_long_and_nothing_is_written(
    drive: Any, until: Any, shown: Any, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is made the screen answers; Esc stops it, and the page that comes later is not kept."""
    going, ended = threading.Event(), threading.Event()
    real = ic.make_report

    def slow(*given: Any, **more: Any) -> ic.Made:
        going.wait(30)
        return real(*given, **more)

    monkeypatch.setattr(ic, "make_report", slow)
    leave = leaving.leave

    def told(*given: Any, **more: Any) -> leaving.Left:
        try:
            return leave(*given, **more)
        finally:
            ended.set()

    monkeypatch.setattr("inclusion_tui.screens.report.leave", told)

    async def flow(pilot: Any) -> None:
        await opened(pilot, until, shown)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Making it" in text(shown, pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped, and nothing was written." in text(shown, pilot))
        going.set()
        await until(pilot, ended.is_set)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "Stopped" in text(shown, pilot)

    drive(flow)
    assert list(here.iterdir()) == []


def test_what_cannot_be_made_is_a_sentence(
    drive: Any, until: Any, shown: Any, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that fails says why, and the page goes on working."""
    monkeypatch.setattr(ic, "make_report", lambda *_, **__: (_ for _ in ()).throw(ic.PluginFailed("odd", "fell over.")))

    async def flow(pilot: Any) -> None:
        await opened(pilot, until, shown)
        await pilot.press("enter")
        await until(pilot, lambda: "fell over." in text(shown, pilot))
        monkeypatch.undo()
        monkeypatch.chdir(here)
        await pilot.press("enter")
        await until(pilot, lambda: "Written:" in text(shown, pilot))

    drive(flow)


def test_only_some_voices_go_into_it(drive: Any, until: Any, shown: Any, here: Path) -> None:
    """`v` chooses among those who judged, and the page speaks of no other."""

    async def flow(pilot: Any) -> None:
        await opened(pilot, until, shown)
        assert "everyone who judged" in text(shown, pilot)
        await pilot.press("v", *"self", "tab", "enter")
        await until(pilot, lambda: "Whose Lead reviewer Where" in text(shown, pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Written:" in text(shown, pilot))

    drive(flow)
    page = (here / "demo-alnside-report.html").read_text(encoding="utf-8").casefold()
    assert "lead reviewer" in page
    assert "self-review" not in page


def test_what_is_hidden_on_the_screens_is_not_on_paper(
    drive: Any, until: Any, shown: Any, here: Path, workspace: Path
) -> None:
    """A reviewer to whom the self-review is hidden gets a report without it, and is told so."""
    with ic.open_desk(workspace) as desk, desk.session("demo-alnside") as session:
        session.change_review(self_review_hidden=True)

    async def flow(pilot: Any) -> None:
        await opened(pilot, until, shown)
        assert "1 voice is hidden from you" in text(shown, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Written:" in text(shown, pilot))

    drive(flow, voice="peer:lead-reviewer")
    page = (here / "demo-alnside-report.html").read_text(encoding="utf-8").casefold()
    assert "self-review" not in page


def test_in_a_browser_it_goes_to_the_downloads(
    drive: Any, until: Any, shown: Any, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the page of `inclusion serve` the browser is handed the file, and nothing is written where the server runs."""
    given: list[Any] = []
    monkeypatch.setattr("textual.app.App.is_web", True)
    monkeypatch.setattr(
        "textual.app.App.deliver_binary",
        lambda _, file, **more: given.append((more["save_filename"], more["mime_type"], file.read())),
    )

    async def flow(pilot: Any) -> None:
        screen = await opened(pilot, until, shown)
        for form in ("html", "hand-over"):
            screen.rows.choose(form)
            await pilot.press("enter")
            await until(pilot, lambda: "among your browser's downloads" in text(shown, pilot))
            await pilot.press("up")

    drive(flow)
    assert [(name, kind) for name, kind, _ in given] == [
        ("demo-alnside-report.html", "text/html"),
        ("demo-alnside.inclusion", "application/octet-stream"),
    ]
    assert all(content for *_, content in given)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (140, 45)])
def test_the_page_fits(  # noqa: PLR0913, PLR0917  five fixtures, three cases
    drive: Any, until: Any, shown: Any, here: Path, named: Path, size: tuple[int, int]
) -> None:
    """At every size what holds it back and what can be done about it is in sight."""
    assert here

    async def flow(pilot: Any) -> None:
        await opened(pilot, until, shown)
        await pilot.press("enter")
        await until(pilot, lambda: "b blanks them" in text(shown, pilot))
        assert "A writes it all the same" in text(shown, pilot)
        assert "enter write it" in shown(pilot)[-1]

    drive(flow, folder=named, size=size)
