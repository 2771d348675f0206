"""Asking schools, on the screen: answers of one school, the count of all, files from hand to hand."""

import shutil
from pathlib import Path
from typing import Any

import inclusion_core as ic
from inclusion_core.demonstration.asking import CONSULTATION

asking = ic.consultations


def test_a_school_answers_and_all_are_counted(drive: Any, shown: Any, until: Any, workspace: Path) -> None:
    """Each key says one thing, what must be said is asked for, undo takes it back, and the count names by consent."""

    def mine() -> Any:
        with ic.open_desk(workspace, read_only=True) as desk:
            return asking.consultation_named(desk, CONSULTATION).returns["999001"]

    async def flow(pilot: Any) -> None:
        def told() -> str:
            return "\n".join(shown(pilot))

        def typed(line: str) -> None:
            pilot.app.focused.value = line

        await pilot.press("g", "b", "q")
        await until(pilot, lambda: "5 of 25 answered" in told())
        await pilot.press("u", "1")
        await until(pilot, lambda: "6 of 25 answered" in told())
        assert mine().opinions["U2"].opinion == "agree"
        await pilot.press("2", "enter")  # nothing typed is no change
        assert "Say it in a few words" in told()
        typed("So.")
        await pilot.press("escape", "2", "enter")  # what was typed waits
        await until(pilot, lambda: "7 of 25 answered" in told())
        assert mine().opinions["U3"].if_changed == "So."
        await pilot.press("up", "3")
        typed("Time")
        await pilot.press("enter", "enter")
        assert (mine().opinions["U3"].cost, mine().opinions["U3"].if_changed) == ("Time", "")
        await pilot.press("z")
        assert mine().opinions["U3"].if_changed == "So."
        await pilot.press("p", "2")
        typed("Ask")
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: "2 proposed" in told())
        assert ("T", "Ask") in {(one.strand, one.title) for one in mine().additions.values()}
        await pilot.press("w")
        await until(pilot, lambda: "1 proposed" in told())
        assert "(Alnside" not in told()
        await pilot.press("v", "home")
        assert "3 schools answered of 5 asked" in told()
        assert "(Alnside First School (made up))" in told()
        await pilot.press("1")
        assert "This is the count" in told()
        await pilot.press("c", "n")
        await until(pilot, lambda: "does not stand beside" in told() and "(Alnside" not in told())
        await pilot.press("s")
        typed("Wan")
        await pilot.press("enter", "v")
        await until(pilot, lambda: "did not agree to be named" in told())
        assert "Three days of cover" not in told()
        await pilot.press("1")
        assert "cannot be changed here" in told()

    drive(flow)


def test_files_come_and_go_and_nothing_is_taken_before_a_choice(
    drive: Any, shown: Any, until: Any, workspace: Path, tmp_path: Path
) -> None:
    """A file is written; a file that says something else is shown in both wordings, and counts once that is chosen.

    What another school wrote that looks like a pupil is asked about before the draft, and not before this one's file.
    """
    came, out = tmp_path / "came", tmp_path / "out"
    for folder in (came, out):
        folder.mkdir()
    shutil.copytree(workspace, tmp_path / "other")
    with ic.open_desk(tmp_path / "other") as desk:
        day = asking.consultation_named(desk, CONSULTATION).returns["999001"].opinions["U1"].day
        asking.give_opinion(desk, CONSULTATION, "alnside-first", "U1", "cannot-yet", day=day, cost="Two days")
        asking.give_opinion(desk, CONSULTATION, "alnside-first", "U2", "agree", day=day)
        (came / "a.toml").write_bytes(asking.make_return(desk, CONSULTATION, "alnside-first", day))

    with ic.open_desk(workspace) as desk:
        asking.give_opinion(
            desk, CONSULTATION, "wansmere-middle", "U9", "cannot-yet", day=day, cost="Jo Smith, born 3 May 2015"
        )

    def said() -> Any:
        with ic.open_desk(workspace, read_only=True) as desk:
            return asking.consultation_named(desk, CONSULTATION).returns["999001"].opinions

    async def flow(pilot: Any) -> None:
        def told() -> str:
            return "\n".join(shown(pilot))

        def typed(line: str) -> None:
            pilot.app.focused.value = line

        await pilot.press("g", "b", "q")
        await until(pilot, lambda: "5 of 25 answered" in told())
        await pilot.press("i", *"nope", "enter")
        assert "There is no file 'nope'" in told()
        typed(str(came))
        await pilot.press("enter")
        await until(pilot, lambda: "until you choose" in " ".join(told().split()))
        assert "here: agree" in told()
        assert "Two days" in told()
        await pilot.press("escape")
        assert "U2" not in said()
        await pilot.press("i")
        typed(str(came / "a.toml"))
        await pilot.press("enter")
        await until(pilot, lambda: "until you choose" in " ".join(told().split()))
        await pilot.press("f")
        await until(pilot, lambda: "1 taken in" in told())
        assert said()["U1"].cost == "Two days"
        for keys in (("o", "s"), ("o", "e"), ("d",)):
            await pilot.press(*keys)
            if keys == ("d",):
                assert "about a pupil?" in told()
                await pilot.press("w")
            typed(str(out))
            await pilot.press("enter")
            await until(pilot, lambda: "Written" in told())

    drive(flow)
    names = {one.name for one in out.iterdir()}
    assert names == {f"alnside-first-{CONSULTATION}.toml", f"{CONSULTATION}.toml", "north-east-2026.3.toml"}
    assert "Two days" in (out / f"alnside-first-{CONSULTATION}.toml").read_text(encoding="utf-8")
    assert "Two days" not in (out / f"{CONSULTATION}.toml").read_text(encoding="utf-8")


def test_with_nothing_here_a_consultation_is_begun_with_a_key(
    drive: Any, shown: Any, until: Any, tmp_path: Path
) -> None:
    """In an empty workspace each page says how to begin, no key does harm, and `n` begins one on a chosen edition."""
    folder = tmp_path / "empty"

    async def flow(pilot: Any) -> None:
        def told() -> str:
            return "\n".join(shown(pilot))

        await pilot.press("g", "b", "u")
        await until(pilot, lambda: "There is no consultation here yet" in told())
        await pilot.press("1", "enter", "w", "z", "g", "b", "q")
        await until(pilot, lambda: "n begins one" in told())
        await pilot.press(*"1vpuycodt", "slash")
        assert "There is no consultation here yet" in told()
        await pilot.press("n")
        pilot.app.focused.value = "leading-together"
        await pilot.press("enter")
        pilot.app.focused.value = "Autumn"
        await pilot.press("enter", "enter", "n")
        await until(pilot, lambda: "Asking schools: Autumn" in told())
        assert "s chooses a school" in told()
        await pilot.press("1")
        assert "Choose first for which school" in told()
        (folder / "consultations" / "torn.toml").write_text("kind = ", encoding="utf-8")
        await pilot.press("g", "b", "q")
        await until(pilot, lambda: "torn.toml" in told() and "Asking schools: Autumn" in told())

    drive(flow, review=None, folder=folder)
    with ic.open_desk(folder, read_only=True) as desk:
        assert asking.consultation_named(desk, "autumn").framework.startswith("leading-together@")
