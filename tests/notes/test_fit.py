from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.notes.fit import (
    CONTENT_LIMIT,
    DESCRIPTION_LIMIT,
    FIELD_NAME_LIMIT,
    FIELD_VALUE_LIMIT,
    FOOTER_LIMIT,
    TITLE_LIMIT,
    fit,
    length,
    shorten,
    split,
)
from aimo_md.notes.message import Embed, Field, Message, neutralise
from tests.discord_server import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1f0\U0001f1f7"


def body(message: Message) -> dict[str, object]:
    """The message as the server's own count of the limits reads it."""
    embeds = [
        {
            "title": embed.title,
            "description": embed.description,
            "color": embed.colour,
            "url": embed.url or None,
            "fields": msgspec.to_builtins(embed.fields),
            "footer": {"text": embed.footer} if embed.footer else None,
        }
        for embed in message.embeds
    ]
    return {"content": message.content, "embeds": embeds}


def only(message: Message) -> Message:
    (fitted,) = fit(message)
    return fitted


@pytest.mark.parametrize(
    ("text", "units"),
    [("", 0), ("abc", 3), ("한글", 2), ("👍", 2), ("👍🏽", 4), ("é", 1), ("e\u0301", 2)],
)
def test_letters_are_counted_as_utf_16_does(text: str, units: int) -> None:
    assert length(text) == units == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("limit", "make"),
    [
        pytest.param(TITLE_LIMIT, lambda text: Embed(title=text), id="title"),
        pytest.param(FOOTER_LIMIT, lambda text: Embed(footer=text), id="footer"),
        pytest.param(
            FIELD_NAME_LIMIT, lambda text: Embed(fields=(Field(name=text, value="v"),)), id="field-name"
        ),
        pytest.param(
            FIELD_VALUE_LIMIT, lambda text: Embed(fields=(Field(name="n", value=text),)), id="field-value"
        ),
    ],
)
def test_a_label_is_shortened_at_its_limit(limit: int, make: Callable[[str], Embed]) -> None:
    just = make("x" * limit)
    assert only(Message(embeds=(just,))).embeds == (just,)
    assert only(Message(embeds=(make("x" * (limit + 1)),))).embeds == (make("x" * (limit - 1) + "…"),)


@pytest.mark.parametrize("letter", ["x", "👍"])
def test_running_text_is_split_at_its_limit(letter: str) -> None:
    room = CONTENT_LIMIT // length(letter)
    assert [part.content for part in fit(Message(content=letter * (room + 1)))] == [letter * room, letter]
    room = DESCRIPTION_LIMIT // length(letter)
    parts = fit(Message(embeds=(Embed(description=letter * (room + 1)),)))
    assert [embed.description for part in parts for embed in part.embeds] == [letter * room, letter]


@pytest.mark.parametrize(
    "messages", [(), (Message(),), (Message(content=" \n", embeds=(Embed(), Embed(url="https://x.org"))),)]
)
def test_nothing_to_say_makes_no_message(messages: tuple[Message, ...]) -> None:
    assert [part for message in messages for part in fit(message)] == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("One. Two three\nfour five six", ("One. Two three", "four five six"), id="line-first"),
        pytest.param("One two three. Four five", ("One two three.", "Four five"), id="then-sentence"),
        pytest.param(
            "하나 둘 셋 넷 다섯입니다。여섯 일곱 여덟",
            ("하나 둘 셋 넷 다섯입니다。", "여섯 일곱 여덟"),
            id="sentence-without-space",
        ),
        pytest.param("Wait. One two three four", ("Wait. One two three", "four"), id="then-word"),
        pytest.param("One two three four x five", ("One two three four x", "five"), id="word-that-just-fits"),
        pytest.param("A\nsecond line that is long", ("A\nsecond line that", "is long"), id="no-stump"),
        pytest.param("x" * 25, ("x" * 20, "x" * 5), id="then-letters"),
        pytest.param("word (see [a b](c.md)) end", ("word (see", "[a b](c.md)) end"), id="not-in-a-link"),
        pytest.param("x" * 12 + "[a b](c.md)", ("x" * 12, "[a b](c.md)"), id="before-a-glued-link"),
        pytest.param("to https://example.org/", ("to", "https://example.org/"), id="not-in-an-address"),
        pytest.param(
            "https://example.org/0123", ("https://example.org/", "0123"), id="address-longer-than-all"
        ),
        pytest.param("x" * 19 + "e\u0301e\u0301", ("x" * 19, "e\u0301e\u0301"), id="accent"),
        pytest.param("x" * 15 + FAMILY, ("x" * 15, FAMILY), id="joined-emoji"),
        pytest.param("x" * 18 + "👍🏽", ("x" * 18, "👍🏽"), id="skin-tone"),
        pytest.param("x" * 18 + FLAG, ("x" * 18, FLAG), id="flag"),
        pytest.param("x" * 19 + "\u1112\u1161\u11ab", ("x" * 19, "\u1112\u1161\u11ab"), id="korean-in-parts"),
        pytest.param(
            "x" * 16 + "🏴\U000e0067\U000e007f", ("x" * 16, "🏴\U000e0067\U000e007f"), id="region-flag"
        ),
        pytest.param("x" * 19 + r"\*y", ("x" * 19, r"\*y"), id="escape"),
        pytest.param(
            "e" + "\u0301" * 30, ("e" + "\u0301" * 19, "\u0301" * 11), id="one-sign-longer-than-all"
        ),
        pytest.param("  short  ", ("short",), id="fits"),
        pytest.param(" \n ", (), id="blank"),
    ],
)
def test_a_text_is_cut_where_it_reads_best(text: str, pieces: tuple[str, ...]) -> None:
    assert split(text, 20) == pieces


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("exactly twenty signs", "exactly twenty signs"),
        ("exactly twenty signs!", "exactly twenty…"),
        (" padded ", "padded"),
        ("x" * 18 + "👍👍", "x" * 18 + "…"),
    ],
)
def test_what_was_shortened_says_so(text: str, short: str) -> None:
    assert shorten(text, 20) == short


