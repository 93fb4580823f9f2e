from __future__ import annotations

import inspect
from datetime import date

import pytest

from aimo_md.config import DEFAULTS, Config, TasksConfig
from aimo_md.goals.model import NoteReading, Place, Task, TaskType
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.text.task_line import Priority, TaskLine
from tests.vaults import measured


def note(
    text: str, path: str = "TaskNotes/Tasks/Write the opening.md", config: Config = DEFAULTS
) -> NoteReading:
    return read_note(path, inspect.cleandoc(text), config)


def task(*properties: str) -> Task:
    """The task of a note with the tag `task`, open, and these properties."""
    (found,) = note("\n".join(["---", "tags: [task]", "status: open", *properties, "---"])).tasks
    return found


def test_the_note_that_the_plugin_writes_is_one_task() -> None:
    """
    ---
    title: Write the opening
    status: in-progress
    priority: high
    due: 2026-11-30T18:00
    scheduled: 2026-11-27
    tags:
      - task
      - writing
    contexts:
      - "@desk"
    projects:
      - "[[A novel]]"
    timeEstimate: 120
    dateCreated: 2026-11-01T08:00:00.000+09:00
    dateModified: 2026-11-20T08:00:00.000+09:00
    timeEntries:
      - startTime: 2026-11-19T08:00:00.000+09:00
        endTime: 2026-11-19T09:00:00.000+09:00
    blockedBy:
      - uid: "[[Find a first sentence]]"
        reltype: FINISHTOSTART
    ---
    Begin with the weather.
    """
    reading = note(test_the_note_that_the_plugin_writes_is_one_task.__doc__ or "")
    assert reading.tasks == (
        Task(
            place=Place("TaskNotes/Tasks/Write the opening.md", 1),
            symbol="/",
            type=TaskType.IN_PROGRESS,
            around=None,
            words=TaskLine(
                text="Write the opening",
                due=date(2026, 11, 30),
                scheduled=date(2026, 11, 27),
                created=date(2026, 11, 1),
                priority=Priority.HIGH,
                tags=("#task", "#writing"),
            ),
            links=(),
            weekdays=(),
            parent=None,
            section=None,
        ),
    )
    assert reading.belongs == ("A novel",)
    assert reading.problems == ()


def test_without_a_title_the_task_is_called_as_the_note_is() -> None:
    assert task().title == "Write the opening"


def test_a_title_may_begin_with_a_weekday_and_hold_a_link() -> None:
    found = task('title: "Friday: ask about [[A novel]]"')
    assert (found.weekdays, found.links) == ((4,), ("A novel",))


STATUSES = [
    ("open", " ", TaskType.TODO),
    ("none", " ", TaskType.TODO),
    ("", " ", TaskType.TODO),
    ("false", " ", TaskType.TODO),
    ("some day", " ", TaskType.TODO),
    ("In progress", "/", TaskType.IN_PROGRESS),
    ("in_progress", "/", TaskType.IN_PROGRESS),
    ("waiting", "h", TaskType.ON_HOLD),
    ("done", "x", TaskType.DONE),
    ("true", "x", TaskType.DONE),
    ("[done]", "x", TaskType.DONE),
    ("cancelled", "-", TaskType.CANCELLED),
]


@pytest.mark.parametrize(
    ("status", "symbol", "kind"), STATUSES, ids=[status[0] or "empty" for status in STATUSES]
)
def test_what_a_status_means(status: str, symbol: str, kind: TaskType) -> None:
    (found,) = note(f"---\ntags: task\nstatus: {status}\n---").tasks
    assert (found.symbol, found.type) == (symbol, kind)


ENDINGS = [
    ("done", TaskType.DONE, date(2026, 11, 19), None),
    ("cancelled", TaskType.CANCELLED, None, date(2026, 11, 19)),
    ("shipped", TaskType.DONE, date(2026, 11, 19), None),
    ("open", TaskType.TODO, None, None),
]


@pytest.mark.parametrize(
    ("status", "kind", "done", "cancelled"), ENDINGS, ids=[ending[0] for ending in ENDINGS]
)
def test_the_day_of_completion(
    status: str, kind: TaskType, done: date | None, cancelled: date | None
) -> None:
    (found,) = note(f"---\ntags: task\nstatus: {status}\ncompletedDate: 2026-11-19\n---").tasks
    assert (found.type, found.words.done, found.words.cancelled) == (kind, done, cancelled)


