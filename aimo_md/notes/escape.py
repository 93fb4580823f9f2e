r"""User's words made harmless for a note that aimo writes.

Knows what Markdown, Obsidian and Mermaid would read into a text. A text from here stays on one line, cannot
end a table's cell, a code span or a chart's label, makes no tag, no link and no block id, and reads as it was
written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_HARMLESS: Final = re.compile(r"[^\W_](?: ?[^\W_]| ?[,;:'’-])*")
"""Words in which there is nothing to escape: most titles."""
_SHOWN_LINK: Final = re.compile(
    r"!?\[\[(?:[^\[\]|]*\|)?(?P<wiki>[^\[\]|]+)\]\]|!?\[(?P<text>[^\[\]]+)\]\([^()\s]*\)"
)
_ADDRESS: Final = re.compile(r"(https?://[^\s<>\"]+)")
_SIGN: Final = re.compile(
    r"[\\`*\[\]|~$^]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is only a letter
    r"|=(?==)|(?<==)=|%(?=%)|(?<=%)%"
    r"|(?<!\S)\#(?=\S)(?!\d+(?![\w/-]))|^\#"  # neither a number behind it nor nothing makes a tag of it
    r"|^[>+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]"
)
TURNS: Final = "\u202a-\u202e\u2066-\u2069"
"""The signs of Unicode that embed, override or isolate a direction, for a set in a pattern."""
_TURNS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""The control characters of Unicode (Cc) that are no white space."""
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_IN_ADDRESS: Final = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "\\`*[]|~$^"})


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    unicode = without_turns(text.encode("utf-8", "replace").decode())
    return " ".join(_CONTROL.sub("", unicode).split())


def without_turns(text: str) -> str:
    """The text without the signs that turn the direction of what follows, to the end of its row and beyond.

    The marks of right-to-left scripts, which only say where one letter belongs, stay.
    """
    return text.translate(_TURNS)


def inline(text: str) -> str:
    """The text for running Markdown and for a table's cell; links in it become the words that they show."""
    if _HARMLESS.fullmatch(text):
        return text
    words = _SHOWN_LINK.sub(lambda link: link["wiki"] or link["text"], one_line(text))
    parts = _ADDRESS.split(words)
    parts[::2] = [_escaped(part) for part in parts[::2]]
    parts[1::2] = [address.translate(_IN_ADDRESS) for address in parts[1::2]]
    return "".join(parts) or "…"


def prose(text: str) -> str:
    """A sentence of aimo's own with words of the user's in it: code spans stay, all else is made harmless."""
    parts = re.split(r"(`[^`]+`)", one_line(text))
    parts[::2] = [_escaped(part) for part in parts[::2]]
    parts[1::2] = [code.replace("|", "\\|").replace("<!--", "<! --") for code in parts[1::2]]
    return "".join(parts)


def label(text: str) -> str:
    """The text for a label in a Mermaid chart: letters, digits and the few signs that mean nothing there."""
    words = _SHOWN_LINK.sub(lambda link: link["wiki"] or link["text"], one_line(text))
    plain = "".join(sign if _is_plain(sign) else " " for sign in words)
    return " ".join(plain.split()) or "…"


def _escaped(text: str) -> str:
    signs = _SIGN.sub(r"\\\g<0>", text)
    return _ENTITY.sub("&amp;", signs).replace("<", "&lt;")


def _is_plain(sign: str) -> bool:
    return sign in " .'+-/()!?€…" or unicodedata.category(sign)[0] in "LNM"
