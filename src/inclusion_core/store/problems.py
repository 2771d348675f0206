"""What is wrong with a table, collected in one pass and said in the words of TOML and not of Python."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from inclusion_core.errors import InvalidFile, Problem
from inclusion_core.identifiers import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inclusion_core.store.lines import Lines

Where = tuple[Any, str | int] | None
"""The way to a value: what it stands in, and its key or its place in a list; None is the file itself."""

TEXT = "a text in straight quotes"
TEXTS = "a list of texts"
TABLE = "a table"
YES_NO = "true or false"
WHOLE = "a whole number"
NUMBER = 'a number, such as 2, 0.5 or "5/8"'
INSTANT = "a date and time with its zone, such as 2026-11-22T10:42:05Z"
NEED = (
    "Write 'strand U strong', 'strand U met', 'indicator S2 judged' or 'indicator S2 at least secure', "
    "with an id and a level of this framework."
)

_ID_RULE = "Use lower-case letters, digits and single hyphens, such as 'north-east'."
_INDICATOR_RULE = "Use letters and digits with single dots or hyphens between, such as 'U4' or 'P3.1'."
_PLAIN_LETTERS = (
    "Ids are written in the letters a to z, so that everybody can type them; titles and texts may be in any language."
)

_FRACTION = re.compile(r"-?\d{1,100}(?:/[1-9]\d{0,99})?")
_LONGEST_NUMBER = 40
_SHOWN = 12
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ID_PART = re.compile(r"[A-Za-z0-9-]+")


def number(value: Any) -> Fraction | None:  # noqa: ANN401  whatever a file held
    """Return an exact number for a whole number, a decimal or a text such as `5/8`; None for anything else.

    >>> number(2), number("5/8"), number(True), number("half")
    (Fraction(2, 1), Fraction(5, 8), None, None)
    """
    if type(value) is int:
        return Fraction(value)
    if type(value) is float:
        value = Decimal(repr(value))
    if type(value) is Decimal:
        small = value.is_finite() and abs(value.adjusted()) <= _LONGEST_NUMBER
        return Fraction(value) if small else None
    if type(value) is str and _FRACTION.fullmatch(value):
        return Fraction(value)
    return None


def divides_by_nothing(text: str) -> bool:
    """Say whether a text is a fraction such as `1/0`, which is no number at all."""
    return re.fullmatch(r"-?\d+/0+", text.strip()) is not None


def sort_of(value: Any) -> str:  # noqa: ANN401, PLR0911  whatever a file held
    """Say what sort of TOML value this is.

    >>> sort_of("x"), sort_of(True), sort_of([])
    ('a text', 'true or false', 'a list')
    """
    if isinstance(value, bool):
        return YES_NO
    if isinstance(value, int):
        return WHOLE
    if isinstance(value, float | Decimal):
        return "a number with a decimal point"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, dt.datetime):
        return "a date and time" if value.tzinfo else "a date and time without a zone"
    if isinstance(value, dt.date):
        return "a date"
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else "nothing" if value is None else "a time"


def id_rule(name: str, *, indicators: bool = False) -> str:
    """Return the rule that a name breaks which cannot be an id, and for another script why it holds there too.

    >>> id_rule("Über-uns").startswith("Ids are written in the letters a to z")
    True
    """
    rule = _INDICATOR_RULE if indicators else _ID_RULE
    return rule if name.isascii() else f"{_PLAIN_LETTERS} {rule}"


def suggestion(name: str, known: Iterable[str]) -> str:
    """Say what was most likely meant, or else what there is.

    >>> suggestion("secured", ["secure", "leading"]), suggestion("gold", ["secure", "leading"])
    ("Did you mean 'secure'?", 'Known here: leading, secure.')
    """
    names = sorted(set(known))
    close = nearest(name, names)
    if close:
        return f"Did you mean '{close}'?"
    more = " …" if len(names) > _SHOWN else "."
    return f"Known here: {', '.join(names[:_SHOWN])}{more}" if names else "There is none here."


def path_of(where: Where) -> tuple[tuple[str, ...], str]:
    """Return the keys that lead to a value, and in words its place in a list (empty outside lists)."""
    parts: list[str] = []
    place = ""
    while where is not None:
        where, step = where
        if isinstance(step, int):
            place = f"(item {step + 1}) "
            parts.clear()
        else:
            parts.insert(0, step)
    return tuple(parts), place


def is_piece(name: str, value: Any, keys: Iterable[str]) -> bool:  # noqa: ANN401  whatever a file held
    """Say whether an unknown key looks like the rest of an id with a dot that stands without quotes."""
    return isinstance(value, dict) and _ID_PART.fullmatch(name) is not None and nearest(name, keys) is None


def dotted(path: tuple[str, ...]) -> str:
    """Write a key's path as a file would, with quotes where a part needs them.

    >>> dotted(("indicators", "P3.1", "title"))
    'indicators."P3.1".title'
    """
    return ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in path)


class Findings:
    """The problems of one file. `top` are the keys of the whole file, which stand above every heading."""

    def __init__(self, *, file: str = "", text: str = "", top: Iterable[str] = ()) -> None:
        self.file = file
        self.top = tuple(top)
        self.problems: list[Problem] = []
        self.misplaced: set[str] = set()
        self._noted: set[tuple[tuple[str, ...], str]] = set()
        self._text = text
        self._lines: Lines | None = None

    @property
    def count(self) -> int:
        """How many problems were found so far, remarks among them."""
        return len(self.problems)

    def line(self, path: tuple[str, ...]) -> int | None:
        """Return the line of a key, None where it is not certain."""
        if not path or not self._text:
            return None
        if self._lines is None:
            from inclusion_core.store.lines import Lines  # noqa: PLC0415  only a mistake costs its import

            self._lines = Lines(self._text)
        return self._lines(path)

    def add(self, where: Where, what: str, do: str = "") -> None:
        """Note something wrong at a place."""
        path, place = path_of(where)
        self.at(path, place + what, do)

    def at(self, path: tuple[str, ...], what: str, do: str = "", *, remark: bool = False) -> None:
        """Note something wrong (or worth doing, as a `remark`) at a key's path."""
        line = self.line(path)
        severity = "worth-doing" if remark else "wrong"
        if path:
            self._noted.add((path[:-1], path[-1]))
        self.problems.append(Problem(what, dotted(path), do, self.file, line, severity))  # type: ignore[arg-type]

    def mismatch(self, where: Where, expected: str, value: Any) -> None:  # noqa: ANN401
        """Note a value of the wrong sort."""
        given = sort_of(value)
        do = ""
        if expected is TEXTS and isinstance(value, str):
            do = 'Put it in square brackets: ["…"].'
        elif expected is TEXTS and isinstance(value, list):
            item = next(place for place, one in enumerate(value) if type(one) is not str)
            given = f"a list whose item {item + 1} is {sort_of(value[item])}"
        elif expected is YES_NO and value in ("true", "false"):
            do = f"Write {value} without quotes."
        elif expected is TEXT and isinstance(value, int | Decimal | float | dt.date):
            do = "Put it in straight quotes."
        elif expected is WHOLE and isinstance(value, str) and value.isdigit():
            do = f"Write {value} without quotes."
        self.add(where, f"must be {expected}, not {given}.", do)

    def not_one_of(self, where: Where, value: Any, known: Iterable[str]) -> None:  # noqa: ANN401
        """Note a value that is none of the few that are possible."""
        words = tuple(known)
        if not isinstance(value, str):
            self.add(where, f"must be one of {_listed(words)}, not {sort_of(value)}.")
            return
        close = nearest(value, words)
        self.add(where, f"cannot be '{value}'.", f"Did you mean '{close}'?" if close else f"Use {_listed(words)}.")

    def unknown(self, cls: type, where: Where, name: str, value: Any, *, in_keyed: bool) -> None:  # noqa: ANN401
        """Note a key that its class does not have, with the reason that is most likely."""
        path, _ = path_of(where)
        here = [one.name for one in attrs.fields(cls) if not (in_keyed and one.name == "id")] if path else self.top
        if in_keyed and name == "id":
            self.at((*path, name), "is not needed: the id is the name in the heading.", "Delete it.")
        elif in_keyed and is_piece(name, value, here):
            heading = dotted((*path[:-1], f"{path[-1]}.{name}"))
            self.at(
                (*path, name),
                f"is read as a table '{name}' inside {dotted(path)}, because an id with a dot stands without quotes.",
                f"Write [{heading}].",
            )
        elif path and name in self.top:
            self.misplaced.add(name)
            self.at(
                (*path, name),
                f"belongs to the whole file, but it stands below [{dotted(path)}] and is read as part of that.",
                "Move it above the first [heading].",
            )
        else:
            close = nearest(name, here)
            do = f"Did you mean '{close}'?" if close else f"The keys here are {', '.join(here)}."
            self.at((*path, name), "is not a key we know.", do)

    def missing(self, cls: type, where: Where, names: list[str], value: dict[str, Any]) -> None:
        """Note keys that must be there and are not."""
        path, place = path_of(where)
        known = {one.name for one in attrs.fields(cls)}
        if path and value and not known & value.keys() and all(isinstance(one, dict) for one in value.values()):
            return  # nothing but pieces of ids without quotes, and those were said
        for name in names:
            self._noted.add((path, name))
            if path:
                self.at(path, f"{place}has no {name}.", f"Add {name} = …")
            elif name not in self.misplaced:
                self.at(
                    (), f"{name} is missing.", f"Add {name} = … at the top; a key below a [heading] belongs to that."
                )

    def noted(self, path: tuple[str, ...], key: str) -> bool:
        """Say whether a missing or wrong key was noted already, so that one mistake gives one sentence."""
        return (path, key) in self._noted

    def in_order(self) -> tuple[Problem, ...]:
        """Return what was found: first what has no line, then in the order of the lines."""
        return tuple(sorted(self.problems, key=lambda one: one.line or 0))

    def raise_if_wrong(self) -> None:
        """Raise InvalidFile with everything that is wrong, in the order of the file, if anything is."""
        wrong = [one for one in self.in_order() if one.severity == "wrong"]
        if wrong:
            raise InvalidFile(self.file, wrong)


def _listed(words: tuple[str, ...]) -> str:
    """Write words as a sentence has them: a, b or c."""
    quoted = [f"'{word}'" for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def shortened(text: str, most: int = 60) -> str:
    """Return the beginning of a text that somebody wrote, so that a sentence about it can still be read.

    >>> shortened("9" * 6000, most=5)
    '99999…'
    """
    return text if len(text) <= most else f"{text[:most]}…"
