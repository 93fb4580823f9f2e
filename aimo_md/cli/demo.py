"""`aimo demo`: the sample vault with its history, and what aimo says about it."""

from __future__ import annotations

from pathlib import Path

import click

from aimo_md.cli.run import be_the_daemon
from aimo_md.cli.saying import say
from aimo_md.cli.status_table import print_status
from aimo_md.cli.telling import require_all_done
from aimo_md.cycle import CommitNotes, take_turn
from aimo_md.demo import build
from aimo_md.notes.digest import digest
from aimo_md.notes.message import as_text
from aimo_md.notes.places import review_path
from aimo_md.notes.writer import Writer
from aimo_md.text.dates import week_of
from aimo_md.timing import QUIET
from aimo_md.workplace import Workplace
from aimo_md.world import host

_DEFAULT = Path("aimo-demo")


@click.command("demo")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--keep-running", is_flag=True, help="Go on as the daemon: edit a note and watch.")
def command(folder: Path | None, *, keep_running: bool) -> None:
    """Make a sample vault with eight weeks of history, and show what aimo says about it.

    DIR is a new folder, `aimo-demo` if none is named. Nothing is posted anywhere.
    """
    target = (folder or _DEFAULT).resolve()
    now = host.now("")
    commits = build(target, now)
    place = Workplace(target, patience=QUIET)
    week = week_of(now.date(), week_start=place.config.vault.week_start.number)
    with place.state.lock():
        turn = take_turn(place, now, commit_due=True, wanted=week)
    require_all_done(turn)
    commits += sum(isinstance(action, CommitNotes) for action in turn.actions)
    print_status(Writer.of(turn.measures, place.config, place.templates))
    say(f"\nThe vault:      {target} ({commits} commits; `git log` shows eight weeks)")
    say(f"The dashboard:  {target / place.config.notes.dashboard}")
    review = review_path(week, place.config)
    say(f"This week:      {target / review}")
    message = digest(turn.measures, week, place.config, place.templates, review)
    if message is not None:
        say("\nOn Discord the week would read:\n")
        say(as_text(message))
    if keep_running:
        say("\nEdit a note in the vault, tick a box, and look at the dashboard.\n")
        be_the_daemon(place, posts=False)
