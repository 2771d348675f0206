"""Small groups against a measure: exact, in any order, and nothing said that is not known."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion_core.analysis.ratios import Adults, SmallGroup, ratios
from inclusion_core.errors import InvalidFile, NotAllowed
from inclusion_core.exchange.group_rows import read_groups

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
