"""The vault of a test stands in its docstring, and is measured on Sunday 22 November 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


@pytest.fixture
def measures(request: pytest.FixtureRequest) -> Measures:
    return measured(request.function.__doc__)
