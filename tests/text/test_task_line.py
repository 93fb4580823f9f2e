"""What holds for every task line, and where its fields stand."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st
from msgspec.structs import replace

from aimo_md.text.task_line import Dialect, FieldName, FieldSpan, read_task_line
from tests.examples import tried_on

PIECES = (
    *("📅", "📆", "⏳", "🛫", "➕", "✅", "❌", "🔺", "⏬", "🔁", "🏁", "🆔", "⛔", "\ufe0f"),
    *("2026-11-30", "2026-02-30", "every day", "delete", "archive", "a-b_1", "a,b", "3", "word", "한글"),
    *("[due:: ", "(start:: ", "[completion:: ", "[repeat:: ", "[priority:: ", "[id:: ", "(dependsOn:: "),
    *("[weight:: ", "[goal:: ", "[[", "]]", "[", "]", "(", ")", ",", "high", "#", "#tag", "^", " ^id"),
    *(" ", "  ", "\t", "\xa0", "\u3000", "\ufeff", "\x85", "\u2028"),
)
WRITTEN = (
    ("📅 2026-11-30", "[due:: 2026-11-30]"),
    ("⌛2026-11-29", "(scheduled::2026-11-29)"),
    ("🛫 2026-11-28", "[start:: 2026-11-28],"),
    ("➕ 2026-11-27", "[created:: 2026-11-27]"),
    ("✅ 2026-02-30", "[completion:: 2026-02-30]"),
    ("❌ 2026-11-25", "(cancelled:: 2026-11-25)"),
    ("🔼\ufe0f", "[priority:: medium]"),
    ("🔁 every 2 weeks", "[repeat:: every 2 weeks]"),
    ("🏁 Keep", "[onCompletion:: keep]"),
    ("🆔 abc", "[id:: abc]"),
    ("⛔ de, fg", "(dependsOn:: de,fg)"),
    ("[weight:: 2.5]", "(weight:: 2.5)"),
    ("[goal:: [[Launch]]]", "(goal:: [[Launch]])"),
)

bodies = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def without_spans(body: str) -> object:
    return replace(read_task_line(body), spans=())


@given(bodies)
@example("🔁")
@example("[goal:: [[📅 2026-11-30]]]")
@tried_on(500)
def test_every_field_reads_by_itself_as_it_does_in_its_line(body: str) -> None:
    spans = read_task_line(body).spans
    assert [span.name for span in spans] == list(dict.fromkeys(span.name for span in spans))
    for span in spans:
        alone = read_task_line(body[span.start : span.end])
        assert alone.text == ""
        assert [(field.name, field.dialect, field.value) for field in alone.spans] == [
            (span.name, span.dialect, span.value),
        ]
        assert body[span.value_start :].startswith(span.value)
        assert span.start <= span.value_start
        assert span.value_start + len(span.value) <= span.end


@tried_on(500)
@given(
    st.lists(
        st.sampled_from(
            (
                "📅 2026-11-30",
                "✅\ufe0f2026-11-29",
                "⏳  2026-11-28",
                "🛫 2026-02-30",
                "⏫",
                "🔽\ufe0f",
                "🔁 every day",
                "🔁\ufe0f  every week,  when done",
                "🔁",
                "#tag",
                "#a/b📅",
                "#c⏳ 2026-11-27",
                "#",
                "word#",
                "word",
                " ",
                "  ",
                "\t",
                "\x1c",
                "\xa0",
            )
        ),
        max_size=6,
    ).map(" ".join)
)
@example("word " + "#tag " * 30 + "⏫ 🔁 every day 📅 2026-11-30 ✅ 2026-11-29")
def test_the_short_way_for_words_tags_and_plain_fields_reads_what_the_long_way_reads(body: str) -> None:
    """An inline field that means nothing to the plugin leads the long way."""
    line, long = read_task_line(body), read_task_line(f"a:: {body}")
    assert long.text.removeprefix("a::").strip(" \t\xa0") == line.text
    moved = (
        replace(span, start=span.start + 4, end=span.end + 4, value_start=span.value_start + 4)
        for span in line.spans
    )
    assert replace(long, text="") == replace(line, text="", spans=tuple(moved))


@given(bodies)
def test_fields_stand_side_by_side_in_order(body: str) -> None:
    edges = [edge for span in read_task_line(body).spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)


@given(bodies)
def test_the_text_is_made_of_the_body_and_has_no_space_around_it(body: str) -> None:
    text = read_task_line(body).text
    assert text == text.strip(" \t\xa0\u3000\ufeff\u2028")
    left = iter(body)
    assert all(character in left for character in text.replace(" ", ""))


@given(st.permutations(WRITTEN), st.lists(st.booleans(), min_size=13, max_size=13), st.integers(1, 13))
def test_neither_order_nor_dialect_of_the_fields_changes_what_a_line_says(
    fields: list[tuple[str, str]],
    choices: list[bool],
    count: int,
) -> None:
    chosen = [field[choice] for field, choice in zip(fields, choices, strict=True)][:count]
    in_order = [emoji for emoji, dataview in WRITTEN if emoji in chosen or dataview in chosen]
    assert without_spans(" ".join(("Do it", *chosen))) == without_spans(" ".join(("Do it", *in_order)))
    assert read_task_line(" ".join(("Do it", *chosen))).text == "Do it"


def test_spans_say_where_the_fields_that_count_stand() -> None:
    body = "Do 📅 it 📅\ufe0f  2026-11-30 [id::  ab ] , #tag 📅 2027-01-01 ⏫ ^x"
    due, name, high = read_task_line(body).spans
    assert due == FieldSpan(
        name=FieldName.DUE,
        dialect=Dialect.EMOJI,
        start=8,
        end=22,
        value="2026-11-30",
        value_start=12,
    )
    assert (name.name, name.dialect, body[name.start : name.end]) == (
        FieldName.ID,
        Dialect.DATAVIEW,
        "[id::  ab ] ,",
    )
    assert (high.value, high.value_start) == ("⏫", high.start)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("a ✅ 2026-02-30", "done day 2026-02-30 does not exist"),
        ("a [scheduled:: 2026-13-01]", "scheduled day 2026-13-01 does not exist"),
        ("a [weight:: a  lot]", 'weight "a lot" is no positive number'),
        (
            "a [weight:: " + "ab " * 99 + "]",
            'weight "ab ab ab ab ab ab ab ab ab ab ab ab ab…" is no positive number',
        ),
        ("a 🏁 archive", 'on completion "archive" is neither keep nor delete'),
    ],
    ids=["done day", "scheduled day", "weight", "long weight", "on completion"],
)
def test_a_fault_shows_the_value(body: str, message: str) -> None:
    (fault,) = read_task_line(body).faults
    assert fault.message == message
    assert fault.remedy


@pytest.mark.parametrize(
    "body",
    [
        "a" * 2**20,
        "[repeat:: a " * 87_000,
        "[goal:: " + " " * 2**20,
        "#a " * 350_000,
        "📅 2026-11-30 " * 80_000,
    ],
    ids=["one word", "open brackets", "spaces", "tags", "days"],
)
def test_a_line_as_long_as_a_note_is_read(body: str) -> None:
    line = read_task_line(body)
    assert len(line.text) <= len(body)
