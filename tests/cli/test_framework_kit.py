"""The kit for authors on the command line: a new plugin folder, an indicator as it will look, links both ways."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli

from inclusion_core.analysis.texts.sentences import columns
from inclusion_core.cli.framework_screen import ROWS, WIDTH
from inclusion_core.cli.plugin_folder import CONTRACT, TAKEN

FRAMEWORK = "universal-targeted-specialist"
HEAD = (
    'kind = "inclusion.framework"\nschema = 1\nid = "{id}"\nedition = "1"\ntitle = "T"\nscale = "four-step"\n{more}\n'
)
BODY = '[strands.A]\ntitle = "All"\n[indicators.A1]\nstrand = "A"\ntitle = "{title}"\n'


def here() -> list[str]:
    """Return the names in the folder that the tests run in."""
    return sorted(one.name for one in Path().iterdir())


def put(name: str, *, more: str = "", title: str = "Pupils are greeted", below: str = "") -> str:
    """Write a small framework file and return its path as it is typed."""
    Path(f"{name}.toml").write_text(
        HEAD.format(id=name, more=more) + BODY.format(title=title) + below, encoding="utf-8"
    )
    return f"{name}.toml"


# A plugin folder ----------------------------------------------------------------------------------------------------


def test_a_new_package_is_a_whole_folder_that_passes_the_check(run: Any) -> None:
    """The folder holds the five files that were named, and its framework has nothing wrong and nothing worth doing."""
    made = run("framework", "new", "my-trust", "--package", "--json")
    assert made.code == 0, made.err
    assert made.json["created"] == "inclusion-my-trust"
    files = {str(one) for one in Path("inclusion-my-trust").rglob("*") if one.is_file()}
    assert files == set(made.json["files"])
    assert {Path(one).name for one in files} == {"pyproject.toml", "README.md", "LICENSE", "my-trust.toml"}
    (framework,) = (one for one in files if one.endswith("my-trust.toml"))
    checked = run("framework", "check", framework, "--json")
    assert (checked.code, checked.json["problems"]) == (0, [])
    project = tomli.loads(Path("inclusion-my-trust/pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["entry-points"]["inclusion.frameworks"] == {"my-trust": "inclusion_my_trust"}
    for page in ("README.md", "tests/README.md"):
        assert CONTRACT.format(id="my-trust") in Path("inclusion-my-trust", page).read_text(encoding="utf-8")
    assert here() == ["inclusion-my-trust"]


def test_a_new_package_overwrites_nothing(run: Any) -> None:
    """A folder, a file or a dangling link of that name is left as it is, with exit code 4."""
    Path("inclusion-a").mkdir()
    Path("inclusion-b").write_text("mine", encoding="utf-8")
    names = ["a", "b"]
    if sys.platform != "win32":
        Path("inclusion-c").symlink_to("nowhere")
        names.append("c")
    for name in names:
        ran = run("framework", "new", name, "--package")
        assert (ran.code, "is there already and was left as it is" in ran.err) == (4, True), ran
    assert not list(Path("inclusion-a").iterdir())
    assert Path("inclusion-b").read_text(encoding="utf-8") == "mine"
    assert not Path("nowhere").exists()
    assert here() == sorted(f"inclusion-{name}" for name in names)


def test_a_new_package_stands_where_it_was_asked_for(run: Any) -> None:
    """`--out` names the new folder, or an existing one that it is put into."""
    assert run("framework", "new", "a", "--package", "--out", "deep/er/mine").code == 0
    assert Path("deep/er/mine/pyproject.toml").is_file()
    assert run("framework", "new", "a", "--package", "--out", "deep").code == 0
    assert Path("deep/inclusion-a/pyproject.toml").is_file()


def test_a_write_that_fails_half_way_leaves_nothing_behind(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full after the second file leaves no folder, and the sentence says so."""
    write, written = Path.write_bytes, []

    def full(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) > 2:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    ran = run("framework", "new", "a", "--package")
    assert ran.code == 4, ran
    assert "the disk is full" in ran.err
    assert not here()


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_no_package_takes_the_programs_own_name(run: Any, name: str) -> None:
    """A plugin `inclusion_core` would stand in front of the program itself."""
    ran = run("framework", "new", name, "--package")
    assert (ran.code, "own name" in ran.err) == (2, True)
    assert not here()


def test_every_id_of_the_rule_makes_a_package_that_reads(run: Any) -> None:
    """Digits in front and many hyphens make a module's name all the same; what is no id makes nothing."""
    for name in ("2nd-wave", "a-b-c-d", "x" * 64):
        assert run("framework", "new", name, "--package", "--json").code == 0
        (file,) = Path(f"inclusion-{name}", "src").rglob("*.toml")
        assert file.parent.name.isidentifier()
        assert run("framework", "check", str(file)).code == 0
    for name in ("North East", "naïve", "../up", "x" * 65, ""):
        assert run("framework", "new", name, "--package").code == 2


# As it will look ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [FRAMEWORK, "peer-send-review"])
def test_every_screen_fits_the_smallest_terminal(run: Any, name: str) -> None:
    """No row is wider than 80 columns, no screen is longer than 24 rows, and each level's first sentence is there."""
    for one in run("framework", "show", name, "--json").json["indicators"]:
        ran = run("framework", "show", name, one["id"], "--screen")
        assert ran.code == 0
        for screen in ran.out.rstrip("\n").split("\n\n "):
            assert len(screen.splitlines()) <= ROWS
        rows = ran.out.splitlines()
        assert all(columns(row) <= WIDTH for row in rows)
        assert rows[0].startswith(f" {one['id']}  ")
        for number, title in enumerate(("Starting", "Developing", "Secure", "Leading"), start=1):
            (row,) = (row for row in rows if row.startswith(f" {number} {title} "))
            assert row.endswith((".", "?", "!"))


