"""The daemon as a service of the user: a systemd unit or a launchd agent.

Knows where such files lie, how they are written and how they are switched on. Knows nothing of vaults, and
puts no secret into a file or an argument.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aimo_md.errors import AimoError, RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PASSED_ON: Final = ("PATH", "AIMO_CONFIG_HOME", "AIMO_DATA_HOME", "AIMO_DEVICE", "AIMO_STATE_HOME")
"""The variables that the daemon needs as they are here. The webhook's address is none of them."""
_LASTING_REFUSALS: Final = "2 3 7"
"""Exit codes that starting again would not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service file: where it lies, what it says, and the commands that switch it on."""

    path: Path
    text: str
    commands: tuple[tuple[str, ...], ...]


def service_of(name: str, title: str, command: tuple[str, ...], environ: Mapping[str, str]) -> Service:
    """The service that keeps a command running.

    Args:
        name: of letters, digits and dashes.
        title: what a person calls it.
        command: the program and its arguments.
        environ: the environment, of which a few variables are passed on.

    Raises:
        RequestError: this system has neither systemd nor launchd.
    """
    passed = {key: environ[key] for key in _PASSED_ON if environ.get(key)}
    home = Path(environ.get("HOME") or Path.home())
    if sys.platform == "darwin":
        path = home / "Library/LaunchAgents" / f"md.{name}.plist"
        start = ("launchctl", "bootstrap", f"gui/{os.getuid()}", str(path))
        return Service(path=path, text=_agent(f"md.{name}", command, passed), commands=(start,))
    if sys.platform == "linux":
        config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
        unit = f"{name}.service"
        reload = ("systemctl", "--user", "daemon-reload")
        start = ("systemctl", "--user", "enable", "--now", unit)
        path = config / "systemd/user" / unit
        return Service(path=path, text=_unit(title, command, passed), commands=(reload, start))
    raise RequestError(
        "this system has neither systemd nor launchd", hint="let its own scheduler start `aimo run` for you"
    )


def install(service: Service) -> None:
    """Write the file and switch the service on.

    Raises:
        AimoError: the file cannot be written, or the system refused to switch it on.
    """
    try:
        service.path.parent.mkdir(parents=True, exist_ok=True)
        service.path.write_text(service.text, "utf-8")
    except OSError as error:
        raise AimoError(f"{service.path} could not be written: {error.strerror}") from error
    for command in service.commands:
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            raise _not_started(service, command, error.strerror or "") from error
        if done.returncode:
            raise _not_started(service, command, done.stderr.strip())


def _not_started(service: Service, command: tuple[str, ...], why: str) -> AimoError:
    return AimoError(
        f"{service.path} was written, but `{' '.join(command)}` failed: {why or 'it said nothing'}",
        hint="run that command by hand once you are logged in as usual",
    )


def _unit(title: str, command: tuple[str, ...], environ: Mapping[str, str]) -> str:
    variables = "".join(f"Environment={_quoted(f'{key}={value}')}\n" for key, value in environ.items())
    words = " ".join(_quoted(word, of_command=True) for word in command)
    return (
        f"[Unit]\nDescription={_line(title)}\n\n"
        f"[Service]\nExecStart={words}\nExecReload=kill -HUP $MAINPID\n{variables}"
        f"Restart=on-failure\nRestartSec=30\nRestartPreventExitStatus={_LASTING_REFUSALS}\nNice=10\n"
        "NoNewPrivileges=yes\n\n[Install]\nWantedBy=default.target\n"
    )


def _quoted(word: str, *, of_command: bool = False) -> str:
    """A word as systemd reads it back: specifiers, and in a command variables, are none."""
    text = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{text.replace("$", "$$") if of_command else text}"'


def _line(text: str) -> str:
    return " ".join(text.split()).replace("%", "%%")


def _agent(label: str, command: tuple[str, ...], environ: Mapping[str, str]) -> str:
    properties = {
        "Label": label,
        "ProgramArguments": list(command),
        "EnvironmentVariables": dict(environ),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,
        "ProcessType": "Background",
    }
    return plistlib.dumps(properties, sort_keys=False).decode()
