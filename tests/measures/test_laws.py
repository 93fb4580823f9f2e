"""What holds for every goal, whatever its tasks are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings, strategies as st
from msgspec.structs import replace

from aimo_md.config import Config, VaultConfig, Weekday
from aimo_md.goals.model import Place
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.history import as_of
from aimo_md.measures.measure import measure
from tests.text.generated_notes import notes as any_note

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure, Measures

PATH = "Goal.md"
START, DEADLINE = date(2026, 10, 1), date(2026, 12, 31)
TODAY = date(2026, 11, 22)
SPAN = (f"start: {START}", f"deadline: {DEADLINE}")

days = st.dates(date(2026, 9, 15), date(2027, 1, 15))
fields = st.one_of(
    st.just(""),
    days.map(lambda day: f" 📅 {day}"),
    days.map(lambda day: f" ⏳ {day}"),
    st.dates(date(2026, 9, 15), TODAY).map(lambda day: f" ➕ {day}"),
    st.sampled_from((" [weight:: 3]", " [weight:: 0.5]", " 🔁 every week 📅 2026-10-07", " 🛫 2026-12-01")),
)
symbols = st.sampled_from("   xx/-h")
stamps = st.one_of(st.just(""), st.dates(date(2026, 10, 1), TODAY).map(lambda day: f" ✅ {day}"))


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """The tasks of a goal: nested, dated or not, in every state."""
    lines: list[str] = []
    depth = 0
    for number in range(draw(st.integers(1, 9))):
        depth = draw(st.integers(0, min(depth + 1, 3))) if lines else 0
        symbol = draw(symbols)
        stamp = draw(stamps) if symbol == "x" else ""
        lines.append(f"{'  ' * depth}- [{symbol}] t{number}{draw(fields)}{stamp}")
    return "\n".join(lines)


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    """A goal, maybe with days, a subgoal of any status, and a note that links to it."""
    span = draw(st.sampled_from(((), SPAN, SPAN[:1])))
    status = draw(st.sampled_from(("active", "active", "paused", "done", "dropped")))
    weight = draw(st.sampled_from(("", "goal_weight: 2", "goal_weight: 0")))
    linked = re.sub(r"(t\d)", r"\1 [[Goal]]", draw(bodies()))
    return {
        PATH: note(draw(bodies()), *span),
        "Sub.md": note(draw(bodies()), 'parent: "[[Goal]]"', f"status: {status}", weight),
        "Inbox.md": linked,
    }


def note(body: str, *keys: str) -> str:
    return "\n".join(("---", "type: goal", *keys, "---", body))


def measured(notes: dict[str, str], today: date = TODAY) -> Measures:
    readings = [read_note(path, text, Config()) for path, text in notes.items()]
    return measure(assemble(readings, Config()), today, Config())


def goal(body: str, *keys: str, today: date = TODAY) -> GoalMeasure:
    return measured({PATH: note(body, *keys)}, today).goals[PATH]


def late(found: GoalMeasure) -> float:
    """The days by which a goal is late, 0 where it is not or has no plan."""
    return max(found.slip or 0.0, 0.0)


@settings(max_examples=80, deadline=None)
@given(vaults())
def test_numbers_stay_within_their_bounds(notes: dict[str, str]) -> None:
    for found in measured(notes).goals.values():
        assert found.progress is None or 0 <= found.progress <= 1
        assert found.planned is None or 0 <= found.planned <= 1 + 1e-9
        assert 0 <= found.earned <= found.scope + 1e-9
        assert found.leaves_done <= found.leaves
        for item in found.items:
            assert sum(gain.weight for gain in item.gains) == pytest.approx(item.earned)
            assert not item.steps or sum(step.weight for step in item.steps) == pytest.approx(item.weight)
            assert (item.planned_by is None) == (not item.steps)


@settings(max_examples=100, deadline=None)
@given(vaults(), st.data())
def test_progress_never_falls_when_a_box_is_ticked(notes: dict[str, str], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(notes)))
    boxes = [match.start(1) for match in re.finditer(r"- \[([ /h])\]", notes[path])]
    assume(boxes)
    at = data.draw(st.sampled_from(boxes))
    ticked = notes[path][:at] + "x" + notes[path][at + 1 :]
    before, after = measured(notes), measured({**notes, path: ticked})
    for goal_path, was in before.goals.items():
        assert (after.goals[goal_path].progress or 0.0) >= (was.progress or 0.0) - 1e-9


@settings(max_examples=100, deadline=None)
@given(vaults(), st.lists(st.sampled_from(("", " [weight:: 3]")), min_size=1, max_size=4), st.data())
def test_splitting_an_open_task_changes_neither_progress_nor_scope(
    notes: dict[str, str], parts: list[str], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(notes)))
    lines = notes[path].split("\n")
    whole = [
        at
        for at, line in enumerate(lines)
        if "- [ ]" in line
        and "🔁" not in line
        and not "".join(lines[at + 1 : at + 2]).startswith(f"{indent(line)}  ")
    ]
    assume(whole)
    at = data.draw(st.sampled_from(whole))
    steps = [f"{indent(lines[at])}  - [ ] part{part}" for part in parts]
    split = "\n".join([*lines[: at + 1], *steps, *lines[at + 1 :]])
    before, after = measured(notes), measured({**notes, path: split})
    for goal_path, was in before.goals.items():
        now = after.goals[goal_path]
        assert now.scope == pytest.approx(was.scope)
        assert now.progress == (was.progress and pytest.approx(was.progress))


def indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


@settings(max_examples=80, deadline=None)
@given(bodies(), st.integers(7, 91), st.data())
def test_adding_an_open_undated_task_makes_nothing_later(body: str, age: int, data: st.DataObject) -> None:
    today = START + timedelta(days=age)
    lines = body.split("\n")
    roots = [at for at, line in enumerate(lines) if line.startswith("-")]
    at = data.draw(st.sampled_from([*roots, len(lines)]))
    more = "\n".join([*lines[:at], f"- [ ] new ➕ {today}", *lines[at:]])
    assert late(goal(more, *SPAN, today=today)) == pytest.approx(late(goal(body, *SPAN, today=today)))


@pytest.mark.parametrize("leaves", range(1, 14))
@pytest.mark.parametrize("length", [1, 5, 13, 30])
def test_who_does_each_leaf_on_its_planned_day_is_on_time_every_morning(leaves: int, length: int) -> None:
    keys = (f"start: {START}", f"deadline: {START + timedelta(days=length - 1)}")
    planned = [item.steps[0].day for item in goal("- [ ] a\n" * leaves, *keys).items]
    for number in range(length + 2):
        today = START + timedelta(days=number)
        body = "\n".join(f"- [x] a ✅ {day}" if day < today else "- [ ] a" for day in planned)
        assert goal(body, *keys, today=today).slip == 0.0


@settings(max_examples=80, deadline=None)
@given(bodies().map(lambda body: body.replace(" 🔁 every week", "")), st.dates(START, DEADLINE))
def test_who_has_done_all_that_the_plan_wanted_is_not_late(body: str, today: date) -> None:
    lines = note(body, *SPAN).split("\n")
    for item in goal(body, *SPAN, today=today).items:
        if item.steps and item.steps[0].day < today:
            at = item.place.line - 1
            lines[at] = re.sub(r"- \[.\]", "- [x]", lines[at], count=1)
    assert late(measured({PATH: "\n".join(lines)}, today).goals[PATH]) == 0.0


@settings(max_examples=30, deadline=None)
@given(vaults(), st.permutations((PATH, "Sub.md", "Inbox.md")))
def test_the_order_of_the_notes_changes_nothing(notes: dict[str, str], order: list[str]) -> None:
    assert measured({path: notes[path] for path in order}) == measured(notes)


@settings(max_examples=60, deadline=None)
@given(vaults(), days)
def test_what_an_earlier_evening_earned_is_earned_now_too(notes: dict[str, str], evening: date) -> None:
    readings = [read_note(path, text, Config()) for path, text in notes.items()]
    now = measure(assemble(readings, Config()), TODAY, Config())
    before = measure(assemble(as_of(readings, min(evening, TODAY)), Config()), TODAY, Config())
    done = {item.place for item in now.goals[PATH].items if item.moves}
    for task in reversed([task for reading in readings for task in reading.tasks]):
        if task.place in done and task.parent is not None:  # what was given steps since is done by them
            done.add(Place(task.path, task.parent))
    assert {item.place for item in before.goals[PATH].items if item.moves} <= done


EDGE_DAYS = st.sampled_from(("0001-01-01", "0001-01-07", "9999-12-31", "9999-12-25", "2028-02-29"))


@st.composite
def strange_goals(draw: st.DrawFn) -> str:
    """Goals with days at the edges of the calendar in every place that holds one."""
    kinds = ("", "habit: daily", "habit: 3/month", "habit: weekdays", "metric: x\nmetric_target: 5")
    keys = [draw(st.sampled_from(kinds))]
    keys += [f"{key}: {draw(EDGE_DAYS)}" for key in ("start", "deadline") if draw(st.booleans())]
    signs = ("📅", "⏳", "🛫", "➕", "✅", "🔁 every week 📅", "🔁 every month on the last 🛫")
    tasks = [
        f"- [{draw(st.sampled_from(' x-/'))}] Mon: t {draw(st.sampled_from(signs))} {draw(EDGE_DAYS)}"
        for _ in range(draw(st.integers(0, 4)))
    ]
    log = [f"- {draw(EDGE_DAYS)}: {draw(st.integers(-9, 9))}" for _ in range(draw(st.integers(0, 3)))]
    return note("\n".join([f"## {draw(EDGE_DAYS)}", *tasks, "## Log", *log]), *keys)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.one_of(any_note(), strange_goals(), st.text(max_size=60)), max_size=3),
    st.sampled_from((Weekday.MONDAY, Weekday.SUNDAY)),
)
def test_every_text_can_be_measured(texts: list[str], week_start: Weekday) -> None:
    config = Config(vault=replace(VaultConfig(), goals_folder="Goals", week_start=week_start))
    paths = ("Goals/A.md", "Goals/9999-12-31.md", "Inbox.md")
    readings = [read_note(path, text, config) for path, text in zip(paths, texts, strict=False)]
    found = measure(assemble(as_of(readings, TODAY), config), TODAY, config)
    assert found.goals.keys() <= set(paths)
