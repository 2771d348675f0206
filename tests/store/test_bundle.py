"""A review as one file: what goes along, what comes back, and files that mean harm."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from attrs import evolve

from inclusion_core.errors import FutureSchema, InclusionError, InvalidFile, NotAllowed, ReadOnly, StorageFailed
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.review import Person
from inclusion_core.model.school import Identifier, School
from inclusion_core.store.frameworks.framework_files import digest
from inclusion_core.store.handing_over import bundle, packing, unpacking
from inclusion_core.store.handing_over.handed import open_handed
from inclusion_core.store.handing_over.looking import looked_at
from inclusion_core.store.handing_over.receiving import lay_down, merge_in, weigh
from inclusion_core.store.review.rows import decode, encode
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.session import Session

AT = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)
SECURE, LEADING, STARTING = (Judgement(level, at=AT) for level in ("secure", "leading", "starting"))
AGAIN = "Nothing of it was opened. Ask whoever gave it to you for a new one."


@pytest.fixture
def framework(framework: Framework) -> Framework:
    """Return the small framework as a review pins it."""
    return evolve(framework, digest=digest(framework))


@pytest.fixture
def judged(session: Session, tmp_path: Path) -> Session:
    """Return the review with two voices, three pieces of evidence (one withdrawn) and two attachments."""
    session.judge("self", "U1", SECURE)
    session.judge("peer:bo-1aa", "U1@send", STARTING)
    session.add_evidence("observation", "Seen.", indicators=["U1"], at=AT)
    for name in ("plan", "photo"):
        (tmp_path / name).write_bytes(name.encode())
    session.add_evidence("document", "The plan.", at=AT, attach=[tmp_path / "plan"])
    gone = session.add_evidence("observation", "A face in it.", at=AT, attach=[tmp_path / "photo"])
    session.withdraw_evidence(gone.id)
    session.sync()
    session.snapshot()
    return session


def made(session: Session, place: Path) -> Path:
    """Make a bundle of a review and return where it is."""
    by = Person("ak-7f3", "Anna")
    with packing.write(session, packing.pack(session), place, by=by, device="d-9rsw", made=AT) as written:
        written.commit()
    return place


@pytest.fixture
def good(judged: Session, tmp_path: Path) -> Path:
    """Return a bundle in which nothing is amiss."""
    return made(judged, tmp_path / "good.inclusion")


def received(workspace: Workspace, path: Path) -> Any:
    """Open what was handed over in a workspace, as the desk does; return what it was weighed at."""
    with looked_at(path) as looked:
        weighed = weigh(workspace, looked)
        if weighed.here or not lay_down(workspace, looked):
            with workspace.session(looked.review.id) as session:
                merge_in(session, looked)
        return weighed


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def members(path: Path) -> dict[str, bytes]:
    """Return what is in an archive."""
    with zipfile.ZipFile(path) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


# What goes along ----------------------------------------------------------------------------------------------------


def test_all_of_a_review_goes_along_and_nothing_that_is_only_ours(judged: Session, tmp_path: Path) -> None:
    """The folder goes without drafts, old copies, locks, parts, other programs' files and withdrawn attachments."""
    judged.draft("evidence U1", "Half a thou")
    judged.judge("self", "U2", SECURE)
    judged.snapshot()
    assert (judged.folder / "assessments" / "kept").is_dir()
    (judged.folder / ".review.toml.0a1b2c3d.part").write_bytes(b"half")
    (judged.folder / "journal (conflicted copy).jsonl").write_bytes(b"strange")
    packed = packing.pack(judged)
    assert packed.left_out == ("journal (conflicted copy).jsonl",)
    found = members(made(judged, tmp_path / "one.inclusion"))
    plan = "".join(path.name for path in packed.attachments.values())
    assert list(found) == [
        "bundle.toml", "review/assessments/peer~bo-1aa.toml", "review/assessments/self.toml",
        f"review/attachments/{plan}", f"review/evidence/{judged.me.id}.toml", "review/framework.toml",
        "review/journal.jsonl", "review/review.toml", "school.toml",
    ]  # fmt: skip
    assert b"Half a thou" not in b"".join(found.values())
    assert found[f"review/attachments/{plan}"] == b"plan"
    for name in found:
        if name.startswith("review/"):
            assert found[name] == (judged.folder / name.removeprefix("review/")).read_bytes()


def test_the_same_review_is_the_same_file(good: Path, judged: Session, tmp_path: Path) -> None:
    """Made twice it is the same byte for byte, with nothing compressed and no day of this machine in it."""
    again = made(judged, tmp_path / "again.inclusion")
    assert again.read_bytes() == good.read_bytes()
    with zipfile.ZipFile(good) as archive:
        for one in archive.infolist():
            assert (one.compress_type, one.date_time[0], one.create_system) == (zipfile.ZIP_STORED, 1980, 3)
            assert one.external_attr >> 16 == 0o100644


