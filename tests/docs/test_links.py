"""Every link in what is meant to be read leads to something that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt

from tests.docs.pages import PAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

READ = [*PAGES, "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]


def targets(page: str) -> Iterator[str]:
    """Where the links and pictures of a page lead to."""
    for block in MarkdownIt("commonmark").enable("table").parse(page):
        for token in block.children or []:
            target = token.attrGet("href") or token.attrGet("src")
            if target is not None:
                yield str(target)


@pytest.mark.parametrize("name", READ)
def test_every_link_leads_to_a_file_that_is_there(name: str) -> None:
    path = ROOT / name
    here = [urlsplit(target) for target in targets(path.read_text("utf-8"))]
    missing = [
        each.path
        for each in here
        if not each.scheme and each.path and not (path.parent / unquote(each.path)).exists()
    ]
    assert missing == []


def test_how_links_are_found() -> None:
    page = "[a](b.md) and ![c](d.png)\n\n| e |\n|:--|\n| [f](g.md#h) |\n\n`[i](j)`\n"
    assert list(targets(page)) == ["b.md", "d.png", "g.md#h"]
