from __future__ import annotations

import gc
import subprocess
import sys
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


LEAVING = """
import atexit, sys
from aimo_md.world.memory import leave

class Large:
    def __del__(self):
        print("taken apart")

large = Large()
atexit.register(print, "called at the end", end="")
print("printed", end=", ")
leave({code})
sys.exit({code})
"""


@pytest.mark.parametrize(
    ("code", "ends_with", "printed", "said"),
    [
        pytest.param("None", 0, "printed, called at the end", "", id="fine"),
        pytest.param("3", 3, "printed, called at the end", "", id="a code"),
        pytest.param("'words'", 1, "printed, called at the endtaken apart\n", "words\n", id="words"),
    ],
)
def test_a_process_ends_without_taking_its_memory_apart(
    code: str, ends_with: int, printed: str, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAVING.format(code=code)], capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (ends_with, printed, said)


def test_what_cannot_be_handed_on_is_left_to_python() -> None:
    imports = "import sys; from aimo_md.world.memory import leave"
    script = f"{imports}; sys.stdout.close(); leave(0); sys.exit('here')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (1, "here\n")
