"""How many examples a law is tried on: few in an everyday run, as many as `AIMO_EXAMPLES` says in a long one.

AIMO_EXAMPLES=10000 .venv/bin/python -m pytest tests/text
"""

from __future__ import annotations

import os
from typing import Final

from hypothesis import settings

_ASKED: Final = int(os.environ.get("AIMO_EXAMPLES", "0"))


def tried_on(count: int) -> settings:
    """The settings of a law that is tried on so many examples, or on as many as are asked for."""
    return settings(max_examples=max(count, _ASKED))
