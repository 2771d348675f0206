"""Practice on the screen: schools found by need, a card written and offered, a request and what came of it."""

from typing import Any


def test_a_school_is_found_asked_and_answered(drive: Any, shown: Any, until: Any) -> None:
    """Mutual matches with their cards; a request and its outcome; a card that is offered says what keeps it back."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        await pilot.press("g", "b", "p")
        await until(pilot, lambda: "Kelderfield Academy (made up)" in "\n".join(shown(pilot)))
        told = "\n".join(shown(pilot))
        assert "Wansmere" not in told
        assert "each from the other" in told
        assert "card: Hours, adults and cost of every small group on one sheet (ask: SENCO)" in told
        await pilot.press("enter", "x", "enter")
        await until(pilot, lambda: "There is no school" in "\n".join(shown(pilot)))
        assert "There is no school 'Kelderfield Academyx' here. Did you mean" in "\n".join(shown(pilot))
        await pilot.press("backspace", "enter", *"How is it kept?", "enter")
        await until(pilot, lambda: session.requests)
        (asked,) = session.requests.values()
        assert (asked.what, asked.answer) == ("How is it kept?", "asked")
        assert pilot.app.desk.workspace.school(asked.school).name == "Kelderfield Academy"
        assert "Kelderfield Academy      asked" in "\n".join(shown(pilot))
        assert session.practice == {}
        await pilot.press("m", "i", *"Met on Tuesday.", "enter")
        await until(pilot, lambda: any(one.outcome for one in session.requests.values()))
        (asked,) = session.requests.values()
        assert (asked.answer, asked.outcome) == ("agreed", "Met on Tuesday.")
        await pilot.press("n", *"A quiet start", "enter", "enter", "enter", "enter", "enter", *"SENCO", "enter", "o")
        await until(pilot, lambda: any(one.offered for one in session.practice.values()))
        (card,) = session.practice.values()
        assert (card.what, card.contact, card.offered) == ("A quiet start", "SENCO", True)
        assert "offered, and nobody else finds it" not in "\n".join(shown(pilot))  # the demonstration has released it
        session.change_review(released={})
        await pilot.press("w", "z", "home")
        assert "offered, and nobody else finds it" in " ".join("\n".join(shown(pilot)).split())
        await pilot.press("n", *"Half a", "escape")
        assert pilot.app.sitting.waiting.text("practice ") == "Half a"

    drive(flow)


def test_what_one_would_like_to_learn_is_chosen(drive: Any, shown: Any, until: Any) -> None:
    """S takes indicators; only schools that teach them are left."""

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "b", "p")
        await until(pilot, lambda: "each from the other" in "\n".join(shown(pilot)))
        await pilot.press("s", *"U8", "tab", "enter")
        await until(pilot, lambda: "about U8" in "\n".join(shown(pilot)) and "Rowanlea" in "\n".join(shown(pilot)))
        assert "Kelderfield" not in "\n".join(shown(pilot))

    drive(flow)
