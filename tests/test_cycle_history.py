"""What git's history adds to a turn, in real repositories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle import measured, measured_at_the_end
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.folders import NOON, at, change, commit_all, git, make_vault, put, turn

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.measures.model import GoalMeasure, Measures

GOAL = "Goals/Garden.md"
GARDEN = """
    === Goals/Garden.md
    ---
    type: goal
    deadline: 2026-12-31
    ---
    - [ ] Buy seeds
    - [ ] Dig the beds
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A goal without any day but its deadline, in a repository without a commit."""
    root = make_vault(tmp_path / "vault", GARDEN)
    git(root, "init", "--quiet", "--initial-branch=main")
    return root


def committed_on(root: Path, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commit all as of a moment."""
    with monkeypatch.context() as patch:
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            patch.setenv(name, moment.isoformat())
        commit_all(root)


def garden(root: Path, now: datetime) -> GoalMeasure:
    return measured(Workplace(root).look(now, commit_due=False)).goals[GOAL]


def test_a_tick_without_a_day_moves_its_goal_today(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed_on(vault, NOON - timedelta(days=10), monkeypatch)
    assert garden(vault, NOON).moved_on is None
    change(vault / GOAL, "- [ ] Buy seeds", "- [x] Buy seeds")
    assert garden(vault, NOON).moved_on == NOON.date()
    committed_on(vault, NOON, monkeypatch)
    assert garden(vault, NOON + timedelta(days=3)).moved_on == NOON.date()


def test_without_a_start_a_goal_begins_with_the_first_commit_of_its_note(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed_on(vault, NOON - timedelta(days=10), monkeypatch)
    found = garden(vault, NOON)
    assert found.span.start == (NOON - timedelta(days=10)).date()
    assert found.slip is not None


def test_a_note_that_is_not_committed_begins_today(vault: Path) -> None:
    assert garden(vault, NOON).span.start == NOON.date()


def test_without_git_nothing_is_guessed(tmp_path: Path) -> None:
    found = garden(make_vault(tmp_path / "bare", GARDEN), NOON)
    assert found.span.start is None
    assert found.slip is None


def test_the_next_turn_finds_nothing_to_do(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed_on(vault, NOON - timedelta(days=10), monkeypatch)
    change(vault / GOAL, "- [ ] Buy seeds", "- [x] Buy seeds")
    now = datetime.now(UTC)
    assert turn(vault, now).actions
    assert turn(vault, now).actions == ()


def review_of(root: Path, now: datetime, day: str) -> Measures:
    return measured_at_the_end(
        Workplace(root).look(now, commit_due=False), week_of(at(day).date(), week_start=0)
    )


class TestAPeriodThatIsOver:
    """On three Sundays it is committed, ticked, and given another deadline while the tick is removed."""

    @pytest.fixture
    def lived(self, vault: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        committed_on(vault, NOON - timedelta(weeks=3), monkeypatch)
        change(vault / GOAL, "- [ ] Buy seeds", "- [x] Buy seeds")
        committed_on(vault, NOON - timedelta(weeks=2), monkeypatch)
        change(vault / GOAL, "2026-12-31", "2027-01-31")
        change(vault / GOAL, "- [x] Buy seeds\n", "")
        committed_on(vault, NOON - timedelta(weeks=1), monkeypatch)
        return vault

    def test_is_told_from_what_git_had_then(self, lived: Path) -> None:
        first = review_of(lived, NOON, "2026-11-01").goals[GOAL]
        assert (first.span.deadline, first.earned, first.leaves) == (at("2026-12-31").date(), 0.0, 2)
        second = review_of(lived, NOON, "2026-11-08")
        assert second.goals[GOAL].earned == 1.0
        assert second.direction.goals_moved == 1
        assert second.today == at("2026-11-09").date()

    def test_the_last_one_follows_the_facts(self, lived: Path) -> None:
        last = review_of(lived, NOON, "2026-11-15").goals[GOAL]
        assert (last.earned, last.leaves) == (1.0, 2)
        change(lived / GOAL, "- [ ] Dig the beds", "- [x] Dig the beds ✅ 2026-11-14")
        assert review_of(lived, NOON, "2026-11-15").goals[GOAL].earned == 2.0

    def test_before_the_first_commit_the_notes_tell(self, lived: Path) -> None:
        before = review_of(lived, NOON, "2026-10-20")
        assert before.goals[GOAL].span.deadline == at("2027-01-31").date()
        assert before.direction.done == 0

    def test_what_was_asked_is_not_replayed_again(self, lived: Path) -> None:
        place = Workplace(lived)
        snapshot = place.look(NOON, commit_due=False)
        day = (NOON - timedelta(weeks=2)).date()
        assert snapshot.history_until(day) is snapshot.history_until(day)


def test_of_a_cycle_of_goals_the_newest_link_is_cut(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(vault / "Goals/Yard.md", '---\ntype: goal\nparent: "[[Garden]]"\n---\n')
    committed_on(vault, NOON - timedelta(days=10), monkeypatch)
    change(vault / GOAL, "type: goal", 'type: goal\nparent: "[[Yard]]"')
    found = measured(Workplace(vault).look(NOON, commit_due=False))
    assert {path: goal.goal.parent for path, goal in found.goals.items()} == {
        GOAL: None,
        "Goals/Yard.md": GOAL,
    }
