"""Moving a review to another edition of its framework, as one change that can be taken back.

The texts of both editions are put beside the review first. Then one journal line says everything: the new edition, the
judgements that go elsewhere or are set aside, the evidence, lines of enquiry and actions that follow. That line is the
moment at which the review has moved; what comes after it (`framework.toml`, the TOML files) follows the journal, at
once or after a crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inclusion_core.analysis.editions.carrying import plan
from inclusion_core.errors import NotAllowed
from inclusion_core.model.review import Pin
from inclusion_core.store.review import commands, pinned
from inclusion_core.store.review.things import sort_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_core.analysis.editions.carrying import Plan
    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.ledger import Ledger
    from inclusion_core.store.review.rows import Command, Line
    from inclusion_core.store.review.state import State
    from inclusion_core.store.review.things import Thing


def planned(state: State, old: Framework, new: Framework, answers: Mapping[str, str]) -> Plan:
    """Work out what a move would do; nothing is changed.

    Raises NotAllowed where there is nothing to move to or an answer does not fit, UnknownName for a wrong answer.
    """
    pin = state.review.framework
    if new.id != pin.id:
        raise NotAllowed(
            f"{state.review.id} is a review by {pin.id}, and {new.name} is another framework. Marks never travel "
            f"between frameworks; begin a new review for {new.id}."
        )
    if new.digest == pin.digest:
        raise NotAllowed(f"{state.review.id} rests on {pin.name} already. There is nothing to move.")
    if new.edition == pin.edition:
        raise NotAllowed(
            f"{state.review.id} rests on {pin.name} in other words than this one has. Give the new text an edition of "
            "its own, and move to that."
        )
    return plan(
        old, new, judgements=state.judgements, evidence=state.evidence, enquiry=state.enquiry, actions=state.actions,
        archive=state.archive, answers=answers, practice=state.practice,
    )  # fmt: skip


def migrate(ledger: Ledger, new: Framework, answers: Mapping[str, str]) -> tuple[State, Line, Plan]:
    """Move a review to another edition; return the state before, the journal line and what was done.

    Raises NotAllowed where something is asked that nobody answered, else as `planned` and `Ledger.change` do. Whatever
    is raised, the review is as it was.
    """
    from inclusion_core.store.frameworks.framework_files import digest  # noqa: PLC0415  only where a review moves

    ledger.writable()
    text = evolve(new, digest=digest(new))
    done: list[Plan] = []

    def make(state: State) -> Command:
        found = planned(state, ledger.framework, text, answers)
        if found.open:
            asked = found.open[0]
            others = f" (and {len(found.open) - 1} more)" if len(found.open) > 1 else ""
            choices = " or ".join(f"{asked.about}={one}" for one in asked.answers)
            raise NotAllowed(f"{asked.says}{others} Answer with --answer {choices}. Nothing was changed.")
        pinned.keep_texts(ledger.folder, ledger.framework, text)
        done.append(found)
        pin = state.review.framework
        return commands.migrate(pin, Pin(text.id, text.edition, text.digest), _changes(state, found))

    before, line = ledger.change(make)
    return before, line, done[-1]


def _changes(state: State, found: Plan) -> list[Command]:
    """Write what a plan changes: each cell once, whatever it was before."""
    written = []
    for voice, cells in state.judgements.items():
        now = found.judgements.get(voice, {})
        written += [commands.judge(voice, cell, now.get(cell)) for cell in {**cells, **now}
                    if cells.get(cell) != now.get(cell)]  # fmt: skip
    written += [commands.archive(one.id, one) for one in found.archived]
    followed: tuple[Thing, ...] = (*found.evidence, *found.enquiry, *found.actions, *found.practice)
    return [*written, *(commands.change(sort_of(one).of(state)[one.id], one) for one in followed)]
