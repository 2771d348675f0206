"""The reviews of a workspace as a list shows them, and schools looked through on every key."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import inclusion_core as ic
from inclusion_core.model.school import Identifier

NAME = "universal-targeted-specialist"
_AT = re.compile(rb'"at":"[^"]*"')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two reviews, `bede` changed after `alnside`, and nothing of this machine's user in sight."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    framework = ic.load_framework(NAME)
    with ic.open_desk(tmp_path / "work") as desk:
        for number, name in enumerate(("alnside", "bede")):
            desk.workspace.create_review(ic.School(name=f"{name.title()} School"), framework, id=name)
            with desk.session(name) as session:
                session.judge("self", "U1", ic.Judgement("secure"))
                session.judge("peer:ak", "U2", ic.Judgement("secure"))
                session.judge("peer:ak", "U3", ic.Judgement(non_answer="cannot-tell"))
            journal = desk.workspace.review_folder(name) / "journal.jsonl"
            journal.write_bytes(_AT.sub(f'"at":"2023-11-14T22:13:2{number}Z"'.encode(), journal.read_bytes()))
            os.utime(journal, (1_800_000_000 - number,) * 2)  # as a copy would say, the other way round
    return tmp_path / "work"


def test_the_review_that_was_changed_last_comes_first(folder: Path) -> None:
    """Reviews come by what their journals say, not by when a copy was made; one without a journal comes last."""
    (folder / "reviews" / "alnside-school" / "aardvark").mkdir()
    with ic.open_desk(folder, read_only=True) as desk:
        found = ic.on_shelf(desk)
    assert [one.review for one in found] == ["bede", "alnside", "aardvark"]
    assert [one.school for one in found] == ["bede-school", "alnside-school", "alnside-school"]
    assert found[2].touched is None
    assert found[0].touched is not None
    assert found[0].touched.timestamp() == 1_700_000_001


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (b'{"seq":9,"at":"2026-01-02T03:04:05Z","do":{"note":"\\"at\\":\\"2020-01-01T00:00:00Z\\""}}\n', 1_767_323_045),
        (b'{"seq":9,"at":"2026-01-02T03:04:05Z"', 1_700_000_001),
        (b'{"seq":9,"at":"2026-01-02T03:04:05Z","do":"' + b"x" * 70_000 + b'"}\n', 1_800_000_000),
        (b'{"seq":9,"at":"2026-99-99T99:99:99Z"}\n', 1_800_000_000),
        (b'{"seq":9,"at":"2026-01-02T03:04:05"}\n', 1_800_000_000),
        (b"nonsense\n", 1_800_000_000),
    ],
    ids=["whole", "torn", "very long", "no day", "no zone", "no line of ours"],
)
def test_when_a_review_was_changed_is_its_last_whole_line_s_time(folder: Path, end: bytes, says: int) -> None:
    """A torn line counts as nothing; what no line says, the file's own time does."""
    journal = folder / "reviews" / "bede-school" / "bede" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + end)
    os.utime(journal, (1_800_000_000,) * 2)
    with ic.open_desk(folder, read_only=True) as desk:
        (bede,) = [one for one in ic.on_shelf(desk) if one.review == "bede"]
    assert bede.touched is not None
    assert bede.touched.timestamp() == says


def test_the_list_needs_neither_the_workspace_nor_the_model(folder: Path) -> None:
    """Which reviews there are is known before anything heavy is imported."""
    script = (
        "import sys, inclusion_core as ic\n"
        "print(len(ic.on_shelf(ic.open_desk(sys.argv[1]))))\n"
        "print(*sorted(one for one in sys.modules if one.startswith('inclusion_core')))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)
    count, modules = done.stdout.splitlines()
    assert count == "2"
    assert not [one for one in modules.split() if ".model" in one or ".analysis" in one or ".workspace" in one]


def test_looking_at_a_review_gives_it_and_its_school(folder: Path) -> None:
    """The review's own file and its school are read; a school that is gone goes by its id."""
    with ic.open_desk(folder, read_only=True) as desk:
        review, school = ic.look_at(desk, "bede")
        assert (review.id, school.name) == ("bede", "Bede School")
    (folder / "schools" / "bede-school.toml").unlink()
    with ic.open_desk(folder, read_only=True) as desk:
        assert ic.look_at(desk, "bede")[1].name == "bede-school"


def test_what_cannot_be_looked_at_says_why(folder: Path) -> None:
    """A damaged review and a copy under another name are refused in a sentence; the others are not touched by it."""
    school = folder / "reviews" / "bede-school"
    (school / "bede" / "review.toml").write_text("kind = 3", encoding="utf-8")
    (school / "bede" / "journal.jsonl").unlink()
    (folder / "reviews" / "alnside-school" / "alnside").rename(school / "copy")
    with ic.open_desk(folder, read_only=True) as desk:
        with pytest.raises(ic.InvalidFile, match=r"review\.toml"):
            ic.look_at(desk, "bede")
        with pytest.raises(ic.InvalidFile, match="is a copy of the review alnside"):
            ic.look_at(desk, "copy")


@pytest.mark.parametrize(("voice", "judged"), [("self", 1), ("peer:ak", 1), ("peer:nobody", 0), ("role:head", 1)])
def test_progress_is_one_voice_s(folder: Path, voice: str, judged: int) -> None:
    """What is judged is counted as coverage does, a non-answer not; what is no voice here is the school's own."""
    with ic.open_desk(folder, read_only=True) as desk:
        found = ic.progress_of(desk, "bede", voice)
        assert (found.judged, found.applicable) == (judged, 20)
        assert found.voice == ("self" if voice == "role:head" else voice)
        assert set(found.voices) == {"self", "peer:ak"}
        assert found.drafts == ()


def test_progress_tells_of_drafts_and_writes_nothing(folder: Path) -> None:
    """A text that was typed and not said is among the drafts, and looking leaves every file as it was."""
    with ic.open_desk(folder) as desk, desk.session("bede") as session:
        session.draft("because self U4", "Seen in")
    before = {one: one.stat().st_mtime_ns for one in folder.rglob("*")}
    with ic.open_desk(folder, read_only=True) as desk:
        found = ic.progress_of(desk, "bede")
    assert [(one.key, one.text) for one in found.drafts] == [("because self U4", "Seen in")]
    assert {one: one.stat().st_mtime_ns for one in folder.rglob("*")} == before


def test_a_finder_finds_what_the_workspace_finds_beginnings_first(tmp_path: Path) -> None:
    """Every word counts, in name, town, postcode or numbers, in any case; names that begin so come first."""
    schools = [
        ic.School(name="Upper Alnside", town="Wooler"),
        ic.School(name="Alnside First", identifiers={"urn": Identifier("urn", "999001")}),
        ic.School(name="Bede", town="Alnside", postcode="NE1 1AA"),
    ]
    with ic.open_desk(tmp_path) as desk:
        desk.workspace.put_schools(schools)
        finder = ic.SchoolFinder(desk)
        assert len(finder) == 3
        assert [one.name for one in finder.find("ALNSIDE")] == ["Alnside First", "Bede", "Upper Alnside"]
        for text in ("", "999001", "ne1", "wooler upper", "nowhere"):
            assert sorted(one.id for one in finder.find(text)) == sorted(
                one.id for one in desk.workspace.find_schools(text)
            )
