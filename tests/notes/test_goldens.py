"""Every note that aimo writes about the sample vault, as it stands in `tests/goldens`, in each language.

`UPDATE_GOLDENS=1 pytest tests/notes/test_goldens.py` writes down what is written now; read the difference
before you keep it.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from aimo_md.config import Config, Language
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.measure import measure
from aimo_md.notes.alert import slipping_alert
from aimo_md.notes.daily import daily_digest
from aimo_md.notes.dashboard import new_dashboard
from aimo_md.notes.digest import digest
from aimo_md.notes.message import as_text
from aimo_md.notes.places import review_path
from aimo_md.notes.review import new_review
from aimo_md.notes.writer import Writer
from aimo_md.story import shift_notes
from aimo_md.text.dates import month_of, quarter_of, week_of, year_of
from aimo_md.world.assets import SAMPLE_VAULT, bundled, read_texts
from tests.vaults import SUNDAY, templates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from aimo_md.measures.model import Measures
    from aimo_md.notes.message import Message
    from aimo_md.text.dates import Period

GOLDENS: Final = Path(__file__).parents[1] / "goldens"
UPDATE: Final = "UPDATE_GOLDENS" in os.environ
VAULT: Final = read_texts(bundled(SAMPLE_VAULT))

# What is not the same in another week, though the life in the vault is. All else must be.
VARYING: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "hash in a marker": r"(?<=<!-- aimo:)(\w+ [0-9a-f]+)",
        "day": r"\b\d{4}-\d\d-\d\d\b",
        "week": r"\b\d{4}-W\d\d\b",
        "week of a chart": r'(?<=[">])W\d\d(?=["<])',
        "week in words": r"\bWeek \d+: .* \d{4}$",
        "days of a digest": r"\bYour week, .* \d{4}$",
        "day with its weekday": r"\b[SMTWF][a-z]{2} \d{1,2}( [A-Z][a-z]{2})?\b",
        "day in words": r"\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b",
        "likely end": r"\b((early|mid|late) (\w+ )?(20\d\d )?to )?(early|mid|late) [A-Z][a-z]+( 20\d\d)?\b",
    },
    "ko": {
        "hash in a marker": r"(?<=<!-- aimo:)(\w+ [0-9a-f]+)",
        "day": r"\b\d{4}-\d\d-\d\d\b",
        "week": r"\b\d{4}-W\d\d\b",
        "week of a chart": r'(?<=[">])\d\d?주(?=["<])',
        "week in words": r"\d+주차: .*일$",
        "days of a digest": r"(?<=한 주 돌아보기, ).*일$",
        "day with its weekday": r"(\d+월 )?\d+일 \([월화수목금토일]\)",
        "day in words": r"(20\d\d년 )?\d+월 \d+일",
        "likely end": r"(20\d\d년 )?\d+월 (초|중순|말)(~(20\d\d년 )?(\d+월 )?(초|중순|말))?",
    },
}


def _measured(vault: Mapping[str, str], days: int) -> Measures:
    config = Config()
    notes = [read_note(path, text, config) for path, text in vault.items() if path.endswith(".md")]
    return measure(assemble(notes, config), SUNDAY + timedelta(days=days), config)


def _dashboard(measures: Measures, language: Language) -> str:
    return new_dashboard(measures, Config(), templates(language))


def _review(of: Callable[[date], Period], measures: Measures, language: Language) -> str:
    return new_review(measures, of(measures.today), Config(), templates(language))


def _message(measures: Measures, language: Language) -> Message:
    week = week_of(measures.today)
    message = digest(measures, week, Config(), templates(language), review_path(week, Config()))
    assert message is not None
    return message


def _digest(measures: Measures, language: Language) -> str:
    return as_text(_message(measures, language)) + "\n"


def _daily(measures: Measures, language: Language) -> str:
    message = daily_digest(measures, Config(), templates(language))
    assert message is not None
    return as_text(message) + "\n"


def _alert(measures: Measures, language: Language) -> str:
    writer = Writer.of(measures, Config(), templates(language))
    message = slipping_alert(writer.questions, writer)
    assert message is not None
    return as_text(message) + "\n"


def _picture(measures: Measures, language: Language) -> str:
    return _message(measures, language).chart + "\n"


WRITERS: Final[Mapping[str, Callable[[Measures, Language], str]]] = {
    "dashboard.md": _dashboard,
    "review of the week.md": partial(_review, week_of),
    "digest.txt": _digest,
    "digest.svg": _picture,
    "day.txt": _daily,
    "alert.txt": _alert,
    "review of the month.md": partial(_review, month_of),
    "review of the quarter.md": partial(_review, quarter_of),
    "review of the year.md": partial(_review, year_of),
}
WEEKLY: Final = list(WRITERS)[:6]
"""Those that look at a week: a week later they look at the same. No two months hold the same weeks."""


def _without_what_varies(text: str, language: Language) -> str:
    for name, pattern in VARYING[language].items():
        text = re.sub(pattern, f"<{name}>", text, flags=re.MULTILINE)
    return text


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("language", list(Language))
def test_a_note_is_written_as_it_was(language: Language, name: str) -> None:
    golden = GOLDENS / language / name
    text = WRITERS[name](_measured(VAULT, 0), language)
    if UPDATE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("name", WEEKLY)
@pytest.mark.parametrize("language", list(Language))
def test_only_the_named_fields_vary_from_week_to_week(language: Language, name: str) -> None:
    golden = (GOLDENS / language / name).read_text("utf-8")
    for weeks in (1, 20, 54):
        days = weeks * 7
        text = WRITERS[name](_measured(shift_notes(VAULT, days), days), language)
        assert text != golden
        assert _without_what_varies(text, language) == _without_what_varies(golden, language)


@pytest.mark.parametrize("language", list(Language))
def test_every_field_that_varies_is_somewhere(language: Language) -> None:
    texts = "".join(
        _without_what_varies((GOLDENS / language / name).read_text("utf-8"), language) for name in WRITERS
    )
    assert [name for name in VARYING[language] if f"<{name}>" not in texts] == []


def test_there_is_no_other_golden_file() -> None:
    assert {path.relative_to(GOLDENS).as_posix() for path in GOLDENS.rglob("*.*")} == {
        f"{language}/{name}" for language in Language for name in WRITERS
    }
