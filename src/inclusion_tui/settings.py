"""What a person has chosen: how screens look, where a judgement leads next, other keys. Two small TOML files.

`settings.toml` and `keymap.toml` lie in `$INCLUSION_SETTINGS`, else in the user's own settings folder. A file that
cannot be read costs its own content and nothing else: `problems` say what was passed over.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Mapping

Advance = Literal["next-open", "next", "stay"]
ADVANCES: tuple[Advance, ...] = get_args(Advance)
THEMES = ("inclusion-dark", "inclusion-light", "inclusion-contrast", "ansi-dark", "ansi-light")


class Settings(NamedTuple):
    """What was chosen.

    `advance` is where a judgement leads: the next one not judged, the next one, or nowhere. `keymap` names a plugin's
    keymap, empty for none; `keys` maps the ids of keys to Textual's names for other keys, comma-separated.
    """

    advance: Advance = "next-open"
    theme: str = THEMES[0]
    ascii: bool = False
    keymap: str = ""
    keys: Mapping[str, str] = MappingProxyType({})
    problems: tuple[str, ...] = ()


def settings_folder() -> Path:
    """Return the folder of a person's settings; it need not exist."""
    named = os.environ.get("INCLUSION_SETTINGS")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path  # noqa: PLC0415  8 ms that a named folder saves

    return user_config_path("inclusion", appauthor=False)


def read_settings(folder: Path) -> Settings:
    """Read what was chosen. Raises nothing: what cannot be read is told in `problems` and left out."""
    found, problems = Settings(), []
    table, wrong = _table(folder / "settings.toml")
    problems += wrong
    for name, known in (("advance", ADVANCES), ("theme", THEMES)):
        chosen = table.pop(name, None)
        if chosen in known:
            found = found._replace(**{name: chosen})
        elif chosen is not None:
            problems.append(
                f"{folder / 'settings.toml'}: {name} cannot be {chosen!r}. Choose {ic.listed(known, 'or')}."
            )
    if isinstance(table.get("ascii"), bool):
        found = found._replace(ascii=table.pop("ascii"))
    if isinstance(table.get("keymap"), str):
        found = found._replace(keymap=table.pop("keymap"))
    problems += [f"{folder / 'settings.toml'}: {name} is not a setting we know, or not of its kind." for name in table]
    keys, wrong = _keys(folder / "keymap.toml")
    return found._replace(keys=keys, problems=(*problems, *wrong))


def write_settings(folder: Path, chosen: Settings) -> None:
    """Keep what was chosen; other keys stay in their own file. Raises StorageFailed."""
    import tomli_w  # noqa: PLC0415  only where something was chosen

    table: dict[str, Any] = {"advance": chosen.advance, "theme": chosen.theme, "ascii": chosen.ascii}
    if chosen.keymap:
        table["keymap"] = chosen.keymap
    ic.write_file(folder / "settings.toml", tomli_w.dumps(table).encode())


def _table(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{path} could not be read: {error}. What it says was left out."]
    import tomli  # noqa: PLC0415  most people have no such file

    try:
        return tomli.loads(text), []
    except tomli.TOMLDecodeError as error:
        return {}, [f"{path} is not TOML: {error}. What it says was left out."]


def _keys(path: Path) -> tuple[dict[str, str], list[str]]:
    from inclusion_tui.keymap import KEYS  # noqa: PLC0415  it needs Textual, which settings do not

    table, problems = _table(path)
    known = {one.id: one for one in KEYS}
    keys: dict[str, str] = {}
    for part, given in table.items():
        rows = {f"{part}.{name}": key for name, key in given.items()} if isinstance(given, dict) else {part: given}
        for name, key in rows.items():
            if name not in known:
                near = ic.nearest(name, tuple(known))
                meant = f" Did you mean {near}?" if near else ""
                problems.append(f"{path}: {name} is not the name of a key.{meant}")
            elif not isinstance(key, str) or not key.strip():
                problems.append(f"{path}: {name} needs a key's name, such as 'ctrl+e'.")
            else:
                keys[name] = key
    return keys, problems
