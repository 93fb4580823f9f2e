"""Twelve weeks of one person: on time at first, then silent; who is asked, answers, rests and comes back."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle import take_turn
from aimo_md.plan.decisions import decisions
from aimo_md.text.blocks import find_blocks
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.answered_vaults import DASHBOARD, boxes, line, tick
from tests.cli.commands import call
from tests.folders import change, git, make_vault

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.cycle import Turn

FIRST = date(2026, 9, 7)
"""The Monday of the first week."""
SHOP = "Goals/Shop.md"


def step(number: int) -> str:
    """A step of the goal; one is due on the Saturday of each week."""
    return f"Step {number:02} 📅 {FIRST + timedelta(days=7 * number - 2)}"


STEPS = "\n".join(f"    - [ ] {step(number)}" for number in range(1, 17))
LIFE = f"""
    === {SHOP}
    ---
    type: goal
    priority: high
    start: 2026-09-07
    deadline: 2026-12-31
    ---
    # Open a shop

{STEPS}
"""


@dataclass(kw_only=True)
class Life:
    """A vault, and what its owner does on which day of which week; weeks count from 1, Monday is 0."""

    vault: Path
    clock: pytest.MonkeyPatch

    def day(self, week: int, weekday: int) -> date:
        return FIRST + timedelta(days=7 * (week - 1) + weekday)

    def turn(self, week: int, weekday: int, hour: int = 12) -> Turn:
        """aimo takes a turn, and git believes that it is then."""
        day = self.day(week, weekday)
        now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            self.clock.setenv(name, now.isoformat())
        turn = take_turn(Workplace(self.vault), now, commit_due=True)
        assert take_turn(Workplace(self.vault), now, commit_due=True).actions == ()
        return turn

    def type(self, week: int, weekday: int, *arguments: str) -> None:
        """A command."""
        result = call(*arguments, "--vault", self.vault, "--today", str(self.day(week, weekday)))
        assert result.exit_code == 0, result.output

    def does(self, number: int, week: int, weekday: int = 3) -> None:
        """Ticks a step in the goal's note; aimo sees it the same day."""
        self.ticks(number, self.day(week, weekday))
        self.turn(week, weekday)

    def ticks(self, number: int, on: date) -> None:
        change(self.vault / SHOP, f"- [ ] {step(number)}", f"- [x] {step(number)} ✅ {on}")

    def review(self, week: int) -> Path:
        return self.vault / f"Reviews/{week_of(self.day(week, 0)).key} review.md"

    def sunday(self, week: int) -> str:
        """The review of a week, written on Sunday evening; every option in it can be carried out."""
        self.turn(week, 6, hour=18)
        for option in self.options(week):
            self.tries(week, option)
        return self.review(week).read_text()

    def options(self, week: int) -> list[str]:
        """The ids of the options that a review offers."""
        path = self.review(week).relative_to(self.vault).as_posix()
        return [found for found in boxes(self.vault, path) if not found.startswith("aimo-d-")]

    def tries(self, week: int, option: str) -> None:
        """Tick an option in a copy of everything: it is done, and nothing is refused."""
        copy = self.vault.with_name("copy")
        shutil.copytree(self.vault, copy)
        review = copy / self.review(week).relative_to(self.vault)
        tick(review, f"^{option}")
        ticked = line(review, f"^{option}")
        change(review, ticked, ticked.replace("`YYYY-MM-DD`", "`2027-06-01`"))
        day = self.day(week, 6)
        turn = take_turn(
            Workplace(copy), datetime(day.year, day.month, day.day, 20, tzinfo=UTC), commit_due=False
        )
        assert f"aimo-{decisions(turn.measures.vault)[-1].option}" == option.rpartition("-")[0]
        assert "[!warning]" not in review.read_text()
        assert "Not done" not in review.read_text()
        shutil.rmtree(copy)


def question(review: str) -> str:
    """What a note asks, without the goal: `stalled for 17 days, 8 days behind`; empty if it asks nothing."""
    found = re.search(r"^### \[\[.*?\]\]: (.*)$", review, re.MULTILINE)
    return found[1] if found else ""


