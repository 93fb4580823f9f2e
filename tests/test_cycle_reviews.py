"""The weekly review over weeks: when it is written, what it follows, when it is left alone."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle import PostMessage, RememberJob, WriteNote
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.cli.commands import TODAY, call
from tests.discord_server import DiscordServer
from tests.folders import EVENING, NOON, REVIEW, at, change, make_vault, put, turn

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from aimo_md.cycle import Turn
    from aimo_md.text.dates import Period

WEEK = timedelta(days=7)
LAST_REVIEW = "Reviews/2026-W46 review.md"
GARLIC = "- [ ] Plant the garlic"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The garden; aimo came to it three weeks ago."""
    root = make_vault(tmp_path / "vault")
    turn(root, EVENING - 3 * WEEK)
    return root


def week(day: str) -> Period:
    return week_of(at(day).date(), week_start=0)


def reviews(vault: Path) -> list[str]:
    return sorted(path.name.removesuffix(" review.md") for path in vault.glob("Reviews/*"))


def written(done: Turn) -> list[str]:
    return [action.path for action in done.actions if isinstance(action, WriteNote)]


def posted(done: Turn) -> list[str]:
    return [action.key for action in done.actions if isinstance(action, PostMessage)]


def test_nothing_is_due_before_its_time(vault: Path) -> None:
    turn(vault, EVENING - WEEK)
    turn(vault, NOON)
    assert reviews(vault) == ["2026-W46"]


def test_what_is_due_is_written_once_and_queued_once(vault: Path) -> None:
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-18")
    first = turn(vault, EVENING)
    assert written(first) == ["Aimo.md", REVIEW]
    assert posted(first) == ["weekly:2026-W47"]
    assert RememberJob(job="weekly-review", period="2026-W47") in first.actions
    for hours in range(0, 24, 6):
        later = turn(vault, EVENING + timedelta(hours=hours))
        assert REVIEW not in written(later)
        assert posted(later) == []


