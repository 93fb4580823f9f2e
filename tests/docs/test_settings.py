"""The settings that the docs show are ones that aimo takes."""

from __future__ import annotations

import re

import pytest

from aimo_md.config import read_config
from tests.docs.pages import PAGES, ROOT

_SETTINGS = re.compile(r"^```toml title=\"aimo.toml\"\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = [
    pytest.param(found["text"], id=f"{name}-{number}")
    for name in PAGES
    for number, found in enumerate(_SETTINGS.finditer((ROOT / name).read_text("utf-8")))
]


@pytest.mark.parametrize("text", SHOWN)
def test_aimo_takes_what_a_page_tells_to_set(text: str) -> None:
    _, problems = read_config(text)
    assert problems == ()
