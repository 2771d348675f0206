"""The feedback sheet, one key from the report: read, gone from to an indicator, written as a page."""

from pathlib import Path
from typing import Any

import pytest


def test_one_key_from_the_report_shows_the_sheet_and_another_writes_it(
    drive: Any, shown: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is hidden from a reviewer is not in it; a pupil's name holds the page back; Enter goes to the indicator."""
    monkeypatch.chdir(tmp_path)
    page_at = tmp_path / "demo-alnside-feedback.html"

    async def flow(pilot: Any) -> None:
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("s")
        rows = "\n".join(shown(pilot))
        assert "Feedback on the day: Alnside" in rows
        assert "What went well" in rows
        assert "more make the 500" in rows
        await pilot.press("w")
        assert "Written:" in "".join(shown(pilot)[-4:])
        page = page_at.read_text(encoding="utf-8")
        assert "Even better if" in page
        sitting = pilot.app.sitting
        sitting.judge("U1", sitting.framework.scale.order[-1])
        sitting.session.judge(
            sitting.voice, "U1", sitting.judgement("U1").__class__("leading", because="Jo Bloggs in Year 4 said so.")
        )
        page_at.unlink()
        await pilot.press("w")
        assert "Not written" in shown(pilot)[-1]
        assert not page_at.exists()
        leads = pilot.app.screen.text.leads
        await pilot.press("enter")
        assert leads
        assert pilot.app.screen.chosen == leads

    drive(flow, voice="peer:lead-reviewer")
