"""The lines around a note that is being written, as plain text."""

from __future__ import annotations

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.capture import Head, Tail, head_line, kind_choices, tail_line
from inclusion_tui.render.glyphs import ASCII, UNICODE
from inclusion_tui.render.line import plain

HEAD = Head(
    about=("U4",), title="Ordinary help is ready", kind="Learning walk", place="Year 5 maths", when="10:42",
    state="draft kept",
)  # fmt: skip


def test_the_head_says_what_it_will_be() -> None:
    """Indicator, kind, place, time and what became of the draft stand in one row, the title where there is room."""
    assert plain(head_line(HEAD, 80, UNICODE)) == (
        " ✎ U4 · Learning walk · Year 5 maths · 10:42  Ordinary help is ready draft kept "
    )


@pytest.mark.parametrize("width", [30, 60, 80, 140])
def test_the_draft_s_state_is_never_cut(width: int) -> None:
    """However narrow it is, what became of the draft stands whole at the right, and the row is as wide as the room."""
    told = plain(head_line(evolve(HEAD, state="NOT KEPT", wrong=True), width, UNICODE))
    assert told.endswith("NOT KEPT ")
    assert ic.columns(told) == width


def test_news_that_is_bad_is_marked_as_such() -> None:
    """A draft that could not be kept has the look of a warning, one that was kept has not."""
    looks = dict(head_line(evolve(HEAD, state="NOT KEPT", wrong=True), 80, UNICODE))
    assert looks["NOT KEPT"] == "warn"
    assert {look for words, look in head_line(HEAD, 80, UNICODE) if words == "draft kept"} == {"dim"}


def test_a_jotting_and_a_change_say_so() -> None:
    """A jotting has no indicator, and a note that is changed says that it is."""
    jotting = plain(head_line(Head((), "", "Observation", "", "10:42"), 80, ASCII))
    assert jotting.startswith(" n Jotting, to be filed later . Observation . 10:42")
    assert "U4 (changing) ·" in plain(head_line(evolve(HEAD, changing=True), 120, UNICODE))


def test_several_indicators_stand_side_by_side() -> None:
    """Evidence for several indicators names each of them."""
    assert plain(head_line(evolve(HEAD, about=("U4", "T2", "S1"), title=""), 80, UNICODE)).startswith(" ✎ U4 T2 S1 · ")


def test_what_acts_on_a_terminal_is_a_sign_in_the_head_and_below() -> None:
    """Escapes in a place, a tag, a file's name or a stretch are shown and do nothing."""
    hostile = "\x1b]52;c;aGk=\x07[@click=app.quit]x[/]\n"
    lines = [
        head_line(evolve(HEAD, place=hostile, title=hostile), 400, UNICODE),
        tail_line(Tail(tags=(hostile,), files=(hostile,)), 400),
        tail_line(Tail(found=((hostile, "This looks like a postcode."),), key="ctrl+d"), 400),
        tail_line(Tail(busy=hostile), 400),
    ]
    for line in lines:
        assert "[@click=app.quit]" in plain(line)
        assert plain(line).isprintable()


def test_what_looks_like_a_pupil_comes_before_tags_with_the_key_that_blanks_it() -> None:
    """The first stretch is told with what it looks like and how many more there are; tags wait until it is gone."""
    tail = Tail(
        tags=("lesson",),
        found=(("E000200005001", "This is a Unique Pupil Number: its check letter is right."), ("NE1 4ST", "x")),
        key="ctrl+d",
    )
    assert plain(tail_line(tail, 80)).split("  ")[0] == " A pupil? 'E000200005001' a Unique Pupil Number"
    assert plain(tail_line(tail, 80)).endswith("ctrl+d blanks it (+1) ")
    assert {look for words, look in tail_line(tail, 80) if "E0002" in words} == {"warn"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jamie P (Y5)", "'Jamie P (Y5' a pupil's name"),
        ("Priya Patel has ADHD", "'Priya Patel has ADHD' somebody's name"),
    ],
)
def test_why_a_stretch_is_told_is_short_enough_to_be_read(text: str, told: str) -> None:
    """At 80 columns the reason for a finding stands whole beside it."""
    found = ic.scan(text)[0]
    line = plain(tail_line(Tail(found=((text[found.start : found.end], found.says),), key="ctrl+d"), 80))
    assert line.split("  ")[0] == f" A pupil? {told}"


@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_key_that_blanks_is_never_cut(width: int) -> None:
    """A long stretch gives way; the key stays."""
    tail = Tail(found=(("Jamie Peterson-Holloway (Year 5", "This looks like a pupil's name."),), key="ctrl+d")
    assert plain(tail_line(tail, width)).endswith("ctrl+d blanks it ")
    assert ic.columns(plain(tail_line(tail, width))) == width


def test_tags_and_files_stand_below() -> None:
    """Tags with their sign, and the files that will go with it."""
    assert plain(tail_line(Tail(tags=("lesson", "pupil-voice"), files=("plan.pdf",)), 80)) == (
        " #lesson #pupil-voice with plan.pdf"
    )
    assert plain(tail_line(Tail(), 80)) == ""


def test_every_kind_has_a_letter_of_its_own_while_there_are_letters() -> None:
    """Plugins may bring many kinds: no two have one letter, and those beyond the alphabet have none."""
    many = [*ic.KINDS, *(ic.EvidenceKind(f"ne.kind-{n}", f"Kind {n}") for n in range(40))]
    letters = [letter for letter, _, _ in kind_choices(many)]
    assert [one[2] for one in kind_choices(many)] == [one.id for one in many]
    used = [one for one in letters if one]
    assert len(used) == len(set(used))
    assert not {"j", "k", "q", "g"} & set(used)
