"""The actions of a review: what will change, how we will know, who, by when, and how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.capturing import moment
from inclusion_tui.notes.waiting import MEANS
from inclusion_tui.render.following import action_row, action_whole, in_words
from inclusion_tui.screens.following import FollowedPage, moved
from inclusion_tui.screens.planning import plan, plan_means

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType

    from inclusion_tui.render.line import Line


class ActionsScreen(FollowedPage[ic.Action]):
    """Lists actions; a key moves the state, others change, link, withdraw."""

    parts: ClassVar[tuple[str, ...]] = ("planned", "followed")
    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("planned", "followed")

    def heading(self) -> str:
        """Return how many there are, how many are done, how many are over their day."""
        found, today = self.things().values(), moment().date()
        done = sum(one.state == "done" for one in found)
        over = sum(bool(one.by_when and one.by_when < today and one.state in {"planned", "under-way"}) for one in found)
        late = f", {over} over their day" if over else ""
        return f"Actions: {len(found)}, {done} done{late}"

    def things(self) -> Mapping[str, ic.Action]:
        """Return the actions."""
        return self.sitting.session.actions

    def row(self, one: ic.Action, width: int) -> Line:
        """Return an action's row."""
        return action_row(one, moment().date(), width, self.app.glyphs)

    def whole(self, one: ic.Action, width: int) -> list[Line]:
        """Return all of an action."""
        return action_whole(one, self.sitting.session.enquiry, moment().date(), width)

    def nothing(self) -> str:
        """Say how the first one comes about."""
        return "No action yet. n writes one here; a writes one at an indicator, in the list."

    def _change(self, one: ic.Action, says: str, **fields: Any) -> None:  # noqa: ANN401  as change_action
        after = self.sitting.session.change_action(one.id, **fields)
        self.sitting.changed({*one.indicators, *after.indicators}, says)

    def set_indicators(self, one: ic.Action, indicators: tuple[str, ...]) -> None:
        """Let an action be about these indicators."""
        about = ic.listed(indicators) if indicators else "no indicator"
        self.app.attempt(lambda: self._change(one, f"It is about {about}.", indicators=indicators))

    # What keys do ---------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Write down an action."""
        plan(self, ())

    def action_change(self) -> None:
        """Change what will change, how we will know, who, by when."""
        one = self.thing
        if one is not None:
            plan(self, one.indicators, action=one.id)

    def action_before(self) -> None:
        """Lay this review beside the one before it at this school."""
        sitting, found = self.sitting, list[ic.CycleBefore]()
        if not sitting.sees("self"):
            self.say("The team has hidden the school's own judgements from reviewers for now.", wrong=True)
        elif self.app.attempt(lambda: found.append(ic.cycle_before(sitting.desk, sitting.session.review.id))):
            from inclusion_tui.render.cycles import cycle_lines  # noqa: PLC0415  rarely wanted
            from inclusion_tui.screens.told import ToldPage  # noqa: PLC0415  where one is opened

            self.app.push_screen(ToldPage("Before and after", lambda width: cycle_lines(found[0], width)))

    def action_means(self) -> None:
        """Say how it stands before, when somebody looks again, what it costs and what pays for it."""
        one = self.thing
        if one is not None:
            plan_means(self, one.id)

    def take_up(self, key: str) -> None:
        """Go on with a text that waits: of a new action, or of one that is there."""
        action = key.partition(" ")[2]
        if not action:
            self.action_new()
        elif action in self.things():
            self.rows.choose(action)
            (self.action_means if key.startswith(MEANS) else self.action_change)()

    def action_stage(self, step: int) -> None:
        """Move the action to its next state, or the one before."""
        one = self.thing
        if one is None:
            return
        state = moved(one.state, ic.ACTION_STATES, step)
        if state == one.state:
            self.say(f"It is {in_words(state)}.")
        else:
            self.app.attempt(lambda: self._change(one, f"Now {in_words(state)}.", state=state))

    def action_links(self) -> None:
        """Say which indicators it is about."""
        one = self.thing
        if one is not None:
            self.link(one, "Which indicators is it about?")

    def action_withdraw(self) -> None:
        """Withdraw the action; undo brings it back."""
        one = self.thing
        if one is None:
            return

        def act() -> None:
            self.sitting.session.withdraw_action(one.id)
            self.sitting.changed(one.indicators, "Withdrawn. z brings it back.")

        self.app.attempt(act)
