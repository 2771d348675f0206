"""What would be worth doing to a framework: none of it keeps the framework from being used.

The rules of writing behind these remarks are in docs/framework-files.md ('Writing well').
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from inclusion_core.analysis.texts.sentences import columns, first_sentence

if TYPE_CHECKING:
    from inclusion_core.model.framework import Framework, Indicator
    from inclusion_core.store.problems import Findings

LONGEST_TITLE = 9
"""Words of a title: it is read standing up."""

LONGEST_FIRST_SENTENCE = 60
"""Characters of a descriptor's first sentence: screens show it, a key shows the rest."""

LAW_CHECKED_WITHIN = dt.timedelta(days=366)
"""How long a look at the law lasts."""

_ALIKE = 0.85
_WORD = re.compile(r"\w+")


def remark(framework: Framework, findings: Findings, *, today: dt.date | None = None) -> None:
    """Note what is worth doing. `today` decides whether a law was looked at long ago; None asks nothing of laws."""

    def note(path: tuple[str, ...], what: str, do: str) -> None:
        findings.at(path, what, do, remark=True)

    if not framework.indicators:
        note((), "There is no indicator yet.", "Add one, such as [indicators.U1] with its strand and title.")
    for what, do in _of_steps(framework):
        note(("scoring",), what, do)
    for gate, what, do in _of_gates(framework):
        note(("gates", gate, "needs"), what, do)
    empty = [one for one in framework.strands if framework.indicators and not any(framework.indicators_in(one))]
    for strand in empty:
        note(("strands", strand), "has no indicator.", "Add one, or take the strand out.")
    for indicator in framework.indicators.values():
        path = ("indicators", indicator.id)
        for what, do in _of_texts(indicator):
            note(path, what, do)
        for what, do in _of_law(indicator, today):
            note(path, what, do)
        for key, what, do in _of_levels(framework, indicator):
            note((*path, *key), what, do)


def _of_steps(framework: Framework) -> list[tuple[str, str]]:
    adopted = [one for one in framework.indicators.values() if one.status == "adopted"]
    highest = framework.scale.order[-1]
    if framework.scoring != "cumulative" or not adopted or any(one.step == highest for one in adopted):
        return []
    return [(f"is cumulative, and no indicator is a step to {highest}, which so nobody can reach.", "Give it a step.")]


def _of_gates(framework: Framework) -> list[tuple[str, str, str]]:
    proposed = {one.id for one in framework.indicators.values() if one.status == "proposed"}
    return [
        (
            gate.id,
            f"needs '{name}', which is only proposed and never counts, so that it can never open.",
            "Adopt the indicator, or let the gate need another.",
        )
        for gate in framework.gates.values()
        for name in dict.fromkeys(need.id for need in gate.needs if need.of == "indicator")
        if name in proposed
    ]


def _of_texts(one: Indicator) -> list[tuple[str, str]]:
    found = []
    words = len(one.title.split())
    if words > LONGEST_TITLE:
        found.append((f"has a title of {words} words.", f"Say it in {LONGEST_TITLE}."))
    if not one.statement:
        found.append(("has no statement.", "Add one sentence that a parent would understand."))
    if not one.evidence:
        found.append(("names no kind of evidence.", "Say what would settle it: something seen, or somebody's voice."))
    if not one.horizon:
        found.append(("has no horizon.", 'Say how long before a change could show, such as "two terms".'))
    return found


def _of_law(one: Indicator, today: dt.date | None) -> list[tuple[str, str]]:
    if one.law is None:
        return (
            [("is statutory, but does not say by which law.", "Add law = { duty, source, checked }.")]
            if one.statutory
            else []
        )
    if one.law.checked is None:
        return [("does not say when its law was last checked.", "Add checked = and the day to law.")]
    if today is not None and one.law.checked > today:
        return [(f"has a law that was checked on {one.law.checked}, a day to come.", "Write the day somebody looked.")]
    if today is not None and today - one.law.checked > LAW_CHECKED_WITHIN:
        return [(f"has a law that was last checked on {one.law.checked}.", "Look whether it still says so.")]
    return []


def _of_levels(framework: Framework, one: Indicator) -> list[tuple[tuple[str, ...], str, str]]:
    found: list[tuple[tuple[str, ...], str, str]] = []
    without = [level for level in framework.scale.order if not one.levels.get(level, "").strip()]
    if without:
        found.append(((), f"has no descriptor for {', '.join(without)}.", "Say what you would find there."))
    for level, text in one.levels.items():
        length = columns(first_sentence(text))
        if length > LONGEST_FIRST_SENTENCE:
            found.append(
                (
                    ("levels", level),
                    f"begins with a sentence of {length} characters.",
                    f"Screens show {LONGEST_FIRST_SENTENCE}: put a short sentence first.",
                )
            )
    described = [level for level in framework.scale.order if one.levels.get(level, "").strip()]
    for low, high in pairwise(described):
        if alike(one.levels[low], one.levels[high]) >= _ALIKE:
            found.append(
                (
                    ("levels", high),
                    f"says almost what '{low}' says.",
                    "Let it differ in kind: who does it, how widely, what pupils say, what happens on a hard day.",
                )
            )
    return found


def alike(first: str, second: str) -> float:
    """Say how much two texts share: twice the words they have in common, by all their words, 0 to 1.

    >>> alike("Found in most lessons.", "Found in all lessons.")
    0.75
    """
    one, two = Counter(_WORD.findall(first.casefold())), Counter(_WORD.findall(second.casefold()))
    total = one.total() + two.total()
    return 2 * (one & two).total() / total if total else 1.0
