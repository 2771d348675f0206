"""One line for each change: when, who, what; what was taken back says so, what is hidden stays hidden."""

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.history import happening_lines, history_line
from inclusion_tui.render.line import as_text, plain

PEOPLE = {"ak-7f3": ic.Person("ak-7f3", "Asha K")}
ONE = ic.Happening(
    7, "01K3", dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC), "ak-7f3", "d-1", "judged U4 secure (peer:ak-7f3)"
)


def line(one: ic.Happening = ONE, hidden: tuple[str, ...] = (), width: int = 80) -> str:
    """Return a change's line."""
    return plain(history_line(one, PEOPLE, hidden, width))


def test_a_change_says_when_who_and_what() -> None:
    """By the clock on the wall, by the name in the team."""
    when = ONE.at.astimezone()
    assert line() == f" {when:%d %b %H:%M}  Asha K          judged U4 secure (Asha K)"


def test_somebody_without_a_name_is_an_id() -> None:
    """Who is not in the team, or chose no name, is known by the id."""
    assert "bo-1aa" in line(evolve(ONE, person="bo-1aa"))


def test_what_was_taken_back_says_so() -> None:
    """It is said in words, not by colour."""
    assert "taken back: judged U4 secure" in line(evolve(ONE, undone=True))
    assert "It was taken back since." in as_text(happening_lines(evolve(ONE, undone=True), PEOPLE, (), 80))


def test_a_judgement_that_is_hidden_from_this_voice_is_hidden_here_too() -> None:
    """A reviewer of a blind review reads no other reviewer's level in the history, neither short nor in full."""
    for told in (line(hidden=("peer:ak-7f3",)), as_text(happening_lines(ONE, PEOPLE, ("peer:ak-7f3",), 80))):
        assert "secure" not in told
        assert "U4" not in told
        assert "gave a judgement that is hidden for now" in " ".join(told.split())
    assert "secure" in line(hidden=("peer:ak-7f",))


def test_the_whole_of_a_change_has_its_day_number_and_device() -> None:
    """What the short line leaves out is told below."""
    told = as_text(happening_lines(ONE, PEOPLE, (), 80))
    assert "Asha K judged U4 secure (Asha K)." in told
    assert "Change 7, on Friday 20 November 2026" in told
    assert "on the device d-1." in told


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_no_line_is_too_wide(width: int) -> None:
    """Long names and sentences are cut or broken, escapes are inert."""
    long = evolve(ONE, says="edited \x1b[2J assessments/self.toml by hand " * 9, person="x" * 60, undone=True)
    told = [line(long, width=width), *as_text(happening_lines(long, PEOPLE, (), width)).split("\n")]
    assert all(ic.columns(one) <= width for one in told)
    assert "\x1b" not in "".join(told)
