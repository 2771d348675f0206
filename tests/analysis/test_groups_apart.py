"""Two groups of schools, one within the other: what lies between them gives nobody away."""

from __future__ import annotations

import inclusion_core as ic
from inclusion_core.analysis.schools.side_by_side import Entrant, SchoolsRow, compare_schools

FRAMEWORK = ic.load_framework("universal-targeted-specialist")
CLUSTER = ("starting", "starting", "secure", "secure", "leading")


def row(between: tuple[str, ...]) -> SchoolsRow:
    """Lay a partnership of a cluster and five more schools side by side, where the cluster is shown by itself, too."""
    given = (*CLUSTER, *between)
    schools = [
        Entrant(
            f"r{at}", ic.School(id=f"s{at}", name=f"School {at}"), {("U1", None): ic.Judgement(level)}, ic.Setting()
        )
        for at, level in enumerate(given)
    ]
    own = Entrant(
        "own", ic.School(id="own", name="Own"), {("U1", None): ic.Judgement("secure")}, ic.Setting(), you=True
    )
    cluster = [one.review for one in schools[: len(CLUSTER)]]
    found = compare_schools(FRAMEWORK, [own, *schools], beside=[cluster])
    return next(one for one in found.rows if one.id == "U1")


def test_five_that_all_say_the_same_are_not_told_by_taking_a_cluster_from_its_partnership() -> None:
    """The partnership is hidden where the rest of it is all alike, or all but one; else it is shown."""
    assert (row(("developing",) * 5).hidden, row(("developing",) * 5).others) == (True, 0)
    assert row((*("developing",) * 4, "leading")).hidden
    shown = row(("developing", "developing", "secure", "secure", "leading"))
    assert (shown.hidden, shown.others) == (False, 10)


def test_a_group_that_is_shown_elsewhere_goes_first_whatever_its_size() -> None:
    """Five of ten would leave five alike: where the ten are shown elsewhere already, the five are not shown here."""
    ten = ("starting", "starting", "secure", "secure", "leading", *("developing",) * 5)
    schools = [
        Entrant(
            f"r{at}", ic.School(id=f"s{at}", name=f"School {at}"), {("U1", None): ic.Judgement(level)}, ic.Setting()
        )
        for at, level in enumerate(ten)
    ]
    names = [one.review for one in schools]
    for first, others in ((0, 5), (1, 0)):
        found = compare_schools(FRAMEWORK, schools[:5], elsewhere=schools, beside=[names], first=first)
        row = next(one for one in found.rows if one.id == "U1")
        assert (row.others, row.hidden) == (others, not others)
