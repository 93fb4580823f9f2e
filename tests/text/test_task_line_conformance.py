# ruff: noqa: RUF001  # look-alike signs are what is tested
"""A task line is read as the Obsidian Tasks plugin documents and does it: every field in every written form.

A case is a line, the text that is left of it, and all that the line says besides.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aimo_md.text.task_line import read_task_line
from tests.text.task_line_case import Case, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DAY = "2026-11-30"
VS16 = "\ufe0f"
NBSP = "\xa0"
IDEOGRAPHIC_SPACE = "\u3000"

DAY_SIGNS = (
    ("due", "📅"),
    ("due", "📆"),
    ("due", "🗓"),
    ("scheduled", "⏳"),
    ("scheduled", "⌛"),
    ("start", "🛫"),
    ("created", "➕"),
    ("done", "✅"),
    ("cancelled", "❌"),
)
DAY_KEYS = (
    ("due", "due"),
    ("scheduled", "scheduled"),
    ("start", "start"),
    ("created", "created"),
    ("done", "completion"),
    ("cancelled", "cancelled"),
)
PRIORITIES = (("highest", "🔺"), ("high", "⏫"), ("medium", "🔼"), ("low", "🔽"), ("lowest", "⏬"))


class Sample(NamedTuple):
    """One field in both dialects, twice with different values."""

    name: str
    emoji: str
    dataview: str
    value: str
    other_emoji: str
    other_dataview: str


SAMPLES = (
    Sample("due", "📅 2026-11-30", "[due:: 2026-11-30]", DAY, "📆 2027-01-01", "(due:: 2027-01-01)"),
    Sample(
        "scheduled",
        "⏳ 2026-11-30",
        "[scheduled:: 2026-11-30]",
        DAY,
        "⌛2027-01-01",
        "(scheduled::2027-01-01)",
    ),
    Sample("start", "🛫 2026-11-30", "[start:: 2026-11-30]", DAY, "🛫2027-01-01", "(start:: 2027-01-01)"),
    Sample(
        "created", "➕ 2026-11-30", "[created:: 2026-11-30]", DAY, "➕2027-01-01", "(created:: 2027-01-01)"
    ),
    Sample(
        "done", "✅ 2026-11-30", "[completion:: 2026-11-30]", DAY, "✅2027-01-01", "(completion:: 2027-01-01)"
    ),
    Sample(
        "cancelled",
        "❌ 2026-11-30",
        "[cancelled:: 2026-11-30]",
        DAY,
        "❌2027-01-01",
        "(cancelled:: 2027-01-01)",
    ),
    Sample("priority", "⏫", "[priority:: high]", "high", "🔽", "(priority:: low)"),
    Sample(
        "recurrence",
        "🔁 every week",
        "[repeat:: every week]",
        "every week",
        "🔁 every day",
        "(repeat:: every day)",
    ),
    Sample(
        "on_completion", "🏁 delete", "[onCompletion:: delete]", "delete", "🏁 keep", "(onCompletion:: keep)"
    ),
    Sample("id", "🆔 abc123", "[id:: abc123]", "abc123", "🆔 z-9_", "(id:: z-9_)"),
    Sample("depends_on", "⛔ ab,cd", "[dependsOn:: ab,cd]", "ab cd", "⛔ ef", "(dependsOn:: ef)"),
)
OWN_SAMPLES = (
    Sample("weight", "[weight:: 3]", "[weight:: 3]", "3.0", "(weight:: 5)", "(weight:: 5)"),
    Sample(
        "goal", "[goal:: [[Launch]]]", "[goal:: [[Launch]]]", "[[Launch]]", "(goal:: Move)", "(goal:: Move)"
    ),
)


def day_signs() -> Iterator[Case]:
    """Any number of spaces after the sign, with or without the variation selector."""
    for name, sign in DAY_SIGNS:
        for selector in ("", VS16):
            for space in ("", " ", "   "):
                yield Case(f"Do it {sign}{selector}{space}{DAY}", "Do it", {name: DAY})


def days_that_a_sign_does_not_take() -> Iterator[Case]:
    """Anything but spaces after the sign, or anything but a day in ASCII digits, leaves it all text."""
    for sign in "📅⏳🛫➕✅❌":
        for value in (
            f"\t{DAY}",
            f"{NBSP}{DAY}",
            f"{IDEOGRAPHIC_SPACE}{DAY}",
            f": {DAY}",
            f"{VS16}{VS16}{DAY}",
            f" {VS16}{DAY}",
            " 2026-1-30",
            " 26-11-30",
            " 2026/11/30",
            " 2026.11.30",
            " 2026-11-30.",
            " 2026-11-30T10:00",
            " 2026-11-30 10:00",
            " ２０２６-１１-３０",
            " 2026‑11‑30",
            " tomorrow",
            "",
        ):
            yield Case(f"Do it {sign}{value}", f"Do it {sign}{value}", {})


def day_keys() -> Iterator[Case]:
    """Spaces within the brackets and one comma after them are allowed."""
    for name, key in DAY_KEYS:
        for inner in (f"{key}:: {DAY}", f"{key}::{DAY}", f"  {key}::   {DAY}  "):
            for left, right in ("[]", "()"):
                yield Case(f"Do it  {left}{inner}{right}", "Do it", {name: DAY})
                yield Case(f"Do it  {left}{inner}{right} ,", "Do it", {name: DAY})


def days_that_brackets_do_not_take() -> Iterator[Case]:
    """Another key, another bracket or another value leaves it all text."""
    for key in ("due", "start", "completion"):
        for field in (
            f"[{key}:: {DAY})",
            f"({key}:: {DAY}]",
            f"[{key}:: {DAY}",
            f"{key}:: {DAY}]",
            f"{key}:: {DAY}",
            f"[{key}: {DAY}]",
            f"[{key} :: {DAY}]",
            f"[{key.title()}:: {DAY}]",
            f"[x{key}:: {DAY}]",
            f"[{key}::\t{DAY}]",
            f"[{key}::{NBSP}{DAY}]",
            f"[{key}:: [[{DAY}]]]",
            f"[{key}:: {DAY} 10:00]",
            f"[{key}:: 2026-11-3]",
            f"[{key}:: ２０２６-１１-３０]",
            f"[{key}:: ]",
            f"{{{key}:: {DAY}}}",
            f"［{key}:: {DAY}］",
            f"[{key}:: {DAY}],,",
            f"[{key}:: {DAY}];",
        ):
            yield Case(f"Do it {field}", f"Do it {field}", {})


def impossible_days() -> Iterator[Case]:
    """A day of the right form that no calendar has is out of the text, reads as none and is a fault."""
    for day in ("2026-02-30", "2100-02-29", "2026-13-01", "0000-01-01"):
        for _, sign in DAY_SIGNS:
            yield Case(f"Do it {sign} {day}", "Do it", {"faults": "impossible-day"})
        for _, key in DAY_KEYS:
            yield Case(f"Do it [{key}:: {day}]", "Do it", {"faults": "impossible-day"})


def priorities() -> Iterator[Case]:
    """A sign needs no space before it; a word must be one of the five, in lower case."""
    for name, sign in PRIORITIES:
        for selector in ("", VS16):
            yield Case(f"Do it {sign}{selector}", "Do it", {"priority": name})
            yield Case(f"Do it{sign}{selector}", "Do it", {"priority": name})
        for left, right in ("[]", "()"):
            yield Case(f"Do it {left}priority:: {name}{right}", "Do it", {"priority": name})
            yield Case(
                f"Do it {left}priority:: {name.upper()}{right}",
                f"Do it {left}priority:: {name.upper()}{right}",
                {},
            )
            yield Case(
                f"Do it {left}priority:: {name}er{right}", f"Do it {left}priority:: {name}er{right}", {}
            )
    for word in ("normal", "none", "1", "⏫", ""):
        yield Case(f"Do it [priority:: {word}]", f"Do it [priority:: {word}]", {})


def rules() -> Iterator[Case]:
    """A rule is of ASCII letters, digits, spaces, commas and `!`; it need not make sense here."""
    for rule in (
        "every day",
        "every 2 weeks on Tuesday",
        "every month on the 1st, 15th",
        "every weekday when done",
        "EVERY DAY",
        "every day!",
        "often",
        "every  day",
    ):
        yield Case(f"Do it 🔁 {rule}", "Do it", {"recurrence": rule})
        yield Case(f"Do it 🔁{rule}", "Do it", {"recurrence": rule})
        yield Case(f"Do it 🔁{VS16}   {rule}", "Do it", {"recurrence": rule})
        yield Case(f"Do it [repeat:: {rule}]", "Do it", {"recurrence": rule})
        yield Case(f"Do it ( repeat::  {rule}  ),", "Do it", {"recurrence": rule})
    for text in (
        "Do it 🔁",
        "Do it 🔁 매일",
        "Do it 🔁 every day.",
        "Do it 🔁\tevery day",
        "Do it 🔁 every-day",
        "Do it [repeat::]",
        "Do it [repeat:: every day.]",
        "Do it [recurrence:: every day]",
    ):
        yield Case(text, text, {})
    yield Case("Do it [repeat:: ]", "Do it", {})
    yield Case("Do it 📅 2026-11-30 [repeat:: ]", "Do it", {"due": DAY})


def ids() -> Iterator[Case]:
    """Ids are of ASCII letters, digits, hyphens and underscores; several are parted by commas."""
    for name in ("a", "abc123", "ABC", "a-b_c", "-", "0"):
        yield Case(f"Do it 🆔 {name}", "Do it", {"id": name})
        yield Case(f"Do it 🆔{VS16}{name}", "Do it", {"id": name})
        yield Case(f"Do it [id:: {name}]", "Do it", {"id": name})
        yield Case(f"Do it ⛔ {name}", "Do it", {"depends_on": name})
        yield Case(f"Do it ⛔{VS16}{name} ,b,  c", "Do it", {"depends_on": f"{name} b c"})
        yield Case(f"Do it (dependsOn:: {name}, b ,c )", "Do it", {"depends_on": f"{name} b c"})
    for text in (
        "Do it 🆔",
        "Do it 🆔 a b",
        "Do it 🆔 a.b",
        "Do it 🆔 번호",
        "Do it 🆔 ａ",
        "Do it 🆔 a,b",
        "Do it [id:: a b]",
        "Do it [ID:: a]",
        "Do it ⛔ a,",
        "Do it ⛔ ,a",
        "Do it ⛔ a b",
        "Do it ⛔ a,,b",
        "Do it [dependson:: a]",
        "Do it [dependsOn:: a b]",
    ):
        yield Case(text, text, {})


def on_completion() -> Iterator[Case]:
    """The action is read in either case; another word is a fault."""
    for word in ("delete", "Delete", "DELETE", "keep", "Keep"):
        yield Case(f"Do it 🏁 {word}", "Do it", {"on_completion": word.lower()})
        yield Case(f"Do it 🏁{VS16}{word}", "Do it", {"on_completion": word.lower()})
        yield Case(f"Do it [onCompletion:: {word}]", "Do it", {"on_completion": word.lower()})
    yield Case("Do it 🏁 archive", "Do it", {"faults": "unknown-on-completion"})
    yield Case("Do it (onCompletion:: archive)", "Do it", {"faults": "unknown-on-completion"})
    for text in ("Do it 🏁", "Do it 🏁 delete it", "Do it 🏁 삭제", "Do it [oncompletion:: keep]"):
        yield Case(text, text, {})


def pairs() -> Iterator[Case]:
    """Fields may stand in any order, and both dialects on one line."""
    for one, two in permutations((*SAMPLES, *OWN_SAMPLES), 2):
        yield Case(f"Do it {one.dataview}  {two.emoji}", "Do it", {one.name: one.value, two.name: two.value})


def fields_with_text_after_them() -> Iterator[Case]:
    """Text after a field makes it text, whatever the text is."""
    for sample in (*SAMPLES, *OWN_SAMPLES):
        for field in (sample.emoji, sample.dataview):
            for after in (".", " [[Note]]", " 그리고"):
                yield Case(f"Do it {field}{after}", f"Do it {field}{after}", {})
            yield Case(f"Do it {field} - 📅 {DAY}", f"Do it {field} -", {"due": DAY})


def repeated_fields() -> Iterator[Case]:
    """Of a field that stands twice the left one counts, and both are out of the text."""
    for sample in (*SAMPLES, *OWN_SAMPLES):
        for left in (sample.emoji, sample.dataview):
            for right in (sample.other_emoji, sample.other_dataview):
                yield Case(f"Do it {left} {right}", "Do it", {sample.name: sample.value})


def fields_among_tags() -> Iterator[Case]:
    """Tags among the fields go back to the end of the text, in their order."""
    for sample in (*SAMPLES, *OWN_SAMPLES):
        says = {sample.name: sample.value, "tags": "#one #two/three"}
        for field in (sample.emoji, sample.dataview):
            yield Case(f"Do it #one {field} #two/three", "Do it #one #two/three", says)
            yield Case(f"Do it #one #two/three {field}", "Do it #one #two/three", says)
            yield Case(
                f"Do #one it {field} #two/three ^ab-1",
                "Do #one it #two/three",
                {**says, "block_link": "^ab-1"},
            )


def lines_without_text() -> Iterator[Case]:
    """A field may be all that there is."""
    for sample in (*SAMPLES, *OWN_SAMPLES):
        for field in (sample.emoji, sample.dataview):
            yield Case(field, "", {sample.name: sample.value})
            yield Case(f" {field} #a", "#a", {sample.name: sample.value, "tags": "#a"})


GROUPS: Mapping[str, Iterator[Case]] = {
    "day sign": day_signs(),
    "not the day of a sign": days_that_a_sign_does_not_take(),
    "day key": day_keys(),
    "not the day of a key": days_that_brackets_do_not_take(),
    "impossible day": impossible_days(),
    "priority": priorities(),
    "rule": rules(),
    "id": ids(),
    "on completion": on_completion(),
    "pair": pairs(),
    "text after": fields_with_text_after_them(),
    "repeated": repeated_fields(),
    "among tags": fields_among_tags(),
    "without text": lines_without_text(),
}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{group} {number}")
        for group, cases in GROUPS.items()
        for number, case in enumerate(cases, start=1)
    ],
)
def test_a_line_says_what_the_plugin_reads_in_it(case: Case) -> None:
    line = read_task_line(case.body)
    assert (line.text, said(line)) == (case.text, dict(case.says))
