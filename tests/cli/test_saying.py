"""Prose that fits the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.cli.saying import fitted


@pytest.mark.parametrize(
    ("text", "width", "hanging", "shown"),
    [
        ("one two three", 0, 0, "one two three"),
        ("one two three", 7, 0, "one two\nthree"),
        ("one two three", 7, 1, "one two\n three"),
        ("  one two", 6, 0, "  one\n  two"),
        ("  one two", 6, 1, "  one\n   two"),
        ("unbreakable word", 5, 0, "unbreakable\nword"),
        ("one\n\ntwo three", 5, 0, "one\n\ntwo\nthree"),
        ("it lies in /a/long/way", 8, 0, "it lies in /a/long/way"),
        ("한국어 배우기", 12, 0, "한국어\n배우기"),
        ("한국어 배우기", 13, 0, "한국어 배우기"),
        ("│ one two", 7, 0, "│ one\n│ two"),
    ],
)
def test_a_line_is_broken_between_its_words(text: str, width: int, hanging: int, shown: str) -> None:
    assert fitted(text, width, hanging=hanging) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my notes/a b.md:12: one two", "my notes/a b.md:12:\n  one two"),
        ("my notes/a b.md:12: one two three", "my notes/a b.md:12:\n  one two\n  three"),
        ("another one", "another\n  one"),
    ],
)
def test_a_place_in_a_note_is_never_broken(text: str, shown: str) -> None:
    assert fitted(text, 10, hanging=2, whole="my notes/a b.md:12:") == shown


@settings(max_examples=200)
@given(st.text(alphabet=" ab한\n"), st.integers(0, 12), st.integers(0, 3))
def test_nothing_is_lost(text: str, width: int, hanging: int) -> None:
    assert fitted(text, width, hanging=hanging).split() == text.split()
