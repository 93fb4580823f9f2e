from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.lines import line_ends, split_lines
from aimo_md.text.splice import Splice, splice
from tests.examples import tried_on
from tests.text.generated_notes import notes


def change(line: int, count: int, *lines: str) -> Splice:
    return Splice(line=line, count=count, lines=lines)


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        pytest.param("a\r\nb\nc", [change(2, 1, "x")], "a\r\nx\nc", id="a line keeps its own end"),
        pytest.param(
            "a\r\nb\r\n", [change(2, 0, "x", "y")], "a\r\nx\r\ny\r\nb\r\n", id="new lines take the note's end"
        ),
        pytest.param("a\nb\n", [change(3, 0, "x")], "a\nb\nx\n", id="at the end of a note with a final end"),
        pytest.param("a\nb", [change(3, 0, "x")], "a\nb\nx", id="at the end of a note without one"),
        pytest.param("a\rb", [change(3, 0, "x", "y")], "a\rb\rx\ry", id="old line ends"),
        pytest.param("a", [change(2, 0, "x")], "a\nx", id="one line without an end"),
        pytest.param("a\nb", [change(2, 1)], "a", id="last line out"),
        pytest.param("a\nb\n", [change(1, 2)], "", id="all lines out"),
        pytest.param("a\nb\n", [change(1, 3)], "", id="all lines and the end out"),
        pytest.param("", [change(1, 0, "x")], "x\n", id="into an empty note"),
        pytest.param(
            "a\nb\n",
            [change(2, 1, "B"), change(1, 0, "x"), change(2, 0, "y"), change(2, 0, "z")],
            "x\na\ny\nz\nB\n",
            id="in any order, and in order before one line",
        ),
        pytest.param("a\n", [], "a\n", id="nothing"),
        pytest.param("a\r\n\nb\n", [change(2, 0, "x")], "a\r\nx\n\nb\n", id="the end of the line below"),
        pytest.param("a\rb\nc", [change(2, 1, "")], "a\r\rc", id="two line ends do not become one"),
        pytest.param("a\nb\rc\n", [change(3, 0, "", "x")], "a\nb\r\rx\nc\n", id="nor before a new line"),
    ],
)
def test_lines_give_way_to_lines(text: str, changes: list[Splice], expected: str) -> None:
    assert splice(text, changes) == expected


@tried_on(100)
@given(notes(), st.data())
def test_every_other_line_keeps_its_bytes(note: str, data: st.DataObject) -> None:
    lines, ends = split_lines(note), line_ends(note)
    number = data.draw(st.integers(1, len(lines)))

    changed = splice(note, [change(number, 1, "new")])

    assert split_lines(changed) == (*lines[: number - 1], "new", *lines[number:])
    assert line_ends(changed) == ends
    assert splice(changed, [change(number, 1, lines[number - 1])]) == note
    assert splice(splice(note, [change(number, 0, "new")]), [change(number, 1)]) == note
