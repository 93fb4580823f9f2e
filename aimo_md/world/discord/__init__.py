"""Discord: one message posted through a webhook, or edited in place.

`webhook` is the address and where it is kept, `posting` sends, `answers` tells what came back. They must not
know what a message says, nor which messages still wait. The token is in the address that a request goes to
and nowhere else: not in a message, a log line, an exception with all its causes, or a repr.
"""

from aimo_md.world.discord.answers import Later, MessageRefusedError, Posted
from aimo_md.world.discord.posting import TIMEOUTS, pause, post
from aimo_md.world.discord.webhook import FILE_NAME, VARIABLE, FoundWebhook, Webhook, find_webhook

__all__ = [
    "FILE_NAME",
    "TIMEOUTS",
    "VARIABLE",
    "FoundWebhook",
    "Later",
    "MessageRefusedError",
    "Posted",
    "Webhook",
    "find_webhook",
    "pause",
    "post",
]
