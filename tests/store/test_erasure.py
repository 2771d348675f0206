from __future__ import annotations

import datetime as dt
import html
import json
import os
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import InsideWords, NotAllowed, StorageFailed, UnknownName
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.review import Person
from inclusion_core.model.school import School
from inclusion_core.store import erasure, files
from inclusion_core.store.needles import Needles
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from inclusion_core.model.framework import Framework
    from inclusion_core.store.review.session import Session

AT = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)
NAMES = [
    "Jo Example",
    'Jo "the\\one" Exämple',
    "José Ejemplo",
    "Jo\nExample",
    "Jo\tEx\x07ample",
    "Jo Ex\u202eample \x9b",
    "例え 太郎",
    "Jo 👩🏽‍🏫",
    "'Jo' Example\\",
]


def everywhere(root: Path, text: str) -> list[str]:
    """Return the files in which a text stands in any form."""
    forms = {
        text.encode(),
        json.dumps(text)[1:-1].encode(),
        json.dumps(text, ensure_ascii=False)[1:-1].encode(),
        text.replace("\\", "\\\\").replace('"', '\\"').encode(),
        text.encode().replace(b"\x07", b"\\u0007"),
    }
    return [
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def type_out(session: Session, key: str, text: str) -> None:
    """Type a text letter by letter."""
    for size in range(1, len(text) + 1):
        session.draft(key, text[:size])


@pytest.mark.parametrize("name", NAMES)
def test_a_blanked_text_stands_in_no_byte(workspace: Workspace, session: Session, tmp_path: Path, name: str) -> None:
    """Journal, snapshots, earlier copies, drafts, index, half-written files, names of attachments: nowhere."""
    session.judge("self", "U4", Judgement("secure", because=f"We saw {name} in the hall."))
    one = session.add_evidence("observation", f"{name}, {name} and others", place=name, tags=[name, "calm"])
    attached = tmp_path / "plan.txt"
    attached.write_bytes(b"plan")
    session.change_evidence(one.id, attach=[attached])
    session.change_review(title=f"About {name}", team={"bo-1aa": Person("bo-1aa", name, name)})
    session.snapshot()
    session.judge("self", "U5", Judgement("leading", because=f"{name} again"))
    session.snapshot()
    workspace.put_schools([School(name=f"School of {name}", town=name)])
    workspace.schools()
    type_out(session, "evidence U4", f"typed {name} here")
    session.draft("evidence U5", f"{name}")
    session.draft("evidence U5", "another text altogether")
    with (session.folder / "journal.jsonl").open("ab") as file:
        file.write(b'{"seq":99,"note":"' + json.dumps(name, ensure_ascii=False)[1:-2].encode())
    files.prepare(session.folder / "review.toml", name.encode())
    workspace.rename_me(name)
    before = session.state
    done = workspace.blank(name)
    assert done.times > 0
    assert everywhere(workspace.root, name) == []
    assert not [one for one in everywhere(workspace.root, name[:-1]) if "journal" in one]
    found = Workspace.open(workspace.root).session("alnside")
    assert found.assessment().judgements["U4", None].because == "We saw [blanked] in the hall."
    assert found.evidence[one.id].note == "[blanked], [blanked] and others"
    assert found.evidence[one.id].tags == ("[blanked]", "calm")
    assert found.review.title == "About [blanked]"
    assert [draft.text for draft in found.drafts()] == ["typed [blanked] here", "another text altogether"]
    assert before.judgements["self"].keys() == found.state.judgements["self"].keys()
    assert any(one.says == "blanked a text for good" for one in found.history())
    assert not erasure.unfinished(workspace)
    assert workspace.blank(name).times == 0


def test_an_attachment_that_holds_the_text_goes_whole(workspace: Workspace, session: Session, tmp_path: Path) -> None:
    """A file cannot be blanked inside without becoming another, so it is taken away, and counted."""
    attached = tmp_path / "Jo Example.txt"
    attached.write_bytes(b"about Jo Example")
    session.add_evidence("document", "A letter.", attach=[attached])
    session.close()
    assert workspace.blank("Jo Example").attachments == 1
    assert everywhere(workspace.root, "Jo Example") == []
    ((_, kept),) = next(iter(workspace.session("alnside").evidence.values())).attachments.items()
    assert kept.name == "[blanked].txt"


@pytest.mark.parametrize(
    ("name", "note", "longer"),
    [
        ("Jo", "Jo and John", "('John')"),
        ("Jo", "BJo, Jos, Jo's, Jo-Ann, Johanna, Joint", "('BJo', 'Jos', 'Johanna', …)"),
        ("Jos", "Jos, Jose\u0301", "('Jose\u0301')"),
        ("Jose", "Jose, Jose\u0301", "('Jose\u0301')"),
        ("12 34", "12 345", "('12 345')"),
        ("Jo Example", "Jo Example, Jo Examples", "('Jo Examples')"),
        ("Jo", "Jo" + 90 * "o", "('Jooooooooo"),
    ],
)
def test_letters_inside_longer_words_are_not_blanked_unasked(
    workspace: Workspace, session: Session, name: str, note: str, longer: str
) -> None:
    """What would be cut up is counted and shown, and nothing changes; asked for, it is done."""
    session.add_evidence("observation", note)
    session.close()
    before = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    with pytest.raises(NotAllowed) as refused:
        workspace.blank(name)
    says = str(refused.value)
    assert isinstance(refused.value, InsideWords)
    assert longer.startswith(f"('{refused.value.words[0][:4]}")
    assert f"'{name}' stands " in says
    assert says.endswith("Give more of what stands around it, or add --inside-words if that is wanted.")
    times = 8 if "…" in longer else 2  # in the journal and in the file
    assert f"stands {times} times inside longer words {longer}" in says
    assert {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()} == before
    assert workspace.blank(name, inside_words=True).times > 0
    assert everywhere(workspace.root, name) == []


@pytest.mark.parametrize("note", ["Jo, (Jo) and Jo's", "Jo-Ann, d'Jo", "Jo_1", "«Jo»\nJo\tJo"])
def test_a_name_that_stands_by_itself_is_blanked_at_once(workspace: Workspace, session: Session, note: str) -> None:
    """Marks, line ends and the escapes of a journal are no letters of a longer word."""
    session.judge("self", "U4", Judgement("secure", because=note))
    session.draft("evidence U4", note)
    session.snapshot()
    assert workspace.blank("Jo").times > 0


def test_longer_words_count_wherever_they_would_be_lost(workspace: Workspace, session: Session, tmp_path: Path) -> None:
    """A draft, an attachment or an earlier copy that has only the longer word; not one that has the text by itself."""
    session.draft("evidence U4", "About John")
    session.close()
    with pytest.raises(NotAllowed, match=r"once inside longer words \('John'\)"):
        workspace.blank("Jo")
    session.draft("evidence U4", "")
    (tmp_path / "letter.txt").write_bytes("About Joanna".encode("utf-16"))
    one = session.add_evidence("document", "A letter.", attach=[tmp_path / "letter.txt"])
    session.close()
    with pytest.raises(NotAllowed, match="'Joanna'"):
        workspace.blank("Jo")
    (tmp_path / "other.txt").write_text("Jo and Joanna")
    session.change_evidence(one.id, attach=[tmp_path / "other.txt"])
    session.close()
    assert workspace.blank("Jo", inside_words=True).attachments == 2
    kept = session.folder / "kept" / "review.toml.1"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text('title = "Jolly"\n')
    with pytest.raises(NotAllowed, match="'Jolly'"):
        workspace.blank("Jo")
    kept.write_text('title = "Jolly Jo"\n')
    assert workspace.blank("Jo").files == 1


def test_a_session_that_is_open_meanwhile_brings_nothing_back(workspace: Workspace, session: Session) -> None:
    """It notices that its journal is another file, takes up the blanked text and writes that."""
    session.judge("self", "U4", Judgement("secure", because="Jo Example"))
    workspace.blank("Jo Example")
    session.judge("self", "U5", Judgement("secure"))
    assert session.assessment().judgements["U4", None].because == "[blanked]"
    session.close()
    assert everywhere(workspace.root, "Jo Example") == []
    session.undo()
    session.undo()
    session.redo()
    session.close()
    assert everywhere(workspace.root, "Jo Example") == []


@pytest.mark.parametrize("name", ["Jo Exampl", "Jo Example"])
def test_no_session_writes_back_what_two_blankings_took(workspace: Workspace, session: Session, name: str) -> None:
    """A text as long as what stands in its place leaves the size alike, and a disk gives file numbers out again."""
    session.judge("self", "U4", Judgement("secure", because=name))
    session.judge("self", "U6", Judgement("secure", because="Al Sampl"))
    session.judge("self", "U5", Judgement("secure"))
    session.sync()
    workspace.blank(name)
    workspace.blank("Al Sampl")
    assert session.refresh()
    assert session.assessment().judgements["U4", None].because == "[blanked]"
    session.judge("self", "U7", Judgement("secure"))
    session.close()
    assert everywhere(workspace.root, name) == []


@pytest.mark.parametrize("text", ["secure", "U4", "Title 4", "alnside", "journal", "kind", "x", " ", "blank"])
def test_what_files_are_built_of_is_not_blanked(workspace: Workspace, session: Session, text: str) -> None:
    """A word that is also a level, an id or the framework's is refused, and nothing changes."""
    session.judge("self", "U4", Judgement("secure", because=f"about {text}"))
    session.close()
    before = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    if text == "journal":
        workspace.blank(text)  # a file's name is no text in it
        return
    with pytest.raises(NotAllowed):
        workspace.blank(text)
    assert {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("after", range(6))
def test_a_blanking_cut_short_is_said_and_finished_by_the_next(
    workspace: Workspace, session: Session, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """After a crash at any file the review opens, the workspace says so, and a second run finishes."""
    session.judge("self", "U4", Judgement("secure", because="Jo Example"))
    session.add_evidence("observation", "Jo Example", at=AT)
    session.snapshot()
    session.draft("k", "Jo Example")
    workspace.put_schools([School(name="Jo Example School")])
    real, calls = files.write, [0]

    def dying(path: Path, data: bytes, *, keep: int = 3) -> None:
        calls[0] += 1
        if calls[0] > after:
            raise StorageFailed("the power went")
        real(path, data, keep=keep)

    with monkeypatch.context() as patched:
        patched.setattr(files, "write", dying)
        with pytest.raises(StorageFailed):
            workspace.blank("Jo Example")
    if after:
        assert "cut short" in str(Workspace.open(workspace.root).problems[0])
    found = Workspace.open(workspace.root).session("alnside")
    assert set(found.assessment().judgements) == {("U4", None)}
    assert len(found.evidence) == 1
    workspace.blank("Jo Example")
    assert everywhere(workspace.root, "Jo Example") == []
    assert Workspace.open(workspace.root).problems == ()


def test_a_review_is_erased_whole(workspace: Workspace, session: Session, framework: Framework) -> None:
    """Nothing of it is left, and a session that is still open cannot bring it back."""
    workspace.create_review("alnside", framework, id="second")
    session.judge("self", "U4", Judgement("secure", because="Only here."))
    session.close()
    assert workspace.erase_review("alnside-2026") == "alnside-2026-11"
    assert everywhere(workspace.root, "Only here.") == []
    assert workspace.review_ids() == ("second",)
    with pytest.raises(UnknownName):
        workspace.session("alnside-2026-11")
    with pytest.raises(StorageFailed, match="not there any more"):
        session.judge("self", "U5", Judgement("secure"))
    with pytest.raises(StorageFailed):
        session.draft("k", "text")
    assert workspace.review_ids() == ("second",)
    assert not list((workspace.root / "reviews").rglob("alnside-2026-11"))


def test_an_erasure_cut_short_at_its_mark_leaves_nothing_behind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped while its mark is written, an erasure has removed nothing; the next one leaves nothing half-written."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files.os, "fsync", stop)  # type: ignore[attr-defined]
        patched.setattr(files.os, "unlink", stop)  # type: ignore[attr-defined]  a killed program tidies nothing
        with pytest.raises(KeyboardInterrupt):
            workspace.erase_review("alnside-2026-11")
    assert workspace.review_ids() == ("alnside-2026-11",)
    workspace.erase_review("alnside-2026-11")
    assert not [one for one in workspace.root.rglob("*") if "erasing" in one.name]


def test_an_erasure_cut_short_is_finished_by_the_next(
    workspace: Workspace, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The review is gone from every list at once; what a crash left of it goes with the next erasure."""
    workspace.create_review("alnside", framework, id="second")

    def refuse(_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(erasure.shutil, "rmtree", refuse)  # type: ignore[attr-defined]
        with pytest.raises(StorageFailed):
            workspace.erase_review("alnside-2026-11")
    assert workspace.review_ids() == ("second",)
    assert "cut short" in str(workspace.problems[0])
    found = Workspace.open(workspace.root)
    found.session("second", read_only=True)
    assert any(path.name.startswith(".erasing-") for path in workspace.root.rglob("*"))
    found.session("second").close()
    assert found.problems == ()
    assert not any(path.name.startswith(".erasing") for path in workspace.root.rglob("*"))


def test_reviews_are_due_after_their_last_day(workspace: Workspace, session: Session, framework: Framework) -> None:
    """The last day itself is still kept; a review without one is never due."""
    session.change_review(keep_until=dt.date(2027, 9, 1))
    workspace.create_review("alnside", framework, id="open-ended")
    assert workspace.due_for_erasure(dt.date(2027, 9, 1)) == ()
    assert [one.id for one in workspace.due_for_erasure(dt.date(2027, 9, 2))] == ["alnside-2026-11"]
    assert os.path.isdir(session.folder)  # noqa: PTH112  saying is not doing


def write_docx(path: Path, xml: str) -> None:
    """Write what a word processor writes: text between tags, packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)


def test_accents_in_mixed_forms_are_one_text(workspace: Workspace, session: Session) -> None:
    """One accent typed here and another pasted from there is the same name."""
    name = unicodedata.normalize("NFD", "José") + " Núñez"
    session.judge("self", "U4", Judgement("secure", because=f"We saw {name}."))
    session.close()
    done = workspace.blank("José Núñez")
    assert done.times > 0
    assert done.near == ()
    assert everywhere(workspace.root, name) == []


def test_the_same_words_written_otherwise_are_named_and_left(workspace: Workspace, session: Session) -> None:
    """Capitals, accents, spaces, apostrophes and file names are another text; a person is told of each, whole words."""
    session.judge("self", "U4", Judgement("secure", because="Zoë O’Hara, ZOË O'HARA, Zoe  OHara, Zoë\nO'Hara"))  # noqa: RUF001
    session.judge("self", "U5", Judgement("secure", because="Zoë O'Harand is another word; Zoë O'Hara is it."))
    workspace.put_schools([School(name="Zoe OHara")])
    session.close()
    done = workspace.blank("Zoë O'Hara", inside_words=True)
    assert {"Zoë O’Hara", "ZOË O'HARA", "Zoe  OHara", "Zoë\nO'Hara", "zoe-ohara"} <= set(done.near)  # noqa: RUF001
    assert not any("O'Harand" in one for one in done.near)
    assert "ZOË O'HARA" in session.assessment().judgements["U4", None].because
    for one in done.near:
        if one not in {"zoe-ohara", "Zoe OHara"}:
            workspace.blank(one, inside_words=True)
    assert workspace.blank("Zoë O'Hara").near in {
        ("Zoe OHara", "zoe-ohara"),
        ("zoe-ohara", "Zoe OHara"),
        ("zoe-ohara",),
    }


@pytest.mark.parametrize("sort", ["utf-16", "utf-8-sig", "cp1252", "docx", "docx in runs", "html", "journal escapes"])
def test_an_attachment_of_another_program_is_searched(
    workspace: Workspace, session: Session, tmp_path: Path, sort: str
) -> None:
    """Notepad's UTF-16, a spreadsheet's cp1252, a packed document whose words stand between tags, a web page."""
    path, name = tmp_path / "letter.any", "Zoë O'Hara"
    if sort == "docx":
        write_docx(path, f"<w:t>About {name}.</w:t>")
    elif sort == "docx in runs":
        write_docx(path, "<w:t>Zoë</w:t></w:r><w:r><w:t> O'Hara</w:t>")
    elif sort == "html":
        path.write_text(f"<p>{html.escape(name)}</p>", encoding="utf-8")
    elif sort == "journal escapes":
        path.write_text(json.dumps(name).replace("'", "\\u0027"), encoding="utf-8")
    else:
        path.write_bytes(f"About {name}.".encode(sort))
    session.add_evidence("document", "A letter.", attach=[path])
    session.close()
    assert workspace.blank(name).attachments == 1
    assert not list((session.folder / "attachments").iterdir())


def test_attachments_that_cannot_be_searched_are_named(workspace: Workspace, session: Session, tmp_path: Path) -> None:
    """In a picture or a PDF nobody but a person can look; it stays, and its name and review are said."""
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7\n\x00packed")
    (tmp_path / "readable.txt").write_bytes(b"nothing")
    session.add_evidence("document", "Jo Example", attach=[tmp_path / "plan.pdf", tmp_path / "readable.txt"])
    session.close()
    assert workspace.blank("Jo Example").unsearched == ("plan.pdf (alnside-2026-11)",)
    assert len(list((session.folder / "attachments").iterdir())) == 2


def test_what_is_not_the_program_s_is_named_and_never_rewritten(workspace: Workspace, tmp_path: Path) -> None:
    """A workspace may lie in a folder of other things: those are said, and not one byte of them changes."""
    other = workspace.root / "photographs" / "list.txt"
    other.parent.mkdir()
    other.write_text("Jo Example")
    (tmp_path / "outside.txt").write_text("Jo Example")
    (workspace.root / "linked.txt").symlink_to(tmp_path / "outside.txt")
    (workspace.root / "report.html").write_text("<p>Jo &#x45;xample, Jo Example</p>", encoding="utf-8")
    done = workspace.blank("Jo Example")
    assert done.left == ("linked.txt", "photographs/")
    assert other.read_text() == (tmp_path / "outside.txt").read_text() == "Jo Example"
    assert "xample" not in (workspace.root / "report.html").read_text()


def test_earlier_copies_go_however_their_editor_wrote_them(workspace: Workspace, session: Session) -> None:
    """A kept copy with escapes of its own holds the name as much as any."""
    kept = session.folder / "kept"
    kept.mkdir(exist_ok=True)
    (kept / "review.toml.1").write_text('title = "J\\u006f \\U00000045xample"\nplace = "Jos\\u00E9"\n')
    assert workspace.blank("José").files == 1
    assert not (kept / "review.toml.1").exists()


def test_typing_in_a_damaged_drafts_file_goes(workspace: Workspace, session: Session) -> None:
    """Where a line between was lost the letters can still be read one below the other, so they go all the same."""
    type_out(session, "evidence U4", "Jo Example")
    path = next((session.folder / "drafts").glob("*.jsonl"))
    rows = path.read_bytes().split(b"\n")
    rows[1] = b"\0" * len(rows[1])
    path.write_bytes(b"\n".join(rows))
    workspace.blank("Jo Example")
    assert b'"put":"x"' not in path.read_bytes()


def test_what_a_stopped_erasure_left_is_gone_after_a_blanking(workspace: Workspace, session: Session) -> None:
    """A removed review of which something is left is finished first, not rewritten."""
    going = session.folder.parent / ".erasing-0a1b2c3d"
    (going / "attachments").mkdir(parents=True)
    (going / "journal.jsonl").write_text("Jo Example")
    workspace.blank("Jo Example")
    assert not going.exists()


@pytest.mark.parametrize("name", NAMES)
def test_near_and_exact_never_overlap(name: str) -> None:
    """What is found exactly is not told as written otherwise, and what is written otherwise is not found exactly."""
    needles = Needles(name)
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, name)
        assert needles.stands_in(text)
        assert needles.count(text.encode()) == 1
        assert needles.count(json.dumps(text).encode()) == 1
        assert needles.count(html.escape(text).encode()) == 1
        assert not list(needles.near(text.encode()))
    other = name.swapcase()
    if other != name:
        assert needles.count(other.encode()) == 0


def test_a_blanking_while_a_snapshot_is_being_written_wins(
    workspace: Workspace, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was prepared before it holds the text still, and is never put into its place."""
    session.judge("self", "U4", Judgement("secure", because="Jo Example"))
    real, done = files.prepare, []

    def slow(path: Path, data: bytes, *, keep: int = 3, flush: bool = True, private: bool = False) -> files.Prepared:
        prepared = real(path, data, keep=keep, flush=flush, private=private)
        if path.name == "self.toml" and not done:
            done.append(1)
            Workspace.open(workspace.root).blank("Jo Example")
        return prepared

    monkeypatch.setattr(files, "prepare", slow)
    session.snapshot()
    assert done
    assert everywhere(workspace.root, "Jo Example") == []
    assert b"[blanked]" in (session.folder / "assessments" / "self.toml").read_bytes()


def test_an_older_snapshot_never_takes_the_place_of_a_later_one(
    workspace: Workspace, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that wrote further meanwhile keeps its file."""
    session.judge("self", "U4", Judgement("secure"))
    other = workspace.session("alnside")
    real, done = files.prepare, []

    def slow(path: Path, data: bytes, *, keep: int = 3, flush: bool = True) -> files.Prepared:
        prepared = real(path, data, keep=keep, flush=flush)
        if path.name == "self.toml" and not done:
            done.append(1)
            other.judge("self", "U5", Judgement("leading"))
            other.snapshot()
        return prepared

    monkeypatch.setattr(files, "prepare", slow)
    assert session.snapshot() == ()
    assert b"[judgements.U5]" in (session.folder / "assessments" / "self.toml").read_bytes()


@pytest.mark.parametrize("reviews", [1, 2])
def test_journals_are_blanked_before_anything_else(
    workspace: Workspace, session: Session, framework: Framework, monkeypatch: pytest.MonkeyPatch, reviews: int
) -> None:
    """Whoever looks meanwhile takes up the blanked journal, and writes nothing older into the files that follow."""
    if reviews == 2:
        workspace.create_review("alnside", framework, id="second")
    for name in workspace.review_ids():
        with workspace.session(name) as one:
            one.judge("self", "U4", Judgement("secure", because="Jo Example"))
            one.add_evidence("observation", "Jo Example")
            one.snapshot()
            one.draft("k", "Jo Example")
    (session.folder / "kept").mkdir(exist_ok=True)
    (session.folder / "kept" / "review.toml.1").write_text('title = "Jo Example"\n')
    workspace.put_schools([School(name="Jo Example School")])
    real, calls = files.write, [0]

    def dying(path: Path, data: bytes, *, keep: int = 3) -> None:
        calls[0] += 1
        if calls[0] > 1 + reviews:  # the mark that it began, and a journal each
            raise StorageFailed("the power went")
        real(path, data, keep=keep)

    with monkeypatch.context() as patched:
        patched.setattr(files, "write", dying)
        with pytest.raises(StorageFailed):
            workspace.blank("Jo Example")
    left = everywhere(workspace.root, "Jo Example")
    assert not [one for one in left if one.endswith("journal.jsonl")]
    assert [one for one in left if one.endswith("self.toml")]
    workspace.blank("Jo Example")
    assert everywhere(workspace.root, "Jo Example") == []