def test_what_does_not_fit_is_said(run: Any) -> None:
    """A long title or first sentence, a level without words and a screen with too many rows each get a sentence."""
    looks = ", ".join(f'"Something to look for in room {number}"' for number in range(30))
    below = f'look_for = [{looks}]\n[indicators.A1.levels]\nstarting = "{"On and on " * 12}. Then more."\n'
    ran = run("framework", "show", put("long", title="Word " * 30, below=below), "A1", "--screen")
    assert ran.code == 0
    assert all(columns(row) <= WIDTH for row in ran.out.splitlines())
    for says in (
        "A1: The title takes ",
        "A1: 'starting' begins with 121 columns of 60",
        "A1: 'leading' has no descriptor",
        "A1: Screen 2 has 33 rows of 24",
    ):
        assert says in ran.err, ran.err
    assert "… 10 more rows, reached by scrolling" in ran.out
    assert "room 19\n" in ran.out
    assert "room 20\n" not in ran.out


def test_a_file_that_is_not_installed_is_shown_from_its_path(run: Any) -> None:
    """The path of a file shows the list, an indicator in full and its screens; a bad file exits 3 with its mistakes."""
    path = put("mine", below='[indicators.A1.ask]\npupils = ["What helps?"]\n')
    assert "A1  Pupils are greeted" in run("framework", "show", path).out
    assert "Ask pupils: What helps?" in run("framework", "show", f"./{path}", "A1").out
    assert "  - What helps?" in run("framework", "show", path, "A1", "--screen").out
    assert run("framework", "show", path, "--json").json["indicators"][0]["id"] == "A1"
    bad = run("framework", "show", put("bad", more='titel = "x"'))
    assert (bad.code, "titel is not a key we know" in bad.err) == (3, True)
    assert run("framework", "show", "gone.toml").code == 3


# Links --------------------------------------------------------------------------------------------------------------


def test_links_are_shown_from_both_sides(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that says so and the one that does not both show the pair, in words and as JSON."""
    one = put("one", below='[crosswalk."two@1"]\nA1 = [{ to = "A1", relation = "supports" }]\n[crosswalk."far@1"]\n')
    two = put("two", title="Families are greeted")
    monkeypatch.setenv("INCLUSION_FRAMEWORKS", os.pathsep.join([one, two]))
    ran = run("framework", "links", "one")
    assert ran.out.splitlines() == ["A1  Pupils are greeted", "  supports  two@1  A1  Families are greeted"]
    assert "Not here, so its links are not shown: far@1." in ran.err
    assert "supported by  one@1  A1  Pupils are greeted" in run("framework", "links", "two@1", "A1").out
    (link,) = run("framework", "links", two, "--json").json["links"]
    assert link == {
        "indicator": "A1", "framework": "one@1", "to": "A1", "title": "Pupils are greeted",
        "relation": "supported-by", "said_by": ["one@1"],
    }  # fmt: skip
    assert run("framework", "links", "one", "--to", "far").out == "No link is known here.\n"
    assert run("framework", "links", "one", "--to", "tow").code == 2
    assert run("framework", "links", "one", "A2").code == 2


def test_a_link_that_leads_nowhere_is_worth_doing_with_its_line(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check names the file, the line and the nearest right word, exits 0, and `links` says the same."""
    one = put("one", below='[crosswalk."two@1"]\nA1 = [{ to = "A11", relation = "close" }]\n[crosswalk."two@9"]\n')
    monkeypatch.setenv("INCLUSION_FRAMEWORKS", os.pathsep.join([one, put("two")]))
    ran = run("framework", "check", one)
    assert ran.code == 0
    said = [line for line in ran.out.splitlines() if "crosswalk" in line]
    assert said == [
        (
            "Worth doing: one.toml:14: crosswalk.\"two@1\".A1 leads to 'A11', which two@1 does not have. "
            "Did you mean 'A1'?"
        ),
        'Worth doing: one.toml:15: crosswalk."two@9" names two@9, an edition that is not here. Known here: two@1.',
    ]
    assert "leads to 'A11', which two@1 does not have." in run("framework", "links", "one").err
    assert len(run("framework", "links", "one", "--json").json["findings"]) == 2
    monkeypatch.delenv("INCLUSION_FRAMEWORKS")
    assert "crosswalk" not in run("framework", "check", one).out


def test_a_framework_that_is_found_is_checked_by_its_name(run: Any) -> None:
    """`framework check` takes what `framework list` shows; what is neither is said with the nearest."""
    assert "leading-together@1 can be used. 18 indicators" in run("framework", "check", "leading-together").out
    assert run("framework", "check", f"{FRAMEWORK}@2026.1", "send-enquiry@1").code == 0
    wrong = run("framework", "check", "leading-togethr", "send-enquiry")
    assert wrong.code == 1
    assert "leading-together@1" in wrong.out
    assert "send-enquiry@1 can be used." in wrong.out
    Path("send-enquiry").mkdir()
    assert run("framework", "check", "send-enquiry").code == 1
