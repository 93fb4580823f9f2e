"""Commands beside a daemon that lives: they print what the daemon keeps ready, as long as that holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

from aimo_md import cli, timing
from aimo_md.cli import live
from aimo_md.cli.live import Answer, answered, answers, config_stamp
from aimo_md.cli.offering import offer
from aimo_md.daemon import Daemon
from aimo_md.workplace import Workplace
from aimo_md.world.state import DAEMON, vault_state
from tests.cli.commands import call
from tests.folders import change, make_vault, put, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAVY = frozenset({"click", "msgspec", "rich", "jinja2", "aimo_md.errors", "aimo_md.workplace"})
SPY = """
import sys
from aimo_md.cli import main
main()
print(*sys.modules, file=sys.stderr)
"""
HOUR = 3600.0
TOLD = Answer(words=("Goal 日本\n", "1 problem\n"), json=('{"schema": 1}\n', ""), width=9)
LIST = Answer(words=("Sow\n", ""), json=('{"rows": []}\n', ""), width=3)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The garden, with a config that commits nothing, and a daemon that waits for nothing."""
    monkeypatch.setattr(timing, "BETWEEN_TURNS", 0.0)
    monkeypatch.setattr(timing, "SUPERVISE", 0.1)
    root = make_vault(tmp_path / "vault")
    put(root / "aimo.toml", '[git]\ncommit = "off"\n')
    return root


@contextmanager
def living(vault: Path) -> Iterator[None]:
    """A daemon that keeps its answer ready."""
    place = Workplace(vault)
    daemon = Daemon(
        place, lambda _: None, deliver=lambda _: None, push=lambda _: None, offer=partial(offer, place)
    )
    thread = threading.Thread(target=daemon.run)
    with place.state.lock(DAEMON):
        thread.start()
        try:
            yield
        finally:
            daemon.stop()
            thread.join(30)


def ready(vault: Path, words: str) -> bool:
    """Whether an answer with these words is kept ready."""
    return words.encode() in (vault_state(vault).offered() or b"")


