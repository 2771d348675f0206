"""docs/plugins.md says what the hooks are, word for word, and its examples work.

After a change to a hook, `python tests/plugins/test_plugin_docs.py` writes the page's part on hooks anew.
"""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import attrs
import pytest

from inclusion_core.plugins import hookspecs
from inclusion_core.plugins.checking import GIVES
from inclusion_core.plugins.registry import HOOKS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL))
PARTS = ("## Hooks that give", "## Hooks that are asked", "## Hooks that are told")
PROJECTS = {"moor": "texts", "coast": "coast"}


def entry_of(hook: str) -> str:
    """Write what the page must say of a hook: its signature, its docstring, and the record it returns."""
    function = getattr(hookspecs, hook)
    words = f"### `{hook}({', '.join(inspect.signature(function).parameters)})`\n\n{inspect.getdoc(function)}\n"
    record = GIVES.get(hook)
    if record is not None:
        fields = (one.name if one.default is attrs.NOTHING else f"{one.name}=…" for one in attrs.fields(record))
        words += f"\n`{record.__name__}({', '.join(fields)})`\n"
    return words


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_on_the_page_word_for_word(hook: str) -> None:
    """The page has each hook's signature as a heading, what the specification says of it, and its record's fields."""
    assert entry_of(hook) in PAGE


def test_nothing_but_hooks_has_a_hooks_heading() -> None:
    """No heading of the page names a hook that is not there, and none comes twice."""
    headings = re.findall(r"^### `(\w+)\(", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted(HOOKS)
    assert set(GIVES) <= set(HOOKS)


def test_the_deadlines_are_those_that_hold() -> None:
    """The page's one second, minute and ten seconds are the program's."""
    deadlines = sys.modules["inclusion_core.plugins.isolation"].Deadlines()
    assert (deadlines.call, deadlines.file, deadlines.load) == (1, 60, 10)
    assert re.search(r"one second.*a minute.*ten seconds", PAGE, re.DOTALL)


def test_the_python_on_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The lines that use the manager from Python run as they stand."""
    (code,) = re.findall(r"```python\n(from inclusion_core\.plugins import Plugins\n.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "docs/plugins.md", "exec"), {})  # noqa: S102  the page's own example
    assert "four-step" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("name", PROJECTS)
def test_the_plugins_on_the_page_keep_the_contract(name: str, tmp_path: Path, option: list[str]) -> None:
    """Each example, written to files and built as its pyproject.toml says, passes the contract tests."""
    pytest.importorskip("hatchling", reason="the backend that builds the wheel without a network is not installed")
    project = tmp_path / PROJECTS[name]
    for path, text in FILES.items():
        if path.startswith(f"{PROJECTS[name]}/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path / "dist")], cwd=project, check=True, timeout=60)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    command = "pytest --pyargs inclusion_core.testing.contract --inclusion-plugin coast"
    assert command in PAGE
    run = subprocess.run(
        [sys.executable, "-m", *command.replace("coast", name).split(), "-p", "no:cacheprovider", *option],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(ROOT / "src")])},
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout


def written_anew(page: str) -> str:
    """Return the page with what it says of each hook written from the specification."""
    hooks = [name for name in vars(hookspecs) if name in HOOKS]
    given = [name for name in hooks if name in GIVES]
    told = [name for name in hooks if name.endswith(("_opened", "_saved"))]
    asked = [name for name in hooks if name not in given + told]
    head = page[: page.index("### `inclusion_")]
    give, ask, tell = ("\n".join(map(entry_of, names)) for names in (given, asked, told))
    return f"{head}{give}\n{PARTS[1]}\n\n{ask}\n{PARTS[2]}\n\n{tell}"


def test_the_page_is_up_to_date() -> None:
    """Writing the page anew changes nothing."""
    assert written_anew(PAGE) == PAGE, "Run python tests/plugins/test_plugin_docs.py."


if __name__ == "__main__":
    (ROOT / "docs" / "plugins.md").write_text(written_anew(PAGE), encoding="utf-8", newline="\n")
