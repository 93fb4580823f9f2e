"""Sends one message, or an edit of it, and asks again where that may help.

Knows how a body is built and how long to wait. Knows nothing of what a message says, nor which still wait.
"""

from __future__ import annotations

import json
import logging
import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import requests
from discord_webhook import (  # type: ignore[import-untyped]  # the library ships no types
    DiscordEmbed,
    DiscordWebhook,
)

from aimo_md.world.discord.answers import Answer, Later, Posted, answer_of, outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aimo_md.notes.message import Embed, Message
    from aimo_md.world.discord.webhook import Webhook

TIMEOUTS = (5.0, 15.0)
"""Seconds to connect, and between two parts of the answer."""
BACKOFF = (2.0, 8.0)
"""Seconds before the second and the third try."""
LONGEST_WAIT = 60.0
"""Seconds that `post` itself waits at most; what is longer is left to the caller."""
LATER = 300.0
"""Seconds after which a post that failed three times is worth another attempt."""
LONGEST_LATER = 86_400.0
"""Seconds after which to ask again, however long Discord says."""

_PICTURE_NAME = "chart.png"
_BODY_KEYS = ("content", "embeds", "allowed_mentions")


def pause(seconds: float) -> bool:
    """Wait that long; there is always time for another try."""
    return threading.Event().wait(seconds)


def post(
    webhook: Webhook,
    message: Message,
    *,
    edit: str | None = None,
    picture: bytes | None = None,
    wait: Callable[[float], bool] = pause,
) -> Posted | Later:
    """Post a message, or edit one in place; one that is no longer there is posted anew.

    A message whose answer got lost may be posted twice: Discord offers no way to know.

    Args:
        webhook: where to.
        message: within Discord's limits.
        edit: the id of the message to replace.
        picture: a PNG that its first embed shows.
        wait: waits some seconds; true means that there is no time for another try. The `wait` of a
            `threading.Event` that says "stop" is made for this.

    Returns:
        What was posted, or when to try again: after three tries without success, or at once if Discord
        asks for a wait of more than a minute.

    Raises:
        MessageRefusedError: Discord does not accept the message.
        DiscordError: the webhook is gone, or the answer is none that Discord gives.
    """
    with requests.Session() as session, _unlogged(webhook.token):
        # On the loopback address neither a proxy nor .netrc has a part.
        session.trust_env = not webhook.host.startswith("http:")
        letter = _Letter(webhook, message, picture, session)
        if edit is not None:
            letter.id = edit
            edited = _persist(letter.edit, webhook, wait)
            if isinstance(edited, Later) or not edited.knows_no_such_message:
                return outcome(edited)
        return outcome(_persist(letter.api_post_request, webhook, wait))


class _Letter(DiscordWebhook):  # type: ignore[misc]  # the library ships no types
    """The body as discord-webhook builds it, with Discord's keys only, sent in one bounded request."""

    def __init__(
        self, webhook: Webhook, message: Message, picture: bytes | None, session: requests.Session
    ) -> None:
        embeds = [_embed(embed) for embed in message.embeds]
        for first in embeds[:1] if picture is not None else ():
            first.set_image(url=f"attachment://{_PICTURE_NAME}")
        super().__init__(webhook.url, content=message.content, embeds=embeds, allowed_mentions={"parse": []})
        self.picture = picture
        self.session = session

    @property
    def json(self) -> dict[str, object]:
        """The body. Empty content and no attachments are named too: on an edit that clears what was there."""
        built: dict[str, object] = super().json
        attached = [] if self.picture is None else [{"id": 0, "filename": _PICTURE_NAME}]
        return {**{key: built.get(key, "") for key in _BODY_KEYS}, "attachments": attached}

    def api_post_request(self) -> requests.Response:
        """Post and return the answer, whatever it is."""
        return self._send("POST", self.url, {"wait": "true"})

    def edit(self) -> requests.Response:
        """Edit the message `id` and return the answer, whatever it is."""
        return self._send("PATCH", f"{self.url}/messages/{self.id}", {})

    def _send(self, method: str, url: str, params: dict[str, str]) -> requests.Response:
        send = partial(
            self.session.request, method, url, params=params, timeout=TIMEOUTS, allow_redirects=False
        )
        if self.picture is None:
            return send(json=self.json)
        file = (_PICTURE_NAME, self.picture, "image/png")
        return send(data={"payload_json": json.dumps(self.json)}, files={"files[0]": file})


def _embed(embed: Embed) -> DiscordEmbed:
    built = DiscordEmbed(
        title=embed.title, description=embed.description, color=embed.colour, url=embed.url or None
    )
    for each in embed.fields:
        built.add_embed_field(name=each.name, value=each.value, inline=each.inline)
    if embed.footer:
        built.set_footer(text=embed.footer)
    return built


@contextmanager
def _unlogged(secret: str) -> Iterator[None]:
    """Keep the secret out of urllib3's log, which at debug level tells the path of every request."""

    def is_clean(record: logging.LogRecord) -> bool:
        return secret not in record.getMessage()

    log = logging.getLogger("urllib3.connectionpool")
    log.addFilter(is_clean)
    try:
        yield
    finally:
        log.removeFilter(is_clean)


def _persist(
    request: Callable[[], requests.Response], webhook: Webhook, wait: Callable[[float], bool]
) -> Answer | Later:
    """Ask until there is an answer that another try would not change, three times at most."""
    backoff = iter(BACKOFF)
    while True:
        answer = _ask(request, webhook)
        if answer.is_final:
            return answer
        seconds = min(max(answer.wait, next(backoff, LATER)), LONGEST_LATER)
        if seconds > LONGEST_WAIT or wait(seconds):
            return Later(seconds=seconds, reason=answer.words, asked=answer.wait > 0)


def _ask(request: Callable[[], requests.Response], webhook: Webhook) -> Answer:
    try:
        response = request()
    except requests.Timeout:
        return Answer(status=0, words="Discord did not answer in time")
    except requests.RequestException:
        # What requests says holds the address, token included.
        return Answer(status=0, words="Discord could not be reached")
    return answer_of(response, webhook.token)
