"""Real spreadsheets, good and bad: each becomes a draft or is refused with its sentence. Skipped where they are not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from inclusion_core.errors import InvalidFile
from inclusion_core.exchange.framework_draft import draft_framework
from inclusion_core.exchange.spreadsheet import read_spreadsheet
from inclusion_core.model.scale import FOUR_STEP
from inclusion_core.store.frameworks.framework_files import read_framework

TEMPLATES = next(
    (one for up in Path(__file__).parents if (one := up / "shared" / "data" / "templates").is_dir()), Path("nowhere")
)
pytestmark = pytest.mark.skipif(
    not TEMPLATES.is_dir(), reason="../shared/data/templates is not here; test_draft.py has synthetic twins"
)

COMES_OF_IT: dict[str, int | str] = {
    "dfe_blank.xlsx": "There is no table in it",
    "dfe_extra-mobile-data-request-utf8.csv": "No column looks as if it held indicators",
    "dfe_extra-mobile-data-request-windows-1252.csv": "No column looks as if it held indicators",
    "dfe_extra-mobile-data-requests-unclean.xlsx": "No column looks as if it held indicators",
    "dfe_school_data.csv": "No column looks as if it held indicators",
    "pyxform_bad_calc.xlsx": 1,
    "pyxform_badly_named_choices_sheet.xls": 3,
    "pyxform_extra_columns.xlsx": 1,
    "pyxform_widgets.xls": 36,
    "pyxform_xlsform_spec_test.xlsx": 40,
}
"""How many indicators each file gives, or why it is refused."""


def test_every_template_was_tried() -> None:
    """The table above names every file of the folder."""
    assert {one.name for one in TEMPLATES.iterdir()} == set(COMES_OF_IT)


@pytest.mark.parametrize("name", COMES_OF_IT)
def test_what_comes_of_each_template(name: str) -> None:
    """A form's questions become indicators, in old workbooks too; registers and blank sheets are refused."""
    comes = COMES_OF_IT[name]
    book = read_spreadsheet(TEMPLATES / name)
    if isinstance(comes, str):
        with pytest.raises(InvalidFile, match=comes):
            draft_framework(book, today=dt.date(2026, 11, 22))
        return
    draft = draft_framework(book, today=dt.date(2026, 11, 22))
    read = read_framework(
        draft.text, bases=pytest.fail, scales={"four-step": FOUR_STEP}, kinds=None, methods=None
    ).framework
    assert len(read.indicators) == draft.indicators == comes
    for sheet in book.sheets:
        for row in sheet.rows:
            for text in row.cells.values():
                first = text.split("\n")[0].strip(" -*•").replace("\\", "\\\\").replace('"', '\\"')
                assert first in draft.text or first in {one.text for one in draft.unplaced} or text in draft.text, text
