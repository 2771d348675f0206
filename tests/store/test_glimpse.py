"""The last frame of a review: shown only while every file that it was drawn from is as it was."""

import json
import os
from pathlib import Path

import pytest

import inclusion_core as ic
from inclusion_core.store.review.glimpse import LARGEST, NAME, forget_glimpse
from inclusion_core.store.review.review_folder import is_ours

FRAME = {"rows": [["U4 Secure"]], "about": {"size": [80, 24]}}


@pytest.fixture
def review(tmp_path: Path) -> tuple[Path, Path]:
    """A workspace with one review and a frame kept of it: (workspace, the review's folder)."""
    with ic.open_desk(tmp_path / "ws") as desk:
        framework = desk.framework("universal-targeted-specialist")
        desk.workspace.create_review(ic.School(name="Alnside"), framework, id="alnside-2026-11")
        with desk.session("alnside-2026-11") as session:
            session.judge("self", "U4", ic.Judgement(level="secure"))
            session.add_evidence("observation", "Seen.", indicators=["U4"])
        ic.keep_glimpse(desk.workspace.root, session.folder, FRAME)
    return tmp_path / "ws", session.folder


def test_a_frame_comes_back_by_the_review_s_id_or_its_beginning(review: tuple[Path, Path]) -> None:
    """What was kept is given back while nothing was changed, also to somebody who only reads."""
    root, _ = review
    assert ic.glimpse(root, "alnside-2026-11") == FRAME
    assert ic.glimpse(root, "aln") == FRAME
    assert ic.glimpse(root, "bede") is None


@pytest.mark.parametrize(
    "name",
    ["journal.jsonl", "assessments/self.toml", "review.toml", "framework.toml", "../../../inclusion.toml"],
)
def test_no_frame_is_shown_after_a_file_was_touched(review: tuple[Path, Path], name: str) -> None:
    """A file that was written since, by whomever and even with the same bytes, takes the frame's truth away."""
    root, folder = review
    path = folder / name
    data = path.read_bytes()
    path.write_bytes(data)
    os.utime(path, ns=(1, 1))
    assert ic.glimpse(root, "alnside-2026-11") is None


def test_no_frame_is_shown_after_a_file_came_or_went(review: tuple[Path, Path]) -> None:
    """Another voice's file, or one that is gone, takes the frame's truth away."""
    root, folder = review
    (folder / "assessments" / "peer~ak.toml").write_text("", encoding="utf-8")
    assert ic.glimpse(root, "alnside") is None
    (folder / "assessments" / "peer~ak.toml").unlink()
    assert ic.glimpse(root, "alnside") == FRAME
    next((folder / "evidence").iterdir()).unlink()
    assert ic.glimpse(root, "alnside") is None


def test_no_frame_is_shown_after_the_school_was_renamed(review: tuple[Path, Path]) -> None:
    """The school's own file counts too: its name is in the frame."""
    root, folder = review
    with ic.open_desk(root) as desk:
        desk.workspace.put_schools([ic.School(name="Alnside First", id=folder.parent.name)])
    assert ic.glimpse(root, "alnside") is None


@pytest.mark.parametrize("damage", ["", "[", "[]", "{}", '{"of": 1}', "[" * 100_000, "x" * (LARGEST + 1)])
def test_a_damaged_frame_is_no_frame(review: tuple[Path, Path], damage: str) -> None:
    """Whatever stands in its file, nothing is raised and nothing is shown."""
    root, folder = review
    (folder / "drafts" / NAME).write_text(damage, encoding="utf-8")
    assert ic.glimpse(root, "alnside") is None


def test_blanking_takes_every_frame_away(review: tuple[Path, Path]) -> None:
    """A frame may hold a text in pieces, where no search finds it, so all of them go."""
    root, folder = review
    with ic.open_desk(root) as desk:
        desk.workspace.blank("nothing like this is there")
    assert not (folder / "drafts" / NAME).exists()


def test_forgetting_takes_half_written_frames_too(review: tuple[Path, Path]) -> None:
    """What a crash left of a frame goes with it."""
    _, folder = review
    part = folder / "drafts" / f".{NAME}.99.part"
    part.write_text("half", encoding="utf-8")
    forget_glimpse(folder)
    assert not list((folder / "drafts").iterdir())


def test_a_frame_that_cannot_be_kept_costs_nothing(review: tuple[Path, Path]) -> None:
    """A review's folder that is not there any more raises nothing."""
    root, folder = review
    ic.keep_glimpse(root, folder / "gone", FRAME)
    assert not (folder / "gone").exists()


def test_a_frame_is_one_of_our_files_and_plain_data(review: tuple[Path, Path]) -> None:
    """The doctor knows it, and it is JSON with what it is true of beside it."""
    _, folder = review
    assert is_ours(f"drafts/{NAME}")
    assert set(json.loads((folder / "drafts" / NAME).read_text(encoding="utf-8"))) == {"of", "frame"}
