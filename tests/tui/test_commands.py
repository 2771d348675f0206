"""Finding a command: every word counts, and what fits best stands first."""

import pytest

from inclusion_tui.commands import Command, found
from inclusion_tui.render.commands import command_line
from inclusion_tui.render.line import plain


def command(name: str, says: str = "", *, at_first: bool = False) -> Command:
    """Return a command that does nothing."""
    return Command(name, says, "key", says, lambda _: None, at_first=at_first)


ALL = [
    command("undo", "Take back your own last change.", at_first=True),
    command("U10", "Families are heard early"),
    command("U1", "Every child is expected"),
    command("T1", "The school's U1 is elsewhere"),
    command("Undercliff School", "Somewhere"),
]


def names(typed: str) -> list[str]:
    """Return the names of what is found."""
    return [one.name for one in found(ALL, typed)]


def test_what_fits_best_stands_first() -> None:
    """The name itself comes before a name that begins so, and that before words inside."""
    assert names("u1") == ["U1", "U10", "T1"]
    assert names("UND") == ["undo", "Undercliff School"]


def test_every_word_counts_in_any_order() -> None:
    """Words are looked for in name and sentence together; one that is nowhere leaves nothing."""
    assert names("change undo") == ["undo"]
    assert names("change zebra") == []


def test_before_anything_is_typed_only_what_is_meant_for_it_is_shown() -> None:
    """Hundreds of indicators are not listed before a letter is typed."""
    assert names("  ") == ["undo"]


@pytest.mark.parametrize("width", [1, 20, 58, 80, 140])
def test_a_row_fits_and_acts_on_nothing(width: int) -> None:
    """A row is never wider than it may be, and what anybody wrote is shown and inert."""
    one = command("[bold]\x1b[2Jname", "a sentence " * 20)
    line = plain(command_line(one, width))
    assert len(line) <= width
    assert "\x1b" not in line
    assert width < 58 or line.endswith("key ")
