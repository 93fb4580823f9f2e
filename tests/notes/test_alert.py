from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from aimo_md.config import Config
from aimo_md.notes.alert import decided_word, slipping_alert
from aimo_md.notes.message import as_text
from aimo_md.notes.writer import Writer
from aimo_md.plan.decisions import decisions
from tests.vaults import templates

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


def _writer(measures: Measures) -> Writer:
    return Writer.of(measures, Config(), templates())


def test_the_goals_that_begin_to_slip(measures: Measures) -> None:
    """
    === Late.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-11-10
    ---
    # Late @everyone
    - [ ] one
    === Secret.md
    ---
    type: goal
    private: true
    start: 2026-10-01
    deadline: 2026-11-10
    ---
    - [ ] hush
    """
    writer = _writer(measures)
    message = slipping_alert(writer.questions, writer)
    assert message is not None
    assert "@\u200beveryone" in message.embeds[0].fields[0].name
    expected = """
        │ A goal begins to slip
        │ Late @everyone
        │ 🔴 overdue · its deadline was 12 days ago · too little history, deadline 10 Nov
        │ Answer in Aimo.md
        """
    assert as_text(message) == inspect.cleandoc(expected)
    private = [question for question in writer.questions if question.goal == "Secret.md"]
    assert slipping_alert(private, writer) is None


def test_a_decision_that_was_applied(measures: Measures) -> None:
    """
    === Late.md
    ---
    type: goal
    ---
    # Late

    ## Decisions

    - 2026-11-22 extend: deadline 2027-03-16 (was *open*) ^aimo-d-7c21e0
    === Secret.md
    ---
    type: goal
    private: true
    ---
    ## Decisions

    - 2026-11-22 drop: hush ^aimo-d-7c21e1
    """
    writer = _writer(measures)
    late, secret = decisions(measures.vault)
    message = decided_word(late, writer)
    assert message is not None
    assert "\\*open\\*" in message.embeds[0].description
    expected = """
        │ Decided: Late
        │ deadline extended: deadline 2027-03-16 (was *open*)
        │ To take it back, untick the box that you ticked, or run aimo undo. More in Late.md
        """
    assert as_text(message) == inspect.cleandoc(expected)
    assert decided_word(secret, writer) is None
