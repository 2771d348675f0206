from __future__ import annotations

import datetime as dt
import json
import os
import threading
from typing import TYPE_CHECKING

import pytest

from inclusion_core.errors import Conflict, NotAllowed, ReadOnly, StorageFailed, UnknownName
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.review import Person
from inclusion_core.model.school import Setting
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from inclusion_core.model.assessment import Assessment
    from inclusion_core.store.review.session import Session

AT = dt.datetime(2026, 11, 22, 10, 42, 5, tzinfo=dt.UTC)
SECURE = Judgement("secure", at=AT)
LEADING = Judgement("leading", at=AT)


def bytes_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every byte and time below a folder."""
    return {
        str(path.relative_to(folder)): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def level(session: Session, indicator: str, voice: str = "self") -> str | None:
    """Return the level a voice gives an indicator, or None."""
    found = session.assessment(voice).judgements.get((indicator, None))
    return found.level if found else None


def test_everything_said_is_there_after_opening_again(session: Session, workspace: Workspace) -> None:
    """Judgements, evidence and the review itself come back exactly, with and without snapshots."""
    session.judge("self", "U4", Judgement("secure", because="One\r\ntwo.", confidence="high"))
    session.judge("peer:ak-7f3", ("U4", "send"), Judgement(non_answer="cannot-tell"))
    one = session.add_evidence("observation", "Seen.", indicators=["U4"], place="Hall", tags=["calm"], at=AT)
    session.judge("role:senco", "U5", Judgement("leading", evidence=(one.id,)))
    session.change_evidence(one.id, note="Seen twice.")
    session.change_review(
        title="First visit",
        keep_until=dt.date(2027, 9, 1),
        setting=Setting("special", "primary"),
        team={"ak-7f3": Person("ak-7f3", "Ak", "peer")},
    )
    assert workspace.session("alnside").state == session.state
    assert session.assessment("self").judgements["U4", None].because == "One\ntwo."
    assert session.evidence[one.id].note == "Seen twice."
    assert session.snapshot() == (
        "assessments/self.toml",
        "assessments/peer~ak-7f3.toml",
        f"evidence/{session.me.id}.toml",
        "assessments/role~senco.toml",
        "review.toml",
    )
    assert session.snapshot() == ()
    assert workspace.session("alnside").state == session.state
    assert workspace.session("alnside", read_only=True).problems == ()
    assert next(workspace.reviews()) == session.review


def test_snapshots_alone_and_journal_alone_tell_the_same(session: Session, workspace: Workspace, folder: Path) -> None:
    """Either the journal or the snapshots can be lost, and the review is whole."""
    session.judge("self", "U4", SECURE)
    session.add_evidence("observation", "Seen.", at=AT)
    session.close()
    for name in ("review.toml", "assessments/self.toml"):
        (folder / name).unlink()
    assert workspace.session("alnside").state == session.state
    workspace.session("alnside").close()
    (folder / "journal.jsonl").unlink()
    rescued = workspace.session("alnside")
    assert rescued.state == session.state
    assert "journal" in str(rescued.problems[0])
    rescued.close()
    again = workspace.session("alnside")
    assert again.state == session.state
    assert again.problems == ()


def test_a_snapshot_says_up_to_where_it_goes(session: Session, folder: Path) -> None:
    """The file begins with what it is, and says which journal line is its last."""
    session.judge("self", "U4", SECURE)
    session.snapshot()
    text = (folder / "assessments" / "self.toml").read_text()
    assert text.startswith('kind = "inclusion.assessment"\nschema = 1\napplied = 2\nvoice = "self"\n')
    assert '[judgements.U4]\nlevel = "secure"\n' in text


def test_what_cannot_be_is_refused_before_anything_is_written(session: Session, folder: Path) -> None:
    """Unknown names, missing reasons and texts that no file can hold change nothing."""
    session.add_evidence("observation", "Seen.")
    before = (folder / "journal.jsonl").read_bytes()
    for call in (
        lambda: session.judge("self", "U44", SECURE),
        lambda: session.judge("self", "U4", Judgement("splendid")),
        lambda: session.judge("self", "U4", Judgement("secure", evidence=("e-none",))),
        lambda: session.add_evidence("observation", "x", indicators=["U99"]),
        lambda: session.change_evidence("e-none", note="x"),
        lambda: session.withdraw_evidence("e-none"),
    ):
        with pytest.raises(UnknownName):
            call()
    for refused in (
        lambda: session.judge("peer", "U4", SECURE),
        lambda: session.judge("self", "U4", Judgement(non_answer="not-applicable")),
        lambda: session.judge("self", "U4", Judgement("secure", because="half \ud83d")),
        lambda: session.judge("self", "U4", Judgement("secure", at=AT.replace(tzinfo=None))),
        lambda: session.add_evidence("observation", "\udfff"),
        lambda: session.add_evidence("observation", "  "),
        lambda: session.change_review(team={"Ak": Person("Ak")}),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert (folder / "journal.jsonl").read_bytes() == before


def test_kinds_of_evidence_are_checked_where_they_are_given(workspace: Workspace) -> None:
    """A workspace that was told the kinds refuses another, with the nearest."""
    told = Workspace.open(workspace.root, kinds=("observation", "document"))
    with pytest.raises(UnknownName, match="Did you mean 'observation'"):
        told.session("alnside").add_evidence("observaton", "x")


def test_many_judgements_are_one_change(session: Session) -> None:
    """All or none; and one undo takes all of them back."""
    with pytest.raises(UnknownName):
        session.judge_all([("self", "U1", SECURE), ("self", "U99", SECURE)])
    assert session.assessments == {}
    assert session.judge_all([("self", "U1", SECURE), ("peer:ak-7f3", "U2", LEADING)]) == 2
    session.undo()
    assert session.assessments == {}
    session.redo()
    assert (level(session, "U1"), level(session, "U2", "peer:ak-7f3")) == ("secure", "leading")


def test_undo_and_redo_have_no_end_and_survive_restarts(session: Session, workspace: Workspace) -> None:
    """Everything can be taken back, whichever file it touched, after the program ended, and done again."""
    states = [session.state]
    one = session.add_evidence("observation", "Seen.", at=AT)
    states.append(session.state)
    session.judge("self", "U4", SECURE)
    states.append(session.state)
    session.change_evidence(one.id, note="Seen twice.", place="Hall")
    states.append(session.state)
    session.judge("self", "U4", None)
    states.append(session.state)
    session.change_review(title="T", team={"bo-1aa": Person("bo-1aa", "Bo")})
    states.append(session.state)
    session.withdraw_evidence(one.id)
    states.append(session.state)
    session.close()
    for state in reversed(states[:-1]):
        again = workspace.session("alnside")
        again.undo()
        assert again.state == state
        again.close()
    again = workspace.session("alnside")
    assert not again.can_undo
    with pytest.raises(NotAllowed, match="nothing of yours to take back"):
        again.undo()
    for state in states[1:]:
        again = workspace.session("alnside")
        again.redo()
        assert again.state == state
    assert not again.can_redo
    again.undo()
    again.undo()
    again.redo()
    assert again.state == states[-2]
    again.judge("self", "U9", SECURE)
    assert not again.can_redo


def test_undo_is_refused_where_somebody_else_changed_the_same_thing(
    session: Session, as_person: Callable[[str], Workspace]
) -> None:
    """The sentence names who and when; what they changed stays; after they took it back, undo goes."""
    other = as_person("bo-1aa").session("alnside")
    session.change_review(team={"bo-1aa": Person("bo-1aa", "Bo Lee")})
    session.judge("self", "U4", SECURE)
    other.judge("self", "U4", LEADING)
    with pytest.raises(Conflict, match=r"U4 \(self\): Bo Lee changed it since"):
        session.undo()
    assert level(session, "U4") == "leading"
    other.undo()
    session.undo()
    assert level(session, "U4") is None
    other.judge("self", "U4", LEADING)
    with pytest.raises(Conflict, match="do again"):
        session.redo()


def test_undo_takes_back_this_persons_change_and_no_other(
    session: Session, as_person: Callable[[str], Workspace]
) -> None:
    """What others did meanwhile elsewhere is not touched."""
    other = as_person("bo-1aa").session("alnside")
    session.judge("self", "U1", SECURE)
    other.judge("peer:bo-1aa", "U1", LEADING)
    assert session.undo().person == session.me.id
    assert level(session, "U1") is None
    assert level(session, "U1", "peer:bo-1aa") == "leading"


def test_two_sessions_follow_each_other(session: Session, workspace: Workspace) -> None:
    """A refresh takes in the other's changes and names them; a change of ours is made on top of them."""
    other = workspace.session("alnside")
    other.judge("self", "U4", SECURE)
    assert session.refresh() == {("judge", "self", "U4")}
    assert session.refresh() == frozenset()
    session.judge("self", "U5", SECURE)
    other.judge("self", "U6", SECURE)
    assert set(other.assessment("self").judgements) == {("U4", None), ("U5", None), ("U6", None)}
    session.refresh()
    assert session.state == other.state
    session.snapshot()
    other.snapshot()
    assert workspace.session("alnside").state == other.state


