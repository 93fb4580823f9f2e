"""How a command prints JSON: one object, with what every command tells beside its own.

Knows the schema's number and the shape of a problem. Knows nothing of what else the object holds.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import click
import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.errors import Problem

Json: TypeAlias = "Mapping[str, object]"

_AT_ONCE: Final = 256
"""So many rows are worth a piece of their own."""


def print_json(payload: Json, problems: Iterable[Problem]) -> None:
    """One object on stdout, its keys sorted, with the schema's number and the problems."""
    click.echo(as_json_text(payload, problems))


def print_rows(name: str, rows: Iterable[msgspec.Struct], problems: Iterable[Problem]) -> None:
    """The same in one line, with nothing but very many rows under a name, which is the last of the keys.

    They are printed as they are made: what may be very long never lies in memory as a whole. Their own keys
    stand in order already.
    """
    text = _encoded({name: []}, problems)
    opening, closing = text[: -len(b"]}")], text[-len(b"]}") :]
    click.echo(opening, nl=False)
    left, between = iter(rows), b""
    while piece := list(islice(left, _AT_ONCE)):
        click.echo(between + msgspec.json.encode(piece)[1:-1], nl=False)
        between = b","
    click.echo(closing)


def as_json_text(payload: Json, problems: Iterable[Problem]) -> bytes:
    """What `print_json` prints, without the end of its last line."""
    return msgspec.json.format(_encoded(payload, problems), indent=2)


def _encoded(payload: Json, problems: Iterable[Problem]) -> bytes:
    whole = {"schema": 1, "problems": [problem_json(problem) for problem in problems], **payload}
    return msgspec.json.encode(whole, order="sorted")


def problem_json(problem: Problem) -> Json:
    """A problem."""
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy,
    }
