"""A region on one page for its forum or board: coverage first, then figures with their n. No school is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.schools.region_words import IN_IT, coverage_words, figure_words
from inclusion_core.analysis.schools.suppression import LEAST, WHY_HIDDEN
from inclusion_core.exchange.reports.document import Document, Paragraph, Section, Table
from inclusion_core.exchange.wording import capitalised, day_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from inclusion_core.analysis.schools.region import GroupFigures
    from inclusion_core.exchange.reports.document import Block
    from inclusion_core.model.framework import Framework

SOME_MADE_UP = "Some of these schools are made up, to try the program with, and these figures count them."
MADE_UP = "These schools are made up, to try the program with. No school, pupil or member of staff here is real."
NO_SCHOOL = f"No school is named, and no figure rests on fewer than {LEAST} schools. c: not shown: {WHY_HIDDEN}."


def region_document(  # noqa: PLR0913  a page has these parts
    framework: Framework, groups: Sequence[GroupFigures], voice: str, made_on: dt.date, *, made_up: bool, mixed: bool
) -> Document:
    """Make the page of a region from its figures. `mixed` says that not all of its schools are `made_up`."""
    by = {sort: [one for one in groups if one.sort == sort] for sort in ("authority", "partnership", "phase")}
    whole = next(one for one in groups if one.sort == "region")
    here = [one for one in by["authority"] if one.schools or one.n]  # the others are named above the table
    opening = f"{framework.name}, voice {voice}: {whole.n} of {whole.schools} schools that are here."
    sections = [
        Section(
            "Authorities",
            (
                Paragraph(" ".join((opening, *coverage_words(by["authority"])))),
                *((_table(framework, "By authority: the middle level", "Authority", here),) if here else ()),
            ),
            wide=True,
        )
    ]
    for sort, title in (("partnership", "Partnerships"), ("phase", "Phases")):
        if by[sort]:
            table = _table(framework, f"By {sort}: the middle level", capitalised(sort), by[sort])
            sections.append(Section(title, (table,)))
    sections.append(Section("The whole region", (_whole(framework, whole),)))
    return Document(
        title=f"{whole.title}: the regional picture",
        subtitle=f"For the forum or board, {day_words(made_on)}",
        statements=(*((SOME_MADE_UP if mixed else MADE_UP,) if made_up else ()), NO_SCHOOL),
        sections=tuple(sections),
        closing=f"{IN_IT} Rows stand in the framework's order: no order of merit.",
        made_up=made_up,
        one_page=True,
    )


def _table(framework: Framework, caption: str, head: str, groups: Sequence[GroupFigures]) -> Table:
    strands = groups[0].strands
    return Table(
        caption,
        (
            head,
            "Schools here",
            "In it",
            *(f"{one.id} {framework.worded(one.title).partition(':')[0]}" for one in strands),
        ),
        tuple(
            (one.title, str(one.schools), str(one.n), *(figure_words(framework, each) for each in one.strands))
            for one in groups
        ),
        figures=(1, 2),
    )


def _whole(framework: Framework, whole: GroupFigures) -> Block:
    told = [one for one in whole.indicators if one.spread.n or one.hidden]
    if not told:
        return Paragraph("No released review has judged anything yet.")
    return Table(
        "By indicator: the middle level",
        ("Indicator", "Middle"),
        tuple((f"{one.name} {framework.worded(one.title)}", figure_words(framework, one)) for one in told),
    )
