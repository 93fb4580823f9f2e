"""The note of a new goal.

Knows how a goal is written down: its properties, when it is done, its milestones with their actions, its log.
Knows no template and no disk.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.config import DEFAULTS, TaskFormat
from aimo_md.goals.parse import read_note
from aimo_md.notes.escape import one_line
from aimo_md.text.frontmatter_edit import with_property
from aimo_md.text.refusal import Refusal, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import Vault
    from aimo_md.plan.metric_words import Wanted
    from aimo_md.plan.spread import PlannedMilestone
    from aimo_md.text.task_line import Priority

_HEADINGS: Final = {"en": ("Done when", "Log"), "ko": ("완료 조건", "기록")}
_SIGNS: Final = {"due": "📅", "scheduled": "⏳"}
_FOLDER: Final = "Goals"
_HIDDEN: Final = Refusal(
    reason=RefusalReason.WOULD_MISREAD, message="something in it hides some of its tasks, such as a `%%`"
)
_NEVER_IN_A_NAME: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|#^[]', " "))
_LONGEST_NAME: Final = 120
"""In bytes: file systems take 255, and sync tools add to a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """All that is known of a goal that is about to be written down.

    `format` is that of the days of its actions; `habit` is as the property says it.
    """

    title: str
    language: str
    format: TaskFormat
    start: date
    deadline: date | None
    priority: Priority | None
    why: str
    private: bool
    habit: str | None
    wanted: Wanted | None
    criteria: tuple[str, ...]
    milestones: tuple[PlannedMilestone, ...]


def goal_note(goal: NewGoal) -> str | Refusal:
    """The text of the note; a refusal where it cannot be written so that it reads as it was meant."""
    text = "\n".join(("---", "type: goal", "---", *_body(goal), ""))
    for key, value in _properties(goal):
        changed = with_property(text, key, value)
        if isinstance(changed, Refusal):
            return changed
        text = changed
    reading = read_note("", text, DEFAULTS)
    if len(reading.tasks) != sum(len(milestone.actions) for milestone in goal.milestones):
        return _HIDDEN
    if reading.title != goal.title:  # its signs mean something in a heading
        return with_property(text, "title", goal.title)
    return text


def goal_name(title: str) -> str:
    """The name of the file for a goal, without signs that a file system or a link cannot have."""
    name = " ".join(title.translate(_NEVER_IN_A_NAME).split()).strip(". ")
    while len(name.encode()) > _LONGEST_NAME:
        name = name[:-1].rstrip(". ")
    return f"{name or 'Goal'}.md"


def number_text(number: float) -> str:
    """A number as a property or log line has it."""
    return f"{number:.12g}"


def _properties(goal: NewGoal) -> Iterator[tuple[str, str]]:
    yield "status", "active"
    if goal.priority is not None:
        yield "priority", goal.priority.value
    yield "start", goal.start.isoformat()
    if goal.deadline is not None:
        yield "deadline", goal.deadline.isoformat()
    if goal.habit is not None:
        yield "habit", goal.habit
    if goal.wanted is not None:
        yield "metric", goal.wanted.name
        yield "metric_from", number_text(goal.wanted.origin)
        yield "metric_target", number_text(goal.wanted.target)
    if goal.private:
        yield "private", "true"
    why = one_line(goal.why)
    if why:
        yield "why", why


def _body(goal: NewGoal) -> Iterator[str]:
    done_when, log = _HEADINGS[goal.language]
    yield f"# {goal.title}"
    if goal.criteria:
        yield from ("", f"## {done_when}", "")
        yield from (f"- [ ] {one_line(criterion)}" for criterion in goal.criteria)
    for milestone in goal.milestones:
        due = _field(goal.format, "due", milestone.due)
        yield from ("", f"## {one_line(milestone.title)}{due}", "") if milestone.title else ("",)
        for action in milestone.actions:
            yield f"- [ ] {one_line(action.text)}{_field(goal.format, 'scheduled', action.day)}"
    if goal.habit is not None or goal.wanted is not None:
        yield from ("", f"## {log}", "")
    if goal.wanted is not None:
        yield f"- {goal.start}: {number_text(goal.wanted.origin)}"


def _field(written: TaskFormat, name: str, day: date | None) -> str:
    """A day at the end of a line, nothing where there is none."""
    if day is None:
        return ""
    return f" {_SIGNS[name]} {day}" if written is TaskFormat.EMOJI else f" [{name}:: {day}]"


def goal_path(title: str, vault: Vault, config: Config) -> str:
    """Where a new goal's note is put: in the config's folder of goals, else where most goals are.

    Where there is no goal yet, that is a folder `Goals`; "" stands for the vault itself.
    """
    folders = Counter(path.rpartition("/")[0] for path, goal in vault.goals.items() if not goal.archived)
    usual = max(folders, key=lambda folder: (folders[folder], folder), default=_FOLDER)
    folder = config.vault.goals_folder.strip("/") or usual
    return f"{folder}/{goal_name(title)}".removeprefix("/")
