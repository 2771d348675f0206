"""The board's page on one sheet of A4, printed by Chromium: the fuller it is above, the fewer indicators below."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.web.chromium import found

import inclusion_core as ic
from inclusion_core.analysis.mixed_economy.board import Board, outreach_sum
from inclusion_core.analysis.mixed_economy.continuum import continuum_of
from inclusion_core.analysis.mixed_economy.destinations import destinations_of
from inclusion_core.analysis.mixed_economy.exchange_balance import balance_of
from inclusion_core.analysis.mixed_economy.outreach_counts import before_and_after
from inclusion_core.analysis.schools.by_setting import BySetting, JudgedCell, JudgedRow, KindJudged
from inclusion_core.analysis.schools.side_by_side import spread_of
from inclusion_core.desk import open_desk
from inclusion_core.exchange.reports.board_page import board_document
from inclusion_core.exchange.reports.document import Table
from inclusion_core.exchange.reports.html import render
from inclusion_core.model.mixed_economy import COUNTED, PROVISION_KINDS, Destination, Exchange, Outreach, Provision

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("mainstream", "mainstream", "special", "alternative")
PHASES: tuple[ic.model.Phase, ...] = ("primary", "secondary", "post-16", "nursery")
pytestmark = pytest.mark.slow
DAY = dt.date(2026, 9, 14)


def board(framework: ic.Framework, schools: int) -> Board:
    """Return a board of so many schools, each of which offers, gives, receives and counts something."""
    every = [
        ic.School(f"S{place}", id=f"s{place:02}", kind=KINDS[place % 4], phase=PHASES[place // 4 % 4], made_up=True)
        for place in range(schools)
    ]
    kinds = {one.id: one.kind or "" for one in every}
    pairs = [(one.id, every[(place + step) % schools].id, place) for place, one in enumerate(every) for step in (1, 4)]
    provision = [
        Provision(f"p-{place}", one.id, PROVISION_KINDS[place % 9], "x", places=12 if place % 3 else None)
        for place, one in enumerate(every)
    ]
    outreach = [
        Outreach(f"o-{place}", giver, receiver, "coaching", 90, DAY, counted=COUNTED[place % 2], before=40, after=20)
        for giver, receiver, place in pairs
    ]
    left = [Destination(f"d-{place}", one.id, (11, 13, 14)[place % 3], 2025, 100, 60, 50)
            for place, one in enumerate(every)]  # fmt: skip
    cell = JudgedCell(spread_of(framework, [5, 5, 5, 5]), hidden=False)
    cells = dict.fromkeys((*sorted(set(kinds.values())), "all"), cell)
    rows = tuple(JudgedRow(one.id, one.title, None, True, cells) for one in framework.indicators.values())  # noqa: FBT003
    judged = BySetting(framework, "self", schools, tuple(
        KindJudged(kind, 20, 20, len(rows), 0, len(rows)) for kind in sorted(set(kinds.values()))
    ), rows)  # fmt: skip
    exchanges = [Exchange(f"x-{place}", one, other, "coaching", 45, DAY) for one, other, place in pairs]
    return Board(
        "Sixty", True, continuum_of(every, [], provision), balance_of(exchanges, kinds),  # noqa: FBT003
        outreach_sum(outreach, kinds), before_and_after(outreach, kinds), destinations_of(left, kinds), judged,
    )  # fmt: skip


@pytest.mark.parametrize(("schools", "fewest"), [(8, 2), (60, 2)])
def test_the_board_of_a_large_trust_is_one_sheet_too(tmp_path: Path, schools: int, fewest: int) -> None:
    """Sixty schools that wrote down everything fit on it, of four stages and three kinds; what does not is counted."""
    program = found()
    if program is None:
        pytest.skip("there is no Chromium here")
    with open_desk(tmp_path / "work") as desk:
        document = board_document(board(desk.framework("universal-targeted-specialist"), schools), DAY)
    (table,) = (one for one in document.sections[-1].parts if isinstance(one, Table))
    assert len(table.rows) >= fewest
    assert "more in inclusion trust continuum" in table.caption
    (tmp_path / "board.html").write_text(render(document), encoding="utf-8")
    subprocess.run(
        [program, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
         "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'board.pdf'}", (tmp_path / "board.html").as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    sheets = re.findall(rb"/Type\s*/Page\b", (tmp_path / "board.pdf").read_bytes())
    assert len(sheets) == 1
