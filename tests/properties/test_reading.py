"""Whatever we write we read again as it was, and whatever anybody else wrote is answered with sentences."""

from __future__ import annotations

import datetime as dt
import string
from fractions import Fraction

import attrs
import hypothesis.strategies as st
from hypothesis import given, settings

from inclusion_core.errors import InvalidFile, UnknownName
from inclusion_core.model.framework import (
    AppliesTo,
    Facet,
    Framework,
    Gate,
    Group,
    Indicator,
    Law,
    Link,
    Need,
    Region,
    Retired,
    Strand,
    Strong,
    Sufficiency,
)
from inclusion_core.model.overlay import laid_over
from inclusion_core.model.scale import FOUR_STEP, Scale
from inclusion_core.store import toml
from inclusion_core.store.converter import number, plain_number
from inclusion_core.store.frameworks.framework_files import digest, framework_of, framework_table, read_framework

# A text as a form would take it: no lone surrogates, no control characters, line ends LF.
TEXT = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"), exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ),
    max_size=20,
)
TITLE = TEXT.filter(str.strip)
IDS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=4)
WEIGHTS = st.fractions(0, 100)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Draw a framework that is right in itself and uses every key there is."""
    levels = draw(st.sampled_from([FOUR_STEP.order, ("no", "partly", "yes")]))
    values = draw(st.sampled_from([{}, {levels[1]: Fraction(1, 3)}, {levels[1]: Fraction(1, 8)}]))
    scale = Scale("own", levels, titles=draw(st.dictionaries(st.sampled_from(levels), TITLE)), values=values)
    level = st.sampled_from(levels)
    strands = draw(st.lists(st.sampled_from(["A", "B", "A.1", "C-2"]), min_size=1, unique=True))
    indicators = draw(st.lists(st.sampled_from(["U1", "P3.1", "U10", "S-2"]), unique=True))
    one_of = st.lists(st.sampled_from(["observation", "pupil-voice"]), unique=True).map(tuple)
    some = st.lists(st.sampled_from(indicators), unique=True).map(tuple) if indicators else st.just(())
    texts = st.lists(TEXT, max_size=2).map(tuple)

    def indicator(one: str) -> Indicator:
        return Indicator(
            one,
            draw(st.sampled_from(strands)),
            draw(TITLE),
            statement=draw(TEXT),
            look_for=draw(texts),
            ask=draw(st.dictionaries(st.sampled_from(["pupils", "staff"]), texts)),
            evidence=draw(one_of),
            weight=draw(WEIGHTS),
            core=draw(st.booleans()),
            met_at=draw(st.none() | level),
            law=draw(st.none() | st.builds(Law, TITLE, TITLE, st.none() | st.dates(dt.date(1900, 1, 1)))),
            applies_to=draw(st.builds(AppliesTo, st.just(("special",)), st.just(()), texts)),
            status=draw(st.sampled_from(["adopted", "proposed"])),
            step=draw(level),
            levels=draw(st.dictionaries(level, TEXT)),
        )

    needs = [
        Need("strand", strands[0], "strong"),
        *(Need("indicator", one, "at least", levels[0]) for one in indicators),
    ]
    return Framework(
        draw(IDS),
        "2026.1",
        draw(TITLE),
        {
            one: Strand(one, draw(TITLE), draw(TEXT), within=None if one == strands[0] else strands[0])
            for one in strands
        },
        {one: indicator(one) for one in indicators},
        scale,
        scoring=draw(st.sampled_from(["mean", "cumulative"])),
        about=draw(TEXT),
        derived_from=draw(st.sampled_from(["", "base@1"])),
        roles=("senco",),
        facet=draw(st.none() | st.just(Facet("lens", ("send", "cared-for"), required=True))),
        sufficiency={draw(level): Sufficiency(2, draw(one_of))},
        strong=draw(
            st.builds(Strong, st.none() | level, st.none() | level, st.fractions(0, 1), st.sampled_from(["met", "any"]))
        ),
        gates={"next": Gate("next", draw(TITLE), tuple(needs))},
        groups={"voice": Group("voice", draw(TITLE), draw(TEXT), draw(some))},
        region=Region(draw(TEXT), {"392": draw(TEXT)}),
        words=draw(st.dictionaries(TITLE, TEXT, max_size=2)),
        crosswalk={"other@1": {one: (Link("X.1", "close"), Link("X.2", "supports")) for one in draw(some)}},
        retired={"U99": Retired(draw(some), draw(TEXT))},
    )


def read(text: str) -> Framework:
    """Read a framework's text, knowing no scale and no plugin."""

    def nothing(name: str) -> Framework:
        raise UnknownName("framework", name)

    return read_framework(text, bases=nothing, scales={"four-step": FOUR_STEP}, kinds=None, methods=None).framework


