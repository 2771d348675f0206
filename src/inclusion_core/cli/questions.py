"""The words of a question on plain lines: what is put, what helps, and how an answer is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.texts.sentences import first_sentence
from inclusion_core.model.assessment import NON_ANSWERS, Cell, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inclusion_core.model.evidence import EvidenceKind
    from inclusion_core.model.framework import Framework, Indicator

HELP: tuple[tuple[str, str], ...] = (
    ("1 to {n}", "give that level; its name does too. Words after it are kept as the reason: 3 Seen in five rooms."),
    ("c, x, t", "cannot tell; does not apply (with the reason); too soon to tell. Words after it are the reason."),
    ("b WORDS", "because: keep the reason for this judgement, before or after you give it."),
    ("f WORD", "how sure you are of this judgement: low, medium or high."),
    ("e WORDS", "evidence: write down something seen or heard for this question."),
    ("l", "what to look for here."),
    ("a", "questions to ask pupils, staff and families."),
    ("m", "more: each level in full."),
    ("v", "the evidence written down for this question."),
    ("s", "skip to the next question."),
    ("p", "the question before."),
    ("g ID", "go to a question, such as g U4; g U4@LENS judges one lens or layer."),
    ("0", "take the judgement away: not looked at yet."),
    ("y", "why: the score so far and what it rests on."),
    ("n", "what has not been looked at yet."),
    ("u, r", "undo your last change; do it again."),
    ("stop", "stop. Everything is kept; you can go on later."),
    ("?", "this list."),
)
"""What may be answered, and what it does: printed by `?`, and in docs/cli.md."""

_NON_ANSWER_KEYS = {"c": "cannot-tell", "x": "not-applicable", "t": "too-soon"}


def heading(framework: Framework, cell: Cell) -> str:
    """Return a question's first line: its cell, its title, and what is special about it."""
    one = framework.indicators[cell[0]]
    tags = [word for word, true in (("core", one.core), ("statutory", one.statutory)) if true]
    tags += ["proposed, not scored"] if one.status == "proposed" else []
    told = f" ({', '.join(tags)})" if tags else ""
    return f"{cell_text(cell)}. {framework.worded(one.title)}{told}"


def statement_and_levels(framework: Framework, one: Indicator) -> Iterator[str]:
    """Yield the statement, what must stand beside it, and each level with its first sentence."""
    for line in (one.statement, one.guard):
        if line:
            yield framework.worded(line)
    for number, level in enumerate(framework.scale.order, start=1):
        first = first_sentence(framework.worded(one.levels.get(level, "")))
        yield f"{number} {framework.level_title(level)}{': ' + first if first else ''}"


def levels_in_full(framework: Framework, one: Indicator) -> Iterator[str]:
    """Yield each level with all that is said of it."""
    for number, level in enumerate(framework.scale.order, start=1):
        text = framework.worded(one.levels.get(level, "")) or "nothing more is said of this level."
        yield f"{number} {framework.level_title(level)}: {text}"


def look_fors(framework: Framework, one: Indicator) -> Iterator[str]:
    """Yield what to look for, and the duty behind a statutory indicator."""
    for line in one.look_for:
        yield f"Look for: {framework.worded(line)}"
    if one.law is not None:
        checked = f", checked {one.law.checked.isoformat()}" if one.law.checked else ""
        yield f"The duty: {framework.worded(one.law.duty)} ({one.law.source}{checked}). This is no legal advice."
    if not one.look_for:
        yield "This framework says nothing to look for here."


def to_ask(framework: Framework, one: Indicator) -> Iterator[str]:
    """Yield the questions to ask, each with whom to ask."""
    for who, lines in one.ask.items():
        for line in lines:
            yield f"Ask {who}: {framework.worded(line)}"
    if not one.ask:
        yield "This framework has no questions to ask here."


def answer_in(framework: Framework, line: str) -> tuple[str, str]:
    """Part a typed line into a level's id or a non-answer, and the words after it.

    A level goes by its digit, its id or its title; what is none of these is returned as it was typed.

    >>> from inclusion_core.model.scale import FOUR_STEP
    >>> from inclusion_core.model.framework import Framework
    >>> f = Framework("a", "1", "A", {}, {}, scale=FOUR_STEP)
    >>> answer_in(f, "3 Seen in five rooms."), answer_in(f, "not applicable no base here"), answer_in(f, "fine")
    (('secure', 'Seen in five rooms.'), ('not-applicable', 'no base here'), ('fine', ''))
    """
    levels = framework.scale.order
    word, words = parted(line)
    folded = line.casefold()
    if word.isascii() and word.isdecimal() and 1 <= int(word) <= len(levels):
        return levels[int(word) - 1], words
    if word.casefold() in _NON_ANSWER_KEYS:
        return _NON_ANSWER_KEYS[word.casefold()], words
    names = {framework.level_title(level).casefold(): level for level in levels}
    names |= {level.casefold(): level for level in levels}
    names |= {one: one for one in NON_ANSWERS} | {one.replace("-", " "): one for one in NON_ANSWERS}
    for name in sorted(names, key=len, reverse=True):
        if folded == name or folded.startswith((f"{name} ", f"{name}\n")):
            return names[name], line[len(name) :].strip()
    return word, words


def parted(line: str) -> tuple[str, str]:
    r"""Part a typed line into its first word and what comes after it, which may be several lines of pasted text.

    >>> parted(" e Doors open.\\nAnd shut. "), parted("stop")
    (('e', 'Doors open.\\nAnd shut.'), ('stop', ''))
    """
    word, *words = line.split(None, 1) or [""]
    return word, words[0].strip() if words else ""


def kind_choices(kinds: Sequence[EvidenceKind], *, more: bool) -> str:
    """Return the kinds of evidence to choose from, with their numbers, and how to leave it."""
    choices = ", ".join(f"{number} {one.title}" for number, one in enumerate(kinds, start=1))
    return f"Kinds: {choices}; {'? for the other kinds; ' if more else ''}0 lets it go."


def kind_from(word: str, kinds: Sequence[EvidenceKind]) -> EvidenceKind | None:
    """Return the kind that a number, an id or a title stands for, the first for an empty word; None for no kind."""
    if not word:
        return kinds[0]
    if word.isascii() and word.isdecimal() and 1 <= int(word) <= len(kinds):
        return kinds[int(word) - 1]
    folded = word.casefold()
    return next((one for one in kinds if folded in {one.id, one.title.casefold()}), None)
