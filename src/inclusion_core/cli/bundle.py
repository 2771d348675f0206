"""`inclusion bundle`: a review as one file to hand over, and opening such a file from a colleague."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusion_core.cli.arguments import group, json_option, leaf, review_argument
from inclusion_core.cli.context import quoted
from inclusion_core.cli.leaving import anyway_option, held_back
from inclusion_core.cli.output import answer, counted, note, say
from inclusion_core.desk.handing import make_bundle, open_bundle, preview_bundle
from inclusion_core.desk.handing_words import size_words
from inclusion_core.desk.recognising import what_is
from inclusion_core.errors import InvalidFile, Problem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from inclusion_core.cli.context import Context
    from inclusion_core.desk.handing import Handing
    from inclusion_core.store.review.history import Happening

_MAKE = """Everything in the review goes along, its history and attachments too; what is being typed and was not said
yet stays here. The file is not locked: whoever has it can read it. What looks as if it named a pupil stops it, and each
place is named, those that were changed since too; --anyway overrides that, and the review's history says who did."""
_OPEN = """Nothing is changed without --apply. A review that is not here comes whole, with its school; one that is here
is merged. Where both changed the same thing, what is here stands, the other can be read in the history, and the exit
code is 1. Opening a file twice is as opening it once. FILE may also be a review's folder that somebody copied."""

_OTHERWISE = {"framework": "framework add", "schools": "schools import", "spreadsheet": "framework import"}


def bundle(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion bundle`."""
    commands = group(parser)
    make = leaf(
        commands, "make", _make, "make one file of a review, to hand over",
        example="alnside --out alnside.inclusion", more=_MAKE, writes=True,
    )  # fmt: skip
    review_argument(make)
    make.add_argument("--out", metavar="FILE", type=Path, help="where to write it; else a file named after the review")
    make.add_argument(
        "--for",
        dest="to",
        metavar="WHO",
        default="self",
        help="who it is for: self is the school and those who work on the review; cluster and partnership get one only "
        "where every section is released to them",
    )
    anyway_option(make)
    json_option(make, "written", "changes", "conflicts")

    read = leaf(
        commands, "open", _open, "show what a file from a colleague would change, and open it",
        example="alnside.inclusion --apply", more=_OPEN, writes=True,
    )  # fmt: skip
    read.add_argument("file", metavar="FILE", type=Path, help="the file that was handed over")
    read.add_argument("--apply", action="store_true", help="do it")
    json_option(read, "changes", "conflicts")


def _make(context: Context, arguments: argparse.Namespace) -> int:
    made = make_bundle(context.desk, arguments.review, arguments.out, anyway=arguments.anyway, to=arguments.to)
    if made.path is None:
        return held_back(context, made.review, made.stops, json=arguments.json, changes=[], conflicts=[])
    if arguments.json:
        answer({
            "written": str(made.path), "review": made.review, "size": made.size,
            "attachments": made.attachments, "attached_bytes": made.attached_bytes,
            "gone": list(made.gone), "left_out": list(made.left_out),
            "changes": _changes(made.changes), "conflicts": [],
        })  # fmt: skip
    else:
        attached = f", {size_words(made.attached_bytes)} of it in {counted(made.attachments, 'attachment')}"
        say(f"Written: {made.path} ({size_words(made.size)}{attached if made.attachments else ''})")
    if made.gone:
        note(f"Not in it, because it is not here any more: {', '.join(made.gone)}")
    if made.left_out:
        note(f"Left out, because this program does not know it: {', '.join(made.left_out)}")
    note("It is not locked: whoever has it can read it. Hand it over as you would hand over the notes themselves.")
    note(f"At the other end: inclusion bundle open {quoted(made.path.name)}")
    return 0


def _open(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.cli.reviewing import tell_plugins  # noqa: PLC0415  only where something is opened

    context.read_only = not arguments.apply
    _refuse_other_sorts(context, arguments.file)
    done = (open_bundle if arguments.apply else preview_bundle)(context.desk, arguments.file)
    if arguments.apply:
        tell_plugins(context.desk)
    if arguments.json:
        answer(_table(done))
    else:
        for sentence in done.sentences:
            say(sentence)
        if not arguments.apply:
            say("Nothing was changed. To do it, add --apply:")
            note(context.typed(f"inclusion bundle open {quoted(str(arguments.file))} --apply"))
        else:
            note(context.typed(f"To look at it: inclusion review show {done.review}"))
    return 1 if done.conflicts else 0


def _refuse_other_sorts(context: Context, path: Path) -> None:
    """Raise InvalidFile for a file of another sort that we have a command for, with that command."""
    found = what_is(context.desk, path)
    if found.sort in _OTHERWISE:
        do = f"To use it, type: inclusion {_OTHERWISE[found.sort]} {quoted(str(path))}"
        raise InvalidFile(path, [Problem(found.says, "", do, str(path))])


def _table(done: Handing) -> dict[str, Any]:
    return {
        "review": done.review,
        "school": done.school,
        "framework": done.framework,
        "made_by": done.made_by or None,
        "made_at": None if done.made_at is None else done.made_at.isoformat(),
        "here": done.here,
        "applied": done.opened,
        "changes": _changes(done.changes),
        "conflicts": [
            {"what": one.what, "ours": one.ours, "theirs": one.theirs, "person": one.person} for one in done.conflicts
        ],
        "attachments": done.attachments,
        "attached_bytes": done.attached_bytes,
        "remarks": list(done.remarks),
    }


def _changes(changes: Iterable[Happening]) -> list[dict[str, str]]:
    return [{"at": one.at.isoformat(), "person": one.person, "says": one.says} for one in changes]
