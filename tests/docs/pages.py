"""The pages of the docs, and the blocks in them that are meant to be typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
_TYPED = re.compile(
    r"^<!-- on (?P<moment>\S+ \S+) -->$"
    r"|^(?P<indent> *)```(?P<kind>console|sh)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Lines that are typed at a moment, and what the page says of what comes back, and where."""

    typed: str
    output: str
    moment: str
    span: tuple[int, int]
    indent: str


def steps(page: str) -> Iterator[Step]:
    """What a reader of the page types, in order.

    In a block `console` every line behind `$ ` is typed, and what comes back stands below it. A block `sh`
    is typed as a whole, and nothing comes back. `<!-- on 2026-11-23 18:00 -->` says when that is.
    """
    moment = "2026-11-22 16:00"
    for found in _TYPED.finditer(page):
        if found["moment"]:
            moment = found["moment"]
            continue
        indent = found["indent"]
        if found["kind"] == "sh":
            end = found.end("text")
            typed = re.sub(rf"^{indent}", "", found["text"], flags=re.MULTILINE)
            yield Step(typed=typed, output="", moment=moment, span=(end, end), indent=indent)
            continue
        block = re.compile(r"^ *\$ (?P<typed>.*)\n(?P<output>(?:(?! *\$ ).*\n)*)", re.MULTILINE)
        for each in block.finditer(page, found.start("text"), found.end("text")):
            output = re.sub(rf"^{indent}", "", each["output"], flags=re.MULTILINE).strip("\n")
            yield Step(
                typed=each["typed"], output=output, moment=moment, span=each.span("output"), indent=indent
            )
