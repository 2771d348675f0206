"""What `inclusion framework new ID --package` writes: a plugin that installs and passes the contract as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusion_core.cli.starter import starter
from inclusion_core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping

TAKEN = frozenset({"core", "inclusion", "review", "tui"})
"""Names that would make a package of the program's own name, or stand for the program itself."""

CONTRACT = "pytest --pyargs inclusion_core.testing.contract --inclusion-plugin {id}"
"""The one command that tests a plugin."""

_PROJECT = """\
# This file makes the folder a plugin. Change the words in quotes; leave the rest as it is.
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "inclusion-{id}"
version = "1"                    # raise it whenever you share the folder again
description = "{title}: a framework for inclusion-review. TOML and no Python."
readme = "README.md"
license = "CC-BY-4.0"            # what LICENSE says; change both together
license-files = ["LICENSE"]
requires-python = ">=3.11"

# The folder that holds the .toml files is found by this name. Nothing in it is run.
[project.entry-points."inclusion.frameworks"]
{id} = "{module}"

[tool.hatch.build.targets.wheel]
packages = ["src/{module}"]
"""

_README = """\
# inclusion-{id}

A framework for inclusion-review, in one TOML file: `src/{module}/{id}.toml`.
There is no Python here, and nothing of it runs.

## Make it yours

1. Open `src/{module}/{id}.toml` in a plain editor and change it from the top down.
2. Check it as you go. What is wrong is said in sentences, with the line:

       inclusion framework check src/{module}/{id}.toml

3. See it as reviewers will:

       inclusion framework show src/{module}/{id}.toml A1 --screen

4. When it is agreed, write `status = "adopted"` in it. Until then it is a draft and must be named with its edition:
   `{id}@1`.

## Use it

    pip install .
    inclusion framework list
    inclusion review new --school URN --framework {id}@1

## Share it

Send this folder, or the file that `python -m build --wheel` puts into `dist/`. Whoever gets it runs `pip install`
on it. An edition that schools have used is never changed: give the next one a higher number in the framework and in
`pyproject.toml`.

## Before you share it

    {contract}

Say in `LICENSE` who may use your words. Change or delete this page as you like.
"""

_LICENCE = """\
The framework in this package is licensed under the Creative Commons Attribution 4.0 International licence (CC BY 4.0):
https://creativecommons.org/licenses/by/4.0/

That lets anybody use and change the words who says where they come from. It is a suggestion: if you choose another
licence, change this note, `license` in pyproject.toml and `licence` in the framework. If your words are taken from
somebody else's document, ask them first, and name it under `source` in the framework.
"""

_TESTS = """\
# Tests

There is nothing to write here. One command checks that the plugin is found, that its framework reads without a mistake
and that it gets in nobody's way:

    pip install 'inclusion-review[test]' .
    {contract}
"""


def plugin_files(framework: str) -> Mapping[str, str]:
    """Return the files of a plugin folder, by their path in it, for a framework of this id. Raises NotAllowed.

    >>> list(plugin_files("my-trust"))  # doctest: +NORMALIZE_WHITESPACE
    ['pyproject.toml', 'README.md', 'LICENSE', 'src/inclusion_my_trust/my-trust.toml', 'tests/README.md']
    """
    if framework in TAKEN:
        raise NotAllowed(f"'{framework}' is the program's own name for a part of itself. Choose another id.")
    module = f"inclusion_{framework.replace('-', '_')}"
    title = framework.replace("-", " ").capitalize()
    names = {"id": framework, "module": module, "title": title, "contract": CONTRACT.format(id=framework)}
    return {
        "pyproject.toml": _PROJECT.format(**names),
        "README.md": _README.format(**names),
        "LICENSE": _LICENCE,
        f"src/{module}/{framework}.toml": starter(framework),
        "tests/README.md": _TESTS.format(**names),
    }
