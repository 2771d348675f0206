"""Plugins in words: which there are, what each gives, what went wrong with it; and the pages they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import inclusion_core as ic
from inclusion_tui.render.line import apart, text, under
from inclusion_tui.render.passages import Passage, heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_tui.guarding import PluginPage
    from inclusion_tui.render.line import Line

_WORDS = {
    "inclusion_frameworks": "frameworks",
    "inclusion_scales": "scales",
    "inclusion_scoring_methods": "ways of scoring",
    "inclusion_evidence_kinds": "kinds of evidence",
    "inclusion_enquiry_rules": "rules that suggest lines of enquiry",
    "inclusion_peer_measures": "measures of how alike schools are",
    "inclusion_report_formats": "forms of the report",
    "inclusion_exporters": "forms to hand data on",
    "inclusion_importers": "forms that can be read",
    "inclusion_calendars": "calendars",
    "inclusion_commands": "commands",
    "inclusion_screens": "pages",
    "inclusion_keymaps": "keymaps",
}
"""What each hook gives, in words."""

_STATES = {
    "ok": "in use",
    "blocked": "blocked: it is left alone",
    "off": "switched off until the next start",
    "broken": "cannot be used",
}


class Plugin(NamedTuple):
    """A plugin as it is listed. `gives` maps a hook to names; `frameworks` are titles; `troubles` are sentences."""

    name: str
    version: str
    state: str
    gives: Mapping[str, Sequence[str]]
    frameworks: Sequence[str] = ()
    troubles: Sequence[str] = ()


def plugin_passages(plugins: Sequence[Plugin], pages: Sequence[PluginPage], width: int) -> list[Passage]:
    """Return the list: a passage a plugin, and under it one for each of its pages, named as the page is."""
    found: list[Passage] = []
    for one in plugins:
        found.append(_plugin(one, width))
        found += [_page(page, width) for page in pages if page.plugin == one.name]
    return found


def nothing_passages(says: str, width: int) -> list[Passage]:
    """Return what stands there while nothing is listed."""
    return [heading(says, width, first=True)]


def _plugin(one: Plugin, width: int) -> Passage:
    well = one.state == "ok" and not one.troubles
    state = _STATES.get(one.state, one.state) if one.state != "ok" or well else "in use, with problems"
    first = apart(
        ((f"  {text(one.name)}", "strong"), (f"  {text(one.version)}", "dim")),
        ((state, "good" if well else "warn"), (" ", "")),
        width,
    )
    lines: list[Line] = [first]
    lines += under(" " * 4, _gives(one), width, style="dim")
    for says in one.troubles:
        lines += under("  ! ", text(says), width)
    return Passage(lines, f"plugin {one.name}")


def _gives(one: Plugin) -> str:
    if one.state != "ok":
        return "Nothing of it is used."
    parts = list(_parts(one))
    if not parts:
        return "Gives nothing here; it may look on as you work, or add remarks."
    return f"Gives {'; '.join(parts)}."


def _parts(one: Plugin) -> Iterator[str]:
    if one.frameworks:
        yield "frameworks: " + ", ".join(f"'{text(title)}'" for title in one.frameworks)
    for hook, names in one.gives.items():
        if not (hook == "inclusion_frameworks" and one.frameworks):
            own = f"{one.name}."
            yield f"{_WORDS.get(hook, hook)}: {', '.join(text(name).removeprefix(own) for name in names)}"


def _page(page: PluginPage, width: int) -> Passage:
    about = f": {text(page.about)}" if page.about else ""
    lines = under("    → ", f"{ic.one_line(page.title)}{about}", width)
    return Passage(lines, f"page {page.name}")
