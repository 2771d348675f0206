"""Small groups against a measure: exact, in any order, and nothing said that is not known."""

import re
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.ratios import ratios
from inclusion_core.errors import InvalidFile, NotAllowed
from inclusion_core.exchange.group_rows import amount, groups_table, line_of, read_groups, read_line
from inclusion_core.model.staffing import Adults, SmallGroup

TABLE = (
    "Group;Pupils;Hours;Adults;Kind;Rate\nReading 1;4;2;1;TA;£14.50\nNumber;15;1,5;1;teacher;\n".replace("1,5", "1.5")
    + "Number;15;1.5;1;support;14.50\n"
    "Talk;7;0.5;1;support;14.50\n"
)


def group(pupils: int, *adults: Adults, hours: Fraction = Fraction(1)) -> SmallGroup:
    """Return a group."""
    return SmallGroup("Group", pupils, hours, adults)


def test_adults_add_up_and_a_group_is_within_what_they_take() -> None:
    """One of each takes sixteen; seven with one of the support staff are three too many."""
    both = ratios([group(16, Adults("support", 1), Adults("teaching", 1))]).groups[0]
    assert (both.takes, both.within, both.as_support) == (16, True, Fraction(4))
    seven = ratios([group(7, Adults("support", 1))]).groups[0]
    assert (seven.within, seven.as_support) == (False, Fraction(7))
    other = ratios([group(7, Adults("support", 1))], measure={"support": 7, "teaching": 12}).groups[0]
    assert other.within


def test_cost_is_told_only_of_what_is_known() -> None:
    """A group without a rate has no cost; a year and what is left need all of them."""
    known, unknown = Adults("support", 1, Fraction(15)), Adults("support", 1)
    found = ratios([group(4, known, hours=Fraction(2)), group(4, unknown)], budget=Fraction(1000))
    assert (found.costed, found.cost, found.pupil_hour, found.year, found.left) == (
        1, Fraction(30), Fraction(15, 4), None, None,
    )  # fmt: skip
    found = ratios([group(4, known, hours=Fraction(2))], budget=Fraction(1000), weeks=38)
    assert (found.year, found.left) == (Fraction(1140), Fraction(-140))
    nothing = ratios([])
    assert (nothing.as_support, nothing.cost, nothing.pupil_hour) == (None, None, None)


ROW = st.tuples(
    st.integers(1, 30), st.integers(1, 3), st.sampled_from(["support", "teaching"]), st.integers(1, 20)
)  # fmt: skip


@given(st.lists(ROW, min_size=1, max_size=8))
def test_the_whole_lies_between_its_groups_whatever_their_order(rows: list[tuple[int, int, Any, int]]) -> None:
    """The ratio of all is no better than the best group's and no worse than the worst one's."""
    groups = [group(pupils, Adults(kind, count), hours=Fraction(hours)) for pupils, count, kind, hours in rows]
    found, other = ratios(groups), ratios(reversed(groups))
    assert found.as_support == other.as_support
    assert found.as_support is not None
    each = [one.as_support for one in found.groups]
    assert min(each) <= found.as_support <= max(each)


def test_a_table_is_read_as_people_keep_it(tmp_path: Path) -> None:
    """Semicolons, a pound sign, TA and teacher; rows of one group are one group."""
    path = tmp_path / "groups.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    found = ratios(read_groups(path))
    assert [(one.group.name, one.takes, one.within, one.cost) for one in found.groups] == [
        ("Reading 1", 4, True, Fraction(29)), ("Number", 16, True, None), ("Talk", 4, False, Fraction(29, 4)),
    ]  # fmt: skip


def test_every_row_that_is_wrong_is_named(tmp_path: Path) -> None:
    """All of them in one go, each with its line."""
    path = tmp_path / "groups.csv"
    rows = ("A,4,2,1,suport", "B,no,2,1,support", "C,4,lots,1,support", "D,4,2,0,support", ",4,2,1,support",
            "E,4,2,1,support", "E,5,2,1,teacher", "F,4,200,1,support")  # fmt: skip
    path.write_text("group,pupils,hours,adults,kind\n" + "\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_groups(path)
    said = str(caught.value)
    for part in ("Did you mean support?", "no number of pupils", "no amount of hours", "at least one adult",
                 "has no name", "They must be the same", "200 hours a week"):  # fmt: skip
        assert part in said
    assert len(caught.value.problems) == 7


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("group;pupils;hours;adults;kind;rate\nA;4;1,5;1;TA;14,50\n", "'1,5' is no amount of hours"),
        ("group,pupils,hours,adults,kind,rate\nA,4,1.5,1,TA,14,50\n", "more cells than the header"),
        ("group,pupils,hours,adults,kind,rate,Rate\nA,4,1.5,1,TA,14,15\n", "two columns 'rate'"),
        ("group,pupils,hours,adults,kind,Hourly rate\nA,4,1.5,1,TA,14\n", "Is 'Hourly rate' what an hour"),
        ("group,pupils,hours,adults,kind,rate\nA,4,1.5,1,TA,14\na,4,1.5,1,support,14.00\n", "in another row already"),
        ("group,pupils,hours,adults,kind\nA,4,1e-99999999,1,TA\n", "is no amount of hours"),
    ],
)
def test_no_cell_is_read_as_another_figure_than_is_meant(tmp_path: Path, table: str, says: str) -> None:
    """A comma for a point, a cell too many, a rate by another name, a table pasted twice: the row is named instead."""
    path = tmp_path / "groups.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_groups(path)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["1,5", "14,50", "1,2345", ",500", "1e3", "1e309", "nan", "", ".", "£", "1.5.5", "٣"])
