"""`inclusion framework paper`: a framework as a blank form to fill in by hand, and the table to key it back with."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import Parser, json_option, leaf
from inclusion_core.cli.output import answer, note, say

if TYPE_CHECKING:
    from inclusion_core.cli.context import Context

_MORE = """It is one web page that fetches nothing: open it in a browser and print it on A4, in black and white too.
The codes are those of the program. Key what was filled in into the table of --csv, and give that with 'inclusion judge
REVIEW --from FILE.csv'. A file that is there already is never overwritten."""
_MOST_LINES = 40


def leaf_of(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command to the group `framework`."""
    parser = leaf(
        commands,
        "paper",
        _paper,
        "write a framework as a blank form to print and fill in by hand",
        example="north-east --csv north-east.csv",
        more=_MORE,
    )
    parser.add_argument("framework", metavar="ID", help="its id, id@edition, or a file")
    parser.add_argument("--out", metavar="FILE.html", type=Path, help="where to write it: ID.html here where not said")
    parser.add_argument(
        "--blank", metavar="LINES", type=_lines, default=3, help="empty lines below each indicator (3 where not said)"
    )
    parser.add_argument("--large", action="store_true", help="large print, 18 point")
    parser.add_argument("--csv", metavar="FILE.csv", type=Path, help="write the table to key it back with, too")
    json_option(parser, "written")


def _lines(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= _MOST_LINES):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of lines. Give one from 0 to {_MOST_LINES}")
    return int(text)


def _paper(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.frameworks import write_new  # noqa: PLC0415  only for this command
    from inclusion_core.errors import Conflict  # noqa: PLC0415  as above
    from inclusion_core.exchange.paper import paper_form, paper_table  # noqa: PLC0415  as above
    from inclusion_core.exchange.reports.html import render  # noqa: PLC0415  as above

    found = context.desk.framework(arguments.framework)
    path: Path = arguments.out if arguments.out is not None else Path(f"{found.id}.html")
    if path.is_dir():
        path /= f"{found.id}.html"
    table: Path | None = arguments.csv
    if table is not None and table.is_dir():
        table /= f"{found.id}.csv"
    if table is not None and table.exists():
        raise Conflict(f"{table} is there already and was left as it is. Choose another name.")
    page = render(paper_form(found, lines=arguments.blank, large=arguments.large))
    write_new(path, page.encode())
    if table is not None:
        write_new(table, b"\xef\xbb\xbf" + paper_table(found).encode())  # spreadsheets take it for UTF-8 by its mark
    if arguments.json:
        answer({"written": str(path), "csv": None if table is None else str(table)})
        return 0
    say(f"Written: {path}")
    if table is not None:
        say(f"Written: {table}")
    note("Open it in a browser and print it on A4.")
    return 0
