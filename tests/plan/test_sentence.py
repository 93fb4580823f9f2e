"""What a sentence about a goal says, in two languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.plan.sentence import GoalKind, Sentence, understand
from aimo_md.plan.shapes import choose_shape, language_of, shapes_of
from tests.plan.sentences import SENTENCES

TEMPLATES = Path(__file__).parents[2] / "templates"
SOURCES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.md")
}
SHAPES = {language: shapes_of(SOURCES, language) for language in ("en", "ko")}
SUNDAY = date(2026, 11, 22)


def days(sentence: Sentence) -> str:
    if sentence.deadline is None:
        return "-"
    return " or ".join(map(str, sentence.deadline.days)) or "?"


def counted(sentence: Sentence) -> str:
    wanted = sentence.wanted
    number = "" if wanted is None else f"{wanted.origin:g} to {wanted.target:.15g} {wanted.name}"
    return sentence.habit or number


@pytest.mark.parametrize(
    ("text", "day", "by", "shape", "title"), SENTENCES, ids=[row[0] for row in SENTENCES]
)
def test_a_sentence_is_understood(text: str, day: str, by: str, shape: str, title: str) -> None:
    sentence = understand(text, SUNDAY)
    chosen = choose_shape(sentence.title, sentence.kind, SHAPES[language_of(text)])
    assert (days(sentence), counted(sentence), chosen.name, sentence.title) == (day, by, shape, title)


def test_there_are_enough_sentences_of_both_languages() -> None:
    korean = [text for text, *_ in SENTENCES if language_of(text) == "ko"]
    assert len(SENTENCES) >= 120
    assert len(korean) >= 50


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Walk every day", GoalKind.HABIT),
        ("Save 300 €", GoalKind.METRIC),
        ("Save the whales", GoalKind.TASKS),
        ("Write a book of 300 pages", GoalKind.TASKS),
        ("Read the 7 habits", GoalKind.TASKS),
        ("Reduce the bill from 90 to 60 euros a month", GoalKind.METRIC),
        ("Go from 80 to 80 kg", GoalKind.TASKS),
        ("Write 1 book", GoalKind.TASKS),
        ("Read 25 books a year", GoalKind.TASKS),
        ("Run 600 km a year", GoalKind.TASKS),
        ("Hike 26 miles", GoalKind.TASKS),
        ("Hike 27 miles", GoalKind.METRIC),
        ("5만 원 쓰기", GoalKind.TASKS),
        ("20km 걷기", GoalKind.TASKS),
        ("200km 걷기", GoalKind.METRIC),
        ("책 한 권 쓰기", GoalKind.TASKS),
        ("Run 9999999999999999 km", GoalKind.TASKS),
    ],
)
def test_what_a_goal_is_counted_by(text: str, kind: GoalKind) -> None:
    assert understand(text, SUNDAY).kind is kind


@pytest.mark.parametrize(
    ("text", "habit"),
    [
        ("Read 2 books a month", "2/month"),
        ("Read 24 books a year", "2/month"),
        ("Publish 6 articles per quarter", "2/month"),
        ("Eat an apple a day", "daily"),
        ("Train twice a fortnight", "4/month"),
        ("Run 20 km a week", "1/week"),
        ("Run 2.5 hours a week", "1/week"),
        ("Write 1,000 words per week", "1/week"),
        ("Swim thrice a week", "3/week"),
        ("Cook every fortnight", "2/month"),
        ("Swim every 2 weeks", "2/month"),
        ("Swim every one days", "daily"),
        ("Train every Monday, Wednesday and Friday", "3/week"),
        ("Weekly review", "1/week"),
        ("Monthly budget", "1/month"),
        ("Meet her every month", "1/month"),
        ("Walk 10,000 steps a day", "daily"),
        ("화요일과 목요일마다 수영", "2/week"),
        ("매주 월, 수, 금 달리기", "3/week"),
        ("하루 한 번 산책", "daily"),
        ("한 주에 두 시간 독서", "1/week"),
        ("격주로 등산", "2/month"),
        ("매달 가계부 쓰기", "1/month"),
        ("주말마다 청소", "1/week"),
        ("3일에 한 번 물 주기", "10/month"),
    ],
)
def test_how_often(text: str, habit: str) -> None:
    assert understand(text, SUNDAY).habit == habit


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  learn\tto\u2028cook\x00 well. ", "Learn to cook well"),
        ("iPhone app", "iPhone app"),
        ("We'd like to move, by March, to Porto", "Move, to Porto"),
        ("by March", ""),
        ("", ""),
        ("Launch it 📅 2026-12-31", "Launch it"),
    ],
)
def test_what_is_left_as_the_title(text: str, title: str) -> None:
    assert understand(text, SUNDAY).title == title


PIECES = st.sampled_from(
    [
        *(
            "by",
            "in",
            "before",
            "end of",
            "the",
            "next",
            "this",
            "early",
            "mid-",
            "31",
            "30",
            "2",
            "three",
            "a",
        ),
        *(
            "year",
            "month",
            "weeks",
            "Friday",
            "February",
            "Q1",
            "0/0",
            "99/99",
            "2027-02-30",
            "every",
            "times",
        ),
        *(
            "day",
            "from",
            "to",
            "kg",
            "€",
            "10k",
            "0",
            "까지",
            "안에",
            "전에",
            "3",
            "월",
            "일",
            "년",
            "주",
            "다음",
        ),
        *("5.12.2027", "5/12", "-3", "and", "or two", "금요일", "내일", "12/5", "월 5일"),
        *("이번", "반", "매일", "십", "만", "억", "원", ",", "."),
    ]
)


@settings(max_examples=150)
@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join), st.dates())
def test_any_text_is_understood_on_any_day(text: str, today: date) -> None:
    sentence = understand(text, today)
    assert all(sign.isprintable() for sign in sentence.title)
    assert sentence.deadline is None or list(sentence.deadline.days) == sorted(set(sentence.deadline.days))
    assert choose_shape(sentence.title, sentence.kind, SHAPES[language_of(text)]).actions