@pytest.mark.parametrize("command", ["status", "today"])
@pytest.mark.parametrize("options", [[], ["--json"]], ids=["words", "json"])
def test_it_prints_what_the_command_prints(
    vault: Path, command: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    put(vault / "Broken.md", "- [ ] a 📅 2026-02-30\n")
    with living(vault):
        wait_until(lambda: answered(command, ["--vault", str(vault), *options]))
        printed = capsys.readouterr()
        expected = call(command, "--vault", vault, *options)
    assert (printed.out, printed.err) == (expected.stdout, expected.stderr)


def test_what_changes_is_told_after_the_next_turn(vault: Path) -> None:
    with living(vault):
        wait_until(lambda: ready(vault, "33 %"))
        change(vault / "Goals/Garden.md", "- [ ] Plant the garlic", "- [x] Plant the garlic ✅ 2026-11-22")
        wait_until(lambda: ready(vault, "67 %"))
    assert vault_state(vault).offered() is None


@contextmanager
def kept_ready(
    vault: Path, *, since: float = -HOUR, until: float = HOUR, config: list[int] | None = None
) -> Iterator[None]:
    """Answers, and somebody who has the daemon's lock."""
    now, state = time.time(), vault_state(vault)
    stamp = config or config_stamp(str(vault))
    with state.lock(DAEMON):
        told = {"status": TOLD, "today": LIST}
        state.offer(answers(told, config=stamp, since=now + since, until=now + until))
        yield


@pytest.mark.parametrize(
    ("command", "arguments", "out"),
    [
        pytest.param("status", [], "Goal 日本\n", id="status in words"),
        pytest.param("status", ["--json"], '{"schema": 1}\n', id="status as JSON"),
        pytest.param("today", [], "Sow\n", id="today in words"),
        pytest.param("today", ["--json"], '{"rows": []}\n', id="today as JSON"),
    ],
)
def test_the_answer_is_found_from_within_the_vault(
    vault: Path,
    command: str,
    arguments: list[str],
    out: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(vault / "Goals")
    with kept_ready(vault):
        assert answered(command, arguments)
    assert capsys.readouterr().out == out


def test_it_is_found_by_the_environment(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIMO_VAULT", str(vault))
    with kept_ready(vault):
        assert answered("status", [])


@pytest.mark.parametrize("command", ["status", "today"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["--today", "2026-11-20"],
        ["--at", "2026-11-20"],
        ["--help"],
        ["--vault"],
        ["--vault", "nowhere"],
        ["x"],
    ],
    ids=" ".join,
)
def test_what_the_command_must_read_itself_is_left_to_it(
    vault: Path, command: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(vault)
    with kept_ready(vault):
        assert not answered(command, arguments)


def test_a_command_for_which_nothing_is_kept_answers_itself(vault: Path) -> None:
    with kept_ready(vault):
        assert not answered("check", ["--vault", str(vault)])


def test_a_folder_that_is_no_vault_has_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert not answered("status", [])


def test_an_answer_of_another_day_does_not_hold(vault: Path) -> None:
    with kept_ready(vault, until=-1.0):
        assert not answered("status", ["--vault", str(vault)])


def test_nor_does_one_from_the_future(vault: Path) -> None:
    with kept_ready(vault, since=HOUR):
        assert not answered("status", ["--vault", str(vault)])


def test_nor_does_one_by_another_config(vault: Path) -> None:
    with kept_ready(vault, config=[1, 2, 3]):
        assert not answered("status", ["--vault", str(vault)])


def test_nor_does_that_of_a_daemon_that_died(vault: Path) -> None:
    with kept_ready(vault):
        pass
    assert vault_state(vault).offered() is not None
    assert not answered("status", ["--vault", str(vault)])


@pytest.mark.parametrize("key", ["aimo", "process"])
def test_nor_does_that_of_another_aimo(vault: Path, key: str) -> None:
    with kept_ready(vault):
        state = vault_state(vault)
        state.offer(json.dumps({**json.loads(state.offered() or b""), key: "other"}).encode())
        assert not answered("status", ["--vault", str(vault)])


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{}"])
def test_nor_does_what_is_no_answer(vault: Path, data: bytes) -> None:
    with kept_ready(vault):
        vault_state(vault).offer(data)
        assert not answered("status", ["--vault", str(vault)])


@pytest.mark.parametrize(("columns", "printed"), [(9, True), (8, False)])
def test_a_table_is_broken_by_the_command_where_the_terminal_is_too_narrow(
    vault: Path, columns: int, *, printed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    with kept_ready(vault):
        assert answered("status", ["--vault", str(vault)]) is printed
        assert answered("today", ["--vault", str(vault)]), "has shorter lines"


def test_only_its_owner_can_read_the_answer(vault: Path) -> None:
    with kept_ready(vault):
        assert (vault_state(vault).folder / "answer.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("command", "out"), [("status", "Goal 日本\n"), ("today", "Sow\n")])
def test_nothing_heavy_is_loaded_for_it(vault: Path, command: str, out: str) -> None:
    with kept_ready(vault):
        done = subprocess.run(
            [sys.executable, "-c", SPY, command, "--vault", str(vault)],
            capture_output=True,
            check=True,
            text=True,
        )
    assert done.stdout == out
    assert HEAVY.isdisjoint(done.stderr.split())


def test_a_reader_that_has_read_enough_is_no_fault(vault: Path) -> None:
    with kept_ready(vault):
        done = subprocess.run(
            [
                *("bash", "-c", '"$0" -c "$1" status --vault "$2" | true; echo "${PIPESTATUS[0]}"'),
                *(sys.executable, "from aimo_md.cli import main; main()", str(vault)),
            ],
            capture_output=True,
            check=True,
            text=True,
        )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("command", "out"), [("status", "Grow a garden"), ("today", "Plant the garlic")])
def test_the_command_itself_answers_where_nobody_else_does(
    vault: Path, command: str, out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(vault / "Goals/Garden.md", "- [ ] Plant the garlic", "- [ ] Plant the garlic 📅 2026-11-20")
    monkeypatch.setattr(sys, "argv", ["aimo", command, "--vault", str(vault)])
    with pytest.raises(SystemExit):
        cli.answer()
    assert out in capsys.readouterr().out


def test_both_name_the_config_alike() -> None:
    from aimo_md.config import CONFIG_NAME  # noqa: PLC0415 (beside what it is compared with)

    assert live.CONFIG_NAME == CONFIG_NAME
