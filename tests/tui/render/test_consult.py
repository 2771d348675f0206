"""A consultation and what is signed up to, as lines: as wide as the room, inert, every count with its n."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.editions.consulting import tally
from inclusion_core.model.cluster import Consent
from inclusion_tui.consulted import Consulted, files_meant, may_be_read
from inclusion_tui.render import consult, signup
from inclusion_tui.render.line import as_text, plain

asking = ic.consultations
OURS = ic.load_framework("universal-targeted-specialist")
DAY = dt.date(2026, 11, 20)
WIDTHS = (58, 78, 138)


def returned(name: str = "Alnside [b]\x1b[2J", *, named: bool = True, **given: Any) -> asking.SchoolReturn:
    """Return what a made-up school says: two opinions and an addition."""
    opinions = {
        "U1": asking.OpinionGiven("U1", "agree", DAY),
        "U4": asking.OpinionGiven("U4", "agree-if-changed", DAY, if_changed=f"Say who [i]\x1b checks, {name}."),
    }
    additions = {"meet": asking.Addition("meet", "T", "Meet families", DAY, "Before a plan.", "It helps.")}
    consent = Consent(DAY, "Head") if named else None
    parts = {"opinions": opinions, "additions": additions, **given}
    return asking.SchoolReturn(name, name, consent, **parts)


def consulted(*returns: asking.SchoolReturn, framework: ic.Framework = OURS, **given: Any) -> Consulted:
    """Return a consultation with these returns and 60 schools that did not answer."""
    invited = {f"s{at}": asking.Invited(f"s{at}", f"School {at} with a long name") for at in range(60)}
    one = asking.Consultation("autumn", "Autumn [b]", framework.name, framework.digest, dt.date(2026, 12, 18), invited,
                              {each.id: each for each in returns})  # fmt: skip
    parts = {"school": ic.School(name="Alnside", made_up=True), "mine": returns[0] if returns else None, **given}
    return Consulted(one, 0, 2, framework, counted(one, framework), **parts)


def counted(one: asking.Consultation, framework: ic.Framework = OURS) -> asking.Tally:
    """Return the count of a consultation."""
    return tally(one, framework, DAY)


def fits(lines: Any, width: int) -> str:
    """Hold that no line is wider than the room and that nothing acts; return the words."""
    assert all(ic.columns(plain(one)) <= width for one in lines)
    told = as_text(lines)
    assert "\x1b" not in told
    return " ".join(told.split())


@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_school_says_and_what_it_has_not_said(width: int) -> None:
    """Rows for both, the whole with each text under its label, and above how many are answered and whose name shows."""
    seen = consulted(returned())
    mine = seen.mine
    assert "if changed Ordinary help" in fits([consult.answer_row(OURS, "U4", mine, width)], width)
    assert fits([consult.answer_row(OURS, "U2", mine, width)], width).startswith("U2 - ")
    assert "changed so: Say who [i]" in fits(consult.answer_whole(OURS, "U4", mine, width), width)
    assert "1 agree, 2 agree if it is changed" in fits(consult.answer_whole(OURS, "U2", mine, width), width)
    above = fits(consult.answers_above(seen, DAY, width), width)
    for part in ("Wished for by 18 Dec, in 28 days.", "Alnside (made up): 2 of 20 answered, 1 proposed.",
                 "its name stands beside"):  # fmt: skip
        assert part in above, part
    said = fits(consult.all_said(seen, width), width)
    assert "Meet families" in said
    assert "Not answered yet: U2, U3, U5" in said
    assert "(1 of 2)" in consult.which_words(seen)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_may_not_be_read_is_not_told(width: int) -> None:
    """Without consent another school's words are in the count alone: above it is said, and nothing of it is shown."""
    seen = consulted(returned(named=False), returned("Moorside"), mine=None, kept=True)
    above = fits(consult.answers_above(seen, DAY, width), width)
    assert "did not agree to be named" in above
    assert "answered" not in above
    assert "answered" not in fits(consult.answer_whole(OURS, "U4", None, width, told=consult.is_told(seen)), width)
    assert fits([consult.answer_row(OURS, "U4", None, width, told=False)], width).startswith("U4 Ordinary")
    assert "did not agree" in fits(consult.all_said(seen, width), width)
    told = fits(consult.all_counted(OURS, counted(seen.consultation), width), width)
    assert "Say who [i]" in told
    assert "(Moorside)" in told
    assert "(Alnside" not in told


