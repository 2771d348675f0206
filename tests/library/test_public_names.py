"""The names other programs import."""

import inspect
import re
from pathlib import Path

import inclusion_core as ic

PAGE = Path(__file__).parents[2] / "docs" / "library.md"


def test_every_public_name_is_in_the_docs_and_no_other() -> None:
    """The table of docs/library.md and `__all__` hold the same names."""
    table = PAGE.read_text(encoding="utf-8").partition("## Public names")[2]
    documented = {
        name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1] if "|" in row else "")
    }
    assert documented == set(ic.__all__)


def test_every_public_name_can_be_loaded_and_says_what_it_is() -> None:
    """Each name in `__all__` resolves and has a docstring of its own."""
    for name in ic.__all__:
        thing = getattr(ic, name)
        assert inspect.getdoc(thing), name


def test_every_public_function_is_typed_to_the_last_argument() -> None:
    """Public functions annotate every parameter and what they return."""
    for name in ic.__all__:
        thing = getattr(ic, name)
        if inspect.isfunction(thing):
            signature = inspect.signature(thing)
            assert signature.return_annotation is not signature.empty, name
            assert all(one.annotation is not one.empty for one in signature.parameters.values()), name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """Asking the root for an unknown name raises AttributeError, as for any module."""
    assert not hasattr(ic, "no_such_name")
    assert set(ic.__all__) <= set(dir(ic))
