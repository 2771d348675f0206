"""The mixed economy in words: kinds of setting, streets between them, what receivers say, and gaps. Each with its n."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.mixed_economy.exchange_balance import WAYS
from inclusion_core.analysis.schools.small_counts import shown
from inclusion_core.model.mixed_economy import PROVISION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inclusion_core.analysis.mixed_economy.continuum import Continuum, Offered
    from inclusion_core.analysis.mixed_economy.exchange_balance import Between, Flow
    from inclusion_core.analysis.schools.by_setting import BySetting, JudgedCell
    from inclusion_core.analysis.schools.small_counts import Part

SETTING_WORDS: Mapping[str, str] = {
    "nursery": "nursery",
    "mainstream": "mainstream",
    "special": "special",
    "alternative": "alternative provision",
    "college": "college",
    "other": "other",
    "outside": "outside the trust",
    "not known": "not known",
    "all": "all",
}
SAYS_WORDS: Mapping[str, str] = {
    "as-claimed": "changed as was claimed",
    "in-part": "changed in part",
    "no-change": "no change",
    "too-soon": "too soon to say",
    "": "not asked yet",
}


def made_up_words(made_up: Iterable[bool]) -> str:
    """Say whether schools are made up; empty where none of them is.

    >>> made_up_words([True, True]), made_up_words([True, False]), made_up_words([False])
    ('made-up schools', 'some schools made up', '')
    """
    there = set(made_up)
    return "" if True not in there else "some schools made up" if len(there) > 1 else "made-up schools"


def setting_words(kind: str) -> str:
    """Name a kind of setting.

    >>> setting_words("alternative"), setting_words("special, outside")
    ('alternative provision', 'special, outside')
    """
    return SETTING_WORDS.get(kind, kind)


def hours_words(minutes: int) -> str:
    """Write minutes as hours, without a fraction where there is none.

    >>> hours_words(360), hours_words(390), hours_words(74_045)
    ('6', '6.5', '1,234.08')
    """
    return f"{minutes / 60:,.2f}".rstrip("0").removesuffix(".")


def flow_words(flow: Flow) -> str:
    """Write hours with how many exchanges they are of.

    >>> from inclusion_core.analysis.mixed_economy.exchange_balance import Flow
    >>> flow_words(Flow(2, 390))
    '6.5 h (n 2)'
    """
    return f"{hours_words(flow.minutes)} h (n {flow.n})"


def street_words(street: Between) -> str:
    """Say whether there is a two-way street between two kinds of setting."""
    one, other = setting_words(street.one), setting_words(street.other)
    capital = one[:1].upper() + one[1:]
    return (
        f"{capital} and {other}: {WAYS[street.way]}. {capital} to {other} {flow_words(street.there)}, {other} to {one} "
        f"{flow_words(street.back)}."
    )


def says_words(says: Mapping[str, int]) -> str:
    """Say how many receivers said what of the change that was claimed, with how many were asked.

    >>> says_words({"": 3, "as-claimed": 1})
    'Receivers were asked of 1 of 4: 1 changed as was claimed.'
    """
    n = sum(says.values())
    asked = n - says.get("", 0)
    parts = [f"{says[one]} {SAYS_WORDS[one]}" for one in SAYS_WORDS if one and says.get(one)]
    return f"Receivers were asked of {asked} of {n}{': ' if parts else ''}{', '.join(parts)}."


def gap_words(gaps: Sequence[Offered]) -> tuple[str, ...]:
    """Say which kinds are missing where, one sentence a kind, and where a neighbour has it: what nobody has first."""
    by: dict[str, list[Offered]] = {}
    for one in gaps:
        by.setdefault(one.kind, []).append(one)
    return tuple(f"{PROVISION_WORDS[kind]}: {', '.join(_gap(one) for one in there)}" for kind, there in by.items())


def _gap(one: Offered) -> str:
    n = len(one.neighbours)
    return f"{one.where} ({n} {'neighbour has' if n == 1 else 'neighbours have'} it)" if n else one.where


def offered_words(one: Offered | None) -> str:
    """Write a cell of the continuum: how many schools and places, `none`, or `-` where it is not asked for.

    `12+ places` where not all of it said how many places it has.
    """
    if one is None:
        return "-"
    if one.gap:
        return "none" if one.gap == "nowhere" else f"none; near {len(one.neighbours)}"
    if one.known_places is None:
        return str(len(one.trust))
    return f"{len(one.trust)}, {one.places}{'+' if one.uncounted else ''} places"


def part_words(one: Part) -> str:
    """Write a part: its count, `c` where it is hidden, `not yet` where not every school has counted it."""
    return shown(one.part) if one.known else "not yet"


def continuum_words(found: Continuum) -> Iterator[str]:
    """Yield what stands beside a continuum: how many schools it rests on, and what is not known."""
    told = found.n - len(found.silent)
    schools = "school" if found.n == 1 else "schools"
    yield f"{told} of {found.n} {schools} {'has' if told == 1 else 'have'} written down what is offered there."
    if any(one.uncounted and one.known_places is not None for one in (*found.stages, *found.areas)):
        yield "12+ places: at least so many, as not everybody who offers it has said how many."
    if found.silent:
        yield "Where a school has written nothing down, what looks like a gap may be none: ask it first."


def specialist_words(found: BySetting) -> Iterator[str]:
    """Yield for each specialist kind of setting how far it was judged on inclusive practice too."""
    from inclusion_core.analysis.schools.by_setting import SPECIALIST  # noqa: PLC0415  by_setting brings frameworks along

    for kind in found.kinds:
        if kind.kind in SPECIALIST and kind.schools:
            name = "Special schools" if kind.kind == "special" else "Alternative provision"
            if kind.compared:
                yield (
                    f"{name}: {kind.compared} of {kind.schools} judged and released. {kind.applicable} indicators are "
                    f"for them{f', {kind.own} not for every kind' if kind.own else ''}; levels can be shown for "
                    f"{kind.answered}."
                )
            else:
                yield (
                    f"{name}: none of {kind.schools} has released a review. Being specialist does not make a place "
                    "inclusive: it is judged on inclusive practice too."
                )


def cell_words(found: BySetting, cell: JudgedCell | None) -> str:
    """Write one cell of a comparison by setting: the middle with its n, `c` if hidden, `-` if not for this kind.

    A middle between two levels is written as both, the lower first; a `c` after the n says that others are hidden.
    """
    if cell is None:
        return "-"
    spread = cell.spread
    if not spread.n:
        return "c" if cell.hidden else "none yet"
    scale = found.framework.scale
    if spread.median:
        said = " to ".join(scale.title(one) for one in spread.median)
    else:
        said = ", ".join(f"{scale.title(one)} {n}" for one, n in zip(scale.order, spread.counts, strict=True) if n)
    return f"{said} (n {spread.n}{', c' if cell.hidden else ''})"


def listed_kinds(kinds: Iterable[str]) -> str:
    """Name kinds of setting in a row."""
    return ", ".join(setting_words(one) for one in kinds)
