"""A consultation's tally as lines of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.desk.consultations import answered_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.desk.consultations import Added, Counted, Tally

OPINION_WORDS = {"agree": "agree", "agree-if-changed": "if it is changed", "cannot-yet": "cannot yet"}
_LABELS = {"if_changed": "changed so", "because": "because", "cost": "cost", "help_needed": "help needed"}


def tally_lines(found: Tally) -> Iterator[str]:
    """Yield a tally as lines: how many and who is missing, each indicator that was answered on, what would be added."""
    until = f" Wished for by {found.until}." if found.until else ""
    yield f"{found.title}, about {found.framework}: {answered_words(found)}.{until}"
    if found.missing:
        yield f"Not answered yet: {'; '.join(found.missing)}."
    elif not found.invited:
        yield "No list of schools was given, so nobody can be said to be missing."
    for one in found.indicators:
        if one.n:
            yield from _counted(one)
    silent = [one.id for one in found.indicators if not one.n]
    if silent:
        yield f"Nothing said yet of: {', '.join(silent)}."
    if found.additions:
        yield "Would be added:"
    for added in found.additions:
        yield from _added(added)
    if found.signed_up:
        yield "Signed up to:"
    for signed in found.signed_up:
        levels = ", ".join(f"{level} {n}" for level, n in signed.levels.items())
        days = f"by {signed.first}" if signed.first == signed.last else f"between {signed.first} and {signed.last}"
        yield f"  {signed.id}  {signed.title} (n {signed.n}): {levels}, {days}"


def _counted(one: Counted) -> Iterator[str]:
    counts = ", ".join(f"{n} {OPINION_WORDS[opinion]}" for opinion, n in one.counts.items())
    yield f"{one.id}  {one.title} (n {one.n}): {counts}"
    for each in one.remarks:
        texts = "; ".join(f"{label}: {text}" for name, label in _LABELS.items() if (text := getattr(each, name)))
        yield f"    {OPINION_WORDS[each.opinion]}: {texts}" + (f" ({each.school})" if each.school else "")


def _added(one: Added) -> Iterator[str]:
    named = f" ({'; '.join(one.schools)})" if one.schools else ""
    yield f"  {one.strand}  {one.title} (n {one.n}){named}"
    yield from (f"    {text}" for text in (*one.statements, *one.reasons))
