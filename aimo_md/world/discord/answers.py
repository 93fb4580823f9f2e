"""What Discord answers, and what that means for a message: posted, to be tried again, or refused.

Knows the answers of Discord's API, and the few things that stand in its JSON. Sends nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from aimo_md.errors import DiscordError
from aimo_md.world.discord.webhook import FILE_NAME, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import requests

_OK, _ELSEWHERE = 200, 300
_TOO_MANY_REQUESTS = 429
_SERVER_ERRORS = 500
_NOT_OURS = (403, 404)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; status 0 if nothing did. `words` are safe to show, `wait` is in seconds."""

    status: int
    words: str
    message_id: str = ""
    wait: float = 0.0

    @property
    def is_final(self) -> bool:
        """Whether another try would change nothing."""
        return 0 < self.status < _SERVER_ERRORS and self.status != _TOO_MANY_REQUESTS

    @property
    def knows_no_such_message(self) -> bool:
        """Whether the message to edit was deleted, or is one of the webhook that was here before."""
        return self.status in _NOT_OURS


class _Body(msgspec.Struct, frozen=True):
    """What Discord's JSON may say, whatever the status."""

    id: str = ""
    message: str = ""
    errors: object = None
    retry_after: float = 0.0


def answer_of(response: requests.Response, secret: str) -> Answer:
    """What a response says; the secret is taken out of its words."""
    body = _body(response.content)
    told = "; ".join(filter(None, (body.message, *_complaints(body.errors))))
    status = f"Discord answered {response.status_code}"
    return Answer(
        status=response.status_code,
        words=f"{status}: {told}".replace(secret, "<token>") if told else status,
        message_id=body.id,
        wait=max(_seconds(response.headers.get("Retry-After", "")), body.retry_after),
    )


def outcome(answer: Answer | Later) -> Posted | Later:
    """What became of the message.

    Raises:
        MessageRefusedError: Discord does not accept it.
        DiscordError: the webhook is gone, or the answer is none that Discord gives.
    """
    match answer:
        case Later():
            return answer
        case Answer() if _OK <= answer.status < _ELSEWHERE:
            # Whatever it says, the message was taken; to post it again would show it twice.
            return Posted(id=answer.message_id or None)
        case Answer(status=400):
            raise MessageRefusedError(f"the message was not accepted. {answer.words}")
        case Answer(status=401 | 403 | 404):
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
