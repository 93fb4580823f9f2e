from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from aimo_md.world.memory import filling

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_no_search_for_garbage_while_filling() -> None:
    with filling():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_made_is_not_searched_later() -> None:
    before = gc.get_freeze_count()
    with filling():
        made = [[number] for number in range(1_000)]
    assert gc.get_freeze_count() >= before + len(made)


def test_an_error_ends_it_too() -> None:
    with pytest.raises(ValueError, match="on the way"), filling():
        raise ValueError("on the way")
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with filling():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
