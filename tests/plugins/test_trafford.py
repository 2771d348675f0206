"""The plugin for the programme in Trafford: its roles and stages hold together, and its rule finds what is thin."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from inclusion_core.desk import open_desk
from inclusion_core.errors import UnknownName
from inclusion_core.model.assessment import Judgement
from inclusion_core.model.evidence import Evidence
from inclusion_core.model.school import Setting
from inclusion_core.plugins import Plugins
from inclusion_core.testing import samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from inclusion_core.model.framework import Framework
    from inclusion_core.plugins import EnquiryRule, Suggestion

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "plugins" / "inclusion-trafford-spp"
RULE = "trafford-spp.thin-evidence"


@pytest.fixture(autouse=True)
def _on_the_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Import the plugin from its folder, whether or not it is installed."""
    monkeypatch.syspath_prepend(str(PROJECT / "src"))
    yield
    for name in [one for one in sys.modules if one.startswith("inclusion_trafford_spp")]:
        del sys.modules[name]


@pytest.fixture
def programme() -> Any:
    """Return the module with the roles and stages."""
    return importlib.import_module("inclusion_trafford_spp.programme")


@pytest.fixture
def rule() -> EnquiryRule:
    """Return the plugin's rule, as the program finds it."""
    plugins = Plugins(discover=False)
    plugins.register(importlib.import_module("inclusion_trafford_spp"), name="trafford-spp")
    rule = plugins.enquiry_rules()[RULE]
    assert not list(plugins.troubles)
    return rule


@pytest.fixture
def enquiry() -> Framework:
    """Return the SEND enquiry framework."""
    with open_desk() as desk:
        return desk.framework("send-enquiry@1")


def seen(name: str, kind: str, *indicators: str) -> Evidence:
    """Return one thing seen."""
    return Evidence(name, kind, "Seen.", "ak-7f3", samples.WHEN, indicators)


@pytest.fixture
def ask(rule: EnquiryRule, enquiry: Framework) -> Callable[..., list[Suggestion]]:
    """Ask the rule about answers such as `E1.1="curious"` of one voice."""

    def asked(answers: dict[str, Judgement], *evidence: Evidence, **voices: Any) -> list[Suggestion]:
        cells = {(name.partition("@")[0], name.partition("@")[2] or None): one for name, one in answers.items()}
        told = {one.id: one for one in evidence}
        return list(rule.suggest(enquiry, {"self": cells, **voices}, told, Setting()))

    return asked


def test_uncertain_and_thin_makes_a_line_of_enquiry(ask: Callable[..., list[Suggestion]]) -> None:
    """Concerned or curious on one kind or none is suggested; on two kinds, confident or unanswered is not."""
    answers = {
        "E1.1": Judgement("curious"),
        "E1.2": Judgement("concerned", evidence=("a",)),
        "E1.3": Judgement("curious", evidence=("a", "c")),
        "E1.4": Judgement("confident"),
        "E2.1": Judgement(None, "too-soon"),
    }
    found = ask(answers, seen("a", "document"), seen("b", "observation"), seen("c", "pupil-voice"))
    assert [one.indicators for one in found] == [("E1.1",), ("E1.2",)]
    assert found[0].question == "What does inclusion mean here, and to whom?"
    assert found[0].grounds[0] == "Curious, says self, on no evidence yet."
    assert found[1].grounds[0] == "Concerned, says self, on one kind of evidence: Document."
    assert "Pupils said" in found[0].grounds[-1]


def test_kinds_are_counted_as_everywhere(ask: Callable[..., list[Suggestion]]) -> None:
    """A walk and an observation are one kind; what is filed under the question counts; what is lost does not."""
    answers = {"E1.1": Judgement("curious", evidence=("a", "lost"))}
    one_kind = (seen("a", "learning-walk"), seen("b", "observation", "E1.1"))
    assert len(ask(answers, *one_kind)) == 1
    assert not ask(answers, *one_kind, seen("c", "family-voice", "E1.1"))


def test_the_barest_come_first(ask: Callable[..., list[Suggestion]]) -> None:
    """No evidence comes before one kind, concerned before curious, and then the order of the framework."""
    answers = {
        "E1.1": Judgement("curious", evidence=("a",)),
        "E1.2": Judgement("curious"),
        "E1.3": Judgement("concerned", evidence=("a",)),
        "E1.4": Judgement("concerned"),
        "E2.1": Judgement("concerned"),
    }
    found = ask(answers, seen("a", "document"))
    assert [one.indicators[0] for one in found] == ["E1.4", "E2.1", "E1.2", "E1.3", "E1.1"]


