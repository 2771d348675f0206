"""Beginning a review: a school by what is typed, a framework with its description, a voice with one key."""

from pathlib import Path
from typing import Any

import pytest

import inclusion_core as ic
from inclusion_core.model.school import Identifier
from inclusion_tui.screens.new_review import FrameworkScreen, NewReviewScreen
from inclusion_tui.screens.rate import RateScreen
from inclusion_tui.screens.start import StartScreen


def text(shown: Any, pilot: Any) -> str:
    """Return the whole screen."""
    return "\n".join(shown(pilot))


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that is not there yet, and nothing of this machine's user in sight."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("INCLUSION_FRAMEWORKS", raising=False)
    return tmp_path / "empty"


def reviews(folder: Path) -> list[ic.Review]:
    """Return the reviews of a workspace."""
    with ic.open_desk(folder, read_only=True) as desk:
        return list(desk.workspace.reviews())


@pytest.mark.parametrize(
    ("keys", "voice", "name"),
    [
        (("s",), "self", ""),
        (("p", *"Asha K", "enter"), "peer:me", "Asha K"),
        (("p", "enter"), "peer:me", ""),
        (("n", "enter", *"Bo Lin", "enter"), "peer:bo-lin", "Bo Lin"),
    ],
)
def test_a_name_a_framework_and_a_key_begin_a_review(  # noqa: PLR0913, PLR0917  three fixtures, three cases
    drive: Any, shown: Any, until: Any, empty: Path, keys: tuple[str, ...], voice: str, name: str
) -> None:
    """Typing a name, choosing a framework and saying whose judgements opens the new review; nothing is made before."""

    async def flow(pilot: Any) -> None:
        await pilot.press("n")
        await pilot.press(*"Alnside First", "enter")
        assert isinstance(pilot.app.screen, FrameworkScreen)
        await until(pilot, lambda: "20 indicators" in text(shown, pilot))
        await pilot.press(*"universal")
        assert not there()
        await pilot.press("enter", *keys)
        await pilot.pause()
        assert isinstance(pilot.app.screen, RateScreen)
        found.append(pilot.app.sitting.voice.replace(pilot.app.desk.workspace.me.id, "me"))
        assert "is begun" in shown(pilot)[-1]

    there, found = empty.exists, [""]
    drive(flow, review=None, folder=empty)
    (made,) = reviews(empty)
    assert made.framework.id == "universal-targeted-specialist"
    assert found[-1] == voice
    with ic.open_desk(empty, read_only=True) as desk:
        assert [one.name for one in desk.workspace.schools()] == ["Alnside First"]
        person = made.team.get(voice.removeprefix("peer:").replace("me", desk.workspace.me.id))
        assert (person.name if person is not None else "") == name


def test_leaving_makes_nothing(drive: Any, shown: Any, until: Any, empty: Path) -> None:
    """Esc goes back step by step, and no school and no review is left behind."""

    async def flow(pilot: Any) -> None:
        await pilot.press("n", *"Alnside", "enter")
        await until(pilot, lambda: "20 indicators" in text(shown, pilot))
        await pilot.press("enter", "escape", "escape")
        assert isinstance(pilot.app.screen, NewReviewScreen)
        assert pilot.app.screen.line.value == "Alnside"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, StartScreen)

    drive(flow, review=None, folder=empty)
    assert not empty.exists()


def test_schools_are_found_by_name_urn_and_town_and_read_once(
    drive: Any, until: Any, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five thousand schools are read once, beside the screen; each key looks through what was read."""
    with ic.open_desk(empty) as desk:
        desk.workspace.put_schools(
            ic.School(name=f"School {n}", town=f"Town{n % 9}", identifiers={"urn": Identifier("urn", str(100_000 + n))})
            for n in range(5_000)
        )
    read = []
    real = ic.Workspace.schools
    monkeypatch.setattr(ic.Workspace, "schools", lambda self: read.append(1) or real(self))

    async def flow(pilot: Any) -> None:
        await pilot.press("n")
        screen = pilot.app.screen
        await until(pilot, lambda: screen.rows.position[1] == 5_000)
        await pilot.press(*"104321")
        assert screen.rows.chosen == "school-4321"
        screen.line.value = ""
        await pilot.press(*"town3 12")
        assert screen.rows.key_at(0) == "+new"
        assert screen.rows.chosen == screen.rows.key_at(1) != ""
        screen.line.value = ""
        await pilot.press(*"Zzz")
        assert screen.rows.chosen == "+new"
        assert len(read) == 1

    drive(flow, review=None, folder=empty)


def test_a_school_that_is_here_is_not_made_twice(drive: Any, shown: Any, until: Any, empty: Path) -> None:
    """Choosing a school that was found begins a review of it; a new one of the same name is refused in a sentence."""
    with ic.open_desk(empty) as desk:
        ic.add_school(desk, ic.School(name="Alnside First"))

    async def flow(pilot: Any) -> None:
        await pilot.press("n")
        await until(pilot, lambda: "1 school here" in text(shown, pilot))
        await pilot.press(*"Alnside First", "up", "enter")
        await until(pilot, lambda: "20 indicators" in text(shown, pilot))
        await pilot.press("enter", "s")
        await pilot.pause()
        assert "is here already" in text(shown, pilot)
        await pilot.press("escape", "down", "enter")
        await until(pilot, lambda: "20 indicators" in text(shown, pilot))
        await pilot.press("enter", "s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RateScreen)

    drive(flow, review=None, folder=empty)
    assert [one.school for one in reviews(empty)] == ["alnside-first"]


def test_frameworks_show_what_they_are_and_which_cannot_be_used(
    drive: Any, shown: Any, until: Any, empty: Path
) -> None:
    """A draft for consultation is marked, one with mistakes says so and cannot be chosen, and each says what it is."""
    (empty / "frameworks").mkdir(parents=True)
    (empty / "frameworks" / "bad.toml").write_text(
        'kind = "inclusion.framework"\nschema = 1\nid = "bad"\nedition = "1"\ntitle = "Bad [one]"\n', encoding="utf-8"
    )

    async def flow(pilot: Any) -> None:
        await pilot.press("n", *"Aln", "enter")
        await until(pilot, lambda: "20 indicators" in text(shown, pilot))
        await pilot.press(*"universal")
        await pilot.pause()
        assert "universal-targeted-specialist@2026.1, given by inclusion-review" in " ".join(text(shown, pilot).split())
        assert "Starting, Developing, Secure or Leading" in " ".join(text(shown, pilot).split())
        pilot.app.screen.line.value = ""
        await pilot.press(*"bad")
        await pilot.pause()
        assert "Bad [one]" in text(shown, pilot)
        assert "cannot be used" in text(shown, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FrameworkScreen)
        assert "cannot be used" in "".join(shown(pilot)[-4:])

    drive(flow, review=None, folder=empty)


def test_a_framework_that_names_roles_offers_them(drive: Any, shown: Any, until: Any, empty: Path) -> None:
    """Where the framework is for two roles, each has a key."""

    async def flow(pilot: Any) -> None:
        await pilot.press("n", *"Aln", "enter")
        await until(pilot, lambda: "18 indicators" in text(shown, pilot))
        await pilot.press(*"leading-together", "enter", "1")
        await pilot.pause()
        assert pilot.app.sitting.voice == f"role:{pilot.app.sitting.framework.roles[0]}"

    drive(flow, review=None, folder=empty)
