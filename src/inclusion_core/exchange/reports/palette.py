"""The colours of a page, by day and by night, and which must be told apart from which.

Numbers follow WCAG 2.2: text at least 4.5 to 1 against what it stands on, the edges of bars and of what has the focus
at least 3 to 1. A test reckons every pair in `PAIRS` in both palettes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "page": "#ffffff",
    "ink": "#1b2126",
    "muted": "#4c5763",
    "line": "#7d8894",
    "accent": "#1d5163",
    "tint": "#eef4f6",
    "tone-low": "#a9c6cf",
    "tone-mid": "#5f95a4",
    "note": "#fdf4d8",
    "note-edge": "#8a6a00",
    "made-up": "#fde8da",
    "made-up-edge": "#a4471a",
}

DARK: Mapping[str, str] = {
    "page": "#14191d",
    "ink": "#e9edf0",
    "muted": "#b4bec8",
    "line": "#7f8b97",
    "accent": "#9bd3e3",
    "tint": "#1d272d",
    "tone-low": "#35525c",
    "tone-mid": "#5f95a4",
    "note": "#2d2712",
    "note-edge": "#d3ac3a",
    "made-up": "#3a2317",
    "made-up-edge": "#e58f63",
}

PAIRS: tuple[tuple[str, str, float], ...] = (
    ("ink", "page", 7.0),
    ("ink", "tint", 7.0),
    ("ink", "note", 7.0),
    ("ink", "made-up", 7.0),
    ("muted", "page", 4.5),
    ("muted", "tint", 4.5),
    ("accent", "page", 4.5),
    ("accent", "tint", 4.5),
    ("page", "accent", 4.5),
    ("line", "page", 3.0),
    ("note-edge", "note", 3.0),
    ("made-up-edge", "made-up", 3.0),
)
"""(front, back, least contrast). Bars are edged in `accent`, so their fills need no contrast of their own."""


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0..1 (WCAG 2.2, 'relative luminance')."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)  # noqa: PLR2004  the standard's figures
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(front: str, back: str) -> float:
    """Return the contrast ratio of two colours, 1..21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    high, low = sorted((luminance(front), luminance(back)), reverse=True)
    return round((high + 0.05) / (low + 0.05), 2)


def custom_properties(palette: Mapping[str, str]) -> str:
    """Write a palette as CSS custom properties."""
    return "".join(f"--{name}:{colour};" for name, colour in palette.items())
