"""The JSON shapes of our values."""

import datetime as dt
import json
from fractions import Fraction

import pytest

import inclusion_core as ic
from inclusion_core.exchange import answers
from inclusion_core.model.review import Pin


@pytest.fixture
def framework() -> ic.Framework:
    """A small framework made in code."""
    return ic.Framework(
        id="small",
        edition="1",
        title="Small",
        strands={"A": ic.Strand("A", "Aims")},
        indicators={"A1": ic.Indicator("A1", "A", "One", weight=Fraction(1, 2)), "A2": ic.Indicator("A2", "A", "Two")},
    )


def test_a_score_card_has_numbers_and_exact_figures_and_null_for_what_is_not_known(framework: ic.Framework) -> None:
    """Values come as a number and as a fraction; not looked at is null, with its coverage beside it."""
    card = ic.score(ic.Assessment(framework, ic.School(name="Alnside")).judged("A1", "secure"))
    table = json.loads(ic.to_json(card))
    assert table["schema"] == 1
    assert (table["overall"]["value"], table["overall"]["exact"]) == (2 / 3, "2/3")
    assert (table["overall"]["low"], table["overall"]["high"], table["overall"]["coverage"]) == (2 / 9, 8 / 9, 0.5)
    assert table["overall"]["explanation"]["because"]
    assert "explanation" not in json.loads(ic.to_json(card, explain=False))["overall"]
    nothing = json.loads(ic.to_json(ic.score(ic.Assessment(framework, ic.School(name="Alnside")))))
    assert (nothing["overall"]["value"], nothing["overall"]["exact"], nothing["overall"]["level"]) == (None, None, None)


def test_every_noun_has_its_shape(framework: ic.Framework) -> None:
    """Framework, assessment, school, review, evidence and judgement each become one object."""
    at = dt.datetime(2026, 11, 22, 10, 42, 5, 999, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    school = ic.School(name="Alnside", id="alnside")
    assessment = ic.Assessment(framework, school).judged("A1", "too-soon", at=at)
    evidence = ic.Evidence("e-1", "data", "Counted.", "ak-7f3", at)
    pin = answers.plain(framework.facet)
    assert pin is None
    assert json.loads(ic.to_json(framework))["indicators"][0]["weight"] == 0.5
    judged = json.loads(ic.to_json(assessment))["judgements"][0]
    assert (judged["indicator"], judged["non_answer"], judged["at"]) == ("A1", "too-soon", "2026-11-22T09:42:05Z")
    assert json.loads(ic.to_json(evidence))["at"] == "2026-11-22T09:42:05Z"
    assert json.loads(ic.to_json(school))["urn"] is None


def test_what_is_kept_beside_judgements_has_its_fields_as_keys() -> None:
    """Lines of enquiry, actions and slots become objects, a list of them comes out under the name of its file."""
    at = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)
    line = ic.LineOfEnquiry("q-1", "How?", "ak-7f3", at, indicators=("U4",))
    action = ic.Action("a-1", "A buddy", "ak-7f3", at, by_when=dt.date(2027, 1, 31))
    slot = ic.Slot("t-1", at, at + dt.timedelta(minutes=45), "Lunch")
    (told,) = json.loads(ic.to_json([line]))["enquiry"]
    assert (told["question"], told["indicators"], told["stage"]) == ("How?", ["U4"], "drafted")
    (told,) = json.loads(ic.to_json([action]))["actions"]
    assert (told["by_when"], told["review_on"], told["state"]) == ("2027-01-31", None, "planned")
    (told,) = json.loads(ic.to_json([slot]))["timetable"]
    assert (told["starts"], told["ends"]) == ("2026-11-22T10:42:05Z", "2026-11-22T11:27:05Z")
    review = ic.Review(
        "r", "alnside", Pin("small", "1", "0"), dt.date(2026, 11, 22), safeguarding=ic.Safeguarding("Deputy head")
    )
    told = json.loads(ic.to_json(review))
    assert told["safeguarding"] == {"lead": "Deputy head", "reach": "", "arrangements": ""}
    assert (told["blind"], told["self_review_hidden"]) == (False, False)


def test_a_list_comes_out_under_its_plural_name() -> None:
    """Several of one sort are a list under their name; a mixture, nothing at all or another thing is refused."""
    schools = [ic.School(name="Alnside"), ic.School(name="Wansmere")]
    assert [one["name"] for one in json.loads(ic.to_json(schools))["schools"]] == ["Alnside", "Wansmere"]
    for wrong in ([], [schools[0], 1], "text", 3, {"a": 1}, [schools[0], ic.Judgement("secure")]):
        with pytest.raises(ic.NotAllowed):
            ic.to_json(wrong)


def test_json_is_ascii_whatever_was_typed() -> None:
    """Nothing that moves a terminal is in the bytes, and reading them gives the text back."""
    name = "St Bénet \x1b[2J \u202e 学"
    text = ic.to_json(ic.School(name=name))
    assert text.isascii()
    assert text.isprintable()
    assert json.loads(text)["name"] == name


def test_a_figure_is_whole_where_it_is_whole() -> None:
    """1 is 1 and not 1.0, so that comparing texts of JSON is safe."""
    assert [repr(answers.number(one)) for one in (Fraction(1), Fraction(0), Fraction(5, 8), None)] == [
        "1", "0", "0.625", "None",
    ]  # fmt: skip
