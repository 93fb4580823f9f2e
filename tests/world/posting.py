"""What it takes to post in a test: a message, an address, and a clock that does not wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.notes.message import Message
from aimo_md.world.discord import Webhook
from tests.discord_server import TOKEN, WEBHOOK_ID

if TYPE_CHECKING:
    from tests.discord_server import DiscordServer

HELLO = Message(content="hello")
TAIL = f"webhooks/{WEBHOOK_ID}/{TOKEN}"
"""How the address of the webhook ends."""


class Clock:
    """Waits in no time, and remembers how long it should have."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def wait(self, seconds: float) -> bool:
        """Remember the wait; nothing ever ends it."""
        self.waits.append(seconds)
        return False


def webhook_of(server: DiscordServer) -> Webhook:
    """The webhook of a server."""
    return Webhook.parse(server.url, place="the test")