def test_what_came_with_a_change_of_ours_is_named_by_the_next_refresh(
    session: Session, as_person: Callable[[str], Workspace]
) -> None:
    """Whoever follows the others hears of each change once, also of one that was read before a line of ours."""
    other = as_person("bo").session("alnside")
    other.judge("self", "U4", SECURE)
    session.judge("self", "U5", LEADING)
    assert session.refresh() == {("judge", "self", "U4")}
    assert session.refresh() == frozenset()
    other.judge("self", "U6", SECURE)
    session.undo()
    assert session.refresh() == {("judge", "self", "U6")}


def test_what_was_edited_by_hand_meanwhile_is_named_by_the_next_refresh(session: Session, folder: Path) -> None:
    """A file that was edited by hand and is taken in while snapshots are written is news for whoever follows."""
    session.judge("self", "U4", SECURE)
    session.snapshot()
    file = folder / "assessments" / "self.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"secure"', '"leading"'), encoding="utf-8")
    session.judge("self", "U5", SECURE)
    session.snapshot()
    assert level(session, "U4") == "leading"
    assert session.refresh() == {("judge", "self", "U4")}


def test_a_hand_edit_is_read_and_journaled_as_one_change(session: Session, workspace: Workspace, folder: Path) -> None:
    """What a person wrote into a snapshot counts, goes into the journal once, and can be taken back."""
    session.judge("self", "U4", SECURE)
    session.judge("self", "U5", SECURE)
    session.close()
    path = folder / "assessments" / "self.toml"
    text = path.read_text().replace("secure", "leading", 1) + '[judgements.U6]\nlevel = "starting"\n'
    path.write_text(text)
    seen = workspace.session("alnside", read_only=True)
    assert [level(seen, one) for one in ("U4", "U5", "U6")] == ["leading", "secure", "starting"]
    edited = workspace.session("alnside")
    assert [level(edited, one) for one in ("U4", "U5", "U6")] == ["leading", "secure", "starting"]
    assert edited.history()[-1].says == "edited assessments/self.toml by hand (2 changes)"
    edited.judge("self", "U6", SECURE)
    again = workspace.session("alnside")  # the file was not written since, and is not taken in a second time
    assert level(again, "U6") == "secure"
    assert again.history()[-1].says == "judged U6 secure (self)"
    again.undo()
    again.undo()
    assert [level(again, one) for one in ("U4", "U5", "U6")] == ["secure", "secure", None]
    again.snapshot()
    assert workspace.session("alnside").state == again.state


