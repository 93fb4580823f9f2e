from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from aimo_md.config import Config
from aimo_md.goals.keys import GOAL_KEYS, status_word
from aimo_md.goals.model import GoalKeys, GoalStatus, Habit, HabitUnit, Metric
from aimo_md.goals.parse import read_note
from aimo_md.text.task_line import Priority

LAST_DAY = date(2026, 12, 31)
WEEK = HabitUnit.WEEK
MONTH = HabitUnit.MONTH


def read(*lines: str) -> tuple[GoalKeys, list[tuple[int, str, str]]]:
    """The keys of a goal whose frontmatter has these lines from line 3 on, and its problems."""
    reading = read_note("Goals/X.md", "\n".join(("---", "type: goal", *lines, "---", "")), Config())
    assert reading.goal is not None
    return reading.goal, [(problem.line, problem.code, problem.message) for problem in reading.problems]


def keys(*lines: str) -> GoalKeys:
    """The keys, where nothing is wrong with them."""
    found, problems = read(*lines)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("line", "status"),
    [
        *((f"status: {word}", GoalStatus.ACTIVE) for word in ("active", "doing", "open", "started")),
        *((f"status: {word}", GoalStatus.ACTIVE) for word in ("in-progress", "In Progress", "IN_PROGRESS")),
        *((f"status: {word}", GoalStatus.PAUSED) for word in ("paused", "on-hold", "on hold", "Waiting")),
        ("status: someday", GoalStatus.SOMEDAY),
        *((f"status: {word}", GoalStatus.DONE) for word in ("done", "completed", "Achieved")),
        *(
            (f"status: {word}", GoalStatus.DROPPED)
            for word in ("dropped", "cancelled", "canceled", "abandoned")
        ),
        ('status: "[[Paused]]"', GoalStatus.PAUSED),
        ('status: "[[States/Done|finished]]"', GoalStatus.DONE),
        ('status: "[finished](States/Done.md)"', GoalStatus.DONE),
        ("status: [done, active]", GoalStatus.DONE),
        ("status:\n  - paused\n  - done", GoalStatus.PAUSED),
        ("STATUS: Paused", GoalStatus.PAUSED),
        ("state: paused", GoalStatus.PAUSED),
        ("state: done\nstatus: paused", GoalStatus.PAUSED),
        ("status:", GoalStatus.ACTIVE),
        ("why: no status at all", GoalStatus.ACTIVE),
    ],
)
def test_status(line: str, status: GoalStatus) -> None:
    assert keys(line).status is status


@pytest.mark.parametrize("name", ["deadline", "due", "target_date", "Deadline", "TARGET_DATE"])
def test_names_of_the_deadline(name: str) -> None:
    assert keys(f"{name}: 2026-12-31").deadline == LAST_DAY


@pytest.mark.parametrize(
    "value",
    [
        *("2026-12-31", '"2026-12-31"', "'2026-12-31'", "2026-12-31T23:59:00", "2026-12-31 08:00"),
        *(
            '"[[2026-12-31]]"',
            "[[2026-12-31]]",
            '"[[Daily/2026-12-31|that day]]"',
            '"[d](Daily/2026-12-31.md)"',
        ),
        *("2026-12", "2026-Q4", "2026-q4", '"[[2026-Q4]]"', "2026", "[2026-12-31, 2027-12-31]"),
    ],
)
def test_forms_of_a_deadline(value: str) -> None:
    assert keys(f"deadline: {value}").deadline == LAST_DAY


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-W50", date(2026, 12, 13)),
        ("2026-02", date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 29)),
        ("2026-W53", date(2027, 1, 3)),
        ("2027-W01", date(2027, 1, 10)),
        ("2026-Q1", date(2026, 3, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(value: str, day: date) -> None:
    assert keys(f"deadline: {value}").deadline == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("start: 2026-10-05", date(2026, 10, 5)),
        ("started: 2026-10-05", date(2026, 10, 5)),
        ("Begin: 2026-10-05T08:00", date(2026, 10, 5)),
        ('start: "[[2026-10-05]]"', date(2026, 10, 5)),
        ("start: 2026-10", date(2026, 10, 1)),
        ("start: 2026-Q4", date(2026, 10, 1)),
        ('start: "[[2026-W41]]"', date(2026, 10, 5)),
        ("start: 2026", date(2026, 1, 1)),
        ("created: 2026-10-05", None),
        ("start:", None),
    ],
)
def test_start_is_the_first_day_of_a_period(line: str, day: date | None) -> None:
    assert keys(line).start == day


