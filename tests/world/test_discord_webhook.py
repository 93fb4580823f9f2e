from __future__ import annotations

from pathlib import Path

import pytest

from aimo_md.errors import ConfigError
from aimo_md.world.discord import Webhook, find_webhook
from tests.discord_server import TOKEN, WEBHOOK_ID, everything_told

TAIL = f"webhooks/{WEBHOOK_ID}/{TOKEN}"
NOWHERE = Path("no-such-folder")


@pytest.mark.parametrize(
    ("address", "host"),
    [
        (f"https://discord.com/api/{TAIL}", "https://discord.com"),
        (f"https://discordapp.com/api/{TAIL}", "https://discord.com"),
        (f"https://ptb.discord.com/api/{TAIL}", "https://discord.com"),
        (f"https://canary.discord.com/api/{TAIL}/", "https://discord.com"),
        (f" https://discord.com/api/v9/{TAIL}\n", "https://discord.com"),
        (f"http://127.0.0.1:8080/api/{TAIL}", "http://127.0.0.1:8080"),
    ],
)
def test_a_webhooks_address_is_read(address: str, host: str) -> None:
    webhook = Webhook.parse(address, place="here")
    assert webhook == Webhook(host=host, id=WEBHOOK_ID, token=TOKEN)
    assert webhook.url == f"{host}/api/v10/{TAIL}"


@pytest.mark.parametrize(
    "address",
    [
        "-",
        f"http://discord.com/api/{TAIL}",
        f"https://discord.com.evil.org/api/{TAIL}",
        f"https://evil.org/https://discord.com/api/{TAIL}",
        f"https://discord.com@evil.org/api/{TAIL}",
        f"https://evil-discord.com/api/{TAIL}",
        f"https://discordXcom/api/{TAIL}",
        f"https://discord.com/api/{TAIL}/slack",
        f"https://discord.com/api/{TAIL}?wait=true",
        f"https://discord.com/api/webhooks/{TOKEN}",
        f"https://discord.com/api/{TAIL}\nhttps://discord.com/api/{TAIL}",
        f"http://127.0.0.1/api/{TAIL}",
        f"http://127.0.0.1:80.evil.org/api/{TAIL}",
        f"http://localhost:8080/api/{TAIL}",
    ],
)
def test_any_other_address_is_refused_without_being_shown(address: str) -> None:
    with pytest.raises(ConfigError, match=r"^AIMO_DISCORD_WEBHOOK does not hold") as caught:
        find_webhook({"AIMO_DISCORD_WEBHOOK": address}, NOWHERE)
    assert "https://discord.com/api/webhooks/" in caught.value.hint
    assert TOKEN not in everything_told(caught.value)


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "discord-webhook").write_text("nonsense")
    found = find_webhook({"AIMO_DISCORD_WEBHOOK": f"https://discord.com/api/{TAIL}"}, tmp_path)
    assert found is not None
    assert (found.webhook.token, found.place, found.warning) == (TOKEN, "AIMO_DISCORD_WEBHOOK", "")


@pytest.mark.parametrize("environ", [{}, {"AIMO_DISCORD_WEBHOOK": " "}])
def test_the_file_is_read(tmp_path: Path, environ: dict[str, str]) -> None:
    file = tmp_path / "discord-webhook"
    file.write_text(f"\ufeffhttps://discord.com/api/{TAIL}\r\n", encoding="utf-8")
    file.chmod(0o600)
    found = find_webhook(environ, tmp_path)
    assert found is not None
    assert (found.webhook.token, found.place, found.warning) == (TOKEN, str(file), "")


def test_a_file_open_to_others_is_said(tmp_path: Path) -> None:
    file = tmp_path / "discord-webhook"
    file.write_text(f"https://discord.com/api/{TAIL}")
    file.chmod(0o644)
    found = find_webhook({}, tmp_path)
    assert found is not None
    assert "chmod 600" in found.warning
    assert TOKEN not in found.warning + repr(found)


def test_without_a_webhook_there_is_none(tmp_path: Path) -> None:
    assert find_webhook({}, tmp_path) is None
    assert find_webhook({}, tmp_path / "missing") is None
    (tmp_path / "discord-webhook").write_text("\n")
    assert find_webhook({}, tmp_path) is None


@pytest.mark.parametrize("content", [b"\xff\xfe" + TOKEN.encode(), TOKEN.encode()])
def test_a_file_that_holds_something_else_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "discord-webhook").write_bytes(content)
    with pytest.raises(ConfigError, match="discord-webhook does not hold") as caught:
        find_webhook({}, tmp_path)
    assert TOKEN not in everything_told(caught.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "discord-webhook").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        find_webhook({}, tmp_path)
