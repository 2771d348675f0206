"""Every key, in one table: bindings, hints, help and docs/keys.md are made from it.

A key has an id, by which a user's `keymap.toml` or a plugin's keymap gives it other keys. Nothing stands under a
function key alone, and nothing here is eaten by tmux, screen, VS Code, a desktop's terminal or a serial line
(docs/keys.md says what is left out and why).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Key(NamedTuple):
    """One thing that a key does.

    `keys` are Textual's names for the keys, the first one shown; `where` names the screen or the part of it; `word` is
    for hints, `does` a sentence for help. `hint` says whether the line of hints shows it.
    """

    id: str
    keys: tuple[str, ...]
    where: str
    action: str
    word: str
    does: str
    hint: bool = False

    @property
    def shown(self) -> str:
        """The first key as people call it: `enter`, `ctrl+p`, `?`."""
        return shown(self.keys[0])


_NAMES = {
    "question_mark": "?", "exclamation_mark": "!", "colon": ":", "slash": "/", "comma": ",", "full_stop": ".",
    "left_square_bracket": "[", "right_square_bracket": "]", "escape": "esc", "space": "space", "plus": "+",
    "minus": "-", "pageup": "page up", "pagedown": "page down",
}  # fmt: skip


def shown(key: str) -> str:
    """Return a key's name for people.

    >>> shown("question_mark"), shown("shift+tab"), shown("Z")
    ('?', 'shift+tab', 'Z')
    """
    return _NAMES.get(key, key)


def _levels() -> Iterator[Key]:
    for place in range(1, 10):
        yield Key(
            f"rate.level-{place}", (str(place),), "rate", f"level({place})", "judge",
            f"Give level {place} of the scale and go on.",
        )  # fmt: skip


WHERE: Mapping[str, str] = {
    "everywhere": "Everywhere",
    "list": "In every list",
    "rate": "Judging",
    "page": "On every page that is opened on top",
    "help": "In the list of keys",
    "brought": "On a page that a plugin brings",
    "safeguarding": "On the safeguarding card",
    "indicator": "On an indicator's own page",
    "passages": "On a page of sentences",
    "why": "On the page that says why",
    "unseen": "Among what is not seen yet",
    "timetable": "On the timetable of the visit",
    "capture": "While you write evidence",
    "besides": "After Tab, while you write evidence",
    "asking": "While a line is asked for",
    "finding": "While you choose by typing",
    "drafts": "Among texts that were never sent",
    "blanking": "While you blank for good",
    "start": "At the start",
    "menu": "In a short list of choices",
    "finder": "Where you type to find something",
    "file": "On the page of a file that somebody gave you",
    "inbox": "In the inbox",
    "piece": "With a piece of evidence",
    "enquiries": "Among lines of enquiry",
    "suggestions": "Among suggested lines of enquiry",
    "planned": "Among actions",
    "followed": "Among lines of enquiry and actions",
    "differences": "Among differences",
    "feedback": "On the feedback sheet",
    "report": "On the page that writes the report",
    "settings": "Among settings",
    "plugins": "Among plugins",
}
"""The parts of the screen that keys belong to, in the order of the help."""

KEYS: tuple[Key, ...] = (
    Key("everywhere.help", ("question_mark", "f1"), "everywhere", "app.open('help')", "keys",
        "Show every key; Enter on one does it.", hint=True),
    Key("everywhere.palette", ("colon", "ctrl+p"), "everywhere", "app.open('palette')", "commands",
        "Type a few letters of any command, indicator, school or review."),
    Key("everywhere.go", ("g",), "everywhere", "app.open('go')", "go",
        "Go somewhere: a second letter says where.", hint=True),
    Key("everywhere.safeguarding", ("exclamation_mark",), "everywhere", "app.open('safeguarding')", "safeguarding",
        "What to do when a child tells you something that worries you.", hint=True),
    Key("everywhere.settings", ("comma",), "everywhere", "app.open('settings')", "settings",
        "Choose how this looks and works."),
    Key("everywhere.redraw", ("ctrl+l",), "everywhere", "app.redraw", "draw anew",
        "Draw the screen anew, where another program wrote over it."),
    Key("everywhere.quit", ("ctrl+q",), "everywhere", "app.leave", "quit", "Leave. Nothing is ever unsaved."),
    Key("list.down", ("down", "j"), "list", "move(1)", "down", "One row down."),
    Key("list.up", ("up", "k"), "list", "move(-1)", "up", "One row up."),
    Key("list.page-down", ("pagedown", "ctrl+d"), "list", "page(1)", "page down", "A page down."),
    Key("list.page-up", ("pageup", "ctrl+u"), "list", "page(-1)", "page up", "A page up."),
    Key("list.first", ("home",), "list", "edge(-1)", "first", "To the first row."),
    Key("list.last", ("end", "G"), "list", "edge(1)", "last", "To the last row."),
    Key("start.enter", ("enter",), "start", "enter", "go on", "Go on with the review that is chosen.", hint=True),
    Key("start.new", ("n",), "start", "begin('new')", "new", "Begin a review: a school, a framework, whose judgements.",
        hint=True),
    Key("start.open", ("o",), "start", "begin('open')", "open a file",
        "Open a file from a colleague: a review, a framework, a list of schools.", hint=True),
    Key("start.draft", ("w",), "start", "draft", "what waits",
        "Go on with what was typed in this review and not sent."),
    Key("start.find", ("slash",), "start", "find", "find", "Find a review as you type: school, town, title.",
        hint=True),
    Key("start.try", ("t",), "start", "try", "try it",
        "Make a cluster of made-up schools to try things on, where there is no review yet."),
    Key("start.close", ("escape",), "start", "close", "all", "Show all reviews again."),
    Key("start.quit", ("q",), "start", "app.leave", "quit", "Leave. Nothing is ever unsaved.", hint=True),
    *_levels(),
    Key("rate.clear", ("0",), "rate", "clear", "clear", "Take the judgement away: not looked at yet."),
    Key("rate.cannot-tell", ("c",), "rate", "non_answer('cannot-tell')", "cannot tell", "Say that it cannot be told."),
    Key("rate.not-applicable", ("x",), "rate", "non_answer('not-applicable')", "not applicable",
        "Say that it does not apply here; the reason is asked for."),
    Key("rate.too-soon", ("t",), "rate", "non_answer('too-soon')", "too soon", "Say that it is too soon to tell."),
    Key("rate.because", ("b",), "rate", "because", "because", "Write down the reason for the judgement."),
    Key("rate.confidence", ("p",), "rate", "confidence", "how sure", "How sure you are: low, medium, high, not said."),
    Key("rate.evidence", ("e",), "rate", "evidence", "evidence", "Write down what was seen or heard here.", hint=True),
    Key("rate.jotting", ("E",), "rate", "jotting", "jot", "Write down what was seen or heard and file it later."),
    Key("rate.inbox", ("i",), "rate", "app.open('inbox')", "inbox", "File the jottings that belong nowhere yet."),
    Key("rate.more", ("enter",), "rate", "app.open('indicator')", "more",
        "The whole rubric, what to look for, questions to ask and the evidence there is.", hint=True),
    Key("rate.why", ("y",), "rate", "app.open('why')", "why",
        "Why this level, this score, this readiness: in words.", hint=True),
    Key("rate.unseen", ("u",), "rate", "app.open('unseen')", "unseen",
        "What has not been seen or heard yet.", hint=True),
    Key("rate.difference", ("d",), "rate", "app.open('differences')", "differences",
        "The school's own judgements beside the reviewers'."),
    Key("rate.enquiry", ("f",), "rate", "enquiry", "enquiry", "Begin a line of enquiry here, or add this to one."),
    Key("rate.action", ("a",), "rate", "action_here", "action", "Write down what will change, and how we will know."),
    Key("rate.lens", ("l",), "rate", "facet", "lens", "The next lens or layer, where the framework has them."),
    Key("rate.voice", ("o",), "rate", "app.open('voice')", "whose", "Whose judgements these are."),
    Key("rate.next-open", ("space",), "rate", "next_open(1)", "next open",
        "To the next one not judged yet.", hint=True),
    Key("rate.previous-open", ("backspace",), "rate", "next_open(-1)", "previous open",
        "To the one before that is not judged yet."),
    Key("rate.next-strand", ("tab", "right_square_bracket"), "rate", "strand(1)", "next strand", "To the next strand."),
    Key("rate.previous-strand", ("shift+tab", "left_square_bracket"), "rate", "strand(-1)", "previous strand",
        "To the strand before."),
    Key("rate.find", ("slash",), "rate", "find", "find", "Find as you type: id, title, statement.", hint=True),
    Key("rate.view", ("v",), "rate", "app.open('views')", "views",
        "Only some: not judged, differing, low confidence, no evidence, flagged, statutory, proposed."),
    Key("rate.all", ("escape",), "rate", "close", "show all", "Show everything again: no view, nothing looked for."),
    Key("rate.undo", ("z", "ctrl+z"), "rate", "undo", "undo",
        "Take back your own last change, however long ago.", hint=True),
    Key("rate.redo", ("Z", "ctrl+y"), "rate", "redo", "redo", "Do again what you took back."),
    Key("rate.report", ("r",), "rate", "app.open('report')", "report", "Write the report, or hand the review on."),
    Key("rate.history", ("h",), "rate", "app.open('history')", "history",
        "What was done to this review, by whom and when."),
    Key("rate.quit", ("q",), "rate", "app.leave", "quit", "Leave. Nothing is ever unsaved."),
    Key("finder.enter", ("enter",), "finder", "enter", "choose", "Choose the row that the cursor stands on.",
        hint=True),
    Key("finder.down", ("down",), "finder", "move(1)", "down", "One row down."),
    Key("finder.up", ("up",), "finder", "move(-1)", "up", "One row up."),
    Key("finder.page-down", ("pagedown",), "finder", "page(1)", "page down", "A page down."),
    Key("finder.page-up", ("pageup",), "finder", "page(-1)", "page up", "A page up."),
    Key("finder.complete", ("tab",), "finder", "complete", "complete",
        "Write out what the cursor stands on, as far as a file's name goes."),
    Key("file.enter", ("enter",), "file", "enter", "go on", "Do with the file what the page offers.", hint=True),
    Key("menu.choose", ("enter",), "menu", "choose", "choose", "Choose the row that the cursor stands on.", hint=True),
    Key("menu.close", ("escape",), "menu", "close", "back", "Leave without choosing.", hint=True),
    Key("indicator.next", ("n", "right"), "indicator", "turn(1)", "next", "The next indicator of the list.", hint=True),
    Key("indicator.previous", ("N", "left"), "indicator", "turn(-1)", "previous",
        "The indicator before it in the list.", hint=True),
    Key("passages.enter", ("enter",), "passages", "enter", "go to it",
        "To the indicator that a line is about.", hint=True),
    Key("passages.next-part", ("tab", "right_square_bracket"), "passages", "part(1)", "next part",
        "To the next part of the page.", hint=True),
    Key("passages.previous-part", ("shift+tab", "left_square_bracket"), "passages", "part(-1)", "part before",
        "To the part before."),
    Key("why.level", ("l",), "why", "jump('level')", "level", "Why this level.", hint=True),
    Key("why.strand", ("s",), "why", "jump('strand')", "strand", "Why the strand comes to what it does.", hint=True),
    Key("why.overall", ("o",), "why", "jump('overall')", "overall", "Why the whole comes to what it does.", hint=True),
    Key("why.readiness", ("r",), "why", "jump('readiness')", "readiness",
        "Which gates are open, and what would open the others.", hint=True),
    Key("unseen.slot", ("n",), "unseen", "slot", "new slot", "Put a slot into the timetable of the visit.", hint=True),
    Key("timetable.propose", ("p",), "timetable", "propose", "propose", "Propose the whole day: say from when to when.",
        hint=True),
    Key("timetable.slot", ("n",), "timetable", "slot", "new slot", "Put a slot into the timetable.", hint=True),
    Key("timetable.withdraw", ("w",), "timetable", "withdraw", "take out", "Take the chosen slot out of the timetable.",
        hint=True),
    Key("timetable.next-day", ("d",), "timetable", "next_day", "next day", "Show the next day that has slots.",
        hint=True),
    Key("timetable.undo", ("z", "ctrl+z"), "timetable", "undo", "undo", "Take back your own last change."),
    Key("timetable.redo", ("Z", "ctrl+y"), "timetable", "redo", "redo", "Do again what you took back."),
    Key("differences.enter", ("enter",), "differences", "enter", "go to it",
        "To the indicator that is chosen.", hint=True),
    Key("differences.moderate", ("m",), "differences", "moderate", "agree",
        "Write down the level that you agreed on, and why; first judgements are kept.", hint=True),
    Key("differences.who-sees", ("w",), "differences", "who_sees", "who sees what",
        "Hide reviewers from each other or reveal them; hide or show the school's own judgements.", hint=True),
    Key("capture.keep", ("enter",), "capture", "act('keep')", "keep", "Keep it, and back to the list.", hint=True),
    Key("capture.park", ("escape",), "capture", "act('park')", "later",
        "Leave it for later: the text waits as a draft.", hint=True),
    Key("capture.besides", ("tab",), "capture", "act('besides')", "kind, place, time, more",
        "All that can be said or done besides, a letter each.", hint=True),
    Key("capture.keep-on", ("ctrl+n",), "capture", "act('keep_on')", "keep, next",
        "Keep it and go on: to the next indicator, or to another jotting.", hint=True),
    Key("capture.new-line", ("ctrl+j",), "capture", "act('new_line')", "new line", "Begin another line.", hint=True),
    Key("capture.kind", ("ctrl+t",), "capture", "act('kind')", "kind", "Say what kind of evidence it is."),
    Key("capture.links", ("ctrl+r",), "capture", "act('links')", "links", "Say which indicators it is about."),
    Key("capture.blank", ("ctrl+d",), "capture", "act('blank')", "blank",
        "Take out for good what looks like a pupil; the same key again does it."),
    Key("capture.attach", ("ctrl+o",), "capture", "act('attach')", "file", "Let a file go with it."),
    Key("capture.editor", ("ctrl+g",), "capture", "act('editor')", "editor", "Write it in your own editor ($EDITOR)."),
    Key("capture.let-go", ("ctrl+x",), "capture", "act('let_go')", "let go", "Let it go; undo brings it back."),
    Key("besides.kind", ("c",), "besides", "act('kind')", "kind", "What kind of evidence it is."),
    Key("besides.place", ("p",), "besides", "act('place')", "place", "Where it was, such as Year 5 maths."),
    Key("besides.time", ("t",), "besides", "act('time')", "time", "When it was: 10:42, or -15 for minutes ago."),
    Key("besides.links", ("l",), "besides", "act('links')", "links", "Which indicators it is about."),
    Key("besides.attach", ("f",), "besides", "act('attach')", "file", "A file that goes with it."),
    Key("besides.editor", ("o",), "besides", "act('editor')", "editor", "Open it in your own editor ($EDITOR)."),
    Key("besides.blank", ("b",), "besides", "act('blank')", "blank", "Blank what looks like a pupil, for good."),
    Key("besides.keep-on", ("n",), "besides", "act('keep_on')", "keep, next",
        "Keep it and go on to the next indicator, or another jotting."),
    Key("besides.new-line", ("r",), "besides", "act('new_line')", "new line", "Begin another row of text."),
    Key("besides.let-go", ("x",), "besides", "act('let_go')", "let go", "Let it go; undo brings it back."),
    Key("finding.down", ("down",), "finding", "move(1)", "down", "One row down."),
    Key("finding.up", ("up",), "finding", "move(-1)", "up", "One row up."),
    Key("finding.page-down", ("pagedown",), "finding", "page(1)", "page down", "A page down."),
    Key("finding.page-up", ("pageup",), "finding", "page(-1)", "page up", "A page up."),
    Key("finding.mark", ("tab",), "finding", "mark", "mark", "Mark this one too, where several may be chosen."),
    Key("finding.close", ("escape",), "finding", "close", "back", "Leave without choosing."),
    Key("blanking.down", ("down", "j"), "blanking", "move(1)", "down", "One row down."),
    Key("blanking.up", ("up", "k"), "blanking", "move(-1)", "up", "One row up."),
    Key("blanking.blank", ("b", "ctrl+d"), "blanking", "blank", "blank it, for good",
        "Blank what is chosen, everywhere, for good.", hint=True),
    Key("blanking.type", ("t",), "blanking", "type", "type another", "Type what is to go.", hint=True),
    Key("blanking.inside", ("i",), "blanking", "inside", "inside words",
        "Blank it inside longer words too, where that was refused."),
    Key("blanking.close", ("escape", "q"), "blanking", "close", "back", "Leave.", hint=True),
    Key("drafts.enter", ("enter",), "drafts", "enter", "go on with it",
        "Go on with the text where it belongs.", hint=True),
    Key("drafts.copy", ("c",), "drafts", "copy", "copy", "Copy the text for another program.", hint=True),
    Key("drafts.drop", ("X",), "drafts", "drop", "let go for good", "Let the text go, for good.", hint=True),
    Key("drafts.down", ("space", "right"), "drafts", "scroll(1)", "read on", "Scroll the text down."),
    Key("drafts.up", ("backspace", "left"), "drafts", "scroll(-1)", "read back", "Scroll the text up."),
    Key("inbox.file", ("enter",), "inbox", "file", "file it", "File it under the indicator that is marked.", hint=True),
    Key("inbox.suggest", ("tab", "right_square_bracket"), "inbox", "suggest(1)", "next suggestion",
        "The next indicator that it may belong to.", hint=True),
    Key("inbox.suggest-back", ("shift+tab", "left_square_bracket"), "inbox", "suggest(-1)", "suggestion before",
        "The suggestion before."),
    Key("inbox.other", ("slash",), "inbox", "other", "another", "Find another indicator to file it under.", hint=True),
    Key("inbox.show", ("o",), "inbox", "show", "show", "Jottings, all evidence, one kind, one indicator.", hint=True),
    Key("inbox.jotting", ("E",), "inbox", "jotting", "jot", "Write another jotting."),
    Key("piece.note", ("e",), "piece", "note", "note", "Change the note.", hint=True),
    Key("piece.kind", ("c",), "piece", "kind", "kind", "Say what kind of evidence it is.", hint=True),
    Key("piece.place", ("p",), "piece", "place", "place", "Say where it was.", hint=True),
    Key("piece.time", ("t",), "piece", "time", "time", "Say when it was.", hint=True),
    Key("piece.links", ("l",), "piece", "links", "links", "Say which indicators it is about.", hint=True),
    Key("piece.attach", ("f",), "piece", "attach", "file", "Let a file go with it.", hint=True),
    Key("piece.blank", ("b",), "piece", "blank", "blank", "Blank what looks like a pupil, for good.", hint=True),
    Key("piece.withdraw", ("w",), "piece", "withdraw", "withdraw", "Withdraw it; undo brings it back.", hint=True),
    Key("piece.undo", ("z", "ctrl+z"), "piece", "undo", "undo", "Take back your own last change."),
    Key("piece.redo", ("Z", "ctrl+y"), "piece", "redo", "redo", "Do again what you took back."),
    Key("indicator.pieces", ("v",), "indicator", "pieces", "its evidence",
        "Change a piece of its evidence, or blank something in it.", hint=True),
    Key("enquiries.change", ("enter",), "enquiries", "change", "question", "Change the question.", hint=True),
    Key("enquiries.finding", ("i",), "enquiries", "finding", "finding", "Write down what was found.", hint=True),
    Key("enquiries.suggest", ("s",), "enquiries", "app.open('suggestions')", "suggestions",
        "What the review suggests following up, and on what grounds.", hint=True),
    Key("enquiries.whole", ("y",), "enquiries", "whole", "all of it",
        "All of it: why it is asked, what it rests on, what points different ways."),
    Key("enquiries.agreed", ("b",), "enquiries", "agreed", "agreed by", "Say who agreed it for the school, by role."),
    Key("suggestions.take", ("enter",), "suggestions", "take", "write it down",
        "Write it down as a draft, with its grounds.", hint=True),
    Key("suggestions.why", ("y",), "suggestions", "why", "why",
        "Why it is suggested, and why it stands where it does.", hint=True),
    Key("planned.change", ("enter",), "planned", "change", "change",
        "Change what will change, how we will know, who, by when.", hint=True),
    Key("followed.stage", ("m", "right"), "followed", "stage(1)", "move on", "On to the next stage.", hint=True),
    Key("followed.stage-back", ("M", "left"), "followed", "stage(-1)", "move back", "Back to the stage before."),
    Key("followed.new", ("n",), "followed", "new", "new", "Write down another.", hint=True),
    Key("followed.links", ("l",), "followed", "links", "links", "Say which indicators it is about.", hint=True),
    Key("followed.withdraw", ("w",), "followed", "withdraw", "withdraw",
        "Withdraw it; undo brings it back.", hint=True),
    Key("followed.undo", ("z", "ctrl+z"), "followed", "undo", "undo", "Take back your own last change.", hint=True),
    Key("followed.redo", ("Z", "ctrl+y"), "followed", "redo", "redo", "Do again what you took back."),
    Key("asking.complete", ("tab",), "asking", "complete", "complete", "Complete the name of a file."),
    Key("feedback.write", ("w",), "feedback", "write", "write it", "Write the feedback sheet as one page.", hint=True),
    Key("report.write", ("enter",), "report", "write", "write it", "Write the report in the form that is chosen.",
        hint=True),
    Key("report.voices", ("v",), "report", "voices", "whose", "Choose whose judgements are in it.", hint=True),
    Key("report.place", ("f",), "report", "place", "where", "Choose the file that it is written to.", hint=True),
    Key("report.blank", ("b",), "report", "blank", "blank",
        "Blank for good what looks like a pupil and holds the report back."),
    Key("report.anyway", ("A",), "report", "anyway", "anyway",
        "Write it although it looks as if it named a pupil; the review's history says who did."),
    Key("report.feedback", ("s",), "report", "app.open('feedback')", "same-day sheet",
        "Show the feedback sheet: what went well, even better if, questions left.", hint=True),
    Key("report.down", ("space",), "report", "scroll(1)", "read on", "Scroll what is told below."),
    Key("report.up", ("backspace",), "report", "scroll(-1)", "read back", "Scroll back."),
    Key("settings.change", ("enter", "right"), "settings", "change(1)", "change",
        "Change the setting that is chosen to the next of its values.", hint=True),
    Key("settings.change-back", ("left",), "settings", "change(-1)", "change back",
        "Change it to the value before."),
    Key("settings.name", ("n",), "settings", "name", "your name", "Say the name that others see.", hint=True),
    Key("settings.advance", ("a",), "settings", "of('advance')", "where next", "Where a judgement leads."),
    Key("settings.theme", ("t",), "settings", "of('theme')", "colours", "The colours: dark, light, high contrast."),
    Key("settings.ascii", ("p",), "settings", "of('ascii')", "plain letters", "Signs of the simplest sort."),
    Key("settings.keymap", ("m",), "settings", "of('keymap')", "keymap", "Other keys, where a plugin brings some."),
    Key("plugins.enter", ("enter",), "plugins", "enter", "open the page", "Open the page that is chosen.", hint=True),
    Key("brought.close", ("escape",), "brought", "close_page", "back",
        "Close a page that has no way back of its own."),
    Key("help.run", ("enter",), "help", "run_key", "do it", "Do what the row says.", hint=True),
    Key("help.find", ("slash",), "help", "find", "find", "Find as you type: a word or a key.", hint=True),
    Key("safeguarding.name", ("n",), "safeguarding", "name_lead", "name the lead",
        "Write down who leads on safeguarding here, and how pupils are spoken with.", hint=True),
    Key("page.close", ("escape", "q"), "page", "close", "back", "Back to where you were.", hint=True),
)  # fmt: skip
"""Every key of the program."""

BY_ID: Mapping[str, Key] = {one.id: one for one in KEYS}


STEADY = frozenset({
    *(f"rate.level-{place}" for place in range(1, 10)), "rate.clear", "rate.cannot-tell", "rate.too-soon",
    "rate.confidence", "rate.lens", "rate.next-open", "rate.previous-open", "rate.next-strand", "rate.previous-strand",
    "inbox.suggest", "inbox.suggest-back", "drafts.down", "drafts.up",
    "passages.next-part", "passages.previous-part", "why.level", "why.strand", "why.overall",
    "why.readiness", "list.down", "list.up", "list.page-down", "list.page-up", "list.first", "list.last",
})  # fmt: skip
"""The ids of keys that change neither the screen nor what has the focus: the next key need not wait for them."""