@pytest.mark.parametrize(
    ("properties", "recurrence"),
    [
        (["recurrence: DTSTART:20260220;FREQ=WEEKLY;BYDAY=FR"], "every week on Friday"),
        (["recurrence: FREQ=DAILY", "recurrence_anchor: completion"], "every day when done"),
        (["recurrence: FREQ=DAILY", "recurrenceAnchor: scheduled"], "every day"),
        (["recurrence:"], None),
        (['recurrence: ""'], None),
    ],
)
def test_a_recurrence_is_put_into_the_words_of_a_task_line(
    properties: list[str], recurrence: str | None
) -> None:
    assert task(*properties).words.recurrence == recurrence


def test_a_recurrence_that_is_not_understood_is_told_and_left_out() -> None:
    reading = note("---\ntags: task\nstatus: open\nrecurrence: FREQ=DAILY;COUNT=3\n---")
    (problem,) = reading.problems
    assert reading.tasks[0].words.recurrence is None
    assert (problem.line, problem.code) == (4, "unread-recurrence")
    assert problem.remedy == "choose days, weeks, months or years without a number of times"


def test_a_day_that_does_not_exist_is_told_on_its_line() -> None:
    reading = note("---\ntags: task\nstatus: open\ndue: 2026-02-30\n---")
    assert reading.tasks[0].words.due is None
    assert [(problem.line, problem.code) for problem in reading.problems] == [(4, "impossible-day")]


def test_a_list_in_the_place_of_a_day_is_no_day() -> None:
    assert task("due: [2026-11-20, 2026-11-21]").words.due is None


NOT_TASKS = [
    ("no tag", "---\nstatus: open\n---"),
    ("no status", "---\ntags: [task]\n---"),
    ("another tag", "---\ntags: [tasks]\nstatus: open\n---"),
    ("a tag in the text", "---\nstatus: open\n---\n#task"),
    ("a goal", "---\ntype: goal\ntags: [task]\nstatus: open\n---"),
]


@pytest.mark.parametrize("text", [case[1] for case in NOT_TASKS], ids=[case[0] for case in NOT_TASKS])
def test_these_notes_are_no_tasks(text: str) -> None:
    assert note(text).tasks == ()


def test_the_boxes_of_the_note_are_its_sub_tasks() -> None:
    """
    ---
    tags: [Task]
    status: open
    ---
    - [ ] Three sentences
      - [ ] The first
    - [x] A title
    """
    reading = note(test_the_boxes_of_the_note_are_its_sub_tasks.__doc__ or "")
    assert [(found.line, found.parent) for found in reading.tasks] == [(1, None), (5, 1), (6, 5), (7, 1)]


def test_the_note_is_a_task_whatever_the_filter_for_lines_is() -> None:
    config = Config(tasks=TasksConfig(global_filter="#do"))
    reading = note("---\ntags: task\nstatus: open\n---\n- [ ] Buy paper\n- [ ] Write #do", config=config)
    assert [(found.line, found.parent) for found in reading.tasks] == [(1, None), (6, 1)]


def test_it_moves_the_goal_that_its_projects_name() -> None:
    measures = measured(
        """
        === Goals/A novel.md
        ---
        type: goal
        ---
        === Tasks/Write the opening.md
        ---
        tags: [task]
        status: done
        completedDate: 2026-11-18
        projects: ["[[A novel]]"]
        ---
        === Tasks/Find a title.md
        ---
        tags: [task]
        status: open
        projects: ["[[A novel]]"]
        ---
        - [x] Ten ideas ✅ 2026-11-19
        - [ ] Ask Ann
        === Tasks/Buy milk.md
        ---
        tags: [task]
        status: open
        ---
        """
    )
    goal = measures.goals["Goals/A novel.md"]
    assert (goal.scope, goal.earned) == (2.0, 1.5)
    assert [found.title for found in measures.vault.misc.tasks] == ["Buy milk"]


def test_properties_of_other_plugins_are_no_problem_but_those_of_aimo_are() -> None:
    text = "---\ntype: goal\nbanner:\n  x: 1\ndeadline:\n  day: 2026-11-20\n---"
    assert [(problem.line, problem.code) for problem in note(text).problems] == [(5, "frontmatter-nested")]
    assert assemble([note(text)], DEFAULTS).problems == note(text).problems
