"""Evidence in one line, written at the foot of the list."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

import inclusion_core as ic
from inclusion_tui.notes.waiting import Waiting
from inclusion_tui.screens.writing_place import WritingPlace
from inclusion_tui.widgets.writing import HOLD_FROM, WritingArea

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REVIEW = "demo-alnside"


def there(workspace: Path) -> dict[str, ic.Evidence]:
    """Return the evidence on the disk."""
    with ic.open_desk(workspace, read_only=True) as desk, desk.session(REVIEW, read_only=True) as session:
        return dict(session.evidence)


def drafts(workspace: Path) -> dict[str, str]:
    """Return the texts on the disk that were typed and not sent."""
    with ic.open_desk(workspace, read_only=True) as desk, desk.session(REVIEW, read_only=True) as session:
        return {one.key: one.text for one in session.drafts()}


@pytest.fixture
def added(workspace: Path) -> Any:
    """Return the pieces that were not there at the start, the oldest first: `added()`."""
    before = there(workspace)

    def find() -> list[ic.Evidence]:
        return [one for name, one in there(workspace).items() if name not in before]

    return find


async def paste(pilot: Any, text: str) -> None:
    """Paste a text, as a terminal hands it over."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def area(pilot: Any) -> WritingArea:
    """Return where the note is written."""
    found: WritingArea = pilot.app.screen.query_one(WritingArea)
    return found


def writing(pilot: Any) -> bool:
    """Say whether something is being written."""
    return any(place.writing is not None for place in pilot.app.screen.query(WritingPlace))


def test_one_line_is_enough(drive: Any, shown: Any, added: Any) -> None:
    """`e`, a line and Enter keep it for the indicator that is chosen, and the keys of the list work again."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm start", "enter")
        assert "Kept: " in shown(pilot)[-1]
        assert ", for U1." in shown(pilot)[-1]
        assert [(one.indicators, one.note) for one in added()] == [(("U1",), "calm start")]
        await pilot.press("j")
        assert pilot.app.screen.chosen == "U2"
        assert not writing(pilot)

    drive(flow)


def test_the_list_stays_in_sight_while_it_is_written(drive: Any, shown: Any) -> None:
    """The levels make room; the list, the head with the indicator, and the keys that matter are on the screen."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm")
        rows = shown(pilot)
        assert sum(" U" in one[:3] for one in rows[3:17]) >= 8
        assert any(one.startswith(" ✎ U1 · ") and "draft kept" in one for one in rows)
        assert any(one == " calm" for one in rows)
        assert "enter keep  esc later" in rows[-1]
        await pilot.press("escape")
        assert any("1 Starting" in one for one in shown(pilot))

    drive(flow)


def test_every_change_is_on_the_disk_at_once(drive: Any, workspace: Path) -> None:
    """What is typed is a draft under the key that the plain conversation uses, letter by letter."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e")
        typed = ""
        for letter in "calm ":
            await pilot.press(letter if letter != " " else "space")
            typed += letter
            assert drafts(workspace)["evidence U1"] == typed
        await pilot.press("backspace", "backspace")
        assert drafts(workspace)["evidence U1"] == "cal"
        await pilot.press("enter")
        assert drafts(workspace) == {}

    drive(flow)


def test_keep_next_goes_on_to_the_next_indicator(drive: Any, added: Any) -> None:
    """ctrl+n keeps a piece and begins one for the next indicator; kind, place and time stick."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", "ctrl+t", "6")
        await pilot.press("tab", "p", *"Year 5", "enter", "tab", "t", *"-30", "enter")
        await pilot.press(*"one", "ctrl+n")
        assert pilot.app.screen.chosen == "U2"
        assert area(pilot).whole() == ""
        await pilot.press(*"two", "ctrl+n", *"three", "enter")
        made = added()
        assert [(one.indicators, one.note) for one in made] == [(("U1",), "one"), (("U2",), "two"), (("U3",), "three")]
        assert {(one.kind, one.place) for one in made} == {("pupil-voice", "Year 5")}
        assert len({one.at for one in made}) == 1
        ago = dt.datetime.now(dt.UTC) - made[0].at
        assert dt.timedelta(minutes=29) < ago < dt.timedelta(minutes=40)

    drive(flow)


def test_keep_next_at_the_end_of_the_list_stops(drive: Any, shown: Any, added: Any) -> None:
    """Where no indicator comes next, the piece is kept, and that it was the last one is said."""

    async def flow(pilot: Any) -> None:
        await pilot.press("end", "e", *"last", "ctrl+n")
        await pilot.pause()
        assert "That was the last one of the list." in shown(pilot)[-1]
        assert not writing(pilot)
        assert [one.note for one in added()] == ["last"]

    drive(flow)


