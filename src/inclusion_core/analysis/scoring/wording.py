"""Scores in words. On screens and in reports a score is words; figures stay in files and exports."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_core.analysis.scoring.scorecard import Score
    from inclusion_core.model.framework import Framework
    from inclusion_core.model.scale import Scale

NOT_SEEN = "not enough seen to say"
NOT_GRADED = "not graded"


def in_words(value: Fraction, scale: Scale) -> str:
    """Say where a value lies among the levels, with no number in it.

    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> in_words(Fraction(2, 3), FOUR_STEP), in_words(Fraction(1, 2), FOUR_STEP)
    ('Secure', 'between Developing and Secure')
    """
    at = scale.level_at(value)
    place = scale.place(at)
    if scale.value(at) >= value or place == len(scale.order):
        return scale.title(at)
    return f"between {scale.title(at)} and {scale.title(scale.order[place])}"


def way_in_words(value: Fraction, scale: Scale) -> str:
    """Say where a value lies among the levels, and between two of them how far from the lower to the higher.

    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> way_in_words(Fraction(2, 3), FOUR_STEP), way_in_words(Fraction(7, 12), FOUR_STEP)
    ('Secure', 'between Developing and Secure (75 % of the way)')
    """
    at = scale.level_at(value)
    lower, place = scale.value(at), scale.place(at)
    if lower >= value or place == len(scale.order):
        return in_words(value, scale)
    share = (value - lower) / (scale.value(scale.order[place]) - lower)
    return f"{in_words(value, scale)} ({percent(share)} of the way)"


def voice_named(voice: str) -> str:
    """Return a voice as an explanation names it: a role by its name alone, every other as it stands.

    >>> voice_named("role:senco"), voice_named("self")
    ('senco', 'self')
    """
    return voice.removeprefix("role:")


def words_for(score: Score, scale: Scale) -> str:
    """Say a score in words: a level, 'between' two levels, or why there is none.

    A score with judgements and no value (a method that counts or compares; weights that are all 0) is 'not graded'.

    >>> from inclusion_core.analysis.scoring.scorecard import Explanation, Score
    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> words_for(Score("U", "Universal", None, None, 0, 9, Fraction(0), None, None, Explanation("")), FOUR_STEP)
    'not enough seen to say'
    """
    if score.value is not None:
        return in_words(score.value, scale)
    return NOT_GRADED if score.judged else NOT_SEEN


def counts_in_words(counts: Mapping[str, int], scale: Scale) -> str:
    """Say how many judgements gave each level, in the order of the scale.

    >>> from inclusion_core.model.scale import ENQUIRY
    >>> counts_in_words({"curious": 3, "confident": 1}, ENQUIRY)
    'Concerned 0, Curious 3, Confident 1'
    """
    return ", ".join(f"{scale.title(level)} {counts.get(level, 0)}" for level in scale.order)


def answer_in_words(framework: Framework, answer: str) -> str:
    """Return a level's or a non-answer's words: `Secure`, `Cannot tell`."""
    return framework.level_title(answer) if answer in framework.scale.order else answer.replace("-", " ").capitalize()


def percent(share: Fraction) -> str:
    """Round a share once, for display: halves up, and never to all or nothing while it is neither.

    >>> percent(Fraction(2, 3)), percent(Fraction(1, 8)), percent(Fraction(299, 300)), percent(Fraction(1, 300))
    ('67 %', '13 %', '99 %', '1 %')
    """
    rounded = int(share * 100 + Fraction(1, 2))
    if 0 < share < 1:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded} %"


def quoted(text: str) -> str:
    """Return a note as one quoted line, or an empty text where nothing was written."""
    line = " ".join(text.split())
    return f'"{line}"' if line else ""


def listed(names: Sequence[str], last: str = "and") -> str:
    """Write a list as a sentence does.

    >>> listed([]), listed(["U1"]), listed(["U1", "U2", "U4"])
    ('', 'U1', 'U1, U2 and U4')
    """
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)
