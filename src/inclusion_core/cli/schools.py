"""`inclusion schools`: import a register, add a school by name, list and show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from inclusion_core.cli.arguments import group, how_many, json_option, leaf, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.desk.schools import add_school, find_school, import_schools
from inclusion_core.errors import NotAllowed
from inclusion_core.model.school import School

if TYPE_CHECKING:
    import argparse

    from inclusion_core.cli.context import Context

_KINDS = ("nursery", "mainstream", "special", "alternative", "college", "other")
_PHASES = (
    "nursery", "primary", "middle-deemed-primary", "secondary", "middle-deemed-secondary", "post-16", "all-through",
)  # fmt: skip
_MOST_LISTED = 50
_MOST_SKIPPED = 20


def schools(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion schools`."""
    commands = group(parser)
    read = leaf(
        commands,
        "import",
        _import,
        "read a list of schools: a GIAS export (or its links to predecessors), or any CSV with a URN column",
        example="edubasealldata.csv --la 392",
        more="Importing the same list again updates what changed. Nothing about a review is touched. A file of links "
        "tells the schools that are here whom they followed, so that they are found by a former URN too.",
        writes=True,
    )
    read.add_argument("file", metavar="FILE", type=Path, help="the CSV file")
    read.add_argument(
        "--la", metavar="CODE", action="append", default=[], help="only this authority, such as 392; may be repeated"
    )
    json_option(read, "added", "updated", "skipped", "warnings")

    add = leaf(
        commands,
        "add",
        _add,
        "add a school; its name is all that is needed",
        example='"Alnside First School" --kind mainstream --phase primary',
        writes=True,
    )
    add.add_argument("name", metavar="NAME", type=text_argument, help="what the school is called")
    add.add_argument("--id", metavar="ID", help="its short name here, made from its name where not said")
    add.add_argument("--urn", metavar="URN", help="its Unique Reference Number")
    add.add_argument("--kind", metavar="KIND", choices=_KINDS, help=f"what sort of setting it is: {', '.join(_KINDS)}")
    add.add_argument("--phase", metavar="PHASE", choices=_PHASES, help=f"its phase: {', '.join(_PHASES)}")
    add.add_argument("--feature", metavar="F", action="append", default=[], help="such as a base; may be repeated")
    add.add_argument("--town", metavar="TOWN", type=text_argument, default="", help="where it is")
    for name in ("easting", "northing"):
        told = f"its {name} on the national grid, in metres, for how far schools are apart"
        add.add_argument(f"--{name}", metavar="METRES", type=how_many, help=told)
    add.add_argument("--made-up", action="store_true", help="say on every page that it is made up")
    json_option(add, "schools")

    many = leaf(commands, "list", _list, "list the schools in the workspace", example="first alnside")
    many.add_argument("words", metavar="WORD", nargs="*", help="only those that match every word: name, town, URN …")
    many.add_argument("--la", metavar="CODE", action="append", default=[], help="only this authority")
    many.add_argument("--all", action="store_true", help=f"list them all where there are more than {_MOST_LISTED}")
    json_option(many, "schools")

    show = leaf(commands, "show", _show, "show what is known of one school", example="alnside-first-school")
    show.add_argument("school", metavar="SCHOOL", help="its id here, its URN or its name")
    json_option(show, "schools")


def _import(context: Context, arguments: argparse.Namespace) -> int:
    done = import_schools(context.desk, arguments.file, authorities=tuple(arguments.la))
    added, updated = done.added, done.updated
    skipped = [{"row": one.row, "reason": one.reason} for one in done.skipped]
    if arguments.json:
        answer({"added": added, "updated": updated, "skipped": skipped, "warnings": list(done.warnings)})
    else:
        say(f"{counted(added, 'school')} added, {updated:,} updated, {counted(len(skipped), 'row')} skipped.")
        for one in done.skipped[:_MOST_SKIPPED]:
            note(f"Row {one.row}: {one.reason}")
        if len(done.skipped) > _MOST_SKIPPED:
            note(f"And {len(done.skipped) - _MOST_SKIPPED:,} more rows; --json lists them all.")
    for warning in done.warnings:
        note(warning)
    if done.links:
        note(f"{counted(done.links, 'link')} between schools read; only those of schools that are here are kept.")
        if not updated:
            note("None tells anything new of a school that is here. Import the list of schools first.")
    elif not done.schools:
        note("The file gave no school." + (" Is the authority's code right?" if arguments.la else ""))
    return 0


