"""`inclusion framework links`: where a framework's indicators touch those of others, read from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli.arguments import json_option, leaf
from inclusion_core.cli.output import answer, columns, counted, note, say

if TYPE_CHECKING:
    import argparse

    from inclusion_core.analysis.editions.crosswalk import Tie
    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.desk.crosswalks import Linked

_WORDS = {"close": "close to", "partial": "in part", "supports": "supports", "supported-by": "supported by"}


def links(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add `links` to the commands of `inclusion framework`."""
    parser = leaf(
        commands,
        "links",
        _links,
        "show where a framework touches others, whichever side says so",
        more="What was seen for one indicator may be laid beside the other. A mark never travels.",
        example="north-east U4 --to send-enquiry",
    )
    parser.add_argument("framework", metavar="ID", help="its id, id@edition, or a file")
    parser.add_argument("indicator", metavar="INDICATOR", nargs="?", help="only this indicator")
    parser.add_argument("--to", metavar="OTHER", help="only links with this framework: its id, or id@edition")
    json_option(parser, "id", "edition", "links", "not_here", "findings")


def _links(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.crosswalks import linked  # noqa: PLC0415  `framework list` needs none of it

    found = linked(context.desk, arguments.framework, indicator=arguments.indicator, to=arguments.to)
    if arguments.json:
        answer(
            {
                "id": found.framework.id,
                "edition": found.framework.edition,
                "links": [_table(found, one) for one in found.ties],
                "not_here": list(found.not_here),
                "findings": [
                    {"other": one.other, "indicator": one.indicator, "what": one.what, "do": one.do}
                    for one in found.faults
                ],
            }
        )
        return 0
    _say(found)
    if found.not_here:
        note(f"Not here, so its links are not shown: {listed(found.not_here)}.")
    for one in found.faults:
        where = f'crosswalk."{one.other}"' + (f".{one.indicator}" if one.indicator else "")
        note(f"Worth doing: {where} {one.what} {one.do}")
    return 0


def _table(found: Linked, one: Tie) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "framework": one.other,
        "to": one.other_indicator,
        "title": _title(found, one),
        "relation": one.relation,
        "said_by": list(one.said_by),
    }


def _title(found: Linked, one: Tie) -> str:
    other = found.others[one.other]
    return other.worded(other.indicators[one.other_indicator].title)


def _say(found: Linked) -> None:
    framework = found.framework
    if not found.ties:
        say("No link is known here.")
        return
    for indicator in dict.fromkeys(one.indicator for one in found.ties):
        say(f"{indicator}  {framework.worded(framework.indicators[indicator].title)}")
        columns(
            [
                (_WORDS[one.relation], one.other, one.other_indicator, _title(found, one))
                for one in found.ties
                if one.indicator == indicator
            ],
            indent="  ",
        )
    note(
        f"{counted(len(found.ties), 'link')} with {counted(len(found.others), 'framework')}. "
        "Evidence travels along a link; marks never do."
    )
