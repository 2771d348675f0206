"""How long a review is kept, and what `doctor` and `review list` say of what is due, left over, copied or locked."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.desk import open_desk
from inclusion_core.store import files
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

NAME = "universal-targeted-specialist"
DAY = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=400)


def made_due(home: Path, review: str, day: dt.date) -> None:
    """Set a last day that is over, as time would."""
    with Workspace.open(home).session(review) as session:
        session.change_review(keep_until=day)


def test_until_when_a_review_is_kept_is_said_and_seen(run: Any, review: str, home: Path) -> None:
    """With `review new` or later; `show` and `list` have it, and when it is over the command that erases."""
    assert "review keep" in run("review", "show", review).out
    kept = run("review", "keep", review, DAY.isoformat())
    assert kept.code == 0
    assert DAY.isoformat() in kept.out
    assert DAY.isoformat() in run("review", "show", review).out
    assert f"(keep until {DAY.isoformat()})" in run("review", "list").out
    assert run("review", "list", "--json").json["reviews"][0]["keep_until"] == DAY.isoformat()
    assert run("undo", review).code == 0
    assert "keep until" not in run("review", "list").out
    run("review", "keep", review, DAY.isoformat())
    assert run("review", "keep", review, "always", "--json").json["keep_until"] is None
    made_due(home, review, dt.date(2020, 8, 31))
    assert "(keep until 2020-08-31; to be erased)" in run("review", "list").out
    assert f"inclusion review erase {review}" in run("review", "show", review).out
    found = run("doctor")
    assert found.code == 1
    assert f"was to be kept until 2020-08-31. To erase it, type: inclusion review erase {review}" in found.out


@pytest.mark.parametrize(("day", "says"), [("next year", "is not a day"), ("2020-08-31", "is over already")])
def test_a_day_that_is_none_or_over_is_refused(run: Any, review: str, day: str, says: str) -> None:
    """Nothing begins or changes with it."""
    assert run("review", "keep", review, day).code == 2
    ran = run("review", "new", "--school", "999001", "--framework", NAME, "--keep-until", day)
    assert ran.code == 2
    assert says in ran.err
    assert len(run("review", "list", "--json").json["reviews"]) == 1


def test_a_copied_folder_is_said_and_never_taken_for_the_review(run: Any, review: str, home: Path) -> None:
    """Copied twice under other names: list and doctor say so, a copy is read-only, and erasing names what is left."""
    folder = next(home.glob(f"reviews/*/{review}"))
    for name in ("Copy of it", f"{review} (2)"):
        shutil.copytree(folder, folder.with_name(name))
    listed = run("review", "list")
    assert listed.out.count(review) == 1
    assert listed.err.count("is a copy of the review") == 2
    assert run("doctor").out.count("is a copy of the review") == 2
    assert run("judge", review, "U4", "secure").code == 0
    refused = run("judge", "Copy of it", "U4", "secure")
    assert refused.code != 0
    assert "copy of the review" in refused.err
    erased = run("review", "erase", review)
    assert "inclusion review erase 'Copy of it'" in erased.err
    assert run("review", "erase", "Copy of it").code == 0
    assert f"{review} (2)" in run("review", "list").err


def test_a_review_that_cannot_be_read_does_not_vanish_from_the_list(run: Any, review: str, home: Path) -> None:
    """It is not in the list, and its file is named."""
    for name in ("review.toml", "journal.jsonl"):
        next(home.glob(f"reviews/*/{review}/{name}")).write_text("<<<<<<< ours\n")
    for more in ((), ("--json",)):
        ran = run("review", "list", *more)
        assert "review.toml" in ran.err
        assert "no review here yet" not in ran.err


def test_doctor_says_who_holds_a_lock(run: Any, review: str, home: Path) -> None:
    """While a program writes it is said, with the file; afterwards it is not, and nothing is left behind."""
    lock = next(home.glob(f"reviews/*/{review}/.lock"))
    assert "A program is writing here" not in run("doctor").out
    with files.locked(lock):
        held = run("doctor")
    assert held.code == 1
    assert f"{lock}: A program is writing here" in held.out
    before = sorted(home.rglob("*"))
    assert run("doctor").code == 0
    assert sorted(home.rglob("*")) == before


def test_doctor_says_that_a_disk_knows_no_locks(run: Any, review: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network disk that gives every lock to everybody, or none to anybody, keeps nobody apart."""
    with monkeypatch.context() as patched:
        patched.setattr(files, "_lock", lambda _: None)
        assert "This disk knows no locks" in run("doctor").out

    def refuse(_: int) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(files, "_lock", refuse)
    found = run("doctor").out
    assert found.count("This disk knows no locks") == 1
    assert "A program is writing" not in found
    assert review


def test_doctor_says_that_nothing_can_be_written(run: Any, review: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace on a disk for reading only is well, and a person should know."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    looked = run("doctor")
    assert looked.code == 0
    assert "it can only be read" in looked.err
    assert review


def test_doctor_says_what_was_typed_and_never_said(run: Any, review: str, home: Path) -> None:
    """With what it was typed for and when, never with its words."""
    session = Workspace.open(home).session(review)
    session.draft("evidence U4", "Seen in the hall.")
    session.sync()
    found = run("doctor")
    assert "holds what was typed for 'evidence U4' on" in found.out
    assert f"inclusion assess {review}" in found.out
    assert "Seen in the hall" not in found.out
    session.drop_draft("evidence U4")
    session.close()
    assert run("doctor").code == 0


def test_doctor_says_what_nobody_reads(run: Any, review: str, home: Path) -> None:
    """The second version that a synchronising program keeps of a journal holds work, so it is named."""
    folder = next(home.glob(f"reviews/*/{review}"))
    run("judge", review, "U4", "secure")
    run("judge", review, "U4", "leading")
    assert run("doctor").code == 0
    shutil.copy(folder / "journal.jsonl", folder / "journal (conflicted copy).jsonl")
    (folder / f".review.toml.{os.urandom(4).hex()}.part").write_bytes(b"")
    found = run("doctor").out
    assert "holds what this program does not read: journal (conflicted copy).jsonl." in found
    assert "1 unfinished file was left" in found


def test_everything_a_review_writes_is_known_to_doctor(run: Any, review: str, home: Path, tmp_path: Path) -> None:
    """Judgements, evidence with an attachment, earlier copies, drafts: none of it is strange."""
    (tmp_path / "plan.txt").write_text("plan")
    for level in ("secure", "leading"):
        run("judge", review, "U4", level, "--voice", "peer:ak-7f3")
        run("evidence", "add", review, "--kind", "document", "--attach", str(tmp_path / "plan.txt"), level)
        run("review", "keep", review, DAY.isoformat() if level == "secure" else "always")
    with open_desk(home) as desk:
        session = desk.session(review)
        session.draft("k", "typed")
        session.close()
    assert "does not read" not in run("doctor").out
