"""What `--json` promises: one object, sorted keys, these names, and nothing beside it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.cli.commands import TODAY, call
from tests.folders import make_vault, turn

SAMPLE = Path(__file__).parents[2] / "sample_vault"

PROBLEM = {"path", "line", "code", "message", "remedy"}
TASK = {
    "path", "line", "status", "type", "done", "text", "due", "scheduled", "start", "created", "done_date",
    "cancelled_date", "priority", "recurrence", "on_completion", "id", "depends_on", "tags", "weight",
    "block_link", "parent_line", "goal", "next_dates",
}  # fmt: skip
GOAL = {
    "path", "title", "parent", "status", "priority", "start", "deadline", "scope", "earned", "progress",
    "planned", "slip_days", "causes", "pace_per_week", "forecast", "stalled_days", "moved_this_week",
    "health", "next_action", "question", "options",
}  # fmt: skip
CONTRIBUTION = {
    "goal", "path", "line", "text", "kind", "counted", "weight", "earned", "earned_on", "planned_for",
    "planned_by",
}  # fmt: skip
MOVE = {"day", "kind", "goal", "text", "path", "line", "weight", "tasks", "old", "new"}
DIRECTION = {"done", "moving", "misc", "goals_active", "goals_moved", "top_share"}
LOAD = {"planned", "usual_low", "usual_high", "conflicts"}


class Printed:
    """An object that a command printed; the names of its keys are checked on the way."""

    def __init__(self, *arguments: str | Path, exit_code: int = 0) -> None:
        result = call(*arguments, "--json")
        assert result.exit_code == exit_code
        assert result.stderr == ""
        self.whole: dict[str, object] = json.loads(result.stdout, object_pairs_hook=in_order)
        assert self.whole["schema"] == 1
        self.problems = rows(self.whole["problems"])
        assert all(problem.keys() == PROBLEM for problem in self.problems)

    @property
    def keys(self) -> set[str]:
        return set(self.whole) - {"schema", "problems"}

    def rows(self, key: str) -> list[dict[str, object]]:
        return rows(self.whole[key])

    def part(self, key: str) -> dict[str, object]:
        return row(self.whole[key])


def in_order(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    assert keys == sorted(keys)
    return dict(pairs)


def row(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def rows(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return [row(each) for each in value]


def test_status() -> None:
    printed = Printed("status", "--vault", SAMPLE, *TODAY)
    assert printed.keys == {"today", "goals", "direction", "load"}
    assert printed.whole["today"] == "2026-11-22"
    assert printed.part("direction").keys() == DIRECTION
    assert printed.part("load").keys() == LOAD
    assert [problem["path"] for problem in printed.problems] == ["Inbox.md"]
    goals = printed.rows("goals")
    assert all(goal.keys() == GOAL for goal in goals)
    launch = next(goal for goal in goals if goal["title"] == "Launch a side project")
    assert launch["path"] == "Goals/Launch a side project.md"
    assert launch["deadline"] == "2026-12-31"
    assert launch["health"] == launch["question"] == "stalled"
    assert launch["moved_this_week"] is False
    assert row(launch["forecast"]).keys() == {"p50", "p85", "chance"}
    assert row(launch["next_action"]) == {
        "path": "Goals/Launch a side project.md",
        "line": 28,
        "text": "Write one CTA option",
    }
    options = rows(launch["options"])
    assert all(option.keys() == {"key", "value", "available", "text"} for option in options)
    assert [option["key"] for option in options] == ["keep", "reduce", "extend", "pause"]
    others = [goal for goal in goals if goal is not launch]
    assert all((goal["question"], goal["options"]) == (None, []) for goal in others)


def test_shares_are_shares_and_days_are_days() -> None:
    printed = Printed("status", "--vault", SAMPLE, *TODAY)
    for goal in printed.rows("goals"):
        for key in ("progress", "planned"):
            share = goal[key]
            assert share is None or (isinstance(share, float) and 0.0 <= share <= 1.0)
        for key in ("start", "deadline"):
            assert goal[key] is None or str(date.fromisoformat(str(goal[key]))) == goal[key]


def test_show() -> None:
    printed = Printed("show", "side project", "--why", "--history", "--vault", SAMPLE, *TODAY)
    assert printed.keys == {"today", "goal", "why", "history"}
    goal, why, history = printed.part("goal"), printed.part("why"), printed.part("history")
    assert goal.keys() == GOAL
    assert why.keys() == {"contributions", "slip", "forecast"}
    assert all(each.keys() == CONTRIBUTION for each in rows(why["contributions"]))
    assert row(why["slip"])["days"] == goal["slip_days"]
    assert row(why["forecast"])["pace"] == goal["pace_per_week"]
    assert history.keys() == {"burn_up", "moves"}
    assert all(each.keys() == MOVE for each in rows(history["moves"]))
    assert rows(history["burn_up"])[-1].keys() == {"day", "earned", "planned"}


def test_show_without_more() -> None:
    printed = Printed("show", "Korean news", "--vault", SAMPLE, *TODAY)
    assert printed.keys == {"today", "goal"}
    why = Printed("show", "Korean news", "--why", "--vault", SAMPLE, *TODAY).part("why")
    assert why["slip"] is None


def test_tasks() -> None:
    printed = Printed("tasks", SAMPLE, *TODAY)
    assert printed.keys == {"tasks"}
    tasks = printed.rows("tasks")
    assert all(task.keys() == TASK for task in tasks)
    walk = next(task for task in tasks if task["recurrence"] and task["type"] == "todo")
    assert walk == {
        "path": "Goals/Rebuild health routine.md",
        "line": 20,
        "status": " ",
        "type": "todo",
        "done": False,
        "text": "Walk for 30 minutes",
        "due": "2026-11-24",
        "scheduled": None,
        "start": None,
        "created": None,
        "done_date": None,
        "cancelled_date": None,
        "priority": None,
        "recurrence": "every week on Tuesday",
        "on_completion": None,
        "id": None,
        "depends_on": [],
        "tags": [],
        "weight": None,
        "block_link": None,
        "parent_line": None,
        "goal": "Goals/Rebuild health routine.md",
        "next_dates": {"due": "2026-12-01", "scheduled": None, "start": None},
    }


@pytest.mark.parametrize(
    ("line", "next_dates"),
    [
        pytest.param("- [ ] A 📅 2026-11-20", None, id="no rule"),
        pytest.param("- [ ] A 🔁 sometimes 📅 2026-11-20", None, id="a rule that is none"),
        pytest.param("- [ ] A 🔁 every day", {"due": None, "scheduled": None, "start": None}, id="no day"),
        pytest.param("- [ ] A 🔁 every 9000 years 📅 2026-11-20", None, id="no such day any more"),
        pytest.param(
            "- [ ] A 🔁 every day when done 📅 2026-11-01",
            {"due": "2026-11-23", "scheduled": None, "start": None},
            id="counted from today",
        ),
        pytest.param(
            "- [ ] A 🔁 every month 🛫 2026-11-01 ⏳ 2026-11-05 📅 2026-11-20",
            {"due": "2026-12-20", "scheduled": "2026-12-05", "start": "2026-12-01"},
            id="all its days move",
        ),
    ],
)
def test_the_next_days_of_a_task(tmp_path: Path, line: str, next_dates: dict[str, str | None] | None) -> None:
    make_vault(tmp_path, f"=== A.md\n{line}\n")
    (task,) = Printed("tasks", tmp_path, *TODAY).rows("tasks")
    assert task["next_dates"] == next_dates


def test_a_task_with_all_its_fields(tmp_path: Path) -> None:
    line = "- [/] Dig #garden ⏫ 🆔 dig ⛔ buy 🏁 delete ➕ 2026-11-01 [weight:: 2.5] ^deep"
    make_vault(tmp_path, f"=== A.md\n- [ ] Above\n  {line}\n")
    _, task = Printed("tasks", tmp_path, *TODAY).rows("tasks")
    assert (task["type"], task["priority"], task["id"], task["depends_on"]) == (
        "in_progress",
        "high",
        "dig",
        ["buy"],
    )
    assert (task["on_completion"], task["created"], task["weight"]) == ("delete", "2026-11-01", 2.5)
    assert (task["tags"], task["parent_line"], task["line"], task["goal"]) == (["#garden"], 1, 2, None)
    assert re.fullmatch(r"\^?deep", str(task["block_link"]).strip())


def test_today() -> None:
    printed = Printed("today", "--vault", SAMPLE, "--today", "2026-11-25")
    assert printed.keys == {"today", "rows"}
    assert all(each.keys() == {"day", "goal", "task"} for each in printed.rows("rows"))
    told = [(each["day"], each["goal"], row(each["task"])["text"]) for each in printed.rows("rows")]
    assert ("2026-11-25", None, "Submit tax documents") in told
    assert ("2026-11-24", "Goals/Rebuild health routine.md", "Walk for 30 minutes") in told


def test_check() -> None:
    printed = Printed("check", SAMPLE, *TODAY, exit_code=3)
    assert printed.keys == set()
    ((problem),) = printed.problems
    assert (problem["path"], problem["line"], problem["code"]) == ("Inbox.md", 14, "impossible-day")


def test_a_review_tells_of_its_own_week() -> None:
    printed = Printed("review", "2026-W46", "--vault", SAMPLE, *TODAY)
    assert printed.keys == {"period", "goals", "direction"}
    assert printed.whole["period"] == "2026-W46"
    assert printed.part("direction") == {**printed.part("direction"), "done": 7, "moving": 6, "misc": 1}
    goals = {str(goal["title"]): goal for goal in printed.rows("goals")}
    assert all(goal.keys() == GOAL for goal in goals.values())
    moved = {title for title, goal in goals.items() if goal["moved_this_week"] and goal["parent"] is None}
    assert moved == {"Rebuild health routine", "Write 50 000 words", "Read Korean news without help"}
    assert goals["Launch a side project"]["question"] == "slipping"


def test_init(tmp_path: Path) -> None:
    make_vault(tmp_path)
    printed = Printed("init", tmp_path)
    assert printed.keys == {"made", "goals", "tasks", "synced_by"}
    assert printed.whole["made"] == ["aimo.toml", "Goals.base"]
    assert printed.rows("goals") == [{"path": "Goals/Garden.md", "title": "Grow a garden"}]
    assert printed.whole["tasks"] == 4


@pytest.mark.parametrize("command", ["status", "today", "check", "tasks", "review"])
def test_a_folder_without_notes(command: str, tmp_path: Path) -> None:
    where = [tmp_path] if command in {"check", "tasks"} else ["--vault", tmp_path]
    assert Printed(command, *where, *TODAY).problems == []


def test_the_tasks_of_generated_notes_are_nobodys(tmp_path: Path) -> None:
    turn(make_vault(tmp_path))
    assert {str(task["path"]) for task in Printed("tasks", tmp_path, *TODAY).rows("tasks")} == {
        "Goals/Garden.md",
        "Inbox.md",
    }
