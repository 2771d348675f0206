"""`inclusion framework import`: an audit tool in a spreadsheet made into the draft of a framework."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import Parser, json_option, leaf, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say
from inclusion_core.errors import InclusionError, NotAllowed

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.exchange.framework_columns import Given, Reading
    from inclusion_core.exchange.framework_draft import Draft
    from inclusion_core.exchange.spreadsheet import Spreadsheet
    from inclusion_core.model.framework import Framework

_MORE = """FILE is .csv, or with the extra 'spreadsheets' .xlsx, .xlsm, .xlsb, .xls or .ods. The header row and what
each column holds are guessed from their words and shown; --map says it by hand, and on a terminal you are asked. Texts
that find no place are listed and stand as comments at the end of the draft, whose status is 'consultation'. A file
that is there already is never overwritten."""

_SHOWN = 20
_CUT = 60


def leaf_of(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command to the group `framework`."""
    parser = leaf(
        commands,
        "import",
        _import,
        "make a draft of the audit tool that you have in a spreadsheet",
        example="audit.xlsx --map indicator=Question",
        more=_MORE,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the spreadsheet")
    parser.add_argument(
        "--id", metavar="ID", default="", help="what it will be known by; made of the title if not said"
    )
    parser.add_argument(
        "--title",
        metavar="T",
        type=text_argument,
        default="",
        help="its title; what stands above the table if not said",
    )
    parser.add_argument(
        "--sheet", metavar="S", action="append", default=[], help="only this sheet, even if hidden; may be repeated"
    )
    parser.add_argument(
        "--map",
        metavar="USE=COLUMN",
        action="append",
        default=[],
        help="what a column holds, by its header or letter: indicator=Question, strand=A, level:secure=Good",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to write it: ID.toml here where not said")
    json_option(parser, "created", "unplaced", "columns", "remarks")


def _import(_context: Context, arguments: argparse.Namespace) -> int:
    import datetime as dt  # noqa: PLC0415  only for this command

    from inclusion_core.desk.frameworks import write_new  # noqa: PLC0415  as above
    from inclusion_core.exchange.framework_columns import given  # noqa: PLC0415  as above
    from inclusion_core.exchange.framework_draft import draft_framework, read_columns  # noqa: PLC0415  as above
    from inclusion_core.exchange.spreadsheet import read_spreadsheet  # noqa: PLC0415  as above
    from inclusion_core.identifiers import is_id  # noqa: PLC0415  as above

    if arguments.id and not is_id(arguments.id):
        raise NotAllowed(
            f"'{arguments.id}' cannot name a framework. Use lower-case letters, digits and hyphens, such as my-trust."
        )
    by_hand = [given(one) for one in arguments.map]
    book = read_spreadsheet(arguments.file, arguments.sheet)
    asks = not arguments.json and sys.stdin.isatty() and sys.stdout.isatty()
    readings = _asked(book, by_hand) if asks else read_columns(book, by_hand)
    if not readings:
        note("Stopped. Nothing was written.")
        return 0
    draft = draft_framework(
        book,
        today=dt.datetime.now().astimezone().date(),
        by_hand=by_hand,
        framework_id=arguments.id,
        title=" ".join(arguments.title.split()),
        readings=readings,
    )
    _check(draft, arguments.file)
    path: Path = arguments.out if arguments.out is not None else Path(f"{draft.id}.toml")
    if path.is_dir():
        path /= f"{draft.id}.toml"
    write_new(path, draft.text.encode())
    if arguments.json:
        answer(_table(draft, path))
        return 0
    _tell(draft, path)
    return 0


def _check(draft: Draft, path: Path) -> None:
    """Read the draft as every framework is read, before anything is written. Raises InvalidFile."""
    from inclusion_core.model.evidence import KINDS  # noqa: PLC0415  as above
    from inclusion_core.model.scale import FOUR_STEP  # noqa: PLC0415  as above
    from inclusion_core.store.frameworks.framework_files import read_framework  # noqa: PLC0415  as above

    def none(name: str) -> Framework:
        raise NotAllowed(f"A draft lies over no other framework, not over {name}.")

    read_framework(
        draft.text,
        bases=none,
        scales={FOUR_STEP.id: FOUR_STEP},
        kinds={one.id: one for one in KINDS},
        methods=None,
        file=f"the draft of {path.name}",
    )


def _table(draft: Draft, path: Path) -> dict[str, object]:
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    return {
        "created": str(path),
        "framework": f"{draft.id}@1",
        "indicators": draft.indicators,
        "strands": draft.strands,
        "unplaced": [plain(one) for one in draft.unplaced],
        "columns": [
            {"sheet": reading.sheet.name, "column": one.letters, "name": one.name, "use": one.said or None}
            for reading in draft.readings
            for one in reading.columns
        ],
        "remarks": list(draft.remarks),
    }


def _tell(draft: Draft, path: Path) -> None:
    say(f"Written: {path}")
    levels = ", ".join(draft.scale.title(level) for level in draft.scale.order)
    say(
        f"{counted(draft.indicators, 'indicator')} in {counted(draft.strands, 'strand')}. "
        f"Levels, least inclusive first: {levels}."
    )
    say()
    for reading in draft.readings:
        say(_heading(reading))
        columns(_rows(reading), indent="  ")
    if draft.unplaced:
        say()
        many = len(draft.unplaced)
        say(f"{counted(many, 'text')} found no place. {'It stands' if many == 1 else 'They stand'} at the file's end:")
        columns(
            [(f"{one.sheet}!{one.cell}", _cut(one.text), f"({one.why})") for one in draft.unplaced[:_SHOWN]],
            indent="  ",
        )
        if many > _SHOWN:
            say(f"  and {many - _SHOWN:,} more")
    for remark in draft.remarks:
        note(remark)
    note(f"Read it through, then: inclusion framework check {path}")


def _heading(reading: Reading) -> str:
    rows = " and ".join(map(str, reading.header))
    return f"Sheet '{reading.sheet.name}', header in row {rows}:"


def _rows(reading: Reading) -> list[tuple[str, str, str]]:
    return [(one.letters, _cut(one.name), one.said or "no use found") for one in reading.columns]


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CUT else line[: _CUT - 1] + "…"


# Asking -------------------------------------------------------------------------------------------------------------


def _asked(book: Spreadsheet, by_hand: list[Given]) -> tuple[Reading, ...]:
    """Show the guess until somebody is content with it; nothing where they stop. Adds to `by_hand` what they say."""
    from inclusion_core.cli.asking import line_from  # noqa: PLC0415  only for this command
    from inclusion_core.exchange.framework_columns import given  # noqa: PLC0415  as above

    while True:
        readings = _shown(book, by_hand)
        note("Enter to go on; USE=COLUMN to change one, such as indicator=C; ? for the uses; stop.")
        try:
            words = line_from("> ").strip()
            if words.casefold() in {"stop", "q", "quit"}:
                return ()
            if words == "?":
                _say_the_uses()
            elif words:
                by_hand.append(given(words))
            elif readings:
                return readings
        except EOFError:
            return ()
        except InclusionError as refused:
            note(str(refused))


def _shown(book: Spreadsheet, by_hand: list[Given]) -> tuple[Reading, ...]:
    """Show how the sheets are read, taking back the last that was said where they cannot be; nothing where none can."""
    from inclusion_core.exchange.framework_draft import read_columns  # noqa: PLC0415  only for this command

    while True:
        try:
            readings = read_columns(book, by_hand)
        except InclusionError as refused:
            note(str(refused))
            if not by_hand:
                return ()
            use, column = by_hand.pop()
            note(f"'{use}={column}' was taken back.")
        else:
            for reading in readings:
                note(_heading(reading))
                for letters, name, use in _rows(reading):
                    note(f"  {letters:3} {name}: {use}")
            return readings


def _say_the_uses() -> None:
    from inclusion_core.exchange.framework_columns import USES  # noqa: PLC0415  only for this command

    for use, about in USES.items():
        note(f"  {use}: {about}")
