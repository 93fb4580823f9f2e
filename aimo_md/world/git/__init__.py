"""The vault's git repository through GitPython: `repository` is what is asked of it, `commands` runs git."""

import os

# Without this, importing GitPython fails on a machine without git, where most of aimo works.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

from aimo_md.world.git.repository import Committed, Repository, init_repository, open_repository

__all__ = ["Committed", "Repository", "init_repository", "open_repository"]
