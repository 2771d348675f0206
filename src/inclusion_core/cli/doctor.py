"""`inclusion doctor`: what is wrong with the workspace, and what would mend each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import alone, json_option
from inclusion_core.cli.output import answer, counted, note, say

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context


def doctor(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion doctor`."""
    alone(
        parser,
        _doctor,
        example="",
        more="Looks at the files, journals, locks, frameworks and plugins. Nothing is changed. Exits 1 where it finds "
        "anything.",
    )
    json_option(parser, "findings", "workspace", "schools", "reviews")


def _doctor(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.health import examine  # noqa: PLC0415  only for this command

    looked = examine(context.desk)
    if looked.only_read:
        note(f"{context.folder} cannot be written to by this user, so it can only be read.")
    if arguments.json:
        from inclusion_core.exchange.answers import problem  # noqa: PLC0415  only for --json

        answer(
            {
                "findings": [problem(one) for one in looked.findings],
                "workspace": str(context.folder),
                "schools": looked.schools,
                "reviews": looked.reviews,
            }
        )
        return 1 if looked.findings else 0
    for one in looked.findings:
        say(f"{'Wrong' if one.severity == 'wrong' else 'Worth doing'}: {one}")
    say(
        f"{context.folder}: {counted(looked.schools, 'school')}, {counted(looked.reviews, 'review')}, "
        f"{counted(looked.frameworks, 'framework')}, {counted(looked.plugins, 'plugin')} looked at; "
        + (counted(len(looked.findings), "finding") if looked.findings else "nothing is wrong")
        + "."
    )
    return 1 if looked.findings else 0
