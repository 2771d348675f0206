"""How the screens look: light, dark, high contrast, and the terminal's own sixteen colours.

Every pair of text and ground that carries words has a contrast of at least 4.5 to 1 (7 to 1 in high contrast); a test
reckons it. Nothing is told by colour alone.
"""

from __future__ import annotations

from textual.theme import Theme

THEMES: tuple[Theme, ...] = (
    Theme(
        name="inclusion-dark", dark=True, primary="#8ab4f8", secondary="#a7c7e7", accent="#7fd1c7", warning="#f2c14e",
        error="#ff9b8e", success="#8fd694", foreground="#e8e6e3", background="#14171a", surface="#1d2125",
        panel="#3a4148",
    ),
    Theme(
        name="inclusion-light", dark=False, primary="#0b4f9e", secondary="#2a5d8f", accent="#0a5f5a",
        warning="#7a4b00", error="#9b1c1c", success="#14611f", foreground="#1a1c1e", background="#fbfaf7",
        surface="#eeece6", panel="#c9c5ba",
    ),
    Theme(
        name="inclusion-contrast", dark=True, primary="#ffffff", secondary="#ffffff", accent="#00ffff",
        warning="#ffff00", error="#ff8080", success="#80ff80", foreground="#ffffff", background="#000000",
        surface="#000000", panel="#ffffff", luminosity_spread=0.0, text_alpha=1.0,
    ),
)  # fmt: skip
"""Ours. `ansi-dark` and `ansi-light` are Textual's: they use the terminal's own colours."""
