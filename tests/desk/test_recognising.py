"""What a file is that somebody was given: told by its content, and never with an error."""

from __future__ import annotations

import gzip
import io
import os
import tracemalloc
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import inclusion_core as ic
from inclusion_core.desk import recognising

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAMEWORK = b'kind = "inclusion.framework"\nschema = 1\nid = "our-town"\n'
REGISTER = b"URN,EstablishmentName\n999001,Alnside\n"
AUDIT = b"Question,Comments\nDo leaders ask?,Well\nAre families heard?,Often\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ic.Desk]:
    """A desk with a workspace that is not there yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("INCLUSION_FRAMEWORKS", raising=False)
    with ic.open_desk(tmp_path / "work") as desk:
        yield desk


def zipped(**found: bytes) -> bytes:
    """Return an archive with these in it; `__` stands for a slash and `_` for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in found.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), inside)
    return data.getvalue()


BY_CONTENT: dict[str, tuple[bytes, str]] = {
    "a framework": (FRAMEWORK, "framework"),
    "a framework with a mark, from Windows": (b"\xef\xbb\xbf" + FRAMEWORK.replace(b"\n", b"\r\n"), "framework"),
    "a framework with a schema line": (b"#:schema ./framework.schema.json\n" + FRAMEWORK, "framework"),
    "a framework with curly quotes": ("kind = \u201cinclusion.framework\u201d\n".encode(), "framework"),
    "a framework in UTF-16": (FRAMEWORK.decode().encode("utf-16"), "framework"),
    "a register": (REGISTER, "schools"),
    "a register with semicolons": (REGISTER.replace(b",", b";"), "schools"),
    "a register in Windows-1252": (REGISTER + "999002,Caf\u00e9 School\n".encode("cp1252"), "schools"),
    "a register below a title": (b"Schools of the region\nMade today\n\n" + REGISTER, "schools"),
    "a register in an archive": (zipped(edubase_csv=REGISTER), "schools"),
    "links between schools": (b"URN,LinkURN,LinkName,LinkType\n999001,999002,A,Predecessor\n", "schools"),
    "an audit tool as CSV": (AUDIT, "spreadsheet"),
    "an audit tool with tabs": (AUDIT.replace(b",", b"\t"), "spreadsheet"),
    "a workbook": (zipped(xl__workbook_xml=b"<workbook/>"), "spreadsheet"),
    "an OpenDocument sheet": (zipped(content_xml=b"<x/>", mimetype=b"application/vnd.oasis"), "spreadsheet"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "spreadsheet"),
    "a bundle packed again": (zipped(school_toml=b"", bundle_toml=b"kind"), "bundle"),
}


@pytest.mark.parametrize("case", BY_CONTENT)
@pytest.mark.parametrize("name", ["found", "found.toml", "found.csv", "found.xlsx", "found.inclusion"])
def test_a_file_is_known_by_its_content(desk: ic.Desk, tmp_path: Path, case: str, name: str) -> None:
    """Whatever a file is called, what is in it decides."""
    data, sort = BY_CONTENT[case]
    (tmp_path / name).write_bytes(data)
    found = ic.what_is(desk, tmp_path / name)
    assert (found.sort, found.path) == (sort, tmp_path / name)
    assert found.says == recognising._SAID[sort]
    assert not (tmp_path / "work").exists()


def test_what_we_make_is_known(desk: ic.Desk, tmp_path: Path) -> None:
    """A bundle of ours, cut short or not, and the folder of a review are known as such."""
    desk.workspace.create_review(
        ic.School(name="Alnside"), desk.framework("universal-targeted-specialist"), id="alnside"
    )
    made = ic.make_bundle(desk, "alnside", tmp_path / "made.zip").path
    assert made is not None
    assert ic.what_is(desk, made).sort == "bundle"
    made.write_bytes(made.read_bytes()[:500])
    assert ic.what_is(desk, str(made)).sort == "bundle"
    assert ic.what_is(desk, desk.workspace.review_folder("alnside")).sort == "review-folder"


