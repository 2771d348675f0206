"""One indicator up close: under the list its levels' first sentences, at its side or on a page of its own all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, frozen

import inclusion_core as ic
from inclusion_tui.render.heading import voice_words
from inclusion_tui.render.line import apart, block, fit, padded, text, under

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line, Part, Style
    from inclusion_tui.rows import Row


@frozen
class Subject:
    """The indicator that is looked at, in its framework, with its row and the signs to draw it with."""

    framework: ic.Framework
    indicator: ic.Indicator
    row: Row
    glyphs: Glyphs
    kinds: Mapping[str, ic.EvidenceKind]
    people: Mapping[str, ic.Person] = Factory(dict)


def brief(subject: Subject, width: int, rows: int) -> list[Line]:
    """Return an indicator in so many rows at most: its title, each level's first sentence, what stands beside it.

    Where there is room for one row only, it is the level that was given, or the title.
    """
    row = subject.row
    tags = [word for word, true in (("core", row.core), ("statutory", row.statutory)) if true]
    tags += ["proposed, not scored"] if row.proposed else []
    right: Line = ((", ".join(tags), "mark"), (" ", "")) if tags else ()
    head = apart(((f" {text(row.id)} ", "strong"), (text(row.title), "title")), right, width)
    if rows <= 1:
        given = row.answer if row.place else ""
        if not given:
            return [head]
        return [_level(subject, given, width)]
    levels = [_level(subject, level, width) for level in subject.framework.scale.order]
    return [head, *levels, fit(_beside(subject), width)][:rows]  # what stands beside it gives way to a level


def _level(subject: Subject, level: str, width: int) -> Line:
    framework = subject.framework
    place = framework.scale.place(level)
    given = subject.row.place == place
    name = max(ic.columns(framework.level_title(each)) for each in framework.scale.order)
    first = ic.first_sentence(framework.worded(subject.indicator.levels.get(level, "")))
    style: Style = "level" if given else ""
    return fit(
        (
            (subject.glyphs.cursor if given else " ", "level"),
            (f"{place} ", "strong"),
            (padded(framework.level_title(level), name), "level" if given else "strong"),
            (f"  {text(first)}", style),
        ),
        width,
    )


def _beside(subject: Subject) -> list[Part]:
    """Return what stands beside an indicator: evidence, confidence, other voices, what is thin."""
    row = subject.row
    if not row.evidence:
        parts: list[Part] = [(" no evidence yet", "dim")]
    else:
        parts = [(f" {row.evidence} {'piece' if row.evidence == 1 else 'pieces'} of evidence", "dim")]
    if row.confidence:
        parts.append((f" · confidence {row.confidence}", "warn" if row.confidence == "low" else "dim"))
    for voice, said in row.others:
        parts.append((f" · {voice_words(voice, subject.people)}: {text(said)}", "warn" if row.apart else "dim"))
    if row.thin:
        parts.append((" · thin evidence", "warn"))
    if row.parked:
        parts.append((f" · a text waits here: {row.parked}", "warn"))
    return parts


def whole(subject: Subject, width: int, made: ic.Judgement | None = None, evidence: Sequence[Line] = ()) -> list[Line]:
    """Return everything there is about an indicator: its words, what was judged, and the evidence as it was drawn."""
    framework, indicator, row = subject.framework, subject.indicator, subject.row
    say = framework.worded
    lines = block(f"{text(row.id)} {text(row.title)}", width, "title")
    for given, style in ((indicator.statement, ""), (indicator.guard, "strong")):
        if given:
            lines += block(say(given), width, style)  # type: ignore[arg-type]
    lines.append(())
    for level in framework.scale.order:
        lines += _level_whole(subject, level, width)
    lines += _judged(subject, made, width)
    lines += _listed("Look for", [say(one) for one in indicator.look_for], width)
    for who, asked in indicator.ask.items():
        lines += _listed(f"Ask {text(who)}", [say(one) for one in asked], width)
    if indicator.law is not None:
        checked = f", checked {indicator.law.checked.isoformat()}" if indicator.law.checked else ""
        duty = f"{say(indicator.law.duty)} ({indicator.law.source}{checked}). This is no legal advice."
        lines += _listed("The duty", [duty], width)
    names = [subject.kinds[one].title if one in subject.kinds else one for one in indicator.evidence]
    lines += _listed("What would settle it", [ic.listed(names)] if names else [], width)
    return [*lines, (), *evidence] if evidence else lines


def _level_whole(subject: Subject, level: str, width: int) -> list[Line]:
    framework, row = subject.framework, subject.row
    place = framework.scale.place(level)
    sign = subject.glyphs.cursor if row.place == place else " "
    told = framework.worded(subject.indicator.levels.get(level, "")) or "Nothing more is said of this level."
    return under(f"{sign}{place} {text(framework.level_title(level))}: ", told, width,
                 style="level" if row.place == place else "")  # fmt: skip


def _judged(subject: Subject, made: ic.Judgement | None, width: int) -> list[Line]:
    row = subject.row
    if made is None:
        return []
    lines: list[Line] = [()]
    because = made.because or "no reason is written down yet (b writes one)"
    lines += under(f"{row.word}, because: ", because, width)
    for voice, said in row.others:
        lines += block(f"{voice_words(voice, subject.people)}: {text(said)}", width, "dim")
    if row.thin:
        lines += block(row.thin, width, "warn")
    return lines


def _listed(label: str, given: list[str], width: int) -> list[Line]:
    if not given:
        return []
    lines: list[Line] = [(), ((label, "strong"),)]
    for one in given:
        lines += under("  ", one, width)
    return lines


def evidence_lines(
    evidence: Sequence[ic.Evidence],
    kinds: Mapping[str, ic.EvidenceKind],
    people: Mapping[str, ic.Person],
    width: int,
    glyphs: Glyphs,
) -> list[Line]:
    """Return pieces of evidence: of each its kind, place, time and person, then its note, whole."""
    if not evidence:
        return [(("No evidence yet (e writes some down)", "dim"),)]
    lines: list[Line] = [((f"Evidence ({len(evidence)})", "strong"),)]
    for one in evidence:
        kind = kinds[one.kind].title if one.kind in kinds else one.kind
        person = people.get(one.by)
        by = (person.name or person.id) if person else one.by
        place = f", {one.place}" if one.place else ""
        when = one.at.astimezone()
        head = f"{text(kind)}{text(place)}, {when:%d %b %H:%M}, {text(by)}"
        lines += under(f"  {glyphs.evidence} ", head, width, style="dim")
        lines += under("    ", one.note, width)
    return lines
