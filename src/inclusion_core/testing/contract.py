"""What any plugin must keep, checked without a test file of its own.

    pytest --pyargs inclusion_core.testing.contract --inclusion-plugin NAME

NAME is the entry point's. What a plugin does not give is skipped. Needs `pip install 'inclusion-review[test]'`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from inclusion_core.errors import FrameworkRefused, InclusionError, PluginFailed, UnknownName
from inclusion_core.plugins.checking import GIVES, plugin_of
from inclusion_core.plugins.hookspecs import PROJECT
from inclusion_core.plugins.installed import entry_points
from inclusion_core.plugins.manager import HEAD_BYTES, Plugins
from inclusion_core.plugins.records import ImportRequest
from inclusion_core.store.frameworks.library import Library, Place, standard_places
from inclusion_core.testing import samples

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from inclusion_core.analysis.scoring.scorecard import ScoreCard, ScoringMethod
    from inclusion_core.plugins.records import (
        CalendarSet,
        Command,
        EnquiryRule,
        EvidenceKind,
        Exporter,
        Importer,
        Keymap,
        PeerMeasure,
        ReportFormat,
        Screen,
    )
    from inclusion_core.plugins.troubles import PluginInfo

_GIVEN = {
    "method": "scoring_methods",
    "kind": "evidence_kinds",
    "rule": "enquiry_rules",
    "measure": "peer_measures",
    "form": "report_formats",
    "exporter": "exporters",
    "importer": "importers",
    "calendar": "calendars",
    "command": "commands",
    "screen": "screens",
    "keymap": "keymaps",
}

_ALL_KEEP = ("range", "level", "counted", "duties", "proposed")
"""The checks of `laws.ALWAYS` by their names, without loading the laws before a test runs."""


@cache
def _plugins() -> Plugins:
    return Plugins()


def _named(config: pytest.Config) -> str:
    return str(config.getoption("--inclusion-plugin", default=None) or "")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test the records of the plugin that it is about."""
    name = _named(metafunc.config)
    for fixture, method in _GIVEN.items():
        if fixture in metafunc.fixturenames:
            given: Mapping[str, Any] = getattr(_plugins(), method)() if name else {}
            mine = {one: record for one, record in given.items() if plugin_of(one) == name}
            if "law" in metafunc.fixturenames:
                pairs = [(record, law) for record in mine.values() for law in (*record.laws, *_ALL_KEEP)]
                ids = [f"{record.name}-{law}" for record, law in pairs]
                metafunc.parametrize((fixture, "law"), pairs, ids=ids)
            else:
                metafunc.parametrize(fixture, list(mine.values()), ids=list(mine))


@pytest.fixture(scope="module")
def name(pytestconfig: pytest.Config) -> str:
    """Return the name of the plugin under test."""
    named = _named(pytestconfig)
    if not named:
        pytest.fail("Say which plugin to check: --inclusion-plugin NAME.")
    return named


@pytest.fixture(scope="module")
def plugins(name: str) -> Plugins:  # noqa: ARG001  a plugin must be named before any is looked for
    """Return the manager, which has looked at everything installed."""
    return _plugins()


@pytest.fixture
def plugin(plugins: Plugins, name: str) -> PluginInfo:
    """Return what the manager knows of the plugin under test, after asking it for all it gives."""
    try:
        return plugins.check(name)
    except UnknownName as error:
        pytest.fail(f"{error} Its name is that of its entry point in the group '{PROJECT}' or '{PROJECT}.frameworks'.")


@pytest.fixture
def library(plugin: PluginInfo, plugins: Plugins) -> Library:
    """Return the frameworks: ours and those of the plugin under test."""
    mine = [Place(path, giver) for path, giver in plugins.framework_places() if giver == plugin.name]
    return Library(
        standard_places(plugins=mine)[: 1 + len(mine)],
        scales=plugins.scales(),
        kinds=plugins.evidence_kinds(),
        methods=frozenset(plugins.scoring_methods()),
    )


def test_it_is_found_and_works(plugin: PluginInfo) -> None:
    """The plugin is installed, can be loaded, is not blocked and was never late."""
    assert plugin.state == "ok", "\n".join(map(str, plugin.troubles)) or f"The plugin is {plugin.state}."


def test_it_does_something(plugin: PluginInfo) -> None:
    """It has at least one hook or one folder of frameworks."""
    assert plugin.hooks or plugin.paths, "No hook of ours is in it. Is @hookimpl above each function?"


def test_it_makes_no_trouble(plugin: PluginInfo) -> None:
    """Asked for everything it gives, it raises nothing, prints nothing, warns of nothing and misspells no hook."""
    assert not plugin.troubles, "\n".join(f"{one}\n{one.traceback}" for one in plugin.troubles)


def test_its_names_begin_with_its_name(plugin: PluginInfo) -> None:
    """Every record's name begins with the plugin's name and a dot."""
    assert set(plugin.gives) <= set(GIVES)
    for names in plugin.gives.values():
        assert all(one.startswith(f"{plugin.name}.") for one in names)


