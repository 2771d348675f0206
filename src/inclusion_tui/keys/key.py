"""What a key is: its id, its keys, where it works, what it does, in words."""

from __future__ import annotations

from typing import NamedTuple


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
    "minus": "-", "greater_than_sign": ">", "less_than_sign": "<", "equals_sign": "=", "pageup": "page up",
    "pagedown": "page down",
}  # fmt: skip


def shown(key: str) -> str:
    """Return a key's name for people.

    >>> shown("question_mark"), shown("shift+tab"), shown("Z")
    ('?', 'shift+tab', 'Z')
    """
    return _NAMES.get(key, key)
