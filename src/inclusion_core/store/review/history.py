"""Who did what, in order: what can be taken back, by whom, and what stands in the way."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  attrs shows it to whoever asks
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from attrs import frozen

from inclusion_core.errors import Conflict
from inclusion_core.store.review.commands import EDITION, SPLICED
from inclusion_core.store.review.opening import line_atoms
from inclusion_core.store.review.things import OF_AN_EDITION, SORTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from inclusion_core.model.review import Person
    from inclusion_core.store.review.commands import Key
    from inclusion_core.store.review.rows import Line


_OF_AN_EDITION = frozenset({"judge", "archive", *OF_AN_EDITION})
"""What speaks of the indicators of one edition."""

_VERBS = {"put": "added", "change": "changed", "withdraw": "withdrew"}


@frozen
class Happening:
    """One line of a review's history, for people. `says` is a sentence without its subject and quotes no note.

    `undone` is true for what was taken back since; `undoes` names the change that this one takes back, or None.
    """

    seq: int
    id: str
    at: dt.datetime
    person: str
    device: str
    says: str
    undone: bool = False
    undoes: str | None = None


class History:
    """What is in force, for each person and each thing. Fed with every line once, in order."""

    def __init__(self) -> None:
        self._done: dict[str, list[Line]] = {}
        self._undone: dict[str, list[Line]] = {}
        self._standing: dict[Key, list[Line]] = {}
        self._by_id: dict[str, Line] = {}
        self._edition = ""
        self._made_in: dict[str, str] = {}
        self._moved: Line | None = None
        self.taken_back: set[str] = set()

    def take(self, lines: Iterable[Line]) -> None:
        """Take lines in."""
        for line in lines:
            self._by_id[line.id] = line
            keys = _keys(line)
            self._made_in[line.id] = self._edition
            if EDITION in keys:
                self._moved, pins = line, line.do.get("migrate", {})
                self._edition = pins.get("to", {}).get("digest", "")
                if not self._made_in[line.id]:  # the first move says what the review rested on until then
                    before = pins.get("from", {}).get("digest", "")
                    self._made_in = {one: was or before for one, was in self._made_in.items()}
            if line.undoes is not None:
                self._take_undo(line, line.undoes)
            elif keys:
                self._take_do(line, keys)

    def _take_do(self, line: Line, keys: tuple[Key, ...]) -> None:
        for key in keys:
            self._standing.setdefault(key, []).append(line)
        undone = self._undone.setdefault(line.person, [])
        if line.redoes is not None:
            self._undone[line.person] = [one for one in undone if one.id != line.redoes]
        elif line.undo is not None and line.merged is None:
            undone.clear()
        if line.undo is not None and not line.merged:
            self._done.setdefault(line.person, []).append(line)

    def _take_undo(self, line: Line, of: str) -> None:
        back = self._by_id.get(of)
        self.taken_back.add(of)
        if back is None:  # the line it takes back cannot be read any more; what it did is known from the undo itself
            return
        for key in _keys(back):
            self._standing[key] = [one for one in self._standing.get(key, []) if one.id != of]
        self._done[line.person] = [one for one in self._done.get(line.person, []) if one.id != of]
        self._undone.setdefault(line.person, []).append(back)

    def last(self, person: str) -> Line | None:
        """Return the last change of this person that is in force and can be taken back, or None."""
        done = self._done.get(person)
        return done[-1] if done else None

    def last_undone(self, person: str) -> Line | None:
        """Return the change that this person took back last and has not done again, or None."""
        undone = self._undone.get(person)
        return undone[-1] if undone else None

    def in_the_way(self, line: Line) -> tuple[Key, Line] | None:
        """Return what somebody else changed after this line in the same place, with their line, or None.

        A move to another edition is in the same place as everything that speaks of an edition: what was judged since
        cannot go back with it, and what was judged before cannot go back without it. That holds for what the same
        person judged in another copy as well, which does not go back first.
        """
        keys = _keys(line)
        moves = EDITION in keys
        if moves:
            keys = (*keys, *(key for key in self._standing if key[0] in _OF_AN_EDITION))
        for key in keys:
            standing = self._standing.get(key)
            if standing and standing[-1].seq > line.seq:
                other = standing[-1]
                if other.person != line.person or (moves and self._first(other).seq > line.seq):
                    return key, other
        made_in = self._made_in.get(line.id, self._edition)
        elsewhere = not moves and made_in != self._edition
        if elsewhere and self._moved is not None and any(key[0] in _OF_AN_EDITION for key in keys):
            return EDITION, self._moved
        moved = self.standing(EDITION)
        if moved is not None and self._first(moved).seq > line.seq and any(key[0] in _OF_AN_EDITION for key in keys):
            return EDITION, moved
        return None

    def _first(self, line: Line) -> Line:
        """Return the line that this one does again, however often; itself where it does nothing again."""
        seen = set()
        while line.redoes in self._by_id and line.id not in seen:
            seen.add(line.id)
            line = self._by_id[line.redoes]
        return line

    def refuse_clash(self, line: Line, people: Mapping[str, Person], *, back: bool) -> None:
        """Raise Conflict, in words, where somebody else changed the same thing after this line."""
        clash = self.in_the_way(line)
        if clash is None:
            return
        key, other = clash
        who = people.get(other.person)
        name = (who.name if who else "") or other.person
        when = f"{other.at.day} {other.at:%B} at {other.at:%H:%M} UTC"
        what = f"{key[2]} ({key[1]})" if key[0] == "judge" else f"{_noun(key[0])} {key[1]}"
        if EDITION in {key, *_keys(line)}:
            mine = "the move to another edition" if key != EDITION else "that change"
            since = f"changed {what}" if key != EDITION else "moved the review to another edition"
            raise Conflict(
                f"We cannot {'take back' if back else 'do again'} {mine}: {name} {since} since, on {when}. Nothing was "
                "changed. Look at it as it stands now, and change it anew if you want to."
            )
        verb = "take back your change of" if back else "do again your change of"
        raise Conflict(
            f"We cannot {verb} {what}: {name} changed it since, on {when}. Nothing was changed. "
            "Look at it as it stands now, and change it anew if you want to."
        )

    def standing(self, key: Key) -> Line | None:
        """Return the line by which this thing is as it is, or None."""
        standing = self._standing.get(key)
        return standing[-1] if standing else None

    def place(self, line_id: str) -> int | None:
        """Return the place (seq) of a change in this copy's journal, or None where the journal does not have it."""
        line = self._by_id.get(line_id)
        return line.seq if line else None

    def told(self, line: Line, people: Mapping[str, Person]) -> Happening:
        """Tell one line for people."""
        return _happening(line, people, self._by_id, self.taken_back)


