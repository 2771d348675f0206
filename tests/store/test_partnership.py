"""Clusters and rounds on the disk: the journal first, the file after it, bad files said and never passed over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from inclusion_core.errors import Conflict, InvalidFile, NotAllowed, ReadOnly, UnknownName
from inclusion_core.model.cluster import Cluster, Colleague, Consent, DeclaredConflict, Member
from inclusion_core.model.round import Round, Visit
from inclusion_core.store import book as book_module
from inclusion_core.store.partnership import clusters_of, rounds_of
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inclusion_core.store.book import Book

FILES = Path(__file__).parents[1] / "files" / "partnership"
BAD = sorted(FILES.glob("*.toml"))


def coast(**changes: object) -> Cluster:
    """Return a cluster with something in each of its tables."""
    made = Cluster(
        "coast",
        "Coast",
        {one: Member(one) for one in ("alnside", "moorside", "harbour")},
        people={"alnside-1": Colleague("alnside-1", "SENCO", "alnside", ("peer-reviewer",), ("autism",))},
        conflicts={"c-1": DeclaredConflict("c-1", "alnside", "moorside", "One head governs the other.")},
    )
    named = Member("alnside", Consent(dt.date(2026, 11, 25), "Head"), ("autism",), (dt.date(2027, 1, 11),))
    return evolve(made, schools={**made.schools, "alnside": named}, **changes)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace in which nothing is yet."""
    with Workspace.open(tmp_path / "ws") as found:
        yield found


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_answered_with_the_words_beside_it(path: Path, empty: Workspace) -> None:
    """All that is wrong with a cluster or a round is said in one go, in exactly the words of the .txt."""
    book: Book[Cluster] | Book[Round]
    sort = "round" if 'kind = "inclusion.round"' in path.read_text(encoding="utf-8") else "cluster"
    book = rounds_of(empty) if sort == "round" else clusters_of(empty)
    book.folder.mkdir(parents=True)
    (book.folder / path.name).write_bytes(path.read_bytes())
    with pytest.raises(InvalidFile) as caught:
        book.one(path.stem)
    said = str(caught.value).replace(f"{book.folder}/", "")
    assert said + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")
    assert book.all() == ()


@pytest.mark.parametrize("sort", ["cluster", "round"])
def test_files_of_every_number_ever_released_are_read(sort: str, empty: Workspace) -> None:
    """A cluster and a round of schema 1 are read to the last key, now and in every later version."""
    book: Book[Any] = clusters_of(empty) if sort == "cluster" else rounds_of(empty)
    book.folder.mkdir(parents=True)
    golden = FILES.parent / "schema" / f"inclusion.{sort}-1.toml"
    (book.folder / f"inclusion-{sort}-1.toml").write_bytes(golden.read_bytes())
    one = book.one(f"inclusion-{sort}-1")
    assert book.problems == ()
    if sort == "cluster":
        consent = one.schools["alnside-first-school"].named
        assert consent == Consent(dt.date(2026, 11, 25), "Head teacher", dt.date(2026, 12, 1))
        assert len(one.people) == 9
    else:
        assert (one.clock, one.most_in_a_week, one.without) == ({"self-evaluation": 7}, 2, ("dale",))
        assert len(one.visits) == 5


def test_what_is_put_comes_back_and_the_file_says_it(empty: Workspace) -> None:
    """A cluster and a round read from their files are what was kept, to the last field."""
    clusters, rounds = clusters_of(empty), rounds_of(empty)
    assert clusters.put(coast(id=""), new=True) == coast()
    visit = Visit("alnside", dt.date(2027, 1, 12), ("moorside",), "moorside-1", ("moorside-2",), "harbour-1", "aln")
    spring = Round(
        "spring", "Spring", ("coast",), dt.date(2027, 1, 4), dt.date(2027, 3, 26), 1, (dt.date(2027, 2, 15),), 2,
        across=True, without=("hillside",), clock={"self-evaluation": 7}, visits={"alnside": visit},
    )  # fmt: skip
    rounds.put(spring, new=True)
    again = Workspace.open(empty.root, read_only=True)
    (empty.root / "clusters" / "journal.jsonl").unlink()
    (empty.root / "rounds" / "journal.jsonl").unlink()
    assert clusters_of(again).one("co") == coast()
    assert rounds_of(again).all() == (spring,)


