"""`inclusion cluster`: schools that review each other, who does what, and what each has agreed to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, json_option, leaf, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.pupil_names import warn_of_names
from inclusion_core.desk import clusters as at_desk
from inclusion_core.model.cluster import CLUSTER_PHASES, CLUSTER_ROLES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.model.cluster import Cluster, Colleague

    Group = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse has no public name for it


def cluster(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion cluster`."""
    commands = group(parser)
    _making(commands)
    _agreeing(commands)
    withdraw = leaf(
        commands, "withdraw", _withdraw, "take somebody, or a declared conflict, out of a cluster",
        example="coast alnside-1", writes=True,
    )  # fmt: skip
    _cluster_argument(withdraw)
    withdraw.add_argument("name", metavar="ID", help="the id of the colleague or conflict, as cluster show has it")
    json_option(withdraw, "cluster")
    undo = leaf(
        commands, "undo", _undo, "take back the last change of a cluster; twice does it again",
        example="coast", writes=True,
    )  # fmt: skip
    _cluster_argument(undo)
    json_option(undo, "cluster")


def _making(commands: Group) -> None:
    new = leaf(
        commands, "new", _new, "make a cluster of three to seven schools",
        example='"Coast" --school alnside --school moorside --school harbour', writes=True,
    )  # fmt: skip
    new.add_argument("title", metavar="TITLE", type=text_argument, help="what the cluster is called")
    new.add_argument("--school", metavar="S", action="append", required=True, help="a school of it; repeat for each")
    new.add_argument("--id", metavar="ID", default="", help="its short name, made from the title where not said")
    phases = ", ".join(CLUSTER_PHASES)
    new.add_argument("--phase", metavar="PHASE", help=f"{phases}; told by the schools' phases where not said")
    new.add_argument("--partnership", metavar="P", default="", help="the partnership it is part of, as an id")
    json_option(new, "cluster")

    many = leaf(commands, "list", _list, "list the clusters", example="")
    json_option(many, "clusters")

    show = leaf(
        commands, "show", _show, "show a cluster: schools, people, conflicts, who may be named", example="coast"
    )
    _cluster_argument(show)
    json_option(show, "cluster")

    add = leaf(commands, "add", _add, "add a school to a cluster", example="coast hillside", writes=True)
    _cluster_argument(add)
    add.add_argument("school", metavar="SCHOOL", help="its id here, its URN or its name")
    json_option(add, "cluster")

    remove = leaf(
        commands, "remove", _remove, "take a school out of a cluster, with its people and their conflicts",
        example="coast hillside", writes=True,
    )  # fmt: skip
    _cluster_argument(remove)
    _member_argument(remove)
    json_option(remove, "cluster")