def test_jottings_one_after_the_other(drive: Any, shown: Any, added: Any) -> None:
    """`E` writes a jotting that belongs nowhere yet; ctrl+n keeps it and begins another."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "E", *"one", "ctrl+n")
        assert any("Jotting, to be filed later" in one for one in shown(pilot))
        await pilot.press(*"two", "enter")
        assert "a jotting, not filed yet" in shown(pilot)[-1]
        assert [(one.indicators, one.note) for one in added()] == [((), "one"), ((), "two")]
        assert pilot.app.screen.chosen == "U1"

    drive(flow)


def test_several_lines_by_key_and_by_paste(drive: Any, added: Any) -> None:
    """ctrl+j begins a line, a paste of several lines is taken whole, and Enter keeps all of it."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"one", "ctrl+j", *"two ")
        await paste(pilot, "three\r\n[/b] four\rfive\n\n  six")
        assert writing(pilot)
        await pilot.press("enter")
        assert [one.note for one in added()] == ["one\ntwo three\n[/b] four\nfive\n\n  six"]

    drive(flow)


def test_leaving_never_throws_a_text_away(drive: Any, shown: Any, workspace: Path, added: Any) -> None:
    """Esc keeps the text as a draft; its row is marked, and `e` there goes on with it, kind and place as chosen."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", "ctrl+t", "6", *"half a tho", "escape")
        assert "kept as a draft. e goes on with it." in shown(pilot)[-1]
        assert next(one for one in shown(pilot) if one.startswith(" U1 ")).rstrip().endswith("…")
        await pilot.press("j")
        await pilot.press("e", *"other", "escape", "k", "e")
        assert area(pilot).whole() == "half a tho"
        assert any("Pupils said" in one and "draft kept" in one for one in shown(pilot))
        await pilot.press(*"ught", "enter")
        assert [(one.indicators, one.kind, one.note) for one in added()] == [(("U1",), "pupil-voice", "half a thought")]
        assert drafts(workspace) == {"evidence U2": "other"}
        assert not next(one for one in shown(pilot) if one.startswith(" U1 ")).rstrip().endswith("…")

    drive(flow)


def test_leaving_the_program_keeps_the_text(drive: Any, workspace: Path) -> None:
    """Leaving in the middle of a word keeps it for the next start."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"half a wo", "ctrl+q")

    drive(flow)
    assert drafts(workspace) == {"evidence U1": "half a wo"}


def test_letting_go_can_be_taken_back(drive: Any, shown: Any, workspace: Path, added: Any) -> None:
    """ctrl+x lets a text go and says how it comes back; `z` opens it again."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"a slip", "ctrl+x")
        assert "Let go. z brings it back." in shown(pilot)[-1]
        assert drafts(workspace) == {}
        await pilot.press("z")
        assert area(pilot).whole() == "a slip"
        assert drafts(workspace) == {"evidence U1": "a slip"}
        await pilot.press("enter")
        assert [one.note for one in added()] == ["a slip"]

    drive(flow)


def test_after_another_change_undo_takes_that_back(drive: Any, added: Any) -> None:
    """What was let go is brought back only while nothing else was changed: then `z` is for that."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"a slip", "ctrl+x", "1", "z")
        assert not writing(pilot)
        assert pilot.app.sitting.row("U1").answer == "secure"
        assert added() == []

    drive(flow)


def test_undo_withdraws_what_was_kept(drive: Any, added: Any) -> None:
    """`z` after Enter takes the piece back, and `Z` gives it again."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"kept", "enter", "z")
        assert added() == []
        await pilot.press("Z")
        assert [one.note for one in added()] == ["kept"]

    drive(flow)


def test_nothing_typed_writes_nothing_down(drive: Any, shown: Any, workspace: Path, added: Any) -> None:
    """Enter on an empty line leaves, says so, and leaves no draft behind."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", "space", "enter")
        assert "Nothing was written down." in shown(pilot)[-1]
        assert added() == []
        assert drafts(workspace) == {}

    drive(flow)


