"""What frameworks cost as they grow in size and in number: each command a new program, as an author meets it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import inclusion_core as ic
from benchmarks.timing import Row, commands
from benchmarks.warm import LARGE, repeated
from inclusion_core.store import toml
from inclusion_core.store.frameworks.framework_files import framework_table
from inclusion_core.store.frameworks.library import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEW, MANY = 5, 50


def rows(scripts: Path, folder: Path) -> Iterator[Row]:
    """Measure a large framework's check and long lists of installed packages, beside bare Python."""
    folder.mkdir()
    ours = ic.load_framework("universal-targeted-specialist")
    large = folder / "large.toml"
    large.write_text(toml.dumps(framework_table(repeated(ours, LARGE))), encoding="utf-8")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "INCLUSION"))}
    env = {**plain, "INCLUSION_HOME": str(folder / "workspace")}
    inclusion = str(scripts / "inclusion")
    taken = commands(
        {
            "bare": [str(scripts / "python"), "-c", "pass"],
            "check": [inclusion, "framework", "check", str(large)],
        },
        env=env,
        rounds=11,
    )
    yield Row(
        f"framework check of {LARGE:,} indicators, a new program",
        f"bare python -c pass, {taken['bare'] * 1000:.0f} ms",
        taken["check"] * 1000,
        1000,
        "ms",
    )
    listing = [inclusion, "framework", "list"]
    sites = {str(count): {"PYTHONPATH": str(installed(folder / f"site-{count}", count))} for count in (FEW, MANY)}
    taken = commands(dict.fromkeys(sites, listing), env=env, beside=sites)
    few, many = taken[str(FEW)], taken[str(MANY)]
    yield Row(f"framework list, {MANY} packages installed", f"{FEW} installed, {few * 1000:.0f} ms", many / few, 2)


def installed(site: Path, count: int) -> Path:
    """Make a folder in which so many packages look installed, each with a framework as large as ours."""
    text = (shipped() / "universal-targeted-specialist.toml").read_text(encoding="utf-8")
    for number in range(count):
        package = site / f"inclusion_place_{number}"
        package.mkdir(parents=True)
        named = text.replace('id = "universal-targeted-specialist"', f'id = "place-{number}"', 1)
        (package / "place.toml").write_text(named, encoding="utf-8")
        info = site / f"inclusion_place_{number}-1.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.4\nName: inclusion-place-{number}\nVersion: 1\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        entry = f"[inclusion.frameworks]\nplace-{number} = {package.name}\n"
        (info / "entry_points.txt").write_text(entry, encoding="utf-8")
    return site
