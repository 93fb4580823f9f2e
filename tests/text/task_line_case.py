"""One case of a task line, for the tables of several tests."""

from __future__ import annotations

from dataclasses import fields
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
    for field in fields(line):
        value = getattr(line, field.name)
        if field.name == "faults":
            value = tuple(fault.code for fault in line.faults)
        if field.name in {"text", "spans"} or value in (None, ()):
            continue
        words[field.name] = " ".join(value) if isinstance(value, tuple) else str(value)
    return words
