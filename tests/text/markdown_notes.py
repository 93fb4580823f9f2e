"""Notes for the readers of Markdown: as people write them, and as nobody does."""

from __future__ import annotations

from hypothesis import strategies as st

MARKERS = ("-", "-", "-", "*", "+", "1.", "2)", "10.")
TEXTS = (
    "word",
    "**bold** words",
    "`code` - [ ] x",
    "#tag",
    "[[A]] 계획",
    "a: b",
    "2026-11-20: 18 200",
    "- - x",
    "",
)
BOXES = ("[ ] ", "[x] ", "[/] ", "[-]  ", "", "", "[] ", "[ab] ", "[x]")


@st.composite
def items(draw: st.DrawFn, indent: str = "", unit: str | None = None) -> list[str]:
    """A list, its items indented by `indent`, with lists, text and fences inside them.

    Nobody mixes tabs and spaces in one list: `unit` is what goes in front of each level, or else as many
    spaces as the marker is wide.
    """
    if unit is None:
        unit = draw(st.sampled_from(("\t", "    ", "")))
    lines: list[str] = []
    marker = draw(st.sampled_from(MARKERS))
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(TEXTS[:-2]))
        lines.append(f"{indent}{marker} {draw(st.sampled_from(BOXES))}{text}")
        inner = indent + (unit or " " * (len(marker) + 1))
        inside = draw(st.sampled_from(("", "", "text", "fence", "heading", "list", "list", "list", "blank")))
        if inside == "text":
            lines.append(inner + "more words")
        elif inside == "heading":
            lines += [inner + "# Heading in a list"]
        elif inside == "fence":
            lines += [inner + "```", inner + "- [ ] no task", inner + "```"]
        elif inside == "blank":
            lines += ["", inner + "another paragraph"]
        elif inside == "list" and len(inner) < len(unit or "    ") * 4:
            lines += draw(items(inner, unit))
    return lines


def quote(lines: list[str]) -> list[str]:
    """The lines as a callout."""
    return ["> [!todo] Later", *(f"> {line}" if line else ">" for line in lines)]


def blocks() -> st.SearchStrategy[list[str]]:
    """A block such as people write."""
    return st.one_of(
        items(),
        items(),
        items().map(quote),
        st.sampled_from(
            (
                ["# Heading"],
                ["## Heading ##"],
                ["Words.", "More words."],
                ["Words", "- [ ] right below them"],
                ["```dataview", "TASK", "- [ ] no task", "# no heading", "```"],
                ["~~~", "```", "- [ ] no task", "~~~"],
                ["    - [ ] code", "    # code"],
                ["| a | b |", "|---|---|", "| - [ ] x | y |"],
                ["---"],
                ["* * *"],
                ["<!-- - [ ] a comment -->"],
                ["<!--", "- [ ] a comment", "-->"],
                ["<details>", "- [ ] in HTML", "</details>"],
                ["> words", "in a quote"],
            )
        ),
    )


def plain_notes() -> st.SearchStrategy[list[str]]:
    """Notes as people write them: blocks with a blank line between."""
    return st.lists(blocks(), max_size=6).map(lambda parts: [line for part in parts for line in (*part, "")])


ODD_INDENTS = ("", "", "", " ", "  ", "   ", "    ", "\t", "\t\t", "      ", "  \t", " \t", "        ")
ODD_CONTENTS = (
    *(
        "- [ ] t",
        "* [x] t",
        "1. [ ] t",
        "2) [/] t",
        "10. [ ] t",
        "- p",
        "+ p",
        "3. p",
        "-",
        "- ",
        "text",
        "text",
    ),
    *(
        "# H",
        "## H2 ##",
        "#tag",
        "#",
        "---",
        "***",
        "* * *",
        "===",
        "```",
        "~~~",
        "```py",
        "``` a`b",
        "-text",
    ),
    *(
        "> q",
        "> - [ ] t",
        "> # H",
        "> > x",
        ">",
        ">\t- [ ] t",
        "- - [ ] x",
        "- > x",
        "- # h",
        "- ```",
        "1. - a",
    ),
    *(
        "<div>",
        "</div>",
        "<!-- c -->",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<?x",
        "<b>x",
        "[ ] t",
        "- [x]",
        "*b*",
    ),
    *("-\t[ ] x", "-     code", "-\t\tcode", "| a |", "- [ ]x", "- [x](y)", "[a]: b", "\u3000x"),
)


def odd_notes() -> st.SearchStrategy[list[str]]:
    """Notes as nobody writes them: any line with any indent after any other."""
    line = st.tuples(st.sampled_from(ODD_INDENTS), st.sampled_from(ODD_CONTENTS)).map("".join)
    return st.lists(st.one_of(line, line, line, st.just("")), min_size=1, max_size=9)
