"""How far voices agree: in plain shares, and beyond what chance alone would bring.

Every figure is exact, has the whole scale as its categories, and says over how many rows it was reckoned. Where a
figure is not defined there is none, with the reason in a sentence; it is never 0 and never 'not a number'.
docs/agreement.md has each formula, worked by hand. The sources:

- J. Cohen, 'A coefficient of agreement for nominal scales' (1960) and 'Weighted kappa' (1968).
- J. L. Fleiss, 'Measuring nominal scale agreement among many raters' (1971).
- K. L. Gwet, 'Handbook of Inter-Rater Reliability', 4th edition (2014): AC1, AC2, and ratings that are missing.
- K. Krippendorff, 'Computing Krippendorff's Alpha-Reliability' (2011); A. F. Hayes and K. Krippendorff (2007).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.voices.agreement_weights import metric_gaps, weighted_gaps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inclusion_core.analysis.voices.agreement_weights import Gaps, Metric, Weights
    from inclusion_core.analysis.voices.ratings import Ratings

_PAIR = 2

_NO_ROW = "No indicator has a level from two or more of these voices."
_NO_FULL_ROW = "No indicator has a level from every one of these voices."
_NO_ORDER = "Stances have no order, so no gap is wider than another: only figures without weights can be reckoned."
_ONE_LEVEL = "A scale of one level leaves nothing to agree or differ about."
_NO_VARIATION = (
    "Every level given is the same one: chance alone would agree as often, and there is nothing to set beside it."
)


@frozen
class Agreement:
    """One figure of agreement.

    `value` is exact, at most 1, and None where the figure is not defined; `why_none` then says why in a sentence, and
    is empty otherwise. `n` is how many rows counted, `raters` how many voices there are, `categories` the whole scale.
    """

    value: Fraction | None
    why_none: str
    n: int
    raters: int
    categories: tuple[str, ...]


def exact_agreement(ratings: Ratings) -> Agreement:
    """Return the share of rows on which all who gave a level gave the same one; rows with two levels or more count.

    >>> from inclusion_core.analysis.voices.ratings import Ratings
    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> exact_agreement(Ratings(FOUR_STEP, [("secure", "secure"), ("starting", "secure"), ("leading", None)])).value
    Fraction(1, 2)
    """
    return _share(ratings, 0)


def within_one(ratings: Ratings) -> Agreement:
    """Return the share of rows on which no two who gave a level are more than one level apart.

    >>> from inclusion_core.analysis.voices.ratings import Ratings
    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> within_one(Ratings(FOUR_STEP, [("secure", "leading"), ("starting", "secure")])).value
    Fraction(1, 2)
    """
    if ratings.scale.stance:
        return _none(ratings, _NO_ORDER, ratings.paired)
    return _share(ratings, 1)


def cohens_kappa(ratings: Ratings, weights: Weights = "none") -> Agreement:
    """Return Cohen's kappa of two voices: 1 is full agreement, 0 what chance would bring from how often each gave what.

    `weights` says what a gap counts: 'none' (any gap the same), 'linear' or 'quadratic' (its levels, or their square).
    Rows with a level from both count. Not defined for more than two voices, nor where both gave one level throughout.

    >>> from inclusion_core.analysis.voices.ratings import Ratings
    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> cohens_kappa(Ratings(FOUR_STEP, [("secure", "secure"), ("secure", "leading"), ("leading", "leading")])).value
    Fraction(2, 5)
    """
    gaps = weighted_gaps(weights, len(ratings.scale.order))
    if weights != "none" and ratings.scale.stance:
        return _none(ratings, _NO_ORDER, ratings.paired)
    return kappa_by_gaps(ratings, gaps)


def kappa_by_gaps(ratings: Ratings, gaps: Gaps) -> Agreement:
    """Return Cohen's kappa of two voices with a table of its own for what each gap counts, 0 on the diagonal.

    A row of the table is the first voice's level, a column the second's.
    """
    if ratings.raters > _PAIR:
        return _none(ratings, f"Cohen's kappa is for two voices, and these are {ratings.raters}.", ratings.paired)
    first, second = ([0] * len(gaps) for _ in range(_PAIR))
    n = seen = 0
    for places, times in ratings.placed:
        if len(places) == _PAIR and places[0] is not None and places[1] is not None:
            first[places[0]] += times
            second[places[1]] += times
            n += times
            seen += times * gaps[places[0]][places[1]]
    by_chance = sum(
        one * other * gaps[at][beside] for at, one in enumerate(first) if one for beside, other in enumerate(second)
    )
    return _beyond_chance(ratings, n, Fraction(seen, n or 1), Fraction(by_chance, n * n or 1))


def gwets_ac(ratings: Ratings, weights: Weights = "none") -> Agreement:
    """Return Gwet's AC1 of any number of voices, or AC2 with `weights` 'linear' or 'quadratic'.

    Chance is reckoned so that a level given nearly everywhere does not pull the figure down, as it does kappa. Rows
    with two levels or more count; as Gwet has it, a row with only one still says how often that level is given.

    >>> from inclusion_core.analysis.voices.ratings import Ratings
    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> gwets_ac(Ratings(FOUR_STEP, [("secure", "secure"), ("secure", "leading"), ("leading", "leading")])).value
    Fraction(3, 5)
    """
    size = len(ratings.scale.order)
    gaps = weighted_gaps(weights, size)
    if weights != "none" and ratings.scale.stance:
        return _none(ratings, _NO_ORDER, ratings.paired)
    if size < _PAIR:
        return _none(ratings, _ONE_LEVEL, ratings.paired)
    widest = gaps[0][-1]
    rated = 0
    shares = [Fraction(0)] * size
    for length, profiles in _by_length(ratings).items():
        if length:
            rated += sum(times for _, times in profiles)
            for place in range(size):
                given = sum(counts[place] * times for counts, times in profiles)
                shares[place] += Fraction(given, length)
    seen, n = _gaps_seen(ratings, gaps)
    mixed = sum((share * (rated - share) for share in shares), Fraction(0)) / (rated * rated or 1)
    alike = size * size - Fraction(sum(map(sum, gaps)), widest)
    return _beyond_chance(ratings, n, seen / (n * widest or 1), 1 - alike * mixed / (size * (size - 1)))


def krippendorffs_alpha(ratings: Ratings, metric: Metric = "nominal") -> Agreement:
    """Return Krippendorff's alpha of any number of voices, with any places left empty.

    `metric` says what the scale is taken for: 'nominal' (names), 'ordinal' (an order) or 'interval' (amounts, by the
    scale's values). Rows with two levels or more count. Not defined where all these levels are one.

    >>> from inclusion_core.analysis.voices.ratings import Ratings
    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> krippendorffs_alpha(
    ...     Ratings(FOUR_STEP, [("secure", "secure"), ("secure", "leading"), ("leading", "leading")])
    ... ).value
    Fraction(4, 9)
    """
    size = len(ratings.scale.order)
    given = [
        sum(counts[place] * times for counts, times in ratings.profiles if sum(counts) > 1) for place in range(size)
    ]
    gaps = metric_gaps(metric, ratings.scale, given)
    if metric != "nominal" and ratings.scale.stance:
        return _none(ratings, _NO_ORDER, ratings.paired)
    pairable = sum(given)
    seen = Fraction(0)
    for length, profiles in _by_length(ratings).items():
        if length > 1:
            seen += Fraction(sum(_gap(counts, gaps) * times for counts, times in profiles), length - 1)
    by_chance = Fraction(_gap(given, gaps), pairable * (pairable - 1) or 1)
    return _beyond_chance(ratings, ratings.paired, seen / (pairable or 1), by_chance)


def fleiss_kappa(ratings: Ratings) -> Agreement:
    """Return Fleiss' kappa of three voices or more, without weights; rows with a level from every one of them count.

    >>> from inclusion_core.analysis.voices.ratings import Ratings
    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> fleiss_kappa(Ratings(FOUR_STEP, [("secure",) * 3, ("leading", "leading", "secure")])).value
    Fraction(1, 4)
    """
    raters = ratings.raters
    whole = [(counts, times) for counts, times in ratings.profiles if 1 < sum(counts) == raters]
    n = sum(times for _, times in whole)
    if raters == _PAIR:
        return _none(ratings, "Fleiss' kappa is for three voices or more; for two there is Cohen's kappa.", n)
    size = len(ratings.scale.order)
    gaps = weighted_gaps("none", size)
    given = [sum(counts[place] * times for counts, times in whole) for place in range(size)]
    seen = sum(_gap(counts, gaps) * times for counts, times in whole)
    levels = n * raters
    return _beyond_chance(
        ratings,
        n,
        Fraction(seen, levels * (raters - 1) or 1),
        Fraction(_gap(given, gaps), levels * levels or 1),
        nothing=_NO_FULL_ROW,
    )


def _share(ratings: Ratings, apart: int) -> Agreement:
    """Return the share of rows whose lowest and highest levels are at most so far apart."""
    n = near = 0
    for counts, times in ratings.profiles:
        if sum(counts) > 1:
            places = [place for place, count in enumerate(counts) if count]
            n += times
            near += times * (places[-1] - places[0] <= apart)
    if ratings.raters < _PAIR or not n:
        return _none(ratings, _NO_ROW, n)
    return Agreement(Fraction(near, n), "", n, ratings.raters, ratings.scale.order)


def _beyond_chance(
    ratings: Ratings, n: int, seen: Fraction, by_chance: Fraction, *, nothing: str = _NO_ROW
) -> Agreement:
    """Return 1 less the disagreement seen as a part of what chance would bring; none where that is nothing."""
    if ratings.raters < _PAIR or not n:
        return _none(ratings, nothing, n)
    if not by_chance:
        return _none(ratings, _NO_VARIATION, n)
    return Agreement(1 - seen / by_chance, "", n, ratings.raters, ratings.scale.order)


def _none(ratings: Ratings, why: str, n: int) -> Agreement:
    if ratings.rows and ratings.raters < _PAIR:
        given = "only one" if ratings.raters else "none"
        why = f"Agreement takes at least two voices, and here is {given}."
    return Agreement(None, why, n, ratings.raters, ratings.scale.order)


def _by_length(ratings: Ratings) -> dict[int, list[tuple[tuple[int, ...], int]]]:
    """Return the profiles by how many levels they hold, so that sums stay in whole numbers for as long as they can."""
    found: dict[int, list[tuple[tuple[int, ...], int]]] = {}
    for counts, times in ratings.profiles:
        found.setdefault(sum(counts), []).append((counts, times))
    return found


def _gaps_seen(ratings: Ratings, gaps: Gaps) -> tuple[Fraction, int]:
    """Return the mean gap of the pairs in a row, added up over the rows with a pair, and how many rows these are."""
    seen, n = Fraction(0), 0
    for length, profiles in _by_length(ratings).items():
        if length > 1:
            n += sum(times for _, times in profiles)
            whole = sum(_gap(counts, gaps) * times for counts, times in profiles)
            seen += Fraction(whole, length * (length - 1))
    return seen, n


def _gap(counts: Iterable[int], gaps: Gaps) -> int:
    """Add up the gaps of all ordered pairs of answers."""
    held = [(place, count) for place, count in enumerate(counts) if count]
    return sum(one * other * gaps[at][beside] for at, one in held for beside, other in held)
