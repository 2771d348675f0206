"""Consultations: twice is once, what differs is shown, names by consent, another text refused, a draft that passes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.editions.merging_returns import merged
from inclusion_core.analysis.editions.migration import changes
from inclusion_core.desk import consultations as asking
from inclusion_core.desk import health, open_desk
from inclusion_core.desk.frameworks import check_framework
from inclusion_core.desk.signing_up import promises_of, sign_up
from inclusion_core.exchange.answers import plain
from inclusion_core.model.cluster import Consent
from inclusion_core.store import toml
from inclusion_core.store.consultations import consultations_of, read_sent, sent
from inclusion_core.store.erasure import blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.desk import Desk
    from inclusion_core.model.consultation import Consultation

DAY = dt.date(2026, 11, 25)
FRAMEWORK = "universal-targeted-specialist"
MARK = "SENTINEL-WORDS"
GOLDEN = Path(__file__).parents[1] / "files" / "schema" / "inclusion.consultation-1.toml"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with two made-up schools, both asked in a consultation."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with open_desk(tmp_path / "work") as desk:
        for name in ("Alnside", "Moorside"):
            ic.add_school(desk, ic.School(name=name, made_up=True))
        asking.new_consultation(desk, "Autumn", FRAMEWORK, ("alnside", "moorside"))
        yield desk


def answered(desk: Desk) -> None:
    """Let Alnside say something of each sort."""
    asking.give_opinion(desk, "autumn", "alnside", "u4", "agree-if-changed", day=DAY, if_changed=MARK)
    asking.give_opinion(desk, "autumn", "alnside", "U5", "cannot-yet", day=DAY, cost=MARK, help_needed=MARK)
    asking.propose(desk, "autumn", "alnside", "t", f"Meet families {MARK}", day=DAY, statement=MARK, because=MARK)
    sign_up(desk, "autumn", "alnside", "U4", "secure", by_when=dt.date(2027, 7, 16), day=DAY, help_needed=MARK)


def test_the_same_file_twice_is_once_and_begins_a_consultation_elsewhere(desk: Desk, tmp_path: Path) -> None:
    """A file holds one school; where the consultation is not known it is begun; again, nothing is new."""
    answered(desk)
    asking.give_opinion(desk, "autumn", "moorside", "U4", "agree", day=DAY)
    path = tmp_path / "a.toml"
    path.write_bytes(asking.make_return(desk, "autumn", "alnside", day=DAY))
    with open_desk(tmp_path / "other") as other:
        first, again = (asking.merge_returns(other, [path])[0] for _ in range(2))
        assert (first.added, first.same, again.added, again.same) == (4, 0, 0, 4)
        assert set(again.consultation.returns) == {"alnside"}
        assert set(again.consultation.invited) == {"alnside", "moorside"}


def test_a_look_at_files_says_what_merging_would_do_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Two files, one after the other: what is new, the same and different, and here all is as before."""
    answered(desk)
    paths = [tmp_path / "first.toml", tmp_path / "second.toml"]
    paths[0].write_bytes(asking.make_return(desk, "autumn", "alnside", day=DAY))
    asking.give_opinion(desk, "autumn", "alnside", "U4", "agree", day=DAY)
    paths[1].write_bytes(asking.make_return(desk, "autumn", "alnside", day=DAY))
    with open_desk(tmp_path / "other") as other:
        first, second = asking.preview_returns(other, paths)
        assert (first.added, second.added, second.same) == (4, 0, 3)
        assert [one.id for one in second.clashes] == ["U4"]
        assert asking.all_consultations(other) == ()
    before = asking.consultation_named(desk, "autumn")
    assert [one.id for one in asking.preview_returns(desk, paths[:1])[0].clashes] == ["U4"]
    assert asking.consultation_named(desk, "autumn") == before


def test_many_files_are_one_change_and_one_undo(desk: Desk, tmp_path: Path) -> None:
    """Files of two schools come in together; each is told by itself, and undo takes all of them back."""
    for school in ("alnside", "moorside"):
        asking.give_opinion(desk, "autumn", school, "U4", "agree", day=DAY)
    paths = [tmp_path / f"{one}.toml" for one in ("alnside", "moorside")]
    for path in paths:
        path.write_bytes(asking.make_return(desk, "autumn", path.stem, day=DAY))
    with open_desk(tmp_path / "other") as other:
        done = asking.merge_returns(other, [*paths, paths[0]])
        assert [(one.added, one.same) for one in done] == [(1, 0), (1, 0), (0, 1)]
        assert set(asking.consultation_named(other, "autumn").returns) == {"alnside", "moorside"}
        was = asking.undo_consultation(other, "autumn")
        assert was is not None
        assert was.returns == {}