def test_a_hand_edit_during_a_session_is_not_written_over(session: Session, folder: Path) -> None:
    """A snapshot first takes in what somebody wrote into the file meanwhile."""
    session.judge("self", "U4", SECURE)
    session.snapshot()
    path = folder / "assessments" / "self.toml"
    path.write_text(path.read_text() + '[judgements.U6]\nlevel = "starting"\n')
    session.judge("self", "U5", SECURE)
    session.snapshot()
    assert [level(session, one) for one in ("U4", "U5", "U6")] == ["secure", "secure", "starting"]
    assert "[judgements.U6]" in path.read_text()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda data: data[: len(data) // 2], "is left as it is; nothing is lost"),
        (lambda data: data.replace(b"secure", b"sec\0re"), "NUL"),
        (lambda data: b"<<<<<<< HEAD\n" + data, "is left as it is"),
        (lambda _: b"", "empty"),
        (lambda data: data.decode().encode("utf-16"), "UTF-16"),
        (lambda data: data.replace(b'level = "secure"', b'level = "sekure"'), "sekure"),
        (lambda data: data.replace(b"voice = ", b"voise = "), "voise"),
        (lambda data: data.replace(b"[judgements.U4]", b"[judgements.U44]"), "U44"),
        (lambda data: data.replace(b'"self"', b'"moderated"'), "moderated"),
    ],
)
def test_a_damaged_snapshot_costs_nothing_and_is_not_written_over(
    session: Session, workspace: Workspace, folder: Path, damage: Callable[[bytes], bytes], says: str
) -> None:
    """It is reported and left as it is; the journal speaks for it; once mended or deleted all is as before."""
    session.judge("self", "U4", SECURE)
    session.close()
    path = folder / "assessments" / "self.toml"
    good = path.read_bytes()
    path.write_bytes(damage(good))
    assert path.read_bytes() != good
    found = workspace.session("alnside")
    assert found.state == session.state
    assert says in "\n".join(str(problem) for problem in found.problems)
    found.judge("self", "U5", SECURE)
    found.close()
    assert path.read_bytes() == damage(good)
    path.unlink()
    mended = workspace.session("alnside")
    assert set(mended.assessment().judgements) == {("U4", None), ("U5", None)}
    mended.close()
    assert b"U5" in path.read_bytes()


