"""A review handed over at the desk: what is made, what is told of it, and what opening it does."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import inclusion_core as ic
from inclusion_core.desk.handing_words import conflict
from inclusion_core.model.enquiry import LineOfEnquiry
from inclusion_core.model.review import Safeguarding
from inclusion_core.store.review.merging import Clash

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
NAME = "universal-targeted-specialist"


@pytest.fixture
def anna(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ic.Desk]:
    """Anna's desk, with one review that has a judgement, a piece of evidence and an attachment."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("INCLUSION_FRAMEWORKS", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_bytes(b"x" * 2_400)
    with ic.open_desk(tmp_path / "anna") as desk:
        desk.workspace.rename_me("Anna")
        school = ic.School(name="Alnside First School", id="alnside", made_up=True)
        desk.workspace.create_review(school, desk.framework(NAME), id="alnside-autumn", title="Autumn")
        with desk.session("alnside") as session:
            session.judge("self", "U4", ic.Judgement("secure", because="Seen in five of six lessons."))
            session.add_evidence("document", "The plan.", attach=[tmp_path / "plan.txt"])
        yield desk


@pytest.fixture
def bo(anna: ic.Desk, tmp_path: Path) -> Iterator[ic.Desk]:
    """Bo's desk on another machine, with nothing on it yet."""
    assert anna
    with ic.open_desk(tmp_path / "bo") as desk:
        yield desk


def made(desk: ic.Desk, **more: bool) -> Path:
    """Make the file and return where it is."""
    path = ic.make_bundle(desk, "alnside", **more).path
    assert path is not None
    return path


def judged(desk: ic.Desk, indicator: str, level: str, because: str = "", voice: str = "self") -> None:
    """Give one judgement."""
    with desk.session("alnside") as session:
        session.judge(voice, indicator, ic.Judgement(level, because=because))


def test_what_was_made_is_said(anna: ic.Desk) -> None:
    """The file's place, size, changes and attachments are told; without a name it is named after the review."""
    done = ic.make_bundle(anna, "aln")
    assert (done.path, done.attachments, done.attached_bytes) == (Path("alnside-autumn.inclusion"), 1, 2_400)
    assert done.path is not None
    assert done.size == done.path.stat().st_size
    assert [one.says.partition(" e-")[0] for one in done.changes] == ["judged U4 secure (self)", "added evidence"]
    assert not done.stopped
    (Path.cwd() / "usb").mkdir()
    assert ic.make_bundle(anna, "aln", Path("usb")).path == Path("usb/alnside-autumn.inclusion")


def test_another_file_is_never_written_over(anna: ic.Desk) -> None:
    """A file of that name that is no bundle stays; an older bundle is replaced."""
    Path("thesis.inclusion").write_text("Ten years of work", encoding="utf-8")
    with pytest.raises(ic.Conflict, match=r"thesis\.inclusion is there already"):
        ic.make_bundle(anna, "aln", Path("thesis.inclusion"))
    assert Path("thesis.inclusion").read_text(encoding="utf-8") == "Ten years of work"
    before = made(anna).read_bytes()
    judged(anna, "U5", "secure")
    assert made(anna).read_bytes() != before
    with pytest.raises(ic.NotAllowed, match="no text for a screen"):
        ic.make_bundle(anna, "aln", Path("-"))


@pytest.mark.parametrize("since", ["stands", "changed since", "withdrawn since"])
def test_what_looks_like_a_pupil_stays_here(anna: ic.Desk, since: str) -> None:
    """A name beside a year group stops it, also where it stands only in the history; nothing is written."""
    with anna.session("alnside") as session:
        one = session.add_evidence("observation", "Priya (Y5) was calm.")
        if since == "changed since":
            session.change_evidence(one.id, note="A pupil was calm.")
        elif since == "withdrawn since":
            session.withdraw_evidence(one.id)
    done = ic.make_bundle(anna, "alnside")
    (stop,) = done.stops
    assert (done.stopped, done.path) == (True, None)
    assert stop.says == "This looks like a pupil's name or initials beside a year group or an age."
    assert stop.where == f"Added evidence {one.id}, {one.at.day} {one.at:%B %Y}, Anna ({anna.workspace.me.id})"
    assert not list(Path.cwd().glob("*.inclusion"))
    assert "handed the review on" not in told(anna)


