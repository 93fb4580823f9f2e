"""One case of a task line, for the tables of several tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.text.task_line import TaskLine


class Case(NamedTuple):
    """A line and what it says."""

    body: str
    text: str
    says: Mapping[str, str]


def said(line: TaskLine) -> dict[str, str]:
    """All that the line says besides its text and where its fields stand, as plain words."""
    words: dict[str, str] = {}
    for name in line.__struct_fields__:
        value = getattr(line, name)
        if name == "faults":
            value = tuple(fault.code for fault in line.faults)
        if name in {"text", "spans"} or value in (None, ()):
            continue
        words[name] = " ".join(value) if isinstance(value, tuple) else str(value)
    return words
