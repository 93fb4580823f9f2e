"""What was asked in one language is answered all the same in another."""

from __future__ import annotations

import pytest

from aimo_md.goals.parse import read_note
from aimo_md.notes.dashboard import new_dashboard
from aimo_md.plan.answers import Answer, AskingNote, read_answers
from tests.plan.answering import CONFIG, DASHBOARD, measured
from tests.plan.test_answers import VAULT
from tests.vaults import templates

MEASURES = measured(VAULT)


def ticked(language: str, part: str, now: str) -> tuple[Answer, ...]:
    """What the tick of an option says that was asked in `language`, where the notes are written as `now`."""
    text = new_dashboard(MEASURES, CONFIG, templates(language))
    (line,) = [line for line in text.split("\n") if part in line]
    text = text.replace(line, line.replace("[ ]", "[x]", 1))
    fresh = new_dashboard(MEASURES, CONFIG, templates(now))
    note = AskingNote(note=read_note(DASHBOARD, text, CONFIG), text=text, fresh=fresh, measures=MEASURES)
    return read_answers((note,), MEASURES, CONFIG).answers


@pytest.mark.parametrize("part", ["^aimo-keep-", "^aimo-extend-", "^aimo-resume-"])
@pytest.mark.parametrize("asked_in", ["en", "ko"])
@pytest.mark.parametrize("now", ["en", "ko"])
def test_values_are_read_in_every_language(part: str, asked_in: str, now: str) -> None:
    (english,), (other,) = ticked("en", part, "en"), ticked(asked_in, part, now)
    assert (other.goal, other.option, other.day, other.words) == (
        english.goal,
        english.option,
        english.day,
        english.words,
    )


def test_what_is_worked_out_is_read_in_the_language_of_the_question() -> None:
    (english,), (korean,) = ticked("en", "^aimo-reduce-", "en"), ticked("ko", "^aimo-reduce-", "ko")
    assert (korean.option, korean.leaves) == (english.option, english.leaves)
