from __future__ import annotations

import re

import pytest

from aimo_md.config import Config
from aimo_md.measures.model import Health
from aimo_md.notes.decide import decide_body
from aimo_md.notes.writer import Writer
from aimo_md.plan.options import OptionKey
from aimo_md.plan.reduction import Obstacle
from aimo_md.text.task_line import Priority
from tests.vaults import measured, templates


def _asked(keys: str, body: str) -> list[str]:
    """The lines of the only question: heading, facts, then its options without their ids."""
    text = f"=== Goal.md\n---\ntype: goal\n{keys}\n---\n{body}\n"
    shown = decide_body(Writer.of(measured(text), Config(), templates()))
    lines = [line for line in shown.split("\n") if line and not line.startswith(("## Decide", "Tick one."))]
    return [re.sub(r" \^aimo-[a-z]+-[0-9a-f]{6}$", "", line) for line in lines]


_KEEP_PLAIN = "- [ ] **Keep it as it is** → asks again on 6 Dec"
_PAUSE = "- [ ] **Pause it** → until `2027-01-04`: nothing has a day next week"


@pytest.mark.parametrize(
    ("keys", "body", "expected"),
    [
        pytest.param(
            "why: It is time",
            "- [x] a ✅ 2026-11-20\n- [x] b ✅ 2026-11-20",
            [
                "### [[Goal]]: all 2 tasks are done",
                "*It is time.* 2 of 2 done (100 %).",
                "- [ ] **Close it** → done, nothing is left open",
                _KEEP_PLAIN,
            ],
            id="complete",
        ),
        pytest.param(
            "metric: words\nmetric_from: 0\nmetric_target: 10",
            "## Log\n- 2026-11-10: 10\n## Done when\n- [ ] one\n- [ ] two",
            [
                "### [[Goal]]: its target is reached",
                "10 of 10 words (100 %).",
                "- [ ] **Close it** → done, with 2 criteria still open",
                _KEEP_PLAIN,
            ],
            id="a target is reached",
        ),
        pytest.param(
            "progress: 40",
            "## Done when\n- [x] it works",
            [
                "### [[Goal]]: what it was for is reached",
                "40 % done.",
                "- [ ] **Close it** → done, nothing is left open",
                _KEEP_PLAIN,
            ],
            id="the criterion is met",
        ),
        pytest.param(
            "",
            "- [ ] a\n## Done when\n- [x] it works\n- [x] it sells",
            [
                "### [[Goal]]: all 2 criteria are met",
                "0 of 1 done (0 %).",
                "- [ ] **Close it** → done, with 1 task still open",
                "- [ ] **Keep it, shrink the next action** → `a` on `2026-11-23`; asks again on 6 Dec",
            ],
            id="the criteria are met",
        ),
        pytest.param(
            "status: paused\npaused_until: 2026-11-20",
            "- [ ] a",
            [
                "### [[Goal]]: its pause ended on 20 Nov",
                "0 of 1 done (0 %).",
                "- [ ] **Resume it** → 1 task is open",
                _PAUSE,
                "- [ ] **Drop it** → 1 open task is no longer asked for; the note stays",
            ],
            id="a pause is over",
        ),
        pytest.param(
            "status: paused\npaused_until: 2026-11-20\ndeadline: 2027-01-31",
            "",
            [
                "### [[Goal]]: its pause ended on 20 Nov",
                "Deadline 31 Jan.",
                "- [ ] **Resume it** → its plan goes on, deadline 31 Jan",
                _PAUSE,
                "- [ ] **Drop it** → it is no longer asked for; the note stays",
            ],
            id="a pause is over, with a deadline",
        ),
        pytest.param(
            "status: paused\npaused_until: 2026-11-20",
            "",
            [
                "### [[Goal]]: its pause ended on 20 Nov",
                "- [ ] **Resume it** → its plan goes on",
                _PAUSE,
                "- [ ] **Drop it** → it is no longer asked for; the note stays",
            ],
            id="a pause is over, nothing known",
        ),
        pytest.param(
            "habit: 3/week",
            "- [ ] walk\n- [x] walk ✅ 2026-11-02\n- [x] walk ✅ 2026-11-19",
            [
                "### [[Goal]]: 17 % kept over the last weeks",
                "1 of 3 in this period.",
                "- [ ] **Keep it, shrink the next action** → `walk` on `2026-11-23`; asks again on 6 Dec",
                "- **Reduce the scope**: its scope is a habit; change `habit` in the note",
                _PAUSE,
            ],
            id="a habit",
        ),
        pytest.param(
            "start: 2026-10-01\ndeadline: 2026-11-21\nmetric: words\nmetric_from: 0\nmetric_target: 5000",
            "## Log\n- 2026-10-10: 300\n- 2026-10-20: 650\n- 2026-11-01: 900\n"
            "## Decisions\n- 2026-10-01 extend: x\n- 2026-10-08 extend: y",
            [
                "### [[Goal]]: its deadline was yesterday",
                "Deadline 21 Nov, 900 of 5 000 words (18 %), 129 a week lately.",
                (
                    "Why: behind already on 8 Oct (8 days), started late (1 day), pace (34 days). "
                    "Extended 2 times before."
                ),
                "- [ ] **Keep it, in smaller steps** → `10 words` on `2026-11-23`; asks again on 6 Dec",
                "- **Reduce the scope**: its scope is a number; change `metric_target` in the note",
                _PAUSE,
                "- [ ] **Extend the deadline** → `2028-02-02`: 85 % likely at your pace",
            ],
            id="a number, overdue",
        ),
    ],
)
def test_how_a_question_reads(keys: str, body: str, expected: list[str]) -> None:
    assert _asked(keys, body) == expected


def test_a_goal_that_stalls_without_a_plan_is_not_called_behind() -> None:
    assert _asked("start: 2026-10-01", "- [ ] a")[0] == "### [[Goal]]: stalled for 52 days"


@pytest.mark.parametrize("language", ["en"])
def test_a_language_has_a_word_for_everything(language: str) -> None:
    phrases = templates(language).phrases
    keys = [
        *(f"health.{health}" for health in Health),
        *(f"priority.{priority}" for priority in Priority),
        *(f"obstacle.{obstacle}" for obstacle in Obstacle),
        *(f"option.{key}.name" for key in OptionKey),
    ]
    assert [key for key in keys if key not in phrases.texts] == []


def test_a_question_that_more_days_would_answer() -> None:
    done = "".join(
        f"- [x] {day} 📅 2026-{day} ✅ 2026-{day}\n"
        for day in ("10-10", "10-17", "10-24", "10-31", "11-07", "11-14")
    )
    lines = _asked(
        "start: 2026-10-01\ndeadline: 2026-12-31\nslip_after: 1d",
        done
        + "- [ ] a 📅 2026-10-10\n- [ ] b 📅 2026-12-20\n## Decisions\n- 2026-10-01 extend: (was 2026-11-30)"
        "\n- 2026-10-20 extend: (was 2026-12-10)",
    )
    assert lines[2:] == [
        "Why: behind already on 20 Oct (4 days), pace (4 days). Extended 2 times before (first from 30 Nov).",
        "- [ ] **Keep it, shrink the next action** → `a` on `2026-11-23`; asks again on 6 Dec",
        "- [ ] **Replan it** → 1 task gets a new day up to 31 Dec; the fullest week holds 1",
        "- **Reduce the scope**: not needed, all of it fits by 31 Dec at your pace",
        "- [ ] **Pause it** → until `2027-01-04`: nothing has a day next week",
        "- **Extend the deadline**: not needed, all of it fits by 31 Dec at your pace",
    ]
