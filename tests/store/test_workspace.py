from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import InvalidFile, NotAllowed, UnknownName
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.school import Identifier, School
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from inclusion_core.model.framework import Framework

GOLDEN = Path(__file__).parents[1] / "files" / "workspace-1"


def school(urn: str, name: str = "Alnside", **more: object) -> School:
    """Make a school with a URN."""
    return School(name=name, identifiers={"urn": Identifier("urn", urn)}, **more)  # type: ignore[arg-type]


def test_nothing_is_made_before_the_first_change(tmp_path: Path) -> None:
    """Looking makes no folder; the first change does, and who I am is made once and kept."""
    workspace = Workspace.open(tmp_path / "ws")
    assert workspace.schools() == ()
    assert list(workspace.reviews()) == []
    assert not (tmp_path / "ws").exists()
    workspace.put_schools([School(name="Alnside")])
    again = Workspace.open(tmp_path / "ws")
    assert (again.me, again.device) == (workspace.me, workspace.device)
    assert again.rename_me("Ak").name == "Ak"
    assert Workspace.open(tmp_path / "ws").me == again.me


def test_who_comes_second_is_who_came_first(tmp_path: Path) -> None:
    """Of two programs that look at a folder before there is a workspace, the second one works as the first one's me."""
    one, other = Workspace.open(tmp_path / "ws"), Workspace.open(tmp_path / "ws")
    assert one.me != other.me
    one.put_schools([School(name="Alnside")])
    other.put_schools([School(name="Bede")])
    assert (other.me, other.device) == (one.me, one.device)


def test_a_folder_of_a_review_is_found_without_looking_into_others(tmp_path: Path, framework: Framework) -> None:
    """A review is found by its id; hidden folders, files and what has no id's form are none."""
    workspace = Workspace.open(tmp_path / "ws")
    workspace.create_review(School(name="Alnside"), framework, id="first")
    workspace.create_review(School(name="Bede"), framework, id="second")
    reviews = tmp_path / "ws" / "reviews"
    (reviews / ".hidden" / "third").mkdir(parents=True)
    (reviews / "alnside" / "fourth").write_text("", encoding="utf-8")
    assert workspace.review_ids() == ("first", "second")
    assert workspace.review_folder("second") == reviews / "bede" / "second"
    for name in ("third", "fourth", "../alnside/first", "..", ""):
        with pytest.raises(UnknownName):
            workspace.review_folder(name)


def test_reading_where_there_is_nothing_is_said(tmp_path: Path) -> None:
    """A read-only workspace must be there."""
    with pytest.raises(NotAllowed, match="There is no workspace in"):
        Workspace.open(tmp_path / "none", read_only=True)


def test_schools_are_found_by_every_number_they_ever_had(tmp_path: Path) -> None:
    """By local id, URN, LAESTAB, a former URN and a predecessor's."""
    workspace = Workspace.open(tmp_path)
    identifiers = {"urn": Identifier("urn", "999501"), "laestab": Identifier("laestab", "3912000")}
    workspace.put_schools([School(name="Bede", identifiers=identifiers, followed=("999509",)), school("999502")])
    for name in ("bede", "999501", "391/2000", "3912000", "999509"):
        assert workspace.school(name).name == "Bede"
        assert Workspace.open(tmp_path).school(name).name == "Bede"
    with pytest.raises(UnknownName, match="Did you mean 'bede'"):
        workspace.school("bedde")


def test_putting_a_school_again_changes_and_keeps(tmp_path: Path) -> None:
    """The id stays; what is not said stays; a new URN makes the old one a former one."""
    workspace = Workspace.open(tmp_path)
    assert workspace.put_schools([school("999501", town="Alnwick")]).added == ("alnside",)
    assert workspace.put_schools([school("999501")]).unchanged == ("alnside",)
    assert workspace.put_schools([school("999501", name="Alnside Primary")]).updated == ("alnside",)
    assert workspace.put_schools([school("999777", name="Alnside Academy", followed=("999501",))]).updated == (
        "alnside",
    )
    one = workspace.school("999501")
    assert (one.id, one.name, one.town, one.urn) == ("alnside", "Alnside Academy", "Alnwick", "999777")
    assert workspace.put_schools([school("200001", name="Alnside"), School(name="Con")]).added == (
        "alnside-200001",
        "con-school",
    )


def test_a_school_comes_back_with_everything_it_has(tmp_path: Path) -> None:
    """What a school is, its setting and its numbers with their days are the same from its file and from the index."""
    one = School(
        name="Bede \x07 “St.”",
        id="bede",
        kind="special",
        phase="all-through",
        features=("resourced-provision",),
        identifiers={"urn": Identifier("urn", "999501", dt.date(2001, 9, 1), dt.date(2026, 8, 31))},
        status="closed",
        low_age=3,
        high_age=19,
        pupils=0,
        followed=("999509",),
        made_up=True,
    )
    Workspace.open(tmp_path).put_schools([one])
    assert Workspace.open(tmp_path).schools() == (one,)
    (tmp_path / ".index.json").unlink()
    assert Workspace.open(tmp_path).school("bede") == one
    assert Workspace.open(tmp_path).schools() == (one,)


def test_schools_are_found_by_words(tmp_path: Path) -> None:
    """Every word must be in the name, the town, the postcode or a number."""
    workspace = Workspace.open(tmp_path)
    workspace.put_schools([school("999501", name="Bede", town="Jarrow"), school("999502", name="Cuthbert")])
    assert [one.name for one in workspace.find_schools("jarrow BEDE")] == ["Bede"]
    assert [one.name for one in workspace.find_schools("")] == ["Bede", "Cuthbert"]


