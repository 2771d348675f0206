"""The generated page of the command line."""

from pathlib import Path

from inclusion_core.cli.commands import COMMANDS
from inclusion_core.cli.program import parser_for
from inclusion_core.cli.reference import leaves, reference

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_page_is_what_the_parsers_say() -> None:
    """docs/cli.md is the output of `python -m inclusion_core.cli.reference`, to the letter."""
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_every_command_has_a_heading_and_every_argument_a_line() -> None:
    """Nothing that can be typed is missing from the page, and nothing is without help."""
    page = PAGE.read_text(encoding="utf-8")
    for top in COMMANDS:
        for name, parser in leaves(parser_for(top), top):
            assert f"## {name}\n" in page
            for action in parser._actions:
                assert action.help, (name, action)
