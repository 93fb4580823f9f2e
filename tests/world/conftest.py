"""What the tests of the world share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.world.git import init_repository
from tests.discord_server import DiscordServer
from tests.world.git_vault import git, put
from tests.world.posting import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server() -> Iterator[DiscordServer]:
    """A server that stands in for Discord."""
    with DiscordServer() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    """A clock that does not wait."""
    return Clock()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A repository with a user, a first commit of `a.md` and `b.md`."""
    root = tmp_path / "vault"
    root.mkdir()
    init_repository(root)
    git(root, "config", "user.name", "Anna")
    git(root, "config", "user.email", "anna@example.org")
    git(root, "config", "core.fsync", "none")  # a test need not outlive a power cut
    put(root, "a.md", "a\n")
    put(root, "b.md", "b\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    return root
