"""The webhook: an address with a secret in it, and where its owner keeps that.

Knows the form of the address and the two places where it may be. Knows nothing of posting.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aimo_md.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VARIABLE = "AIMO_DISCORD_WEBHOOK"
FILE_NAME = "discord-webhook"

_ADDRESS = re.compile(
    r"""
    (?: https://(?:(?:ptb|canary)\.)?discord(?:app)?\.com | (?P<loopback> http://127\.0\.0\.1:\d{1,5} ) )
    /api (?:/v\d+)? /webhooks/ (?P<id>\d+) / (?P<token>[\w-]+) /?
    """,
    re.VERBOSE | re.ASCII,
)


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