def test_what_was_said_is_taken_out_alone_and_comes_back(desk: Desk) -> None:
    """An opinion, an addition and a commitment each go by themselves; undo returns the last; what is not there is."""
    answered(desk)
    before = asking.consultation_named(desk, "autumn").returns["alnside"]
    assert set(asking.take_out(desk, "autumn", "alnside", "u5").opinions) == {"U4"}
    added = next(iter(before.additions))
    assert asking.take_out(desk, "autumn", "alnside", added).additions == {}
    left = asking.take_out(desk, "autumn", "alnside", "U4", of="commitments")
    assert (left.commitments, set(left.opinions)) == ({}, {"U4"})
    asking.undo_consultation(desk, "autumn")
    assert asking.consultation_named(desk, "autumn").returns["alnside"].commitments == before.commitments
    for school, name in (("alnside", "U5"), ("moorside", "U4")):
        with pytest.raises(ic.NotAllowed, match="said nothing about"):
            asking.take_out(desk, "autumn", school, name)


def test_two_things_said_for_one_school_are_shown_until_somebody_chooses(desk: Desk, tmp_path: Path) -> None:
    """What is here stays; `file` takes the other; the day on which the same was said makes no difference."""
    asking.give_opinion(desk, "autumn", "alnside", "U4", "agree", day=DAY)
    path = tmp_path / "a.toml"
    path.write_bytes(asking.make_return(desk, "autumn", "alnside", day=DAY))
    asking.give_opinion(desk, "autumn", "alnside", "U4", "agree", day=DAY + dt.timedelta(3))
    assert asking.merge_returns(desk, [path])[0].same == 1
    asking.give_opinion(desk, "autumn", "alnside", "U4", "cannot-yet", day=DAY)
    (clash,) = asking.merge_returns(desk, [path])[0].clashes
    assert (clash.school, clash.table, clash.id) == ("alnside", "opinions", "U4")

    def opinion() -> str:
        return asking.consultation_named(desk, "autumn").returns["alnside"].opinions["U4"].opinion

    assert opinion() == "cannot-yet"
    asking.merge_returns(desk, [path], take="file")
    assert opinion() == "agree"


def test_a_withdrawn_consent_stays_withdrawn_whatever_file_comes(desk: Desk) -> None:
    """Of two consents the one said last counts; of one day, the withdrawal; in whichever order they come."""
    answered(desk)
    one = asking.consultation_named(desk, "autumn")

    def with_consent(consent: Consent | None) -> Consultation:
        return evolve(one, returns={"alnside": evolve(one.returns["alnside"], named=consent)})

    given, gone = Consent(DAY), Consent(DAY, withdrawn=DAY)
    for here, there in ((given, gone), (gone, given), (gone, None), (None, gone)):
        found = merged(with_consent(here), with_consent(there)).consultation
        assert found.returns["alnside"].named == gone
    later = Consent(DAY + dt.timedelta(1))
    assert merged(with_consent(gone), with_consent(later)).consultation.returns["alnside"].named == later


def test_words_carry_a_name_only_by_consent(desk: Desk) -> None:
    """Until it agrees, and once it takes that back, a school is named nowhere but among those asked."""
    answered(desk)

    def names() -> int:
        return str(plain(asking.tally_of(desk, "autumn", DAY))).count("Alnside")

    assert names() == 0
    asking.make_return(desk, "autumn", "alnside", day=DAY, named=True)
    assert names() == 3
    asking.make_return(desk, "autumn", "alnside", day=DAY, named=False)
    assert names() == 0


