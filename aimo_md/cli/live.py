"""`aimo status` and `aimo today` answered by the daemon, where one lives: it keeps ready what they say.

After each of its turns it does so, and withdraws the answers as soon as it hears of a change that it has not
looked at. Knows the shape of the answers, when they hold, and how to find the vault without loading anything
that takes long; whatever it is not sure of is left to the command itself. Knows no measures.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

from aimo_md import __version__
from aimo_md.world.state import DAEMON, vault_state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONFIG_NAME: Final = "aimo.toml"


class Answer(TypedDict):
    """What a command prints on stdout and stderr, as JSON and in words, which need so many columns."""

    json: tuple[str, str]
    words: tuple[str, str]
    width: int


def answers(
    told: Mapping[str, Answer],
    *,
    config: Sequence[int] | None,
    since: float,
    until: float,
) -> bytes:
    """The answers as they are kept.

    Args:
        told: what each command prints, by its name.
        config: the stamp of `aimo.toml`, see `config_stamp`.
        since: from when on they hold, in seconds since 1970.
        until: when their day ends.
    """
    whole = {
        "aimo": __version__,
        "process": str(os.getpid()),
        "config": config,
        "since": since,
        "until": until,
        "told": told,
    }
    return json.dumps(whole).encode()


def config_stamp(root: str) -> list[int] | None:
    """What is known of the config without reading it; None where there is none."""
    try:
        status = os.stat(f"{root}/{CONFIG_NAME}")  # noqa: PTH116 (a path object takes longer than the answer)
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ino]


def answered(command: str, arguments: Sequence[str]) -> bool:
    """Print the daemon's answer to a command with these arguments; whether there was one to print."""
    asked = _understood(arguments)
    root = None if asked is None else _vault(asked[1])
    if asked is None or root is None:
        return False
    state = vault_state(Path(root))
    process = state.holder(DAEMON)
    data = state.offered() if process else None
    if data is None:
        return False
    try:
        kept = json.loads(data)
    except ValueError:
        return False
    if not isinstance(kept, dict) or not _holds(kept, process, root):
        return False
    told = kept["told"].get(command)
    if told is None or not (asked[0] or _is_wide_enough(told["width"])):
        return False
    return _print(*told["json" if asked[0] else "words"])


def _understood(arguments: Sequence[str]) -> tuple[bool, str] | None:
    """Whether JSON is asked for, and the folder that is named; None for what the command itself must read."""
    as_json, folder = False, ""
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--json":
            as_json = True
        elif argument == "--vault" and rest:
            folder = rest.pop(0)
        else:
            return None
    return as_json, folder


def _vault(named: str) -> str | None:
    """The vault that is meant, as `options.find_vault` finds it; None where that has something to say."""
    named = named or os.environ.get("AIMO_VAULT", "")
    if named:
        return os.path.realpath(named) if Path(named).is_dir() else None
    here = Path.cwd()
    return next((str(each) for each in (here, *here.parents) if (each / CONFIG_NAME).is_file()), None)


def _holds(kept: Mapping[str, object], process: str, root: str) -> bool:
    """Whether the answers were given by this aimo's daemon, today, by the config that is there."""
    since, until = kept.get("since"), kept.get("until")
    return (
        kept.get("aimo") == __version__
        and kept.get("process") == process
        and kept.get("config") == config_stamp(root)
        and isinstance(since, float)
        and isinstance(until, float)
        and since <= time.time() < until
    )


def _is_wide_enough(width: int) -> bool:
    """Whether no line has to be broken where it is printed."""
    return not sys.stdout.isatty() or os.get_terminal_size(sys.stdout.fileno()).columns >= width


def _print(out: str, err: str) -> bool:
    """Print it, if it can be printed as it is."""
    if sys.stdout.encoding.lower() != "utf-8":
        return False
    try:
        sys.stdout.write(out)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    sys.stderr.write(err)
    return True
