"""Messages cut to the measure that Discord allows.

Knows Discord's limits and where a text may be cut. It must not know what a message says.
Running text (content, description) is split and goes on in the next part; labels (title, field, footer)
are shortened.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from aimo_md.notes.message import ZERO_WIDTH_SPACE, Embed, Field, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTENT_LIMIT = 2000
EMBEDS_LIMIT = 10
TITLE_LIMIT = 256
DESCRIPTION_LIMIT = 4096
FIELDS_LIMIT = 25
FIELD_NAME_LIMIT = 256
FIELD_VALUE_LIMIT = 1024
FOOTER_LIMIT = 2048
TOTAL_LIMIT = 6000
"""The letters of all embeds of one message together."""

_LINK = re.compile(r"\[[^\[\]\n]*\]\([^()\s]*\)|https?://\S+")
# Where a cut reads best: at the end of a line, else of a sentence, else of a word.
_CUTS = tuple(re.compile(sign) for sign in (r"(?=\n)", r"(?<=[.!?…])(?=\s)|(?<=[。！？])", r"(?=\s)"))  # noqa: RUF001 the full-width signs end sentences too
_ZERO_WIDTH_JOINER = "\u200d"


def length(text: str) -> int:
    """The letters of a text in UTF-16 code units.

    Discord's server counts code points, its clients code units. The latter are never fewer.
    """
    return len(text) + sum(sign > "\uffff" for sign in text)


def fit(message: Message) -> tuple[Message, ...]:
    """The message as one or more that hold every limit, in reading order; none where nothing is said.

    A field without name or value, which Discord refuses, gets a zero-width space.
    """
    *before, last = split(message.content, CONTENT_LIMIT) or ("",)
    pieces = (piece for embed in message.embeds for piece in _pieces(embed))
    first, *others = _packed(pieces)
    messages = (
        *(Message(content=text) for text in before),
        Message(content=last, embeds=first, chart=message.chart if first else ""),
        *(Message(embeds=pack) for pack in others),
    )
    return tuple(part for part in messages if part.content or part.embeds)


def split(text: str, limit: int) -> tuple[str, ...]:
    """The text in pieces of at most `limit` letters; only white space between the pieces is lost."""
    pieces: list[str] = []
    rest = text.strip()
    while length(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*pieces, rest) if rest else ()


def shorten(text: str, limit: int) -> str:
    """The text, or as much of its beginning as leaves room for the `…` that says so."""
    whole = text.strip()
    if length(whole) <= limit:
        return whole
    return whole[: _cut(whole, limit - 1)].rstrip() + "…"


def _cut(text: str, limit: int) -> int:
    """The best place to cut a text that is longer than the limit.

    A place in the first half would leave a stump, so a worse kind of place in the second half is better.
    """
    end = _reach(text, limit)
    links = [link.span() for link in _LINK.finditer(text) if link.start() < end]

    def outside_links(place: int) -> bool:
        return not any(start < place < stop for start, stop in links)

    for sign in _CUTS:
        found = (match.start() for match in sign.finditer(text, end // 2, end + 1))
        places = [place for place in found if 0 < place <= end and outside_links(place)]
        if places:
            return places[-1]
    apart = [place for place in range(1, end + 1) if _apart(text, place)]
    return max(filter(outside_links, apart), default=max(apart, default=end))


def _reach(text: str, limit: int) -> int:
    """How many of the first characters the limit holds."""
    return sum(units <= limit for units in accumulate(map(length, islice(text, limit))))


def _apart(text: str, place: int) -> bool:
    r"""Whether a cut here leaves whole what a reader sees as one sign: an accent, emoji, `\*`."""
    before, after = text[place - 1], text[place]
    return not (
        before in ("\\", _ZERO_WIDTH_JOINER)
        or after == _ZERO_WIDTH_JOINER
        or unicodedata.category(after).startswith("M")
        or "\u1160" <= after <= "\u11ff"  # the vowel and the final of a Korean syllable
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= after <= "\U000e007f"  # the letters of a region's flag
        or (_is_flag_half(before) and _is_flag_half(after))
    )


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _pieces(embed: Embed) -> Iterator[Embed]:
    """The embed as one or more that each hold the limits of one; the title leads, the footer closes."""
    first, *others = split(embed.description, DESCRIPTION_LIMIT) or ("",)
    piece = Embed(
        title=shorten(embed.title, TITLE_LIMIT), description=first, colour=embed.colour, url=embed.url
    )
    for text in others:
        yield piece
        piece = Embed(description=text, colour=embed.colour)
    for field in map(_fitted, embed.fields):
        longer = replace(piece, fields=(*piece.fields, field))
        if len(longer.fields) > FIELDS_LIMIT or _size(longer) > TOTAL_LIMIT:
            yield piece
            longer = Embed(fields=(field,), colour=embed.colour)
        piece = longer
    closed = replace(piece, footer=shorten(embed.footer, FOOTER_LIMIT))
    if _size(closed) > TOTAL_LIMIT:
        yield piece
        closed = Embed(footer=closed.footer, colour=embed.colour)
    if _size(closed):
        yield closed


def _fitted(field: Field) -> Field:
    return replace(
        field,
        name=shorten(field.name, FIELD_NAME_LIMIT) or ZERO_WIDTH_SPACE,
        value=shorten(field.value, FIELD_VALUE_LIMIT) or ZERO_WIDTH_SPACE,
    )


def _packed(embeds: Iterable[Embed]) -> list[tuple[Embed, ...]]:
    """The embeds in as few messages as their order allows; at least one, which may be empty."""
    packs: list[tuple[Embed, ...]] = [()]
    for embed in embeds:
        pack = (*packs[-1], embed)
        if len(pack) > EMBEDS_LIMIT or sum(map(_size, pack)) > TOTAL_LIMIT:
            packs.append((embed,))
        else:
            packs[-1] = pack
    return packs


def _size(embed: Embed) -> int:
    labels = (embed.title, embed.description, embed.footer)
    return sum(map(length, labels)) + sum(length(field.name) + length(field.value) for field in embed.fields)
