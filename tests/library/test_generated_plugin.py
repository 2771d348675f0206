"""A plugin as `framework new --package` makes it: built, installed, contract-tested and used, with no network."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from inclusion_core.cli.plugin_folder import CONTRACT

ROOT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
NAME = "moor-and-coast"


def done(*command: object, cwd: Path, **variables: str) -> str:
    """Run a command that must succeed, and return what it answered."""
    words = [str(one) for one in command]
    environment = {**os.environ, **variables}
    run = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=300, env=environment)
    assert run.returncode == 0, f"{words}\n{run.stdout}\n{run.stderr}"
    return run.stdout


@pytest.mark.slow
def test_a_generated_plugin_installs_keeps_the_contract_and_is_assessed_with(tmp_path: Path) -> None:
    """Program and plugin go into a scratch environment as wheels; the contract passes and a review is scored."""
    wheels, environment, work = tmp_path / "wheels", tmp_path / "venv", tmp_path / "work"
    work.mkdir()
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels)
    done(*build, ROOT, cwd=tmp_path)
    venv.create(environment, with_pip=False)
    python = environment / SCRIPTS / ("python.exe" if os.name == "nt" else "python")
    inclusion = environment / SCRIPTS / "inclusion"
    pip = (sys.executable, "-m", "pip", f"--python={python}", "install", "--no-deps", "--no-index")
    done(*pip, *wheels.glob("*.whl"), cwd=tmp_path)
    site = done(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip()
    # a test's libraries come from where the tests run; addsitedir would bring its editable installs along
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    home = {"INCLUSION_HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "user")}

    done(inclusion, "framework", "new", NAME, "--package", cwd=work, **home)
    project = work / f"inclusion-{NAME}"
    done(*build, project, cwd=tmp_path)
    (wheel,) = wheels.glob("inclusion_moor_and_coast-*.whl")
    done(*pip, wheel, cwd=tmp_path)
    files = done(python, "-c", f"import importlib.metadata as m; print(*m.files('inclusion-{NAME}'))", cwd=work).split()
    assert [one for one in files if ".dist-info" not in one] == [f"inclusion_moor_and_coast/{NAME}.toml"]

    contract = CONTRACT.format(id=NAME).split()
    told = done(python, "-m", *contract, "-p", "no:cacheprovider", cwd=work, **home)
    assert " passed" in told
    assert "failed" not in told

    (plugin,) = json.loads(done(inclusion, "plugins", "show", NAME, "--json", cwd=work, **home))["plugins"]
    assert (plugin["distribution"], plugin["state"], plugin["kind"]) == (f"inclusion-{NAME}", "ok", "frameworks")
    done(inclusion, "schools", "add", "Moorside", "--made-up", cwd=work, **home)
    new = ("review", "new", "--school", "moorside", "--framework", f"{NAME}@1", "--id", "moorside")
    done(inclusion, *new, cwd=work, **home)
    done(inclusion, "judge", "moorside", "A1", "secure", "--because", "Seen in five rooms.", cwd=work, **home)
    score = json.loads(done(inclusion, "score", "moorside", "--json", cwd=work, **home))
    assert (score["overall"]["level"], score["overall"]["judged"]) == ("secure", 1)
    again = subprocess.run(
        [inclusion, "framework", "new", NAME, "--package"], cwd=work, check=False, capture_output=True, text=True
    )
    assert (again.returncode, "left as it is" in again.stderr) == (4, True)
