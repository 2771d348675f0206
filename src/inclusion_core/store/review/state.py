"""A review as it stands, and what commands make of it: laying them on, taking them back, telling two states apart."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import Factory, evolve, frozen

from inclusion_core.errors import NotAllowed
from inclusion_core.model.review import Pin
from inclusion_core.store.review import commands
from inclusion_core.store.review.commands import (
    ARCHIVE_FILE,
    EDITION,
    REVIEW_FIELDS,
    REVIEW_FILE,
    Atom,
    voice_file,
)
from inclusion_core.store.review.things import SORTS, file_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from inclusion_core.model.action import Action
    from inclusion_core.model.archived import Archived
    from inclusion_core.model.assessment import Cell, Judgement
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import Evidence
    from inclusion_core.model.practice import LearningRequest, PracticeCard
    from inclusion_core.model.review import Review
    from inclusion_core.model.timetable import Slot
    from inclusion_core.store.review.rows import Command
    from inclusion_core.store.review.things import Thing


@frozen
class State:
    """All that a review's journal speaks of, as it stands. Nothing in it is changed in place."""

    review: Review
    judgements: Mapping[str, Mapping[Cell, Judgement]]
    evidence: Mapping[str, Evidence]
    archive: Mapping[str, Archived] = Factory(dict)
    enquiry: Mapping[str, LineOfEnquiry] = Factory(dict)
    actions: Mapping[str, Action] = Factory(dict)
    timetable: Mapping[str, Slot] = Factory(dict)
    practice: Mapping[str, PracticeCard] = Factory(dict)
    requests: Mapping[str, LearningRequest] = Factory(dict)


def apply(state: State, atoms: Iterable[Atom]) -> State:
    """Return the state after these atoms. What is touched is copied once, so ten thousand cost little more than one.

    A change of a thing that is not there is passed over: somebody withdrew it first. So is one that would make of it
    what cannot be, as where another program put two journals together.
    """
    review = state.review
    judgements: dict[str, Mapping[Cell, Judgement]] = dict(state.judgements)
    opened: dict[str, dict[Cell, Judgement]] = {}
    things: dict[str, Any] = {}  # a table for each field of the state that is touched
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
        elif sort in SORTS:
            held = SORTS[sort].held
            if held not in things:
                things[held] = dict(getattr(state, held))
            _lay(things[held], name, atom.value)
        elif sort in {"review", "team"}:
            review = _with_field(review, atom)
        elif sort == "archive":
            others = {key: one for key, one in archive.items() if key != name}
            archive = {**others, name: atom.value} if atom.value else others
    if opened:
        judgements = {voice: cells for voice, cells in judgements.items() if cells}
    return evolve(
        state, review=review, judgements=judgements if opened else state.judgements, archive=archive, **things
    )


def _lay(things: dict[str, Thing], item: str, value: Any) -> None:  # noqa: ANN401  an atom's value
    if value is None:
        things.pop(item, None)
    elif not isinstance(value, dict):
        things[item] = value
    elif item in things:
        with suppress(NotAllowed):
            things[item] = evolve(things[item], **value)


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
    was = SORTS[sort].of(state).get(name)
    if was is None:
        return commands.withdrawal(SORTS[sort], name, atom.file)
    return commands.set_fields(was, atom.value) if isinstance(atom.value, dict) else commands.put(was)


def differences(before: State, after: State, files: Collection[str]) -> list[Command]:
    """Write the commands that lead from one state to another, as far as these files go."""
    found: list[Command] = []
    for voice in {**before.judgements, **after.judgements}:
        if voice_file(voice) in files:
            was, will = before.judgements.get(voice, {}), after.judgements.get(voice, {})
            cells = [cell for cell in {**was, **will} if was.get(cell) != will.get(cell)]
            found += [commands.judge(voice, cell, will.get(cell)) for cell in cells]
    for sort in SORTS.values():
        found += _thing_differences(sort.of(before), sort.of(after), files)
    if ARCHIVE_FILE in files:
        entries = [
            key for key in {**before.archive, **after.archive} if before.archive.get(key) != after.archive.get(key)
        ]
        found += [commands.archive(key, after.archive.get(key)) for key in entries]
    if REVIEW_FILE in files:
        found += _review_differences(before.review, after.review)
    return found


def _thing_differences(
    before: Mapping[str, Thing], after: Mapping[str, Thing], files: Collection[str]
) -> Iterator[Command]:
    for item in {**before, **after}:
        old, new = before.get(item), after.get(item)
        one = new or old
        if old == new or one is None or file_of(one) not in files:
            continue
        if new is None:
            yield commands.withdraw(one)
        else:
            yield commands.change(old, new) if old else commands.put(new)


def _review_differences(before: Review, after: Review) -> list[Command]:
    fields = {name: getattr(after, name) for name in REVIEW_FIELDS if getattr(before, name) != getattr(after, name)}
    people = {**before.team, **after.team}
    team = {person: after.team.get(person) for person in people if before.team.get(person) != after.team.get(person)}
    return [commands.change_review({**fields, "team": team})] if fields or team else []
