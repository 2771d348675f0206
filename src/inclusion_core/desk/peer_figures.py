"""What comparable schools chose, as grounds for a line of enquiry: after release, consent and suppression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.analysis.enquiry.rules import FEWEST_PEERS, PeerFigure
from inclusion_core.analysis.schools.side_by_side import spread_of
from inclusion_core.desk.comparing import agreed_groups, compare_agreed
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from inclusion_core.desk import Desk


def peer_figures(desk: Desk, base: str) -> dict[str, PeerFigure]:
    """Return what comparable schools chose, by indicator: the middle level of the others, and how many they are.

    Comparable are those of the smallest group that the school agreed to (its cluster, its trust, its partnership, its
    authority) in which at least five others may be shown, by the agreed voice where the review has one, else the
    school's own. Of two levels in the middle it is the lower. Release, consent and suppression are those of
    `compare_agreed`; where there is nothing to compare, nothing is returned.
    """
    reading = desk.workspace.read(base)
    review, voice = reading.review.id, "moderated" if reading.judgements.get("moderated") else "self"
    order = ("cluster", "trust", "partnership", "authority")
    groups = [name for name, there in agreed_groups(desk).items() if review in there and len(there) > FEWEST_PEERS]
    found: dict[str, PeerFigure] = {}
    for name in sorted(groups, key=lambda one: order.index(one.partition(":")[0])):
        try:
            made = compare_agreed(desk, review, name, voice=voice)
        except NotAllowed:
            continue
        for row in made.compared.rows:
            if row.facet is None and row.id not in found:
                counts = list(row.spread.counts)
                own = row.answers.get(review)
                if own in made.framework.scale.order:
                    counts[made.framework.scale.place(own)] -= 1
                others = spread_of(made.framework, counts)
                if others.n >= FEWEST_PEERS and others.median:
                    found[row.id] = PeerFigure(others.n, others.median[0])
    return found