def test_tags_come_from_the_text(drive: Any, shown: Any, added: Any) -> None:
    """Words behind a # become tags, and are shown as such while it is typed."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e")
        await paste(pilot, "calm #lesson and #pupil-voice, page #1")
        assert any(one == " #lesson #pupil-voice" for one in shown(pilot))
        await pilot.press("enter")
        assert [one.tags for one in added()] == [("lesson", "pupil-voice")]

    drive(flow)


def test_a_time_that_is_none_is_asked_again(drive: Any, shown: Any, added: Any) -> None:
    """A mistyped time is answered with a sentence and stays in its line; Esc there goes back to the text."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm", "tab", "t", *"25:99", "enter")
        assert "There is no '25:99' on a clock." in "".join(shown(pilot)[-4:])
        assert any(one == " When? 25:99" for one in shown(pilot))
        await pilot.press("escape", *"er", "enter")
        assert [one.note for one in added()] == ["calmer"]

    drive(flow)


def test_evidence_for_several_indicators(drive: Any, added: Any) -> None:
    """ctrl+r finds indicators by typing and marks several."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm", "ctrl+r", *"t2", "tab", *"u4", "enter", "enter")
        assert [one.indicators for one in added()] == [("U1", "U4", "T2")]

    drive(flow)


def test_a_file_goes_with_it(drive: Any, shown: Any, tmp_path: Path, added: Any) -> None:
    """Tab completes its name, what cannot go is refused in a sentence, and the piece has the file once it is kept."""
    (tmp_path / "the plan.pdf").write_bytes(b"made up")

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm", "ctrl+o")
        await paste(pilot, str(tmp_path))
        await pilot.press("enter")
        assert "is a folder" in shown(pilot)[-1]
        await pilot.press(*"/the", "tab", "enter")
        assert any("with the plan.pdf" in one for one in shown(pilot))
        await pilot.press("enter")
        await pilot.pause()
        (made,) = added()
        assert [(one.name, one.size) for one in made.attachments.values()] == [("the plan.pdf", 7)]

    drive(flow, size=(140, 30))


def test_a_file_that_is_gone_by_then_keeps_the_text(drive: Any, shown: Any, tmp_path: Path, added: Any) -> None:
    """Where the file cannot be copied nothing is kept yet, why is said, and the text is still there to be sent."""
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"made up")

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm", "ctrl+o")
        await paste(pilot, str(file))
        await pilot.press("enter")
        file.unlink()
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert "could not be read" in "".join(shown(pilot)[-4:])
        assert area(pilot).whole() == "calm"
        assert added() == []

    drive(flow, size=(140, 30))


def test_a_long_paste_is_held_as_one_line(drive: Any, shown: Any, workspace: Path, added: Any) -> None:
    """A megabyte stands as one line that says how much it is; draft and note have all of it, in its place."""
    long = "".join(f"line {n} [/b] of many\n" for n in range(45_000))[: 1_048_576 - 1] + "!"

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"before")
        await paste(pilot, long)
        assert any("pasted text, 1,048,576 characters, kept whole" in one for one in shown(pilot))
        await pilot.press(*"after")
        assert len(area(pilot).shown) < 40
        assert drafts(workspace)["evidence U1"] == f"before\n{long}\nafter"
        await pilot.press("escape", "e")
        assert area(pilot).whole() == f"before\n{long}\nafter"
        await pilot.press("enter")
        assert [one.note for one in added()] == [f"before\n{long}\nafter"]

    drive(flow)


def test_what_is_held_is_taken_out_as_one(drive: Any, workspace: Path) -> None:
    """Backspace at its end takes a long paste out, whole, and the draft follows."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e")
        await paste(pilot, "x" * (HOLD_FROM + 1))
        await pilot.press("backspace", "backspace", *"short")
        assert drafts(workspace)["evidence U1"] == "short"

    drive(flow)


def test_texts_that_would_act_are_inert(drive: Any, shown: Any, added: Any) -> None:
    """Brackets stand as they were typed, escapes as signs; what is kept is what was pasted, to the character."""
    hostile = "[/b] [Y7] [@click=app.quit]x[/] \x1b]52;c;aGk=\x07 \x9b2J \u202e"

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e")
        await paste(pilot, hostile)
        row = next(one for one in shown(pilot) if "[/b]" in one)
        assert "[/b] [Y7] [@click=app.quit]x[/] ␛]52;c;aGk=␇" in row
        assert row.isprintable()
        await pilot.press("enter")
        assert [one.note for one in added()] == [hostile.strip()]

    drive(flow)


