"""A framework as a blank form on paper, and the table with which it is keyed back: the same codes on both."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from inclusion_core.analysis.scoring.wording import listed
from inclusion_core.analysis.texts.sentences import first_sentence
from inclusion_core.exchange.reports.document import (
    Blanks,
    Bullets,
    Choices,
    Document,
    Lines,
    Note,
    Paragraph,
    Section,
)
from inclusion_core.exchange.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.exchange.reports.document import Block, Part
    from inclusion_core.model.framework import Framework, Indicator

COLUMNS = ("voice", "indicator", "level", "because", "confidence")
"""The columns that `inclusion judge REVIEW --from FILE` reads; `facet` is among them where a framework requires one."""

_NON_ANSWERS = (("Cannot tell", ""), ("Does not apply", ""), ("Too soon to tell", ""))
_SAFEGUARDING = (
    "Stop. Tell the school's named safeguarding lead now, in person. Do not write it on this form. "
    "If you cannot reach them, tell the head or the local authority's children's services; if a child is in danger at "
    "this moment, ring 999."
)
_NO_NAMES = "Write no pupil's name, initials or date of birth here. Speak of staff by their role."


def paper_form(framework: Framework, *, lines: int = 3, large: bool = False) -> Document:
    """Return the form: a head sheet, then each indicator with a box for each level and `lines` to write on."""
    levels = [framework.level_title(one) for one in framework.scale.order]
    return Document(
        title=framework.title,
        subtitle=f"A form to fill in by hand · {framework.name}",
        opening=(
            Blanks(("School", "Date", "My role", "Safeguarding lead")),
            *_whose(framework),
            Note(_SAFEGUARDING, lead="If a child may be at risk"),
            Note(_NO_NAMES, lead="Names"),
            Bullets(tuple(_how(framework))),
        ),
        sections=tuple(
            Section(
                framework.worded(strand.title),
                (
                    *((Paragraph(framework.worded(strand.about)),) if strand.about else ()),
                    *(
                        _entry(framework, one, lines)
                        for one in framework.indicators.values()
                        if one.strand == strand.id
                    ),
                ),
                label=strand.id,
            )
            for strand in framework.strands.values()
            if strand.about or any(one.strand == strand.id for one in framework.indicators.values())
        ),
        closing=f"{counted(len(framework.indicators), 'indicator')}. Levels: {listed(levels)}.",
        language=framework.language,
        form="large" if large else "plain",
        foot=framework.name,
    )


def _whose(framework: Framework) -> Iterator[Block]:
    roles = tuple((f"role:{role}", "") for role in framework.roles)
    options = (("self", "The school, of itself."), ("peer", "A visitor, known in the review as: ____________"), *roles)
    yield Choices(options, label="Whose judgements are these? Tick one, and use one form for each.")


def _how(framework: Framework) -> Iterator[str]:
    sort = "prompt" if framework.scale.stance else "level"
    yield (
        f"Tick one {sort} for each indicator, or one of the three answers below them. Leave open what you did not "
        "look at."
    )
    yield (
        "On the lines: what you saw or heard, where and when, and why this answer. 'Does not apply' needs its reason."
    )
    if framework.facet is not None and not framework.facet.required:
        values = listed(framework.facet.values, "or")
        yield f"For one {framework.facet.name} alone, write beside your tick which one: {values}."
    yield (
        "To key it in: each number is the level's, each code the indicator's, as in 'U4, 3'. Write them into the table "
        "that goes with this form, and give it with: inclusion judge REVIEW --from FILE.csv"
    )


def _entry(framework: Framework, one: Indicator, lines: int) -> Section:
    parts: list[Part] = []
    if one.statement:
        parts.append(Paragraph(framework.worded(one.statement)))
    if one.guard:
        parts.append(Note(framework.worded(one.guard)))
    if one.look_for:
        parts.append(Paragraph(" · ".join(framework.worded(text) for text in one.look_for), lead="Look for"))
    parts += _levels(framework, one)
    parts += [
        Choices(_NON_ANSWERS, label=_of_which(framework), wide=True),
        Choices((("low", ""), ("medium", ""), ("high", "")), label="How sure?", wide=True),
        Lines(lines),
    ]
    return Section(framework.worded(one.title) + _tags(one), tuple(parts), label=one.id, compact=True)


def _of_which(framework: Framework) -> str:
    """Say of which cells a non-answer is, where an indicator has several."""
    facet = framework.facet
    return f"Every {facet.name}, or write which:" if facet is not None and facet.required else ""


def _levels(framework: Framework, one: Indicator) -> Iterator[Block]:
    scale = framework.scale
    numbered = [
        (f"{number} {framework.level_title(level)}", first_sentence(framework.worded(one.levels.get(level, ""))))
        for number, level in enumerate(scale.order, start=1)
    ]
    facet = framework.facet
    if facet is None or not facet.required:
        yield Choices(tuple(numbered))
        return
    yield Bullets(tuple(f"{words}: {meaning}" for words, meaning in numbered if meaning))
    short = tuple((words, "") for words, _ in numbered)
    for value in facet.values:
        yield Choices(short, label=f"{one.id}@{value}", wide=True)


def _tags(one: Indicator) -> str:
    tags = [word for word, true in (("core", one.core), ("statutory", one.statutory)) if true]
    tags += ["proposed, not scored"] if one.status == "proposed" else []
    kinds = (*one.applies_to.kind, *one.applies_to.phase, *one.applies_to.feature)
    tags += [f"only {', '.join(kinds)}"] if kinds else []
    return f" ({', '.join(tags)})" if tags else ""


def paper_table(framework: Framework) -> str:
    """Return the table to key a filled form into, as CSV: a row for each indicator (and facet), all else empty.

    A row that stays empty is not looked at yet, and is passed over when the table is read.
    """
    facet = framework.facet
    required = facet.values if facet is not None and facet.required else ()
    columns = [*COLUMNS[:2], *(("facet",) if required else ()), *COLUMNS[2:]]
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns, restval="")
    table.writeheader()
    for one in framework.indicators:
        table.writerows({"indicator": one, "facet": value} for value in required)
        if not required:
            table.writerow({"indicator": one})
    return text.getvalue()
