"""The daemon's answers to `aimo status` and `aimo today`, worked out after a turn.

Brings what the commands say and the form in which `live` finds it together. Knows nothing of when it holds no
longer.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from aimo_md.cli import status, today
from aimo_md.cli.live import Answer, answers, config_stamp
from aimo_md.cli.saying import columns_of

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures
    from aimo_md.workplace import Workplace


def offer(place: Workplace, measures: Measures, left: float) -> None:
    """Keep ready what the commands say of these measures, for the seconds that are left of the day."""
    now = time.time()
    told = {"status": _status(place, measures), "today": _today(measures)}
    place.state.offer(answers(told, config=config_stamp(str(place.root)), since=now, until=now + left))


def _status(place: Workplace, measures: Measures) -> Answer:
    words = status.told_in_words(place, measures, 0)
    return Answer(json=status.told_as_json(place, measures), words=words, width=_width(words.out))


def _today(measures: Measures) -> Answer:
    words = today.told_in_words(measures, 0)
    return Answer(json=(today.told_as_json(measures), ""), words=(words, ""), width=_width(words))


def _width(words: str) -> int:
    """The columns that their longest line takes."""
    return max(map(columns_of, words.split("\n")))