def test_a_text_with_a_lone_surrogate_is_refused_in_a_sentence(drive: Any, shown: Any, added: Any) -> None:
    """What no file can hold is said while it is typed, and the rest of the text is not lost."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm")
        await paste(pilot, "\ud800")
        assert any("NOT KEPT" in one for one in shown(pilot))
        await pilot.press("backspace", "enter")
        assert [one.note for one in added()] == ["calm"]

    drive(flow)


def test_a_disk_that_refuses_a_draft_is_said_and_survived(
    drive: Any, shown: Any, monkeypatch: pytest.MonkeyPatch, added: Any
) -> None:
    """The head says that the draft is not kept, why stands at the foot, and typing goes on."""
    real = ic.Session.draft

    async def flow(pilot: Any) -> None:
        def full(*_: object) -> None:
            raise ic.StorageFailed("The disk is full.")

        await pilot.press("home", "e", *"cal")
        monkeypatch.setattr(ic.Session, "draft", full)
        await pilot.press("m")
        assert any("NOT KEPT" in one for one in shown(pilot))
        assert "The disk is full." in shown(pilot)[-1]
        monkeypatch.setattr(ic.Session, "draft", real)
        await pilot.press("!")
        assert any("draft kept" in one for one in shown(pilot))
        await pilot.press("enter")
        assert [one.note for one in added()] == ["calm!"]

    drive(flow)


def test_a_text_that_the_disk_refuses_holds_up_whoever_leaves(
    drive: Any, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving, the start and another review say what would be lost; a second time goes; what is kept by then is."""
    real = ic.Session.draft

    async def flow(pilot: Any) -> None:
        def full(*_: object) -> None:
            raise ic.StorageFailed("The disk is full.")

        def held() -> bool:
            return "would lose a text that you typed" in "".join(shown(pilot)[-4:])

        await pilot.press("home", "e", *"cal")
        monkeypatch.setattr(ic.Session, "draft", full)
        await pilot.press("m", "escape", "q")
        assert held()
        assert pilot.app.is_running
        monkeypatch.setattr(ic.Session, "draft", real)
        pilot.app.sitting.follow()
        monkeypatch.setattr(ic.Session, "draft", full)
        await pilot.press("e", "2", "escape")
        pilot.app.attempt(lambda: pilot.app.open_review("demo-rowanlea"))
        await pilot.pause()
        assert held()
        assert pilot.app.sitting.waiting.text("evidence U1") == "calm2"
        await pilot.press("e", "3", "escape", "g", "t")
        assert held()
        assert pilot.app.sitting is not None
        await pilot.press("g", "t")
        assert pilot.app.sitting is None
        monkeypatch.setattr(ic.Session, "draft", real)

    drive(flow)


def test_a_piece_that_is_refused_stays_in_its_place(
    drive: Any, shown: Any, monkeypatch: pytest.MonkeyPatch, added: Any
) -> None:
    """Where the journal refuses the piece, why is said and the text stays; Enter again keeps it."""
    real = ic.Session.add_evidence

    async def flow(pilot: Any) -> None:
        def full(*_: object, **__: object) -> None:
            raise ic.StorageFailed("The disk is full.")

        await pilot.press("home", "e", *"calm")
        monkeypatch.setattr(ic.Session, "add_evidence", full)
        await pilot.press("enter")
        assert "The disk is full." in shown(pilot)[-1]
        assert area(pilot).whole() == "calm"
        monkeypatch.setattr(ic.Session, "add_evidence", real)
        await pilot.press("enter")
        assert [one.note for one in added()] == ["calm"]

    drive(flow)


def test_a_draft_that_cannot_be_dropped_loses_no_piece(
    drive: Any, shown: Any, monkeypatch: pytest.MonkeyPatch, added: Any
) -> None:
    """The piece is kept once, whatever becomes of its draft, and the program stays up."""

    async def flow(pilot: Any) -> None:
        def full(*_: object, **__: object) -> None:
            raise ic.StorageFailed("The disk is full.")

        await pilot.press("home", "e", *"calm")
        monkeypatch.setattr(Waiting, "done", full)
        await pilot.press("enter")
        await pilot.pause()
        assert not writing(pilot)
        assert "The disk is full." in shown(pilot)[-1]
        assert [one.note for one in added()] == ["calm"]
        assert pilot.app.sitting.row("U1").evidence == 3

    drive(flow)


