"""Every way of scoring, every sort of scale and facet: nothing is too wide, and nothing is there that must not be."""

import re
from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_tui.render.line import as_text

REVIEWS = (
    "nine", "steps", "layers", "peer-send-review", "send-enquiry", "universal-targeted-specialist", "leading-together",
    "five-principles", "mixed-economy", "partnership", "north-east",
)  # fmt: skip
PAGES = {"rate": "", "why": "y", "unseen": "u", "differences": "d", "indicator": "enter", "history": "h", "voice": "o",
         "views": "v"}  # fmt: skip
COUNTED = ("layers", "send-enquiry")
VOICES = {"leading-together": "role:senco"}


def whole(page: Any, width: int) -> str:
    """Return all that a page of passages says."""
    from inclusion_tui.render.line import as_text  # noqa: PLC0415  beside its only use
    from inclusion_tui.render.passages import all_lines  # noqa: PLC0415  as above

    return as_text(all_lines(page.passages(width)))


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (140, 45)])
@pytest.mark.parametrize("review", REVIEWS)
def test_every_page_fits_every_screen(drive: Any, many: Path, shown: Any, review: str, size: tuple[int, int]) -> None:
    """On every page of every framework each row is at most as wide as the screen, in every part of the page."""

    async def flow(pilot: Any) -> None:
        for name, key in PAGES.items():
            if key:
                await pilot.press(key)
                await pilot.pause()
            for _ in range(3):
                rows = shown(pilot)
                assert len(rows) == size[1], name
                assert [row for row in rows if ic.columns(row) > size[0]] == [], name
                await pilot.press("pagedown")
            if key:
                await pilot.press("escape")

    drive(flow, folder=many, review=review, voice=VOICES.get(review, "peer:ak-7f3"), size=size)


@pytest.mark.parametrize("review", REVIEWS)
@pytest.mark.parametrize("width", [56, 79, 100])
def test_no_line_of_why_and_unseen_is_too_wide(drive: Any, many: Path, review: str, width: int) -> None:
    """However long a title, a reason or a duty is, every line of these pages fits."""

    async def flow(pilot: Any) -> None:
        for key in ("y", "u"):
            await pilot.press(key)
            lines = whole(pilot.app.screen, width).split("\n")
            assert [line for line in lines if ic.columns(line) > width] == []
            await pilot.press("escape")

    drive(flow, folder=many, review=review, voice=VOICES.get(review, "peer:ak-7f3"))


@pytest.mark.parametrize("review", COUNTED)
def test_where_nothing_is_graded_no_number_stands_for_a_stance(drive: Any, many: Path, shown: Any, review: str) -> None:
    """Of stances there are counts and shares of what was looked at; no score, no range, no distance."""

    async def flow(pilot: Any) -> None:
        await pilot.press("y")
        says = whole(pilot.app.screen, 79)
        assert "Concerned" in says
        for word in ("so far", "comes to", "comes out", "could come to", "median", "mean of", "held at"):
            assert word not in says.casefold(), word
        assert re.search(r"\(\d/\d\)|[●○]{3} \d", says) is None
        await pilot.press("escape", "d")
        rows = "\n".join(shown(pilot))
        assert "apart" not in rows.replace("farthest apart", "")
        assert re.search(r"[●○]{3} \d", rows) is None
        await pilot.press("escape")
        assert "so far" not in "\n".join(shown(pilot)[:2])

    drive(flow, folder=many, review=review, voice="peer:ak-7f3")


def test_two_roles_are_laid_side_by_side_and_not_scored(drive: Any, many: Path) -> None:
    """Where two roles answer the same, why begins with where their answers part, farthest first, with its n."""

    async def flow(pilot: Any) -> None:
        await pilot.press("y")
        says = whole(pilot.app.screen, 79)
        assert "Where the two answers part" in says
        assert re.search(r"\d+ of 13 judged by both senco and leader: \d+ the same, \d+ not\.", says)
        far = [int(one) for one in re.findall(r"(\d) levels? apart", says)]
        assert far == sorted(far, reverse=True)
        assert far
        assert "Overall" not in says

    drive(flow, folder=many, review="leading-together", voice="role:senco")


def test_layers_that_have_to_be_judged_are_told_one_by_one(drive: Any, many: Path) -> None:
    """With a required facet why names each layer, counts those with a level, and says where they differ."""

    async def flow(pilot: Any) -> None:
        await pilot.press("y")
        says = whole(pilot.app.screen, 79)
        assert re.search(r"By layer +0 of 2 judged", says)
        for layer in ("strategy", "policy", "practice"):
            assert layer in says
        assert "Where the layers differ" in says
        await pilot.press("escape", "g", "f", "a", "enter")
        says = as_text(pilot.app.screen.lines(79))
        assert "What is written is" in says
        assert "strategy: " in says

    drive(flow, folder=many, review="five-principles", voice="peer:ak-7f3")


def test_a_judgement_is_told_once_in_the_innermost_strand(drive: Any, many: Path) -> None:
    """Of strands inside of strands each tells its own judgements; the outer one and the whole do not repeat them."""

    async def flow(pilot: Any) -> None:
        await pilot.press("end", "home", "y")
        says = whole(pilot.app.screen, 100)
        assert len(re.findall(r"^ +B1 (?!学)", says, re.MULTILINE)) == 1
        assert says.index("A The outer strand") < says.index("Overall")
        assert says.index("Readiness") < says.index("\n C Another strand")

    drive(flow, folder=many, review="nine", voice="peer:ak-7f3")


@pytest.mark.parametrize("review", REVIEWS)
def test_every_page_is_ascii_where_that_is_asked_for(drive: Any, many: Path, shown: Any, review: str) -> None:
    """With `--ascii` no sign of ours is anything else; the texts of people and frameworks stay as they are."""
    from inclusion_tui.render.glyphs import UNICODE  # noqa: PLC0415  beside its only use
    from inclusion_tui.settings import Settings  # noqa: PLC0415  as above

    ours = {sign for sign in UNICODE if isinstance(sign, str) and not sign.isascii()} - {"…", "─", "–", "│"}  # noqa: RUF001

    async def flow(pilot: Any) -> None:
        for key in ("y", "u", "d", "enter", "h"):
            await pilot.press(key)
            await pilot.pause()
            assert not ours & set("".join(shown(pilot))), key
            await pilot.press("escape")

    drive(flow, folder=many, review=review, voice=VOICES.get(review, "peer:ak-7f3"), settings=Settings(ascii=True))
