"""What a session keeps beside judgements: evidence, lines of enquiry, actions, the timetable, practice, requests.

All are kept in one way (`things`): put there, changed, withdrawn, each a line of the journal first. A change
that changes nothing writes nothing, so that taking back always takes something back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from attrs import asdict, evolve

from inclusion_core.store.review import checking, commands
from inclusion_core.store.review.things import ACTIONS, ENQUIRY, EVIDENCE, PRACTICE, REQUESTS, TIMETABLE, T

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path
    from typing import Unpack

    from inclusion_core.model.action import Action
    from inclusion_core.model.enquiry import LineOfEnquiry
    from inclusion_core.model.evidence import Attachment, Evidence
    from inclusion_core.model.practice import LearningRequest, PracticeCard
    from inclusion_core.model.review import Person
    from inclusion_core.model.timetable import Slot
    from inclusion_core.store.review.ledger import Ledger
    from inclusion_core.store.review.rows import Command
    from inclusion_core.store.review.state import State
    from inclusion_core.store.review.things import Sort


class EnquiryParts(TypedDict, total=False):
    """What a line of enquiry may be given beside its question; `stage` is one of `STAGES`.

    `agreed_by` is who agreed it for the host, by role; `agreed_at` is filled in when it becomes agreed.
    """

    indicators: Iterable[str]
    grounds: Iterable[str]
    stage: str
    finding: str
    tags: Iterable[str]
    why: str
    helps: str
    hinders: str
    options: str
    agreed_by: str
    agreed_at: dt.datetime | None


class EnquiryChanges(EnquiryParts, total=False):
    """What of a line of enquiry may be changed."""

    question: str


class ActionParts(TypedDict, total=False):
    """What an action may be given beside what will change; `line` is a line of enquiry's id, `who` a role.

    `state` is one of `ACTION_STATES`.
    """

    indicators: Iterable[str]
    line: str | None
    who: str
    by_when: dt.date | None
    impact: str
    baseline: str
    review_on: dt.date | None
    cost: str
    paid_from: str
    state: str
    tags: Iterable[str]


class ActionChanges(ActionParts, total=False):
    """What of an action may be changed."""

    what: str


class SlotParts(TypedDict, total=False):
    """What a slot may be given beside its times and title: ids of the team's people and of lines of enquiry.

    `sort` is one of `SLOT_SORTS`, `group` how many people the team meets in it.
    """

    place: str
    kinds: Iterable[str]
    people: Iterable[str]
    lines: Iterable[str]
    sort: str
    group: int


class SlotChanges(SlotParts, total=False):
    """What of a slot may be changed."""

    starts: dt.datetime
    ends: dt.datetime
    title: str


class PracticeParts(TypedDict, total=False):
    """What a practice card may be given beside what is done; `contact` is a role."""

    for_whom: str
    indicators: Iterable[str]
    seen: str
    research: str
    took: str
    contact: str
    offered: bool
    tags: Iterable[str]


class PracticeChanges(PracticeParts, total=False):
    """What of a practice card may be changed."""

    what: str


class RequestParts(TypedDict, total=False):
    """What a request may be given beside what is to be learnt; `answer` is one of `REQUEST_ANSWERS`."""

    school: str
    card: str
    answer: str
    outcome: str
    tags: Iterable[str]


class RequestChanges(RequestParts, total=False):
    """What of a request may be changed."""

    what: str


class _AsItWas(Exception):
    """No error: it ends a change that would change nothing."""


class Keeping:
    """The part of a `Session` that keeps things by id. All of it raises as `Session.judge` does."""

    folder: Path
    me: Person
    _ledger: Ledger
    _kinds: Collection[str] | None
    _clock: Callable[[], dt.datetime]

    # Evidence ------------------------------------------------------------------------------------------------------

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """Every piece of evidence that is not withdrawn, by its id."""
        return self._ledger.state.evidence

    def add_evidence(  # noqa: PLR0913  evidence has these parts, all named
        self,
        kind: str,
        note: str,
        *,
        indicators: Iterable[str] = (),
        place: str = "",
        tags: Iterable[str] = (),
        at: dt.datetime | None = None,
        attach: Iterable[Path] = (),
    ) -> Evidence:
        """Keep what was seen or heard, by the person who has this session. With no indicator it is an unfiled jotting.

        `at` is when it was seen (now where None); files in `attach` are copied to `attachments/`. Raises as `judge`.
        """
        given = {"kind": kind, "note": note, "indicators": indicators, "place": place, "tags": tags}
        return self._add(EVIDENCE, {**given, "at": at or self._clock()}, attach)

    def change_evidence(  # noqa: PLR0913  as add_evidence
        self,
        evidence: str,
        *,
        kind: str | None = None,
        note: str | None = None,
        indicators: Iterable[str] | None = None,
        place: str | None = None,
        tags: Iterable[str] | None = None,
        at: dt.datetime | None = None,
        attach: Iterable[Path] = (),
    ) -> Evidence:
        """Change a piece of evidence; what is None stays. Raises UnknownName for no such evidence, else as `judge`."""
        given = {"kind": kind, "note": note, "indicators": indicators, "place": place, "tags": tags, "at": at}
        fields = {name: value for name, value in given.items() if value is not None}
        return self._change_thing(EVIDENCE, evidence, fields, attach)

    def withdraw_evidence(self, evidence: str) -> None:
        """Withdraw a piece of evidence; the journal keeps it and `undo` brings it back. Raises as `change_evidence`."""
        self._withdraw(EVIDENCE, evidence)

    # Lines of enquiry ----------------------------------------------------------------------------------------------

    @property
    def enquiry(self) -> Mapping[str, LineOfEnquiry]:
        """Every line of enquiry that is not withdrawn, by its id."""
        return self._ledger.state.enquiry

    def add_enquiry(self, question: str, **parts: Unpack[EnquiryParts]) -> LineOfEnquiry:
        """Write down a line of enquiry, `drafted` where no stage is given. Raises as `judge`."""
        return self._add(ENQUIRY, {"question": question, **parts, **self._agreed("drafted", parts)})

    def change_enquiry(self, line: str, **changes: Unpack[EnquiryChanges]) -> LineOfEnquiry:
        """Change a line of enquiry: its words, what it is about, its stage. Raises UnknownName, else as `judge`.

        Becoming `agreed` notes when; back to `drafted` it is agreed no longer, and the journal keeps that it was.
        """
        was = self.enquiry.get(line)
        return self._change_thing(ENQUIRY, line, {**changes, **self._agreed("" if was is None else was.stage, changes)})

    def withdraw_enquiry(self, line: str) -> None:
        """Withdraw a line of enquiry; what named it goes on naming it. Raises as `change_enquiry`."""
        self._withdraw(ENQUIRY, line)

    def _agreed(self, was: str, given: EnquiryParts) -> EnquiryParts:
        """Return what a change of stage says of when a line was agreed, and by whom."""
        stage = given.get("stage", was)
        if stage == "agreed" != was and "agreed_at" not in given:
            return {"agreed_at": checking.instant(self._clock())}
        return {"agreed_by": "", "agreed_at": None} if stage == "drafted" != was else {}

    # Actions -------------------------------------------------------------------------------------------------------

    @property
    def actions(self) -> Mapping[str, Action]:
        """Every action that is not withdrawn, by its id."""
        return self._ledger.state.actions

    def add_action(self, what: str, **parts: Unpack[ActionParts]) -> Action:
        """Write down an action, `planned` where no state is given. Raises as `judge`."""
        return self._add(ACTIONS, {"what": what, **parts})

    def change_action(self, action: str, **changes: Unpack[ActionChanges]) -> Action:
        """Change an action. Raises UnknownName for no such action, else as `judge`."""
        return self._change_thing(ACTIONS, action, changes)

    def withdraw_action(self, action: str) -> None:
        """Withdraw an action. Raises as `change_action`."""
        self._withdraw(ACTIONS, action)

    # The timetable -------------------------------------------------------------------------------------------------

    @property
    def timetable(self) -> Mapping[str, Slot]:
        """Every slot of the timetable, by its id."""
        return self._ledger.state.timetable

    def add_slot(self, starts: dt.datetime, ends: dt.datetime, title: str, **parts: Unpack[SlotParts]) -> Slot:
        """Put a slot into the timetable. Raises NotAllowed where it does not end after it starts, else as `judge`."""
        return self._add(TIMETABLE, {"starts": starts, "ends": ends, "title": title, **parts})

    def change_slot(self, slot: str, **changes: Unpack[SlotChanges]) -> Slot:
        """Change a slot. Raises UnknownName for no such slot, else as `add_slot`."""
        return self._change_thing(TIMETABLE, slot, changes)

    def withdraw_slot(self, slot: str) -> None:
        """Take a slot out of the timetable. Raises as `change_slot`."""
        self._withdraw(TIMETABLE, slot)

    def lay_timetable(self, wanted: Iterable[Slot], *, instead_of: Iterable[str] = ()) -> tuple[Slot, ...]:
        """Put many slots into the timetable, `instead_of` those with these ids, as one change; return them as kept.

        The ids of `wanted` are not used: each slot gets its own. Raises as `add_slot` and `change_slot`.
        """
        self._ledger.writable()
        given = [{name: one for name, one in asdict(slot, recurse=False).items() if name != "id"} for slot in wanted]
        gone = tuple(instead_of)
        kept: list[Slot] = []

        def make(state: State) -> Command:
            kept.clear()
            rules, now = self._rules(state), checking.instant(self._clock())
            for fields in given:
                one = checking.new_thing(TIMETABLE, rules, fields, by=self.me.id, now=now)
                while one.id in {each.id for each in kept}:  # ids end in five letters by chance
                    one = checking.new_thing(TIMETABLE, rules, fields, by=self.me.id, now=now)
                kept.append(one)
            taken = [commands.withdraw(checking.thing_of(TIMETABLE, state, one)) for one in gone]
            return commands.several([*taken, *(commands.put(one) for one in kept)])

        if given or gone:
            self._ledger.change(make)
        return tuple(kept)

    # Practice that is offered, and what is asked of others ----------------------------------------------------------

    @property
    def practice(self) -> Mapping[str, PracticeCard]:
        """Every practice card that is not withdrawn, by its id."""
        return self._ledger.state.practice

    def add_practice(self, what: str, **parts: Unpack[PracticeParts]) -> PracticeCard:
        """Write down a practice card. Raises NotAllowed for a contact that is no role, else as `judge`."""
        return self._add(PRACTICE, {"what": what, **parts})

    def change_practice(self, card: str, **changes: Unpack[PracticeChanges]) -> PracticeCard:
        """Change a practice card; `offered` says whether others may find it. Raises as `add_practice`."""
        return self._change_thing(PRACTICE, card, changes)

    def withdraw_practice(self, card: str) -> None:
        """Withdraw a practice card. Raises as `change_practice`."""
        self._withdraw(PRACTICE, card)

    @property
    def requests(self) -> Mapping[str, LearningRequest]:
        """Every request to learn from another school that is not withdrawn, by its id."""
        return self._ledger.state.requests

    def add_request(self, what: str, **parts: Unpack[RequestParts]) -> LearningRequest:
        """Write down what another school was asked, `asked` where no answer is given. Raises as `judge`."""
        return self._add(REQUESTS, {"what": what, **parts})

    def change_request(self, request: str, **changes: Unpack[RequestChanges]) -> LearningRequest:
        """Change a request: how far it has come, what came of it. Raises UnknownName, else as `judge`."""
        return self._change_thing(REQUESTS, request, changes)

    def withdraw_request(self, request: str) -> None:
        """Withdraw a request. Raises as `change_request`."""
        self._withdraw(REQUESTS, request)

    # How all of them are kept --------------------------------------------------------------------------------------

    def _rules(self, state: State) -> checking.Rules:
        return checking.Rules(self._ledger.framework, self._kinds, state)

    def _add(self, sort: Sort[T], fields: Mapping[str, Any], attach: Iterable[Path] = ()) -> T:
        self._ledger.writable()
        rules = self._rules(self._ledger.state)
        one = checking.new_thing(sort, rules, fields, by=self.me.id, now=checking.instant(self._clock()))
        one = _with_files(one, checking.attached(self.folder, attach))
        self._ledger.change(lambda _: commands.put(one))
        return one

    def _change_thing(self, sort: Sort[T], item: str, fields: Mapping[str, Any], attach: Iterable[Path] = ()) -> T:
        self._ledger.writable()
        files = checking.attached(self.folder, attach)
        kept: list[T] = []

        def make(state: State) -> Command:
            was = checking.thing_of(sort, state, item)
            will = _with_files(checking.changed_thing(sort, self._rules(state), was, fields), files)
            kept.append(will)
            if will == was:
                raise _AsItWas
            return commands.change(was, will)

        try:
            self._ledger.change(make)
        except _AsItWas:
            return kept[-1]
        return kept[-1]

    def _withdraw(self, sort: Sort[T], item: str) -> None:
        self._ledger.change(lambda state: commands.withdraw(checking.thing_of(sort, state, item)))


def _with_files(one: T, files: Mapping[str, Attachment]) -> T:
    more: dict[str, Any] = {"attachments": {**getattr(one, "attachments", {}), **files}}
    return evolve(one, **more) if files else one
