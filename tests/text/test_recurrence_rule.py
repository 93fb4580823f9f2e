from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.text.recurrence_text import parse_rule


@pytest.mark.parametrize(
    "text",
    [
        "every day",
        "every 3 days",
        "every 101 day",
        "every day at 9 and 17",
        "every day when done",
        "every weekday",
        "every weekday at 9",
        "every 2 weeks on weekdays",
        "every week on Sunday",
        "every week on Tuesday, Friday",
        "every week on Monday at 9",
        "every week on Friday the 13th",
        "every week in May on Monday",
        "every month on the last",
        "every month on the last Friday",
        "every month on the 2nd last Friday when done",
        "every month on the 1st, 2nd, 3rd, 4th, 21st, 22nd, 23rd, 31st, last and 2nd last",
        "every month on the 11th, 12th and 13th",
        "every month on Monday or Tuesday the 13th or 14th",
        "every 6 months on the 2nd Wednesday",
        "every 2 months in May and June",
        "every January on the 15th",
        "every April and December on the 1st and 24th",
        "every April, May and June",
        "every 2 years",
        "every 2 years in May the 5th",
        "every year on the 1st Monday",
        "every year in week 5",
        "every year on Monday in weeks 5 and 6",
        "every 12 hours",
        "every day until January 31, 2027",
        "every day for 1 time",
        "every week on Monday for 3 times when done",
    ],
)
def test_the_usual_spelling_stays_as_it_is(text: str) -> None:
    parsed = parse_rule(text)
    assert parsed is not None
    assert parsed.text == text


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Every DAY", "every day"),
        ("every 1 days", "every day"),
        ("every monday", "every week on Monday"),
        ("every fri, mon", "every week on Monday, Friday"),
        ("every week on mon, tue, wed, thu and fri", "every weekday"),
        ("every 2 weekdays", "every 2 weeks on weekdays"),
        ("every month on the last day and first day", "every month on the 1st and last"),
        ("every month on the second last friday", "every month on the 2nd last Friday"),
        ("every month the 15th", "every month on the 15th"),
        ("every year on january the 15th", "every January on the 15th"),
        ("every dec and apr", "every December and April"),
        ("every friday the 13th", "every week on Friday the 13th"),
        ("every 2 january on the 5th", "every 2 years in January the 5th"),
        ("every month on the 1st and the 15th", "every month on the 1st"),
        ("every day til 1 jan 2027", "every day until January 1, 2027"),
    ],
)
def test_other_spellings_become_the_usual_one(text: str, spelling: str) -> None:
    parsed = parse_rule(text)
    assert parsed is not None
    assert parsed.text == spelling


VOCABULARY = (
    "every day days week weeks weekday weekdays month months year years hour minutes 1 2 13 31 53"
    " on on the the in at , and or first second third last 1st 2nd 13th 31st Monday tue Fri su"
    " January feb dec for times until 5 2027 when done one other !"
)
SENTENCES = st.lists(st.sampled_from(VOCABULARY.split()), max_size=12).map(" ".join)


@given(SENTENCES.map("every ".__add__))
@settings(max_examples=600, deadline=None)
def test_the_spelling_of_a_rule_reads_back_as_the_same_rule(text: str) -> None:
    parsed = parse_rule(text)
    if parsed is not None:
        assert parse_rule(parsed.text) == parsed
