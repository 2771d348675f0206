"""Published worked examples of each figure of agreement, exact to their printed digits.

Each table carries over with its source. What is printed was looked up in copies of the tables that other programs keep
(named beside each), was reckoned by hand in the comment, and came out of those programs as well; docs/agreement.md says
which. Nothing here was read in the papers themselves.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from inclusion_core.analysis.voices.agreement import (
    Agreement,
    cohens_kappa,
    exact_agreement,
    fleiss_kappa,
    gwets_ac,
    kappa_by_gaps,
    krippendorffs_alpha,
)
from inclusion_core.analysis.voices.ratings import Ratings
from inclusion_core.model.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence


def crossed(table: Sequence[Sequence[int]]) -> Ratings:
    """Return the ratings of two that a square table counts: a row is the first one's level, a column the second's."""
    scale = Scale("square", tuple(str(place) for place in range(len(table))))
    return Ratings(
        scale,
        [
            (scale.order[at], scale.order[beside])
            for at, row in enumerate(table)
            for beside, count in enumerate(row)
            for _ in range(count)
        ],
    )


def written(levels: str, rows: str) -> Ratings:
    """Return ratings written as one word for each row, a character for each rater, '.' where one gave none."""
    scale = Scale("written", tuple(levels))
    return Ratings(scale, [tuple(None if one == "." else one for one in row) for row in rows.split()])


def shared_out(table: str) -> Ratings:
    """Return ratings from how many raters gave each category: one row for each line."""
    counted = [[int(count) for count in line.split()] for line in table.strip().splitlines()]
    scale = Scale("counted", tuple(str(place) for place in range(len(counted[0]))))
    return Ratings(scale, [[scale.order[at] for at, count in enumerate(row) for _ in range(count)] for row in counted])


def check(found: Agreement, exact: Fraction, printed: str) -> None:
    """Hold a figure to the fraction reckoned by hand and to the digits that were printed."""
    assert found.why_none == ""
    assert found.value == exact
    digits = len(printed.partition(".")[2])
    assert f"{float(exact):.{digits}f}" == printed


# Cohen 1968 (the table is that of Cohen 1960): two judges, 200 patients; personality disorder, neurosis, psychosis.
# Looked up in the examples of cohen.kappa of the R package psych, which note what Cohen reports: .492, .348 and .353.
COHEN = crossed([[88, 14, 18], [10, 40, 10], [2, 6, 12]])


def test_cohen_1960() -> None:
    """Kappa without weights is .492 as printed from rounded parts, 29/59 exactly."""
    # seen 140/200 = .70; by chance (120*100 + 60*60 + 20*40)/40000 = .41; (.70 - .41)/.59 = 29/59 = .4915
    check(cohens_kappa(COHEN), Fraction(29, 59), "0.4915")
    assert exact_agreement(COHEN).value == Fraction(7, 10)


def test_cohen_1968() -> None:
    """Weighted kappa is .348 with Cohen's weights of disagreement, and .353 with those that are not symmetric."""
    # seen 14*1 + 18*3 + 10*1 + 10*6 + 2*3 + 6*6 = 180
    # by chance (120*60*1 + 120*40*3 + 60*100*1 + 60*40*6 + 20*100*3 + 20*60*6)/200 = 276; 1 - 180/276 = 8/23
    check(kappa_by_gaps(COHEN, ((0, 1, 3), (1, 0, 6), (3, 6, 0))), Fraction(8, 23), "0.348")
    # seen 14 + 18*4 + 10 + 10*6 + 2*2 + 6*2 = 172; by chance 53200/200 = 266; 1 - 172/266 = 47/133
    check(kappa_by_gaps(COHEN, ((0, 1, 4), (1, 0, 6), (2, 2, 0))), Fraction(47, 133), "0.353")


# Fleiss 1971: 30 patients, six psychiatrists each; depression, personality disorder, schizophrenia, neurosis, other.
# Looked up in the tests of statsmodels, which took it from the R package irr ('diagnoses', kappam.fleiss: 0.4302445).
FLEISS = written(
    "12345",
    """444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445
    333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555""",
)