class Happenings(Sequence[Happening]):
    """What happened, in order, the newest last. A line is told when it is asked for: many cost what is looked at."""

    def __init__(self, lines: Iterable[Line], people: Mapping[str, Person]) -> None:
        self._lines, self._people = tuple(lines), people
        self._by_id = {line.id: line for line in self._lines}
        self._taken_back = {line.undoes for line in self._lines if line.undoes is not None}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> Happening: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Happening, ...]: ...
    def __getitem__(self, place: int | slice) -> Happening | tuple[Happening, ...]:
        if isinstance(place, slice):
            return tuple(_happening(line, self._people, self._by_id, self._taken_back) for line in self._lines[place])
        return _happening(self._lines[place], self._people, self._by_id, self._taken_back)


def _happening(
    line: Line, people: Mapping[str, Person], by_id: Mapping[str, Line], taken_back: Collection[str]
) -> Happening:
    return Happening(
        line.seq, line.id, line.at, line.person, line.device, _says(line, people, by_id), line.id in taken_back,
        line.undoes,
    )  # fmt: skip


def _says(line: Line, people: Mapping[str, Person], by_id: Mapping[str, Line]) -> str:
    if line.undoes is not None:
        back = by_id.get(line.undoes)
        return f"took back: {says(back.do, people)}" if back else "took a change back"
    again = "did again: " if line.redoes is not None else ""
    aside = " (in another copy; what stood here was left)" if line.merged else ""
    return again + says(line.do, people) + aside


