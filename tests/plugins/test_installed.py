"""Our quick reading of entry points says what Python's own says."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inclusion_core.plugins import installed
from inclusion_core.plugins.installed import EntryPoint, Home, entry_points

if TYPE_CHECKING:
    from collections.abc import Callable

Told = set[tuple[str, str, str, str, str]]


def ours(groups: list[str]) -> Told:
    """Return what our reading says, with the distribution's name and version."""
    return {(one.group, one.name, one.value, *one.home.name_and_version) for one in entry_points(groups)}


def pythons(groups: list[str]) -> Told:
    """Return what importlib.metadata says."""
    return {
        (one.group, one.name, one.value, one.dist.name, one.dist.version)
        for group in groups
        for one in metadata.entry_points(group=group)
        if one.dist is not None
    }


def test_it_agrees_with_python_on_what_is_installed_here() -> None:
    """For every group of this environment both readings give the same entry points, names and versions."""
    groups = sorted(metadata.entry_points().groups)
    assert "console_scripts" in groups
    assert ours(groups) == pythons(groups)


def test_the_first_on_the_path_hides_a_later_one(install: Callable[..., Path]) -> None:
    """Of two versions of one distribution only the first on the path counts, however its name is spelt."""
    install("inclusion-fake-old", {}, version="1.0", python={"coast": "inclusion_fake_old"})
    site = install("Inclusion.Fake_Old", {}, version="2.0", python={"coast": "inclusion_fake_new"})
    found = {one for one in ours(["inclusion"]) if one[1] == "coast"}
    assert {one[2] for one in found} == {"inclusion_fake_new"}
    assert found == {one for one in pythons(["inclusion"]) if one[1] == "coast"}
    assert site.exists()


def test_odd_lines_are_read_as_python_reads_them(install: Callable[..., Path]) -> None:
    """Comments, blanks, extras and other groups between change nothing."""
    site = install("inclusion-fake-odd", {}, python={})
    (file,) = site.glob("*.dist-info/entry_points.txt")
    file.write_text(
        "# a comment\n\n[other]\ncoast = no\n[inclusion]\n# another = one\n  coast=inclusion_fake_odd:all [extra]\n"
        "\n[console_scripts]\nx = y:z\n",
        encoding="utf-8",
    )
    assert ours(["inclusion"]) == pythons(["inclusion"])
    (entry,) = [one for one in entry_points(["inclusion"]) if one.name == "coast"]
    assert entry.module == "inclusion_fake_odd"


@pytest.mark.parametrize(
    ("value", "loaded"), [("os", "os"), ("os.path:join", "join"), ("os:path.join", "join"), ("os:path [extra]", None)]
)
def test_an_entry_point_loads_what_it_names(value: str, loaded: str | None) -> None:
    """A module, an object in it or an attribute of that is what is loaded, as Python does it."""
    found = EntryPoint("g", "n", value, Home("")).load()
    assert found is metadata.EntryPoint("n", value, "g").load()
    assert loaded is None or found.__name__ == loaded


def test_an_archive_on_the_path_is_left_to_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution inside an archive is found all the same."""
    archive = tmp_path / "site.zip"
    with zipfile.ZipFile(archive, "w") as file:
        info = "inclusion_fake_zip-1.0.dist-info"
        file.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: inclusion-fake-zip\nVersion: 1.0\n")
        file.writestr(f"{info}/entry_points.txt", "[inclusion]\nzipped = inclusion_fake_zip\n")
    monkeypatch.syspath_prepend(str(archive))
    assert ("inclusion", "zipped", "inclusion_fake_zip", "inclusion-fake-zip", "1.0") in ours(["inclusion"])


def test_a_finder_of_somebody_elses_is_left_to_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another finder knows distributions, Python's own reading is used."""

    class Finder(metadata.DistributionFinder):
        def find_distributions(self, context: object = None) -> list[metadata.Distribution]:  # noqa: ARG002
            """Find none."""
            return []

        def find_spec(self, *_arguments: object) -> None:
            """Find none."""

    asked: list[str] = []
    monkeypatch.setattr(installed, "_from_python", lambda _groups: asked.append("python") or ())
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert entry_points(["inclusion"]) == ()
    assert asked == ["python"]


def test_an_ordinary_path_needs_no_slow_import(install: Callable[..., Path]) -> None:
    """Finding and listing plugins in ordinary folders leaves importlib.metadata unloaded."""
    site = install(
        "inclusion-fake-quick", {"inclusion_fake_quick/a.toml": ""}, frameworks={"q": "inclusion_fake_quick"}
    )
    ask = (
        "import sys; from inclusion_core.plugins.manager import Plugins; plugins = Plugins()\n"
        "found = [one.version for one in plugins.listing(ask=False) if one.name == 'q']\n"
        "print(found, 'importlib.metadata' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(Path(__file__).parents[2] / "src")])},
    )
    assert run.stdout == "['1.0'] False\n"