def _agreeing(commands: Group) -> None:
    needs = leaf(
        commands, "needs", _needs, "say which skills a school would like a visiting team to bring",
        example="coast alnside autism early-language", more="What is not named again is no longer needed.", writes=True,
    )  # fmt: skip
    _cluster_argument(needs)
    _member_argument(needs)
    needs.add_argument("skills", metavar="SKILL", nargs="*", help="a skill, in a word or two")
    json_option(needs, "cluster")

    weeks = leaf(
        commands, "red-weeks", _red_weeks, "say in which weeks a school can neither host nor visit",
        example="coast alnside 2027-01-11 2027-01-18",
        more="What is not named again is no longer a red week.", writes=True,
    )  # fmt: skip
    _cluster_argument(weeks)
    _member_argument(weeks)
    weeks.add_argument("days", metavar="DATE", nargs="*", help="any day of the week")
    json_option(weeks, "cluster")

    person = leaf(
        commands, "person", _person, "add somebody who reviews, leads, champions, coordinates or receives",
        example='coast "SENCO" --school alnside --role peer-reviewer --skill autism',
        more="Staff are named by role.", writes=True,
    )  # fmt: skip
    _cluster_argument(person)
    person.add_argument("name", metavar="NAME", type=text_argument, help="who it is, by role")
    person.add_argument("--school", metavar="SCHOOL", default="", help="their school in the cluster")
    roles = ", ".join(CLUSTER_ROLES)
    person.add_argument("--role", metavar="ROLE", action="append", default=[], help=f"{roles}; may be repeated")
    person.add_argument("--skill", metavar="SKILL", action="append", default=[], help="a skill; may be repeated")
    json_option(person, "colleague")

    conflict = leaf(
        commands, "conflict", _conflict, "declare two who must not meet as visitor and host",
        example='coast alnside moorside --because "One head is a governor of the other"', writes=True,
    )  # fmt: skip
    _cluster_argument(conflict)
    conflict.add_argument("one", metavar="ONE", help="a school of the cluster, or somebody's id")
    conflict.add_argument("other", metavar="OTHER", help="a school of the cluster, or somebody's id")
    conflict.add_argument("--because", metavar="TEXT", type=text_argument, default="", help="why")
    json_option(conflict, "conflict")

    agree = leaf(
        commands, "consent", _consent, "note that a school may be named where schools are compared, or takes that back",
        example='coast alnside yes --by "Head teacher"',
        more="Until a school says yes it is never named to others. It may take that back on any day.", writes=True,
    )  # fmt: skip
    _cluster_argument(agree)
    _member_argument(agree)
    agree.add_argument("answer", metavar="ANSWER", choices=("yes", "no"), help="yes, or no to take it back")
    agree.add_argument("--by", metavar="ROLE", type=text_argument, default="", help="who said so, by role")
    agree.add_argument("--on", metavar="DATE", help="from which day; today where it is not said")
    json_option(agree, "cluster")


def _cluster_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cluster", metavar="CLUSTER", help="its id, or as much of its beginning as is needed")


def _member_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("school", metavar="SCHOOL", help="a school of the cluster, by its id or the beginning of it")


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _tell(arguments: argparse.Namespace, made: Cluster, sentence: str) -> int:
    if arguments.json:
        answer({"cluster": _table(made)})
    else:
        say(sentence)
    return 0


def _table(one: Cluster) -> dict[str, object]:
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    today = _today()
    table: dict[str, object] = plain(one)
    for name in ("schools", "people", "conflicts"):
        table[name] = [plain(each) for each in getattr(one, name).values()]
    table["may_be_named"] = [school for school in one.schools if one.may_be_named(school, today)]
    return table


def _new(context: Context, arguments: argparse.Namespace) -> int:
    phase = at_desk.phase_named(arguments.phase) if arguments.phase else None
    made = at_desk.new_cluster(
        context.desk, arguments.title, arguments.school,
        id=arguments.id, phase=phase, partnership=arguments.partnership,
    )  # fmt: skip
    _tell(arguments, made, f"{made.title} is here as {made.id}: {counted(len(made.schools), 'school')}, {made.phase}.")
    if not arguments.json:
        note(context.typed(f'Who reviews: inclusion cluster person {made.id} "ROLE" --school SCHOOL --role ROLE'))
        note(context.typed(f"Who visits whom: inclusion round plan ROUND --cluster {made.id} --from DATE --to DATE"))
    return 0


def _list(context: Context, arguments: argparse.Namespace) -> int:
    found = at_desk.all_clusters(context.desk)
    if arguments.json:
        answer({"clusters": [_table(one) for one in found]})
        return 0
    columns([(one.id, one.title, one.phase, counted(len(one.schools), "school"), one.partnership) for one in found])
    if not found:
        note(context.typed("There is no cluster here yet. Type: inclusion cluster new TITLE --school S --school S …"))
    return 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    one = at_desk.cluster_named(context.desk, arguments.cluster)
    if arguments.json:
        answer({"cluster": _table(one)})
        return 0
    say(visible(f"{one.title} ({one.phase}{', ' + one.partnership if one.partnership else ''})"))
    names = {school.id: school.name for school in context.desk.workspace.schools()}
    for line in _told(one, names):
        say(line)
    return 0