def test_its_frameworks_are_right(plugin: PluginInfo, library: Library) -> None:
    """Each of its framework files is read without a mistake, and gives no edition that is ours."""
    found = library.found()
    mine = [one for one in found if one.given_by == plugin.name]
    assert mine or not plugin.paths, f"No .toml file is in {', '.join(map(str, plugin.paths))}."
    wrong = [str(problem) for one in mine for problem in one.problems if problem.severity == "wrong"]
    assert not wrong, "\n".join(wrong)
    ours = {one.name for one in found if one.given_by != plugin.name}
    assert not {one.name for one in mine} & ours
    for one in mine:
        assert library.load(one.name).name == one.name


def test_its_checks_make_no_trouble(plugin: PluginInfo, plugins: Plugins, library: Library) -> None:
    """Its remarks on frameworks and judgements are Problems, for our frameworks and its own."""
    for found in library.found():
        if any(problem.severity == "wrong" for problem in found.problems):
            continue  # said by the test above
        framework = library.load(found.path)
        plugins.framework_checked(framework)
        for indicator in framework.indicators.values():
            for judgement in samples.assessments()["self"].judgements.values():
                plugins.judgement_checked(framework, indicator, judgement)
    assert not plugins.check(plugin.name).troubles, plugins.check(plugin.name).troubles


def test_importing_it_is_quick_and_loads_no_screen(plugin: PluginInfo) -> None:
    """Importing it loads neither Textual nor Rich, and costs less than starting Python twice, beside our own part."""
    entries = [one for one in entry_points([PROJECT]) if one.name == plugin.name]
    if not entries:
        pytest.skip("none of its Python runs")
    (entry,) = entries
    kit = "import inclusion_core.plugins.hookspecs, inclusion_core.plugins.records"
    loads = f"{kit}, {entry.module}"
    found = _program(f"{loads}, sys; print(*sorted(sys.modules))").split()
    screens = sorted({one.partition(".")[0] for one in found} & {"textual", "rich"})
    assert not screens, f"Importing {entry.module} loads {', '.join(screens)}. Import them where a screen is opened."
    times: dict[str, list[float]] = {"pass": [], kit: [], loads: []}
    cost = 0.0
    for _ in range(20):  # a busy machine may need many; one quiet moment is enough
        for statement, taken in times.items():
            taken.append(_seconds(statement))
        bare, beside, own = (min(taken) for taken in times.values())
        cost = (own - beside) / bare
        if cost < 2 and len(times["pass"]) > 2:  # noqa: PLR2004  as the docstring says; three at least
            return
    pytest.fail(f"Importing {entry.module} costs {cost:.1f} x bare Python. Import what is heavy where it is used.")


def _program(statement: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}
    run = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", statement], capture_output=True, text=True, timeout=60, check=False, env=environment
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def _seconds(statement: str) -> float:
    """Return what a program costs in seconds of the processor, where the system tells them; else of the clock."""
    before = _spent()
    _program(statement)
    return _spent() - before


