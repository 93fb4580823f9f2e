"""Whether the real Mermaid reads every chart that aimo writes, and reads what is meant.

    python benchmarks/mermaid/check.py

Looks at the charts in the golden notes, and at those of goals with the most awkward titles. Needs node and,
once, `npm install` in this folder; where they are missing it says so and ends well.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

from aimo_md.config import Config, Language
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.measure import measure
from aimo_md.notes.dashboard import new_dashboard
from aimo_md.notes.render import Templates
from aimo_md.notes.review import new_review
from aimo_md.text.dates import week_of
from aimo_md.world.assets import TEMPLATES, bundled, read_texts

HERE: Final = Path(__file__).parent
GOLDENS: Final = HERE.parents[1] / "tests" / "goldens"
TODAY: Final = date(2026, 11, 22)
CHART: Final = re.compile(r"^```mermaid\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
AWKWARD: Final = (
    *(
        'say "hello"',
        "it's: this, and that",
        "50 % #done; really",
        "a --> b",
        "`code` $x$ \\n",
        "<b>bold</b>",
    ),
    *("%% no comment", "%%{init: {}}%%", "title", "section one", "click here", "end", "gantt", "bar [1, 2]"),
    *("[[A link|shown]]", "한국어 목표: 완료", "عربي", "🔴 :crit, 2026-01-01", "…", "!!", "x" * 300, "a\tb"),
)


def awkward_charts() -> list[str]:
    """The charts of a vault whose goals have these titles."""
    config = Config()
    tasks = "- [x] a ✅ 2026-10-05\n- [ ] b 📅 2026-11-01\n"
    goal = f"type: goal\nstart: 2026-10-01\ndeadline: 2026-11-20\n---\n{tasks}"
    readings = [
        read_note(f"{number:02}.md", f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{goal}", config)
        for number, title in enumerate(AWKWARD)
    ]
    charts = []
    sources = read_texts(bundled(TEMPLATES))
    for language in Language:
        templates = Templates.of(sources, language)
        measures = measure(assemble(readings, config), TODAY, config)
        charts += CHART.findall(new_dashboard(measures, config, templates))
        for reading in readings:  # a review draws the goals that it asks about
            alone = measure(assemble([reading], config), TODAY, config)
            charts += CHART.findall(new_review(alone, week_of(TODAY), config, templates))
    return charts


def golden_charts() -> list[str]:
    """The charts of the notes about the sample vault."""
    notes = sorted(GOLDENS.rglob("*.md"))
    return [chart for note in notes for chart in CHART.findall(note.read_text("utf-8"))]


def fault(chart: str, found: dict[str, object]) -> str:
    """What is wrong with the reading of a chart; empty if nothing."""
    if "error" in found:
        return str(found["error"])
    if found["type"] == "gantt":
        rows = re.findall(r"^    (.+?) :(?:crit|active|done|\d)", chart, flags=re.MULTILINE)
        return "" if found["tasks"] == rows else f"{found['tasks']} was read, not {rows}"
    title = re.findall(r'^    title "(.*)"$', chart, flags=re.MULTILINE)
    return "" if [found["title"]] == title else f"the title {found['title']!r} was read, not {title}"


def main() -> int:
    """Parse all charts; the number of those that are not read as they are meant, at most 1."""
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules" / "mermaid").is_dir():
        print(f"NOT CHECKED: node or Mermaid is missing; to parse the charts, `npm install` in {HERE}")
        return 0
    charts = [*golden_charts(), *awkward_charts()]
    done = subprocess.run(
        [node, str(HERE / "parse.mjs")], input=json.dumps(charts), capture_output=True, check=True, text=True
    )
    faults = [
        f"{words}\n{chart}"
        for chart, found in zip(charts, json.loads(done.stdout), strict=True)
        if (words := fault(chart, found))
    ]
    print("\n\n".join([*faults, f"{len(charts)} charts, {len(faults)} of them not read as they are meant"]))
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main())