NONE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "There is nothing in this file"),
    "only spaces": (b" \r\n\t" * 50, "There is nothing in this file"),
    "only zero bytes": (bytes(70_000), "There is nothing in this file"),
    "a PDF": (b"%PDF-1.7\n", "This is a PDF document"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "This is a picture"),
    "compressed": (gzip.compress(REGISTER), "Unpack it"),
    "a document": (zipped(word__document_xml=b"<x/>"), "Copy its table into a spreadsheet"),
    "another archive": (zipped(a_txt=b"x", b_csv=REGISTER, c_csv=REGISTER), "Unpack it"),
    "an archive cut short": (zipped(xl__workbook_xml=b"x" * 999)[:90], "cut short or damaged"),
    "a web page": (b"<!DOCTYPE html>\n<title>Sign in, please, here</title>", "Download it again"),
    "a letter": (b"Dear colleague,\nthank you.\n", "Ask whoever gave it to you what it is"),
    "noise": (bytes(range(256)) * 9, "Ask whoever gave it to you what it is"),
    "one file of a review": (b'kind = "inclusion.evidence"\nschema = 1\n', "Choose the folder that the review lies"),
    "a journal": (b'{"seq":1,"id":"01"}\n', "Choose the folder that the review lies"),
    "who works here": (b'kind = "inclusion.workspace"\n', "Choose the folder of one of its reviews"),
    "one school": (b'kind = "inclusion.school"\n', "the record of one school"),
    "a TOML file of nobody": (b'title = "x"\n[a]\nb = 1\n', "Ask whoever gave it to you what it is"),
}  # fmt: skip


@pytest.mark.parametrize("case", NONE)
def test_what_is_none_of_ours_is_said_with_what_to_do(desk: ic.Desk, tmp_path: Path, case: str) -> None:
    """Anything else is `none`, with a sentence that says what it is and what to do."""
    data, says = NONE[case]
    (tmp_path / "found").write_bytes(data)
    found = ic.what_is(desk, tmp_path / "found")
    assert found.sort == "none"
    assert says in found.says
    assert found.says.endswith(".")


def test_a_bundle_that_is_no_more_is_named(desk: ic.Desk, tmp_path: Path) -> None:
    """A file that is called as ours are and holds something else was damaged, and that is said."""
    (tmp_path / "alnside.inclusion").write_bytes(b"\x00\x01\x02" * 500)
    assert "damaged on its way" in ic.what_is(desk, tmp_path / "alnside.inclusion").says


def test_odd_places_raise_nothing(desk: ic.Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there, folders, devices, pipes, names that no disk takes and refusals each have their sentence."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "ws" / "reviews").mkdir(parents=True)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "secret").write_bytes(FRAMEWORK)
    for path, says in (
        ("gone", "There is no such file"), ("empty", "a folder, and not that of a review"), ("ws", "a whole workspace"),
        ("loop", "cannot be read"), ("a\0b", "cannot be read"), ("x" * 5_000, "cannot be read"),
    ):  # fmt: skip
        found = ic.what_is(desk, tmp_path / path)
        assert (found.sort, says in found.says) == ("none", True), found.says
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        for odd in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
            assert "a device or a pipe" in ic.what_is(desk, odd).says
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "no")))
        assert "may not read it" in ic.what_is(desk, tmp_path / "secret").says


@pytest.mark.skipif(os.name == "nt", reason="a file with a hole takes its whole size there")
def test_only_the_beginning_of_a_huge_file_is_read(desk: ic.Desk, tmp_path: Path) -> None:
    """A register of many gigabytes, most of it a hole, is told by its first rows; so is one line without an end."""
    with (tmp_path / "huge").open("wb") as file:
        file.write(REGISTER + b"999002,Wansmere\n" * 5_000)
        file.truncate(20_000_000_000)
    tracemalloc.start()
    assert ic.what_is(desk, tmp_path / "huge").sort == "schools"
    (tmp_path / "line").write_bytes(b"a" * 3_000_000)
    assert ic.what_is(desk, tmp_path / "line").sort == "none"
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_beginning_that_ends_inside_a_letter_is_still_text(desk: ic.Desk, tmp_path: Path) -> None:
    """A long register whose first part ends in the middle of an é is read as UTF-8."""
    row = "999001,\u00c9cole\n".encode()
    (tmp_path / "long.csv").write_bytes(REGISTER + b"," + row * 9_000)
    assert ic.what_is(desk, tmp_path / "long.csv").sort == "schools"


def test_a_workspace_that_cannot_be_read_stops_nobody(tmp_path: Path) -> None:
    """Where the workspace itself is damaged a file is still told."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "inclusion.toml").write_text("not = [", encoding="utf-8")
    (tmp_path / "letter").write_text("Dear colleague", encoding="utf-8")
    with ic.open_desk(tmp_path / "work") as desk:
        assert ic.what_is(desk, tmp_path / "letter").sort == "none"


def test_a_plugins_importer_is_asked(desk: ic.Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that only a plugin knows is told by what its importer brings."""
    (tmp_path / "found").write_bytes(b"@@ COUNTY SCHOOLS @@\n")

    class Brings:
        """An importer."""

        brings = "schools"

    monkeypatch.setattr(type(desk.plugins), "importer_for", lambda *_: Brings)
    assert ic.what_is(desk, tmp_path / "found").sort == "schools"
    Brings.brings = "framework"
    assert ic.what_is(desk, tmp_path / "found").sort == "spreadsheet"