def test_the_journal_is_written_first_and_counts_where_the_file_did_not_follow(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a crash between the line and the file, the change is there; so it is after one between line and removal."""
    clusters_of(empty).put(coast(), new=True)

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(book_module.files, "write", crash)
        with pytest.raises(KeyboardInterrupt):
            clusters_of(empty).change("coast", lambda was: evolve(was, title="Coast and moor"))
    assert 'title = "Coast"' in (empty.root / "clusters" / "coast.toml").read_text(encoding="utf-8")
    assert clusters_of(empty).one("coast") == coast(title="Coast and moor")
    (empty.root / "clusters" / "coast.toml").unlink()
    assert clusters_of(empty).one("coast").schools["alnside"].red_weeks == (dt.date(2027, 1, 11),)


def test_a_journal_that_got_lost_is_begun_above_what_the_files_hold(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change that only reached a new journal counts over a file that an older journal, now gone, had reached."""
    for title in ("Shore", "Bay", "Coast"):
        clusters_of(empty).put(coast(title=title))
    (empty.root / "clusters" / "journal.jsonl").unlink()
    monkeypatch.setattr(book_module.files, "write", lambda *_, **__: None)
    clusters_of(empty).change("coast", lambda was: evolve(was, title="Moor"))
    assert clusters_of(empty).one("coast").title == "Moor"


def test_what_is_changed_by_hand_counts_and_is_not_undone(empty: Workspace) -> None:
    """A file changed by hand counts as it stands, and undo says so and leaves it."""
    book = clusters_of(empty)
    book.put(coast(), new=True)
    path = book.folder / "coast.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"Coast"', '"Shore"'), encoding="utf-8")
    assert clusters_of(empty).one("coast").title == "Shore"
    with pytest.raises(Conflict, match="changed by hand since"):
        clusters_of(empty).undo("coast")
    assert clusters_of(empty).one("coast").title == "Shore"


def test_undo_takes_back_and_twice_does_it_again(empty: Workspace) -> None:
    """The last change goes and comes back; undoing the making takes the cluster away, and back again."""
    book = clusters_of(empty)
    book.put(coast(), new=True)
    assert book.undo("coast") is None
    assert not (book.folder / "coast.toml").exists()
    assert book.all() == ()
    assert book.undo("coast") == coast()
    book.change("coast", lambda was: evolve(was, title="Shore"))
    assert book.undo("coast") == coast()
    assert clusters_of(empty).one("coast") == coast()
    with pytest.raises(NotAllowed, match="can be taken back"):
        book.undo("moor")


def test_a_school_is_in_one_cluster(empty: Workspace) -> None:
    """A second cluster with the same school is refused; where files say it by hand, that is a problem and no crash."""
    book = clusters_of(empty)
    book.put(coast(), new=True)
    moor = Cluster("moor", "Moor", {one: Member(one) for one in ("alnside", "hill", "dale")})
    with pytest.raises(NotAllowed, match="alnside is in the cluster coast already"):
        book.put(moor, new=True)
    text = (book.folder / "coast.toml").read_text(encoding="utf-8").replace('id = "coast"', 'id = "moor"')
    (book.folder / "moor.toml").write_text(text, encoding="utf-8")
    assert len(book.all()) == 2
    assert any("alnside is in the cluster coast already" in str(one) for one in book.problems)


def test_a_workspace_that_is_only_read_keeps_its_clusters(empty: Workspace) -> None:
    """Nothing is written where the workspace is opened for reading, and an unknown name names those there are."""
    clusters_of(empty).put(coast(), new=True)
    book = clusters_of(Workspace.open(empty.root, read_only=True))
    with pytest.raises(ReadOnly):
        book.change("coast", lambda was: evolve(was, title="Shore"))
    with pytest.raises(UnknownName, match="Did you mean 'coast'"):
        book.one("caost")
    with pytest.raises(NotAllowed, match="There is a cluster 'coast' already"):
        clusters_of(empty).put(coast(), new=True)


def test_blanking_reaches_clusters_and_their_journal(empty: Workspace) -> None:
    """A text blanked from the workspace is gone from cluster files, copies and journal; the rest still reads."""
    book = clusters_of(empty)
    book.put(coast(), new=True)
    book.change("coast", lambda was: evolve(was, title="Shore"))
    empty.blank("One head governs the other.")
    held = b"".join(one.read_bytes() for one in book.folder.rglob("*") if one.is_file())
    assert b"governs" not in held
    assert clusters_of(empty).one("coast").conflicts["c-1"].because == "[blanked]"


def test_consent_stands_from_its_day_until_the_day_it_is_withdrawn() -> None:
    """A school may be named from the day it said so, and not from the day on which it took that back."""
    consent = Consent(dt.date(2026, 11, 25), "Head", withdrawn=dt.date(2026, 12, 1))
    stands = [day for day in range(24, 31) if consent.stands(dt.date(2026, 11, day))]
    assert stands == [25, 26, 27, 28, 29, 30]
    assert not consent.stands(dt.date(2026, 12, 1))
    named = evolve(coast(), schools={**coast().schools, "alnside": Member("alnside", consent)})
    assert named.may_be_named("alnside", dt.date(2026, 11, 25))
    assert not named.may_be_named("moorside", dt.date(2026, 11, 25))
