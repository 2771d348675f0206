"""`inclusion export`: a review's data for other programs, after release and privacy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option, review_argument
from inclusion_core.cli.leaving import anyway_option, held_back
from inclusion_core.cli.output import answer, say, visible
from inclusion_core.cli.reviewing import reading, writing
from inclusion_core.desk.frameworks import write_file
from inclusion_core.model.release import AUDIENCES

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context

_MORE = """json holds everything that may leave, csv a row for each judgement; plugins bring other forms. For a cluster
or a partnership only what the host has released is in it: for 'self' it stays with the school and the review's team.
What looks as if it named a pupil stops it; --anyway overrides that, and the review's history says who did. To hand a
review to a colleague who works on it, use bundle make."""


def export(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion export`."""
    alone(parser, _export, example="alnside --format csv --out alnside.csv", more=_MORE)
    review_argument(parser)
    parser.add_argument("--format", metavar="F", default="json", help="json, csv, or a plugin's (json)")
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to write it; - for the screen")
    parser.add_argument(
        "--for", dest="to", metavar="WHO", default="self", help=f"who it is for: {', '.join(AUDIENCES)} (self)"
    )
    anyway_option(parser)
    json_option(parser, "written")


def _export(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.exporting import exporter_named, make_export  # noqa: PLC0415  only for this command

    context.read_only = not arguments.anyway  # an override is written into the review's history
    exporter = exporter_named(context.desk, arguments.format)
    with (writing if arguments.anyway else reading)(context, arguments.review) as session:
        made = make_export(session, exporter, to=arguments.to, anyway=arguments.anyway)
        review = session.review.id
    if made.stopped:
        return held_back(context, review, made.stops, json=arguments.json)
    if arguments.out == Path("-"):
        sys.stdout.write(made.content.decode(errors="replace"))
        return 0
    path: Path = arguments.out if arguments.out is not None else Path(review + exporter.suffix)
    if path.is_dir():
        path /= review + exporter.suffix
    write_file(path, made.content)
    if arguments.json:
        answer({"written": str(path)})
    else:
        say(visible(f"Written: {path}"))
    return 0