@pytest.mark.parametrize("width", WIDTHS)
def test_an_edition_that_is_not_here_and_nobody_chosen_are_said(width: int) -> None:
    """What keeps the edition away is said in full on both pages; without a school, which key chooses one."""
    away = evolve(consulted(), framework=None, tally=None, why="There is no framework 'x@1'. Put its file back.")
    for lines in (consult.answers_above(away, DAY, width), signup.promised_above(away, signup.Promised({}), width)):
        assert "Put its file back." in fits(lines, width)
    nobody = consulted(school=None)
    for lines in (consult.answers_above(nobody, DAY, width), signup.promised_above(nobody, signup.Promised({}), width)):
        assert "s chooses a school" in fits(lines, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_count_has_every_n_and_names_who_is_missing(width: int) -> None:
    """Three counts and n in a row; all words in the whole; sixty missing are a number above and names on the page."""
    promise = {"U4": asking.Commitment("U4", "secure", dt.date(2027, 7, 16), DAY)}
    seen = consulted(returned(), returned("Moorside", named=False, commitments=promise))
    found = seen.tally
    assert found is not None
    by_id = {one.id: one for one in found.indicators}
    assert fits([consult.tally_row(OURS, by_id["U4"], width)], width).startswith("U4 0 2 0 2 2 ")
    assert fits([consult.tally_row(OURS, by_id["U2"], width)], width).startswith("U2 - - - 0 ")
    assert "agree if changed cannot yet n words" in fits([consult.tally_head(OURS, width)], width)
    above = consult.tally_above(found, DAY, width)
    assert len(above) <= 3
    assert "0 schools answered of 60 asked, and 2 that were not asked." in fits(above, width)
    assert "Not answered yet: 60 schools. y names them." in fits(above, width)
    whole = fits(consult.all_counted(OURS, found, width), width)
    for part in ("are no vote", "School 59 with a long name", "n 2: 0 agree, 2 if changed, 0 cannot yet",
                 "Nothing said yet of: U2", "n 1 signed up: 1 to Secure"):  # fmt: skip
        assert part in whole, part
    assert "n 2 Meet families" in fits([consult.added_row(found.additions[0], width)], width)
    assert "n 1: Secure 1" in fits([consult.signed_row(OURS, found.signed_up[0], width)], width)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_differs_stands_in_both_wordings_under_its_school(width: int) -> None:
    """An opinion, an addition and a promise each show what is here and what the file says, and the keys that choose."""
    promise = asking.Commitment("U4", "secure", dt.date(2027, 7, 16), DAY, "Cover")
    mine = returned()
    entries = (("opinions", "U4", mine.opinions["U4"], evolve(mine.opinions["U4"], if_changed="Otherwise.")),
               ("additions", "meet", mine.additions["meet"], evolve(mine.additions["meet"], statement="Later.")),
               ("commitments", "U4", promise, evolve(promise, level="leading")))  # fmt: skip
    clashes = tuple(asking.Clash("a", mine.name, table, name, one, other) for table, name, one, other in entries)
    told = fits(consult.clash_lines([asking.Merged(consulted(mine).consultation, 4, 2, clashes)], width), width)
    for part in ("3 differ from what is here. 4 would be taken in, 2 are here already.", "changed so: Otherwise.",
                 "Later.", "here: secure by 2027-07-16; help needed: Cover (2026-11-20)", "leading by",
                 "esc leaves everything as it is"):  # fmt: skip
        assert part in told, part


@pytest.mark.parametrize("width", WIDTHS)
def test_a_promise_stands_beside_its_judgement_in_words(width: int) -> None:
    """Now, wanted, by when, state and help in a row; the whole says each; hidden judgements leave no trace of them."""
    promises = {
        name: ic.signing_up.Promise(asking.Commitment(name, "secure", dt.date(2027, 7, 16), DAY, help_needed), "T", now,
                                    state)
        for name, now, state, help_needed in (
            ("U1", ("secure",), "reached", ""), ("U4", ("starting", "leading"), "past", "Cover [b]\x1b"),
            ("U5", (), "not-judged", ""), ("U6", ("cannot-tell",), "not-yet", ""),
        )
    }  # fmt: skip
    found = signup.Promised(promises, "autumn-review")
    rows = {name: fits([signup.promise_row(OURS, one, DAY, width)], width) for name, one in promises.items()}
    assert rows["U1"].startswith("U1 Secure Secure 16 Jul 2027 reached")
    assert rows["U4"].startswith("U4 1-4 Secure 16 Jul 2027 past its day")
    assert rows["U5"].startswith("U5 - Secure 16 Jul 2027 not judged yet")
    assert rows["U6"].startswith("U6 Cannot te")
    whole = fits(signup.all_promised(consulted(returned()), found, DAY, width), width)
    for part in ("no ranking", "help needed: Cover [b]", "now: Starting, Leading", "Agree on a new day", "Reached."):
        assert part in whole, part
    assert "4 of 20, 1 reached. Beside its own judgements in autumn-review" in fits(
        signup.promised_above(consulted(returned()), found, width), width
    )
    bare = {name: evolve(one, now=(), state="") for name, one in promises.items()}
    hidden = signup.Promised(bare, "", signup.HIDDEN)
    told = fits([*signup.all_promised(consulted(returned()), hidden, DAY, width),
                 *signup.promised_above(consulted(returned()), hidden, width)], width)  # fmt: skip
    assert "hidden the school's own judgements" in told
    for part in ("Reached", "reached", "now:", "On the way", "not judged"):
        assert part not in told, part
    kept = consulted(returned(), kept=True)
    told = fits([*signup.promised_above(kept, signup.Promised({}), width),
                 *signup.all_promised(kept, signup.Promised({}), DAY, width),
                 *signup.promise_whole(OURS, "U2", signup.Promised({}), DAY, width, told=False)], width)  # fmt: skip
    assert "never who" in told
    assert "igned up to 0" not in told
    assert "Not signed up" not in told
    assert "A digit signs up to a level: 1 Starting" in fits(signup.promise_whole(OURS, "U2", found, DAY, width), width)


@pytest.mark.parametrize("many", [60, 1200])
def test_a_long_framework_is_as_many_rows_and_each_costs_its_own(many: int) -> None:
    """With sixty and with 1,200 indicators a row is its own indicator's alone, and no page lists all that is silent."""
    base = OURS.indicators["U1"]
    framework = evolve(OURS, indicators={f"U{at}": evolve(base, id=f"U{at}") for at in range(1, many + 1)})
    seen = consulted(returned(), framework=framework)
    last = f"U{many}"
    assert fits([consult.answer_row(framework, last, seen.mine, 58)], 58).startswith(f"{last} - Every child")
    assert len(consult.answers_above(seen, DAY, 58)) <= 5
    told = as_text(consult.all_counted(framework, counted(seen.consultation, framework), 78))
    assert told.count("n 1: ") == 2
    for words in (told, as_text(consult.all_said(seen, 78))):
        assert f"and {many - 2 - 30:,} more." in words


def test_whose_words_may_be_read_where_any_school_can_be_chosen() -> None:
    """One's own, the only one, one that begins here, and one that agreed to be named; of others nothing, nor after."""
    mine, other = returned("a", named=False), returned("b")
    there = consulted(mine, other).consultation
    assert not may_be_read(there, "a", DAY, own=False)
    assert may_be_read(there, "a", DAY, own=True)
    assert may_be_read(there, "a", DAY, own=False, begun=True)
    assert may_be_read(there, "b", DAY, own=False)
    assert not may_be_read(there, "b", DAY, own=False, by_name=False)
    assert may_be_read(there, "new", DAY, own=False)
    assert may_be_read(evolve(there, returns={"a": mine}), "a", DAY, own=False)
    gone = evolve(other, named=Consent(DAY, "Head", withdrawn=DAY))
    assert not may_be_read(evolve(there, returns={"a": mine, "b": gone}), "b", DAY, own=False)


def test_files_that_came_in_are_one_or_all_of_a_folder(tmp_path: Any) -> None:
    """A folder stands for its TOML files by name; what is not there, or holds none, is one sentence."""
    with pytest.raises(ic.NotAllowed, match=r"no file that ends in \.toml"):
        files_meant(str(tmp_path))
    for name in ("b.toml", "a.toml", "c.txt"):
        (tmp_path / name).touch()
    assert [one.name for one in files_meant(f"'{tmp_path}'")] == ["a.toml", "b.toml"]
    assert [one.name for one in files_meant(str(tmp_path / "c.txt"))] == ["c.txt"]
    with pytest.raises(ic.NotAllowed, match="There is no file"):
        files_meant(str(tmp_path / "d.toml"))
