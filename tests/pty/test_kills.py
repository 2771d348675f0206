"""Killed in the middle of a word, again and again: what was judged is kept, and so is what was typed."""

from __future__ import annotations

import random
import signal
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from .conftest import past_the_question
from .forking import Stem, forked

if TYPE_CHECKING:
    from benchmarks.real_terminal import RealTerminal

    from .conftest import Place

pytestmark = pytest.mark.slow

GROUPS, KILLS = 8, 25  # 200 in all, spread over the workers
LEVELS = {"1": "starting", "2": "developing", "3": "secure", "4": "leading"}
WORDS = ("calm start", "pictures on the wall", "adults who wait", "two pupils could say what helps", "help is ready")


def written(chance: random.Random, count: int, last: str) -> str:
    """Return so many words that nobody wrote before, and a last one to wait for."""
    return " ".join([*chance.choices(WORDS, k=count), last])


def typed_until_killed(terminal: RealTerminal, chance: random.Random, text: str) -> None:
    """Type a text key by key and kill the program somewhere in it, or a moment after it."""
    stop = chance.randrange(len(text) + 1)
    for letter in text[:stop]:
        terminal.send(letter)
        terminal.take(chance.random() * 0.004)
    terminal.signal(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL


@pytest.mark.parametrize("group", range(GROUPS))
def test_kills_lose_no_judgement_and_at_most_the_last_keys(place: Place, group: int) -> None:
    """What was shown as judged before any of the kills is kept, and a reason is there but for its last keys."""
    chance = random.Random(f"kills {group}")  # noqa: S311  not a secret
    place.settings('advance = "stay"\n')
    indicators = list(place.indicators())
    given: dict[str, str] = {}
    left: dict[str, str] = {}
    with Stem(place.env) as stem, ExitStack() as ends:
        for turn in range(KILLS):
            at = turn % len(indicators)
            key = chance.choice("1234")
            terminal = ends.enter_context(forked(stem, ("assess", place.review), place.env))
            if turn:  # the list may be in sight for no more than a blink
                past_the_question(terminal)
            else:
                terminal.wait_for("U1 ")
            terminal.send("\x1b[H" + "j" * at + key)
            given[indicators[at]] = LEVELS[key]
            terminal.wait_for(f"{indicators[at]} {LEVELS[key].title()}")
            terminal.send("b")
            terminal.wait_for(f"Why {LEVELS[key].title()}?")
            first, more = written(chance, 6, f"first{turn}."), written(chance, 12, "and the end.")
            terminal.send(first)
            terminal.wait_for(f"first{turn}.")
            terminal.wait_quiet(0.05)
            typed_until_killed(terminal, chance, f" {more}")
            with place.session() as session:
                draft = session.drafts()[-1]
                assert draft.key == f"because self {indicators[at]}"
                begun = left.get(draft.key, "") + first  # what an earlier kill left there is gone on with
                assert draft.text.startswith(begun)
                assert f"{begun} {more}".startswith(draft.text)
                left[draft.key] = draft.text
                assert draft.fits
                assert session.problems == ()
            assert place.levels() == given
