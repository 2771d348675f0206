"""The page that says why: it opens where one stands, letters go to its parts, a sentence leads to its indicator."""

import asyncio
from pathlib import Path
from typing import Any

import inclusion_core as ic


def test_it_opens_on_the_chosen_level_and_a_sentence_leads_to_its_indicator(drive: Any, shown: Any) -> None:
    """The chosen indicator first; `s` goes to its strand; Enter on a judgement goes to that indicator in the list."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "j", "j", "y")
        assert shown(pilot)[1].startswith(" U3 ")
        await pilot.press("s")
        assert "judged" in shown(pilot)[2]
        page = pilot.app.screen
        for _ in range(40):
            if page.text.leads == "U6":
                break
            await pilot.press("j")
        assert any(row.startswith("▌") and "U6 " in row for row in shown(pilot))
        await pilot.press("enter")
        assert pilot.app.screen.chosen == "U6"

    drive(flow, voice="peer:lead-reviewer")


def test_letters_and_tab_go_to_the_parts(drive: Any, shown: Any) -> None:
    """`o` the whole, `r` readiness, `l` the level again; Tab one part on, shift and Tab one back."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "y", "o")
        assert shown(pilot)[2].startswith(" Overall")
        await pilot.press("r")
        assert shown(pilot)[2].startswith(" Readiness: ")
        first = shown(pilot)[2]
        await pilot.press("tab")
        assert shown(pilot)[2].startswith(" Readiness: ")
        assert shown(pilot)[2] != first
        await pilot.press("shift+tab")
        assert shown(pilot)[2] == first
        await pilot.press("l")
        assert shown(pilot)[1].startswith(" U1 ")
        await pilot.press("escape")
        assert pilot.app.screen.chosen == "U1"

    drive(flow)


def test_every_line_can_be_reached_by_moving_on(drive: Any, shown: Any) -> None:
    """Going down one by one shows each line of the page, however short the screen, and up again to the first."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "y")
        page = pilot.app.screen
        seen: set[int] = set()
        await pilot.press("j", "k")
        for _ in range(2 * len(page.text._lines)):  # as the keys do, without a wait for each of a thousand
            top = int(page.text.scroll_offset.y)
            seen |= set(range(top, top + page.text.size.height))
            page.text.action_move(1)
            await asyncio.sleep(0)
        assert set(range(len(page.text._lines))) <= seen
        for _ in range(2 * len(page.text._lines)):
            page.text.action_move(-1)
            await asyncio.sleep(0)
        await pilot.press("k")
        assert page.text.scroll_offset.y == 0
        assert shown(pilot)[1].startswith(" U1 ")

    drive(flow, size=(60, 16))


def test_a_reason_longer_than_the_screen_is_read_to_its_end(drive: Any, shown: Any) -> None:
    """Moving on scrolls through it before it goes to the next sentence, and back up as well."""

    async def flow(pilot: Any) -> None:
        reason = " ".join(f"word{place}" for place in range(400))
        pilot.app.sitting.session.judge("self", "U1", ic.Judgement("secure", because=reason))
        pilot.app.sitting.changed()
        await pilot.press("home", "y")
        seen = ""
        for _ in range(20):
            await pilot.press("j")
            await pilot.pause()
            seen += "\n".join(shown(pilot))
        assert [place for place in range(400) if f"word{place}" not in seen] == []

    drive(flow, size=(60, 16))


def test_a_sentence_about_nothing_single_says_so(drive: Any, shown: Any) -> None:
    """Enter where no indicator is meant stays and says what to choose."""

    async def flow(pilot: Any) -> None:
        await pilot.press("y", "o", "enter")
        assert "Choose a line that names one." in shown(pilot)[-1]
        await pilot.press("j")
        assert "Choose a line" not in shown(pilot)[-1]

    drive(flow)


def test_without_gates_there_is_no_readiness_to_go_to(drive: Any, many: Path, shown: Any) -> None:
    """A framework that asks nothing of readiness says so."""

    async def flow(pilot: Any) -> None:
        await pilot.press("y", "r")
        assert "has no readiness gates" in shown(pilot)[-1]

    drive(flow, folder=many, review="steps")


def test_what_changes_meanwhile_is_told_at_once(drive: Any, shown: Any) -> None:
    """A judgement by somebody else's program is on the page without leaving it, and the cursor stays."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "y", "j")
        at = pilot.app.screen.text.chosen
        pilot.app.sitting.judge("U1", "starting", because="Seen again.")
        await pilot.pause(0.1)
        assert any("■□□□ 1 Starting" in row for row in shown(pilot))
        assert pilot.app.screen.text.chosen == at

    drive(flow)


def test_a_score_that_rests_on_hidden_voices_is_not_told(drive: Any, many: Path) -> None:
    """Where two roles are scored together, nobody is shown what they may not see."""

    async def flow(pilot: Any) -> None:
        page_says = _page(pilot)
        assert "Where the two answers part" in await page_says()
        sees = type(pilot.app.sitting).sees
        try:
            type(pilot.app.sitting).sees = lambda self, voice: voice == self.voice
            assert "hidden from this one" in await page_says()
        finally:
            type(pilot.app.sitting).sees = sees

    drive(flow, folder=many, review="leading-together", voice="role:senco")


def _page(pilot: Any) -> Any:
    from inclusion_tui.render.line import as_text  # noqa: PLC0415  beside its only use
    from inclusion_tui.render.passages import all_lines  # noqa: PLC0415  as above

    async def says() -> str:
        await pilot.press("y")
        told = as_text(all_lines(pilot.app.screen.passages(79)))
        await pilot.press("escape")
        return told

    return says


def test_a_method_that_is_missing_costs_only_the_score(drive: Any, many: Path, shown: Any, monkeypatch: Any) -> None:
    """Where the score cannot be reckoned the level is told all the same, with a sentence in the score's place."""

    def refuse(*_: Any, **__: Any) -> None:
        raise ic.UnknownName("scoring method", "north-east.weighted", known=("mean",))

    monkeypatch.setattr(ic, "score_review", refuse)

    async def flow(pilot: Any) -> None:
        await pilot.press("y", "s")
        rows = shown(pilot)
        assert any("north-east.weighted" in row for row in rows)
        await pilot.press("l")
        assert shown(pilot)[1].strip()

    drive(flow, folder=many, review="steps", voice="peer:ak-7f3")
