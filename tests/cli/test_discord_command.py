"""`aimo discord`, with a webhook that really takes posts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import TODAY, call
from tests.discord_server import TOKEN, Answer, DiscordServer, page, rate_limited
from tests.folders import make_vault, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VAULT = """
    === Goals/Garden.md
    ---
    type: goal
    ---
    - [x] Dig ✅ 2026-11-18
    - [ ] Plant 📅 2026-11-22
"""


@pytest.fixture
def discord(monkeypatch: pytest.MonkeyPatch) -> Iterator[DiscordServer]:
    with DiscordServer() as server:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", server.url)
        yield server


@pytest.mark.parametrize(
    ("config", "keys"),
    [
        pytest.param("", ["weekly:2026-W47"], id="by itself"),
        pytest.param(
            "[discord]\ndaily = true\n", ["weekly:2026-W47", "daily:2026-11-22"], id="with the day's list"
        ),
        pytest.param("[discord]\nweekly = false\n", [], id="switched off"),
    ],
)
def test_the_preview_shows_what_is_switched_on_and_posts_nothing(
    discord: DiscordServer, tmp_path: Path, config: str, keys: list[str]
) -> None:
    make_vault(tmp_path, VAULT)
    put(tmp_path / "aimo.toml", config)
    result = call("discord", "preview", "--vault", tmp_path, *TODAY, "--json")
    assert [message["key"] for message in json.loads(result.stdout)["messages"]] == keys
    shown = call("discord", "preview", "--vault", tmp_path, *TODAY).stdout
    assert all(key in shown for key in keys or ["nothing would be posted"])
    assert discord.requests == []


def test_a_test_post_arrives(discord: DiscordServer) -> None:
    result = call("discord", "test", "--json")
    (number,) = discord.messages
    assert json.loads(result.stdout) == {"schema": 1, "problems": [], "posted": number}
    assert call("discord", "test").stdout.startswith("Posted.")
    assert "aimo" in str(discord.messages[number]["content"])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(rate_limited(90), "429", id="too many"),
        pytest.param(page(502), "502", id="away"),
    ],
)
def test_a_test_post_is_tried_once(discord: DiscordServer, answer: Answer, words: str) -> None:
    discord.answer_next(answer)
    result = call("discord", "test")
    assert result.exit_code == 6
    assert words in result.stderr
    assert len(discord.requests) == 1


def test_a_wait_that_discord_asked_for_is_held_to(discord: DiscordServer, tmp_path: Path) -> None:
    make_vault(tmp_path, VAULT)
    assert call("run", "--once", "--vault", tmp_path, *TODAY).exit_code == 0
    discord.requests.clear()
    discord.answer_next(rate_limited(3_000))
    assert call("discord", "test", "--vault", tmp_path).exit_code == 6
    result = call("discord", "test", "--vault", tmp_path)
    assert result.exit_code == 6
    assert "Discord has asked for a wait" in result.stderr
    seconds = int(result.stderr.split("try again in ")[1].split(" s")[0])
    assert 2_000 < seconds <= 3_000
    assert len(discord.requests) == 1


def test_a_webhook_that_is_gone(discord: DiscordServer) -> None:
    discord.delete_webhook()
    result = call("discord", "test")
    assert result.exit_code == 6
    assert "the Discord webhook is gone" in result.stderr
    assert TOKEN not in result.output


def test_an_address_that_others_can_read(
    discord: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AIMO_DISCORD_WEBHOOK")
    monkeypatch.setenv("AIMO_CONFIG_HOME", str(tmp_path))
    put(tmp_path / "discord-webhook", discord.url)
    (tmp_path / "discord-webhook").chmod(0o644)
    result = call("discord", "test")
    assert result.exit_code == 0
    assert "chmod 600" in result.stderr
