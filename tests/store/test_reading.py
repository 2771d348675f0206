"""What reviews say to those who only look: read once, and again as soon as anything in their files is another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.desk.eight_schools import build

from inclusion_core.desk import open_desk
from inclusion_core.model.assessment import Judgement
from inclusion_core.store.review import pinned, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inclusion_core.desk import Desk

REVIEW = "alnside-1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with eight schools, all of it written an hour ago."""
    build(tmp_path / "work")
    age(tmp_path / "work")
    with open_desk(tmp_path / "work") as desk:
        yield desk


def age(folder: Path) -> None:
    """Make every file of a folder an hour older."""
    for one in folder.rglob("*"):
        status = one.stat()
        os.utime(one, ns=(status.st_atime_ns, status.st_mtime_ns - 3_600_000_000_000))


def level(desk: Desk) -> str | None:
    """Return what the school says of U1."""
    return desk.workspace.read(REVIEW).judgements["self"]["U1", None].level


def test_what_is_as_it_was_is_not_read_again(desk: Desk) -> None:
    """The same reading comes back, with the very card that was reckoned of it."""
    first = desk.workspace.read(REVIEW)
    assert desk.workspace.read("alnside") is first
    assert desk.card(desk.workspace.read(REVIEW), "self") is desk.card(first, "self") is not None
    assert desk.card(first, "moderated") is None


def test_a_change_by_another_window_is_seen_at_once(desk: Desk) -> None:
    """A judgement, a release and a school's new name come with the next look, and nothing is kept just after them."""
    assert level(desk) == "starting"
    with open_desk(desk.folder) as other:
        with other.session(REVIEW) as session:
            session.judge_all([("self", "U1", Judgement("leading"))])
        assert level(desk) == "leading"
        assert desk.workspace.read(REVIEW) is not desk.workspace.read(REVIEW), "written just now: not told apart yet"
        with other.session(REVIEW) as session:
            session.change_review(released={})
    assert not desk.workspace.read(REVIEW).review.released
    assert not next(one for one in desk.workspace.reviews() if one.id == REVIEW).released
    age(desk.workspace.root)
    assert desk.workspace.read(REVIEW) is desk.workspace.read(REVIEW)
    path = desk.workspace.root / "schools" / "alnside.toml"
    path.write_text(path.read_text().replace("Alnside School", "Alnside Academy"))
    assert desk.workspace.read(REVIEW).school.name == "Alnside Academy"


def test_a_file_of_the_same_size_and_time_under_another_number_is_another_file(desk: Desk) -> None:
    """A snapshot put in the place of one, with as many bytes and its time given back, is read."""
    assert level(desk) == "starting"
    path = next((desk.workspace.root / "reviews").rglob("alnside-1/assessments/self.toml"))
    status, text = path.stat(), path.read_text()
    new = path.with_name("new")
    new.write_text(text.replace('"starting"', '"leading" ', 1))
    new.replace(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert level(desk) == "leading"


def test_what_is_amiss_is_looked_at_each_time(desk: Desk) -> None:
    """A review with a snapshot that cannot be read is told by its journal, and not kept."""
    path = next((desk.workspace.root / "reviews").rglob("alnside-1/assessments/self.toml"))
    path.write_text("what is this")
    age(desk.workspace.root)
    assert level(desk) == "starting"
    assert desk.workspace.read(REVIEW) is not desk.workspace.read(REVIEW)


def test_a_time_to_come_is_no_sign_of_rest(desk: Desk) -> None:
    """Where a clock runs ahead, as on another machine's disk, nothing is kept."""
    for one in next((desk.workspace.root / "reviews").rglob(REVIEW)).iterdir():
        os.utime(one, ns=(2**62, 2**62))
    assert desk.workspace.read(REVIEW) is not desk.workspace.read(REVIEW)


def test_no_more_is_kept_than_there_is_room_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read longest ago goes first, and the last one stays however large it is."""
    monkeypatch.setattr(reading, "MOST_JUDGEMENTS", 9)
    with open_desk(desk.folder) as small:
        read = small.workspace.read
        alnside, bedeside = read("alnside-1"), read("bedeside-1")
        assert (alnside.weight, bedeside.weight) == (4, 4)
        assert read("alnside-1") is alnside
        coquetside = read("coquetside-1")
        assert read("coquetside-1") is coquetside
        assert read("bedeside-1") is bedeside
        assert read("alnside-1") is not alnside
    monkeypatch.setattr(reading, "MOST_JUDGEMENTS", 1)
    with open_desk(desk.folder) as smaller:
        assert smaller.workspace.read("alnside-1") is smaller.workspace.read("alnside-1")


def test_blanking_leaves_nothing_of_what_was_read(desk: Desk) -> None:
    """After a blanking the reading says it without the name, and no older one is kept."""
    with desk.session(REVIEW) as session:
        session.judge_all([("self", "U1", Judgement("secure", because="Jamiee was calm"))])
    age(desk.workspace.root)
    before = desk.workspace.read(REVIEW)
    desk.workspace.blank("Jamiee")
    age(desk.workspace.root)
    after = desk.workspace.read(REVIEW)
    assert "Jamiee" in repr(before.judgements)
    assert "Jamiee" not in repr(after.judgements)


def test_schools_by_one_text_share_it_and_another_text_is_another_framework(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A framework that lies beside many reviews is read once; a copy with one word changed is read for itself."""
    monkeypatch.setattr(pinned, "_KEPT_TEXTS", 2)
    mine = desk.workspace.read("alnside-1").framework
    assert desk.workspace.read("bedeside-1").framework is mine
    for name in ("coquetside", "derwentside", "eglingside"):
        path = next((desk.workspace.root / "reviews").rglob(f"{name}-1/framework.toml"))
        path.write_text(path.read_text().replace("title = ", f'title = "{name}" #', 1))
        assert desk.workspace.read(f"{name}-1").framework.title == name
    assert len(pinned._read_so_far) == 2
    assert desk.workspace.read("fontside-1").framework == mine
