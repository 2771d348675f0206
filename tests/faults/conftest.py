"""Programs that are killed again and again."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from .forking import Stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def stems() -> Iterator[Callable[[str], Stem]]:
    """Start programs by their text; each ends with the test."""
    with ExitStack() as stack:
        yield lambda program: stack.enter_context(Stem(program))
