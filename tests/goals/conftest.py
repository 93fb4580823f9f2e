"""The vault of a test stands in its docstring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault


@pytest.fixture
def vault(request: pytest.FixtureRequest) -> Vault:
    return measured(request.function.__doc__).vault
