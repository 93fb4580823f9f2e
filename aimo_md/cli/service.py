"""`aimo service`: the daemon started by the system, at every login."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from aimo_md.cli.options import find_vault, vault_option
from aimo_md.errors import RequestError
from aimo_md.workplace import Workplace
from aimo_md.world import host
from aimo_md.world.service import install as install_service, service_of


@click.group("service")
def command() -> None:
    """Let the system start the daemon, now and at every login."""


@command.command("install")
@vault_option
@click.option("--print", "to_print", is_flag=True, help="Print the file and write nothing.")
def install(vault: Path | None, *, to_print: bool) -> None:
    """Write a systemd user unit (Linux) or a launchd agent (macOS) for this vault, and start it.

    The Discord webhook is not put into it: the daemon reads its address from the config folder.
    """
    place = Workplace(find_vault(vault, anywhere=False))
    service = service_of(
        f"aimo-{place.state.folder.name}",
        f"aimo for {place.root.name}",
        (_program(), "run", "--vault", str(place.root)),
        host.environment(),
    )
    if to_print:
        click.echo(service.text, nl=False)
        return
    install_service(service)
    click.echo(f"Wrote {service.path} and started it.")


def _program() -> str:
    """The path of `aimo` itself: a service has no shell that would find it."""
    beside = Path(sys.executable).with_name("aimo")
    found = str(beside) if beside.is_file() else shutil.which("aimo")
    if found is None:
        raise RequestError("the program aimo was not found", hint="install it, for instance with pipx")
    return found
