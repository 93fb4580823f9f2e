"""The sample vault: a life that is whole on every one of its days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import CONFIG_NAME, Config, read_config
from aimo_md.goals.model import TaskType, Vault
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.measure import measure
from aimo_md.plan.questions import open_questions
from aimo_md.story import FIRST_DAY, LAST_DAY, as_of, days_of_change, message_for, shift_notes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    Evenings: TypeAlias = Mapping[date, Mapping[str, str]]
    Vaults: TypeAlias = Mapping[date, Vault]

DAY = timedelta(days=1)
MONDAY = LAST_DAY - 6 * DAY
ROOT = Path(__file__).parent.parent / "sample_vault"
NOTES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(ROOT.rglob("*"))
    if path.is_file()
}
SIDE_PROJECT = "Goals/Launch a side project.md"
HEALTH = "Goals/Rebuild health routine.md"
WORDS = "Goals/Write 50 000 words.md"

story_days = st.dates(FIRST_DAY - DAY, LAST_DAY)


def vault_of(notes: Mapping[str, str]) -> Vault:
    readings = [read_note(path, text, Config()) for path, text in notes.items() if path.endswith(".md")]
    return assemble(readings, Config())


@pytest.fixture(scope="module")
def evenings() -> Evenings:
    """The vault at the end of each day, from the one before the story on."""
    days = [FIRST_DAY + number * DAY for number in range(-1, (LAST_DAY - FIRST_DAY).days + 1)]
    return {day: as_of(NOTES, day) for day in days}


@pytest.fixture(scope="module")
def vaults(evenings: Evenings) -> Vaults:
    """What the notes of each evening say together."""
    return {day: vault_of(notes) for day, notes in evenings.items()}


def test_its_last_evening_is_the_vault_itself() -> None:
    assert as_of(NOTES, LAST_DAY) == NOTES


@settings(max_examples=15, deadline=None)
@given(days=st.tuples(story_days, story_days))
def test_going_back_twice_is_going_back_once(days: tuple[date, date]) -> None:
    earlier, later = sorted(days)
    assert as_of(as_of(NOTES, later), earlier) == as_of(NOTES, earlier)


@settings(max_examples=10, deadline=None)
@given(day=story_days, weeks=st.integers(-500, 500))
def test_going_back_and_moving_can_be_swapped(day: date, weeks: int) -> None:
    days = 7 * weeks
    moved = shift_notes(NOTES, days)
    assert as_of(moved, day + days * DAY) == shift_notes(as_of(NOTES, day), days)
    assert shift_notes(moved, -days) == NOTES


def test_nothing_that_was_done_or_written_down_disappears(evenings: Evenings) -> None:
    for before, after in pairwise(evenings.values()):
        for path, text in before.items():
            kept = {line for line in text.split("\n") if "- [x]" in line or line.lstrip().startswith("- 20")}
            assert kept <= set(after[path].split("\n"))


def test_no_evening_knows_a_later_one(vaults: Vaults) -> None:
    for today, vault in vaults.items():
        for path, note in vault.notes.items():
            days = [day for task in note.tasks for day in (task.words.done, task.words.created) if day]
            days += [entry.day for entry in note.log] + [decision.day for decision in note.decisions]
            assert all(day <= today for day in days), path


def test_each_series_has_one_open_line_on_every_evening(vaults: Vaults) -> None:
    for vault in vaults.values():
        tasks = vault.goals[HEALTH].own
        waiting = [task.title for task in tasks if task.words.recurrence and task.type is TaskType.TODO]
        assert waiting == ["Walk for 30 minutes", "Strength training for 20 minutes"]


def test_it_has_exactly_one_fault() -> None:
    faults = [(problem.path, problem.line, problem.code) for problem in vault_of(NOTES).problems]
    assert faults == [("Inbox.md", 14, "impossible-day")]


def test_its_past_has_no_other_fault(vaults: Vaults) -> None:
    codes = {problem.code for vault in vaults.values() for problem in vault.problems}
    assert codes == {"impossible-day"}


def test_its_settings_can_be_read() -> None:
    assert read_config(NOTES[CONFIG_NAME]) == (Config(), ())


def test_it_has_five_goals_of_which_one_is_paused() -> None:
    goals = [goal for goal in vault_of(NOTES).goals.values() if goal.parent is None]
    assert sorted((goal.title, goal.keys.status.value) for goal in goals) == [
        ("Get the old bicycle back on the road", "paused"),
        ("Launch a side project", "active"),
        ("Read Korean news without help", "active"),
        ("Rebuild health routine", "active"),
        ("Write 50 000 words", "active"),
    ]


def test_its_links_lead_somewhere() -> None:
    names = {Path(path).stem for path in NOTES}
    linked = {target for text in NOTES.values() for target in re.findall(r"\[\[([^\]|]+)", text)}
    assert linked - names == {"2026-10-24"}


def test_the_side_project_stands_still_since_the_sixth_of_november(vaults: Vaults) -> None:
    shares = []
    for week in range(8):
        vault = vaults[FIRST_DAY + (7 * week + 6) * DAY]
        tasks = [task for path in vault.below(SIDE_PROJECT) for task in vault.goals[path].own]
        shares.append((sum(task.type is TaskType.DONE for task in tasks), len(tasks)))
    assert shares == [(1, 10), (2, 10), (3, 10), (4, 10), (4, 13), (5, 13), (5, 13), (5, 13)]


def test_in_its_last_week_eleven_tasks_are_done_of_which_three_move_the_health_goal() -> None:
    vault = vault_of(NOTES)
    tasks = [task for note in vault.notes.values() for task in note.tasks]
    done = [task for task in tasks if task.words.done and task.words.done >= MONDAY]
    assert len(done) == 11
    assert [vault.owners[task.place] for task in done if task.place in vault.owners] == [HEALTH] * 3


def test_it_has_twelve_miscellaneous_tasks_without_a_day() -> None:
    waiting = [task for task in vault_of(NOTES).misc.tasks if task.type is TaskType.TODO]
    timed = [task.title for task in waiting if task.words.due or task.weekdays]
    assert timed == ["Submit tax documents", "Saturday: laundry"]
    assert len(waiting) - len(timed) == 12


def test_two_thousand_words_were_written_in_its_last_week() -> None:
    log = vault_of(NOTES).goals[WORDS].log
    assert [entry.value for entry in log if entry.day < MONDAY][-1] == 16_200
    assert log[-1].value == 18_200


@pytest.mark.parametrize("number", range(7))
def test_on_each_day_of_its_last_week_the_side_project_alone_waits_for_a_decision(
    vaults: Vaults, number: int
) -> None:
    today = MONDAY + number * DAY
    measures = measure(vaults[today], today, Config())
    assert [question.goal for question in open_questions(measures, Config())] == [SIDE_PROJECT]


def test_it_changes_on_more_than_forty_days_before_its_last_week() -> None:
    assert len(days_of_change(NOTES, FIRST_DAY, MONDAY - DAY)) > 40


def test_days_of_change_are_those_on_which_something_happened() -> None:
    days = days_of_change(shift_notes(NOTES, 7), date(2026, 10, 4), date(2026, 10, 8))
    assert days == tuple(date(2026, 10, number) for number in (5, 6, 7, 8))


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-10-01", "Thursday: begin Launch a side project and 3 more"),
        ("2026-10-12", "Monday: 3 new tasks"),
        ("2026-10-20", "Tuesday: tell the sewing circle about the course and 1 more"),
        ("2026-10-23", "Friday: close Interview ten people"),
        ("2026-10-26", "Monday: extend Launch a side project, 1100 words"),
        ("2026-11-02", "Monday: 800 words, 2 new tasks, notes on Landing page"),
        ("2026-11-15", "Sunday: put off Build the page, stretch along with the video"),
        ("2026-11-17", "Tuesday: walk for 30 minutes, 450 words"),
    ],
)
def test_its_commits_tell_what_was_done(evenings: Evenings, day: str, message: str) -> None:
    today = date.fromisoformat(day)
    assert message_for(evenings[today - DAY], evenings[today], today) == message


def test_its_commits_have_short_subjects(evenings: Evenings) -> None:
    for (_, before), (day, after) in pairwise(evenings.items()):
        message = message_for(before, after, day)
        assert len(message) <= 72
        assert "changed a few words" not in message