def test_a_flipped_byte_in_the_journal_costs_nothing_that_a_snapshot_has(
    session: Session, workspace: Workspace, folder: Path
) -> None:
    """The line is reported by number and left; the number of the damaged last line is never given again."""
    session.judge("self", "U4", SECURE)
    session.judge("self", "U5", SECURE)
    session.close()
    path = folder / "journal.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[:-30] + bytes([data[-30] ^ 1]) + data[-29:])
    found = workspace.session("alnside")
    assert found.state == session.state
    assert 3 in [problem.line for problem in found.problems]
    found.judge("self", "U6", SECURE)
    again = workspace.session("alnside")
    assert set(again.assessment().judgements) == {("U4", None), ("U5", None), ("U6", None)}


def test_a_torn_line_is_said_once(session: Session, workspace: Workspace, folder: Path) -> None:
    """A crash in mid-line is reported when the review is opened, set aside, and no trouble after that."""
    session.judge("self", "U4", SECURE)
    with (folder / "journal.jsonl").open("ab") as file:
        file.write(b'{"seq":3,"id":"01')
    assert "middle of a line" in str(workspace.session("alnside", read_only=True).problems[0])
    found = workspace.session("alnside")
    assert level(found, "U4") == "secure"
    assert found.problems == ()
    assert found.history()[-1].says == "set aside a line that was cut short"
    assert workspace.session("alnside").problems == ()
    assert (folder / "journal.jsonl").read_bytes().count(b'\n{"seq":3,"id":"01\n') == 1


def test_two_journals_put_together_lose_no_line(session: Session, workspace: Workspace, folder: Path) -> None:
    """Where another program united two versions, lines with the same number all count."""
    session.judge("self", "U4", SECURE)
    common = (folder / "journal.jsonl").read_bytes()
    session.judge("self", "U5", SECURE)
    one = (folder / "journal.jsonl").read_bytes()[len(common) :]
    session.close()
    (folder / "journal.jsonl").write_bytes(common)
    (folder / "assessments" / "self.toml").unlink()
    other = workspace.session("alnside")
    other.judge("self", "U6", SECURE)
    other.close()
    theirs = (folder / "journal.jsonl").read_bytes()
    mixed = common + b"<<<<<<< ours\n" + one + b"=======\n" + theirs[len(common) :] + b">>>>>>> theirs\n"
    (folder / "journal.jsonl").write_bytes(mixed)
    found = workspace.session("alnside")
    assert set(found.assessment().judgements) == {("U4", None), ("U5", None), ("U6", None)}
    found.judge("self", "U7", SECURE)
    found.close()
    assert len(workspace.session("alnside").assessment().judgements) == 4