def _spent() -> float:
    try:
        from resource import RUSAGE_CHILDREN, getrusage  # noqa: PLC0415  Windows has no such module
    except ImportError:
        from time import perf_counter  # noqa: PLC0415  beside its only use

        return perf_counter()
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_method_keeps_its_laws(method: ScoringMethod, law: str) -> None:
    """A scoring method keeps each law that it declares and those that all keep, over reviews made up by Hypothesis."""
    pytest.importorskip("hypothesis", reason="laws need Hypothesis: pip install 'inclusion-review[test]'")
    from hypothesis import HealthCheck, Phase, errors, given, reject, settings  # noqa: PLC0415  a test library
    from hypothesis.strategies import just, tuples  # noqa: PLC0415  as above

    from inclusion_core.testing.laws import ALWAYS, LAW_CHECKS  # noqa: PLC0415  beside its only use
    from inclusion_core.testing.strategies import judgements, reviewed  # noqa: PLC0415  as above

    with suppress(FrameworkRefused):
        _answer(method)  # once with its deadline: below nothing would end one that never answers
    checks = [check for check in ALWAYS if check.__name__ == f"check_{law}"] or [LAW_CHECKS[law]]  # type: ignore[index]
    bare = evolve(method, score=getattr(method.score, "function", method.score))  # thousands of calls: no thread each
    reviews = reviewed().flatmap(lambda case: tuples(just(case), judgements(case.framework)))

    @settings(
        max_examples=50,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(reviews)
    def keeps(drawn: Any) -> None:  # noqa: ANN401  a review and another voice's judgements
        case, other = drawn
        voices = {"role:senco": case.judgements, "role:leader": other}
        taken = voices if method.voices_taken > 1 else {"self": case.judgements}
        try:
            for check in checks:
                check(bare, case.framework, taken, case.setting)
        except FrameworkRefused:
            reject()

    try:
        keeps()
    except errors.Unsatisfiable:
        pytest.skip("it refuses every framework that we make up")


def _answer(method: ScoringMethod) -> ScoreCard:
    framework, school = samples.framework(), samples.schools()[0]
    voices = {voice: one.judgements for voice, one in samples.assessments().items()}
    return method.score(framework, dict(list(voices.items())[: method.voices_taken]), school.setting)


def test_a_method_scores_or_refuses(method: ScoringMethod) -> None:
    """A scoring method answers for an ordinary review with a card of its own name, or refuses it in a sentence."""
    framework = samples.framework()
    try:
        card = _answer(method)
    except FrameworkRefused as refusal:
        assert str(refusal).strip()  # noqa: PT017  a refusal is an answer here
        return
    assert card.method == method.name
    assert card.framework == framework.name
    assert [one.id for one in card.strands] == list(framework.strands)


def test_a_kind_counts_as_one_that_is_there(kind: EvidenceKind, plugins: Plugins) -> None:
    """A kind of evidence counts as itself or as a kind that everybody knows, which counts as itself."""
    kinds = plugins.evidence_kinds()
    assert kind.counted in kinds
    assert kinds[kind.counted].counted == kind.counted


def test_a_rule_suggests_for_what_is_there(rule: EnquiryRule) -> None:
    """A rule's suggestions ask an open question about indicators of the framework, and say on what grounds."""
    framework, school = samples.framework(), samples.schools()[0]
    voices = {voice: one.judgements for voice, one in samples.assessments().items()}
    for given in ({}, voices):
        for one in rule.suggest(framework, given, samples.evidence(), school.setting):
            assert one.question.strip().endswith("?")
            assert one.grounds
            assert set(one.indicators) <= set(framework.indicators)


def test_a_measure_is_the_same_both_ways(measure: PeerMeasure) -> None:
    """A measure gives two schools the same distance both ways round, and a school none from itself."""
    one, other = samples.schools()
    assert measure.distance(one, other) == measure.distance(other, one)
    assert measure.distance(one, one) in {0, None}


def test_a_format_renders_anything(form: ReportFormat) -> None:
    """A report format renders an ordinary document with awkward words in it, and says the same twice."""
    document = samples.document()
    first = form.render(document)
    assert first
    if isinstance(first, str):
        assert form.render(document) == first
        first.encode()


def test_an_exporter_exports_anything(exporter: Exporter) -> None:
    """An exporter turns an ordinary review with awkward words in it into bytes."""
    assert exporter.export(samples.outgoing())


@pytest.mark.parametrize("size", [0, 1, 200, 70_000])
def test_an_importer_survives_any_bytes(importer: Importer, plugins: Plugins, tmp_path: Path, size: int) -> None:
    """An importer answers with what it read, or says in an error of ours what is wrong; it never just breaks."""
    chance = random.Random(size)  # noqa: S311  the same bytes every time
    bodies = [chance.randbytes(size), b"URN,Name\r\n" + chance.randbytes(size), b"\xff\xfe" + b"a\0" * size]
    bodies += [b"PK\x03\x04" + chance.randbytes(size), b'"' * size, b"[" * size, b"\0" * size]
    for number, body in enumerate(bodies):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(body)
        plugins.importer_for(path, body[:HEAD_BYTES])
        try:
            importer.read(ImportRequest(path))
        except PluginFailed:
            raise
        except InclusionError as error:
            assert str(error).strip()  # noqa: PT017  an error of ours is an answer here
    assert not plugins.check(plugin_of(importer.name)).troubles


def test_a_calendars_days_are_of_the_year(calendar: CalendarSet) -> None:
    """A calendar's days lie between 1 September of the year asked for and 31 August of the next."""
    for year in (2025, 2026, 2030):
        for event in calendar.events(year):
            school_year = event.date.year if event.date.month >= 9 else event.date.year - 1  # noqa: PLR2004  September
            assert school_year == year, f"{event.title}: {event.date} is not of the school year from September {year}."
            assert event.until is None or event.until >= event.date


def test_a_command_is_there(command: Command) -> None:
    """The function behind a command can be imported and called, and importing it loads no screen."""
    found = _program(_import_target(command.target) + "; import sys; print(*sys.modules)").split()
    assert not {"textual", "rich"} & set(found)


def test_a_screen_is_there(screen: Screen) -> None:
    """The class behind a screen can be imported."""
    _program(_import_target(screen.target))


def test_a_keymap_names_our_keys(keymap: Keymap) -> None:
    """Each key that a keymap changes is one that the terminal UI has."""
    listed = _program("from inclusion_tui.keys.key_table import BY_ID; print(*BY_ID)").split()
    strange = ", ".join(sorted(set(keymap.keys) - set(listed)))
    assert not strange, f"{keymap.name} changes keys that are not there: {strange}. docs/keys.md has all of them."


def _import_target(target: str) -> str:
    module, _, attribute = target.partition(":")
    return f"import {module}; assert callable({module}.{attribute})"
