"""A mapping in two layers: what stood there once, and what came, went or has another value since.

Of a hundred thousand notes one changes at a time. A copy with that one changed shares the lower layer, so
neither making it nor finding out where two of them differ is a walk over all. Knows nothing of its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, ItemsView, Iterator, ValuesView

_Key = TypeVar("_Key", bound=str)
_Value = TypeVar("_Value")

_MOST: Final = 500
"""So many keys the upper layer may be about before both are made one."""


class Layered(Mapping[_Key, _Value]):
    """A mapping that is never changed, and cheap to have once more with a few keys and values changed.

    Whoever walks through it does so in the order of the keys; they are put in order at the first walk.
    """

    __slots__ = ("_gone", "_lower", "_upper", "_whole")

    def __init__(
        self,
        lower: dict[_Key, _Value],
        upper: dict[_Key, _Value] | None = None,
        gone: frozenset[_Key] = frozenset(),
    ) -> None:
        """Layers that nobody changes any more; `gone` are keys of the lower one that are not in the upper."""
        self._lower = lower
        self._upper = upper or {}
        self._gone = gone
        self._whole: dict[_Key, _Value] | None = None

    @classmethod
    def of(cls, values: Mapping[_Key, _Value]) -> Layered[_Key, _Value]:
        """A copy of these values; the very same object where it is one already."""
        return values if isinstance(values, Layered) else cls(dict(values))

    def but(self, changed: Mapping[_Key, _Value]) -> Layered[_Key, _Value]:
        """The same with these values, in place of others or beside them."""
        return self._with({**self._upper, **changed}, self._gone.difference(changed)) if changed else self

    def without(self, keys: Collection[_Key]) -> Layered[_Key, _Value]:
        """The same without these keys."""
        left = {key for key in keys if key in self}
        if not left:
            return self
        upper = {key: value for key, value in self._upper.items() if key not in left}
        return self._with(upper, self._gone.union(key for key in left if key in self._lower))

    def _with(self, upper: dict[_Key, _Value], gone: frozenset[_Key]) -> Layered[_Key, _Value]:
        found = Layered(self._lower, upper, gone)
        return found if len(upper) + len(gone) <= _MOST else Layered(found._both())

    def shares_with(self, other: Layered[_Key, _Value]) -> bool:
        """Whether both have one lower layer, so that finding out where they differ is no walk over all."""
        return self._lower is other._lower

    def differing(self, other: Layered[_Key, _Value]) -> tuple[_Key, ...] | None:
        """The keys whose values are not the same in both; None where they share no lower layer."""
        if not self.shares_with(other):
            return None
        keys = dict.fromkeys((*self._upper, *self._gone, *other._upper, *other._gone))
        return tuple(
            key for key in keys if (key in self if key not in other else not self._has(key, other[key]))
        )

    def _has(self, key: _Key, value: _Value) -> bool:
        """Whether just this value stands there."""
        return key in self and (self[key] is value or self[key] == value)

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
        if key in self._upper:
            return self._upper[key]
        if key in self._gone:
            raise KeyError(key)
        return self._lower[key]

    def __contains__(self, key: object) -> bool:
        """Whether there is a value."""
        return key in self._upper or (key in self._lower and key not in self._gone)

    def __iter__(self) -> Iterator[_Key]:
        """The keys, in order."""
        return iter(self._all())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._lower) - len(self._gone) + sum(key not in self._lower for key in self._upper)

    def values(self) -> ValuesView[_Value]:
        """The values, in the order of their keys."""
        return self._all().values()

    def items(self) -> ItemsView[_Key, _Value]:
        """The keys with their values, in order."""
        return self._all().items()

    def _all(self) -> dict[_Key, _Value]:
        """Both layers as one and in order, made when it is asked for the first time."""
        if self._whole is None:
            whole = self._both()
            keys = sorted(whole)
            self._whole = (
                whole if keys == list(whole) else dict(zip(keys, map(whole.__getitem__, keys), strict=True))
            )
        return self._whole

    def _both(self) -> dict[_Key, _Value]:
        """Both layers as one."""
        if not (self._upper or self._gone):
            return self._lower
        both = {**self._lower, **self._upper}
        for key in self._gone:
            del both[key]
        return both
