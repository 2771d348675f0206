"""What can go wrong, and how it is said.

The whole tree:

    InclusionError
    ├── InvalidFile           a file of ours or a colleague's cannot be read as it stands (holds every Problem)
    │   └── FutureSchema      it was written by a newer version of this program
    ├── UnknownName           a framework, indicator, level, review, voice, method … that nobody knows
    ├── NotAllowed            what was asked breaks a rule of the field (a non-answer without its reason, …)
    │   └── InsideWords       a text to blank stands inside longer words, which it would cut up
    ├── FrameworkRefused      a scoring method cannot work with this framework
    ├── Conflict              somebody changed the same thing, or the file is no longer what it was
    │   └── Locked            another program holds the review just now
    ├── ReadOnly              this workspace or review was opened for reading only
    ├── StorageFailed         the disk said no (full, removed, not permitted); what was there is as it was
    ├── PluginFailed          a plugin raised, hung, printed or answered with the wrong thing
    └── MissingExtra          an optional part of the program is not installed

`str()` of each is whole sentences: what is wrong, where, and what to do. Nothing here imports anything of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Severity = Literal["wrong", "worth-doing"]


@frozen
class Problem:
    """One thing found in a file: what is wrong, where, and what to do about it.

    `where` is the dotted path of the key inside the file (`indicators.U4.weight`), empty where the file itself is
    meant. `line` counts from 1 and is None unless it is certain. `severity` keeps what is *wrong* (the file cannot be
    used) apart from what is *worth doing* (it can).

    >>> str(Problem(what="is not a key we know.", where="indicators.U4.wieght", do="Did you mean 'weight'?",
    ...             file="north-east.toml", line=42))
    "north-east.toml:42: indicators.U4.wieght is not a key we know. Did you mean 'weight'?"
    """

    what: str
    where: str = ""
    do: str = ""
    file: str = ""
    line: int | None = None
    severity: Severity = "wrong"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return place + " ".join(part for part in (self.where, self.what, self.do) if part)


class InclusionError(Exception):
    """Whatever this library raises on purpose. `str()` is whole sentences for a person to read."""


class InvalidFile(InclusionError):
    """A file that cannot be read as it stands.

    `problems` holds every mistake that one reading found, in the order of the file; `path` is the file.
    """

    def __init__(self, path: Path | str, problems: Iterable[Problem]) -> None:
        self.path = str(path)
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FutureSchema(InvalidFile):
    """A file written by a newer version of this program. It is opened for reading only, or not at all."""


class UnknownName(InclusionError):
    """A name that nobody knows. `nearest` is the closest known name or None; `known` are all of them.

    >>> str(UnknownName("indicator", "U44", nearest="U4", known=("U1", "U4")))
    "There is no indicator 'U44'. Did you mean 'U4'? Known: U1, U4."
    """

    def __init__(self, sort: str, name: str, *, nearest: str | None = None, known: Iterable[str] = ()) -> None:
        self.sort, self.name, self.nearest, self.known = sort, name, nearest, tuple(known)
        words = [f"There is no {sort} '{name}'."]
        if nearest:
            words.append(f"Did you mean '{nearest}'?")
        words.append(f"Known: {', '.join(self.known)}." if self.known else f"No {sort} is known here.")
        super().__init__(" ".join(words))


class NotAllowed(InclusionError):
    """What was asked breaks a rule of the field; the sentence names the rule."""


class InsideWords(NotAllowed):
    """A text to blank stands inside longer words, and blanking would cut those up. `words` are the first of them."""

    def __init__(self, sentence: str, words: Iterable[str] = ()) -> None:
        self.words = tuple(words)
        super().__init__(sentence)


class FrameworkRefused(InclusionError):
    """A scoring method cannot work with this framework; the sentence says what the framework lacks."""


class Conflict(InclusionError):
    """Somebody changed the same thing meanwhile. Nothing was changed by this call."""


class Locked(Conflict):
    """Another program holds the review at this moment and did not let go in time. Nothing was changed."""


class ReadOnly(InclusionError):
    """The workspace or review was opened for reading only. Nothing was changed."""


class StorageFailed(InclusionError):
    """The disk refused (full, removed, not permitted). What was there before is there still, byte for byte."""


class PluginFailed(InclusionError):
    """A plugin raised, took too long, left the program or answered with the wrong thing. `plugin` is its name."""

    def __init__(self, plugin: str, what: str) -> None:
        self.plugin = plugin
        super().__init__(f"The plugin '{plugin}' {what}")


class MissingExtra(InclusionError):
    """An optional part is not installed; the sentence holds the command that installs it."""

    def __init__(self, extra: str, needed_for: str) -> None:
        self.extra = extra
        super().__init__(
            f"{needed_for} needs an optional part. Install it with: pip install 'inclusion-review[{extra}]'"
        )
