"""What each template gets, by examples: the names that it may use, and values like those to come.

A template of a vault's own is tried with them, so that a fault is told before a note needs it. Knows the
templates' names and the kinds of their values; says nothing to anyone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.notes.answers import RefusedTick
from aimo_md.notes.dashboard import Group
from aimo_md.notes.decide import AskedQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE: Final = "one line of text"
_LINES: Final = (_LINE,) * 20
_GROUPS: Final = (Group(name="a name", lines=_LINES),) * 7
_QUESTION: Final = AskedQuestion(
    heading=_LINE, facts=_LINE, history="", options=_LINES[:4], refused=_LINES[:1]
)
_REFUSED: Final = (RefusedTick(words=_LINE, line=_LINE),) * 4

EXAMPLES: Final[Mapping[str, Mapping[str, object]]] = {
    "dashboard/summary": {"day": _LINE, "headline": _LINE},
    "dashboard/today": {"groups": _GROUPS, "rest": _LINE},
    "dashboard/coming": {"groups": _GROUPS, "misc": _LINES, "rest": _LINE},
    "dashboard/goals": {"rows": _LINES, "resting": _LINE, "chart": _LINE},
    "decide": {"questions": (_QUESTION,) * 2, "how": _LINE, "others": _LINE},
    "answers": {"decided": _LINES, "refused": _REFUSED},
    "problems": {"title": _LINE, "lines": _LINES, "rest": _LINE},
    "review/summary": {
        "title": _LINE,
        "headline": _LINE,
        "facts": _LINE,
        "rows": _LINES,
        "charts": _LINES[:2],
    },
    "review/moved": {"moved": _LINES, "quiet": _LINE, "late": _LINE, "resting": _LINES, "plan": _LINE},
    "review/decided": {"lines": _LINES, "waiting": _LINE},
    "review/ahead": {"title": _LINE, "one_thing": _LINE, "lines": _LINES, "dated": _LINE},
    "review/next": {"one_thing": _LINE, "rows": _LINES, "load": _LINE, "misc": _LINE, "hint": _LINE},
    "review/reflection": {},
}


def without_content(values: Mapping[str, object]) -> Mapping[str, object]:
    """The same names where there is nothing to say."""
    return {name: "" if isinstance(value, str) else () for name, value in values.items()}