def part(name: str, review: str) -> str:
    block = find_blocks(review).get(name)
    assert block is not None
    return block.body


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    found = Life(vault=make_vault(tmp_path / "vault", LIFE), clock=monkeypatch)
    git(found.vault, "init", "--quiet", "--initial-branch=main")
    found.turn(1, 0)
    return found


def two_weeks_on_time(life: Life) -> None:
    """Two weeks on time: the plan is graded, nothing is asked."""
    for week in (1, 2):
        life.does(week, week)
        review = life.sunday(week)
        assert question(review) == ""
        assert "1 of 1 done." in review


def silence(life: Life) -> None:
    """Then silence.

    After one week it is too early to ask; after two it asks, and goes on asking while nobody answers; the
    older review gives its question up.
    """
    review = life.sunday(3)
    assert question(review) == ""
    assert '0 of 1 done. Still open: "Step 03".' in review
    assert question(life.sunday(4)) == "stalled for 17 days, 8 days behind"
    change(life.review(4), "What got in the way?\n", "What got in the way?\n\nThe tax return.\n")
    assert question(life.sunday(5)) == "stalled for 24 days, 15 days behind"
    assert life.options(4) == []
    assert "takes no answers any more; see [[2026-W41 review]]" in life.review(4).read_text()
    assert "The tax return." in life.review(4).read_text()


def another_day_is_written_into_the_offer(life: Life) -> None:
    """On Monday another day is written into the offer, and ticked."""
    offer = line(life.review(5), "^aimo-extend-")
    change(life.review(5), offer, re.sub("`[^`]*`", "`2027-02-28`", offer).replace("[ ]", "[x]"))
    life.turn(6, 0)
    assert "deadline: 2027-02-28\n" in (life.vault / SHOP).read_text()
    assert git(life.vault, "log", "-1", "--format=%s").startswith("Open a shop: decided to extend")


def two_weeks_of_no_questions(life: Life) -> None:
    """For two weeks nothing is asked. In the second a step is ticked on a phone without a network."""
    life.does(3, 6)
    assert question(life.sunday(6)) == ""
    assert question(life.sunday(7)) == ""
    assert "No goal this week." in part("moved", life.review(7).read_text())
    life.ticks(4, on=life.day(7, 3))
    life.turn(8, 1)
    assert "Step 04" in part("moved", life.review(7).read_text())


def a_tick_counts_on_its_day(life: Life) -> None:
    """The tick counts on its day, not in the week in which it came; and what is still late is asked again."""
    review = life.sunday(8)
    assert "Step 04" not in part("moved", review)
    assert question(review) != ""


def a_second_extension_and_a_rest(life: Life) -> None:
    """It is extended a second time, in the dashboard, and rests from Sunday on."""
    tick(life.vault / DASHBOARD, "^aimo-extend-")
    life.turn(9, 1)
    assert question(life.sunday(9)) == ""
    life.type(9, 6, "decide", "shop", "pause", str(life.day(12, 0)))


def two_weeks_away(life: Life) -> None:
    """Two weeks away: reviews, but not one question."""
    life.type(9, 6, "away", str(life.day(10, 0)), str(life.day(11, 6)))
    for week in (10, 11):
        assert question(life.sunday(week)) == ""
        assert question((life.vault / DASHBOARD).read_text()) == ""


def back_on_monday(life: Life) -> None:
    """Back on Monday, the pause is over, and one tick goes on with it."""
    life.turn(12, 0)
    assert question((life.vault / DASHBOARD).read_text()) == "its pause ended on 23 Nov"
    tick(life.vault / DASHBOARD, "^aimo-resume-")
    life.turn(12, 0)
    life.does(5, 12)
    review = life.sunday(12)
    assert question(review) == ""
    assert "Step 05" in part("moved", review)
    made = decisions(life.turn(12, 6, hour=19).measures.vault)
    assert [decision.option for decision in made] == ["extend", "extend", "pause", "resume"]
    assert git(life.vault, "status", "--porcelain", "Goals") == ""


def test_twelve_weeks(life: Life) -> None:
    two_weeks_on_time(life)
    silence(life)
    another_day_is_written_into_the_offer(life)
    two_weeks_of_no_questions(life)
    a_tick_counts_on_its_day(life)
    a_second_extension_and_a_rest(life)
    two_weeks_away(life)
    back_on_monday(life)
