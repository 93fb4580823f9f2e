from __future__ import annotations

import pytest

from aimo_md.text.comments import NEVER_CLOSED, without_comments


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        pytest.param("a\n%%\nb\n%%\nc", {2, 3, 4}, id="block"),
        pytest.param("%% a\nb\nc %% d\ne", {1, 2, 3}, id="text beside the signs"),
        pytest.param("> %%\n> a\n> %%\n> b", {1, 2, 3}, id="in a quote"),
        pytest.param("\t%%\n\ta\n\t%%", {1, 2, 3}, id="indented"),
        pytest.param("%% a %%\nb %% c %% d\n%%%%\ne", set(), id="within one line"),
        pytest.param("a 100%%\nb\nc 20%%", set(), id="not at the beginning of a line"),
        pytest.param("```\n%%\n```\na\n%%\nb\n%%", {5, 6, 7}, id="not in a fence"),
        pytest.param("~~~~\n%%\n```\n~~~\n%%\n~~~~\na", set(), id="the fence ends with its own signs"),
        pytest.param("- ```\n  %%\n  ```\n%%\na\n%%", {4, 5, 6}, id="a fence in a list"),
        pytest.param("``` a`b\n%%\nc\n%%", {2, 3, 4}, id="no fence with a backtick beside it"),
        pytest.param("%%\n```\n%%\na", {1, 2, 3}, id="a fence inside is no fence"),
    ],
)
def test_lines_of_comments_are_emptied(text: str, hidden: set[int]) -> None:
    lines = text.split("\n")
    shown, faults = without_comments(lines, 1)
    assert shown == ["" if number in hidden else line for number, line in enumerate(lines, 1)]
    assert faults == ()


def test_a_comment_that_never_ends_hides_the_rest_and_is_a_fault() -> None:
    shown, faults = without_comments(["a", "%% b", "c", "- [ ] d"], 1)
    assert shown == ["a", "", "", ""]
    assert faults == ((2, NEVER_CLOSED),)


def test_lines_before_the_first_are_left_alone() -> None:
    lines = ["---", "%%", "---", "a"]
    assert without_comments(lines, 4) == (lines, ())
