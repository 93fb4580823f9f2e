"""The day's digest for Discord: what is on today's list, by goal.

Knows what may leave the vault: nothing of a private goal, nor of what lies below one, and of what moves no
goal only how much there is. Knows no webhook. Silence where nothing has a day that has come.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from aimo_md.notes.long_lists import MOST_POSTED, more_goals
from aimo_md.notes.message import Embed, Field, Message, neutralise
from aimo_md.notes.privacy import is_private
from aimo_md.notes.task_lines import was_due
from aimo_md.notes.writer import Writer
from aimo_md.plan.few import nearest
from aimo_md.plan.week import miscellaneous, today_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.config import Config
    from aimo_md.measures.model import Measures
    from aimo_md.notes.render import Templates
from aimo_md.plan.week import Row

_GREY: Final = 0x7A8794
_ROWS: Final = 5
"""Of one goal; more are a number."""


def daily_digest(measures: Measures, config: Config, templates: Templates) -> Message | None:
    """The message for today; None where no task that may be told of is due, scheduled or listed by now."""
    writer = Writer.of(measures, config, templates)
    goals = [measure for measure in measures.shown() if not is_private(measure, measures)]
    places = {measure.goal.path: place for place, measure in enumerate(goals)}
    rows = sorted(
        (row for row in today_rows(writer.agenda) if row.goal in places),
        key=lambda row: places[row.goal or ""],
    )
    misc = len(miscellaneous(measures, measures.today).rows)
    if not misc and all(row.day is None for row in rows):
        return None
    fields = tuple(
        Field(name=neutralise(measures.goals[goal].goal.title), value="\n".join(_lines(tuple(group), writer)))
        for goal, group in groupby(rows, key=lambda row: row.goal)
        if goal is not None
    )
    told = [writer.phrases.count("daily.misc", misc)] if misc else []
    embed = Embed(
        title=writer.phrases.say("daily.title", {"day": writer.words.full_day(measures.today)}),
        description=" ".join((*told, *more_goals(len(fields) - MOST_POSTED, writer))),
        colour=_GREY,
        fields=fields[:MOST_POSTED],
        footer=writer.phrases.say("digest.footer_quiet", {"note": config.notes.dashboard}),
    )
    return Message(embeds=(embed,))


def _lines(rows: Sequence[Row], writer: Writer) -> Iterator[str]:
    for row in nearest(rows, _ROWS, writer.agenda):
        task = "" if row.task is None else neutralise(row.task.title)
        due = was_due(row, writer)
        yield writer.phrases.say("daily.late" if due else "daily.task", {"task": task, "due": due})
    if len(rows) > _ROWS:
        yield writer.phrases.count("more.lines", len(rows) - _ROWS)
