"""`inclusion round`: who visits whom and when, why, who comes, and what is due by when."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.cli import keeping
from inclusion_core.cli.arguments import group, how_many, json_option, leaf, picture_file, text_argument
from inclusion_core.cli.output import answer, columns, counted, note, say, visible
from inclusion_core.cli.round_calendar import round_calendar
from inclusion_core.cli.round_naming import round_argument, school_in
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from inclusion_core.cli.arguments import Parser
    from inclusion_core.cli.context import Context
    from inclusion_core.desk.rounds import PlannedRound, RoundView
    from inclusion_core.model.round import Round, Visit

    Group = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse has no public name for it

_NONE = "none"
_MOST_GAPS = 6


def round_(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion round`."""
    commands = group(parser)
    _planning(commands)
    many = leaf(commands, "list", _list, "list the rounds", example="")
    json_option(many, "rounds")

    show = leaf(commands, "show", _show, "show who visits whom and when", example="spring --why")
    round_argument(show)
    show.add_argument("--why", action="store_true", help="say why each visits each, and why then")
    show.add_argument("--school", metavar="SCHOOL", default="", help="only the visits in which this school is")
    show.add_argument("--map", action="store_true", help="show schools by weeks: who is visited, who visits")
    show.add_argument("--svg", metavar="FILE", type=picture_file, help="write that as a picture")
    json_option(show, "round", "written")

    clock = leaf(commands, "clock", _clock, "list what is due around each visit, and by when", example="spring")
    round_argument(clock)
    json_option(clock, "due")

    round_calendar(commands)

    team = leaf(
        commands, "team", _team, "say who leads, reviews or champions a visit",
        example="spring alnside --champion harbour-1",
        more="Whoever is the improvement champion has not reviewed there. Give peers' judgements under their id here "
        "(--voice peer:harbour-1), so that this can be told.", writes=True,
    )  # fmt: skip
    round_argument(team)
    team.add_argument("host", metavar="HOST", help="the school that hosts the visit")
    team.add_argument("--lead", metavar="ID", help="who leads, by the id in the cluster")
    team.add_argument("--reviewer", metavar="ID", action="append", help="who reviews besides; may be repeated")
    team.add_argument("--champion", metavar="ID", help="who is the improvement champion afterwards")
    team.add_argument("--review", metavar="REVIEW", help="the review in which the visit's work is kept")
    json_option(team, "visit")

    undo = leaf(
        commands, "undo", _undo, "take back the last change of a round; twice does it again",
        example="spring", writes=True,
    )  # fmt: skip
    round_argument(undo)
    json_option(undo, "round")


def _planning(commands: Group) -> None:
    plan = leaf(
        commands, "plan", _plan, "plan a round, or plan it again with as few changes as can be",
        example="spring --cluster coast --from 2027-01-04 --to 2027-03-26",
        more="Every school of the clusters hosts once and visits. Two do not visit each other where that can be "
        "avoided; declared conflicts and red weeks are kept; skills that a host asked for and short ways count. "
        "Of a round that is there already, what is not given stays as it is, and so do its visits as far as they can.",
        writes=True,
    )  # fmt: skip
    plan.add_argument("round", metavar="ROUND", help="its id: a new one, or one that is there")
    plan.add_argument(
        "--cluster", metavar="CLUSTER", action="append", help="a cluster that takes part; may be repeated"
    )
    plan.add_argument("--from", dest="first", metavar="DATE", help="the first day on which a visit may be")
    plan.add_argument("--to", dest="last", metavar="DATE", help="the last day on which a visit may be")
    plan.add_argument("--title", metavar="TEXT", type=text_argument, help="what the round is called")
    plan.add_argument(
        "--visitors", metavar="N", type=how_many, help="how many schools come to each host; 1 if not said"
    )
    plan.add_argument(
        "--red-week", metavar="DATE", action="append",
        help=f"a week without visits, by any day of it; may be repeated; {_NONE} takes all away",
    )  # fmt: skip
    plan.add_argument("--most-in-a-week", metavar="N", type=how_many, help="at most so many visits in one week")
    plan.add_argument("--without", metavar="SCHOOL", action="append", help="a school that drops out; may be repeated")
    plan.add_argument(
        "--across", action="store_true", default=None, help="let schools of all the clusters visit each other"
    )
    plan.add_argument(
        "--days", metavar="STEP=N", action="append",
        help="days of the readiness clock that differ, such as self-evaluation=7; may be repeated",
    )  # fmt: skip
    plan.add_argument("--keep-before", metavar="DATE", help="visits before this day have been, and stay as they are")
    plan.add_argument("--afresh", action="store_true", help="plan as if there were no plan yet")
    plan.add_argument("--try", dest="only_try", action="store_true", help="show the plan and keep nothing")
    json_option(plan, "round", "kept", "changed", "proved")


