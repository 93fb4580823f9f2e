"""The words of a decision in the language of the notes.

A decision is recorded in English, since programs read it too. A language that has phrases for these few
sentences says them in its own way; what a user made of such a record stays as it is. Knows the words that
`plan.effects` writes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aimo_md.notes.escape import inline
from aimo_md.plan.effects import AS_IT_IS, NOTHING

if TYPE_CHECKING:
    from aimo_md.notes.phrases import Phrases

_DAY: Final = r"(?P<day>\d{4}-\d{2}-\d{2})"
_STATE: Final = r"(?: \([^()]*\))?"
_FORMS: Final = {
    "as_it_is": re.compile(f"{AS_IT_IS}{_STATE}"),
    "next_action": re.compile(f'next action "(?P<step>.+)" on {_DAY}{_STATE}'),
    "left_out": re.compile("left out (?P<names>.+)"),
    "deadline_first": re.compile(rf"deadline {_DAY} \(was {NOTHING}\)"),
    "deadline": re.compile(rf"deadline {_DAY} \(was (?P<was>.+)\)"),
    "until": re.compile(rf"until {_DAY} \(was .+\)"),
    "replanned": re.compile(rf"(?P<number>\d+) tasks? up to {_DAY}"),
    "open": re.compile(r"(?P<number>\d+) open tasks? \(was .+\)"),
}


def decision_words(record: str, phrases: Phrases) -> str:
    """What was decided, for a note."""
    for form, pattern in _FORMS.items():
        found = pattern.fullmatch(record)
        key = f"record.{form}"
        if found is not None and key in phrases.texts:
            return phrases.say(key, {name: inline(value) for name, value in found.groupdict().items()})
    return inline(record)