def test_every_voice_and_lens_is_a_ground(ask: Callable[..., list[Suggestion]]) -> None:
    """A question is suggested once, with each voice and lens that is uncertain of it."""
    found = ask({"E1.1@cared-for": Judgement("curious")}, **{"peer:ak-7f3": {("E1.1", None): Judgement("concerned")}})
    assert len(found) == 1
    assert found[0].grounds[:2] == (
        "Concerned, says peer:ak-7f3, on no evidence yet.",
        "Curious (cared-for), says self, on no evidence yet.",
    )


def test_a_framework_that_grades_is_left_alone(rule: EnquiryRule) -> None:
    """The rule is about stances and says nothing of levels."""
    voices = {voice: one.judgements for voice, one in samples.assessments().items()}
    assert not list(rule.suggest(samples.framework(), voices, samples.evidence(), Setting()))


def test_roles_and_stages_hold_together(programme: Any) -> None:
    """Every role takes part in a stage, every stage has roles that are there, and clashes are told both ways."""
    roles, stages = programme.ROLES, programme.STAGES
    assert list(stages) == ["gather", "self-review", "lines", "visit", "workshop", "improve", "share"]
    assert {name for one in stages.values() for name in one.roles} == set(roles)
    for one in roles.values():
        assert all(one.id in roles[other].not_with for other in one.not_with)
    assert stages["workshop"].roles[0] == "improvement-champion"


def test_a_champion_was_not_in_the_review_team(programme: Any) -> None:
    """One person may not review and then lead the workshop; a name that is no role is said with the nearest."""
    assert programme.clashes(["peer-reviewer", "improvement-champion"]) == (("peer-reviewer", "improvement-champion"),)
    assert programme.clashes(["lead-reviewer", "peer-reviewer", "coordinator"]) == ()
    with pytest.raises(UnknownName, match="improvement-champion"):
        programme.clashes(["improvement-champio"])


def test_the_command_tells_the_programme(programme: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints every stage and role within 120 columns, and refuses words it would ignore."""
    assert programme.show([]) == 0
    told = capsys.readouterr().out
    assert all(one.about in told for one in (*programme.ROLES.values(), *programme.STAGES.values()))
    assert "Not in the same review also: Host, Lead reviewer, Peer reviewer" in told
    assert programme.show(["--json"]) == 2
    assert "takes no words" in capsys.readouterr().err


def test_it_is_packed_under_its_names() -> None:
    """The distribution, the module and the plugin are named as docs/plugins.md says."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "inclusion-trafford-spp"
    assert project["entry-points"]["inclusion"] == {"trafford-spp": "inclusion_trafford_spp"}


def test_it_shares_no_eight_words_with_its_source(programme: Any) -> None:
    """No eight words in a row of what it says stand in the account it comes from."""
    source = ROOT.parent / "shared" / "seeds"
    files = list(source.glob("000_*.txt"))
    if not files:
        pytest.skip("the sources are not here")
    theirs = windows(files[0].read_text(encoding="utf-8"))
    ours = [one.about for one in (*programme.ROLES.values(), *programme.STAGES.values())]
    ours.append((PROJECT / "README.md").read_text(encoding="utf-8"))
    assert not [one for text in ours for one in windows(text) & theirs]


def windows(text: str) -> set[str]:
    """Return every eight words in a row."""
    words = re.findall(r"[a-z']+", text.lower())
    return {" ".join(words[place : place + 8]) for place in range(len(words) - 7)}


@pytest.mark.slow
def test_it_passes_the_contract(install: Callable[..., Path], option: list[str]) -> None:
    """The contract tests find it and have nothing to say."""
    files = {
        path.relative_to(PROJECT / "src").as_posix(): path.read_text(encoding="utf-8")
        for path in (PROJECT / "src").rglob("*.py")
    }
    site = install("inclusion-trafford-spp", files, python={"trafford-spp": "inclusion_trafford_spp"})
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--pyargs", "inclusion_core.testing.contract", "-p", "no:cacheprovider"),
            *("-q", "--inclusion-plugin", "trafford-spp", *option),
        ],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT / "src")])},
    )
    assert run.returncode == 0, run.stdout + run.stderr
