"""Real repositories for tests: making them, and asking git itself what came of it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from aimo_md.world.git import Repository, open_repository

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str, fine: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    assert done.returncode in fine, done.stderr
    return done.stdout.decode().strip()


def put(root: Path, path: str, text: str = "- [ ] a\n") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def opened(vault: Path) -> Repository:
    repository = open_repository(vault)
    assert repository is not None
    return repository


def files_of_head(vault: Path) -> list[str]:
    return git(vault, "-c", "core.quotePath=false", "show", "--name-only", "--format=", "HEAD").splitlines()


def staged(vault: Path) -> list[str]:
    return git(vault, "diff", "--cached", "--name-only").splitlines()
