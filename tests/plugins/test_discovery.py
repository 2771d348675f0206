"""Installed plugins: found and named by their entry points, and no code of a framework package runs."""

from __future__ import annotations

import os
import subprocess
import sys
import types
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inclusion_core.plugins.discovery import NoFolder, folders
from inclusion_core.plugins.isolation import Deadlines
from inclusion_core.plugins.manager import Plugins
from inclusion_core.store.frameworks.library import Library, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusion_core.plugins.troubles import PluginInfo

GOOD = """
from inclusion_core.plugins import Scale, hookimpl

@hookimpl
def inclusion_scales():
    return [Scale(id="{name}.three", order=("a", "b", "c"))]
"""


def listed(plugins: Plugins) -> dict[str, PluginInfo]:
    """Return what a list of plugins would show, by name."""
    return {one.name: one for one in plugins.listing()}


@pytest.fixture
def found() -> Callable[..., Plugins]:
    """Make a manager that looks at what is installed and leaves out ours."""

    def make(**options: object) -> Plugins:
        return Plugins(**{"builtin": False, **options})  # type: ignore[arg-type]

    return make


def test_an_installed_plugin_is_found_under_its_entry_points_name(
    install: Callable[..., Path], found: Callable[..., Plugins]
) -> None:
    """Listing has the entry point's name, and the distribution and version it came in."""
    install(
        "inclusion-fake-coast",
        {"inclusion_fake_coast.py": GOOD.format(name="coast")},
        version="2.3",
        python={"coast": "inclusion_fake_coast"},
    )
    plugins = found()
    assert "coast.three" in plugins.scales()
    info = listed(plugins)["coast"]
    assert (info.distribution, info.version, info.kind, info.state) == ("inclusion-fake-coast", "2.3", "python", "ok")
    assert info.hooks == ("inclusion_scales",)
    assert info.gives == {"inclusion_scales": ("coast.three",)}


def test_nothing_is_looked_for_until_something_is_asked(
    install: Callable[..., Path], found: Callable[..., Plugins]
) -> None:
    """Making a manager imports no plugin; the first question does."""
    install(
        "inclusion-fake-lazy",
        {"inclusion_fake_lazy.py": GOOD.format(name="lazy")},
        python={"lazy": "inclusion_fake_lazy"},
    )
    plugins = found()
    assert "inclusion_fake_lazy" not in sys.modules
    plugins.scales()
    assert "inclusion_fake_lazy" in sys.modules


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import inclusion_fake_gone", "raised ModuleNotFoundError: No module named 'inclusion_fake_gone'."),
        ("raise SystemExit(2)", "tried to leave the program; it was kept running."),
        ("def broken(:", "raised SyntaxError: invalid syntax"),
        ("while True: pass", "took longer than 0.3 s and is off until the program is started again."),
    ],
)
def test_one_that_cannot_be_imported_hides_no_other(
    install: Callable[..., Path], found: Callable[..., Plugins], code: str, words: str
) -> None:
    """A plugin that raises, leaves or hangs as it is imported is listed with its trouble; the rest work."""
    install("inclusion-fake-bad", {"inclusion_fake_bad.py": code}, python={"bad": "inclusion_fake_bad"})
    install(
        "inclusion-fake-good",
        {"inclusion_fake_good.py": GOOD.format(name="good")},
        python={"good": "inclusion_fake_good"},
    )
    plugins = found(deadlines=Deadlines(load=0.3 if "while" in code else 10))
    assert "good.three" in plugins.scales()
    info = listed(plugins)["bad"]
    assert info.state == ("off" if "while" in code else "broken")
    assert str(info.troubles[0]).startswith(f"The plugin 'bad' {words}")


