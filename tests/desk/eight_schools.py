"""Eight made-up schools of one authority, and what each judged: for comparisons that have something to hide."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import inclusion_core as ic
from inclusion_core.desk import Desk, open_desk
from inclusion_core.model.school import Identifier

if TYPE_CHECKING:
    from pathlib import Path

FRAMEWORK = "universal-targeted-specialist"
NAMES = ("Alnside", "Bedeside", "Coquetside", "Derwentside", "Eglingside", "Fontside", "Gauntside", "Hartside")
LEVELS = {
    "U1": "starting developing developing secure secure secure leading leading",
    "U2": "developing secure secure secure secure secure secure secure",
    "T1": "starting leading secure secure - developing secure developing",
    "S1": "starting secure developing - - - secure leading",
}
"""What each school judged, in the order of `NAMES`; all others but Alnside say the same of U2."""


def build(folder: Path, by: str = FRAMEWORK) -> None:
    """Make the workspace: one review of each school, all released to the partnership; Bedeside may be named."""
    with open_desk(folder) as desk:
        framework = desk.framework(by)
        for place, name in enumerate(NAMES):
            school = ic.School(
                f"{name} School", id=name.lower(), kind="mainstream", phase="primary" if place < 6 else "secondary",
                authority="929", authority_name="Northumberland", pupils=100 + 40 * place,
                sen_percent=10 + place, made_up=True,
                identifiers={"urn": Identifier("urn", str(999_101 + place))},
            )  # fmt: skip
            desk.workspace.put_schools([school])
            desk.workspace.create_review(school, framework, id=f"{name.lower()}-1", started=dt.date(2026, 11, 2))
            judge(desk, f"{name.lower()}-1", place)


def judge(desk: Desk, review: str, place: int) -> None:
    """Judge what the school at this place judged, and release it."""
    with desk.session(review) as session:
        said = {one: levels.split()[place] for one, levels in LEVELS.items()}
        session.judge_all(("self", one, ic.Judgement(level)) for one, level in said.items() if level != "-")
        named = {"name": "partnership"} if place == 1 else {}
        session.change_review(released={"judgements": "partnership", **named})
