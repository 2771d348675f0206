from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from inclusion_core.errors import InvalidFile
from inclusion_core.store.problems import Findings, path_of, sort_of


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "a whole number"),
        (Decimal("0.5"), "a number with a decimal point"),
        ({}, "a table"),
        (dt.date(2026, 1, 1), "a date"),
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "a date and time"),
        (dt.time(10), "a time"),
        (None, "nothing"),
    ],
)
def test_sorts_are_said_in_words_of_toml(value: object, words: str) -> None:
    """Nobody who writes a framework has to know what a dict or a str is."""
    assert sort_of(value) == words


def test_places_in_lists_are_counted_from_one() -> None:
    """The second item of a list is 'item 2', and the path leads to the list."""
    assert path_of((((None, "gates"), "needs"), 1)) == (("gates", "needs"), "(item 2) ")


def test_problems_come_in_the_order_of_the_file() -> None:
    """What has no line comes first, then line by line, and remarks are not raised."""
    findings = Findings(file="x.toml", text="a = 1\nb = 2\n")
    findings.at(("b",), "is late.")
    findings.at(("a",), "is early.")
    findings.at((), "Something is missing.")
    findings.at(("a",), "could be better.", remark=True)
    with pytest.raises(InvalidFile) as caught:
        findings.raise_if_wrong()
    assert str(caught.value) == "x.toml: Something is missing.\nx.toml:1: a is early.\nx.toml:2: b is late."


def test_remarks_alone_raise_nothing() -> None:
    """What is worth doing keeps nobody from working."""
    findings = Findings()
    findings.at(("a",), "could be better.", remark=True)
    findings.raise_if_wrong()
    assert findings.count == 1
