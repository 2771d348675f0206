"""The option that names the plugin to check: `pytest --pyargs inclusion_core.testing.contract --inclusion-plugin NAME`.

Every pytest in an environment with this program loads this module, so it imports nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--inclusion-plugin`."""
    group = parser.getgroup("inclusion", "plugins of inclusion-review")
    group.addoption(
        "--inclusion-plugin",
        metavar="NAME",
        default=None,
        help="the plugin that inclusion_core.testing.contract checks, by the name of its entry point",
    )
