"""`inclusion framework`: list, show, check, compare, add and start frameworks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli import questions
from inclusion_core.cli.arguments import group, json_option, leaf
from inclusion_core.cli.framework_diff import diff
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.desk.frameworks import add_framework, check_framework, write_new
from inclusion_core.errors import InvalidFile, NotAllowed, Problem

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework, Indicator


def framework(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion framework`."""
    commands = group(parser)
    json_option(leaf(commands, "list", _list, "list the frameworks found, and who gives each"), "frameworks")

    show = leaf(commands, "show", _show, "show one framework, or one indicator of it, in full")
    show.add_argument("framework", metavar="ID", help="its id, id@edition, or a file")
    show.add_argument("indicator", metavar="INDICATOR", nargs="?", help="only this indicator, with all its texts")
    json_option(show, "id", "edition", "digest", "scale", "strands", "indicators")

    check = leaf(
        commands,
        "check",
        _check,
        "say everything that is wrong with a framework file, and what is worth doing",
        more="Exits 1 where something is wrong. What is only worth doing exits 0: the file can be used.",
    )
    check.add_argument("files", metavar="FILE", nargs="+", type=Path, help="the framework files")
    json_option(check, "problems")

    add = leaf(
        commands,
        "add",
        _add,
        "check a framework file and copy it into the workspace",
        more="A different file of the same name is never overwritten.",
        writes=True,
    )
    add.add_argument("file", metavar="FILE", type=Path, help="the framework file")
    json_option(add, "added")

    diff(commands)

    new = leaf(commands, "new", _new, "write a commented starter file, to be filled in")
    new.add_argument("id", metavar="ID", help="what it will be known by: lower-case letters, digits and hyphens")
    new.add_argument("--out", metavar="FILE", type=Path, help="where to write it: ID.toml here where not said")
    json_option(new, "created")


def _list(context: Context, arguments: argparse.Namespace) -> int:
    found = context.desk.library.found()
    if arguments.json:
        from inclusion_core.exchange.answers import problem  # noqa: PLC0415  only for --json

        answer(
            {
                "frameworks": [
                    {
                        "id": one.id,
                        "edition": one.edition,
                        "title": one.title,
                        "given_by": one.given_by,
                        "status": one.status,
                        "path": str(one.path),
                        "problems": [problem(each) for each in one.problems],
                    }
                    for one in found
                ]
            }
        )
    else:
        columns(
            [
                (
                    f"{one.id}@{one.edition}",
                    one.title + ("" if one.status == "adopted" else f" ({one.status})"),
                    one.given_by,
                )
                for one in found
                if one.id
            ]
        )
    for one in found:
        for each in one.problems:
            if each.severity == "wrong":
                note(str(each))
    return 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    found = context.desk.framework(arguments.framework)
    if arguments.indicator is not None:
        return _show_indicator(found, found.indicator(arguments.indicator), arguments)
    if arguments.json:
        from inclusion_core.exchange.answers import framework as table  # noqa: PLC0415  only for --json

        answer(table(found))
        return 0
    say(f"{found.name}  {visible(found.title)}")
    for line in (found.about, f"Published by {found.publisher}." if found.publisher else "", found.licence):
        if line:
            say(line)
    scale = found.scale
    say(f"Levels: {', '.join(scale.title(level) for level in scale.order)}. Scored by {found.scoring}.")
    if found.facet is not None:
        must = "always" if found.facet.required else "where wanted"
        say(f"Judged for each {found.facet.name} {must}: {', '.join(found.facet.values)}.")
    for strand in found.strands.values():
        say()
        say(f"{strand.id}  {found.worded(strand.title)}")
        columns(
            [
                (one.id, found.worded(one.title) + _tags(one))
                for one in found.indicators.values()
                if one.strand == strand.id
            ],
            indent="  ",
        )
    for gate in found.gates.values():
        say()
        say(f"Gate {gate.id}: {found.worded(gate.title)}. Needs: {'; '.join(map(str, gate.needs))}.")
    note(f"One indicator in full: inclusion framework show {found.id} INDICATOR")
    return 0


def _tags(one: Indicator) -> str:
    tags = [word for word, true in (("core", one.core), ("statutory", one.statutory)) if true]
    tags += ["proposed"] if one.status == "proposed" else []
    return f" ({', '.join(tags)})" if tags else ""


def _show_indicator(whole: Framework, one: Indicator, arguments: argparse.Namespace) -> int:
    if arguments.json:
        from inclusion_core.exchange.answers import framework as table  # noqa: PLC0415  only for --json

        everything = table(whole)
        answer({**everything, "indicators": [each for each in everything["indicators"] if each["id"] == one.id]})
        return 0
    say(f"{one.id}  {whole.worded(one.title)}{_tags(one)}")
    for line in (one.statement, one.guard):
        if line:
            say(whole.worded(line))
    for lines in (questions.levels_in_full, questions.look_fors, questions.to_ask):
        for line in lines(whole, one):
            say(line)
    if one.evidence:
        say(f"Evidence that would settle it: {', '.join(one.evidence)}")
    for line in one.research:
        say(f"Research: {line}")
    return 0


# Checking and adding ------------------------------------------------------------------------------------------------


def _check(context: Context, arguments: argparse.Namespace) -> int:
    problems: list[Problem] = []
    read = []
    for path in arguments.files:
        try:
            found, remarks = check_framework(context.desk, path)
        except InvalidFile as broken:
            problems += broken.problems
        else:
            problems += remarks
            read.append((path, found))
    wrong = [one for one in problems if one.severity == "wrong"]
    if arguments.json:
        from inclusion_core.exchange.answers import problem  # noqa: PLC0415  only for --json

        answer({"problems": [problem(one) for one in problems]})
        return 1 if wrong else 0
    for one in problems:
        say(f"{'Wrong' if one.severity == 'wrong' else 'Worth doing'}: {one}")
    for path, found in read:
        say(
            f"{path}: {found.name} can be used. {counted(len(found.indicators), 'indicator')} in "
            f"{counted(len(found.strands), 'strand')}."
        )
    return 1 if wrong else 0


def _add(context: Context, arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    found, remarks = check_framework(context.desk, path)
    kept = add_framework(context.desk, path, found)
    if arguments.json:
        answer({"added": str(kept), "framework": found.name})
    else:
        say(f"{found.name} is kept in {kept}")
    for one in remarks:
        note(f"Worth doing: {one}")
    return 0


def _new(_context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.cli.starter import starter  # noqa: PLC0415  only for a new file
    from inclusion_core.identifiers import is_id  # noqa: PLC0415  as above

    if not is_id(arguments.id):
        raise NotAllowed(
            f"'{arguments.id}' cannot name a framework. Use lower-case letters, digits and hyphens, such as my-trust."
        )
    path: Path = arguments.out if arguments.out is not None else Path(f"{arguments.id}.toml")
    if path.is_dir():
        path /= f"{arguments.id}.toml"
    write_new(path, starter(arguments.id).encode())
    if arguments.json:
        answer({"created": str(path)})
    else:
        say(f"Written: {path}")
        note(f"Fill it in, then: inclusion framework check {path}")
    return 0
