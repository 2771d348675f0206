"""`inclusion judge`: one judgement, or many from a file, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inclusion_core.analysis.scoring.wording import answer_in_words, listed
from inclusion_core.cli.arguments import alone, json_option, review_argument, text_argument, voice_option
from inclusion_core.cli.context import text_of
from inclusion_core.cli.output import answer, counted, note, say
from inclusion_core.cli.reviewing import (
    cell_named,
    remark,
    voice_to_write,
    warn_of_names,
    writing,
)
from inclusion_core.desk.results import judgements
from inclusion_core.errors import InclusionError, InvalidFile, NotAllowed, Problem, UnknownName
from inclusion_core.identifiers import nearest
from inclusion_core.model.assessment import (
    CONFIDENCES,
    NON_ANSWERS,
    Cell,
    Judgement,
    cell_text,
    judgement_of,
    reason_that_stays,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from inclusion_core.cli.context import Context
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.session import Session

_MORE = """INDICATOR may name a lens or layer: U4@cared-for. ANSWER is a level of the framework, or cannot-tell,
not-applicable (with --because) or too-soon; 'clear' takes the judgement away.

A FILE is a CSV, as any spreadsheet saves it, with the columns indicator and level, and voice, facet, because and
confidence if you like. Either every row is kept or none is, and every row that cannot be kept is named.
A row that names an indicator and says nothing of it is passed over: the table of 'framework paper' may have gaps."""

_COLUMNS = ("voice", "indicator", "level", "facet", "because", "confidence")
_NEEDED = ("indicator", "level")
CLEAR = "clear"


def judge(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of `inclusion judge`."""
    alone(
        parser,
        _judge,
        example='alnside U4 secure --because "Seen in five of six lessons."',
        more=_MORE,
        writes=True,
    )
    review_argument(parser)
    parser.add_argument("indicator", metavar="INDICATOR", nargs="?", help="which indicator, such as U4")
    parser.add_argument("answer", metavar="ANSWER", nargs="?", help="a level, a non-answer, or clear")
    parser.add_argument("--from", dest="file", metavar="FILE", type=Path, help="take the judgements from a CSV file")
    voice_option(parser)
    parser.add_argument(
        "--because", metavar="TEXT", type=text_argument, help="why (- reads it in); what was there stays if not given"
    )
    parser.add_argument("--confidence", choices=CONFIDENCES, help="how sure you are")
    json_option(parser, "judgement (one)", "judged and problems (--from)")


def _judge(context: Context, arguments: argparse.Namespace) -> int:
    if arguments.file is not None:
        if arguments.indicator is not None:
            raise NotAllowed("Give either an indicator and its level, or --from FILE, and not both.")
        return _from_file(context, arguments)
    if arguments.indicator is None or arguments.answer is None:
        raise NotAllowed("Say which indicator and which level, such as: inclusion judge REVIEW U4 secure")
    because = None if arguments.because is None else text_of(arguments.because)
    with writing(context, arguments.review) as session:
        framework = session.framework
        cell = cell_named(framework, arguments.indicator)
        before = judgements(session, arguments.voice).get(cell)
        made = _judgement(framework, cell, _Given(arguments.answer, because, arguments.confidence), before)
        voice = voice_to_write(session, arguments.voice)
        kept = session.judge(voice, cell, made)
        session.sync()
        if kept is not None:
            remark(context.desk, framework, cell, kept)
        review = session.review.id
    if arguments.json:
        from inclusion_core.exchange.answers import judgement  # noqa: PLC0415  only for --json

        answer({"judgement": judgement(kept, cell, voice) if kept is not None else None})
    elif kept is None:
        say(f"{cell_text(cell)} is not looked at yet.{_by(voice)}")
    else:
        say(f"{cell_text(cell)} {answer_in_words(framework, kept.level or kept.non_answer or '')}.{_by(voice)}")
    warn_of_names(context, review, (because or "",))
    return 0


def _by(voice: str) -> str:
    return "" if voice == "self" else f" ({voice})"


class _Given(NamedTuple):
    """An answer as it was given; None is what was not said, so that what was there stays."""

    answer: str
    because: str | None
    confidence: Any


def _judgement(framework: Framework, cell: Cell, given: _Given, before: Judgement | None) -> Judgement | None:
    if given.answer.casefold() == CLEAR:
        if given.because:
            raise NotAllowed("Taking a judgement away leaves nothing to give a reason for. Leave the reason out.")
        return None
    answer = level_named(framework, given.answer)
    return judgement_of(
        framework,
        cell,
        answer,
        because=reason_that_stays(before, answer) if given.because is None else given.because,
        confidence=given.confidence or (before.confidence if before else None),
        evidence=before.evidence if before else (),
    )


def level_named(framework: Framework, given: str) -> str:
    """Return a level's id from its id, its words in any case, or its digit."""
    order = framework.scale.order
    if given in order:
        return given
    if given.isdecimal() and given.isascii() and 1 <= int(given) <= len(order):
        return order[int(given) - 1]
    folded = given.casefold()
    if folded.replace(" ", "-") in NON_ANSWERS:
        return folded.replace(" ", "-")
    return next((one for one in order if folded in {one.casefold(), framework.level_title(one).casefold()}), folded)