@pytest.mark.parametrize(
    ("value", "priority"),
    [
        *zip(("highest", "high", "medium", "low", "lowest"), Priority, strict=True),
        *zip("12345", Priority, strict=True),
        *zip("ABCDE", Priority, strict=True),
        ("b", Priority.HIGH),
        ("HIGH", Priority.HIGH),
        ('"2"', Priority.HIGH),
        ("[low, high]", Priority.LOW),
        ("normal", None),
        ("none", None),
        ("", None),
    ],
)
def test_priority(value: str, priority: Priority | None) -> None:
    assert keys(f"priority: {value}").priority is priority


@pytest.mark.parametrize("name", ["priority", "prio", "importance", "Prio"])
def test_names_of_the_priority(name: str) -> None:
    assert keys(f"{name}: high").priority is Priority.HIGH


@pytest.mark.parametrize(
    ("line", "parent"),
    [
        ('parent: "[[Work for myself]]"', "Work for myself"),
        ("parent: [[Work for myself]]", "Work for myself"),
        ('goal: "[[Work]]"', "Work"),
        ('Parent: "[[Areas/Work#Why|my work]]"', "Areas/Work"),
        ('parent: "[work](Areas/My%20Work.md)"', "Areas/My Work.md"),
        ("parent: Work", "Work"),
        ('parent: ["[[Work]]", "[[Life]]"]', "Work"),
        ('parent:\n  - "[[Work]]"\n  - "[[Life]]"', "Work"),
        ('goal: "[[Life]]"\nparent: "[[Work]]"', "Work"),
        ("parent:", None),
        ('up: "[[Work]]"', None),
    ],
)
def test_parent(line: str, parent: str | None) -> None:
    assert keys(line).parent == parent


def test_up_is_kept_apart_since_it_may_lead_anywhere() -> None:
    assert keys('up: ["[[Home]]", "[[Work]]"]').up == "Home"


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("why: Earn the first euro", "why", "Earn the first euro"),
        ("why: [one, two]", "why", "one"),
        ("tags: [goal, '#home']", "tags", ("goal", "home")),
        ("tags: goal, home", "tags", ("goal", "home")),
        ("tag: goal home", "tags", ("goal", "home")),
        ("tags:", "tags", ()),
        ("goal_weight: 2.5", "weight", 2.5),
        ("goal_weight: 0", "weight", 0.0),
        ('goal_weight: "1 000"', "weight", 1000.0),
        ("goal_weight:", "weight", None),
        ("progress: 38", "typed_progress", 0.38),
        ('progress: "38 %"', "typed_progress", 0.38),
        ("progress: 100", "typed_progress", 1.0),
        ("progress: 0", "typed_progress", 0.0),
        ("slip_after: 10d", "slip_after", 10),
        ("slip_after: 2w", "slip_after", 14),
        ("slip_after: 10", "slip_after", 10),
        ("stall_after: 3W", "stall_after", 21),
        ("stall_after:", "stall_after", None),
        ("ask_again: 2026-12-31", "ask_again", LAST_DAY),
        ('paused_until: "[[2026-12-31]]"', "paused_until", LAST_DAY),
    ],
)
def test_other_keys(line: str, name: str, value: object) -> None:
    assert getattr(keys(line), name) == value


@pytest.mark.parametrize("name", ["hard", "private"])
@pytest.mark.parametrize(
    ("value", "flag"),
    [
        *((word, True) for word in ("true", "True", "yes", "Yes", "on", "1")),
        *((word, False) for word in ("false", "no", "off", "0", "", '""')),
    ],
)
def test_flags(name: str, value: str, *, flag: bool) -> None:
    assert getattr(keys(f"{name}: {value}"), name) is flag


def test_what_might_be_meant_to_be_private_is_private() -> None:
    found, problems = read("private: of course", "hard: maybe")
    assert found.private
    assert not found.hard
    assert problems == [
        (4, "bad-property", "`hard: maybe` says neither yes nor no"),
        (3, "bad-property", "`private: of course` says neither yes nor no"),
    ]


