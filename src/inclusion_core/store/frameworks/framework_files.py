"""Reading a framework file: strict, every mistake in one pass, overlays laid over what they extend.

The steps: the text (`store.toml`), its kind and number (`store.schema`), the overlay, the shape of every key
(`store.converter`), then what the keys say of each other (`framework_checks`). What is merely worth doing is kept apart
(`framework_remarks`) and reckoned only when somebody asks.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from inclusion_core.errors import InvalidFile, Problem, UnknownName
from inclusion_core.model.framework import Framework
from inclusion_core.model.overlay import laid_over
from inclusion_core.model.scale import FOUR_STEP, Scale
from inclusion_core.store import schema, toml
from inclusion_core.store.converter import collect, unstructure
from inclusion_core.store.frameworks.framework_checks import check
from inclusion_core.store.problems import TEXTS, Findings, suggestion

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping

    from inclusion_core.model.evidence import EvidenceKind

KIND = "inclusion.framework"
_TOP = ("kind", "schema", "extends", "drop", *(one.name for one in attrs.fields(Framework) if one.name != "digest"))


class InACircle(InvalidFile):
    """Overlays that lie over each other; `circle` names them all, the first one again at the end."""

    def __init__(self, file: str, words: str, *, line: int | None = None) -> None:
        self.circle = words
        do = "One of them must stand by itself, without 'extends'."
        super().__init__(file, [Problem(f"goes round in a circle: {words}.", "extends", do, file, line)])


@attrs.frozen
class FrameworkFile:
    """A framework as one file gave it. `text` is the file's, `today` the day that the remarks are made for."""

    framework: Framework
    file: str = ""
    text: str = ""
    today: dt.date | None = None

    @property
    def table(self) -> dict[str, Any]:
        """The resolved content, as a review pins it."""
        return framework_table(self.framework)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What would be worth doing; never anything that keeps the framework from being used."""
        from inclusion_core.store.frameworks.framework_remarks import remark  # noqa: PLC0415  only where somebody asks

        findings = Findings(file=self.file, text=self.text)
        remark(self.framework, findings, today=self.today)
        return findings.in_order()


def read_framework(  # noqa: PLR0913  what a framework may name comes from outside
    path_or_text: Path | str,
    *,
    bases: Callable[[str], Framework],
    scales: Mapping[str, Scale],
    kinds: Mapping[str, EvidenceKind] | None,
    methods: Collection[str] | None,
    today: dt.date | None = None,
    file: str = "",
) -> FrameworkFile:
    """Read a framework from a file (a Path) or a text (a str).

    `bases` gives the framework that an overlay lies over, by `id@edition`, and raises UnknownName. `kinds` and
    `methods` may be None: then evidence kinds and scoring methods are taken as they stand, which is how a pinned
    framework opens where the plugin that it once needed is gone. `today` is for the remarks on laws; without it no
    law is called old. Raises InvalidFile with every Problem, FutureSchema, or StorageFailed.
    """
    if isinstance(path_or_text, Path):
        file = file or str(path_or_text)
        text = toml.read_text(path_or_text, limit=toml.FRAMEWORK_LIMIT)
    else:
        text = path_or_text
    table = toml.parse(text, file=file)
    return framework_of(table, text, bases=bases, scales=scales, kinds=kinds, methods=methods, today=today, file=file)


def framework_of(  # noqa: PLR0913  as read_framework
    table: Mapping[str, Any],
    text: str = "",
    *,
    bases: Callable[[str], Framework],
    scales: Mapping[str, Scale],
    kinds: Mapping[str, EvidenceKind] | None,
    methods: Collection[str] | None,
    today: dt.date | None = None,
    file: str = "",
    digested: bool = True,
) -> FrameworkFile:
    """Read a framework from a table that was parsed already; the rest is as `read_framework`.

    The digest costs a third of the whole: a list does without it, and then `with_digest` fills it in where it counts.
    """
    body = schema.body(table, KIND, file=file, text=text)
    findings = Findings(file=file, text=text, top=_TOP)
    drop = _drop(body, findings)
    if "digest" in body:
        del body["digest"]
        findings.at(("digest",), "is reckoned and never written.", "Delete it.")
    if "extends" in body:
        whole = _extended(body, drop, bases, findings)
    else:
        whole = body
        if drop is not None:
            findings.at(
                ("drop",), "takes indicators away from another framework, and this one extends none.", "Delete it."
            )
    whole.setdefault("strands", {})  # one sentence says that there is none
    whole.setdefault("indicators", {})  # a framework may be begun with its strands
    scale_known = _name_scale(whole, scales, findings)
    framework = collect(Framework, whole, findings)
    if framework is not None:
        check(framework, findings, kinds=kinds, methods=methods, scale_known=scale_known, dropped=drop or (), text=text)
    findings.raise_if_wrong()
    assert framework is not None  # noqa: S101  nothing was found wrong, so it was made
    read = FrameworkFile(framework, file, text, today)
    return with_digest(read) if digested else read


def with_digest(read: FrameworkFile) -> FrameworkFile:
    """Return a framework's file with its framework's digest filled in."""
    if read.framework.digest:
        return read
    return attrs.evolve(read, framework=attrs.evolve(read.framework, digest=digest(read.framework)))


def framework_table(framework: Framework) -> dict[str, Any]:
    """Return the resolved content of a framework as a file's table: no `extends`, the scale written out.

    Reading it gives the same framework again, wherever it is read: nothing in it depends on a plugin's scale.
    """
    table = unstructure(attrs.evolve(framework, digest=""))
    return {**schema.header(KIND), **table, "scale": unstructure(framework.scale)}


def digest(framework: Framework) -> str:
    """Return the SHA-256 of a framework's resolved content, in hex.

    It is that of the content as JSON with sorted keys and without what is at its default, so neither remarks and
    spaces in the file nor a key that a later version adds change it.
    """
    import hashlib  # noqa: PLC0415  2 ms that a command without frameworks should not pay
    import json  # noqa: PLC0415  as hashlib

    canonical = json.dumps(
        framework_table(framework), default=str, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _drop(body: dict[str, Any], findings: Findings) -> list[str] | None:
    if "drop" not in body:
        return None
    drop = body.pop("drop")
    if isinstance(drop, list) and all(isinstance(one, str) for one in drop):
        return drop
    findings.mismatch((None, "drop"), TEXTS, drop)
    return []


def _extended(
    body: dict[str, Any], drop: list[str] | None, bases: Callable[[str], Framework], findings: Findings
) -> dict[str, Any]:
    """Lay this file over what it extends. Raises InvalidFile where there is nothing to lie over."""
    name = body.pop("extends")
    base: Framework | None = None
    if not isinstance(name, str) or "@" not in name:
        findings.at(
            ("extends",),
            "must name a framework and its edition.",
            'Write extends = "universal-targeted-specialist@2026.1".',
        )
    else:
        try:
            base = bases(name)
        except UnknownName as error:
            meant = f" Did you mean '{error.nearest}'?" if error.nearest else ""
            findings.at(
                ("extends",),
                f"names '{name}', which is not here.{meant}",
                "Install the plugin that brings it, or put its file into the workspace's frameworks folder.",
            )
        except InACircle as error:
            raise InACircle(findings.file, error.circle, line=findings.line(("extends",))) from None
        except InvalidFile as error:
            findings.at(
                ("extends",), f"names '{name}', whose own file is wrong: {error.problems[0]}", "Mend that one first."
            )
    if base is None:
        findings.raise_if_wrong()
    assert base is not None  # noqa: S101  we have raised otherwise
    for one in drop or ():
        if one not in base.indicators:
            findings.at(("drop",), f"names '{one}', which {name} does not have.", suggestion(one, base.indicators))
        if one in body.get("indicators", {}):
            findings.at(("indicators", one), "is dropped and given again in the same file.", "Do one of the two.")
    return laid_over(framework_table(base), body, drop=drop or (), derived_from=name)


def _name_scale(body: dict[str, Any], scales: Mapping[str, Scale], findings: Findings) -> bool:
    """Put the scale itself where a file gave its name. Say whether its levels can be relied upon."""
    given = body.get("scale")
    if given is None:
        known = ", ".join(sorted(scales))
        findings.at((), "scale is missing.", f"Name one ({known}), or describe your own in a [scale] table.")
    elif isinstance(given, str):
        if given in scales:
            body["scale"] = unstructure(scales[given])
            return True
        do = f"{suggestion(given, scales)} Or describe your own in a [scale] table."
        findings.at(("scale",), f"names '{given}', which nobody knows.", do)
    elif isinstance(given, dict):
        own = {"id": body.get("id") if isinstance(body.get("id"), str) else "own", **given}
        body["scale"] = own
        mistakes = Findings()  # said with the rest, when the whole framework is read
        return collect(Scale, own, mistakes) is not None and not mistakes.count
    else:
        return False
    body["scale"] = unstructure(FOUR_STEP)
    return False