def test_the_number_of_the_safeguarding_lead_goes_along(anna: ic.Desk, bo: ic.Desk) -> None:
    """How to reach the safeguarding lead is there to be called and stops nothing; the same number in a note does."""
    with anna.session("alnside") as session:
        session.change_review(safeguarding=Safeguarding("The deputy head", "01632 960123", "Somebody is nearby."))
    ic.open_bundle(bo, made(anna))
    with anna.session("alnside") as session:
        session.add_evidence("family-voice", "Ring us on 01632 960123.")
    assert [one.says for one in ic.make_bundle(anna, "alnside").stops] == ["This looks like a telephone number."]


def told(desk: ic.Desk) -> str:
    """Return the history in one line."""
    with desk.session("alnside", read_only=True) as session:
        return "; ".join(one.says for one in session.history())


def test_an_override_is_recorded_and_travels(anna: ic.Desk, bo: ic.Desk) -> None:
    """With `anyway` it leaves, and the history says so; blanked, it leaves without a question."""
    with anna.session("alnside") as session:
        session.add_evidence("observation", "Priya (Y5) was calm.")
    path = made(anna, anyway=True)
    assert told(anna).endswith("handed the review on although something in it looks as if it named a pupil")
    ic.open_bundle(bo, path)
    with bo.session("alnside", read_only=True) as session:
        assert [one.note for one in session.evidence.values()][-1] == "Priya (Y5) was calm."
    anna.workspace.blank("Priya")
    assert b"Priya" not in made(anna).read_bytes()


def test_a_file_edited_by_hand_is_looked_through_too(anna: ic.Desk) -> None:
    """A comment that somebody wrote into a file in a workspace that is only read stops it as well."""
    folder = anna.workspace.review_folder("alnside-autumn")
    path = folder / "assessments" / "self.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# Priya (Y5) said so\n", encoding="utf-8")
    with ic.open_desk(anna.folder, read_only=True) as reading:
        done = ic.make_bundle(reading, "alnside")
    assert [one.where for one in done.stops] == ["assessments/self.toml"]


def test_what_only_an_editor_wrote_stays_here(anna: ic.Desk) -> None:
    """A comment that somebody wrote into a file does not leave: the file is written afresh first."""
    path = anna.workspace.review_folder("alnside-autumn") / "assessments" / "self.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# Priya (Y5) said so\n", encoding="utf-8")
    assert b"Priya" not in made(anna).read_bytes()


def test_a_change_by_hand_goes_along_as_its_own_persons(anna: ic.Desk, bo: ic.Desk) -> None:
    """What was changed in an editor is journaled here before the file is made, and not by whoever opens it."""
    path = anna.workspace.review_folder("alnside-autumn") / "assessments" / "self.toml"
    path.write_text(path.read_text(encoding="utf-8") + '[judgements.U6]\nlevel = "starting"\n', encoding="utf-8")
    found = ic.open_bundle(bo, made(anna))
    assert found.changes[-1].person == anna.workspace.me.id
    with bo.session("alnside", read_only=True) as session:
        assert session.assessment().judgements["U6", None].level == "starting"


def test_a_new_review_is_told_and_comes(anna: ic.Desk, bo: ic.Desk) -> None:
    """Before: which review, from whom, what would come, and nothing is written. After: it is here."""
    path = made(anna)
    before = ic.preview_bundle(bo, path)
    assert bo.folder is not None
    assert not bo.folder.exists()
    assert before.made_at is not None
    day = f"{before.made_at.day} {before.made_at:%B %Y at %H:%M} UTC"
    assert before.sentences == (
        f"alnside-autumn, 'Autumn': a review of Alnside First School (made up) with {NAME}@2026.1.",
        f"Anna ({anna.workspace.me.id}) made this file on {day}.",
        (
            "It is not here yet, and all of it would come: 1 judgement in 1 voice, 1 piece of evidence and 1 "
            "attachment (2 kB)."
        ),
        "Alnside First School is new among your schools, as alnside.",
    )
    after = ic.open_bundle(bo, path)
    assert (after.opened, after.here) == (True, False)
    assert after.sentences[2].startswith("It was not here, and all of it has come: 1 judgement in 1 voice")
    again = ic.preview_bundle(bo, path)
    assert (again.here, again.changes, again.remarks) == (True, (), ())
    assert again.sentences[2] == "It is here already, and there is nothing new in it."


