"""Every screen at every size that is promised: all of it fits, nothing is cut without saying so, keys have a place."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

import inclusion_core as ic
from inclusion_tui import screens
from inclusion_tui.render.line import plain
from inclusion_tui.widgets.foot import Foot
from inclusion_tui.widgets.painting import Drawn
from inclusion_tui.widgets.panel import Panel
from inclusion_tui.widgets.rows import Rows

SIZES = [(80, 24), (60, 16), (140, 45), (180, 50)]
ROOT = Path(__file__).parents[2]

ONLY_STOOD_ON = {
    "Acts", "Closing", "ConsultFiles", "ConsultedPage", "DetailPage", "FinderPage", "FollowedPage", "ListPage",
    "OneTrust", "OpeningPage", "Page", "PassagePage", "PieceActs", "TextPage",
}  # fmt: skip
"""Classes that screens stand on, never shown themselves."""

MEASURED_ELSEWHERE = {"GlimpseScreen": "It shows the last frame of another screen until that one is there."}

WITHOUT_FOCUS = {"BlankScreen": "Its keys are the screen's own, so that one of the list's cannot blank anything."}


async def opened(pilot: Any, name: str, *keys: str) -> None:
    """Open a page by its name and press keys on it."""
    pilot.app.action_open(name)
    await pilot.pause()
    await pilot.press(*keys)


async def pressed(pilot: Any, *keys: str) -> None:
    """Press keys on the list of indicators."""
    await pilot.press(*keys)


async def shown_the_file(pilot: Any) -> None:
    """Show what a file from a colleague is."""
    from inclusion_tui.screens.open_file import FileScreen  # noqa: PLC0415  imported where it is opened

    found = ic.what_is(pilot.app.desk, ROOT / "frameworks" / "leading-together.toml")
    pilot.app.push_screen(FileScreen(found))


async def begun(pilot: Any, *keys: str) -> None:
    """Choose the framework of a new review of a school."""
    from inclusion_tui.screens.new_review import FrameworkScreen  # noqa: PLC0415  as above

    screen = FrameworkScreen(ic.School(name="Somewhere School"))
    pilot.app.push_screen(screen)
    for _ in range(500):
        if screen._offered is None:
            await pilot.pause(0.02)
    await pilot.press(*keys)


async def told_why(pilot: Any) -> None:
    """Tell why the first suggestion is made."""
    await opened(pilot, "suggestions")
    for _ in range(500):
        if not pilot.app.screen.keys():
            await pilot.pause(0.02)
    await pilot.press("y")


async def on_a_canvas(pilot: Any) -> None:
    """Open the canvas of a line of enquiry."""
    from inclusion_tui.screens.canvas import CanvasScreen  # noqa: PLC0415  as above

    line = pilot.app.sitting.session.add_enquiry("How does the day begin for those who come late?")
    pilot.app.push_screen(CanvasScreen(line.id))


async def another_file(pilot: Any) -> None:
    """Show two wordings of what a made-up school said."""
    from attrs import evolve  # noqa: PLC0415  beside its only use

    from inclusion_tui.screens.consult_files import ClashPage  # noqa: PLC0415  as above

    asking = ic.consultations
    (here,) = asking.all_consultations(pilot.app.desk)
    first = next(iter(here.returns.values()))
    pairs = [(one, evolve(one, because="Another reason, in words enough for several lines of a narrow window.")) for one
             in first.opinions.values()]  # fmt: skip
    clashes = tuple(asking.Clash(first.id, first.name, "opinions", one.id, one, other) for one, other in pairs)
    pilot.app.push_screen(ClashPage([asking.Merged(here, 1, 0, clashes)], print))


Way = Callable[..., Awaitable[None]]
WAYS: list[tuple[str, Way, tuple[str, ...]]] = [
    *((name, opened, (name,)) for name in sorted(screens.SCREENS)),
    ("rate", pressed, ()),
    ("rate, nothing found", pressed, ("slash", *"zzz")),
    ("rate, a reason", pressed, ("home", "b")),
    ("rate, evidence", pressed, ("home", "e", *"Seen in Year 5.")),
    ("besides", pressed, ("home", "e", "tab")),
    ("kind", pressed, ("home", "e", "ctrl+t")),
    ("links", pressed, ("home", "e", "ctrl+l")),
    ("blank", pressed, ("home", "e", *"Jo Smith, born 3 May 2015, was calm.", "ctrl+d")),
    ("piece", opened, ("evidence", "enter")),
    ("agree", opened, ("differences", "m")),
    ("who sees", opened, ("differences", "w")),
    ("whose report", opened, ("report", "v")),
    ("why suggested", told_why, ()),
    ("canvas", on_a_canvas, ()),
    ("consult, the count", opened, ("consult", "v")),
    ("consult, asked how", opened, ("consult", "2")),
    ("another file", another_file, ()),
    ("file", shown_the_file, ()),
    ("framework", begun, ()),
    ("whose", begun, ("enter",)),
]
"""Every way to a screen from the list of indicators: what it is called here, and how it is gone."""


def screens_there_are() -> set[str]:
    """Return the names of all classes of screens in the package."""
    found = set()
    for one in pkgutil.iter_modules(screens.__path__):
        module = importlib.import_module(f"{screens.__name__}.{one.name}")
        found |= {name for name, each in vars(module).items() if isinstance(each, type) and issubclass(each, Screen)
                  and each.__module__ == module.__name__}  # fmt: skip
    return found


def words_lost(drawn: str, whole: str) -> set[str]:
    """Return the words of a row that are cut without an ellipsis: those that the whole row does not have."""
    there = set(whole.split())
    return {word for word in drawn.split() if word not in there and "…" not in word and "..." not in word}


def too_wide(lines: Iterable[str], width: int) -> Iterator[str]:
    """Yield the lines that would be cut at the edge without an ellipsis."""
    for line in lines:
        if ic.columns(line) > width:
            yield f"a line has {ic.columns(line)} columns of {width}: {line}"


def wrong_in_rows(rows: Rows) -> Iterator[str]:
    """Yield what is wrong with a list."""
    width = rows.scrollable_content_region.width
    for place in range(len(rows._keys)):
        row = plain(rows._draw(place, width))
        yield from too_wide([row], width)
        if lost := words_lost(row, plain(rows._draw(place, 400))):
            yield f"row {place} cuts {lost}: {row}"
    if rows.chosen and not 0 <= rows._cursor - rows.scroll_offset.y < rows.content_size.height:
        yield "the chosen row is out of sight"


def wrong_in(widget: Any) -> Iterator[str]:
    """Yield what is wrong with the texts that a widget draws: too wide, or cut within a word."""
    width, height = widget.content_size
    if isinstance(widget, Rows):
        yield from wrong_in_rows(widget)
    elif isinstance(widget, Panel):
        lines = [plain(one) for one in widget._draw_lines(width, height)]
        if len(lines) > height:
            yield f"{len(lines) - height} lines are cut off without a word: {lines[height:]}"
        yield from too_wide(lines[:height], width)


def wrong_with(screen: Any) -> Iterator[str]:
    """Yield what is wrong with a screen as it is shown."""
    area = screen.region
    for widget in screen.walk_children():
        if not widget.is_on_screen and not widget.display:
            continue
        called = f"{type(widget).__name__}#{widget.id}"
        hidden = any(not one.display for one in widget.ancestors_with_self if hasattr(one, "display"))
        if hidden or not isinstance(widget, (Drawn, Input, TextArea)):
            continue
        if not widget.region.area:
            yield f"{called} has no room"
        elif not area.contains_region(widget.region):
            yield f"{called} stands beyond the screen, at {widget.region}"
        else:
            for fault in wrong_in(widget):
                yield f"{called}: {fault}"


def is_in_sight(screen: Any, widget: Any) -> bool:
    """Say whether a widget is drawn, uncovered, within the screen."""
    region = widget.region
    return bool(region.area) and screen.get_widget_at(region.x, region.y)[0] is widget


def wrong_at(pilot: Any, rows: list[str]) -> Iterator[str]:
    """Yield what is wrong with what is shown now."""
    screen, (columns, height) = pilot.app.screen, pilot.app.size
    if len(rows) != height:
        yield f"it has {len(rows)} rows"
    yield from (f"too wide: {row}" for row in rows if ic.columns(row) > columns)
    yield from wrong_with(screen)
    title = next(iter(screen.query("#heading, #title")), None)
    if title is None or not is_in_sight(screen, title):
        yield "its title is not in sight"
    foot = next(iter(screen.query(Foot)), None)
    if foot is None and not screen.is_modal:
        yield "it has no hints"
    if foot is not None and (not is_in_sight(screen, foot) or not rows[foot.region.y].strip()):
        yield "its hints are not in sight"
    focused = pilot.app.focused
    if type(screen).__name__ not in WITHOUT_FOCUS and (focused is None or not is_in_sight(screen, focused)):
        yield f"keys go to {focused}"


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_every_screen_fits(drive: Any, screen_of: Any, size: tuple[int, int]) -> None:
    """On every screen all is within the window, title and hints are in sight, no word is cut, and keys have a place."""
    seen: set[str] = set()
    faults: list[str] = []

    async def look(pilot: Any, name: str) -> None:
        found = []
        for _ in range(60):  # what comes from a thread, or is laid out once more, has its time
            await pilot.pause(0.02)
            found = list(wrong_at(pilot, screen_of(pilot)))
            if not found:
                break
        kind = type(pilot.app.screen).__name__
        seen.add(kind)
        faults.extend(f"{name} ({kind}): {one}" for one in found)

    async def flow(pilot: Any) -> None:
        await look(pilot, "rate")
        for name, go, how in WAYS:
            await go(pilot, *how)
            await look(pilot, name)
            await back(pilot)
        pilot.app.open_start()
        await look(pilot, "start")

    drive(flow, size=size, voice="peer:lead-reviewer")
    assert not faults, "\n".join(faults)
    assert seen == screens_there_are() - ONLY_STOOD_ON - set(MEASURED_ELSEWHERE), "a screen was not measured"


async def back(pilot: Any) -> None:
    """Go back to the list of indicators as it is at rest."""
    while len(pilot.app.screen_stack) > 1:
        pilot.app.pop_screen()
    await pilot.pause()
    if pilot.app.typing():
        await pilot.press("escape")
    await pilot.press("escape")
