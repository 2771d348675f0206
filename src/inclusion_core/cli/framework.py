"""`inclusion framework`: list, show, check, add and start frameworks; what else it does has modules of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli import framework_consult, framework_import, framework_paper, framework_signup, questions
from inclusion_core.cli.arguments import group, json_option, leaf
from inclusion_core.cli.framework_diff import diff
from inclusion_core.cli.framework_links import links
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.reviewing import indicator_named
from inclusion_core.desk.frameworks import add_framework, check_framework, write_new
from inclusion_core.errors import InvalidFile, NotAllowed, Problem, UnknownName
from inclusion_core.store.problems import shortened

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.store.frameworks.library import Found


def framework(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion framework`."""
    commands = group(parser)
    json_option(
        leaf(commands, "list", _list, "list the frameworks found, and who gives each", example=""), "frameworks"
    )

    show = leaf(commands, "show", _show, "show one framework, or one indicator of it, in full", example="north-east U4")
    show.add_argument("framework", metavar="ID", help="its id, id@edition, or a file")
    show.add_argument("indicator", metavar="INDICATOR", nargs="?", help="only this indicator, with all its texts")
    show.add_argument("--screen", action="store_true", help="as reviewers meet it, in 80 columns and 24 rows")
    json_option(show, "id", "edition", "digest", "scale", "strands", "indicators")

    check = leaf(
        commands,
        "check",
        _check,
        "say everything that is wrong with a framework file, and what is worth doing",
        example="my-trust.toml",
        more="Exits 1 where something is wrong. What is only worth doing exits 0: the file can be used.",
    )
    check.add_argument("files", metavar="FILE", nargs="+", help="the framework files; or the name of one that is found")
    json_option(check, "problems")

    add = leaf(
        commands,
        "add",
        _add,
        "check a framework file and copy it into the workspace",
        example="my-trust.toml",
        more="A different file of the same name is never overwritten.",
        writes=True,
    )
    add.add_argument("file", metavar="FILE", type=Path, help="the framework file")
    json_option(add, "added")

    diff(commands)
    links(commands)

    new = leaf(
        commands,
        "new",
        _new,
        "write a commented starter file, or a whole plugin folder, to be filled in",
        more="Nothing that is there already is overwritten.",
        example="my-trust --package",
    )
    new.add_argument("id", metavar="ID", help="what it will be known by: lower-case letters, digits and hyphens")
    new.add_argument(
        "--out", metavar="FILE", type=Path, help="where to write it: ID.toml (or inclusion-ID) here where not said"
    )
    new.add_argument("--package", action="store_true", help="a folder that can be installed and shared as a plugin")
    json_option(new, "created")
    framework_import.leaf_of(commands)
    framework_paper.leaf_of(commands)
    framework_consult.leaf_of(commands)
    framework_signup.leaf_of(commands)


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
                    shortened(one.name),
                    shortened(one.shown) + _standing(one),
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


def _standing(one: Found) -> str:
    """Return what keeps a framework from being chosen without another thought."""
    if any(each.severity == "wrong" for each in one.problems):
        return " (cannot be used)"
    return "" if one.status == "adopted" else f" ({one.status})"


def _show(context: Context, arguments: argparse.Namespace) -> int:
    found = context.desk.framework(arguments.framework)
    if arguments.indicator is not None:
        return _show_indicator(found, found.indicator(indicator_named(found, arguments.indicator)), arguments)
    if arguments.json:
        from inclusion_core.exchange.answers import framework as table  # noqa: PLC0415  only for --json

        answer(table(found))
        return 0
    if arguments.screen:
        return _show_screens(found, tuple(found.indicators.values()))
    say(f"{found.name}  {visible(found.worded(found.title))}")
    for line in (found.about, f"Published by {found.publisher}." if found.publisher else "", found.licence):
        if line:
            say(found.worded(line))
    scale = found.scale
    say(f"Levels: {', '.join(found.level_title(level) for level in scale.order)}. Scored by {found.scoring}.")
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
    note(context.typed(f"One indicator in full: inclusion framework show {arguments.framework} INDICATOR"))
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
    if arguments.screen:
        return _show_screens(whole, (one,))
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


def _show_screens(framework: Framework, indicators: tuple[Indicator, ...]) -> int:
    from inclusion_core.cli.framework_screen import cramped, screens, shown  # noqa: PLC0415  only for --screen

    drawn = [screen for one in indicators for screen in screens(framework, one)]
    for number, screen in enumerate(drawn):
        if number:
            say()
        for line in shown(screen):
            say(line)
    for one in indicators:
        for sentence in cramped(framework, one):
            note(f"{one.id}: {sentence}")
    return 0


# Checking and adding ------------------------------------------------------------------------------------------------


def _check(context: Context, arguments: argparse.Namespace) -> int:
    problems: list[Problem] = []
    read = []
    for path in arguments.files:
        try:
            found, remarks = check_framework(context.desk, _file_or_name(path))
        except UnknownName as unknown:
            problems.append(Problem(f"There is no such file. Check the name and the folder. {unknown}", file=path))
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


def _file_or_name(typed: str) -> Path | str:
    """Return what was typed as a path, unless nothing is there and it can only be a framework's name."""
    path = Path(typed)
    return path if path.suffix == ".toml" or len(path.parts) != 1 or path.exists() else typed


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


def _new(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.cli.starter import starter  # noqa: PLC0415  only for a new file
    from inclusion_core.identifiers import is_id  # noqa: PLC0415  as above

    if not is_id(arguments.id):
        raise NotAllowed(
            f"'{arguments.id}' cannot name a framework. Use lower-case letters, digits and hyphens, such as my-trust."
        )
    if arguments.package:
        return _new_package(context, arguments)
    path: Path = arguments.out if arguments.out is not None else Path(f"{arguments.id}.toml")
    if path.is_dir():
        path /= f"{arguments.id}.toml"
    write_new(path, starter(arguments.id).encode())
    if arguments.json:
        answer({"created": str(path)})
    else:
        say(f"Written: {path}")
        note(context.typed(f"Fill it in, then: inclusion framework check {path}"))
    return 0


def _new_package(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.cli.plugin_folder import CONTRACT, plugin_files  # noqa: PLC0415  only for a new plugin
    from inclusion_core.desk.frameworks import write_new_folder  # noqa: PLC0415  as above

    name = f"inclusion-{arguments.id}"
    path: Path = arguments.out if arguments.out is not None else Path(name)
    if path.is_dir() and arguments.out is not None:
        path /= name
    files = plugin_files(arguments.id)
    write_new_folder(path, {one: text.encode() for one, text in files.items()})
    file = path / next(one for one in files if one.startswith("src/"))
    if arguments.json:
        answer({"created": str(path), "files": [str(path / one) for one in files]})
        return 0
    say(f"Written: {path}")
    note(f"Fill it in: {file}")
    note(context.typed(f"Check it: inclusion framework check {file}"))
    note(f"Install it: pip install {path if path.is_absolute() else f'.{os.sep}{path}'}")
    note(f"Test it: {CONTRACT.format(id=arguments.id)}")
    for one in context.desk.plugins.listing(ask=False):
        if one.name == arguments.id:
            note(
                f"{one.distribution} {one.version} is installed and is called {one.name} already: take it away before "
                "you install this one, because two plugins of one name are both left out."
            )
    return 0
