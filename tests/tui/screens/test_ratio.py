"""Small groups on the screen: typed in a line, changed by a key, taken back, read from a table and written again."""

from pathlib import Path
from typing import Any

import inclusion_core as ic


def test_groups_are_typed_changed_and_written(
    drive: Any, shown: Any, until: Any, workspace: Path, tmp_path: Path
) -> None:
    """What is typed is on the disk at once; a line that cannot be read is asked again; undo is one key."""
    table = tmp_path / "t.csv"
    rows = "".join(f"Group {at},{at % 9 + 1},1,1,support,\n" for at in range(60))
    (tmp_path / "sixty.csv").write_text(f"group,pupils,hours,adults,kind,rate\n{rows}", encoding="utf-8")

    def kept() -> ic.staffing.Staffing:
        with ic.open_desk(workspace) as desk:
            return ic.staffing.kept_groups(desk, "alnside-first")

    async def flow(pilot: Any) -> None:
        def told() -> str:
            return " ".join(" ".join(shown(pilot)).split())

        async def typed(*lines: str) -> None:
            for line in lines:
                pilot.app.focused.value = line
                await pilot.press("enter")

        await pilot.press("g", "b", "g")
        while kept().groups:
            await pilot.press("w")
        await pilot.press("plus")
        assert "No group is kept yet. n adds one: Reading 1; 4; 2; 1 support 14.50" in told()
        await pilot.press("enter")
        await typed("Reading 1")
        assert "Write a name; how many pupils; hours a week; the adults." in told()
        await typed("Reading 1; 4; 2; 1 support 14.50")
        await pilot.press("n")
        await typed("Talk; 4; 1; 1 TA")
        assert [one.name for one in kept().groups.values()] == ["Reading 1", "Talk"]
        assert "Talk 1 support for 4 pupils, 1 h a week." in told()
        await pilot.press("plus", "plus", "greater_than_sign", "minus", "z")
        assert [(one.pupils, one.adults[0].count) for one in kept().groups.values()] == [(4, 1), (6, 2)]
        await pilot.press("enter")
        await typed("Talk (Y5 Priya); 6; 1; 1 TA 10")
        assert "Pupils are not named here." in told()
        await pilot.press("b")
        await typed("2000", "40")
        await pilot.press("m")
        await typed("5", "15")
        found = kept()
        assert (found.budget, found.weeks, found.per_support, found.per_teacher) == (2000, 40, 5, 15)
        assert "A budget line of £2,000.00 leaves £440.00." in told()
        await pilot.press("s")
        await typed(str(table))
        assert ic.staffing.read_groups(table)[0].name == "Reading 1"
        await pilot.press("w", "o")
        await typed(str(tmp_path / "none.csv"))
        await until(pilot, lambda: "There is no such file" in told())
        await typed(str(tmp_path / "sixty.csv"))
        await until(pilot, lambda: "60 groups are kept in place of 1. z takes it back." in told())
        assert len(kept().groups) == 60
        await pilot.press("z")
        assert [one.name for one in kept().groups.values()] == ["Reading 1"]

    drive(flow)
