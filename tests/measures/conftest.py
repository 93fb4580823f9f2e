"""The vault of a test, or its states, stand in its docstring; it is measured on Sunday 22 November 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.states import past_after
from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures
    from aimo_md.measures.past import Past


@pytest.fixture
def measures(request: pytest.FixtureRequest) -> Measures:
    return measured(request.function.__doc__)


@pytest.fixture
def past(request: pytest.FixtureRequest) -> Past:
    """What is known of the past after the states in the test's docstring."""
    return past_after(request.function.__doc__)
