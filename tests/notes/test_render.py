from __future__ import annotations

import pytest

from aimo_md.errors import AimoError
from aimo_md.notes.phrases import Phrases
from aimo_md.notes.render import Templates

_PHRASES = Phrases.read(
    "xx/phrases.toml",
    """
    plain = "hello {name}"
    words = ["a", "b"]
    [tasks]
    one = "{number} task"
    other = "{number} tasks"
    [only]
    other = "{number} of {all}"
    """,
)


def _templates(text: str) -> Templates:
    return Templates.of({"xx/phrases.toml": "", "xx/a/b.md.j2": text}, "xx")


def test_a_phrase_is_filled_once() -> None:
    assert _PHRASES.say("plain", {"name": "{name} {other}"}) == "hello {name} {other}"
    assert _PHRASES.words("words") == ("a", "b")


@pytest.mark.parametrize(
    ("key", "number", "expected"),
    [("tasks", 1, "1 task"), ("tasks", 0, "0 tasks"), ("tasks", 2, "2 tasks"), ("only", 1, "1 of 3")],
)
def test_a_phrase_has_forms_for_numbers(key: str, number: int, expected: str) -> None:
    assert _PHRASES.count(key, number, {"all": 3}) == expected


def test_a_fault_in_the_phrases_is_told_with_its_key() -> None:
    with pytest.raises(AimoError, match=r"xx/phrases\.toml has no phrase `none`"):
        _PHRASES.say("none")
    with pytest.raises(AimoError, match=r"has a field \{name\} in `plain` that nothing fills"):
        _PHRASES.say("plain")
    with pytest.raises(AimoError, match="has no list `plain`"):
        _PHRASES.words("plain")
    with pytest.raises(AimoError, match=r"x\.toml is not TOML"):
        Phrases.read("x.toml", "a = ")
    with pytest.raises(AimoError, match=r"`a\.b` is no text"):
        Phrases.read("x.toml", "a.b = 1")


def test_a_template_places_lines_without_more_than_one_blank_line() -> None:
    text = "{% for line in lines %}\n{{ line }}\n{% endfor %}\n\n{{ empty }}\n\n\nend\n"
    rendered = _templates(text).render("a/b", {"lines": ("- <a>", "- b"), "empty": ""})
    assert rendered == "- <a>\n- b\n\nend"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a\n{% for %}", r"template xx/a/b.md.j2, line 2:", id="syntax"),
        pytest.param("{{ missing }}", r"template xx/a/b.md.j2, line 1: 'missing' is undefined", id="a name"),
        pytest.param(
            "{{ ''.__class__ }}", r"template xx/a/b.md.j2, line 1: .*unsafe", id="a way out of the sandbox"
        ),
        pytest.param("{{ 1 / 0 }}", r"template xx/a/b.md.j2, line 1: division by zero", id="arithmetic"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_place(text: str, words: str) -> None:
    with pytest.raises(AimoError, match=words):
        _templates(text).render("a/b", {})


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(AimoError, match=r"there is no template xx/a/c.md.j2"):
        _templates("").render("a/c", {})
    with pytest.raises(AimoError, match=r"there is no yy/phrases.toml") as caught:
        Templates.of({"xx/phrases.toml": ""}, "yy")
    assert caught.value.hint == "the languages are: xx"
