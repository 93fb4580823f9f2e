from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.links import Link, LinkKind, find_links, single_link


def wiki(target: str, label: str | None = None, *, embed: bool = False) -> Link:
    return Link(target=target, label=label, kind=LinkKind.WIKILINK, embed=embed)


def markdown(target: str, label: str | None = None, *, embed: bool = False) -> Link:
    return Link(target=target, label=label, kind=LinkKind.MARKDOWN, embed=embed)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param("see [[A]] and [[B]]", (wiki("A"), wiki("B")), id="wikilinks"),
        pytest.param("[[Goals/A b|the goal]]", (wiki("Goals/A b", "the goal"),), id="path and label"),
        pytest.param("[[A#Plan#Week|x]]", (wiki("A", "x"),), id="heading"),
        pytest.param("[[A^block]] [[A#^block]]", (wiki("A"), wiki("A")), id="block"),
        pytest.param("[[#Here]]", (wiki(""),), id="heading in the same note"),
        pytest.param("![[A]]", (wiki("A", embed=True),), id="embed"),
        pytest.param("| [[A\\|x]] |", (wiki("A", "x"),), id="in a table"),
        pytest.param("[[ A | x ]]", (wiki("A", "x"),), id="spaces around"),
        pytest.param("[[목표]] [[집 정리|정리]]", (wiki("목표"), wiki("집 정리", "정리")), id="korean"),
        pytest.param("[a](A.md)", (markdown("A.md", "a"),), id="markdown"),
        pytest.param("[a](A%20b.md#Plan)", (markdown("A b.md", "a"),), id="markdown, decoded"),
        pytest.param("[a](<A b.md>)", (markdown("A b.md", "a"),), id="markdown, in angle brackets"),
        pytest.param('[a](A.md "the title")', (markdown("A.md", "a"),), id="markdown, with a title"),
        pytest.param("[a](A_(b).md)", (markdown("A_(b).md", "a"),), id="markdown, with parentheses"),
        pytest.param("[](A.md)", (markdown("A.md"),), id="markdown, without a label"),
        pytest.param("[a](#plan)", (markdown("", "a"),), id="markdown, same note"),
        pytest.param("![a](A.md)", (markdown("A.md", "a", embed=True),), id="markdown, embed"),
        pytest.param(
            "[a [b\\] c](A.md) [d](D.md)",
            (markdown("A.md", "b\\] c"), markdown("D.md", "d")),
            id="bracket in the label",
        ),
        pytest.param("[a\\]](A.md)", (markdown("A.md", "a\\]"),), id="escaped bracket in the label"),
        pytest.param("[a](https://x.org/A.md)", (), id="the web"),
        pytest.param("[a](mailto:a@x.org) [b](obsidian://open?x)", (), id="other schemes"),
        pytest.param("[a](//x.org)", (), id="the web without a scheme"),
        pytest.param("[a]() [a](<>) [[]] [[ ]] [[|x]]", (), id="nowhere"),
        pytest.param("[[A", (), id="not closed"),
        pytest.param("[[A]", (), id="half closed"),
        pytest.param("`[[A]]` [[B]]", (wiki("B"),), id="code"),
        pytest.param("``a`[[A]]`` [[B]] `[[C]]`", (wiki("B"),), id="code with backticks in it"),
        pytest.param("`[[A]] ``[[B]]", (wiki("A"), wiki("B")), id="backticks without a partner"),
        pytest.param("\\`[[A]]`", (wiki("A"),), id="escaped backtick"),
        pytest.param("\\[[A]] \\\\[[B]]", (wiki("B"),), id="escaped bracket"),
        pytest.param("- [ ] do [x](A.md)", (markdown("A.md", "x"),), id="a task"),
        pytest.param("no link", (), id="none"),
    ],
)
def test_find_links(text: str, links: tuple[Link, ...]) -> None:
    assert find_links(text) == links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        pytest.param("[[A]]", wiki("A"), id="wikilink"),
        pytest.param("  [[A|x]]\t", wiki("A", "x"), id="space around"),
        pytest.param("[a](A.md)", markdown("A.md", "a"), id="markdown"),
        pytest.param("[[A]] and more", None, id="more text"),
        pytest.param("[[A]][[B]]", None, id="two links"),
        pytest.param("[a](https://x.org)", None, id="the web"),
        pytest.param("A", None, id="no link"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_single_link(text: str, link: Link | None) -> None:
    assert single_link(text) == link


@given(st.text(alphabet="[]()<>!|#^\\`ab \"'", max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    links = find_links(text)
    one = single_link(text)
    assert all("|" not in link.target or link.kind is LinkKind.MARKDOWN for link in links)
    assert one is None or "`" in text or find_links(text.strip()) == (one,)
