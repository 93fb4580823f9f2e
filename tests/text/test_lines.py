from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.lines import line_ends, split_lines, with_plain_ends


@pytest.mark.parametrize(
    ("text", "lines", "ends"),
    [
        pytest.param("", ("",), ("",), id="nothing"),
        pytest.param("a", ("a",), ("",), id="no end"),
        pytest.param("a\n", ("a", ""), ("\n", ""), id="unix"),
        pytest.param("a\r\nb", ("a", "b"), ("\r\n", ""), id="windows"),
        pytest.param("a\rb\r", ("a", "b", ""), ("\r", "\r", ""), id="lone carriage returns"),
        pytest.param("\n\r\n\r", ("", "", "", ""), ("\n", "\r\n", "\r", ""), id="mixed"),
        pytest.param("a\x0b\x0c\x1c\x85\u2028b", ("a\x0b\x0c\x1c\x85\u2028b",), ("",), id="no line ends"),
        pytest.param("\ufeffa\n", ("\ufeffa", ""), ("\n", ""), id="a byte order mark belongs to the line"),
    ],
)
def test_lines_and_their_ends(text: str, lines: tuple[str, ...], ends: tuple[str, ...]) -> None:
    assert split_lines(text) == lines
    assert line_ends(text) == ends


@given(st.text(alphabet="ab\r\n\x0b\u2028"))
def test_lines_and_ends_together_are_the_text(text: str) -> None:
    lines, ends = split_lines(text), line_ends(text)
    assert len(lines) == len(ends)
    assert "".join(line + end for line, end in zip(lines, ends, strict=True)) == text
    assert "\n".join(lines) == with_plain_ends(text)
