"""A program that is killed while it moves a review there and back: the old edition or the new one, never a mix."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import inclusion_core
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.framework import Framework, Indicator, Retired, Strand
from inclusion_core.model.school import School
from inclusion_core.store import toml
from inclusion_core.store.frameworks.framework_files import framework_table
from inclusion_core.store.review import pinned
from inclusion_core.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from .forking import Stem

pytestmark = pytest.mark.slow

KILLS = 40
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(inclusion_core.__file__).parents[1])}
WORKER = """
import sys
from pathlib import Path
from inclusion_core.desk import open_desk
from inclusion_core.store.workspace import Workspace
new = open_desk().framework(Path(sys.argv[2]))
root = Path(sys.argv[1])
print("ready", flush=True)
for number in range(10_000):
    session = Workspace.open(root).session("alnside")
    if session.framework.edition == "1":
        session.migrate(new, {})
    else:
        session.undo()
    session.close()
    print(number, flush=True)
"""


def edition(number: int) -> Framework:
    """Return one of two editions: U0 to U9 stay, V1 is called W1 in the second, X1 goes, Y1 is new."""
    kept = {f"U{n}": Indicator(f"U{n}", "U", f"Practice number {n}", statement=f"About {n}.") for n in range(10)}
    name = "V1" if number == 1 else "W1"
    moved = Indicator(name, "U", "One thing that moves", statement="It is the same.")
    other = Indicator(
        "X1" if number == 1 else "Y1", "U", "Gone" if number == 1 else "Fresh as paint", statement=str(number)
    )
    one = Framework("small", str(number), "Small", {"U": Strand("U", "U")}, {**kept, name: moved, other.id: other})
    return one if number == 1 else evolve(one, retired={"V1": Retired(("W1",)), "X1": Retired()})


def test_forty_kills_in_the_middle_of_moves_leave_one_edition_or_the_other(
    tmp_path: Path, stems: Callable[[str], Stem]
) -> None:
    """Whenever it is killed, the review opens to work on, with the text, judgements and archive of one edition."""
    workspace = Workspace.open(tmp_path / "ws")
    workspace.create_review(School(name="Alnside"), edition(1), id="alnside")
    session = workspace.session("alnside")
    for indicator in ("U1", "V1", "X1"):
        session.judge("self", indicator, Judgement("secure", because=indicator))
    session.close()
    second = tmp_path / "second.toml"
    second.write_text(toml.dumps(framework_table(edition(2))), encoding="utf-8")
    cells = {"1": {"U1", "V1", "X1"}, "2": {"U1", "W1"}}
    chance = random.Random(20261122)  # noqa: S311  not a secret
    seen = set()
    child = stems(WORKER)
    within = 0.06
    for _ in range(KILLS):
        child.start(workspace.root, second)
        time.sleep(chance.random() * within)
        child.kill()
        within *= 0.8 if child.said() else 1.2  # about as long as a move takes, also on a machine with other work
        assert child.code == -signal.SIGKILL
        session = workspace.session("alnside")
        now = session.review.framework.edition
        seen.add(now)
        assert (session.read_only, session.framework.edition) == (False, now)
        assert {cell[0] for cell in session.assessment("self").judgements} == cells[now]
        assert len(session.state.archive) == (0 if now == "1" else 1)
        text = pinned._digest(session.folder / "framework.toml")
        assert text == session.framework.digest == session.review.framework.digest
        session.close()
        assert workspace.session("alnside").state == session.state
    assert seen == {"1", "2"}  # the kills came before moves were done and after
