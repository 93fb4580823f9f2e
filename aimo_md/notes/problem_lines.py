"""Faults in notes as lines of a note: where, and what.

Knows that the first few are enough there: a command shows all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.notes.escape import one_line, prose

if TYPE_CHECKING:
    from aimo_md.errors import Problem
    from aimo_md.notes.writer import Writer

_SHOWN: Final = 3


def problems_body(writer: Writer) -> str:
    """The first problems and the number of the others; empty where there is none."""
    problems = writer.measures.problems
    if not problems:
        return ""
    rest = len(problems) - _SHOWN
    return writer.templates.render(
        "problems",
        {
            "title": writer.phrases.count("problems.title", len(problems)),
            "lines": tuple(_line(problem, writer) for problem in problems[:_SHOWN]),
            "rest": writer.phrases.count("problems.rest", rest) if rest > 0 else "",
        },
    )


def _line(problem: Problem, writer: Writer) -> str:
    known = problem.path in writer.measures.vault.notes
    path = one_line(problem.path).replace("`", "'")
    place = writer.links.to(problem.path) if known else f"`{path}`"
    values: dict[str, str | int] = {
        "place": place,
        "line": problem.line,
        "message": _message(problem, writer),
        "remedy": prose(problem.remedy),
    }
    return writer.phrases.say("problems.at_line" if problem.line else "problems.in_note", values)


def _message(problem: Problem, writer: Writer) -> str:
    """In the language of the notes; as it was found, in English, where that has no words for it."""
    key = f"problem.{problem.code}"
    return writer.phrases.say(key) if key in writer.phrases.texts else prose(problem.message)