@settings(max_examples=150, deadline=None)
@given(frameworks())
def test_a_framework_is_read_again_as_it_was_written(framework: Framework) -> None:
    """The resolved text of any framework gives the same framework, in the same order, with the same digest."""
    again = read(toml.dumps(framework_table(framework)))
    assert framework_table(again) == framework_table(framework)
    assert list(again.indicators) == list(framework.indicators)
    assert again.indicators == framework.indicators
    assert again.digest == digest(framework)


@settings(max_examples=60, deadline=None)
@given(frameworks())
def test_an_overlay_that_says_nothing_changes_nothing(framework: Framework) -> None:
    """Laid over with itself or with nothing, a framework's table is what it was."""
    table = framework_table(framework)
    assert laid_over(table, table) == table
    named = {key: table[key] for key in ("kind", "schema", "id", "edition", "title", "derived_from") if key in table}
    assert laid_over(table, named) == table


@settings(max_examples=200, deadline=None)
@given(st.fractions() | st.fractions(0, 1, max_denominator=1000))
def test_numbers_come_back_exactly(value: Fraction) -> None:
    """However a number is written, it is read as the same fraction."""
    assert number(toml.parse(toml.dumps({"n": plain_number(value)}))["n"]) == value


TABLES = st.recursive(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=30)
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.dates(dt.date(1000, 1, 1)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=5, alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\r")),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(string.printable.replace("\r", ""), max_size=6), TABLES, min_size=1, max_size=4))
def test_tables_come_back_to_the_character(table: dict[str, object]) -> None:
    """Every text, however many lines, quotes and backslashes it has, is read as it was written."""
    assert toml.parse(toml.dumps(table)) == table


MARKS = "abZ019 _-.=[]{}\"'#,\n\t\\@:\u201c\u2019<>"


@settings(max_examples=400, deadline=None)
@given(st.text(MARKS, max_size=60))
def test_any_text_is_read_or_answered_with_one_sentence(text: str) -> None:
    """No text makes reading fail in any other way than with a sentence that ends in a full stop."""
    try:
        toml.parse(text, file="x.toml")
    except InvalidFile as error:
        (problem,) = error.problems
        assert str(problem).endswith((".", "]", '"'))
        assert problem.line is None or 1 <= problem.line <= text.count("\n") + 1


JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["U1", "title", "strand", "law", "needs", "levels", "1"]), inner, max_size=3)
    ),
    max_leaves=6,
)


KEYS = st.sampled_from([*(one.name for one in attrs.fields(Framework)), "extends", "drop"])


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, JSON_LIKE, max_size=6))
def test_any_table_is_read_or_answered_with_sentences(table: dict[str, object]) -> None:
    """No table, however odd its values, makes the checks fail in any other way than with problems."""

    def nothing(name: str) -> Framework:
        raise UnknownName("framework", name)

    whole = {"kind": "inclusion.framework", "schema": 1, **table}
    problems = None
    try:
        framework_of(whole, bases=nothing, scales={"four-step": FOUR_STEP}, kinds={}, methods=())
    except InvalidFile as error:
        problems = error.problems
    assert problems is None or all(str(one).strip() for one in problems)
    assert problems != ()