# Planning ----------------------------------------------------------------------------------------------------------


def _plan(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.rounds import RoundView, plan_round  # noqa: PLC0415  the parsers are made without it

    wanted = _wanted(context, arguments)
    keep_before = keeping.day_named(arguments.keep_before) if arguments.keep_before else None
    made = plan_round(
        context.desk, wanted, afresh=arguments.afresh, keep_before=keep_before,
        keep=not arguments.only_try, progress=_progress(),
    )  # fmt: skip
    view = RoundView(context.desk, made.round)
    if arguments.json:
        table = {"kept": list(made.kept), "changed": list(made.changed), "proved": made.plan.proved}
        answer({"round": _table(view), **table})
        return 0
    _say_round(view)
    _say_of_plan(view, made, only_try=arguments.only_try)
    _say_gaps(context, view)
    if not arguments.only_try:
        note(context.typed(f"Why: inclusion round show {made.round.id} --why"))
    return 0


def _wanted(context: Context, arguments: argparse.Namespace) -> Round:
    """Return the round as it is asked for: what is not given as it was, or as it is usual."""
    from attrs import evolve  # noqa: PLC0415  the parsers are made without it

    from inclusion_core.desk.rounds import all_rounds  # noqa: PLC0415  as above
    from inclusion_core.identifiers import is_id  # noqa: PLC0415  as above
    from inclusion_core.model.round import Round  # noqa: PLC0415  as above

    was = next((one for one in all_rounds(context.desk) if one.id == arguments.round), None)
    given = _given(context, arguments, was)
    if was is not None:
        return evolve(was, **given)
    missing = [f"--{word}" for word, name in (("cluster", "clusters"), ("from", "first"), ("to", "last"))
               if name not in given]  # fmt: skip
    if missing:
        raise NotAllowed(f"There is no round '{arguments.round}' yet. To plan a new one give {listed(missing)} too.")
    if not is_id(arguments.round):
        raise NotAllowed(f"'{arguments.round}' cannot name a round. Use lower-case letters, digits and hyphens.")
    title = given.pop("title", arguments.round.replace("-", " ").capitalize())
    return Round(id=arguments.round, title=title, **given)


def _given(context: Context, arguments: argparse.Namespace, was: Round | None) -> dict[str, Any]:
    """Return what was given on the command line, as a round has it."""
    from inclusion_core.desk.clusters import cluster_named  # noqa: PLC0415  the parsers are made without it

    plain = ("title", "visitors", "most_in_a_week", "across")
    given = {name: value for name in plain if (value := getattr(arguments, name)) is not None}
    given |= {name: keeping.day_named(day) for name in ("first", "last") if (day := getattr(arguments, name))}
    if arguments.cluster:
        given["clusters"] = tuple(dict.fromkeys(cluster_named(context.desk, one).id for one in arguments.cluster))
    if arguments.red_week:
        days = [] if _NONE in arguments.red_week else map(keeping.day_named, arguments.red_week)
        given["red_weeks"] = tuple(sorted(set(days)))
    if arguments.without:
        there = given.get("clusters") or (was.clusters if was else ())
        gone = {school_in(context, one, there) for one in arguments.without}
        given["without"] = tuple(sorted(gone | set(was.without if was else ())))
    if arguments.days:
        given["clock"] = {**(was.clock if was else {}), **dict(map(_days, arguments.days))}
    return given


def _days(text: str) -> tuple[str, int]:
    step, _, days = text.partition("=")
    if not (days.isascii() and days.isdecimal()):
        raise NotAllowed(f"'{text}' is not a step with its days. Write it as self-evaluation=7.")
    return step, int(days[:4])


def _progress() -> Callable[[int, int], None] | None:
    """Return what tells how far a long planning is, on a terminal only."""
    if not sys.stderr.isatty():
        return None
    told: list[int] = []

    def tell(done: int, steps: int) -> None:
        tenth = done * 10 // max(1, steps)
        if steps >= 10 and tenth not in told and 0 < done < steps:  # noqa: PLR2004  a few steps need no telling
            told.append(tenth)
            note(f"Planned {done} of {steps} steps. Ctrl-C stops it, and nothing is changed then.")

    return tell


def _say_of_plan(view: RoundView, made: PlannedRound, *, only_try: bool) -> None:
    if made.kept or made.changed:
        changed = f"; changed: {listed([visible(view.name(one)) for one in made.changed])}" if made.changed else ""
        note(f"{counted(len(made.kept), 'visit')} as before{changed}.")
    if made.plan.cost.mutual:
        pairs = counted(made.plan.cost.mutual, "pair")
        note(f"{pairs} of schools visit each other: with fewer there is no plan that keeps every rule.")
    if not made.plan.proved:
        note("The time for planning was up: this is the best plan found so far, and there may be a better one.")
    if only_try:
        note("Nothing was kept. Without --try it is.")


# Showing -----------------------------------------------------------------------------------------------------------


def _view(context: Context, name: str) -> RoundView:
    from inclusion_core.desk.rounds import RoundView, round_named  # noqa: PLC0415  the parsers are made without it

    return RoundView(context.desk, round_named(context.desk, name))


def _in_order(one: Round) -> list[Visit]:
    return sorted(one.visits.values(), key=lambda visit: (visit.day, visit.id))


def _list(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.rounds import all_rounds  # noqa: PLC0415  the parsers are made without it

    found = all_rounds(context.desk)
    if arguments.json:
        from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

        answer({"rounds": [{**plain(one), "visits": [plain(each) for each in _in_order(one)]} for one in found]})
        return 0
    columns([(one.id, one.title, _span(one), counted(len(one.visits), "visit")) for one in found])
    if not found:
        note(context.typed("There is no round yet. Type: inclusion round plan ROUND --cluster C --from DATE --to DATE"))
    return 0


def _show(context: Context, arguments: argparse.Namespace) -> int:
    view = _view(context, arguments.round)
    only = school_in(context, arguments.school, view.round.clusters) if arguments.school else ""
    if arguments.svg is not None:
        _write_map(view, arguments.svg)
    if arguments.json:
        answer({"round": _table(view, only), "written": None if arguments.svg is None else str(arguments.svg)})
        return 0
    if arguments.svg is not None:
        say(visible(f"Written: {arguments.svg}"))
        return 0
    if arguments.map:
        from inclusion_core.exchange.heat_map import heat_map_lines  # noqa: PLC0415  only where it is asked for
        from inclusion_core.exchange.round_map import round_map  # noqa: PLC0415  as above

        for line in heat_map_lines(round_map(view.round, view.name)):
            say(line)
        return 0
    _say_round(view, only, why=arguments.why)
    _say_gaps(context, view)
    return 0


def _write_map(view: RoundView, path: Path) -> None:
    from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  only where a file is asked for
    from inclusion_core.exchange.heat_map import heat_map_svg  # noqa: PLC0415  as above
    from inclusion_core.exchange.round_map import round_map  # noqa: PLC0415  as above

    write_file(path, heat_map_svg(round_map(view.round, view.name)).encode())


def _span(one: Round) -> str:
    return f"{one.first.isoformat()} to {one.last.isoformat()}"


def _shown(one: Round, only: str) -> list[Visit]:
    return [visit for visit in _in_order(one) if not only or only in {visit.id, *visit.visitors}]


def _say_round(view: RoundView, only: str = "", *, why: bool = False) -> None:
    one = view.round
    say(visible(f"{one.title} ({_span(one)})"))
    visits = _shown(one, only)
    if not why:
        columns([_row(view, visit) for visit in visits])
        return
    for visit in visits:
        say(visible("  ".join(_row(view, visit))))
        for sentence in view.why(visit):
            say(f"    {visible(sentence)}")


def _say_gaps(context: Context, view: RoundView) -> None:
    """Say what is lacking, in a few lines: where nobody is known at all, that says everything."""
    if view.round.visits and not view.people.all:
        note("Nobody is known in these clusters yet, so no visit has a team or an improvement champion.")
        some = view.round.clusters[0]
        note(
            context.typed(f'To name somebody, type: inclusion cluster person {some} "ROLE" --school SCHOOL --role ROLE')
        )
        return
    gaps = list(view.gaps())
    for gap in gaps[:_MOST_GAPS]:
        note(gap)
    if len(gaps) > _MOST_GAPS:
        note(f"And {counted(len(gaps) - _MOST_GAPS, 'more gap')}; --json lists them all.")


def _row(view: RoundView, visit: Visit) -> tuple[str, ...]:
    who = [f"led by {view.who(visit.lead)}"] if visit.lead else []
    who += [f"with {listed([view.who(one) for one in visit.reviewers])}"] if visit.reviewers else []
    who += [f"champion {view.who(visit.champion)}"] if visit.champion else []
    comes = f"is visited by {listed([view.name(one) for one in visit.visitors])}"
    return visit.day.isoformat(), view.name(visit.id), comes, "; ".join(who)


def _table(view: RoundView, only: str = "") -> dict[str, Any]:
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    table: dict[str, Any] = plain(view.round)
    table["visits"] = [_visit_table(view, visit) for visit in _shown(view.round, only)]
    table["gaps"] = list(view.gaps())
    return table


def _visit_table(view: RoundView, visit: Visit) -> dict[str, Any]:
    from inclusion_core.exchange.answers import plain  # noqa: PLC0415  only for --json

    table: dict[str, Any] = plain(visit)
    table["host"] = table.pop("id")
    table["why"] = list(view.why(visit))
    table["due"] = list(_due(view, visit))
    return table


def _due(view: RoundView, visit: Visit) -> Iterator[dict[str, str]]:
    for one in view.due(visit):
        yield {"host": visit.id, "id": one.deadline.id, "title": one.deadline.title, "day": one.day.isoformat()}


def _clock(context: Context, arguments: argparse.Namespace) -> int:
    view = _view(context, arguments.round)
    visits = _in_order(view.round)
    if arguments.json:
        answer({"due": [each for visit in visits for each in _due(view, visit)]})
        return 0
    rows: list[tuple[dt.date, str, str]] = []
    for visit in visits:
        rows += [(one.day, view.name(visit.id), one.deadline.title) for one in view.due(visit)]
        rows.append((visit.day, view.name(visit.id), "Visit"))
    columns([(day.isoformat(), school, what) for day, school, what in sorted(rows)])
    return 0


def _team(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.rounds import round_named, set_team  # noqa: PLC0415  the parsers are made without it

    given = {name: getattr(arguments, name) for name in ("lead", "champion", "review")}
    if not any((*given.values(), arguments.reviewer)):
        raise NotAllowed("Say who it is, such as --champion harbour-1.")
    name = round_named(context.desk, arguments.round).id
    made = set_team(context.desk, name, arguments.host, reviewers=arguments.reviewer, **given)
    view = _view(context, name)
    if arguments.json:
        answer({"visit": _visit_table(view, made)})
    else:
        columns([_row(view, made)])
    return 0


def _undo(context: Context, arguments: argparse.Namespace) -> int:
    from inclusion_core.desk.rounds import RoundView, all_rounds, undo_round  # noqa: PLC0415  the parsers need it not

    name = keeping.named_in_full(arguments.round, (one.id for one in all_rounds(context.desk)))
    was = undo_round(context.desk, name)
    if arguments.json:
        answer({"round": None if was is None else _table(RoundView(context.desk, was))})
    else:
        say(keeping.undone_words(name, gone=was is None))
    return 0
