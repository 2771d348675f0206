from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from inclusion_core.errors import InvalidFile, UnknownName
from inclusion_core.model.evidence import KINDS
from inclusion_core.model.scale import FOUR_STEP, Scale
from inclusion_core.store import toml
from inclusion_core.store.frameworks.framework_files import FrameworkFile, digest, framework_table, read_framework

if TYPE_CHECKING:
    import datetime as dt

    from inclusion_core.model.framework import Framework

GOOD = Path(__file__).parents[1] / "files" / "good"
HEAD = 'kind = "inclusion.framework"\nschema = 1\nid = "one"\nedition = "1"\ntitle = "One"\n'
BODY = '[strands.U]\ntitle = "Universal"\n[indicators.U1]\nstrand = "U"\ntitle = "Pupils are greeted"\n'


def nothing(name: str) -> Framework:
    """Know no framework."""
    raise UnknownName("framework", name)


def read(text: str, *, base: Framework | None = None, today: dt.date | None = None) -> FrameworkFile:
    """Read a text that may lie over one framework."""
    return read_framework(
        text,
        bases=(lambda _: base) if base else nothing,
        scales={"four-step": FOUR_STEP},
        kinds={one.id: one for one in KINDS},
        methods={"mean", "median-with-floor"},
        today=today,
        file="one.toml",
    )


def test_a_named_scale_is_written_out_when_pinned() -> None:
    """A pinned text depends on no plugin: the scale stands in it whole."""
    file = read(HEAD + 'scale = "four-step"\n' + BODY)
    assert file.table["scale"] == {"id": "four-step", "order": ["starting", "developing", "secure", "leading"]}
    again = read_framework(toml.dumps(file.table), bases=nothing, scales={}, kinds=None, methods=None)
    assert again.framework == file.framework


def test_an_own_scale_is_called_as_its_framework() -> None:
    """A [scale] table needs no id of its own."""
    framework = read(HEAD + BODY + '[scale]\norder = ["no", "yes"]\n').framework
    assert framework.scale == Scale("one", ("no", "yes"))


def test_a_pinned_framework_opens_without_the_plugins_it_needed() -> None:
    """Methods and kinds that nobody knows any more are taken as they stand when nothing is handed in to check by."""
    text = HEAD + 'scale = "four-step"\nscoring = "gone.weighted"\n' + BODY + 'evidence = ["gone.video"]\n'
    with pytest.raises(InvalidFile) as caught:
        read(text)
    assert len(caught.value.problems) == 2
    opened = read_framework(text, bases=nothing, scales={"four-step": FOUR_STEP}, kinds=None, methods=None)
    assert opened.framework.scoring == "gone.weighted"


def test_the_digest_is_of_the_content_and_not_of_the_typing() -> None:
    """Order, remarks, spaces and the way a number is written change nothing; a word or a weight does."""
    scale = 'scale = "four-step"\n'
    first = read(HEAD + scale + BODY + 'weight = 0.5\ncore = true\nmet_at = "secure"\n').framework
    second = read(f"# a remark\n{scale}{HEAD}\n\n{BODY}met_at   = 'secure'\ncore = true\nweight = \"1/2\"\n").framework
    third = read(HEAD + scale + BODY + 'weight = 0.6\ncore = true\nmet_at = "secure"\n').framework
    assert first.digest == second.digest == digest(first)
    assert third.digest != first.digest
    assert digest(evolve(first, digest="")) == first.digest


def test_the_digest_of_a_file_never_changes() -> None:
    """Reviews pin this number: whoever changes it must say how pinned frameworks stay valid."""
    file = read_framework(
        GOOD / "everything.toml",
        bases=nothing,
        scales={},
        kinds={one.id: one for one in KINDS},
        methods={"profile", "weakest"},
    )
    assert file.framework.digest == "5c3d5e9f3893dd1aacfc53b674d5c7d115a75b1cd4bed076208a8591e6056f56"


def test_an_overlay_is_resolved_and_says_over_what() -> None:
    """The result is whole: it holds the base's indicators, the overlay's words and where it comes from."""
    base = read(HEAD + 'scale = "four-step"\n' + BODY + "weight = 4\n").framework
    over = HEAD.replace('"one"', '"two"') + 'extends = "one@1"\n[indicators.U1]\ntitle = "Children are greeted"\n'
    framework = read(over, base=base).framework
    assert framework.name == "two@1"
    assert framework.derived_from == "one@1"
    assert framework.indicators["U1"].title == "Children are greeted"
    assert framework.indicators["U1"].weight == Fraction(4)
    assert "extends" not in framework_table(framework)


def test_lines_in_an_overlay_are_the_overlays_lines() -> None:
    """A mistake that the overlay makes has its line; one that lies in what it took over has none."""
    gate = '[gates.g]\ntitle = "G"\nneeds = ["indicator U1 met"]\n'
    base = read(HEAD + 'scale = "four-step"\n' + BODY + gate).framework
    over = HEAD + 'extends = "one@1"\ndrop = ["U1"]\n[strands.U]\nwithin = "V"\n'
    with pytest.raises(InvalidFile) as caught:
        read(over, base=base)
    assert [(one.where, one.line) for one in caught.value.problems] == [
        ("gates.g.needs", None),
        ("strands.U.within", 9),
    ]


def test_remarks_are_kept_apart_and_made_only_when_asked_for() -> None:
    """A bare framework loads without a problem, and its remarks are all 'worth doing'."""
    file = read(HEAD + 'scale = "four-step"\n' + BODY)
    assert file.problems
    assert {one.severity for one in file.problems} == {"worth-doing"}
