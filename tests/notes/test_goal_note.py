"""The note of a new goal, and that doing what it says keeps the goal on track."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import Config, TaskFormat, VaultConfig
from aimo_md.goals.model import HabitUnit
from aimo_md.goals.parse import read_note
from aimo_md.measures.model import Health
from aimo_md.notes.goal_note import NewGoal, goal_name, goal_note, goal_path, number_text
from aimo_md.plan.hints import hints
from aimo_md.plan.sentence import understand
from aimo_md.plan.shapes import choose_shape, language_of, shapes_of
from aimo_md.plan.spread import back_planned
from aimo_md.text.refusal import Refusal
from aimo_md.text.task_line import Priority
from tests.vaults import SUNDAY, measured

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure, Measures

TEMPLATES = Path(__file__).parents[2] / "templates"
SOURCES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.md")
}
SHAPES = {language: shapes_of(SOURCES, language) for language in ("en", "ko")}
PATH = "Goals/New.md"


def note_for(text: str, shape: str | None = None, written: TaskFormat = TaskFormat.EMOJI) -> str:
    """The note that a sentence gets, in the shape that it asks for."""
    sentence = understand(text, SUNDAY)
    shapes = SHAPES[language_of(text)]
    chosen = shapes[shape] if shape else choose_shape(sentence.title, sentence.kind, shapes)
    deadline = sentence.deadline.day if sentence.deadline else None
    note = goal_note(
        NewGoal(
            title=sentence.title,
            language=language_of(text),
            format=written,
            start=SUNDAY,
            deadline=deadline,
            priority=None,
            why="",
            private=False,
            habit=sentence.habit,
            wanted=sentence.wanted,
            criteria=chosen.criteria,
            milestones=back_planned(chosen, SUNDAY, deadline, {}),
        )
    )
    assert isinstance(note, str)
    return note


def on(day: date, note: str) -> Measures:
    return measured(f"=== {PATH}\n{note}", day)


def test_how_a_goal_is_written_down() -> None:
    assert note_for("Clean the garage by Friday").split("\n") == [
        "---",
        "type: goal",
        "status: active",
        "start: 2026-11-22",
        "deadline: 2026-11-27",
        "---",
        "# Clean the garage",
        "",
        "## Done when",
        "",
        "- [ ] Somebody else could see that it is there",
        "",
        "## See the whole of it 📅 2026-11-22",
        "",
        "- [ ] Set a timer for ten minutes and list all that it takes ⏳ 2026-11-22",
        "- [ ] Write down what it looks like when it is done ⏳ 2026-11-22",
        "- [ ] Mark the one part that everything else waits for ⏳ 2026-11-22",
        "",
        "## The part that all else waits for 📅 2026-11-24",
        "",
        "- [ ] Do the smallest piece of it ⏳ 2026-11-23",
        "- [ ] Do the rest of it ⏳ 2026-11-24",
        "- [ ] Show it to one person ⏳ 2026-11-24",
        "",
        "## The rest 📅 2026-11-27",
        "",
        "- [ ] Do the largest piece that is left ⏳ 2026-11-25",
        "- [ ] Do the small pieces in one go ⏳ 2026-11-26",
        "- [ ] Strike out what turned out not to matter ⏳ 2026-11-27",
        "",
        "## Bring it to an end 📅 2026-11-27",
        "",
        "- [ ] Compare it with what was to be done ⏳ 2026-11-27",
        "- [ ] Mend what is missing ⏳ 2026-11-27",
        "- [ ] Tell whoever waits for it ⏳ 2026-11-27",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Walk three times a week", "habit: 3/week"),
        ("Lose 5 kg by March", "metric: kg lost\nmetric_from: 0\nmetric_target: 5"),
        ("Go from 82 to 75 kg by June", "metric: kg\nmetric_from: 82\nmetric_target: 75"),
        ("천만 원 모으기", "metric: 원\nmetric_from: 0\nmetric_target: 10000000"),
    ],
)
def test_a_habit_and_a_number_stand_in_the_properties(text: str, expected: str) -> None:
    assert expected in note_for(text)


def test_the_days_are_written_in_the_format_of_the_vault() -> None:
    note = note_for("Clean the garage by Friday", written=TaskFormat.DATAVIEW)
    emoji = on(SUNDAY, note_for("Clean the garage by Friday")).goals[PATH]
    assert "- [ ] Do the smallest piece of it [scheduled:: 2026-11-23]\n" in note
    assert "## Bring it to an end [due:: 2026-11-27]\n" in note
    assert [item.steps for item in on(SUNDAY, note).goals[PATH].items] == [item.steps for item in emoji.items]


def test_a_number_begins_its_log() -> None:
    assert note_for("Go from 82 to 75 kg by June").endswith("\n## Log\n\n- 2026-11-22: 82\n")


def test_all_that_is_known_of_a_goal_is_read_back() -> None:
    note = goal_note(
        NewGoal(
            title="C# #",
            language="en",
            format=TaskFormat.EMOJI,
            start=SUNDAY,
            deadline=None,
            priority=Priority.HIGH,
            why='so: "it" # is\nworth it',
            private=True,
            habit=None,
            wanted=None,
            criteria=("One",),
            milestones=(),
        )
    )
    assert isinstance(note, str)
    reading = read_note(PATH, note, Config())
    assert reading.title == "C# #"
    assert reading.goal is not None
    assert reading.goal.priority is Priority.HIGH
    assert reading.goal.why == 'so: "it" # is worth it'
    assert reading.goal.private


@settings(max_examples=100)
@given(st.text(min_size=1))
def test_any_title_is_written_so_that_it_is_read_back(text: str) -> None:
    title = understand(text, SUNDAY).title
    goal = NewGoal(
        title=title,
        language="en",
        format=TaskFormat.EMOJI,
        start=SUNDAY,
        deadline=None,
        priority=None,
        why=text,
        private=False,
        habit=None,
        wanted=None,
        criteria=(),
        milestones=(),
    )
    note = goal_note(goal)
    assert isinstance(note, Refusal) or not title or read_note(PATH, note, Config()).title == title


def test_what_no_property_can_hold_is_refused() -> None:
    goal = NewGoal(
        title="Garden",
        language="en",
        format=TaskFormat.EMOJI,
        start=SUNDAY,
        deadline=None,
        priority=None,
        why="because " * 10_000,
        private=False,
        habit=None,
        wanted=None,
        criteria=(),
        milestones=(),
    )
    assert isinstance(goal_note(goal), Refusal)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Launch a side project", "Launch a side project.md"),
        ("Save 3/4 of it: now?", "Save 3 4 of it now.md"),
        ("...", "Goal.md"),
        ("가" * 100, "가" * 40 + ".md"),
    ],
)
def test_the_name_of_the_note(title: str, name: str) -> None:
    assert goal_name(title) == name


@pytest.mark.parametrize(
    ("paths", "folder", "path"),
    [
        ((), "", "Goals/Run.md"),
        ((), "My goals/", "My goals/Run.md"),
        (("Swim.md",), "", "Run.md"),
        (("Life/Swim.md", "Work/Write.md", "Work/Read.md"), "", "Work/Run.md"),
        (("Archive/Swim.md", "Archive/Write.md", "Life/Read.md"), "", "Life/Run.md"),
    ],
)
def test_a_new_goal_goes_where_the_goals_are(paths: tuple[str, ...], folder: str, path: str) -> None:
    config = Config(vault=VaultConfig(goals_folder=folder))
    vault = measured("\n".join(f"=== {path}\n---\ntype: goal\n---" for path in paths), SUNDAY, config).vault
    assert goal_path("Run", vault, config) == path


def test_numbers_are_written_in_full() -> None:
    assert [number_text(number) for number in (0.0, 2.5, 10_000_000.0)] == ["0", "2.5", "10000000"]


SAID = {
    "plain": ("Clean the garage", "창고 정리하기"),
    "launch": ("Launch a side project", "사이드 프로젝트 출시하기"),
    "health": ("Rebuild my health routine", "건강 되찾기"),
    "learn": ("Learn Korean", "한국어 배우기"),
    "write": ("Write 50 000 words", "5만 자 쓰기"),
    "read": ("Read 24 books", "책 24권 읽기"),
    "exam": ("Pass the driving test", "토익 시험 합격하기"),
    "save": ("Save 3 000 €", "500만 원 모으기"),
    "job": ("Find a job", "취업하기"),
    "habit": ("Walk three times a week", "일주일에 세 번 걷기"),
    "event": ("Organise a wedding", "결혼식 준비하기"),
}
BY = {"en": ("by 12 December 2026", "in three months", "in two years", "")}
BY["ko"] = ("2026년 12월 12일까지", "3개월 안에", "2년 안에", "")
GOALS = [
    pytest.param(f"{title} {by}".strip(), shape, id=f"{shape} {language} {by}")
    for shape, titles in SAID.items()
    for language, title in zip(("en", "ko"), titles, strict=True)
    for by in BY[language]
]


def test_every_shape_is_tried() -> None:
    assert set(SAID) == set(SHAPES["en"])


@pytest.mark.parametrize(("text", "shape"), GOALS)
def test_a_new_goal_is_sound_and_begins_within_two_days(text: str, shape: str) -> None:
    measures = on(SUNDAY, note_for(text, shape))
    assert measures.problems == ()
    assert hints(measures) == ()
    goal = measures.goals[PATH]
    assert goal.next_action is not None
    assert goal.next_action.words.scheduled is not None
    assert goal.next_action.words.scheduled <= SUNDAY + timedelta(days=2)


@pytest.mark.parametrize(("text", "shape"), GOALS)
def test_doing_what_the_note_says_keeps_the_goal_on_track(text: str, shape: str) -> None:
    """Three weeks: each action on its day or its milestone's, number and habit as they are wanted."""
    note = note_for(text, shape)
    for ahead in range(1, 22):
        day = SUNDAY + timedelta(days=ahead)
        note = done_by(note, day)
        note += logged(on(day, note).goals[PATH], day)
        health = on(day + timedelta(days=1), note).goals[PATH].health
        if (on(day, note).goals[PATH].progress or 0.0) < 1.0:
            assert health in {Health.ON_TRACK, Health.AHEAD}, (day, health, note)


def done_by(note: str, day: date) -> str:
    """The note with every action ticked that is wanted by the end of a day."""
    milestone, lines = date.max, []
    for line in note.split("\n"):
        stated = re.search(r"[📅⏳] (\S+)", line)
        own = date.fromisoformat(stated[1]) if stated else date.max
        if line.startswith("## "):
            milestone = own
        elif line.startswith("- [ ]") and (own if stated else milestone) <= day:
            lines.append(line.replace("[ ]", "[x]") + f" ✅ {day}")
            continue
        lines.append(line)
    return "\n".join(lines)


def logged(measure: GoalMeasure, day: date) -> str:
    """What a day adds to the log."""
    keys = measure.goal.keys
    if keys.metric is not None:
        days = ((keys.deadline or day) - SUNDAY).days + 1
        share = ((day - SUNDAY).days + 1) / days
        value = keys.metric.origin + (keys.metric.target - keys.metric.origin) * share
        return f"- {day}: {value:.6f}\n"
    habit = keys.habit
    wanted = habit is not None and habit.unit is HabitUnit.WEEK and day.weekday() < habit.times
    return f"- {day}\n" if wanted else ""
