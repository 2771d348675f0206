"""What can be said of a note that is being written, or done with it, besides typing: a letter each after Tab."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported
from textual.containers import Container

import inclusion_core as ic
from inclusion_tui.keys import keymap
from inclusion_tui.notes.attaching import attachable, complete
from inclusion_tui.notes.capturing import Capturing, moment
from inclusion_tui.notes.when import read_time, time_in_words
from inclusion_tui.render.capture import kind_choices
from inclusion_tui.widgets.questions import Question, Questions

if TYPE_CHECKING:
    from inclusion_tui.app import InclusionApp
    from inclusion_tui.notes.blanking import Stretch
    from inclusion_tui.notes.capturing import Writing
    from inclusion_tui.sitting import Sitting
    from inclusion_tui.widgets.capture import Capture


def capturing_of(app: InclusionApp) -> Capturing:
    """Return what is being written in the review that is open: one for all screens."""
    if app.sitting is None:
        raise RuntimeError("There is no review to write in.")
    if app.sitting.capturing is None:
        app.sitting.capturing = Capturing(app.sitting, app.recent)
    return app.sitting.capturing


class Besides(Container):
    """The part of the place to write in that asks for kind, place, time, links and files, opens an editor, blanks.

    `act(what)` is what a key or a letter asks for; `look()` looks the text through for what looks like a pupil.
    """

    app: InclusionApp
    _capture: Capture
    _found: tuple[Stretch, ...]

    @property
    def sitting(self) -> Sitting:
        """The review that is open."""
        return self.capturing.sitting

    @property
    def capturing(self) -> Capturing:
        """What is being written in the review."""
        return capturing_of(self.app)

    async def act(self, what: str) -> None:
        """Do what a key asks for."""
        raise NotImplementedError

    def look(self, *, afresh: bool = False) -> None:
        """Look the text through, `afresh` what is held aside as well."""
        raise NotImplementedError

    def _act_besides(self, _: Writing) -> None:
        from inclusion_tui.screens.page import Menu  # noqa: PLC0415  where one is opened

        given = self.app.settings.keys
        rows = [
            (key, one.does.rstrip("."), one.action.partition("'")[2].partition("'")[0])
            for (_, key), one in zip(keymap.shown_keys("besides", given), keymap.keys("besides"), strict=True)
        ]

        async def then(what: str | None) -> None:
            if what:
                await self.act(what)

        self.app.push_screen(Menu("Besides the text", rows), then)

    def _act_kind(self, writing: Writing) -> None:
        from inclusion_tui.screens.page import Menu  # noqa: PLC0415  where one is opened

        def then(kind: str | None) -> None:
            if kind:
                writing.kind = kind
                self._capture.redraw()

        kinds = tuple(self.capturing.kinds.values())
        self.app.push_screen(Menu("What kind of evidence is it?", kind_choices(kinds), chosen=writing.kind), then)

    def _act_place(self, writing: Writing) -> None:
        def then(answers: tuple[str, ...]) -> None:
            writing.place = answers[0].strip()
            self.look()

        Questions.on(self.screen).put(
            [Question("Where?", writing.place, hint="Such as Year 5 maths; it sticks to the next one.")], then
        )

    def _act_time(self, writing: Writing) -> None:
        def then(answers: tuple[str, ...]) -> None:
            writing.at = read_time(answers[0], moment())
            if writing.at is None:
                writing.began = moment()
            self._capture.redraw()

        text = time_in_words(writing.at, moment()) if writing.at is not None else ""
        Questions.on(self.screen).put(
            [Question("When?", text, hint="10:42, or -15 for minutes ago; nothing typed is now.")], then
        )

    def _act_links(self, writing: Writing) -> None:
        from inclusion_tui.screens.choosing import FindMenu, indicator_choices  # noqa: PLC0415  where one is opened

        def then(taken: tuple[str, ...] | None) -> None:
            if taken is not None:
                writing.indicators = taken
                self._capture.redraw()

        choices = indicator_choices(self.sitting.framework, self.sitting.indicators)
        menu = FindMenu("Which indicators is it about?", choices, taken=writing.indicators, many=True)
        self.app.push_screen(menu, then)

    def _act_attach(self, writing: Writing) -> None:
        def check(answer: str) -> None:
            if answer.strip():
                attachable(answer)

        def then(answers: tuple[str, ...]) -> None:
            if answers[0].strip():
                path = attachable(answers[0])
                writing.attach = (*(one for one in writing.attach if one != path), path)
            self._capture.redraw()

        Questions.on(self.screen).put(
            [Question("Which file?", "", check, complete, "tab completes the name; nothing typed attaches nothing.")],
            then,
        )

    def _act_editor(self, _: Writing) -> None:
        from inclusion_tui.notes.editor import edit, editor_of  # noqa: PLC0415  few notes are that long

        command: list[str] = []
        if not self.app.attempt(lambda: command.extend(editor_of(os.environ))):
            return
        area = self._capture.area
        try:
            with self.app.suspend():
                edited = edit(area.whole(), command, capturing_of(self.app).sitting.session.folder / "drafts")
        except SuspendNotSupported:
            self.app.say_wrong("No editor can be opened from here. Write it in this place, or paste it.")
            return
        if edited.text is not None:
            area.put_whole(edited.text)
        if edited.says:
            (self.app.say_wrong if edited.wrong else self.app.say)(edited.says)

    def _act_blank(self, writing: Writing) -> None:
        from inclusion_tui.screens.blank import BlankScreen  # noqa: PLC0415  where it is opened

        area = self._capture.area
        self.look()

        def then(wanted: str) -> None:
            place = len(ic.blanked(area.shown[: area.place], wanted))
            area.replaced(ic.blanked(area.whole(), wanted), place)
            writing.place, writing.before = ic.blanked(writing.place, wanted), ic.blanked(writing.before, wanted)
            self.look(afresh=True)

        self.app.push_screen(BlankScreen(self._found, then))