def test_a_tally_says_how_many_and_who_is_missing(desk: Desk) -> None:
    """To sign up is not to answer; each indicator has its own n."""
    sign_up(desk, "autumn", "moorside", "U4", "secure", by_when=DAY, day=DAY)
    answered(desk)
    found = asking.tally_of(desk, "autumn", DAY)
    assert (found.answered, found.invited, found.missing) == (1, 2, ("Moorside (made up)",))
    rows = {one.id: one for one in found.indicators}
    assert (rows["U4"].n, rows["U4"].counts["agree-if-changed"], rows["U1"].n) == (1, 1, 0)
    (signed,) = found.signed_up
    assert (signed.n, dict(signed.levels), signed.first, signed.last) == (2, {"secure": 2}, DAY, dt.date(2027, 7, 16))


def test_who_was_not_asked_is_no_answer_of_those_asked(desk: Desk) -> None:
    """An answer from a school that is in no list is told apart, and who is missing stays missing."""
    ic.add_school(desk, ic.School(name="Hillside", made_up=True))
    asking.give_opinion(desk, "autumn", "hillside", "U1", "agree", day=DAY)
    found = asking.tally_of(desk, "autumn", DAY)
    assert (found.answered, found.invited, found.unasked, len(found.missing)) == (1, 2, 1, 2)
    assert asking.answered_words(found) == "0 schools answered of 2 asked, and 1 that was not asked"
    for name in ("alnside", "moorside"):
        asking.give_opinion(desk, "autumn", name, "U1", "agree", day=DAY)
    found = asking.tally_of(desk, "autumn", DAY)
    assert (found.missing, asking.answered_words(found)) == (
        (), "2 schools answered of 2 asked, and 1 that was not asked",
    )  # fmt: skip
    asking.new_consultation(desk, "Open", FRAMEWORK)
    asking.give_opinion(desk, "open", "alnside", "U1", "agree", day=DAY)
    assert asking.answered_words(asking.tally_of(desk, "open", DAY)) == "1 school answered"


def test_a_proposal_takes_the_place_of_none_but_itself(desk: Desk) -> None:
    """A long beginning, letters without an id in them, another strand: each stays; the same title again is one."""
    long = "Meet families early and listen to what they say about their child "
    titles = [("T", f"{long}before a plan"), ("T", f"{long}in summer"), ("T", "\u65e5\u672c"), ("T", "\u4e2d\u56fd"),
              ("U", "Walk with us"), ("S", "Walk with us")]  # fmt: skip
    for _ in range(2):
        for strand, title in titles:
            asking.propose(desk, "autumn", "alnside", strand, title, day=DAY)
    asking.propose(desk, "autumn", "alnside", "S", "WALK with us", day=DAY)
    found = asking.tally_of(desk, "autumn", DAY)
    assert sorted((one.strand, one.title.casefold(), one.n) for one in found.additions) == sorted(
        (strand, title.casefold(), 1) for strand, title in titles
    )
    with pytest.raises(ic.NotAllowed, match=r"more than once\. Name one by its id: a-\w{8} \(U\), a-\w{8} \(S\)"):
        asking.take_out(desk, "autumn", "alnside", "walk WITH us ")
    left = asking.take_out(desk, "autumn", "alnside", f"{long}in summer")
    assert len(left.additions) == len(titles) - 1


def test_a_proposal_is_worded_anew_in_one_step_and_its_id_tells_no_word_of_it(desk: Desk) -> None:
    """One undo brings the old wording back alone; and what is blanked does not stay in an id."""

    def titles() -> list[str]:
        return [one.title for one in asking.consultation_named(desk, "autumn").returns["alnside"].additions.values()]

    first = asking.propose(desk, "autumn", "alnside", "T", "Ask Amelia Hargreaves", day=DAY)
    asking.propose(desk, "autumn", "alnside", "T", "Ask families", day=DAY, instead_of=first.id)
    assert titles() == ["Ask families"]
    asking.undo_consultation(desk, "autumn")
    assert titles() == ["Ask Amelia Hargreaves"]
    blank(desk.workspace, "Amelia Hargreaves")
    folder = desk.workspace.root / "consultations"
    assert b"amelia" not in b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file()).lower()


def test_a_difference_that_comes_twice_is_shown_once(desk: Desk, tmp_path: Path) -> None:
    """The same file given twice differs once, in a look as in a merge."""
    asking.give_opinion(desk, "autumn", "alnside", "U4", "agree", day=DAY)
    path = tmp_path / "a.toml"
    path.write_bytes(asking.make_return(desk, "autumn", "alnside", day=DAY))
    asking.give_opinion(desk, "autumn", "alnside", "U4", "cannot-yet", day=DAY)
    for done in (asking.preview_returns(desk, [path, path]), asking.merge_returns(desk, [path, path])):
        assert [len(one.clashes) for one in done] == [1, 0]


