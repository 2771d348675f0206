"""What figures of agreement cost, beside a plain walk over the same pairs and scikit-learn's kappa."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

from sklearn.metrics import cohen_kappa_score

import inclusion_core as ic
from benchmarks.timing import Row, calls
from inclusion_core.model.scale import FOUR_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.analysis.voices.ratings import Row as Rated


def made_up(rows: int, voices: int) -> list[Rated]:
    """Return levels that voices gave, near each other as such levels are, one in ten places left empty."""
    draw = random.Random(999_001)  # noqa: S311  a table that is the same each time, and no secret

    def near(place: int) -> str | None:
        level = FOUR_STEP.order[min(3, max(0, place + draw.choice((-1, 0, 0, 0, 1))))]
        return None if draw.random() < 0.1 else level

    middles = [draw.randrange(4) for _ in range(rows)]
    return [tuple(near(place) for _ in range(voices)) for place in middles]


def figures(given: list[Rated]) -> list[ic.Agreement]:
    """Reckon what `compare` shows, from the rows on."""
    ratings = ic.Ratings(FOUR_STEP, given)
    kappa = ic.cohens_kappa(ratings, "quadratic") if ratings.raters == 2 else ic.fleiss_kappa(ratings)
    return [
        ic.exact_agreement(ratings),
        ic.within_one(ratings),
        kappa,
        ic.gwets_ac(ratings, "quadratic"),
        ic.krippendorffs_alpha(ratings, "ordinal"),
    ]


def walk(given: list[Rated]) -> tuple[int, int]:
    """Count the pairs of levels in all rows, and those that are the same."""
    pairs = same = 0
    for row in given:
        for one, other in combinations(row, 2):
            if one is not None and other is not None:
                pairs += 1
                same += one == other
    return pairs, same


def rows() -> Iterator[Row]:
    """Measure the five figures over a review's indicators and over a large framework's."""
    for count, voices, most in ((60, 2, 1), (1_200, 6, 50)):
        given = made_up(count, voices)
        taken = calls({"figures": lambda given=given: figures(given)})
        yield Row(
            f"five figures of agreement, {count:,} x {voices}", "from the rows on", taken["figures"] * 1000, most, "ms"
        )
    for voices, most in ((2, 5), (5, 3)):
        given = made_up(1_200, voices)
        taken = calls({"walk": lambda given=given: walk(given), "figures": lambda given=given: figures(given)})
        beside = f"a plain walk over the same pairs, {taken['walk'] * 1000:.2f} ms"
        yield Row(f"five figures of agreement, 1,200 x {voices}", beside, taken["figures"] / taken["walk"], most)
    given = [row for row in made_up(1_200, 2) if None not in row]
    ratings = [list(one) for one in zip(*given, strict=True)]
    taken = calls(
        {
            "ours": lambda: ic.cohens_kappa(ic.Ratings(FOUR_STEP, given), "quadratic"),
            "theirs": lambda: cohen_kappa_score(*ratings, labels=list(FOUR_STEP.order), weights="quadratic"),
        }
    )
    beside = f"scikit-learn's, {taken['theirs'] * 1000:.2f} ms"
    yield Row(f"kappa by squared gaps, {len(given):,} x 2", beside, taken["ours"] / taken["theirs"], 1)