def test_a_merge_is_told_by_who_did_what(anna: ic.Desk, bo: ic.Desk) -> None:
    """What would come in is counted by person, and what both changed is named in words."""
    ic.open_bundle(bo, made(anna))
    judged(anna, "U4", "leading")
    judged(anna, "U5", "secure")
    judged(bo, "U4", "starting")
    before = ic.preview_bundle(bo, made(anna))
    me = f"Anna ({anna.workspace.me.id})"
    assert before.sentences[2:] == (
        f"It is here already. It would be merged, and would bring: 2 changes by {me}.",
        (
            "One thing was changed here and there without knowing of each other. What is here stands until somebody "
            "decides by changing it again:"
        ),
        f"U4 (self): here Starting, there Leading (by {me}).",
    )
    assert [one.says for one in before.changes] == ["judged U4 leading (self)", "judged U5 secure (self)"]
    after = ic.open_bundle(bo, before.path)
    assert after.sentences[2] == f"It was here already. Taken in: 2 changes by {me}."
    assert after.conflicts == before.conflicts
    with bo.session("alnside", read_only=True) as session:
        assert session.assessment().judgements["U4", None].level == "starting"


def test_changes_of_several_people_are_told_apart(anna: ic.Desk, bo: ic.Desk, tmp_path: Path) -> None:
    """A file that brings the work of two says how much is whose, most first."""
    ic.open_bundle(bo, made(anna))
    judged(bo, "U5", "secure", voice="peer:bo")
    bo_file = ic.make_bundle(bo, "alnside", Path("bo.inclusion")).path
    assert bo_file is not None
    with ic.open_desk(tmp_path / "cy") as cy:
        ic.open_bundle(cy, made(anna))
        judged(anna, "U6", "secure")
        judged(anna, "U7", "secure")
        ic.open_bundle(anna, bo_file)
        found = ic.preview_bundle(cy, made(anna))
    a, b = anna.workspace.me.id, bo.workspace.me.id
    assert found.sentences[2].endswith(f"3 changes (2 by Anna ({a}) and 1 by {b}).")


def test_plugins_are_told_of_what_a_merge_changed(anna: ic.Desk, bo: ic.Desk) -> None:
    """What came in is among the changes that plugins are told of."""
    ic.open_bundle(bo, made(anna))
    judged(anna, "U5", "secure")
    ic.open_bundle(bo, made(anna))
    ((before, after),) = bo._saved
    assert set(after.judgements) - set(before.judgements) == {("U5", None)}


def test_schools_that_differ_are_said(anna: ic.Desk, bo: ic.Desk) -> None:
    """A school that goes by another name here, or is here under another id, is told before and left as it is."""
    bo.workspace.put_schools([ic.School(name="Alnside Primary", id="alnside")])
    path = made(anna)
    assert ic.preview_bundle(bo, path).remarks == (
        "They call the school Alnside First School. Here it is Alnside Primary, and stays so.",
    )


def test_a_school_that_is_here_under_another_id_is_said(anna: ic.Desk, bo: ic.Desk) -> None:
    """A URN that is in the list already is named, since the school will be there twice."""
    found = ic.add_school(bo, ic.School(name="Alnside First", id="alnside-first"), urn="999001")
    with anna.workspace as workspace:
        workspace.put_schools([ic.School(name="Alnside First School", id="alnside", identifiers=found.identifiers)])
    assert ic.preview_bundle(bo, made(anna)).remarks == (
        (
            "URN 999001 is here already as alnside-first (Alnside First). The review belongs to alnside, so the school "
            "will be in the list twice."
        ),
    )


def test_a_copied_folder_says_what_it_does_not_know(anna: ic.Desk, bo: ic.Desk, tmp_path: Path) -> None:
    """A copied folder is told and opened as a bundle is; whose it is, and what the school is called, is unknown."""
    folder = tmp_path / "stick" / "copy"
    shutil.copytree(anna.workspace.review_folder("alnside-autumn"), folder)
    assert ic.what_is(bo, folder).sort == "review-folder"
    found = ic.open_bundle(bo, folder)
    assert (found.made_by, found.made_at, found.school) == ("", None, "alnside")
    assert "It is a copied folder, which does not say who handed it over." in found.sentences
    assert found.remarks == ("Nothing says what the school is called, so it goes by its id here, alnside.",)
    with bo.session("alnside", read_only=True) as session:
        assert len(session.evidence) == 1