def test_what_looks_like_a_pupil_is_found_in_every_word_that_leaves(desk: Desk) -> None:
    """In each text of a school's file, and of the draft in each but the help with what is signed up to."""
    born = "born 3.4.2016"
    assert not asking.stops_in(desk, "autumn", "alnside")
    sign_up(desk, "autumn", "alnside", "U1", "secure", by_when=DAY, day=DAY, help_needed=born)
    assert [one.where for one in asking.stops_in(desk, "autumn", "alnside")] == ["U1, signing up"]
    assert not asking.stops_in(desk, "autumn")
    asking.consent_to_be_named(desk, "autumn", "alnside", DAY, yes=True, role=born)
    texts = {"because": born, "cost": born, "help_needed": born}
    asking.give_opinion(desk, "autumn", "alnside", "U4", "agree-if-changed", day=DAY, if_changed=born, **texts)
    asking.propose(desk, "autumn", "alnside", "T", f"Meet {born}", day=DAY, statement=born, because=born)
    assert len(asking.stops_in(desk, "autumn")) == 7
    assert len(asking.stops_in(desk, "autumn", "alnside")) == 9


def test_what_is_on_another_text_is_refused_in_one_sentence_and_nothing_is_taken(desk: Desk, tmp_path: Path) -> None:
    """Another edition, the same name with other words, an indicator that is not there: none of the files counts."""
    answered(desk)
    one = asking.consultation_named(desk, "autumn")
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    asking.give_opinion(desk, "autumn", "moorside", "U1", "agree", day=DAY)
    good.write_bytes(asking.make_return(desk, "autumn", "moorside", day=DAY))
    asking.undo_consultation(desk, "autumn")
    stray = evolve(one.returns["alnside"], opinions={"U99": evolve(one.returns["alnside"].opinions["U4"], id="U99")})
    for wrong, says in (
        (evolve(one, framework="north-east@2026.1"), "answers on north-east@2026.1, and 'autumn' asks about"),
        (evolve(one, digest="0" * 64), "answers on other words of"),
        (evolve(one, returns={"alnside": stray}), "names U99, which"),
        (
            evolve(one, title="Somebody else's"),
            "is of the consultation 'Somebody else's', and 'autumn' here is 'Autumn'",
        ),
        (evolve(one, id="../out"), "cannot name a consultation"),
    ):
        bad.write_bytes(sent(wrong))
        with pytest.raises(ic.NotAllowed, match=says):
            asking.merge_returns(desk, [good, bad])
    assert set(asking.consultation_named(desk, "autumn").returns) == {"alnside"}
    bad.write_bytes(sent(evolve(one, title="[blanked]")))  # a word of the title was taken out for good
    assert len(asking.merge_returns(desk, [good, bad])) == 2


def test_the_draft_passes_the_check_whatever_schools_wrote(desk: Desk) -> None:
    """It keeps every indicator, adds what was proposed once, names no school, and no word breaks the file."""
    answered(desk)
    asking.make_return(desk, "autumn", "alnside", day=DAY, named=True)
    nasty = 'Quote """ and \\ and\n[indicators.U1]\ntitle = "gone"\x1b[2J\u202e'
    asking.propose(desk, "autumn", "moorside", "U", nasty, day=DAY, statement=nasty, because=nasty)
    asking.propose(desk, "autumn", "moorside", "T", f"meet FAMILIES {MARK}", day=DAY)
    asking.give_opinion(desk, "autumn", "moorside", "U1", "agree-if-changed", day=DAY, if_changed=nasty)
    name, text = asking.draft_next(desk, "autumn", DAY)
    path = desk.workspace.root / "draft.toml"
    path.write_text(text, encoding="utf-8")
    new, problems = check_framework(desk, path)
    old = desk.framework(FRAMEWORK)
    assert not [one for one in problems if one.severity == "wrong"]
    assert new.name == name == f"{FRAMEWORK}@2026.2"
    assert [new.indicators[one].status for one in new.indicators.keys() - old.indicators.keys()] == ["proposed"] * 2
    assert {one.sort for one in changes(old, new)} == {"unchanged", "new"}
    assert "Alnside" not in text
    assert "# Proposed by 2 schools." in text
    assert desk.framework(FRAMEWORK).edition == "2026.1"
    with pytest.raises(ic.NotAllowed, match=r"cannot follow .* such as 2026\.2"):
        asking.draft_next(desk, "autumn", DAY, edition="2026.1")


