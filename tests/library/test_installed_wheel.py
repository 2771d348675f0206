"""The program as it is installed: the wheel in an environment of its own."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
ROWS = """
import tempfile
rows = [{"item": "U4", "level": "secure", "why": "Seen in five of six lessons."},
        {"item": "T1", "level": "cannot-tell", "why": "Nobody from health was there today."}]
path = tempfile.mkdtemp()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both wheels without a network and install them; dependencies come from the environment of the tests."""
    made = tmp_path_factory.mktemp("wheels")
    for project in (ROOT, ROOT / "plugins" / "inclusion-north-east"):
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(project)]
        subprocess.run(build, check=True, capture_output=True)
    environment = made / "venv"
    venv.create(environment, with_pip=False)
    python = environment / SCRIPTS / ("python.exe" if os.name == "nt" else "python")
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    wheels = [str(wheel) for wheel in made.glob("*.whl")]
    pip = [sys.executable, "-m", "pip", f"--python={python}", "install", "--no-deps", "--no-index", *wheels]
    subprocess.run(pip, check=True, capture_output=True)
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


@pytest.mark.slow
def test_the_ten_lines_of_the_docs_run_against_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    """A program that follows docs/library.md scores, opens a workspace for reading and writes nothing into it."""
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    lines = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert lines
    script = ROWS + lines[1] + "\nprint(body)\nprint(ic.__file__)\nimport os; print(os.listdir(path))"
    run = subprocess.run([installed, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    *strands, body, home, listing = run.stdout.splitlines()
    assert strands == ["U secure 1 9 1/9", "T None 0 6 0", "S None 0 5 0"]
    assert '"strands"' in body
    assert str(ROOT / "src") not in home
    assert listing == "[]"


@pytest.mark.slow
def test_the_wheel_carries_the_frameworks_and_the_plugin_carries_no_python(installed: Path, tmp_path: Path) -> None:
    """The frameworks are found from the wheels alone, and the North East package holds only TOML."""
    inclusion = installed.parent / "inclusion"
    run = subprocess.run([inclusion, "framework", "list"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    for name in ("universal-targeted-specialist", "peer-send-review", "north-east", "north-east-partnership"):
        assert f"{name}@" in run.stdout
    assert "north-east@2026.2" in run.stdout
    script = "import inclusion_core as ic; print(ic.load_framework('north-east').name)"
    default = subprocess.run([installed, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert default.stdout.strip() == "north-east@2026.1"  # the one for consultation must be asked for by its name
    names = subprocess.run(
        [installed, "-c", "import importlib.metadata as m; print(*m.files('inclusion-north-east'), sep='\\n')"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert sorted(name for name in names if ".dist-info" not in name) == [
        "inclusion_north_east/north-east-2026.2.toml",
        "inclusion_north_east/north-east-partnership.toml",
        "inclusion_north_east/north-east.toml",
    ]


@pytest.mark.slow
def test_the_page_for_browsers_is_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    """The wheel brings every file that the page of `inclusion serve` is made of."""
    script = """
from inclusion_tui.web.address import place
from inclusion_tui.web.server import Server
server = Server(("screens",), place(), tell=print)
print(server._template.substitute(socket="ws://here"))
print(*(path for path, _ in server._files.values() if not path.is_file()))
"""
    run = subprocess.run([installed, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    *page, missing = run.stdout.splitlines()
    assert page[0] == "<!doctype html>"
    assert missing == ""
