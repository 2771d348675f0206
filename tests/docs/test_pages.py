"""The pages a newcomer reads: every link leads somewhere, every command can be typed, README's two do what they say."""

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from inclusion_core.cli import main
from inclusion_core.cli.commands import COMMANDS
from inclusion_core.cli.program import parser_for

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "plugins").glob("*/*.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")


def text_of(page: Path) -> str:
    """Return a page's text."""
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """Return what a link may name after `#` in a page, as GitHub makes it from the headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    """A link within the project names a file that is there, and a heading that is in it."""
    for link in _LINK.findall(_FENCED.sub("", text_of(page))):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        assert ROOT in target.parents, f"{page.name}: {link} leads out of the project"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


def commands_in(page: Path) -> Iterator[tuple[str, bool]]:
    """Yield each command line of ours that a page shows, and whether it is to be typed as it stands."""
    text = text_of(page)
    for _, block in _FENCED.findall(text):
        yield from ((line.removeprefix("$ ").partition("  #")[0].strip(), True) for line in block.splitlines())
    yield from ((line.strip(), False) for line in _INLINE.findall(_FENCED.sub("", text)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_on_a_page_can_be_typed(page: Path) -> None:
    """What a page tells to type is understood: our commands by their parsers, make's by the Makefile."""
    for line, whole in commands_in(page):
        words = shlex.split(line) if line.startswith(("inclusion ", "make ")) else [""]
        if words[0] == "make":
            assert re.search(rf"^{re.escape(words[1])}:", MAKEFILE, re.MULTILINE), f"{page.name}: {line}"
        elif words[0] == "inclusion" and not words[1].startswith(("-", "[")) and "." not in words[1]:
            assert words[1] in COMMANDS, f"{page.name}: {line}"
            parser = parser_for(words[1])
            children = {name for one in parser._actions if isinstance(one.choices, dict) for name in one.choices}
            assert not children or words[2] in children, f"{page.name}: {line}"
            if whole:
                parser.parse_args(words[2:])


def test_the_pages_were_looked_at() -> None:
    """The tests above find the pages and the commands in them."""
    assert {"README.md", "CONTRIBUTING.md", "cli.md", "transcript.md", "plugins.md"} <= {page.name for page in PAGES}
    found = [line for page in PAGES for line, _ in commands_in(page) if line.startswith(("inclusion ", "make "))]
    assert len(found) > 30


def test_make_says_what_every_target_is_for() -> None:
    """`make help` tells each target that somebody would type, and README names two of them."""
    told = set(re.findall(r"^([a-z]+):.*## .+$", MAKEFILE, re.MULTILINE))
    assert {"help", "demo", "check", "format", "bench", "clean"} <= told
    block = _FENCED.findall(text_of(ROOT / "README.md"))[0][1]
    assert re.findall(r"^make (\w+)", block, re.MULTILINE) == ["demo", "check"]
    assert "exec make check" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def ran(command: str) -> str:
    """Run a command line of ours to its good end and return what it answered; nobody sits at the terminal."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setattr("sys.stdin", io.StringIO())
        assert main(shlex.split(command)[1:]) == 0, command
    return said.getvalue()


def test_the_first_command_of_the_readme_makes_five_made_up_schools(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `make demo` runs says what it made and what to type; each of those, typed in that folder, works."""
    recipe = re.search(r"^demo:.*\n\t(.+)$", MAKEFILE, re.MULTILINE)
    assert recipe is not None
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    program = recipe[1].replace("$(BIN)", ".venv/bin").split()[0]
    monkeypatch.setattr("sys.argv", [program])
    said = ran(recipe[1])
    assert "5 reviews added. Every school in it is made up." in said
    tries = [line.split("   ")[0].strip() for line in said.splitlines() if line.startswith("  " + program)]
    assert len(tries) == 5
    for line in tries:
        assert ran(line.partition("  ")[0])
