"""The settings: each with its value and a line that explains it; the files they are kept in; what is wrong there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inclusion_tui.render.line import padded, text, under
from inclusion_tui.render.passages import Passage, heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusion_tui.chosen import GivenKeymap
    from inclusion_tui.render.line import Line
    from inclusion_tui.settings import Settings

NAME = "name"
"""What stands first and is no setting of this machine but of the workspace: the name that others see."""

ORDER = ("advance", "theme", "ascii", "keymap")
"""The settings in the order of the page."""

_TITLES = {
    NAME: "Your name",
    "advance": "After a judgement",
    "theme": "Colours",
    "ascii": "Plain letters",
    "keymap": "Keymap",
}
_ADVANCE = {
    "next-open": "on to the next one not yet judged",
    "next": "on to the next one",
    "stay": "stay where you are",
}
_THEMES = {
    "inclusion-dark": "light on dark",
    "inclusion-light": "dark on light",
    "inclusion-contrast": "high contrast",
    "ansi-dark": "the terminal's own, on dark",
    "ansi-light": "the terminal's own, on light",
}
_SAYS = {
    NAME: "What you judge and write in this workspace is shown under it, to others too.",
    "advance": "Where the cursor goes when you have given a level.",
    "theme": "Light, dark, high contrast, or the terminal's own. Nothing is told by colour alone.",
    "ascii": "Draw signs and lines with letters that every terminal has. For when boxes show as question marks.",
    "keymap": "Other keys, all at once, as a plugin brings them. Your own keymap.toml comes before it.",
}
_TITLE = 20


class Told(NamedTuple):
    """What the page tells of: `letters` maps a setting to its key; `keymaps` is None while they are looked for.

    `me` is this person's name, empty where none was said; `person` the id that is shown then.
    """

    settings: Settings
    letters: Mapping[str, str]
    files: Sequence[str]
    keymaps: Mapping[str, GivenKeymap] | None = None
    problems: Sequence[str] = ()
    grey: bool = False
    me: str = ""
    person: str = ""


def value_words(name: str, told: Told) -> str:
    """Return a setting's value in words."""
    settings = told.settings
    if name == NAME:
        return told.me or f"not said yet: others see {told.person}"
    if name == "advance":
        return _ADVANCE[settings.advance]
    if name == "theme":
        return _THEMES[settings.theme]
    if name == "ascii":
        return "on" if settings.ascii else "off"
    if not settings.keymap:
        return "none, the usual keys"
    given = (told.keymaps or {}).get(settings.keymap)
    return given.title if given is not None else settings.keymap


def settings_passages(told: Told, width: int) -> list[Passage]:
    """Return the page: a passage a setting, named by it; then problems, then the files."""
    found = [_setting(name, told, width) for name in (NAME, *ORDER)]
    if told.problems:
        found.append(heading("What could not be used", width))
        found += [Passage(_wrapped(one, width), f"problem {place}") for place, one in enumerate(told.problems)]
    found.append(heading("Files", width))
    says = "What you choose here is kept in the first. The second is yours to write: docs/keys.md has every name."
    found.append(Passage([*(line for one in told.files for line in _wrapped(one, width)), *_wrapped(says, width)], "f"))
    return found


def _setting(name: str, told: Told, width: int) -> Passage:
    first: Line = (
        (f"  {padded(told.letters.get(name, ''), 2)} ", "mark"),
        (padded(_TITLES[name], _TITLE), "strong"),
        (text(value_words(name, told)), "level"),
    )
    lines = [first]
    for says in _told_of(name, told):
        lines += under(" " * 5, says, width, style="dim")
    return Passage(lines, name)


def _told_of(name: str, told: Told) -> Iterator[str]:
    yield _SAYS[name]
    if name == "theme" and told.grey:
        yield "NO_COLOR is set, so that no colours are shown now."
    if name == "keymap":
        if told.keymaps is None:
            yield "Looking for keymaps …"
        elif not told.keymaps:
            yield "No plugin here brings one."
        else:
            given = told.keymaps.get(told.settings.keymap)
            yield given.about if given is not None else f"To choose from: {_listed(told.keymaps)}."


def _listed(keymaps: Mapping[str, GivenKeymap]) -> str:
    return ", ".join(one.title for one in keymaps.values())


def _wrapped(words: str, width: int) -> list[Line]:
    return under("  ", text(words), width)
