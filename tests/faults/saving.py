"""Four ways in which programs save a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def in_place(note: Path, text: str) -> None:
    note.write_bytes(text.encode())


def by_rename(note: Path, text: str) -> None:
    temporary = note.with_name(f".{note.name}.tmp")
    temporary.write_bytes(text.encode())
    temporary.replace(note)


def by_making_it_anew(note: Path, text: str) -> None:
    note.unlink()
    note.write_bytes(text.encode())


def by_cutting_and_appending(note: Path, text: str) -> None:
    with note.open("r+b") as file:
        file.truncate(0)
    with note.open("ab") as file:
        file.write(text.encode())


WAYS = (in_place, by_rename, by_making_it_anew, by_cutting_and_appending)
