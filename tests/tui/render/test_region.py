"""A region as lines: as wide as the room, inert, each figure with its n, what is hidden said, no school named."""

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.schools.region import RegionGroup, regional
from inclusion_core.analysis.schools.side_by_side import Entrant
from inclusion_core.analysis.scoring.methods import method_named
from inclusion_core.desk import scored
from inclusion_core.model.framework import Region
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.region import opening_lines, row_line, rows_of, whole_lines, why_lines

OURS = evolve(ic.load_framework("universal-targeted-specialist"), region=Region("Nowhere", {"001": "A", "002": "B"}))
LEVELS = ("starting", "developing", "developing", "secure", "secure", "leading")


def made(**changes: object) -> ic.region.RegionalPicture:
    """Return a region of six schools that differ, three too few to be shown, and an authority without a school."""
    there = {}
    for place in range(9):
        said = {(name, None): ic.Judgement(LEVELS[place % 6], because="A text") for name in ("U1", "T1")}
        school = ic.School(f"Hidden School {place}", id=f"s{place}", made_up=True)
        card = scored(method_named(OURS.scoring), OURS, {"self": said}, school.setting)
        there[f"r{place}"] = Entrant(f"r{place}", school, said, school.setting, card)
    six, three = frozenset(list(there)[:6]), frozenset(list(there)[6:])
    groups = regional(OURS, there.values(), [
        RegionGroup("region", "all", "Nowhere", six | three, 11),
        RegionGroup("authority", "001", "Alder [b]wick\x1b[2J", six, 8),
        RegionGroup("authority", "002", "Brackenmoor and the many Isles beyond the long and windy Sound", three, 3),
        RegionGroup("authority", "003", "Coldstow", frozenset(), 0),
        RegionGroup("phase", "primary", "Primary", six, 8),
    ])  # fmt: skip
    return evolve(ic.region.RegionalPicture(OURS, "self", made_up=True, groups=groups), **changes)


@pytest.mark.parametrize("width", [58, 78, 138])
def test_every_row_has_its_coverage_and_its_figures_or_a_c(width: int) -> None:
    """A title with heads before each sort of group; counts, middle with n, c, and a hyphen; nothing overflows."""
    picture = made()
    rows = rows_of(picture)
    assert [title for title, group in rows if group is None] == ["Authorities", "Phases", "The whole region"]
    lines = [row_line(picture, row, width) for row in rows]
    drawn = [*lines, *opening_lines(picture, width), *why_lines(picture, width)]
    drawn += [line for _, group in rows if group is not None for line in whole_lines(picture, group, width)]
    told = [" ".join(plain(line).split()) for line in lines]
    assert all(ic.columns(plain(line)) <= width for line in drawn)
    assert told[0].startswith("Authorities here in U")
    assert told[1] == "Alder [b]wick␛[2J 8 6 2-3 n 6 2-3 n 6 -"
    assert told[2].endswith("3 3 c c -")
    assert told[3] == "Coldstow 0 0 - - -"
    assert told[-1] == "Nowhere 11 9 c c -", "with it the three would be known"
    text = " ".join(as_text(drawn).split())
    for one in ("\x1b", "Hidden School", "A text", "n 9", "n 3"):
        assert one not in text, one
    for one in (
        "made-up schools", "9 of 11 schools here are in it; 2 of 3 authorities have a released review.",
        "Middle: 1 Starting, 2 Developing, 3 Secure, 4 Leading; n schools; c hidden.",
        "Developing to Secure (n 6): Starting 1, Developing 2, Secure 2, Leading 1",
        "None of its reviews is in it", "c: not shown: fewer than 5 schools", "None in it yet: Coldstow.",
        "Not in it are 2 of the schools here", "Authorities: 4 of 8 figures are c.",
    ):  # fmt: skip
        assert one in text, one


def test_more_strands_than_have_room_end_in_a_sign_that_there_are_more() -> None:
    """Eight strands in 58 columns: those that fit are whole, then an ellipsis; a group without figures has none."""
    picture = made()
    many = made(groups=tuple(evolve(one, strands=one.strands * 3) for one in picture.groups))
    lines = [plain(row_line(many, row, 58)) for row in rows_of(many)]
    assert all(ic.columns(line) <= 58 and line.endswith("…") for line in lines)
    assert "2-3 n 6  2-3 n 6" in lines[1]
    assert " n …" not in lines[1]


def test_an_empty_region_says_what_to_do() -> None:
    """Without a school of it, without a release, and without a judgement of a voice there is one sentence each."""
    picture = made()
    none = made(groups=tuple(evolve(one, n=0, schools=0, strands=(), indicators=()) for one in picture.groups))
    silent = made(groups=tuple(evolve(one, n=0, strands=(), indicators=()) for one in picture.groups))
    for one, says in (
        (none, "inclusion schools import FILE.csv"), (silent, "inclusion release REVIEW --section judgements"),
        (evolve(silent, voice="moderated"), "v goes back"),
    ):  # fmt: skip
        assert says in " ".join(as_text(opening_lines(one, 58)).split())
        assert all(ic.columns(plain(row_line(one, row, 58))) <= 58 for row in rows_of(one))


def test_the_page_for_the_board_names_no_pupil() -> None:
    """The same page as on paper; where a title looks as if it named a pupil it is refused."""
    picture = made()
    page = ic.region.region_text(picture, dt.date(2026, 11, 20))
    assert "For the forum or board, 20 November 2026" in page
    assert "Hidden School" not in page
    named = tuple(evolve(one, title="Jo Smith, born 3 May 2015") for one in picture.groups)
    with pytest.raises(ic.NotAllowed, match="Write it without"):
        ic.region.region_text(evolve(picture, groups=named), dt.date(2026, 11, 20))