def test_history_tells_each_line_when_it_is_asked_for(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of lines cost what is looked at: one of them, some of them, or all; and what was undone is marked."""
    from inclusion_core.store.review import history  # noqa: PLC0415  beside its only use

    told: list[object] = []
    before = history.says
    monkeypatch.setattr(history, "says", lambda command, people: told.append(command) or before(command, people))
    for level_given in ("starting", "developing", "secure"):
        session.judge("self", "U4", Judgement(level_given))
    session.undo()
    told.clear()
    found = session.history()
    assert (len(found), told) == (5, [])
    assert found[-1].says == "took back: judged U4 secure (self)"
    assert [one.undone for one in found[-3:-1]] == [False, True]
    assert len(told) == 3
    session.judge("self", "U4", None)
    assert len(found) == 5
    assert [one.seq for one in session.history()] == [1, 2, 3, 4, 5, 6]


def test_a_read_only_session_writes_nothing_at_all(session: Session, workspace: Workspace) -> None:
    """Not a lock, not an index, not a snapshot that is behind, not a torn line's newline."""
    session.judge("self", "U4", SECURE)
    folder = session.folder
    with (folder / "journal.jsonl").open("ab") as file:
        file.write(b'{"seq":3')
    (folder / ".lock").unlink()
    before = bytes_of(workspace.root)
    with Workspace.open(workspace.root, read_only=True) as reader:
        found = reader.session("alnside")
        assert level(found, "U4") == "secure"
        list(reader.reviews())
        reader.schools()
        reader.find_schools("aln")
        found.history()
        found.drafts()
        found.refresh()
        found.snapshot()
        found.sync()
        with pytest.raises(ReadOnly, match="opened for reading only"):
            found.judge("self", "U4", None)
        with pytest.raises(ReadOnly):
            found.undo()
        with pytest.raises(ReadOnly):
            found.draft("x", "y")
        with pytest.raises(ReadOnly):
            reader.put_schools([])
        found.close()
    assert bytes_of(workspace.root) == before


@pytest.mark.parametrize("where", ["assessments/self.toml", "review.toml", "journal.jsonl", "inclusion.toml"])
def test_what_a_newer_version_wrote_is_only_read(
    session: Session, workspace: Workspace, folder: Path, where: str
) -> None:
    """It opens, says so in a sentence, and writes nothing."""
    session.judge("self", "U4", SECURE)
    session.close()
    path = workspace.root / where if where == "inclusion.toml" else folder / where
    if where == "journal.jsonl":
        from inclusion_core.store.review.rows import encode  # noqa: PLC0415

        line = json.loads(path.read_text().splitlines()[-1])
        del line["sum"]
        path.write_bytes(path.read_bytes() + encode({**line, "seq": 9, "id": "X", "do": {"sing": {}}}) + b"\n")
    else:
        path.write_text(path.read_text().replace("schema = 1", 'schema = 999\nbeyond = "us"'))
    before = bytes_of(workspace.root)
    newer = Workspace.open(workspace.root)
    found = newer.session("alnside")
    assert found.read_only
    assert "newer version" in found.why_read_only
    assert level(found, "U4") == "secure"
    with pytest.raises(ReadOnly, match="Update the program"):
        found.judge("self", "U5", SECURE)
    found.close()
    assert bytes_of(workspace.root) == before


def test_another_text_of_the_framework_is_never_scored_silently(workspace: Workspace, folder: Path) -> None:
    """Where the pinned framework is not what was pinned, the review can be read, and says so."""
    path = folder / "framework.toml"
    path.write_text(path.read_text().replace("Title 4", "Another title"))
    found = workspace.session("alnside")
    assert "is not the text of small@1" in str(found.problems[0])
    with pytest.raises(ReadOnly, match="framework"):
        found.judge("self", "U4", SECURE)


def test_listeners_hear_of_each_voice_and_cannot_lose_a_change(session: Session, workspace: Workspace) -> None:
    """They get the assessment before and after; what one raises is said and the others still hear."""
    heard: list[tuple[Assessment, Assessment]] = []

    def faulty(_before: Assessment, _after: Assessment) -> None:
        raise RuntimeError("oh")

    session.listeners += [faulty, lambda before, after: heard.append((before, after))]
    session.judge("self", "U4", SECURE)
    (before, after) = heard[0]
    assert (before.judgements, after.judgements) == ({}, {("U4", None): SECURE})
    assert "failed after a change was saved: RuntimeError: oh" in str(session.problems[-1])
    session.undo()
    assert heard[1][1].judgements == {}
    assert workspace.session("alnside").state == session.state


def test_attachments_are_kept_by_their_sum(session: Session, folder: Path, tmp_path: Path) -> None:
    """A file is copied once under its SHA-256, and the evidence knows its name and size."""
    plan = tmp_path / "plan.txt"
    plan.write_bytes(b"plan")
    one = session.add_evidence("document", "The plan.", attach=[plan, plan])
    ((key, found),) = one.attachments.items()
    assert (found.name, found.size) == ("plan.txt", 4)
    assert (folder / "attachments" / key).read_bytes() == b"plan"


UNICODE = [
    "שלום עולם \u202eabc\u202c",
    "👩🏽‍🏫 👨‍👩‍👧‍👦 🏳️‍🌈",
    "e\u0301 é \u200b zero \ufeff width",
    "nul \0 bell \x07 esc \x1b[31m del \x7f c1 \x9b\x85",
    "line\u2028sep\u2029par\x0b\x0c",
    '"""quotes""" \'\'\' back\\slash \\u0041 \\',
    " leading, trailing \n\n",
    "a\n# as written: 0123456789abcdef\n[judgements.U1]\n",
    "\U0010ffff\ufffe",
]


@pytest.mark.parametrize("text", UNICODE)
def test_texts_come_back_to_the_character(session: Session, workspace: Workspace, text: str) -> None:
    """Whatever a text holds, it comes back exactly from the journal, from the snapshots and from drafts."""
    session.judge("self", "U4", Judgement("secure", because=text, at=AT))
    session.add_evidence("observation", "x" + text, place=text, tags=[text], at=AT)
    session.change_review(title=text)
    session.draft("key", text)
    assert workspace.session("alnside").state == session.state
    assert session.snapshot()
    (session.folder / "journal.jsonl").rename(session.folder / "away")
    by_files = workspace.session("alnside", read_only=True)
    assert by_files.state == session.state
    assert [one.text for one in by_files.drafts()] == [text]


def test_one_change_costs_no_more_lines_with_many_pieces_of_evidence(session: Session, folder: Path) -> None:
    """What a change writes does not grow with the review."""
    sizes = []
    for _ in range(3):
        for _ in range(30):
            session.add_evidence("observation", "Seen.", at=AT)
        before = os.stat(folder / "journal.jsonl").st_size  # noqa: PTH116
        session.judge("self", "U4", SECURE if len(sizes) % 2 else LEADING)
        sizes.append(os.stat(folder / "journal.jsonl").st_size - before)  # noqa: PTH116
    assert max(sizes) < 700


def test_nothing_is_acknowledged_before_the_disk_has_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sync` flushes the journal's own bytes and its folder; one that the disk refuses is said, and tried again."""
    flushed: list[int] = []
    real = os.fsync

    def watching(handle: int) -> None:
        flushed.append(os.fstat(handle).st_ino)
        real(handle)

    def refusing(_: int) -> None:
        raise OSError(5, "Input/output error")

    session.judge("self", "U4", SECURE)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refusing)
        with pytest.raises(StorageFailed):
            session.sync()
        patched.setattr(os, "fsync", watching)
        session.sync()
        assert {(session.folder / "journal.jsonl").stat().st_ino, session.folder.stat().st_ino} <= set(flushed)
        flushed.clear()
        session.sync()
        assert flushed == []


def test_threads_may_flush_and_write_snapshots_meanwhile(session: Session, workspace: Workspace) -> None:
    """Changes go on while other threads flush, write snapshots and follow; the end is the same for all."""
    stop = threading.Event()
    failures: list[BaseException] = []

    def busy(work: Callable[[], object]) -> None:
        try:
            while not stop.is_set():
                work()
        except BaseException as error:  # noqa: BLE001  whatever goes wrong in a thread fails the test
            failures.append(error)

    threads = [threading.Thread(target=busy, args=[work]) for work in (session.sync, session.snapshot, session.refresh)]
    for thread in threads:
        thread.start()
    for number in range(150):
        session.judge("self", f"U{number % 10 + 1}", Judgement("secure", because=str(number)))
        if number % 20 == 0:
            session.undo()
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    session.close()
    assert workspace.session("alnside").state == session.state
    (session.folder / "journal.jsonl").unlink()
    assert workspace.session("alnside", read_only=True).state == session.state


def test_a_journal_put_back_from_a_backup_is_followed(session: Session, workspace: Workspace, folder: Path) -> None:
    """Where somebody puts an older journal in place meanwhile, the session starts from what is there."""
    session.judge("self", "U4", SECURE)
    older = (folder / "journal.jsonl").read_bytes()
    session.judge("self", "U5", SECURE)
    (folder / "backup").write_bytes(older)
    (folder / "backup").replace(folder / "journal.jsonl")
    session.judge("self", "U6", SECURE)
    assert set(session.assessment().judgements) == {("U4", None), ("U6", None)}
    assert workspace.session("alnside").state == session.state
