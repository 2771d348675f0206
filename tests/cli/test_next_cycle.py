"""The next cycle: begun with what was agreed, and laid beside the first one with what cannot be claimed."""

import datetime as dt
from pathlib import Path
from typing import Any

import inclusion_core as ic


def test_the_next_cycle_has_the_actions_and_says_what_cannot_be_claimed(run: Any, review: str) -> None:
    """Stopped actions, judgements and the card stay behind; rises and falls are told, and no cause is."""
    run("action", "add", review, "A buddy for each.", "--baseline", "Four of nine", "--impact", "All of nine")
    run("action", "add", review, "A poster.", "--state", "stopped")
    run("review", "safeguarding", review, "--lead", "Deputy head")
    begun = run("review", "next", review, "--id", "later")
    assert (begun.code, begun.out) == (0, "later\n")
    (action,) = run("action", "list", "later", "--json").json["actions"]
    assert (action["what"], action["baseline"]) == ("A buddy for each.", "Four of nine")
    assert "Nobody has said" in run("review", "safeguarding", "later").out
    for indicator, level in (("U4", "leading"), ("U5", "starting"), ("T1", "starting")):
        run("judge", "later", indicator, level)
    rows = {
        one["id"]: one["moved"] for one in run("review", "before-after", review, "later", "--json").json["indicators"]
    }
    assert rows == {"U4": "higher", "U5": "lower", "T1": "same", "S2": "one-only"}
    told = run("review", "before-after", review, "later").out
    assert "It does not say that what was done is the reason" in " ".join(told.split())
    assert "Before: Four of nine." in told
    assert "1 has a level in one of the two cycles at most" in " ".join(told.split())
    assert run("review", "before-after", review, review).code == 2
    run("schools", "add", "Elsewhere School")
    run("review", "new", "--school", "elsewhere-school", "--framework", "north-east", "--id", "elsewhere")
    other = run("review", "before-after", review, "elsewhere")
    assert (other.code, "two schools" in other.err) == (2, True)


def test_an_earlier_review_is_not_told_as_the_later_one(run: Any, review: str, home: Path) -> None:
    """Given the wrong way round a rise would be told as a fall: it is refused, with the order that is right."""
    with ic.open_desk(home) as desk:
        with desk.session(review, read_only=True) as session:
            school, framework = session.review.school, session.framework
        desk.workspace.create_review(school, framework, id="first", started=dt.date(2020, 1, 6))
    wrong = run("review", "before-after", review, "first")
    assert wrong.code == 2
    assert f"inclusion review before-after first {review}" in wrong.err
    assert run("review", "before-after", "first", review).code == 0
