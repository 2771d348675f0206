"""Which keys of the table do something on the screen that is shown; and doing what one of them does from elsewhere.

The help and the list of commands are two ways to the same: a key's action, run where the key itself would run it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from inclusion_tui.keys import keymap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.dom import DOMNode
    from textual.screen import Screen

    from inclusion_tui.app import InclusionApp
    from inclusion_tui.keys.keymap import Key


class Live(NamedTuple):
    """A key that does something now: the keys it is on, as people call them, and the part of the screen it acts on."""

    key: Key
    keys: tuple[str, ...]
    node: DOMNode


def live_keys(screen: Screen[Any], levels: int = 0) -> Mapping[str, Live]:
    """Return what keys do on a screen, by their id, in the order of the table; `levels` is how many the scale has."""
    found: dict[str, Live] = {}
    for name, bound in screen.active_bindings.items():
        one = keymap.BY_ID.get(bound.binding.id or "")
        if one is None or not bound.enabled or one.id in keymap.beyond(levels):
            continue
        before = found[one.id].keys if one.id in found else ()
        found[one.id] = Live(one, (*before, keymap.shown(name)), bound.node)
    order = {one.id: place for place, one in enumerate(keymap.KEYS)}
    return dict(sorted(found.items(), key=lambda each: order[each[0]]))


def levels_of(app: InclusionApp) -> int:
    """Return how many levels the open review's scale has; 0 where none is open."""
    return len(app.sitting.framework.scale.order) if app.sitting is not None else 0


def run_key(app: InclusionApp, live: Mapping[str, Live], name: str) -> None:
    """Do what a key does: here where it works here, else in the list of indicators; else say where it works.

    Whatever asked is closed already, so that the screen of `live` is shown.
    """
    one = keymap.BY_ID[name]
    at: DOMNode | None = None
    if name in live:
        at = live[name].node
    elif one.where == "rate" and app.sitting is not None:
        from inclusion_tui.screens.home import back_to_list  # noqa: PLC0415  only with a review

        at = back_to_list(app)
    elif one.action.startswith("app."):
        at = app
    if at is None:
        app.say_wrong(f"{one.shown} does this {_where(one.where)}.")
    else:
        app.call_later(app.run_action, one.action, at)


def _where(part: str) -> str:
    words = keymap.WHERE[part]
    return f"in this part: {words}" if words[0].islower() else words[0].lower() + words[1:]
