"""Reviews of every sort: one for each way of scoring, each sort of scale and of facet, all of a made-up school."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

import inclusion_core as ic

ROOT = Path(__file__).parents[3]
VOICE = "peer:ak-7f3"
HEAD = 'kind = "inclusion.framework"\nschema = 1\nedition = "1"\nlicence = "CC0-1.0"\npublisher = "Made up"\n'

LONG = "A title that goes on for a good deal longer than there is room for it in any list on a narrow screen"
NINE = f"""{HEAD}
id = "nine"
title = "Nine levels"
scoring = "mean"
[strands.A]
title = "The outer strand, 外側, with [brackets] in it"
[strands.B]
title = "The inner strand"
within = "A"
[strands.C]
title = "Another strand"
[indicators.A1]
strand = "A"
title = "{LONG}"
statutory = true
met_at = "l3"
law = {{ duty = "A duty in plain words.", source = "A made-up act, s.1", checked = 2026-11-22 }}
evidence = ["pupil-voice", "document"]
[indicators.B1]
strand = "B"
title = "学校名称 is a title in another script"
core = true
weight = 3
[indicators.B2]
strand = "B"
title = "[/b] done [Y7] [@click=app.quit]x[/]"
[indicators."C1.1"]
strand = "C"
title = "Dotted"
[indicators."C1.2"]
strand = "C"
title = "Proposed"
status = "proposed"
[sufficiency.l5]
kinds = 3
one_of = ["pupil-voice"]
[gates.ready]
title = "Ready for what comes"
needs = ["strand A strong", "indicator C1.1 at least l7"]
says = "This speaks of the school's own help."
[scale]
order = ["l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9"]
titles = {{ l1 = "Nowhere near it", l9 = "Everywhere and always" }}
"""

STEPS = f"""{HEAD}
id = "steps"
title = "Steps"
scale = "four-step"
scoring = "cumulative"
facet = {{ name = "lens", values = ["send", "cared-for"], required = false }}
[strands.A]
title = "Steps"
[indicators.A1]
strand = "A"
title = "The first step"
step = "developing"
[indicators.A2]
strand = "A"
title = "The second step"
step = "secure"
statutory = true
[indicators.A3]
strand = "A"
title = "The third step"
step = "leading"
"""

LAYERS = f"""{HEAD}
id = "layers"
title = "Stances by layer"
scale = "enquiry"
scoring = "none"
facet = {{ name = "layer", values = ["strategy", "policy", "practice"], required = true }}
[strands.A]
title = "A strand"
[indicators.A1]
strand = "A"
title = "What is written, agreed and seen"
core = true
[indicators.A2]
strand = "A"
title = "What is said"
"""

MADE_UP = {"nine": NINE, "steps": STEPS, "layers": LAYERS}
SHIPPED = {
    "peer-send-review": "frameworks/peer-send-review.toml",
    "send-enquiry": "frameworks/send-enquiry.toml",
    "universal-targeted-specialist": "frameworks/universal-targeted-specialist.toml",
    "leading-together": "frameworks/leading-together.toml",
    "five-principles": "plugins/inclusion-five-principles/src/inclusion_five_principles/five-principles-2023.toml",
    "mixed-economy": "plugins/inclusion-mixed-economy/src/inclusion_mixed_economy/mixed-economy.toml",
    "partnership": "plugins/inclusion-north-east/src/inclusion_north_east/north-east-partnership.toml",
    "north-east": "plugins/inclusion-north-east/src/inclusion_north_east/north-east.toml",
}
REVIEWS = (*MADE_UP, *SHIPPED)
"""A review for each: every scoring, a stance scale, nine levels, facets required and not, nested strands, gates."""


def said(framework: ic.Framework, place: int, turn: int) -> ic.Judgement | None:
    """Return a judgement by a number, so that every sort of answer comes up, for two voices differently."""
    levels = framework.scale.order
    odd = (place + turn) % 8
    if odd == 0:
        return None
    if odd in {1, 2, 3}:
        answer = ("cannot-tell", "not-applicable", "too-soon")[odd - 1]
        return ic.judgement_of(framework, cell_of(framework, place), answer, because="There is no base here [yet].")
    level = levels[(place * 3 + turn * 2) % len(levels)]
    reason = "Seen in five of six lessons, the cover lesson too. " * (1 + place % 4)
    return ic.Judgement(level, because=reason if place % 3 else "", confidence=(None, "low", "high")[place % 3])


def cell_of(framework: ic.Framework, place: int) -> ic.Cell:
    """Return the cell of a number."""
    return ic.cells_to_judge(framework, ic.Setting())[place]


@pytest.fixture(scope="session")
def all_reviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a review for each framework, judged by the voices it is for, with some evidence."""
    folder = tmp_path_factory.mktemp("many") / "workspace"
    (folder / "frameworks").mkdir(parents=True)
    for name, words in MADE_UP.items():
        (folder / "frameworks" / f"{name}.toml").write_text(words, encoding="utf-8")
    with ic.open_desk(folder) as desk:
        desk.workspace.put_schools([ic.School(id="somewhere", name="Somewhere School", made_up=True)])
        for name in REVIEWS:
            path = ROOT / SHIPPED[name] if name in SHIPPED else folder / "frameworks" / f"{name}.toml"
            framework = desk.framework(path)
            desk.workspace.create_review(
                "somewhere", framework, id=name, team={"ak-7f3": ic.Person("ak-7f3", "Asha K")}
            )
            with desk.session(name) as session:
                fill(session)
    return folder


def fill(session: ic.Session) -> None:
    """Judge most of a review in two or three voices, and put some evidence beside it."""
    framework = session.framework
    voices = [f"role:{one}" for one in framework.roles] or ["self", VOICE]
    cells = ic.cells_to_judge(framework, session.review.setting)
    given = [
        (voice, cell, one)
        for turn, voice in enumerate(voices)
        for place, cell in enumerate(cells)
        if (one := said(framework, place, turn)) is not None
    ]
    session.judge_all(given)
    for place, one in enumerate(framework.indicators):
        if place % 4 == 1:
            session.add_evidence(
                "document", "The calendar, with both roles on it [/b].", indicators=[one], place="Office"
            )


@pytest.fixture
def many(all_reviews: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that workspace, and a settings folder of the test's own."""
    monkeypatch.setenv("INCLUSION_SETTINGS", str(tmp_path / "settings"))
    return Path(shutil.copytree(all_reviews, tmp_path / "many"))


@pytest.fixture
def shown(screen_of: Callable[[Any], list[str]]) -> Callable[[Any], list[str]]:
    """Reads the screen: `shown(pilot)` returns what it shows, a text a row."""
    return screen_of


@pytest.fixture
def at_ten(monkeypatch: pytest.MonkeyPatch) -> dt.datetime:
    """It is ten o'clock in the morning, by the clock of the page of what is not seen."""
    from inclusion_tui.screens import unseen  # noqa: PLC0415  the page is imported where it is opened

    moment = dt.datetime(2026, 11, 20, 10, 0).astimezone()
    monkeypatch.setattr(unseen, "now", lambda: moment)
    return moment


@pytest.fixture
def until() -> Callable[..., Any]:
    """Waits for what a thread brings; the test fails where it does not come in half a minute."""

    async def wait(pilot: Any, true: Callable[[], object], seconds: float = 30.0) -> None:
        end = monotonic() + seconds
        while not true():
            assert monotonic() < end, "it did not come"
            await pilot.pause(0.02)

    return wait
