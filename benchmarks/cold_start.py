"""What a command costs from nothing, with the program installed as a user installs it: a wheel in its own venv."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.timing import Row, commands

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
EMPTY_PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "empty-script"
version = "1"
[project.scripts]
empty-script = "empty_script:run"
"""


def install(folder: Path) -> Path:
    """Install the program, the North East plugin and an empty console script into a new venv; return its scripts."""
    empty = folder / "empty"
    empty.mkdir(parents=True)
    (empty / "pyproject.toml").write_text(EMPTY_PROJECT, encoding="utf-8")
    (empty / "empty_script.py").write_text("def run():\n    print('1')\n", encoding="utf-8")
    venv.create(folder / "venv", with_pip=True)
    scripts = folder / "venv" / SCRIPTS
    plugin = ROOT / "plugins" / "inclusion-north-east"
    pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", str(ROOT), str(plugin), str(empty)]
    subprocess.run(pip, check=True)
    return scripts


def rows(scripts: Path, folder: Path) -> Iterator[Row]:
    """Measure the console script, the bare import and one assessment scored from the command line."""
    env = {**os.environ, "INCLUSION_HOME": str(folder / "workspace")}
    inclusion, python = str(scripts / "inclusion"), str(scripts / "python")
    for command in (
        ["schools", "add", "Alnside"],
        ["review", "new", "--school", "alnside", "--framework", "north-east", "--id", "alnside"],
        ["judge", "alnside", "U4", "secure", "--because", "Seen in five of six lessons."],
    ):
        subprocess.run([inclusion, *command], check=True, stdout=sys.stderr, env=env)
    taken = commands(
        {
            "bare": [python, "-c", "pass"],
            "import": [python, "-c", "import inclusion_core"],
            "empty": [str(scripts / "empty-script")],
            "version": [inclusion, "--version"],
            "score": [inclusion, "score", "alnside"],
            "judge": [inclusion, "judge", "alnside", "U4", "secure"],
        },
        env=env,
    )
    bare = f"bare python -c pass, {taken['bare'] * 1000:.0f} ms"
    yield Row(
        "inclusion --version",
        f"an empty console script, {taken['empty'] * 1000:.0f} ms",
        taken["version"] / taken["empty"],
        1.15,
    )
    yield Row("import inclusion_core", bare, taken["import"] / taken["bare"], 3.5)
    yield Row("inclusion score (it looks for plugins only where needed)", bare, taken["score"] / taken["bare"], 13)
    yield Row("inclusion judge, plugins discovered, asked and told", bare, taken["judge"] / taken["bare"], 16)