@pytest.mark.parametrize("by", ["argument", "variable"])
def test_a_blocked_plugin_is_never_imported(
    install: Callable[..., Path], found: Callable[..., Plugins], monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """Blocking goes by the name in the list, through settings or the environment, and comes before the import."""
    install(
        "inclusion-fake-blocked",
        {"inclusion_fake_blocked.py": GOOD.format(name="blocked")},
        python={"blocked": "inclusion_fake_blocked"},
    )
    monkeypatch.setenv("INCLUSION_BLOCKED_PLUGINS", "other, blocked" if by == "variable" else "")
    plugins = found(blocked=["blocked"] if by == "argument" else [])
    assert "blocked.three" not in plugins.scales()
    assert listed(plugins)["blocked"].state == "blocked"
    assert "inclusion_fake_blocked" not in sys.modules


def test_two_distributions_with_one_name_are_both_left_out(
    install: Callable[..., Path], found: Callable[..., Plugins]
) -> None:
    """One name from two distributions is an error that names both, and neither runs."""
    for place in ("one", "two"):
        install(
            f"inclusion-fake-{place}",
            {f"inclusion_fake_{place}.py": GOOD.format(name="coast")},
            python={"coast": f"inclusion_fake_{place}"},
        )
    plugins = found()
    assert "coast.three" not in plugins.scales()
    info = listed(plugins)["coast"]
    assert info.state == "broken"
    for words in ("inclusion-fake-one", "inclusion-fake-two", "neither is used"):
        assert words in str(info.troubles[0])
    assert not {"inclusion_fake_one", "inclusion_fake_two"} & set(sys.modules)


@pytest.mark.parametrize("name", ["North East", "inclusion", "a.b"])
def test_a_name_that_cannot_be_used_is_refused(
    install: Callable[..., Path], found: Callable[..., Plugins], name: str
) -> None:
    """An entry point whose name is no id, or ours, is reported with its distribution and not imported."""
    install("inclusion-fake-name", {"inclusion_fake_name.py": "raise SystemExit"}, python={name: "inclusion_fake_name"})
    plugins = found(builtin=True) if name == "inclusion" else found()
    plugins.scales()
    assert any("inclusion-fake-name" in str(one) for one in plugins.troubles)
    assert "inclusion_fake_name" not in sys.modules


@pytest.mark.parametrize("inside", ["", ".texts"])
def test_a_framework_package_runs_no_python(
    install: Callable[..., Path], found: Callable[..., Plugins], tmp_path: Path, inside: str
) -> None:
    """The folder of a framework package is found without its `__init__` running, also for a folder inside it."""
    mark = tmp_path / "mark"
    code = f"open({str(mark)!r}, 'w').close()"
    folder = "inclusion_fake_texts" + inside.replace(".", "/")
    site = install(
        "inclusion-fake-texts",
        {"inclusion_fake_texts/__init__.py": code, f"{folder}/__init__.py": code, f"{folder}/coast.toml": "# text"},
        frameworks={"coast": "inclusion_fake_texts" + inside},
    )
    plugins = found()
    assert (site / folder, "coast") in plugins.framework_places()
    info = listed(plugins)["coast"]
    assert (info.kind, info.state, info.distribution) == ("frameworks", "ok", "inclusion-fake-texts")
    assert not mark.exists()
    assert "inclusion_fake_texts" not in sys.modules


def test_a_framework_package_needs_no_init(install: Callable[..., Path], found: Callable[..., Plugins]) -> None:
    """A folder that holds nothing but .toml is a package too."""
    site = install(
        "inclusion-fake-bare",
        {"inclusion_fake_bare/coast.toml": "# text"},
        frameworks={"bare": "inclusion_fake_bare"},
    )
    assert (site / "inclusion_fake_bare", "bare") in found().framework_places()


def test_a_bad_framework_hides_no_other(install: Callable[..., Path], found: Callable[..., Plugins]) -> None:
    """Beside a file that cannot be read the good one of the same plugin loads, and the bad one's mistakes are told."""
    good = (
        'kind = "inclusion.framework"\nschema = 1\nid = "fake-{0}"\nedition = "1"\ntitle = "{0}"\nscale = "four-step"\n'
        '[strands.U]\ntitle = "U"\n[indicators.U1]\nstrand = "U"\ntitle = "One"\n'
    )
    install(
        "inclusion-fake-mixed",
        {
            "inclusion_fake_mixed/a.toml": "kind = broken",
            "inclusion_fake_mixed/b.toml": good.format("b"),
            "inclusion_fake_mixed/c.toml": good.format("c").replace("scale =", "scael ="),
        },
        frameworks={"mixed": "inclusion_fake_mixed"},
    )
    plugins = found(builtin=True)
    places = [Place(path, name) for path, name in plugins.framework_places() if name == "mixed"]
    library = Library(
        places, scales=plugins.scales(), kinds=plugins.evidence_kinds(), methods=frozenset(plugins.scoring_methods())
    )
    assert library.load("fake-b").title == "b"
    assert {one.path.name: bool(one.problems) for one in library.found()} == {
        "a.toml": True,
        "b.toml": False,
        "c.toml": True,
    }


def test_one_plugin_may_have_python_and_frameworks(install: Callable[..., Path], found: Callable[..., Plugins]) -> None:
    """One distribution may use one name in both groups: it is one plugin."""
    site = install(
        "inclusion-fake-both",
        {"inclusion_fake_both/__init__.py": GOOD.format(name="both"), "inclusion_fake_both/coast.toml": "# text"},
        python={"both": "inclusion_fake_both"},
        frameworks={"both": "inclusion_fake_both"},
    )
    plugins = found()
    assert "both.three" in plugins.scales()
    assert (site / "inclusion_fake_both", "both") in plugins.framework_places()
    assert listed(plugins)["both"].kind == "python"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("inclusion_fake_nowhere", "is not installed"),
        ("inclusion_fake_module", "a single file of Python"),
        ("inclusion_fake_module.texts", "a single file of Python"),
        ("inclusion_core.nowhere", "not a folder"),
        ("a-b", "is no package"),
        ("a:b", "is no package"),
    ],
)
def test_an_entry_point_with_no_folder_is_broken_in_words(
    install: Callable[..., Path], found: Callable[..., Plugins], value: str, words: str
) -> None:
    """Where there is no folder behind a framework package, the list says which of the reasons it is."""
    install("inclusion-fake-module", {"inclusion_fake_module.py": "raise SystemExit"}, frameworks={"coast": value})
    plugins = found()
    plugins.framework_places()
    info = listed(plugins)["coast"]
    assert info.state == "broken"
    assert words in str(info.troubles[0])


