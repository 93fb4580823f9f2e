from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import msgspec
import pytest

from aimo_md.world.processors import meanwhile, shared_out

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = range(2_000)
DECODE = msgspec.msgpack.Decoder(list[tuple[int, int]]).decode
REAL_COUNT = threading.active_count

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
"""Another test may have left a thread behind, of which newer Pythons warn."""


@pytest.fixture(autouse=True)
def three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def square(number: int) -> tuple[int, int]:
    """The square of a number, and the process that worked it out."""
    return number * number, os.getpid()


def elsewhere(work: Callable[[int], tuple[int, int]]) -> Callable[[int], tuple[int, int]]:
    """What works only in this process."""
    here = os.getpid()

    def checked(number: int) -> tuple[int, int]:
        if os.getpid() != here:
            raise ValueError(number)
        return work(number)

    return checked


def test_each_processor_does_a_share_and_the_order_stays() -> None:
    made = shared_out(MANY, square, DECODE)
    assert [result for result, _ in made] == [number * number for number in MANY]
    assert len({process for _, process in made}) == 3
    assert made[0][1] == os.getpid()


def test_a_share_that_fails_is_done_here(capfd: pytest.CaptureFixture[str]) -> None:
    made = shared_out(MANY, elsewhere(square), DECODE)
    assert [result for result, _ in made] == [number * number for number in MANY]
    assert {process for _, process in made} == {os.getpid()}
    assert capfd.readouterr() == ("", "")


def test_a_share_whose_process_is_killed_is_done_here() -> None:
    here = os.getpid()

    def doomed(number: int) -> tuple[int, int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return square(number)

    assert shared_out(MANY, doomed, DECODE) == [square(number) for number in MANY]


def test_results_of_another_kind_are_an_error() -> None:
    def decode(encoded: bytes) -> list[tuple[int, int]]:
        raise msgspec.ValidationError(encoded[:1])

    with pytest.raises(msgspec.ValidationError):
        shared_out(MANY, square, decode)


def test_what_fails_here_too_is_an_error() -> None:
    def fail(number: int) -> tuple[int, int]:
        if number == MANY[-1]:
            raise ValueError(number)
        return square(number)

    with pytest.raises(ValueError, match=str(MANY[-1])):
        shared_out(MANY, fail, DECODE)


@pytest.mark.parametrize("count", [0, 1, 999])
def test_few_things_are_not_shared_out(count: int) -> None:
    made = shared_out(range(count), square, DECODE)
    assert made == [square(number) for number in range(count)]


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", REAL_COUNT)
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        made = shared_out(MANY, square, DECODE)
    finally:
        done.set()
        thread.join()
    assert {process for _, process in made} == {os.getpid()}


class TestMeanwhile:
    def test_the_work_is_done_by_another_process(self) -> None:
        with meanwhile(lambda: square(7), DECODE) as result:
            number, process = result()
        assert number == 49
        assert process != os.getpid()

    def test_it_is_done_here_where_the_other_one_fails(self) -> None:
        here = os.getpid()

        def doomed() -> tuple[int, int]:
            if os.getpid() != here:
                os.kill(os.getpid(), signal.SIGKILL)
            return square(7)

        with meanwhile(doomed, DECODE) as result:
            assert result() == (49, here)

    def test_what_fails_here_too_is_an_error(self) -> None:
        def fail() -> tuple[int, int]:
            raise ValueError(7)

        with meanwhile(fail, DECODE) as result, pytest.raises(ValueError, match="7"):
            result()

    def test_a_result_of_another_kind_is_an_error(self) -> None:
        def decode(encoded: bytes) -> list[tuple[int, int]]:
            raise msgspec.ValidationError(encoded[:1])

        with meanwhile(lambda: square(7), decode) as result, pytest.raises(msgspec.ValidationError):
            result()

    def test_one_processor_does_it_when_it_is_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
        with meanwhile(lambda: square(7), DECODE) as result:
            assert result() == (49, os.getpid())
