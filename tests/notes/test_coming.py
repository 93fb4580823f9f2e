from __future__ import annotations

import pytest

from aimo_md.config import Config
from aimo_md.notes.coming import hint_line
from aimo_md.notes.writer import Writer
from tests.vaults import measured, templates

REACHED = "## Done when\n- [ ] it stands\n"


def goal(body: str, *keys: str) -> str:
    return "\n".join(["---", "type: goal", *keys, "---", body])


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        pytest.param(
            {"A.md": goal("- [ ] dig 📅 2026-11-25")},
            "A hint: [[A]] does not say when it is reached; a box below a heading `Done when` would.",
            id="no end",
        ),
        pytest.param({"A.md": goal(f"- [ ] dig 📅 2026-11-25\n{REACHED}")}, "", id="nothing to say"),
        pytest.param(
            {"A.md": goal(f"- [ ] dig\n{REACHED}")},
            "A hint: [[A]] has nothing with a day in the next two weeks; one action with a day is enough.",
            id="no day",
        ),
        pytest.param(
            {"A.md": goal(f"- [ ] dig\n{REACHED}"), "B.md": goal("", "priority: high")},
            "A hint: [[B]] does not say when it is reached; a box below a heading `Done when` would.",
            id="one line, of the top goal",
        ),
        pytest.param(
            {
                "A.md": goal(f"- [ ] dig 📅 2026-11-25\n{REACHED}"),
                "B.md": goal("- [ ] sow 📅 2026-11-25", 'parent: "[[A]]"'),
            },
            "",
            id="a subgoal need not say when it is reached",
        ),
        pytest.param(
            {"A.md": goal(f"- [ ] dig 📅 2026-11-25\n{REACHED}", "status: paused")},
            "",
            id="a goal that rests",
        ),
    ],
)
def test_the_review_has_one_hint_at_most(notes: dict[str, str], expected: str) -> None:
    text = "\n".join(f"=== {path}\n{note}" for path, note in notes.items())
    writer = Writer.of(measured(text), Config(), templates())
    assert hint_line(writer) == expected
