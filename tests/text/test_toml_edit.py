"""A list in a TOML text gets one more item, and nothing else changes."""

from __future__ import annotations

import tomllib

import pytest

from aimo_md.text.refusal import Refusal
from aimo_md.text.toml_edit import with_appended

SPELL = ("2026-12-24", "2027-01-02")
SHOWN = '["2026-12-24", "2027-01-02"]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", f"[measures]\naway = [{SHOWN}]\n", id="nothing there"),
        pytest.param(
            "# mine\n[git]\nquiet = 3.0\n",
            f"# mine\n[git]\nquiet = 3.0\n\n[measures]\naway = [{SHOWN}]\n",
            id="no such table",
        ),
        pytest.param(
            "[measures]\r\nslip_after = 3 # days\r\n\r\n[git]\r\n",
            f"[measures]\r\nslip_after = 3 # days\r\naway = [{SHOWN}]\n\r\n[git]\r\n",
            id="no such key",
        ),
        pytest.param(
            '\ufeff[measures]\naway = [\n  ["2026-01-01", "2026-01-02"], # a trip\n]\n\n[git]\n',
            f'\ufeff[measures]\naway = [\n  ["2026-01-01", "2026-01-02"], # a trip\n  {SHOWN},\n]\n\n[git]\n',
            id="a list over lines",
        ),
        pytest.param("measures.away = []", f"measures.away = [{SHOWN}]", id="a dotted key"),
    ],
)
def test_an_item_is_added_and_nothing_else_changes(text: str, expected: str) -> None:
    new = with_appended(text, "measures", "away", SPELL)
    assert new == expected
    assert tomllib.loads(expected.removeprefix("\ufeff"))["measures"]["away"][-1] == list(SPELL)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[measures", id="no TOML"),
        pytest.param("measures = 3\n", id="no table"),
        pytest.param("[measures]\naway = true\n", id="no list"),
    ],
)
def test_what_is_no_list_stays_as_it_is(text: str) -> None:
    assert isinstance(with_appended(text, "measures", "away", SPELL), Refusal)
