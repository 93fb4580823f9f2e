"""The table of `aimo status`, on the terminal.

Knows columns and width; the words of the cells are those of the notes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from aimo_md.cli.saying import columns
from aimo_md.measures.model import Health
from aimo_md.notes.goal_lines import health, likely_end
from aimo_md.notes.wording import bar
from aimo_md.plan.week import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.writer import Writer

_UNCUT = 10_000
"""A terminal says its width; in a pipe no line is broken."""


def print_status(writer: Writer) -> None:
    """Print the table of `status_table`, as wide as the terminal is, if there is one."""
    click.echo(status_table(writer, columns()), nl=False)


def status_table(writer: Writer, width: int) -> str:
    """A line for each running goal, its subgoals below it, then those that wait for their time.

    It is for so many columns; for 0 no line is broken.
    """
    printed = io.StringIO()
    console = Console(file=printed, width=width or _UNCUT, highlight=False)
    table = Table(box=None, pad_edge=False, header_style="")
    for title in ("Goal", "Progress", "Likely end", "Health"):
        table.add_column(title, overflow="fold")
    for measure, depth in _rows(writer):
        table.add_row(
            Text("  " * depth + measure.goal.title),
            _progress(measure, writer),
            Text(likely_end(measure, writer)),
            Text(health(measure, writer)),
        )
    console.print(table)
    return printed.getvalue()


def _rows(writer: Writer) -> Iterator[tuple[GoalMeasure, int]]:
    measures = writer.measures
    for top in writer.agenda.top:
        yield top, 0
        for path in measures.vault.below(top.goal.path)[1:]:
            if runs(measures.goals[path], measures):
                yield measures.goals[path], 1
    for measure in measures.shown():
        if measure.health in {Health.UPCOMING, Health.PAUSED}:
            yield measure, 0


def _progress(measure: GoalMeasure, writer: Writer) -> Text:
    if measure.progress is None:
        return Text(writer.phrases.say("progress.unknown"))
    return Text(f"{bar(measure.progress)} {writer.words.percent(measure.progress)}")