def test_the_index_is_only_a_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It saves reading files again; it is never believed over a file, whatever it holds; a bad file hides no other."""
    Workspace.open(tmp_path).put_schools([school("999501", name="Bede"), school("999502", name="Cuthbert")])
    path = tmp_path / "schools" / "bede.toml"
    index = tmp_path / ".index.json"
    with monkeypatch.context() as patched:
        patched.setattr("inclusion_core.store.schoolbook.read_school", None)  # nothing needs to be read
        assert len(Workspace.open(tmp_path).schools()) == 2
    path.write_text(path.read_text().replace("Bede", "Hilda"))
    assert [one.name for one in Workspace.open(tmp_path).schools()] == ["Cuthbert", "Hilda"]
    for rubbish in ("", "[]", '{"version":1,"schools":{"bede.toml":[1,2,{"nam":3}]}}', '{"version":9}', "\0"):
        index.write_text(rubbish)
        assert len(Workspace.open(tmp_path).schools()) == 2
    path.write_text(path.read_text().replace("name =", "nmae ="))
    workspace = Workspace.open(tmp_path)
    assert [one.name for one in workspace.schools()] == ["Cuthbert"]
    assert "nmae" in "\n".join(map(str, workspace.problems))
    path.unlink()
    assert workspace.problems
    workspace.schools()
    assert workspace.problems == ()


def test_a_review_is_named_by_school_and_month(tmp_path: Path, framework: Framework) -> None:
    """Without an id it gets a short one, and a number where that is taken; a prefix finds it."""
    workspace = Workspace.open(tmp_path)
    one = School(name="North Tyne Church of England Primary School")
    day = dt.date(2026, 11, 22)
    assert workspace.create_review(one, framework, started=day).id == "north-tyne-2026-11"
    assert workspace.create_review("north-tyne-church-of-england-primary-school", framework, started=day).id == (
        "north-tyne-2026-11-2"
    )
    assert workspace.find_review("north-tyne-2026-11") == "north-tyne-2026-11"
    with pytest.raises(NotAllowed, match="begins several reviews: north-tyne-2026-11, north-tyne-2026-11-2"):
        workspace.find_review("north")
    with pytest.raises(UnknownName, match="There is no review 'south'"):
        workspace.find_review("south")
    with pytest.raises(NotAllowed, match="already"):
        workspace.create_review("north-tyne-church-of-england-primary-school", framework, id="north-tyne-2026-11")
    with pytest.raises(NotAllowed, match="cannot name a review"):
        workspace.create_review("north-tyne-church-of-england-primary-school", framework, id="../up")


def test_a_review_pins_its_framework_and_setting(workspace: Workspace, framework: Framework) -> None:
    """The resolved text lies beside it, under its digest, and is what the session judges by."""
    (review,) = workspace.reviews()
    session = workspace.session("alnside")
    assert session.framework.digest == review.framework.digest
    assert session.framework.indicators == framework.indicators
    assert review.framework.name == "small@1"
    assert workspace.me.id in review.team


def test_a_bad_review_hides_no_other(workspace: Workspace, framework: Framework) -> None:
    """It is among the problems, its id is still known, and opening it says what is wrong."""
    workspace.create_review("alnside", framework, id="second")
    folder = workspace.review_folder("second")
    (folder / "review.toml").write_text("nonsense")
    assert [one.id for one in workspace.reviews()] == ["alnside-2026-11", "second"]  # its journal speaks for it
    (folder / "journal.jsonl").unlink()
    assert [one.id for one in workspace.reviews()] == ["alnside-2026-11"]
    assert "review.toml" in str(workspace.problems[0])
    assert "second" in workspace.review_ids()
    with pytest.raises(InvalidFile):
        workspace.session("second")


def test_a_review_that_could_not_be_laid_down_leaves_nothing(
    workspace: Workspace, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash while a review is begun leaves no half of one."""

    def dying(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("inclusion_core.store.review.snapshots.write", dying)
        with pytest.raises(KeyboardInterrupt):
            workspace.create_review("alnside", framework, id="second")
    assert workspace.review_ids() == ("alnside-2026-11",)
    assert len(list((workspace.root / "reviews" / "alnside").iterdir())) == 1


def test_a_workspace_of_schema_1_opens_for_ever(tmp_path: Path) -> None:
    """The golden workspace reads as it did when schema 1 was released, and can be worked on."""
    shutil.copytree(GOLDEN, tmp_path / "ws")
    workspace = Workspace.open(tmp_path / "ws")
    assert (workspace.me.id, workspace.me.name, workspace.device) == ("kt-7f3", "Kit", "d-9rsw")
    assert workspace.school("999501").town == "Alnwick"
    session = workspace.session("alnside")
    assert session.problems == ()
    assert session.review.keep_until == dt.date(2027, 9, 1)
    assert session.assessment().judgements["U4", "send"].non_answer == "cannot-tell"
    assert session.assessment().judgements["U4", None].level == "secure"
    assert session.assessment("peer:bo-1aa").judgements["U1", None].because == "Journal only: after the snapshot."
    assert [(one.kind, one.note) for one in session.evidence.values()] == [("observation", "Calm halls.\nTwo visits.")]
    assert [one.text for one in session.drafts()] == ["half a thought"]
    session.undo()
    session.judge("self", "U2", Judgement("leading"))
    session.close()
    assert workspace.session("alnside").state == session.state
