"""Every language says all that English says, and a note in one language has no word of another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, Language
from aimo_md.notes.alert import slipping_alert
from aimo_md.notes.daily import daily_digest
from aimo_md.notes.dashboard import new_dashboard
from aimo_md.notes.digest import digest
from aimo_md.notes.message import as_text
from aimo_md.notes.review import new_review
from aimo_md.notes.writer import Writer
from aimo_md.text.dates import month_of, quarter_of, week_of, year_of
from tests.test_reference import in_code, rows
from tests.vaults import SUNDAY, sample, templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.measures.model import Measures

_OTHERS = [language for language in Language if language is not Language.ENGLISH]
_ENGLISH = templates()
_FIELD = re.compile(r"\{[a-z_]+\}")
_OWN_WORDS = ("problem.", "record.")
"""Problems and decisions are English as they are found; only other languages have phrases for them."""
_ONLY_ENGLISH = {"refused.more"}
"""The detail of a refusal is English, so other languages do without it."""


@pytest.mark.parametrize("language", _OTHERS)
def test_every_phrase_is_there_and_is_filled_with_the_same(language: Language) -> None:
    phrases, english = templates(language).phrases, _ENGLISH.phrases
    said = {key: text for key, text in phrases.texts.items() if not key.startswith(_OWN_WORDS)}
    expected = {key: text for key, text in english.texts.items() if key not in _ONLY_ENGLISH}
    assert said.keys() == expected.keys()
    assert {key: set(_FIELD.findall(text)) for key, text in said.items()} == {
        key: set(_FIELD.findall(text)) for key, text in expected.items()
    }
    assert {key: len(words) for key, words in phrases.lists.items()} == {
        key: len(words) for key, words in english.lists.items()
    }


@pytest.mark.parametrize("language", _OTHERS)
def test_every_problem_has_words(language: Language) -> None:
    texts = templates(language).phrases.texts
    said = {key.removeprefix("problem.") for key in texts if key.startswith("problem.")}
    assert said == {code for cell, *_ in rows("Problems") for code in in_code(cell)}


@pytest.mark.parametrize("language", _OTHERS)
def test_every_template_is_there_and_places_the_same(language: Language) -> None:
    sources = _ENGLISH.sources

    def of(name: str) -> dict[str, list[str]]:
        return {
            path.partition("/")[2]: re.findall(r"\{[{%].*?[}%]\}", text)
            for path, text in sources.items()
            if path.startswith(f"{name}/") and path.endswith(".j2")
        }

    assert of(language) == of(Language.ENGLISH)


# What stands in a Korean note in Latin letters though it is neither its user's nor a marker.
_ALLOWED = {
    *("Aimo", "aimo", "check", "Reviews", "review", "md"),  # names of the program's own
    *("summary", "bug"),  # kinds of callouts
    *("mermaid", "gantt", "dateFormat", "YYYY", "MM", "DD", "axisFormat", "inclusiveEndDates"),
    *("xychart", "beta", "title", "axis", "bar", "line", "crit", "active"),
}


def _users_words(measures: Measures) -> Iterator[str]:
    """All that the notes of the vault say, in the pieces in which a note of aimo's repeats it."""
    for note in measures.vault.notes.values():
        yield from (note.title, note.path.rpartition("/")[2].removesuffix(".md"))
        for task in note.tasks:
            for words in re.split(r"\[\[|\]\]", task.title):
                yield from (words.strip(), words.partition(": ")[2])
    for goal in measures.vault.goals.values():
        yield from (goal.keys.why or "", goal.keys.metric.name if goal.keys.metric else "")


def _words_of_ours(text: str, measures: Measures) -> set[str]:
    """The Latin words that are left without frontmatter, markers, block ids and what the user wrote."""
    text = re.sub(r"\A---\n.*?\n---\n|<!--.*?-->|\^aimo-\S+", "", text, flags=re.DOTALL)
    for words in sorted(set(_users_words(measures)), key=len, reverse=True):
        if words:
            text = re.sub(re.escape(words), "", text, flags=re.IGNORECASE)
    return set(re.findall(r"[A-Za-z]{2,}", text))


def _korean_posts(measures: Measures) -> Iterator[str]:
    writer = Writer.of(measures, Config(), templates("ko"))
    messages = (
        digest(measures, week_of(SUNDAY), Config(), templates("ko"), "Reviews/review.md"),
        daily_digest(measures, Config(), templates("ko")),
        slipping_alert(writer.questions, writer),
    )
    for message in messages:
        assert message is not None
        yield as_text(message)


def test_a_korean_note_says_nothing_in_english() -> None:
    measures = sample()
    texts = [
        new_dashboard(measures, Config(), templates("ko")),
        *_korean_posts(measures),
        *(
            new_review(measures, of(SUNDAY), Config(), templates("ko"))
            for of in (week_of, month_of, quarter_of, year_of)
        ),
    ]
    for text in texts:
        assert re.search("[가-힣]", text)
        assert _words_of_ours(text, measures) <= _ALLOWED


def test_no_line_of_a_korean_note_has_two_tildes(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-09-01
    deadline: 2026-12-31
    ---
    - [x] a ✅ 2026-10-01
    - [x] b ✅ 2026-10-20
    - [x] c ~d~ ✅ 2026-11-18
    - [ ] e
    """
    text = new_review(measures, week_of(SUNDAY), Config(), templates("ko"))
    # Between two of them GitHub would strike the text through.
    assert max(len(re.findall(r"(?<!\\)~", line)) for line in text.split("\n")) == 1


def test_a_korean_problem_is_told_by_its_code(measures: Measures) -> None:
    """
    === Inbox.md
    - [ ] tax 📅 2026-02-30
    """
    text = new_dashboard(measures, Config(), templates("ko"))
    assert "> [!bug]- 노트에서 찾은 문제 1개\n> - [[Inbox]] 1행: 달력에 없는 날짜예요\n" in text
