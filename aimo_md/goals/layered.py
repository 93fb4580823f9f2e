"""A mapping in two layers: what stood there once, and what other values stand there since.

Of a hundred thousand notes one changes at a time. A copy with that one changed shares the lower layer, so
neither making it nor finding out where two of them differ is a walk over all. Knows nothing of its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, ItemsView, Iterator, ValuesView

_Key = TypeVar("_Key", bound="Hashable")
_Value = TypeVar("_Value")

_MOST: Final = 500
"""So many values the upper layer may hold before both are made one."""


class Layered(Mapping[_Key, _Value]):
    """A mapping that is never changed, and cheap to have once more with a few other values.

    It stands in the order of its lower layer.
    """

    __slots__ = ("_lower", "_upper", "_whole")

    def __init__(self, lower: dict[_Key, _Value], upper: dict[_Key, _Value] | None = None) -> None:
        """Two layers, which nobody changes any more; all keys of the upper one are in the lower one, too."""
        self._lower = lower
        self._upper = upper or {}
        self._whole = None if upper else lower

    @classmethod
    def of(cls, values: Mapping[_Key, _Value]) -> Layered[_Key, _Value]:
        """A copy of these values; the very same object where it is one already."""
        return values if isinstance(values, Layered) else cls(dict(values))

    def but(self, changed: Mapping[_Key, _Value]) -> Layered[_Key, _Value]:
        """The same with these values in place of others, or after them."""
        upper = {**self._upper, **changed}
        if len(upper) > _MOST or not all(key in self._lower for key in changed):
            return Layered({**self._lower, **upper})
        return Layered(self._lower, upper)

    def without(self, keys: Collection[_Key]) -> Layered[_Key, _Value]:
        """The same without these keys."""
        if not any(key in self._lower for key in keys):
            return self
        return Layered({key: value for key, value in self.items() if key not in keys})

    def differing(self, other: Layered[_Key, _Value]) -> tuple[_Key, ...] | None:
        """The keys whose values are not the same in both; None where they share no lower layer."""
        if self._lower is not other._lower:
            return None
        keys = dict.fromkeys((*self._upper, *other._upper))
        return tuple(key for key in keys if self[key] is not other[key] and self[key] != other[key])

    def __eq__(self, other: object) -> bool:
        """Whether the values are the same; of two with the same lower layer only the upper ones count."""
        if isinstance(other, Layered):
            differing = self.differing(other)
            if differing is not None:
                return not differing
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # like any mapping, it is told by its values

    def __getitem__(self, key: _Key) -> _Value:
        """The value that stands there now."""
        return self._upper[key] if key in self._upper else self._lower[key]

    def __contains__(self, key: object) -> bool:
        """Whether there is a value."""
        return key in self._lower

    def __iter__(self) -> Iterator[_Key]:
        """The keys, in the order of the lower layer."""
        return iter(self._lower)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._lower)

    def values(self) -> ValuesView[_Value]:
        """The values, in the same order."""
        return self._all().values()

    def items(self) -> ItemsView[_Key, _Value]:
        """The keys with their values, in the same order."""
        return self._all().items()

    def _all(self) -> dict[_Key, _Value]:
        """Both layers as one, made when it is asked for the first time."""
        if self._whole is None:
            self._whole = {**self._lower, **self._upper}
        return self._whole
