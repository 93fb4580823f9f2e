"""What no note should be: reported or passed over, and every other note is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from aimo_md.workplace import Workplace
from tests.folders import NOON, change, make_vault, put, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aimo_md.cycle import Turn


def broken_yaml(vault: Path) -> None:
    put(vault / "Bad.md", "---\ntype: [goal\nstatus: {\n---\n- [ ] Still a task\n")


def impossible_values(vault: Path) -> None:
    put(vault / "Bad.md", "---\ntype: goal\ndeadline: 2026-02-30\nstatus: asleep\nparent: 12\n---\n- [ ] A\n")


def not_utf8(vault: Path) -> None:
    (vault / "Bad.md").write_bytes(b"# caf\xe9\n- [ ] A\n")


def too_large(vault: Path) -> None:
    put(vault / "Bad.md", "- [ ] A\n" * 262_144)


def yaml_bomb(vault: Path) -> None:
    put(vault / "Bad.md", "---\n" + "[" * 10_000 + "\n---\n- [ ] A\n")


def nested_deep(vault: Path) -> None:
    put(vault / "Bad.md", "> " * 5_000 + "- [ ] A\n" + "1. " * 5_000 + "- [ ] A\n")


def empty(vault: Path) -> None:
    put(vault / "Bad.md", "")


def only_zeros(vault: Path) -> None:
    (vault / "Bad.md").write_bytes(bytes(4096))


def link_that_leaves(vault: Path) -> None:
    put(vault.parent / "outside.md", "---\ntype: goal\n---\n")
    (vault / "Bad.md").symlink_to(vault.parent / "outside.md")


def link_to_nothing(vault: Path) -> None:
    (vault / "Bad.md").symlink_to("nowhere.md")


def link_to_itself(vault: Path) -> None:
    (vault / "Bad.md").symlink_to("Bad.md")


def folder_with_a_notes_name(vault: Path) -> None:
    put(vault / "Bad.md/Inside.md", "- [ ] A\n")


def pipe(vault: Path) -> None:
    os.mkfifo(vault / "Bad.md")


def conflict_copy(vault: Path) -> None:
    put(vault / "Garden.sync-conflict-20261120-101500-ABCDEFG.md", "---\ntype: goal\n---\n")


def broken_marker(vault: Path) -> None:
    put(vault / "Bad.md", "<!-- aimo:today -->\n- [ ] A\n")


BAD: dict[Callable[[Path], None], set[str]] = {
    broken_yaml: {"frontmatter-yaml"},
    impossible_values: {"impossible-day", "bad-property", "goal-link-dead"},
    not_utf8: {"not-utf8"},
    too_large: {"note-too-large"},
    yaml_bomb: {"frontmatter-yaml"},
    nested_deep: {"note-too-deep"},
    empty: set(),
    only_zeros: set(),
    link_that_leaves: {"symlink-outside"},
    link_to_nothing: set(),
    link_to_itself: set(),
    folder_with_a_notes_name: set(),
    pipe: set(),
    conflict_copy: {"conflict-copy"},
    broken_marker: {"block-unclosed"},
}


@pytest.mark.parametrize("spoil", BAD)
def test_a_bad_note_is_told_of_and_stops_nothing(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    vault = make_vault(tmp_path / "vault")
    spoil(vault)
    done = turn(vault)
    assert {problem.code for problem in done.measures.problems} == BAD[spoil]
    assert all(problem.message and problem.remedy for problem in done.measures.problems)
    assert_everything_else_is_read(done)
    assert "Grow a garden" in (vault / "Aimo.md").read_text()
    assert turn(vault).actions == ()


def test_all_of_them_at_once_in_a_repository(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", with_git=True)
    for spoil in BAD:
        spoil(vault)
        for bad in vault.glob("Ba*.md"):
            bad.rename(vault / f"{spoil.__name__}.md")
    done = turn(vault)
    assert_everything_else_is_read(done)
    assert set().union(*BAD.values()) <= {problem.code for problem in done.measures.problems}
    assert turn(vault).actions == ()


def assert_everything_else_is_read(done: Turn) -> None:
    goal = done.measures.goals["Goals/Garden.md"]
    assert (goal.leaves_done, goal.leaves) == (1, 3)
    assert [task.title for task in done.measures.vault.notes["Inbox.md"].tasks] == ["Call the plumber"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"\xff", "not-utf8", id="not UTF-8"),
        pytest.param(b"x" * 2_097_152, "note-too-large", id="too large"),
        pytest.param(None, "unreadable", id="a folder of which nothing can be read"),
    ],
)
def test_the_last_good_reading_of_a_note_stays_in_use(
    tmp_path: Path, data: bytes | None, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = make_vault(tmp_path)
    place = Workplace(vault)
    assert_everything_else_is_read(turn(place))
    if data is None:
        lock_out_of(vault / "Goals", monkeypatch)
    else:
        (vault / "Goals/Garden.md").write_bytes(data)
    done = turn(place)
    assert {problem.code for problem in done.measures.problems} == {code}
    assert_everything_else_is_read(done)
    assert turn(place).actions == ()


def lock_out_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a folder without permissions is to everybody but root."""
    listed = os.scandir

    def scandir(path: Path) -> os._ScandirIterator[str]:
        if path == folder:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_a_note_that_is_mended_is_read_again(tmp_path: Path) -> None:
    place = Workplace(make_vault(tmp_path))
    put(tmp_path / "Goals/Garden.md", "---\ntype: [goal\n---\n")
    assert "Goals/Garden.md" not in turn(place).measures.goals
    make_vault(tmp_path)
    assert_everything_else_is_read(turn(place))


def test_a_config_with_a_fault_is_told_of_and_the_last_good_one_stays_in_use(tmp_path: Path) -> None:
    put(make_vault(tmp_path) / "aimo.toml", '[notes]\ndashboard = "Start.md"\n')
    place = Workplace(tmp_path)
    turn(place)
    put(tmp_path / "aimo.toml", "[notes\n")
    done = turn(place)
    assert [(problem.path, problem.code) for problem in done.measures.problems] == [
        ("aimo.toml", "config-toml")
    ]
    assert "is not TOML" in (tmp_path / "Start.md").read_text()
    assert not (tmp_path / "Aimo.md").exists()
    put(tmp_path / "aimo.toml", '[notes]\ndashbord = "Start.md"\n')
    assert [problem.code for problem in turn(place).measures.problems] == ["config-unknown"]


def test_a_vault_that_is_away_is_no_empty_vault(tmp_path: Path) -> None:
    place = Workplace(make_vault(tmp_path / "vault"))
    turn(place)
    (tmp_path / "vault").rename(tmp_path / "away")
    with pytest.raises(Exception, match="cannot be read: No such file"):
        turn(place)
    (tmp_path / "away").rename(tmp_path / "vault")
    assert turn(place, NOON).actions == ()


def test_tasks_of_a_note_that_is_removed_are_gone(tmp_path: Path) -> None:
    place = Workplace(make_vault(tmp_path))
    change(tmp_path / "Inbox.md", "Call the plumber", "Call the painter")
    assert "Call the painter" in str(turn(place).measures.vault.misc)
    (tmp_path / "Inbox.md").unlink()
    assert turn(place).measures.vault.misc.tasks == ()
