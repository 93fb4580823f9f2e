"""A turn that is measured from what the last one measured finds what a turn without one finds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.cycle import foresee
from aimo_md.cycle.last_measured import measured_since
from aimo_md.workplace import Workplace
from tests.folders import NOON, change, commit_all, make_vault, put, turn

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.cycle import Turn

GARDEN = """
    === aimo.toml
    === Goals/Garden.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-12-31
    ---
    - [x] Buy seeds ✅ 2026-11-10
    - [ ] Dig the beds
    - [ ] Plant the garlic 🆔 garlic
    === Goals/Soup.md
    ---
    type: goal
    parent: "[[Garden]]"
    ---
    - [ ] Cook ⛔ garlic
    === Goals/Read.md
    ---
    type: goal
    ---
    - [ ] One book
    === Inbox.md
    - [ ] Call the plumber
"""


@pytest.fixture(params=[True, False], ids=["git", "no git"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return make_vault(tmp_path / "vault", GARDEN, with_git=request.param)


def same(place: Workplace, vault: Path, days: int = 0) -> Turn:
    """What the workplace would do now, which is what one that has just been opened would do."""
    now = NOON + timedelta(days=days)
    known, fresh = (foresee(each, now, commit_due=True) for each in (place, Workplace(vault)))
    assert known.measures == fresh.measures
    assert known.actions == fresh.actions
    return known


def test_it_finds_the_same_after_every_edit(vault: Path) -> None:
    place = Workplace(vault)
    turn(place)
    change(vault / "Goals/Garden.md", "[ ] Plant", "[x] Plant")
    assert same(place, vault).measures.goals["Goals/Garden.md"].earned == 2.0
    change(vault / "Goals/Read.md", "One book", "One book\n- [ ] And another")
    same(place, vault)
    put(vault / "Goals/Walk.md", '---\ntype: goal\nparent: "[[Read]]"\n---\n- [ ] a mile\n')
    same(place, vault)
    turn(place)
    (vault / "Inbox.md").unlink()
    same(place, vault)
    put(vault / "Goals/Read.md", '---\ntype: goal\nparent: "[[Walk]]"\n---\n- [ ] a mile\n')
    same(place, vault)


def test_another_day_and_another_config_have_everything_measured(vault: Path) -> None:
    place = Workplace(vault)
    turn(place)
    assert same(place, vault, days=3).measures.today == NOON.date() + timedelta(days=3)
    put(vault / "aimo.toml", "[tasks]\nin_progress_earns = 0.5\n")
    change(vault / "Goals/Read.md", "[ ] One", "[/] One")
    assert same(place, vault).measures.goals["Goals/Read.md"].earned == 0.5
    assert place.config != Config()


def test_a_commit_changes_nothing(vault: Path) -> None:
    place = Workplace(vault)
    turn(place)
    change(vault / "Goals/Read.md", "[ ] One", "[x] One")
    same(place, vault)
    if (vault / ".git").exists():
        commit_all(vault)
    same(place, vault)


def test_what_nobody_touched_is_not_measured_again(vault: Path) -> None:
    place = Workplace(vault)
    before = turn(place).measures.goals["Goals/Read.md"]
    change(vault / "Goals/Garden.md", "[ ] Dig", "[x] Dig")
    assert turn(place).measures.goals["Goals/Read.md"] is before


def test_a_workplace_tells_whether_it_has_measured(vault: Path) -> None:
    place, other = Workplace(vault), Workplace(vault)
    turn(place)
    assert (place.has_measured, other.has_measured) == (True, False)


def test_after_a_commit_it_still_is(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", GARDEN, with_git=True)
    place = Workplace(vault)
    change(vault / "Goals/Soup.md", "Cook", "Cook slowly")
    before = place.look(NOON, commit_due=False)
    last = measured_since(None, before.notes, NOON.date(), before.config, before.history)
    change(vault / "Goals/Read.md", "One", "Another")
    put(vault / "Goals/Walk.md", "- [ ] a mile\n")
    (vault / "Inbox.md").unlink()
    commit_all(vault)
    change(vault / "Goals/Garden.md", "Dig", "Dig up")
    now = place.look(NOON, commit_due=False)
    assert now.history is not None
    found = measured_since(last, now.notes, NOON.date(), now.config, now.history)
    assert found.shared == now.history.sharing(found.assembly.vault)
    assert found.shared is not None
    assert found.shared.shares_with(found.assembly.vault)
    committed = found.shared.vault.notes
    assert [path for path, note in committed.items() if now.notes[path] is not note] == ["Goals/Garden.md"]


def test_what_git_has_of_a_note_is_the_note_itself(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", GARDEN, with_git=True)
    change(vault / "Goals/Read.md", "One", "Another")
    snapshot = Workplace(vault).look(NOON, commit_due=False)
    assert snapshot.history is not None
    last = measured_since(None, snapshot.notes, NOON.date(), snapshot.config, snapshot.history)
    assert last.shared is not None
    assert last.shared.vault == snapshot.history.vault
    committed = last.shared.vault.notes
    same = [note.path for note in snapshot.notes.values() if committed[note.path] is note]
    assert same == ["Goals/Garden.md", "Goals/Soup.md", "Inbox.md"]
