from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.notes.digest import digest
from aimo_md.notes.message import as_text
from aimo_md.text.dates import week_of
from tests.vaults import SUNDAY, measured, sample, templates

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures
    from aimo_md.notes.message import Message

_GREEN, _YELLOW, _RED = 0x3C9A5F, 0xE0A72E, 0xD9483B


def _digest(measures: Measures) -> Message | None:
    return digest(measures, week_of(SUNDAY), Config(), templates(), "Reviews/2026-W47 review.md")


def test_what_is_posted(measures: Measures) -> None:
    """
    === Late.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-11-10
    ---
    # Late *and* @everyone
    - [x] one ✅ 2026-11-18
    - [ ] two
    === Empty.md
    ---
    type: goal
    ---
    === Secret.md
    ---
    type: goal
    private: true
    deadline: 2026-11-01
    ---
    - [x] hush ✅ 2026-11-18
    - [ ] hush
    === Below.md
    ---
    type: goal
    parent: "[[Secret]]"
    deadline: 2026-11-01
    ---
    - [ ] hush
    """
    message = _digest(measures)
    assert message is not None
    assert "\\*and\\*" in message.embeds[0].fields[1].name
    assert message.embeds[0].colour == _RED
    expected = """
        │ Your week, 16 to 22 November 2026
        │ One of two goals moved. One needs your decision.
        │ Empty
        │ ⚪ no plan · too little history
        │ Late *and* @everyone
        │ `█████░░░░░` 50 % (+50) · 🔴 overdue · too little history, deadline 10 Nov
        │ Needs your decision
        │ Late *and* @everyone: its deadline was 12 days ago
        │ Answer in Reviews/2026-W47 review.md
        """
    assert as_text(message) == inspect.cleandoc(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no goal"),
        pytest.param("=== A.md\n---\ntype: goal\n---\n- [ ] one", id="nothing moved, nothing asked"),
        pytest.param("=== A.md\n---\ntype: goal\nprivate: true\n---\n- [x] one ✅ 2026-11-18", id="private"),
        pytest.param("=== A.md\n- [x] one ✅ 2026-11-18", id="miscellaneous only"),
    ],
)
def test_silence_where_there_is_nothing_to_say(text: str) -> None:
    assert _digest(measured(text)) is None


_STEADY = (
    "=== A.md\n---\ntype: goal\nstart: 2026-11-01\ndeadline: 2026-12-31\n---\n"
    "- [x] one ✅ 2026-11-18\n- [ ] two {}"
)


@pytest.mark.parametrize(
    ("due", "colour"),
    [pytest.param("", _GREEN, id="on track"), pytest.param("📅 2026-11-21", _YELLOW, id="at risk")],
)
def test_the_colour_is_that_of_the_goal_that_is_worst_off(due: str, colour: int) -> None:
    message = _digest(measured(_STEADY.format(due)))
    assert message is not None
    assert message.embeds[0].colour == colour
    assert message.embeds[0].footer == "More in Reviews/2026-W47 review.md"


def test_the_week_of_the_sample_vault_is_told() -> None:
    message = _digest(sample())
    assert message is not None
    assert message.embeds[0].description == "Two of four goals moved. One needs your decision."


_SLIPS = "start: 2026-09-01\ndeadline: 2026-11-30\n---\n- [x] a ✅ 2026-11-18\n- [ ] b 📅 2026-10-01\n- [ ] c"


def test_the_first_goal_that_slips_is_drawn() -> None:
    message = _digest(measured(f"=== A.md\n---\ntitle: Slow\ntype: goal\n{_SLIPS}"))
    assert message is not None
    assert ">Slow: done (bars) against plan (line), %<" in message.chart


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntype: goal\n---\n- [x] a ✅ 2026-11-18\n- [ ] b", id="nothing slips"),
        pytest.param(
            "---\ntype: goal\ndeadline: 2026-11-01\n---\n- [x] a ✅ 2026-11-18\n- [ ] b", id="young"
        ),
    ],
)
def test_without_anything_to_show_nothing_is_drawn(text: str) -> None:
    message = _digest(measured(f"=== A.md\n{text}"))
    assert message is not None
    assert message.chart == ""


def test_a_private_goal_is_not_drawn() -> None:
    secret = f"=== A.md\n---\ntype: goal\nprivate: true\n{_SLIPS}\n"
    message = _digest(measured(f"{secret}=== B.md\n---\ntype: goal\n---\n- [x] a ✅ 2026-11-18\n- [ ] b"))
    assert message is not None
    assert message.chart == ""
