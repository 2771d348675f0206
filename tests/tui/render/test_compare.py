"""Schools side by side as lines: counts, where the own school is, the middle, the range, n; and what is hidden."""

import datetime as dt

import pytest

import inclusion_core as ic
from inclusion_core.analysis.schools.side_by_side import Entrant, compare_schools
from inclusion_tui.render.compare import (
    about_lines,
    columns_of,
    compare_row,
    detail_lines,
    map_lines,
    names_line,
    over_time_lines,
    why_lines,
    worth_a_row,
)
from inclusion_tui.render.line import as_text, plain

FRAMEWORK = ic.load_framework("universal-targeted-specialist")
LEVELS = ("starting", "developing", "secure", "leading")


def entrant(number: int, level: str | None, *, named: bool = False, you: bool = False) -> Entrant:
    """Return a school that gave U1 a level and U2 'leading'."""
    given = {("U2", None): ic.Judgement("leading")}
    if level:
        given["U1", None] = ic.Judgement(level)
    school = ic.School(id=f"s{number}", name=f"School [{number}]\x1b[2J", made_up=True)
    return Entrant(f"s{number}-1", school, given, ic.Setting(), named=named, you=you)


def compared(*schools: Entrant, agreed: bool = True) -> ic.comparing.GroupCompared:
    """Lay schools side by side."""
    found = compare_schools(FRAMEWORK, schools, agreed=agreed)
    left = (ic.comparing.LeftOut("not released to the cluster", 2, ("Harbour",)),)
    return ic.comparing.GroupCompared(FRAMEWORK, "self", "cluster", found, left, {})


EIGHT = compared(
    entrant(1, "starting", you=True),
    entrant(2, "developing", named=True),
    *(entrant(number, LEVELS[number % 3 + 1]) for number in range(3, 9)),
)


def row(found: ic.comparing.GroupCompared, name: str) -> ic.comparing.SchoolsRow:
    """Return an indicator's row."""
    return next(one for one in found.compared.rows if one.name == name)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_row_says_where_you_are_and_rests_on_its_n(width: int) -> None:
    """Counts of each level, the own one in brackets, middle, range and n; as wide as the room."""
    told = plain(compare_row(row(EIGHT, "U1"), EIGHT, columns_of(EIGHT), width))
    assert told.endswith("[1] 3  2  2   2 or 3    1-4    8")
    assert told.startswith(" U1")
    assert ic.columns(told) == width
    names = plain(names_line(EIGHT, columns_of(EIGHT), width))
    assert names.endswith(" 1  2  3  4   middle  range    n")
    assert ic.columns(names) == width


def test_what_is_hidden_shows_a_letter_and_says_why() -> None:
    """Six that all say the same are not shown: only those with a name are, and the reason stands under them."""
    hidden = row(EIGHT, "U2")
    assert " c " in plain(compare_row(hidden, EIGHT, columns_of(EIGHT), 80))
    told = as_text(detail_lines(hidden, EIGHT, 80))
    assert "4 Leading: 2 schools: yours and School [2]␛[2J (made up)" in told
    assert "Others are not shown: fewer than 5 schools, or too much alike" in told
    assert not worth_a_row(row(EIGHT, "U3"))


def test_a_list_or_a_rule_shows_nobody_without_a_name() -> None:
    """The page says how many there are, that they are not shown, and why."""
    found = compared(entrant(1, "secure", you=True), entrant(2, None, named=True), entrant(3, "secure"), agreed=False)
    about = as_text(about_lines(found, "Schools like this one", 140))
    assert "1 without a name, not shown. All are made up." in about
    why = " ".join(as_text(why_lines(found, 80)).split())
    for part in ("could be made again with one school less", "2 not released to the cluster: Harbour.",
                 "no order of merit", "What nobody here has judged"):  # fmt: skip
        assert part in why
    assert "School [2]␛[2J (made up): Not looked at yet" in as_text(detail_lines(row(found, "U1"), found, 80))


def test_the_map_and_the_rounds_are_signs_and_words() -> None:
    """The map marks the own school; rounds say what moved and what cannot be claimed."""
    assert "> School [1]" in as_text(map_lines(EIGHT, "Map", 80))
    school = ic.School(id="s1", name="School")

    def cycle(year: int, level: str) -> ic.comparing.Cycle:
        day = dt.date(year, 11, 2)
        return ic.comparing.Cycle(f"s1-{year}", school, day, FRAMEWORK, {("U1", None): ic.Judgement(level)})

    rounds = [cycle(2025, "starting"), cycle(2026, "secure")]
    told = as_text(over_time_lines(ic.comparing.over_time(rounds), 80))
    assert "Starting > Secure: 2 levels up" in told
    assert "What lies between two rounds is not what made the difference." in told
    assert "nothing to lay beside it" in as_text(over_time_lines(ic.comparing.over_time(rounds[:1]), 80))
