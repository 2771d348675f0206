"""What a review keeps by id beside its judgements: evidence, lines of enquiry, actions, slots, practice, requests.

Each sort is described here once. How it is written into the journal, laid on, taken back, told apart, put into files,
merged and checked works on the description, so that another sort is another row.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args

import attrs

from inclusion_core.model.action import Action
from inclusion_core.model.enquiry import LineOfEnquiry
from inclusion_core.model.evidence import Evidence
from inclusion_core.model.practice import LearningRequest, PracticeCard
from inclusion_core.model.timetable import Slot
from inclusion_core.store.converter import Reader, fields, reader, unstructure
from inclusion_core.store.problems import Findings
from inclusion_core.store.review.rows import instant_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inclusion_core.store.review.state import State

Thing = Evidence | LineOfEnquiry | Action | Slot | PracticeCard | LearningRequest
T = TypeVar("T", bound=Thing)


@attrs.frozen
class Sort(Generic[T]):
    """One sort of thing. `name` is in its keys and commands (`put-evidence`), `noun` in sentences.

    `held` is its field of a State, `place` its file below the review's folder (`{by}`: one file for each person).
    `prefix` begins its ids. `needs` is the text it cannot be without, and `asks` the sentence where that is missing.
    `stage` is the field that says how far it has come, where it has one.
    """

    name: str
    cls: type[T]
    noun: str
    held: str
    place: str
    prefix: str
    needs: str
    asks: str
    stage: str = ""

    def of(self, state: State) -> Mapping[str, T]:
        """Return all of this sort that a state has, by id."""
        found: Mapping[str, T] = getattr(state, self.held)
        return found

    def file(self, by: str = "") -> str:
        """Return the file that a thing by this person is kept in.

        >>> EVIDENCE.file("ak-7f3"), ACTIONS.file("ak-7f3")
        ('evidence/ak-7f3.toml', 'actions.toml')
        """
        return self.place.format(by=by)

    def address(self, item: str, file: str) -> dict[str, str]:
        """Return what a command names a thing by: its id, and whose it is where each person has a file.

        >>> EVIDENCE.address("e-1", "evidence/ak-7f3.toml"), ACTIONS.address("a-1", "actions.toml")
        ({'id': 'e-1', 'by': 'ak-7f3'}, {'id': 'a-1'})
        """
        before, by, after = self.place.partition("{by}")
        return {"id": item, **({"by": file.removeprefix(before).removesuffix(after)} if by else {})}


EVIDENCE = Sort(
    "evidence", Evidence, "evidence", "evidence", "evidence/{by}.toml", "e",
    "note", "Evidence needs a note. Say in a few words what was seen or heard.",
)  # fmt: skip
ENQUIRY = Sort(
    "enquiry", LineOfEnquiry, "line of enquiry", "enquiry", "enquiry.toml", "q",
    "question", "A line of enquiry needs its question. Ask it openly: how, what, to what extent.", stage="stage",
)  # fmt: skip
ACTIONS = Sort(
    "action", Action, "action", "actions", "actions.toml", "a",
    "what", "An action needs what will change. Say it in a few words.", stage="state",
)  # fmt: skip
TIMETABLE = Sort(
    "slot", Slot, "slot", "timetable", "timetable.toml", "t",
    "title", "A slot needs a title. Say in a few words what happens in it.",
)  # fmt: skip

PRACTICE = Sort(
    "practice", PracticeCard, "practice card", "practice", "practice.toml", "p",
    "what", "A practice card needs what is done. Say it in a few words.",
)  # fmt: skip
REQUESTS = Sort(
    "request", LearningRequest, "request", "requests", "requests.toml", "r",
    "what", "A request needs what you would like to learn. Say it in a few words.", stage="answer",
)  # fmt: skip

SORTS: dict[str, Sort[Any]] = {one.name: one for one in (EVIDENCE, ENQUIRY, ACTIONS, TIMETABLE, PRACTICE, REQUESTS)}
"""Every sort, by its name."""

OF_AN_EDITION = frozenset(one.name for one in SORTS.values() if "indicators" in attrs.fields_dict(one.cls))
"""The names of the sorts whose things speak of the indicators of one edition."""

_BY_CLASS: dict[type, Sort[Any]] = {one.cls: one for one in SORTS.values()}


def sort_of(thing: T) -> Sort[T]:
    """Return the sort of a thing."""
    return _BY_CLASS[type(thing)]


def file_of(thing: Thing) -> str:
    """Return the file that a thing is kept in, below the review's folder."""
    return sort_of(thing).file(getattr(thing, "by", ""))


def lacking(thing: Thing) -> str:
    """Return the sentence that says what a thing cannot be without, or an empty text; attachments speak too."""
    sort = sort_of(thing)
    return "" if getattr(thing, sort.needs).strip() or getattr(thing, "attachments", ()) else sort.asks


# As the journal has them -------------------------------------------------------------------------------------------


def written(value: Any) -> Any:  # noqa: ANN401  whatever a field holds
    """Write a value as JSON has it.

    >>> written(dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)), written(("U4",)), written(dt.date(2027, 9, 1))
    ('2026-11-22T10:42:05Z', ['U4'], '2027-09-01')
    """
    if isinstance(value, dt.datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, dt.date) else unstructure(value)


def data_of(thing: Thing) -> dict[str, Any]:
    """Write a thing as JSON has it, what is at its default left out."""
    return {
        one.name: written(value)
        for one in attrs.fields(type(thing))
        if (value := getattr(thing, one.name)) != _default(one)
    }


def some_of(thing: Thing, names: Iterable[str]) -> dict[str, Any]:
    """Write these fields of a thing as JSON has them, whatever they hold."""
    return {name: written(getattr(thing, name)) for name in names}


def differing(before: Thing, after: Thing) -> tuple[str, ...]:
    """Return the fields in which two things of one sort differ."""
    names = (one.name for one in attrs.fields(type(after)))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def thing_from(cls: type[T], data: Mapping[str, Any]) -> T:
    """Read a thing that `data_of` wrote. Raises ValueError, TypeError, NotAllowed for what this version cannot."""
    return cls(**values_from(cls, data))


def values_from(cls: type, data: Mapping[str, Any]) -> dict[str, Any]:
    """Read the fields that `some_of` wrote, as strictly as a file is read. Raises ValueError for any it cannot."""
    readers, findings = _readers(cls), Findings()
    found: dict[str, Any] = {}
    for name, value in data.items():
        if name in readers:
            read, sort = readers[name]
            known = value if sort is None or value is None else sort.fromisoformat(value)
            found[name] = read(known, (None, name), findings)
    if findings.count or len(found) < len(data):
        raise ValueError("holds what this version does not know")
    return found


@cache
def _readers(cls: type) -> dict[str, tuple[Reader, type[dt.date] | None]]:
    """Return how each field is read, and whether its text stands for a day or an instant."""
    return {name: (reader(hint), _day_or_instant(hint)) for name, hint in fields(cls).items()}


def _day_or_instant(hint: Any) -> type[dt.date] | None:  # noqa: ANN401  any type
    wanted = {hint, *get_args(hint)}
    return dt.datetime if dt.datetime in wanted else dt.date if dt.date in wanted else None


def _default(one: attrs.Attribute[Any]) -> Any:  # noqa: ANN401  whatever it is
    factory = getattr(one.default, "factory", None)
    return factory() if factory else one.default
