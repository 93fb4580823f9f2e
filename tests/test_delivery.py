"""From a turn to Discord, by way of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.delivery import OUTBOX_NAME, Delivery
from aimo_md.errors import ConfigError, DiscordError
from aimo_md.notes.message import Embed, Message, to_json
from tests.discord_server import DiscordServer, page, rate_limited, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST, SECOND = Message(content="One"), Message(content="Two")


@pytest.fixture
def discord(monkeypatch: pytest.MonkeyPatch) -> Iterator[DiscordServer]:
    with DiscordServer() as server:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", server.url)
        yield server


def contents(discord: DiscordServer) -> list[object]:
    return [message["content"] for message in discord.messages.values()]


def never(_: float) -> bool:
    """Wait for nothing: there is no time for another try."""
    return True


def test_what_is_put_is_delivered_once_and_in_order(discord: DiscordServer, tmp_path: Path) -> None:
    delivery = Delivery(tmp_path)
    delivery.put("weekly:1", FIRST)
    delivery.put("weekly:2", SECOND)
    delivery.put("weekly:1", FIRST)
    flushed = delivery.deliver()
    assert flushed is not None
    assert flushed.sent == ("weekly:1", "weekly:2")
    again = delivery.deliver()
    assert again is not None
    assert again.sent == ()
    assert contents(discord) == ["One", "Two"]


def test_another_text_under_the_same_key_is_an_edit(discord: DiscordServer, tmp_path: Path) -> None:
    for message in (FIRST, SECOND):
        Delivery(tmp_path).put("weekly:1", message)
        Delivery(tmp_path).deliver()
    assert contents(discord) == ["Two"]
    assert [request.method for request in discord.requests] == ["POST", "PATCH"]


def test_a_chart_is_drawn_on_the_way(discord: DiscordServer, tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    delivery = Delivery(tmp_path)
    delivery.put("weekly:1", Message(embeds=(Embed(title="Week 47"),), chart=svg))
    delivery.deliver()
    assert discord.requests[0].files["chart.png"].startswith(b"\x89PNG")


def test_what_discord_has_no_time_for_waits(discord: DiscordServer, tmp_path: Path) -> None:
    delivery = Delivery(tmp_path)
    delivery.put("weekly:1", FIRST)
    discord.answer_next(rate_limited(3600))
    flushed = delivery.deliver(never)
    assert flushed is not None
    assert (flushed.sent, flushed.wait) == ((), 3600.0)
    flushed = Delivery(tmp_path).deliver(never)
    assert flushed is not None
    assert flushed.wait is not None
    assert 3590 < flushed.wait <= 3600
    assert len(discord.requests) == 1


def test_what_is_posted_without_an_id_is_not_posted_again(discord: DiscordServer, tmp_path: Path) -> None:
    discord.answer_next(page(200))
    for message in (FIRST, FIRST, SECOND):
        Delivery(tmp_path).put("weekly:1", message)
        Delivery(tmp_path).deliver()
    assert len(discord.requests) == 1


def test_a_message_that_is_refused_does_not_hold_up_the_next(discord: DiscordServer, tmp_path: Path) -> None:
    delivery = Delivery(tmp_path)
    delivery.put("weekly:1", FIRST)
    delivery.put("weekly:2", SECOND)
    discord.answer_next(told(400, {"message": "Invalid Form Body"}))
    flushed = delivery.deliver()
    assert flushed is not None
    ((key, reason),) = flushed.refused
    assert key == "weekly:1"
    assert "Invalid Form Body" in reason
    assert contents(discord) == ["Two"]


def test_a_webhook_that_is_gone_is_said_and_the_message_kept(discord: DiscordServer, tmp_path: Path) -> None:
    delivery = Delivery(tmp_path)
    delivery.put("weekly:1", FIRST)
    discord.answer_next(told(404, {"message": "Unknown Webhook"}))
    with pytest.raises(DiscordError, match="webhook is gone"):
        delivery.deliver()
    assert delivery.deliver() is None
    assert len(discord.requests) == 1
    assert delivery.waits
    Delivery(tmp_path).deliver()
    assert contents(discord) == ["One"]
    assert not delivery.waits


def test_a_webhook_that_was_changed_is_found_when_it_is_looked_for_again(
    discord: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = Delivery(tmp_path)
    delivery.put("weekly:1", FIRST)
    with DiscordServer() as other:
        discord.delete_webhook()
        with pytest.raises(DiscordError):
            delivery.deliver()
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", other.url)
        delivery.look_again()
        delivery.deliver()
        assert contents(other) == ["One"]


def test_what_was_queued_is_known(discord: DiscordServer, tmp_path: Path) -> None:
    assert Delivery(tmp_path).posted() == {}
    Delivery(tmp_path).put("weekly:1", FIRST)
    Delivery(tmp_path).deliver()
    assert Delivery(tmp_path).posted() == {"weekly:1": to_json(FIRST)}
    assert len(discord.requests) == 1


def test_without_a_webhook_nothing_is_queued(tmp_path: Path) -> None:
    delivery = Delivery(tmp_path)
    delivery.put("weekly:1", FIRST)
    assert not delivery.possible
    assert delivery.warning == ""
    assert delivery.deliver() is None
    assert not (tmp_path / OUTBOX_NAME).exists()


def test_an_address_that_is_none_is_said_when_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "channel 5")
    delivery = Delivery(tmp_path)
    assert delivery.posted() == {}
    delivery.put("weekly:1", FIRST)
    assert delivery.deliver() is None
    assert "AIMO_DISCORD_WEBHOOK does not hold" in delivery.warning
    with pytest.raises(ConfigError, match="AIMO_DISCORD_WEBHOOK does not hold"):
        delivery.require_sound()


def test_what_is_queued_for_an_address_that_is_none_waits_until_it_is_mended(
    discord: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "channel 5")
    delivery = Delivery(tmp_path)
    delivery.put("weekly:1", FIRST)
    assert delivery.posted() == {"weekly:1": to_json(FIRST)}
    assert delivery.deliver() is None
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
    delivery.look_again()
    flushed = delivery.deliver()
    assert flushed is not None
    assert flushed.sent == ("weekly:1",)
    assert contents(discord) == ["One"]


def test_an_address_that_others_can_read_is_warned_of(
    discord: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AIMO_DISCORD_WEBHOOK")
    monkeypatch.setenv("AIMO_CONFIG_HOME", str(tmp_path))
    address = tmp_path / "discord-webhook"
    address.write_text(discord.url)
    address.chmod(0o644)
    assert "chmod 600" in Delivery(tmp_path).warning
    address.chmod(0o600)
    assert Delivery(tmp_path).warning == ""
