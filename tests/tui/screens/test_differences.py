"""Differences: who is shown to whom, what is talked about first, what was agreed; first judgements are kept."""

from typing import Any

import inclusion_core as ic

LEAD = "peer:lead-reviewer"


def test_it_opens_on_the_chosen_indicator_with_both_voices_in_full(drive: Any, shown: Any) -> None:
    """The row of the list is chosen, and below it stand level, confidence and reason of each voice."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", *"jjj", "d")
        page = pilot.app.screen
        assert page.rows.chosen == "U4"
        await pilot.pause()
        rows = "\n".join(shown(pilot))
        assert "5 of 9 compared are the same, 4 differ; 16 of 25 cannot be compared yet." in rows
        assert "self-review   ■■■□ 3 Secure" in rows
        assert "Lead reviewer ■■□□ 2 Developing" in rows
        assert "In the cover lesson" in rows
        assert "kappa" not in rows.casefold()

    drive(flow, voice=LEAD)


def test_the_farthest_apart_is_the_first(drive: Any, shown: Any) -> None:
    """Home goes to what to talk about first; Enter there goes to it in the list."""

    async def flow(pilot: Any) -> None:
        await pilot.press("d", "home")
        await pilot.pause()
        assert pilot.app.screen.rows.chosen == "U6"
        assert any("U6" in row and row.rstrip().endswith("2 apart") for row in shown(pilot))
        await pilot.press("enter")
        assert pilot.app.screen.chosen == "U6"

    drive(flow, voice=LEAD)


def test_what_was_agreed_is_a_voice_of_its_own(drive: Any, shown: Any) -> None:
    """`m`, a level and a reason make a moderated judgement; both first ones stay; one undo takes it back."""

    async def flow(pilot: Any) -> None:
        await pilot.press("d", "home", "m", "3", *"Both looked again.", "enter")
        await pilot.pause()
        session = pilot.app.sitting.session
        made = session.assessment("moderated").judgements["U6", None]
        assert (made.level, made.because) == ("secure", "Both looked again.")
        assert session.assessment("self").judgements["U6", None].level == "leading"
        assert session.assessment(LEAD).judgements["U6", None].level == "developing"
        rows = shown(pilot)
        assert "First judgements are kept" in rows[-1]
        assert any("U6" in row and row.rstrip().endswith("agreed") for row in rows)
        assert any("agreed together" in row and "■■■□ 3 Secure" in row for row in rows)
        await pilot.press("escape", "z")
        assert ("U6", None) not in session.assessment("moderated").judgements

    drive(flow, voice=LEAD)


def test_an_agreement_without_a_reason_is_refused(drive: Any, shown: Any) -> None:
    """The sentence says what is missing, and nothing is kept; Esc leaves it too."""

    async def flow(pilot: Any) -> None:
        await pilot.press("d", "home", "m", "3", "enter")
        await pilot.pause()
        assert "What was agreed needs its reason." in shown(pilot)[-1]
        await pilot.press("m", "escape", "m", "2", "escape")
        assert not pilot.app.sitting.session.assessment("moderated").judgements

    drive(flow, voice=LEAD)


def test_a_hidden_self_review_is_nowhere_on_the_page(drive: Any, shown: Any) -> None:
    """With the school's own hidden there is nothing beside, the page says why, and one key shows it again."""

    async def flow(pilot: Any) -> None:
        pilot.app.sitting.session.change_review(self_review_hidden=True)
        await pilot.press("d")
        await pilot.pause()
        rows = " ".join(" ".join(shown(pilot)).split())
        assert "self-review" not in rows
        assert "The team has hidden the school's own judgements" in rows
        assert "Plain files cannot keep" in rows
        await pilot.press("w", "s")
        await pilot.pause()
        assert not pilot.app.sitting.session.review.self_review_hidden
        assert "self-review" in "\n".join(shown(pilot))

    drive(flow, voice=LEAD)


def test_blind_hides_other_reviewers_until_they_are_revealed(drive: Any, shown: Any) -> None:
    """Of another reviewer's judgements nothing is shown but how many reviewers judged; the school sees all."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        session.judge("peer:inclusion-lead", "U1", ic.Judgement("starting", because="Only on paper."))
        await pilot.press("d", "w", "b")
        await pilot.pause()
        assert session.review.blind
        rows = "\n".join(shown(pilot))
        assert pilot.app.screen.voices() == ("self", LEAD)
        assert "This review is blind" in rows
        assert "1 other reviewer has judged." in " ".join(rows.split())
        assert "Inclusion lead" not in rows
        await pilot.press("w", "b")
        await pilot.pause()
        assert pilot.app.screen.voices() == ("self", LEAD, "peer:inclusion-lead")
        assert "This review is blind" not in "\n".join(shown(pilot))

    drive(flow, voice=LEAD)


def test_with_nobody_beside_the_page_says_what_to_do(drive: Any, shown: Any) -> None:
    """Where there is nothing to lay side by side there is a sentence and no list."""

    async def flow(pilot: Any) -> None:
        session = pilot.app.sitting.session
        for voice in tuple(session.assessments):
            if voice != "self":
                session.judge_all([(voice, cell, None) for cell in session.assessment(voice).judgements])
        pilot.app.sitting.changed()
        await pilot.press("d", "m")
        rows = " ".join(" ".join(shown(pilot)).split())
        assert pilot.app.screen.voices() == ("self",)
        assert "nothing to lay side by side yet" in rows
        assert "There is no indicator here to agree on." in shown(pilot)[-1]

    drive(flow)


def test_in_a_wide_window_the_voices_stand_at_the_side(drive: Any, shown: Any) -> None:
    """From 120 columns on the list and the voices are beside each other, each name over its column."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "d", "home")
        await pilot.pause()
        rows = shown(pilot)
        first = next(row for row in rows if row.startswith(" U6"))
        names = next(row for row in rows if "self-review" in row)
        assert names.index("self-review") == first.index("■■■■ 4")
        assert names.index("Lead reviewer") == first.index("■■□□ 2")
        assert "│" in first

    drive(flow, voice=LEAD, size=(140, 45))
