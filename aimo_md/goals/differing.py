"""Which values of two sequences or mappings are not the same.

Of ten thousand notes nearly all are the very same object after a change, and Python compares these at once,
by what they are: so halves that are the same are passed over whole. Knows nothing of what the values are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from aimo_md.goals.layered import Layered

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

_Key = TypeVar("_Key", bound="Hashable")
_Value = TypeVar("_Value")


def unequal(before: Sequence[_Value], after: Sequence[_Value], first: int = 0) -> Iterator[int]:
    """Where two sequences of one kind and length differ, counted from `first`."""
    if before == after:
        return
    if len(before) == 1:
        yield first
        return
    middle = len(before) // 2
    yield from unequal(before[:middle], after[:middle], first)
    yield from unequal(before[middle:], after[middle:], first + middle)


def differing(before: Mapping[_Key, _Value], after: Mapping[_Key, _Value]) -> tuple[_Key, ...]:
    """The keys whose values are not the same: of both, then those of one only."""
    if before is after:
        return ()
    if isinstance(before, Layered) and isinstance(after, Layered):
        found = before.differing(after)
        if found is not None:
            return found
    keys = list(before)
    if keys == list(after):
        return tuple(keys[at] for at in unequal(list(before.values()), list(after.values())))
    both = [key for key in keys if key in after]
    changed = (both[at] for at in unequal([before[key] for key in both], [after[key] for key in both]))
    gone = (key for key in keys if key not in after)
    return (*changed, *gone, *(key for key in after if key not in before))