def test_it_is_posted_once(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-18")
    with DiscordServer() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        place = Workplace(vault)
        for hours in range(0, 24, 6):
            turn(place, EVENING + timedelta(hours=hours))
            place.delivery.deliver()
        (message,) = discord.messages.values()
    assert "Grow a garden" in str(message)
    assert len(discord.requests) == 1


def test_it_is_edited_in_place_while_the_week_lasts(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-18")
    with DiscordServer() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        place = Workplace(vault)
        turn(place, EVENING)
        place.delivery.deliver()
        change(vault / "Goals/Garden.md", "- [ ] Dig the beds", "- [x] Dig the beds ✅ 2026-11-22")
        assert posted(turn(place, EVENING)) == ["weekly:2026-W47"]
        assert turn(place, EVENING).actions == ()
        place.delivery.deliver()
        change(vault / "Goals/Garden.md", "- [x] Dig the beds ✅ 2026-11-22", "- [ ] Dig the beds")
        assert posted(turn(place, EVENING + timedelta(hours=6))) == []
        (message,) = discord.messages.values()
    assert "100 %" in str(message)
    assert [request.method for request in discord.requests] == ["POST", "PATCH"]


def test_a_clock_that_was_a_year_ahead_puts_nothing_off(vault: Path) -> None:
    turn(vault, NOON + 52 * WEEK)
    assert reviews(vault) == ["2027-W45"]
    turn(vault, NOON)
    turn(vault, EVENING)
    assert reviews(vault) == ["2026-W47", "2027-W45"]
    assert "frozen" not in (vault / REVIEW).read_text()


def test_a_clock_that_is_set_back_makes_nothing_due_again(vault: Path) -> None:
    turn(vault, EVENING)
    (vault / REVIEW).unlink()
    for days in (7, 1, 0):
        turn(vault, EVENING - timedelta(days=days))
    assert reviews(vault) == []


def test_missed_weeks_give_one_review(vault: Path) -> None:
    turn(vault, EVENING)
    assert reviews(vault) == ["2026-W47"]


def test_what_was_due_when_the_state_was_deleted_is_written_all_the_same(vault: Path) -> None:
    turn(vault, EVENING - WEEK)
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-18")
    shutil.rmtree(os.environ["AIMO_STATE_HOME"])
    due = turn(vault, EVENING)
    assert REVIEW in written(due)
    assert posted(due) == ["weekly:2026-W47"]
    assert REVIEW not in written(turn(vault, EVENING))


@pytest.mark.parametrize(
    "reviewed",
    [
        pytest.param((EVENING,), id="this week"),
        pytest.param((), id="none yet"),
    ],
)
def test_without_the_state_nothing_else_is_due(vault: Path, reviewed: tuple[datetime, ...]) -> None:
    for moment in reviewed:
        turn(vault, moment)
    before = reviews(vault)
    shutil.rmtree(os.environ["AIMO_STATE_HOME"])
    assert posted(turn(vault, EVENING + timedelta(hours=1))) == []
    assert reviews(vault) == before


def test_a_kind_that_is_new_to_aimo_begins_now_whatever_was_asked_for_once(vault: Path) -> None:
    put(vault / "Reviews/2026-08 review.md", "---\ntype: aimo-review\naimo_blocks: [summary]\n---\nAugust\n")
    put(vault / "aimo.toml", '[review]\nperiods = ["week", "month"]\n')
    turn(vault, NOON)
    assert "2026-10" not in reviews(vault)


def test_a_week_in_a_note_of_the_users_is_told_from_the_last_one(vault: Path) -> None:
    """The notes of the two weeks stand there, both filled; only the week before was looked back on."""
    for name in ("2026-W46", "2026-W47"):
        put(vault / f"{name}.md", "# Week\n\n<!-- aimo:summary -->\n\n<!-- /aimo:summary -->\n")
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-18")
    turn(vault, NOON)
    shutil.rmtree(os.environ["AIMO_STATE_HOME"])
    assert posted(turn(vault, EVENING)) == ["weekly:2026-W47"]


def test_what_the_last_review_planned_is_graded_in_the_next(vault: Path) -> None:
    turn(vault, EVENING - WEEK)
    assert "| any day | Dig the beds | [[Garden\\|Grow a garden]] |" in (vault / LAST_REVIEW).read_text()
    turn(vault, EVENING)
    told = '## Last week\'s plan\n0 of 1 done. Still open: "Dig the beds".\n'
    assert told in (vault / REVIEW).read_text()
    assert told in call("review", "--print", "--vault", vault, *TODAY).stdout
    assert turn(vault, EVENING).actions == ()
    change(vault / "Goals/Garden.md", "- [ ] Dig the beds", "- [x] Dig the beds ✅ 2026-11-18")
    turn(vault, EVENING)
    assert "## Last week's plan\n1 of 1 done.\n" in (vault / REVIEW).read_text()


def test_a_review_that_was_removed_stays_away(vault: Path) -> None:
    turn(vault, EVENING)
    (vault / REVIEW).unlink()
    assert turn(vault, EVENING).actions == ()


def test_a_review_follows_the_facts_until_the_next_one_is_written(vault: Path) -> None:
    turn(vault, EVENING - WEEK)
    assert "33 %" in (vault / LAST_REVIEW).read_text()
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-13")
    assert LAST_REVIEW in written(turn(vault, NOON))
    assert "67 %" in (vault / LAST_REVIEW).read_text()


def test_then_it_is_frozen_and_left_alone(vault: Path) -> None:
    turn(vault, EVENING - WEEK)
    turn(vault, EVENING)
    frozen = (vault / LAST_REVIEW).read_text()
    assert "\nfrozen: true\n" in frozen
    assert "frozen" not in (vault / REVIEW).read_text()
    put(vault / LAST_REVIEW, mine := frozen.replace("[[Goals/Garden", "[[Goals/My garden") + "Mine.\n")
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-13")
    turn(vault, EVENING)
    assert (vault / LAST_REVIEW).read_text() == mine


def test_a_frozen_review_that_is_asked_for_stays_as_it_is(vault: Path) -> None:
    turn(vault, EVENING - WEEK)
    turn(vault, EVENING)
    frozen = (vault / LAST_REVIEW).read_text()
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-13")
    assert LAST_REVIEW not in written(turn(vault, EVENING, wanted=week("2026-11-15")))
    assert (vault / LAST_REVIEW).read_text() == frozen


def test_a_past_week_is_measured_at_its_end(vault: Path) -> None:
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-18")
    turn(vault, NOON, wanted=week("2026-11-15"))
    past = (vault / LAST_REVIEW).read_text()
    assert "33 % (+33)" in past
    assert "from: 2026-11-09\nto: 2026-11-15\n" in past


def test_a_past_week_that_is_asked_for_beside_a_newer_one_is_frozen_at_once(vault: Path) -> None:
    turn(vault, EVENING)
    turn(vault, EVENING, wanted=week("2026-11-15"))
    assert "\nfrozen: true\n" in (vault / LAST_REVIEW).read_text()
    assert "frozen" not in (vault / REVIEW).read_text()


def test_asking_for_the_running_week_is_no_post(vault: Path) -> None:
    assert posted(turn(vault, NOON - timedelta(days=2), wanted=week("2026-11-20"))) == ["weekly:2026-W46"]
    assert posted(turn(vault, NOON, wanted=week("2026-11-20"))) == []


@pytest.mark.parametrize(
    ("config", "keys"),
    [
        pytest.param("", ["weekly:2026-W47"], id="by itself"),
        pytest.param("[discord]\nweekly = false\n", [], id="switched off"),
    ],
)
def test_the_digest_can_be_switched_off(vault: Path, config: str, keys: list[str]) -> None:
    put(vault / "aimo.toml", config)
    change(vault / "Goals/Garden.md", GARLIC, "- [x] Plant the garlic ✅ 2026-11-18")
    done = turn(vault, EVENING)
    assert posted(done) == keys
    assert REVIEW in written(done)


def test_nothing_to_say_is_no_post(tmp_path: Path) -> None:
    """A review is written all the same."""
    root = make_vault(tmp_path / "empty", "=== Inbox.md\n- [x] Call ✅ 2026-11-20\n")
    turn(root, EVENING - WEEK)
    done = turn(root, EVENING)
    assert written(done) == ["Aimo.md", REVIEW]
    assert posted(done) == []


def test_a_private_goal_is_in_the_review_and_in_no_post(tmp_path: Path) -> None:
    text = """
        === Goals/Secret.md
        ---
        type: goal
        private: true
        ---
        - [x] Whisper ✅ 2026-11-18
        - [ ] Shout
        === Goals/Garden.md
        ---
        type: goal
        ---
        - [x] Dig ✅ 2026-11-18
        - [ ] Plant
    """
    root = make_vault(tmp_path / "vault", text)
    turn(root, EVENING - WEEK)
    done = turn(root, EVENING)
    (message,) = [action.message for action in done.actions if isinstance(action, PostMessage)]
    assert "Garden" in str(message)
    assert "Secret" not in str(message)
    assert "Whisper" not in str(message)
    assert "Secret" in (root / REVIEW).read_text()


def test_many_goals_make_many_messages_each_with_a_key(tmp_path: Path) -> None:
    goal = "---\ntype: goal\n---\n# {}\n\n- [x] Dig ✅ 2026-11-18\n- [ ] Plant\n"
    notes = [
        f"=== Goal {number:02}.md\n{goal.format(f'Goal {number:02} ' + 60 * 'of gold ')}"
        for number in range(40)
    ]
    root = make_vault(tmp_path / "vault", "".join(notes))
    turn(root, EVENING - WEEK)
    keys = posted(turn(root, EVENING))
    assert len(keys) > 1
    assert keys == ["weekly:2026-W47", *(f"weekly:2026-W47:{number}" for number in range(2, len(keys) + 1))]
