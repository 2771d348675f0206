"""Which column of an audit tool holds what: guessed from the words of its header, or given by hand."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from inclusion_core.errors import NotAllowed, UnknownName
from inclusion_core.exchange.delimited import squeezed
from inclusion_core.exchange.framework_levels import Step, step, steps
from inclusion_core.exchange.inert import one_line
from inclusion_core.exchange.spreadsheet import column_letters
from inclusion_core.identifiers import is_id, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inclusion_core.exchange.spreadsheet import Sheet, SheetRow

USES: Mapping[str, str] = {
    "indicator": "the question, statement or standard that is judged: each becomes an indicator",
    "strand": "the area or section that it stands in",
    "substrand": "a smaller area inside that one",
    "id": "its printed number or code",
    "statement": "what it means, in full",
    "look-for": "what to look for, and kinds of evidence",
    "guidance": "guidance on it",
    "ask": "questions to ask: ask:pupils, ask:staff, ask:families, ask:governors or ask:partners",
    "level": "what one level looks like: level:secure, level:red … , least inclusive first",
    "levels": "what all levels look like, each on a line of its own that begins with its name or number",
    "grade": "which level a row is about, where each level has a row of its own",
    "descriptor": "what that level looks like",
    "rating": "where a level is filled in: an answer, so only its words are used",
    "leave": "nothing: it is left out, and what stands in it is reported",
}
"""What a column can be used for, as `--map` takes it."""

_ONCE = {"indicator", "strand", "substrand", "id", "levels", "grade", "descriptor"}
_VOICES: Mapping[str, tuple[str, ...]] = {
    "pupils": ("pupil", "pupils", "child", "children", "student", "students", "learners"),
    "staff": ("staff", "teacher", "teachers", "adults", "leaders", "senco"),
    "families": ("parent", "parents", "carer", "carers", "family", "families"),
    "governors": ("governor", "governors", "trustee", "trustees"),
    "partners": ("partner", "partners", "agencies", "professionals"),
}
_ASKING = {"ask", "asking", "question", "questions", "prompts", "prompt"}
_PHRASES: Mapping[str, str] = {
    "leave": (
        "action, actions, next steps, next step, by whom, by when, who, when, lead, lead person, responsible, "
        "responsibility, deadline, date, review date, comment, comments, notes, your notes, cost, resources, progress, "
        "completed, impact, your evidence, our evidence, school evidence, current position, current practice, "
        "self evaluation, strengths, areas for development, target, targets, n a, not applicable, don t know"
    ),
    "rating": "rag, rag rating, rating, score, self assessment, judgement, our judgement, grade, level, current level",
    "id": (
        "ref, reference, no, nos, number, id, code, item no, item number, question number, question no, ref no, "
        "reference number, indicator number, indicator no, indicator id, standard number, section number, s n"
    ),
    "levels": "descriptors, level descriptors, rag descriptors, grade descriptors, levels, rubric",
    "descriptor": "descriptor, level descriptor, grade descriptor",
    "substrand": (
        "sub area, subarea, sub section, subsection, sub theme, subtheme, sub category, subcategory, sub strand, "
        "sub heading, subheading, sub domain, area of focus, focus area, focus"
    ),
    "look-for": (
        "look for, look fors, what to look for, what to look at, evidence, possible evidence, suggested evidence, "
        "sources of evidence, evidence source, evidence sources, what good looks like, what this looks like, features, "
        "examples, example, what you might see, prompts, characteristics, success criteria, good practice, "
        "examples of evidence, examples of practice"
    ),
    "guidance": (
        "guidance, hint, help, further information, advice, rationale, why, why it matters, explanation, definition, "
        "guidance notes, supporting information, further reading, statutory reference, legal reference"
    ),
    "indicator": (
        "indicator, indicators, question, key question, audit question, self evaluation question, questions, "
        "statement, statements, audit statement, criterion, criteria, standard, standards, expectation, expectations, "
        "provision, practice, requirement, item, element, commitment, objective, what we do, label, descriptor"
    ),
    "strand": (
        "strand, area, section, theme, domain, category, aspect, heading, principle, dimension, pillar, topic, part, "
        "priority, group, standard, element, key area, area of practice, area of provision, criteria"
    ),
    "statement": (
        "statement, description, detail, details, in full, full text, explanation, standard, criteria, questions"
    ),
}  # fmt: skip
_KNOWN = {use: [squeezed(one) for one in words.split(", ")] for use, words in _PHRASES.items()}
_WORDED = {use: [one.split() for one in words.split(", ")] for use, words in _PHRASES.items()}
_WORD = re.compile(r"[^\W_]+")
_LONGEST_HEADER = 90
_LONGEST_GUESSED = 8  # words of a header in which a word that we know may stand among others
_HEADER_WITHIN = 40  # rows
_WHOLE, _PART, _LEVEL = 4, 2, 3
_FEW = 3  # words of a header that is about a number or a rating
_SMALL = {"to", "of", "out", "a", "the", "from"}


@frozen
class Column:
    """A column with its header told apart from others of the same words, and what it is used for (empty: nothing)."""

    place: int
    name: str
    use: str = ""
    key: str = ""
    step: Step | None = None

    @property
    def letters(self) -> str:
        """How a spreadsheet names it."""
        return column_letters(self.place)

    @property
    def said(self) -> str:
        """What it is used for, as `--map` takes it."""
        return (
            f"{self.use}:{self.key or (self.step.title if self.step else '')}"
            if self.use in {"level", "ask"}
            else self.use
        )


@frozen
class Reading:
    """How a sheet is read: the rows that are its header, and its columns. `guessed` says how sure the guess is."""

    sheet: Sheet
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    sure: int = 0

    def using(self, use: str) -> tuple[Column, ...]:
        """Return the columns that are used for this, from left to right."""
        return tuple(one for one in self.columns if one.use == use)

    @property
    def has_indicators(self) -> bool:
        """Whether a column holds what is judged."""
        return bool(self.using("indicator"))


Given = tuple[str, str]
"""(use, column): what was given by hand."""


def given(text: str) -> Given:
    """Read one `--map`: `indicator=Question`, `level:secure=Good`. Raises NotAllowed, UnknownName.

    >>> given('level:secure=Good')
    ('level:secure', 'Good')
    """
    use, sign, column = text.partition("=")
    use, column = use.strip().casefold().replace("_", "-"), column.strip()
    if not sign or not column:
        raise NotAllowed(f"'{text}' says nothing of a column. Write --map indicator=\"Question\", with its header.")
    name, colon, key = use.partition(":")
    name = {"evidence": "look-for", "question": "indicator", "section": "strand"}.get(name, name)
    if name not in USES:
        raise UnknownName("use of a column", name, nearest=nearest(name, USES), known=tuple(USES))
    if name in {"level", "ask"} and not is_id(key):
        raise NotAllowed(f"'{use}' must say which: {name}:{'secure' if name == 'level' else 'pupils'}, in lower case.")
    if name not in {"level", "ask"} and colon:
        raise NotAllowed(f"'{use}' says too much: write {name}={column}.")
    return f"{name}{colon}{key}", column


def read_header(sheet: Sheet, by_hand: Sequence[Given] = ()) -> Reading | None:
    """Find the header of a sheet and what its columns are for; None where no row looks like a header.

    Where several rows do, the one that says most wins, and the first of these. A second header row (levels below one
    merged heading) is taken together with the one above it.
    """
    best: Reading | None = None
    for place, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        below = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else None
        for rows in ((row,), (row, below)):
            reading = _reading(sheet, [one for one in rows if one is not None], by_hand)
            better = best is None or reading.sure > best.sure
            if better and reading.sure and (len(rows) == 1 or _two_rows(sheet, rows)):
                best = reading
    return best


def _two_rows(sheet: Sheet, rows: Sequence[SheetRow | None]) -> bool:
    """Say whether a row and the one below it are one header: the second names levels, below gaps of the first."""
    first, second = rows
    if first is None or second is None or second.number - first.number > 1:
        return False
    gaps = [column for column in second.cells if column not in first.cells or _widely_merged(sheet, first, column)]
    return len(gaps) == len(second.cells) and len(steps([second.cells[column] for column in sorted(gaps)])) > 1


def _widely_merged(sheet: Sheet, row: SheetRow, column: int) -> bool:
    return any(
        area.top <= row.number <= area.bottom and area.left <= column <= area.right and area.right > area.left
        for area in sheet.merged
    )


def _reading(sheet: Sheet, rows: Sequence[SheetRow], by_hand: Sequence[Given]) -> Reading:
    names: dict[int, str] = {}
    for row in rows:
        names.update({column: one_line(text) for column, text in row.cells.items()})
    columns = told_apart(names)
    wanted, missing = _by_hand(columns, by_hand)
    columns, sure = _guessed(columns, wanted, _values(sheet, rows[-1].number))
    reading = Reading(sheet, tuple(row.number for row in rows), tuple(columns))
    if missing or not reading.has_indicators or any(len(name) > _LONGEST_HEADER for name in names.values()):
        return evolve(reading, sure=0)
    return evolve(reading, sure=sure + _WHOLE * len(wanted))


def told_apart(names: Mapping[int, str]) -> list[Column]:
    """Return columns by their headers, a number behind a name that stands more than once."""
    seen: dict[str, int] = {}
    columns = []
    for place, name in sorted(names.items()):
        key = squeezed(name) or name
        seen[key] = seen.get(key, 0) + 1
        columns.append(Column(place, name if seen[key] == 1 else f"{name} ({seen[key]})"))
    return columns


def _by_hand(columns: Sequence[Column], by_hand: Sequence[Given]) -> tuple[dict[int, Column], list[Given]]:
    """Return the columns that were given, by place, in the order they were given, and what is not in this header."""
    wanted: dict[int, Column] = {}
    missing = []
    for use, name in by_hand:
        column = named(columns, name)
        if column is None:
            missing.append((use, name))
            continue
        sort, _, key = use.partition(":")
        wanted[column.place] = evolve(column, use=sort, key=key, step=step(column.name) if sort == "level" else None)
    return wanted, missing


def named(columns: Sequence[Column], name: str) -> Column | None:
    """Return the column of this name, or with these letters (`C`) where none is called so."""
    exact = next((one for one in columns if one.name == name), None)
    alike = next((one for one in columns if squeezed(one.name) == squeezed(name) != ""), None)
    return exact or alike or next((one for one in columns if one.letters == name.upper()), None)


def _values(sheet: Sheet, header: int) -> dict[int, list[str]]:
    """Return the first texts below a header, by column."""
    values: dict[int, list[str]] = {}
    below = (row for row in sheet.rows if row.number > header)
    for row in islice(below, _HEADER_WITHIN):
        for column, text in row.cells.items():
            values.setdefault(column, []).append(text)
    return values


def _guessed(
    columns: Sequence[Column], wanted: Mapping[int, Column], values: Mapping[int, Sequence[str]]
) -> tuple[list[Column], int]:
    """Guess what each column is for, around what was given. The second is how much of it was recognised."""
    made = dict(wanted)
    sure = 0
    if not wanted:
        made |= _a_row_a_level(columns, values)
        sure = _WHOLE * len(made)
    taken = {one.use for one in made.values()}
    open_ones = [one for one in columns if one.place not in made]
    if not taken & {"level", "grade"}:
        for place, found in steps([one.name for one in open_ones]).items():
            one = open_ones[place]
            made[one.place] = evolve(one, use="level", step=found)
            sure += _LEVEL
    candidates = {one.place: _candidates(one.name) for one in open_ones if one.place not in made}
    names = {one.place: one for one in columns}
    for use in ("indicator", "ask", *_PHRASES):
        ranked = sorted(
            (found[use], place) for place, found in candidates.items() if use in found and place not in made
        )
        for (points, _, first), place in ranked:
            if use in _ONCE and use in taken:
                break
            if use not in {"indicator", first} and not _second_choice(use, made, place):
                continue
            made[place] = evolve(names[place], use=use, key=_voice(names[place].name) if use == "ask" else "")
            taken.add(use)
            sure -= points
    if "grade" in taken and "indicator" not in taken:  # what the levels are of is called an aspect, an area …
        last = max((one.place for one in made.values() if one.use in {"strand", "substrand"}), default=None)
        if last is not None:
            made[last] = evolve(made[last], use="indicator")
    return [made.get(one.place, one) for one in columns], sure


def _a_row_a_level(columns: Sequence[Column], values: Mapping[int, Sequence[str]]) -> dict[int, Column]:
    """Find a column of level names beside one of descriptors: each level then has a row of its own."""
    texts = [one for one in columns if squeezed(one.name).removesuffix("s").endswith("descriptor")]
    for one in columns:
        below = values.get(one.place, ())
        if texts and squeezed(one.name) in _KNOWN["rating"] and below and len(steps(sorted(set(below)))) > 1:
            return {one.place: evolve(one, use="grade"), texts[0].place: evolve(texts[0], use="descriptor")}
    return {}


def _second_choice(use: str, made: Mapping[int, Column], place: int) -> bool:
    """Say whether a column that was not the indicator may be this: an area to its left, its full text to its right."""
    indicator = next((one.place for one in made.values() if one.use == "indicator"), None)
    if indicator is None:
        return False
    return place < indicator if use == "strand" else use in {"statement", "guidance"}


def _candidates(name: str) -> dict[str, tuple[int, int, str]]:
    """Return what a header may mean: use -> (minus its points, place of its phrase, the use that fits it best)."""
    key, words = squeezed(name), [word.casefold() for word in _WORD.findall(name)]
    found: dict[str, tuple[int, int]] = {}
    if _ASKING.intersection(words) and _voice(name):
        return {"ask": (-_WHOLE, 0, "ask")}
    for use, phrases in _KNOWN.items():
        if key in phrases:
            found[use] = (-_WHOLE, phrases.index(key))
        elif len(words) <= _LONGEST_GUESSED and use != "leave":
            places = [place for place, phrase in enumerate(_WORDED[use]) if _stands_in(phrase, words)]
            few = sum(not word.isdigit() and word not in _SMALL for word in words) <= _FEW
            if places and (few or use not in {"rating", "id"}):
                found[use] = (-_PART, min(places))
    if not found:
        return {}
    first = min(found, key=lambda use: found[use][0])  # the earlier of two that fit alike
    return {use: (*each, first) for use, each in found.items()}


def _stands_in(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(words[start : start + len(phrase)]) == list(phrase) for start in range(len(words)))


def _voice(name: str) -> str:
    words = {word.casefold() for word in _WORD.findall(name)}
    return next((voice for voice, said in _VOICES.items() if words.intersection(said)), "")