def test_an_attachment_that_is_gone_is_named(judged: Session) -> None:
    """What the review speaks of and is not there, or is another file, is left out and said."""
    packed = packing.pack(judged)
    (path,) = packed.attachments.values()
    path.write_bytes(b"another")
    assert packing.pack(judged).gone == ("plan",)
    path.unlink()
    assert packing.pack(judged).gone == ("plan",)
    assert packing.pack(judged).attachments == {}


def test_what_nobody_could_open_is_not_made(judged: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A name that some system cannot keep, or more than is read at the other end, is refused before it is written."""
    me = judged.me
    (judged.folder / "evidence" / "con.toml").write_bytes(b"")
    with pytest.raises(NotAllowed, match=r"Windows keeps for a device\. Nothing was written"):
        made(judged, tmp_path / "one.inclusion")
    (judged.folder / "evidence" / "con.toml").unlink()
    monkeypatch.setattr(bundle, "LARGEST_TEXT", 100)
    with pytest.raises(NotAllowed, match="Its texts have"):
        made(judged, tmp_path / "one.inclusion")
    assert me
    assert not list(tmp_path.glob("*.inclusion")) + list(tmp_path.glob(".*.part"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_leaves_the_file_that_was_there(
    good: Path, judged: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk refuses, the bundle that was there before stays byte for byte and nothing is left beside it."""
    before = good.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing, "_archive", full)
    with pytest.raises(StorageFailed, match="disk is full"):
        made(judged, good)
    assert good.read_bytes() == before
    assert not list(good.parent.glob(".*.part"))


# What comes back ----------------------------------------------------------------------------------------------------


def test_a_review_that_is_not_here_comes_whole(good: Path, judged: Session, tmp_path: Path) -> None:
    """State, journal and attachments are the same at the other end, with the school; opening again changes nothing."""
    there = Workspace.open(tmp_path / "there")
    weighed = received(there, good)
    assert (weighed.here, len(weighed.changes), weighed.conflicts) == (False, 6, ())
    session = there.session("alnside")
    assert session.state == judged.state
    assert (session.folder / "journal.jsonl").read_bytes() == (judged.folder / "journal.jsonl").read_bytes()
    assert [path.read_bytes() for path in (session.folder / "attachments").iterdir()] == [b"plan"]
    assert there.school("alnside").name == "Alnside"
    assert session.problems == ()
    session.close()
    (session.folder / ".lock").touch()
    before = contents(there.root)
    again = received(there, good)
    assert (again.here, again.changes, again.conflicts, again.attachments) == (True, (), (), ())
    assert contents(there.root) == before


