"""`aimo run`: the daemon in the foreground, or one turn."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from aimo_md.cli.offering import offer
from aimo_md.cli.options import at_work, dry_run_option, find_vault, moment, today_option, vault_option
from aimo_md.cli.telling import require_all_done, tell_turn
from aimo_md.cycle import foresee, take_turn
from aimo_md.daemon import Daemon
from aimo_md.errors import AimoError, BusyError
from aimo_md.jobs import quiet_for
from aimo_md.pushing import Pushing
from aimo_md.timing import QUIET
from aimo_md.workplace import Workplace, take_over
from aimo_md.world import host
from aimo_md.world.discord import pause
from aimo_md.world.journal import Journal
from aimo_md.world.state import DAEMON

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from aimo_md.worker import Say


@click.command("run")
@vault_option
@today_option
@click.option("--once", is_flag=True, help="Turn once and end.")
@click.option(
    "--take-over", "takes_over", is_flag=True, help="Let this device work on the vault from now on."
)
@dry_run_option
def command(vault: Path | None, today: date | None, *, once: bool, takes_over: bool, dry_run: bool) -> None:
    """Watch the vault, and keep the dashboard, the reviews and the history up to date.

    Runs until it is interrupted (Ctrl-C). With --once it looks, writes and commits one time and ends.
    """
    if today is not None and not (once or dry_run):
        raise click.UsageError("--today goes with --once or --dry-run: a daemon lives from day to day")
    root = find_vault(vault, anywhere=False)
    device = host.device(host.environment())
    if takes_over and not dry_run:
        take_over(root, device)
        _say(f"{device} works on this vault from now on")
    at_once = once or dry_run
    place = Workplace(root, patience=0.0 if at_once else QUIET, works_as=None if dry_run else device)
    place.require_writer()
    if dry_run:
        turn = foresee(place, _now(place, today), commit_due=True)
        tell_turn(turn, place.delivery, would=True)
        return
    if place.delivery.warning:
        _say(place.delivery.warning)
    if once:
        with at_work(place):
            turn = take_turn(place, _now(place, today), commit_due=True)
        tell_turn(turn, place.delivery, would=False)
        with suppress(BusyError), place.state.lock(DAEMON):  # a daemon posts by itself
            _deliver(place, _say, pause)
            Pushing(place.root, lambda: place.config.git.push, _say).push()
        require_all_done(turn)
        place.delivery.require_sound()
    else:
        if not (place.delivery.possible or place.delivery.warning):
            _say("no Discord webhook is set, so nothing is posted; AIMO_DISCORD_WEBHOOK sets one")
        be_the_daemon(place)


def be_the_daemon(place: Workplace, *, posts: bool = True) -> None:
    """Be the daemon of an opened vault until SIGINT or SIGTERM. What it says goes into its journal, too.

    Raises:
        BusyError: it has one.
    """
    journal = Journal(place.state.folder)

    def say(line: str) -> None:
        _say(line)
        with suppress(AimoError):  # a disk that is full is said where it matters
            journal.write(host.now(""), line)

    pushing = Pushing(place.root, lambda: place.config.git.push, say)
    deliver = partial(_deliver, place, say) if posts else _post_nothing
    with place.state.lock(DAEMON):
        daemon = Daemon(
            place, say, deliver=deliver, push=lambda _: pushing.push(), offer=partial(offer, place)
        )
        _listen_to_signals(daemon)
        say(f"watching {place.root}; Ctrl-C ends it")
        daemon.run()
        say("ended")


def _listen_to_signals(daemon: Daemon) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: daemon.stop())
    if sys.platform != "win32":
        # Where there is a terminal, this says that it was closed.
        signal.signal(signal.SIGHUP, lambda *_: daemon.stop() if sys.stderr.isatty() else daemon.reload())


def _post_nothing(_: Callable[[float], bool]) -> None:
    """Deliver no message."""


def _now(place: Workplace, today: date | None) -> datetime:
    return moment(place.config.vault.timezone, today)


def _deliver(place: Workplace, say: Say, wait: Callable[[float], bool]) -> float | None:
    """Send what waits and say what became of it; the seconds after which to try again."""
    quiet = quiet_for(_now(place, None), place.config.discord)
    if quiet:
        if place.delivery.waits:
            end = place.config.discord.quiet_until
            say(f"these are quiet hours; what waits can be posted from {end:%H:%M} on")
        return quiet
    flushed = place.delivery.deliver(wait)
    if flushed is None:
        return None
    for key in flushed.sent:
        say(f"posted {key}")
    for key, reason in flushed.refused:
        say(f"Discord refused {key}: {reason}")
    if flushed.wait is not None:
        say(f"Discord takes nothing now; what waits can be tried again in {flushed.wait:.0f} s")
    return flushed.wait


def _say(line: str) -> None:
    click.echo(f"{datetime.now().astimezone():%H:%M:%S} {line}", err=True)
