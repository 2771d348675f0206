"""The page of one indicator: all of it, and what the list does to it by the same keys."""

from typing import Any

import pytest

import inclusion_core as ic

LEAD = "peer:lead-reviewer"


def whole(pilot: Any) -> str:
    """Return all that the page says."""
    from inclusion_tui.render.line import as_text  # noqa: PLC0415  beside its only use

    return as_text(pilot.app.screen.lines(79))


def test_everything_about_it_is_there(drive: Any, shown: Any) -> None:
    """Its statement, each level whole, look-fors, questions, the judgement, the evidence, and what others said."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", *"jjj", "enter")
        await pilot.pause()
        told = " ".join(whole(pilot).split())
        framework = pilot.app.sitting.framework
        one = framework.indicators["U4"]
        for words in (one.statement, *one.levels.values(), *one.look_for, *one.ask["pupils"]):
            assert " ".join(framework.worded(words).split()) in told
        assert "Developing, because: The six adjustments" in told
        assert "Evidence (3)" in told
        assert "What others said" in told
        assert "self-review ■■■□ 3 Secure" in told
        assert shown(pilot)[0].startswith(" 4 of 25")

    drive(flow, voice=LEAD)


def test_next_and_previous_go_through_the_list(drive: Any, shown: Any) -> None:
    """`n` and the right arrow show the next, `N` and the left one the one before; the list goes along."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "enter", "n", "right")
        await pilot.pause()
        assert shown(pilot)[1].startswith("U3 ")
        await pilot.press("pagedown", "left")
        await pilot.pause()
        assert shown(pilot)[1].startswith("U2 ")
        await pilot.press("N", "N")
        await pilot.pause()
        assert "This is the first one of the list." in shown(pilot)[-1]
        await pilot.press("n", "escape")
        assert pilot.app.screen.chosen == "U2"

    drive(flow)


def test_a_digit_judges_and_stays(drive: Any, shown: Any) -> None:
    """Here the levels are read whole, so a judgement does not go on to the next; `z` takes it back."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "enter", "1")
        await pilot.pause()
        assert pilot.app.sitting.judgement("U1").level == "starting"
        assert shown(pilot)[1].startswith("U1 ")
        assert any(row.startswith("▌1 Starting: ") for row in shown(pilot))
        await pilot.press("z")
        assert pilot.app.sitting.judgement("U1").level == "secure"
        await pilot.press("9")
        assert "This scale has 4 levels: 1 to 4." in shown(pilot)[-1]

    drive(flow)


def test_a_reason_is_written_here_and_kept_as_it_is_typed(drive: Any) -> None:
    """`b` asks for the reason; what is typed is a draft under the same name as in the list."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "enter", "b", *" Again.")
        session = pilot.app.sitting.session
        path = next((session.folder / "drafts").glob("*.jsonl"))
        assert "because self U1" in path.read_text(encoding="utf-8")
        await pilot.press("enter")
        assert pilot.app.sitting.judgement("U1").because.endswith(" Again.")

    drive(flow)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(("c",), "cannot-tell"), (("t",), "too-soon"), (("x", *"No base", "enter"), "not-applicable")],
)
def test_non_answers_are_given_by_the_same_keys(drive: Any, keys: tuple[str, ...], answer: str) -> None:
    """`c`, `t`, and `x` with its reason."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "enter", "0")
        assert pilot.app.sitting.judgement("U1") is None
        await pilot.press(*keys)
        assert pilot.app.sitting.judgement("U1").non_answer == answer

    drive(flow)


def test_typing_left_with_esc_waits(drive: Any) -> None:
    """Esc parks the reason: the judgement is as it was, and the row is marked."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "enter", "b", *" Half", "escape")
        sitting = pilot.app.sitting
        assert not sitting.judgement("U1").because.endswith("Half")
        assert sitting.row("U1").parked

    drive(flow)


def test_why_unseen_and_differences_open_on_it(drive: Any, shown: Any) -> None:
    """`y`, `u` and `d` here are about the indicator that is shown, and Esc comes back to it."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "enter", "n", "y")
        assert shown(pilot)[1].startswith(" U2 ")
        await pilot.press("escape", "d")
        assert pilot.app.screen.rows.chosen == "U2"
        await pilot.press("escape")
        assert shown(pilot)[1].startswith("U2 ")

    drive(flow, voice=LEAD)


def test_a_jotting_is_written_from_here_too(drive: Any) -> None:
    """The key for a jotting works on the page, and what comes of it is filed under no indicator."""

    async def flow(pilot: Any) -> None:
        before = set(pilot.app.sitting.session.evidence)
        await pilot.press("home", "enter", "E", *"calm", "enter")
        (new,) = set(pilot.app.sitting.session.evidence) - before
        made = pilot.app.sitting.session.evidence[new]
        assert (made.note, tuple(made.indicators)) == ("calm", ())

    drive(flow)


def test_evidence_is_written_in_the_list(drive: Any) -> None:
    """`e` goes back to the list and does there what `e` does."""
    from inclusion_tui.screens.rate import RateScreen  # noqa: PLC0415  beside its only use

    heard: list[str] = []

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "enter", "n", "e")
        await pilot.pause()
        assert heard == ["U2"]

    before = getattr(RateScreen, "action_evidence", None)
    RateScreen.action_evidence = lambda self: heard.append(self.chosen)  # type: ignore[attr-defined,method-assign]
    try:
        drive(flow)
    finally:
        if before is None:
            del RateScreen.action_evidence  # type: ignore[attr-defined]
        else:
            RateScreen.action_evidence = before  # type: ignore[attr-defined,method-assign]


def test_an_empty_view_says_so(drive: Any, shown: Any) -> None:
    """With nothing in the view there is nothing to show, and the page says what to do; no key does harm."""

    async def flow(pilot: Any) -> None:
        await pilot.press("v", "f")
        pilot.app.action_open("indicator")
        await pilot.pause()
        assert "Nothing is in this view" in "\n".join(shown(pilot))
        before = dict(pilot.app.sitting.judgements)
        await pilot.press("1", "c", "x", "b", "0", "p", "n", "escape")
        assert dict(pilot.app.sitting.judgements) == before

    drive(flow)


def test_text_of_people_is_text(drive: Any, shown: Any) -> None:
    """Brackets and escapes in a reason are shown as they are and act on nothing."""

    async def flow(pilot: Any) -> None:
        hostile = "[/b] done [@click=app.quit]x[/] \x1b]0;owned\x07"
        pilot.app.sitting.session.judge("self", "U1", ic.Judgement("secure", because=hostile))
        pilot.app.sitting.changed()
        await pilot.press("home", "enter", "end")
        told = whole(pilot)
        assert "[/b] done [@click=app.quit]x[/] ␛]0;owned␇" in " ".join(told.split())
        for key in ("y", "d", "h"):
            await pilot.press(key)
            assert "\x1b" not in "".join(shown(pilot))
            await pilot.press("escape")

    drive(flow)