def test_an_amount_that_could_be_two_is_refused(text: str) -> None:
    """A comma stands between thousands and nowhere else."""
    with pytest.raises(NotAllowed, match=r"Write it as 2\.5"):
        amount(text, "money")


def test_an_amount_is_read_as_schools_write_it() -> None:
    """A pound sign, commas between thousands, a point with nothing before or after it."""
    texts = ("£1,450.00", " 14.5 ", ".5", "5.", "24000", "1,234,567.89", "-1", "1/3")
    assert [amount(one, "money") for one in texts] == [
        1450, Fraction(29, 2), Fraction(1, 2), 5, 24000, Fraction(123456789, 100), -1, Fraction(1, 3),
    ]  # fmt: skip


def test_a_table_of_something_else_is_known(tmp_path: Path) -> None:
    """It says which columns it lacks."""
    path = tmp_path / "groups.csv"
    path.write_text("name,upn\nx,y\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="No row has the columns group"):
        read_groups(path)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: group(0, Adults("support", 1)), "at least one"),
        (lambda: group(4), "no adult"),
        (lambda: Adults("support", 1, Fraction(-1)), "cannot cost"),
        (lambda: ratios([], weeks=0), "1 or more"),
    ],
)
def test_what_cannot_be_is_one_sentence(make: Any, says: str) -> None:
    """Each names what is wrong."""
    with pytest.raises(NotAllowed, match=says):
        make()


AMOUNT = st.decimals("0.01", "99.99", places=2).map(Fraction)
WHO = st.builds(Adults, st.sampled_from(["support", "teaching"]), st.integers(1, 9), st.none() | AMOUNT)
NAME = st.text(st.characters(categories=["L", "N"], include_characters=" ;,=-@'+\"&"), min_size=1, max_size=12).map(
    lambda one: f"{one} 1".strip()
)
SORTS = st.lists(WHO, min_size=1, max_size=3, unique_by=lambda one: (one.kind, one.rate))
GROUP = st.builds(SmallGroup, NAME, st.integers(1, 999), AMOUNT, SORTS.map(tuple))


@given(st.lists(GROUP, min_size=1, max_size=4, unique_by=lambda one: one.name.casefold()))
def test_what_is_written_is_read_back_exactly(groups: list[SmallGroup]) -> None:
    """As a table and as a line: names, hours and rates come back as they were, an unknown rate as unknown."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "groups.csv"
        path.write_bytes(groups_table(groups))
        assert read_groups(path) == tuple(groups)
    assert [read_line(line_of(one)) for one in groups] == groups


def test_a_name_runs_no_formula_and_two_blanked_ones_stay_two(tmp_path: Path) -> None:
    """A spreadsheet shows the name and reckons with nothing; rows of two groups are never one group."""
    path = tmp_path / "groups.csv"
    one = SmallGroup("=1+1", 3, Fraction(1, 3), (Adults("support", 1),))
    path.write_bytes(groups_table([one, SmallGroup("[blanked]", 2, Fraction(1), (*one.adults, *one.adults)),
                                   SmallGroup("[blanked]", 5, Fraction(1), one.adults)]))  # fmt: skip
    assert "\n'=1+1,3,1/3,1,support,\n" in path.read_text(encoding="utf-8-sig")
    assert [(each.name, each.pupils, each.adults[0].count) for each in read_groups(path)] == [
        ("=1+1", 3, 1), ("[blanked]", 2, 2), ("[blanked] (2)", 5, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "adults", "hours"),
    [
        ("Reading 1; 4; 2; 1 support 14.50", (Adults("support", 1, Fraction(29, 2)),), 2),
        ("Reading 1;4;2 hours;TA", (Adults("support", 1),), 2),
        ("Reading; and more; 4; 2h; 2 TAs at £14.50 and 1 teacher", (Adults("support", 2, Fraction(29, 2)),
                                                                     Adults("teaching", 1)), 2),
        ("Reading 1; 4; 1.5; 1 teaching assistant 14, 1 teacher @38", (Adults("support", 1, Fraction(14)),
                                                                       Adults("teaching", 1, Fraction(38))), 1.5),
    ],
)  # fmt: skip
def test_a_line_is_read_as_people_type_it(line: str, adults: tuple[Adults, ...], hours: float) -> None:
    """The kind in any of its words, with or without a rate; what is left of the name stays the name."""
    found = read_line(line)
    assert (found.pupils, found.adults, found.hours) == (4, adults, Fraction(hours))
    assert found.name in {"Reading 1", "Reading; and more"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Reading 1", "Such as: Reading 1; 4; 2; 1 support 14.50"),
        ("Reading 1; 4; 2;", "Write a name; how many pupils"),
        ("; 4; 2; 1 support", "Write a name"),
        ("Reading 1; four; 2; 1 support", "'four' is no number of pupils"),
        ("Reading 1; 4; long; 1 support", "'long' is no amount of hours"),
        ("Reading 1; 4; 2; 1 suport", "Did you mean support?"),
        ("Reading 1; 4; 2; 14.50", "says no adults"),
        ("Reading 1; 4; 2; 0 support", "at least one adult"),
        ("Reading 1; 4; 200; 1 support", "at most 168"),
    ],
)
def test_a_line_that_cannot_be_read_is_one_sentence(line: str, says: str) -> None:
    """It says what is wrong and what to write."""
    with pytest.raises(NotAllowed, match=re.escape(says)):
        read_line(line)
