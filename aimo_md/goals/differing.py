"""Which values of two mappings are not the same.

Of ten thousand notes nearly all are the very same object after a change: what is one object is passed over at
once, and only what is not is compared by what it says. Knows nothing of what the values are.
"""

from __future__ import annotations

from itertools import compress
from operator import is_not
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

_Key = TypeVar("_Key", bound="Hashable")
_Value = TypeVar("_Value")


def differing(before: Mapping[_Key, _Value], after: Mapping[_Key, _Value]) -> tuple[_Key, ...]:
    """The keys whose values are not the same: of both in the order of `before`, then those of one only."""
    if before is after:
        return ()
    suspects = tuple(compress(before, map(is_not, before.values(), map(after.get, before))))
    gone = tuple(key for key in suspects if key not in after)
    changed = tuple(key for key in suspects if key in after and before[key] != after[key])
    if len(before) - len(gone) == len(after):
        return (*changed, *gone)
    return (*changed, *gone, *(key for key in after if key not in before))
