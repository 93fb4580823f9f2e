"""Results in a folder: kept, damaged, of another key, too many."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from aimo_md.world.checkpoints import Checkpoints

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_kept_can_be_read(tmp_path: Path) -> None:
    kept = Checkpoints(tmp_path / "deep" / "past", b"key")
    assert kept.names() == ()
    assert kept.read("a") is None
    kept.write("b", b"two")
    kept.write("a", b"one")
    kept.write("a", b"three")
    assert kept.names() == ("a", "b")
    assert (kept.read("a"), kept.read("b")) == (b"three", b"two")


def test_another_key_is_as_good_as_none(tmp_path: Path) -> None:
    Checkpoints(tmp_path, b"key").write("a", b"one")
    other = Checkpoints(tmp_path, b"other")
    assert other.read("a") is None
    other.write("a", b"two")
    assert other.read("a") == b"two"
    assert Checkpoints(tmp_path, b"key").read("a") is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data[:-1] + b"?", id="one byte"),
        pytest.param(lambda data: data + b"more", id="longer"),
        pytest.param(lambda _: b"something else entirely", id="foreign"),
    ],
)
def test_damage_is_noticed(tmp_path: Path, damage: object) -> None:
    kept = Checkpoints(tmp_path, b"key")
    kept.write("a", b"one")
    assert callable(damage)
    (tmp_path / "a").write_bytes(damage((tmp_path / "a").read_bytes()))
    assert kept.read("a") is None


def test_the_oldest_go(tmp_path: Path) -> None:
    kept = Checkpoints(tmp_path, b"key")
    for number in range(9):
        kept.write(f"{9 - number}", b"one")
        os.utime(tmp_path / f"{9 - number}", (number, number))
    kept.write("0", b"one")
    assert kept.names() == ("0", "1", "2", "3", "4", "5", "6", "7")


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Checkpoints(tmp_path / "file" / "past", b"key")
    kept.write("a", b"one")
    assert kept.names() == ()
    assert kept.read("a") is None
