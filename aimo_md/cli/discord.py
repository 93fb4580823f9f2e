"""`aimo discord`: what would be posted, and one test post."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_print import print_json
from aimo_md.cli.options import find_vault, json_option, moment, today_option, vault_option
from aimo_md.cli.saying import say
from aimo_md.cycle import measured
from aimo_md.delivery import Delivery
from aimo_md.errors import DiscordError, RequestError
from aimo_md.notes.daily import daily_digest
from aimo_md.notes.digest import digest
from aimo_md.notes.fit import fit
from aimo_md.notes.message import Message, as_text
from aimo_md.notes.review_places import place_of
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from aimo_md.world.discord import FILE_NAME, VARIABLE, Later
from aimo_md.world.state import vault_state

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from aimo_md.cycle import Snapshot
    from aimo_md.measures.model import Measures
    from aimo_md.notes.render import Templates

_HELLO = Message(content="Hello from aimo: this is where your week will be posted.")


@click.group("discord")
def command() -> None:
    """Show what would be posted to Discord, or try whether a post arrives."""


@command.command("preview")
@vault_option
@today_option
@json_option
def preview(vault: Path | None, today: date | None, *, as_json: bool) -> None:
    """Print the digests that would be posted if they were due now.

    Needs no webhook and posts nothing. Where there is nothing to say, nothing would be posted.
    """
    place = Workplace(find_vault(vault, anywhere=True))
    snapshot = place.look(moment(place.config.vault.timezone, today), commit_due=False)
    measures = measured(snapshot)
    messages = _messages(snapshot, measures, place.templates)
    if as_json:
        told = [{"key": key, "parts": fit(message)} for key, message in messages.items()]
        print_json({"messages": told}, measures.problems)
        return
    for key, message in messages.items():
        say(f"{key}\n{as_text(message)}\n")
    if not messages:
        say("There is nothing to say, so nothing would be posted.")


@command.command("test")
@vault_option
@json_option
def test(vault: Path | None, *, as_json: bool) -> None:
    """Post one short message, to see whether it arrives.

    Where Discord has asked the vault's daemon to wait, nothing is posted before that time is over.
    """
    delivery = Delivery(vault_state(find_vault(vault, anywhere=True)).folder)
    delivery.require_sound()
    if delivery.warning:
        say(delivery.warning, err=True)
    outcome = delivery.try_out(_HELLO)
    if outcome is None:
        raise RequestError(
            "no Discord webhook is set",
            hint=f"put its address into {VARIABLE} or the file {FILE_NAME} in aimo's config folder",
        )
    if isinstance(outcome, Later):
        raise DiscordError(
            f"nothing was posted: {outcome.reason}", hint=f"try again in {ceil(outcome.seconds)} s"
        )
    if as_json:
        print_json({"posted": outcome.id}, ())
    else:
        say("Posted. If it is not in your channel, the webhook belongs to another one.")


def _messages(snapshot: Snapshot, measures: Measures, templates: Templates) -> Mapping[str, Message]:
    """The digests that are switched on and have something to say, by key: of this week and of this day."""
    config = snapshot.config
    week = week_of(measures.today, week_start=config.vault.week_start.number)
    found = {}
    if config.discord.weekly:
        note = place_of(week, snapshot.plain_texts(), config)
        found[f"weekly:{week.key}"] = digest(measures, week, config, templates, note)
    if config.discord.daily:
        found[f"daily:{measures.today}"] = daily_digest(measures, config, templates)
    return {key: message for key, message in found.items() if message is not None}
