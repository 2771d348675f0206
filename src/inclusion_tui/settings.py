"""What a person has chosen: how screens look, where a judgement leads next, other keys. Two small TOML files.

`settings.toml` and `keymap.toml` lie in `$INCLUSION_SETTINGS`, else in the user's own settings folder. A file that
cannot be read costs its own content and nothing else: `problems` say what was passed over.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import inclusion_core as ic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Advance = Literal["next-open", "next", "stay"]
ADVANCES: tuple[Advance, ...] = get_args(Advance)
THEMES = ("inclusion-dark", "inclusion-light", "inclusion-contrast", "ansi-dark", "ansi-light")


class Settings(NamedTuple):
    """What was chosen.

    `advance` is where a judgement leads: the next one not judged, the next one, or nowhere. `keymap` names a plugin's
    keymap, empty for none. `keys` maps the ids of keys to Textual's names for other keys, comma-separated: those that
    hold, from `own`, the person's own file, and from the keymap (`with_keymap`).
    """

    advance: Advance = "next-open"
    theme: str = THEMES[0]
    ascii: bool = False
    keymap: str = ""
    keys: Mapping[str, str] = MappingProxyType({})
    own: Mapping[str, str] = MappingProxyType({})
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
    return found._replace(keys=keys, own=keys, problems=(*problems, *wrong))


def with_keymap(settings: Settings, given: Mapping[str, str]) -> tuple[Settings, tuple[str, ...]]:
    """Return settings with a keymap's keys, the person's own before them; and what of the keymap cannot be used.

    Keys that the person put elsewhere in the same part of the screen are taken from the keymap.
    """
    from inclusion_tui.keys.key_table import BY_ID  # noqa: PLC0415  it is long, and most people have no such file

    keys, problems = known_keys(given.items(), f"The keymap {settings.keymap}")
    taken = {(BY_ID[name].where, key) for name, own in settings.own.items() for key in _split(own)}
    kept: dict[str, str] = {}
    for name, wanted in keys.items():
        free = [key for key in _split(wanted) if (BY_ID[name].where, key) not in taken]
        if free:
            kept[name] = ",".join(free)
    return settings._replace(keys={**kept, **settings.own}), tuple(problems)


def _split(keys: str) -> list[str]:
    return [one.strip() for one in keys.split(",")]


def write_settings(folder: Path, changes: Mapping[str, str | bool]) -> None:
    """Write what was changed into `settings.toml`, whole or not at all; what else stands there stays, remarks too.

    Raises NotAllowed where the file cannot be read (it is never written over), StorageFailed where the disk refuses.
    """
    path = folder / "settings.toml"
    before, problems = _table(path)
    if problems:
        raise ic.NotAllowed(
            f"This holds until you leave and was not kept: {path} cannot be read, and is not written over. Mend it or "
            "remove it."
        )
    text = path.read_bytes().decode() if path.exists() else ""
    for name, value in changes.items():
        text = _with_line(text, name, value)
    import tomli  # noqa: PLC0415  only where something was chosen
    import tomli_w  # noqa: PLC0415  as above

    wanted = {**before, **changes}
    try:
        as_wanted = tomli.loads(text) == wanted
    except tomli.TOMLDecodeError:
        as_wanted = False
    ic.write_file(path, text.encode() if as_wanted else tomli_w.dumps(wanted).encode())


def _with_line(text: str, name: str, value: str | bool) -> str:  # noqa: FBT001  a setting's value
    """Return the text of a file with a setting's line put in the place of its old one, or at the beginning."""
    import tomli_w  # noqa: PLC0415  only where something was chosen

    line = tomli_w.dumps({name: value}).rstrip()
    old = re.compile(rf"^[ \t]*{name}[ \t]*=[^#\r\n]*?(?=[ \t]*(?:#[^\r\n]*)?\r?$)", re.MULTILINE)
    if old.search(text):
        return old.sub(lambda _: line, text, count=1)
    return f"{line}\n{text}"


def _table(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}, []
    except UnicodeDecodeError:
        return {}, [f"{path} could not be read: it is not UTF-8. What it says was left out; save it again as UTF-8."]
    except OSError as error:
        return {}, [f"{path} could not be read: {error.strerror}. What it says was left out."]
    import tomli  # noqa: PLC0415  most people have no such file

    try:
        return tomli.loads(text), []
    except tomli.TOMLDecodeError as error:
        return {}, [f"{path} is not TOML: {error}. What it says was left out."]


def _keys(path: Path) -> tuple[dict[str, str], list[str]]:
    table, problems = _table(path)
    rows: list[tuple[str, object]] = []
    for part, given in table.items():
        rows += [(f"{part}.{name}", key) for name, key in given.items()] if isinstance(given, dict) else [(part, given)]
    keys, wrong = known_keys(rows, str(path))
    return keys, [*problems, *wrong]


def known_keys(rows: Iterable[tuple[str, object]], where: str) -> tuple[dict[str, str], list[str]]:
    """Return the keys of those rows whose id we have, and a sentence for each other row; `where` begins it."""
    from inclusion_tui.keys.key_table import BY_ID  # noqa: PLC0415  it is long, and most people have no such file

    keys: dict[str, str] = {}
    problems: list[str] = []
    for name, key in rows:
        if name not in BY_ID:
            near = ic.nearest(name, tuple(BY_ID))
            meant = f" Did you mean {near}?" if near else ""
            problems.append(f"{where}: {name} is not the name of a key.{meant}")
        elif not isinstance(key, str) or not key.strip():
            problems.append(f"{where}: {name} needs a key's name, such as 'ctrl+e'.")
        else:
            keys[name] = key
    return keys, problems
