"""The way of a message from a turn to Discord: into the outbox first, then out, once.

Brings the outbox and the webhook together. Knows nothing of what a message says.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aimo_md.errors import ConfigError, DiscordError
from aimo_md.notes.message import Message, from_json, to_json
from aimo_md.world import host
from aimo_md.world.discord import (
    FoundWebhook,
    Later,
    MessageRefusedError,
    Posted,
    Webhook,
    find_webhook,
    pause,
    post,
)
from aimo_md.world.outbox import Deferred, Entry, Flushed, Outbox, Refused, Sent
from aimo_md.world.raster import png_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OUTBOX_NAME = "outbox.sqlite"


def webhook() -> FoundWebhook | None:
    """The webhook of the user of this machine, None without one.

    Raises:
        ConfigError: what is set is not a webhook's address, or cannot be read.
    """
    environ = host.environment()
    return find_webhook(environ, host.config_folder(environ))


class Delivery:
    """Queues and delivers the messages of one vault, whose state lies in `state_folder`."""

    def __init__(self, state_folder: Path) -> None:
        """Make ready. The webhook is looked for when it is first asked for, the outbox made by a message."""
        self._folder = state_folder
        self._outbox = Outbox(state_folder / OUTBOX_NAME)
        self._given_up = False

    @cached_property
    def _looked(self) -> FoundWebhook | ConfigError | None:
        try:
            return webhook()
        except ConfigError as error:
            return error

    @property
    def _found(self) -> FoundWebhook | None:
        return None if isinstance(self._looked, ConfigError) else self._looked

    def look_again(self) -> None:
        """Forget the webhook that was found, and that it was gone: its address may have been changed."""
        self.__dict__.pop("_looked", None)
        self._given_up = False

    def require_sound(self) -> None:
        """Make sure that what is set for a webhook, if anything is, can be one.

        Posting is a side matter: without this, what is queued for an address that is none only waits.

        Raises:
            ConfigError: it is not a webhook's address, or cannot be read.
        """
        if isinstance(self._looked, ConfigError):
            raise self._looked

    @property
    def possible(self) -> bool:
        """Whether there is a webhook to post to."""
        return self._found is not None

    @property
    def queues(self) -> bool:
        """Whether messages are queued: there is a webhook, or what is set for one can be mended."""
        return self._looked is not None

    @property
    def warning(self) -> str:
        """What is wrong with the webhook's address or with its place, in words; empty if nothing."""
        if isinstance(self._looked, ConfigError):
            return f"{self._looked}; so nothing is posted until that is mended"
        return "" if self._looked is None else self._looked.warning

    def posted(self) -> dict[str, str]:
        """The messages that were queued of late, by key, as JSON; none where nothing is queued."""
        return self._outbox.texts() if self.queues else {}

    @property
    def waits(self) -> bool:
        """Whether a message waits to be posted, and can be."""
        return self.possible and self._outbox.waits()

    def put(self, key: str, message: Message) -> None:
        """Queue a message. Without a webhook nothing is queued: a later one would get stale news."""
        if self.queues:
            self._outbox.put(key, to_json(message))

    def try_out(self, message: Message) -> Posted | Later | None:
        """Post a message beside all that waits, in one try; not while Discord asks to wait.

        Returns:
            None without a webhook.

        Raises:
            DiscordError: the webhook is gone, or does not accept the message.
        """
        if self._found is None:
            return None
        left = self._outbox.left_to_wait()
        if left > 0:
            return Later(seconds=left, reason="Discord has asked for a wait", asked=True)
        outcome = post(self._found.webhook, message, wait=lambda _: True)
        if isinstance(outcome, Later) and outcome.asked and self._folder.is_dir():
            self._outbox.keep_wait(outcome.seconds)
        return outcome

    def deliver(self, wait: Callable[[float], bool] = pause) -> Flushed | None:
        """Send what waits; None without a webhook, or after it was found to be gone.

        Args:
            wait: waits some seconds and says whether to give up.

        Raises:
            DiscordError: the webhook is gone, or answers as none does. Nothing more is asked of it.
        """
        if self._found is None or self._given_up:
            return None
        webhook = self._found.webhook
        try:
            return self._outbox.flush(lambda entry: _send(webhook, entry, wait))
        except DiscordError:
            self._given_up = True
            raise


def _send(webhook: Webhook, entry: Entry, wait: Callable[[float], bool]) -> Sent | Deferred | Refused:
    message = from_json(entry.text)
    picture = png_of(message.chart) if message.chart else None
    try:
        outcome = post(webhook, message, edit=entry.message_id, picture=picture, wait=wait)
    except MessageRefusedError as error:
        return Refused(reason=str(error))
    if isinstance(outcome, Later):
        return Deferred(seconds=outcome.seconds, asked=outcome.asked)
    return Sent(message_id=outcome.id)
