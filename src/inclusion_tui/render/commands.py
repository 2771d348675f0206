"""A command's row: its name, what it says, and at the right end the key or the sort of thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import apart, padded, text

if TYPE_CHECKING:
    from inclusion_tui.commands import Command
    from inclusion_tui.render.line import Line

_NAME = 18


def command_line(one: Command, width: int) -> Line:
    """Return a command's row, at most `width` columns."""
    name = text(one.name)
    if one.says:
        name = padded(name, max(_NAME, min(ic.columns(name), width // 3)))
    return apart(((f" {name} ", "strong"), (text(one.says), "")), ((text(one.right), "mark"), (" ", "")), width)