def _add(context: Context, arguments: argparse.Namespace) -> int:
    if (arguments.easting is None) != (arguments.northing is None):
        raise NotAllowed("A place on the grid has both --easting and --northing. Give the other one too.")
    wanted = School(
        name=arguments.name.strip(),
        id=arguments.id or "",
        kind=arguments.kind,
        phase=arguments.phase,
        features=tuple(arguments.feature),
        town=arguments.town,
        easting=arguments.easting,
        northing=arguments.northing,
        made_up=arguments.made_up,
    )
    made = add_school(context.desk, wanted, urn=arguments.urn)
    if arguments.json:
        from inclusion_core.exchange.answers import school  # noqa: PLC0415  only for --json

        answer({"schools": [school(made)]})
    else:
        say(f"{made.name} is here as {made.id}.")
        note(context.typed(f"To start a review: inclusion review new --school {made.id} --framework FRAMEWORK"))
        note(context.typed("The frameworks: inclusion framework list"))
    return 0


def _matches(one: School, words: list[str]) -> bool:
    text = " ".join(
        (one.id, one.name, one.town, one.postcode, one.authority_name, one.trust, one.urn or "", one.type_name)
    ).casefold()
    return all(word in text for word in words)


def _list(context: Context, arguments: argparse.Namespace) -> int:
    words = [word.casefold() for word in arguments.words]
    every = context.desk.workspace.schools()
    found = [one for one in every if _matches(one, words) and (not arguments.la or one.authority in arguments.la)]
    found.sort(key=lambda one: (one.name.casefold(), one.id))
    if arguments.json:
        from inclusion_core.exchange.answers import school  # noqa: PLC0415  only for --json

        answer({"schools": [school(one) for one in found]})
        return 0
    shown = found if arguments.all else found[:_MOST_LISTED]
    columns([(one.id, one.urn or "-", one.name + _tags(one), one.town) for one in shown])
    if not every:
        note(context.typed('There is no school here yet. Type: inclusion schools add "NAME"'))
        note(context.typed("Or, with a list of schools from the register: inclusion schools import FILE"))
    elif not found:
        note(f"None of {counted(len(every), 'school')} matches. Try a part of the name, the town or the URN.")
    elif len(shown) < len(found):
        note(f"{len(shown)} of {counted(len(found), 'school')}. Give a word to look for, or --all.")
    return 0


def _tags(one: School) -> str:
    tags = [word for word, true in (("closed", one.status == "closed"), ("made up", one.made_up)) if true]
    return f" ({', '.join(tags)})" if tags else ""


def _followed(context: Context, one: School) -> str:
    """Return the URNs of the schools it followed, newest first, with the names of those that are here."""
    here = {each.urn: each.name for each in context.desk.workspace.schools()} if one.followed else {}
    return ", ".join(f"URN {urn} ({here[urn]})" if urn in here else f"URN {urn}" for urn in one.followed)


def _show(context: Context, arguments: argparse.Namespace) -> int:
    one = find_school(context.desk, arguments.school)
    if arguments.json:
        from inclusion_core.exchange.answers import school  # noqa: PLC0415  only for --json

        answer({"schools": [school(one)]})
        return 0
    say(visible(one.name) + (" (made up)" if one.made_up else ""))
    rows = [("Id", one.id)]
    for name, identifier in one.identifiers.items():
        days = f" (until {identifier.until})" if identifier.until else ""
        rows.append((identifier.scheme.upper() if name == identifier.scheme else name, identifier.value + days))
    ages = "" if one.low_age is None or one.high_age is None else f"{one.low_age} to {one.high_age}"
    rows += [
        ("Kind", one.kind or "not known"),
        ("Phase", one.phase or "not known"),
        ("Type", one.type_name),
        ("Features", ", ".join(one.features)),
        ("Status", one.status or ""),
        ("Ages", ages),
        ("Authority", f"{one.authority} {one.authority_name}".strip()),
        ("Trust", one.trust),
        ("Place", ", ".join(part for part in (one.town, one.postcode) if part)),
        ("Grid", "" if one.easting is None or one.northing is None else f"{one.easting} {one.northing}"),
        ("Follows", _followed(context, one)),
        ("Source", one.source),
    ]
    columns([row for row in rows if row[1]])
    if arguments.school in one.followed:
        note(f"URN {arguments.school} is that of a school before it, which {one.name} follows.")
    reviews = [each for each in context.desk.workspace.reviews() if each.school == one.id]
    for each in reviews:
        say(f"Review {each.id}, {each.framework.name}, started {each.started.isoformat()}")
    if not reviews:
        note(context.typed(f"No review yet. Type: inclusion review new --school {one.id} --framework FRAMEWORK"))
    return 0
