"""Kills without end: what is left of a vault whose daemon dies again and again while its user works on.

    python benchmarks/kills.py [KILLS]

Starts `aimo run` and kills it (-9) at a random moment, 1,000 times unless told otherwise, over a vault in
git with a Discord of its own on the loopback address, while somebody saves notes in bursts. Every 25 kills
it lets aimo turn once in peace and looks: every note is whole, every line of the user's is there once, the
next turn has nothing to do, `git fsck` finds nothing, and nothing lies about. At the end, which Ctrl-C brings
about earlier, there may be no more repeated posts than kills while a message was on its way.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.killing import Kills, SlowDiscord

KILLS = 1_000
SPELL = 25
"""So many kills, then aimo may turn once in peace."""


def main() -> None:
    """Kill, heal, look, and print what was found."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, SlowDiscord() as discord:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        os.environ["AIMO_DISCORD_WEBHOOK"] = discord.url
        kills = Kills(Path(folder, "vault"), discord, spell=SPELL, seed=wanted)
        kills.heal()
        kills.author.start()
        try:
            for number in range(1, wanted + 1):
                kills.kill()
                if number % SPELL == 0 or number == wanted:
                    kills.heal()
                    print(f"{number} kills, {kills.commits()} commits", flush=True)
        except KeyboardInterrupt:
            print("no more kills")
        finally:
            kills.author.end()
        kills.heal()
        show(kills, time.monotonic() - begun)


def show(kills: Kills, seconds: float) -> None:
    """Print the figures; the exit status says whether they are as they should be."""
    figures = kills.figures
    print(f"{figures.kills} kills in {seconds / 60:.0f} minutes, {kills.author.edits} edits of the user's")
    print(f"no note torn, no line lost; healed {figures.heals} times, {figures.longest_heal:.1f} s at most")
    print(f"{kills.commits()} commits, git fsck --strict is clean")
    print(f"{figures.left_behind} locks and temporary notes left behind by kills, all cleared away")
    posts, repeated = kills.posts()
    print(f"{posts} posts, {repeated} repeated; {figures.in_the_window} kills while a message was on its way")
    if kills.faults():
        sys.exit("\n".join(kills.faults()))
    if repeated > figures.in_the_window:
        sys.exit("there are more repeated posts than such kills")


if __name__ == "__main__":
    main()
