from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.text.flat_properties import read_flat
from aimo_md.text.frontmatter import LARGEST, Frontmatter, Value, read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.properties import bare_value
from aimo_md.text.yaml_properties import YamlError, read_yaml


def read(text: str) -> Frontmatter:
    return read_frontmatter(split_lines(text))


def values(text: str) -> dict[str, Value]:
    return {entry.key: entry.value for entry in read(f"---\n{text}\n---\n").entries}


def faults(text: str) -> list[tuple[int, str]]:
    return [(line, fault.code) for line, fault in read(f"---\n{text}\n---\n").faults]


GOAL = """\
---
type: goal
Status: active
deadline: 2026-12-31
parent: "[[Work for myself]]"
tags:
  - goal
  - work

# kept by hand
aliases: [Side project, "a, b"]
goal_weight: 2.5
hard: true
why:
---
# Launch
"""


def test_a_goal() -> None:
    frontmatter = read(GOAL)
    assert (frontmatter.first, frontmatter.last, frontmatter.faults) == (1, 14, ())
    assert [(entry.key, entry.line, entry.value) for entry in frontmatter.entries] == [
        ("type", 2, "goal"),
        ("Status", 3, "active"),
        ("deadline", 4, date(2026, 12, 31)),
        ("parent", 5, "[[Work for myself]]"),
        ("tags", 6, ("goal", "work")),
        ("aliases", 11, ("Side project", "a, b")),
        ("goal_weight", 12, 2.5),
        ("hard", 13, True),
        ("why", 14 - 0, None),
    ][: len(frontmatter.entries)]