def test_looking_writes_nothing_and_leaves_nothing(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace that is not there yet is not begun by a look, and the place of the look is gone after it."""
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(passing))
    with looked_at(good) as looked:
        assert weigh(Workspace.open(tmp_path / "there"), looked).here is False
        (place,) = passing.iterdir()
        if os.name != "nt":
            assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert not list(place.rglob("attachments"))
    assert list(passing.iterdir()) == []
    assert not (tmp_path / "there").exists()


def test_what_a_killed_look_left_goes_at_the_next(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old place of a look is taken away; a fresh one, which may be another program's, and other folders stay."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "passing"))
    for name in ("inclusion-looking-old", "inclusion-looking-new", "another"):
        (tmp_path / "passing" / name / "review").mkdir(parents=True)
    for name in ("inclusion-looking-old", "another"):
        os.utime(tmp_path / "passing" / name, (0, 0))
    with looked_at(good):
        pass
    assert {one.name for one in (tmp_path / "passing").iterdir()} == {"inclusion-looking-new", "another"}


def copied(session: Session, place: Path, person: str) -> Session:
    """Return another person's own copy of a review, received as a bundle, open."""
    workspace = Workspace.open(place)
    workspace._me = evolve(workspace._me, me=Person(person, person.title()), device=f"d-{person}")
    received(workspace, made(session, place.with_suffix(".inclusion")))
    return workspace.session(session.review.id)


def test_two_who_judge_apart_end_up_with_the_same(judged: Session, tmp_path: Path) -> None:
    """Two machines that exchange files both ways hold one review, with both voices, evidence and attachments."""
    other = copied(judged, tmp_path / "bo", "bo-1aa")
    (tmp_path / "letter").write_bytes(b"letter")
    other.judge("peer:bo-1aa", "U2", LEADING)
    other.add_evidence("document", "Theirs.", at=AT, attach=[tmp_path / "letter"])
    judged.judge("self", "U3", SECURE)
    judged.add_evidence("observation", "Ours.", at=AT)
    here, there = Workspace.open(judged.folder.parents[2]), Workspace.open(other.folder.parents[2])
    from_other, from_us = made(other, tmp_path / "other.inclusion"), made(judged, tmp_path / "ours.inclusion")
    found = received(here, from_other)
    assert (len(found.changes), found.conflicts, len(found.attachments)) == (2, (), 1)
    assert len(received(there, from_us).changes) == 2
    judged.refresh()
    other.refresh()
    assert judged.state == other.state
    names = [sorted(one.name for one in (each.folder / "attachments").iterdir()) for each in (judged, other)]
    assert set(names[1]) < set(names[0])  # the one that was withdrawn lies here still
    assert len(names[1]) == 2


def test_a_conflict_is_told_before_and_after(judged: Session, tmp_path: Path) -> None:
    """Where both changed the same thing ours stands, and it is told until somebody decides."""
    other = copied(judged, tmp_path / "bo", "bo-1aa")
    judged.judge("self", "U1", STARTING)
    other.judge("self", "U1", LEADING)
    here, file = Workspace.open(judged.folder.parents[2]), made(other, tmp_path / "other.inclusion")
    for _ in range(2):
        (clash,) = received(here, file).conflicts
        assert (clash.ours, clash.theirs, clash.person) == (STARTING, LEADING, "bo-1aa")
    judged.refresh()
    assert judged.assessment().judgements["U1", None] == STARTING
    judged.judge("self", "U1", LEADING)
    assert received(here, file).conflicts == ()


def test_a_copied_folder_is_opened_by_the_same_code(judged: Session, tmp_path: Path) -> None:
    """A folder copied with everything in it comes as a bundle would; links, drafts and strange files do not."""
    judged.draft("evidence U1", "Half a thou")
    folder = tmp_path / "stick" / "Alnside, from Anna"
    shutil.copytree(judged.folder, folder)
    (folder / "run.exe").write_bytes(b"MZ")
    false = "0" * 64
    (folder / "attachments" / false).write_bytes(b"not what it is called")
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (folder / "evidence" / "linked.toml").symlink_to(secret)
    there = Workspace.open(tmp_path / "there")
    weighed = received(there, folder)
    assert weighed.here is False
    session = there.session("alnside")
    assert session.state == judged.state
    found = contents(session.folder)
    assert not [name for name in found if "draft" in name or "exe" in name or "linked" in name or false in name]
    assert len([name for name in found if name.startswith("attachments/")]) == 2
    assert received(there, folder).changes == ()


def test_a_folder_in_a_workspace_brings_its_school(judged: Session, tmp_path: Path) -> None:
    """A folder that still lies among its workspace's files comes with the school's record."""
    there = Workspace.open(tmp_path / "there")
    received(there, judged.folder)
    assert there.school("alnside").name == "Alnside"


def test_a_school_that_is_here_stays_as_it_is(good: Path, tmp_path: Path) -> None:
    """What is known of a school here is not changed by what somebody else knows of it."""
    there = Workspace.open(tmp_path / "there")
    there.put_schools([School(name="Alnside First School", id="alnside", town="Wansmere")])
    received(there, good)
    assert (there.school("alnside").name, there.school("alnside").town) == ("Alnside First School", "Wansmere")
    assert len(there.schools()) == 1


def numbered(urn: str) -> dict[str, Identifier]:
    """Return identifiers with this URN."""
    return {"urn": Identifier("urn", urn)}


def test_a_review_never_comes_to_another_school_of_that_id(judged: Session, tmp_path: Path) -> None:
    """Where the id here is that of a school with another URN the review is refused, unless one followed the other."""
    here = Workspace.open(judged.folder.parents[2])
    here.put_schools([School(name="Alnside", id="alnside", identifiers=numbered("999001"))])
    file = made(here.session("alnside"), tmp_path / "one.inclusion")
    there = Workspace.open(tmp_path / "there")
    there.put_schools([School(name="Alnside Hall", id="alnside", identifiers=numbered("999002"))])
    with pytest.raises(
        NotAllowed, match=r"of Alnside \(URN 999001\), and 'alnside' here is Alnside Hall \(URN 999002\)"
    ):
        received(there, file)
    assert there.review_ids() == ()
    there.put_schools([School(name="Alnside Hall", id="alnside", followed=("999001",))])
    received(there, file)
    assert there.review_ids() == ("alnside-2026-11",)


def test_another_review_of_that_id_is_refused(good: Path, framework: Framework, tmp_path: Path) -> None:
    """A review that began elsewhere under the same id is neither merged nor put in the other's place."""
    there = Workspace.open(tmp_path / "there")
    there.create_review(School(name="Alnside"), framework, id="alnside-2026-11")
    before = contents(there.root)
    with pytest.raises(NotAllowed, match="two reviews called alnside-2026-11"):
        received(there, good)
    assert contents(there.root) == before


def test_a_workspace_that_is_only_read_takes_nothing(good: Path, judged: Session, tmp_path: Path) -> None:
    """A read-only workspace refuses a new review and a merge, and nothing in it moves."""
    shutil.rmtree(judged.folder / "attachments")
    for root in (tmp_path / "there", judged.folder.parents[2]):
        root.mkdir(exist_ok=True)
        before = contents(root)
        with pytest.raises(ReadOnly):
            received(Workspace.open(root, read_only=True), good)
        assert contents(root) == before


def test_a_review_that_came_meanwhile_is_merged(good: Path, tmp_path: Path) -> None:
    """Of two programs that open the same file at once the second finds the review there, and does not lay it down."""
    there = Workspace.open(tmp_path / "there")
    with looked_at(good) as looked:
        assert weigh(there, looked).here is False
        received(Workspace.open(tmp_path / "there"), good)
        before = contents(there.root / "reviews")
        assert lay_down(there, looked) is False
        assert contents(there.root / "reviews") == before


@pytest.mark.parametrize("fails", ["rename", "copy"])
def test_a_disk_that_refuses_leaves_nothing_behind(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    """Where the disk refuses in the middle there is no review, and no piece of one."""
    there = Workspace.open(tmp_path / "there")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with looked_at(good) as looked:
        assert weigh(there, looked).here is False
        with monkeypatch.context() as patched:
            patched.setattr(*((Path, "rename") if fails == "rename" else (bundle.Handed, "copy")), refuse)
            with pytest.raises(StorageFailed, match="disk is full"):
                lay_down(there, looked)
        assert there.review_ids() == ()
        assert not [one for one in (there.root / "reviews").rglob("*") if one.name != "alnside"]
        assert lay_down(there, looked) is True


def test_what_a_killed_opening_left_goes_at_the_next(good: Path, tmp_path: Path) -> None:
    """A folder that was being laid down when its program was killed is in no list, and is taken away."""
    there = Workspace.open(tmp_path / "there")
    left = there.root / "reviews" / "wansmere" / ".new-0a1b2c3d"
    left.mkdir(parents=True)
    (left / "journal.jsonl").write_text("half")
    received(there, good)
    assert not left.exists()
    assert there.review_ids() == ("alnside-2026-11",)


def test_a_newer_file_is_said_to_be_newer(good: Path, tmp_path: Path) -> None:
    """A bundle of a later form is one sentence, whatever else is in it that this version does not know."""
    found = members(good)
    found["bundle.toml"] = found["bundle.toml"].replace(b"schema = 1", b"schema = 99", 1)
    path = packed(tmp_path, {**found, "review/new-thing.toml": b""})
    with pytest.raises(FutureSchema) as caught:
        received(Workspace.open(tmp_path / "there"), path)
    assert said(caught.value, path) == [
        (
            "bad.inclusion (bundle.toml):2: schema is 99, and this version of the program knows 1: a newer version "
            "wrote the file. It can be read only by that version, and is left as it is. Update the program."
        )
    ]
    assert not (tmp_path / "there").exists()


# Files that mean harm -----------------------------------------------------------------------------------------------


class Part(NamedTuple):
    """One member of an archive that is put together by hand."""

    name: str
    data: bytes
    change: Callable[[zipfile.ZipInfo], None] | None = None


def packed(folder: Path, found: dict[str, bytes] | list[Part]) -> Path:
    """Put an archive together as ours are, from what is given, whatever it is."""
    parts = [Part(name, data) for name, data in found.items()] if isinstance(found, dict) else found
    path = folder / "bad.inclusion"
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, (1980, 1, 1, 0, 0, 0))
            entry.filename = part.name  # a name with another system's marks stays as it is
            entry.external_attr = 0o100644 << 16
            if part.change:
                part.change(entry)
            with pytest.MonkeyPatch.context() as quiet:
                quiet.setattr("warnings.warn", lambda *_, **__: None)  # zipfile says that a name is there twice
                archive.writestr(entry, part.data)
    return path


def said(error: InclusionError, path: Path) -> list[str]:
    """Return the sentences of an error, one a line, without the folder of this test."""
    return str(error).replace(f"{path.parent}{os.sep}", "").splitlines()


def listed(found: dict[str, bytes], *names: str) -> dict[str, bytes]:
    """Return the members with these on the list too, with what they are."""
    lines = "".join(
        f'\n[members."{name}"]\nsize = {len(found[name])}\nsha256 = "{hashlib.sha256(found[name]).hexdigest()}"\n'
        for name in names
    )
    return {**found, "bundle.toml": found["bundle.toml"] + lines.encode()}


def also(name: str, data: bytes = b"x") -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Put one more member in, on the list too."""
    return lambda found: listed({**found, name: data}, name)


def without(name: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Take a member out and leave it on the list."""
    return lambda found: {key: data for key, data in found.items() if key != name}


def changed(name: str, before: bytes, after: bytes) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Change bytes of a member, and leave the list as it is."""
    return lambda found: {**found, name: found[name].replace(before, after, 1)}


def parts(*more: Part) -> Callable[[dict[str, bytes]], list[Part]]:
    """Put more members in, with whatever stands in the archive's own lists of them."""
    return lambda found: [*(Part(name, data) for name, data in found.items()), *more]


def linked(entry: zipfile.ZipInfo) -> None:
    """Make a member a symbolic link."""
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def piped(entry: zipfile.ZipInfo) -> None:
    """Make a member a named pipe."""
    entry.external_attr = (stat.S_IFIFO | 0o644) << 16


def deflated(entry: zipfile.ZipInfo) -> None:
    """Compress a member."""
    entry.compress_type = zipfile.ZIP_DEFLATED


def extra(entry: zipfile.ZipInfo) -> None:
    """Let a member carry a field that names it otherwise (Info-ZIP's Unicode path)."""
    entry.extra = struct.pack("<HHBL", 0x7075, 5, 1, 0)


NOT_LISTED = "'{0}' is in it and not on its list."
HOSTILE: dict[str, tuple[Callable[[dict[str, bytes]], Any], list[str]]] = {
    "leads out": (also("review/../../evil.toml"), ["'review/../../evil.toml' leads out of the folder."]),
    "only dots": (also(".."), ["'..' leads out of the folder."]),
    "absolute": (also("/etc/cron.d/evil"), ["'/etc/cron.d/evil' begins at the root of a disk."]),
    "a drive": (also("C:/evil.toml"), ["'C:/evil.toml' has a colon in it, which names a drive on Windows."]),
    "a stream": (
        also("review/review.toml:evil"),
        ["'review/review.toml:evil' has a colon in it, which names a drive on Windows."],
    ),
    "backslashes": (
        also("review\\\\..\\\\evil.toml"),
        [r"'review\\..\\evil.toml' has a backslash in it, which other systems take for a folder."],
    ),
    "a link": (
        parts(Part("review/evidence/link.toml", b"/etc/passwd", linked)),
        ["'review/evidence/link.toml' is a link and no file."],
    ),
    "a pipe": (
        parts(Part("review/evidence/pipe.toml", b"", piped)),
        ["'review/evidence/pipe.toml' is a folder or a device, and no file."],
    ),
    "a folder": (parts(Part("review/", b"")), [
        "'review/' has a name that not every system can keep.", "'review/' is a folder or a device, and no file.",
    ]),
    "twice": (
        parts(Part("review/review.toml", b"another")),
        ["'review/review.toml' is in it more than once."],
    ),
    "twice by case": (
        also("review/Review.toml"),
        ["'review/review.toml' and 'review/Review.toml' are one name on systems that do not tell capitals apart."],
    ),
    "twice by accents": (
        lambda found: also("review/evidence/zoe\u0308.toml")(also("review/evidence/zoë.toml")(found)),
        [
            ("'review/evidence/zoë.toml' and 'review/evidence/zoe\u0308.toml' are one name on systems that do not tell "
            "capitals apart.")
        ],
    ),
    "a device": (
        also("review/evidence/con.toml"),
        ["'review/evidence/con.toml' has a name that Windows keeps for a device."],
    ),
    "a device in capitals, with a space": (
        also("review/evidence/LPT1 .toml"),
        ["'review/evidence/LPT1 .toml' has a name that Windows keeps for a device."],
    ),
    "a name that turns round": (
        also("review/evidence/\u202egnp.toml"),
        [r"'review/evidence/\u202egnp.toml' has a name that not every system can keep."],
    ),
    "a name that clears the screen": (
        parts(Part("review/evidence/\x1b[2J.toml", b"x")),
        [r"'review/evidence/\x1b[2J.toml' has a name that not every system can keep."],
    ),
    "a name that ends in a dot": (
        also("review/evidence/ab.toml."), ["'review/evidence/ab.toml.' has a name that not every system can keep."],
    ),
    "a program": (also("review/run.exe"), ["'review/run.exe' is no part of a review."]),
    "beside the review": (also("inclusion.toml"), ["'inclusion.toml' is no part of a review."]),
    "drafts": (also("review/drafts/d-9rsw.jsonl"), ["'review/drafts/d-9rsw.jsonl' is no part of a review."]),
    "old copies": (also("review/kept/review.toml.1"), ["'review/kept/review.toml.1' is no part of a review."]),
    "a lock": (also("review/.lock"), ["'review/.lock' has a name that not every system can keep."]),
    "locked with a password": (
        lambda found: found,
        ["'review/review.toml' is locked with a password."],
    ),
    "a bomb": (
        parts(Part("review/evidence/ab.toml", b"\0" * 50_000_000, deflated)),
        ["'review/evidence/ab.toml' is compressed, which what we make never is."],
    ),
    "a second name in a field": (
        parts(Part("review/evidence/ab.toml", b"x", extra)),
        ["'review/evidence/ab.toml' carries more than a name, which what we make never does."],
    ),
    "not on the list": (
        lambda found: {**found, "review/archive.toml": b"x"}, [NOT_LISTED.format("review/archive.toml")],
    ),
    "not in it": (
        without("review/assessments/self.toml"), ["'review/assessments/self.toml' is on its list and not in it."],
    ),
    "no journal": (
        without("review/journal.jsonl"),
        [
            "'review/journal.jsonl' is missing, without which it is no review.",
            "'review/journal.jsonl' is on its list and not in it.",
        ],
    ),
    "no list": (
        without("bundle.toml"),
        ["It has no bundle.toml, the list of what is in it: it is some other archive, or was packed by hand."],
    ),
    "another size": (
        changed("review/framework.toml", b"Title 1", b"Title one"),
        ["'review/framework.toml' has {size} bytes, and its list says {less}."],
    ),
    "a false attachment": (
        also(f"review/attachments/{'0' * 64}"), [f"'review/attachments/{'0' * 64}' is not what its name stands for."],
    ),
    "another review in it": (
        lambda found: {**found, "bundle.toml": found["bundle.toml"].replace(b"alnside-2026-11", b"another")},
        ["Its list says that the review is 'another', and the review that it is 'alnside-2026-11'."],
    ),
    "another framework in it": (
        lambda found: {**found, "bundle.toml": found["bundle.toml"].replace(b'id = "small"', b'id = "large"')},
        ["Its list says that the framework is 'large@1', and the review that it is 'small@1'."],
    ),
    "a review that is a path": (
        lambda found: {**found, "bundle.toml": found["bundle.toml"].replace(b"alnside-2026-11", b"../../evil")},
        ["'../../evil' cannot name a review."],
    ),
    "everything at once": (
        lambda found: [Part(name, data) for name, data in found.items()] + [
            Part("../evil", b"x"), Part("review/con", b"x", linked), Part("review/review.toml", b"x", deflated),
        ],
        [
            "'../evil' leads out of the folder.",
            "'review/con' has a name that Windows keeps for a device.",
            "'review/review.toml' is in it more than once.",
            "'review/con' is a link and no file.",
            "'review/review.toml' is compressed, which what we make never is.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_means_harm_is_refused_whole(good: Path, tmp_path: Path, case: str) -> None:
    """Every reason against a file is said at once, in these words, and nothing is written anywhere."""
    change, expected = HOSTILE[case]
    path = packed(tmp_path, change(members(good)))
    if case == "locked with a password":
        set_flags(path, "review/review.toml", 0x1)
    sizes = {"size": f"{len(members(good)['review/framework.toml']) + 2:,}",
             "less": f"{len(members(good)['review/framework.toml']):,}"}  # fmt: skip
    expected = [f"bad.inclusion: {one.format(**sizes) if '{size}' in one else one}" for one in expected]
    root = tmp_path / "there" / "ws"
    root.mkdir(parents=True)
    with pytest.raises(InvalidFile) as caught:
        received(Workspace.open(root), path)
    assert said(caught.value, path) == [*expected[:-1], f"{expected[-1]} {AGAIN}"]
    assert contents(tmp_path / "there") == {}


def set_flags(path: Path, name: str, flags: int) -> None:
    """Set flags of a member in both lists of an archive."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(name)
    struct.pack_into("<H", data, entry.header_offset + 6, flags)
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    struct.pack_into("<H", data, place + 8, flags)
    path.write_bytes(data)


def in_the_list(name: str, field: int, value: int) -> Callable[[bytearray], bytearray]:
    """Overwrite a number in the archive's own list of members: `field` is its place in the entry."""

    def change(data: bytearray) -> bytearray:
        place = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
        struct.pack_into("<L", data, place + field, value)
        return data

    return change


def at_the_end(place: int, form: str, value: int) -> Callable[[bytearray], bytearray]:
    """Overwrite a number in the last 22 bytes."""

    def change(data: bytearray) -> bytearray:
        struct.pack_into(form, data, len(data) - 22 + place, value)
        return data

    return change


def renamed(data: bytearray) -> bytearray:
    """Give a member another name where its bytes are."""
    head = data.rindex(b"PK\x03\x04", 0, data.index(b"review/review.toml", data.index(b'kind = "inclusion.framework"')))
    place = head + 30
    data[place : place + 18] = b"review/evil!!.toml"
    return data


def filled(data: bytearray) -> bytearray:
    """Put bytes between the last member and the list, and let the end say so."""
    start = struct.unpack_from("<L", data, len(data) - 6)[0]
    return at_the_end(16, "<L", start + 7)(bytearray(data[:start] + b"between" + data[start:]))


DAMAGED: dict[str, tuple[Callable[[bytearray], bytes | bytearray], str]] = {
    "nothing": (
        lambda _: b"",
        ("This is no review that was handed over: it does not begin as such a file does. Choose another file, or ask "
        "whoever gave it to you for a new one."),
    ),
    "not a zip": (
        lambda _: b"\x89PNG" + bytes(500),
        ("This is no review that was handed over: it does not begin as such a file does. Choose another file, or ask "
        "whoever gave it to you for a new one."),
    ),
    "cut short": (
        lambda data: data[:-30],
        ("It does not end as it should: it was cut short on its way, or something was added to it. Nothing of it was "
        "opened. Fetch it again, or ask for it again."),
    ),
    "cut to its first bytes": (
        lambda data: data[:10],
        ("It does not end as it should: it was cut short on its way, or something was added to it. Nothing of it was "
        "opened. Fetch it again, or ask for it again."),
    ),
    "something behind it": (
        lambda data: data + b"#!/bin/sh",
        ("It does not end as it should: it was cut short on its way, or something was added to it. Nothing of it was "
        "opened. Fetch it again, or ask for it again."),
    ),
    "something before it": (
        lambda data: b"PK\x03\x04" + data,
        f"Its list of members does not fit the file: it is damaged, or was put together by hand. {AGAIN}",
    ),
    "more than one disk": (
        at_the_end(4, "<H", 1),
        f"Its list of members does not fit the file: it is damaged, or was put together by hand. {AGAIN}",
    ),
    "a lying list of a million": (
        at_the_end(10, "<H", 0xFFFF),
        f"It holds more than 20,000 members, and no review has as many. {AGAIN}",
    ),
    "a lying count": (
        lambda data: at_the_end(8, "<H", 5)(at_the_end(10, "<H", 5)(data)),
        f"It says that it has 5 members, and its list has 9. {AGAIN}",
    ),
    "a size that lies in the list": (
        in_the_list("review/framework.toml", 24, 4_000_000_000),
        (f"'review/framework.toml' has two sizes: 4,000,000,000 and {{size}} bytes.\n"
        f"bad.inclusion: 'review/framework.toml' has another size or form where its bytes are. {AGAIN}"),
    ),
    "sizes that lie alike": (
        lambda data: in_the_list("review/framework.toml", 20, 10)(in_the_list("review/framework.toml", 24, 10)(data)),
        ("'review/framework.toml' has another size or form where its bytes are.\n"
        f"bad.inclusion: 'review/journal.jsonl' does not begin where the member before it ends. {AGAIN}"),
    ),
    "two members in one place": (
        in_the_list("review/review.toml", 42, 0),
        f"'review/review.toml' does not begin where the member before it ends. {AGAIN}",
    ),
    "another name where it lies": (
        renamed, f"'review/review.toml' goes by another name where its bytes are. {AGAIN}",
    ),
    "bytes of nobody": (filled, f"It holds bytes that belong to none of its members. {AGAIN}"),
    "one flipped byte": (
        lambda data: data.replace(b"Title 3", b"Title 4", 1),
        ("'review/framework.toml' is not what was packed: its sum is another. The file was damaged on its way. "
        "Fetch it again, or ask for it again."),
    ),
    "a list that is no list": (
        lambda data: data.replace(b"[members", b"<members", 1),
        "bad.inclusion (bundle.toml):",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGED)
def test_a_file_that_was_damaged_or_lies_is_refused(good: Path, tmp_path: Path, case: str) -> None:
    """What is cut short, added to, or says two things of itself is one refusal, and nothing is written."""
    change, expected = DAMAGED[case]
    path = tmp_path / "bad.inclusion"
    path.write_bytes(bytes(change(bytearray(good.read_bytes()))))
    root = tmp_path / "there" / "ws"
    root.mkdir(parents=True)
    with pytest.raises(InvalidFile) as caught:
        received(Workspace.open(root), path)
    found = "\n".join(said(caught.value, path))
    size = f"{len(members(good)['review/framework.toml']):,}"
    if expected.endswith(":"):
        assert found.startswith(expected)
    else:
        assert found == f"bad.inclusion: {expected.replace('{size}', size)}"
    assert contents(tmp_path / "there") == {}


def test_too_many_members_and_too_much_are_refused(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More members, larger texts, larger attachments and larger files than a review has are each a sentence."""
    many = packed(tmp_path, [Part(f"review/evidence/p{number}.toml", b"") for number in range(20_001)])
    with pytest.raises(InvalidFile, match="more than 20,000 members"), open_handed(many):
        pass
    for limit, place, most in (
        ("LARGEST_TEXT", bundle, r"Its texts have 0 MB together, and 0 is the most that is read\."),
        ("ATTACHMENT_LIMIT", bundle, r"'review/attachments/[0-9a-f]{64}' has 0 MB, and an attachment has at most 0\."),
        ("LARGEST", unpacking, r"It has 0\.0 GB, and 1e-09 GB is the most that is opened\."),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(place, limit, 1)
            with pytest.raises(InvalidFile, match=most), open_handed(good):
                pass


@pytest.mark.parametrize("says", ["a million", "five"])
def test_a_list_of_a_million_members_is_not_read(tmp_path: Path, says: str) -> None:
    """A list far longer than a review's is refused by its length, without being read, whatever number it says."""
    head = b"PK\x03\x04" + bytes(26)
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[0] * 9, 1, *[0] * 6) + b"x"
    entries = entry * 1_000_000
    count = 0xFFFF if says == "a million" else 5
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), len(head), 0)
    path = tmp_path / "bad.inclusion"
    path.write_bytes(head + entries + end)
    del entries
    tracemalloc.start()
    with pytest.raises(InvalidFile, match="more than 20,000 members"), open_handed(path):
        pass
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_of_thousands_of_reasons_a_dozen_are_said(tmp_path: Path) -> None:
    """A file with ten thousand bad names is answered with twelve of them and their number."""
    path = packed(tmp_path, [Part(f"../{number}", b"") for number in range(10_000)])
    with pytest.raises(InvalidFile) as caught, open_handed(path):
        pass
    assert len(caught.value.problems) == 13
    assert str(caught.value.problems[-1]).endswith(f"And 9,988 more reasons of this sort. {AGAIN}")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_odd_things_are_no_bundle(tmp_path: Path) -> None:
    """A pipe, a device, an empty folder and a file that is not there are refused at once."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    for path, says in (
        (tmp_path / "pipe", "is not a file that can be read"),
        (Path("/dev/zero"), "is not a file that can be read"),
        (tmp_path / "empty", "a folder, and not that of a review"),
        (tmp_path / "gone", "no such file"),
    ):
        with pytest.raises(InvalidFile, match=says), open_handed(path):
            pass


def test_a_journal_of_another_review_is_refused(good: Path, judged: Session, tmp_path: Path) -> None:
    """A bundle whose journal is about one review and whose review.toml about another is refused, listed or not."""
    found = members(good)
    journal = found["review/journal.jsonl"]
    row, _, rest = journal.partition(b"\n")
    begun = decode(row)
    begun["do"]["create-review"]["id"] = "another"
    found["review/journal.jsonl"] = encode(begun) + b"\n" + rest
    pattern = rb'(\[members\."review/journal\.jsonl"\]\nsize = )\d+\nsha256 = "[0-9a-f]+"\n'
    found["bundle.toml"] = re.sub(pattern, b"", found["bundle.toml"])
    path = packed(tmp_path, listed(found, "review/journal.jsonl"))
    with pytest.raises(InvalidFile, match="are about two different reviews"):
        received(Workspace.open(tmp_path / "there"), path)
    assert judged.review.id == "alnside-2026-11"


def test_what_is_amiss_in_a_text_is_said_of_the_file(good: Path, tmp_path: Path) -> None:
    """A damaged text in a bundle is named by the bundle and its place in it, and not by the place of the look."""
    found = members(good)
    found["review/framework.toml"] = b"title = "
    found["bundle.toml"] = re.sub(
        rb'\[members\."review/framework\.toml"\]\nsize = \d+\nsha256 = "[0-9a-f]+"\n', b"", found["bundle.toml"]
    )
    path = packed(tmp_path, listed(found, "review/framework.toml"))
    with pytest.raises(InvalidFile) as caught:
        received(Workspace.open(tmp_path / "there"), path)
    assert said(caught.value, path)[0].startswith("bad.inclusion (framework.toml):1: ")
