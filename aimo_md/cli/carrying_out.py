"""What a command asks for carried out: a turn that begins with it, told or done.

Knows how such a command ends, and the words for what stands in its way. Knows nothing of any single request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.cli.options import at_work, find_vault, moment
from aimo_md.cli.telling import require_all_done, tell_turn
from aimo_md.cycle import HinderedError, foresee, take_turn
from aimo_md.errors import RequestError
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from aimo_md.config import Config
    from aimo_md.cycle import Request
    from aimo_md.measures.model import Measures

_WORDS: Final[Mapping[Hindrance, str]] = {
    Hindrance.NOT_OFFERED: "that is not offered for this goal now",
    Hindrance.NO_VALUE: "this option takes no value",
    Hindrance.NO_DAY: "there must be a day, such as 2026-12-31",
    Hindrance.PAST_DAY: "it must be a day to come",
    Hindrance.NO_WORDS: "there must be words for the next action",
    Hindrance.UNWRITABLE: "a note cannot be changed as this asks for",
    Hindrance.CHANGED_SINCE: "what was decided has been changed since, so it is left to you",
    Hindrance.UNKNOWN_BEFORE: "what was there before is not known, so it is left to you",
    Hindrance.RECURS: "only the plugin that made this task can complete it",
}


def carry_out(
    vault: Path | None,
    today: date | None,
    request: Callable[[Measures, Config], Request],
    *,
    dry_run: bool,
) -> None:
    """Take a turn that begins with a request, and tell what it did.

    Args:
        vault: the folder that was named.
        today: the day to take for today.
        request: works out what is asked for from what is measured; raises RequestError where it cannot.
        dry_run: only tell what would be done.

    Raises:
        RequestError: what is asked for cannot be understood or followed.
        AimoError: the disk or git refused.
    """
    place = Workplace(find_vault(vault, anywhere=False))
    now = moment(place.config.vault.timezone, today)

    def ask(measures: Measures) -> Request:
        return request(measures, place.config)

    try:
        if dry_run:
            turn = foresee(place, now, commit_due=True, ask=ask)
        else:
            with at_work(place):
                turn = take_turn(place, now, commit_due=True, ask=ask)
    except HinderedError as error:
        raise hindered(error.why) from error
    tell_turn(turn, place.delivery, would=dry_run)
    require_all_done(turn)


def hindered(why: Hindered, hint: str = "") -> RequestError:
    """What stands in the way, in words."""
    words = _WORDS.get(why.by, str(why.by))
    return RequestError(f"{words} ({why.detail})" if why.detail else words, hint=hint)