def test_what_is_amiss_with_a_file_is_told(anna: ic.Desk, bo: ic.Desk, tmp_path: Path) -> None:
    """A review with a damaged line comes all the same, and what is wrong is told with the file it stands in."""
    folder = tmp_path / "copy"
    shutil.copytree(anna.workspace.review_folder("alnside-autumn"), folder)
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(b"<<<<<<< ours\n")
    (remark,) = [one for one in ic.preview_bundle(bo, folder).remarks if "journal" in one]
    assert remark.startswith(f"{folder} (journal.jsonl):")


def test_other_files_are_refused_with_what_they_are(anna: ic.Desk, bo: ic.Desk, tmp_path: Path) -> None:
    """A list of schools is not opened as a review, and is said to be a list of schools; nothing is written."""
    assert anna
    path = tmp_path / "schools.csv"
    path.write_text("URN,EstablishmentName\n999001,Alnside\n", encoding="utf-8")
    for act in (ic.preview_bundle, ic.open_bundle):
        with pytest.raises(ic.InvalidFile) as caught:
            act(bo, path)
        assert str(caught.value) == f"{path}: This is a list of schools. Choose a review that was handed over."
    assert bo.folder is not None
    assert not bo.folder.exists()


def test_a_desk_that_only_reads_opens_nothing(anna: ic.Desk, tmp_path: Path) -> None:
    """On a desk for reading only a file can be looked at and not opened."""
    path = made(anna)
    (tmp_path / "bo").mkdir()
    for place in ("bo", "not there yet"):
        with ic.open_desk(tmp_path / place, read_only=True) as reading:
            assert ic.preview_bundle(reading, path).here is False
            with pytest.raises(ic.ReadOnly):
                ic.open_bundle(reading, path)
    assert list((tmp_path / "bo").iterdir()) == []
    assert not (tmp_path / "not there yet").exists()


@pytest.mark.parametrize(
    ("key", "ours", "theirs", "says"),
    [
        (("judge", "self", "U4@send"), None, ic.Judgement(non_answer="cannot-tell"),
         "U4@send (self): here nothing, there Cannot tell (by bo)."),
        (("judge", "self", "U4"), ic.Judgement("secure", because="One."), ic.Judgement("secure", because="Two."),
         "U4 (self): here Secure, 'One.', there Secure, 'Two.' (by bo)."),
        (("judge", "self", "U4"), ic.Judgement("secure", confidence="low"), ic.Judgement("secure", confidence="high"),
         "U4 (self): here one form, there another (by bo)."),
        (("review", "title"), "", "x" * 70, f"The title: here nothing, there '{'x' * 59}…' (by bo)."),
        (("review", "blind"), True, False, "Whether reviewers judge unseen by each other: here yes, there no (by bo)."),
        (("review", "safeguarding"), Safeguarding("The deputy head"), None,
         "The safeguarding lead: here 'The deputy head', there nothing (by bo)."),
        (("enquiry", "q-1"), LineOfEnquiry("q-1", "How so?", "bo", AT), LineOfEnquiry("q-1", "How far?", "bo", AT),
         "Line of enquiry q-1: here 'How so?', there 'How far?' (by bo)."),
        (("enquiry", "q-1"), LineOfEnquiry("q-1", "How?", "bo", AT),
         LineOfEnquiry("q-1", "How?", "bo", AT, stage="being-looked-at"),
         "Line of enquiry q-1: here 'How?' (drafted), there 'How?' (being looked at) (by bo)."),
        (("evidence", "e-1"), ic.Evidence("e-1", "data", "Counted.", "bo", AT), None,
         "Evidence e-1: here 'Counted.', there nothing (by bo)."),
        (("archive", "1/self/U1"), None, None,
         "Judgement set aside 1/self/U1: here one form, there another (by bo)."),
        (("team", "bo"), ic.Person("bo", "Bo"), None, "bo in the team: here 'Bo', there nothing (by bo)."),
    ],
)  # fmt: skip
def test_what_both_changed_is_put_into_words(
    anna: ic.Desk, key: tuple[str, ...], ours: object, theirs: object, says: str
) -> None:
    """Judgements are told by their level, by their reason where the level is the same, other things by their text."""
    assert str(conflict(anna.framework(NAME), {}, Clash(key, ours, theirs, "bo"))) == says
