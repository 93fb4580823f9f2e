"""What the docs tell to type is typed, in a real terminal and an empty home, and gives what they say.

`UPDATE_TRANSCRIPTS=1 pytest tests/docs` writes down what comes back now where that is something else.
"""

from __future__ import annotations

import os
import textwrap
from typing import TYPE_CHECKING

import pytest

from tests.docs.pages import PAGES, ROOT, steps
from tests.docs.reader import Reader
from tests.written import is_as_written

if TYPE_CHECKING:
    from pathlib import Path

UPDATE = "UPDATE_TRANSCRIPTS" in os.environ


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_tells_to_type_gives_what_it_says(name: str, tmp_path: Path) -> None:
    path = ROOT / name
    page = path.read_text("utf-8")
    reader = Reader(tmp_path)
    told, kept = "", 0
    for step in steps(page):
        output = reader.type(step.typed, written=step.output, moment=step.moment)
        if not is_as_written(step.output, output):
            start, end = step.span
            told += page[kept:start] + textwrap.indent(f"{output}\n" if output else "", step.indent)
            kept = end
    told += page[kept:]
    if UPDATE:
        path.write_text(told, "utf-8")
    assert told == page