def test_fleiss_1971() -> None:
    """Kappa of six raters is .430."""
    # given 26, 26, 30, 55, 43 of 180; the squares of all counts add up to 680: seen (680 - 180)/(30*6*5) = 5/9
    # by chance (26*26 + 26*26 + 30*30 + 55*55 + 43*43)/180**2 = 7126/32400; (5/9 - pe)/(1 - pe) = 5437/12637
    check(fleiss_kappa(FLEISS), Fraction(5437, 12637), "0.430")
    check(fleiss_kappa(FLEISS), Fraction(5437, 12637), "0.4302445")


# Gwet's handbook, 4th edition (2014), as the R package irrCAC by the same author prints it ('distrib.6raters', which
# are the first 15 patients of Fleiss; 'cont3x3abstractors'; 'cac.raw4raters').
SIX = shared_out(
    """0 0 0 6 0
0 3 0 0 3
0 1 4 0 1
0 0 0 0 6
0 3 0 3 0
2 0 4 0 0
0 0 4 0 2
2 0 3 1 0
2 0 0 4 0
0 0 0 0 6
1 0 0 5 0
1 1 0 4 0
0 3 3 0 0
1 0 0 5 0
0 2 0 3 1"""
)
ABSTRACTORS = crossed([[13, 0, 0], [0, 20, 7], [0, 4, 56]])


def test_gwet_six_raters() -> None:
    """Over 15 patients and six raters AC1 is 0.4448007, Fleiss' kappa 0.4139265 and alpha 0.4204384."""
    # given 9, 13, 18, 31, 19 of 90; the squares of all counts add up to 338: pa = (338 - 90)/(15*6*5) = 124/225
    # pe of Fleiss (81 + 169 + 324 + 961 + 361)/8100 = 158/675; of AC1 (1 - 158/675)/4 = 517/2700
    check(fleiss_kappa(SIX), Fraction(214, 517), "0.4139265")
    check(gwets_ac(SIX), Fraction(971, 2183), "0.4448007")
    # alpha: De = 1 - (9*8 + 13*12 + 18*17 + 31*30 + 19*18)/(90*89) = 1 - 1806/8010; Do = 1 - 124/225 = 101/225
    check(krippendorffs_alpha(SIX), 1 - Fraction(101, 225) / (1 - Fraction(1806, 8010)), "0.4204384")


def test_gwet_two_abstractors() -> None:
    """Over 100 records AC1 is 0.8493305, kappa 0.7964094, alpha 0.7972585, and AC2 by squared gaps 0.94024."""
    # pa = 89/100. Shares .13, .255, .615: their squares add up to .46015; pe = .53985/2 = .269925
    check(gwets_ac(ABSTRACTORS), (Fraction(89, 100) - Fraction(269925, 10**6)) / Fraction(730075, 10**6), "0.8493305")
    # pe = (13*13 + 27*24 + 60*63)/10000 = .4597
    check(cohens_kappa(ABSTRACTORS), Fraction(4303, 5403), "0.7964094")
    # De = 1 - (26*25 + 51*50 + 123*122)/(200*199) = 1 - 18206/39800; Do = 11/100
    check(krippendorffs_alpha(ABSTRACTORS), 1 - Fraction(11, 100) / (1 - Fraction(18206, 39800)), "0.7972585")
    # eleven gaps of one level in a scale of three: 1 - pa = 11/400. The weights add up to 3 + 4*(3/4) = 6,
    # so pe = 6*.53985/(3*2) = .53985; AC2 = 1 - .0275/.46015
    check(gwets_ac(ABSTRACTORS, "quadratic"), 1 - Fraction(2750, 46015), "0.94024")


# Krippendorff 2011, 'Computing Krippendorff's Alpha-Reliability', examples A to C. C is 'nmm' of kripp.alpha in the R
# package irr and 'cac.raw4raters' of irrCAC: four observers, twelve units, places left empty.
TWO_VALUES = written("01", "01 11 01 00 00 01 00 00 10 00")
FIVE_NAMES = written("abcde", "ab aa bb bb db cc cc cc ee dd dd ad")
FOUR_OBSERVERS = written("12345", "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3.")


def test_krippendorff_two_observers() -> None:
    """Alpha is .095 over ten units of two values, and .692 over twelve of five names."""
    # 4 of 10 differ; 14 zeros and 6 ones: 1 - 19*(2*4)/(2*14*6) = 2/21
    check(krippendorffs_alpha(TWO_VALUES), Fraction(2, 21), "0.095")
    # 3 of 12 differ; a 4, b 6, c 6, d 6, e 2 of 24: De = 1 - (12 + 30 + 30 + 30 + 2)/552 = 448/552; 1 - (1/4)/De
    check(krippendorffs_alpha(FIVE_NAMES), Fraction(155, 224), "0.692")


