"""What the commands that let something leave have in common: what privacy held back, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.cli.output import answer, note, visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from inclusion_core.cli.context import Context
    from inclusion_core.desk.leaving import Stop

_MOST_SAID = 20


def anyway_option(parser: argparse.ArgumentParser) -> None:
    """Give a command its --anyway."""
    parser.add_argument("--anyway", action="store_true", help="write it although it looks as if it named a pupil")


def held_back(context: Context, review: str, stops: Iterable[Stop], *, json: bool, **more: Any) -> int:  # noqa: ANN401  whatever the answer has beside
    """Say what looks as if it named a pupil, how to take it out and how to override it; return the exit code.

    `review` is empty where it is about none, and then no history tells of an override.
    """
    found = list(stops)
    for one in found[:_MOST_SAID]:
        note(visible(f"{one.where}: {one.says}"))
    if len(found) > _MOST_SAID:
        note(f"And {len(found) - _MOST_SAID:,} more places; --json lists them all.")
    note("Nothing was written: pupils are not named in what leaves.")
    note(context.typed(f"To take it out for good: inclusion blank {f'{review} ' if review else ''}TEXT"))
    note(f"To write it all the same{', which the history will say' if review else ''}, add --anyway.")
    if json:
        answer({"written": None, "findings": [{"where": one.where, "what": one.says} for one in found], **more})
    return 1
