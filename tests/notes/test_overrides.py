from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st
from jinja2 import meta

from aimo_md.config import Config, Language
from aimo_md.notes.overrides import overridden, own_file_names
from aimo_md.notes.render import ENVIRONMENT, fill
from aimo_md.notes.review import new_review
from aimo_md.notes.template_values import EXAMPLES, without_content
from aimo_md.text.dates import week_of
from tests.vaults import SUNDAY, measured, templates

if TYPE_CHECKING:
    from aimo_md.errors import Problem
    from aimo_md.notes.render import Templates

_NAME = "review/moved.md.j2"
_VALUES = {"moved": ("- a", "- b"), "resting": (), "quiet": "none", "late": "", "plan": "kept"}


def _with(**texts: str) -> tuple[Templates, tuple[Problem, ...]]:
    named = {name.replace("_", "/") + ".md.j2": text for name, text in texts.items()}
    return overridden(templates(), named, "Texts")


def _fault(source: str) -> tuple[int, str]:
    """The line and the message of the only fault; the built-in template is used instead."""
    own, (problem,) = _with(review_moved=source)
    assert own.render("review/moved", _VALUES) == templates().render("review/moved", _VALUES)
    assert (problem.path, problem.code) == (f"Texts/{_NAME}", "template-fault")
    return problem.line, problem.message


def test_a_template_of_the_vault_takes_the_place_of_the_one_of_that_name() -> None:
    own, problems = _with(
        review_moved="## Yes!\n{% for line in moved %}\n{{ line }}\n{% else %}\nnothing\n{% endfor %}\n"
        "{% if plan and not resting %}\n{{ plan|upper }} {{ moved|length }}\n{% endif %}\n"
    )
    assert problems == ()
    assert own.render("review/moved", _VALUES) == "## Yes!\n- a\n- b\nKEPT 2"
    assert own.render("review/reflection", {}) == templates().render("review/reflection", {})


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        pytest.param("a\n{% for %}", 2, "Expected", id="syntax"),
        pytest.param(
            "a\nb\n{{ moved_ }}", 3, "there is no `moved_` here, only late, moved, plan, quiet", id="a name"
        ),
        pytest.param("{% if nothing %}{{ plam }}{% endif %}", 1, "no `nothing`", id="a name in a branch"),
        pytest.param("{{ moved.heading }}", 1, "no attribute 'heading'", id="a part that is not there"),
        pytest.param("\n{{ plan.__class__ }}", 2, "unsafe", id="a way out"),
        pytest.param("{{ plan.upper() }}", 1, "not `call`", id="a call"),
        pytest.param("{% for a in range(9) %}{% endfor %}", 1, "not `call`", id="a long list"),
        pytest.param("{{ 'a' * 99999999 }}", 1, "not `mul`", id="arithmetic"),
        pytest.param("\n{% set a = plan %}", 2, "not `assign`", id="a variable"),
        pytest.param("{{ plan ~ plan }}", 1, "not `concat`", id="joining"),
        pytest.param("{% macro a() %}{% endmacro %}", 1, "not `macro`", id="a macro"),
        pytest.param("{% include 'decide' %}", 1, "not `include`", id="another template"),
        pytest.param("{{ plan|center(99999999) }}", 1, "not `center`", id="a filter that can grow"),
        pytest.param("{{ plan|join('ab')|join('ab') }}", 1, "a single value", id="a chain of filters"),
        pytest.param("{{ moved|join(plan) }}", 1, "a single value", id="a filter with a value"),
        pytest.param(
            "{% for a in moved %}" * 3 + "{% endfor %}" * 3,
            1,
            "more than 2 loops",
            id="loops in loops",
        ),
        pytest.param("{{ " + "not " * 40 + "plan }}", 1, "too deep", id="deep"),
        pytest.param("{{ " + "(" * 5000 + "plan" + ")" * 5000 + " }}", 0, "too deep", id="very deep"),
        pytest.param("a" * 40_000, 0, "more than 32,768 characters", id="long"),
        pytest.param(
            "{% for a in moved %}" + "a" * 30_000 + "{% endfor %}",
            0,
            "more than 262,144 characters",
            id="long once it is filled",
        ),
        pytest.param("{% for a in plan.upper %}{% endfor %}", 1, "not iterable", id="no list"),
        pytest.param("```\n{{ plan }}", 0, "a code fence open", id="an open fence"),
        pytest.param("a\n<!-- /aimo:moved -->\nb", 0, "marker of aimo's", id="a marker"),
    ],
)
def test_a_template_with_a_fault_is_told_and_not_used(source: str, line: int, words: str) -> None:
    found, message = _fault(source)
    assert found == line
    assert words in message


def test_what_goes_wrong_only_in_use_gives_way_as_well() -> None:
    own, problems = _with(
        review_moved="{% for a in moved %}" + "a" * 300 + "{% endfor %}",
        decide="{% if questions and not others %}{{ questions.heading }}{% endif %}",
    )
    assert problems == ()
    many = {**_VALUES, "moved": ("- a",) * 1000}
    assert own.render("review/moved", many) == templates().render("review/moved", many)
    asked = {**EXAMPLES["decide"], "others": ""}
    assert own.render("decide", asked) == templates().render("decide", asked)


