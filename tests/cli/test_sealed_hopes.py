"""A hope that is sealed stands in nothing that the program prints or writes outside the two people's own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "SECRETLEADER"  # noqa: S105  what nobody is to read
ASKED = (
    "together show alnside", "together undo alnside", "together undo alnside --as senco", "together reveal alnside",
    "together take-out alnside leader", "together hope alnside --as leader", "together new alnside",
    "together answers alnside --respondents 20 Said", "together distance alnside Far", "plan list alnside",
    "plan agenda pair", "ledger voice share alnside", "blank SECRETLE", "blank secretleader", "blank pair CRETLEA",
    "doctor", "history pair", "report pair --format text", "export pair --format json", "schools show alnside",
)  # fmt: skip


@pytest.fixture
def sealed(run: Any) -> Any:
    """A workspace in which the leader's hope is written and sealed; the program to run in it."""
    for words in (
        ("schools", "add", "Alnside", "--made-up"),
        ("review", "new", "--school", "alnside", "--framework", "leading-together", "--id", "pair"),
        ("together", "new", "alnside"),
        ("together", "hope", "alnside", "--as", "leader", f"{SECRET} hopes"),
    ):
        assert run(*words).code == 0
    return run


@pytest.mark.parametrize("form", ["", "--json"])
def test_nothing_that_is_asked_shows_a_sealed_hope(home: Path, sealed: Any, form: str) -> None:
    """Nor does a refusal, a near match or a file outside `together/`; and the hope is there as it was."""
    for asked in ASKED:
        ran = sealed(*asked.split(), *([form] if form and not asked.startswith("report") else []))
        assert SECRET not in ran.out + ran.err, asked
    holding = [path for path in home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert {path.parent.name for path in holding} == {"together"}


@pytest.mark.parametrize(
    ("there", "broken"),
    [(f'"{SECRET} hopes"', f'"{SECRET} hopes'), (f'"{SECRET} hopes"', SECRET), ("says =", f"{SECRET} =")],
)
def test_a_damaged_record_quotes_nothing(home: Path, sealed: Any, there: str, broken: str) -> None:
    """A line that cannot be read is told by its number."""
    file = home / "together" / "alnside.toml"
    text = file.read_text(encoding="utf-8")
    assert there in text
    file.write_text(text.replace(there, broken), encoding="utf-8")
    for asked in ("doctor", "together show alnside", "together reveal alnside"):
        ran = sealed(*asked.split())
        assert "What stands there is not quoted" in ran.out + ran.err, asked
        assert SECRET not in ran.out + ran.err, asked


def test_a_hope_is_read_from_the_keyboard_and_written_afresh(home: Path, sealed: Any) -> None:
    """With - no shell remembers it; one's own is replaced with a sentence that says so and quotes neither."""
    ran = sealed("together", "hope", "alnside", "--as", "leader", "-", stdin="Typed quietly\n")
    assert "took the place of the leader's one before, which nobody has read" in ran.out
    assert "shell" not in ran.err
    assert "Typed quietly" in (home / "together" / "alnside.toml").read_text(encoding="utf-8")
    assert "shell may remember" in sealed("together", "hope", "alnside", "--as", "senco", "One").err
    ran = sealed("together", "reveal", "alnside")
    assert "Typed quietly (It took the place of one written before.)" in ran.out
    assert "they stay as they are" in sealed("together", "undo", "alnside").err


def test_a_name_in_the_record_of_two_can_be_blanked_without_a_review(home: Path, run: Any) -> None:
    """The warning names a command that works where there is none; a review's id alone is not taken for the text."""
    assert run("schools", "add", "Alnside").code == run("together", "new", "alnside").code == 0
    ran = run("plan", "add", "alnside", "--working", "Jamie Oakes in Year 5 is calm")
    assert "inclusion blank TEXT" in ran.err
    assert run("blank", "Jamie Oakes").code == 0
    assert b"Jamie" not in b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert run("review", "new", "--school", "alnside", "--framework", "leading-together", "--id", "pair").code == 0
    assert "Give the text to blank after it" in run("blank", "pair").err
