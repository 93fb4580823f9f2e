"""What a program is asked about a goal, and what of its answer is taken."""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.plan.shapes import read_shape
from aimo_md.plan.structure import question_for, read_answer, shape_lines

SHAPE = (
    "## Done when\n\n- [ ] It stands\n\n## Ground 40 %\n\n- [ ] Dig\n- [ ] Fill\n\n## Walls\n\n- [ ] Build\n"
)
SUNDAY = date(2026, 11, 22)


def test_a_shape_is_told_as_it_is_read() -> None:
    assert "\n".join(shape_lines(read_shape("house", SHAPE))) == SHAPE


def test_the_question_holds_the_sentence_the_shape_and_the_calendar() -> None:
    shape = read_shape("house", SHAPE)
    question = question_for("Build a house", shape, SUNDAY, date(2027, 3, 1), {date(2026, 11, 24): 2})
    assert "Sentence: Build a house\nToday: 2026-11-22\nDeadline: 2027-03-01\n" in question
    assert f"# Its shape (house)\n\n{SHAPE}" in question
    assert "- 2026-11-23: 0\n- 2026-11-24: 2\n" in question
    assert "- 2026-12-06: 0\n\n# What to answer" in question
    assert "Deadline: none" in question_for("Build a house", shape, SUNDAY, None, {})


@pytest.mark.parametrize(
    "fence", ["{}", "```markdown\n{}```", "\n```\n{}\n```\n", "Here it is:\n\n```md\n{}```\nGood luck!"]
)
def test_an_answer_is_a_shape_with_or_without_a_fence(fence: str) -> None:
    answer = read_answer(fence.format(SHAPE))
    assert answer is not None
    assert [action.text for action in answer.actions] == ["Dig", "Fill", "Build"]
    assert answer.criteria == ("It stands",)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I am sorry, I cannot help with that.",
        "## Done when\n\n- [ ] It stands\n",
        "- [ ] " + "x" * 201,
        "\n".join(f"- [ ] Task {number}" for number in range(61)),
        "\n".join(f"## Part {number}\n- [ ] Task" for number in range(13)),
        "- [ ] Task\n## Done when\n" + "\n".join(f"- [ ] Criterion {number}" for number in range(13)),
        "- [ ] Task\n## Decisions\n- [ ] 2026-11-08 keep: as it is",
        "- [ ] Task\n## 기록\n- [ ] 2026-11-08: 40",
    ],
    ids=[
        "empty",
        "talk",
        "no action",
        "long",
        "many actions",
        "many milestones",
        "many criteria",
        "decisions",
        "a log",
    ],
)
def test_what_is_no_plan(answer: str) -> None:
    assert read_answer(answer) is None
