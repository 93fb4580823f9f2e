# ruff: noqa: RUF001  # full-width signs are what is tested
"""The weekday in front of a task."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.weekdays import WEEKDAYS, weekday_prefix


@pytest.mark.parametrize(
    ("text", "days", "rest"),
    [
        ("Wednesday: write CTA", (2,), "write CTA"),
        ("wednesday: write", (2,), "write"),
        ("WED: write", (2,), "write"),
        ("Sun:write", (6,), "write"),
        ("Mon : write", (0,), "write"),
        ("  Mon: write  ", (0,), "write"),
        ("Tue: 10:00 call", (1,), "10:00 call"),
        ("Thu:", (3,), ""),
        ("Fri：write", (4,), "write"),
        ("수요일: 쓰기", (2,), "쓰기"),
        ("수: 쓰기", (2,), "쓰기"),
        ("일：쉬기", (6,), "쉬기"),
        ("일요일 : 쉬기", (6,), "쉬기"),
        ("Mon, Thu: run", (0, 3), "run"),
        ("Thu,Mon: run", (0, 3), "run"),
        ("Mon, Monday, 월: run", (0,), "run"),
        ("화, 목: 운동", (1, 3), "운동"),
        ("화·목: 운동", (1, 3), "운동"),
        ("화/목: 운동", (1, 3), "운동"),
        ("월、수，금: 운동", (0, 2, 4), "운동"),
        ("Mon, 수요일, fri: run", (0, 2, 4), "run"),
    ],
)
def test_weekdays_in_front(text: str, days: tuple[int, ...], rest: str) -> None:
    assert weekday_prefix(text) == (days, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "write CTA",
        "Wednesday",
        "Wednesday write",
        "On Wednesday: write",
        "Wednesdays: write",
        "We: write",
        "Weds: write",
        "monthly: write",
        "mon:: write",
        "Mon, tomorrow: write",
        "Mon,: write",
        "Mon Thu: write",
        ", Mon: write",
        "수요: 쓰기",
        "매주 수요일: 쓰기",
        "월례: 회의",
        "ſun: not an s",
        "frıday: not an i",
        "**Mon:** bold",
        "http://mon: x",
    ],
)
def test_no_weekday_in_front(text: str) -> None:
    assert weekday_prefix(text) is None


@pytest.mark.parametrize("name", WEEKDAYS)
def test_every_name_is_known(name: str) -> None:
    assert weekday_prefix(f"{name}: x") == ((WEEKDAYS[name],), "x")


@given(st.text())
def test_the_rest_is_the_end_of_the_text(text: str) -> None:
    prefix = weekday_prefix(text)
    assert prefix is None or text.strip().endswith(prefix[1])


def test_a_long_list_of_weekdays_is_read() -> None:
    assert weekday_prefix("mon," * 200_000 + "x") is None
