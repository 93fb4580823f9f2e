"""A program that answers a text: real processes, in bounds of time and size."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import AimoError
from aimo_md.world.program import answer_of
from tests.folders import wait_until

if TYPE_CHECKING:
    from pathlib import Path


def python(script: str) -> tuple[str, ...]:
    return sys.executable, "-c", script


def test_it_answers_what_it_was_asked() -> None:
    script = "import sys; text = sys.stdin.buffer.read(); sys.stdout.buffer.write(text.upper())"
    assert answer_of(python(script), "가 garden", timeout=60) == "가 GARDEN"


def test_it_need_not_read_the_question() -> None:
    assert answer_of(python("print('done')"), "x" * 1_000_000, timeout=60).strip() == "done"


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("raise SystemExit(3)", "ended with 3"),
        ("print('x' * 100)", "answered more than 10 bytes"),
        ("while True: print('x' * 100)", "answered more than 10 bytes"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "did not answer in UTF-8"),
    ],
)
def test_what_is_no_answer(script: str, why: str) -> None:
    with pytest.raises(AimoError, match=why):
        answer_of(python(script), "", timeout=60, largest=10)


@pytest.mark.parametrize("command", [("no-such-program-of-anybody",), ("",), ("\0",)])
def test_what_cannot_be_started(command: tuple[str, ...]) -> None:
    with pytest.raises(AimoError, match="cannot be started"):
        answer_of(command, "", timeout=60)


@pytest.mark.parametrize("ending", ["", "sys.stdout.close(); os.close(1);"])
def test_a_slow_one_is_stopped_with_all_that_it_started(tmp_path: Path, ending: str) -> None:
    """The program starts another, says who that is, and then neither of them ends by itself."""
    note = tmp_path / "child"
    script = (
        "import os, subprocess, sys, threading\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import threading; threading.Event().wait()'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\n"
        f"{ending}\n"
        "threading.Event().wait()\n"
    )
    with pytest.raises(AimoError, match="took longer than 2 s"):
        answer_of(python(script), "", timeout=2)
    child = int(note.read_text())
    wait_until(lambda: not is_running(child))


def test_what_it_leaves_behind_holds_nobody_up(tmp_path: Path) -> None:
    """The program answers and ends; another, in a session of its own, keeps its stdout open."""
    note = tmp_path / "child"
    script = (
        "import subprocess, sys\n"
        "wait = [sys.executable, '-c', 'import threading; threading.Event().wait()']\n"
        "child = subprocess.Popen(wait, start_new_session=True)\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\n"
        "child.returncode = 0\n"
        "print('done')\n"
    )
    try:
        assert answer_of(python(script), "", timeout=600).strip() == "done"
    finally:
        os.kill(int(note.read_text()), signal.SIGKILL)


def is_running(process: int) -> bool:
    """Whether it runs; one that has ended and is only still listed does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = f"/proc/{process}/stat"
    if not os.path.exists(status):  # noqa: PTH110 (a path of the system's)
        return True
    with open(status) as file:  # noqa: PTH123 (the same)
        return file.read().rpartition(")")[2].split()[0] != "Z"


def test_it_does_not_get_the_address_of_the_webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "https://example.org/secret")
    script = "import os; print('AIMO_DISCORD_WEBHOOK' in os.environ, 'PATH' in os.environ)"
    assert answer_of(python(script), "", timeout=60).split() == ["False", "True"]
