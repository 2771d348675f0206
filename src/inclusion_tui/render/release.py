"""What a host releases: a row for each section, and what one holds and who would see it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_tui.render.line import fit, padded, under

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inclusion_tui.render.glyphs import Glyphs
    from inclusion_tui.render.line import Line

_SECTION, _WHO = 11, 15
OWNED = (
    "The host school owns its review and decides. Nothing leaves it until it is released, and each part can be taken "
    "back."
)
NOT_REACHED = "Reports and files made before are not reached from here. Ask those who have them to put them away."


def audience_words(to: str) -> str:
    """Return whom a section is released to.

    >>> audience_words("self"), audience_words("cluster")
    ('not released', 'the cluster')
    """
    return "not released" if to == "self" else f"the {to}"


def release_row(section: str, to: str, about: str, width: int, glyphs: Glyphs) -> Line:
    """Return a section's row: a sign that fills up the further it is released, its name, to whom, what it holds."""
    far = ic.releasing.AUDIENCES.index(to)
    sign = glyphs.full * far + glyphs.empty * (len(ic.releasing.AUDIENCES) - 1 - far)
    return fit(
        (
            (f" {sign} ", "level" if far else "dim"),
            (f"{padded(section, _SECTION)} ", "strong"),
            (f"{padded(audience_words(to), _WHO)} ", "" if far else "dim"),
            (about, "dim"),
        ),
        width,
    )


def release_detail(section: str, to: str, about: str, there: Mapping[str, int], width: int) -> list[Line]:
    """Return a section whole: what it holds, how much of it there is, and who sees it now."""
    lines = under(" ", f"{section}: {about}", width, style="title")
    if section in there:
        lines += under(" there is now: ", f"{there[section]}", width)
    if to == "self":
        lines += under(" seen by: ", "the school and those who work on this review, and nobody else", width)
    else:
        more = " and every cluster of the partnership" if to == "partnership" else ""
        lines += under(" seen by: ", f"the schools of its cluster{more}", width)
    if section == "name":
        lines += under(" ", "This is the consent to be named. Without it figures stand under no name, or not at all.",
                       width, style="dim")  # fmt: skip
    return lines
