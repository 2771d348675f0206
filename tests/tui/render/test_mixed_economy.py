"""The continuum and the ledgers as lines: as wide as the room, inert, each figure with its n."""

import datetime as dt

import pytest

import inclusion_core as ic
from inclusion_core.analysis.mixed_economy.continuum import continuum_of
from inclusion_core.analysis.mixed_economy.destinations import destinations_of
from inclusion_core.analysis.mixed_economy.exchange_balance import balance_of
from inclusion_core.analysis.mixed_economy.outreach_counts import before_and_after
from inclusion_tui.render.continuum import continuum_lines, judged_lines
from inclusion_tui.render.ledger import balance_lines, counts_lines, record_row, record_whole
from inclusion_tui.render.line import as_text, plain

DAY = dt.date(2026, 11, 2)
NAMES = {"aln": "Alnside [b]\x1b[2J", "calf": "Calfside"}
KINDS = {"aln": "mainstream", "calf": "special"}
GAVE = ic.ledgers.Exchange("x-1", "calf", "aln", "coaching", 390, DAY, "Calmer\x07 starts", "in-part", "Yes", "SENCO")
HELPED = ic.ledgers.Outreach("o-1", "calf", "aln", "coaching", 360, DAY, before=24, after=3)


@pytest.mark.parametrize("width", [58, 78, 138])
def test_the_continuum_fits_and_names_what_is_missing(width: int) -> None:
    """Schools and places by stage, gaps with who has it next door, and what is not known."""
    ours = [ic.School("Alnside", id="aln", kind="mainstream", phase="primary"),
            ic.School("Calfside", id="calf", kind="special", low_age=4, high_age=11)]  # fmt: skip
    near = [ic.School("Bedeside", id="bed", kind="mainstream", phase="primary")]
    offered = [ic.ledgers.Provision("p-1", "aln", "resourced-base", "The Hub", places=8),
               ic.ledgers.Provision("p-2", "bed", "targeted-group", "Group")]  # fmt: skip
    lines = continuum_lines(continuum_of(ours, near, offered), width)
    told = as_text(lines)
    assert all(ic.columns(plain(line)) <= width for line in lines)
    for part in ("1 of 2 schools has written down", "1 (8)", "near 1", "(1 neighbour has it)", "1 next to it"):
        assert part in told
    assert "released a review" in as_text(judged_lines(None, width))


@pytest.mark.parametrize("width", [58, 78, 138])
def test_a_ledger_is_told_with_hours_and_n_and_nothing_small(width: int) -> None:
    """Both ways in words, each record inert, counts hidden where small and where they would tell a small one."""
    row = record_row(GAVE, NAMES, width)
    assert ic.columns(plain(row)) == width
    assert "6.5 h" in plain(row)
    assert "\x1b" not in plain(row)
    assert "outreach, C to A" in plain(record_row(HELPED, {"aln": "A", "calf": "C"}, width))
    whole = as_text(record_whole(GAVE, NAMES, width))
    for part in ("Calmer␇ starts", "receiver (SENCO)", "changed in part: Yes"):
        assert part in whole
    assert "24" not in as_text(record_whole(HELPED, NAMES, width))
    told = as_text(balance_lines(balance_of([GAVE], KINDS), width))
    assert "6.5 h (n 1)" in told
    assert "in 1 exchange. " in told
    assert "too few to say" in told
    leavers = destinations_of([ic.ledgers.Destination("d-1", "aln", 11, 2026, 150, planned=145)], KINDS)
    lines = counts_lines(before_and_after([HELPED], KINDS), leavers, NAMES, width)
    assert "exchanges" not in told
    assert all(ic.columns(plain(line)) <= width for line in lines)
    shown = [plain(line).split()[-2:] for line in lines]
    assert ["24", "c"] in shown
    assert ["c", "not"] not in shown
    assert any(plain(line).split()[-4:] == ["150", "c", "not", "yet"] for line in lines)
    assert "cannot be concluded" in as_text(lines)
