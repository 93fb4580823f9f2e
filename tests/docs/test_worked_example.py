"""What is counted by hand in the docs is what `aimo show --why` counts."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

import pytest

from tests.docs.pages import ROOT, steps
from tests.docs.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs/progress-and-slip.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading."""
    _, _, rest = PAGE.partition(f"\n## {heading}")
    table = re.search(r"(?:^\|.*\n)+", rest, re.MULTILINE)
    assert table is not None
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table[0].rstrip().split("\n")[2:]
    ]


def spoken(day: str | None) -> str:
    return "" if day is None else f"{date.fromisoformat(day):%-d %b}"


@pytest.fixture
def counted(tmp_path: Path) -> dict[str, dict[str, object]]:
    """What aimo says of the note on the page."""
    reader = Reader(tmp_path)
    note, *_ = steps(PAGE)
    moment = "2026-11-30 09:00"
    reader.type(note.typed, written="", moment=moment)
    told: dict[str, dict[str, object]] = json.loads(
        reader.type("aimo show bread --why --json", written="", moment=moment)
    )
    return told


def test_the_worked_example_counts_as_aimo_does(counted: dict[str, dict[str, object]]) -> None:
    contributions = counted["why"]["contributions"]
    assert isinstance(contributions, list)
    leaves = [each for each in contributions if each["counted"] == "yes"]

    tasks = [(text, weight.split(",")[0], day) for text, weight, day in rows("Progress")]
    assert tasks == [(each["text"], f"{each['weight']:.0f}", spoken(each["earned_on"])) for each in leaves]

    by_day = groupby(
        sorted(leaves, key=lambda each: each["planned_for"]), key=lambda each: each["planned_for"]
    )
    wanted = [(spoken(day), sum(each["weight"] for each in group)) for day, group in by_day]
    totals = accumulate(weight for _, weight in wanted)
    expected = [(day, f"{total:.0f}") for (day, _), total in zip(wanted, totals, strict=True)]
    assert [(day, total) for day, _, total in rows("Plan")] == expected


def test_the_worked_example_comes_to_what_aimo_says(counted: dict[str, dict[str, object]]) -> None:
    goal = counted["goal"]
    told = re.findall(r"\*\*[^*\d]*([\d.]+) (?:%|days)\*\*", PAGE)
    shares = [f"{share:.0%}".rstrip("%") for share in (goal["progress"], goal["planned"])]
    assert told == [*shares, f"{goal['slip_days']:.2f}"]
