"""Links between notes, as they are written: wikilinks and Markdown links.

Knows their two syntaxes, and that code holds no links. It must not know which note a link leads to.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

_WIKILINK: Final = r"\[\[(?P<inner>[^\[\]\n]+)\]\]"
_DESTINATION: Final = r"<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s<>()]|\([^\s<>()]*+\))++)"
_TITLE: Final = r"""(?:\s++(?:"[^"]*"|'[^']*'))?+"""
_MARKDOWN: Final = rf"\[(?P<text>(?:[^\[\]\\]|\\.)*+)\]\(\s*+(?:{_DESTINATION}){_TITLE}\s*+\)"
_LINK: Final = re.compile(rf"(?P<embed>!?)(?:{_WIKILINK}|{_MARKDOWN})")
#: A backslash takes the meaning from the sign after it.
_LINK_OR_ESCAPE: Final = re.compile(rf"\\[!\[\\]|{_LINK.pattern}")
_EXTERNAL: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//")
_BACKTICKS: Final = re.compile(r"(?<!\\)`+")


class LinkKind(Enum):
    """How a link is written."""

    WIKILINK = "wikilink"
    MARKDOWN = "markdown"


class Link(Struct, frozen=True, kw_only=True):
    """A link to a note.

    `target` is the note's name or path without heading, block or label, and decoded where it was a URL; it is
    empty for a link within the same note. `embed` says that the note is shown in place (`![[X]]`).
    """

    target: str
    label: str | None
    kind: LinkKind
    embed: bool


def find_links(text: str) -> tuple[Link, ...]:
    """The links to notes in the text, in order: none to the web, and none inside code."""
    if "[" not in text:
        return ()
    visible = _without_code(text)
    links = (_link(match) for match in _LINK_OR_ESCAPE.finditer(visible))
    return tuple(link for link in links if link)


def link_targets(text: str) -> tuple[str, ...]:
    """The notes that the links in the text lead to, as written, without those within the note itself."""
    if "[" not in text:
        return ()
    return tuple(link.target for link in find_links(text) if link.target)


def single_link(text: str) -> Link | None:
    """The link, where the text is one link and nothing else."""
    match = _LINK.fullmatch(text.strip())
    return _link(match) if match else None


def _link(match: re.Match[str]) -> Link | None:
    embed = match["embed"] == "!"
    inner = match["inner"]
    if inner is not None:
        address, _, label = inner.partition("|")
        # Inside a table the sign before the label is escaped.
        target = re.split("[#^]", address.removesuffix("\\"), maxsplit=1)[0].strip()
        if not target and not address.strip().startswith(("#", "^")):
            return None
        return Link(target=target, label=label.strip() or None, kind=LinkKind.WIKILINK, embed=embed)
    url = match["angled"] if match["angled"] is not None else match["plain"]
    if not url or _EXTERNAL.match(url):
        return None
    target = unquote(url.partition("#")[0]).strip()
    return Link(target=target, label=match["text"].strip() or None, kind=LinkKind.MARKDOWN, embed=embed)


def _without_code(text: str) -> str:
    """The text with its code spans blanked out: a span ends at the next run of as many backticks."""
    if "`" not in text:
        return text
    runs = list(_BACKTICKS.finditer(text))
    closing: dict[int, int] = {}
    ends: list[int] = []
    for at in range(len(runs) - 1, -1, -1):
        width = len(runs[at][0])
        ends.append(closing.get(width, at))
        closing[width] = at
    ends.reverse()
    parts: list[str] = []
    shown = at = 0
    while at < len(runs):
        if ends[at] > at:
            parts.append(text[shown : runs[at].start()])
            shown = runs[ends[at]].end()
            parts.append(" ")
        at = ends[at] + 1
    return "".join(parts) + text[shown:]
