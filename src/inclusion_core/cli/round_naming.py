"""How a round and the schools in it are named on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from inclusion_core.cli.context import Context


def round_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command its ROUND."""
    parser.add_argument("round", metavar="ROUND", help="its id, or as much of its beginning as is needed")


def school_in(context: Context, name: str, clusters: Iterable[str]) -> str:
    """Return a school's id: one of these clusters by the beginning of its id, else by whatever it goes by here.

    Raises UnknownName, NotAllowed.
    """
    from inclusion_core.desk.clusters import cluster_named  # noqa: PLC0415  the parsers are made without it
    from inclusion_core.desk.schools import find_school  # noqa: PLC0415  as above

    begun = {one for each in clusters for one in cluster_named(context.desk, each).schools if one.startswith(name)}
    return begun.pop() if len(begun) == 1 and name else find_school(context.desk, name).id
