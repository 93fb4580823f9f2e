from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.errors import AimoError
from aimo_md.notes.message import Embed, Field, Message, as_text, from_json, neutralise, to_json

# Discord's server and clients look for these; a match in what is posted could summon somebody.
MENTION = re.compile(r"@(everyone|here)|<(@[!&]?|#)\d+>|</[^>]*:\d+>|<a?:\w+:\d+>|<t:\d+|<id:\w+>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("@everyone", "\\@\u200beveryone", id="everyone"),
        pytest.param("@here", "\\@\u200bhere", id="here"),
        pytest.param("@Everyone", "\\@\u200bEveryone", id="everyone-in-capitals"),
        pytest.param("<@123>", "\\<\u200b@123>", id="user"),
        pytest.param("<@!123>", "\\<\u200b@!123>", id="user-by-nickname"),
        pytest.param("<@&123>", "\\<\u200b@&123>", id="role"),
        pytest.param("<#123>", "\\<\u200b#123>", id="channel"),
        pytest.param("</ban:123>", "\\<\u200b/ban:123>", id="command"),
        pytest.param("<:smile:123>", "\\<\u200b:smile:123>", id="emoji"),
        pytest.param("<a:smile:123>", "\\<\u200ba:smile:123>", id="moving-emoji"),
        pytest.param("<t:1700000000>", "\\<\u200bt:1700000000>", id="timestamp"),
        pytest.param("<id:home>", "\\<\u200bid:home>", id="server-guide"),
        pytest.param("https://x.org/@here", "https://x.org/\\@\u200bhere", id="in-an-address"),
        pytest.param("<@@everyone>", "\\<\u200b@\\@\u200beveryone>", id="nested"),
    ],
)
def test_a_mention_becomes_text(text: str, shown: str) -> None:
    assert neutralise(text) == shown
    assert not MENTION.search(shown)
    assert as_text(Message(content=shown)) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("plain words, 31 % (of 40)", "plain words, 31 % (of 40)", id="plain"),
        pytest.param("me@example.org", "me@example.org", id="mail-address"),
        pytest.param("a < b", "a < b", id="less-than"),
        pytest.param("a *bold* move", r"a \*bold\* move", id="stars"),
        pytest.param("first_draft_2", r"first\_draft\_2", id="underscores"),
        pytest.param("~~old~~ ||secret||", r"\~\~old\~\~ \|\|secret\|\|", id="strike-and-spoiler"),
        pytest.param("`code` ```", r"\`code\` \`\`\`", id="code"),
        pytest.param("[[Work]] [a](b)", r"\[\[Work\]\] \[a\](b)", id="links"),
        pytest.param("C:\\temp", "C:\\\\temp", id="backslash"),
        pytest.param("# heading", r"\# heading", id="heading"),
        pytest.param("-# small", r"\-# small", id="subtext"),
        pytest.param("  > quote", r"  \> quote", id="quote"),
        pytest.param("- item\n+ item\nmid - dle", "\\- item\n\\+ item\nmid - dle", id="bullets"),
        pytest.param("1. one\n2) two\n3.5 km", "1\\. one\n2\\) two\n3.5 km", id="numbers"),
        pytest.param(
            "see https://x.org/a_b*c now_", r"see https://x.org/a_b*c now\_", id="address-stays-whole"
        ),
        pytest.param("https://x.org/<@1>", "https://x.org/\\<\u200b@1>", id="mention-behind-an-address"),
        pytest.param("caf\udce9.md", "caf?.md", id="no-unicode"),
        pytest.param("논문 초안 ✍️", "논문 초안 ✍️", id="korean"),
        pytest.param("", "", id="empty"),
    ],
)
def test_markdown_is_shown_as_it_was_written(text: str, escaped: str) -> None:
    assert neutralise(text) == escaped


signs = st.text(alphabet="@<>#&!:/*_~`|[]()\\-+1.) \nateveryonehere\u200d한", max_size=40)
words = st.sampled_from(
    ["@everyone", "@here", "<@", "<@&12>", "<#1>", "https://x.org/a_b", "- ", "# ", "1. "]
)


@given(st.lists(signs | words, max_size=6).map("".join))
@settings(max_examples=300)
def test_what_was_neutralised_reads_the_same_and_summons_nobody(text: str) -> None:
    harmless = neutralise(text)
    assert not re.search(r"@(everyone|here)|<[@#]", harmless)
    assert as_text(Message(content=harmless)) == text


def test_the_terminal_shows_what_discord_would() -> None:
    message = Message(
        content="**Week 47** is written.",
        embeds=(
            Embed(
                title=neutralise("Launch [beta]"),
                description="12 days behind\n\nPlanned: 60 %",
                colour=0xCC0000,
                fields=(Field(name="Next", value="Write three\\_options", inline=True),),
                footer="Reviews/2026-W47 review.md",
                url="https://example.org/launch",
            ),
            Embed(title="Learn Spanish"),
        ),
    )
    assert as_text(message) == (
        "**Week 47** is written.\n"
        "\n"
        "│ Launch [beta]\n"
        "│ https://example.org/launch\n"
        "│ 12 days behind\n"
        "│\n"
        "│ Planned: 60 %\n"
        "│ Next\n"
        "│ Write three_options\n"
        "│ Reviews/2026-W47 review.md\n"
        "\n"
        "│ Learn Spanish"
    )


def test_nothing_to_say_shows_nothing() -> None:
    assert as_text(Message()) == ""


texts = st.text(max_size=20)
fields = st.builds(Field, name=texts, value=texts, inline=st.booleans())
embeds = st.builds(
    Embed,
    title=texts,
    description=texts,
    colour=st.none() | st.integers(0, 0xFFFFFF),
    fields=st.lists(fields, max_size=3).map(tuple),
    footer=texts,
    url=st.just("") | st.just("https://example.org/"),
)


@given(st.builds(Message, content=texts, embeds=st.lists(embeds, max_size=3).map(tuple)))
@settings(max_examples=100)
def test_a_stored_message_comes_back_the_same(message: Message) -> None:
    assert from_json(to_json(message)) == message


@pytest.mark.parametrize("text", ["", "{", "[]", '{"content": 3}', '{"embeds": [{"colour": "red"}]}'])
def test_what_is_no_stored_message_is_said(text: str) -> None:
    with pytest.raises(AimoError, match="cannot be read") as caught:
        from_json(text)
    assert "outbox" in caught.value.hint
