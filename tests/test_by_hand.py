"""Recurring tasks that are ticked in an editor, from one look of a running aimo to the next."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from aimo_md.workplace import Workplace
from tests.cli.commands import TODAY, call
from tests.folders import NOON, change, commit_all, git, make_vault, subjects, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VAULT = """
    === aimo.toml
    tasks.complete_recurring = true
    === Home.md
    - [ ] Water the plants 🔁 every week 📅 2026-11-22
      - [x] Fill the can
    - [ ] Call the plumber
"""
OPEN = "- [ ] Water the plants 🔁 every week 📅 2026-11-22"
TICKED = OPEN.replace("[ ]", "[x]")
STAMPED = f"{TICKED} ✅ 2026-11-22"
FOLLOWING = OPEN.replace("11-22", "11-29")
REST = "\n  - [x] Fill the can\n- [ ] Call the plumber\n"
COMPLETED = f"{FOLLOWING}\n  - [ ] Fill the can\n{STAMPED}{REST}"
HOME = "Home.md"


def running(root: Path, text: str = VAULT, *, patience: float = 0.0) -> Workplace:
    """An aimo that has seen the vault once, and has nothing to do there."""
    make_vault(root, text, with_git=True)
    place = Workplace(root, patience=patience)
    turn(place)
    return place


def home(place: Workplace) -> str:
    return (place.root / HOME).read_bytes().decode()


def tick(place: Workplace, old: str = OPEN, new: str = TICKED) -> None:
    change(place.root / HOME, old, new)


def aged(place: Workplace) -> None:
    """Let the note look as if it had been left alone for a minute."""
    then = time.time_ns() - 60 * 10**9
    os.utime(place.root / HOME, ns=(then, then))


def test_a_tick_is_completed_once_and_committed_with_the_users_changes(tmp_path: Path) -> None:
    place = running(tmp_path)
    tick(place)
    turn(place)
    assert home(place) == COMPLETED
    assert len(subjects(tmp_path)) == len(("By hand", "the tick with what follows"))
    assert git(tmp_path, "status", "--porcelain") == ""
    assert turn(place).actions == ()


def test_unticking_takes_it_back_and_ticking_does_it_again(tmp_path: Path) -> None:
    place = running(tmp_path)
    for _ in range(2):
        tick(place)
        turn(place)
        assert home(place) == COMPLETED
        assert turn(place).actions == ()
        tick(place, STAMPED, STAMPED.replace("[x]", "[ ]"))
        turn(place)
        assert home(place) == OPEN + REST
        assert turn(place).actions == ()


def ticked_in_the_dashboard(place: Workplace) -> None:
    (line,) = [
        line for line in (place.root / "Aimo.md").read_text().split("\n") if "Water the plants" in line
    ]
    change(place.root / "Aimo.md", line, line.replace("[ ]", "[x]"))
    turn(place)


def done_by_a_command(place: Workplace) -> None:
    call("done", "plants", "--vault", place.root, *TODAY)


@pytest.mark.parametrize("complete", [ticked_in_the_dashboard, done_by_a_command])
def test_unticking_takes_back_what_was_completed_elsewhere(
    tmp_path: Path, complete: Callable[[Workplace], object]
) -> None:
    place = running(tmp_path)
    complete(place)
    turn(place)
    assert home(place) == COMPLETED
    tick(place, STAMPED, STAMPED.replace("[x]", "[ ]"))
    turn(place)
    assert home(place) == OPEN + REST
    assert turn(place).actions == ()


def test_unticking_leaves_a_next_one_that_was_touched(tmp_path: Path) -> None:
    place = running(tmp_path)
    tick(place)
    turn(place)
    tick(place, FOLLOWING, f"{FOLLOWING} ⏫")
    turn(place)
    tick(place, STAMPED, STAMPED.replace("[x]", "[ ]"))
    turn(place)
    assert home(place) == f"{FOLLOWING} ⏫\n  - [ ] Fill the can\n{OPEN}{REST}"
    assert turn(place).actions == ()


def test_where_nothing_follows_from_unticking_it_is_forgotten(tmp_path: Path) -> None:
    place = running(tmp_path)
    tick(place)
    turn(place)
    tick(place, f"{FOLLOWING}\n  - [ ] Fill the can\n{STAMPED}", OPEN)
    turn(place)
    assert home(place) == OPEN + REST
    assert turn(place).actions == ()
    assert place.look(NOON, commit_due=False).by_hand == ()


def test_the_first_look_tells_nothing(tmp_path: Path) -> None:
    place = running(tmp_path)
    tick(place)
    turn(Workplace(tmp_path))
    assert home(place) == TICKED + REST


def test_it_is_off_where_nobody_switched_it_on(tmp_path: Path) -> None:
    place = running(tmp_path, VAULT.replace("true", "false"))
    tick(place)
    turn(place)
    assert home(place) == TICKED + REST
    change(tmp_path / "aimo.toml", "false", "true")
    turn(place)
    assert home(place) == TICKED + REST, "what it means to have been seen begins when it is switched on"


def test_what_a_checkout_brings_is_left_alone(tmp_path: Path) -> None:
    place = running(tmp_path)
    commit_all(tmp_path)
    turn(place)
    git(tmp_path, "switch", "--quiet", "--create", "elsewhere")
    tick(place)
    commit_all(tmp_path)
    git(tmp_path, "switch", "--quiet", "main")
    turn(place)
    git(tmp_path, "switch", "--quiet", "elsewhere")
    assert home(place) == TICKED + REST
    turn(place)
    turn(place)
    assert home(place) == TICKED + REST


def test_a_commit_of_aimos_own_loses_nothing(tmp_path: Path) -> None:
    """It moves HEAD between the look at the open task and the look at its tick."""
    place = running(tmp_path)
    tick(place, "- [ ] Call the plumber", "- [ ] Call the plumber today")
    turn(place)
    assert subjects(tmp_path)[0] != "By hand"
    tick(place)
    turn(place)
    assert FOLLOWING in home(place)


def test_where_the_plugin_has_put_the_next_one_nothing_is_added(tmp_path: Path) -> None:
    place = running(tmp_path)
    tick(place, OPEN, f"{FOLLOWING}\n{STAMPED}")
    before = home(place)
    turn(place)
    assert home(place) == before
    tick(place, f"{FOLLOWING}\n", "")
    turn(place)
    assert home(place) == STAMPED + REST, "the next one was taken away on purpose"


def test_a_note_that_is_written_in_waits_and_the_tick_is_not_forgotten(tmp_path: Path) -> None:
    place = running(tmp_path, patience=30.0)
    tick(place)
    assert turn(place, commit_due=False).waiting
    tick(place, "- [ ] Call the plumber", "- [x] Call the plumber")
    assert turn(place, commit_due=False).waiting
    assert home(place) == f"{TICKED}{REST}".replace("[ ] Call", "[x] Call")
    aged(place)
    assert not turn(place).waiting
    assert home(place) == COMPLETED.replace("[ ] Call", "[x] Call")
    assert turn(place).actions == ()


def test_a_note_that_an_editor_has_open_waits(tmp_path: Path) -> None:
    place = running(tmp_path)
    swap = tmp_path / ".Home.md.swp"
    swap.write_bytes(b"b0VIM 9.0" + bytes(4087))
    tick(place)
    turn(place)
    assert home(place) == TICKED + REST
    swap.unlink()
    turn(place)
    assert home(place) == COMPLETED


def test_another_device_works_on_the_vault(tmp_path: Path) -> None:
    place = running(tmp_path, VAULT.replace("tasks.", 'vault.writer = "elsewhere"\n    tasks.'))
    tick(place)
    turn(place)
    assert home(place) == TICKED + REST


@pytest.mark.parametrize(
    ("before", "ticked", "after"),
    [
        pytest.param(
            f"{OPEN} 🏁 delete\n- [ ] Rest\n",
            f"{TICKED} 🏁 delete\n- [ ] Rest\n",
            f"{FOLLOWING} 🏁 delete\n- [ ] Rest\n",
            id="to be deleted",
        ),
        pytest.param(
            "- [ ] Rest [repeat:: every day]  [due:: 2026-11-22]\n",
            "- [x] Rest [repeat:: every day]  [due:: 2026-11-22]\n",
            "- [ ] Rest [repeat:: every day]  [due:: 2026-11-23]\n"
            "- [x] Rest [repeat:: every day]  [due:: 2026-11-22]  [completion:: 2026-11-22]\n",
            id="Dataview",
        ),
        pytest.param(
            f"# Home\r\n\r\n{OPEN}\r\nx\r\n",
            f"# Home\r\n\r\n{TICKED}\r\nx\r\n",
            f"# Home\r\n\r\n{FOLLOWING}\r\n{STAMPED}\r\nx\r\n",
            id="CRLF",
        ),
    ],
)
def test_every_kind_of_line(tmp_path: Path, before: str, ticked: str, after: str) -> None:
    make_vault(tmp_path, VAULT, with_git=True)
    (tmp_path / HOME).write_bytes(before.encode())
    place = Workplace(tmp_path)
    turn(place)
    (tmp_path / HOME).write_bytes(ticked.encode())
    turn(place)
    assert home(place) == after
    assert turn(place).actions == ()
    assert home(place) == after
