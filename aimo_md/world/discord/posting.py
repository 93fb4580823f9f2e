"""Discord: one message posted through a webhook, or edited in place.

Knows the webhook, its secret, and what Discord answers. It must not know what a message says, nor which
messages still wait. The token is in the address that a request goes to and nowhere else: not in a message,
a log line, an exception with all its causes, or a repr.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import requests
from discord_webhook import (  # type: ignore[import-untyped]  # the library ships no types
    DiscordEmbed,
    DiscordWebhook,
)

from aimo_md.errors import ConfigError, DiscordError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from aimo_md.notes.message import Embed, Message

VARIABLE = "AIMO_DISCORD_WEBHOOK"
FILE_NAME = "discord-webhook"

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

_ADDRESS = re.compile(
    r"""
    (?: https://(?:(?:ptb|canary)\.)?discord(?:app)?\.com | (?P<loopback> http://127\.0\.0\.1:\d{1,5} ) )
    /api (?:/v\d+)? /webhooks/ (?P<id>\d+) / (?P<token>[\w-]+) /?
    """,
    re.VERBOSE | re.ASCII,
)
_PICTURE_NAME = "chart.png"
_BODY_KEYS = ("content", "embeds", "allowed_mentions")
# The message was deleted, or is one of the webhook that was here before.
_NOT_OURS = (403, 404)
_OK, _ELSEWHERE = 200, 300
_TOO_MANY_REQUESTS = 429
_SERVER_ERRORS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where to post. Whoever has the token can post there, so it is never shown."""

    host: str
    id: str
    token: str = field(repr=False)

    @staticmethod
    def parse(address: str, *, place: str) -> Webhook:
        """The webhook of an address as Discord's channel settings give it.

        Args:
            address: `https://discord.com/api/webhooks/<id>/<token>`, also of the older or a preview host;
                or the same on `http://127.0.0.1:<port>`.
            place: where the address was found, for the message.

        Raises:
            ConfigError: it is no such address.
        """
        found = _ADDRESS.fullmatch(address.strip())
        if found is None:
            raise ConfigError(
                f"{place} does not hold the address of a Discord webhook",
                hint="copy it from the channel's settings, Integrations, Webhooks; "
                "it looks like https://discord.com/api/webhooks/<number>/<letters>",
            )
        host = found["loopback"] or "https://discord.com"
        return Webhook(host=host, id=found["id"], token=found["token"])

    @property
    def url(self) -> str:
        """The full address, with the token.

        The version is named because without one Discord speaks the oldest that it still knows, which
        counts a wait in milliseconds.
        """
        return f"{self.host}/api/v10/webhooks/{self.id}/{self.token}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWebhook:
    """A webhook, the place that it was found in, and what is wrong with that place ("" if nothing)."""

    webhook: Webhook
    place: str
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """The message is in the channel. An edit needs its id, which is None where the answer did not name it."""

    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Not posted for now; worth another attempt after `seconds`. The reason is a part of a sentence.

    Where Discord itself `asked` for the wait, nothing at all should be sent before it is over.
    """

    seconds: float
    reason: str
    asked: bool


class MessageRefusedError(DiscordError):
    """Discord does not accept this message; others may still pass."""


def find_webhook(environ: Mapping[str, str], config_folder: Path) -> FoundWebhook | None:
    """The webhook named by the environment, else by the file in the user's config folder; None without one.

    Raises:
        ConfigError: the file cannot be read, or what was found is not a webhook's address.
    """
    if address := environ.get(VARIABLE, "").strip():
        return FoundWebhook(webhook=Webhook.parse(address, place=VARIABLE), place=VARIABLE)
    path = config_folder / FILE_NAME
    try:
        address = path.read_bytes().decode("utf-8-sig", "replace").strip()
        open_to_others = os.name == "posix" and path.stat().st_mode & 0o077
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}", hint="mend its permissions") from error
    if not address:
        return None
    warning = (
        f"{path} is open to other users of this machine; close it with: chmod 600 '{path}'"
        if open_to_others
        else ""
    )
    return FoundWebhook(webhook=Webhook.parse(address, place=str(path)), place=str(path), warning=warning)


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
            if isinstance(edited, Later) or edited.status not in _NOT_OURS:
                return _outcome(edited)
        return _outcome(_persist(letter.api_post_request, webhook, wait))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What came back; status 0 if nothing did. `words` are safe to show."""

    status: int
    words: str
    message_id: str = ""
    wait: float = 0.0


class _Body(msgspec.Struct, frozen=True):
    """What Discord's JSON may say, whatever the status."""

    id: str = ""
    message: str = ""
    errors: object = None
    retry_after: float = 0.0


def _persist(
    request: Callable[[], requests.Response], webhook: Webhook, wait: Callable[[float], bool]
) -> _Answer | Later:
    """Ask until there is an answer that another try would not change, three times at most."""
    backoff = iter(BACKOFF)
    while True:
        answer = _ask(request, webhook)
        if 0 < answer.status < _SERVER_ERRORS and answer.status != _TOO_MANY_REQUESTS:
            return answer
        seconds = min(max(answer.wait, next(backoff, LATER)), LONGEST_LATER)
        if seconds > LONGEST_WAIT or wait(seconds):
            return Later(seconds=seconds, reason=answer.words, asked=answer.wait > 0)


def _ask(request: Callable[[], requests.Response], webhook: Webhook) -> _Answer:
    try:
        response = request()
    except requests.Timeout:
        return _Answer(status=0, words="Discord did not answer in time")
    except requests.RequestException:
        # What requests says holds the address, token included.
        return _Answer(status=0, words="Discord could not be reached")
    body = _body(response.content)
    told = "; ".join(filter(None, (body.message, *_complaints(body.errors))))
    status = f"Discord answered {response.status_code}"
    return _Answer(
        status=response.status_code,
        words=f"{status}: {told}".replace(webhook.token, "<token>") if told else status,
        message_id=body.id,
        wait=max(_seconds(response.headers.get("Retry-After", "")), body.retry_after),
    )


def _body(content: bytes) -> _Body:
    """The answer's JSON; empty for the HTML that a proxy before Discord sends when it is overrun."""
    try:
        return msgspec.json.decode(content, type=_Body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _Body()


def _complaints(errors: object, place: str = "") -> Iterator[str]:
    """Discord's tree of faults, flat: one `embeds.0.title: Must be 256 or fewer in length.` for each."""
    match errors:
        case {"message": str(words)}:
            yield f"{place}: {words}"
        case {"_errors": [*faults]}:
            for fault in faults:
                yield from _complaints(fault, place)
        case dict():
            for key, below in errors.items():
                yield from _complaints(below, f"{place}.{key}" if place else key)


def _seconds(header: str) -> float:
    return float(header) if re.fullmatch(r"\d+(\.\d+)?", header, re.ASCII) else 0.0


def _outcome(answer: _Answer | Later) -> Posted | Later:
    match answer:
        case Later():
            return answer
        case _Answer() if _OK <= answer.status < _ELSEWHERE:
            # Whatever it says, the message was taken; to post it again would show it twice.
            return Posted(id=answer.message_id or None)
        case _Answer(status=400):
            raise MessageRefusedError(f"the message was not accepted. {answer.words}")
        case _Answer(status=401 | 403 | 404):
            raise DiscordError(
                f"the Discord webhook is gone. {answer.words}",
                hint=f"make a new one in the channel's settings and put its address into {VARIABLE} "
                f"or the file {FILE_NAME} in aimo's config folder, then start aimo again",
            )
        case _:
            raise DiscordError(
                f"nothing was posted: the answer is none of a webhook's. {answer.words}",
                hint="look at the webhook's address, and at what stands between this machine and Discord",
            )
