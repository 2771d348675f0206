"""Tables that nothing changes: what a frozen value holds is as frozen as the value itself.

Plugins, screens and other programs are handed the very values that are written to files. A plain dict inside a frozen
class would let any of them change a judgement past the journal, without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from attrs import Attribute

K = TypeVar("K")
V = TypeVar("V")


class Fixed(dict[K, V]):
    """A dict that refuses to be changed. It is read, compared, copied and pickled like any other.

    >>> table = Fixed({"U1": "secure"})
    >>> table["U1"] = "leading"
    Traceback (most recent call last):
    TypeError: This table is fixed. Make another one: {**table, key: value}.
    """

    __slots__ = ()

    def _refuse(self, *_args: object, **_named: object) -> NoReturn:
        raise TypeError("This table is fixed. Make another one: {**table, key: value}.")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Callable[[dict[K, V]], Mapping[K, V]], tuple[dict[K, V]]]:
        return Fixed, (dict(self),)


def fixed(given: Any) -> Any:  # noqa: ANN401  what is no table is left for whoever checks it
    """Return a table, and the tables in it, as ones that nothing changes; anything else as it is."""
    if isinstance(given, Fixed) or not isinstance(given, Mapping):
        return given
    return Fixed({key: fixed(one) for key, one in given.items()} if _nested(given) else given)


def _nested(given: Mapping[Any, Any]) -> bool:
    return isinstance(next(iter(given.values()), None), Mapping)


def tables_fixed(_cls: type, fields: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Fix every table of a class, as its `field_transformer`: `@frozen(field_transformer=tables_fixed)`."""
    return [one.evolve(converter=fixed) if str(one.type).startswith("Mapping[") else one for one in fields]
