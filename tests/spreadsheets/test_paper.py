"""The paper twin: every code is on it, it can be keyed back, and no renderer takes a framework's words for markup."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.exchange.paper import paper_form, paper_table
from inclusion_core.exchange.reports import html, markdown, text
from inclusion_core.model.framework import Facet, Framework, Indicator, Strand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FRAMEWORK = "universal-targeted-specialist"
LAYERED = Framework(
    "layered",
    "1",
    "<b>Layers</b>",
    {"A": Strand("A", "Area & more")},
    {
        "A1": Indicator(
            "A1", "A", "<script>x</script>", levels={"secure": "In every room. And more."}, look_for=("a", "b")
        )
    },
    facet=Facet("layer", ("policy", "practice"), required=True),
    roles=("senco", "leader"),
)


def parsed(page: str) -> Any:
    """Parse strictly: any error of the standard's parser raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def words(tree: Any) -> str:
    """Return a page's text on one line."""
    return " ".join("".join(tree.find("body").itertext()).split())


def test_every_indicator_has_its_code_its_levels_and_its_lines() -> None:
    """Each indicator of a framework stands there with its code, a box for each level and answer, and lines."""
    framework = ic.load_framework(FRAMEWORK)
    tree = parsed(html.render(paper_form(framework, lines=4)))
    entries = [one for one in tree.iter("section") if "entry" in one.get("class", "")]
    assert [one.find(".//span[@class='label']").text for one in entries] == list(framework.indicators)
    for entry in entries:
        boxes = [one for one in entry.iter("span") if one.get("class") == "box"]
        assert len(boxes) == len(framework.scale.order) + 3 + 3
        assert len(list(entry.iter("i"))) == 4
    assert "1 Starting" in words(tree)


def test_the_first_sentence_of_each_level_is_there_and_no_more() -> None:
    """A level is told by its first sentence: more would not fit on a sheet."""
    said = words(parsed(html.render(paper_form(LAYERED))))
    assert "In every room." in said
    assert "And more." not in said


def test_a_first_sentence_ends_where_the_screens_end_it_in_any_script() -> None:
    """A descriptor in Chinese or Arabic stops at its own full stop or question mark, as on every other page."""
    levels = {"starting": "每个房间都有。代课时也有。", "secure": "هل يُرحَّب بكل طفل؟ نعم."}
    framework = evolve(LAYERED, indicators={"A1": Indicator("A1", "A", "A", levels=levels)})
    page = words(parsed(html.render(paper_form(framework))))
    assert "每个房间都有。" in page
    assert "代课" not in page
    assert "هل يُرحَّب بكل طفل؟" in page
    assert "نعم" not in page


def test_the_head_sheet_says_who_when_and_what_to_do_first() -> None:
    """School, date, role, voice and the safeguarding lead are asked for; the reminder comes before any question."""
    said = words(parsed(html.render(paper_form(LAYERED))))
    for one in ("School", "Date", "My role", "Safeguarding lead", "role:senco", "role:leader"):
        assert one in said
    assert said.index("Tell the school's named safeguarding lead now") < said.index("A1")
    assert "Write no pupil's name" in said
    assert "safeguarding lead now. Do not write it here." in html.render(paper_form(LAYERED)).partition("</style>")[0]


def test_a_framework_judged_on_layers_has_a_row_for_each() -> None:
    """Where a facet is required each of its values has its own boxes, under the code that the program knows."""
    tree = parsed(html.render(paper_form(LAYERED)))
    assert "A1@policy" in words(tree)
    assert "A1@practice" in words(tree)
    assert list(csv.reader(paper_table(LAYERED).splitlines())) == [
        ["voice", "indicator", "facet", "level", "because", "confidence"],
        ["", "A1", "policy", "", "", ""],
        ["", "A1", "practice", "", "", ""],
    ]


@pytest.mark.parametrize("render", [html.render, markdown.render, text.render])
def test_a_frameworks_words_are_words_in_every_form(render: Callable[..., str]) -> None:
    """Markup in a title stays text, and every renderer can write a form."""
    page = render(paper_form(LAYERED))
    assert "<script>" not in page or render is text.render
    for one in ("School", "policy", "Cannot tell"):
        assert one in page


def test_large_print_and_the_foot_of_each_sheet() -> None:
    """Large print is a class of its own, and the framework's name stands at the foot of every sheet."""
    page = html.render(paper_form(LAYERED, large=True))
    assert '<body class="form large">' in page
    assert '@bottom-left{content:"layered@1"' in page
    assert "http" not in page.partition("<body")[2]


def test_written_printed_filled_in_and_keyed_back(run: Callable[..., Any], tmp_path: Path) -> None:
    """The table that goes with the form, filled in with gaps, is what `judge --from` takes."""
    ran = run("framework", "paper", FRAMEWORK, "--csv", "back.csv", "--blank", "2", "--json")
    assert ran.json["written"] == f"{FRAMEWORK}.html"
    assert ran.json["csv"] == "back.csv"
    rows = list(csv.reader((tmp_path / "back.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["voice", "indicator", "level", "because", "confidence"]
    assert [row[1] for row in rows[1:]] == list(ic.load_framework(FRAMEWORK).indicators)
    rows[1][2:] = ["3", "Seen in five of six lessons.", "high"]
    rows[2][2:] = ["cannot tell", "", ""]
    with (tmp_path / "back.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    assert run("schools", "add", "Alnside", "--urn", "199001", "--made-up").code == 0
    assert run("review", "new", "--school", "199001", "--framework", FRAMEWORK, "--id", "a").code == 0
    kept = run("judge", "a", "--from", "back.csv", "--voice", "peer:ak-7f3", "--json")
    assert kept.json["judged"] == 2, kept.err


def test_a_table_with_nothing_filled_in_changes_nothing(run: Callable[..., Any]) -> None:
    """The table as it was written is read without complaint: nothing was looked at yet."""
    assert run("framework", "paper", FRAMEWORK, "--csv", "back.csv").code == 0
    assert run("schools", "add", "Alnside", "--urn", "199001", "--made-up").code == 0
    assert run("review", "new", "--school", "199001", "--framework", FRAMEWORK, "--id", "a").code == 0
    ran = run("judge", "a", "--from", "back.csv", "--json")
    assert (ran.code, ran.json["judged"]) == (0, 0)


def test_a_reason_without_a_level_is_still_refused(run: Callable[..., Any], tmp_path: Path) -> None:
    """Only a row that says nothing is passed over; one with a reason and no level is named."""
    (tmp_path / "back.csv").write_text("indicator,level,because\nU1,,Seen.\n", encoding="utf-8")
    assert run("schools", "add", "Alnside", "--urn", "199001", "--made-up").code == 0
    assert run("review", "new", "--school", "199001", "--framework", FRAMEWORK, "--id", "a").code == 0
    ran = run("judge", "a", "--from", "back.csv")
    assert ran.code == 3
    assert "row 2" in ran.err


def test_a_form_never_overwrites(run: Callable[..., Any], tmp_path: Path) -> None:
    """A page or table that is there already is left as it is, and neither is written."""
    (tmp_path / "back.csv").write_text("mine", encoding="utf-8")
    ran = run("framework", "paper", FRAMEWORK, "--csv", "back.csv")
    assert (ran.code, ran.out) == (4, "")
    assert not (tmp_path / f"{FRAMEWORK}.html").exists()
    assert run("framework", "paper", FRAMEWORK).code == 0
    assert run("framework", "paper", FRAMEWORK).code == 4
    assert run("framework", "paper", FRAMEWORK, "--blank", "many").code == 2
