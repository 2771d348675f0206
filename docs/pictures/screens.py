"""Draw the pictures of the screens: the real program on the made-up cluster, key by key. `make pictures` runs it.

The day, the person and the clock are settled, so that the pictures are the same on every machine. What is drawn is
what the screen holds, cell by cell; nothing in a picture comes from elsewhere, not even a font.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from made_up_region import made_up_region

import inclusion_core as ic
from inclusion_tui.app import InclusionApp
from inclusion_tui.notes import capturing
from inclusion_tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.segment import Segment
    from rich.style import Style
    from textual.strip import Strip

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
ME = 'kind = "inclusion.workspace"\nschema = 1\ndevice = "d-0000"\n\n[me]\nid = "ak-7f3"\nname = "A. K."\n'
CELL = (8.4, 19.0)
EDGE = 10
BESIDE = {"region", "compare", "consult", "practice", "board", "planner", "suggestions"}
"""The names of threads in which pages read; a picture waits for them."""

CLOCK = re.compile(r"\b\d\d:\d\d\b")


class Picture(NamedTuple):
    """A picture: what it shows, whose review at which size, and the keys that lead there.

    `clock` is true where the screen shows the present, which is drawn as 10:42; `day` where it counts days from today,
    which then is the day of the pictures. `after` names the picture in whose workspace this one goes on, `region` is
    true where it is of the made-up region instead of the cluster.
    """

    says: str
    keys: tuple[str, ...]
    review: str = "demo-alnside"
    voice: str = "self"
    size: tuple[int, int] = (80, 24)
    theme: str = "inclusion-dark"
    clock: bool = False
    day: bool = False
    after: str = ""
    region: bool = False


PICTURES = {
    "rate": Picture("The list of indicators with levels as glyph, digit and word, and the levels of the chosen one.",
                    ("home", *"jjj"), voice="peer:lead-reviewer"),
    "evidence": Picture("Evidence is written in one line at the foot of the list, which stays in sight.",
                        ("home", *"jjj", "e", *"Calm start; two pupils said what helps them #welcome"),
                        voice="peer:lead-reviewer", clock=True),
    "resume": Picture("What was being typed when the lid was shut is asked about at the next start.", (),
                      voice="peer:lead-reviewer", clock=True, after="evidence"),
    "why": Picture("Why a level stands: the reason, the evidence and what others said of it.", ("home", *"jjj", "y"),
                   voice="peer:lead-reviewer"),
    "unseen": Picture("What has not been seen or heard yet: indicators, voices and kinds of evidence.", ("home", "u"),
                      voice="peer:lead-reviewer"),
    "differences": Picture("The school's own judgements beside the reviewers', the farthest apart first.",
                           ("home", "d")),
    "compare": Picture("Schools side by side: how many gave each level, the own one in brackets, and what is hidden.",
                       ("g", "b", "c")),
    "practice": Picture("Schools to learn from, those that could learn in turn first, with what they offer.",
                        ("g", "b", "p")),
    "release": Picture("What the host releases, section by section.", ("g", "b", "r", "down")),
    "board": Picture("The cluster: each school with its review, its visit and what is due next.", ("g", "b", "k"),
                     day=True),
    "planner": Picture("The plan of a round, and why the chosen visit is so.", ("g", "b", "v"), day=True),
    "calendar": Picture("The school year week by week, and what weighs in the chosen one.", ("g", "b", "y"), day=True),
    "together": Picture("What a SENCO and a leader do side by side, with a decision and when the SENCO joined it.",
                        ("g", "b", "s", "n", "d", "c", "t", *"Reading moves", "enter", *("backspace",) * 10,
                         *"2026-11-20", "enter", "down")),
    "ratio": Picture("The small groups of a school: how each is staffed, the chosen one whole, and what all come to.",
                     ("g", "b", "g", "down")),
    "consult": Picture("What a school says of each indicator of its framework, and what it has not answered yet.",
                       ("g", "b", "q", *"jjj"), day=True),
    "signup": Picture("What a school signed up to beside its own judgements: now, wanted, by when, how it stands.",
                      ("g", "b", "u", *"jj"), day=True),
    "region": Picture("A made-up region: how far its authorities are covered, and how their schools are spread.",
                      ("g", "b", "e", "down"), review="made-up-1-1", region=True, day=True),
    "wide": Picture("On a wide screen the list and everything about the chosen indicator stand side by side.",
                    ("home", *"jjj"), size=(140, 36), theme="inclusion-light"),
}  # fmt: skip

TERMS = tuple(
    ic.calendars.Term(name, *(dt.date.fromisoformat(one) for one in days))
    for name, days in {
        "autumn": ("2026-09-02", "2026-12-18", "2026-10-26", "2026-10-30"),
        "spring": ("2027-01-04", "2027-03-25", "2027-02-15", "2027-02-19"),
        "summer": ("2027-04-12", "2027-07-21", "2027-05-31", "2027-06-04"),
    }.items()
)
"""The terms of the year that is shown, as docs/calendar.md sets them."""


@contextmanager
def settled() -> Iterator[Path]:
    """Give a folder with the made-up cluster in it, in the time zone of the day."""
    before = {name: os.environ.get(name) for name in ("TZ", "INCLUSION_SETTINGS", "NO_COLOR")}
    with tempfile.TemporaryDirectory() as made:
        os.environ.update(TZ="UTC", INCLUSION_SETTINGS=str(Path(made) / "settings"))
        os.environ.pop("NO_COLOR", None)
        time.tzset()
        workspace = Path(made) / "workspace"
        workspace.mkdir()
        (workspace / "inclusion.toml").write_text(ME, encoding="utf-8")
        with ic.open_desk(workspace) as desk:
            ic.build_demonstration(desk, now=NOW)
            ic.calendars.set_terms(desk, 2026, TERMS)
        try:
            yield workspace
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value
            time.tzset()


@contextmanager
def on_the_day(one: Picture) -> Iterator[None]:
    """Let the screens take the day of the pictures for today, where the picture says so."""
    if not one.day:
        yield
        return
    real = capturing.moment

    def then() -> dt.datetime:
        return NOW

    def swap(old: object, new: object) -> None:
        for name, module in list(sys.modules.items()):
            if name.startswith("inclusion_tui") and getattr(module, "moment", None) is old:
                module.moment = new  # type: ignore[attr-defined]  each has its own name for it

    swap(real, then)
    try:
        yield
    finally:
        swap(then, real)


async def rows_of(workspace: Path, one: Picture) -> list[Strip]:
    """Return the rows of a screen after its keys were pressed."""
    with ic.open_desk(workspace) as desk:
        app = InclusionApp(desk, Settings(theme=one.theme), review=one.review, voice=one.voice)
        async with app.run_test(size=one.size) as pilot:
            await pilot.pause(0.3)
            for key in one.keys:
                await pilot.press({" ": "space", "#": "number_sign", ";": "semicolon"}.get(key, key))
            await pilot.pause(0.4)
            for _ in range(200):  # what a page reads beside the screen
                if any(one.name in BESIDE for one in threading.enumerate()):
                    await pilot.pause(0.05)
            await pilot.pause(0.2)
            return list(app.screen._compositor.render_strips(app.screen.size))  # noqa: SLF001  as the program's own frame


def svg_of(name: str, one: Picture, rows: list[Strip]) -> str:
    """Return the picture: text and ground only, with a title and a description."""
    wide, high = (one.size[0] * CELL[0] + 2 * EDGE, one.size[1] * CELL[1] + 2 * EDGE)
    ground = _colours(next(iter(rows[-1])).style)[1]
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" '
            f'height="{high:.0f}" role="img" aria-labelledby="title desc">'
        ),
        f'<title id="title">{escape(name.capitalize())}, at a made-up school</title>',
        f'<desc id="desc">{escape(one.says)}</desc>',
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>',
        (
            "<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" "
            'font-size="14" xml:space="preserve">'
        ),
    ]
    for y, row in enumerate(rows):
        lines += _row(row, y, ground, clock=one.clock)
    return "\n".join([*lines, "</g>", "</svg>", ""])


class Look(NamedTuple):
    """What is seen of a style: the colours of the letters and of their ground, and whether they are bold."""

    ink: str
    paper: str
    bold: bool


def runs_of(row: Iterable[Segment]) -> list[tuple[Look, str]]:
    """Return the texts of a row, neighbours that look alike as one: how they came to be drawn is no part of a picture.

    Textual cuts a row at the edges of whatever else stands in it, and where it was drawn again in part, so that the
    same screen comes in other pieces at another time. Of a blank only the ground is seen: it goes with what is before.
    """
    runs: list[tuple[Look, str]] = []
    for segment in row:
        look = Look(*_colours(segment.style), bool(segment.style is not None and segment.style.bold))
        for blank, marks in groupby(segment.text, key=" ".__eq__):
            words, last = "".join(marks), runs[-1] if runs else None
            if last is not None and (look == last[0] or (blank and look.paper == last[0].paper)):
                runs[-1] = last[0], last[1] + words
            elif last is not None and not last[1].strip(" ") and look.paper == last[0].paper:
                runs[-1] = look, last[1] + words
            else:
                runs.append((look, words))
    return runs


def _row(row: Iterable[Segment], y: int, ground: str, *, clock: bool) -> Iterator[str]:
    """Yield the grounds of a row that differ from the screen's, then its texts."""
    x, top, runs = 0, EDGE + y * CELL[1], runs_of(row)
    for paper, pieces in groupby(runs, key=lambda one: one[0].paper):
        wide = sum(ic.columns(words) for _, words in pieces)
        if paper != ground:
            yield (
                f'<rect x="{EDGE + x * CELL[0]:.1f}" y="{top:.1f}" width="{wide * CELL[0]:.1f}" height="{CELL[1]}" '
                f'fill="{paper}" shape-rendering="crispEdges"/>'
            )
        x += wide
    x = 0
    for look, words in runs:
        text = (CLOCK.sub("10:42", words) if clock else words).strip(" ")
        if text:
            left = EDGE + (x + len(words) - len(words.lstrip(" "))) * CELL[0]
            bold = ' font-weight="bold"' if look.bold else ""
            yield (
                f'<text x="{left:.1f}" y="{top + 14:.1f}" fill="{look.ink}"{bold} '
                f'textLength="{ic.columns(text) * CELL[0]:.1f}" '
                f'lengthAdjust="spacingAndGlyphs">{escape(text).replace(" ", chr(0xA0))}</text>'
            )
        x += ic.columns(words)


def _colours(style: Style | None) -> tuple[str, str]:
    """Return the colours of the letters and of the ground they stand on."""
    ink = style.color.get_truecolor().hex if style is not None and style.color else "#e8e6e3"
    paper = style.bgcolor.get_truecolor().hex if style is not None and style.bgcolor else "#14171a"
    return (paper, ink) if style is not None and style.reverse else (ink, paper)


def pictures() -> dict[str, str]:
    """Return every picture by its name."""
    drawn = {}
    with settled() as made:
        for name, one in PICTURES.items():
            workspace = made.with_name(one.after or name)
            if one.region:
                with made_up_region() as built:
                    shutil.copytree(built, workspace)
            elif not workspace.exists():
                shutil.copytree(made, workspace)
            with on_the_day(one):
                drawn[f"screen-{name}"] = svg_of(name, one, asyncio.run(rows_of(workspace, one)))
    return drawn


if __name__ == "__main__":
    for name, drawn in pictures().items():
        (Path(__file__).parent / f"{name}.svg").write_text(drawn, encoding="utf-8")