def test_content_comes_first_and_embeds_with_its_end() -> None:
    first, second = fit(Message(content="a" * 1990 + " " + "b" * 100, embeds=(Embed(title="t"),)))
    assert (first.content, first.embeds) == ("a" * 1990, ())
    assert (second.content, second.embeds) == ("b" * 100, (Embed(title="t"),))


def test_a_long_embed_goes_on_in_the_next() -> None:
    long = Embed(
        title="t",
        description="a" * 4096 + " b",
        colour=7,
        fields=tuple(Field(name=str(number), value="v") for number in range(30)),
        footer="f",
        url="https://x.org",
    )
    (fitted,) = fit(Message(embeds=(long,)))
    first, second, third = fitted.embeds
    assert first == Embed(title="t", description="a" * 4096, colour=7, url="https://x.org")
    assert second == Embed(description="b", colour=7, fields=long.fields[:25])
    assert third == Embed(colour=7, fields=long.fields[25:], footer="f")


def test_embeds_that_are_too_much_together_become_several_messages() -> None:
    big = Embed(description="x" * 2500)
    assert [len(part.embeds) for part in fit(Message(embeds=(big,) * 5))] == [2, 2, 1]
    assert [len(part.embeds) for part in fit(Message(embeds=(Embed(title="t"),) * 12))] == [10, 2]


def test_a_footer_that_has_no_room_left_stands_alone() -> None:
    full = Embed(description="x" * 4090, footer="f" * 2000)
    first, second = fit(Message(embeds=(full,)))
    assert first.embeds == (Embed(description="x" * 4090),)
    assert second.embeds == (Embed(footer="f" * 2000),)


def test_a_field_says_something_or_a_space() -> None:
    fitted = only(Message(embeds=(Embed(fields=(Field(name=" ", value=""),)),)))
    assert fitted.embeds[0].fields == (Field(name="\u200b", value="\u200b"),)


pieces = st.sampled_from(
    [
        "word ",
        "Sentence. ",
        "line\n",
        "\n\n",
        "👍🏽",
        "한",
        "e\u0301",
        FAMILY,
        "\\*",
        "[a b](c.md) ",
        "y" * 97,
        " ",
    ]
)
texts = st.builds(
    lambda parts, times: "".join(parts) * times, st.lists(pieces, max_size=5), st.sampled_from([1, 1, 7, 90])
)
fields = st.builds(Field, name=texts, value=texts, inline=st.booleans())
embeds = st.builds(
    Embed,
    title=texts,
    description=texts,
    colour=st.none() | st.just(0xFFFFFF),
    fields=st.lists(fields, max_size=30).map(tuple),
    footer=texts,
    url=st.sampled_from(["", "https://x.org"]),
)
messages = st.builds(Message, content=texts, embeds=st.lists(embeds, max_size=4).map(tuple))


def squeezed(parts: list[str]) -> str:
    return "".join("".join(parts).split())


@given(messages)
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_fits_and_is_said_in_full(message: Message) -> None:
    fitted = fit(message)
    assert [refusal(body(part)) for part in fitted] == [None] * len(fitted)
    assert [fit(part) for part in fitted] == [(part,) for part in fitted]
    assert squeezed([part.content for part in fitted]) == squeezed([message.content])
    after = [embed for part in fitted for embed in part.embeds]
    assert squeezed([embed.description for embed in after]) == squeezed(
        [e.description for e in message.embeds]
    )
    assert sum(len(embed.fields) for embed in after) == sum(len(embed.fields) for embed in message.embeds)
    assert [embed.title for embed in after if embed.title] == [
        shorten(embed.title, TITLE_LIMIT) for embed in message.embeds if embed.title.strip()
    ]


@given(st.text(max_size=80), st.integers(2, 30))
@settings(max_examples=300)
def test_splitting_loses_only_white_space(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(0 < length(part) <= limit for part in parts)
    assert squeezed(list(parts)) == squeezed([text])
    assert length(shorten(text, limit)) <= limit


@given(st.lists(st.sampled_from(["@everyone", "<@&1>", "*", "\\", "x", " "]), max_size=60).map("".join))
@settings(max_examples=100)
def test_cutting_what_was_neutralised_frees_no_mention(text: str) -> None:
    for part in (*split(neutralise(text), 20), shorten(neutralise(text), 20)):
        assert "@everyone" not in part
        assert "<@" not in part


def test_a_chart_goes_with_the_first_embed() -> None:
    message = Message(content="a line\n" * 600, embeds=(Embed(title="a"),) * 11, chart="<svg/>")
    parts = fit(message)
    assert [(bool(part.embeds), part.chart) for part in parts] == [
        *[(False, "")] * (len(parts) - 2),
        (True, "<svg/>"),
        (True, ""),
    ]
    assert fit(Message(content="a", chart="<svg/>")) == (Message(content="a"),)
