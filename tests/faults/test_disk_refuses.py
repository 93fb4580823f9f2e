"""A disk that is full, broken, read-only or closed: nothing is cut off, it is said, no restart is needed."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import AimoError
from aimo_md.workplace import Workplace
from tests.faults.injected import refusing
from tests.folders import change, commit_all, files, make_vault, turn

if TYPE_CHECKING:
    from pathlib import Path

GARLIC = "- [ ] Plant the garlic"
PLANTED = "- [x] Plant the garlic ✅ 2026-11-22"


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        pytest.param("fsync", errno.ENOSPC, "the disk is full", id="full, noticed late"),
        pytest.param("fsync", errno.EIO, "Input/output error", id="broken"),
        pytest.param("replace", errno.EROFS, "the file system is read-only", id="read-only"),
        pytest.param("replace", errno.EACCES, "permission was denied", id="closed"),
        pytest.param("replace", errno.EDQUOT, "the disk quota is used up", id="over quota"),
    ],
)
def test_a_disk_that_refuses(tmp_path: Path, function: str, code: int, words: str) -> None:
    root = make_vault(tmp_path / "vault", with_git=True)
    place = Workplace(root)
    turn(place)
    commit_all(root)
    change(root / "Goals/Garden.md", GARLIC, PLANTED)
    before = files(root)
    with refusing(function, code), pytest.raises(AimoError, match=words):
        turn(place)
    assert files(root) == before
    turn(place)
    assert "67 %" in (root / "Aimo.md").read_text()
    assert turn(place).actions == ()
