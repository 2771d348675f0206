"""The list's lines: a level as glyph, digit and word, and marks that each keep their own column."""

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_tui.render.glyphs import ASCII, UNICODE, level_glyph
from inclusion_tui.render.indicators import Columns, indicator_line, legend, strand_line
from inclusion_tui.render.line import plain
from inclusion_tui.rows import Row

FRAMEWORK = ic.load_framework("universal-targeted-specialist")
COLUMNS = Columns.of(FRAMEWORK)
ROW = Row("U4", "U", "Ordinary help is ready in every lesson")
JUDGED = evolve(ROW, place=3, answer="secure", word="Secure")


def drawn(row: Row, width: int = 80, glyphs: object = UNICODE) -> str:
    """Return a row as it stands in the list."""
    return plain(indicator_line(row, COLUMNS, width, glyphs))  # type: ignore[arg-type]


def test_a_level_is_glyph_digit_and_word() -> None:
    """Each of the three says it: shape, number and word."""
    assert "■■■□ 3 Secure" in drawn(JUDGED)


def test_what_is_not_looked_at_has_no_digit() -> None:
    """No judgement at all is neither a level nor nought."""
    assert "□□□□ –" in drawn(ROW)  # noqa: RUF001  the sign itself
    assert not any(mark.isdigit() for mark in drawn(ROW).partition("lesson")[2])


@pytest.mark.parametrize(
    ("answer", "word", "shown"),
    [
        ("cannot-tell", "Cannot tell", "···· c Cannot tell"),
        ("not-applicable", "Not applicable", "···· x N/A here"),
        ("too-soon", "Too soon", "···· t Too soon"),
    ],
)
def test_the_three_non_answers_differ_from_each_other(answer: str, word: str, shown: str) -> None:
    """Each has its own letter and word, and none of them looks like a level."""
    assert shown in drawn(evolve(ROW, answer=answer, word=word))


def test_marks_keep_their_columns() -> None:
    """A mark stands in the same column in every row, whichever others there are."""
    everything = evolve(
        JUDGED, evidence=3, reason=True, enquiry=True, action=True, confidence="low", apart=2, thin="T", parked="e"
    )
    line = drawn(everything)
    assert line.endswith("•3 ✎⚑✚?≠~… ")
    for field, sign in (("enquiry", "⚑"), ("action", "✚"), ("thin", "~"), ("parked", "…")):
        alone = drawn(evolve(JUDGED, **{field: getattr(everything, field)}))
        assert alone.index(sign) == line.index(sign), field


def test_more_evidence_than_fits_is_the_most_that_fits() -> None:
    """A hundred pieces are shown as 99, which moves no column."""
    assert "•99" in drawn(evolve(JUDGED, evidence=10_000))


@pytest.mark.parametrize("width", [40, 50, 60, 79, 80, 100, 140])
def test_a_row_is_exactly_as_wide_as_its_room(width: int) -> None:
    """No row is wider or narrower; in a narrow room the word goes first and the digit never."""
    row = evolve(JUDGED, title="A title that is a good deal longer than any room for it " * 3, evidence=12)
    assert ic.columns(drawn(row, width)) == width
    assert "■■■□ 3" in drawn(row, width)


def test_ascii_is_ascii() -> None:
    """With `--ascii` every sign of ours is one of ASCII."""
    row = evolve(JUDGED, evidence=3, reason=True, enquiry=True, action=True, confidence="low", apart=1, thin="T")
    assert drawn(row, glyphs=ASCII).isascii()
    assert all(len(getattr(ASCII, name)) == 1 for name in ASCII._fields if name != "ascii")


def test_every_sign_is_one_column_wide() -> None:
    """No sign is an emoji or a wide one."""
    for glyphs in (UNICODE, ASCII):
        for name in glyphs._fields:
            sign = getattr(glyphs, name)
            if isinstance(sign, str):
                assert ic.columns(sign) == 1, name


@pytest.mark.parametrize("count", range(1, 10))
def test_levels_of_any_scale_rise_and_are_equally_wide(count: int) -> None:
    """For every scale of up to nine levels the glyph never falls and never changes its width."""
    glyphs = [level_glyph(place, count, UNICODE) for place in range(1, count + 1)]
    boxes = [one.count("■") for one in glyphs]
    assert boxes == sorted(boxes)
    assert boxes[0] >= 1
    assert boxes[-1] == len(glyphs[-1])
    assert len({len(one) for one in [*glyphs, level_glyph(None, count, UNICODE)]}) == 1


def test_a_stance_is_never_an_amount() -> None:
    """Of three stances only the chosen one is marked, so that none looks like more than another."""
    drawn_ones = [level_glyph(place, 3, UNICODE, stance=True) for place in (1, 2, 3)]
    assert [one.count("●") for one in drawn_ones] == [1, 1, 1]
    assert len(set(drawn_ones)) == 3


def test_a_lens_that_stands_in_is_named() -> None:
    """Where a lens speaks for the plain judgement the row says which."""
    assert "(send)" in drawn(evolve(JUDGED, stands_in="send"))


def test_a_strand_says_how_much_of_it_is_judged_once_that_is_known() -> None:
    """The count stands at the end of the heading, and nothing stands there before it is known."""
    assert plain(strand_line("U  Universal", (4, 9), 30)).rstrip().endswith("4/9")
    assert "/" not in plain(strand_line("U  Universal", None, 30))


def test_the_legend_explains_every_mark() -> None:
    """Each sign that a row may carry is in the legend."""
    row = evolve(
        JUDGED, evidence=3, reason=True, enquiry=True, action=True, confidence="low", apart=2, thin="T", parked="e"
    )
    signs = {mark for mark in drawn(row)[-12:] if mark not in " 3"}
    assert signs == {sign[0] for sign, _ in legend(UNICODE)}
