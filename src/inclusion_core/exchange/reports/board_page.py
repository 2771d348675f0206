"""The mixed economy on one page for a board, by kind of setting: counts with their n, and what they do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.mixed_economy.outreach_counts import COUNTED_WORDS, NOT_CONCLUDED
from inclusion_core.analysis.mixed_economy.words import (
    cell_words,
    continuum_words,
    flow_words,
    hours_words,
    offered_words,
    part_words,
    says_words,
    setting_words,
    specialist_words,
    street_words,
)
from inclusion_core.analysis.schools.by_setting import EVERY_KIND
from inclusion_core.analysis.schools.small_counts import shown
from inclusion_core.exchange.reports.document import Bullets, Document, Note, Paragraph, Section, Table
from inclusion_core.exchange.wording import capitalised, counted, day_words
from inclusion_core.model.mixed_economy import PROVISION_WORDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from inclusion_core.analysis.mixed_economy.board import Board
    from inclusion_core.analysis.mixed_economy.continuum import Continuum
    from inclusion_core.analysis.mixed_economy.destinations import GroupOfLeavers
    from inclusion_core.analysis.mixed_economy.outreach_counts import BeforeAfterCounts
    from inclusion_core.analysis.schools.by_setting import BySetting
    from inclusion_core.exchange.reports.document import Block

SOME_MADE_UP = "Some of these schools are made up, to try the program with, and these figures count them."
MADE_UP = "These schools are made up, to try the program with. No school, pupil or member of staff here is real."
COUNTS_ONLY = (
    "Counts only, no pupil. c: hidden, because it is small (1 to 5; destinations 1 to 10) or would give a small count "
    "away. n: how many it rests on."
)
_CLOSING = "From released reviews and the trust's own ledgers. No ranking, and no claim that one thing caused another."
_FEWEST_ROWS, _LINES, _LONG, _ACROSS = 2, 66, 75, 150  # what fits on one sheet of A4 is tried out with Chromium
_ROWS, _STREETS, _GROUPS, _TABLES = 13, 4, 4, 2


def board_document(board: Board, made_on: dt.date) -> Document:
    """Make the page. What does not fit on it is counted, and the commands that show it whole are named."""
    above = (
        Section("Places and help along the continuum", tuple(_continuum(board.continuum))),
        Section("Expertise both ways", tuple(_exchanges(board))),
        Section("Outreach, and exclusions before and after", tuple(_outreach(board))),
        Section("Where pupils went", tuple(_destinations(board))),
    )
    room = max(_FEWEST_ROWS, min(_ROWS, (_LINES - sum(_tall(one) for part in above for one in part.parts)) // 2))
    sections = (*above, Section("Judged by kind of setting", tuple(_judged(board, room)), wide=True))
    return Document(
        title=f"{board.title}: one continuum",
        subtitle=f"For the board, {day_words(made_on)}",
        statements=(*((SOME_MADE_UP if board.mixed else MADE_UP,) if board.made_up else ()), COUNTS_ONLY),
        sections=sections,
        closing=_CLOSING,
        made_up=board.made_up,
        one_page=True,
    )


def _continuum(found: Continuum) -> Iterator[Block]:
    settings = ", ".join(
        f"{setting_words(one.kind)} {len(one.trust)}" for one in found.settings if one.trust
    )  # fmt: skip
    yield Paragraph(f"{counted(found.n, 'school')}: {settings}. " + " ".join(continuum_words(found)))
    where = list(dict.fromkeys(one.where for one in found.stages))
    kinds = list(dict.fromkeys(one.kind for one in found.stages))
    by = {(one.kind, one.where): one for one in found.stages}
    rows = [
        (capitalised(PROVISION_WORDS[kind]), *(offered_words(by.get((kind, stage))) for stage in where))
        for kind in kinds
    ]
    yield Table("Schools that offer it, and places", ("Kind", *where), tuple(rows))
    nowhere = [kind for kind in kinds if all(by[kind, one].gap == "nowhere" for one in where if (kind, one) in by)]
    if nowhere:
        yield Paragraph(", ".join(PROVISION_WORDS[one] for one in nowhere) + ".", lead="Neither here nor next door")
    if any(one.gap for one in found.areas):
        kinds_lacking = len({one.kind for one in found.areas if one.gap})
        yield Paragraph(
            f"By area: {counted(kinds_lacking, 'kind')} missing somewhere; inclusion trust continuum shows where."
        )


def _tall(block: object) -> int:
    """Return about how many lines a block takes in one of the two columns."""
    if isinstance(block, Table):
        return 2 + sum(1 + sum(len(cell) + 2 for cell in row) // _LONG for row in block.rows)
    texts = block.items if isinstance(block, Bullets) else (getattr(block, "text", ""),)
    return sum(1 + len(f"{one}") // _LONG for one in texts)


def _fitting(rows: Sequence[Sequence[str]], lines: int) -> int:
    """Return how many rows of a table across both columns fit in so many lines; a wide row takes three."""
    fit = 0
    for row in rows:
        lines -= 1 + 2 * (sum(len(cell) + 3 for cell in row) // _ACROSS)
        if lines < 0:
            break
        fit += 1
    return fit


def _judged(board: Board, most: int) -> Iterator[Block]:
    found = board.judged
    if found is None:
        yield Paragraph(
            "Fewer than two schools have released a review by one framework, so none is laid beside another."
        )
        return
    yield Paragraph(
        f"{found.framework.name}, voice {found.voice}, released reviews only, n {found.n}. "
        + " ".join(specialist_words(found))
    )
    whole = judged_table(found, shared=True)
    yield judged_table(found, shared=True, most=min(most, max(_FEWEST_ROWS, _fitting(whole.rows, most))))


def judged_table(found: BySetting, *, shared: bool, most: int | None = None) -> Table:
    """Return a comparison by setting as a table: the shared core, or what is compared like with like."""
    kinds = [one.kind for one in found.kinds if one.compared]
    columns = [*kinds, EVERY_KIND] if shared else kinds
    rows = [
        one
        for one in (found.shared if shared else found.alike)
        if any(c.spread.n or c.hidden for c in one.cells.values())
    ]
    left = len(rows) - most if most is not None and len(rows) > most else 0
    title = "Shared core: the middle level by kind of setting" if shared else "Like with like: for some kinds only"
    return Table(
        f"{title}{f' ({left} more in inclusion trust continuum)' if left else ''}",
        ("Indicator", *(capitalised(setting_words(one)) for one in columns)),
        tuple(
            (
                f"{one.name} {found.framework.worded(one.title)}",
                *(cell_words(found, one.cells.get(kind)) for kind in columns),
            )
            for one in rows[:most]
        ),
    )


def _exchanges(board: Board) -> Iterator[Block]:
    found = board.exchanges
    if not found.n:
        yield Paragraph("No exchange is written down yet.")
        return
    yield Paragraph(f"{hours_words(found.minutes)} hours in {counted(found.n, 'exchange')}. {says_words(found.says)}")
    within = "; ".join(f"within {setting_words(kind)} {flow_words(flow)}" for kind, flow in found.within.items())
    if found.between:
        streets = sorted(found.between, key=lambda one: -(one.there.minutes + one.back.minutes))
        yield Bullets(tuple(street_words(one) for one in streets[:_STREETS]))
        yield from _more(len(streets) - _STREETS, "inclusion ledger exchange balance")
        if within:
            yield Paragraph(f"{capitalised(within)}.")
    else:
        yield Paragraph("All of it between settings of one kind: nothing went between kinds.")


def _outreach(board: Board) -> Iterator[Block]:
    found = board.outreach
    if not found.n:
        yield Paragraph("No outreach is written down yet.")
        return
    yield Paragraph(
        f"{hours_words(found.minutes)} hours in {counted(found.n, 'piece')} of outreach to "
        f"{counted(found.schools, 'school')}, {found.outside} of them outside the trust. {says_words(found.says)}"
    )
    for one in board.counts[:_TABLES]:
        yield counts_table(one)
    yield from _more(len(board.counts) - _TABLES, "inclusion ledger outreach counts")
    if board.counts:
        yield Note(NOT_CONCLUDED, lead="What this does not tell")


def counts_table(found: BeforeAfterCounts) -> Table:
    """Return counts before and after by group of schools, with the total where it may be shown."""
    rows = [
        (
            f"{capitalised(setting_words(name))} (n {len(one.parts)})",
            shown(one.total),
            shown(found.after.groups[name].total),
        )
        for name, one in found.before.groups.items()
    ]
    return Table(
        f"{COUNTED_WORDS[found.counted]} in a {found.span.replace('-', ' ')}",
        ("Schools", "Before", "After"),
        (*rows, (f"All (n {found.n})", shown(found.before.total), shown(found.after.total))),
        figures=(1, 2),
    )


def _destinations(board: Board) -> Iterator[Block]:
    if not board.destinations:
        yield Paragraph("No destination is counted yet.")
        return
    latest = max(one.ending for one in board.destinations)
    there = [one for one in board.destinations if one.ending == latest]
    most = 2 * _GROUPS  # each group is there twice: planned early, and held
    yield destinations_table(there[:most], f"Who left in {latest}")
    yield from _more((len(there) - most) // 2, "inclusion ledger destinations show")
    if len(there) < len(board.destinations):
        yield Paragraph("Who left in earlier years: inclusion ledger destinations show")


def _more(left: int, command: str) -> Iterator[Block]:
    if left > 0:
        yield Paragraph(f"{left} more: {command}")


def destinations_table(found: list[GroupOfLeavers], caption: str) -> Table:
    """Return leavers by year group and kind of setting: how many, planned early, held at six months."""
    by: dict[tuple[int, int, str], dict[str, GroupOfLeavers]] = {}
    for one in found:
        by.setdefault((one.ending, one.year, one.group), {})[one.measure] = one
    rows = []
    for (_, year, group), measures in by.items():
        planned, held = measures["planned"], measures["held"]
        schools = planned.n + planned.not_yet
        rows.append(
            (
                f"Year {year}, {setting_words(group)} (n {schools})",
                shown(planned.parts.together.whole),
                part_words(planned.parts.together),
                part_words(held.parts.together),
            )
        )
    return Table(caption, ("Schools", "Left", "Planned early", "Held at six months"), tuple(rows), figures=(1, 2, 3))
