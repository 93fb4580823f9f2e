"""How long aimo's commit of one changed note takes, against `git add` and `git commit` of the same.

    python benchmarks/commit.py [COMMITS]

Makes a repository for each of several sizes, always the same ones, changes one note and commits it, in turns
by aimo and by git, 40 times each unless told otherwise. The ratio is that of the medians; it hardly depends
on the machine. Under 1.2 is wanted. After each of its commits git looks whether to pack the repository; aimo
lets it do so once in a while only, which pays for the look that it takes before it commits.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.world.git import init_repository, open_repository

if TYPE_CHECKING:
    from collections.abc import Callable

COMMITS = 40
SIZES = (100, 1_000, 10_000)
"""Notes in a repository."""
WANTED = 1.2
NOTE, SUBJECT = "Note 0.md", "One note changed"


def main() -> None:
    """Measure each size and print it."""
    commits = int(sys.argv[1]) if len(sys.argv) > 1 else COMMITS
    worst = max(show(size, commits) for size in SIZES)
    if worst > WANTED:
        sys.exit(f"more than {WANTED} times")


def show(size: int, commits: int) -> float:
    """Commit in turns, print what that took, and give the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        root = make_repository(Path(folder), size)
        repository = open_repository(root)
        if repository is None:
            sys.exit("no repository was made")
        ours: list[float] = []
        gits: list[float] = []
        for number in range(commits):
            change(root, number)
            ours.append(seconds(lambda: repository.commit((NOTE,), SUBJECT)))
            change(root, -number - 1)
            gits.append(seconds(lambda: commit_with_git(root)))
    aimo, git = statistics.median(ours) * 1e3, statistics.median(gits) * 1e3
    print(f"{size:6,} notes: aimo {aimo:6.1f} ms, git {git:6.1f} ms, {aimo / git:.2f} times", flush=True)
    return aimo / git


def make_repository(root: Path, notes: int) -> Path:
    """Notes, all of them committed."""
    for number in range(notes):
        note = root / (f"Note {number}.md" if number == 0 else f"Folder {number // 100}/Note {number}.md")
        note.parent.mkdir(exist_ok=True)
        note.write_text(f"# Note {number}\n\n- [ ] Step\n", "utf-8")
    init_repository(root)
    run(root, "config", "user.name", "A")
    run(root, "config", "user.email", "a@example.org")
    run(root, "add", ".")
    run(root, "commit", "--quiet", "--message", "First")
    return root


def change(root: Path, number: int) -> None:
    """Change one note."""
    (root / NOTE).write_text(f"# Note 0\n\n- [ ] Step {number}\n", "utf-8")


def commit_with_git(root: Path) -> None:
    """What a person would type."""
    run(root, "add", NOTE)
    run(root, "commit", "--quiet", "--message", SUBJECT)


def run(root: Path, *arguments: str) -> None:
    """A git command."""
    subprocess.run(["git", "-C", str(root), *arguments], check=True, stdin=subprocess.DEVNULL)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