def _keys(line: Line) -> tuple[Key, ...]:
    try:
        return tuple(dict.fromkeys(atom.key for atom in line_atoms(line)))
    except ValueError:
        return ()


def says(command: Mapping[str, Any], people: Mapping[str, Person]) -> str:
    """Say in words what a command does, without quoting what anybody wrote.

    >>> says({"judge": {"voice": "self", "indicator": "U4", "level": "secure"}}, {})
    'judged U4 secure (self)'
    """
    ((name, data),) = command.items()
    if name == "judge":
        answer = data.get("level") or data.get("non_answer")
        return (
            f"{'judged' if answer else 'cleared'} {data['indicator']}{f' {answer}' if answer else ''} ({data['voice']})"
        )
    if name in {"judge-all", "several"}:
        parts = data if name == "judge-all" else data["changes"]
        if name == "several" and data["file"]:
            by_hand = f"edited {data['file']} by hand ({_count(len(parts), 'change')})"
            spliced = "set aside what another program had put together from two editions"
            return spliced if data["file"] == SPLICED else by_hand
        return f"made {_count(len(parts), 'judgement' if name == 'judge-all' else 'change')} at once"
    does, _, sort = name.partition("-")
    if does in _VERBS and sort in SORTS:
        stage = data.get(SORTS[sort].stage) if does == "change" else None
        about = f" for {', '.join(data['indicators'])}" if data.get("indicators") else ""
        about = f" to '{stage.replace('-', ' ')}'" if stage else about
        return f"{'moved' if stage else _VERBS[does]} {_noun(sort)} {data['id']}{about}"
    if name == "change-review":
        who = [people[one].name or one if one in people else one for one in data.get("team", {})]
        what = [_field(field, data[field]) for field in data if field != "team"] + [f"{one} in the team" for one in who]
        return f"changed the review: {', '.join(what)}"
    return {
        "migrate": _says_move(data) if name == "migrate" else "",
        "create-review": "began the review",
        "set-aside": "set aside a line that was cut short",
        "blanked": "blanked a text for good",
        "merged": "took in another copy of this review",
        "left-anyway": _says_left(data) if name == "left-anyway" else "",
    }.get(name, "did something that a newer version knows")


def _field(name: str, value: object) -> str:
    """Say which of the review's fields was changed; what is either on or off, to which of them.

    >>> _field("blind", True), _field("self_review_hidden", False), _field("keep_until", "2027-01-01")
    ('reviewers hidden from each other: on', 'self-review hidden: off', 'keep until')
    >>> _field("released", {"judgements": "cluster"}), _field("released", {})
    ('released judgements to the cluster', 'released nothing to others')
    """
    if name == "released":
        given = [f"{section} to the {to}" for section, to in value.items()] if isinstance(value, dict) else []
        return f"released {', '.join(given)}" if given else "released nothing to others"
    words = {"blind": "reviewers hidden from each other", "self_review_hidden": "self-review hidden"}
    said = words.get(name, name.replace("_", " "))
    return f"{said}: {'on' if value else 'off'}" if isinstance(value, bool) else said


def _noun(sort: str) -> str:
    return SORTS[sort].noun if sort in SORTS else sort


def _says_move(data: Mapping[str, Any]) -> str:
    aside = sum("archive" in one for one in data["changes"])
    told = f" ({_count(aside, 'judgement')} set aside)" if aside else ""
    return f"moved the review to {data['to']['id']}@{data['to']['edition']}{told}"


def _says_left(data: Mapping[str, Any]) -> str:
    what = str(data.get("what", ""))
    left = "handed the review on" if what == "bundle" else "made a report"
    if what.startswith("export "):
        left = f"exported it as {what.removeprefix('export ')}"
    return f"{left} although something in it looks as if it named a pupil"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
