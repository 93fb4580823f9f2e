"""What is told on Discord over days, and that nothing is told twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, DiscordConfig, MeasuresConfig
from aimo_md.cycle import PostMessage, Snapshot, measured
from aimo_md.cycle.posting import SLIPPING, Posting
from aimo_md.jobs import DAILY_DIGEST, REVIEW_JOBS, due_reviews
from aimo_md.notes.message import as_text, to_json
from aimo_md.plan.questions import question_id
from aimo_md.text.dates import PeriodKind
from tests.answered_vaults import tick
from tests.folders import at, make_vault, put, turn
from tests.vaults import readings, templates

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from aimo_md.notes.message import Message

NOON, EVENING = at("2026-11-18 12:00"), at("2026-11-22 18:00")
"""Of a Wednesday, and of the Sunday when the review is due."""
WEEKLY_REVIEW = REVIEW_JOBS[PeriodKind.WEEK]
STEADY = """
    === A.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-12-31
    ---
    - [x] one ✅ 2026-11-18
    - [ ] two
    """
LATE = """
    === A.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-11-10
    ---
    - [ ] one
    """
RESCUED = LATE.replace("2026-11-10", "2027-11-10").replace("[ ]", "[x]").replace("one", "one ✅ 2026-11-16")
ALL = Config(discord=DiscordConfig(daily=True))


class Channel:
    """What was remembered and queued so far, from turn to turn."""

    def __init__(self, config: Config | None = None, **jobs: str) -> None:
        self.config = config or Config()
        self.jobs = {WEEKLY_REVIEW: "2026-W46"} | jobs
        self.queued: dict[str, Message] = {}

    def tell(self, text: str, now: datetime = NOON) -> list[str]:
        """The keys of what a turn over this vault tells."""
        snapshot = Snapshot(
            now=now,
            config=self.config,
            notes={note.path: note for note in readings(text, self.config)},
            problems=(),
            texts={},
            commit_due=False,
            uncommitted=None,
            jobs=self.jobs,
            posted={key: to_json(message) for key, message in self.queued.items()},
            history=None,
            held=frozenset(),
        )
        posting = Posting(snapshot=snapshot, templates=templates(), measures=measured(snapshot))
        due = due_reviews(now, self.config, self.jobs)
        told = {post.key: post.message for post in posting.messages(due)}
        self.jobs |= {job.job: job.period for job in posting.remembered()}
        self.queued |= told
        return list(told)


def test_the_weeks_message_follows_the_facts_while_the_week_lasts() -> None:
    channel = Channel()
    assert channel.tell(STEADY, EVENING) == ["weekly:2026-W47"]
    assert channel.tell(STEADY, EVENING) == []
    done = STEADY.replace("- [ ] two", "- [x] two ✅ 2026-11-22")
    assert channel.tell(done, EVENING) == ["weekly:2026-W47"]
    assert "100 %" in as_text(channel.queued["weekly:2026-W47"])
    assert channel.tell(STEADY, EVENING + timedelta(hours=6)) == []


def test_a_week_that_had_nothing_to_say_when_it_was_due_stays_silent() -> None:
    channel = Channel()
    idle = STEADY.replace("[x] one ✅ 2026-11-18", "[ ] one")
    assert channel.tell(idle.replace("start: 2026-11-01\n", ""), EVENING) == []
    assert channel.tell(STEADY, EVENING) == []


def test_a_slip_is_told_once() -> None:
    channel = Channel()
    assert channel.tell(STEADY) == []
    (key,) = channel.tell(LATE)
    assert key == f"slipping:2026-11-18:{question_id('A.md')}"
    for days in range(3):
        assert channel.tell(LATE, NOON + timedelta(days=days)) == []


def test_a_slip_that_was_queued_by_an_aimo_that_could_not_remember_it_is_told_once() -> None:
    channel = Channel()
    jobs = channel.jobs
    assert channel.tell(LATE) == [f"slipping:2026-11-18:{question_id('A.md')}"]
    channel.jobs = jobs
    two = LATE + LATE.replace("A.md", "B.md")
    assert channel.tell(two) == [f"slipping:2026-11-18:{question_id('B.md')}"]
    assert sorted(channel.jobs[SLIPPING].split()) == sorted(map(question_id, ("A.md", "B.md")))
    assert channel.tell(two) == []


def test_a_slip_that_is_answered_and_asked_about_again_is_the_same_slip() -> None:
    channel = Channel()
    channel.tell(LATE)
    answered = LATE.replace("type: goal\n", "type: goal\n    status: active\n    ask_again: 2026-11-20\n")
    assert channel.tell(answered, NOON + timedelta(days=1)) == []
    assert channel.tell(LATE, NOON + timedelta(days=3)) == []


def test_a_new_slip_after_the_goal_was_well_is_told() -> None:
    channel = Channel()
    channel.tell(LATE)
    assert channel.tell(RESCUED) == []
    assert channel.jobs[SLIPPING] == ""
    assert channel.tell(LATE, NOON - timedelta(days=1)) == [f"slipping:2026-11-17:{question_id('A.md')}"]


@pytest.mark.parametrize(
    ("config", "jobs"),
    [
        pytest.param(Config(), {WEEKLY_REVIEW: ""}, id="aimo has just come"),
        pytest.param(Config(discord=DiscordConfig(alerts=False)), {}, id="switched off"),
    ],
)
def test_a_slip_that_is_no_news(config: Config, jobs: dict[str, str]) -> None:
    channel = Channel(config)
    channel.jobs = {key: value for key, value in (channel.jobs | jobs).items() if value}
    assert channel.tell(LATE) == []
    assert channel.jobs[SLIPPING] == question_id("A.md")
    assert channel.tell(LATE) == []


def test_a_slip_that_the_weeks_digest_tells_of_is_not_told_beside_it() -> None:
    channel = Channel()
    assert channel.tell(LATE, EVENING) == ["weekly:2026-W47"]
    assert channel.tell(LATE, EVENING) == []


def test_a_private_goal_slips_in_silence() -> None:
    channel = Channel()
    assert channel.tell(LATE.replace("type: goal\n", "type: goal\n    private: true\n")) == []
    assert SLIPPING not in channel.jobs


def test_while_its_owner_is_away_nothing_is_told() -> None:
    """From the 21st to the 24th; the goal slips since the 22nd, the week's review is due on that day."""
    spell = MeasuresConfig(away=((date(2026, 11, 21), date(2026, 11, 24)),))
    channel = Channel(
        Config(discord=DiscordConfig(daily=True), measures=spell), **{DAILY_DIGEST: "2026-11-20"}
    )
    assert [channel.tell(LATE, at(f"2026-11-{day} 18:00")) for day in (21, 22, 23, 24)] == [[]] * 4
    assert channel.tell(LATE, at("2026-11-25 12:00")) == [f"slipping:2026-11-25:{question_id('A.md')}"]


