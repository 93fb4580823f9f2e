"""The state folder: one name for each vault, one owner at a time, and the keys of jobs."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import platformdirs
import pytest

from aimo_md.errors import AimoError, BusyError
from aimo_md.world import state
from aimo_md.world.state import DAEMON, VaultState, vault_state


class TestFolder:
    def test_named_after_the_vault_and_its_place(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("AIMO_STATE_HOME", str(tmp_path / "state"))
        one, other = (vault_state(tmp_path / home / "My Vault: 나의 목표").folder for home in ("a", "b"))
        assert one.parent == other.parent == tmp_path / "state"
        assert one.name.startswith("my-vault-나의-목표-")
        assert one != other
        assert not one.exists()

    def test_a_link_leads_to_the_same_state(self, tmp_path: Path) -> None:
        (tmp_path / "vault").mkdir()
        (tmp_path / "link").symlink_to("vault")
        assert vault_state(tmp_path / "link").folder == vault_state(tmp_path / "vault").folder

    def test_a_name_without_letters(self, tmp_path: Path) -> None:
        assert vault_state(tmp_path / "!!!").folder.name.startswith("vault-")

    def test_the_users_state_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("AIMO_STATE_HOME")
        assert vault_state(tmp_path).folder.parent == platformdirs.user_state_path("aimo", appauthor=False)


class TestLock:
    def test_one_at_a_time(self, tmp_path: Path) -> None:
        with VaultState(tmp_path / "s").lock():
            with (
                pytest.raises(BusyError, match=rf"process {os.getpid()}\b"),
                VaultState(tmp_path / "s").lock(),
            ):
                pass
            with VaultState(tmp_path / "other").lock():
                pass
        with VaultState(tmp_path / "s").lock():
            pass

    def test_a_daemon_and_a_turn_are_two_things(self, tmp_path: Path) -> None:
        with (
            VaultState(tmp_path).lock(DAEMON),
            VaultState(tmp_path).lock(),
            pytest.raises(BusyError),
            VaultState(tmp_path).lock(DAEMON),
        ):
            pass

    def test_a_turn_in_hand_is_waited_for(self, tmp_path: Path) -> None:
        inside, over = threading.Event(), threading.Event()

        def turn() -> None:
            with VaultState(tmp_path).lock():
                inside.set()
                over.wait(30)

        thread = threading.Thread(target=turn)
        thread.start()
        inside.wait(30)
        threading.Timer(0.1, over.set).start()
        with VaultState(tmp_path).lock(wait=30):
            assert over.is_set()
        thread.join()

    def test_an_error_lets_go(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="inside"), VaultState(tmp_path).lock():
            raise ValueError("inside")
        with VaultState(tmp_path).lock():
            pass

    def test_a_crash_lets_go(self, tmp_path: Path) -> None:
        script = (
            "import pathlib, sys; from aimo_md.world.state import VaultState\n"
            "with VaultState(pathlib.Path(sys.argv[1])).lock(): print('held', flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"held\n"
            with pytest.raises(BusyError, match=f"process {process.pid}"), VaultState(tmp_path).lock():
                pass
            process.kill()
            process.wait()
            with VaultState(tmp_path).lock():
                pass

    def test_a_file_system_without_locks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_: int) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(state, "_take", refuse)
        with pytest.raises(AimoError, match="No locks available"), VaultState(tmp_path).lock():
            pass


class TestJobs:
    def test_keys_are_kept(self, tmp_path: Path) -> None:
        kept = VaultState(tmp_path / "s")
        assert kept.read_jobs() == {}
        kept.write_job("review", "2026-W47")
        kept.write_job("digest", "2026-11-20")
        kept.write_job("review", "2026-W48")
        assert VaultState(tmp_path / "s").read_jobs() == {"digest": "2026-11-20", "review": "2026-W48"}
        assert [entry.name for entry in (tmp_path / "s").iterdir()] == ["jobs.json"]

    @pytest.mark.parametrize("data", [b"", b"{", b"[1]", b'{"a": 1}', b"\xff"])
    def test_what_cannot_be_read_is_as_if_deleted(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "jobs.json").write_bytes(data)
        assert VaultState(tmp_path).read_jobs() == {}

    def test_a_folder_that_cannot_be_used(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        kept = VaultState(tmp_path / "file" / "s")
        with pytest.raises(AimoError, match="cannot be used"):
            kept.write_job("review", "2026-W47")
        with pytest.raises(AimoError, match="cannot be used"), kept.lock():
            pass
        (tmp_path / "t/jobs.json").mkdir(parents=True)
        with pytest.raises(AimoError, match="Is a directory"):
            VaultState(tmp_path / "t").read_jobs()


class TestRecords:
    def test_what_is_written_is_read(self, tmp_path: Path) -> None:
        kept = VaultState(tmp_path / "s")
        assert kept.read_record("one") is None
        kept.write_record("one", b"1")
        kept.write_record("one", b"2")
        assert VaultState(tmp_path / "s").read_record("one") == b"2"

    def test_only_the_newest_stay(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(state, "_RECORDS", 2)
        kept = VaultState(tmp_path / "s")
        for number, name in enumerate(("a", "b", "c"), 1):
            kept.write_record(name, b"")
            os.utime(tmp_path / "s/records" / name, (number, number))
        kept.write_record("d", b"")
        assert [name for name in "abcd" if kept.read_record(name) is not None] == ["c", "d"]

    def test_a_folder_that_cannot_be_used(self, tmp_path: Path) -> None:
        (tmp_path / "s").touch()
        with pytest.raises(AimoError, match="cannot be used"):
            VaultState(tmp_path / "s").write_record("one", b"")
        with pytest.raises(AimoError, match="cannot be used"):
            VaultState(tmp_path / "s").read_record("one")


class TestOffer:
    """What a living daemon keeps ready."""

    def test_whoever_has_a_lock_is_known(self, tmp_path: Path) -> None:
        kept = VaultState(tmp_path / "state")
        assert kept.holder(DAEMON) == ""
        with kept.lock(DAEMON):
            assert kept.holder(DAEMON) == str(os.getpid())
        assert kept.holder(DAEMON) == ""

    def test_an_answer_is_kept_until_it_is_withdrawn(self, tmp_path: Path) -> None:
        kept = VaultState(tmp_path)
        assert kept.offered() is None
        kept.offer(b"one")
        kept.offer(b"two")
        assert kept.offered() == b"two"
        kept.withdraw()
        kept.withdraw()
        assert kept.offered() is None

    def test_an_answer_that_cannot_be_kept_is_none(self, tmp_path: Path) -> None:
        kept = VaultState(tmp_path / "nowhere")
        kept.offer(b"one")
        assert kept.offered() is None

    def test_one_that_cannot_be_withdrawn_is_told_of(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

        monkeypatch.setattr(Path, "unlink", refuse)
        with pytest.raises(AimoError, match="cannot be used"):
            VaultState(tmp_path).withdraw()
