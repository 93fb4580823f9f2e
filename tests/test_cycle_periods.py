"""Reviews of longer periods, and reviews in periodic notes of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle import RememberJob, WriteNote, measured_at_the_end
from aimo_md.text.dates import parse_period
from aimo_md.workplace import Workplace
from tests.folders import EVENING, NOON, REVIEW, at, change, files, make_vault, put, turn

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.cycle import Turn

MONTHLY = '[review]\nperiods = ["week", "month"]\n'
LAST_EVENING = at("2026-11-30 18:00")
MONTH = "Reviews/2026-11 review.md"
MARKERS = """# My week

<!-- aimo:summary -->
<!-- /aimo:summary -->

Mine.
<!-- aimo:decide -->
<!-- /aimo:decide -->
"""


def written(done: Turn) -> list[str]:
    return [action.path for action in done.actions if isinstance(action, WriteNote)]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The garden; aimo came to it at noon of the day on which its week is looked back on."""
    root = make_vault(tmp_path / "vault")
    turn(root, NOON)
    return root


def test_a_month_is_looked_back_on_once_where_that_is_asked_for(vault: Path) -> None:
    put(vault / "aimo.toml", MONTHLY)
    begun = turn(vault, NOON)
    assert RememberJob(job="monthly-review", period="2026-10") in begun.actions
    done = turn(vault, LAST_EVENING)
    assert written(done) == ["Aimo.md", MONTH, "Reviews/2026-W48 review.md"]
    assert RememberJob(job="monthly-review", period="2026-11") in done.actions
    assert turn(vault, LAST_EVENING).actions == ()
    assert "[ ]" not in (vault / MONTH).read_text("utf-8")


def test_by_itself_only_the_week_is_looked_back_on(vault: Path) -> None:
    turn(vault, at("2026-12-31 18:00"))
    assert sorted(path.name for path in vault.glob("Reviews/*")) == ["2026-W52 review.md"]


def test_each_kind_has_its_newest_review_which_follows_the_facts(vault: Path) -> None:
    put(vault / "aimo.toml", MONTHLY)
    turn(vault, NOON)
    turn(vault, LAST_EVENING)
    turn(vault, at("2026-12-06 18:00"))
    change(vault / "Goals/Garden.md", "- [ ] Dig the beds", "- [x] Dig the beds ✅ 2026-11-28")
    assert MONTH in written(turn(vault, at("2026-12-07 12:00")))
    assert "frozen" not in (vault / MONTH).read_text("utf-8")
    turn(vault, at("2026-12-31 18:00"))
    assert "\nfrozen: true\n" in (vault / MONTH).read_text("utf-8")


@pytest.mark.parametrize("key", ["2026-11", "2026-Q4", "2026"])
def test_any_period_can_be_asked_for(vault: Path, key: str) -> None:
    path = f"Reviews/{key} review.md"
    assert written(turn(vault, NOON, wanted=parse_period(key))) == [path]
    assert turn(vault, NOON).actions == ()
    assert f"period: {key}\n" in (vault / path).read_text("utf-8")


def test_what_was_done_is_counted_over_the_whole_period_while_it_runs(vault: Path) -> None:
    snapshot = Workplace(vault).look(NOON, commit_due=False)
    done = {}
    for key in ("2026-W47", "2026-11", "2026-Q3"):
        period = parse_period(key)
        assert period is not None
        done[key] = measured_at_the_end(snapshot, period).direction.done
    assert done == {"2026-W47": 0, "2026-11": 1, "2026-Q3": 0}


class TestTheUsersOwnNote:
    PATH = "Weekly/2026-W47.md"

    def test_its_markers_are_filled_and_no_second_note_is_written(self, vault: Path) -> None:
        put(vault / self.PATH, MARKERS)
        done = turn(vault, EVENING)
        assert written(done) == [self.PATH]
        text = (vault / self.PATH).read_text("utf-8")
        assert text.startswith("# My week\n\n<!-- aimo:summary ")
        assert "# Week 47: 16 to 22 November 2026" in text
        assert "\nMine.\n<!-- aimo:decide " in text
        assert "What moved" not in text
        assert not (vault / REVIEW).exists()
        assert turn(vault, EVENING).actions == ()

    def test_it_follows_the_facts_until_the_next_review(self, vault: Path) -> None:
        put(vault / self.PATH, MARKERS)
        turn(vault, EVENING)
        change(vault / "Goals/Garden.md", "- [ ] Dig the beds", "- [x] Dig the beds ✅ 2026-11-20")
        assert self.PATH in written(turn(vault, EVENING))
        turn(vault, at("2026-11-29 18:00"))
        there = files(vault)[self.PATH]
        change(vault / "Goals/Garden.md", "- [ ] Plant the garlic", "- [x] Plant the garlic ✅ 2026-11-19")
        turn(vault, at("2026-11-29 19:00"))
        assert files(vault)[self.PATH] == there
        asked = turn(vault, at("2026-11-29 19:00"), wanted=parse_period("2026-W47"))
        assert self.PATH in written(asked)

    def test_a_note_of_a_month_is_one_too(self, vault: Path) -> None:
        put(vault / "2026-11.md", "<!-- aimo:moved -->\n<!-- /aimo:moved -->\n")
        assert written(turn(vault, NOON)) == ["2026-11.md"]
        assert "Buy seeds" in (vault / "2026-11.md").read_text("utf-8")

    @pytest.mark.parametrize(
        ("path", "text"),
        [
            pytest.param("Thoughts.md", MARKERS, id="no period"),
            pytest.param("2026-11-22.md", MARKERS, id="a day"),
            pytest.param("Weekly/2026-W47.md", "# My week\n", id="no markers"),
            pytest.param("Weekly/2026-W47.md", "<!-- aimo:today -->\n<!-- /aimo:today -->\n", id="others"),
        ],
    )
    def test_any_other_note_is_left_alone(self, vault: Path, path: str, text: str) -> None:
        put(vault / path, text)
        turn(vault, EVENING)
        assert (vault / path).read_text("utf-8") == text
        assert (vault / REVIEW).exists()
