"""What the keys of a framework say of each other: every id that is named must be there, and mean something.

Each check notes what is wrong and goes on. The framework may be one that was mended while reading (`store.converter`):
an empty text then stands for what was missing, and is passed over.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from attrs import frozen

from inclusion_core.identifiers import is_edition, is_id, is_indicator_id
from inclusion_core.model.assessment import NON_ANSWERS
from inclusion_core.model.school import Kind, Phase
from inclusion_core.store.problems import id_rule, shortened, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator, Need
    from inclusion_core.model.scale import Scale
    from inclusion_core.store.lines import Path
    from inclusion_core.store.problems import Findings

_AUTHORITY = re.compile(r"[0-9]{3}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CAN_HOLD_CONTROL = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\\[bfeuUx]")


@frozen
class Checks:
    """One framework, what it may name (None where nothing can be said), and where its problems go."""

    framework: Framework
    findings: Findings
    kinds: frozenset[str] | None
    methods: frozenset[str] | None
    levels: frozenset[str] | None
    dropped: Collection[str] = ()

    def wrong(self, path: Path, what: str, do: str = "") -> None:
        """Note something wrong."""
        self.findings.at(path, what, do)

    def named(self, path: Path, sort: str, name: str, known: Collection[str] | None) -> bool:
        """Check one name; answer whether it is known. None for `known` means that nothing can be said."""
        if known is None or not name or name in known:
            return True
        if name in self.dropped and sort == "indicator":
            self.wrong(path, f"names the indicator '{name}', which this file drops.", "Give that key again without it.")
            return False
        self.wrong(path, f"names the {sort} '{name}', which is not there.", suggestion(name, known))
        return False

    def all_named(self, path: Path, sort: str, names: Iterable[str], known: Collection[str] | None) -> None:
        """Check every name of a list."""
        for name in names:
            self.named(path, sort, name, known)

    def ids(self, path: Path, ids: Iterable[str], *, indicators: bool = False) -> None:
        """Check the form of keys, and that no two differ by capitals alone."""
        folded: dict[str, str] = {}
        for one in ids:
            if not (is_indicator_id(one) if indicators else is_id(one)):
                self.wrong((*path, one), "cannot be an id.", id_rule(one, indicators=indicators))
            first = folded.setdefault(one.casefold(), one)
            if first != one:
                self.wrong((*path, one), f"and '{first}' differ only in capitals.", "Give one of them another id.")

    def title(self, path: Path, title: str) -> None:
        """Check a title: one line that can be shown."""
        if not title.strip():
            if not self.findings.noted(path, "title"):
                self.wrong((*path, "title"), "is empty.", "Write a few words that people will see.")
        elif not title.isprintable() and ("\n" in title or "\t" in title):
            self.wrong((*path, "title"), "has a line end or a tab in it.", "Titles stand on one line.")


def check(  # noqa: PLR0913  what a framework may name comes from outside
    framework: Framework,
    findings: Findings,
    *,
    kinds: Mapping[str, EvidenceKind] | None,
    methods: Collection[str] | None,
    scale_known: bool = True,
    dropped: Collection[str] = (),
    text: str = "",
) -> None:
    """Note everything that is wrong with a framework whose shape is right.

    `scale_known` False passes over levels, since the scale itself could not be read. `dropped` are the indicators that
    an overlay took away. `text` is the file's: control characters are looked for only where it can hold one.
    """
    checks = Checks(
        framework,
        findings,
        None if kinds is None else frozenset(kinds),
        None if methods is None else frozenset(methods),
        frozenset(framework.scale.order) if scale_known and framework.scale.order else None,
        dropped,
    )
    _identity(checks)
    if scale_known:
        _scale(checks, framework.scale)
    _strands(checks)
    for indicator in framework.indicators.values():
        _indicator(checks, indicator)
    checks.ids(("indicators",), framework.indicators, indicators=True)
    _rules(checks)
    _gates(checks)
    _lists(checks)
    _crosswalk(checks)
    _retired(checks)
    _scoring(checks)
    if not text or _CAN_HOLD_CONTROL.search(text):
        _plain(checks)


def _identity(checks: Checks) -> None:
    framework = checks.framework
    if framework.id and not is_id(framework.id):
        checks.wrong(("id",), f"cannot be '{shortened(framework.id)}'.", id_rule(framework.id))
    if framework.edition and not is_edition(framework.edition):
        ours = "" if framework.edition.isascii() else "Editions are written in the digits 0 to 9. "
        checks.wrong(
            ("edition",),
            f"cannot be '{shortened(framework.edition)}'.",
            f"{ours}Use whole numbers with dots and without noughts before them, such as '2026.1'.",
        )
    checks.title((), framework.title)


def _scale(checks: Checks, scale: Scale) -> None:
    path = ("scale",)
    if not scale.order:
        checks.wrong((*path, "order"), "is empty.", "List the levels from least to most inclusive.")
    seen: set[str] = set()
    for level in scale.order:
        if not is_id(level):
            checks.wrong((*path, "order"), f"has a level '{level}' that cannot be an id.", id_rule(level))
        if level in seen:
            checks.wrong((*path, "order"), f"names the level '{level}' twice.", "Name each level once.")
        if level in NON_ANSWERS:
            checks.wrong((*path, "order"), f"has a level '{level}', which is a non-answer.", "Choose another word.")
        seen.add(level)
    for table, keys in (("titles", scale.titles), ("values", scale.values)):
        for level in keys:
            checks.named((*path, table, level), "level", level, scale.order)
    _values(checks, scale)


def _values(checks: Checks, scale: Scale) -> None:
    path = ("scale",)
    if scale.stance and scale.values:
        checks.wrong(
            (*path, "values"), "cannot be given to stances, which are never an amount.", "Delete one of the two."
        )
    elif scale.values:
        values = [scale.value(level) for level in scale.order]
        if any(not 0 <= value <= 1 for value in values):
            checks.wrong((*path, "values"), "must lie between 0 and 1.", "0 is the least inclusive level, 1 the most.")
        elif any(low >= high for low, high in pairwise(values)):
            checks.wrong(
                (*path, "values"), "must rise from one level to the next.", "A level not named has its place's value."
            )


def _strands(checks: Checks) -> None:
    strands = checks.framework.strands
    if not strands and not checks.findings.noted((), "strands"):
        checks.wrong((), "There is no strand.", 'Add one, such as [strands.U] with title = "…".')
    checks.ids(("strands",), strands, indicators=True)
    for strand in strands.values():
        path = ("strands", strand.id)
        checks.title(path, strand.title)
        if strand.scoring:
            checks.named((*path, "scoring"), "scoring method", strand.scoring, checks.methods)
        if strand.within is not None and checks.named((*path, "within"), "strand", strand.within, strands):
            chain, above = [strand.id], strand.within
            while above in strands and above not in chain:
                chain.append(above)
                above = strands[above].within or ""
            if above == strand.id and min(chain) == strand.id:  # said once for each circle
                checks.wrong(
                    (*path, "within"),
                    f"makes strands stand inside themselves: {' → '.join([*chain, above])}.",
                    "One of them must stand at the top, without 'within'.",
                )


def _indicator(checks: Checks, one: Indicator) -> None:
    path = ("indicators", one.id)
    checks.title(path, one.title)
    checks.named((*path, "strand"), "strand", one.strand, checks.framework.strands)
    if one.weight < 0:
        checks.wrong((*path, "weight"), "cannot be below 0.", "0 leaves the indicator out of the score.")
    if checks.levels is not None:
        for key, level in (("met_at", one.met_at), ("step", one.step)):
            if level is not None:
                checks.named((*path, key), "level", level, checks.levels)
        if not one.levels.keys() <= checks.levels:
            for level in one.levels:
                checks.named((*path, "levels", level), "level", level, checks.levels)
    if checks.kinds is not None and not checks.kinds.issuperset(one.evidence):
        checks.all_named((*path, "evidence"), "evidence kind", one.evidence, checks.kinds)
    checks.all_named((*path, "applies_to", "kind"), "kind of setting", one.applies_to.kind, get_args(Kind))
    checks.all_named((*path, "applies_to", "phase"), "phase", one.applies_to.phase, get_args(Phase))
    _law(checks, one)


def _law(checks: Checks, one: Indicator) -> None:
    path = ("indicators", one.id)
    if one.law is not None:
        for key, text in (("duty", one.law.duty), ("source", one.law.source)):
            if not text.strip() and not checks.findings.noted((*path, "law"), key):
                checks.wrong((*path, "law"), f"has an empty {key}.", "Say it in plain words.")


def _rules(checks: Checks) -> None:
    framework = checks.framework
    for level, rule in framework.sufficiency.items():
        path = ("sufficiency", level)
        checks.named(path, "level", level, checks.levels)
        if rule.kinds < 0:
            checks.wrong((*path, "kinds"), "cannot be below 0.")
        checks.all_named((*path, "one_of"), "evidence kind", rule.one_of, checks.kinds)
    strong = framework.strong
    for key, floor in (("median_at_least", strong.median_at_least), ("core_floor", strong.core_floor)):
        if floor is not None:
            checks.named(("strong", key), "level", floor, checks.levels)
    if not 0 <= strong.coverage_at_least <= 1:
        checks.wrong(("strong", "coverage_at_least"), "must lie between 0 and 1.", "Four fifths is 0.8.")


def _gates(checks: Checks) -> None:
    framework = checks.framework
    checks.ids(("gates",), framework.gates)
    for gate in framework.gates.values():
        path = ("gates", gate.id)
        checks.title(path, gate.title)
        checks.all_named((*path, "about"), "indicator", gate.about, framework.indicators)
        if not gate.needs and not checks.findings.noted(path, "needs"):
            checks.wrong((*path, "needs"), "is empty, so the gate would always be open.", "Say what it needs.")
        for need in gate.needs:
            _need(checks, (*path, "needs"), need, gate.about)


def _need(checks: Checks, path: Path, need: Need, about: tuple[str, ...]) -> None:
    framework = checks.framework
    if need.level is not None:
        checks.named(path, "level", need.level, checks.levels)
    if need.of == "indicator":
        if checks.named(path, "indicator", need.id, framework.indicators) and need.id in about:
            checks.wrong(
                path, f"rests on itself: it needs '{need.id}', which it is about.", "Take it out of 'needs' or 'about'."
            )
    elif checks.named(path, "strand", need.id, framework.strands):
        inside = {one.id for one in framework.indicators_in(need.id)}
        if inside and inside <= set(about):
            checks.wrong(
                path,
                f"rests on itself: the gate is about every indicator of strand '{need.id}'.",
                "Leave at least one for the need to rest on.",
            )


def _lists(checks: Checks) -> None:
    framework = checks.framework
    _several(checks, ("roles",), framework.roles)
    facet = framework.facet
    if facet is not None:
        if facet.name and not is_id(facet.name):
            checks.wrong(("facet", "name"), f"cannot be '{facet.name}'.", id_rule(facet.name))
        _several(checks, ("facet", "values"), facet.values)
        if not facet.values and not checks.findings.noted(("facet",), "values"):
            checks.wrong(("facet", "values"), "is empty.", "Name at least two, or leave 'facet' out.")
    checks.ids(("groups",), framework.groups)
    for group in framework.groups.values():
        checks.title(("groups", group.id), group.title)
        checks.all_named(("groups", group.id, "indicators"), "indicator", group.indicators, framework.indicators)
    for code in framework.region.authorities:
        if not _AUTHORITY.fullmatch(code):
            checks.wrong(
                ("region", "authorities", code), "is not an authority's code.", 'It has three digits, as "392".'
            )
    for word in framework.words:
        if not word.strip():
            checks.wrong(("words", word), "swaps an empty word.", "Delete it.")


def _crosswalk(checks: Checks) -> None:
    framework = checks.framework
    for other, rows in framework.crosswalk.items():
        name, at_sign, edition = other.partition("@")
        if not (at_sign and is_id(name) and is_edition(edition)):
            checks.wrong(
                ("crosswalk", other),
                "does not name a framework and its edition.",
                'Write [crosswalk."five-principles@2023"].',
            )
        for indicator, links in rows.items():
            checks.named(("crosswalk", other, indicator), "indicator", indicator, framework.indicators)
            for link in links:
                if link.to and not is_indicator_id(link.to):
                    checks.wrong(
                        ("crosswalk", other, indicator),
                        f"leads to '{link.to}', which is no id.",
                        id_rule(link.to, indicators=True),
                    )


def _retired(checks: Checks) -> None:
    framework = checks.framework
    known = {*framework.indicators, *framework.retired}
    checks.ids(("retired",), framework.retired, indicators=True)
    folded = {one.casefold(): one for one in framework.indicators}
    for gone, retired in framework.retired.items():
        path = ("retired", gone)
        if gone in framework.indicators:
            checks.wrong(
                path, "is in use again as an indicator.", "An id is never used twice: give the indicator a new one."
            )
        elif gone.casefold() in folded:
            checks.wrong(
                path,
                f"and the indicator '{folded[gone.casefold()]}' differ only in capitals.",
                "Give that one a new id.",
            )
        checks.all_named((*path, "replaced_by"), "indicator", retired.replaced_by, known - {gone})


def _several(checks: Checks, path: Path, names: tuple[str, ...]) -> None:
    for place, name in enumerate(names):
        if not is_id(name):
            checks.wrong(path, f"has '{name}', which cannot be an id.", id_rule(name))
        if name in names[:place]:
            checks.wrong(path, f"names '{name}' twice.", "Name it once.")


def _scoring(checks: Checks) -> None:
    framework = checks.framework
    checks.named(("scoring",), "scoring method", framework.scoring, checks.methods)
    if framework.scale.stance and checks.levels is not None and framework.scoring != "none":
        checks.wrong(
            ("scoring",),
            f"cannot be '{framework.scoring}': stances are counted and never scored.",
            'Write scoring = "none".',
        )
    if framework.scoring == "cumulative":
        without = [one.id for one in framework.indicators.values() if one.step is None and one.status == "adopted"]
        if without:
            some = ", ".join(without[:8]) + (" …" if len(without) > 8 else "")  # noqa: PLR2004  a line's worth
            checks.wrong(
                ("scoring",),
                f"is 'cumulative', which needs a step for each indicator; none has {some}.",
                "Add step = …",
            )
    if framework.scoring == "paired" and len(framework.roles) < 2:  # noqa: PLR2004  a pair
        checks.wrong(
            ("scoring",),
            "is 'paired', which sets two roles side by side.",
            'Name them, such as roles = ["leader", "pupils"].',
        )


def _plain(checks: Checks) -> None:
    """Look for control characters in every text: they can change what a terminal does or shows."""
    from inclusion_core.store.converter import unstructure  # noqa: PLC0415  only where one is possible

    def walk(value: object, path: Path) -> None:
        if isinstance(value, str):
            found = _CONTROL.search(value)
            if found:
                checks.wrong(path, f"holds a control character (U+{ord(found[0]):04X}).", "Delete it.")
        elif isinstance(value, dict):
            for key, one in value.items():
                walk(key, path)
                walk(one, (*path, str(key)))
        elif isinstance(value, list):
            for one in value:
                walk(one, path)

    walk(unstructure(checks.framework), ())