def test_an_editor_that_cannot_be_opened_is_answered(drive: Any, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the screen cannot be put away, as in a browser, one sentence says so and the text stays."""
    monkeypatch.setenv("VISUAL", "never-run")

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm", "ctrl+g")
        await pilot.pause()
        assert "No editor can be opened from here." in shown(pilot)[-1]
        assert area(pilot).whole() == "calm"

    drive(flow)


@pytest.mark.parametrize(
    ("does", "text", "says"),
    [("printf 'calm and more' > \"$1\"", "calm and more", ""), ("exit 3", "calm", "The editor ended with 3")],
)
def test_an_editor_s_text_takes_the_place_of_what_was_typed(  # noqa: PLR0913, PLR0917  fixtures and a row of the table
    drive: Any, shown: Any, monkeypatch: pytest.MonkeyPatch, workspace: Path, tmp_path: Path, does: str, text: str,
    says: str,
) -> None:  # fmt: skip
    """What the editor leaves is the text, and a draft; where it fails the text is as it was, and why is told."""
    script = tmp_path / "editor"
    script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))

    @contextmanager
    def put_away() -> Iterator[None]:
        yield

    async def flow(pilot: Any) -> None:
        pilot.app.suspend = put_away
        await pilot.press("home", "e", *"calm", "ctrl+g")
        await pilot.pause()
        assert area(pilot).whole() == text
        assert drafts(workspace) == {"evidence U1": text}
        assert says in shown(pilot)[-1]

    drive(flow)


def test_what_looks_like_a_pupil_is_said_while_it_is_typed(drive: Any, shown: Any) -> None:
    """The stretch and what it looks like stand below the text, with the key that blanks it; in a place, too."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"Jamie P (Y5) was calm")
        assert any("A pupil? 'Jamie P (Y5' a pupil's name" in one and "ctrl+d blanks it" in one for one in shown(pilot))
        await pilot.press(*["backspace"] * 30, "tab", "p", *"with Jamie P (Y5)", "enter")
        assert any("A pupil? 'Jamie P (Y5'" in one for one in shown(pilot))

    drive(flow)


def test_one_key_twice_blanks_it_for_good(drive: Any, shown: Any, workspace: Path, added: Any) -> None:
    """What will go is shown first; the same key takes it out of the text, the place and every file."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", "tab", "p", *"by E000200005001", "enter")
        await pilot.press(*"Seen: E000200005001 was calm", "ctrl+d")
        assert any("'E000200005001'" in one and "Unique Pupil Number" in one for one in shown(pilot))
        assert any("can never be brought back" in one for one in shown(pilot))
        assert "E000200005001" in area_text(pilot)
        await pilot.press("ctrl+d")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.3)
        assert any("Not reached from here: backups" in one for one in shown(pilot))
        await pilot.press("escape")
        assert area(pilot).whole() == "Seen: [blanked] was calm"
        await pilot.press(*" today", "enter")
        (made,) = added()
        assert (made.note, made.place) == ("Seen: [blanked] was calm today", "by [blanked]")

    drive(flow)
    for path in workspace.rglob("*"):
        if path.is_file():
            assert b"E000200005001" not in path.read_bytes(), path


def area_text(pilot: Any) -> str:
    """Return what stands in the place to write in, on the screen below."""
    return str(pilot.app.screen_stack[-2].query_one(WritingArea).whole())


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 45), (200, 60)])
def test_it_fits_every_size(drive: Any, shown: Any, size: tuple[int, int]) -> None:
    """Head, text and keys are on the screen, no row is wider than it, and a few rows of the list are left."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e")
        await paste(pilot, "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight")
        rows = shown(pilot)
        assert len(rows) == size[1]
        assert all(ic.columns(one) <= size[0] for one in rows)
        assert any("✎ U1" in one for one in rows)
        assert any(one.strip().startswith("eight") for one in rows)
        assert sum(one.lstrip().startswith("U") for one in rows) >= 4

    drive(flow, size=size)


def test_a_window_that_shrinks_and_grows_loses_nothing(drive: Any, shown: Any) -> None:
    """Resized to almost nothing and back while it is written, the text, the focus and the list are there."""

    async def flow(pilot: Any) -> None:
        await pilot.press("home", "e", *"calm")
        for size in ((20, 5), (1, 1), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press("!")
        assert area(pilot).whole() == "calm!"
        assert any("✎ U1" in one for one in shown(pilot))

    drive(flow)


def test_a_review_that_cannot_be_written_says_so(drive: Any, shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where changes are refused, `e` and `E` say why and open nothing."""
    monkeypatch.setattr(ic.Session, "read_only", property(lambda _: True))
    monkeypatch.setattr(ic.Session, "why_read_only", property(lambda _: "Somebody locked the folder."))

    async def flow(pilot: Any) -> None:
        for key in ("e", "E"):
            await pilot.press("home", key)
            assert "Somebody locked the folder. Nothing can be written down." in shown(pilot)[-1]
            assert not writing(pilot)

    drive(flow)
