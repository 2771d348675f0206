"""Small groups on the disk: as released once, from the file alone, from the journal alone, never over a newer one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from inclusion_core.errors import InvalidFile, NotAllowed
from inclusion_core.model.staffing import Adults, SmallGroup, Staffing
from inclusion_core.store.staffing import staffing_of
from inclusion_core.store.workspace import Workspace

GOLDEN = Path(__file__).parents[1] / "files" / "schema" / "inclusion.staffing-1.toml"


def placed(root: Path, text: str) -> Path:
    """Put a file where a school's groups are kept."""
    file = root / "staffing" / "alnside.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_of_the_first_form_is_read_for_ever(tmp_path: Path) -> None:
    """Every field comes back exactly, from the file and from the journal; a rate that is not known stays so."""
    file = placed(tmp_path / "ws", GOLDEN.read_text(encoding="utf-8"))
    with Workspace.open(tmp_path / "ws") as here:
        one = staffing_of(here).one("alnside")
        file.unlink()
        assert staffing_of(here).put(one, new=True) == one
        assert staffing_of(here).one("alnside") == one  # from the file that was written now
        file.unlink()
        assert staffing_of(here).one("alnside") == one  # from the journal
    assert (one.per_support, one.per_teacher, one.weeks, one.budget) == (5, 15, 36, Fraction(48001, 2))
    assert list(one.groups.values()) == [
        SmallGroup("Reading 1", 4, Fraction(3, 2), (Adults("support", 1, Fraction(29, 2)), Adults("teaching", 1)),
                   "g-1"),
        SmallGroup("Talk", 7, Fraction(1, 3), (Adults("support", 2, Fraction(0)),), "g-3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("was", "will", "says"),
    [
        ("schema = 1", "schema = 2", "a newer version wrote the file"),
        ('"Reading 1"', "1", "must be a text"),
        ("pupils = 4", "pupils = 4.5", "must be a whole number"),
        ("pupils = 4", "pupils = 0", "at least one"),
        ("pupils = 4", "pupil = 4", "pupils"),
        ('kind = "teaching"', 'kind = "teacher"', "Did you mean 'teaching'"),
        ("weeks = 36", "weeks = 60", "no number of weeks"),
        ("hours = 1.5", "hours = 0", "more than 0"),
    ],
)
def test_a_file_that_is_wrong_is_said_and_left_alone(was: str, will: str, says: str, tmp_path: Path) -> None:
    """A newer form and every mistake of a hand are told with their place; no byte of the file changes."""
    text = GOLDEN.read_text(encoding="utf-8").replace(was, will, 1)
    file = placed(tmp_path / "ws", text)
    with Workspace.open(tmp_path / "ws") as here:
        book = staffing_of(here)
        with pytest.raises(InvalidFile, match=says):
            book.one("alnside")
        with pytest.raises(NotAllowed, match="already"):
            book.put(Staffing("alnside", "Alnside"), new=True)
    assert file.read_text(encoding="utf-8") == text