def test_a_package_that_is_imported_without_a_spec_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that somebody put into Python's table by hand is a sentence and no ValueError."""
    module = types.ModuleType("inclusion_fake_hand")
    monkeypatch.setitem(sys.modules, "inclusion_fake_hand", module)
    with pytest.raises(NoFolder, match="is not installed"):
        folders("inclusion_fake_hand")


def test_the_regions_framework_in_this_checkout_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The North East package, as it lies in the checkout, is found by the name its entry point has."""
    source = Path(__file__).parents[2] / "plugins" / "inclusion-north-east" / "src"
    monkeypatch.syspath_prepend(str(source))
    assert source / "inclusion_north_east" in folders("inclusion_north_east")


@pytest.mark.slow
@pytest.mark.parametrize("editable", [False, True])
def test_a_framework_package_that_pip_installed_is_found(tmp_path: Path, *, editable: bool) -> None:
    """The built wheel and an editable install of a package of texts are both found, and no Python of it runs."""
    project = tmp_path / "project"
    package = project / "src" / "inclusion_fake_wheel"
    package.mkdir(parents=True)
    (package / "coast.toml").write_text("# text", encoding="utf-8")
    (package / "__init__.py").write_text("raise SystemExit('this ran')", encoding="utf-8")
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "inclusion-fake-wheel"\nversion = "1.0"\n'
        '[project.entry-points."inclusion.frameworks"]\ncoast = "inclusion_fake_wheel"\n'
        '[tool.hatch.build]\ndev-mode-dirs = ["src"]\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["src/inclusion_fake_wheel"]\n',
        encoding="utf-8",
    )
    pytest.importorskip("hatchling", reason="the backend that builds the wheel without a network is not installed")
    hook = "build_editable" if editable else "build_wheel"
    build = f"import sys; from hatchling.build import {hook} as build; build(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path / "dist")], cwd=project, check=True, timeout=60)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    ask = (
        f"import site; site.addsitedir({str(site)!r})\n"
        "from inclusion_core.plugins.manager import Plugins\n"
        "places = [str(path) for path, name in Plugins().framework_places() if name == 'coast']\n"
        "print(places[0] if places else 'nothing')"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    run = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, timeout=60, check=True, env=environment
    )
    where = package if editable else site / "inclusion_fake_wheel"
    assert Path(run.stdout.strip()).resolve() == where.resolve()
