"""Every command of ours by name: where it lives, and one line about it. Nothing here is imported until it is named."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A command: `home` is "module:attr" below `inclusion_core.cli`, a function that fills its parser."""

    home: str
    about: str


TUI = "inclusion_tui.app:run"
"""The terminal UI, called with the workspace's folder. Named here and nowhere else."""

COMMANDS: dict[str, Entry] = {
    "demo": Entry("demo:demo", "make a cluster of made-up schools to try things on"),
    "schools": Entry("schools:schools", "import, add, list and show schools"),
    "framework": Entry("framework:framework", "list, show, check, compare, add and start frameworks"),
    "review": Entry(
        "review:review", "start, list, show, prepare for a visit, move to another edition and erase reviews"
    ),
    "assess": Entry("assess:assess", "judge a review, question by question"),
    "judge": Entry("judge:judge", "give one judgement, or many from a file"),
    "moderate": Entry("moderate:moderate", "write down what several agreed after talking it through"),
    "evidence": Entry("evidence:evidence", "write down what was seen or heard, and list it"),
    "enquire": Entry("enquire:enquire", "say what a review suggests following up, and on what grounds"),
    "enquiry": Entry("enquiry:enquiry", "write down open questions, and say how far each has come"),
    "action": Entry("action:action", "write down what will change, and what came of it"),
    "timetable": Entry("timetable:timetable", "say who looks at what on a visit, when and where"),
    "cluster": Entry("cluster:cluster", "say which schools review each other, who does what, and what each agreed to"),
    "round": Entry("round:round_", "plan who visits whom and when, and say what is due by when"),
    "trust": Entry(
        "trust:trust", "see schools that work as one: what there is along the continuum, and a page for the board"
    ),
    "region": Entry("region:region", "a region's picture from released reviews, on one page for its forum or board"),
    "score": Entry("results:score", "say what the judgements come to, and why"),
    "gates": Entry("results:gates", "say which readiness gates are open, and what would open the others"),
    "unseen": Entry("results:unseen", "say what has not been looked at yet"),
    "drift": Entry("drift:drift", "lay strategy, policy and practice side by side, with the documents cited"),
    "compare": Entry("compare:compare", "lay voices, or schools, side by side"),
    "feedback": Entry("feedback:feedback", "say on the day what went well, even better if, and what is left to ask"),
    "practice": Entry("practice:practice", "offer what works, find what to learn and from whom, write the directory"),
    "release": Entry("release:release", "say which parts of a review others may see, or take that back"),
    "report": Entry("report:report", "write a review as text, Markdown or a web page"),
    "calendar": Entry("calendar:calendar", "what weighs on whom in a school year, and time that is free for two"),
    "ledger": Entry("ledger:ledger", "write down what happens over time, and add it up"),
    "ratio": Entry("ratio:ratio", "set small groups against 1:4 and 1:12, and say what an hour of them costs"),
    "plan": Entry("plan:plan", "planning meetings of a SENCO and a leader, and what to talk about next"),
    "together": Entry("together:together", "what a SENCO and a leader learn and hope side by side"),
    "export": Entry("export:export", "write a review's data for other programs, as JSON or CSV"),
    "bundle": Entry("bundle:bundle", "hand a review over as one file, and open such a file"),
    "undo": Entry("history:undo", "take back your own last change to a review"),
    "redo": Entry("history:redo", "do again what you last took back"),
    "history": Entry("history:history", "list what was done to a review, by whom and when"),
    "blank": Entry("erasure:blank", "erase a text from every byte of a review, for good"),
    "serve": Entry("serve:serve", "work in a browser on this machine, instead of in the terminal"),
    "plugins": Entry("plugins:plugins", "list, show, check and block plugins"),
    "doctor": Entry("doctor:doctor", "look the workspace over and say what would mend it"),
}
