"""The daemon's answer to `aimo status`, worked out after a turn.

Brings what the command says and the form in which `live` finds it together. Knows nothing of when it holds no
longer.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from aimo_md.cli.live import answer, config_stamp
from aimo_md.cli.saying import columns_of
from aimo_md.cli.status import told_as_json, told_in_words

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures
    from aimo_md.workplace import Workplace


def offer(place: Workplace, measures: Measures, left: float) -> None:
    """Keep ready what `aimo status` says of these measures, for the seconds that are left of the day."""
    words, now = told_in_words(place, measures, 0), time.time()
    data = answer(
        {"words": words, "json": told_as_json(place, measures)},
        width=max(map(columns_of, words.out.split("\n"))),
        config=config_stamp(str(place.root)),
        since=now,
        until=now + left,
    )
    place.state.offer(data)
