"""`aimo run`: the daemon in the foreground, or one turn."""

from __future__ import annotations

import signal
from datetime import datetime
from typing import TYPE_CHECKING

import click

from aimo_md.cli.options import dry_run_option, find_vault, moment, today_option, vault_option
from aimo_md.cli.telling import tell_turn
from aimo_md.cycle import plan_turn, take_turn
from aimo_md.daemon import Daemon
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("run")
@vault_option
@today_option
@click.option("--once", is_flag=True, help="Turn once and end.")
@dry_run_option
def command(vault: Path | None, today: date | None, *, once: bool, dry_run: bool) -> None:
    """Watch the vault, and keep the dashboard, the reviews and the history up to date.

    Runs until it is interrupted (Ctrl-C). With --once it looks, writes and commits one time and ends.
    """
    place = Workplace(find_vault(vault, anywhere=False))
    if dry_run:
        turn = plan_turn(place.look(_now(place, today), commit_due=True), place.templates)
        tell_turn(turn, would=True)
        return
    with place.state.lock():
        _say_about_posts(place)
        if once:
            tell_turn(take_turn(place, _now(place, today), commit_due=True), would=False)
            _deliver(place)
        else:
            be_the_daemon(place)


def be_the_daemon(place: Workplace) -> None:
    """Be the daemon of an opened vault until SIGINT or SIGTERM; its lock is held."""
    daemon = Daemon(place, lambda: _deliver(place), _say)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: daemon.stop())
    _say(f"watching {place.root}; Ctrl-C ends it")
    daemon.run()
    _say("ended")


def _now(place: Workplace, today: date | None) -> datetime:
    return moment(place.config.vault.timezone, today)


def _deliver(place: Workplace) -> float | None:
    """Send what waits and say what became of it; the seconds after which to try again."""
    flushed = place.delivery.deliver()
    if flushed is None:
        return None
    for key in flushed.sent:
        _say(f"posted {key}")
    for key, reason in flushed.refused:
        _say(f"Discord refused {key}: {reason}")
    return flushed.wait


def _say_about_posts(place: Workplace) -> None:
    if not place.delivery.possible:
        _say("no Discord webhook is set, so nothing is posted; AIMO_DISCORD_WEBHOOK sets one")
    elif place.delivery.warning:
        _say(place.delivery.warning)


def _say(line: str) -> None:
    click.echo(f"{datetime.now().astimezone():%H:%M:%S} {line}", err=True)