# Many at once -------------------------------------------------------------------------------------------------------


def _from_file(context: Context, arguments: argparse.Namespace) -> int:
    rows = list(_rows(arguments.file))
    with writing(context, arguments.review) as session:
        changes, problems = _changes(session, rows, arguments)
        if problems:
            return _refused(arguments, problems)
        for voice in dict.fromkeys(voice for voice, _, _ in changes):
            voice_to_write(session, voice)
        session.judge_all(changes)
        session.sync()
        for _, cell, made in changes:
            if made is not None:
                remark(context.desk, session.framework, cell, made)
        review = session.review.id
    if arguments.json:
        answer({"judged": len(changes), "problems": []})
    else:
        say(f"{counted(len(changes), 'judgement')} kept.")
    warn_of_names(context, review, (one.because for _, _, one in changes if one is not None))
    return 0


def _refused(arguments: argparse.Namespace, problems: list[Problem]) -> int:
    if arguments.json:
        from inclusion_core.exchange.answers import problem  # noqa: PLC0415  only for --json

        answer({"judged": 0, "problems": [problem(one) for one in problems]})
    for one in problems:
        note(str(one))
    note(f"Nothing was kept. Put the {counted(len(problems), 'row')} right and give the file again.")
    return 3


Change = tuple[str, Cell, Judgement | None]


def _changes(
    session: Session, rows: list[tuple[int, dict[str, str]]], arguments: argparse.Namespace
) -> tuple[list[Change], list[Problem]]:
    """Read every row as a judgement: those that can be kept, and what is wrong with each of the others."""
    from inclusion_core.model.assessment import voice_problem  # noqa: PLC0415  beside its only use

    framework = session.framework
    changes: list[Change] = []
    problems: list[Problem] = []
    first_seen: dict[tuple[str, Cell], int] = {}
    for line, row in rows:
        if not any(row.get(column) for column in ("level", "because", "confidence")):
            continue  # a row of the table that goes with a paper form: not looked at yet
        try:
            voice = row.get("voice") or arguments.voice
            wrong_voice = voice_problem(framework, voice)
            if wrong_voice:
                raise NotAllowed(wrong_voice)
            name = row.get("indicator", "")
            cell = cell_named(framework, f"{name}@{row['facet']}" if row.get("facet") else name)
            confidence = row.get("confidence") or arguments.confidence
            given = _Given(row.get("level", ""), row.get("because", arguments.because), confidence)
            change = _judgement(framework, cell, given, judgements(session, voice).get(cell))
            before = first_seen.setdefault((voice, cell), line)
            if before != line:
                raise NotAllowed(f"{cell_text(cell)} for {voice} stands in row {before} already. Keep one of the two.")
            changes.append((voice, cell, change))
        except InclusionError as mistake:
            problems.append(Problem(what=str(mistake), where=f"row {line}:", file=str(arguments.file)))
    return changes, problems


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, cells by column) of a CSV file as any spreadsheet writes it. Raises InvalidFile."""
    from inclusion_core.exchange.delimited import open_delimited  # noqa: PLC0415  only for a file

    lacking = f"No row names the columns of judgements: {', '.join(_COLUMNS)}."
    table = open_delimited(path, lambda header: not set(_COLUMNS).isdisjoint(_folded(header)), lacking)
    heading = _folded(table.header)
    _check_heading(path, heading, table.header_line)
    for row in table.rows():
        if row.overflows:
            what = "holds more cells than there are columns. Put a text with commas in it between quotation marks."
            raise InvalidFile(path, [Problem(f"This row {what}", file=str(path), line=row.line)])
        if not row.blank:
            yield row.line, {name: cell.strip() for name, cell in zip(heading, row.cells, strict=False) if name}


def _folded(header: Iterable[str]) -> list[str]:
    return [name.strip().casefold() for name in header]


def _check_heading(path: Path, heading: list[str], line: int) -> None:
    """Refuse a heading that lacks a column, has one twice or misspells one of ours; say which others are left out."""
    problems = [
        Problem(f"There is no column '{name}'.", do=f"Columns: {', '.join(_COLUMNS)}.", file=str(path), line=line)
        for name in _NEEDED
        if name not in heading
    ]
    others = []
    for name in dict.fromkeys(filter(None, heading)):
        near = nearest(name, _COLUMNS)
        if name in _COLUMNS and heading.count(name) > 1:
            problems.append(Problem(f"The column '{name}' stands there twice.", file=str(path), line=line))
        elif name not in _COLUMNS and near is not None:
            unknown = UnknownName("column", name, nearest=near, known=_COLUMNS)
            problems.append(Problem(str(unknown), file=str(path), line=line))
        elif name not in _COLUMNS:
            others.append(f"'{name}'")
    if problems:
        raise InvalidFile(path, problems)
    if others:
        note(f"Columns that judgements do not have are left out: {listed(others)}.")
