"""Draw pictures of what commands really answer, as SVG. `make pictures` runs it; a test finds drift.

The picture is of the demonstration's made-up schools, so it is the same on every machine and every day.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tempfile
import textwrap
from pathlib import Path
from xml.sax.saxutils import escape

from made_up_region import made_up_region

from inclusion_core.cli import main

FOLDER = Path(__file__).parent
COLUMNS = 80
CELL = (8.4, 19.0)
EDGE = 18
COMMANDS = {
    "score": "score demo-kelderfield --voice peer:lead-reviewer --explain",
    "continuum": "trust continuum coast",
}
ABOUT = {
    "score": (
        "for a made-up school: each strand's level in words, how much was judged, and why, down to each judgement."
    ),
    "continuum": (
        "for a made-up trust: kinds of place and help by stage, what is missing, and kinds of setting side by side."
    ),
}
RELEASED = ("alnside", "wansmere", "kelderfield", "rowanlea", "bridge-yard")
TRUST = (
    (
        "trust new Coast --school alnside-first --school wansmere-middle --school kelderfield-academy "
        "--school rowanlea --school bridge-yard"
    ),
    "ledger provision add coast alnside-first 'Ordinary help' --kind in-class",
    "ledger provision add coast kelderfield-academy 'The Hub' --kind resourced-base --places 12",
    "ledger provision add coast rowanlea 'Outreach team' --kind outreach --phase secondary",
    *(f"release demo-{one} --section judgements --section name --to partnership" for one in RELEASED),
)
"""What is typed before, for pictures of a trust."""
YEAR = (
    "calendar term autumn --from 2026-09-02 --to 2026-12-18 --break 2026-10-26 2026-10-30",
    "calendar term spring --from 2027-01-04 --to 2027-03-25 --break 2027-02-15 2027-02-19",
    "calendar term summer --from 2027-04-12 --to 2027-07-21 --break 2027-05-31 2027-06-04",
    "calendar add Report --on 2026-11-20 --role leader --weight 3 --before 5",
    "calendar keep 2026-12-14 --from 15:45 --to 16:30",
)
ROUND = ("round plan spring --cluster demo-cluster --from 2027-01-04 --to 2027-03-26 --red-week 2027-02-15",)
CHARTS = {"round": "round show spring", "year": "calendar heat --year 2026", "rollup": "trust rollup coast"}
"""Pictures that a command writes itself."""

DAY, DRAWN = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b"), "20 November 2026"
"""A day in a picture, and the one that stands there whenever it is drawn."""

ROWS = 38
NO_BREAK = "\u00a0"  # an SVG folds plain spaces


def answer_of(command: str, workspace: Path) -> str:
    """Return what a command prints on stdout."""
    answer = io.StringIO()
    with contextlib.redirect_stdout(answer), contextlib.redirect_stderr(io.StringIO()):
        main(["--workspace", str(workspace), *shlex.split(command)])
    return answer.getvalue()


def rows_of(command: str, answer: str) -> list[str]:
    """Return the rows of a terminal of 80 columns, the first ones."""
    rows = [f"$ inclusion {command}"]
    for line in answer.splitlines():
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        rows += textwrap.wrap(line, COLUMNS, subsequent_indent=indent, drop_whitespace=True) or [""]
    return rows[:ROWS]


def picture(command: str, answer: str, about: str) -> str:
    """Return the SVG: text only, with a title and a description, no script and nothing from elsewhere."""
    rows = rows_of(command, answer)
    wide, high = round(COLUMNS * CELL[0] + 2 * EDGE), round(len(rows) * CELL[1] + 2 * EDGE)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
            'role="img" aria-labelledby="title desc">'
        ),
        f'<title id="title">{escape(f"inclusion {command}")}</title>',
        (f'<desc id="desc">The answer in a terminal, {about}</desc>'),
        f'<rect width="{wide}" height="{high}" rx="10" fill="#16191d"/>',
        (
            "<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" "
            'font-size="14" fill="#e8e6e3" xml:space="preserve">'
        ),
    ]
    for place, row in enumerate(rows):
        if row.strip():
            text = row.lstrip()
            x, y = EDGE + (len(row) - len(text)) * CELL[0], EDGE + (place + 0.75) * CELL[1]
            fill = ' fill="#9fd3a8"' if place == 0 else ""
            length = f'textLength="{len(text) * CELL[0]:.1f}" lengthAdjust="spacingAndGlyphs"'
            lines.append(f'<text x="{x:.1f}" y="{y:.1f}" {length}{fill}>{escape(text).replace(" ", NO_BREAK)}</text>')
    return "\n".join([*lines, "</g>", "</svg>", ""])


def pictures() -> dict[str, str]:
    """Return every picture by its name."""
    with tempfile.TemporaryDirectory() as made:
        workspace = Path(made)
        for command in ("demo --no-open", *TRUST):
            answer_of(command, workspace)
        drawn = {
            name: picture(command, answer_of(command, workspace), ABOUT[name]) for name, command in COMMANDS.items()
        }
        for command in (*YEAR, *ROUND):
            answer_of(command, workspace)
        for name, command in CHARTS.items():
            path = workspace / f"{name}.svg"
            answer_of(f"{command} --svg {path}", workspace)
            drawn[name] = path.read_text(encoding="utf-8")
    with made_up_region() as workspace:
        path = workspace / "region.svg"
        answer_of(f"region --svg {path}", workspace)
        drawn["region"] = DAY.sub(DRAWN, path.read_text(encoding="utf-8"))
    return drawn


if __name__ == "__main__":
    for name, drawn in pictures().items():
        (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")
