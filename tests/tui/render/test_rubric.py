"""The levels of the indicator that is chosen, in as many rows as there are."""

import pytest

import inclusion_core as ic
from inclusion_tui.render.glyphs import UNICODE
from inclusion_tui.render.line import as_text
from inclusion_tui.render.rubric import Subject, brief
from inclusion_tui.rows import row_of

UTS = ic.load_framework("universal-targeted-specialist")
U4, KINDS = UTS.indicators["U4"], {one.id: one for one in ic.KINDS}
ROW = row_of(U4, UTS, {}, None, evidence={}, beside={}, parked="", enquiry=False, action=False, kinds=KINDS)
SUBJECT = Subject(UTS, U4, ROW, UNICODE, KINDS)


@pytest.mark.parametrize("rows", [5, 6])
def test_every_level_is_in_view_before_what_stands_beside_them(rows: int) -> None:
    """With a row for each level and one for the title no level gives way to the evidence."""
    told = as_text(brief(SUBJECT, 60, rows)).split("\n")
    assert len(told) == rows
    assert [line.split()[1] for line in told[1:5]] == ["Starting", "Developing", "Secure", "Leading"]
    assert ("no evidence yet" in told[-1]) == (rows == 6)
