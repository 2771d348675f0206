"""Screens, one a file with its own look beside it. Each is imported when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen

SCREENS: Mapping[str, str] = {
    "actions": "actions:ActionsScreen",
    "board": "board:BoardScreen",
    "beyond": "go:BeyondMenu",
    "calendar": "calendar:CalendarScreen",
    "compare": "compare:CompareScreen",
    "consult": "consult:ConsultScreen",
    "continuum": "continuum:ContinuumScreen",
    "differences": "differences:DifferencesScreen",
    "drafts": "drafts:DraftsScreen",
    "drift": "drift:DriftScreen",
    "evidence": "evidence_list:EvidenceListScreen",
    "enquiry": "lines:LinesScreen",
    "feedback": "feedback:FeedbackScreen",
    "go": "go:GoMenu",
    "help": "help:HelpScreen",
    "history": "history:HistoryScreen",
    "inbox": "inbox:InboxScreen",
    "indicator": "indicator:IndicatorScreen",
    "ledger": "ledger:LedgerScreen",
    "new_review": "new_review:NewReviewScreen",
    "open_file": "open_file:OpenFileScreen",
    "palette": "palette:PaletteScreen",
    "planner": "planner:PlannerScreen",
    "practice": "practice:PracticeScreen",
    "ratio": "ratio:RatioScreen",
    "region": "region:RegionScreen",
    "release": "release:ReleaseScreen",
    "plugins": "plugins:PluginsScreen",
    "report": "report:ReportScreen",
    "safeguarding": "safeguarding:SafeguardingScreen",
    "settings": "settings:SettingsScreen",
    "signup": "signup:SignupScreen",
    "together": "together:TogetherScreen",
    "timetable": "timetable:TimetableScreen",
    "trust": "trust:TrustScreen",
    "suggestions": "suggestions:SuggestionsScreen",
    "unseen": "unseen:UnseenScreen",
    "views": "views:ViewsMenu",
    "voice": "voice:VoiceMenu",
    "why": "why:WhyScreen",
}
"""Every page that can be opened on top, by the name that keys and commands use: "module:class" below this package."""

OF_A_REVIEW = frozenset({
    "actions", "compare", "differences", "drafts", "drift", "enquiry", "evidence", "feedback", "history", "inbox",
    "indicator", "practice", "ratio", "release", "report", "suggestions", "timetable", "together", "unseen", "views",
    "voice", "why",
})  # fmt: skip
"""The pages that are about the review that is open; the others can be opened at the start too."""


def screen_named(name: str) -> type[Screen[Any]]:
    """Return a screen's class, importing its module."""
    module, _, attribute = SCREENS[name].partition(":")
    found: type[Screen[Any]] = getattr(import_module(f"inclusion_tui.screens.{module}"), attribute)
    return found