@pytest.mark.parametrize(
    ("lines", "metric"),
    [
        (("metric: words", "metric_target: 50 000"), Metric(name="words", origin=0, target=50_000, now=None)),
        (
            ("metric: kg", "metric_from: 90", "metric_target: 82,5", "metric_now: 88"),
            Metric(name="kg", origin=90, target=82.5, now=88),
        ),
        (("metric_target: 50000",), None),
        (("metric:", "metric_target: 50000"), None),
    ],
    ids=["no origin", "falling", "no name", "empty name"],
)
def test_metric(lines: tuple[str, ...], metric: Metric | None) -> None:
    assert keys(*lines).metric == metric


@pytest.mark.parametrize(
    ("value", "habit"),
    [
        *(
            (word, Habit(times=3, unit=WEEK))
            for word in ("3/week", "3 / week", "3x/week", "3 per week", "3 a WEEK")
        ),
        ("20/month", Habit(times=20, unit=MONTH)),
        ("daily", Habit(times=7, unit=WEEK, once_a_day=True)),
        ("Weekdays", Habit(times=5, unit=WEEK, weekdays_only=True, once_a_day=True)),
        ("", None),
    ],
)
def test_habit(value: str, habit: Habit | None) -> None:
    assert keys(f"habit: {value}").habit == habit


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("status: finished", "bad-property", "`status: finished` is no status"),
        ("priority: urgent", "bad-property", "`priority: urgent` is no priority"),
        ("priority: 6", "bad-property", "`priority: 6` is no priority"),
        ("deadline: 2026-02-30", "impossible-day", '"2026-02-30" does not exist'),
        ("deadline: 2026-W54", "impossible-day", '"2026-W54" does not exist'),
        ("due: next summer", "unreadable-day", '"next summer" is no day'),
        ("start: soon", "unreadable-day", '"soon" is no day'),
        ("ask_again: later", "unreadable-day", '"later" is no day'),
        ("paused_until: true", "unreadable-day", '"True" is no day'),
        ("goal_weight: heavy", "bad-property", "`goal_weight: heavy` is not a number"),
        ("goal_weight: -1", "bad-property", "`goal_weight: -1` is no weight"),
        ("progress: half", "bad-property", "`progress: half` is not a number"),
        ("progress: 120", "bad-property", "`progress: 120` is not between 0 and 100"),
        ("metric_now: true", "bad-property", "`metric_now: true` is not a number"),
        ("metric: words", "bad-property", "`metric: words` has no metric_target to reach"),
        ("habit: often", "bad-property", "`habit: often` is no habit"),
        ("habit: 0/week", "bad-property", "`habit: 0/week` is no habit"),
        ("habit: 3/year", "bad-property", "`habit: 3/year` is no habit"),
        ("slip_after: a week", "bad-property", "`slip_after: a week` is not a duration"),
        ("stall_after: 10m", "bad-property", "`stall_after: 10m` is not a duration"),
        ("Prio: " + "very " * 20, "bad-property", f"`Prio: {'very ' * 7}very…` is no priority"),
    ],
)
def test_a_value_that_cannot_be_is_reported_with_its_line(line: str, code: str, message: str) -> None:
    found, problems = read("why: x", line)
    assert problems == [(4, code, message)]
    assert replace(found, lines=()) == replace(keys("why: x"), lines=())


def test_a_target_that_is_reached_from_the_beginning_is_no_target() -> None:
    found, problems = read("metric: kg", "metric_from: 80", "metric_target: 80")
    assert found.metric is None
    assert problems == [(3, "bad-property", "`metric: kg` has no metric_target to reach")]


def test_every_key_knows_its_line_by_its_first_name() -> None:
    found = keys("prio: high", "due: 2026-12-31")
    assert (found.line("priority"), found.line("deadline"), found.line("start")) == (3, 4, 0)


def test_no_key_is_read_under_a_name_of_another() -> None:
    names = [name for key, names in GOAL_KEYS.items() for name in names if key != "goal"]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "word"),
    [("", ""), ("In  Progress", "in-progress"), ("[[on_hold]]", "on-hold"), ("[d](a/Done.md)", "done")],
)
def test_a_status_as_its_key(text: str, word: str) -> None:
    assert status_word(text) == word
