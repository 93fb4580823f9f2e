"""Numbers as they are spoken of."""

from __future__ import annotations

import re

import pytest

from aimo_md.text.spelled_numbers import (
    ENGLISH_COUNT,
    KOREAN_AMOUNT,
    KOREAN_COUNT,
    count_of,
    korean_amount,
)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3),
        ("Three", 3),
        ("a", 1),
        ("a couple of", 2),
        ("a dozen", 12),
        ("nineteen", 19),
        ("forty", 40),
        ("ninety-nine", 99),
        ("twenty one", 21),
        ("one hundred", 100),
    ],
)
def test_counts_in_english(words: str, number: int) -> None:
    assert re.fullmatch(ENGLISH_COUNT, words, re.IGNORECASE)
    assert count_of(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3),
        ("한", 1),
        ("석", 3),
        ("열두", 12),
        ("스무", 20),
        ("육", 6),
        ("십", 10),
        ("십이", 12),
        ("이십", 20),
        ("사십오", 45),
        ("구십구", 99),
        ("백", 100),
    ],
)
def test_counts_in_korean(words: str, number: int) -> None:
    assert re.fullmatch(KOREAN_COUNT, words)
    assert count_of(words) == number


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("", None),
        ("1,200", 1_200),
        ("만", 10_000),
        ("5만", 50_000),
        ("1.5만", 15_000),
        ("백만", 1_000_000),
        ("천만", 10_000_000),
        ("삼백만", 3_000_000),
        ("삼천오백", 3_500),
        ("500만", 5_000_000),
        ("1억", 100_000_000),
        ("일억이천만", 120_000_000),
        ("2천만", 20_000_000),
        ("십이만삼천사백오십육", 123_456),
    ],
)
def test_amounts_in_korean(words: str, amount: float | None) -> None:
    assert re.fullmatch(KOREAN_AMOUNT, words)
    assert korean_amount(words) == amount
