"""What aimo brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import AimoError
from aimo_md.world import assets

if TYPE_CHECKING:
    from pathlib import Path


def test_both_folders_come_along() -> None:
    assert assets.bundled(assets.TEMPLATES).is_dir()
    assert assets.bundled(assets.SAMPLE_VAULT).is_dir()


def test_a_folder_that_did_not_come_along() -> None:
    with pytest.raises(AimoError, match="`no such folder` is missing"):
        assets.bundled("no such folder")


def test_templates_by_name(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    (tmp_path / "review.md.j2").write_bytes(b"a\r\n")
    (tmp_path / "ko/review.md.j2").write_bytes("완료\n".encode())
    assert list(assets.read_texts(tmp_path).items()) == [
        ("ko/review.md.j2", "완료\n"),
        ("review.md.j2", "a\n"),
    ]


def test_aimos_own_templates_are_read() -> None:
    assert "en/phrases.toml" in assets.read_texts(assets.bundled(assets.TEMPLATES))


def test_templates_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(AimoError, match="cannot be read: No such file"):
        assets.read_texts(tmp_path / "none")
    (tmp_path / ".DS_Store").write_bytes(b"\xff")
    assert assets.read_texts(tmp_path) == {}
    (tmp_path / "review.md.j2").write_bytes(b"\xff")
    with pytest.raises(AimoError, match="is not UTF-8"):
        assets.read_texts(tmp_path)
