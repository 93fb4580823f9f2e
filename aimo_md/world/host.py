"""The machine: what time it is, where the user's folders are, what the environment says.

Knows the clock, the environment and the folders of the user, and what of an unforeseen fault may be shown
there. Knows nothing of vaults.
"""

from __future__ import annotations

import hashlib
import os
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping


def environment() -> Mapping[str, str]:
    """The process's environment."""
    return os.environ


def knows_zone(timezone: str) -> bool:
    """Whether there is a time zone of this name; an empty one stands for the machine's own."""
    if not timezone:
        return True
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (most vaults name no zone)

    try:
        ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        return False
    return True


def now(timezone: str) -> datetime:
    """The wall clock in the named zone; in the machine's own where the name is empty."""
    if not timezone:
        return datetime.now(UTC).astimezone()
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 (most vaults name no zone)

    try:
        return datetime.now(ZoneInfo(timezone))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f"vault.timezone: there is no zone named {timezone!r}",
            hint='write one such as "Europe/Berlin", or "" for the zone of this machine',
        ) from error


def device(environ: Mapping[str, str]) -> str:
    """What this device is called among those that a vault is synced between; `AIMO_DEVICE` names it.

    Else the machine's own name up to the first dot: what follows changes with the network.
    """
    return environ.get("AIMO_DEVICE") or platform.node().partition(".")[0] or "this device"


def config_folder(environ: Mapping[str, str]) -> Path:
    """Where the user's own settings lie, outside of every vault; `AIMO_CONFIG_HOME` names another."""
    named = environ.get("AIMO_CONFIG_HOME")
    if named:
        return Path(named)
    import platformdirs  # noqa: PLC0415 (it takes longer to load than most commands need it)

    return platformdirs.user_config_path("aimo")


def history_folder(environ: Mapping[str, str], vault: Path) -> Path:
    """Where the git repository of a vault lies that must not lie in it; `AIMO_DATA_HOME` names another place.

    A tool that syncs the vault would else sync git's own files one by one, and break them.
    """
    named = environ.get("AIMO_DATA_HOME")
    if named:
        home = Path(named)
    else:
        import platformdirs  # noqa: PLC0415 (nearly no command needs it)

        home = platformdirs.user_data_path("aimo", appauthor=False)
    mark = hashlib.sha256(os.fsencode(vault.resolve())).hexdigest()[:8]
    return home / "repositories" / f"{vault.resolve().name}-{mark}.git"


def fault_report(error: Exception) -> str:
    """What may be shown of an exception that nobody foresaw: its kind and the place where it was raised.

    Not its words, nor those of the lines around it: they may hold a webhook's address or what stands in a
    private note. All of it is shown where `AIMO_DEBUG` is set.
    """
    if environment().get("AIMO_DEBUG"):
        return "".join(traceback.format_exception(error)).rstrip()
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    place = f"{frame.f_globals.get('__name__', frame.f_code.co_filename)}, line {line}"
    return f"unexpected {type(error).__name__} in {place}; please report it (AIMO_DEBUG=1 shows more)"
