"""Vaults in git, for tests that look at the past: each commit has a day of its own choosing."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.world import disk
from aimo_md.world.git import init_repository, open_repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from aimo_md.config import Config
    from aimo_md.goals.model import Vault
    from aimo_md.world.git import Repository


def make_repository(root: Path) -> Path:
    """An empty repository with a branch `main`."""
    root.mkdir(parents=True, exist_ok=True)
    init_repository(root)
    git(root, "symbolic-ref", "HEAD", "refs/heads/main")
    git(root, "config", "core.fsync", "none")  # a test need not outlive a power cut
    return root


def git(root: Path, *arguments: str, when: date | None = None) -> str:
    """What git answers; `when` is the day of a commit, at noon."""
    command = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    dates = {} if when is None else {"GIT_AUTHOR_DATE": f"{when}T12:00:00+00:00"}
    done = subprocess.run(command, check=True, capture_output=True, env=os.environ | dates)
    return done.stdout.decode().strip()


def commit(root: Path, when: date, notes: Mapping[str, str | None] | None = None, *options: str) -> str:
    """Write notes (None removes one) and commit all that there is; the id of the commit."""
    for path, text in (notes or {}).items():
        file = root / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "x", *options, when=when)
    return git(root, "rev-parse", "HEAD")


def repository(root: Path) -> Repository:
    """The repository of a vault."""
    found = open_repository(root)
    assert found is not None
    return found


def working_tree(root: Path, config: Config) -> Vault:
    """The vault as it stands on the disk."""
    scan = disk.scan(root, ignore=config.vault.ignore, largest=config.vault.largest_note)
    texts = {path: (root / path).read_bytes() for path in scan.changed}
    decoded = {path: disk.decode(path, data) for path, data in texts.items()}
    return assemble(
        (read_note(path, text, config) for path, text in decoded.items() if isinstance(text, str)), config
    )
