"""A message for Discord as a value, and user's text made harmless for it.

Knows the parts that a message has and how Discord reads text. It must not know webhooks or tokens, nor how
long the parts may be: `fit` measures them, the world sends them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from aimo_md.errors import AimoError
from aimo_md.notes.escape import without_turns

ZERO_WIDTH_SPACE = "\u200b"

# What Discord reads as more than text. An address stands first: nothing in it is touched.
_SIGNIFICANT = re.compile(
    r"""
    (?P<address> https?:// (?: (?!@everyone|@here) [^\s<\\] )+ )
    | (?P<summons> @(?=everyone|here) | <(?=[@\#:/]|a:|t:|id:) )  # mention, channel, command, emoji, time
    | (?P<line> ^[^\S\n]* (?: \d+(?=[.)]\s) | (?=[\#>+-]) ) )    # list item, heading, quote
    | (?P<sign> [\\*_~`|\[\]] )
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A named line in an embed; `inline` lets Discord set it beside its neighbours."""

    name: str
    value: str
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """A framed part of a message. `colour` is 0xRRGGBB; the `url` makes the title a link."""

    title: str = ""
    description: str = ""
    colour: int | None = None
    fields: tuple[Field, ...] = ()
    footer: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted at once: running text, then embeds; the `chart` (SVG) is shown in the first of them."""

    content: str = ""
    embeds: tuple[Embed, ...] = ()
    chart: str = ""


def to_json(message: Message) -> str:
    """The message as text that can be stored; equal messages give equal texts."""
    return msgspec.json.encode(message).decode()


def from_json(text: str) -> Message:
    """The message that `to_json` stored.

    Raises:
        AimoError: the text is no message, for instance one of another version of aimo.
    """
    try:
        return msgspec.json.decode(text, type=Message)
    except msgspec.DecodeError as error:
        raise AimoError(
            f"a stored Discord message cannot be read: {error}",
            hint="delete the outbox; what was not yet posted is lost, your notes are not touched",
        ) from error


def neutralise(text: str) -> str:
    r"""User's text for content, titles, descriptions and fields: shown as it was written, without effect.

    Mentions become text that summons nobody: a backslash stops Discord's display, a zero-width space its
    server, and the post itself allows no mention. Markdown signs are escaped; addresses stay whole, since
    Discord would show a backslash in them. A footer needs none of this: Discord reads no Markdown there.
    """
    # A file name that is no UTF-8 reaches us with lone surrogates, which no JSON can carry.
    unicode = text.encode("utf-8", "replace").decode()
    return _SIGNIFICANT.sub(_disarmed, without_turns(unicode))


def _disarmed(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "summons":
            return f"\\{found[0]}{ZERO_WIDTH_SPACE}"
        case "line":
            return f"{found[0]}\\"
        case "sign":
            return f"\\{found[0]}"
        case _:
            return found[0]


def as_text(message: Message) -> str:
    """The message for a terminal: escapes taken back, each embed behind a bar as in Discord."""
    blocks = [message.content, *("\n".join(_embed_lines(embed)) for embed in message.embeds)]
    shown = "\n\n".join(block for block in blocks if block)
    return _ESCAPE.sub(r"\1", shown).replace(ZERO_WIDTH_SPACE, "")


def _embed_lines(embed: Embed) -> list[str]:
    parts = [embed.title, embed.url, embed.description]
    for field in embed.fields:
        parts += [field.name, field.value]
    parts.append(embed.footer)
    return [f"│ {line}".rstrip() for part in parts if part for line in part.split("\n")]
