"""Suggestions on the screen: listed, told why, written down as drafts, and what a line rests on."""

from typing import Any

import inclusion_core as ic


def test_a_suggestion_is_read_and_written_down(drive: Any, shown: Any, until: Any) -> None:
    """S lists suggestions, y tells why, Enter drafts the chosen one, which goes; the line says what it rests on."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        await pilot.press("g", "l")
        assert "s suggests some" in "\n".join(shown(pilot))
        await pilot.press("s")
        page = pilot.app.screen
        await until(pilot, page.keys)
        told = "\n".join(shown(pilot))
        assert "the first 10, 4 more left out" in told
        assert "  1 What would tell us more about 'Ordinary help" in told
        assert "because: Cannot tell for cared-for pupils, says Lead reviewer." in told
        await pilot.press("y")
        assert "Why it is number 1" in "\n".join(shown(pilot))
        await pilot.press("escape", "enter")
        await until(pilot, lambda: "U5" in page.keys()[0])
        assert "Drafted: What would tell us more" in "\n".join(shown(pilot))
        (line,) = session.enquiry.values()
        assert (line.indicators, line.stage) == (("U4",), "drafted")
        assert line.grounds[0] == "Cannot tell for cared-for pupils, says Lead reviewer."
        await pilot.press("escape", "m")
        assert "Now agreed. b says who agreed it." in "\n".join(shown(pilot))
        await pilot.press("b", *"the head", "enter")
        (line,) = session.enquiry.values()
        assert (line.agreed_by, line.agreed_at is None) == ("the head", False)
        await pilot.press("y")
        told = " ".join("\n".join(shown(pilot)).split())
        for part in ("heard: nobody; not yet: pupils", "different ways: U4: Secure, says the", "by the head"):
            assert part in told

    drive(flow)


def test_a_fourth_agreed_line_is_said(drive: Any, shown: Any) -> None:
    """Moving a fourth on to agreed says that a visit follows one to three; one that is no draft cannot be signed."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        for place in range(4):
            session.add_enquiry(f"How {place}?", stage="agreed" if place else "drafted")
        await pilot.press("g", "l", "home", "b")
        assert "It is not agreed yet." in "\n".join(shown(pilot))
        await pilot.press("m")
        assert "4 lines of enquiry are agreed" in "\n".join(shown(pilot))

    drive(flow)


def test_a_reviewer_who_is_kept_from_judgements_is_suggested_nothing_from_them(workspace: Any) -> None:
    """What the screens hide from a voice gives no grounds to it, and no contradiction either."""
    with ic.open_desk(workspace) as desk, desk.session("demo-kelderfield") as session:
        session.change_review(blind=True, self_review_hidden=True)
        session.add_enquiry("How?", indicators=["U4"])
        found = ic.suggested_lines(desk, session, "peer:lead-reviewer").suggestions.found
        said = " ".join(ground.says for one in found for ground in one.grounds)
        assert "Lead reviewer" in said
        assert "the school" not in said
        assert "Second reviewer" not in said
        (rests,) = ic.triangulation_of(desk, session, "peer:lead-reviewer").values()
        assert rests.contradictions == ()
        (rests,) = ic.triangulation_of(desk, session).values()
        assert len(rests.contradictions) == 1


def test_grounds_are_kept_from_a_reviewer_like_the_judgements_they_quote(
    workspace: Any, drive: Any, shown: Any
) -> None:
    """Written-down grounds say who judged what: while that is hidden they are not on the screen, nor in a report."""
    with ic.open_desk(workspace) as desk, desk.session("demo-alnside") as session:
        line = ic.take_suggestion(session, ic.suggested_lines(desk, session).suggestions.found[0])
        session.change_enquiry(line.id, stage="agreed")
        session.change_review(self_review_hidden=True)
        assert any(one.startswith("Secure, says the school") for one in line.grounds)
        assert ic.grounds_seen(session, line, "self") == line.grounds
        assert ic.grounds_seen(session, line, "peer:lead-reviewer") == ()
        form = desk.report_format("text")
        assert b"Why it was asked" in ic.make_report(desk, session, form).content
        assert b"Why it was asked" not in ic.make_report(desk, session, form, voices=("peer:lead-reviewer",)).content

    async def flow(pilot: Any) -> None:
        await pilot.press("g", "l", "y")
        told = " ".join("\n".join(shown(pilot)).split())
        assert "says the school" not in told
        assert "because: hidden from reviewers for now, with the judgements that it speaks of" in told

    drive(flow, voice="peer:lead-reviewer")
