"""Why a goal is behind. Today is Sunday 22 November 2026, so slips are those at the end of the 21st."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import Config
from aimo_md.measures.causes import Cause, CauseKind, Causes, baseline
from aimo_md.measures.measure import measure
from aimo_md.measures.undo import part_of
from tests.measures.one_goal import PATH, one_goal
from tests.states import day, measured_after
from tests.vaults import SUNDAY, measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

START = "start: 2026-11-01"


def november(number: int) -> date:
    return date(2026, 11, number)


def causes(measures: Measures, path: str = PATH) -> tuple[Cause, ...] | None:
    return Causes.of(measures, Config()).causes(path)


def days(measures: Measures, path: str = PATH) -> dict[str, float]:
    """The days of each cause, by kind."""
    return {cause.kind.value: cause.days for cause in causes(measures, path) or ()}


def vault(body: str, *keys: str) -> Measures:
    frontmatter = "\n".join(("---", "type: goal", *keys, "---"))
    return measured(f"=== {PATH}\n{frontmatter}\n{body}\n")


def test_a_slip_by_hand() -> None:
    """The seventh day was the 7th, when nothing was late yet.

    The plan wants one task on each of the 10th, 11th, 12th and 20th. One was done, on the 14th. The first day
    that wants more is the 11th, so ES is the 10th and the slip 11 days. Without "new", which was added on the
    10th, the first such day is the 12th, and the slip 10: one day is for the scope. The first task was wanted
    on the 10th and done on the 14th: four days. The other six are pace.
    """
    found = vault(
        "- [x] a 📅 2026-11-10 ✅ 2026-11-14\n- [ ] new 📅 2026-11-11 ➕ 2026-11-10\n"
        "- [ ] b 📅 2026-11-12\n- [ ] c 📅 2026-11-20",
        START,
    )
    assert found.goals[PATH].slip == 11.0
    assert causes(found) == (
        Cause(kind=CauseKind.SCOPE_GROWN, days=1.0, since=november(10), until=november(10), tasks=1),
        Cause(kind=CauseKind.STARTED_LATE, days=4.0),
        Cause(kind=CauseKind.PACE, days=6.0),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "- [ ] a 📅 2026-11-05", {"from_before": 3, "started_late": 14}, id="late at the baseline"
        ),
        pytest.param("- [ ] a 📅 2026-11-10", {"started_late": 12}, id="not begun"),
        pytest.param(
            "- [x] z\n- [ ] a 📅 2026-11-10\n- [x] y 📅 2026-11-02",
            {"pace": 12},
            id="begun, nobody knows when",
        ),
        pytest.param(
            "- [x] z 📅 2026-11-10 ✅ 2026-11-10\n- [ ] a 📅 2026-11-15", {"pace": 7}, id="begun on time"
        ),
        pytest.param(
            "- [x] z 📅 2026-11-10 ✅ 2026-11-08\n- [ ] a 📅 2026-11-15", {"pace": 7}, id="begun early"
        ),
        pytest.param("- [ ] a 📅 2026-11-21", {"started_late": 1}, id="since yesterday"),
        pytest.param("- [ ] a 📅 2026-11-30", {}, id="not behind"),
    ],
)
def test_before_and_the_start(body: str, expected: dict[str, float]) -> None:
    assert days(vault(body, START)) == expected


@pytest.mark.parametrize(
    ("keys", "decisions", "expected"),
    [
        pytest.param(("start: 2026-11-01",), (), 7, id="the end of the seventh day"),
        pytest.param(("start: 2026-11-15",), (), 21, id="which was yesterday"),
        pytest.param(("start: 2026-11-16",), (), 15, id="in the first seven days: before the start"),
        pytest.param(("start: 2026-11-01",), ("10 extend: x", "12 reduce: y"), 12, id="the last decision"),
        pytest.param(
            ("start: 2026-11-01",), ("10 replan: x", "12 keep: y"), 10, id="keeping on changes nothing"
        ),
        pytest.param(("start: 2026-11-01",), ("10 pause", "13 resume"), 13, id="resumed"),
        pytest.param(("start: 2026-11-01",), ("22 extend: x",), 21, id="decided today"),
        pytest.param(("start: 2026-11-20",), ("21 extend: x",), 21, id="decided in the first seven days"),
    ],
)
def test_the_baseline(keys: tuple[str, ...], decisions: tuple[str, ...], expected: int) -> None:
    body = "\n".join(["- [ ] a", "## Decisions", *(f"- 2026-11-{line}" for line in decisions)])
    assert baseline(one_goal(body, *keys), SUNDAY) == november(expected)


def test_what_was_late_when_it_was_decided_is_from_before() -> None:
    """Wanted on the 10th: five days late at the end of the 14th, and seven more since."""
    body = "- [ ] a 📅 2026-11-10\n## Decisions\n- 2026-11-14 reduce: left out b\n"
    assert causes(vault(body, START)) == (
        Cause(kind=CauseKind.FROM_BEFORE, days=5.0, since=november(14)),
        Cause(kind=CauseKind.STARTED_LATE, days=7.0),
    )


class TestScope:
    """What makes a scope grow."""

    def test_tasks_that_the_history_saw_come(self) -> None:
        """The goal began on 20 October; a week later its scope was one task, which was due on 30 November."""
        note = "=== A.md\n---\ntype: goal\nstart: 2026-10-20\n---\n- [ ] a 📅 2026-11-30\n"
        more = "- [ ] b 📅 2026-11-10\n- [ ] c 📅 2026-11-11\n"
        found = measured_after(f"{note}~~~\n{note}~~~\n{note}{more}", SUNDAY)
        assert found.goals["A.md"].slip == 12.0
        assert causes(found, "A.md") == (
            Cause(kind=CauseKind.SCOPE_GROWN, days=12.0, since=day(2), until=day(2), tasks=2),
        )

    def test_a_task_that_was_split_is_as_large_as_before(self) -> None:
        body = "- [ ] a 📅 2026-11-10\n  - [ ] half ➕ 2026-11-12\n  - [ ] other half ➕ 2026-11-12"
        assert days(vault(body, START)) == {"started_late": 12.0}

    def test_the_next_occurrence_of_a_series_is_none(self) -> None:
        head = "- [ ] a 🔁 every week 📅 2026-11-15 ➕ 2026-11-08"
        body = f"{head}\n- [x] a 🔁 every week 📅 2026-11-08 ✅ 2026-11-08"
        assert days(vault(body, START, "deadline: 2026-11-30")) == {"pace": 7.0}

    def test_what_was_added_and_cancelled_is_none(self) -> None:
        body = "- [ ] a 📅 2026-11-10\n- [-] b 📅 2026-11-09 ➕ 2026-11-09\n"
        assert days(vault(body, START)) == {"started_late": 12.0}

    def test_what_only_links_to_the_goal_is_none(self) -> None:
        """It counts, since it has a due day; but its goal did not grow by it."""
        found = measured(
            f"=== {PATH}\n---\ntype: goal\n{START}\n---\n- [ ] a 📅 2026-11-12\n"
            "=== Inbox.md\n- [ ] [[Goal]] b 📅 2026-11-10 ➕ 2026-11-09\n"
        )
        assert found.goals[PATH].scope == 2.0
        assert days(found) == {"started_late": 12.0}

    def test_in_a_subgoal(self) -> None:
        found = measured(
            """
            === Top.md
            ---
            type: goal
            start: 2026-11-01
            ---
            - [x] a 📅 2026-11-08 ✅ 2026-11-08
            === Sub.md
            ---
            type: goal
            parent: "[[Top]]"
            ---
            - [ ] b 📅 2026-11-16
            - [ ] c 📅 2026-11-12 ➕ 2026-11-10
              - [ ] d
            """
        )
        assert days(found, "Top.md") == {"scope_grown": 4.0, "pace": 6.0}
        assert days(found, "Sub.md") == {"scope_grown": 4.0, "started_late": 6.0}

    def test_in_a_subgoal_with_days_of_its_own(self) -> None:
        """Its deadline is that of the goal above, of which nothing else counts here."""
        found = measured(
            """
            === Top.md
            ---
            type: goal
            deadline: 2026-11-18
            ---
            - [ ] a 📅 2026-11-03
            === Sub.md
            ---
            type: goal
            parent: "[[Top]]"
            start: 2026-11-01
            ---
            - [ ] b
            - [ ] c 📅 2026-11-12 ➕ 2026-11-10
            """
        )
        assert days(found, "Sub.md") == {"scope_grown": 6.0, "started_late": 4.0}

    def test_what_was_added_done_and_removed_is_undone_too(self) -> None:
        """Without "new" nothing was done at all, so the start was late; with it the slip is the same."""
        note = "=== A.md\n---\ntype: goal\nstart: 2026-10-20\n---\n- [ ] a 📅 2026-11-10\n"
        states = [note, f"{note}- [x] new 📅 2026-11-09\n", note]
        found = measured_after("~~~\n".join(states), SUNDAY)
        assert found.goals["A.md"].earned == 1.0
        assert days(found, "A.md") == {"started_late": 12.0}


class TestDeadline:
    """A deadline that was moved, as the history saw it."""

    NOTE = "=== A.md\n---\ntype: goal\nstart: 2026-10-20\ndeadline: {}\n---\n- [ ] a\n- [ ] b\n"

    def test_nearer(self) -> None:
        """Two tasks: over the 42 days up to 30 November the first was wanted on the 21st day, 9 November.

        Over 24 days, up to 12 November, the first is wanted on the 12th day, 31 October. It is not done: the
        slip is 22, and would be 13. The baseline was 26 October, when nothing was wanted yet.
        """
        found = measured_after(
            f"{self.NOTE.format('2026-11-30')}~~~\n{self.NOTE.format('2026-11-12')}", SUNDAY
        )
        assert found.goals["A.md"].slip == 22.0
        assert causes(found, "A.md") == (
            Cause(kind=CauseKind.DEADLINE_MOVED, days=9.0, since=day(1)),
            Cause(kind=CauseKind.STARTED_LATE, days=13.0),
        )

    @pytest.mark.parametrize("old", ["2026-11-11", "none"], ids=["farther away", "set for the first time"])
    def test_no_cause(self, old: str) -> None:
        found = measured_after(f"{self.NOTE.format(old)}~~~\n{self.NOTE.format('2026-11-12')}", SUNDAY)
        assert days(found, "A.md") == {"started_late": 22.0}

    def test_of_the_goal_above(self) -> None:
        sub = '=== B.md\n---\ntype: goal\nparent: "[[A]]"\n---\n- [ ] c\n'
        found = measured_after(
            f"{self.NOTE.format('2026-11-30')}{sub}~~~\n{self.NOTE.format('2026-11-12')}{sub}", SUNDAY
        )
        assert days(found, "B.md") == {"deadline_moved": 10.0}


class TestBlocked:
    """Days on which all that was open waited for something."""

    @pytest.mark.parametrize(
        ("waits", "other", "expected"),
        [
            pytest.param("b", "- [ ] tool 🆔 b", {"blocked": 7}, id="until today"),
            pytest.param(
                "b", "- [x] tool 🆔 b ✅ 2026-11-18", {"blocked": 4, "pace": 3}, id="until it was done"
            ),
            pytest.param("b", "- [x] tool 🆔 b", {"pace": 7}, id="nobody knows until when"),
            pytest.param("b", "- [-] tool 🆔 b", {"pace": 7}, id="it was cancelled"),
            pytest.param("c", "- [ ] tool 🆔 b", {"pace": 7}, id="for nothing that exists"),
        ],
    )
    def test_by_hand(self, waits: str, other: str, expected: dict[str, float]) -> None:
        """One leaf was done on its day, the 14th; the other, for the 15th, waits for a task of no goal."""
        found = measured(
            f"=== {PATH}\n---\ntype: goal\n{START}\n---\n- [x] z 📅 2026-11-14 ✅ 2026-11-14\n"
            f"- [ ] a 📅 2026-11-15 ⛔ {waits}\n=== Inbox.md\n{other}\n"
        )
        assert days(found) == expected

    def test_not_while_something_could_be_done(self) -> None:
        """Until "y" was done on the 17th it could be; from then on, five days, all that was open waited."""
        body = (
            "- [x] z 📅 2026-11-14 ✅ 2026-11-14\n- [ ] a 📅 2026-11-15 ⛔ b\n"
            "- [x] y 📅 2026-11-16 ✅ 2026-11-17\n- [ ] tool 🆔 b ⛔ b"
        )
        assert days(vault(body, START)) == {"blocked": 5.0, "pace": 1.0}


@pytest.mark.parametrize(
    ("body", "keys", "expected"),
    [
        pytest.param("- [ ] a", (), None, id="no plan"),
        pytest.param("- [ ] a 📅 2026-11-10", (), None, id="nobody knows since when"),
        pytest.param("- [ ] a 📅 2026-12-10", (START,), (), id="not behind"),
        pytest.param("- [x] a 📅 2026-12-10", (START,), (), id="ahead"),
        pytest.param("- [ ] a 📅 2026-11-10", (START, "status: paused"), None, id="paused"),
    ],
)
def test_where_there_is_nothing_to_explain(
    body: str, keys: tuple[str, ...], expected: tuple[Cause, ...] | None
) -> None:
    assert causes(vault(body, *keys)) == expected


LINE = st.builds(
    "- [{}] {}{}{}".format,
    st.sampled_from("  x"),
    st.sampled_from(["apple", "bread", "cheese", "dates", "eggs", "figs"]),
    st.sampled_from(
        ["", " [weight:: 3]", " 📅 2026-11-02", " 📅 2026-11-09", " ⏳ 2026-11-15", " 🆔 one", " ⛔ one"]
    ),
    st.sampled_from(["", "", " ➕ 2026-11-12", " ✅ 2026-11-06"]),
)
HEAD = st.builds(
    "---\ntype: goal\nstart: 2026-10-{}\n{}---\n".format,
    st.sampled_from(["20", "30"]),
    st.sampled_from(
        ["", "deadline: 2026-11-20\n", "deadline: 2026-12-31\n", "deadline: 2026-12-31\nstatus: paused\n"]
    ),
)
STATE = st.tuples(
    HEAD, st.lists(LINE, max_size=6), st.sampled_from(["", "", "## Decisions\n- 2026-11-03 reduce: x\n"])
)


@settings(max_examples=100, deadline=None)
@given(st.lists(STATE, min_size=1, max_size=4))
def test_causes_add_up_to_the_slip(lived: list[tuple[str, list[str], str]]) -> None:
    sub = '=== B.md\n---\ntype: goal\nparent: "[[A]]"\n---\n- [ ] b 📅 2026-11-08\n'
    texts = ["=== A.md\n" + head + "\n".join(lines) + "\n" + more + sub for head, lines, more in lived]
    found = measured_after("~~~\n".join(texts), SUNDAY)
    for path, goal in found.goals.items():
        parts = causes(found, path)
        if parts is not None and goal.slip is not None:
            assert sum(cause.days for cause in parts) == pytest.approx(max(goal.slip, 0.0))
            assert all(cause.days > 0 for cause in parts)
            order = [list(CauseKind).index(cause.kind) for cause in parts]
            assert order == sorted(set(order))


@settings(max_examples=60, deadline=None)
@given(st.lists(STATE, min_size=1, max_size=3))
def test_a_part_of_a_vault_gives_a_goal_the_same_numbers(lived: list[tuple[str, list[str], str]]) -> None:
    """What is undone is measured in the part of the vault that the goal's numbers come from."""
    more = (
        '=== B.md\n---\ntype: goal\nparent: "[[A]]"\n---\n- [ ] b 📅 2026-11-08\n- [x] c\n'
        "=== Inbox.md\n- [x] misc\n- [x] d [[A]] 📅 2026-11-04\n- [ ] e [[B]]\n"
        "=== C.md\n---\ntype: goal\n---\n- [ ] f\n"
    )
    texts = ["=== A.md\n" + head + "\n".join(lines) + "\n" + last + more for head, lines, last in lived]
    whole = measured_after("~~~\n".join(texts), SUNDAY)
    for path, was in whole.goals.items():
        part = measure(part_of(whole.vault, path), SUNDAY, Config(), whole.past).goals[path]
        assert (part.items, part.slip, part.rest, part.span) == (was.items, was.slip, was.rest, was.span)
