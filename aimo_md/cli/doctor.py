"""`aimo doctor`: what is wrong with this set-up, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from aimo_md.checkup import State, checkup
from aimo_md.cli.json_print import print_json
from aimo_md.cli.options import json_option, vault_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.saying import say
from aimo_md.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

_SIGNS: Final = {State.FINE: "ok", State.NOTE: "--", State.WRONG: "!!"}
_MARGIN: Final = 13
"""Where the words of a row begin."""


@click.command("doctor")
@vault_option
@json_option
@click.pass_context
def command(ctx: click.Context, vault: Path | None, *, as_json: bool) -> None:
    """Look at the config, the state, the watching, git and Discord, and say how to mend what is wrong.

    Ends with 3 where something is. Nothing is changed. What is wrong in the notes is told by `aimo check`.
    """
    place, measures = read_vault(vault, None)
    findings = checkup(place, measures)
    if as_json:
        print_json({"findings": findings}, measures.problems)
    else:
        for finding in findings:
            say(f"{_SIGNS[finding.state]} {finding.about:<9} {finding.message}", hanging=_MARGIN)
            if finding.remedy:
                say(f"{'':{_MARGIN}}{finding.remedy}")
    wrong = any(finding.state is State.WRONG for finding in findings)
    ctx.exit(ExitCode.PROBLEMS if wrong else ExitCode.FINE)