def test_the_days_list_is_told_once_a_day() -> None:
    channel = Channel(ALL, **{DAILY_DIGEST: "2026-11-21"})
    text = STEADY.replace("- [ ] two", "- [ ] two 📅 2026-11-22")
    assert channel.tell(text, at("2026-11-22 07:59")) == []
    assert channel.tell(text, at("2026-11-22 08:00")) == ["daily:2026-11-22"]
    assert channel.tell(text, at("2026-11-22 08:01")) == []
    assert channel.jobs[DAILY_DIGEST] == "2026-11-22"
    assert channel.tell(STEADY, at("2026-11-23 09:00")) == ["weekly:2026-W47"]
    assert channel.jobs[DAILY_DIGEST] == date(2026, 11, 23).isoformat()


LATE_GOAL = """
    === Goals/Late.md
    ---
    type: goal{}
    start: 2026-10-01
    deadline: 2026-11-10
    ---
    - [ ] one
    - [ ] two
"""


@pytest.mark.parametrize(
    ("private", "config", "told"),
    [
        pytest.param("", "", True, id="told"),
        pytest.param("\n    private: true", "", False, id="a private goal"),
        pytest.param("", "[discord]\nalerts = false\n", False, id="switched off"),
    ],
)
def test_a_decision_is_told_once_when_it_is_applied(
    tmp_path: Path, private: str, config: str, *, told: bool
) -> None:
    vault = make_vault(tmp_path / "vault", LATE_GOAL.format(private))
    put(vault / "aimo.toml", config)
    turn(vault, NOON)
    tick(vault / "Aimo.md", "Pause it")
    keys = [action.key for action in turn(vault, NOON).actions if isinstance(action, PostMessage)]
    assert "status: paused" in (vault / "Goals/Late.md").read_text("utf-8")
    assert len(keys) == told
    assert all(key.startswith("decision:aimo-d-") for key in keys)
    later = turn(vault, NOON).actions
    assert not any(isinstance(action, PostMessage) for action in later)
