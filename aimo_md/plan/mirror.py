"""The block id under which a task is mirrored in a generated note.

The id is a hash of where the task stands and what it says, so that a tick on the mirrored line finds its
source, and a source that has changed meanwhile is told from one that has not. Knows tasks; knows no generated
note.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimo_md.goals.model import NoteReading, Task


def mirror_id(task: Task, note: NoteReading) -> str:
    """`aimo-t-` and six hex digits of the note's path, the text, and its number among equal texts there.

    Counted is from the end of the note: the next occurrence of a recurring task goes above the one that is
    done, which keeps its id, so that its tick is never taken for one of the next.
    """
    same = [other.line for other in note.tasks if other.title == task.title]
    key = f"{task.path}\0{task.title}\0{len(same) - 1 - same.index(task.line)}"
    return "aimo-t-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:6]
