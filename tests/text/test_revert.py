from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.revert import reverted
from tests.examples import tried_on

BEFORE = "---\nstatus: active\n---\n- [ ] a\n- [ ] b\n"
AFTER = "---\nstatus: paused\nuntil: 2027\n---\n- [ ] a\n- [-] b\n\n## Decisions\n- one\n"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(AFTER, BEFORE, id="nothing came later"),
        pytest.param(AFTER.replace("[ ] a", "[x] a"), BEFORE.replace("[ ] a", "[x] a"), id="another line"),
        pytest.param(AFTER + "- two\n", BEFORE + "- two\n", id="a line below"),
        pytest.param(
            AFTER.replace("- [ ] a\n", "- [ ] new\n- [ ] a\n- [ ] new\n"),
            BEFORE.replace("- [ ] a\n", "- [ ] new\n- [ ] a\n- [ ] new\n"),
            id="lines in between",
        ),
        pytest.param(AFTER.replace("\n", "\r\n"), BEFORE.replace("\n", "\r\n"), id="other line ends"),
        pytest.param(AFTER + "text", BEFORE + "text", id="no line end any more"),
    ],
)
def test_what_was_changed_is_changed_back_and_nothing_else(now: str, expected: str) -> None:
    assert reverted(BEFORE, AFTER, now) == expected


@pytest.mark.parametrize(
    ("now", "word"),
    [
        pytest.param(AFTER.replace("paused", "done"), "status: paused", id="changed again"),
        pytest.param(AFTER.replace("- one\n", ""), "- one", id="taken out"),
        pytest.param(AFTER.replace("- one\n", "").replace("until: 2027\n", ""), "until", id="both"),
        pytest.param(AFTER.replace("until: 2027\n", "x: 1\nuntil: 2027\n"), "until: 2027", id="torn apart"),
        pytest.param("", "paused", id="emptied"),
    ],
)
def test_a_change_goes_back_as_a_whole_or_not_at_all(now: str, word: str) -> None:
    refusal = reverted(BEFORE, AFTER, now)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is RefusalReason.GONE
    assert word in refusal.message


@pytest.mark.parametrize("now", ["a\nc\nd", "c\nd", "x\na\nc\nx"])
def test_a_line_that_was_taken_out_comes_back_where_it_stood(now: str) -> None:
    assert reverted("a\nb\nc\n", "a\nc\n", now) == now.replace("c", "b\nc")


def test_where_nothing_was_changed_nothing_changes() -> None:
    assert reverted("a\n", "a\n", "b") == "b"


LINES = st.lists(st.sampled_from(["", "a", "b", "c", "- d", "# e"]), max_size=8)


@tried_on(200)
@given(
    head=LINES, before=LINES, after=LINES, tail=LINES, more=LINES, end=st.sampled_from(["\n", "\r\n", "\r"])
)
def test_a_change_and_one_below_it_commute(
    head: list[str], before: list[str], after: list[str], tail: list[str], more: list[str], end: str
) -> None:
    """What is added behind a line that stands only once does not get into the way."""

    def note(middle: list[str], below: list[str]) -> str:
        return end.join([*head, *middle, *tail, "the end", *below])

    taken_back = reverted(note(before, []), note(after, []), note(after, more))
    assert taken_back == note(before, more)
