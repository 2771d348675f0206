"""A trust's schools together as lines: as wide as the room, inert, each figure with its n."""

import datetime as dt

import pytest
from attrs import evolve

import inclusion_core as ic
from inclusion_core.analysis.schools.roll_up import roll_up
from inclusion_core.analysis.schools.side_by_side import Entrant, compare_schools
from inclusion_core.model.provision_counts import MoveCount, ProvisionCount
from inclusion_tui.render.line import as_text, plain
from inclusion_tui.render.trust import counted_lines, opening_lines, opening_within, row_line, whole_lines

OURS = ic.load_framework("universal-targeted-specialist")
LEVELS = ("starting", "secure", "secure", "leading", "too-soon")


def made() -> ic.rolling_up.TrustRolledUp:
    """Return a roll-up of five made-up schools with names, the first alone at the lowest level."""
    entrants = []
    for place, said in enumerate(LEVELS):
        one = ic.Judgement(said) if said in OURS.scale.order else ic.Judgement(None, "too-soon", "New.")
        school = ic.School(f"School {place}\x1b[2J", id=f"s{place}", made_up=True)
        entrants.append(Entrant(f"r{place}", school, {("U1", None): one}, school.setting, named=True))
    indicators = {**OURS.indicators, "U1": evolve(OURS.indicators["U1"], horizon="one year")}
    framework = evolve(OURS, indicators=indicators)
    compared = compare_schools(framework, entrants)
    found = roll_up(framework, compared, entrants, schools=6, willing={"r3": {"U1": ["Welcome [b]"]}})
    trust = ic.trusts.Trust("north", "North", tuple(f"s{place}" for place in range(6)))
    return ic.rolling_up.TrustRolledUp(trust, framework, "self", found, compared, (), 1, made_up=True)


@pytest.mark.parametrize("width", [58, 78, 138])
def test_every_figure_has_its_n_and_what_stands_out_is_said_in_words(width: int) -> None:
    """Counts, middle, n, too soon; who stands alone and who could help; nothing that acts, nothing that overflows."""
    found = made()
    row = found.found.rows[0]
    line = row_line(found, row, width)
    lines = [*opening_lines(found, width), *whole_lines(found, row, width), line]
    told = " ".join(as_text(lines).split())
    assert all(ic.columns(plain(one)) <= width for one in lines)
    assert "\x1b" not in told
    assert "1 0 2 1 mid 3 n 4 of 5, 1 too" in " ".join(plain(line).split())
    for part in (
        "5 of 6 schools are in it; 1 have no review here.", "made-up schools", "A change could show after: one year",
        "stands alone at Starting, 2 levels below the nearest other", "(Welcome [b])",
    ):  # fmt: skip
        assert part in told, part


def test_it_is_said_what_is_needed_before_somebody_can_help() -> None:
    """Where nobody shares, the row says what to type, and the opening does where it has the room; else neither."""
    shared = made()
    kept = evolve(shared, found=evolve(shared.found, sharing=0))
    row = evolve(kept.found.rows[0], helpers=())
    wanted = "Who could help is shown once a school has released its practice and its name: inclusion release"
    assert wanted in " ".join(as_text(whole_lines(kept, row, 78)).split())
    assert wanted in " ".join(as_text(opening_within(kept, 78, 12)).split())
    assert opening_within(kept, 78, 6) == opening_lines(kept, 78)
    assert opening_within(shared, 78, 12) == opening_lines(shared, 78)


@pytest.mark.parametrize("width", [40, 78])
def test_counts_are_told_with_what_is_hidden(width: int) -> None:
    """A number, one that is hidden, one that is not known; moves with both ends; nothing that acts."""
    day = dt.date(2026, 11, 20)
    trust = ic.trusts.Trust(
        "north", "North", ("a",),
        counts={"n-1": ProvisionCount("n-1", "a", day, "Speech [b]\x1b[2J", pupils=1234),
                "n-2": ProvisionCount("n-2", "b", day, "Lego", hidden=("pupils",)),
                "n-3": ProvisionCount("n-3", "b", day, "Walks")},
        moves={"m-1": MoveCount("m-1", "a", "b", day, 30, 30, hidden=("passports_received",))},
    )  # fmt: skip
    lines = counted_lines(trust, {"a": "Alnside"}, width)
    told = " ".join(as_text(lines).split())
    assert all(ic.columns(plain(one)) <= width for one in lines)
    assert "\x1b" not in told
    for part in ("1,234 Speech [b]", "c Lego", "- Walks", "30 Alnside to b", "passports: 30 at the old school, c at"):
        assert part in told, part
    empty = counted_lines(evolve(trust, counts={}, moves={}), {}, width)
    assert "Nothing is counted yet" in as_text(empty)