def test_phrases_of_the_vault_take_the_place_of_those_of_the_same_key() -> None:
    names = [f"m{number}" for number in range(1, 13)]
    text = f'[review]\ntitle.week = "{{days}}!"\n[months]\nlong = {names}'
    own, problems = overridden(templates(), {"phrases.toml": text}, "Texts")
    assert problems == ()
    note = new_review(measured("=== A.md\n---\ntype: goal\n---\n"), week_of(SUNDAY), Config(), own)
    assert "\n# 16 to 22 m11 2026!\n" in note
    assert "🟡" not in own.phrases.say("health.stalled")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("[review]\ntitel = 'a'", 2, "`review.titel` that aimo does not say", id="misspelt"),
        pytest.param(
            "[review]\n\ntitle.week = '{week}'", 3, "a field {week} in `review.title.week`", id="field"
        ),
        pytest.param("quoted = '''a\nb'''", 1, "more than one line in `quoted`", id="two lines"),
        pytest.param("months = ['a']", 1, "a list `months` that aimo does not use", id="no list"),
        pytest.param("months.long = ['a']", 1, "must have 12 words in `months.long`, not 1", id="short"),
        pytest.param("[review]\ntitle = a", 2, "is not TOML", id="no TOML"),
        pytest.param("quoted = 1", 0, "`quoted` is no text", id="no text"),
        pytest.param("quoted = '" + "a" * 40_000 + "'", 0, "more than 32,768 characters", id="long"),
    ],
)
def test_a_phrase_with_a_fault_is_told_and_not_used(text: str, line: int, words: str) -> None:
    own, (problem,) = overridden(templates(), {"phrases.toml": text}, "Texts")
    assert (problem.path, problem.line, problem.code) == ("Texts/phrases.toml", line, "template-fault")
    assert words in problem.message
    assert own.phrases == templates().phrases


def test_a_sound_phrase_beside_a_faulty_one_is_used() -> None:
    text = "quoted = '>{text}<'\n[review]\ntitel = 'a'"
    own, problems = overridden(templates(), {"phrases.toml": text}, "Texts")
    assert len(problems) == 1
    assert own.phrases.say("quoted", {"text": "a"}) == ">a<"


@pytest.mark.parametrize("language", list(Language))
def test_the_examples_are_what_the_templates_of_aimo_use(language: Language) -> None:
    builtin = templates(language)
    assert own_file_names(builtin) == (*(f"{name}.md.j2" for name in sorted(EXAMPLES)), "phrases.toml")
    for name, values in EXAMPLES.items():
        source = builtin.sources[f"{language}/{name}.md.j2"]
        assert meta.find_undeclared_variables(ENVIRONMENT.parse(source)) == values.keys()
        assert fill(source, values)
        assert fill(source, without_content(values)) == builtin.render(name, without_content(values))


@pytest.mark.parametrize("language", list(Language))
def test_the_templates_of_aimo_keep_the_rules(language: Language) -> None:
    builtin = templates(language)
    texts = {
        name: builtin.sources[f"{language}/{name}"] for name in own_file_names(builtin) if language == "en"
    }
    assert overridden(builtin, texts, "Texts")[1] == ()


_PIECES = (
    *("{{ plan }}", "{{ moved }}", "{{ resting|join('-') }}", "{{ quiet|upper }}", "{{ line }}"),
    *("{{ loop.index }}", "{{", "}}", "{%", "%}", "{#", "#}", "{{ plan.x }}", "{{ a.b.c }}"),
    *("{{ plan.format }}", "{{ moved|first }}", "{{ moved[0] }}", "{{ 9**9**9 }}", "{{ plan|join }}"),
    *("{% for line in moved %}", "{% for line in plan %}", "{% for x in line %}", "{% endfor %}"),
    *("{% else %}", "{% if plan %}", "{% if not moved and plan %}", "{% elif quiet %}", "{% endif %}"),
    *("{% raw %}", "{% endraw %}", "{% set a = 1 %}", "\n", "```\n", "- [ ] a ^aimo-keep-123456\n"),
    *("<!-- aimo:moved -->\n", "\ud800", "가", "# x\n"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join), st.booleans())
def test_whatever_a_vault_brings_the_note_is_written(source: str, quiet: bool) -> None:  # noqa: FBT001 (drawn)
    own, problems = _with(review_moved=source)
    assert len(problems) <= 1
    assert bool(problems) == ("review/moved" not in own.own)
    values = {**_VALUES, "moved": ()} if quiet else _VALUES
    text = own.render("review/moved", values)
    if problems:
        assert text == templates().render("review/moved", values)


_LINES = (
    "[review]\n",
    "title.week = ",
    "'{days}'\n",
    "a.b = 1\n",
    "quoted = ['a']\n",
    "\n",
    '"""',
    "[[x]]\n",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_LINES)).map("".join))
def test_whatever_phrases_a_vault_brings_each_can_be_said(text: str) -> None:
    own, _ = overridden(templates(), {"phrases.toml": text}, "Texts")
    assert own.phrases.texts.keys() == templates().phrases.texts.keys()
    assert isinstance(own.phrases.say("review.title.week", {"days": "1 to 7", "number": 1}), str)
    assert own.phrases.say("quoted", {"text": "a"})
