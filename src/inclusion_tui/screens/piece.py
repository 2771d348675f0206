"""What can be done to a piece of evidence that is there, from wherever it is shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.notes.attaching import attachable, complete
from inclusion_tui.notes.blanking import stretches
from inclusion_tui.notes.capturing import moment
from inclusion_tui.notes.waiting import NOTE, indicator_in
from inclusion_tui.notes.when import read_time
from inclusion_tui.render.capture import kind_choices
from inclusion_tui.screens.besides import capturing_of
from inclusion_tui.screens.page import Menu, Page
from inclusion_tui.screens.writing_place import WritingPlace
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


class PieceActs(Page):
    """A page on which one piece of evidence is chosen: its note, kind, place, time, links, files; blank, withdraw."""

    @property
    def piece(self) -> ic.Evidence | None:
        """The piece that is chosen."""
        raise NotImplementedError

    def changed(self, before: ic.Evidence, says: str, **fields: Any) -> bool:  # noqa: ANN401  as change_evidence takes
        """Change a piece, and tell everybody; say why where it is refused."""

        def act() -> None:
            after = self.sitting.session.change_evidence(before.id, **fields)
            self.sitting.changed({*before.indicators, *after.indicators}, says)

        return self.app.attempt(act)

    def action_note(self) -> None:
        """Change the note."""
        one = self.piece
        if one is not None:
            self.app.attempt(lambda: WritingPlace.on(self).open_piece(one.id))

    def action_kind(self) -> None:
        """Say what kind of evidence it is."""
        one = self.piece
        if one is None:
            return
        kinds = capturing_of(self.app).kinds

        def then(kind: str | None) -> None:
            if kind:
                self.changed(one, f"Now {kinds[kind].title}.", kind=kind)

        menu = Menu("What kind of evidence is it?", kind_choices(tuple(kinds.values())), chosen=one.kind)
        self.app.push_screen(menu, then)

    def action_place(self) -> None:
        """Say where it was."""
        one = self.piece
        if one is not None:
            Questions.on(self).put(
                [Question("Where?", one.place)], lambda answers: self._change(one, place=answers[0].strip())
            )

    def action_time(self) -> None:
        """Say when it was."""
        one = self.piece
        if one is None:
            return
        local = one.at.astimezone()
        question = Question("When was it?", f"{local.day} {local:%b %Y %H:%M}", hint="10:42, 19 Nov 10:42, or -15")
        Questions.on(self).put([question], lambda answers: self._change(one, at=read_time(answers[0], moment())))

    def _change(self, one: ic.Evidence, **fields: Any) -> None:  # noqa: ANN401  as above
        """Change a piece, and raise what refuses it, so that the question is asked again."""
        after = self.sitting.session.change_evidence(one.id, **fields)
        self.sitting.changed({*one.indicators, *after.indicators}, "Changed.")

    def action_links(self) -> None:
        """Say which indicators it is about."""
        from inclusion_tui.screens.choosing import FindMenu, indicator_choices  # noqa: PLC0415  where one is opened

        one = self.piece
        if one is None:
            return

        def then(taken: tuple[str, ...] | None) -> None:
            if taken is not None:
                about = f"Filed under {ic.listed(taken)}." if taken else "Not filed any more."
                self.changed(one, about, indicators=taken)

        choices = indicator_choices(self.sitting.framework, self.sitting.indicators)
        self.app.push_screen(FindMenu("Which indicators is it about?", choices, taken=one.indicators, many=True), then)

    def action_attach(self) -> None:
        """Let a file go with it."""
        one = self.piece
        if one is None:
            return

        def then(answers: tuple[str, ...]) -> None:
            if answers[0].strip():
                self.run_worker(self._attach_to(one, attachable(answers[0])))

        Questions.on(self).put([Question("Which file?", complete=complete, hint="tab completes the name")], then)

    async def _attach_to(self, one: ic.Evidence, path: Path) -> None:
        """Copy a file in a thread: it may be large, and come from a slow stick."""
        self.say(f"Copying {ic.one_line(path.name)} …")
        try:
            after = await asyncio.to_thread(self.sitting.session.change_evidence, one.id, attach=(path,))
        except ic.InclusionError as refused:
            self.app.say_wrong(str(refused))
        else:
            self.sitting.changed(after.indicators, f"{ic.one_line(path.name)} goes with it.")

    def action_blank(self) -> None:
        """Offer what looks like a pupil to be blanked for good."""
        from inclusion_tui.screens.blank import BlankScreen  # noqa: PLC0415  where it is opened

        one = self.piece
        if one is not None:
            offered = stretches(one.note, one.place, *one.tags)
            self.app.push_screen(BlankScreen(offered, lambda _: None))

    def action_withdraw(self) -> None:
        """Withdraw it; undo brings it back."""
        one = self.piece
        if one is None:
            return

        def act() -> None:
            self.sitting.session.withdraw_evidence(one.id)
            self.sitting.changed(one.indicators, "Withdrawn. z brings it back.")

        self.app.attempt(act)

    def action_undo(self) -> None:
        """Bring back what was let go just now, else take back the last change of ours."""
        waiting, place = self.sitting.waiting, WritingPlace.on(self)
        if waiting.let_go is None:
            self.app.attempt(self.sitting.undo)
            return
        key = waiting.let_go[0]
        if self.app.attempt(capturing_of(self.app).bring_back):
            named = indicator_in(key)
            open_it = place.open_piece if key.startswith(NOTE) else place.open_new
            self.app.attempt(lambda: open_it(named))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.app.attempt(self.sitting.redo)
