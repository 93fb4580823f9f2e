from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.notes.daily import daily_digest
from aimo_md.notes.message import as_text
from tests.vaults import measured, templates

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures
    from aimo_md.notes.message import Message


def _daily(measures: Measures) -> Message | None:
    return daily_digest(measures, Config(), templates())


def test_what_is_posted(measures: Measures) -> None:
    """
    === Garden.md
    ---
    type: goal
    priority: high
    ---
    # Grow *a* garden
    - [ ] Dig 📅 2026-11-22
    - [ ] Plant 📅 2026-11-14
    - [ ] Water 📅 2026-11-23
    === Run.md
    ---
    type: goal
    ---
    - [ ] one
    - [ ] two ⏳ 2026-11-22
    - [ ] three ⏳ 2026-11-22
    - [ ] four ⏳ 2026-11-22
    - [ ] five ⏳ 2026-11-22
    - [ ] six ⏳ 2026-11-22
    - [ ] seven ⏳ 2026-11-22
    === Secret.md
    ---
    type: goal
    private: true
    ---
    - [ ] hush 📅 2026-11-22
    === Inbox.md
    - [ ] Call Ann 📅 2026-11-22
    """
    message = _daily(measures)
    assert message is not None
    assert message.embeds[0].fields[0].name == "Grow \\*a\\* garden"
    expected = """
        │ Today, Sun 22 Nov
        │ One miscellaneous task is due.
        │ Grow *a* garden
        │ • Plant (due 14 Nov)
        │ • Dig
        │ Run
        │ • two
        │ • three
        │ • four
        │ • five
        │ • six
        │ and one more
        │ More in Aimo.md
        """
    assert as_text(message) == inspect.cleandoc(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no note"),
        pytest.param("=== A.md\n---\ntype: goal\n---\n- [ ] some day", id="nothing has a day"),
        pytest.param("=== A.md\n---\ntype: goal\n---\n- [ ] later 📅 2026-11-23", id="a later day"),
        pytest.param(
            "=== A.md\n---\ntype: goal\nprivate: true\n---\n- [ ] hush 📅 2026-11-22", id="private goals only"
        ),
    ],
)
def test_silence_where_there_is_nothing_to_say(text: str) -> None:
    assert _daily(measured(text)) is None
