"""A review as it stands, and what commands make of it: laying them on, taking them back, telling two states apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import Factory, evolve, frozen

from inclusion_core.model.evidence import Evidence
from inclusion_core.model.review import Pin
from inclusion_core.store import commands
from inclusion_core.store.commands import (
    ARCHIVE_FILE,
    EDITION,
    REVIEW_FIELDS,
    REVIEW_FILE,
    Atom,
    evidence_file,
    voice_file,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from inclusion_core.model.archived import Archived
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.review import Review
    from inclusion_core.store.rows import Command


@frozen
class State:
    """All that a review's journal speaks of, as it stands. Nothing in it is changed in place."""

    review: Review
    judgements: Mapping[str, Mapping[Cell, Judgement]]
    evidence: Mapping[str, Evidence]
    archive: Mapping[str, Archived] = Factory(dict)


def apply(state: State, atoms: Iterable[Atom]) -> State:
    """Return the state after these atoms. What is touched is copied once, so ten thousand cost little more than one.

    A change of evidence that is not there is passed over: somebody withdrew it first.
    """
    review = state.review
    judgements: dict[str, Mapping[Cell, Judgement]] = dict(state.judgements)
    opened: dict[str, dict[Cell, Judgement]] = {}
    evidence: dict[str, Evidence] | None = None
    archive = state.archive
    for atom in atoms:
        sort, name = atom.key[0], atom.key[1]
        if sort == "judge":
            if name not in opened:
                opened[name] = judgements[name] = dict(judgements.get(name, {}))
            cell = commands.cell_of(atom.key[2])
            if atom.value is None:
                opened[name].pop(cell, None)
            else:
                opened[name][cell] = atom.value
        elif sort == "evidence":
            evidence = dict(state.evidence) if evidence is None else evidence
            _lay_evidence(evidence, name, atom.value)
        elif sort in {"review", "team"}:
            review = _with_field(review, atom)
        elif sort == "archive":
            others = {key: one for key, one in archive.items() if key != name}
            archive = {**others, name: atom.value} if atom.value else others
    return State(
        review=review,
        judgements={voice: cells for voice, cells in judgements.items() if cells} if opened else state.judgements,
        evidence=state.evidence if evidence is None else evidence,
        archive=archive,
    )


def _lay_evidence(evidence: dict[str, Evidence], item: str, value: Any) -> None:  # noqa: ANN401  an atom's value
    if value is None:
        evidence.pop(item, None)
    elif isinstance(value, Evidence):
        evidence[item] = value
    elif item in evidence:
        evidence[item] = commands.evidence_from({**commands.evidence_data(evidence[item], whole=True), **value})


def _with_field(review: Review, atom: Atom) -> Review:
    sort, name = atom.key[0], atom.key[1]
    if sort == "review":
        return evolve(review, **{name: atom.value})
    team = {person: one for person, one in review.team.items() if person != name}
    return evolve(review, team={**review.team, name: atom.value} if atom.value else team)


def inverse(state: State, command: Command) -> Command:
    """Write the command that takes this one back, for the state it is about to be laid on."""
    back = [_put_back(state, atom) for atom in reversed(commands.atoms(command)) if atom.key != EDITION]
    if "migrate" in command:
        return commands.migrate(Pin(**command["migrate"]["to"]), state.review.framework, back)
    if len(back) == 1 and "judge-all" not in command:
        return back[0]
    return commands.judge_all(back) if all("judge" in one for one in back) else commands.several(back)


def _put_back(state: State, atom: Atom) -> Command:
    sort, name = atom.key[0], atom.key[1]
    if sort == "judge":
        cell = commands.cell_of(atom.key[2])
        return commands.judge(name, cell, state.judgements.get(name, {}).get(cell))
    if sort in {"team", "review"}:
        was_field = {name: state.review.team.get(name)} if sort == "team" else getattr(state.review, name)
        return commands.change_review({"team" if sort == "team" else name: was_field})
    if sort == "archive":
        return commands.archive(name, state.archive.get(name))
    was = state.evidence.get(name)
    if was is None:
        return {"withdraw-evidence": {"id": name, "by": atom.file.removeprefix("evidence/").removesuffix(".toml")}}
    if isinstance(atom.value, dict):
        whole = commands.evidence_data(was, whole=True)
        return {"change-evidence": {"id": was.id, "by": was.by, **{field: whole[field] for field in atom.value}}}
    return commands.put_evidence(was)


def differences(before: State, after: State, files: Collection[str]) -> list[Command]:
    """Write the commands that lead from one state to another, as far as these files go."""
    found: list[Command] = []
    for voice in {**before.judgements, **after.judgements}:
        if voice_file(voice) in files:
            was, will = before.judgements.get(voice, {}), after.judgements.get(voice, {})
            cells = [cell for cell in {**was, **will} if was.get(cell) != will.get(cell)]
            found += [commands.judge(voice, cell, will.get(cell)) for cell in cells]
    for item in {**before.evidence, **after.evidence}:
        old, new = before.evidence.get(item), after.evidence.get(item)
        one = new or old
        if old == new or one is None or evidence_file(one.by) not in files:
            continue
        if new is None:
            found.append(commands.withdraw_evidence(one))
        else:
            found.append(commands.change_evidence(old, new) if old else commands.put_evidence(new))
    if ARCHIVE_FILE in files:
        entries = [
            key for key in {**before.archive, **after.archive} if before.archive.get(key) != after.archive.get(key)
        ]
        found += [commands.archive(key, after.archive.get(key)) for key in entries]
    if REVIEW_FILE in files:
        found += _review_differences(before.review, after.review)
    return found


def _review_differences(before: Review, after: Review) -> list[Command]:
    fields = {name: getattr(after, name) for name in REVIEW_FIELDS if getattr(before, name) != getattr(after, name)}
    people = {**before.team, **after.team}
    team = {person: after.team.get(person) for person in people if before.team.get(person) != after.team.get(person)}
    return [commands.change_review({**fields, "team": team})] if fields or team else []