def test_krippendorff_four_observers() -> None:
    """With places left empty alpha is .743 by name, .815 by order and .849 by amount."""
    # 40 answers in eleven units: 1 nine times, then 13, 10, 5, 3. Units that differ: 2232, 1234, 1121.
    # by name: Do = (6/3 + 12/3 + 6/3)/40 = 1/5; De = 1 - (72 + 156 + 90 + 20 + 6)/(40*39) = 1216/1560
    check(krippendorffs_alpha(FOUR_OBSERVERS), Fraction(113, 152), "0.743")
    # by order: the middles of the levels are 9, 31, 54, 69 and 77 halves up. Seen (2*3*23**2 + 2*3*22**2)/3
    # + 2*(22**2 + 45**2 + 60**2 + 23**2 + 38**2 + 15**2)/3 = 7564; by chance 2*(40*83974 - 1600**2) = 1597920
    check(krippendorffs_alpha(FOUR_OBSERVERS, "ordinal"), 1 - Fraction(39 * 7564, 1597920), "0.815")
    # by amount: seen 2 + 40/3 + 2 = 52/3; by chance 2*(40*306 - 100**2) = 4480
    check(krippendorffs_alpha(FOUR_OBSERVERS, "interval"), 1 - Fraction(39 * 52, 3 * 4480), "0.849")


def test_gwet_four_raters_with_places_left_empty() -> None:
    """On the same data AC1 is 0.77544, and AC2 by squared gaps 0.914, over eleven units."""
    # pa = (8 + 6/12 + 0 + 6/12)/11 = 9/11. Shares over all twelve units, the one with a single answer too: 12, 13, 14,
    # 5 and 4 of 48; their squares add up to 550/2304, so pe = (1754/2304)/4
    pe = Fraction(1754, 4 * 2304)
    check(gwets_ac(FOUR_OBSERVERS), (Fraction(9, 11) - pe) / (1 - pe), "0.77544")
    assert gwets_ac(FOUR_OBSERVERS).n == 11
    # 1 - pa = (6/12 + 40/12 + 6/12)/16/11 = 13/528. The weights add up to 25 - 100/16 = 75/4: pe = (75/4)(1754/2304)/20
    pe = Fraction(75, 80) * Fraction(1754, 2304)
    check(gwets_ac(FOUR_OBSERVERS, "quadratic"), 1 - Fraction(13, 528) / (1 - pe), "0.914")


# Hayes and Krippendorff 2007, table 1: 40 articles, five observers, tone from 0 to 3. Looked up in the data of the R
# package krippendorff by J. Cornebise; others note that the paper reports .7598 by order.
HAYES = written(
    "0123",
    """112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101.
    000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12
    2222. 111.1""",
)
"""159 answers: 0 given 42 times, 1 48 times, 2 56 times, 3 13 times; 3 units of three, 35 of four, 2 of five."""


@pytest.mark.parametrize(
    ("metric", "seen", "by_chance", "printed"),
    [
        # by name the ordered pairs that differ are 10 in units of three, 148 in those of four, 20 in those of five;
        # by chance 159**2 - 42**2 - 48**2 - 56**2 - 13**2
        ("nominal", Fraction(10, 2) + Fraction(148, 3) + Fraction(20, 4), 17908, "0.477"),
        # by order the middles stand at 42, 132, 236 and 305 halves
        ("ordinal", Fraction(145504, 2) + Fraction(1458112, 3) + Fraction(121932, 4), 387661716, "0.7598"),
        # by amount: answers add up to 199 and their squares to 389; by chance 2*(159*389 - 199**2)
        ("interval", Fraction(16, 2) + Fraction(166, 3) + Fraction(20, 4), 44500, "0.757"),
    ],
)
def test_hayes_and_krippendorff_2007(metric: str, seen: Fraction, by_chance: int, printed: str) -> None:
    """Alpha is .477 by name, .7598 by order and .757 by amount."""
    found = krippendorffs_alpha(HAYES, metric)  # type: ignore[arg-type]
    check(found, 1 - 158 * seen / by_chance, printed)
    assert found.n == 40
