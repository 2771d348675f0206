"""Scales: the ordered levels a judgement may give, or the stances of an ungraded enquiry."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import Factory, frozen

from inclusion_core.errors import UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.fixed import tables_fixed


@frozen(field_transformer=tables_fixed)
class Scale:
    """Levels in order, least to most inclusive; or stances, which are never an amount.

    `order` holds level ids; `titles` the words shown where they differ from the id; `values` a level's exact value,
    0..1 and rising, where it is not simply its place. With `stance` true no level has a value.

    >>> FOUR_STEP.value("secure")
    Fraction(2, 3)
    >>> FOUR_STEP.level_at(Fraction(1, 2))
    'developing'
    """

    id: str
    order: tuple[str, ...]
    titles: Mapping[str, str] = Factory(dict)
    values: Mapping[str, Fraction] = Factory(dict)
    stance: bool = False

    def title(self, level: str) -> str:
        """Return the words for a level, `Secure` for `secure` unless the scale says otherwise."""
        return self.titles.get(level) or level.replace("-", " ").capitalize()

    def place(self, level: str) -> int:
        """Return a level's place, 1 for the lowest. Raises UnknownName."""
        try:
            return self.order.index(level) + 1
        except ValueError:
            raise UnknownName("level", level, nearest=nearest(level, self.order), known=self.order) from None

    def value(self, level: str) -> Fraction:
        """Return a level's value, 0..1: the stated one, or (k-1)/(n-1) for place k of n. Raises UnknownName."""
        place = self.place(level)
        if level in self.values:
            return self.values[level]
        return Fraction(place - 1, len(self.order) - 1) if len(self.order) > 1 else Fraction(1)

    def level_at(self, value: Fraction) -> str:
        """Return the highest level whose value is not above this one (the lowest level where all are above)."""
        reached = [level for level in self.order if self.value(level) <= value]
        return reached[-1] if reached else self.order[0]

    @property
    def second(self) -> str:
        """The second level (the only one of a scale of one): what counts as met where a framework does not say."""
        return self.order[min(1, len(self.order) - 1)]


FOUR_STEP = Scale(id="four-step", order=("starting", "developing", "secure", "leading"))
"""Starting, developing, secure, leading."""

ENQUIRY = Scale(id="enquiry", order=("concerned", "curious", "confident"), stance=True)
"""Stances of an enquiry. They are counted and never summed."""

FREQUENCY = Scale(id="frequency", order=("not-yet", "sometimes", "usually", "built-in"))
"""How often something happens, for items that two roles answer apart."""
