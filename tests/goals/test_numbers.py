from __future__ import annotations

import math

import pytest
from hypothesis import example, given, strategies as st

from aimo_md.goals.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("-2", -2.0),
        ("\N{MINUS SIGN}2", -2.0),
        ("+5", 5.0),
        ("18 200", 18_200.0),
        ("18\N{NO-BREAK SPACE}200", 18_200.0),
        ("18\N{NARROW NO-BREAK SPACE}200", 18_200.0),
        ("18\N{THIN SPACE}200", 18_200.0),
        ("18,200", 18_200.0),
        ("18_200", 18_200.0),
        ("18'200", 18_200.0),
        ("18\N{RIGHT SINGLE QUOTATION MARK}200", 18_200.0),
        ("1,234,567", 1_234_567.0),
        ("1.234.567", 1_234_567.0),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("18 200,5", 18_200.5),
        ("18_200.5", 18_200.5),
        ("18.200", 18.2),
        ("82,5", 82.5),
        ("0,125", 0.125),
        ("1000,500", 1000.5),
        ("1e5", 100_000.0),
        ("2.5E-1", 0.25),
        ("3 000 €", 3000.0),
        ("€ 3 000", 3000.0),
        ("$3,000.50", 3000.5),
        ("-$5", -5.0),
        ("82.5kg", 82.5),
        ("38 %", 38.0),
        ("5 10k runs", 5.0),
        ("12/50 pages", 12.0),
        ("  7 chapters  ", 7.0),
        ("5.", 5.0),
        ("999999999999999", 999_999_999_999_999.0),
    ],
)
def test_a_number_as_people_write_it(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "abc", "about 5", "€", "e5", ",", "."),
        *("18k", "18.2k", "10K"),
        *("2026-11-20", "12:30", "10-12", "1.2.3", "12,345,67", "1,23,456", "1000 000"),
        *("1e15", "1000000000000000", "1e99", "9" * 400),
        "\N{ARABIC-INDIC DIGIT ONE}",
    ],
)
def test_what_can_mean_several_things_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.floats(-1e14, 1e14).map(lambda number: round(number, 2)), st.sampled_from([",", " ", "_", "'"]))
@example(0.0, ",")
def test_thousands_set_apart_change_no_number(number: float, gap: str) -> None:
    assert parse_number(f"{number:,.2f}".replace(",", gap)) == number


@given(st.text(alphabet="0123456789.,'_ -+eEk€:x\u202f"))
def test_whatever_stands_there_it_is_a_number_or_none(text: str) -> None:
    number = parse_number(text)
    assert number is None or (math.isfinite(number) and abs(number) < 1e15)
