"""Checks that the golden files do not touch: one small mistake each, in a framework that is otherwise right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import InvalidFile, UnknownName
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.scale import FOUR_STEP
from inclusion_core.store.frameworks.framework_files import read_framework

if TYPE_CHECKING:
    from inclusion_core.model.framework import Framework

HEAD = 'kind = "inclusion.framework"\nschema = 1\nid = "one"\nedition = "1"\ntitle = "One"\n'
NAMED = 'scale = "four-step"\n'
BODY = '[strands.U]\ntitle = "Universal"\n[indicators.U1]\nstrand = "U"\ntitle = "Pupils are greeted"\n'


def base(name: str) -> Framework:
    """Know one framework that others may lie over."""
    if name != "base@1":
        raise UnknownName("framework", name)
    return read(HEAD.replace('"one"', '"base"') + NAMED + BODY)


def read(text: str) -> Framework:
    """Read a framework's text."""
    kinds = {one.id: one for one in KINDS}
    methods = {"mean", "paired", "profile", "none"}
    return read_framework(text, bases=base, scales={"four-step": FOUR_STEP}, kinds=kinds, methods=methods).framework


def test_the_framework_without_a_mistake_is_read() -> None:
    """What the mistakes below are put into is right by itself."""
    assert read(HEAD + NAMED + BODY).name == "one@1"
    assert read(HEAD + BODY + '[scale]\norder = ["no", "yes"]\n').scale.order == ("no", "yes")


@pytest.mark.parametrize(
    ("scale", "says"),
    [
        ("[scale]\norder = []\n", "scale.order is empty."),
        ('[scale]\norder = ["No", "yes"]\n', "scale.order has a level 'No' that cannot be an id."),
        (
            '[scale]\norder = ["no", "yes"]\nstance = true\nvalues = { no = 0 }\n[x]\n',
            "scale.values cannot be given to stances, which are never an amount.",
        ),
        (
            '[scale]\norder = ["no", "partly", "yes"]\nvalues = { partly = 1 }\n',
            "scale.values must rise from one level to the next.",
        ),
        (
            '[scale]\norder = ["no", "yes"]\nvalues = { perhaps = 1 }\n',
            "scale.values.perhaps names the level 'perhaps'",
        ),
        ("[scale]\n", "scale has no order."),
    ],
)
def test_each_mistake_in_a_scale_is_said(scale: str, says: str) -> None:
    """A scale of one's own must be one."""
    with pytest.raises(InvalidFile) as caught:
        read(HEAD + BODY + scale)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("top", "below", "says"),
    [
        ('scoring = "paired"\nroles = ["leader"]', "", "scoring is 'paired', which sets two roles side by side."),
        ('roles = ["senco", "senco"]', "", "roles names 'senco' twice."),
        ('roles = ["The SENCO"]', "", "roles has 'The SENCO', which cannot be an id."),
        ('facet = { name = "lens", values = [] }', "", "facet.values is empty."),
        ('facet = { name = "A lens", values = ["send"] }', "", "facet.name cannot be 'A lens'."),
        ('facet = { name = "lens", values = ["send", "SEND"] }', "", "facet.values has 'SEND', which cannot be an id."),
        ("", 'law = { duty = " ", source = "s" }', "indicators.U1.law has an empty duty."),
        ("", '[indicators.U2]\nstrand = "U"\ntitle = ""', "indicators.U2.title is empty."),
        ("", '[sufficiency.secure]\nkinds = "2"', "must be a whole number, not a text. Write 2 without quotes."),
        ("", '[strands.V]\ntitle = " "', "strands.V.title is empty."),
        ("", '[strands.V]\ntitle = "One\\nTwo"', "strands.V.title has a line end or a tab in it."),
        ("", '[strands.V]\ntitle = "V"\nscoring = "meen"', "strands.V.scoring names the scoring method 'meen'"),
        ("", "[sufficiency.secure]\nkinds = -1", "sufficiency.secure.kinds cannot be below 0."),
        ("", '[sufficiency.secure]\none_of = ["gossip"]', "sufficiency.secure.one_of names the evidence kind 'gossip'"),
        ("", "[strong]\ncoverage_at_least = 80", "strong.coverage_at_least must lie between 0 and 1."),
        ("", '[strong]\nstatutory = "all"', "strong.statutory cannot be 'all'. Use 'met' or 'any'."),
        ("", '[gates.g]\ntitle = " "\nneeds = ["strand U met"]', "gates.g.title is empty."),
        ("", '[groups.g]\ntitle = ""', "groups.g.title is empty."),
        ("", '[words]\n" " = "x"', "words. swaps an empty word."),
        ("", '[crosswalk."other@1"]\nU1 = [{ to = "X 1", relation = "close" }]', "leads to 'X 1', which is no id."),
        ("", '[retired.U9]\nreplaced_by = ["U9"]', "retired.U9.replaced_by names the indicator 'U9'"),
        ("", '[words]\nSENCO = "\\u202e"', "words.SENCO holds a control character (U+202E)."),
        ("", '[words]\n"\\u001b" = "x"', "holds a control character (U+001B)."),
        ("", 'statement = "\u009b2J"', "indicators.U1.statement holds a control character (U+009B)."),
    ],
)
def test_each_small_mistake_is_said(top: str, below: str, says: str) -> None:
    """One mistake in an otherwise right framework is refused with its sentence."""
    with pytest.raises(InvalidFile) as caught:
        read(f"{HEAD}{NAMED}{top}\n{BODY}{below}\n")
    assert says in str(caught.value).replace('words." "', "words.")


@pytest.mark.parametrize(
    ("overlay", "says"),
    [
        ("drop = 'U1'", "drop must be a list of texts, not a text."),
        ("drop = ['U1']\n[indicators.U1]\ntitle = 'x'", "indicators.U1 is dropped and given again in the same file."),
        ("indicators = 'none'", "indicators must be a table, not a text."),
        ("drop = ['U1']\nindicators = 'none'", "indicators must be a table, not a text."),
        ("[indicators.U2]\ntitle = 'New'", "indicators.U2 has no strand."),
        ("scale = 5", "scale must be a table, not a whole number."),
        ("digest = 'x'", "digest is reckoned and never written."),
    ],
)
def test_each_mistake_in_an_overlay_is_said(overlay: str, says: str) -> None:
    """An overlay is checked as the whole that it makes with what it lies over."""
    with pytest.raises(InvalidFile) as caught:
        read(f'{HEAD}extends = "base@1"\n{overlay}\n')
    assert says in str(caught.value)


def test_the_framework_itself_needs_a_title() -> None:
    """A title of nothing but spaces is as good as none."""
    with pytest.raises(InvalidFile, match=r"^title is empty\. Write a few words"):
        read(HEAD.replace('"One"', '" "') + NAMED + BODY)


def test_one_mistake_gives_one_sentence() -> None:
    """What is missing or of the wrong sort is not complained of a second time by the checks that follow."""
    with pytest.raises(InvalidFile) as caught:
        read(HEAD + NAMED + '[strands.U]\ntitle = 5\n[indicators.U1]\ntitle = "T"\n[gates.g]\ntitle = "G"\nneeds = 1\n')
    assert [one.where for one in caught.value.problems] == ["strands.U.title", "indicators.U1", "gates.g.needs"]


def test_retired_ids_may_have_been_replaced_by_ids_that_retired_later() -> None:
    """A chain of retired ids is history and no mistake."""
    assert read(HEAD + NAMED + BODY + '[retired.U8]\nreplaced_by = ["U9"]\n[retired.U9]\nreplaced_by = ["U1"]\n')
