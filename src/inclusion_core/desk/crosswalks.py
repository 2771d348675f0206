"""Crosswalks at the desk: the links of every framework that can be found here, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inclusion_core.analysis.editions.crosswalk import faults, other_named, ties
from inclusion_core.errors import InvalidFile, UnknownName
from inclusion_core.store.problems import Findings

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.analysis.editions.crosswalk import Fault, Tie
    from inclusion_core.desk import Desk
    from inclusion_core.errors import Problem
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.frameworks.framework_files import FrameworkFile


@frozen
class Linked:
    """A framework and where it touches others. `others` are those that it touches, by name.

    `not_here` names the frameworks that it links to and that were not found, so that nobody takes silence for absence.
    """

    framework: Framework
    ties: tuple[Tie, ...]
    others: dict[str, Framework]
    faults: tuple[Fault, ...]
    not_here: tuple[str, ...]


def linked(desk: Desk, name: str | Path, *, indicator: str | None = None, to: str | None = None) -> Linked:
    """Return where a framework (by id, `id@edition` or path) touches every other one that is here, from both sides.

    `indicator` and `to` (an id, or `id@edition`) narrow it down. Raises UnknownName, InvalidFile.
    """
    framework = desk.framework(name)
    if indicator is not None:
        framework.indicator(indicator)
    others = {
        one.name: desk.framework(one.path)
        for one in desk.library.found()
        if one.id and one.name != framework.name and not any(each.severity == "wrong" for each in one.problems)
    }
    wanted = {*others, *framework.crosswalk} if to is None else set(other_named(to, framework, others))
    found = ties(framework, [one for one in others.values() if one.name in wanted], indicator)
    rows = [one for one in faults(framework, others) if one.other in wanted and indicator in {None, one.indicator}]
    missing = sorted(one for one in framework.crosswalk if one not in others and one in wanted - {framework.name})
    touched = {one.other: others[one.other] for one in found}
    return Linked(framework, found, touched, tuple(rows), tuple(missing))


def link_remarks(desk: Desk, read: FrameworkFile) -> tuple[Problem, ...]:
    """Return what is worth doing about a checked file's links, as far as the other frameworks are here."""
    framework = read.framework
    others: dict[str, Framework] = {}
    known: set[str] = set()
    for name in framework.crosswalk:
        try:
            others[name] = desk.framework(name)
        except UnknownName as unknown:
            known.update(unknown.known)
        except InvalidFile:
            known.add(name)  # there, and its own check says what is wrong with it
    findings = Findings(file=read.file, text=read.text)
    for one in faults(framework, others, known):
        row = (one.indicator,) if one.indicator else ()
        findings.at(("crosswalk", one.other, *row), one.what, one.do, remark=True)
    return findings.in_order()
