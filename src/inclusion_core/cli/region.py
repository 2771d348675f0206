"""`inclusion region`: the picture of a region from released reviews, on one page for its forum or board."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.cli.arguments import alone, json_option, picture_file
from inclusion_core.cli.one_page import is_page_asked, put_page
from inclusion_core.cli.output import answer, counts_or_null, say
from inclusion_core.desk.region import regional_picture
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.schools.region import GroupFigures, RegionFigure
    from inclusion_core.cli.context import Context
    from inclusion_core.desk.region import RegionalPicture


def region(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion region`."""
    alone(
        parser, _region, example="--framework north-east --format html --out region.html",
        more=(
            "Released reviews only, the latest of each school, all by one edition. No school is named, and figures are "
            "shown only where none can be found out, whatever figures of one day are added to or taken from each "
            "other. Two pages, before and after one school released its review, may tell what it said."
        ),
    )  # fmt: skip
    parser.add_argument("--framework", metavar="F", default="", help="whose region; the first that is used here else")
    parser.add_argument("--voice", metavar="V", default="self", help="whose judgements: self, moderated or role:NAME")
    parser.add_argument("--format", metavar="F", default="text", help="text, markdown, html, or a plugin's (text)")
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to write it; - for the screen")
    parser.add_argument("--svg", metavar="FILE", type=picture_file, help="write it as a picture")
    json_option(parser, "region", "written", "picture")


def _region(context: Context, arguments: argparse.Namespace) -> int:
    context.read_only = True
    if arguments.out is not None and arguments.out == arguments.svg:
        raise NotAllowed("--out and --svg name the same file. Give the picture another name.")
    found = regional_picture(context.desk, framework=arguments.framework, voice=arguments.voice)
    form = context.desk.report_format(arguments.format)
    written = None
    page = is_page_asked(arguments) if arguments.svg is None else arguments.out is not None
    if page or arguments.svg is not None:
        from inclusion_core.exchange.reports.region_page import region_document  # noqa: PLC0415  only for a page

        today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        document = region_document(
            found.framework, found.groups, found.voice, today, made_up=found.made_up, mixed=found.mixed
        )
        if arguments.svg is not None:
            from inclusion_core.desk.leaving import stop_on_pupils  # noqa: PLC0415  only for a picture

            stop_on_pupils(document)  # what is in the picture is in the page
            _draw(found, arguments.svg, today)
        written = put_page(document, form, arguments, "region") if page else None
        if page and written is None:
            return 0
    if arguments.json:
        (whole,) = found.of("region")
        table = {
            "framework": found.framework.name, "voice": found.voice, "made_up": found.made_up, **_group(whole),
            "authorities": [_group(one) for one in found.of("authority")],
            "partnerships": [_group(one) for one in found.of("partnership")],
            "phases": [_group(one) for one in found.of("phase")],
        }  # fmt: skip
        named = [None if one is None else str(one) for one in (written, arguments.svg)]
        answer({"region": table, "written": named[0], "picture": named[1]})
    else:
        for one in (written, arguments.svg):
            if one is not None:
                say(f"Written: {one}")
    return 0


def _draw(found: RegionalPicture, path: Path, today: dt.date) -> None:
    from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  only where a picture is asked for
    from inclusion_core.exchange.region_chart import region_svg  # noqa: PLC0415  as above

    svg = region_svg(found.framework, found.groups, found.voice, today, made_up=found.made_up, mixed=found.mixed)
    write_file(path, svg.encode())


def _group(one: GroupFigures) -> dict[str, Any]:
    return {
        "id": one.id, "title": one.title, "schools": one.schools, "n": one.n,
        "strands": [_figure(each) for each in one.strands], "indicators": [_figure(each) for each in one.indicators],
    }  # fmt: skip


def _figure(one: RegionFigure) -> dict[str, Any]:
    return {
        "id": one.id, "facet": one.facet, "n": one.spread.schools(hidden=one.hidden),
        "counts": counts_or_null(one.spread, hidden=one.hidden),
        "median": list(one.spread.median), "suppressed": one.hidden,
    }  # fmt: skip
