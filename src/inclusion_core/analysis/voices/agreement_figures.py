"""The figures of agreement that are shown for voices side by side, when they may be shown, and what each can say.

Shares are always shown, with what they were counted over. Figures beyond chance (kappa, AC1, AC2, alpha) are shown from
20 indicators on and only to those who ask for them: over fewer, one answer moves them further than they can tell apart,
and on a first screen a decimal reads as a mark for a person.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.scoring.wording import percent
from inclusion_core.analysis.voices.agreement import (
    cohens_kappa,
    exact_agreement,
    fleiss_kappa,
    gwets_ac,
    krippendorffs_alpha,
    within_one,
)
from inclusion_core.analysis.voices.ratings import ratings_of

if TYPE_CHECKING:
    from inclusion_core.analysis.voices.agreement import Agreement
    from inclusion_core.analysis.voices.comparison import Comparison
    from inclusion_core.model.scale import Scale

LEAST_INDICATORS = 20
"""From how many indicators on figures beyond chance may be shown."""

_SHARES = ("exact", "within_one")

_WORDS = {
    "exact": (
        "Same level",
        "how often all who gave a level gave the same one",
        "how much of that chance would bring, or that the level they share is right",
    ),
    "within_one": (
        "Within one level",
        "how often no two were more than one level apart",
        "that they agree: on a short scale most answers are near each other anyway",
    ),
    "kappa_quadratic": (
        "Kappa by squared gaps",
        "how far two agree beyond chance (1 is wholly, 0 as chance would), far gaps counting most",
        "much where nearly everything was given one level: it is then low however well they agree",
    ),
    "kappa": (
        "Kappa",
        "how far two agree beyond chance (1 is wholly, 0 as chance would), any gap counting the same",
        "much where nearly everything was given one answer: it is then low however well they agree",
    ),
    "fleiss_kappa": (
        "Fleiss' kappa",
        "how far three or more agree beyond chance, over what all of them answered",
        "much where nearly everything was given one answer: it is then low however well they agree",
    ),
    "ac1": (
        "Gwet's AC1",
        "how far they agree beyond chance, where one answer is given to nearly everything too",
        "that they agree better than kappa has it: the two reckon chance apart and are never compared",
    ),
    "ac2": (
        "Gwet's AC2 by squared gaps",
        "how far they agree beyond chance, where one level is given to nearly everything too",
        "that they agree better than kappa has it: the two reckon chance apart and are never compared",
    ),
    "alpha_nominal": (
        "Krippendorff's alpha",
        "how far any number agree beyond chance, whatever each left out",
        "anything where only one answer was given, and little where nearly only one was",
    ),
    "alpha_ordinal": (
        "Krippendorff's alpha by order",
        "how far any number agree beyond chance; two levels are as far apart as there are answers between them",
        "anything where only one level was given, and little where nearly only one was",
    ),
}


def why_not_shown(n: int, *, first_screen: bool = False) -> str:
    """Return why figures beyond chance may not be shown over so many indicators; an empty text where they may.

    They are never shown on a first screen, whatever `n`.

    >>> why_not_shown(20), why_not_shown(60, first_screen=True)
    ('', 'Kappa and figures like it are shown only to those who ask for them, never on a first screen.')
    """
    if n < LEAST_INDICATORS:
        return (
            f"Kappa and figures like it are shown from {LEAST_INDICATORS} indicators on, because over fewer one answer "
            f"moves them too far; here they would rest on {n}."
        )
    if first_screen:
        return "Kappa and figures like it are shown only to those who ask for them, never on a first screen."
    return ""


@frozen
class AgreementFigure:
    """One figure of agreement between voices, with the words that stand beside it.

    `says` and `cannot_say` go on after 'It says' and 'It cannot say'. `indicators` is how many the rows that counted
    are of: fewer than `reckoned.n` where each is judged for several facet values. `value` is None where the figure is
    not defined, or may not be shown over so few indicators; `why_none` then says which in a sentence.
    """

    key: str
    title: str
    says: str
    cannot_say: str
    reckoned: Agreement
    indicators: int

    @property
    def share(self) -> bool:
        """Whether it is a share of the rows, and no figure beyond chance."""
        return self.key in _SHARES

    @property
    def value(self) -> Fraction | None:
        """The figure, at most 1; None where there is none to show."""
        return None if self.why_none else self.reckoned.value

    @property
    def why_none(self) -> str:
        """Why there is no figure to show; an empty text where there is."""
        return self.reckoned.why_none or ("" if self.share else why_not_shown(self.indicators))

    @property
    def shown(self) -> str:
        """The figure as it is shown: `67 %`, `0.71`; an empty text where there is none."""
        if self.value is None:
            return ""
        return percent(self.value) if self.share else two_places(self.value)


def agreement_of(comparison: Comparison, scale: Scale) -> tuple[AgreementFigure, ...]:
    """Return how far the voices of a comparison agree, over the rows on which two or more of them gave a level.

    What one voice alone judged moves no figure, AC2 neither. Always the same share, the share within one level, kappa
    and AC2 by squared gaps and alpha by order; for stances, which have no order, those without weights as well.
    """
    ratings = ratings_of(comparison, scale).only_paired
    found = {
        "exact": exact_agreement(ratings),
        "within_one": within_one(ratings),
        "kappa_quadratic": cohens_kappa(ratings, "quadratic"),
        "ac2": gwets_ac(ratings, "quadratic"),
        "alpha_ordinal": krippendorffs_alpha(ratings, "ordinal"),
    }
    if scale.stance:
        found["kappa"] = cohens_kappa(ratings)
        found["fleiss_kappa"] = fleiss_kappa(ratings)
        found["ac1"] = gwets_ac(ratings)
        found["alpha_nominal"] = krippendorffs_alpha(ratings)
    return tuple(
        AgreementFigure(key, *_WORDS[key], one, _indicators(comparison, ratings.raters if key == "fleiss_kappa" else 2))
        for key, one in found.items()
    )


def _indicators(comparison: Comparison, least: int) -> int:
    """Return how many indicators have a row with a level from so many voices: three layers of one are one indicator."""
    return len(
        {
            row.id
            for row in comparison.rows
            if sum(one is not None and one.level is not None for one in row.answers.values()) >= least
        }
    )


def two_places(value: Fraction) -> str:
    """Round a figure beyond chance once, for display: halves away from 0, and never to 1 or 0 while it is neither.

    >>> [two_places(one) for one in (Fraction(5, 7), Fraction(-1, 8), Fraction(999, 1000), Fraction(1))]
    ['0.71', '-0.13', '0.99', '1.00']
    """
    size = abs(value)
    hundredths = int(size * 100 + Fraction(1, 2))
    if 0 < size < 1:
        hundredths = min(max(hundredths, 1), 99)
    return f"{'-' if value < 0 else ''}{hundredths // 100}.{hundredths % 100:02}"