def _told(one: Cluster, names: dict[str, str]) -> Iterator[str]:
    today = _today()
    for school in one.schools.values():
        named = "may be named" if one.may_be_named(school.id, today) else "is not named to others"
        yield visible(f"{school.id}  {names.get(school.id, 'not among the schools here')}, {named}")
        if school.needs:
            yield f"    Would like: {', '.join(school.needs)}"
        if school.red_weeks:
            yield f"    Red weeks: {', '.join(day.isoformat() for day in school.red_weeks)}"
        yield from (f"    {_who(each)}" for each in one.people.values() if each.school == school.id)
    yield from (_who(each) for each in one.people.values() if not each.school)
    for conflict in one.conflicts.values():
        because = f": {conflict.because}" if conflict.because else ""
        yield visible(f"{conflict.id}  {conflict.one} and {conflict.other} must not meet{because}")


def _who(one: Colleague) -> str:
    parts = [", ".join(each.replace("-", " ") for each in one.roles), ", ".join(one.skills)]
    return visible("; ".join(part for part in (f"{one.id}  {one.name}", *parts) if part))


def _add(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.add_school_to(context.desk, arguments.cluster, arguments.school)
    return _tell(arguments, made, f"{made.id} has {counted(len(made.schools), 'school')} now.")


def _remove(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.remove_school_from(context.desk, arguments.cluster, arguments.school)
    return _tell(arguments, made, f"{made.id} has {counted(len(made.schools), 'school')} now.")


def _needs(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.set_school(context.desk, arguments.cluster, arguments.school, needs=arguments.skills)
    found = at_desk.member_of(made, arguments.school)
    return _tell(arguments, made, f"{found.id} would like: {', '.join(found.needs) or 'no skill in particular'}.")


def _red_weeks(context: Context, arguments: argparse.Namespace) -> int:
    days = [keeping.day_named(one) for one in arguments.days]
    made = at_desk.set_school(context.desk, arguments.cluster, arguments.school, red_weeks=days)
    found = at_desk.member_of(made, arguments.school)
    weeks = ", ".join(day.isoformat() for day in found.red_weeks)
    return _tell(arguments, made, f"Red weeks of {found.id}: {weeks or 'none'}.")


def _person(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.add_colleague(
        context.desk, arguments.cluster, arguments.name,
        school=arguments.school, roles=arguments.role, skills=arguments.skill,
    )  # fmt: skip
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({"colleague": plain(made)})
    else:
        say(f"{visible(made.name)} is here as {made.id}.")
    warn_of_names(context, (made.name,))
    return 0


def _conflict(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.declare_conflict(context.desk, arguments.cluster, arguments.one, arguments.other, arguments.because)
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({"conflict": plain(made)})
    else:
        say(f"{made.id}: {made.one} and {made.other} will not be planned together.")
    warn_of_names(context, (made.because,))
    return 0


def _consent(context: Context, arguments: argparse.Namespace) -> int:
    day = keeping.day_named(arguments.on) if arguments.on else _today()
    yes = arguments.answer == "yes"
    made = at_desk.consent(context.desk, arguments.cluster, arguments.school, yes=yes, day=day, role=arguments.by)
    found = at_desk.member_of(made, arguments.school).id
    says = "may be named where schools are compared" if yes else "is not named to others any more"
    return _tell(arguments, made, f"From {day.isoformat()} {found} {says}.")


def _withdraw(context: Context, arguments: argparse.Namespace) -> int:
    made = at_desk.withdraw_from(context.desk, arguments.cluster, arguments.name)
    return _tell(arguments, made, f"{arguments.name} is no longer in {made.id}.")


def _undo(context: Context, arguments: argparse.Namespace) -> int:
    name = keeping.named_in_full(arguments.cluster, (one.id for one in at_desk.all_clusters(context.desk)))
    was = at_desk.undo_cluster(context.desk, name)
    if arguments.json:
        answer({"cluster": None if was is None else _table(was)})
    else:
        say(keeping.undone_words(name, gone=was is None))
    return 0
