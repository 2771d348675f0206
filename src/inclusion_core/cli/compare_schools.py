"""`inclusion compare` over schools: side by side in a group, with nearest neighbours, over a school's own rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inclusion_core.analysis.suppression import HIDDEN, WHY_HIDDEN
from inclusion_core.analysis.wording import answer_in_words, listed
from inclusion_core.cli.output import answer, columns, counted, counts_or_null, note, say
from inclusion_core.desk.comparing import (
    WHY_NOT_TOGETHER,
    Showing,
    cluster_of,
    compare_agreed,
    compare_group,
    cycles_here,
    peers_of,
)
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from inclusion_core.analysis.over_time import OverTime, OverTimeRow
    from inclusion_core.analysis.schools import SchoolsCompared, SchoolsRow, Spread
    from inclusion_core.cli.context import Context
    from inclusion_core.desk.comparing import GroupCompared
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.school import School

_MOST = 10  # neighbours that a rule finds
_NOT_AN_ORDER = "Schools stand in the order of the alphabet. This is no order of merit, and no school is one figure."


def compare_in_group(context: Context, arguments: argparse.Namespace) -> int:
    """Lay the schools of a group side by side and answer with it."""
    context.read_only = True
    found = _compared(context, arguments)
    if arguments.svg is not None:
        _write_map(arguments, found)
    if arguments.json:
        answer({**_table(found), "written": None if arguments.svg is None else str(arguments.svg)})
        return 0
    _say_heading(found)
    if arguments.map:
        say()
        for line in _map_lines(found):
            say(line)
    elif arguments.svg is None:
        _say_rows(found)
    for one in found.left_out:
        names = f" ({listed(one.names)})" if one.names else ""
        note(f"Not in it: {counted(one.number, 'review')} {one.why}{names}.")
    return 0


def _compared(context: Context, arguments: argparse.Namespace) -> GroupCompared:
    desk, review = context.desk, context.desk.workspace.find_review(arguments.review)
    asked: dict[str, Any] = {"voice": arguments.voice, "you": not arguments.to_share}
    if arguments.peers is not None:
        near = peers_of(desk, review, arguments.peers, most=_MOST)
        return compare_group(desk, review, Showing(tuple(near)), agreed=False, near=near, **asked)
    if arguments.beside:
        named = tuple(desk.workspace.find_review(one) for one in arguments.beside)
        return compare_group(desk, review, Showing(named), agreed=False, **asked)
    return compare_agreed(desk, review, _group_named(context, review, arguments), **asked)


def _group_named(context: Context, review: str, arguments: argparse.Namespace) -> str:
    """Return the name of the agreed group that was asked for; a cluster by as much of its id as is needed."""
    if arguments.cluster is not None:
        from inclusion_core.desk.clusters import cluster_named  # noqa: PLC0415  only for a cluster

        named = arguments.cluster
        return f"cluster:{cluster_named(context.desk, named).id}" if named else cluster_of(context.desk, review)
    if arguments.partnership is not None:
        return f"partnership:{arguments.partnership}"
    return f"authority:{arguments.authority}"


def _write_map(arguments: argparse.Namespace, found: GroupCompared) -> None:
    from inclusion_core.desk.frameworks import write_file  # noqa: PLC0415  only where a file is asked for
    from inclusion_core.exchange.heat_map import heat_map, heat_map_svg  # noqa: PLC0415  as above

    chart = heat_map(found.compared, found.framework, _title(found))
    write_file(arguments.svg, heat_map_svg(chart).encode())
    if not arguments.json:
        say(f"Written: {arguments.svg}")


def _map_lines(found: GroupCompared) -> tuple[str, ...]:
    from inclusion_core.exchange.heat_map import heat_map, heat_map_lines  # noqa: PLC0415  only where it is asked for

    return heat_map_lines(heat_map(found.compared, found.framework, _title(found)))


def _title(found: GroupCompared) -> str:
    made_up = ", made-up schools" if any(one.school.made_up for one in found.compared.shown) else ""
    return f"Schools by indicator: {found.framework.name}, voice {found.voice}{made_up}"


def _say_heading(found: GroupCompared) -> None:
    compared = found.compared
    names = [_called(one.school) + (", which is yours" if one.you else "") for one in compared.shown]
    say(f"{found.framework.name}, voice {found.voice}. By name: {'; '.join(names) or 'no school'}.")
    if compared.others:
        shown = "all together, where none can be found out" if compared.together else "not shown"
        say(f"{counted(compared.others, 'school')} without a name: {shown}.")
    if compared.others and not compared.together:
        say(f"Only schools with a name are shown: {WHY_NOT_TOGETHER}.")
    for review, near in found.near.items():
        if any(one.review == review for one in compared.shown):
            parts = ", ".join(f"{name} {_decimal(part)}" for name, part in near.parts.items())
            unknown = f"; not known: {', '.join(near.unknown)}" if near.unknown else ""
            say(f"  {_called(near.school)}: {_decimal(near.distance)} apart ({parts}{unknown})")
    if found.near:
        say("0 is alike and 1 unlike, in circumstances only.")
    say(_NOT_AN_ORDER)


def _called(school: School) -> str:
    return f"{school.name} (made up)" if school.made_up else school.name


def _decimal(share: Any) -> str:  # noqa: ANN401  an exact fraction
    return f"{float(share):.2f}"


def _say_rows(found: GroupCompared) -> None:
    framework, compared = found.framework, found.compared
    levels = [f"{place} {framework.level_title(one)}" for place, one in enumerate(framework.scale.order, start=1)]
    say()
    say(f"How many schools gave each level, lowest first: {', '.join(levels)}.")
    if compared.you is not None:
        say("[ ] is where you are; yours 2/9 is a strand's level from 2 of 9 judged.")
    if compared.hidden and compared.together:
        say(f"c: others are not shown: {WHY_HIDDEN}.")
    for title, rows in (("Strands", compared.strands), ("Indicators", compared.rows)):
        told = [row for row in rows if row.hidden or row.spread.n or any(row.answers.values())]
        if told:
            say()
            say(title)
            columns([tuple(_cells(framework, compared, row)) for row in told], indent="  ")
    silent = sum(not (row.hidden or row.spread.n or any(row.answers.values())) for row in compared.rows)
    if silent:
        say()
        say(f"{counted(silent, 'more indicator')} that nobody here has judged.")


def _cells(framework: Framework, compared: SchoolsCompared, row: SchoolsRow) -> Iterator[str]:
    yield row.name
    you = compared.you
    mine = row.answers[you.review] if you is not None else None
    yield "".join(
        f"[{count}]" if level == mine else f" {HIDDEN if count is None else count} "
        for level, count in zip(framework.scale.order, row.spread.known(hidden=row.hidden), strict=True)
    )
    yield _middle(framework, row.spread)
    yield "c" if row.hidden and compared.together else ""
    several = row.spread.schools(hidden=row.hidden)
    yield f"n {HIDDEN if several is None else several}"
    rests = row.rests_on.get(you.review) if you is not None else None
    if rests:
        yield f"yours {rests[0]}/{rests[1]}"
    yield framework.worded(row.title)


def _middle(framework: Framework, spread: Spread) -> str:
    if not spread.median:
        return ""
    place = framework.scale.place
    middle = " to ".join(str(place(one)) for one in spread.median)
    return f"middle {middle}, range {place(spread.lowest)} to {place(spread.highest)}"


# As JSON ------------------------------------------------------------------------------------------------------------


def _table(found: GroupCompared) -> dict[str, Any]:
    compared = found.compared
    return {
        "framework": found.framework.name,
        "voice": found.voice,
        "audience": found.audience,
        "schools": [_school(found, one) for one in compared.shown],
        "others": compared.others,
        "others_together": compared.together,
        "indicators": [{"strand": row.strand, **_row(row)} for row in compared.rows],
        "strands": [{**_row(row), "rests_on": _rests_on(row)} for row in compared.strands],
        "suppressed": list(compared.hidden),
        "left_out": [{"why": one.why, "reviews": one.number, "schools": list(one.names)} for one in found.left_out],
    }


def _school(found: GroupCompared, one: Any) -> dict[str, Any]:  # noqa: ANN401  an Entrant
    near = found.near.get(one.review)
    distances = None
    if near is not None:
        distances = {name: str(part) for name, part in near.parts.items()}
        distances["all"] = str(near.distance)
    return {
        "review": one.review,
        "school": one.school.id,
        "name": one.school.name,
        "made_up": one.school.made_up,
        "you": one.you,
        "distances": distances,
    }


def _rests_on(row: SchoolsRow) -> dict[str, dict[str, int]]:
    return {review: {"judged": judged, "applicable": several} for review, (judged, several) in row.rests_on.items()}


def _row(row: SchoolsRow) -> dict[str, Any]:
    spread = row.spread
    return {
        "id": row.id,
        "facet": row.facet,
        "title": row.title,
        "answers": dict(row.answers),
        "n": spread.schools(hidden=row.hidden),
        "counts": counts_or_null(spread, hidden=row.hidden),
        "lowest": spread.lowest or None,
        "median": list(spread.median),
        "highest": spread.highest or None,
        "others": row.others,
        "suppressed": row.hidden,
    }


# OverTime -------------------------------------------------------------------------------------------------------------


def compare_over_time(context: Context, arguments: argparse.Namespace) -> int:
    """Lay the rounds of one school beside each other and answer with them."""
    context.read_only = True
    found = cycles_here(context.desk, arguments.review, voice=arguments.voice)
    if len(found.cycles) < 2:  # noqa: PLR2004  two are the fewest that can be compared
        raise NotAllowed(f"There is only one round of this school in which {arguments.voice} judged something here.")
    if arguments.json:
        answer({"cycles": [_cycle(one) for one in found.cycles], "voice": arguments.voice,
                "indicators": [_over_time_row(row) for row in found.rows]})  # fmt: skip
        return 0
    framework = found.cycles[-1].framework
    say(f"{listed([f'{one.review} ({_called(one.school)}, {one.started.isoformat()})' for one in found.cycles])}.")
    say("What lies between two rounds is not what made the difference.")
    say()
    shown = [row for row in found.rows if any(row.answers)]
    columns([(row.name, *_said(framework, found, row), framework.worded(row.title)) for row in shown], indent="  ")
    return 0


def _said(framework: Framework, found: OverTime, row: OverTimeRow) -> Iterator[str]:
    for one in row.answers[: len(found.cycles)]:
        yield "not looked at" if one is None else answer_in_words(framework, one)
    moved = row.moved
    yield "" if moved is None else "as before" if not moved else f"{counted(abs(moved), 'level')} {_way(moved)}"


def _way(moved: int) -> str:
    return "up" if moved > 0 else "down"


def _cycle(one: Any) -> dict[str, Any]:  # noqa: ANN401  a Cycle
    return {"review": one.review, "school": one.school.id, "started": one.started.isoformat(),
            "framework": one.framework.name}  # fmt: skip


def _over_time_row(row: OverTimeRow) -> dict[str, Any]:
    return {"id": row.id, "facet": row.facet, "title": row.title, "answers": list(row.answers), "moved": row.moved}
