"""The floors as a running program keeps them: what an import brings with it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "inclusion_core"
FLOORS = (
    "errors",
    "identifiers",
    "model",
    "analysis",
    "store",
    "exchange",
    "plugins",
    "desk",
    "demonstration",
    "cli",
    "testing",
)
SCREENS = ("textual", "rich", "inclusion_tui")
CUPBOARDS = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
MOST_LINES = 400


def modules() -> list[str]:
    """Name every module of the core, dotted, without the package's own name."""
    names = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return [name for name in names if name]


def loaded_by(statement: str) -> set[str]:
    """Run a statement in a new program and name the modules that are there afterwards."""
    run = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return set(run.stdout.split())


@pytest.mark.parametrize("floor", FLOORS)
def test_importing_a_floor_loads_nothing_above_it_and_no_screen(floor: str) -> None:
    """Importing every module of a floor leaves the floors above it, Textual and Rich unloaded."""
    ours = [name for name in modules() if name.split(".")[0] == floor and not name.endswith("__main__")]
    if floor == "testing":  # these wait for pytest to import them
        ours = [name for name in ours if not name.startswith(("testing.contract", "testing.conftest"))]
    assert ours, f"the floor {floor} has no module"
    loaded = loaded_by("\n".join(f"import inclusion_core.{name}" for name in ours))
    above = FLOORS[FLOORS.index(floor) + 1 :]
    assert not {name for name in loaded if name.startswith(tuple(f"inclusion_core.{one}" for one in above))}
    assert not {name for name in loaded if name.split(".")[0] in SCREENS}


def test_every_module_stands_on_a_floor() -> None:
    """No module of the core lives outside the floors, and none is a cupboard."""
    parts = {part for name in modules() for part in name.split(".")}
    assert {name.split(".")[0] for name in modules()} == set(FLOORS)
    assert not parts & CUPBOARDS


def test_a_module_is_one_thing() -> None:
    """No module passes 400 lines."""
    long = {
        str(path.relative_to(ROOT)): count for path in ROOT.glob("src/**/*.py") if (count := lines(path)) > MOST_LINES
    }
    assert not long


def lines(path: Path) -> int:
    """Count a file's lines."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_importing_the_root_loads_only_the_root() -> None:
    """`import inclusion_core` brings no other module of ours and no third-party package."""
    brought = {name.split(".")[0] for name in loaded_by("import inclusion_core") - loaded_by("pass")}
    assert brought - set(sys.stdlib_module_names) == {"inclusion_core"}
    assert not [name for name in loaded_by("import inclusion_core") if name.startswith("inclusion_core.")]


def test_the_version_loads_only_the_root_and_the_command_line() -> None:
    """`inclusion --version` imports no command, no argparse and nothing of other floors."""
    statement = "from inclusion_core.cli import main\nmain(['--version'])"
    loaded = {name for name in loaded_by(statement) if name.startswith("inclusion_core")}
    assert loaded == {"inclusion_core", "inclusion_core.cli"}
    assert "argparse" not in loaded_by(statement)


def test_the_core_names_the_terminal_ui_once_and_as_a_string() -> None:
    """The only mention of `inclusion_tui` in the core's code is one string in the command line.

    The kit for plugin authors may name it too: it checks that a plugin does not load it.
    """
    found = [
        (path.relative_to(SOURCE).parts[0], node.value)
        for path in SOURCE.rglob("*.py")
        if "testing" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("inclusion_tui")
    ]
    assert found == [("cli", "inclusion_tui.app:run")]
