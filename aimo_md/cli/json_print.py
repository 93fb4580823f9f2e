"""How a command prints JSON: one object, with what every command tells beside its own.

Knows the schema's number and the shape of a problem. Knows nothing of what else the object holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import click
import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.errors import Problem

Json: TypeAlias = "Mapping[str, object]"


def print_json(payload: Json, problems: Iterable[Problem], *, pretty: bool = True) -> None:
    """One object on stdout, its keys sorted, with the schema's number and the problems."""
    click.echo(as_json_text(payload, problems, pretty=pretty), nl=False)
    click.echo()  # apart, so that what may be very long is not copied for one character


def as_json_text(payload: Json, problems: Iterable[Problem], *, pretty: bool = True) -> bytes:
    """The same as a text, without the end of its last line."""
    whole = {"schema": 1, "problems": [problem_json(problem) for problem in problems], **payload}
    encoded = msgspec.json.encode(whole, order="sorted")
    return msgspec.json.format(encoded, indent=2) if pretty else encoded


def problem_json(problem: Problem) -> Json:
    """A problem."""
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy,
    }
