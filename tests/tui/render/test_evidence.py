"""Pieces of evidence as rows, and one of them whole."""

from __future__ import annotations

import datetime as dt

from attrs import evolve

import inclusion_core as ic
from inclusion_core.model.evidence import Attachment
from inclusion_tui.notes.suggesting import Suggestion
from inclusion_tui.render.evidence import evidence_row, piece_head, piece_lines, suggestion_lines
from inclusion_tui.render.glyphs import UNICODE
from inclusion_tui.render.line import as_text, plain

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
KINDS = {one.id: one for one in ic.KINDS}
PIECE = ic.Evidence(
    "e-1", "pupil-voice", "We can [b]choose[/b] where to sit.\nSaid by three.", "ak-7f3",
    NOW - dt.timedelta(days=1), ("U4", "T2"), "Year 5", ("lesson",),
)  # fmt: skip
PEOPLE = {"ak-7f3": ic.Person("ak-7f3", "Asha K")}


def test_a_row_says_when_what_kind_and_how_it_begins() -> None:
    """In the inbox without indicators, in the list of all with them; each exactly once, on one line."""
    told = plain(evidence_row(PIECE, NOW, KINDS, 80, about=False))
    assert "19 Nov" in told
    assert "Pupils said" in told
    assert "We can [b]choose[/b] where to sit." in told
    assert "U4" not in told
    assert "U4 T2" in plain(evidence_row(PIECE, NOW, KINDS, 80, about=True))
    assert "jotting" in plain(evidence_row(evolve(PIECE, indicators=()), NOW, KINDS, 80, about=True))


def test_files_are_counted_at_the_end_of_a_row() -> None:
    """How many files go with a piece stays in sight, however long its note is."""
    piece = evolve(PIECE, note="x " * 200, attachments={"0" * 64: Attachment("plan.pdf", 45_300)})
    told = plain(evidence_row(piece, NOW, KINDS, 80, about=True))
    assert told.endswith("(+1)")
    assert ic.columns(told) <= 80


def test_a_kind_that_nobody_knows_is_called_by_its_id() -> None:
    """A plugin may be gone: its evidence stays readable."""
    assert "ne.walk" in plain(evidence_row(evolve(PIECE, kind="ne.walk"), NOW, KINDS, 80, about=False))


def test_a_piece_s_head_names_who_wrote_it_down() -> None:
    """By the name in the team where there is one, else by the id."""
    assert plain(piece_head(PIECE, NOW, KINDS, PEOPLE, 120)).startswith(" U4 T2  Pupils said, Year 5, ")
    assert "Asha K" in plain(piece_head(PIECE, NOW, KINDS, PEOPLE, 120))
    assert "ak-7f3" in plain(piece_head(PIECE, NOW, KINDS, {}, 120))


def test_a_piece_whole_has_its_note_tags_files_and_what_looks_like_a_pupil() -> None:
    """Nothing of a piece is left out, and a pupil's number in it is told with the key that blanks it."""
    piece = evolve(
        PIECE, note="Pupil E000200005001 was calm.", attachments={"0" * 64: Attachment("a\x1b[2J.pdf", 45_300)}
    )
    told = as_text(piece_lines(piece, NOW, KINDS, PEOPLE, 100))
    assert "Pupil E000200005001 was calm." in told
    assert "#lesson" in told
    assert "file: a␛[2J.pdf, 45 kB" in told
    assert "A pupil? 'E000200005001'" in told
    assert "b blanks it for" in told
    assert "A pupil?" not in as_text(piece_lines(PIECE, NOW, KINDS, PEOPLE, 100))


def test_a_very_long_note_says_how_much_is_not_shown() -> None:
    """A page shows the beginning of a megabyte and how much more there is."""
    told = as_text(piece_lines(evolve(PIECE, note="word " * 10_000), NOW, KINDS, PEOPLE, 80))
    assert "… and 30,000 characters more" in told


def test_suggestions_mark_the_one_that_enter_takes() -> None:
    """One row each with its reason; where nothing suggests itself, the keys that help are said."""
    found = (Suggestion("U4", "lesson, help"), Suggestion("T2", "named in it"))
    lines = suggestion_lines(found, 1, {"U4": "Ordinary help", "T2": "Training"}, 80, UNICODE)
    assert [plain(one) for one in lines] == ["  U4   Ordinary help  lesson, help", " ▌T2   Training  named in it"]
    assert "/ finds an indicator" in plain(suggestion_lines((), 0, {}, 80, UNICODE)[0])