def test_what_was_signed_up_to_stands_beside_the_schools_judgement(desk: Desk) -> None:
    """Reached only at the level or above; a day that is over is said; without a review nothing is judged."""
    day = dt.date(2027, 7, 16)
    for name in ("U1", "U2", "U3"):
        sign_up(desk, "autumn", "alnside", name, "secure", by_when=day, day=DAY)
    sign_up(desk, "autumn", "alnside", "U4", "secure", by_when=day, day=DAY)
    assert {one.state for one in promises_of(desk, "autumn", "alnside", today=DAY)[1]} == {"not-judged"}
    desk.workspace.create_review("alnside", desk.framework(FRAMEWORK), id="r", started=DAY)
    with desk.session("r") as session:
        session.judge("self", "U1", ic.Judgement("leading"))
        session.judge("self", "U2", ic.Judgement("developing"))
        session.judge("self", "U4", ic.Judgement(non_answer="too-soon"))
    review, found = promises_of(desk, "autumn", "alnside", today=day)
    assert (review, [one.state for one in found]) == (
        "r", ["reached", "not-yet", "not-judged", "no-level"],
    )  # fmt: skip
    _, found = promises_of(desk, "autumn", "alnside", today=day + dt.timedelta(1))
    assert [one.state for one in found] == ["reached", "past", "past", "past"]
    with pytest.raises(ic.NotAllowed, match="is over"):
        sign_up(desk, "autumn", "alnside", "U1", "secure", by_when=DAY, day=day)


def test_a_wish_for_a_change_says_which(desk: Desk) -> None:
    """An empty wish is refused, and so is an opinion that is none."""
    with pytest.raises(ic.NotAllowed, match="say how it would have to be changed"):
        asking.give_opinion(desk, "autumn", "alnside", "U4", "agree-if-changed", day=DAY, if_changed=" ")
    with pytest.raises(ic.NotAllowed, match="say agree-if-changed"):
        asking.give_opinion(desk, "autumn", "alnside", "U4", "agree", day=DAY, if_changed="Another word")
    with pytest.raises(ic.UnknownName, match="cannot-yet"):
        asking.give_opinion(desk, "autumn", "alnside", "U4", "cannot", day=DAY)


def test_blanking_reaches_every_word(desk: Desk) -> None:
    """Each free text of a consultation can be erased, and its file is read as before."""
    answered(desk)
    blank(desk.workspace, MARK)
    folder = desk.workspace.root / "consultations"
    assert MARK.encode() not in b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert asking.tally_of(desk, "autumn", DAY).answered == 1


def test_a_damaged_file_is_found_by_the_doctor_and_a_sent_one_is_known_for_what_it_is(desk: Desk) -> None:
    """No consultation vanishes without a word, and whoever is given a file learns which command takes it in."""
    path = desk.workspace.root / "consultations" / "autumn.toml"
    assert "framework consult merge" in ic.what_is(desk, path).says
    assert not [one for one in health.examine(desk).findings if "autumn" in str(one.file)]
    path.write_text(path.read_text(encoding="utf-8").replace("digest =", "digets ="), encoding="utf-8")
    assert [one for one in health.examine(desk).findings if "autumn" in str(one.file)]


def test_the_first_form_of_the_file_is_read_and_written_again_as_it_was() -> None:
    """The golden file has every key, and none is lost."""
    table = toml.read(GOLDEN)
    del table["applied"]
    assert toml.parse(sent(read_sent(GOLDEN)).decode()) == table


def test_it_comes_back_from_the_journal_alone(desk: Desk) -> None:
    """Where a crash kept the file from being written, every field and day is as it was said."""
    one = evolve(read_sent(GOLDEN), id="golden")
    assert consultations_of(desk.workspace).put(one, new=True) == one
    (desk.workspace.root / "consultations" / "golden.toml").unlink()
    assert asking.consultation_named(desk, "golden") == one
